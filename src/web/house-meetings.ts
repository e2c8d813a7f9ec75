/** Notes of a meeting as they are typed, and as they are sent. */
import type { z } from "zod";
import { addDays } from "../domain/calendar.js";
import type { meeting, meetingAction, meetingHistory } from "../features/circles/meetings.schema.js";

export type Meeting = z.output<typeof meeting>;
export type MeetingAction = z.output<typeof meetingAction>;
export type Amendment = z.output<typeof meetingHistory>["items"][number];

/**
 * Which meeting of its circle’s day each is, by its id, where there were several: 1 for the one written first. `meetings` are in
 * the order of the service, the latest first.
 */
export function placesInDay(meetings: readonly { readonly id: string; readonly circleId: string | null; readonly metOn: string }[]) {
  const ofDay = new Map<string, string[]>();
  for (const { id, circleId, metOn } of meetings) {
    const day = `${circleId} ${metOn}`;
    ofDay.set(day, [id, ...(ofDay.get(day) ?? [])]);
  }
  return new Map([...ofDay.values()].filter(({ length }) => length > 1).flatMap((ids) => ids.map((id, place) => [id, place + 1] as const)));
}

export interface TypedDecision {
  readonly id?: string;
  readonly text: string;
  /** The decision by consent it lists; empty for a text alone. */
  readonly decisionId?: string;
}
export interface TypedAction {
  readonly id?: string;
  readonly text: string;
  readonly ownerId: string;
  readonly dueOn: string;
}
export interface TypedMeeting {
  readonly metOn: string;
  readonly presentIds: readonly string[];
  readonly noteTakerId: string;
  readonly information: string;
  readonly decisions: readonly TypedDecision[];
  readonly actions: readonly TypedAction[];
}

/** What is open, and what was ended today: a line that is ticked stays until tomorrow, and can be taken up again. */
export const underWay = <Action extends { readonly endedOn: string | null }>(actions: readonly Action[], today: string): Action[] =>
  actions.filter(({ endedOn }) => endedOn === null || endedOn === today);

/** A meeting nobody has typed anything of. */
export const emptyMeeting = (today: string, me: string): TypedMeeting => ({
  metOn: today,
  presentIds: [me],
  noteTakerId: me,
  information: "",
  decisions: [],
  actions: [],
});

/** Notes that stand, to be amended. */
export const typedMeeting = ({ metOn, presentIds, noteTakerId, information, decisions, actions }: Meeting): TypedMeeting => ({
  metOn,
  presentIds,
  noteTakerId: noteTakerId ?? "",
  information,
  decisions: decisions.map(({ id, text, decisionId }) => ({ id, text, ...(decisionId ? { decisionId } : {}) })),
  actions: actions.map(({ id, text, ownerId, dueOn }) => ({ id, text, ownerId, dueOn })),
});

/** A new action is for the next meeting, unless somebody says otherwise: in so many days, two weeks without a rhythm. */
export const nextAction = (metOn: string, rhythmDays: number | null): TypedAction => ({
  text: "",
  ownerId: "",
  dueOn: metOn === "" ? "" : addDays(metOn, rhythmDays ?? 14),
});

/** Lines that were begun and left empty say nothing. The places of the others are those that refusals name. */
export const written = <Line extends { readonly text: string }>(lines: readonly Line[]): Line[] =>
  lines.filter(({ text }) => text.trim() !== "");

/** What an amendment sends: the fields that were typed anew, and which notes were read. */
export function sentAmendment(typed: TypedMeeting, { meeting, read }: { readonly meeting: TypedMeeting; readonly read: number }) {
  const before = new Map(Object.entries(sentMeeting(meeting)).map(([field, value]) => [field, JSON.stringify(value)]));
  const changed = Object.entries(sentMeeting(typed)).filter(([field, value]) => JSON.stringify(value) !== before.get(field));
  return { read, ...Object.fromEntries(changed) };
}

/** What is sent: a field left open is sent as none, and the service says which it was. */
export function sentMeeting({ metOn, presentIds, noteTakerId, information, decisions, actions }: TypedMeeting) {
  return {
    metOn,
    presentIds,
    noteTakerId: noteTakerId || null,
    information,
    decisions: written(decisions).map(({ decisionId, ...line }) => ({
      ...line,
      ...(decisionId === undefined ? {} : { decisionId: decisionId || null }),
    })),
    actions: written(actions).map(({ ownerId, dueOn, ...action }) => ({ ...action, ownerId: ownerId || null, dueOn: dueOn || null })),
  };
}
