/** Links between circles in the database. */
import { and, asc, eq, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "../../db/client.js";
import { circleLinks, circles } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { CircleLink } from "./links.schema.js";

const columns = { id: circleLinks.id, fromId: circleLinks.fromId, toId: circleLinks.toId, passes: circleLinks.passes };

/** Links by the names of their circles; those of one circle, when one is named. */
export function listLinks(on: Queryable, collectiveId: string, circleId?: string): Promise<CircleLink[]> {
  const [from, to] = [alias(circles, "from_circle"), alias(circles, "to_circle")];
  return on
    .select(columns)
    .from(circleLinks)
    .innerJoin(from, and(eq(from.collectiveId, circleLinks.collectiveId), eq(from.id, circleLinks.fromId)))
    .innerJoin(to, and(eq(to.collectiveId, circleLinks.collectiveId), eq(to.id, circleLinks.toId)))
    .where(
      and(
        eq(circleLinks.collectiveId, collectiveId),
        circleId ? or(eq(circleLinks.fromId, circleId), eq(circleLinks.toId, circleId)) : undefined,
      ),
    )
    .orderBy(asc(from.name), asc(to.name));
}

const isLink = (collectiveId: string, id: string) => and(eq(circleLinks.collectiveId, collectiveId), eq(circleLinks.id, id));

export async function lockLink(tx: Tx, collectiveId: string, id: string): Promise<CircleLink | undefined> {
  const [row] = await tx.select(columns).from(circleLinks).where(isLink(collectiveId, id)).for("update");
  return row;
}

/** The link that goes from the one to the other already. */
export async function findWay(on: Queryable, collectiveId: string, fromId: string, toId: string): Promise<CircleLink | undefined> {
  const [row] = await on
    .select(columns)
    .from(circleLinks)
    .where(and(eq(circleLinks.collectiveId, collectiveId), eq(circleLinks.fromId, fromId), eq(circleLinks.toId, toId)));
  return row;
}

export const insertLink = (tx: Tx, row: typeof circleLinks.$inferInsert) => tx.insert(circleLinks).values(row);
export const updateLink = (tx: Tx, collectiveId: string, id: string, passes: string) =>
  tx.update(circleLinks).set({ passes }).where(isLink(collectiveId, id));
export const deleteLink = (tx: Tx, collectiveId: string, id: string) => tx.delete(circleLinks).where(isLink(collectiveId, id));
