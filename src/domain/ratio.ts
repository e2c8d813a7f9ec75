/**
 * Exact fractions of two bigints.
 *
 * A quotient is never rounded before `apportion`, `floor` or a comparison (DESIGN §4). Sixty digits are not enough:
 * three members who give each other equal points get 333.34 / 333.33 / 333.33 of 1000.00, where rounded quotients
 * lose a cent. A ratio is always in lowest terms with a positive denominator, so equal values have equal fields.
 */
import { isDecimal } from "./decimal-text.js";

export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** The least common multiple of two whole numbers above zero. */
export const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;

/** numerator / denominator in lowest terms. Throws on a zero denominator: that is a bug, never an input. */
export function ratio(numerator: bigint, denominator = 1n): Ratio {
  if (denominator === 0n) throw new RangeError("a ratio has no zero denominator");
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** A text that `isDecimal` accepts, as an exact fraction: "12.5" → 25/2. Anything else is the caller’s bug. */
export function parseRatio(text: string): Ratio {
  if (!isDecimal(text)) throw new RangeError(`not a decimal: ${text}`);
  const [whole = "", places = ""] = text.split(".");
  return ratio(BigInt(whole + places), 10n ** BigInt(places.length));
}

export const zero: Ratio = { numerator: 0n, denominator: 1n };
export const one: Ratio = { numerator: 1n, denominator: 1n };

export const add = (a: Ratio, b: Ratio): Ratio =>
  a.denominator === b.denominator
    ? ratio(a.numerator + b.numerator, a.denominator)
    : ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const subtract = (a: Ratio, b: Ratio): Ratio => add(a, { numerator: -b.numerator, denominator: b.denominator });
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.numerator * b.numerator, a.denominator * b.denominator);
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.numerator * b.denominator, a.denominator * b.numerator);

/** Below zero when a < b, zero when equal, above zero when a > b. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The largest whole number that is not above the ratio: floor(−1/2) = −1. */
export function floor({ numerator, denominator }: Ratio): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** The nearest whole number; a half goes up: halfUp(5/2) = 3, halfUp(−5/2) = −2. */
export const halfUp = (value: Ratio): bigint => floor(add(value, { numerator: 1n, denominator: 2n }));

/** A ratio as a decimal text of at most so many decimals, half up, without zeros at its end: decimalOf(27/4, 6) = "6.75". */
export function decimalOf(value: Ratio, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const scaled = halfUp(multiply(value, ratio(scale)));
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, "");
  return scaled < 0n ? `-${text}` : text;
}
