/** Texts of the rate grid. */
import { plural } from "../../speech.js";

export default {
  title: (kinds: number) =>
    plural("fr", kinds, {
      zero: "Aucune nature n’a de taux.",
      one: "Une nature a un taux aujourd’hui.",
      other: `${kinds} natures ont un taux aujourd’hui.`,
    }),
  lead: "Chaque taux vaut à partir d’un jour. Ce qui a été partagé l’a été au taux de son jour : il ne change plus.",
  back: "Natures",
  propose: "Proposer un taux",
  proposeOf: (kind: string) => `Proposer un taux pour ${kind}`,
  caption: (kind: string) => `Les taux de ${kind}, le plus récent d’abord`,
  from: "À partir du",
  rate: "Taux",
  by: "Décidé par",
  per: (amount: string, unit: string) => `${amount} par ${unit}`,
  now: "en vigueur",
  soon: "à venir",
  word: "l’administration",
  decision: "une décision",
  none: "Pas de taux : chacun·e dit ce qu’il ou elle souhaite.",
  discussion: "Ce qui s’en est dit",
  reason: "Proposé ainsi",
  noWords: "Personne n’a ajouté un mot.",
  says: (who: string, choice: string) => `${who}, ${choice}`,
  choices: { agree: "d’accord", abstain: "s’abstient", disagree: "pas d’accord", block: "bloque" },
  see: "Voir la décision",
};
