/**
 * Lines are matched, set aside and taken up again (DESIGN §12).
 *
 *  1. Matching links a line with what it is: entries that are there, and payments of what is owed that are posted with it. Their
 *     sum is the line’s amount, or nothing is posted and nothing linked.
 *  2. What else a line is (a bill, money in, a fee, a transfer, a batch) is posted by its own route with `bankLineId`, which
 *     links in the same transaction (db/bank-lines).
 *  3. A line that is taken up again waits as before; the entries stand.
 *
 * Locks: the line, sharings and shares, bills, then the chain.
 */
import { type HeldLine, holdBankLines, linkHeldLines, lockBankLine, reopenBankLine } from "../../db/bank-lines.js";
import { entryDays, lockBills } from "../../db/bills.js";
import { type ChainedEntry, findEntries, openBooks } from "../../db/ledger.js";
import { type PaidPart, payParts } from "../../db/paying.js";
import { requireNotInBatch } from "../../db/payment-batches.js";
import { loadGrounds, lockShares } from "../../db/shares.js";
import type { Tx } from "../../db/transaction.js";
import { decideBillPayment } from "../../domain/bill.js";
import { requireOpenLine } from "../../domain/matching.js";
import { parseAmount } from "../../domain/money.js";
import { decidePayment, requireOwedBy, type Settlement, shareLeft } from "../../domain/payment.js";
import { Refusal } from "../../domain/refusals.js";
import { loadLine } from "./bank-lines.answers.js";
import { setAside } from "./bank-lines.queries.js";
import type { BankLineAnswer, Matching } from "./bank-lines.schema.js";
import { type Acting, tell } from "./statements.actions.js";

/**
 * Matches a line with all that it is. Refuses what `decideMatch` does, `entry_on_statement`, and what paying does: `not_found`,
 * `item_twice`, `in_payment_batch`, `share_overpaid`, `bill_overpaid`, `payment_before_debt`, `footing_missing`, `receipt_missing`.
 */
export async function matchLine(tx: Tx, acting: Acting, id: string, { entryIds, paying }: Matching): Promise<BankLineAnswer> {
  const { caller, now, language } = acting;
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [id]);
  const paid = paying && held[0] ? await payOwed(tx, acting, held[0], paying) : [];
  // Under the lock of the chain nobody reverses an entry or matches it meanwhile.
  await openBooks(tx, { collectiveId, now, owners: [] });
  const found = await findEntries(tx, collectiveId, entryIds);
  const entries = entryIds.map((entryId, index) => {
    const entry = found.get(entryId);
    if (!entry) throw new Refusal("not_found", { at: `entryIds[${index}]`, id: entryId });
    return entry;
  });
  await linkHeldLines(tx, held, [...entries, ...paid], { byId: caller.memberId, now });
  return loadLine(tx, caller, id, language);
}

type Paying = NonNullable<Matching["paying"]>;

/** Pays what is owed on the day of the line: an entry for each payee’s shares, and for each bill. */
async function payOwed(tx: Tx, { caller, now }: Acting, line: HeldLine, paying: Paying): Promise<ChainedEntry[]> {
  const collectiveId = caller.collective.id;
  const { currency, datedOn, accountId: bankId } = line;
  const parts = await partsOf(tx, collectiveId, line, paying);
  return payParts(tx, { collectiveId, byId: caller.memberId, now, bankId, currency, datedOn, text: paying.note || null }, parts);
}

async function partsOf(tx: Tx, collectiveId: string, { currency, datedOn }: HeldLine, { items, document }: Paying): Promise<PaidPart[]> {
  const placed = items.map((item, index) => ({ ...item, at: `paying.items[${index}]` }));
  const twice = placed.find(({ what, id }, index) => placed.findIndex((other) => other.what === what && other.id === id) < index);
  if (twice) throw new Refusal("item_twice", { at: twice.at, id: twice.id });
  const ofShares = placed.filter(({ what }) => what === "share");
  const ofBills = placed.filter(({ what }) => what === "bill");
  const shareIds = ofShares.map(({ id }) => id);
  const shares = await lockShares(tx, collectiveId, shareIds);
  const bills = await lockBills(
    tx,
    collectiveId,
    ofBills.map(({ id }) => id),
  );
  const unknown = placed.find(({ what, id }) => !(what === "share" ? shares : bills).has(id));
  if (unknown) throw new Refusal("not_found", { at: `${unknown.at}.id`, id: unknown.id });
  const elsewhere = [...shares.values(), ...bills.values()].find((owed) => owed.currency !== currency);
  if (elsewhere) throw new Refusal("currency_mismatch", { at: "paying.items", expected: currency, found: elsewhere.currency });
  await requireNotInBatch(tx, collectiveId, { shareIds, billIds: [...bills.keys()] }, "paying.items");

  const grounds = await loadGrounds(tx, collectiveId, shareIds, datedOn);
  for (const { owedOn } of shares.values()) requireOwedBy(owedOn, datedOn);
  const asked = ofShares.map(({ id: shareId, amount, reason, at }) => {
    const share = shares.get(shareId);
    const amountMinor = amount === undefined ? (share ? shareLeft(share) : 0n) : parseAmount(amount, currency, `${at}.amount`);
    return { shareId, amountMinor, reason: reason || null };
  });
  const settlements = decidePayment(shares, asked, grounds);
  const byPayee = new Map<string, Settlement[]>();
  for (const settlement of settlements) {
    const { payeeId } = settlement.share;
    byPayee.set(payeeId, [...(byPayee.get(payeeId) ?? []), settlement]);
  }
  const owedOn = await entryDays(
    tx,
    collectiveId,
    [...bills.values()].map(({ entryId }) => entryId),
  );
  const billed = ofBills.flatMap(({ id, amount, at }): PaidPart[] => {
    const bill = bills.get(id);
    if (!bill) return [];
    requireOwedBy(owedOn.get(bill.entryId) ?? null, datedOn);
    const wanted = amount === undefined ? undefined : parseAmount(amount, currency, `${at}.amount`);
    return [{ document, bill, amountMinor: decideBillPayment(bill, wanted) }];
  });
  return [...[...byPayee].map(([payeeId, ofPayee]): PaidPart => ({ document, payeeId, settlements: ofPayee })), ...billed];
}

/** Sets a line aside: it is nothing to book here, and says why. */
export async function setLineAside(tx: Tx, acting: Acting, id: string, reason: string): Promise<BankLineAnswer> {
  const { caller, now, language } = acting;
  requireOpenLine(await lockBankLine(tx, caller.collective.id, id));
  await setAside(tx, caller.collective.id, id, reason, caller.memberId, now);
  await tell(tx, acting, "bank-line.set-aside", "bank-line", id);
  return loadLine(tx, caller, id, language);
}

/**
 * Detaches a line from its entries, takes it up again, or says that it is no twin: it waits as before, and the entries stand.
 * Refuses `bank_line_open`.
 */
export async function reopenLine(tx: Tx, acting: Acting, id: string): Promise<BankLineAnswer> {
  const { caller, language } = acting;
  const line = await lockBankLine(tx, caller.collective.id, id);
  if (line.status === "open") throw new Refusal("bank_line_open", { at: "bankLine" });
  await reopenBankLine(tx, line);
  await tell(tx, acting, "bank-line.reopened", "bank-line", id);
  return loadLine(tx, caller, id, language);
}
