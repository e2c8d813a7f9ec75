import { currencyDecimals, roundRatio } from "./money.js";
import { multiply, parseRatio, ratio } from "./ratio.js";

/**
 * What a quantity is worth at a rate, in minor units, half up: what a wish may be compared with.
 *
 *   atRate("5.5", "15.00", "EUR") → 8250n      atRate("1", "0.529", "EUR") → 53n
 */
export const atRate = (quantity: string, rate: string, currency: string): bigint =>
  roundRatio(multiply(multiply(parseRatio(quantity), parseRatio(rate)), ratio(10n ** BigInt(currencyDecimals(currency)))));
