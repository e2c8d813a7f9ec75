/**
 * Money: whole minor units, never floating point.
 *
 * An amount is a bigint of the currency's minor unit (cents of EUR, yens of JPY, millimes of TND) in `domain` and in
 * the database, and a decimal string with exactly the currency's decimals in JSON: 31240n ↔ "312.40" in EUR,
 * 31240n ↔ "31240" in JPY, 31240n ↔ "31.240" in TND.
 */
import { decimalsOf } from "./currency.js";
import type { Decimal } from "./decimal.js";
import { isDecimal } from "./decimal-text.js";
import { halfUp, type Ratio } from "./ratio.js";
import { Refusal } from "./refusals.js";

/** The largest amount the ledger keeps: a PostgreSQL bigint. */
export const amountMaxMinor = 9_223_372_036_854_775_807n;

/** Decimals of a currency. Refuses `unknown_currency`. */
export function currencyDecimals(currency: string): number {
  const decimals = decimalsOf(currency);
  if (decimals === undefined) throw new Refusal("unknown_currency", { at: "currency", currency });
  return decimals;
}

/**
 * A decimal string as minor units: parseAmount("312.4", "EUR") = 31240n.
 * Trailing zeros count as decimals: "1.000" is refused in EUR. Refuses `unknown_currency`, `amount_invalid`,
 * `amount_precision`; `at` names the field.
 */
export function parseAmount(text: string, currency: string, at = "amount"): bigint {
  const decimals = currencyDecimals(currency);
  if (!isDecimal(text)) throw new Refusal("amount_invalid", { at, amount: text });
  const [whole = "", fraction = ""] = text.split(".");
  if (fraction.length > decimals) throw new Refusal("amount_precision", { at, amount: text, currency, decimals });
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

/** Minor units as a decimal string with exactly the currency's decimals: formatAmount(-5n, "EUR") = "-0.05". */
export function formatAmount(minor: bigint, currency: string): string {
  const decimals = currencyDecimals(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
  const sign = minor < 0n ? "-" : "";
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** An exact value in major units (hours × rate) as minor units, rounded half up. */
export function roundToMinor(value: Decimal, currency: string): bigint {
  const shifted = value.times(`1e${currencyDecimals(currency)}`);
  return BigInt(shifted.plus("0.5").floor().toFixed());
}

/** An exact ratio of minor units, rounded half up. */
export const roundRatio = (value: Ratio): bigint => halfUp(value);
