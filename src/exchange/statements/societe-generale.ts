/**
 * Société Générale, windows-1252: a line about the account (number, first and last day, number of lines, day of the balance,
 * balance), an empty one, then the table. «Détail de l’écriture» begins with what «Libellé» says.
 *
 *   ="0000000000012345";01/03/2026;31/03/2026;5;31/03/2026;2460,00 EUR
 *   Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise
 */
import type { TableSource } from "./table.js";

export const societeGenerale: TableSource = {
  id: "societe-generale",
  title: { fr: "Société Générale", en: "Société Générale" },
  columns: {
    day: ["date de l'opération"],
    label: ["détail de l'écriture", "libellé de l'opération"],
    labelMore: ["libellé", "libellé simplifié"],
    amount: ["montant de l'opération"],
    currency: ["devise"],
  },
  required: [["day"], ["label"], ["amount"]],
  dayOrder: "day-first",
  decimalMark: ",",
  label: (cell) => cell("label") || cell("labelMore"),
  counterparty: (cell) =>
    /\b(?:DE|POUR)\s*: ?(.+?)(?= (?:ID|MOTIF|REF|MANDAT|DATE|PROVENANCE|BIC|CHEZ)\s*:|$)/.exec(cell("label"))?.[1] ?? "",
  preamble: ([first = []]) => ({ account: first[0], balanceOn: first[4], balance: first[5] }),
};
