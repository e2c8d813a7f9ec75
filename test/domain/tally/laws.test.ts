import fc from "fast-check";
import { add, compare, multiply, ratio } from "../../../src/domain/ratio.js";
import { parseElection } from "../../../src/domain/tally/election.js";
import { equalShares } from "../../../src/domain/tally/equal-shares.js";
import { tallyElection } from "../../../src/domain/tally/tally.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { greedyRule, type RandomElection, randomElection, sharesRule } from "./elections.js";
import { referenceGreedy, referenceShares } from "./reference.js";

const lotOf = (election: RandomElection) => parseElection(election).lot;
const units = (amount: string): bigint => BigInt(amount.replace(".", ""));

t.test("the rule and a slow one in exact fractions agree", async (t) => {
  law(
    t,
    "equal shares: winners in their order, whatever the utility, completion, stop and comparison",
    fc.property(randomElection(sharesRule), (election) => {
      const { order } = referenceShares(election, lotOf(election));
      return JSON.stringify(tallyElection(election).order) === JSON.stringify(order);
    }),
    3000,
  );
  law(
    t,
    "and what every voter has left",
    fc.property(randomElection(sharesRule), (document) => {
      const election = parseElection(document);
      if (election.rule.kind !== "equal-shares") return false;
      const { course } = equalShares(election, election.rule);
      const unit = ratio(10n ** BigInt(election.places));
      return referenceShares(document, election.lot).left.every(
        (left, ballot) => compare(multiply(left, unit), course.leftOf(ballot)) === 0,
      );
    }),
    1500,
  );
  law(
    t,
    "greedy",
    fc.property(
      randomElection(() => greedyRule),
      (election) => {
        return JSON.stringify(tallyElection(election).order) === JSON.stringify(referenceGreedy(election, lotOf(election)));
      },
    ),
    2000,
  );
});

t.test("a few hundred voters, where floating point numbers do the looking", async (t) => {
  const crowd = fc.record({ voters: fc.integer({ min: 60, max: 220 }), salt: fc.nat(), unit: fc.constantFrom("1", "97", "0.01") });
  law(
    t,
    "the winners of the slow one, on ballots that share much",
    fc.property(crowd, fc.constantFrom("cost", "cardinality", "points"), ({ voters, salt, unit }, utility) => {
      const election = crowded(voters, salt, unit, utility);
      return JSON.stringify(tallyElection(election).order) === JSON.stringify(referenceShares(election, lotOf(election)).order);
    }),
    12,
  );
});

/** Voters in few camps, costs that are multiples of each other, points from 1 to 3: equal prices all over. */
function crowded(voters: number, salt: number, unit: string, utility: string): RandomElection {
  let state = salt;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 1;
    return (state >>> 8) % below;
  };
  const projects = Array.from({ length: 12 }, (_, place) => `q${place}`);
  const ballots = Array.from({ length: voters }, () => {
    const camp = next(4);
    const chosen = projects.filter((_, place) => (place % 4 === camp ? next(4) > 0 : next(5) === 0));
    return utility === "points" ? { projects: chosen, points: chosen.map(() => String(1 + next(3))) } : { projects: chosen };
  });
  const scale = (number: number) => (unit === "0.01" ? (number / 100).toFixed(2) : String(number * Number(unit)));
  return {
    format: "moisson.election/1",
    currency: "EUR",
    budget: scale(1000 + next(400)),
    ballotType: utility === "points" ? "cumulative" : "approval",
    projects: projects.map((id) => ({ id, cost: scale(40 * (1 + next(8))) })),
    ballots,
    rule: { name: "equal-shares", utility, completion: "add1", start: "exact", increment: scale(1) },
  };
}

t.test("money that just suffices, where floating point sums fall short", async (t) => {
  t.not(
    Array.from({ length: 10 }, () => 0.1).reduce((a, b) => a + b),
    1,
  );
  for (const voters of [10, 6, 14, 49, 98, 107]) {
    const own = Array.from({ length: voters }, (_, voter) => `own ${voter}`);
    const { order, projects } = tallyElection({
      format: "moisson.election/1",
      budget: "1",
      ballotType: "approval",
      projects: [{ id: "all", cost: "1" }, ...own.map((id) => ({ id, cost: "1" }))],
      // Different ballots, so that each is looked at on its own.
      ballots: own.map((id) => ({ projects: ["all", id] })),
      rule: { name: "equal-shares" },
    });
    t.same(order, ["all"], `${voters} voters with 1/${voters} each`);
    t.match(projects[0]?.basis, { kind: "bought", full: voters, less: 0 });
    t.match(projects[1]?.basis, { kind: "unaffordable", held: "0", missing: "1" });
  }
});

t.test("a project of one voter that costs a million millions is reached without as many runs", async (t) => {
  // One increment after the other would never end.
  const { order, course } = tallyElection({
    format: "moisson.election/1",
    currency: "EUR",
    budget: "1000000000000.00",
    ballotType: "approval",
    projects: [
      { id: "small", cost: "100.00" },
      { id: "large", cost: "999999999999.00" },
    ],
    ballots: [...Array.from({ length: 99 }, () => ({ projects: ["small"] })), { projects: ["large"] }],
    rule: { name: "equal-shares", completion: "add1" },
  });
  t.same(order, ["small"]);
  t.equal(course?.perVoter, "999999999998.00", "with one increment more the large one would be bought, and too much spent");
});

t.test("what is spent", async (t) => {
  const any = randomElection((type) => fc.oneof(sharesRule(type), greedyRule));
  law(
    t,
    "is the cost of the winners, within the budget; a withdrawn project never wins; each wins once",
    fc.property(any, (election) => {
      const { projects, order, selected, spent, budget } = tallyElection(election);
      const won = projects.filter((project) => project.selected);
      const cost = won.reduce((sum, project) => sum + units(project.cost), 0n);
      return (
        cost === units(spent) &&
        cost <= units(budget) &&
        new Set(order).size === order.length &&
        JSON.stringify([...order].sort()) === JSON.stringify([...selected].sort()) &&
        election.projects.every(({ id, withdrawn }) => !withdrawn || !selected.includes(id))
      );
    }),
    1500,
  );
  law(
    t,
    "a purchase of equal shares is paid in full by its supporters, and nobody pays more than they have",
    fc.property(randomElection(sharesRule), (document) => {
      const election = parseElection({ ...document, rule: { ...document.rule, completion: "none", comparison: false } });
      if (election.rule.kind !== "equal-shares") return false;
      const { reasons, course, spent } = equalShares(election, election.rule);
      const paid = reasons.every((reason, project) => {
        if (reason.kind !== "bought") return true;
        const sum = add(reason.fullSum, reason.lessSum);
        return compare(sum, ratio(election.projects[project]?.cost ?? 0n)) === 0 && reason.lessSum.numerator >= 0n;
      });
      const left = document.ballots.map((_, ballot) => course.leftOf(ballot));
      const all = left.reduce(add, ratio(spent));
      return paid && left.every(({ numerator }) => numerator >= 0n) && (left.length === 0 || compare(all, ratio(election.budget)) === 0);
    }),
    1500,
  );
  law(
    t,
    "completed, no project that is left out would still fit",
    fc.property(randomElection(sharesRule), (document) => {
      const { projects, spent, budget } = tallyElection({ ...document, rule: { ...document.rule, completion: "add1u" } });
      const left = units(budget) - units(spent);
      return projects.every(({ selected, cost, basis }) => selected || basis.kind === "withdrawn" || units(cost) > left);
    }),
    1000,
  );
});

t.test("greedy", async (t) => {
  const documents = randomElection(() => fc.constant({ name: "greedy" }));
  law(
    t,
    "what it skips would not have fitted then; without skipping it is the beginning of the same list",
    fc.property(documents, (document) => {
      const { order } = tallyElection(document);
      const stopped = tallyElection({ ...document, rule: { name: "greedy-no-skip" } }).order;
      return JSON.stringify(order.slice(0, stopped.length)) === JSON.stringify(stopped);
    }),
    800,
  );
  law(
    t,
    "one more vote never makes a winner lose",
    fc.property(documents, fc.nat(), (document, place) => {
      if (document.ballotType !== "approval") return true;
      const { selected } = tallyElection(document);
      const winner = selected[place % Math.max(1, selected.length)];
      if (winner === undefined) return true;
      const more = { ...document, ballots: [...document.ballots, { projects: [winner] }] };
      return tallyElection(more).selected.includes(winner);
    }),
    800,
  );
  law(
    t,
    "a higher threshold never lets in somebody with fewer votes than it",
    fc.property(documents, fc.nat({ max: 6 }), (document, threshold) => {
      const { projects } = tallyElection({ ...document, rule: { name: "greedy-threshold", threshold: String(threshold) } });
      return projects.every(({ selected, votes }) => !selected || Number(votes) >= threshold);
    }),
    500,
  );
});

t.test("the order of ballots and the names of projects change nothing", async (t) => {
  const any = randomElection((type) => fc.oneof(sharesRule(type), greedyRule, divideRule));
  law(
    t,
    "ballots from last to first",
    fc.property(any, (document) => {
      const turned = { ...document, ballots: [...document.ballots].reverse() };
      return JSON.stringify(tallyElection(turned)) === JSON.stringify(tallyElection(document));
    }),
    800,
  );
  law(
    t,
    "other ids",
    fc.property(any, (document) => {
      const rename = (text: string) => text.replaceAll(/"p(\d)"/g, '"project $1"');
      return (
        JSON.stringify(tallyElection(JSON.parse(rename(JSON.stringify(document))))) === rename(JSON.stringify(tallyElection(document)))
      );
    }),
    500,
  );
});

const divideRule = fc.constantFrom<Record<string, unknown>>({ name: "mean" }, { name: "median" }, { name: "nash" }, { name: "quadratic" });

t.test("a divided budget", async (t) => {
  const documents = randomElection(() => divideRule);
  const says = (document: RandomElection) => parseElection(document).ballots.supporters;
  law(
    t,
    "is given to the last unit where a ballot proposes anything; quadratic keeps what is not drawn",
    fc.property(documents, (document) => {
      const { projects, spent, budget } = tallyElection(document);
      const sum = projects.reduce((all, { amount }) => all + units(amount), 0n);
      const supporters = says(document);
      const isProposed = document.projects.some(({ withdrawn }, project) => !withdrawn && (supporters[project] ?? 0) > 0);
      if (sum !== units(spent) || projects.some(({ amount }) => amount.startsWith("-"))) return false;
      return document.rule.name === "quadratic" ? sum <= units(budget) : sum === (isProposed ? units(budget) : 0n);
    }),
    1500,
  );
  law(
    t,
    "whoever nobody supports gets nothing",
    fc.property(documents, (document) => {
      const { projects } = tallyElection(document);
      const supporters = says(document);
      return projects.every(({ amount }, project) => (supporters[project] ?? 0) > 0 || /^[0.]+$/.test(amount));
    }),
    500,
  );
  law(
    t,
    "nash: no small shift from one project to another makes the product larger",
    fc.property(
      randomElection(() => fc.constant({ name: "nash" }), { types: ["approval"] }),
      (document) => {
        const million = { ...document, currency: "EUR", budget: "10000.00" };
        const { projects } = tallyElection(million);
        const parts = projects.map(({ amount }) => Number(amount));
        const open = document.ballots
          .map(({ projects: named }) => named.filter((id) => !document.projects.find((project) => project.id === id)?.withdrawn))
          .filter((named) => named.length > 0);
        const logarithm = (amounts: readonly number[]) =>
          open.reduce(
            (sum, named) =>
              sum + Math.log(named.reduce((all, id) => all + (amounts[document.projects.findIndex((p) => p.id === id)] ?? 0), 0)),
            0,
          );
        const best = logarithm(parts);
        return parts.every((part, from) =>
          parts.every((_, to) => {
            if (from === to || part < 10) return true;
            const moved = parts.map((amount, place) => amount + (place === to ? 10 : 0) - (place === from ? 10 : 0));
            return logarithm(moved) <= best + 1e-6;
          }),
        );
      },
    ),
    200,
  );
});

t.test("the lot", async (t) => {
  const tied = (seed?: string) => ({
    format: "moisson.election/1",
    budget: "2",
    ...(seed === undefined ? {} : { seed }),
    ballotType: "approval",
    projects: ["a", "b", "c", "d"].map((id) => ({ id, cost: "1" })),
    ballots: [{ projects: ["a", "b", "c", "d"] }],
    rule: { name: "greedy" },
  });
  t.same(tallyElection(tied()).order, ["a", "b"], "a file: its order");
  t.same(tallyElection(tied("spring")).order, tallyElection(tied("spring")).order);
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 2400; seed += 1) {
    const [first = ""] = tallyElection(tied(`round ${seed}`)).order;
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  t.ok(
    [...counts.values()].every((count) => count > 500 && count < 700),
    `each of four wins about 600 times of 2,400: ${[...counts].join(" ")}`,
  );
});
