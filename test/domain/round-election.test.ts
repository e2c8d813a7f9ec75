/** Elections of rounds: what a ballot may say, what it says of who cast it, and that pledges count exactly. */

import { Refusal } from "../../src/domain/refusals.js";
import {
  completionElection,
  electionDocument,
  inNobodysOrder,
  isCoarser,
  readTallyOptions,
  requireIncrement,
} from "../../src/domain/round-election.js";
import { tallyElection } from "../../src/domain/tally/tally.js";
import { t } from "../support/tap.js";

const figuresOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.figures };
    throw error;
  }
  return { code: "not refused" };
};

t.test("limits that no ballot could keep", async (t) => {
  const rule = { name: "greedy" };
  const cases: readonly (readonly [object, object])[] = [
    [
      { ballotType: "ordinal", votesMax: 0, rule },
      { at: "tally.votesMax", problem: "number_at_least", min: 1 },
    ],
    [
      { ballotType: "approval", votesMax: 1.5, rule },
      { at: "tally.votesMax", problem: "whole_number_expected" },
    ],
    [
      { ballotType: "approval", votesMax: 1_000_001, rule },
      { at: "tally.votesMax", problem: "number_at_most", max: 1_000_000 },
    ],
    [
      { ballotType: "cumulative", pointsMax: 0, rule },
      { at: "tally.pointsMax", problem: "number_at_least", min: 1 },
    ],
    [
      { ballotType: "scoring", scoreMin: 9, scoreMax: 3, rule },
      { at: "tally.scoreMax", problem: "number_at_least", min: 10 },
    ],
    [
      { ballotType: "scoring", scoreMin: 3, scoreMax: 3, rule },
      { at: "tally.scoreMax", problem: "number_at_least", min: 4 },
    ],
    [
      { ballotType: "scoring", scoreMax: 0, rule },
      { at: "tally.scoreMax", problem: "number_at_least", min: 1 },
    ],
  ];
  for (const [tally, figures] of cases)
    t.match(
      figuresOf(() => readTallyOptions(tally)),
      { code: "rule_invalid", ...figures },
    );
  t.match(readTallyOptions({ ballotType: "scoring", scoreMin: 7, rule }), { scoreMin: 7, scoreMax: 8 });
});

t.test("an increment is at least the smallest coin", async (t) => {
  const options = (increment: string) => readTallyOptions({ rule: { name: "equal-shares", completion: "add1", increment } });
  const cases: readonly (readonly [string, string, string | null])[] = [
    ["0.01", "EUR", null],
    ["0.009", "EUR", "0.01"],
    ["0.5", "JPY", "1"],
    ["0.001", "TND", null],
    ["0.99", "points", "1"],
    ["1", "points", null],
  ];
  for (const [increment, commodity, min] of cases) {
    const expected = min === null ? { code: "not refused" } : { code: "rule_invalid", at: "tally.rule.increment", min };
    t.match(
      figuresOf(() => requireIncrement(options(increment), commodity)),
      expected,
      `${increment} ${commodity}`,
    );
  }
});

t.test("what may change so that a count ends: a larger increment, and nothing else", async (t) => {
  const tally = { ballotType: "approval", votesMax: 3, rule: { name: "equal-shares", completion: "add1", increment: "0.01" } };
  t.ok(isCoarser(tally, { rule: { increment: "1", completion: "add1", name: "equal-shares" }, votesMax: 3, ballotType: "approval" }));
  t.notOk(isCoarser(tally, tally));
  t.notOk(isCoarser(tally, { ...tally, rule: { ...tally.rule, increment: "0.001" } }));
  t.notOk(isCoarser(tally, { ...tally, votesMax: 4, rule: { ...tally.rule, increment: "1" } }));
  t.notOk(isCoarser(tally, { ...tally, rule: { name: "equal-shares", increment: "1" } }));
  t.notOk(isCoarser(tally, { ...tally, rule: { name: "greedy" } }));
  t.notOk(isCoarser(null, tally));
  t.notOk(isCoarser(tally, null));
});

t.test("a ballot says what was voted, and not in which order the buckets stood before who voted", async (t) => {
  const known = new Set(["a", "b", "c"]);
  const vote = (bucketId: string, points = 1) => ({ bucketId, points });
  const approval = { ballotType: "approval" } as const;
  t.same(
    inNobodysOrder([[vote("c"), vote("a", 7)], [vote("b")], [vote("a"), vote("c")]], known, approval),
    [[vote("a"), vote("c")], [vote("a"), vote("c")], [vote("b")]],
    "the same votes are the same ballot",
  );
  t.same(
    inNobodysOrder([[vote("x"), vote("b")], [vote("a")]], known, approval),
    [[vote("a")], [vote("b")]],
    "what was cancelled leaves no trace in the order",
  );
  t.same(inNobodysOrder([[vote("c", 2), vote("a", 5)]], known, { ballotType: "scoring" }), [[vote("a", 5), vote("c", 2)]]);
  t.same(inNobodysOrder([[vote("c"), vote("a")]], known, { ballotType: "ordinal" }), [[vote("c"), vote("a")]], "a rank is a rank");
});

t.test("pledges count to the cent, however large the largest is", async (t) => {
  const pledged = (points: Record<string, bigint>, memberId: string) => ({ memberId, points: new Map(Object.entries(points)) });
  const asked = {
    budgetMinor: 2_000_000n,
    projects: [
      { id: "huge", title: "Huge", missingMinor: 7_900_000_000n },
      { id: "a", title: "A", missingMinor: 1_900_000n },
      { id: "b", title: "B", missingMinor: 1_899_900n },
    ],
    ballots: [pledged({ huge: 2_000_000_000n }, "bob"), pledged({ a: 100_001n }, "zoe"), pledged({ b: 100_000n }, "eve")],
  };
  const round = { commodity: "EUR", seed: "s" };
  const document = completionElection(asked, round, readTallyOptions({ ballotType: "cumulative", rule: { name: "greedy" } }));
  t.same(tallyElection(document).selected, ["a"], "one cent more was pledged to A");
  const threshold = { name: "greedy-threshold", threshold: "1000.01" };
  const counted = tallyElection(completionElection(asked, round, readTallyOptions({ ballotType: "cumulative", rule: threshold })));
  t.same(counted.selected, ["a"], "a threshold is an amount, also beside a large pledge");
  const most = { ...asked, ballots: [pledged({ a: 9_007_199_254_740_990n }, "bob"), pledged({ b: 1n }, "eve")] };
  t.same(tallyElection(completionElection(most, round, readTallyOptions({ rule: { name: "greedy" } }))).selected, ["a"]);
});

t.test("in a round nothing is funded that nobody voted for", async (t) => {
  const facts = (ballots: readonly (readonly { bucketId: string; points: number }[])[]) => ({
    commodity: "EUR",
    seed: "s",
    budgetMinor: 100_000n,
    projects: ["a", "b", "c"].map((id) => ({ id, title: id, costMinor: 10_000n, mostMinor: 10_000n })),
    ballots,
  });
  const rules = [
    { name: "greedy" },
    { name: "greedy-no-skip" },
    { name: "greedy-threshold", threshold: "0" },
    ...["none", "utilitarian", "add1", "add1u"].map((completion) => ({ name: "equal-shares", completion, comparison: true })),
    ...["mean", "median", "nash", "quadratic"].map((name) => ({ name })),
  ];
  for (const rule of rules) {
    const count = (ballots: Parameters<typeof facts>[0]) => {
      const options = readTallyOptions({ ballotType: "approval", rule });
      const { supportedOnly, ...published } = electionDocument(facts(ballots), options);
      t.equal(supportedOnly, true);
      return [tallyElection({ ...published, supportedOnly }), tallyElection(published)] as const;
    };
    const name = JSON.stringify(rule);
    t.same(count([])[0].selected, [], `${name}: nobody voted`);
    t.same(count([[], []])[0].selected, [], `${name}: empty ballots`);
    t.notOk(
      count([[{ bucketId: "b", points: 1 }]])[0].selected.some((id) => id !== "b"),
      `${name}: one vote`,
    );
  }
  const all = tallyElection({ ...electionDocument(facts([]), readTallyOptions({ rule: { name: "greedy" } })), supportedOnly: false });
  t.same(all.selected, ["a", "b", "c"], "the published rule, by which files are counted, funds what fits");
});

t.test("a divided budget keeps to the goals, and says so", async (t) => {
  const facts = {
    commodity: "EUR",
    seed: "s",
    budgetMinor: 60_000n,
    projects: [
      { id: "small", title: "Small", costMinor: 500n, mostMinor: 1_000n },
      { id: "big", title: "Big", costMinor: 500_000n, mostMinor: 500_000n },
      { id: "fit", title: "Fit", costMinor: 500n, mostMinor: 50_000n },
    ],
    ballots: ["small", "big", "fit"].map((bucketId) => [{ bucketId, points: 1 }]),
  };
  for (const name of ["mean", "median", "nash", "quadratic"]) {
    const { projects, spent } = tallyElection(electionDocument(facts, readTallyOptions({ rule: { name } })));
    for (const { id, amount } of projects) {
      const minor = BigInt(amount.replace(".", ""));
      const { costMinor, mostMinor } = facts.projects.find((one) => one.id === id) as (typeof facts.projects)[number];
      t.ok(minor === 0n || (minor >= costMinor && minor <= mostMinor), `${name}: ${id} gets ${amount}`);
    }
    if (name === "quadratic") continue;
    t.match(projects, [
      { amount: "10.00", selected: true, basis: { kind: "above-most", part: "200.00", bound: "10.00" } },
      { amount: "0.00", selected: false, basis: { kind: "under-least", part: "200.00", bound: "5000.00" } },
      { amount: "200.00", basis: { kind: "divided" } },
    ]);
    t.equal(spent, "210.00", "the rest stays in the pool");
  }
});
