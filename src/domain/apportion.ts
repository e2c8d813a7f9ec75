/**
 * Apportion: the one way to split an amount (DESIGN §4).
 *
 * Largest remainders (Hamilton's method) on exact parts, with a fair tie-break:
 *  1. each receiver's exact part is total × weight / Σ weights, floored to the minor unit;
 *  2. the minor units left go one each to the largest fractional parts;
 *  3. a tie goes to who stands first in `order`, which turns by one at each sharing of an envelope, so that the odd
 *     cent does not always favour the same person.
 *
 *   100.00 for three equal weights, sequence 3 → 33.33 / 33.33 / 33.34
 */
import { add, compare, type Ratio, zero } from "./ratio.js";

/** Indices 0…count−1 rotated left by (sequence − 1) mod count: rotation(3, 2) = [1, 2, 0]. */
export function rotation(count: number, sequence: number): number[] {
  const shift = (sequence - 1) % count;
  return Array.from({ length: count }, (_, index) => (index + shift) % count);
}

/**
 * Splits `total` (minor units, ≥ 0) by `weights` (≥ 0, any scale); the parts sum to `total`.
 * `order` lists the indices of `weights`, first in line first. All weights zero: nobody gets anything.
 */
export function apportion(total: bigint, weights: readonly bigint[], order: readonly number[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (total * weight) / sum);
  const remainders = weights.map((weight) => (total * weight) % sum);
  return giveLeftUnits(total, parts, order, (a, b) => {
    const difference = (remainders[b] as bigint) - (remainders[a] as bigint);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  });
}

/**
 * The same where the weights are fractions, in lowest terms or not; `sum`, when known, spares adding them up. Nothing is
 * reduced on the way: a greatest common divisor of numbers with thousands of digits would cost more than all the rest.
 */
export function apportionRatios(
  total: bigint,
  weights: readonly Ratio[],
  order: readonly number[],
  sum = weights.reduce(add, zero),
): bigint[] {
  if (sum.numerator === 0n) return weights.map(() => 0n);
  const exact = weights.map(({ numerator, denominator }) => ({
    numerator: total * numerator * sum.denominator,
    denominator: denominator * sum.numerator,
  }));
  const parts = exact.map(({ numerator, denominator }) => numerator / denominator);
  const fractions = exact.map(({ numerator, denominator }) => ({ numerator: numerator % denominator, denominator }));
  // The first 64 binary places decide almost always; only what they leave equal is compared in full.
  const leading = fractions.map(({ numerator, denominator }) => (numerator << 64n) / denominator);
  return giveLeftUnits(total, parts, order, (a, b) => {
    const difference = (leading[b] as bigint) - (leading[a] as bigint);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
    return compare(fractions[b] as Ratio, fractions[a] as Ratio);
  });
}

function giveLeftUnits(total: bigint, parts: bigint[], order: readonly number[], larger: (a: number, b: number) => number): bigint[] {
  const left = Number(total - parts.reduce((a, b) => a + b, 0n));
  if (left === 0) return parts;
  // The sort is stable, so equal fractions keep the places that `order` gives them.
  const line = [...order].sort(larger);
  for (const index of line.slice(0, left)) parts[index] = (parts[index] as bigint) + 1n;
  return parts;
}
