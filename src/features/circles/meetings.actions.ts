/** What can be done with meetings and their actions: load, decide, save. The rules are in domain/meeting.ts. */
import { isDeepStrictEqual } from "node:util";
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { decideAction, type MeetingDraft, requireNotes, requireSeated, requireUnamended, type TakenAction } from "../../domain/meeting.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { cutPage, type PageQuery, readDayCursor, readNumberCursor } from "../../http/paging.js";
import type { Acting } from "./circles.actions.js";
import { holdCircle } from "./circles.queries.js";
import {
  findAction,
  findMeeting,
  findPeople,
  insertMeeting,
  insertVersion,
  type KeptMeeting,
  knownDecisions,
  lastVersion,
  listActions,
  listCarried,
  listMeetings,
  listVersions,
  loadNotes,
  lockAction,
  lockMeeting,
  saveActions,
  saveDecisions,
  savePresent,
  updateAction,
  updateMeeting,
} from "./meetings.queries.js";
import type { ActionChange, ActionFilter, Meeting, MeetingAction, MeetingChange, MeetingFilter, NewMeeting } from "./meetings.schema.js";

const isSeatedIn = ({ pilotOf, contributorOf }: Caller, circleId: string): boolean => pilotOf.has(circleId) || contributorOf.has(circleId);

// Reading

/** A page of meetings, the latest first. */
export async function pageMeetings(on: Queryable, { collective }: Caller, filter: MeetingFilter) {
  const rows = await listMeetings(on, collective.id, filter, readDayCursor(filter.cursor));
  return cutPage(
    rows,
    filter.limit,
    ({ metOn, id }) => [metOn, id],
    (row) => row,
  );
}

/** A page of actions, the first due first. */
export async function pageActions(on: Queryable, { collective }: Caller, filter: ActionFilter) {
  const rows = await listActions(on, collective.id, filter, readDayCursor(filter.cursor));
  return cutPage(
    rows,
    filter.limit,
    ({ dueOn, id }) => [dueOn, id],
    (row) => row,
  );
}

/** One meeting with its notes, what was carried to it, and how often its notes were amended. Refuses `not_found`. */
export async function tellMeeting(on: Queryable, { collective }: Caller, id: string): Promise<Meeting> {
  const kept = requireFound(await findMeeting(on, collective.id, id), id);
  const { circleId, metOn, noteTakerId, information, createdBy, createdAt, changedAt } = kept;
  return {
    ...{ id, circleId, metOn, noteTakerId, information, createdBy },
    ...(await loadNotes(on, collective.id, id)),
    carried: await listCarried(on, kept),
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    version: await lastVersion(on, collective.id, id),
  };
}

/** A page of what the notes of a meeting said before each amendment, the latest first. Refuses `not_found`. */
export async function pageHistory(on: Queryable, { collective }: Caller, id: string, { cursor, limit }: PageQuery) {
  requireFound(await findMeeting(on, collective.id, id), id);
  const before = readNumberCursor(cursor);
  const rows = await listVersions(on, collective.id, id, { before, limit: limit + 1 });
  return cutPage(
    rows,
    limit,
    ({ version }) => [String(version)],
    (row) => ({ ...row, changedAt: row.changedAt.toISOString() }),
  );
}

function requireFound(kept: KeptMeeting | undefined, id: string): KeptMeeting {
  if (!kept) throw new Refusal("not_found", { at: "meeting", id });
  return kept;
}

// Writing

/** The circle of a meeting, held as it is. */
async function requireHeld(tx: Tx, collectiveId: string, circleId: string) {
  const circle = await holdCircle(tx, collectiveId, circleId);
  if (!circle) throw new Error(`a meeting is of a circle: ${circleId}`);
  return circle;
}

const record = (tx: Tx, { caller, now }: Acting, action: string, meetingId: string, details: Record<string, unknown>) =>
  recordEvents(tx, [
    { collectiveId: caller.collective.id, byId: caller.memberId, at: now, action, subject: "meeting", subjectId: meetingId, details },
  ]);

/** Whoever is given an action by somebody else is told, once a time. */
function tellOwners(tx: Tx, { caller, now }: Acting, meetingId: string, ownerIds: readonly string[]): Promise<void> {
  const told = [...new Set(ownerIds)].filter((ownerId) => ownerId !== caller.memberId);
  return tellMembers(
    tx,
    caller.collective.id,
    told.map((memberId) => ({
      memberId,
      at: now,
      what: "meeting.action_given",
      subject: "meeting",
      subjectId: meetingId,
      byId: caller.memberId,
    })),
  );
}

const namedIn = ({ presentIds, noteTakerId, actions }: MeetingDraft): string[] => [
  ...presentIds,
  ...(noteTakerId === null ? [] : [noteTakerId]),
  ...actions.flatMap(({ ownerId }) => ownerId ?? []),
];

/** The people of a circle write what it met about. Refuses `unknown_circle`, `not_seated`, and what is wrong with the notes. */
export async function writeMeeting(tx: Tx, acting: Acting, wanted: NewMeeting): Promise<Meeting> {
  const { caller, now, today } = acting;
  const { collective, memberId } = caller;
  const { circleId, information, noteTakerId } = wanted;
  const circle = await holdCircle(tx, collective.id, circleId);
  if (!circle) throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
  requireSeated(circle.name, isSeatedIn(caller, circleId));
  const draft = { ...wanted, metOn: wanted.metOn ?? today };
  requireKnownIds("decisions", wanted.decisions, new Map());
  requireKnownIds("actions", wanted.actions, new Map());
  const decided = wanted.decisions.map(({ text, decisionId = null }) => ({ text, decisionId }));
  await requireDecisions(tx, collective.id, decided);
  const people = await findPeople(tx, collective.id, namedIn(draft));
  const actions = withIds(requireNotes(draft, { circle, today, people, before: [] }), []);
  const id = newId();
  await insertMeeting(tx, {
    ...{ collectiveId: collective.id, id, circleId, metOn: draft.metOn, noteTakerId, information },
    ...{ createdBy: memberId, createdAt: now, changedAt: now },
  });
  await savePresent(tx, collective.id, id, wanted.presentIds);
  await saveDecisions(tx, collective.id, id, withIds(decided, []), now);
  await saveActions(tx, collective.id, id, actions);
  const counts = { decisions: wanted.decisions.length, actions: actions.length };
  await record(tx, acting, "meeting.written", id, { circleId, metOn: draft.metOn, ...counts });
  await tellOwners(
    tx,
    acting,
    id,
    actions.map(({ ownerId }) => ownerId),
  );
  return tellMeeting(tx, caller, id);
}

/** Things with the ids they have already, and new ids for the others. */
const withIds = <Thing>(things: readonly Thing[], ids: readonly (string | undefined)[]): (Thing & { id: string })[] =>
  things.map((thing, place) => ({ ...thing, id: ids[place] ?? newId() }));

const idsIn = (things: readonly { id?: string | undefined }[]): (string | undefined)[] => things.map(({ id }) => id);

/** Refuses `not_found` for a decision or an action that is not of these notes. */
function requireKnownIds(
  list: "decisions" | "actions",
  given: readonly { id?: string | undefined }[],
  known: ReadonlyMap<string, unknown>,
) {
  for (const [place, { id }] of given.entries())
    if (id !== undefined && !known.has(id)) throw new Refusal("not_found", { at: `${list}[${place}].id`, id });
}

/** Refuses `not_found` for a decision that is not of this collective. */
async function requireDecisions(tx: Tx, collectiveId: string, noted: readonly { decisionId: string | null }[]): Promise<void> {
  const known = await knownDecisions(
    tx,
    collectiveId,
    noted.flatMap(({ decisionId }) => decisionId ?? []),
  );
  for (const [place, { decisionId }] of noted.entries())
    if (decisionId !== null && !known.has(decisionId))
      throw new Refusal("not_found", { at: `decisions[${place}].decisionId`, id: decisionId });
}

type Notes = Pick<Meeting, "metOn" | "presentIds" | "noteTakerId" | "information"> & {
  decisions: { id: string; text: string; decisionId: string | null }[];
  actions: (TakenAction & { id: string })[];
};
const noted = ["metOn", "presentIds", "noteTakerId", "information", "decisions", "actions"] as const;

/**
 * The people of the circle amend the notes; what they said before is kept. An action that is not listed any more goes, one
 * that is keeps its state. Refuses `not_found`, `not_seated`, `notes_amended`, `nothing_changed`, and what is wrong with the notes.
 */
export async function amendMeeting(tx: Tx, acting: Acting, id: string, change: MeetingChange): Promise<Meeting> {
  const { caller, now, today } = acting;
  const collectiveId = caller.collective.id;
  const kept = requireFound(await lockMeeting(tx, collectiveId, id), id);
  const circle = await requireHeld(tx, collectiveId, kept.circleId);
  requireSeated(circle.name, isSeatedIn(caller, kept.circleId));
  const { read, ...amendment } = change;
  const last = await lastVersion(tx, collectiveId, id);
  const given = Object.fromEntries(Object.entries(amendment).filter(([, value]) => value !== undefined)) as Partial<Notes>;
  const touching = Object.keys(given);
  if (read !== undefined) requireUnamended(touching, await listVersions(tx, collectiveId, id, { after: read, touching, limit: 1 }));
  const { was, ticked } = await notesOf(tx, kept);
  const takenBefore = new Map(was.actions.map((action) => [action.id, action]));
  const { actions = was.actions } = amendment;
  const listed = new Map(was.decisions.map((decision) => [decision.id, decision]));
  requireKnownIds("decisions", amendment.decisions ?? [], listed);
  const decisions = (amendment.decisions ?? was.decisions).map(({ id: own, text, decisionId }) => ({
    ...{ id: own, text, decisionId: decisionId === undefined ? (listed.get(own ?? "")?.decisionId ?? null) : decisionId },
  }));
  await requireDecisions(tx, collectiveId, decisions);
  requireKnownIds("actions", actions, takenBefore);
  const draft = { ...was, ...given, decisions, actions };
  const people = await findPeople(tx, collectiveId, namedIn(draft));
  const before = actions.map((action) => (action.id === undefined ? undefined : takenBefore.get(action.id)));
  const taken = withIds(requireNotes(draft, { circle, today, people, before }), idsIn(actions));
  const is: Notes = { ...draft, presentIds: [...draft.presentIds].sort(), decisions: withIds(decisions, idsIn(decisions)), actions: taken };
  const fields = noted.filter((field) => !isDeepStrictEqual(is[field], was[field]));
  if (fields.length === 0) throw new Refusal("nothing_changed", { at: "meeting" });

  const { metOn, noteTakerId, information } = is;
  await updateMeeting(tx, collectiveId, id, { metOn, noteTakerId, information, changedAt: now });
  if (fields.includes("presentIds")) await savePresent(tx, collectiveId, id, is.presentIds);
  if (fields.includes("decisions")) await saveDecisions(tx, collectiveId, id, is.decisions, now);
  if (fields.includes("actions")) await saveActions(tx, collectiveId, id, is.actions);
  const beforeIt = Object.fromEntries(fields.map((field) => [field, field === "actions" ? ticked : was[field]]));
  const version = last + 1;
  await insertVersion(tx, { collectiveId, meetingId: id, version, changedBy: caller.memberId, changedAt: now, before: beforeIt });
  await record(tx, acting, "meeting.amended", id, { circleId: kept.circleId, version, fields });
  await tellOwners(
    tx,
    acting,
    id,
    is.actions.flatMap(({ id: actionId, ownerId }) => (takenBefore.get(actionId)?.ownerId === ownerId ? [] : [ownerId])),
  );
  return tellMeeting(tx, caller, id);
}

/** The notes as an amendment gives them; and their actions with what was ticked, which one that goes takes along. */
async function notesOf(tx: Tx, { collectiveId, id, metOn, noteTakerId, information }: KeptMeeting) {
  const { presentIds, decisions, actions } = await loadNotes(tx, collectiveId, id);
  const was: Notes = {
    ...{ metOn, noteTakerId, information, presentIds },
    decisions: decisions.map(({ id: notedId, text, decisionId }) => ({ id: notedId, text, decisionId })),
    actions: actions.map(({ id: actionId, text, ownerId, dueOn }) => ({ text, ownerId, dueOn, id: actionId })),
  };
  const ticked = actions.map(({ id: actionId, text, ownerId, dueOn, status, endedOn, endedBy }) => ({
    ...{ id: actionId, text, ownerId, dueOn, status, endedOn, endedBy },
  }));
  return { was, ticked };
}

/** Ends an action, takes it up again, or gives it to somebody else or another day. Refuses `not_found`, and as decideAction does. */
export async function changeAction(tx: Tx, acting: Acting, id: string, change: ActionChange): Promise<MeetingAction> {
  const { caller, today } = acting;
  const collectiveId = caller.collective.id;
  const action = await lockAction(tx, collectiveId, id);
  if (!action) throw new Refusal("not_found", { at: "action", id });
  const { circleId, meetingId, metOn, text } = action;
  const circle = await requireHeld(tx, collectiveId, circleId);
  const is = decideAction(action, change, {
    ...{ circle, metOn, text, today, by: caller.memberId, isSeated: isSeatedIn(caller, circleId) },
    people: await findPeople(tx, collectiveId, change.ownerId === undefined ? [] : [change.ownerId]),
  });
  const { status, ownerId, dueOn } = action;
  if (is.status !== status || is.ownerId !== ownerId || is.dueOn !== dueOn) {
    await updateAction(tx, collectiveId, id, is);
    const verb = is.status === status ? "changed" : is.status === "open" ? "reopened" : is.status;
    await record(tx, acting, `meeting.action_${verb}`, meetingId, { actionId: id, was: { status, ownerId, dueOn } });
    if (is.ownerId !== ownerId) await tellOwners(tx, acting, meetingId, [is.ownerId]);
  }
  return (await findAction(tx, collectiveId, id)) as MeetingAction;
}
