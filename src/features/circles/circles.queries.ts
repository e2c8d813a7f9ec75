/** Circles in the database. */
import { and, asc, eq, max, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { lockNames } from "../../db/names.js";
import { circleMembers, circles, meetings } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { CircleTree, GoingOn } from "../../domain/circle.js";
import type { CircleSheet } from "./circles.schema.js";

/** A circle with its sheet and its seats, and the day of its last meeting. */
export type KeptCircle = Omit<typeof circles.$inferSelect, "collectiveId"> & Pick<CircleSheet, "members"> & { lastMetOn: string | null };

export async function listCircles(on: Queryable, collectiveId: string, id?: string): Promise<KeptCircle[]> {
  const rows = await on
    .select()
    .from(circles)
    .where(and(eq(circles.collectiveId, collectiveId), id ? eq(circles.id, id) : undefined))
    .orderBy(asc(circles.name));
  const seats = await on
    .select()
    .from(circleMembers)
    .where(and(eq(circleMembers.collectiveId, collectiveId), id ? eq(circleMembers.circleId, id) : undefined))
    .orderBy(asc(circleMembers.memberId));
  const met = await on
    .select({ circleId: meetings.circleId, lastMetOn: max(meetings.metOn) })
    .from(meetings)
    .where(and(eq(meetings.collectiveId, collectiveId), id ? eq(meetings.circleId, id) : undefined))
    .groupBy(meetings.circleId);
  const lastMet = new Map(met.map(({ circleId, lastMetOn }) => [circleId, lastMetOn]));
  return rows.map(({ collectiveId: _, ...row }) => ({
    ...row,
    members: seats
      .filter((seat) => seat.circleId === row.id)
      .map(({ memberId, role }) => ({ memberId, role: role as "pilot" | "contributor" })),
    lastMetOn: lastMet.get(row.id) ?? null,
  }));
}

/**
 * Each circle's parent, the rows locked: who changes the tree waits for who is changing it. It is read after the wait, as a circle may
 * be new by then.
 */
export async function lockCircleTree(tx: Tx, collectiveId: string): Promise<CircleTree> {
  const ofCollective = eq(circles.collectiveId, collectiveId);
  await tx.select({ id: circles.id }).from(circles).where(ofCollective).orderBy(asc(circles.id)).for("update");
  await lockNames(tx, collectiveId);
  const rows = await tx
    .select({ id: circles.id, name: circles.name, parentId: circles.parentId, isArchived: circles.isArchived })
    .from(circles)
    .where(ofCollective);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** A circle that is held as it is until the end of the transaction: nobody archives it meanwhile. */
export async function holdCircle(tx: Tx, collectiveId: string, id: string): Promise<{ name: string; isArchived: boolean } | undefined> {
  const [row] = await tx
    .select({ name: circles.name, isArchived: circles.isArchived })
    .from(circles)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.id, id)))
    .for("share");
  return row;
}

/** What goes on in a circle: charters that are open to signature or in force and not closed, and decisions with an open attempt. */
export async function listGoingOn(on: Queryable, collectiveId: string, id: string): Promise<GoingOn> {
  const signed = await queryRows<{ title: string }>(
    on,
    sql`select c.title from charters c where c.collective_id = ${collectiveId}::uuid and c.circle_id = ${id}::uuid and c.closed_at is null
          and exists (select from charter_versions v where v.collective_id = c.collective_id and v.charter_id = c.id and v.opened_at is not null)
        order by c.written_at, c.id`,
  );
  const deciding = await queryRows<{ title: string }>(
    on,
    sql`select d.title from decisions d where d.collective_id = ${collectiveId}::uuid and d.circle_id = ${id}::uuid
          and exists (select from decision_attempts a where a.collective_id = d.collective_id and a.decision_id = d.id and a.settled is null)
        order by d.proposed_at, d.id`,
  );
  return { charters: signed.map(({ title }) => title), decisions: deciding.map(({ title }) => title) };
}

export const insertCircle = (tx: Tx, row: typeof circles.$inferInsert) => tx.insert(circles).values(row);

export const updateCircle = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof circles.$inferInsert>) =>
  tx
    .update(circles)
    .set(change)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.id, id)));

export const deleteSeat = (tx: Tx, collectiveId: string, circleId: string, memberId: string) =>
  tx
    .delete(circleMembers)
    .where(and(eq(circleMembers.collectiveId, collectiveId), eq(circleMembers.circleId, circleId), eq(circleMembers.memberId, memberId)));
