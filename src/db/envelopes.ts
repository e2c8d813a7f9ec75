/** Envelopes as several features make them: by hand, by a decision, out of a bucket, by a charter. */
import { and, eq } from "drizzle-orm";
import type { Queryable } from "./client.js";
import { envelopes } from "./schema/index.js";
import type { Tx } from "./transaction.js";

export const insertEnvelope = (tx: Tx, row: typeof envelopes.$inferInsert) => tx.insert(envelopes).values(row);

/** Names that envelopes of the collective have already. */
export async function takenEnvelopeNames(on: Queryable, collectiveId: string): Promise<string[]> {
  const rows = await on.select({ name: envelopes.name }).from(envelopes).where(eq(envelopes.collectiveId, collectiveId));
  return rows.map(({ name }) => name);
}

export async function findEnvelopeName(on: Queryable, collectiveId: string, id: string): Promise<string | null> {
  const isIt = and(eq(envelopes.collectiveId, collectiveId), eq(envelopes.id, id));
  return (await on.select({ name: envelopes.name }).from(envelopes).where(isIt))[0]?.name ?? null;
}
