/**
 * The board of equal shares: who supports what and how strongly, laid out once for all the runs of a tally.
 *
 * A run charges voters by price: the price q of a project solves Σ min(b_i, q × w_i) = cost over its supporters. With cost
 * or cardinality utilities every supporter has weight w = 1, and q is the largest payment; with points or Borda, w is what
 * the ballot gives. ρ of DESIGN §9 is q / cost with cost utilities, and q with the others.
 *
 * Where it works with floating point numbers it says how far they may be off (shares-run.ts): weights, sizes and their sums
 * are whole numbers below 2^53, so these are exact; costs are rounded once.
 */
import type { Election } from "./election.js";
import type { EqualSharesRule } from "./rule.js";
import { tieOrder } from "./votes.js";

export interface SharesBoard {
  readonly voters: number;
  readonly costs: readonly bigint[];
  readonly costNumbers: Float64Array;
  /** Projects that can be bought: with supporters, not out, of some utility. */
  readonly buyable: readonly number[];
  /** Whether ρ is price / cost (cost utilities). */
  readonly perCost: boolean;
  /** Supporters of project p: groups at starts[p] … starts[p + 1] − 1. Runs may reorder them within that range. */
  readonly starts: Int32Array;
  readonly groups: Int32Array;
  /** Beside `groups`, or null where every weight is 1. */
  readonly weights: Float64Array | null;
  /** By project: how many voters support it. */
  readonly supporters: readonly number[];
  /** By project: Σ size × weight of its supporters. */
  readonly totalWeights: Float64Array;
  readonly sizes: Float64Array;
  /** By group: the projects it supports, with their weights beside. */
  readonly ballotStarts: Int32Array;
  readonly ballotProjects: Int32Array;
  readonly ballotWeights: Float64Array | null;
  readonly tied: (a: number, b: number) => number;
}

export function sharesBoard(election: Election, utility: EqualSharesRule["utility"]): SharesBoard {
  const { projects, ballots } = election;
  const isWeighted = utility === "points" || utility === "borda";
  const own = supported(election, isWeighted);
  const { starts, groups, weights } = bySupporters(projects.length, own);
  const totalWeights = new Float64Array(projects.length);
  projects.forEach((_, project) => {
    for (let at = starts[project] as number; at < (starts[project + 1] as number); at += 1) {
      const size = ballots.sizes[groups[at] as number] as number;
      totalWeights[project] = (totalWeights[project] as number) + size * (weights === null ? 1 : (weights[at] as number));
    }
  });
  const perCost = utility === "cost";
  return {
    voters: ballots.count,
    costs: projects.map(({ cost }) => cost),
    costNumbers: Float64Array.from(projects, ({ cost }) => Number(cost)),
    buyable: projects.flatMap(({ cost, out }, project) =>
      out !== null || totalWeights[project] === 0 || (perCost && cost === 0n) ? [] : [project],
    ),
    perCost,
    starts,
    groups,
    weights,
    supporters: ballots.supporters,
    totalWeights,
    sizes: ballots.sizes,
    ...own,
    tied: tieOrder(election),
  };
}

type Own = Pick<SharesBoard, "ballotStarts" | "ballotProjects" | "ballotWeights">;

/** The ballots without what they do not support: points at or below zero. */
function supported({ ballots }: Election, isWeighted: boolean): Own {
  if (ballots.points === null) return { ballotStarts: ballots.starts, ballotProjects: ballots.projects, ballotWeights: null };
  const ballotStarts = new Int32Array(ballots.starts.length);
  const ballotProjects: number[] = [];
  const ballotWeights: number[] = [];
  for (let group = 0; group + 1 < ballots.starts.length; group += 1) {
    for (let at = ballots.starts[group] as number; at < (ballots.starts[group + 1] as number); at += 1) {
      const points = ballots.points[at] as number;
      if (points <= 0) continue;
      ballotProjects.push(ballots.projects[at] as number);
      ballotWeights.push(points);
    }
    ballotStarts[group + 1] = ballotProjects.length;
  }
  return {
    ballotStarts,
    ballotProjects: Int32Array.from(ballotProjects),
    ballotWeights: isWeighted ? Float64Array.from(ballotWeights) : null,
  };
}

/** The same pairs, sorted by project. */
function bySupporters(projectCount: number, { ballotStarts, ballotProjects, ballotWeights }: Own) {
  const starts = new Int32Array(projectCount + 1);
  for (const project of ballotProjects) starts[project + 1] = (starts[project + 1] as number) + 1;
  for (let project = 0; project < projectCount; project += 1) {
    starts[project + 1] = (starts[project + 1] as number) + (starts[project] as number);
  }
  const next = starts.slice();
  const groups = new Int32Array(ballotProjects.length);
  const weights = ballotWeights === null ? null : new Float64Array(ballotProjects.length);
  for (let group = 0; group + 1 < ballotStarts.length; group += 1) {
    for (let at = ballotStarts[group] as number; at < (ballotStarts[group + 1] as number); at += 1) {
      const project = ballotProjects[at] as number;
      const place = next[project] as number;
      groups[place] = group;
      if (weights !== null && ballotWeights !== null) weights[place] = ballotWeights[at] as number;
      next[project] = place + 1;
    }
  }
  return { starts, groups, weights };
}
