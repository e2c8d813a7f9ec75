/** Contracts in the database. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { partyColumns, partyOf } from "../../db/parties.js";
import { contractParties, contractReceipts, contractReviews, contracts } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { ContractStatus, Received } from "../../domain/contract.js";
import type { Party } from "../../domain/party.js";
import type { ContractQuery } from "./contracts.schema.js";

/** No collective has more of them in force at once. */
const inForceMax = 500;

export type ContractRow = typeof contracts.$inferSelect;
/** A contract with its parties. */
export type KeptContract = ContractRow & { readonly parties: readonly Party[] };

const isContract = (collectiveId: string, id: string) => and(eq(contracts.collectiveId, collectiveId), eq(contracts.id, id));

async function withParties(on: Queryable, collectiveId: string, rows: readonly ContractRow[]): Promise<KeptContract[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const parties = await on
    .select()
    .from(contractParties)
    .where(and(eq(contractParties.collectiveId, collectiveId), inArray(contractParties.contractId, ids)))
    .orderBy(asc(contractParties.place));
  return rows.map((row) => ({ ...row, parties: parties.filter(({ contractId }) => contractId === row.id).map(partyOf) }));
}

export async function findContract(on: Queryable, collectiveId: string, id: string): Promise<KeptContract | undefined> {
  const rows = await on.select().from(contracts).where(isContract(collectiveId, id));
  return (await withParties(on, collectiveId, rows))[0];
}

/** The same, the row locked: who writes, signs, ends and reviews it waits for each other. */
export async function lockContract(tx: Tx, collectiveId: string, id: string): Promise<KeptContract | undefined> {
  const rows = await tx.select().from(contracts).where(isContract(collectiveId, id)).for("update");
  return (await withParties(tx, collectiveId, rows))[0];
}

const byStatus: Readonly<Record<ContractStatus, SQL | undefined>> = {
  draft: isNull(contracts.signedOn),
  signed: and(isNotNull(contracts.signedOn), isNull(contracts.endedOn)),
  ended: isNotNull(contracts.endedOn),
};

/** A page, the latest first; one row more than asked. */
export async function listContracts(
  on: Queryable,
  collectiveId: string,
  { status, category, member, thirdParty, dueBefore, limit }: ContractQuery,
  beforeId: string | undefined,
): Promise<KeptContract[]> {
  const isWith = (column: typeof contractParties.memberId | typeof contractParties.thirdPartyId, id: string) =>
    sql`exists (select from ${contractParties} where ${contractParties.collectiveId} = ${contracts.collectiveId}
        and ${contractParties.contractId} = ${contracts.id} and ${column} = ${id}::uuid)`;
  const rows = await on
    .select()
    .from(contracts)
    .where(
      and(
        eq(contracts.collectiveId, collectiveId),
        status ? byStatus[status] : undefined,
        category ? eq(contracts.category, category) : undefined,
        member ? isWith(contractParties.memberId, member) : undefined,
        thirdParty ? isWith(contractParties.thirdPartyId, thirdParty) : undefined,
        dueBefore ? and(byStatus.signed, lt(contracts.reviewOn, dueBefore)) : undefined,
        beforeId ? lt(contracts.id, beforeId) : undefined,
      ),
    )
    .orderBy(desc(contracts.id))
    .limit(limit + 1);
  return withParties(on, collectiveId, rows);
}

export async function listInForce(on: Queryable, collectiveId: string): Promise<KeptContract[]> {
  const rows = await on
    .select()
    .from(contracts)
    .where(and(eq(contracts.collectiveId, collectiveId), byStatus.signed))
    .orderBy(asc(contracts.title), asc(contracts.id))
    .limit(inForceMax);
  return withParties(on, collectiveId, rows);
}

/** The contract that took the place of this one, if any. */
export async function findReplacing(on: Queryable, collectiveId: string, id: string): Promise<string | undefined> {
  const [row] = await on
    .select({ id: contracts.id })
    .from(contracts)
    .where(and(eq(contracts.collectiveId, collectiveId), eq(contracts.replacesId, id), isNotNull(contracts.signedOn)));
  return row?.id;
}

export const insertContract = (tx: Tx, row: typeof contracts.$inferInsert) => tx.insert(contracts).values(row);

export const updateContract = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof contracts.$inferInsert>) =>
  tx.update(contracts).set(change).where(isContract(collectiveId, id));

export async function saveParties(tx: Tx, collectiveId: string, contractId: string, parties: readonly Party[]): Promise<void> {
  await tx.delete(contractParties).where(and(eq(contractParties.collectiveId, collectiveId), eq(contractParties.contractId, contractId)));
  if (parties.length > 0)
    await tx.insert(contractParties).values(parties.map((party, place) => ({ collectiveId, contractId, place, ...partyColumns(party) })));
}

// Reviews

export const listReviews = (on: Queryable, collectiveId: string, contractId: string) =>
  on
    .select()
    .from(contractReviews)
    .where(and(eq(contractReviews.collectiveId, collectiveId), eq(contractReviews.contractId, contractId)))
    .orderBy(asc(contractReviews.number));

export const insertReview = (tx: Tx, row: typeof contractReviews.$inferInsert) => tx.insert(contractReviews).values(row);

// Money

export interface ReceiptRow extends Received {
  readonly contractId: string;
  readonly tracedBy: string;
  readonly tracedAt: string;
  readonly entry: {
    readonly id: string;
    readonly position: bigint;
    readonly number: number;
    readonly datedOn: string;
    readonly kind: string;
    readonly document: string | null;
    readonly reversesId: null;
  };
}

/** Money traced to these contracts, the latest first: what its entry brought to the bank. */
export async function listReceipts(on: Queryable, collectiveId: string, contractIds: readonly string[]): Promise<ReceiptRow[]> {
  if (contractIds.length === 0) return [];
  const rows = await queryRows<Record<string, string> & { number: number; isReversed: boolean; document: string | null }>(
    on,
    sql`select r.contract_id as "contractId", r.traced_by as "tracedBy", to_char(r.traced_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "tracedAt",
          e.id, e.position::text as position, e.number, e.dated_on::text as "datedOn", e.kind, e.document,
          l.commodity as currency, l.amount_minor::text as "amountMinor",
          exists (select from entries v where v.collective_id = e.collective_id and v.reverses_id = e.id) as "isReversed"
        from contract_receipts r
        join entries e on e.collective_id = r.collective_id and e.id = r.entry_id
        join lines l on l.collective_id = e.collective_id and l.entry_id = e.id
        join accounts a on a.collective_id = l.collective_id and a.id = l.account_id and a.class = 'bank'
        where r.collective_id = ${collectiveId}::uuid
          and r.contract_id in (select w.id::uuid from json_array_elements_text(${JSON.stringify(contractIds)}::text::json) as w(id))
        order by e.position desc`,
  );
  return rows.map((row) => ({
    contractId: row.contractId as string,
    tracedBy: row.tracedBy as string,
    tracedAt: row.tracedAt as string,
    currency: row.currency as string,
    amountMinor: BigInt(row.amountMinor as string),
    isReversed: row.isReversed,
    entry: {
      ...{ id: row.id as string, position: BigInt(row.position as string), number: row.number, datedOn: row.datedOn as string },
      ...{ kind: row.kind as string, document: row.document, reversesId: null },
    },
  }));
}

/** The contract an entry is traced to, by its title. */
export async function findTrace(on: Queryable, collectiveId: string, entryId: string): Promise<{ id: string; title: string } | undefined> {
  const [row] = await on
    .select({ id: contracts.id, title: contracts.title })
    .from(contractReceipts)
    .innerJoin(contracts, and(eq(contracts.collectiveId, contractReceipts.collectiveId), eq(contracts.id, contractReceipts.contractId)))
    .where(and(eq(contractReceipts.collectiveId, collectiveId), eq(contractReceipts.entryId, entryId)));
  return row;
}

export const insertReceipt = (tx: Tx, row: typeof contractReceipts.$inferInsert) => tx.insert(contractReceipts).values(row);

export const deleteReceipt = (tx: Tx, collectiveId: string, contractId: string, entryId: string) =>
  tx
    .delete(contractReceipts)
    .where(
      and(
        eq(contractReceipts.collectiveId, collectiveId),
        eq(contractReceipts.contractId, contractId),
        eq(contractReceipts.entryId, entryId),
      ),
    );
