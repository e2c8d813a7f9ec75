/** Texts of what each payee was paid in a year. */
import { plural } from "../../speech.js";

export default {
  title: (year: number, payees: number) =>
    plural("fr", payees, {
      zero: `Personne n’a été payé en ${year}.`,
      one: `Un·e bénéficiaire a été payé·e en ${year}.`,
      other: `${payees} bénéficiaires ont été payé·es en ${year}.`,
    }),
  lead: "Pour qui tient la comptabilité : ce qui a été versé dans l’année civile, par nature et à quel titre. Moisson informe, et ne donne pas de conseil juridique.",
  year: "Année",
  previous: (year: number) => `Voir ${year}`,
  download: (format: string) => `Télécharger en ${format}`,
  threshold: (amount: string, source: string) =>
    `Plus de ${amount} d’honoraires et de droits dans l’année à un·e même bénéficiaire : à déclarer (DAS2). Source : ${source}.`,
  above: "à déclarer (DAS2)",
  fees: (amount: string) => `dont honoraires et droits : ${amount}`,
  siret: (siret: string) => `SIRET ${siret}`,
  noFooting: "à quel titre ?",
  payments: (count: number) => plural("fr", count, { one: "Un paiement", other: `${count} paiements` }),
  board: {
    title: "Membres du conseil d’administration",
    lead: "Ce que les partages leur donnent chaque mois, hors frais, à côté du seuil des trois quarts du SMIC (CGI art. 261, 7, 1° d).",
    above: "au-dessus",
    threshold: (amount: string) => `seuil ${amount}`,
  },
};
