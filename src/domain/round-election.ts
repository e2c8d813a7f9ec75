/**
 * The election that a round holds (DESIGN §9), as the document that `moisson tally` counts: of its ballots, or of what was
 * pledged to buckets under their minimum when unspent credits complete some of them.
 *
 *   round.tally = { "ballotType": "approval", "votesMax": 5, "rule": { "name": "equal-shares", "completion": "add1u" } }
 *
 *  1. A bucket costs its minimum. The budget is the pool (and, when completing, the credits that nobody pledged). What nobody
 *     voted for is not funded, even where all fits. Where the rule divides the budget, a bucket gets its part, at least its
 *     minimum, or else nothing, and at most its maximum; what is not given goes back.
 *  2. A ballot names published buckets, each once: `choose-1` one; `approval` up to `votesMax`; `cumulative` points above
 *     zero, `pointsMax` in all; `scoring` points from `scoreMin` to `scoreMax`; `ordinal` the best first, up to `votesMax`.
 *  3. Ballots stand in the order of what they say, and so do the votes of a ballot (unless it ranks them); voters are numbers:
 *     whoever recounts learns what was voted, and not by whom. An order that followed from ids, or the order in which somebody
 *     saw the buckets and ticked them, would tell.
 *  4. To complete, a participant’s ballot is what they pledged to the buckets that are short: cumulative points,
 *     amounts as they are written (40.00).
 */
import { canonicalJson } from "./canonical.js";
import { formatCommodity, points as pointsCommodity } from "./ledger.js";
import { Refusal } from "./refusals.js";
import type { Completion } from "./settlement.js";
import { type Fields, fieldsOf } from "./sharing/fields.js";
import { type BallotType, ballotTypes } from "./tally/election.js";
import { fieldsOfRules, parseRule, type Rule } from "./tally/rule.js";

/** How a round counts, read. Absent limits do not limit. */
export interface TallyOptions {
  readonly ballotType: BallotType;
  readonly rule: Rule;
  /** The rule as it was written, for the document. */
  readonly ruleFields: unknown;
  readonly votesMax: number | null;
  readonly pointsMax: number | null;
  readonly scoreMin: number;
  readonly scoreMax: number;
}

/** Points of a cumulative ballot unless said, and the best score. */
const pointsMaxUsual = 10;
const scoreMaxUsual = 5;
/** The largest limit a ballot may have. */
const limitMax = 1_000_000;

const optionNames = ["ballotType", "votesMax", "pointsMax", "scoreMin", "scoreMax", "rule"];

/** Reads the tally options of a round. Refuses `rule_invalid`, also at a limit that no ballot can keep, or a field that nobody knows. */
export function readTallyOptions(value: unknown): TallyOptions {
  const fields = fieldsOf(value);
  requireKnown(fields, optionNames, "tally");
  const ballotType = fields.ballotType ?? "approval";
  if (!ballotTypes.includes(ballotType as BallotType)) {
    throw new Refusal("rule_invalid", { at: "tally.ballotType", problem: "one_of", allowed: ballotTypes });
  }
  const limit = (name: string, min: number): number | null => {
    const found = fields[name];
    if (found === undefined || found === null) return null;
    if (!Number.isSafeInteger(found)) throw new Refusal("rule_invalid", { at: `tally.${name}`, problem: "whole_number_expected", min });
    if ((found as number) < min) throw new Refusal("rule_invalid", { at: `tally.${name}`, problem: "number_at_least", min });
    if ((found as number) > limitMax) throw new Refusal("rule_invalid", { at: `tally.${name}`, problem: "number_at_most", max: limitMax });
    return found as number;
  };
  const type = ballotType as BallotType;
  const rule = ruleOf(fields.rule, type);
  requireKnown(fieldsOf(fields.rule), ["name", ...fieldsOfRules[rule.kind]], "tally.rule");
  const scoreMin = limit("scoreMin", 0) ?? 0;
  return {
    ballotType: type,
    rule,
    ruleFields: fields.rule,
    votesMax: type === "choose-1" ? 1 : limit("votesMax", 1),
    pointsMax: type === "cumulative" ? (limit("pointsMax", 1) ?? pointsMaxUsual) : null,
    scoreMin,
    scoreMax: limit("scoreMax", scoreMin + 1) ?? Math.max(scoreMaxUsual, scoreMin + 1),
  };
}

function requireKnown(fields: Fields, known: readonly string[], at: string): void {
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Refusal("rule_invalid", { at, problem: "unknown_fields", fields: unknown });
}

/** The rule's own refusal, at its place in the round. */
function ruleOf(value: unknown, ballotType: BallotType): Rule {
  try {
    return parseRule(value, ballotType);
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal("rule_invalid", { ...error.figures, at: `tally.${String(error.figures.at ?? "rule")}` });
    throw error;
  }
}

/** Refuses an increment finer than the money of the round: the smallest coin is what add1 can raise a share by. */
export function requireIncrement({ rule }: Pick<TallyOptions, "rule">, commodity: string): void {
  if (rule.kind !== "equal-shares") return;
  const least = formatCommodity(1n, commodity);
  if (rule.increment.greaterThanOrEqualTo(least)) return;
  throw new Refusal("rule_invalid", { at: "tally.rule.increment", problem: "number_at_least", min: least });
}

/**
 * Whether a tally differs from another by a larger increment alone. It may change while nobody can know how a count ends,
 * so that a round whose count takes too long can still be closed.
 */
export function isCoarser(before: unknown, after: unknown): boolean {
  if (before === null || after === null) return false;
  const [from, to] = [readTallyOptions(before).rule, readTallyOptions(after).rule];
  if (from.kind !== "equal-shares" || to.kind !== "equal-shares" || !to.increment.greaterThan(from.increment)) return false;
  const rest = (tally: unknown) => canonicalJson({ ...fieldsOf(tally), rule: { ...fieldsOf(fieldsOf(tally).rule), increment: null } });
  return rest(before) === rest(after);
}

export interface Vote {
  readonly bucketId: string;
  readonly points: number;
}

/** Rule 2. Refuses `ballot_invalid` at the vote, with what is wrong. */
export function requireBallot(votes: readonly Vote[], options: TallyOptions, open: ReadonlySet<string>): void {
  const refuse = (at: string, problem: string, figures: Record<string, unknown> = {}): never => {
    throw new Refusal("ballot_invalid", { at, problem, ...figures } as never);
  };
  const seen = new Set<string>();
  for (const [index, { bucketId, points: given }] of votes.entries()) {
    const at = `votes[${index}]`;
    if (!open.has(bucketId)) refuse(`${at}.bucketId`, "bucket_not_votable", { id: bucketId });
    if (seen.has(bucketId)) refuse(`${at}.bucketId`, "listed_twice", { id: bucketId });
    seen.add(bucketId);
    if (options.ballotType === "cumulative" && given < 1) refuse(`${at}.points`, "number_at_least", { min: 1 });
    if (options.ballotType === "scoring" && given < options.scoreMin) refuse(`${at}.points`, "number_at_least", { min: options.scoreMin });
    if (options.ballotType === "scoring" && given > options.scoreMax) refuse(`${at}.points`, "number_at_most", { max: options.scoreMax });
  }
  if (options.votesMax !== null && votes.length > options.votesMax) refuse("votes", "list_at_most", { max: options.votesMax });
  const sum = votes.reduce((all, { points: given }) => all + given, 0);
  if (options.pointsMax !== null && sum > options.pointsMax) refuse("votes", "number_at_most", { max: options.pointsMax, found: sum });
}

/** Rule 3: what a ballot says, and nothing else. Without points, each vote is one. */
export function ballotOf(votes: readonly Vote[], { ballotType }: Pick<TallyOptions, "ballotType">): Vote[] {
  const hasPoints = ballotType === "cumulative" || ballotType === "scoring";
  const said = votes.map(({ bucketId, points: given }) => ({ bucketId, points: hasPoints ? given : 1 }));
  return ballotType === "ordinal" ? said : said.sort((a, b) => byText(a.bucketId, b.bucketId));
}

/** Rule 3: ballots, without the votes for what is no longer put to the vote, in the order of what is left of them. */
export function inNobodysOrder(
  cast: readonly (readonly Vote[])[],
  known: ReadonlySet<string>,
  options: Pick<TallyOptions, "ballotType">,
): readonly (readonly Vote[])[] {
  const said = cast.map((votes) => {
    const left = ballotOf(votes, options).filter(({ bucketId }) => known.has(bucketId));
    return { left, text: JSON.stringify(left.map(({ bucketId, points: given }) => [bucketId, given])) };
  });
  return said.sort((a, b) => byText(a.text, b.text)).map(({ left }) => left);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface ElectionFacts {
  readonly commodity: string;
  readonly seed: string;
  readonly budgetMinor: bigint;
  readonly projects: readonly { readonly id: string; readonly title: string; readonly costMinor: bigint; readonly mostMinor: bigint }[];
  /** In the order of what they say (rule 3). */
  readonly ballots: readonly (readonly { readonly bucketId: string; readonly points: number | string }[])[];
}

/** The document of an election, `moisson.election/1`. */
export function electionDocument(facts: ElectionFacts, options: TallyOptions): Record<string, unknown> {
  const money = (minor: bigint) => formatCommodity(minor, facts.commodity);
  const hasPoints = options.ballotType === "cumulative" || options.ballotType === "scoring";
  return {
    format: "moisson.election/1",
    ...(facts.commodity === pointsCommodity ? {} : { currency: facts.commodity }),
    budget: money(facts.budgetMinor),
    seed: facts.seed,
    ballotType: options.ballotType,
    ...(options.ballotType === "ordinal" && options.votesMax !== null ? { rankMax: options.votesMax } : {}),
    supportedOnly: true,
    projects: facts.projects.map(({ id, title, costMinor, mostMinor }) => ({
      id,
      name: title,
      cost: money(costMinor),
      ...(options.rule.kind === "divide" ? { least: money(costMinor), most: money(mostMinor) } : {}),
    })),
    ballots: facts.ballots.map((votes) => ({
      projects: votes.map(({ bucketId }) => bucketId),
      ...(hasPoints ? { points: votes.map((vote) => String(vote.points)) } : {}),
    })),
    rule: options.ruleFields,
  };
}

/** Rule 4: the election by which buckets are completed; null where there is nothing to choose from. */
export function completionElection(asked: Completion, round: { readonly commodity: string; readonly seed: string }, options: TallyOptions) {
  if (asked.projects.length === 0 || asked.ballots.length === 0 || asked.budgetMinor === 0n) return null;
  return electionDocument(
    {
      commodity: round.commodity,
      seed: round.seed,
      budgetMinor: asked.budgetMinor,
      projects: asked.projects.map(({ id, title, missingMinor }) => ({ id, title, costMinor: missingMinor, mostMinor: missingMinor })),
      ballots: asked.ballots.map(({ points: given }) =>
        [...given].map(([bucketId, amount]) => ({ bucketId, points: formatCommodity(amount, round.commodity) })),
      ),
    },
    { ...options, ballotType: "cumulative" },
  );
}
