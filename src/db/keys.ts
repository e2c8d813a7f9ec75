/** Keys as several features write them: a draft that a decision puts in force, the split of a charter. */
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { keys } from "./schema/index.js";
import type { Tx } from "./transaction.js";

export const insertKey = (tx: Tx, row: typeof keys.$inferInsert) => tx.insert(keys).values(row);

/** What a key is for: an envelope alone, or with null all of a circle that have none of their own. */
export interface KeyPlace {
  readonly collectiveId: string;
  readonly circleId: string;
  readonly envelopeId: string | null;
}

/** Ends the key in force there, if there is one. */
export const endKeys = (tx: Tx, { collectiveId, circleId, envelopeId }: KeyPlace, endedAt: Date) =>
  tx
    .update(keys)
    .set({ endedAt })
    .where(
      and(
        eq(keys.collectiveId, collectiveId),
        envelopeId === null ? and(eq(keys.circleId, circleId), isNull(keys.envelopeId)) : eq(keys.envelopeId, envelopeId),
        isNotNull(keys.inForceAt),
        isNull(keys.endedAt),
      ),
    );
