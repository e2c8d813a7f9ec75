/** Texts of fiscal years, of balances on a day, and of what the money is for. */
import { plural } from "../../speech.js";

const entries = (count: number) => plural("fr", count, { zero: "aucune écriture", one: "une écriture", other: `${count} écritures` });

export default {
  title: (year: string, count: number) => `L’exercice ${year} est ouvert, avec ${entries(count)}.`,
  titleAllClosed: (year: string) => `L’exercice ${year} est clos ; le suivant s’ouvre avec sa première écriture.`,
  titleNone: "Le premier exercice s’ouvrira avec la première écriture.",
  lead: "Un exercice fini se clôt : ses écritures ne bougent plus, et les soldes courent dans le suivant.",
  years: "Exercices",
  from: (start: string, end: string) => `du ${start} au ${end}`,
  entries,
  open: "ouvert",
  closed: (day: string) => `clos le ${day}`,
  notOver: (day: string) => `Il pourra se clore une fois fini, après le ${day}.`,
  earlierFirst: (year: string) => `L’exercice ${year} se clôt d’abord.`,
  see: (year: string) => `Le bilan de ${year}, ses contrôles et ses fichiers`,
  close: "Clore…",
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
    export: (format: string) => `Emporter ces soldes : ${format}`,
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
