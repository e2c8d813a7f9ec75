/**
 * Dividing the budget (DESIGN §9): every project gets an amount, whole units, in all exactly the budget.
 *
 * A ballot is a proposal: each project it names gets its points ÷ the points of the ballot, or an equal part where ballots
 * only name projects. Empty ballots propose nothing and do not count; points at or below zero count as none.
 *
 *  - `mean`: the mean of the proposals.
 *  - `median`: for each project the median of the proposals (who does not name it proposes 0; of an even number the mean of
 *    the two in the middle), made to fit by scaling (the rule MED of Elkind, Suksompong, Teh 2023, «Settling the score:
 *    portioning with cardinal preferences»). Where every median is 0 there is nothing to scale, and the mean decides.
 *  - `nash`: the division that makes Π (what a voter’s projects get, weighed by their points) as large as can be (Bogomolnaia,
 *    Moulin, Stong 2005): see nash.ts.
 *  - `quadratic`: the budget is a matching pool, the points of a ballot are what its voter gave: see quadratic.ts.
 *
 * The parts are exact; `apportion` rounds them, ties by the lot. Then a project whose part is below what it takes at least gets
 * nothing, and one whose part is above what it takes at most gets that; the rest stays, as nobody proposed it for another.
 *
 *   5.00, ballots {a, c}, {a, d}, {b, c}, {b, d}, {a} → mean 2.00, 1.00, 1.00, 1.00; nash 3.00, 2.00, 0, 0
 */
import { apportion, apportionRatios } from "../apportion.js";
import { add, compare, multiply, type Ratio, ratio, zero } from "../ratio.js";
import type { Election, Project } from "./election.js";
import { nashParts } from "./nash.js";
import { quadraticMatch } from "./quadratic.js";
import type { DivideRule } from "./rule.js";
import type { Work } from "./work.js";

/** What the voters of a group propose: projects with points above zero, not out. */
export interface Proposal {
  readonly size: number;
  readonly projects: readonly number[];
  readonly points: readonly number[];
  readonly total: number;
}

export interface Division {
  /** By project: what the rule gives it, and what it gets. */
  readonly parts: readonly bigint[];
  readonly amounts: readonly bigint[];
  /** Whether every median was 0, so that the mean decided. */
  readonly byMean: boolean;
}

export function divideBudget(election: Election, rule: DivideRule, work: Work): Division {
  const { parts, byMean } = partsOf(election, rule, work);
  return { parts, amounts: parts.map((part, project) => amountFor(election.projects[project] as Project, part)), byMean };
}

function amountFor({ least, most }: Project, part: bigint): bigint {
  if (part < least) return 0n;
  return most !== null && part > most ? most : part;
}

function partsOf(election: Election, { name }: DivideRule, work: Work): Omit<Division, "amounts"> {
  const { projects, budget } = election;
  const proposals = proposalsOf(election);
  const order = projects.map((_, project) => project).sort((a, b) => (election.lot[a] as number) - (election.lot[b] as number));
  const byMean = () => apportionRatios(budget, means(projects.length, proposals), order);
  switch (name) {
    case "mean":
      return { parts: byMean(), byMean: false };
    case "median": {
      const parts = medians(projects.length, proposals);
      const isZero = parts.every(({ numerator }) => numerator === 0n);
      return { parts: isZero ? byMean() : apportionRatios(budget, parts, order), byMean: isZero };
    }
    case "nash":
      return { parts: apportion(budget, nashParts(projects.length, proposals, work), order), byMean: false };
    case "quadratic":
      return { parts: quadraticMatch(election, proposals, order), byMean: false };
  }
}

export function proposalsOf({ projects, ballots }: Election): Proposal[] {
  const proposals: Proposal[] = [];
  for (let group = 0; group < ballots.sizes.length; group += 1) {
    const named: number[] = [];
    const points: number[] = [];
    for (let at = ballots.starts[group] as number; at < (ballots.starts[group + 1] as number); at += 1) {
      const project = ballots.projects[at] as number;
      const given = ballots.points === null ? 1 : (ballots.points[at] as number);
      if (given <= 0 || projects[project]?.out !== null) continue;
      named.push(project);
      points.push(given);
    }
    const total = points.reduce((sum, given) => sum + given, 0);
    if (total > 0) proposals.push({ size: ballots.sizes[group] as number, projects: named, points, total });
  }
  return proposals;
}

/** Σ of the proposals for each project. */
function means(projectCount: number, proposals: readonly Proposal[]): Ratio[] {
  const byTotal = new Map<number, Float64Array>();
  for (const { size, projects, points, total } of proposals) {
    const sums = byTotal.get(total) ?? new Float64Array(projectCount);
    projects.forEach((project, index) => {
      sums[project] = (sums[project] as number) + size * (points[index] as number);
    });
    byTotal.set(total, sums);
  }
  return Array.from({ length: projectCount }, (_, project) =>
    [...byTotal].reduce((sum, [total, sums]) => add(sum, ratio(BigInt(sums[project] as number), BigInt(total))), zero),
  );
}

function medians(projectCount: number, proposals: readonly Proposal[]): Ratio[] {
  const named: { part: Ratio; size: number }[][] = Array.from({ length: projectCount }, () => []);
  for (const { size, projects, points, total } of proposals) {
    projects.forEach((project, index) => {
      named[project]?.push({ part: ratio(BigInt(points[index] as number), BigInt(total)), size });
    });
  }
  const voters = proposals.reduce((sum, { size }) => sum + size, 0);
  return named.map((parts) => medianOf(parts, voters));
}

/** The median of `voters` parts, of which those that are not listed are 0. */
function medianOf(parts: { part: Ratio; size: number }[], voters: number): Ratio {
  if (voters === 0) return zero;
  parts.sort((a, b) => compare(a.part, b.part));
  const zeros = voters - parts.reduce((sum, { size }) => sum + size, 0);
  const at = (place: number): Ratio => {
    let passed = zeros;
    if (place < passed) return zero;
    for (const { part, size } of parts) {
      passed += size;
      if (place < passed) return part;
    }
    return zero;
  };
  return multiply(add(at((voters - 1) >> 1), at(voters >> 1)), { numerator: 1n, denominator: 2n });
}
