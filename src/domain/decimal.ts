/**
 * Exact decimals: quantities, rates, percents, scores.
 *
 * decimal.js reads, writes, adds and multiplies them. Its precision is set far above any length a field accepts, so
 * sums and products are exact; it never divides here: a quotient is a `Ratio`.
 *
 *   parseDecimal("2.50").times(parseDecimal("25")) → 62.5
 */
import { Decimal as DecimalJs } from "decimal.js";
import { isDecimal } from "./decimal-text.js";
import { type Ratio, ratio } from "./ratio.js";

export { decimalDigitsMax, isDecimal } from "./decimal-text.js";

export const Decimal = DecimalJs.clone({ precision: 100_000, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = DecimalJs;

/** A text that `isDecimal` accepts, as an exact value. Anything else is the caller's bug. */
export function parseDecimal(text: string): Decimal {
  if (!isDecimal(text)) throw new RangeError(`not a decimal: ${text}`);
  return new Decimal(text);
}

/** The decimal as an exact fraction. */
export function ratioOf(value: Decimal): Ratio {
  const text = value.toFixed();
  const point = text.indexOf(".");
  if (point < 0) return { numerator: BigInt(text), denominator: 1n };
  return ratio(BigInt(text.slice(0, point) + text.slice(point + 1)), 10n ** BigInt(text.length - point - 1));
}

/** Decimals as whole numbers of their smallest place: [2.5, 10] → [25, 100]. */
export function onOneScale(decimals: readonly Decimal[]): bigint[] {
  const places = decimals.reduce((most, decimal) => Math.max(most, decimal.decimalPlaces()), 0);
  return decimals.map((decimal) => BigInt(decimal.times(`1e${places}`).toFixed()));
}
