/** Third parties in the database. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { thirdParties } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import { cutPage, readNameCursor } from "../../http/paging.js";
import type { ThirdParty } from "./third-parties.schema.js";

const shown = { id: thirdParties.id, name: thirdParties.name, isArchived: thirdParties.isArchived };
const nameOrder = sql<string>`lower(${thirdParties.name}) collate "C"`;
const isOne = (collectiveId: string, id: string) => and(eq(thirdParties.collectiveId, collectiveId), eq(thirdParties.id, id));

export async function listThirdParties(
  on: Queryable,
  collectiveId: string,
  { limit, cursor, archived }: { limit: number; cursor?: string | undefined; archived: "no" | "yes" | "all" },
) {
  const last = readNameCursor(cursor);
  const rows = await on
    .select({ ...shown, nameOrder })
    .from(thirdParties)
    .where(
      and(
        eq(thirdParties.collectiveId, collectiveId),
        archived === "all" ? undefined : eq(thirdParties.isArchived, archived === "yes"),
        last && sql`(${nameOrder}, ${thirdParties.id}) > (${last.name}, ${last.id}::uuid)`,
      ),
    )
    .orderBy(asc(nameOrder), asc(thirdParties.id))
    .limit(limit + 1);
  return cutPage(
    rows,
    limit,
    (row) => [row.nameOrder, row.id],
    ({ nameOrder: _, ...row }) => row,
  );
}

export async function findThirdParty(on: Queryable, collectiveId: string, id: string): Promise<ThirdParty | undefined> {
  const [row] = await on.select(shown).from(thirdParties).where(isOne(collectiveId, id));
  return row;
}

/** Every name with its id. Ask under `lockCollective`. */
export const thirdPartyNames = (on: Queryable, collectiveId: string): Promise<{ id: string; name: string }[]> =>
  on.select({ id: thirdParties.id, name: thirdParties.name }).from(thirdParties).where(eq(thirdParties.collectiveId, collectiveId));

export const insertThirdParty = (tx: Tx, row: typeof thirdParties.$inferInsert) => tx.insert(thirdParties).values(row);

export const updateThirdParty = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof thirdParties.$inferInsert>) =>
  tx.update(thirdParties).set(change).where(isOne(collectiveId, id));
