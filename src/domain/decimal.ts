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
import { parseRatio, type Ratio } from "./ratio.js";

export { decimalDigitsMax, isDecimal } from "./decimal-text.js";

export const Decimal = DecimalJs.clone({ precision: 100_000, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = DecimalJs;

/** A text that `isDecimal` accepts, as an exact value. Anything else is the caller's bug. */
export function parseDecimal(text: string): Decimal {
  if (!isDecimal(text)) throw new RangeError(`not a decimal: ${text}`);
  return new Decimal(text);
}

/** The decimal as an exact fraction. */
export const ratioOf = (value: Decimal): Ratio => parseRatio(value.toFixed());

/** Decimals as whole numbers of their smallest place: [2.5, 10] → [25, 100]. */
export function onOneScale(decimals: readonly Decimal[]): bigint[] {
  const places = decimals.reduce((most, decimal) => Math.max(most, decimal.decimalPlaces()), 0);
  return decimals.map((decimal) => BigInt(decimal.times(`1e${places}`).toFixed()));
}
