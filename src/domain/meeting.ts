/**
 * Rules of meetings (DESIGN §11): a circle's people write what it met about. Notes are information, decisions, and actions;
 * an action has an owner who is here and a day that is not before the meeting. Who met, wrote and takes on is somebody: people sit
 * together, and a structure is there by the person who speaks for it.
 *
 *   met 12/03: «Réserver la salle», Bob, for 20/03   → taken
 *              «Réserver la salle», nobody           → action_without_owner
 *              «Réserver la salle», Bob, for 10/03   → action_due_before
 */
import type { Day } from "./calendar.js";
import { requireNotArchived } from "./circle.js";
import { Refusal } from "./refusals.js";

export interface DraftAction {
  readonly text: string;
  readonly ownerId: string | null;
  readonly dueOn: Day | null;
}

export interface MeetingDraft {
  readonly metOn: Day;
  readonly noteTakerId: string | null;
  readonly presentIds: readonly string[];
  readonly actions: readonly DraftAction[];
}

/** An action that can be kept. */
export interface TakenAction {
  readonly text: string;
  readonly ownerId: string;
  readonly dueOn: Day;
}

/** Somebody of the collective: by what name, person or structure, and since when they are gone. */
export interface Attendee {
  readonly name: string;
  readonly kind: "person" | "structure";
  readonly leftOn: Day | null;
}

export interface MeetingFacts {
  readonly circle: { readonly name: string; readonly isArchived: boolean };
  readonly today: Day;
  /** Whom the notes name, by id. */
  readonly people: ReadonlyMap<string, Attendee>;
  /** The actions that stand in the notes already, in the order of the draft's; undefined for a new one. */
  readonly before: readonly (TakenAction | undefined)[];
}

/**
 * The actions of the notes as they can be kept. Refuses `circle_archived`, `day_in_future`, `unknown_member`,
 * `structure_at_meeting` and `member_inactive` for whom they name, `action_without_owner`, `action_without_day` and `action_due_before`.
 */
export function requireNotes(draft: MeetingDraft, facts: MeetingFacts): TakenAction[] {
  const { circle, today, people, before } = facts;
  const { metOn, presentIds, noteTakerId, actions } = draft;
  requireNotArchived(circle, "circleId");
  if (metOn > today) throw new Refusal("day_in_future", { at: "metOn", day: metOn, today });
  for (const [place, memberId] of presentIds.entries()) requireThere(people, memberId, metOn, `presentIds[${place}]`);
  if (noteTakerId !== null) requireThere(people, noteTakerId, metOn, "noteTakerId");
  return actions.map((action, place) => requireAction(action, { metOn, people, before: before[place] }, `actions[${place}]`));
}

/** An amendment that came since the notes were read: which, whose, and what stood in each field before it. */
export interface Amended {
  readonly version: number;
  readonly changedBy: string;
  readonly before: Readonly<Record<string, unknown>>;
}

/** Two people may amend at once, not the same field. Refuses `notes_amended` with whose amendment it would write over. */
export function requireUnamended(fields: readonly string[], since: readonly Amended[]): void {
  for (const { version, changedBy, before } of since) {
    const field = fields.find((one) => Object.hasOwn(before, one));
    if (field) throw new Refusal("notes_amended", { at: field, by: changedBy, version });
  }
}

/** Who has left since was there. */
function requireThere(people: MeetingFacts["people"], memberId: string, metOn: Day, at: string): void {
  const { name, leftOn } = known(people, memberId, at);
  if (leftOn !== null && leftOn < metOn) throw new Refusal("member_inactive", { at, member: name, left: leftOn });
}

function requireAction(
  { text, ownerId, dueOn }: DraftAction,
  { metOn, people, before }: { metOn: Day; people: MeetingFacts["people"]; before: TakenAction | undefined },
  at: string,
): TakenAction {
  if (ownerId === null) throw new Refusal("action_without_owner", { at: `${at}.ownerId`, action: text });
  if (dueOn === null) throw new Refusal("action_without_day", { at: `${at}.dueOn`, action: text });
  // What stands already stays, though its owner has left since.
  if (before?.ownerId !== ownerId) requireOwner(people, ownerId, `${at}.ownerId`);
  if (dueOn < metOn) throw new Refusal("action_due_before", { at: `${at}.dueOn`, action: text, due: dueOn, met: metOn });
  return { text, ownerId, dueOn };
}

/** Refuses an owner who is unknown (`unknown_member`), a structure (`structure_at_meeting`), or has left (`member_inactive`). */
export function requireOwner(people: MeetingFacts["people"], ownerId: string, at: string): void {
  const { name, leftOn } = known(people, ownerId, at);
  if (leftOn !== null) throw new Refusal("member_inactive", { at, member: name, left: leftOn });
}

function known(people: MeetingFacts["people"], id: string, at: string): Attendee {
  const member = people.get(id);
  if (!member) throw new Refusal("unknown_member", { at, id });
  if (member.kind !== "person") throw new Refusal("structure_at_meeting", { at, member: member.name });
  return member;
}

// Actions --------------------------------------------------------------------------------------------------------------

export type ActionStatus = "open" | "done" | "dropped";

export interface ActionState {
  readonly status: ActionStatus;
  readonly ownerId: string;
  readonly dueOn: Day;
  readonly endedOn: Day | null;
  readonly endedBy: string | null;
}

export interface ActionChange {
  readonly status?: ActionStatus | undefined;
  readonly ownerId?: string | undefined;
  readonly dueOn?: Day | undefined;
}

interface ActionFacts {
  readonly circle: MeetingFacts["circle"];
  readonly metOn: Day;
  readonly text: string;
  readonly today: Day;
  readonly by: string;
  readonly isSeated: boolean;
  readonly people: ReadonlyMap<string, Attendee>;
}

/**
 * What an action is from now on. Its owner ends it or takes it up again; the people of the circle do that too, and give it to
 * somebody else or another day, which an archived circle does no more: what it left open is only ended. Two who tick it at once
 * end it once. Refuses `not_seated`, `circle_archived`, what is wrong with the owner, and `action_due_before`.
 */
export function decideAction(action: ActionState, change: ActionChange, facts: ActionFacts): ActionState {
  const { status = action.status, ownerId = action.ownerId, dueOn = action.dueOn } = change;
  const isMoved = ownerId !== action.ownerId || dueOn !== action.dueOn;
  if (!facts.isSeated && (isMoved || action.ownerId !== facts.by)) throw new Refusal("not_seated", { circle: facts.circle.name });
  if (isMoved) requireNotArchived(facts.circle, "circle");
  if (ownerId !== action.ownerId) requireOwner(facts.people, ownerId, "ownerId");
  if (dueOn < facts.metOn) throw new Refusal("action_due_before", { at: "dueOn", action: facts.text, due: dueOn, met: facts.metOn });
  const ended = status === "open" ? { endedOn: null, endedBy: null } : { endedOn: facts.today, endedBy: facts.by };
  return { status, ownerId, dueOn, ...(status === action.status ? { endedOn: action.endedOn, endedBy: action.endedBy } : ended) };
}

/** Refuses `not_seated`: pilots and contributors of a circle write what it met about. */
export function requireSeated(circle: string, isSeated: boolean): void {
  if (!isSeated) throw new Refusal("not_seated", { circle });
}
