/** Texts of closing a fiscal year: what to look at, what it does. */
import { plural } from "../../speech.js";

const entries = (count: number) => plural("fr", count, { zero: "aucune écriture", one: "une écriture", other: `${count} écritures` });

export default {
  ready: "Rien n’est en suspens : l’exercice peut se clore.",
  inTheWay: "à faire d’abord",
  title: (year: string) => `Clore l’exercice ${year} ?`,
  says: (count: number, start: string, end: string) =>
    `${entries(count)} du ${start} au ${end} ne bougeront plus : plus rien ne pourra être daté de cette année-là, pas même une correction. Un exercice clos ne rouvre jamais.`,
  kept: "Ses fichiers (FEC, journaux, balance) sont gardés tels qu’ils sont aujourd’hui.",
  checks: "Ce qui reste en suspens",
  after: "Une erreur trouvée plus tard se contre-passe dans l’exercice ouvert. Les soldes continuent tels quels :",
  confirm: (year: string) => `Clore l’exercice ${year} pour toujours`,
  done: (year: string) => `L’exercice ${year} est clos. Le suivant s’ouvre avec ces soldes.`,
};
