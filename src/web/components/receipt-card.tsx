/** The card of an expense that was just saved: its receipt, while the ticket is in the hand. */
import en from "../i18n/en/receipts.js";
import fr from "../i18n/fr/receipts.js";
import { speak } from "../speech.js";
import { Receipts } from "./receipts.js";

const t = speak({ fr, en });

export function ReceiptCard({ id }: { id: string }) {
  return (
    <div class="card">
      <h2>{t().expense.title}</h2>
      <p class="muted">{t().expense.lead}</p>
      <Receipts of={`contributions/${id}`} />
    </div>
  );
}
