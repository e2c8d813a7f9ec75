/**
 * Equal shares and greedy once more, in the plainest way: every voter on their own, every figure an exact fraction, every
 * project looked at in every round. Slow, and made from DESIGN §9 alone; the rule is compared with it.
 */
import { add, compare, divide, multiply, type Ratio, ratio, subtract, zero } from "../../../src/domain/ratio.js";
import type { RandomElection } from "./elections.js";

interface Counted {
  readonly budget: Ratio;
  readonly costs: readonly Ratio[];
  readonly open: readonly number[];
  /** By voter and project: points, ranks or 1; zero where the voter does not support it. */
  readonly given: readonly (readonly Ratio[])[];
  readonly votes: readonly Ratio[];
  readonly lot: readonly number[];
}

function decimal(text: string): Ratio {
  const [whole = "0", fraction = ""] = text.split(".");
  return ratio(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}

const least = (a: Ratio, b: Ratio): Ratio => (compare(a, b) < 0 ? a : b);
const sum = (values: readonly Ratio[]): Ratio => values.reduce(add, zero);

function counted(election: RandomElection, lot: readonly number[]): Counted {
  const all = election.ballots.map(({ projects, points }) =>
    election.projects.map(({ id }) => {
      const place = projects.indexOf(id);
      if (election.ballotType === "cumulative" || election.ballotType === "scoring") {
        const fallback = election.ballotType === "scoring" ? (election.defaultScore ?? "0") : "0";
        return decimal((place < 0 ? fallback : points?.[place]) ?? "0");
      }
      if (place < 0) return zero;
      return election.ballotType === "ordinal" ? ratio(BigInt((election.rankMax ?? election.projects.length) - place)) : ratio(1n);
    }),
  );
  return {
    budget: decimal(election.budget),
    costs: election.projects.map(({ cost }) => decimal(cost)),
    open: election.projects.flatMap(({ withdrawn }, project) => (withdrawn ? [] : [project])),
    given: all,
    votes: election.projects.map((_, project) => sum(all.map((ballot) => ballot[project] ?? zero))),
    lot,
  };
}

const at = (values: readonly Ratio[], place: number): Ratio => values[place] ?? zero;

/** Whether project a wins a tie against b. */
function winsTie({ costs, votes, lot }: Counted, a: number, b: number): boolean {
  return (compare(at(costs, a), at(costs, b)) || compare(at(votes, b), at(votes, a)) || (lot[a] ?? 0) - (lot[b] ?? 0)) < 0;
}

const byVotes = (facts: Counted): number[] =>
  [...facts.open].sort((a, b) => compare(at(facts.votes, b), at(facts.votes, a)) || (winsTie(facts, a, b) ? -1 : 1));

function costOf({ costs }: Counted, projects: readonly number[]): Ratio {
  return sum(projects.map((project) => at(costs, project)));
}

function fill(facts: Counted, winners: readonly number[]): number[] {
  const filled = [...winners];
  for (const project of byVotes(facts)) {
    if (!filled.includes(project) && compare(costOf(facts, [...filled, project]), facts.budget) <= 0) filled.push(project);
  }
  return filled;
}

/** One run of equal shares with what each voter begins with. */
function run(facts: Counted, utility: string, perVoter: Ratio): { winners: number[]; left: Ratio[]; buyable: number[] } {
  const positive = (value: Ratio) => value.numerator > 0n;
  const utilityOf = (voter: number, project: number): Ratio => {
    const given = facts.given[voter]?.[project] ?? zero;
    if (!positive(given)) return zero;
    return utility === "cost" ? at(facts.costs, project) : utility === "cardinality" ? ratio(1n) : given;
  };
  const left = facts.given.map(() => perVoter);
  const supporters = (project: number) => facts.given.flatMap((_, voter) => (positive(utilityOf(voter, project)) ? [voter] : []));
  let rest = facts.open.filter((project) => supporters(project).length > 0);
  const buyable = rest;
  const winners: number[] = [];
  /** The smallest ρ for which the supporters pay the cost, or null. */
  const rhoOf = (project: number): Ratio | null => {
    const who = supporters(project);
    const cost = at(facts.costs, project);
    if (compare(sum(who.map((voter) => at(left, voter))), cost) < 0) return null;
    if (cost.numerator === 0n) return zero;
    const line = [...who].sort((a, b) => compare(divide(at(left, a), utilityOf(a, project)), divide(at(left, b), utilityOf(b, project))));
    let missing = cost;
    for (let place = 0; place < line.length; place += 1) {
      const voter = line[place] ?? 0;
      const rho = divide(missing, sum(line.slice(place).map((other) => utilityOf(other, project))));
      if (compare(multiply(rho, utilityOf(voter, project)), at(left, voter)) <= 0) return rho;
      missing = subtract(missing, at(left, voter));
    }
    throw new Error("the supporters can pay together, yet nobody pays in full");
  };
  for (;;) {
    let best: { project: number; rho: Ratio } | null = null;
    for (const project of rest) {
      const rho = rhoOf(project);
      if (rho === null) {
        rest = rest.filter((other) => other !== project);
        continue;
      }
      const difference = best === null ? -1 : compare(rho, best.rho);
      if (best === null || difference < 0 || (difference === 0 && winsTie(facts, project, best.project))) best = { project, rho };
    }
    if (best === null) return { winners, left, buyable };
    const { project, rho } = best;
    for (const voter of supporters(project)) {
      left[voter] = subtract(at(left, voter), least(at(left, voter), multiply(rho, utilityOf(voter, project))));
    }
    winners.push(project);
    rest = rest.filter((other) => other !== project);
  }
}

export interface Reference {
  readonly order: readonly string[];
  readonly left: readonly Ratio[];
}

/** Equal shares of a random election, in full. `lot` is by project, lower first. */
export function referenceShares(election: RandomElection, lot: readonly number[]): Reference {
  const facts = counted(election, lot);
  const rule = election.rule as {
    utility: string;
    completion: string;
    exhaustive: boolean;
    comparison: boolean;
    start: string;
    increment: string;
  };
  const voters = BigInt(election.ballots.length);
  const named = (projects: readonly number[]) => projects.map((project) => election.projects[project]?.id ?? "");
  const exact = voters === 0n ? zero : divide(facts.budget, ratio(voters));
  let outcome = run(facts, rule.utility, exact);
  let winners: readonly number[] = outcome.winners;
  if (rule.completion === "add1" || rule.completion === "add1u") {
    const fits = compare(costOf(facts, facts.open), facts.budget) <= 0;
    if (fits) {
      winners = byVotes(facts);
    } else if (voters > 0n) {
      const whole = facts.budget.numerator / (facts.budget.denominator * voters);
      const start = rule.start === "integral" ? ratio(whole) : exact;
      outcome = run(facts, rule.utility, start);
      for (let k = 1n; ; k += 1n) {
        const won = outcome.winners;
        if (won.length === outcome.buyable.length) break;
        const one = facts.open.some((project) => !won.includes(project) && compare(costOf(facts, [...won, project]), facts.budget) <= 0);
        if (rule.exhaustive && !one) break;
        const next = run(facts, rule.utility, add(start, multiply(decimal(rule.increment), ratio(k))));
        if (compare(costOf(facts, next.winners), facts.budget) > 0) break;
        outcome = next;
      }
      winners = outcome.winners;
    }
  }
  if (rule.completion === "utilitarian" || rule.completion === "add1u") winners = fill(facts, winners);
  if (rule.comparison) {
    const greedy = fill(facts, []);
    const happy = (voter: number, projects: readonly number[]) =>
      projects.filter((project) => (facts.given[voter]?.[project]?.numerator ?? 0n) > 0n).length;
    const differences = facts.given.map((_, voter) => happy(voter, greedy) - happy(voter, winners));
    if (differences.filter((difference) => difference > 0).length > differences.filter((difference) => difference < 0).length)
      winners = greedy;
  }
  return { order: named(winners), left: outcome.left };
}

/** Greedy of a random election. */
export function referenceGreedy(election: RandomElection, lot: readonly number[]): string[] {
  const facts = counted(election, lot);
  const { name, threshold } = election.rule as { name: string; threshold?: string };
  const winners: number[] = [];
  for (const project of byVotes(facts)) {
    if (threshold !== undefined && compare(at(facts.votes, project), decimal(threshold)) < 0) continue;
    if (compare(costOf(facts, [...winners, project]), facts.budget) <= 0) winners.push(project);
    else if (name === "greedy-no-skip") break;
  }
  return winners.map((project) => election.projects[project]?.id ?? "");
}
