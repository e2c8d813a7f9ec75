/** Circles in the database. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { circleMembers, circles, members } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { Circle } from "./circles.schema.js";

export async function listCircles(on: Queryable, collectiveId: string, id?: string): Promise<Circle[]> {
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
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    parentId: row.parentId,
    isArchived: row.isArchived,
    members: seats
      .filter((seat) => seat.circleId === row.id)
      .map(({ memberId, role }) => ({ memberId, role: role as "pilot" | "contributor" })),
  }));
}

/** Each circle's parent, the rows locked: who changes the tree waits for who is changing it. */
export async function lockCircleTree(tx: Tx, collectiveId: string): Promise<Map<string, { name: string; parentId: string | null }>> {
  const rows = await tx
    .select({ id: circles.id, name: circles.name, parentId: circles.parentId })
    .from(circles)
    .where(eq(circles.collectiveId, collectiveId))
    .orderBy(asc(circles.id))
    .for("update");
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export async function presentMembers(on: Queryable, collectiveId: string): Promise<ReadonlySet<string>> {
  const rows = await on
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), sql`${members.leftOn} is null`));
  return new Set(rows.map(({ id }) => id));
}

export const insertCircle = (tx: Tx, row: typeof circles.$inferInsert) => tx.insert(circles).values(row);

export const updateCircle = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof circles.$inferInsert>) =>
  tx
    .update(circles)
    .set(change)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.id, id)));

export async function saveSeat(tx: Tx, seat: typeof circleMembers.$inferInsert): Promise<void> {
  await tx
    .insert(circleMembers)
    .values(seat)
    .onConflictDoUpdate({ target: [circleMembers.collectiveId, circleMembers.circleId, circleMembers.memberId], set: { role: seat.role } });
}

export const deleteSeat = (tx: Tx, collectiveId: string, circleId: string, memberId: string) =>
  tx
    .delete(circleMembers)
    .where(and(eq(circleMembers.collectiveId, collectiveId), eq(circleMembers.circleId, circleId), eq(circleMembers.memberId, memberId)));
