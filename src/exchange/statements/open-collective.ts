/**
 * Open Collective, transactions: commas, points, days with the hour. `netAmount` is what moves the balance, after the fees that
 * stand on the same row. The file may end in a plain sentence «Warning: …», which is no row of it.
 */
import type { TableSource } from "./table.js";

export const openCollective: TableSource = {
  id: "open-collective",
  title: { fr: "Open Collective, transactions", en: "Open Collective, transactions" },
  columns: {
    day: ["datetime", "date"],
    valueDay: ["effectiveDate"],
    label: ["description"],
    amount: ["netAmount"],
    currency: ["currency"],
    counterparty: ["oppositeAccountName"],
    reference: ["shortGroup", "group"],
    bankId: ["shortId", "id", "legacyId"],
    account: ["accountSlug"],
    balance: ["balance"],
  },
  required: [["day"], ["label"], ["amount"], ["bankId"], ["account", "counterparty"]],
  decimalMark: ".",
  isNote: ([first = "", ...more]) => /^warning\b/i.test(first) && more.every((cell) => !/^-?\d+(\.\d+)?$/.test(cell.trim())),
};
