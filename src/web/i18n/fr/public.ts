/** Texts of the public page. */
import { plural } from "../../speech.js";

export default {
  title: (name: string, shared: string) => `${name} : ${shared} partagés.`,
  titleNothing: (name: string) => `${name} : ce qui est mis en commun.`,
  titleMany: (name: string, sharings: number) =>
    plural("fr", sharings, { one: `${name} : un partage.`, other: `${name} : ${sharings} partages.` }),
  lead: "Ce que ce collectif montre à tout le monde : combien, pour quoi, et comment c’est partagé. Aucun nom de personne n’y figure.",
  envelopes: {
    title: (count: number) => plural("fr", count, { zero: "Aucune enveloppe ouverte", one: "Une enveloppe", other: `${count} enveloppes` }),
    of: (circle: string) => `Cercle ${circle}`,
    figures: "Ses chiffres",
  },
  sharings: {
    title: (count: number) => plural("fr", count, { zero: "Aucun partage encore", one: "Un partage", other: `${count} partages` }),
    says: (amount: string, participants: number) =>
      plural("fr", participants, {
        zero: `${amount}, vers des fonds.`,
        one: `${amount}, pour une personne ou structure.`,
        other: `${amount}, pour ${participants} participant·es.`,
      }),
    of: (envelope: string, day: string) => `${envelope}, le ${day}`,
    bar: (toPeople: string, toFunds: string) => `${toPeople} à des participant·es, ${toFunds} à des fonds.`,
    people: "à des participant·es",
    toFunds: "à des fonds",
    table: "Voir le tableau",
    who: "À qui",
    amount: "Montant",
    fund: (name: string) => `Fonds : ${name}`,
    share: (rank: number) => `Part n° ${rank}`,
    total: "En tout",
    bySize: "Les parts sont rangées par montant, sans dire de qui.",
  },
  share: {
    title: "Partager cette page",
    address: "Son adresse",
    copy: "Copier l’adresse",
    copied: "Adresse copiée.",
    select: "L’adresse est sélectionnée : copiez-la.",
  },
  nothing: {
    title: "Il n’y a pas de page publique ici.",
    lead: "Ce collectif n’existe pas, ou ne montre rien à tout le monde.",
    login: "Se connecter",
  },
  made: "Tenu avec Moisson : chaque montant s’ouvre sur ses raisons pour les membres du collectif.",
};
