/** Versions of social codes in the database. */
import { and, desc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { socialCodeVersions } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export type VersionRow = typeof socialCodeVersions.$inferSelect;

const isVersion = (collectiveId: string, id: string) =>
  and(eq(socialCodeVersions.collectiveId, collectiveId), eq(socialCodeVersions.id, id));
const isOf = (collectiveId: string, circleId: string | null) =>
  and(
    eq(socialCodeVersions.collectiveId, collectiveId),
    circleId === null ? isNull(socialCodeVersions.circleId) : eq(socialCodeVersions.circleId, circleId),
  );

export async function findVersion(on: Queryable, collectiveId: string, id: string): Promise<VersionRow | undefined> {
  const [row] = await on.select().from(socialCodeVersions).where(isVersion(collectiveId, id));
  return row;
}

export async function lockVersion(tx: Tx, collectiveId: string, id: string): Promise<VersionRow | undefined> {
  const [row] = await tx.select().from(socialCodeVersions).where(isVersion(collectiveId, id)).for("update");
  return row;
}

/** The version in force of one code, alone: what it inherits is db/consent-rules. */
export async function findInForce(on: Queryable, collectiveId: string, circleId: string | null): Promise<VersionRow | undefined> {
  const [row] = await on
    .select()
    .from(socialCodeVersions)
    .where(and(isOf(collectiveId, circleId), isNotNull(socialCodeVersions.publishedAt)))
    .orderBy(desc(socialCodeVersions.publishedAt), desc(socialCodeVersions.number))
    .limit(1);
  return row;
}

/** The versions of one code, the latest first; one more than asked. */
export const listVersions = (
  on: Queryable,
  collectiveId: string,
  { circleId, limit }: { circleId: string | null; limit: number },
  before: string | undefined,
): Promise<VersionRow[]> =>
  on
    .select()
    .from(socialCodeVersions)
    .where(and(isOf(collectiveId, circleId), before ? lt(socialCodeVersions.id, before) : undefined))
    .orderBy(desc(socialCodeVersions.id))
    .limit(limit + 1);

/** The number of the next version. Ask under `lockCode`. */
export async function nextVersionNumber(tx: Tx, collectiveId: string, circleId: string | null): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number | null>`max(${socialCodeVersions.number})::int` })
    .from(socialCodeVersions)
    .where(isOf(collectiveId, circleId));
  return (row?.last ?? 0) + 1;
}

/** Who writes or publishes versions of a collective's codes waits for who is doing so. */
export const lockCode = (tx: Tx, collectiveId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('social-code/' || ${collectiveId}::text, 0))`);

export const insertVersion = (tx: Tx, row: typeof socialCodeVersions.$inferInsert) => tx.insert(socialCodeVersions).values(row);

export const updateVersion = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof socialCodeVersions.$inferInsert>) =>
  tx.update(socialCodeVersions).set(change).where(isVersion(collectiveId, id));
