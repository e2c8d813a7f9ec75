/**
 * Reopening a decision, whole or the parts named (DESIGN §11).
 *
 *  1. What consent decided can be reopened at any time, by anybody who may propose.
 *  2. What the last resort decided, for or against, rests `restMonths` months first, to the hour the clocks showed; each part
 *     by the attempt that decided it. So a part taken by consent does not wait for another that was voted.
 *  3. A reopened part is suspended (parts.ts) until an attempt decides it again.
 *
 *   voted on 10 March 2026, 10:00: reopened from 10 June, 10:00 on; voted on 30 November: from 28 February on
 */
import { dayIn, sameHourOn } from "../calendar.js";
import type { Standing } from "../member.js";
import { addMonths } from "../recurrence.js";
import { Refusal } from "../refusals.js";
import type { DecidedBy, Decision, Reopening } from "./decision.js";
import { type PartState, partStates } from "./parts.js";
import { requireProposing } from "./settings.js";

/** The instant until which something decided rests, or null where it does not (rule 2). */
export const restsUntil = ({ by, at }: { readonly by: DecidedBy; readonly at: Date }, restMonths: number, timeZone: string): Date | null =>
  by === "consent" ? null : sameHourOn(addMonths(dayIn(at, timeZone), restMonths), at, timeZone);

export interface ReopeningFacts {
  readonly decision: Decision;
  readonly proposerIds: readonly string[];
  readonly timeZone: string;
  /** Standings that propose, and so reopen. */
  readonly proposing: readonly Standing[];
}

/**
 * The reopening to add to a decision; `partIds` null for all of it. Refuses `not_proposing`, `reason_missing`,
 * `decision_not_taken`, `part_not_taken`, and `decision_resting` with the parts that rest and until when.
 */
export function reopen(
  { decision, proposerIds, timeZone, proposing }: ReopeningFacts,
  { reopenedById, partIds, reason }: { readonly reopenedById: string; readonly partIds: readonly string[] | null; readonly reason: string },
  now: Date,
): Reopening {
  requireProposing(proposerIds, reopenedById, proposing);
  if (reason.trim() === "") throw new Refusal("reason_missing", { at: "reason" });
  const decided = partStates(decision, now).filter(({ state }) => state !== "reopened");
  if (decided.length === 0) throw new Refusal("decision_not_taken", { at: "decision" });
  const named = partIds === null ? decided : namedParts(decided, partIds);
  requireRested(decision, named, timeZone, now);
  return {
    afterAttempt: decision.attempts.at(-1)?.number ?? 0,
    partIds: named.map(({ part }) => part.id),
    reopenedById,
    reason: reason.trim(),
    reopenedAt: now,
  };
}

function namedParts(decided: readonly PartState[], partIds: readonly string[]): PartState[] {
  if (partIds.length === 0) throw new Refusal("part_not_taken", { at: "partIds", part: "" });
  return [...new Set(partIds)].map((id) => {
    const found = decided.find(({ part }) => part.id === id);
    if (!found) throw new Refusal("part_not_taken", { at: "partIds", part: id });
    return found;
  });
}

/** Rule 2: until the last of them has rested. */
function requireRested(decision: Decision, named: readonly PartState[], timeZone: string, now: Date): void {
  const resting = named.flatMap((state) => {
    const restMonths = decision.attempts.find(({ number }) => number === state.attempt)?.settings.restMonths ?? 0;
    const until = restsUntil(state, restMonths, timeZone);
    return until !== null && until > now ? [{ title: state.part.title, until }] : [];
  });
  const last = resting.reduce<Date | null>((latest, { until }) => (latest === null || until > latest ? until : latest), null);
  if (last === null) return;
  throw new Refusal("decision_resting", { at: "partIds", parts: resting.map(({ title }) => title), possibleAt: last.toISOString() });
}
