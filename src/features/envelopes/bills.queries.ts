/** Bills in the database. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { billSettlements, bills, entries, envelopes, thirdParties } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { BillQuery } from "./bills.schema.js";
import type { ThirdPartyRow } from "./envelopes.queries.js";

const columns = {
  bill: bills,
  currency: envelopes.currency,
  owedOn: entries.datedOn,
  eligibleFromOn: envelopes.eligibleFromOn,
  eligibleUntilOn: envelopes.eligibleUntilOn,
};
export interface BillRow {
  readonly bill: typeof bills.$inferSelect;
  readonly currency: string;
  /** The day its entry is dated. */
  readonly owedOn: string;
  readonly eligibleFromOn: string | null;
  readonly eligibleUntilOn: string | null;
}
const ofEnvelope = and(eq(envelopes.collectiveId, bills.collectiveId), eq(envelopes.id, bills.envelopeId));
const ofEntry = and(eq(entries.collectiveId, bills.collectiveId), eq(entries.id, bills.entryId));

const stateIs = {
  all: undefined,
  reversed: isNotNull(bills.reversedAt),
  unpaid: and(isNull(bills.reversedAt), lt(bills.paidMinor, bills.amountMinor)),
  paid: and(isNull(bills.reversedAt), eq(bills.paidMinor, bills.amountMinor)),
};

export function listBills(
  on: Queryable,
  collectiveId: string,
  { state, envelopeId, thirdPartyId }: Pick<BillQuery, "state" | "envelopeId" | "thirdPartyId">,
  limit: number,
  after?: { readonly dayOn: string; readonly id: string },
): Promise<BillRow[]> {
  return on
    .select(columns)
    .from(bills)
    .innerJoin(envelopes, ofEnvelope)
    .innerJoin(entries, ofEntry)
    .where(
      and(
        eq(bills.collectiveId, collectiveId),
        stateIs[state],
        envelopeId ? eq(bills.envelopeId, envelopeId) : undefined,
        thirdPartyId ? eq(bills.thirdPartyId, thirdPartyId) : undefined,
        after ? or(lt(bills.billedOn, after.dayOn), and(eq(bills.billedOn, after.dayOn), lt(bills.id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(bills.billedOn), desc(bills.id))
    .limit(limit);
}

export async function findBill(on: Queryable, collectiveId: string, id: string): Promise<BillRow | undefined> {
  const [row] = await on
    .select(columns)
    .from(bills)
    .innerJoin(envelopes, ofEnvelope)
    .innerJoin(entries, ofEntry)
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, id)));
  return row;
}

/** A bill with its row locked: who pays it waits for who is paying it. */
export async function lockBill(tx: Tx, collectiveId: string, id: string): Promise<BillRow | undefined> {
  await tx
    .select({ id: bills.id })
    .from(bills)
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, id)))
    .for("no key update");
  return findBill(tx, collectiveId, id);
}

/** The standing bill of a third party with this document, if any. */
export async function findTwin(on: Queryable, collectiveId: string, thirdPartyId: string, document: string): Promise<BillRow | undefined> {
  const [row] = await on
    .select(columns)
    .from(bills)
    .innerJoin(envelopes, ofEnvelope)
    .innerJoin(entries, ofEntry)
    .where(
      and(
        eq(bills.collectiveId, collectiveId),
        eq(bills.thirdPartyId, thirdPartyId),
        eq(bills.document, document),
        isNull(bills.reversedAt),
      ),
    );
  return row;
}

/** The third party; its row is locked, so that its bills are recorded one after another. */
export async function lockThirdParty(tx: Tx, collectiveId: string, id: string): Promise<ThirdPartyRow | undefined> {
  const [row] = await tx
    .select({ name: thirdParties.name, isArchived: thirdParties.isArchived })
    .from(thirdParties)
    .where(and(eq(thirdParties.collectiveId, collectiveId), eq(thirdParties.id, id)))
    .for("no key update");
  return row;
}

export const insertBill = (tx: Tx, row: typeof bills.$inferInsert) => tx.insert(bills).values(row);

export interface ListedBillSettlement {
  readonly billId: string;
  readonly entryId: string;
  readonly how: string;
  readonly amountMinor: bigint;
  readonly datedOn: string;
}

export async function listBillSettlements(
  on: Queryable,
  collectiveId: string,
  billIds: readonly string[],
): Promise<ListedBillSettlement[]> {
  if (billIds.length === 0) return [];
  return on
    .select({
      billId: billSettlements.billId,
      entryId: billSettlements.entryId,
      how: billSettlements.how,
      amountMinor: billSettlements.amountMinor,
      datedOn: entries.datedOn,
    })
    .from(billSettlements)
    .innerJoin(entries, and(eq(entries.collectiveId, billSettlements.collectiveId), eq(entries.id, billSettlements.entryId)))
    .where(and(eq(billSettlements.collectiveId, collectiveId), inArray(billSettlements.billId, [...billIds])))
    .orderBy(asc(entries.position));
}
