/**
 * Quadratic funding of a matching pool (Buterin, Hitzig, Weyl 2019): what people gave to a project draws
 * (Σ √c)² − Σ c from the pool, so that many small gifts draw more than one large one.
 *
 *  - The points of a ballot are what its voter gave, in the currency’s main unit; a ballot that only names projects gave one
 *    to each.
 *  - Roots are whole numbers: ⌊√(c × 10^24)⌋, that is √c to twelve decimals.
 *  - Where the pool is larger than all that is drawn, each project gets what it draws, rounded down, and the rest stays;
 *    where it is smaller, it is apportioned by what each draws, to the last unit.
 *
 *   pool 6.00: four gifts of 1.00 draw 16 − 4 = 12.00, one of 4.00 draws 4 − 4 = 0 → 6.00 and 0.00
 */
import { apportion } from "../apportion.js";
import type { Proposal } from "./divide.js";
import type { Election } from "./election.js";

const scale = 10n ** 24n;

export function quadraticMatch(
  { projects, budget, places, ballots }: Election,
  proposals: readonly Proposal[],
  order: readonly number[],
): bigint[] {
  const roots = projects.map(() => 0n);
  const gifts = projects.map(() => 0n);
  const known = new Map<number, bigint>();
  for (const { size, projects: named, points } of proposals) {
    named.forEach((project, index) => {
      const gift = points[index] as number;
      const root = known.get(gift) ?? squareRoot(BigInt(gift) * scale);
      known.set(gift, root);
      roots[project] = (roots[project] as bigint) + BigInt(size) * root;
      gifts[project] = (gifts[project] as bigint) + BigInt(size) * BigInt(gift);
    });
  }
  // Roots are rounded down: a single gift would draw a hair less than nothing.
  const drawn = roots.map((root, project) => {
    const more = root * root - (gifts[project] as bigint) * scale;
    return more > 0n ? more : 0n;
  });
  const toUnits = (amount: bigint) => (amount * 10n ** BigInt(places)) / (scale * 10n ** BigInt(ballots.pointPlaces));
  const all = drawn.reduce((sum, amount) => sum + amount, 0n);
  return toUnits(all) <= budget ? drawn.map(toUnits) : apportion(budget, drawn, order);
}

/** ⌊√value⌋ by Newton’s method from above. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
