/** Circles as several features read them: whether one is open, and which lie in it. */
import { and, eq, sql } from "drizzle-orm";
import { Refusal } from "../domain/refusals.js";
import { type Queryable, queryRows } from "./client.js";
import { circleMembers, circles } from "./schema/index.js";
import type { Tx } from "./transaction.js";

/** Whether there is such a circle, and it is not archived. */
export async function isCircleOpen(on: Queryable, collectiveId: string, id: string): Promise<boolean> {
  const rows = await on
    .select({ id: circles.id })
    .from(circles)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.id, id), eq(circles.isArchived, false)));
  return rows.length > 0;
}

/** A circle and all that lie in it. */
export async function circlesWithin(on: Queryable, collectiveId: string, id: string): Promise<ReadonlySet<string>> {
  const rows = await queryRows<{ id: string }>(
    on,
    sql`with recursive inner_circles as (
          select id from circles where collective_id = ${collectiveId}::uuid and id = ${id}::uuid
          union
          select c.id from circles c join inner_circles i on c.parent_id = i.id where c.collective_id = ${collectiveId}::uuid)
        select id from inner_circles`,
  );
  return new Set(rows.map((row) => row.id));
}

/** Gives a member a seat in a circle, or changes the one they have. */
export async function saveSeat(tx: Tx, seat: typeof circleMembers.$inferInsert): Promise<void> {
  await tx
    .insert(circleMembers)
    .values(seat)
    .onConflictDoUpdate({ target: [circleMembers.collectiveId, circleMembers.circleId, circleMembers.memberId], set: { role: seat.role } });
}

/** A circle that is not archived, its row locked: what is done to it comes one after another. */
export async function lockOpenCircle(tx: Tx, collectiveId: string, id: string): Promise<{ id: string; name: string } | undefined> {
  const [row] = await tx
    .select({ id: circles.id, name: circles.name })
    .from(circles)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.id, id), eq(circles.isArchived, false)))
    .for("no key update");
  return row;
}

/** The same, for what stands in a circle already. Refuses `circle_archived` by its name, and `unknown_circle`. */
export async function requireOpenCircle(tx: Tx, collectiveId: string, id: string): Promise<{ id: string; name: string }> {
  const open = await lockOpenCircle(tx, collectiveId, id);
  if (open) return open;
  const [archived] = await tx
    .select({ name: circles.name })
    .from(circles)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.id, id)));
  if (!archived) throw new Refusal("unknown_circle", { at: "circleId", id });
  throw new Refusal("circle_archived", { at: "circle", circle: archived.name });
}

/** The circle of a collective that has one alone. */
export async function findOnlyCircle(on: Queryable, collectiveId: string): Promise<string | undefined> {
  const [only, ...others] = await on
    .select({ id: circles.id })
    .from(circles)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.isArchived, false)))
    .limit(2);
  return others.length === 0 ? only?.id : undefined;
}
