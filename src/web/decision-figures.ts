/** Decisions as pages read them: how long is left, what waits for whom, what became of each change. */
import type { z } from "zod";
import type { Change } from "../domain/consent/change.js";
import type { Choice } from "../domain/consent/decision.js";
import type { decision, decisionPage, decisionRules } from "../features/decisions/decisions.schema.js";

export type { Change, Choice };
export type Decision = z.output<typeof decision>;
export type Attempt = Decision["attempts"][number];
export type Part = Attempt["parts"][number];
export type Effect = Decision["effects"][number];
export type DecisionLine = z.output<typeof decisionPage>["items"][number];
export type DecisionRules = z.output<typeof decisionRules>;

/** How long is left in counted time: days and hours, or minutes within the last hour. */
export interface Left {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** 259,200 s → 3 days; 187,199 s → 2 days 4 hours; 1,801 s → 31 minutes. What has begun counts as whole: it is still left. */
export function leftOf(seconds: number): Left {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return { days: 0, hours: 0, minutes };
  const hours = Math.ceil(minutes / 60);
  return { days: Math.floor(hours / 24), hours: hours % 24, minutes: 0 };
}

/** Decisions by what they ask of their reader: those that wait for their word, what closes first first; open ones; ended ones. */
export function sorted(lines: readonly DecisionLine[]): Record<"mine" | "open" | "ended", DecisionLine[]> {
  const byClose = (one: DecisionLine, other: DecisionLine) => one.closesAt.localeCompare(other.closesAt);
  const open = lines.filter(({ state }) => state === "open").sort(byClose);
  const isMine = ({ mayVote, hasSpoken }: DecisionLine) => mayVote && !hasSpoken;
  return {
    mine: open.filter(isMine),
    open: open.filter((line) => !isMine(line)),
    ended: lines.filter(({ state }) => state !== "open"),
  };
}

/** The last attempt: the one that is open, or by which it stands where it does. */
export function lastOf({ attempts }: Decision): Attempt {
  const last = attempts.at(-1);
  if (!last) throw new RangeError("a decision begins with an attempt");
  return last;
}

export interface ChangeState {
  readonly change: Change;
  readonly effect: Effect | undefined;
}

/** The changes of a part of an attempt, each with what became of it. */
export const changesOf = (decision: Decision, attempt: Attempt, part: Part): ChangeState[] =>
  part.changes.map((change, place) => ({
    change: change as Change,
    effect: decision.effects.find((each) => each.attempt === attempt.number && each.partId === part.id && each.place === place),
  }));

/** What earlier attempts did, and did not lose by a later one. */
export const doneBefore = (decision: Decision, last: Attempt): ChangeState[] =>
  decision.attempts
    .filter(({ number }) => number < last.number)
    .flatMap((attempt) => attempt.parts.flatMap((part) => changesOf(decision, attempt, part)))
    .filter(({ effect }) => effect !== undefined);

/** The parts another attempt is about: as they were tried last, or those that were reopened. */
export function partsToDecide(decision: Decision): readonly Part[] {
  const reopened = decision.parts.filter(({ state }) => state === "reopened");
  const last = lastOf(decision);
  if (last.outcome?.kind === "postponed" || reopened.length === 0) return last.parts;
  return reopened.flatMap(({ id, attempt }) => {
    const decided = decision.attempts.find(({ number }) => number === attempt);
    return decided?.parts.find((part) => part.id === id) ?? [];
  });
}

/** Parts that can be reopened now, and the instant until which the others rest. */
export function reopenable({ parts }: Decision): { now: Decision["parts"]; restsUntil: string | null } {
  const decided = parts.filter(({ state }) => state !== "reopened");
  const resting = decided.flatMap(({ restsUntil }) => restsUntil ?? []);
  return {
    now: decided.filter(({ restsUntil }) => restsUntil === null),
    restsUntil: resting.sort().at(-1) ?? null,
  };
}
