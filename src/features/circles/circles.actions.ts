/** What can be done with circles: load, decide, save. */
import { recordEvents } from "../../db/audit.js";
import { saveSeat } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { presentMembers } from "../../db/members.js";
import type { Tx } from "../../db/transaction.js";
import { dayIn } from "../../domain/calendar.js";
import { dueMeeting, requireAtRest, requireFreeName, requireNotArchived, requireParent } from "../../domain/circle.js";
import { Refusal } from "../../domain/refusals.js";
import type { AdoptsBy } from "../../domain/sharing-life.js";
import { type Caller, requirePilot } from "../../http/access.js";
import {
  deleteSeat,
  holdCircle,
  insertCircle,
  type KeptCircle,
  listCircles,
  listGoingOn,
  lockCircleTree,
  updateCircle,
} from "./circles.queries.js";
import type { Circle, CircleChange, CircleSheet, NewCircle } from "./circles.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  /** Today in the collective's time zone. */
  readonly today: string;
}

type Looking = Pick<Acting, "caller" | "today">;

/** A circle as all of them are listed: without the texts of its sheet. */
function answerOf(circle: KeptCircle, { caller, today }: Looking): Circle {
  const { id, name, purpose, parentId, isArchived, members, rhythmDays, lastMetOn, adoptsBy } = circle;
  const openedOn = dayIn(circle.createdAt, caller.collective.timeZone);
  const due = dueMeeting({ rhythmDays, lastMetOn, openedOn, isArchived }, today);
  return { ...{ id, name, purpose, parentId, isArchived, members, rhythmDays, lastMetOn }, adoptsBy: adoptsBy as AdoptsBy, ...due };
}

export async function tellCircles(on: Queryable, looking: Looking): Promise<Circle[]> {
  return (await listCircles(on, looking.caller.collective.id)).map((circle) => answerOf(circle, looking));
}

/** One circle with its members and its sheet. Refuses `not_found`. */
export async function loadCircle(on: Queryable, looking: Looking, id: string): Promise<CircleSheet> {
  const [circle] = await listCircles(on, looking.caller.collective.id, id);
  if (!circle) throw new Refusal("not_found", { at: "circle", id });
  const { intentions, actions, responsibilities, autonomy, balance } = circle;
  return { ...answerOf(circle, looking), intentions, actions, responsibilities, autonomy, balance };
}

export async function openCircle(tx: Tx, acting: Acting, { pilots, contributors, ...wanted }: NewCircle): Promise<CircleSheet> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const tree = await lockCircleTree(tx, collectiveId);
  const id = newId();
  requireFreeName(tree, id, wanted.name);
  requireParent(tree, id, wanted.parentId);
  const seats = [
    ...contributors.map((memberId) => ({ memberId, role: "contributor" })),
    ...pilots.map((memberId) => ({ memberId, role: "pilot" })),
  ];
  await requirePresent(
    tx,
    collectiveId,
    seats.map(({ memberId }) => memberId),
  );
  await insertCircle(tx, { collectiveId, id, ...wanted, createdAt: now });
  for (const seat of seats) await saveSeat(tx, { collectiveId, circleId: id, ...seat });
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action: "circle.opened", subject: "circle", subjectId: id }]);
  return loadCircle(tx, acting, id);
}

/**
 * Changes what a circle says of itself, or archives it; an archived one changes no more until it is reopened. Refuses
 * `circle_in_use` for what goes on in it.
 */
export async function changeCircle(tx: Tx, acting: Acting, id: string, change: CircleChange): Promise<CircleSheet> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const tree = await lockCircleTree(tx, collectiveId);
  const circle = tree.get(id);
  if (!circle) throw new Refusal("not_found", { at: "circle", id });
  requirePilot(caller, id, "admin");
  // Whether a pilot’s word is enough is not for the pilot to say.
  if (change.adoptsBy !== undefined && !caller.roles.has("admin")) throw new Refusal("role_missing", { roles: ["admin"] });
  if (change.isArchived !== false) requireNotArchived(circle, "circle");
  if (change.name !== undefined) requireFreeName(tree, id, change.name);
  if (change.parentId !== undefined) requireParent(tree, id, change.parentId);
  if (change.isArchived === true) requireAtRest(circle, await listGoingOn(tx, collectiveId, id));
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
  return loadCircle(tx, acting, id);
}

/** Gives a member a seat in the circle, or changes the one they have. Refuses `not_found`, `circle_archived`, `unknown_member`. */
export async function seatMember(
  tx: Tx,
  acting: Acting,
  id: string,
  memberId: string,
  role: "pilot" | "contributor",
): Promise<CircleSheet> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const circle = await holdCircle(tx, collectiveId, id);
  if (!circle) throw new Refusal("not_found", { at: "circle", id });
  requirePilot(caller, id, "admin");
  requireNotArchived(circle, "circle");
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
  return loadCircle(tx, acting, id);
}

/** A member leaves the circle; anyone may leave by themself. */
export async function unseatMember(tx: Tx, acting: Acting, id: string, memberId: string): Promise<CircleSheet> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  await loadCircle(tx, acting, id);
  if (memberId !== caller.memberId) requirePilot(caller, id, "admin");
  await deleteSeat(tx, collectiveId, id, memberId);
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: "circle.unseated", subject: "circle", subjectId: id, details: { memberId } },
  ]);
  return loadCircle(tx, acting, id);
}

async function requirePresent(tx: Tx, collectiveId: string, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const present = await presentMembers(tx, collectiveId);
  const unknown = memberIds.find((memberId) => !present.has(memberId));
  if (unknown !== undefined) throw new Refusal("unknown_member", { at: "members", id: unknown });
}
