/** Texts of the matrix of wealth. */
import { plural } from "../../speech.js";

export default {
  loading: "Ce qui a été donné",
  title: (people: number, kinds: number) =>
    plural("fr", people, {
      zero: "Rien n’a encore été déclaré sur ces jours.",
      one: plural("fr", kinds, { one: "Une personne a donné, d’une nature.", other: `Une personne a donné, de ${kinds} natures.` }),
      other: plural("fr", kinds, {
        one: `${people} participant·es ont donné, d’une nature.`,
        other: `${people} participant·es ont donné, de ${kinds} natures.`,
      }),
    }),
  lead: "Une image de ce qui a été donné, en plus que de l’argent. Rien ne s’additionne d’une nature à l’autre, et ce n’est pas une règle de paie.",
  circle: "Cercle",
  everywhere: "Tout le collectif",
  period: "Période",
  spans: {
    quarter: "Ce trimestre",
    "last-quarter": "Le trimestre dernier",
    year: "Cette année",
    "last-year": "L’an dernier",
    all: "Depuis le début",
    days: "D’autres jours",
  },
  from: "Du",
  until: "Au",
  caption: (days: string) => `Qui a donné quoi, ${days}. Chaque colonne a son total ; aucune ligne n’en a.`,
  days: {
    both: (from: string, until: string) => `du ${from} au ${until}`,
    from: (from: string) => `depuis le ${from}`,
    until: (until: string) => `jusqu’au ${until}`,
    all: "depuis le début",
  },
  member: "Participant·e",
  together: "Ensemble",
  thanks: (count: number) => plural("fr", count, { one: "un merci", other: `${count} mercis` }),
  words: (count: number) => plural("fr", count, { one: "une parole", other: `${count} paroles` }),
  said: (note: string, by: string) => `« ${note} » ${by}`,
  more: (count: number) => plural("fr", count, { one: "et une autre", other: `et ${count} autres` }),
  givers: (count: number) => plural("fr", count, { one: "une personne", other: `${count} personnes` }),
  see: (member: string, kind: string, figure: string) => `${member}, ${kind} : ${figure}. Voir les contributions`,
  file: (format: string) => `Télécharger en ${format}`,
  print: "Imprimer",
  empty: {
    title: "Heures, soupe, joie : tout se déclare",
    says: "Chacun·e déclare ce qu’il ou elle a donné, ou remercie quelqu’un. Cette page le montre alors d’un coup d’œil, nature par nature.",
    act: "Déclarer",
  },
  given: {
    title: (member: string, kind: string) => `${member} : ${kind}`,
    back: "Ce qui a été donné",
    lead: (days: string, count: number) =>
      `${days}, ${plural("fr", count, { one: "une contribution", other: `${count} contributions` })} : c’est de là que vient le chiffre.`,
  },
};
