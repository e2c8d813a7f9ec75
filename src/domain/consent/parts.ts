/**
 * What stands of a decision, part by part, and what it does (DESIGN §11).
 *
 *  1. An adopted attempt makes its parts stand, in place of all that was reopened: a reopened part that it leaves out is gone.
 *     A rejected one makes its parts rejected. A postponed one changes nothing.
 *  2. A reopened part is suspended: what it has not done yet it does not do. What is done stays done; no posting is undone.
 *  3. A change is due at the instant its attempt was adopted, once: (attempt, part, place in the part) names it for good.
 *
 *   attempt 1 adopts «tarif» and «accueil»; «tarif» is reopened → «accueil» stands, «tarif» is reopened, its rate is not set
 *   attempt 2 adopts «tarif» with another rate → both stand; due: what attempt 2 says of «tarif»
 */
import type { Change } from "./change.js";
import type { DecidedBy, Decision, DecisionStatus, Outcome, Part } from "./decision.js";
import { outcomeOf } from "./outcome.js";

export interface PartState {
  readonly part: Part;
  readonly state: "stands" | "reopened" | "rejected";
  /** The attempt that decided it last, how, and when. */
  readonly attempt: number;
  readonly by: DecidedBy;
  readonly at: Date;
}

/** Rules 1 and 2: every part an attempt has decided, in the order in which they were first decided. */
export function partStates({ attempts, reopenings }: Decision, now: Date): PartState[] {
  let parts = new Map<string, PartState>();
  const reopenAfter = (count: number) => {
    const ids = reopenings.filter(({ afterAttempt }) => afterAttempt === count).flatMap(({ partIds }) => partIds);
    for (const id of ids) {
      const known = parts.get(id);
      if (known) parts.set(id, { ...known, state: "reopened" });
    }
  };
  for (const attempt of attempts) {
    const outcome = outcomeOf(attempt, now);
    if (isTaken(outcome)) {
      if (outcome.kind === "adopted") {
        const replaced = new Set(attempt.proposal.parts.map(({ id }) => id));
        parts = new Map([...parts].filter(([id, { state }]) => state !== "reopened" || replaced.has(id)));
      }
      const state = outcome.kind === "adopted" ? "stands" : "rejected";
      for (const part of attempt.proposal.parts)
        parts.set(part.id, { part, state, attempt: attempt.number, by: outcome.by, at: outcome.at });
    }
    reopenAfter(attempt.number);
  }
  return [...parts.values()];
}

type Taken = Extract<Outcome, { readonly kind: "adopted" | "rejected" }>;

/** Whether an outcome takes the decision, one way or the other. */
export const isTaken = (outcome: Outcome | null): outcome is Taken => outcome?.kind === "adopted" || outcome?.kind === "rejected";

/** Where a decision stands now. */
export function statusOf(decision: Decision, now: Date): DecisionStatus {
  const last = decision.attempts.at(-1);
  if (!last) return "proposed";
  const outcome = outcomeOf(last, now);
  if (outcome === null) return "open";
  if (isTaken(outcome) && partStates(decision, now).some(({ state }) => state === "reopened")) return "reopened";
  return outcome.kind;
}

export interface DueChange {
  readonly attempt: number;
  readonly partId: string;
  /** Its place in the part, from 0. */
  readonly place: number;
  readonly change: Change;
  readonly dueAt: Date;
}

/** Rule 3: what the parts that stand do. Those that were done already are the caller's to leave out, by their names. */
export const dueChanges = (decision: Decision, now: Date): DueChange[] =>
  partStates(decision, now)
    .filter(({ state }) => state === "stands")
    .flatMap(({ part, attempt, at }) => part.changes.map((change, place) => ({ attempt, partId: part.id, place, change, dueAt: at })));
