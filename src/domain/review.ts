/**
 * Reviews (avis des pairs, DESIGN §10): what a member says of another's period in an envelope, or of one contribution:
 * strengths, weaknesses, and scores from 1 to 5 on criteria of the collective's own (care, quality, impact …).
 *
 *  1. Words alone are a review, and so are scores alone; a review that says nothing is none. Nobody reviews themself.
 *  2. A review's score is the mean of its criteria, exact; without scores it has none.
 *  3. A reviewer counts once for a person: by the mean of their reviews that have a score. It has at most 4 decimals, half
 *     up, because a sharing's document holds decimals, and 4 1/3 is none.
 *  4. The score of a person is the median of these. So what people read beside a name is what a sharing counts with.
 *  5. Everybody reads strengths and scores. Weaknesses are read by the person reviewed and the author, until the person
 *     reviewed publishes them; once their words change, they wait for that agreement again.
 *  6. Criteria are the collective's list; scores given before it changed stay.
 *  7. Where reviews are anonymous nobody but its author reads who wrote a review and what it scored. A person has heard
 *     enough of their peers from 3 reviewers on: below, nothing is told, and the coefficient is 1. In documents the
 *     reviewers of each person are r1, r2 … from the lowest score up, so that neither the order of writing nor who is
 *     missing beside a name gives anybody away. This cannot be undone.
 *     Whether it is anonymous is the collective's setting; in a period of reviews (domain/review-period), what it was when
 *     the period was opened. Of whom one review that counts is anonymous, all scores are told as those of anonymous ones are.
 *  8. A review is amended until a sharing that counts with it is proposed: later amendments would not be what was settled.
 *
 *   care 4, quality 5, impact 4 → 13/3, shown as 4.3333       bob 13/3 and 5 → 14/3, counted as 4.6667
 *   bob 4.6667, cleo 4 → median 4.33335                       bob, cleo and tom: 4.6667, 4, 2 → 4
 */
import type { Day } from "./calendar.js";
import { Decimal, isDecimal, parseDecimal, ratioOf } from "./decimal.js";
import { add, divide, halfUp, multiply, type Ratio, ratio, zero } from "./ratio.js";
import { Refusal } from "./refusals.js";
import { trimDecimal } from "./typed-number.js";

/** By criterion, a decimal from 1 to 5. */
export type Scores = Readonly<Record<string, string>>;

export interface ReviewWords {
  readonly strengths: string;
  readonly weaknesses: string;
  readonly scores: Scores;
}

/** Decimals of a score in a document. */
export const scoreDecimals = 4;

/** Rule 1: a review as it is kept, its scores without padding. Refuses `score_invalid`, `review_empty`. */
export function requireSaid({ strengths, weaknesses, scores }: ReviewWords): ReviewWords {
  const kept = Object.fromEntries(Object.entries(scores).map(([criterion, score]) => [criterion, requireScore(criterion, score)]));
  if (strengths === "" && weaknesses === "" && Object.keys(kept).length === 0) throw new Refusal("review_empty", { at: "strengths" });
  return { strengths, weaknesses, scores: kept };
}

function requireScore(criterion: string, score: string): string {
  if (!isDecimal(score) || parseDecimal(score).lt(1) || parseDecimal(score).gt(5))
    throw new Refusal("score_invalid", { at: `scores.${criterion}`, score, min: 1, max: 5 });
  return trimDecimal(score);
}

const criterionPattern = /^\p{L}([\p{L}\p{N} '’-]{0,38}[\p{L}\p{N}])?$/u;

/** Whether a text can be a criterion: a word or a few, like «care». */
export const isCriterion = (text: string): boolean => criterionPattern.test(text);

/** Rule 6. Refuses `unknown_criterion`; `kept` are scores given before the list changed. */
export function requireCriteria(scores: Scores, criteria: readonly string[], kept: Scores = {}): void {
  const unknown = Object.keys(scores).find((criterion) => !criteria.includes(criterion) && !Object.hasOwn(kept, criterion));
  if (unknown !== undefined) throw new Refusal("unknown_criterion", { at: `scores.${unknown}`, criterion: unknown, known: criteria });
}

/** What a review is of, as it is asked: one contribution, a member's days in an envelope, or a member in a period of reviews. */
export interface AskedObject {
  readonly contributionId: string | null;
  readonly ofId: string | null;
  readonly envelopeId: string | null;
  readonly fromOn: Day | null;
  readonly untilOn: Day | null;
  readonly periodId: string | null;
}

export type ReviewObject =
  | { readonly contributionId: string }
  /** In a period of reviews, which says of which days. */
  | { readonly contributionId: null; readonly ofId: string; readonly periodId: string }
  | { readonly contributionId: null; readonly ofId: string; readonly envelopeId: string; readonly fromOn: Day; readonly untilOn: Day };

/** One of the three, and all of it. Refuses `review_unclear`, `days_reversed`. */
export function requireObject({ contributionId, ofId, envelopeId, fromOn, untilOn, periodId }: AskedObject): ReviewObject {
  if (periodId !== null) {
    if (contributionId !== null || envelopeId !== null || fromOn !== null || untilOn !== null)
      throw new Refusal("review_unclear", { at: "periodId" });
    if (ofId === null) throw new Refusal("review_unclear", { at: "ofId" });
    return { contributionId, ofId, periodId };
  }
  if (contributionId !== null) {
    if (ofId !== null || envelopeId !== null || fromOn !== null || untilOn !== null)
      throw new Refusal("review_unclear", { at: "contributionId" });
    return { contributionId };
  }
  if (ofId === null) throw new Refusal("review_unclear", { at: "ofId" });
  if (envelopeId === null) throw new Refusal("review_unclear", { at: "envelopeId" });
  if (fromOn === null || untilOn === null) throw new Refusal("review_unclear", { at: fromOn === null ? "fromOn" : "untilOn" });
  requireDaysInOrder({ fromOn, untilOn });
  return { contributionId, ofId, envelopeId, fromOn, untilOn };
}

/** Days of which either may be left open. Refuses `days_reversed`. */
export function requireDaysInOrder({ fromOn, untilOn }: { readonly fromOn: Day | null; readonly untilOn: Day | null }): void {
  if (fromOn !== null && untilOn !== null && untilOn < fromOn)
    throw new Refusal("days_reversed", { at: "untilOn", from: fromOn, until: untilOn });
}

const mean = (values: readonly Ratio[]): Ratio | null =>
  values.length === 0 ? null : divide(values.reduce(add, zero), ratio(BigInt(values.length)));

/** Rule 2: the exact mean of the criteria; null without scores. */
export const scoreOf = (scores: Scores): Ratio | null => mean(Object.values(scores).map((score) => ratioOf(parseDecimal(score))));

/** A score as a decimal, half up: 13/3 → 4.3333, 9/2 → 4.5. */
export function writeScore(score: Ratio): string {
  const scale = 10n ** BigInt(scoreDecimals);
  return new Decimal(halfUp(multiply(score, ratio(scale))).toString()).times(`1e-${scoreDecimals}`).toFixed();
}

export interface ScoredReview {
  readonly of: string;
  readonly by: string;
  readonly scores: Scores;
}

/** Rule 3: one score a pair, in the order in which the pairs first come; who gave words alone is not among them. */
export function scoresByReviewer(reviews: readonly ScoredReview[]): { of: string; by: string; score: string }[] {
  const pairs = new Map<string, { of: string; by: string; scores: Ratio[] }>();
  for (const { of, by, scores } of reviews) {
    const score = scoreOf(scores);
    if (score === null) continue;
    const pair = pairs.get(`${of} ${by}`) ?? { of, by, scores: [] };
    pair.scores.push(score);
    pairs.set(`${of} ${by}`, pair);
  }
  return [...pairs.values()].map(({ of, by, scores }) => ({ of, by, score: writeScore(mean(scores) ?? zero) }));
}

/** Rule 4: the one in the middle; of an even number the mean of the two, which is a finite decimal. None of none. */
export function medianScore(scores: readonly Decimal[]): Decimal | undefined {
  const sorted = [...scores].sort((a, b) => a.comparedTo(b));
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low && high && low.plus(high).times("0.5");
}

/** Rule 7: from how many reviewers on what is anonymous is told. */
export const anonymousReviewersMin = 3;

/** Rule 7: who scored by codes, the lowest score first; nobody below three. bob 5, cleo 1, tom 4 → r1 1, r2 4, r3 5. */
export function anonymousScores(
  scores: readonly { readonly of: string; readonly by: string; readonly score: string }[],
): { of: string; by: string; score: string }[] {
  const byPerson = new Map<string, string[]>();
  for (const { of, score } of scores) byPerson.set(of, [...(byPerson.get(of) ?? []), score]);
  return [...byPerson].flatMap(([of, given]) =>
    given.length < anonymousReviewersMin
      ? []
      : given.sort((a, b) => parseDecimal(a).comparedTo(parseDecimal(b))).map((score, place) => ({ of, by: `r${place + 1}`, score })),
  );
}

/** Rules 3 and 7: what a sharing counts with. Of whom nothing anonymous counts, by who scored; of the others by codes. */
export function countedScores(
  reviews: readonly (ScoredReview & { readonly isAnonymous: boolean })[],
): { of: string; by: string; score: string }[] {
  const veiled = new Set(reviews.filter(({ isAnonymous }) => isAnonymous).map(({ of }) => of));
  const scores = scoresByReviewer(reviews);
  return [...scores.filter(({ of }) => !veiled.has(of)), ...anonymousScores(scores.filter(({ of }) => veiled.has(of)))];
}

/** Rule 5. */
export const readsWeaknesses = (
  { ofId, byId, isPublished }: { readonly ofId: string; readonly byId: string; readonly isPublished: boolean },
  readerId: string,
): boolean => isPublished || readerId === ofId || readerId === byId;

/** A sharing of the envelope whose period holds the review's last day, or in which its contribution is. */
export interface CountingSharing {
  readonly title: string;
  readonly status: string;
  readonly proposedAt: Date | null;
}

/** Rule 8: what was said after a sharing was proposed is not in it. Refuses `review_in_sharing`. */
export function requireAmendable({ createdAt }: { readonly createdAt: Date }, sharings: readonly CountingSharing[]): void {
  const counting = sharings.find(
    ({ status, proposedAt }) =>
      ["proposed", "adopted", "posted", "paid"].includes(status) && proposedAt !== null && proposedAt >= createdAt,
  );
  if (counting) throw new Refusal("review_in_sharing", { at: "review", sharing: counting.title, state: counting.status });
}
