/**
 * The Nash product, divided: parts x of the budget, one in all, for which Π over voters of u_i(x) is largest, where
 * u_i(x) = Σ points of voter i for j × x_j.
 *
 * The best x is not a fraction in general, so it is approached by whole numbers of 2^−96, in a procedure that anyone can
 * repeat with any tool that has long integers (Cover’s algorithm, 1984, also known as proportional response):
 *  1. every project that somebody names begins with the same part;
 *  2. each voter spreads their vote over their projects as these contribute to u_i; the next x is the mean of the votes:
 *     x_j ← ⌊x_j × Σ_i points_ij ÷ u_i(x) ÷ voters⌋, never below one unit of 2^−96. The product grows at each step;
 *  3. it ends when no project’s Σ_i points_ij ÷ u_i(x) ÷ voters is above 1 + 2^−40: the mean logarithm of u_i is then
 *     within 2^−40 of the best there is; or after 20,000 steps, fewer with many ballots (4,000,000 ÷ the projects named on
 *     different ballots, at least 200).
 *
 *   {a, c}, {a, d}, {b, c}, {b, d}, {a} → 3/5, 2/5, 0, 0
 */
import type { Proposal } from "./divide.js";
import type { Work } from "./work.js";

const places = 96n;
const one = 1n << places;
const shift = 160n;
const tolerance = 40n;
const stepsMax = 20_000;
const workMax = 4_000_000;
/** Long integers take longer than a look of equal shares. */
const looksPerPair = 4;

/** Parts in units of 2^−96, by project; all 0 where nobody names any. */
export function nashParts(projectCount: number, proposals: readonly Proposal[], turns: Work): bigint[] {
  const named = new Set(proposals.flatMap(({ projects }) => projects));
  const voters = BigInt(proposals.reduce((sum, { size }) => sum + size, 0));
  let parts = Array.from({ length: projectCount }, (_, project) => (named.has(project) ? one / BigInt(named.size) : 0n));
  if (voters === 0n) return parts;
  const lines = proposals.map(({ size, projects, points }) => ({ size: BigInt(size) << shift, projects, points: points.map(BigInt) }));
  const work = proposals.reduce((sum, { projects }) => sum + projects.length, 0);
  const steps = Math.min(stepsMax, Math.max(200, Math.floor(workMax / work)));
  const limit = voters << shift;
  for (let step = 0; step < steps; step += 1) {
    turns.turn(looksPerPair * work);
    const growth = growthOf(lines, parts);
    parts = parts.map((part, project) => {
      if (part === 0n) return 0n;
      const next = (part * (growth[project] as bigint)) / limit;
      return next === 0n ? 1n : next;
    });
    if (growth.every((grown) => grown - limit <= limit >> tolerance)) break;
  }
  return parts;
}

/** By project: voters × Σ_i points_ij ÷ u_i(x), in units of 2^−160. */
function growthOf(
  lines: readonly { size: bigint; projects: readonly number[]; points: readonly bigint[] }[],
  parts: readonly bigint[],
): bigint[] {
  const growth = parts.map(() => 0n);
  for (const { size, projects, points } of lines) {
    let utility = 0n;
    for (let index = 0; index < projects.length; index += 1)
      utility += (points[index] as bigint) * (parts[projects[index] as number] as bigint);
    const vote = (size << places) / utility;
    for (let index = 0; index < projects.length; index += 1) {
      const project = projects[index] as number;
      growth[project] = (growth[project] as bigint) + (points[index] as bigint) * vote;
    }
  }
  return growth;
}
