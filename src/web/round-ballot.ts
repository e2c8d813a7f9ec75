/**
 * A ballot under the hand: what is chosen, ranked or given points, and what it comes to.
 *
 * What a round takes is said in its tally options; the service checks them again. `limits.left` is what can still be given: votes, or
 * points; null where nothing limits.
 */
import type { Round } from "./round-figures.js";

export type BallotType = "approval" | "choose-1" | "cumulative" | "scoring" | "ordinal";

export interface BallotLimits {
  readonly type: BallotType;
  readonly votesMax: number | null;
  readonly pointsMax: number;
  readonly scoreMin: number;
  readonly scoreMax: number;
}

/** As domain/round-election reads them, which is too heavy for a page; rounds of these pages say every one of them. */
export function limitsOf({ tally }: Pick<Round, "tally">): BallotLimits {
  const said = (tally ?? {}) as Partial<Record<string, unknown>>;
  const limit = (name: string): number | null => (typeof said[name] === "number" ? said[name] : null);
  const type = (said.ballotType ?? "approval") as BallotType;
  return {
    type,
    votesMax: type === "choose-1" ? 1 : limit("votesMax"),
    pointsMax: limit("pointsMax") ?? 10,
    scoreMin: limit("scoreMin") ?? 0,
    scoreMax: limit("scoreMax") ?? 5,
  };
}

export interface Vote {
  readonly bucketId: string;
  readonly points: number;
}

/** In the order they were given: where they are ranked, the best first. */
export type Votes = readonly Vote[];

export const pointsOf = (votes: Votes, bucketId: string): number | undefined => votes.find((vote) => vote.bucketId === bucketId)?.points;

export const isNamed = (votes: Votes, bucketId: string): boolean => pointsOf(votes, bucketId) !== undefined;

export const without = (votes: Votes, bucketId: string): Votes => votes.filter((vote) => vote.bucketId !== bucketId);

/** Names a bucket or not; where one is chosen, it takes the place of the other. */
export function named(votes: Votes, bucketId: string, isOn: boolean, { type }: BallotLimits): Votes {
  if (!isOn) return without(votes, bucketId);
  if (type === "choose-1") return [{ bucketId, points: 1 }];
  return isNamed(votes, bucketId) ? votes : [...votes, { bucketId, points: 1 }];
}

/** Gives points: of cumulative ones, none takes the bucket off the ballot; a score stands even where it is none. */
export function given(votes: Votes, bucketId: string, points: number | null, { type }: BallotLimits): Votes {
  if (points === null || (type === "cumulative" && points <= 0)) return without(votes, bucketId);
  const isHere = isNamed(votes, bucketId);
  const vote = { bucketId, points };
  return isHere ? votes.map((each) => (each.bucketId === bucketId ? vote : each)) : [...votes, vote];
}

/** Moves a ranked bucket by so many places. */
export function moved(votes: Votes, bucketId: string, by: number): Votes {
  const from = votes.findIndex((vote) => vote.bucketId === bucketId);
  const to = Math.min(Math.max(0, from + by), votes.length - 1);
  const vote = votes[from];
  if (!vote || to === from) return votes;
  const rest = votes.filter((_, index) => index !== from);
  return [...rest.slice(0, to), vote, ...rest.slice(to)];
}

/** What can still be given; below zero where it is too much, null where nothing limits. */
export function leftOn(votes: Votes, { type, votesMax, pointsMax }: BallotLimits): number | null {
  if (type === "cumulative") return pointsMax - votes.reduce((sum, { points }) => sum + points, 0);
  return votesMax === null ? null : votesMax - votes.length;
}

export const isSame = (a: Votes, b: Votes): boolean => JSON.stringify(a) === JSON.stringify(b);
