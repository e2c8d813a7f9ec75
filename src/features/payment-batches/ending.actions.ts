/**
 * Payments that left together come to their end: recorded as paid in one go or transfer by transfer, as the bank did, one entry a
 * transfer, so that one that bounces is reversed alone; or cancelled, and what is on its way is owed as before.
 *
 * Locks: the bank line that is these transfers, the batch, sharings and shares, bills, then the chain.
 */
import { holdBankLines, linkHeldLines } from "../../db/bank-lines.js";
import { entryDays, lockBills } from "../../db/bills.js";
import type { ChainedEntry } from "../../db/ledger.js";
import { type PaidPart, payParts } from "../../db/paying.js";
import { lockShares } from "../../db/shares.js";
import type { Tx } from "../../db/transaction.js";
import { decideBillPayment } from "../../domain/bill.js";
import { formatAmount } from "../../domain/money.js";
import { decidePayment, requireOwedBy } from "../../domain/payment.js";
import { Refusal } from "../../domain/refusals.js";
import type { Acting } from "./owed.actions.js";
import { loadBatch, recordInTrail, requireBatch } from "./payment-batches.actions.js";
import { type BatchRow, endTransfers, listTransfers, lockBatch, type TransferRow } from "./payment-batches.queries.js";
import type { BatchAnswer, NewRecord } from "./payment-batches.schema.js";

async function requireOpen(tx: Tx, collectiveId: string, id: string): Promise<BatchRow> {
  const row = await requireBatch(lockBatch(tx, collectiveId, id), id);
  if (row.status !== "open") throw new Refusal("batch_ended", { at: "payment-batch", number: row.number, status: row.status });
  return row;
}

const isOnItsWay = ({ status }: TransferRow): boolean => status === "open";

/** Nothing more of it left the bank: what is on its way is owed as before. Refuses `batch_ended`. */
export async function cancelBatch(tx: Tx, acting: Acting, id: string): Promise<BatchAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const { number } = await requireOpen(tx, collectiveId, id);
  const transfers = (await listTransfers(tx, collectiveId, id)).filter(isOnItsWay);
  await endTransfers(
    tx,
    { collectiveId, id, endedAt: now, endedBy: caller.memberId },
    transfers.map((transfer) => ({ id: transfer.id, status: "cancelled", entryId: null })),
  );
  await recordInTrail(tx, acting, id, "cancelled", { number });
  return loadBatch(tx, collectiveId, id);
}

/**
 * Records that the bank paid: one entry a transfer, all on one day and in one transaction; those that bounced are owed still, and
 * those that are not meant stay on their way. Refuses `batch_ended`, `transfer_unknown`, `transfer_ended`, `payment_before_debt`,
 * what posting refuses (`year_closed`), and what linking the line of the bank that they are does (`bank_line_sum_differs`).
 */
export async function recordBatch(tx: Tx, acting: Acting, id: string, wanted: NewRecord): Promise<BatchAnswer> {
  const { caller, now } = acting;
  const { datedOn, bounced } = wanted;
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [wanted.bankLineId]);
  const batch = await requireOpen(tx, collectiveId, id);
  const all = await listTransfers(tx, collectiveId, id);
  requireOnTheirWay(all, wanted.transferIds ?? [], "transferIds");
  requireOnTheirWay(all, bounced, "bounced");
  const meant = wanted.transferIds && new Set([...wanted.transferIds, ...bounced]);
  const transfers = all.filter((transfer) => isOnItsWay(transfer) && (meant?.has(transfer.id) ?? true));
  const paid = transfers.filter((transfer) => !bounced.includes(transfer.id));
  const parts = await partsOf(tx, collectiveId, paid, datedOn);
  const entries = await payParts(
    tx,
    {
      ...{ collectiveId, byId: caller.memberId, now, datedOn },
      ...{ bankId: batch.accountId, currency: batch.currency, origin: { batch: id } },
    },
    parts,
  );
  await linkHeldLines(tx, held, entries, { byId: caller.memberId, now });
  await endTransfers(
    tx,
    { collectiveId, id, endedAt: now, endedBy: caller.memberId },
    transfers.map(({ id: transferId }) => {
      const index = paid.findIndex((transfer) => transfer.id === transferId);
      return index < 0
        ? { id: transferId, status: "bounced" as const, entryId: null }
        : { id: transferId, status: "paid" as const, entryId: (entries[index] as ChainedEntry).id };
    }),
  );
  const total = formatAmount(
    paid.reduce((sum, { amount }) => sum + BigInt(amount), 0n),
    batch.currency,
  );
  await recordInTrail(tx, acting, id, "paid", { number: batch.number, total, currency: batch.currency, bounced: bounced.length });
  return loadBatch(tx, collectiveId, id);
}

function requireOnTheirWay(transfers: readonly TransferRow[], ids: readonly string[], at: string): void {
  for (const [index, id] of ids.entries()) {
    const transfer = transfers.find((one) => one.id === id);
    if (!transfer) throw new Refusal("transfer_unknown", { at: `${at}[${index}]` });
    if (!isOnItsWay(transfer))
      throw new Refusal("transfer_ended", { at: `${at}[${index}]`, reference: transfer.reference, status: transfer.status });
  }
}

/** What each transfer settles. The money has left: what was missing to pay it was asked when the batch was made. */
async function partsOf(tx: Tx, collectiveId: string, paid: readonly TransferRow[], datedOn: string): Promise<PaidPart[]> {
  const idsOf = (what: "share" | "bill") => paid.flatMap(({ items }) => items.filter((item) => item.what === what).map(({ id }) => id));
  const shares = await lockShares(tx, collectiveId, idsOf("share"));
  const bills = await lockBills(tx, collectiveId, idsOf("bill"));
  const owedOn = await entryDays(
    tx,
    collectiveId,
    [...bills.values()].map(({ entryId }) => entryId),
  );
  return paid.map(({ reference: document, payeeId, items: ofTransfer }): PaidPart => {
    const [first] = ofTransfer;
    const bill = first?.what === "bill" ? bills.get(first.id) : undefined;
    if (first && bill) {
      requireOwedBy(owedOn.get(bill.entryId) ?? null, datedOn);
      return { document, bill, amountMinor: decideBillPayment(bill, BigInt(first.amount)) };
    }
    for (const { id } of ofTransfer) requireOwedBy(shares.get(id)?.owedOn ?? null, datedOn);
    const items = ofTransfer.map(({ id, amount }) => ({ shareId: id, amountMinor: BigInt(amount) }));
    return { document, payeeId, settlements: decidePayment(shares, items, new Map()) };
  });
}
