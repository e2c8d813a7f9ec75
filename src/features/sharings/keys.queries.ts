/** Keys in the database. */
import { and, desc, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { endKeys } from "../../db/keys.js";
import { envelopes, keys } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export type KeyRow = typeof keys.$inferSelect;

const isKey = (collectiveId: string, id: string) => and(eq(keys.collectiveId, collectiveId), eq(keys.id, id));

export async function findKey(on: Queryable, collectiveId: string, id: string): Promise<KeyRow | undefined> {
  const [row] = await on.select().from(keys).where(isKey(collectiveId, id));
  return row;
}

/** The row locked: two decisions do not put it in force at once. */
export async function lockKey(tx: Tx, collectiveId: string, id: string): Promise<KeyRow | undefined> {
  const [row] = await tx.select().from(keys).where(isKey(collectiveId, id)).for("update");
  return row;
}

export const listKeys = (
  on: Queryable,
  collectiveId: string,
  { circle, limit }: { circle?: string | undefined; limit: number },
  before: string | undefined,
): Promise<KeyRow[]> =>
  on
    .select()
    .from(keys)
    .where(
      and(eq(keys.collectiveId, collectiveId), circle ? eq(keys.circleId, circle) : undefined, before ? lt(keys.id, before) : undefined),
    )
    .orderBy(desc(keys.id))
    .limit(limit + 1);

/** The key in force for an envelope: its own, or else its circle’s. */
export async function findKeyInForce(on: Queryable, collectiveId: string, envelopeId: string): Promise<KeyRow | undefined> {
  const [row] = await on
    .select({ key: keys })
    .from(keys)
    .innerJoin(envelopes, and(eq(envelopes.collectiveId, keys.collectiveId), eq(envelopes.id, envelopeId)))
    .where(
      and(
        eq(keys.collectiveId, collectiveId),
        eq(keys.circleId, envelopes.circleId),
        or(isNull(keys.envelopeId), eq(keys.envelopeId, envelopeId)),
        isNotNull(keys.inForceAt),
        isNull(keys.endedAt),
      ),
    )
    .orderBy(sql`${keys.envelopeId} is null`)
    .limit(1);
  return row?.key;
}

/** Puts a key in force, in the place of the one that was. */
export async function enforceKey(tx: Tx, { collectiveId, id, circleId, envelopeId }: KeyRow, now: Date, decisionId: string): Promise<void> {
  await endKeys(tx, { collectiveId, circleId, envelopeId }, now);
  await tx.update(keys).set({ inForceAt: now, decisionId }).where(isKey(collectiveId, id));
}

/** The circle of an envelope that is open. */
export async function findEnvelopeCircle(on: Queryable, collectiveId: string, envelopeId: string): Promise<string | undefined> {
  const [row] = await on
    .select({ circleId: envelopes.circleId })
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), eq(envelopes.id, envelopeId), isNull(envelopes.closedAt)));
  return row?.circleId;
}
