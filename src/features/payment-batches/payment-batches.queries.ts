/** Payment batches in the database. */
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { accounts, collectives, paymentBatches, paymentTransferItems, paymentTransfers } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

/** Who holds the bank account, where the collective has none of its own. */
export async function hostOf(on: Queryable, collectiveId: string): Promise<string | null> {
  const [row] = await on.select({ hostedBy: collectives.hostedBy }).from(collectives).where(eq(collectives.id, collectiveId));
  return row?.hostedBy ?? null;
}

/** The numbers of bills. */
export async function billDocuments(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ id: string; document: string }>(
    on,
    sql`select id, document from bills where collective_id = ${collectiveId}::uuid and id = any(${sql.param([...ids])}::uuid[])`,
  );
  return new Map(rows.map(({ id, document }) => [id, document]));
}

/** The next number. Ask under `lockCollective`. */
export async function nextBatchNumber(tx: Tx, collectiveId: string): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${paymentBatches.number}), 0)::int` })
    .from(paymentBatches)
    .where(eq(paymentBatches.collectiveId, collectiveId));
  return (row?.last ?? 0) + 1;
}

export interface NewRows {
  readonly batch: typeof paymentBatches.$inferInsert;
  readonly transfers: readonly (typeof paymentTransfers.$inferInsert)[];
  readonly items: readonly (typeof paymentTransferItems.$inferInsert)[];
}

export async function insertBatch(tx: Tx, { batch, transfers, items }: NewRows): Promise<void> {
  await tx.insert(paymentBatches).values(batch);
  await tx.insert(paymentTransfers).values([...transfers]);
  await tx.insert(paymentTransferItems).values([...items]);
}

export type BatchRow = typeof paymentBatches.$inferSelect & { readonly bank: string; readonly count: number; readonly paid: string };

const shown = {
  batch: paymentBatches,
  bank: sql<string>`coalesce(${accounts.name}, '')`,
  /** In minor units, as a text: a transfer that came back is in the total, and not in this. */
  paid: sql<string>`(select coalesce(sum(t.amount_minor), 0)::text from payment_transfers t where t.collective_id = ${paymentBatches.collectiveId} and t.batch_id = ${paymentBatches.id} and t.status = 'paid')`,
  count: sql<number>`(select count(*)::int from payment_transfers t where t.collective_id = ${paymentBatches.collectiveId} and t.batch_id = ${paymentBatches.id})`,
};
const ofBank = and(eq(accounts.collectiveId, paymentBatches.collectiveId), eq(accounts.id, paymentBatches.accountId));

export async function listBatches(on: Queryable, collectiveId: string, limit: number, before?: number): Promise<BatchRow[]> {
  const rows = await on
    .select(shown)
    .from(paymentBatches)
    .innerJoin(accounts, ofBank)
    .where(and(eq(paymentBatches.collectiveId, collectiveId), before === undefined ? undefined : lt(paymentBatches.number, before)))
    .orderBy(desc(paymentBatches.number))
    .limit(limit);
  return rows.map(({ batch, ...beside }) => ({ ...batch, ...beside }));
}

const isBatch = (collectiveId: string, id: string) => and(eq(paymentBatches.collectiveId, collectiveId), eq(paymentBatches.id, id));

export async function findBatch(on: Queryable, collectiveId: string, id: string): Promise<BatchRow | undefined> {
  const [row] = await on.select(shown).from(paymentBatches).innerJoin(accounts, ofBank).where(isBatch(collectiveId, id));
  if (!row) return undefined;
  const { batch, ...beside } = row;
  return { ...batch, ...beside };
}

/** The id of a batch by its number, or of the latest. */
export async function batchNumbered(on: Queryable, collectiveId: string, number: number | undefined): Promise<string | undefined> {
  const [row] = await on
    .select({ id: paymentBatches.id })
    .from(paymentBatches)
    .where(and(eq(paymentBatches.collectiveId, collectiveId), number === undefined ? undefined : eq(paymentBatches.number, number)))
    .orderBy(desc(paymentBatches.number))
    .limit(1);
  return row?.id;
}

/** A batch with its row locked: who records it waits for who cancels it. */
export async function lockBatch(tx: Tx, collectiveId: string, id: string): Promise<BatchRow | undefined> {
  await tx.select({ id: paymentBatches.id }).from(paymentBatches).where(isBatch(collectiveId, id)).for("no key update");
  return findBatch(tx, collectiveId, id);
}

export interface TransferRow {
  readonly id: string;
  readonly place: number;
  readonly reference: string;
  readonly payee: "member" | "third-party";
  readonly payeeId: string;
  readonly name: string;
  readonly amount: string;
  readonly remittance: string;
  readonly ibanEnd: string | null;
  readonly status: string;
  readonly entryId: string | null;
  readonly items: readonly {
    readonly what: "share" | "bill";
    readonly id: string;
    readonly label: string;
    readonly document: string | null;
    readonly nature: string;
    readonly amount: string;
  }[];
}

/** The transfers of a batch with what each pays; amounts in minor units, as texts. */
export function listTransfers(on: Queryable, collectiveId: string, batchId: string): Promise<TransferRow[]> {
  return queryRows<TransferRow>(
    on,
    sql`select t.id, t.place, t.reference, case when t.member_id is null then 'third-party' else 'member' end as payee,
        coalesce(t.member_id, t.third_party_id) as "payeeId", coalesce(p.name, m.code, y.name) as name, t.amount_minor::text as amount,
        t.remittance, t.iban_end as "ibanEnd", t.status, t.entry_id as "entryId",
        (select json_agg(json_build_object('what', case when i.share_id is null then 'bill' else 'share' end, 'id', coalesce(i.share_id, i.bill_id),
            'label', coalesce(s.title, b.label), 'document', b.document, 'nature', coalesce(h.nature, b.nature), 'amount', i.amount_minor::text) order by i.id)
          from payment_transfer_items i
          left join shares h on h.collective_id = i.collective_id and h.id = i.share_id
          left join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
          left join bills b on b.collective_id = i.collective_id and b.id = i.bill_id
          where i.collective_id = t.collective_id and i.transfer_id = t.id) as items
      from payment_transfers t
      left join members m on m.collective_id = t.collective_id and m.id = t.member_id
      left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      left join third_parties y on y.collective_id = t.collective_id and y.id = t.third_party_id
      where t.collective_id = ${collectiveId}::uuid and t.batch_id = ${batchId}::uuid order by t.place`,
  );
}

/**
 * Ends transfers of a batch, each by what became of it, and what they were for is in no open batch any more. With the last of them
 * the batch itself ends: paid where one of its transfers was, otherwise cancelled.
 */
export async function endTransfers(
  tx: Tx,
  { collectiveId, id, endedAt, endedBy }: { collectiveId: string; id: string; endedAt: Date; endedBy: string },
  transfers: readonly { readonly id: string; readonly status: "paid" | "bounced" | "cancelled"; readonly entryId: string | null }[],
): Promise<void> {
  for (const { id: transferId, ...change } of transfers) {
    await tx
      .update(paymentTransfers)
      .set(change)
      .where(and(eq(paymentTransfers.collectiveId, collectiveId), eq(paymentTransfers.id, transferId)));
  }
  const transferIds = transfers.map((transfer) => transfer.id);
  await tx
    .update(paymentTransferItems)
    .set({ isOpen: false })
    .where(and(eq(paymentTransferItems.collectiveId, collectiveId), inArray(paymentTransferItems.transferId, transferIds)));
  const states = (await listTransfers(tx, collectiveId, id)).map(({ status }) => status);
  if (states.includes("open")) return;
  const status = states.includes("paid") ? "paid" : "cancelled";
  await tx.update(paymentBatches).set({ status, endedAt, endedBy }).where(isBatch(collectiveId, id));
}
