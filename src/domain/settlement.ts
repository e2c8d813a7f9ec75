/**
 * How a round of credits closes (DESIGN §9): what each bucket, each participant and the envelope get. Pure: the preview and
 * the close compute the same, and the close posts what was previewed or nothing.
 *
 *  1. A bucket that was accepted, or that reached its minimum, is funded with what was pledged to it.
 *  2. A bucket under its minimum gives back what was pledged, to each what was theirs.
 *  3. Credits that nobody pledged then go, by the rule of the round:
 *       pool   back to the envelope that funds the round, with what was left in the pool;
 *       carry  nowhere: they stay with whom they were given to, for the next round; the pool goes back to the envelope;
 *       tally  to the buckets under their minimum: a tally rule chooses among them (cost = what is missing, ballots = what
 *              was pledged, budget = pool + unspent credits). What it chooses is completed to its minimum and funded, with
 *              what had been pledged to it; the others give back, and all the rest goes to the envelope. A bucket that nobody
 *              pledged to is not chosen.
 *  4. Nothing is lost: funded + returned + carried = pool + credits + buckets. A settlement that breaks this is a bug.
 *
 *   pool 0, Ana 30 and Bo 10 unspent; «Compost» 200 of 150, «Fresque» 40 of 90 (Ana 40)
 *   pool rule → Compost 200 is funded; Ana gets 40 back; 30 + 40 + 10 = 80 go back to the envelope
 */

import { filled } from "./filled.js";
import { formatCommodity } from "./ledger.js";
import type { Language } from "./refusals.js";
import type { BucketFacts, RoundFacts, UnspentRule } from "./round.js";

export interface SettledBucket extends BucketFacts {
  readonly title: string;
  /** Who pledged how much to it, in sum. */
  readonly pledges: readonly { readonly memberId: string; readonly amountMinor: bigint }[];
}

export interface SettlementFacts {
  readonly round: Pick<RoundFacts, "commodity" | "mayChange"> & { readonly unspent: UnspentRule };
  readonly poolMinor: bigint;
  /** The credits of each participant that are not pledged. */
  readonly credits: readonly { readonly memberId: string; readonly leftMinor: bigint }[];
  readonly buckets: readonly SettledBucket[];
}

/** What a tally rule is asked at the close: which of the buckets under their minimum to complete, in its order. */
export interface Completion {
  readonly budgetMinor: bigint;
  readonly projects: readonly { readonly id: string; readonly title: string; readonly missingMinor: bigint }[];
  readonly ballots: readonly { readonly memberId: string; readonly points: ReadonlyMap<string, bigint> }[];
}
export type Complete = (asked: Completion) => readonly string[];

export type BucketOutcome =
  | "accepted"
  | "reached"
  | "completed"
  | "under_minimum"
  | "unpublished"
  | "cancelled"
  | "elected"
  | "not_elected";

export interface BucketSettlement {
  readonly bucketId: string;
  readonly outcome: BucketOutcome;
  readonly isFunded: boolean;
  /** What it is funded with: pledged + completed; 0 when it is not. */
  readonly amountMinor: bigint;
  readonly completedMinor: bigint;
  readonly pledgedMinor: bigint;
  readonly givenBack: readonly { readonly memberId: string; readonly amountMinor: bigint }[];
}

export interface Settlement {
  readonly buckets: readonly BucketSettlement[];
  /** To each participant, after what they get back: what goes on to the next round. Empty unless credits are carried. */
  readonly carried: readonly { readonly memberId: string; readonly amountMinor: bigint }[];
  /** From each participant, what goes back with the pool. */
  readonly unspent: readonly { readonly memberId: string; readonly amountMinor: bigint }[];
  readonly poolMinor: bigint;
  /** What the tally rule gave buckets in all, out of the pool and of what was unspent. */
  readonly completedMinor: bigint;
  /** What goes back to the envelope: pool + unspent − completed. */
  readonly returnedMinor: bigint;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
export const pledgedTo = ({ pledges }: Pick<SettledBucket, "pledges">): bigint => sum(pledges.map(({ amountMinor }) => amountMinor));

export function settleRound({ round, poolMinor, credits, buckets }: SettlementFacts, complete: Complete): Settlement {
  const isShort = (bucket: SettledBucket): boolean =>
    bucket.status === "published" && bucket.pledges.length > 0 && pledgedTo(bucket) < bucket.minMinor;
  const unspentBefore = sum(credits.map(({ leftMinor }) => leftMinor));
  const completed = new Set(round.unspent === "tally" ? complete(completionOf(buckets.filter(isShort), poolMinor + unspentBefore)) : []);
  const settled = buckets.map((bucket) => settleBucket(bucket, round, completed.has(bucket.id)));
  const left = new Map(credits.map(({ memberId, leftMinor }) => [memberId, leftMinor]));
  for (const { memberId, amountMinor } of settled.flatMap(({ givenBack }) => givenBack)) {
    left.set(memberId, (left.get(memberId) ?? 0n) + amountMinor);
  }
  const rest = [...left].flatMap(([memberId, amountMinor]) => (amountMinor > 0n ? [{ memberId, amountMinor }] : []));
  const isCarried = round.unspent === "carry";
  const unspent = isCarried ? [] : rest;
  const completedMinor = sum(settled.map((bucket) => bucket.completedMinor));
  const settlement = {
    buckets: settled,
    carried: isCarried ? rest : [],
    unspent,
    poolMinor,
    completedMinor,
    returnedMinor: poolMinor + sum(unspent.map(({ amountMinor }) => amountMinor)) - completedMinor,
  };
  requireConserved(settlement, poolMinor + unspentBefore + sum(buckets.map(pledgedTo)));
  return settlement;
}

/**
 * A round of ballots: what the tally gives each bucket becomes its envelope, and the rest of the pool goes back. `amounts`
 * are those of the buckets that get something.
 */
export function settleBallots({ poolMinor, credits, buckets }: SettlementFacts, amounts: ReadonlyMap<string, bigint>): Settlement {
  const settled = buckets.map((bucket): BucketSettlement => {
    const amountMinor = amounts.get(bucket.id) ?? 0n;
    const of = {
      bucketId: bucket.id,
      pledgedMinor: 0n,
      givenBack: [],
      completedMinor: amountMinor,
      amountMinor,
      isFunded: amountMinor > 0n,
    };
    if (bucket.status === "cancelled") return { ...of, outcome: "cancelled" };
    if (bucket.status === "draft") return { ...of, outcome: "unpublished" };
    return { ...of, outcome: amountMinor > 0n ? "elected" : "not_elected" };
  });
  const unspent = credits.flatMap(({ memberId, leftMinor }) => (leftMinor > 0n ? [{ memberId, amountMinor: leftMinor }] : []));
  const entered = poolMinor + sum(unspent.map(({ amountMinor }) => amountMinor));
  const completedMinor = sum(settled.map((one) => one.amountMinor));
  const settlement = { buckets: settled, carried: [], unspent, poolMinor, completedMinor, returnedMinor: entered - completedMinor };
  requireConserved(settlement, entered);
  return settlement;
}

/** Rule 4. */
function requireConserved({ buckets, carried, returnedMinor }: Settlement, entered: bigint): void {
  const left = sum(buckets.map(({ amountMinor }) => amountMinor)) + sum(carried.map(({ amountMinor }) => amountMinor)) + returnedMinor;
  if (left !== entered || returnedMinor < 0n) throw new RangeError(`a settlement of ${left} where ${entered} entered`);
}

/** Rules 1 to 3 for one bucket. */
function settleBucket(bucket: SettledBucket, { mayChange }: SettlementFacts["round"], isCompleted: boolean): BucketSettlement {
  const pledgedMinor = pledgedTo(bucket);
  const of = { bucketId: bucket.id, pledgedMinor };
  const none = { isFunded: false, amountMinor: 0n, completedMinor: 0n };
  if (bucket.status === "cancelled") return { ...of, ...none, outcome: "cancelled", givenBack: [] };
  if (bucket.status === "draft") return { ...of, ...none, outcome: "unpublished", givenBack: [] };
  const missing = bucket.minMinor - pledgedMinor;
  if (missing > 0n && !isCompleted) return { ...of, ...none, outcome: "under_minimum", givenBack: bucket.pledges };
  const completedMinor = missing > 0n ? missing : 0n;
  // Where minds may not change, a full bucket was funded by its last pledge, and nobody accepted it.
  const isAccepted = bucket.status === "funded" && (mayChange || pledgedMinor < bucket.maxMinor);
  const outcome = completedMinor > 0n ? "completed" : isAccepted ? "accepted" : "reached";
  return { ...of, outcome, isFunded: true, amountMinor: pledgedMinor + completedMinor, completedMinor, givenBack: [] };
}

/** Rule 3, tally: each participant’s ballot is what they pledged to the buckets that are short. */
function completionOf(short: readonly SettledBucket[], budgetMinor: bigint): Completion {
  const ballots = new Map<string, Map<string, bigint>>();
  for (const bucket of short) {
    for (const { memberId, amountMinor } of bucket.pledges) {
      const points = ballots.get(memberId) ?? new Map<string, bigint>();
      ballots.set(memberId, points.set(bucket.id, (points.get(bucket.id) ?? 0n) + amountMinor));
    }
  }
  return {
    budgetMinor,
    projects: short.map((bucket) => ({ id: bucket.id, title: bucket.title, missingMinor: bucket.minMinor - pledgedTo(bucket) })),
    ballots: [...ballots].map(([memberId, points]) => ({ memberId, points })),
  };
}

/** The title of a bucket as the name of its envelope; with its round where that name is taken, and a number where that is too. */
export function envelopeName(taken: ReadonlySet<string>, title: string, round: string): string {
  if (!taken.has(title)) return title;
  const longer = cut(`${title} (${round})`, 200);
  for (let count = 2; ; count += 1) {
    const name = count === 2 ? longer : `${cut(longer, 190)} ${count - 1}`;
    if (!taken.has(name)) return name;
  }
}

/** The beginning of a text, no character of it cut in two. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, "");

// Sentences ----------------------------------------------------------------------------------------------------------

const outcomeTexts: Readonly<Record<BucketOutcome | "full" | "unwanted", Readonly<Record<Language, string>>>> = {
  accepted: {
    fr: "«{title}» a été accepté avec {pledged:money} : il devient une enveloppe.",
    en: "“{title}” was accepted with {pledged:money}: it becomes an envelope.",
  },
  reached: {
    fr: "«{title}» a {pledged:money}, au moins son minimum de {min:money} : il devient une enveloppe.",
    en: "“{title}” has {pledged:money}, at least its minimum of {min:money}: it becomes an envelope.",
  },
  full: {
    fr: "«{title}» est complet, avec {pledged:money} : il devient une enveloppe.",
    en: "“{title}” is complete, with {pledged:money}: it becomes an envelope.",
  },
  completed: {
    fr: "«{title}» a {pledged:money} ; la règle l’a choisi et complété de {completed:money} jusqu’à son minimum de {min:money}[ : {why}].",
    en: "“{title}” has {pledged:money}; the rule chose it and completed it by {completed:money} to its minimum of {min:money}[: {why}].",
  },
  under_minimum: {
    fr: "«{title}» a {pledged:money} pour un minimum de {min:money} : il rend à chacun·e ce qu’il ou elle a fléché[ ; la règle ne l’a pas complété : {why}].",
    en: "“{title}” has {pledged:money} for a minimum of {min:money}: it gives back to each what they pledged[; the rule did not complete it: {why}].",
  },
  unwanted: {
    fr: "«{title}» a un minimum de {min:money}, et personne n’y a fléché.",
    en: "“{title}” has a minimum of {min:money}, and nobody pledged to it.",
  },
  unpublished: { fr: "«{title}» n’a pas été publié.", en: "“{title}” was not published." },
  elected: {
    fr: "Le projet «{title}» est retenu, avec {completed:money}[ : {why}].",
    en: "“{title}” is chosen, with {completed:money}[: {why}].",
  },
  not_elected: { fr: "Le projet «{title}» n’est pas retenu[ : {why}].", en: "“{title}” is not chosen[: {why}]." },
  cancelled: { fr: "«{title}» a été annulé ; tout a été rendu.", en: "“{title}” was cancelled; all was given back." },
};

/** Why a bucket ends as it does, in one sentence; `why` is what the tally rule says of it, where one was asked. */
export function bucketSentence(
  bucket: Pick<SettledBucket, "title" | "minMinor" | "maxMinor">,
  { outcome, pledgedMinor, completedMinor }: BucketSettlement,
  commodity: string,
  language: Language,
  why: string | null = null,
): string {
  const show = (minor: bigint) => formatCommodity(minor, commodity);
  const figures = { title: bucket.title, pledged: show(pledgedMinor), min: show(bucket.minMinor), completed: show(completedMinor), why };
  const isFull = outcome === "reached" && pledgedMinor >= bucket.maxMinor;
  const isUnwanted = outcome === "under_minimum" && pledgedMinor === 0n;
  const text = outcomeTexts[isFull ? "full" : isUnwanted ? "unwanted" : outcome][language];
  return filled(text, { ...figures, currency: commodity }, language);
}
