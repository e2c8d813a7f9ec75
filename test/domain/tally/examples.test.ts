/** The worked examples of fixtures/examples/tally: elections that others have counted and published. */
import { readFileSync } from "node:fs";
import { type Ratio, ratio } from "../../../src/domain/ratio.js";
import { type Election, parseElection } from "../../../src/domain/tally/election.js";
import { equalShares } from "../../../src/domain/tally/equal-shares.js";
import { tallyElection } from "../../../src/domain/tally/tally.js";
import { t } from "../../support/tap.js";

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../fixtures/examples/tally/${name}.json`, import.meta.url), "utf8"));

const fraction = (text: string | number): Ratio => {
  const [numerator = "0", denominator = "1"] = String(text).split("/");
  return ratio(BigInt(numerator), BigInt(denominator));
};

/** An example with its approvals by project, as an election. */
function byProject(
  example: { budget: number; numVoters: number; projects: Record<string, number>; approvals: Record<string, number[]> },
  rule: object,
) {
  return {
    format: "moisson.election/1",
    budget: String(example.budget),
    ballotType: "approval",
    projects: Object.entries(example.projects).map(([id, cost]) => ({ id, cost: String(cost) })),
    ballots: Array.from({ length: example.numVoters }, (_, voter) => ({
      projects: Object.keys(example.approvals).filter((id) => example.approvals[id]?.includes(voter)),
    })),
    rule,
  };
}

const sharesOf = (election: Election) => {
  if (election.rule.kind !== "equal-shares") throw new Error("not equal shares");
  return equalShares(election, election.rule);
};

t.test("equalshares.net, first example", async (t) => {
  const example = read("equalshares-net-example-1");
  const document = byProject(example, { name: "equal-shares" });
  t.same(tallyElection(document).order, example.expected.mesCost_noCompletion_order);
  t.same(tallyElection(byProject(example, { name: "greedy" })).order, example.expected.greedyByVotes);
  const { course } = sharesOf(parseElection(document));
  t.same(
    Array.from({ length: example.numVoters }, (_, voter) => course.leftOf(voter)),
    example.expected.remainingVoterBudgetsAtEnd.map(fraction),
  );
});

t.test("equalshares.net, second example", async (t) => {
  const example = read("equalshares-net-example-2");
  const result = tallyElection(byProject(example, { name: "equal-shares" }));
  t.same(result.order, example.expected.mesCost_noCompletion_order);
  const basisOf = (name: string) => result.projects.find(({ id }) => id === name)?.basis;
  // The page reckons with rounded payments: exactly, 250 ÷ ((250 − 3 × 300/7) ÷ 2) = 70/17.
  t.match(basisOf("new park"), { kind: "bought", effectiveVotes: "4.12", full: 2, less: 3, lessSum: "128.57" });
  t.ok(Math.abs(example.expected.effectiveVoteCounts_round2["new park"] - 4.12) < 0.02);
  t.match(basisOf("new playground"), { effectiveVotes: "3.29", supporters: 4 });
  t.match(basisOf("bike path"), { kind: "unaffordable", held: "128.57", missing: "571.43" });
});

/** The elections of the test suite of pabutools; lists are all tied outcomes, of which ours must be one. */
const suite: Record<string, (rule: string) => object | null> = {
  "appex-1": rulesOf,
  "appex-2": rulesOf,
  "appex-3": rulesOf,
  "appex-4-zero-cost": rulesOf,
  "lacknerskowron2023-running": rulesOf,
};

/** Our rule for one of theirs, or null where we have none (they also maximise welfare, and know Phragmén’s). */
function rulesOf(theirs: string): object | null {
  const utility = theirs.endsWith("_costSat") ? "cost" : "cardinality";
  if (theirs.startsWith("mesIterated_0.1_"))
    return { name: "equal-shares", utility, completion: "add1", exhaustive: true, start: "exact", increment: "0.1" };
  if (theirs.startsWith("mes_")) return { name: "equal-shares", utility };
  // Their greedy goes by satisfaction per cost: with cost as satisfaction, that is by votes.
  return theirs === "greedy_costSat" ? { name: "greedy" } : null;
}

for (const [name, ruleFor] of Object.entries(suite)) {
  t.test(`pabutools: ${name}`, async (t) => {
    const example = read(name);
    let compared = 0;
    for (const theirs of Object.keys(example).filter((key) => Array.isArray(example[key]) && ruleFor(key) !== null)) {
      const { selected } = tallyElection({
        format: "moisson.election/1",
        budget: String(example.budget),
        ballotType: "approval",
        projects: Object.entries(example.costs).map(([id, cost]) => ({ id, cost: String(cost) })),
        ballots: example.ballots.map((projects: string[]) => ({ projects })),
        rule: ruleFor(theirs),
      });
      const tied = example[theirs].map((winners: string[]) => [...winners].sort().join());
      t.ok(tied.includes([...selected].sort().join()), `${theirs}: ${selected.join()} is one of ${tied.join(" | ")}`);
      compared += 1;
    }
    t.ok(compared > 0);
  });
}

t.test("donor coordination: the budget divided", async (t) => {
  const { targets, approvals, expected } = read("donor-coordination-5-donors");
  const divided = (name: string) => {
    const { projects } = tallyElection({
      format: "moisson.election/1",
      currency: "EUR",
      budget: "5.00",
      ballotType: "approval",
      projects: targets.map((id: string) => ({ id })),
      ballots: approvals.map((projects: string[]) => ({ projects })),
      rule: { name },
    });
    return Object.fromEntries(projects.map(({ id, amount }) => [id, Number(amount)]));
  };
  t.same(divided("mean"), expected.uncoordinated_equal_split);
  t.same(divided("nash"), expected.nash_product);
});

t.test("quadratic funding with a pool that is too small", async (t) => {
  const { contributions, matchingPool, expected } = read("quadratic-funding-capital-constrained");
  const funded = (budget: string) => {
    const { projects } = tallyElection({
      format: "moisson.election/1",
      currency: "EUR",
      budget,
      ballotType: "cumulative",
      projects: Object.keys(contributions).map((id) => ({ id })),
      ballots: Object.entries<number[]>(contributions).flatMap(([id, gifts]) =>
        gifts.map((gift) => ({ projects: [id], points: [String(gift)] })),
      ),
      rule: { name: "quadratic" },
    });
    return Object.fromEntries(projects.map(({ id, amount }) => [id, Number(amount)]));
  };
  t.same(funded(`${matchingPool}.00`), expected.match_CLR);
  t.same(funded("100.00"), expected.subsidy, "a pool that is large enough gives what is drawn, and keeps the rest");
});
