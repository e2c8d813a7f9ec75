/**
 * Figures of a round: amounts of its commodity (a currency, or whole points) as texts, as minor units to compare and add, and
 * as people read them.
 *
 *   minorOf("12.40", "EUR") → 1240n      textOf(1240n, "EUR") → "12.40"      sumIn("points")("12") → 12 points
 */
import type { z } from "zod";
import { currencyDecimals } from "../domain/money.js";
import type { ballot } from "../features/rounds/ballots.schema.js";
import type { bucket } from "../features/rounds/buckets.schema.js";
import type { settlement } from "../features/rounds/closing.schema.js";
import type { creditFileAnswer, creditList } from "../features/rounds/credits.schema.js";
import type { pledgeList } from "../features/rounds/pledges.schema.js";
import type { round } from "../features/rounds/rounds.schema.js";
import { currencyMark, money, number } from "./format.js";
import { language, plural } from "./speech.js";

export type Round = z.output<typeof round>;
export type Bucket = z.output<typeof bucket>;
export type Settlement = z.output<typeof settlement>;
export type Credits = z.output<typeof creditList>;
export type CreditFileRead = z.output<typeof creditFileAnswer>;
export type Pledge = z.output<typeof pledgeList>["items"][number];
export type Ballot = z.output<typeof ballot>;

export const points = "points";
const decimalsOf = (commodity: string): number => (commodity === points ? 0 : currencyDecimals(commodity));

/** A decimal text as minor units; undefined where it has more decimals than the commodity. */
export function minorOf(text: string, commodity: string): bigint | undefined {
  const [whole = "", fraction = ""] = text.split(".");
  const decimals = decimalsOf(commodity);
  return fraction.length > decimals ? undefined : BigInt(whole + fraction.padEnd(decimals, "0"));
}

/** The same for an amount that the service said. */
export const saidMinor = (text: string, commodity: string): bigint => minorOf(text, commodity) ?? 0n;

export function textOf(minor: bigint, commodity: string): string {
  const decimals = decimalsOf(commodity);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
  const sign = minor < 0n ? "-" : "";
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** One main unit of the commodity in minor units: 100 cents. */
export const unitOf = (commodity: string): bigint => 10n ** BigInt(decimalsOf(commodity));

export const isNothing = (amount: string): boolean => !/[1-9]/.test(amount);

/** How an amount of this commodity is read. */
export const sumIn =
  (commodity: string) =>
  (amount: string): string =>
    commodity === points
      ? `${number(amount)}\u00a0${plural(language.value, /^-?1$/.test(amount) ? 1 : isNothing(amount) ? 0 : 2, { one: "point", other: "points" })}`
      : money(amount, commodity);

/** What stands behind a typed amount. */
export const markOf = (commodity: string): string => (commodity === points ? points : currencyMark(commodity));

export const added = (amounts: readonly string[], commodity: string): string =>
  textOf(
    amounts.reduce((sum, amount) => sum + saidMinor(amount, commodity), 0n),
    commodity,
  );
