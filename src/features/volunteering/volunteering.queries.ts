/** Valuations and reference rates in the database. */
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { kinds, kindValuations, referenceRates } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export const kindsWithUnit = (on: Queryable, collectiveId: string) =>
  on
    .select({
      kindId: kinds.id,
      kind: kinds.name,
      unit: kinds.unit,
      isExpense: kinds.isExpense,
      isArchived: kinds.isArchived,
      said: kindValuations.valuedAs,
    })
    .from(kinds)
    .leftJoin(kindValuations, and(eq(kindValuations.collectiveId, kinds.collectiveId), eq(kindValuations.kindId, kinds.id)))
    .where(and(eq(kinds.collectiveId, collectiveId), isNotNull(kinds.unit)))
    .orderBy(asc(kinds.name));

export const listReferenceRates = (on: Queryable, collectiveId: string) =>
  on.select().from(referenceRates).where(eq(referenceRates.collectiveId, collectiveId)).orderBy(asc(referenceRates.fromOn));

export async function lockKind(tx: Tx, collectiveId: string, id: string) {
  const [row] = await tx
    .select({ name: kinds.name, unit: kinds.unit, isExpense: kinds.isExpense })
    .from(kinds)
    .where(and(eq(kinds.collectiveId, collectiveId), eq(kinds.id, id)))
    .for("update");
  return row;
}

export const saveValuation = (tx: Tx, row: typeof kindValuations.$inferInsert) =>
  tx
    .insert(kindValuations)
    .values(row)
    .onConflictDoUpdate({
      target: [kindValuations.collectiveId, kindValuations.kindId],
      set: { valuedAs: row.valuedAs, changedAt: row.changedAt },
    });

export const saveReferenceRate = (tx: Tx, row: typeof referenceRates.$inferInsert) =>
  tx
    .insert(referenceRates)
    .values(row)
    .onConflictDoUpdate({
      target: [referenceRates.collectiveId, referenceRates.kindId, referenceRates.fromOn],
      set: { rate: row.rate, source: row.source, changedAt: row.changedAt },
    });

/** Whether there was one. */
export async function deleteReferenceRate(tx: Tx, collectiveId: string, kindId: string, fromOn: string): Promise<boolean> {
  const isIt = and(eq(referenceRates.collectiveId, collectiveId), eq(referenceRates.kindId, kindId), eq(referenceRates.fromOn, fromOn));
  return (await tx.delete(referenceRates).where(isIt).returning({ fromOn: referenceRates.fromOn })).length > 0;
}
