/**
 * Qonto, French (`;`, comma) and English (`,`, point), with the columns whoever exports has chosen. Amounts stand signed in
 * «Montant total (TTC)», and again in «Débit» and «Crédit» without a sign. What is not settled is left out.
 */
import { nameKey } from "../../domain/fold.js";
import type { TableSource } from "./table.js";

const done = new Set(["", "execute", "executee", "effectue", "effectuee", "completed", "settled"]);

export const qonto: TableSource = {
  id: "qonto",
  title: { fr: "Qonto", en: "Qonto" },
  columns: {
    status: ["statut", "status"],
    day: ["date de la valeur (local)", "settlement date (local)", "settlement_date_local"],
    valueDay: ["date de l'opération (local)", "operation date (local)", "operation_date_local"],
    amount: ["montant total (TTC)", "total amount (incl. VAT)", "amount"],
    debit: ["débit", "debit"],
    credit: ["crédit", "credit"],
    balance: ["solde", "balance"],
    currency: ["devise", "currency"],
    account: ["IBAN du compte", "account IBAN"],
    counterparty: ["nom de la contrepartie", "counterparty name", "counterparty_name", "counterpart_name"],
    reference: ["référence", "reference"],
    labelMore: ["note", "comment"],
    label: ["méthode de paiement", "payment method"],
    bankId: ["identifiant de transaction", "transaction id", "transaction_id"],
  },
  required: [["day"], ["amount", "debit"], ["counterparty"], ["status", "bankId", "account"]],
  dayOrder: "day-first",
  label: (cell) => [cell("counterparty"), cell("reference"), cell("labelMore")].filter(Boolean).join(" · "),
  isDone: (cell) => done.has(nameKey(cell("status"))),
};
