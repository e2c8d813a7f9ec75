/** Whatever comes in, an election is refused by name or counted: nothing else is thrown. */
import fc from "fast-check";
import { refusalSentence } from "../../../src/domain/refusals/sentence.js";
import { Refusal } from "../../../src/domain/refusals.js";
import { formatTally } from "../../../src/domain/tally/result.js";
import { tallyElection } from "../../../src/domain/tally/tally.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { greedyRule, randomElection, sharesRule } from "./elections.js";

const sound = {
  format: "moisson.election/1",
  currency: "EUR",
  budget: "100.00",
  ballotType: "approval",
  projects: [
    { id: "a", cost: "60.00" },
    { id: "b", cost: "50.00" },
  ],
  ballots: [{ projects: ["a"] }, { projects: ["a", "b"] }],
  rule: { name: "greedy" },
};
const points = { ...sound, ballotType: "cumulative", ballots: [{ projects: ["a", "b"], points: ["1", "2"] }] };
const shares = { name: "equal-shares" };

t.test("each fault is named, with its place", async (t) => {
  const cases: readonly (readonly [object, Record<string, unknown>])[] = [
    [
      { ...sound, format: "other" },
      { code: "election_invalid", at: "format", problem: "one_of" },
    ],
    [
      { ...sound, ballotType: "ranked" },
      { code: "election_invalid", at: "ballotType", problem: "one_of" },
    ],
    [{ ...sound, currency: "ZZZ" }, { code: "unknown_currency" }],
    [
      { ...sound, budget: undefined },
      { code: "election_invalid", at: "budget", problem: "missing" },
    ],
    [
      { ...sound, budget: 100 },
      { code: "election_invalid", at: "budget", problem: "decimal_expected" },
    ],
    [
      { ...sound, budget: "100.001" },
      { code: "amount_precision", at: "budget" },
    ],
    [
      { ...sound, budget: "-1" },
      { code: "election_invalid", at: "budget", problem: "below_zero" },
    ],
    [
      { ...sound, projects: [] },
      { code: "election_invalid", at: "projects", problem: "no_projects" },
    ],
    [
      { ...sound, projects: [{ id: "a" }], ballots: [] },
      { code: "election_invalid", at: "projects[0].cost", problem: "missing" },
    ],
    [
      { ...sound, projects: [...sound.projects, { id: "a", cost: "1" }] },
      { code: "election_invalid", at: "projects[2].id", problem: "twice", id: "a" },
    ],
    [
      { ...sound, ballots: [{ projects: ["z"] }] },
      { at: "ballots[0].projects[0]", problem: "project_unknown", id: "z" },
    ],
    [
      { ...sound, ballots: [{ projects: ["a", "a"] }] },
      { at: "ballots[0].projects", problem: "project_twice_in_ballot", id: "a" },
    ],
    [
      { ...sound, ballotType: "choose-1" },
      { at: "ballots[1].projects", problem: "ballot_too_long", found: 2, max: 1 },
    ],
    [
      { ...sound, ballotType: "ordinal", rankMax: 1 },
      { at: "ballots[1].projects", problem: "ballot_too_long" },
    ],
    [
      { ...sound, ballotType: "ordinal", rankMax: 0 },
      { at: "rankMax", problem: "whole_number_expected" },
    ],
    [
      { ...points, ballots: [{ projects: ["a"], points: [] }] },
      { at: "ballots[0].points", problem: "points_count" },
    ],
    [
      { ...points, ballots: [{ projects: ["a"], points: ["-1"] }] },
      { at: "ballots[0].points[0]", problem: "below_zero" },
    ],
    [
      { ...points, ballots: [{ projects: ["a"], points: ["1.5e3"] }] },
      { at: "ballots[0].points[0]", problem: "decimal_expected" },
    ],
    [
      { ...points, ballots: [{ projects: ["a"], points: ["12345678901234567"] }] },
      { at: "ballots[0].points", problem: "points_too_large", max: 16 },
    ],
    [
      { ...points, ballots: [1, 2].map(() => ({ projects: ["a"], points: ["4503599627370496"] })) },
      { at: "ballots", problem: "points_sum_too_large", max: Number.MAX_SAFE_INTEGER },
    ],
    [
      { ...sound, rule: undefined },
      { code: "election_invalid", at: "rule", problem: "missing" },
    ],
    [
      { ...sound, rule: { name: "lottery" } },
      { code: "rule_invalid", at: "rule.name", problem: "one_of" },
    ],
    [
      { ...sound, rule: { name: "greedy-threshold" } },
      { code: "rule_invalid", at: "rule.threshold", problem: "threshold_missing" },
    ],
    [
      { ...sound, rule: { name: "greedy", threshold: "1" } },
      { code: "rule_invalid", at: "rule.threshold", problem: "not_for_this_rule" },
    ],
    [
      { ...sound, rule: { ...shares, utility: "points" } },
      { code: "rule_invalid", at: "rule.utility", problem: "not_for_these_ballots" },
    ],
    [
      { ...points, rule: { ...shares, utility: "borda" } },
      { code: "rule_invalid", at: "rule.utility", problem: "not_for_these_ballots" },
    ],
    [
      { ...sound, rule: { ...shares, completion: "add2" } },
      { code: "rule_invalid", at: "rule.completion", problem: "one_of" },
    ],
    [
      { ...sound, rule: { ...shares, increment: "0" } },
      { code: "rule_invalid", at: "rule.increment", problem: "above_zero_expected" },
    ],
    [
      { ...sound, rule: { ...shares, exhaustive: "yes" } },
      { at: "rule.exhaustive", problem: "flag_expected" },
    ],
  ];
  for (const [document, expected] of cases) {
    try {
      tallyElection(document);
      t.fail(`not refused: ${JSON.stringify(expected)}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      t.match({ code: error.code, ...error.figures }, expected);
      for (const language of ["fr", "en"] as const) {
        t.notMatch(refusalSentence(error.code, error.figures, language), /\{\w+\}/);
      }
    }
  }
});

function isAnswered(value: unknown): boolean {
  try {
    return formatTally(tallyElection(value)).endsWith("}\n");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return true;
  }
}

t.test("garbage", async (t) => {
  law(t, "any value at all", fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), isAnswered), 500);
  law(
    t,
    "a sound election with one place spoilt",
    fc.property(
      randomElection((type) => fc.oneof(sharesRule(type), greedyRule)),
      fc.nat(),
      fc.oneof(fc.constantFrom(null, true, -1, 0.5, "", "x", "1e9", "9".repeat(70), "__proto__", [], {}, [null]), fc.jsonValue()),
      (document, place, value) => isAnswered(spoilt(document, place, value)),
    ),
    1500,
  );
});

/** A copy in which the value at one place, counted through all of it, is another. */
function spoilt(document: object, place: number, value: unknown): unknown {
  const copy = structuredClone(document) as Record<string, unknown>;
  const places: { holder: Record<string, unknown>; name: string }[] = [];
  const walk = (holder: Record<string, unknown>) => {
    for (const name of Object.keys(holder)) {
      places.push({ holder, name });
      const inner = holder[name];
      if (typeof inner === "object" && inner !== null) walk(inner as Record<string, unknown>);
    }
  };
  walk(copy);
  const target = places[place % places.length];
  if (target) target.holder[target.name] = value;
  return copy;
}
