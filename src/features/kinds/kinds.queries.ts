/** Kinds and their rates in the database. */
import { and, asc, eq, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { kindRates, kinds } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import { type Nature, rateOn } from "../../domain/kind.js";
import type { Kind } from "./kinds.schema.js";

export async function listKinds(on: Queryable, collectiveId: string, today: string, id?: string): Promise<Kind[]> {
  const rows = await on
    .select()
    .from(kinds)
    .where(and(eq(kinds.collectiveId, collectiveId), id ? eq(kinds.id, id) : undefined))
    .orderBy(asc(kinds.name));
  const rates = await on
    .select()
    .from(kindRates)
    .where(and(eq(kindRates.collectiveId, collectiveId), id ? eq(kindRates.kindId, id) : undefined))
    .orderBy(asc(kindRates.fromOn));
  return rows.map((row) => {
    const own = rates.filter(({ kindId }) => kindId === row.id).map(({ fromOn, rate, decisionId }) => ({ fromOn, rate, decisionId }));
    return {
      id: row.id,
      name: row.name,
      unit: row.unit,
      isQualitative: row.unit === null,
      isExpense: row.isExpense,
      nature: row.nature as Nature,
      isArchived: row.isArchived,
      rate: rateOn(own, today) ?? null,
      rates: own,
    };
  });
}

/** Every name with its id. Ask under `lockCollective`. */
export const kindNames = (on: Queryable, collectiveId: string): Promise<{ id: string; name: string }[]> =>
  on.select({ id: kinds.id, name: kinds.name }).from(kinds).where(eq(kinds.collectiveId, collectiveId));

const isKind = (collectiveId: string, id: string) => and(eq(kinds.collectiveId, collectiveId), eq(kinds.id, id));

export async function lockKind(tx: Tx, collectiveId: string, id: string): Promise<typeof kinds.$inferSelect | undefined> {
  const [row] = await tx.select().from(kinds).where(isKind(collectiveId, id)).for("update");
  return row;
}

export const insertKind = (tx: Tx, row: typeof kinds.$inferInsert) => tx.insert(kinds).values(row);

export const updateKind = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof kinds.$inferInsert>) =>
  tx.update(kinds).set(change).where(isKind(collectiveId, id));

export async function hasContributions(on: Queryable, collectiveId: string, kindId: string): Promise<boolean> {
  const [row] = await queryRows<{ has: boolean }>(
    on,
    sql`select exists (select from contributions where collective_id = ${collectiveId}::uuid and kind_id = ${kindId}::uuid) as has`,
  );
  return row?.has ?? false;
}

/** The first day for which this kind was given, and not withdrawn. */
export async function firstGivenOn(on: Queryable, collectiveId: string, kindId: string): Promise<string | undefined> {
  const [row] = await queryRows<{ firstOn: string | null }>(
    on,
    sql`select min(day_on)::text as "firstOn" from contributions
        where collective_id = ${collectiveId}::uuid and kind_id = ${kindId}::uuid and status <> 'withdrawn'`,
  );
  return row?.firstOn ?? undefined;
}

/** The last day for which a sharing that is proposed, adopted or posted has counted this kind. */
export async function settledOn(on: Queryable, collectiveId: string, kindId: string): Promise<string | undefined> {
  const [row] = await queryRows<{ settledOn: string | null }>(
    on,
    sql`select max(coalesce(c.until_on, c.day_on))::text as "settledOn"
        from sharings s
        join sharing_lines l on l.collective_id = s.collective_id and l.sharing_id = s.id and l.voided_at is null
        join contributions c on c.collective_id = l.collective_id and c.id = l.contribution_id
        where s.collective_id = ${collectiveId}::uuid and s.status in ('proposed', 'adopted', 'posted', 'paid') and c.kind_id = ${kindId}::uuid`,
  );
  return row?.settledOn ?? undefined;
}

/** Sets the rate from a day on, or sets it again. */
export async function saveRate(tx: Tx, row: typeof kindRates.$inferInsert): Promise<void> {
  await tx
    .insert(kindRates)
    .values(row)
    .onConflictDoUpdate({
      target: [kindRates.collectiveId, kindRates.kindId, kindRates.fromOn],
      set: { rate: row.rate, decisionId: row.decisionId ?? null },
    });
}

/** Whether there was one. */
export async function deleteRate(tx: Tx, collectiveId: string, kindId: string, fromOn: string): Promise<boolean> {
  const gone = await tx
    .delete(kindRates)
    .where(and(eq(kindRates.collectiveId, collectiveId), eq(kindRates.kindId, kindId), eq(kindRates.fromOn, fromOn)))
    .returning({ fromOn: kindRates.fromOn });
  return gone.length > 0;
}
