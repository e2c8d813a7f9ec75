/**
 * Taking part in an attempt: ballots, who has seen it, and the council's word (DESIGN §11).
 *
 *  1. Those decide whose standing decided when it opened. A ballot can change until the end, and then no more.
 *  2. A block says why. So may everybody else.
 *  3. Silence agrees: so everybody sees who has seen it, and who not yet.
 */
import { Refusal } from "../refusals.js";
import type { Attempt, Ballot, Choice, Ruling, Sight } from "./decision.js";
import { countedBallots, outcomeOf } from "./outcome.js";

export interface Said {
  readonly voterId: string;
  readonly choice: Choice;
  readonly argument: string | null;
}

/**
 * The ballot to add to an attempt, decided under the decision's lock. Refuses `not_deciding`, `ballot_late` with the closing
 * instant, `block_without_argument`.
 */
export function castBallot(attempt: Attempt, said: Said, now: Date): Ballot {
  const { voterIds, closesAt, settled, ballots } = attempt;
  if (!voterIds.includes(said.voterId)) throw new Refusal("not_deciding", { at: "attempt", member: said.voterId });
  if (settled !== null || now >= closesAt) throw new Refusal("ballot_late", { at: "attempt", closedAt: closesAt.toISOString() });
  return { ...requireSaid(said, "argument"), number: nextNumber(ballots), castAt: now };
}

export const nextNumber = (numbered: readonly { readonly number: number }[]): number =>
  numbered.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;

/** Rule 2, with the argument as it is kept: without the space around it, null where it is empty. Refuses `block_without_argument`. */
export function requireSaid({ voterId, choice, argument }: Said, at: string): Said {
  const kept = argument?.trim() || null;
  if (choice === "block" && kept === null) throw new Refusal("block_without_argument", { at });
  return { voterId, choice, argument: kept };
}

/** The first sight of a member in this attempt, or null where they have seen it before or it is over. */
export function firstSight(attempt: Attempt, memberId: string, now: Date): Sight | null {
  if (outcomeOf(attempt, now) !== null || attempt.sights.some((sight) => sight.memberId === memberId)) return null;
  return { memberId, seenAt: now };
}

/** Those who decide, by what is known of each (rule 3); all lists in the order of `voterIds`. */
export interface Attention {
  /** They said something, whatever it was. */
  readonly spoke: readonly string[];
  /** They saw it, or were there, and said nothing. */
  readonly saw: readonly string[];
  readonly notYet: readonly string[];
}

export function attentionOf(attempt: Attempt): Attention {
  const { voterIds, sights, meeting, openedById } = attempt;
  const spoke = new Set(countedBallots(attempt).map(({ voterId }) => voterId));
  const saw = new Set([openedById, ...sights.map(({ memberId }) => memberId), ...(meeting?.presentIds ?? [])]);
  return {
    spoke: voterIds.filter((id) => spoke.has(id)),
    saw: voterIds.filter((id) => !spoke.has(id) && saw.has(id)),
    notYet: voterIds.filter((id) => !spoke.has(id) && !saw.has(id)),
  };
}

/** The council's word on what waits for it. Refuses `council_not_asked`, `not_in_council` with who is not. */
export function rule(attempt: Attempt, { isAdopted, memberIds }: Omit<Ruling, "ruledAt">, now: Date): Ruling {
  const { lastResort } = attempt.settings;
  if (outcomeOf(attempt, now)?.kind !== "waiting" || lastResort.kind !== "council")
    throw new Refusal("council_not_asked", { at: "attempt" });
  const { name, memberIds: council } = lastResort;
  const others = memberIds.filter((id) => !council.includes(id));
  if (others.length > 0 || memberIds.length === 0) throw new Refusal("not_in_council", { at: "memberIds", council: name, ids: others });
  return { isAdopted, memberIds, ruledAt: now };
}
