/** What can be done with circles: load, decide, save. */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import type { Tx } from "../../db/transaction.js";
import { requireFreeName, requireNoLoop } from "../../domain/circle.js";
import { Refusal } from "../../domain/refusals.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { deleteSeat, insertCircle, listCircles, lockCircleTree, presentMembers, saveSeat, updateCircle } from "./circles.queries.js";
import type { Circle, CircleChange, NewCircle } from "./circles.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

/** One circle with its members. Refuses `not_found`. */
export async function loadCircle(on: Queryable, collectiveId: string, id: string): Promise<Circle> {
  const [circle] = await listCircles(on, collectiveId, id);
  if (!circle) throw new Refusal("not_found", { at: "circle", id });
  return circle;
}

export async function openCircle(tx: Tx, { caller, now }: Acting, wanted: NewCircle): Promise<Circle> {
  const collectiveId = caller.collective.id;
  const tree = await lockCircleTree(tx, collectiveId);
  const id = newId();
  requireFreeName(tree, id, wanted.name);
  requireNoLoop(tree, id, wanted.parentId);
  const seats = [
    ...wanted.contributors.map((memberId) => ({ memberId, role: "contributor" })),
    ...wanted.pilots.map((memberId) => ({ memberId, role: "pilot" })),
  ];
  await requirePresent(
    tx,
    collectiveId,
    seats.map(({ memberId }) => memberId),
  );
  await insertCircle(tx, { collectiveId, id, name: wanted.name, purpose: wanted.purpose, parentId: wanted.parentId, createdAt: now });
  for (const seat of seats) await saveSeat(tx, { collectiveId, circleId: id, ...seat });
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action: "circle.opened", subject: "circle", subjectId: id }]);
  return loadCircle(tx, collectiveId, id);
}

export async function changeCircle(tx: Tx, { caller, now }: Acting, id: string, change: CircleChange): Promise<Circle> {
  const collectiveId = caller.collective.id;
  const tree = await lockCircleTree(tx, collectiveId);
  if (!tree.has(id)) throw new Refusal("not_found", { at: "circle", id });
  requirePilot(caller, id, "admin");
  if (change.name !== undefined) requireFreeName(tree, id, change.name);
  if (change.parentId !== undefined) requireNoLoop(tree, id, change.parentId);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await updateCircle(tx, collectiveId, id, given);
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "circle.changed",
      subject: "circle",
      subjectId: id,
      details: { fields: Object.keys(given) },
    },
  ]);
  return loadCircle(tx, collectiveId, id);
}

/** Gives a member a seat in the circle, or changes the one they have. */
export async function seatMember(
  tx: Tx,
  { caller, now }: Acting,
  id: string,
  memberId: string,
  role: "pilot" | "contributor",
): Promise<Circle> {
  const collectiveId = caller.collective.id;
  await loadCircle(tx, collectiveId, id);
  requirePilot(caller, id, "admin");
  await requirePresent(tx, collectiveId, [memberId]);
  await saveSeat(tx, { collectiveId, circleId: id, memberId, role });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "circle.seated",
      subject: "circle",
      subjectId: id,
      details: { memberId, role },
    },
  ]);
  return loadCircle(tx, collectiveId, id);
}

/** A member leaves the circle; anyone may leave by themself. */
export async function unseatMember(tx: Tx, { caller, now }: Acting, id: string, memberId: string): Promise<Circle> {
  const collectiveId = caller.collective.id;
  await loadCircle(tx, collectiveId, id);
  if (memberId !== caller.memberId) requirePilot(caller, id, "admin");
  await deleteSeat(tx, collectiveId, id, memberId);
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: "circle.unseated", subject: "circle", subjectId: id, details: { memberId } },
  ]);
  return loadCircle(tx, collectiveId, id);
}

async function requirePresent(tx: Tx, collectiveId: string, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const present = await presentMembers(tx, collectiveId);
  const unknown = memberIds.find((memberId) => !present.has(memberId));
  if (unknown !== undefined) throw new Refusal("unknown_member", { at: "members", id: unknown });
}
