/**
 * What became of the transfers of a batch, in sums: one came back, so what was paid is less than what was prepared.
 *
 *   2 080.00 bounced, 5 480.00 paid: paid 5 480.00, bounced 2 080.00
 */
import { formatAmount, parseAmount } from "../domain/money.js";
import type { BatchAnswer, TransferAnswer } from "../features/payment-batches/payment-batches.schema.js";

type Status = TransferAnswer["status"];
const statuses: readonly Status[] = ["paid", "open", "bounced", "cancelled"];

/** Whether the bank paid some of a batch, and not all of it. */
export const isPaidInPart = ({ paid, total, currency }: Pick<BatchAnswer, "paid" | "total" | "currency">): boolean =>
  parseAmount(paid, currency) > 0n && paid !== total;

/** How much is in each state, those alone in which a transfer is. */
export const sumsByStatus = ({
  transfers,
  currency,
}: {
  readonly transfers: readonly Pick<TransferAnswer, "status" | "amount">[];
  readonly currency: BatchAnswer["currency"];
}): { readonly status: Status; readonly amount: string }[] =>
  statuses
    .map((status) => ({ status, of: transfers.filter((transfer) => transfer.status === status) }))
    .filter(({ of }) => of.length > 0)
    .map(({ status, of }) => ({
      status,
      amount: formatAmount(
        of.reduce((sum, { amount }) => sum + parseAmount(amount, currency), 0n),
        currency,
      ),
    }));
