/**
 * BoursoBank: `dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance`.
 * Days are ISO; amounts have a comma, the balance a point: each column settles its own mark. The balance is that of the account
 * when the file was made, the same on every line.
 */
import type { TableSource } from "./table.js";

export const boursobank: TableSource = {
  id: "boursobank",
  title: { fr: "BoursoBank", en: "BoursoBank" },
  columns: {
    day: ["dateOp"],
    valueDay: ["dateVal"],
    label: ["label"],
    labelMore: ["comment"],
    counterparty: ["supplierFound"],
    amount: ["amount"],
    account: ["accountNum"],
    balance: ["accountbalance"],
  },
  required: [["day"], ["valueDay"], ["label"], ["amount"]],
  dayOrder: "day-first",
};
