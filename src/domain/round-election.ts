/**
 * The election that a round holds (DESIGN §9), as the document that `moisson tally` counts: of its ballots, or of what was
 * pledged to buckets under their minimum when unspent credits complete some of them.
 *
 *   round.tally = { "ballotType": "approval", "votesMax": 5, "rule": { "name": "equal-shares", "completion": "add1u" } }
 *
 *  1. A bucket costs its minimum. The budget is the pool (and, when completing, the credits that nobody pledged).
 *  2. A ballot names published buckets, each once: `choose-1` one; `approval` up to `votesMax`; `cumulative` points above
 *     zero, `pointsMax` in all; `scoring` points from `scoreMin` to `scoreMax`; `ordinal` the best first, up to `votesMax`.
 *  3. Ballots stand in the order of what they say, and voters are numbers: whoever recounts learns what was voted, and not by
 *     whom. An order that followed from ids would tell.
 *  4. To complete, a participant’s ballot is what they pledged to the buckets that are short: cumulative points.
 */
import { formatCommodity, points } from "./ledger.js";
import { Refusal } from "./refusals.js";
import type { Completion } from "./settlement.js";
import { type Fields, fieldsOf } from "./sharing/fields.js";
import { type BallotType, ballotTypes, pointDigitsMax } from "./tally/election.js";
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

const optionNames = ["ballotType", "votesMax", "pointsMax", "scoreMin", "scoreMax", "rule"];

/** Reads the tally options of a round. Refuses `rule_invalid`, also for a field that nobody knows. */
export function readTallyOptions(value: unknown): TallyOptions {
  const fields = fieldsOf(value);
  requireKnown(fields, optionNames, "tally");
  const ballotType = fields.ballotType ?? "approval";
  if (!ballotTypes.includes(ballotType as BallotType)) {
    throw new Refusal("rule_invalid", { at: "tally.ballotType", problem: "one_of", allowed: ballotTypes });
  }
  const limit = (name: string): number | null => {
    const found = fields[name];
    if (found === undefined || found === null) return null;
    if (!Number.isSafeInteger(found) || (found as number) < 0 || (found as number) > 1_000_000) {
      throw new Refusal("rule_invalid", { at: `tally.${name}`, problem: "whole_number_expected", min: 0 });
    }
    return found as number;
  };
  const type = ballotType as BallotType;
  const rule = ruleOf(fields.rule, type);
  requireKnown(fieldsOf(fields.rule), ["name", ...fieldsOfRules[rule.kind]], "tally.rule");
  return {
    ballotType: type,
    rule,
    ruleFields: fields.rule,
    votesMax: type === "choose-1" ? 1 : limit("votesMax"),
    pointsMax: type === "cumulative" ? (limit("pointsMax") ?? pointsMaxUsual) : null,
    scoreMin: limit("scoreMin") ?? 0,
    scoreMax: limit("scoreMax") ?? scoreMaxUsual,
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

export interface ElectionFacts {
  readonly commodity: string;
  readonly seed: string;
  readonly budgetMinor: bigint;
  readonly projects: readonly { readonly id: string; readonly title: string; readonly costMinor: bigint }[];
  /** In the order of what they say (rule 3). */
  readonly ballots: readonly (readonly { readonly bucketId: string; readonly points: number | string }[])[];
}

/** The document of an election, `moisson.election/1`. */
export function electionDocument(facts: ElectionFacts, options: TallyOptions): Record<string, unknown> {
  const money = (minor: bigint) => formatCommodity(minor, facts.commodity);
  const hasPoints = options.ballotType === "cumulative" || options.ballotType === "scoring";
  return {
    format: "moisson.election/1",
    ...(facts.commodity === points ? {} : { currency: facts.commodity }),
    budget: money(facts.budgetMinor),
    seed: facts.seed,
    ballotType: options.ballotType,
    ...(options.ballotType === "ordinal" && options.votesMax !== null ? { rankMax: options.votesMax } : {}),
    projects: facts.projects.map(({ id, title, costMinor }) => ({ id, name: title, cost: money(costMinor) })),
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
  // Points are amounts as they are written (40.00). They have few digits: beyond, they become shares of the largest pledge.
  const pointsMost = 10n ** BigInt(pointDigitsMax) - 1n;
  const largest = asked.ballots
    .flatMap(({ points: given }) => [...given.values()])
    .reduce((most, amount) => (amount > most ? amount : most), 1n);
  const scaled = (amount: bigint): bigint => (largest <= pointsMost ? amount : (amount * pointsMost) / largest || 1n);
  return electionDocument(
    {
      commodity: round.commodity,
      seed: round.seed,
      budgetMinor: asked.budgetMinor,
      projects: asked.projects.map(({ id, title, missingMinor }) => ({ id, title, costMinor: missingMinor })),
      ballots: asked.ballots.map(({ points: given }) =>
        [...given].map(([bucketId, amount]) => ({ bucketId, points: formatCommodity(scaled(amount), round.commodity) })),
      ),
    },
    { ...options, ballotType: "cumulative" },
  );
}
