/** Crédit Mutuel and CIC: `Date;Date de valeur;Débit;Crédit;Libellé;Solde`, or one column «Montant» for both amounts. */
import type { TableSource } from "./table.js";

export const creditMutuel: TableSource = {
  id: "credit-mutuel",
  title: { fr: "Crédit Mutuel, CIC", en: "Crédit Mutuel, CIC" },
  columns: {
    day: ["date"],
    valueDay: ["date de valeur"],
    debit: ["débit"],
    credit: ["crédit"],
    amount: ["montant"],
    label: ["libellé"],
    balance: ["solde"],
  },
  required: [["day"], ["valueDay"], ["debit", "amount"], ["credit", "amount"], ["label"], ["balance"]],
  dayOrder: "day-first",
  decimalMark: ",",
};
