/**
 * Rounds (DESIGN §9): a circle sets money aside, splits it into credits, members propose buckets and pledge credits to
 * them; what reaches its minimum at the close becomes an envelope.
 *
 *   envelope ──pool──▶ pool ──credits──▶ each participant ──pledge──▶ bucket ──close──▶ envelope of its own
 *
 *  1. Every arrow is an entry between accounts: pool + credits + buckets = what entered, at every moment.
 *  2. A pledge is refused, with the figure that would be accepted, when it is not above zero, outside the dates, on a
 *     bucket that is not open, above what the bucket still takes, above the cap of one participant in one bucket, or above
 *     their own credits. While pledges are secret nothing is said of what a bucket still takes, and it is looked at last:
 *     whoever would find it out by trying must have the credits, and pledges them.
 *  3. minGoal = Σ min of the expenses; maxGoal = Σ (max or min). Incomes are shown and count for nothing. Where stretch
 *     goals are off there is no max.
 *  4. A bucket that reaches its maxGoal is complete; where minds may not change it is funded at once. From minGoal on one
 *     of its cocreators may accept it: it is funded, its pledges stay, nobody adds to it.
 *  5. Dates are instants and `now` is handed in. A passed instant counts as passed, whether or not anybody looked.
 *
 *   bucket 12.40 below its maxGoal, a pledge of 20.00 → bucket_room { left: "12.40", asked: "20.00", accepted: "12.40" }
 */
import { apportion } from "./apportion.js";
import { formatCommodity, points, requirePositive } from "./ledger.js";
import { parseAmount } from "./money.js";
import type { Problem } from "./problems.js";
import { Refusal, type RefusalFigures } from "./refusals.js";

/** How a round decides: by credits that are pledged, or by ballots that a tally rule counts. */
export const roundMethods = ["credits", "ballots"] as const;
export type RoundMethod = (typeof roundMethods)[number];
/** Who may propose a bucket. */
export const proposerGroups = ["members", "participants", "pilots"] as const;
export type ProposerGroup = (typeof proposerGroups)[number];
/** Where credits go that nobody pledged: back to the pool and its envelope, kept for the next round, or by a tally rule. */
export const unspentRules = ["pool", "carry", "tally"] as const;
export type UnspentRule = (typeof unspentRules)[number];
export const roundOutcomes = ["closed", "cancelled"] as const;
export type RoundOutcome = (typeof roundOutcomes)[number];

export interface RoundDates {
  readonly proposalsFrom: Date;
  readonly proposalsUntil: Date;
  readonly pledgesFrom: Date;
  readonly pledgesUntil: Date;
}

export interface RoundFacts extends RoundDates {
  readonly id: string;
  readonly method: RoundMethod;
  /** A currency, or `points`. */
  readonly commodity: string;
  readonly capMinor: bigint | null;
  readonly proposers: ProposerGroup;
  readonly hasStretchGoals: boolean;
  readonly isSecret: boolean;
  readonly mayChange: boolean;
  readonly outcome: RoundOutcome | null;
}

export const bucketStatuses = ["draft", "published", "funded", "completed", "cancelled"] as const;
export type BucketStatus = (typeof bucketStatuses)[number];
/** What readers are told: a published bucket is open while pledges are taken. */
export type ShownBucketStatus = BucketStatus | "open";

export interface BucketFacts {
  readonly id: string;
  readonly status: BucketStatus;
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
  readonly cocreatorIds: readonly string[];
}

/** Where a round stands. Proposals and pledges may overlap: `pledging` then tells of both. */
export type RoundPhase = "coming" | "proposing" | "waiting" | "pledging" | "settling" | RoundOutcome;

export function phaseOf(round: RoundDates & Pick<RoundFacts, "outcome">, now: Date): RoundPhase {
  if (round.outcome) return round.outcome;
  if (isWithin(now, round.pledgesFrom, round.pledgesUntil)) return "pledging";
  if (now >= round.pledgesUntil) return "settling";
  if (isWithin(now, round.proposalsFrom, round.proposalsUntil)) return "proposing";
  return now < round.proposalsFrom ? "coming" : "waiting";
}

/** The first instant belongs to it, the last does not. */
const isWithin = (now: Date, from: Date, until: Date): boolean => from <= now && now < until;

/** Who gave how much is hidden until the round is over. */
export const isVeiled = ({ isSecret, outcome }: Pick<RoundFacts, "isSecret" | "outcome">): boolean => isSecret && outcome === null;

/** Refuses `round_dates` where a window ends before it begins, or pledges end before proposals do. */
export function requireDates({ proposalsFrom, proposalsUntil, pledgesFrom, pledgesUntil }: RoundDates): void {
  const refuse = (at: string, problem: Problem, from: Date, until: Date): never => {
    throw new Refusal("round_dates", { at, problem, from: from.toISOString(), until: until.toISOString() });
  };
  if (proposalsFrom >= proposalsUntil) refuse("proposalsUntil", "proposals_reversed", proposalsFrom, proposalsUntil);
  if (pledgesFrom >= pledgesUntil) refuse("pledgesUntil", "pledges_reversed", pledgesFrom, pledgesUntil);
  if (proposalsUntil > pledgesUntil) refuse("pledgesUntil", "pledges_before_proposals", proposalsUntil, pledgesUntil);
}

/**
 * Whether anything may have been pledged, or voted. What is secret counts as begun from its instant on: what is possible or
 * not must not tell whether somebody did.
 */
export const hasBegun = (round: RoundFacts, isPledged: boolean, now: Date): boolean =>
  isVeiled(round) ? now >= round.pledgesFrom : isPledged;

/**
 * The beginning of secret pledges, and of ballots, stays once it has passed: moved on, it would lift the veil, and open
 * what was voted on to be written anew. Refuses `round_begun`.
 */
export function requireBeginning(round: RoundFacts, pledgesFrom: Date, now: Date): void {
  if (pledgesFrom.getTime() === round.pledgesFrom.getTime() || !isVeiled(round) || now < round.pledgesFrom) return;
  throw new Refusal("round_begun", {
    at: "pledgesFrom",
    setting: "pledgesFrom",
    from: round.pledgesFrom.toISOString(),
    asked: pledgesFrom.toISOString(),
  });
}

/** Refuses `round_over` where it was closed or cancelled. */
export function requireRunning({ outcome }: Pick<RoundFacts, "outcome">): void {
  if (outcome) throw new Refusal("round_over", { at: "round", outcome });
}

/** Refuses `round_method` for what belongs to the other way of deciding: credits where people vote, ballots where they pledge. */
export function requireMethod({ method }: { readonly method: string }, expected: RoundMethod): void {
  if (method !== expected) throw new Refusal("round_method", { at: "round", method });
}

/** Refuses `round_not_pledging` outside the dates of pledges, or of votes. */
export function requirePledging({ method, pledgesFrom, pledgesUntil }: RoundFacts, now: Date): void {
  if (isWithin(now, pledgesFrom, pledgesUntil)) return;
  throw new Refusal("round_not_pledging", { method, from: pledgesFrom.toISOString(), until: pledgesUntil.toISOString() });
}

// Buckets ------------------------------------------------------------------------------------------------------------

export interface BudgetItem {
  readonly label: string;
  /** An expense counts; an income is shown. */
  readonly isIncome: boolean;
  readonly minMinor: bigint;
  readonly maxMinor: bigint | null;
}

/**
 * Rule 3. Refuses `budget_empty`, `amount_not_positive`, `stretch_off` and `budget_reversed` (a max below its min), each at
 * its item.
 */
export function goalsOf(
  items: readonly BudgetItem[],
  { hasStretchGoals, commodity }: Pick<RoundFacts, "hasStretchGoals" | "commodity">,
): { readonly minMinor: bigint; readonly maxMinor: bigint } {
  let [minMinor, maxMinor] = [0n, 0n];
  for (const [index, item] of items.entries()) {
    const at = `items[${index}]`;
    // An option costs nothing unless more comes in: its min is zero, and its max says what it would take.
    const isOption = item.minMinor === 0n && (item.maxMinor ?? 0n) > 0n;
    if (!isOption) requirePositive(item.minMinor, `${at}.min`);
    if (item.maxMinor !== null) {
      if (!hasStretchGoals) throw new Refusal("stretch_off", { at: `${at}.max` });
      if (item.maxMinor < item.minMinor) {
        const [min, max] = [formatCommodity(item.minMinor, commodity), formatCommodity(item.maxMinor, commodity)];
        throw new Refusal("budget_reversed", { at: `${at}.max`, min, max, currency: commodity });
      }
    }
    if (item.isIncome) continue;
    minMinor += item.minMinor;
    maxMinor += item.maxMinor ?? item.minMinor;
  }
  if (minMinor === 0n) throw new Refusal("budget_empty", { at: "items" });
  requirePositive(maxMinor, "items");
  return { minMinor, maxMinor };
}

/** Refuses `round_not_proposing` outside the dates of proposals. */
export function requireProposing(round: RoundFacts, now: Date): void {
  requireRunning(round);
  if (isWithin(now, round.proposalsFrom, round.proposalsUntil)) return;
  throw new Refusal("round_not_proposing", { from: round.proposalsFrom.toISOString(), until: round.proposalsUntil.toISOString() });
}

export const shownStatus = (status: BucketStatus, round: RoundFacts, now: Date): ShownBucketStatus =>
  status === "published" && phaseOf(round, now) === "pledging" ? "open" : status;

/** What a bucket says may change while it is a draft, or published and nothing was, or may secretly have been, pledged to it. */
export function requireEditable(round: RoundFacts, { status }: Pick<BucketFacts, "status">, pledgedMinor: bigint, now: Date): void {
  if (status === "draft") return;
  const problem = status !== "published" ? "bucket_is" : isVeiled(round) ? "bucket_pledges_begun" : "bucket_pledged";
  if (problem === "bucket_is" || hasBegun(round, pledgedMinor > 0n, now))
    throw new Refusal("bucket_fixed", { at: "bucket", status, problem });
}

/** Rule 4. Refuses `bucket_not_open`, and `bucket_under_minimum` with what is missing (not while pledges are secret). */
export function requireAcceptable(round: RoundFacts, bucket: BucketFacts, pledgedMinor: bigint, now: Date): void {
  requireRunning(round);
  const status = shownStatus(bucket.status, round, now);
  if (bucket.status !== "published" || now < round.pledgesFrom) throw new Refusal("bucket_not_open", { at: "bucket", status });
  if (pledgedMinor >= bucket.minMinor) return;
  const missing = formatCommodity(bucket.minMinor - pledgedMinor, round.commodity);
  throw new Refusal("bucket_under_minimum", { at: "bucket", currency: round.commodity, ...(isVeiled(round) ? {} : { missing }) });
}

/** The refusal of what a bucket’s status does not allow. */
export const bucketIs = (status: string): Refusal => new Refusal("bucket_fixed", { at: "bucket", status, problem: "bucket_is" });

/** A bucket is cancelled while the round runs and it is not yet over. */
export function requireCancellable(round: RoundFacts, { status }: Pick<BucketFacts, "status">): void {
  requireRunning(round);
  if (status === "cancelled" || status === "completed") throw bucketIs(status);
}

// Credits ------------------------------------------------------------------------------------------------------------

/** How much a participant is to have more (above zero) or less. */
export interface CreditChange {
  readonly memberId: string;
  readonly amountMinor: bigint;
}

/** Splits an amount by weights, each a participant's; the odd units go to the first in the list. */
export function splitCredits(
  amountMinor: bigint,
  weights: readonly { readonly memberId: string; readonly weight: bigint }[],
): CreditChange[] {
  requirePositive(amountMinor);
  if (!weights.some(({ weight }) => weight > 0n)) throw new Refusal("weights_zero", { at: "weights" });
  const parts = apportion(
    amountMinor,
    weights.map(({ weight }) => weight),
    weights.map((_, index) => index),
  );
  return weights.map(({ memberId }, index) => ({ memberId, amountMinor: parts[index] as bigint }));
}

export interface CreditHolder {
  /** What is not pledged. */
  readonly leftMinor: bigint;
  /** What was given in all, pledged or not. */
  readonly givenMinor: bigint;
}

/** Refuses `pool_short` where so much, in all, is not in the pool. */
export function requirePool(poolMinor: bigint, askedMinor: bigint, commodity: string): void {
  if (askedMinor <= poolMinor) return;
  const [left, asked] = [formatCommodity(poolMinor, commodity), formatCommodity(askedMinor, commodity)];
  throw new Refusal("pool_short", { at: "amount", left, asked, currency: commodity });
}

/**
 * Whether a participant may be given more or less: `pool_short` where the pool has too little left, `credit_pledged` where
 * they have pledged what is to be taken. Nothing goes below zero, and nothing is cut short silently. Once secret pledges have
 * begun nothing is taken back (`credit_veiled`): whether it can be would tell how much somebody pledged.
 */
export function requireCreditChange(
  { amountMinor }: Pick<CreditChange, "amountMinor">,
  { leftMinor }: Pick<CreditHolder, "leftMinor">,
  poolMinor: bigint,
  round: RoundFacts,
  now: Date,
): void {
  const [at, { commodity }] = ["amount", round];
  if (amountMinor < 0n && hasBegun(round, false, now)) throw new Refusal("credit_veiled", { at });
  const show = (minor: bigint) => formatCommodity(minor, commodity);
  if (amountMinor > 0n) requirePool(poolMinor, amountMinor, commodity);
  if (leftMinor + amountMinor < 0n) {
    throw new Refusal("credit_pledged", { at, left: show(leftMinor), asked: show(-amountMinor), currency: commodity });
  }
}

// Pledges ------------------------------------------------------------------------------------------------------------

/** What a pledge is decided on, all of it under lock. */
export interface PledgeFacts {
  readonly round: RoundFacts;
  readonly bucket: BucketFacts;
  /** Pledged to the bucket so far. */
  readonly bucketMinor: bigint;
  /** Of it, by who pledges now. */
  readonly ownMinor: bigint;
  /** Their credits left; null for who takes no part. */
  readonly creditMinor: bigint | null;
}

/** Rule 2, in its order. `isFunded` where the bucket is full and minds may not change (rule 4). */
export function decidePledge(facts: PledgeFacts, amountMinor: bigint, now: Date): { readonly isFunded: boolean } {
  const { round, bucket, bucketMinor, ownMinor, creditMinor } = facts;
  requirePositive(amountMinor);
  requireRunning(round);
  requireMethod(round, "credits");
  requirePledging(round, now);
  if (bucket.status !== "published") throw new Refusal("bucket_not_open", { at: "bucketId", status: bucket.status });
  if (creditMinor === null) throw new Refusal("no_credits", { at: "round" });
  const leftInBucket = bucket.maxMinor - bucketMinor;
  const leftUnderCap = round.capMinor === null ? null : round.capMinor - ownMinor;
  const isHidden = isVeiled(round);
  const bounds = [creditMinor, ...(leftUnderCap === null ? [] : [leftUnderCap]), ...(isHidden ? [] : [leftInBucket])];
  const accepted = bounds.reduce((least, bound) => (bound < least ? bound : least));
  const show = (minor: bigint) => formatCommodity(minor > 0n ? minor : 0n, round.commodity);
  const asked = { at: "amount", asked: show(amountMinor), currency: round.commodity };
  const refuse = (code: "bucket_room" | "pledge_above_cap" | "credit_short", leftMinor: bigint, more: RefusalFigures = {}): never => {
    throw new Refusal(code, { ...asked, ...more, left: show(leftMinor), accepted: show(accepted) });
  };
  // That a bucket is complete shows, also while pledges are secret.
  if (leftInBucket <= 0n) throw new Refusal("bucket_complete", { ...asked, accepted: show(0n), at: "bucketId" });
  if (amountMinor > leftInBucket && !isHidden) refuse("bucket_room", leftInBucket);
  if (leftUnderCap !== null && amountMinor > leftUnderCap)
    refuse("pledge_above_cap", leftUnderCap, { cap: show(round.capMinor as bigint), pledged: show(ownMinor) });
  if (amountMinor > creditMinor) refuse("credit_short", creditMinor);
  if (amountMinor > leftInBucket) throw new Refusal("bucket_full", asked);
  return { isFunded: amountMinor === leftInBucket && !round.mayChange };
}

/** A pledge as it stands: one entry. */
export interface StandingPledge {
  readonly id: string;
  readonly entryId: string;
  readonly amountMinor: bigint;
}

/**
 * Taking back: the latest pledges are reversed until the amount is covered, and what was reversed beyond it is pledged
 * anew, so that every entry is whole. Refuses `pledge_final` where minds may not change or the bucket is funded, and
 * `pledge_short` with what there is to take back.
 *
 *   pledged 10.00 then 5.00, 7.00 taken back → both are reversed, 8.00 is pledged anew
 */
export function decideWithdrawal(
  { round, bucket }: Pick<PledgeFacts, "round" | "bucket">,
  standing: readonly StandingPledge[],
  amountMinor: bigint,
  now: Date,
): { readonly reversed: readonly StandingPledge[]; readonly againMinor: bigint } {
  requirePositive(amountMinor);
  requireRunning(round);
  requirePledging(round, now);
  if (!round.mayChange || bucket.status !== "published") throw new Refusal("pledge_final", { at: "bucketId", status: bucket.status });
  const reversed: StandingPledge[] = [];
  let covered = 0n;
  for (const pledge of standing.toReversed()) {
    if (covered >= amountMinor) break;
    reversed.push(pledge);
    covered += pledge.amountMinor;
  }
  if (covered < amountMinor) {
    const [left, asked] = [formatCommodity(covered, round.commodity), formatCommodity(amountMinor, round.commodity)];
    throw new Refusal("pledge_short", { at: "amount", left, asked, accepted: left, currency: round.commodity });
  }
  return { reversed, againMinor: covered - amountMinor };
}

// Amounts and order --------------------------------------------------------------------------------------------------

/** An amount of the round as it is typed: points are whole. */
export function parseCommodity(text: string, commodity: string, at = "amount"): bigint {
  if (commodity !== points) return parseAmount(text, commodity, at);
  if (!/^-?\d{1,15}$/.test(text)) throw new Refusal("points_whole", { at, amount: text });
  return BigInt(text);
}

/**
 * The order in which a reader sees buckets: shuffled, so that no place on the page is worth more, and the same all day, so
 * that a page which is looked at again looks the same. `key` is any text of bucket, reader and day, as a number.
 */
export const shuffled = <Item>(items: readonly Item[], key: (item: Item) => bigint): Item[] =>
  items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
