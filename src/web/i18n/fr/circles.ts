/** Texts of circles: all of them, and one. */
import { de } from "../../../domain/elision.js";
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
      plural("fr", count, { zero: "aucun·e contributeur·ice", one: "un·e contributeur·ice", other: `${count} contributeur·ices` }),
    mine: "j’y suis",
    late: "une réunion à prévoir",
    metOn: (day: string) => `dernière réunion le ${day}`,
  },
  page: {
    title: (name: string, people: number) =>
      plural("fr", people, {
        zero: `${name} : personne n’y est encore.`,
        one: `${name} : une personne.`,
        other: `${name} : ${people} personnes.`,
      }),
    archived: (name: string) => `${name} est archivé.`,
    inside: (parent: string) => `Fait partie ${de(parent)}`,
    people: "Qui en est",
    pilots: "Pilotes",
    contributors: "Contributeur·ices",
    pilot: "pilote",
    nobody: "Personne encore.",
    join: "Ajouter quelqu’un",
    joinWho: "Qui ?",
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
    shared: "Partages décidés",
    sharedLead: "Les jours où ils ont été adoptés ou partagés.",
    sharings: "Partages en cours",
    print: "Imprimer la fiche",
    write: "Écrire une réunion",
    late: (name: string, days: number) =>
      plural("fr", days, {
        one: `Depuis hier, ${name} attend sa prochaine réunion.`,
        other: `Depuis ${days} jours, ${name} attend sa prochaine réunion.`,
      }),
    lateSince: (met: string, due: string) =>
      `La dernière était le ${met} ; on voulait se revoir avant le ${due}. Et si l’on se retrouvait ?`,
    lateNever: (due: string) => `On voulait s’y réunir avant le ${due}, et aucune réunion n’est encore notée. Et si l’on se retrouvait ?`,
    edit: "Modifier le cercle",
    archive: "Archiver le cercle",
    unarchive: "Rouvrir le cercle",
    archivedTold: (name: string) => `${name} est archivé : il n’accueille plus rien de nouveau.`,
    unarchivedTold: (name: string) => `${name} est rouvert.`,
    archiveAsk: (name: string) => `Archiver ${name} ?`,
    archiveSays: (envelopes: number, people: number) => {
      const held = plural("fr", envelopes, {
        zero: "Il n’a pas d’enveloppe ouverte",
        one: "Il a une enveloppe ouverte",
        other: `Il a ${envelopes} enveloppes ouvertes`,
      });
      const seated = plural("fr", people, { zero: "personne n’en est", one: "une personne en est", other: `${people} personnes en sont` });
      return `${held}, et ${seated}. Tout reste lisible ; on n’y déclare plus rien, et l’on peut le rouvrir. Une charte qui se signe ou qui court, une décision ouverte s’y opposent.`;
    },
  },
  sheet: {
    title: "La fiche du cercle",
    empty: "Sa fiche n’est pas encore écrite",
    emptySays:
      "Comment il s’y prend, ce qu’il fait, ce qu’on attend de lui, ce qu’il décide seul : quelques lignes suffisent, et l’on sait à qui s’adresser.",
    write: "Écrire la fiche",
    change: "Modifier la fiche",
    saved: "La fiche est enregistrée.",
    parts: {
      intentions: "Intentions",
      actions: "Actions",
      responsibilities: "Responsabilités",
      autonomy: "Autonomie",
      balance: "Facilitation et action",
    },
    hints: {
      intentions: "Comment il s’y prend.",
      actions: "Ce qu’il fait.",
      responsibilities: "Ce que les autres attendent de lui.",
      autonomy: "Ce qu’il décide seul.",
      balance: "Ce qu’il consacre à s’organiser, et ce qu’il consacre à faire.",
    },
    rhythm: "À quel rythme se réunit-il ?",
    rhythmHint: "Passé ce délai sans réunion notée, sa page le dit, gentiment.",
    rhythmSays: (days: number) =>
      days % 7 === 0
        ? plural("fr", days / 7, { one: "Se réunit toutes les semaines.", other: `Se réunit toutes les ${days / 7} semaines.` })
        : `Se réunit tous les ${days} jours.`,
    noRhythmSays: "Se réunit quand il le faut.",
    every: (days: number) =>
      days % 7 === 0
        ? plural("fr", days / 7, { one: "toutes les semaines", other: `toutes les ${days / 7} semaines` })
        : `tous les ${days} jours`,
    never: "sans rythme",
  },
  retrospectives: {
    title: "Rétrospectives",
    none: "Aucune encore : ce que le cercle garde de ses jours, forces et cailloux, s’y dirait.",
    line: (from: string, until: string) => `Du ${from} au ${until}`,
    state: (isClosed: boolean, words: number) =>
      `${isClosed ? "moissonnée" : "ouverte"}, ${plural("fr", words, { zero: "aucune parole", one: "une parole", other: `${words} paroles` })}`,
    all: "Toutes ses rétrospectives",
  },
  links: {
    title: "Ses liens avec les autres cercles",
    none: "Rien n’est encore dit de ce qui passe entre ce cercle et les autres.",
    says: (name: string, incoming: number, outgoing: number) => {
      const given = plural("fr", incoming, { zero: "ne reçoit rien", one: "reçoit d’un cercle", other: `reçoit de ${incoming} cercles` });
      const passed = plural("fr", outgoing, {
        zero: "ne transmet rien",
        one: "transmet à un cercle",
        other: `transmet à ${outgoing} cercles`,
      });
      return `${name} ${given} et ${passed}.`;
    },
    incoming: "Reçoit de",
    outgoing: "Transmet à",
    way: "Sens",
    circle: "Cercle",
    passes: "Ce qui passe",
    add: "Ajouter un lien",
    which: "Avec quel cercle ?",
    whichWay: "Dans quel sens ?",
    fromHere: (name: string) => `${de(name)} vers l’autre`,
    toHere: (name: string) => `de l’autre vers ${name}`,
    what: "Qu’est-ce qui passe ?",
    whatHint: "Des besoins, des décisions, une personne qui siège dans les deux…",
    added: "Le lien est ajouté.",
    end: "Défaire",
    ended: (name: string) => `Le lien avec ${name} est défait.`,
  },
  form: {
    name: "Comment s’appelle-t-il ?",
    purpose: "Quelle est sa raison d’être ?",
    purposeHint: "Pourquoi il existe, en une phrase.",
    parent: "De quel cercle fait-il partie ?",
    noParent: "d’aucun",
    pilots: "Qui le pilote ?",
    contributors: "Qui y contribue ?",
    open: "Ouvrir le cercle",
    opened: (name: string) => `${name} est ouvert.`,
    saved: "C’est enregistré.",
  },
};
