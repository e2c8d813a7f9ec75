/**
 * HelloAsso: orders and memberships, a row each; `;`, byte order mark, `09/10/2025 21:59`, `5,00`.
 *
 * What is paid there stands on an account of its own until it is paid out, so it is reconciled with a bank account of that name
 * here, and the paying out is a transfer between the two. An order of several rows has one reference. What is not «Validé»
 * was given back or never came. A code promo is taken off what the tariff says.
 */
import { nameKey } from "../../domain/fold.js";
import type { TableSource } from "./table.js";

export const helloAsso: TableSource = {
  id: "helloasso",
  title: { fr: "HelloAsso, commandes ou adhésions", en: "HelloAsso, orders or memberships" },
  columns: {
    bankId: ["référence commande", "numéro de reçu"],
    day: ["date de la commande", "date"],
    status: ["statut de la commande", "statut"],
    counterparty: ["nom payeur", "nom adhérent"],
    counterpartyFirst: ["prénom payeur", "prénom adhérent"],
    organisation: ["raison sociale"],
    label: ["tarif", "formule d'adhésion", "campagne"],
    labelMore: ["moyen de paiement"],
    amount: ["montant tarif", "montant adhésion", "montant"],
    discount: ["montant code promo"],
  },
  required: [["bankId"], ["day"], ["status"], ["amount"]],
  dayOrder: "day-first",
  decimalMark: ",",
  label: (cell) => [cell("label"), nameOf(cell)].filter(Boolean).join(" · "),
  counterparty: (cell) => nameOf(cell),
  isDone: (cell) => ["valide", "validee", "paye", "payee"].includes(nameKey(cell("status"))),
};

const nameOf: NonNullable<TableSource["counterparty"]> = (cell) =>
  cell("organisation") || [cell("counterpartyFirst"), cell("counterparty")].filter(Boolean).join(" ");
