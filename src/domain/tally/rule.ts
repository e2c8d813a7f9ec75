/**
 * The rule of an election, as data (DESIGN §9).
 *
 *   { "name": "greedy" }                                    by votes; what does not fit is skipped
 *   { "name": "greedy-no-skip", "threshold": "50" }         by votes, until one does not fit; the threshold is optional
 *   { "name": "greedy-threshold", "threshold": "30" }       projects with fewer votes are dropped first
 *   { "name": "equal-shares",
 *     "utility": "cost",            cost (default) | cardinality | points (cumulative, scoring) | borda (ordinal)
 *     "completion": "none",         none (default) | utilitarian | add1 | add1u
 *     "exhaustive": false,          add1: stop also when no project left out fits in what is left
 *     "comparison": false,          greedy instead, where strictly more voters have more of their projects win in it
 *     "start": "integral",          add1: from floor(budget / voters) × voters, or "exact": from the budget
 *     "increment": "1" }            add1: what each voter is given more at each run, in the currency's main unit
 *   { "name": "mean" } | { "name": "median" } | { "name": "nash" } | { "name": "quadratic" }      the budget is divided
 *
 * Refuses `rule_invalid` with a place and a problem.
 */
import { type Decimal, parseDecimal } from "../decimal.js";
import { choiceField, decimalField, type Fields, fieldsOf, flagField, keyFault, required, within } from "../sharing/fields.js";
import type { BallotType } from "./election.js";

export const ruleNames = ["greedy", "greedy-no-skip", "greedy-threshold", "equal-shares", "mean", "median", "nash", "quadratic"] as const;
export type RuleName = (typeof ruleNames)[number];

export const utilities = ["cost", "cardinality", "points", "borda"] as const;
export const completions = ["none", "utilitarian", "add1", "add1u"] as const;
export const startBudgets = ["integral", "exact"] as const;

export interface GreedyRule {
  readonly kind: "greedy";
  readonly name: "greedy" | "greedy-no-skip" | "greedy-threshold";
  /** Whether a project that does not fit is passed over, or ends the count. */
  readonly skips: boolean;
  /** Votes below which a project cannot win. */
  readonly threshold: Decimal | null;
}

export interface EqualSharesRule {
  readonly kind: "equal-shares";
  readonly name: "equal-shares";
  readonly utility: (typeof utilities)[number];
  readonly completion: (typeof completions)[number];
  readonly exhaustive: boolean;
  readonly comparison: boolean;
  readonly start: (typeof startBudgets)[number];
  /** In the currency's main unit, above zero. */
  readonly increment: Decimal;
}

export interface DivideRule {
  readonly kind: "divide";
  readonly name: "mean" | "median" | "nash" | "quadratic";
}

export type Rule = GreedyRule | EqualSharesRule | DivideRule;

/** The fields of a rule beside its name. */
export const fieldsOfRules: Readonly<Record<Rule["kind"], readonly string[]>> = {
  greedy: ["threshold"],
  "equal-shares": ["utility", "completion", "exhaustive", "comparison", "start", "increment"],
  divide: [],
};

export function parseRule(value: unknown, ballots: BallotType): Rule {
  return within("rule", () => {
    const fields = fieldsOf(required(value, ""));
    const name = choiceField(fields, "name", ruleNames);
    if (name === undefined) throw keyFault("name", "one_of", { allowed: ruleNames });
    switch (name) {
      case "greedy":
      case "greedy-no-skip":
      case "greedy-threshold":
        return greedyRule(fields, name);
      case "equal-shares":
        return equalSharesRule(fields, ballots);
      default:
        return { kind: "divide", name };
    }
  });
}

function greedyRule(fields: Fields, name: GreedyRule["name"]): GreedyRule {
  const threshold = decimalField(fields, "threshold") ?? null;
  if (name === "greedy-threshold" && threshold === null) throw keyFault("threshold", "threshold_missing");
  if (name === "greedy" && threshold !== null) throw keyFault("threshold", "not_for_this_rule", { rule: name });
  return { kind: "greedy", name, skips: name !== "greedy-no-skip", threshold };
}

function equalSharesRule(fields: Fields, ballots: BallotType): EqualSharesRule {
  const utility = choiceField(fields, "utility", utilities) ?? "cost";
  const hasPoints = ballots === "cumulative" || ballots === "scoring";
  if ((utility === "points" && !hasPoints) || (utility === "borda" && ballots !== "ordinal"))
    throw keyFault("utility", "not_for_these_ballots", { found: utility, ballots });
  const increment = decimalField(fields, "increment") ?? parseDecimal("1");
  if (increment.isZero()) throw keyFault("increment", "above_zero_expected");
  return {
    kind: "equal-shares",
    name: "equal-shares",
    utility,
    completion: choiceField(fields, "completion", completions) ?? "none",
    exhaustive: flagField(fields, "exhaustive", false),
    comparison: flagField(fields, "comparison", false),
    start: choiceField(fields, "start", startBudgets) ?? "integral",
    increment,
  };
}
