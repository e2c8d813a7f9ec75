/** Texts of the ledger. */
import { plural } from "../../speech.js";

export default {
  title: (count: number) =>
    plural("fr", count, {
      zero: "Le livre est ouvert, rien n’y est encore écrit.",
      one: "Une écriture, équilibrée au centime.",
      other: `${count} écritures, équilibrées au centime.`,
    }),
  titleOne: (number: number, kind: string) => `Écriture n° ${number} : ${kind}.`,
  lead: "Ce qui a été écrit ne s’efface pas : une erreur se contre-passe, et les deux restent à lire.",
  empty: {
    title: "Ce que contient le livre",
    lead: "Chaque mouvement d’argent y laisse une écriture, avec sa raison et sa pièce : argent reçu, facture, partage, versement… Elles s’enchaînent, et la moindre retouche se verrait.",
    act: "Noter de l’argent reçu",
  },
  filters: {
    title: "Filtrer",
    kind: "Sorte",
    anyKind: "Toutes",
    envelope: "Enveloppe",
    anyEnvelope: "Toutes",
    from: "Du",
    until: "Au",
    clear: "Tout montrer",
  },
  none: "Aucune écriture ne correspond.",
  more: "Voir les écritures d’avant",
  all: "Toutes les écritures",
  number: (number: number) => `n° ${number}`,
  lines: (count: number) => plural("fr", count, { one: "une ligne", other: `${count} lignes` }),
  account: "Compte",
  debit: "Débit",
  credit: "Crédit",
  forMember: (name: string) => `pour ${name}`,
  classes: { bank: "banque", envelope: "enveloppe", fund: "fonds", member: "participant·e", "third-party": "tiers", round: "cobudget" },
  by: (name: string) => `écrite par ${name}`,
  byService: "écrite par Moisson",
  origin: {
    sharing: "Le partage",
    round: "Le cobudget",
    bucket: "Le projet",
    bill: "La facture",
    envelope: "L’enveloppe",
    member: "La personne",
  },
  reversed: (number: number) => `contre-passée par la n° ${number}`,
  reverses: "contre-passe une autre écriture",
  seeReversed: "voir l’écriture contre-passée",
  notHere: {
    sharing: "Un partage se contre-passe depuis sa page, avec ses contributions.",
    round: "Une écriture de cobudget se défait dans son cobudget.",
  },
  chain: {
    title: "Sa place dans la chaîne",
    position: "Position",
    posted: "Écrite",
    hash: "Empreinte",
    previous: "Empreinte d’avant",
    says: "L’empreinte se calcule sur l’écriture et sur l’empreinte d’avant : qui change l’une change toutes les suivantes.",
  },
};
