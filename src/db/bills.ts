/** Bills as payments and reversals find them: locked, and settled by entries. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { BillFacts, BillSettled } from "../domain/bill.js";
import type { Queryable } from "./client.js";
import { newId } from "./id.js";
import { billSettlements, bills, entries, envelopes } from "./schema/index.js";
import type { Tx } from "./transaction.js";

/** A bill as rules read it, with what its postings say of it. */
export interface OwedBill extends BillFacts {
  readonly entryId: string;
  readonly envelopeId: string;
  readonly thirdPartyId: string;
  readonly nature: string;
}

export async function findBillFacts(on: Queryable, collectiveId: string, id: string): Promise<OwedBill | undefined> {
  const [row] = await on
    .select({ bill: bills, currency: envelopes.currency })
    .from(bills)
    .innerJoin(envelopes, and(eq(envelopes.collectiveId, bills.collectiveId), eq(envelopes.id, bills.envelopeId)))
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, id)));
  return row && { ...row.bill, currency: row.currency, isReversed: row.bill.reversedAt !== null };
}

/** A bill with its row locked: who pays it waits for who is paying it. */
export async function lockBillFacts(tx: Tx, collectiveId: string, id: string): Promise<OwedBill | undefined> {
  await tx
    .select({ id: bills.id })
    .from(bills)
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, id)))
    .for("no key update");
  return findBillFacts(tx, collectiveId, id);
}

/** These bills with their rows locked, in the order of their ids. */
export async function lockBills(tx: Tx, collectiveId: string, ids: readonly string[]): Promise<Map<string, OwedBill>> {
  const found = new Map<string, OwedBill>();
  for (const id of [...new Set(ids)].sort()) {
    const bill = await lockBillFacts(tx, collectiveId, id);
    if (bill) found.set(id, bill);
  }
  return found;
}

/** Keeps what an entry did to a bill, and moves the bill's figures by it. */
export async function settleBill(
  tx: Tx,
  collectiveId: string,
  settlement: BillSettled & { readonly billId: string; readonly entryId: string; readonly createdAt: Date },
): Promise<void> {
  const { billId, how, amountMinor } = settlement;
  await tx.insert(billSettlements).values({ collectiveId, id: newId(), ...settlement });
  const change =
    how === "paid"
      ? { paidMinor: sql`${bills.paidMinor} + ${amountMinor}` }
      : { refundedMinor: sql`${bills.refundedMinor} - ${amountMinor}` };
  await tx
    .update(bills)
    .set(change)
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, billId)));
}

/** What an entry did to a bill, if it did. */
export async function billSettledBy(
  on: Queryable,
  collectiveId: string,
  entryId: string,
): Promise<(BillSettled & { readonly billId: string }) | undefined> {
  const [row] = await on
    .select({ billId: billSettlements.billId, how: billSettlements.how, amountMinor: billSettlements.amountMinor })
    .from(billSettlements)
    .where(and(eq(billSettlements.collectiveId, collectiveId), eq(billSettlements.entryId, entryId)))
    .orderBy(asc(billSettlements.id));
  return row && { ...row, how: row.how as BillSettled["how"] };
}

export const markBillReversed = (tx: Tx, collectiveId: string, id: string, reversedAt: Date) =>
  tx
    .update(bills)
    .set({ reversedAt })
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, id)));

/** The days that entries are dated. */
export async function entryDays(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .select({ id: entries.id, datedOn: entries.datedOn })
    .from(entries)
    .where(and(eq(entries.collectiveId, collectiveId), inArray(entries.id, [...ids])));
  return new Map(rows.map(({ id, datedOn }) => [id, datedOn]));
}
