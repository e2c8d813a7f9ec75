/**
 * La Banque Postale (CCP), ISO-8859-1, `;` or tab: five lines about the account, an empty one, then the table. Older files
 * have a column in francs as well.
 *
 *   Numéro Compte   ;1234567S020
 *   Solde (EUROS)   ;+1234,56
 *   Date;Libellé;Montant(EUROS)
 */
import { nameKey } from "../../domain/fold.js";
import type { TableSource } from "./table.js";

export const banquePostale: TableSource = {
  id: "banque-postale",
  title: { fr: "La Banque Postale (CCP)", en: "La Banque Postale (CCP)" },
  columns: { day: ["date"], label: ["libellé"], amount: ["Montant(EUROS)"] },
  required: [["day"], ["label"], ["amount"]],
  dayOrder: "day-first",
  decimalMark: ",",
  preamble: (rows) => {
    const told = new Map(rows.map(([name = "", value = ""]) => [nameKey(name), value.trim()]));
    return { account: told.get("numero compte"), balance: told.get("solde euros"), balanceOn: told.get("date") };
  },
};
