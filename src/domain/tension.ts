/**
 * Rules of tensions (DESIGN §11): something that does not go well between people, said early, and looked after.
 *
 *  1. Anybody opens one. Whoever opened it, its owner, and those they name read it; to everybody else it does not exist, to
 *     admins either. Whoever is named may name others; nobody is unnamed, as they have read it.
 *  2. The owner looks after it. Owner and opener may give it to somebody else, who is then named; an admin too, who is named.
 *  3. The dispute path: talk, crisis meeting, mediation, council, wind-down. A step may be left out, and a step may take
 *     several times; the path is not walked back, in days either.
 *  4. It is closed with an outcome, by its owner or who opened it, or by a decision. Then nothing is added to it.
 *  5. It is counted, never exposed.
 *
 *   talk on 3 March, mediation on 10 March; then “crisis meeting” → tension_step_back
 */
import type { Day } from "./calendar.js";
import { Refusal } from "./refusals.js";

/** The dispute path, in its order (rule 3). */
export const disputePath = ["talk", "crisis_meeting", "mediation", "council", "wind_down"] as const;
export type DisputeStep = (typeof disputePath)[number];

export interface TakenStep {
  readonly step: DisputeStep;
  readonly takenOn: Day;
}

export interface TensionState {
  readonly id: string;
  readonly openedBy: string;
  readonly ownerId: string;
  /** Everybody who reads it, its opener and owner among them. */
  readonly namedIds: readonly string[];
  readonly closedOn: Day | null;
  /** In their order. */
  readonly steps: readonly TakenStep[];
}

/** Rule 1: whoever is not named is told that it is not there. Refuses `not_found`. */
export function requireNamed<Tension extends Pick<TensionState, "namedIds">>(
  tension: Tension | undefined,
  memberId: string,
  id: string,
  at = "tension",
): Tension {
  if (!tension?.namedIds.includes(memberId)) throw new Refusal("not_found", { at, id });
  return tension;
}

/** Rule 4. Refuses `tension_closed` with the day. */
export function requireTensionOpen({ closedOn }: Pick<TensionState, "closedOn">): void {
  if (closedOn !== null) throw new Refusal("tension_closed", { at: "tension", closed: closedOn });
}

/** Rules 2 and 4. Refuses `tension_of_others` to who is neither its owner nor its opener, nor let in otherwise. */
export function requireHolder({ ownerId, openedBy }: Pick<TensionState, "ownerId" | "openedBy">, memberId: string, isLetIn = false): void {
  if (memberId !== ownerId && memberId !== openedBy && !isLetIn) throw new Refusal("tension_of_others", { at: "tension" });
}

/**
 * Rule 3. Refuses `tension_closed`, `day_in_future`, `tension_step_back` with the last step, `tension_step_before` with its day.
 */
export function requireNextStep(tension: Pick<TensionState, "closedOn" | "steps">, { step, takenOn }: TakenStep, today: Day): void {
  requireTensionOpen(tension);
  if (takenOn > today) throw new Refusal("day_in_future", { at: "takenOn", day: takenOn, today });
  const last = tension.steps.at(-1);
  if (!last) return;
  if (disputePath.indexOf(step) < disputePath.indexOf(last.step))
    throw new Refusal("tension_step_back", { at: "step", step, lastStep: last.step });
  if (takenOn < last.takenOn)
    throw new Refusal("tension_step_before", { at: "takenOn", day: takenOn, lastStep: last.step, last: last.takenOn });
}
