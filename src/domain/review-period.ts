/**
 * Review periods (DESIGN §10): some people talk of the same days of an envelope or of a circle, all in the same weeks.
 *
 *  1. It closes at an instant that is known from the start, or earlier by who opened it, its pilots or an admin. At that
 *     instant it is closed, whoever looks: a review that comes then is late.
 *  2. Criteria, and whether reviews are anonymous, are those of the collective when it is opened, and stay.
 *  3. Its people are known from the start, at least two. Each says something of each other once, and amends it until the
 *     close; nobody of themself.
 *  4. Until the close a review is its author's alone, so that nobody writes by what others wrote. Then everybody reads it as
 *     reviews are read (domain/review); of anonymous ones, the median and the count from 3 reviewers on in this period.
 *  5. The close of a period of an envelope lets its reviews count in the sharings of these days; those of a circle change no amount.
 *
 *   closes 2026-03-31T16:00:00Z: a review at 15:59:59.999 stands, one at 16:00:00.000 is refused
 *   of Ana: bob 4, cleo 5, tom 4.5 → 3 reviewers, median 4.5; of Bob: ana 5, cleo 4 → anonymous, so nothing is told
 */
import { parseDecimal } from "./decimal.js";
import { Refusal } from "./refusals.js";
import { anonymousReviewersMin, medianScore, type ScoredReview, scoresByReviewer } from "./review.js";

export interface PeriodState {
  readonly closesAt: Date;
  /** When it was closed: its instant, or earlier; null as long as nobody wrote it down. */
  readonly closedAt: Date | null;
}

export interface Peer {
  readonly memberId: string;
  readonly name: string;
}

/** Rule 1. */
export const isPeriodOver = ({ closesAt, closedAt }: PeriodState, now: Date): boolean => closedAt !== null || now >= closesAt;

/** Rule 1: the instant from which on a review is late. */
export const closingInstant = ({ closesAt, closedAt }: PeriodState): Date => closedAt ?? closesAt;

/** Rule 1. Refuses `reviews_closed` with the instant. */
export function requirePeriodOpen(period: PeriodState, now: Date): void {
  if (isPeriodOver(period, now)) throw new Refusal("reviews_closed", { at: "period", closedAt: closingInstant(period).toISOString() });
}

/** Rule 1. Refuses `closing_not_ahead`. */
export function requireClosingAhead(closesAt: Date, now: Date): void {
  if (closesAt <= now) throw new Refusal("closing_not_ahead", { at: "closesAt", closesAt: closesAt.toISOString(), now: now.toISOString() });
}

/** Rule 3: who takes part. Refuses `peers_too_few`. */
export function requirePeers<One extends Peer>(people: readonly One[]): readonly One[] {
  if (people.length < peersMin) throw new Refusal("peers_too_few", { at: "memberIds", people: people.length, min: peersMin });
  return people;
}
const peersMin = 2;

/** Rule 3: who is reviewed. Refuses `not_a_peer` to who does not take part, `peer_unknown` of who does not, `self_review`. */
export function requireReviewOf(people: readonly Peer[], byId: string, ofId: string): Peer {
  if (!people.some(({ memberId }) => memberId === byId)) throw new Refusal("not_a_peer", { at: "period", people: people.length });
  const of = people.find(({ memberId }) => memberId === ofId);
  if (!of) throw new Refusal("peer_unknown", { at: "ofId", people: people.length });
  if (ofId === byId) throw new Refusal("self_review", { at: "ofId", member: of.name });
  return of;
}

/** Whom a member has not reviewed yet, in the order of the people. */
export const leftToReview = <One extends Peer>(people: readonly One[], byId: string, reviewed: ReadonlySet<string>): One[] =>
  people.some(({ memberId }) => memberId === byId) ? people.filter(({ memberId }) => memberId !== byId && !reviewed.has(memberId)) : [];

export interface HeardOf {
  /** Null as long as it is not told. */
  readonly reviewers: number | null;
  readonly scorers: number | null;
  readonly median: string | null;
}

/** What is told of a person before the close, and of whom too few spoke. */
export const untold: HeardOf = { reviewers: null, scorers: null, median: null };

/** Rule 4: what the reviews of one person come to, once they are closed. */
export function heardOf(reviews: readonly ScoredReview[], isAnonymous: boolean): HeardOf {
  const scores = scoresByReviewer(reviews).map(({ score }) => parseDecimal(score));
  const told = (count: number) => (isAnonymous && count < anonymousReviewersMin ? null : count);
  const [reviewers, scorers] = [told(new Set(reviews.map(({ by }) => by)).size), told(scores.length)];
  return { reviewers, scorers, median: scorers === null ? null : (medianScore(scores)?.toFixed() ?? null) };
}
