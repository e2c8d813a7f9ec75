/** Texts of fiscal years, of balances on a day, and of what the money is for. */
import { plural } from "../../speech.js";

const entries = (count: number) => plural("fr", count, { zero: "aucune écriture", one: "une écriture", other: `${count} écritures` });

export default {
  title: (year: string, count: number) => `L’exercice ${year} est ouvert, avec ${entries(count)}.`,
  titleAllClosed: (year: string) => `L’exercice ${year} est clos, et il n’y en a pas d’autre.`,
  titleNone: "Le premier exercice s’ouvrira avec la première écriture.",
  lead: "Un exercice fini se clôt : ses écritures ne bougent plus, et les soldes courent dans le suivant.",
  years: "Exercices",
  from: (start: string, end: string) => `du ${start} au ${end}`,
  entries,
  open: "ouvert",
  closed: (day: string) => `clos le ${day}`,
  notOver: (day: string) => `Il pourra se clore une fois fini, après le ${day}.`,
  earlierFirst: (year: string) => `L’exercice ${year} se clôt d’abord.`,
  close: "Clore…",
  closing: {
    title: (year: string) => `Clore l’exercice ${year} ?`,
    says: (count: number, start: string, end: string) =>
      `${entries(count)} du ${start} au ${end} ne bougeront plus : plus rien ne pourra être daté de cette année-là, pas même une correction. Un exercice clos ne rouvre jamais.`,
    after: "Une erreur trouvée plus tard se contre-passe dans l’exercice ouvert. Les soldes continuent tels quels :",
    confirm: (year: string) => `Clore l’exercice ${year} pour toujours`,
    done: (year: string) => `L’exercice ${year} est clos.`,
  },
  balances: {
    title: "Les soldes, un jour donné",
    on: "Au soir du",
    total: "Ensemble",
    account: "Compte",
    balance: "Solde",
    nothing: "Rien n’était encore écrit ce jour-là.",
    classes: {
      bank: "Banque",
      envelope: "Enveloppes",
      fund: "Fonds",
      member: "Dû aux participant·es",
      "third-party": "Dû aux tiers",
      round: "Cobudgets",
    },
    export: "Emporter ces soldes",
  },
  purposes: {
    title: "Ce qu’il y a, et à quoi c’est destiné",
    sentence: (banked: string, parts: readonly string[]) => `${banked} en banque : ${parts.join(", ")}.`,
    envelope: (amount: string) => `${amount} dans les enveloppes`,
    fund: (amount: string) => `${amount} dans les fonds`,
    round: (amount: string) => `${amount} dans les cobudgets`,
    owed: (amount: string) => `${amount} à verser`,
    names: { bank: "En banque", envelope: "Enveloppes", fund: "Fonds", round: "Cobudgets", owed: "À verser" },
  },
};
