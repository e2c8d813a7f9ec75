/** Texts of circles: all of them, and one. */
import { plural } from "../../speech.js";

export default {
  back: "Cercles",
  list: {
    title: (count: number, seated: number) => {
      const people = plural("fr", seated, {
        zero: "personne n’y est encore",
        one: "une personne y est",
        other: `${seated} personnes y sont`,
      });
      return plural("fr", count, { zero: "Aucun cercle.", one: `Un cercle, et ${people}.`, other: `${count} cercles, et ${people}.` });
    },
    lead: "Un cercle a une raison d’être, des pilotes, des contributeur·ices, et décide de ses enveloppes.",
    open: "Ouvrir un cercle",
    archived: (count: number) => plural("fr", count, { one: "Un cercle archivé", other: `${count} cercles archivés` }),
    noPurpose: "Sa raison d’être n’est pas encore écrite.",
    pilotedBy: (names: string) => `Piloté par ${names}`,
    noPilot: "Sans pilote",
    contributors: (count: number) =>
      plural("fr", count, { zero: "aucun·e contributeur·ice", one: "une contributeur·ice", other: `${count} contributeur·ices` }),
    mine: "j’y suis",
  },
  page: {
    title: (name: string, people: number) =>
      plural("fr", people, {
        zero: `${name} : personne n’y est encore.`,
        one: `${name} : une personne.`,
        other: `${name} : ${people} personnes.`,
      }),
    archived: (name: string) => `${name} est archivé.`,
    inside: (parent: string) => `Fait partie de ${parent}`,
    people: "Qui en est",
    pilots: "Pilotes",
    contributors: "Contributeur·ices",
    pilot: "pilote",
    nobody: "Personne encore.",
    join: "Ajouter quelqu’un",
    joinWho: "Qui ?",
    joinAs: "En tant que",
    joined: (name: string) => `${name} en est.`,
    makePilot: "En faire un·e pilote",
    makeContributor: "Ne pilote plus",
    remove: "Retirer du cercle",
    leave: "Quitter ce cercle",
    removed: (name: string) => `${name} n’en est plus.`,
    envelopes: "Enveloppes",
    noEnvelopes: "Ce cercle n’a pas encore d’enveloppe : rien n’est mis de côté pour lui.",
    openEnvelope: "Ouvrir une enveloppe",
    inner: "Cercles à l’intérieur",
    rounds: "Cobudgets",
    met: "Quand on s’est réuni",
    metLead: "Les dates de ses partages : adoptés ou partagés.",
    never: "Aucun partage n’a encore réuni ce cercle.",
    metOn: (day: string) => `le ${day}`,
    sharings: "Partages en cours",
    edit: "Modifier le cercle",
    archive: "Archiver le cercle",
    unarchive: "Rouvrir le cercle",
    archivedTold: (name: string) => `${name} est archivé : il n’accueille plus rien de nouveau.`,
    unarchivedTold: (name: string) => `${name} est rouvert.`,
    archiveAsk: (name: string) => `Archiver ${name} ?`,
    archiveSays: (envelopes: number, people: number) => {
      const said = [
        plural("fr", envelopes, {
          zero: "aucune enveloppe ouverte",
          one: "une enveloppe ouverte",
          other: `${envelopes} enveloppes ouvertes`,
        }),
        plural("fr", people, { zero: "personne", one: "une personne", other: `${people} personnes` }),
      ];
      return `Il a ${said[0]} et ${said[1]}. Tout reste lisible ; on n’y déclare plus rien, et l’on peut le rouvrir.`;
    },
  },
  form: {
    name: "Comment s’appelle-t-il ?",
    purpose: "Quelle est sa raison d’être ?",
    purposeHint: "Pourquoi il existe, en une phrase.",
    parent: "De quel cercle fait-il partie ?",
    noParent: "d’aucun",
    pilots: "Qui le pilote ?",
    contributors: "Qui y contribue ?",
    open: "Ouvrir le cercle",
    opened: (name: string) => `${name} est ouvert.`,
    saved: "C’est enregistré.",
  },
};
