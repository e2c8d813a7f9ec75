/**
 * Figures of envelopes as their sentences and bars need them: decimal texts in, decimal texts out, nothing is rounded on the
 * way but a percent that is only read.
 *
 *   percentOf("1860.00", "3000.00") → "62"      wishingOf({ wished: "15000.00", left: "10000.00", colour: "red" }) → "over"
 */
import type { z } from "zod";
import type { envelopeFigures } from "../features/envelopes/envelopes.schema.js";

export type Figures = z.output<typeof envelopeFigures>;

/** Which sentence says how wishes stand against what is left. */
export type Wishing = "awaited" | "spent" | "free" | "room" | "nearly" | "over";

const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0;

/** A decimal text as a whole number of its smallest parts: scaled("12.5", 2) → 1250n. */
function scaled(text: string, decimals: number): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

export const isNothing = (amount: string): boolean => /^-?0*(?:\.0*)?$/.test(amount);
export const isBelowZero = (amount: string): boolean => amount.startsWith("-") && !isNothing(amount);

/** Σ of amounts of one currency, with as many decimals as the longest of them. */
export function sumOf(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map(decimalsOf));
  const sum = amounts.reduce((total, amount) => total + scaled(amount, decimals), 0n);
  if (decimals === 0) return sum.toString();
  const digits = (sum < 0n ? -sum : sum).toString().padStart(decimals + 1, "0");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** −1, 0 or 1, as a sort wants it. */
export function compareAmounts(one: string, other: string): number {
  const decimals = Math.max(decimalsOf(one), decimalsOf(other));
  const difference = scaled(one, decimals) - scaled(other, decimals);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A part in whole percents of a whole, half up; undefined where the whole is nothing. */
export function percentOf(part: string, whole: string): string | undefined {
  const decimals = Math.max(decimalsOf(part), decimalsOf(whole));
  const [top, bottom] = [scaled(part, decimals), scaled(whole, decimals)];
  if (bottom <= 0n || top < 0n) return undefined;
  return ((top * 200n + bottom) / (bottom * 2n)).toString();
}

/** How wishes stand. The colour is the service’s; this only chooses words for it. */
export function wishingOf({ received, wished, left, colour }: Pick<Figures, "received" | "wished" | "left" | "colour">): Wishing {
  if (isNothing(wished)) {
    if (!isNothing(left) && !isBelowZero(left)) return "free";
    return isNothing(received) ? "awaited" : "spent";
  }
  if (colour === "red") return "over";
  return colour === "orange" ? "nearly" : "room";
}

/** What became of the money that was received: gone, waited for, or there. They add up to it, where nothing is below zero. */
export const whereMoneyIs = ({
  billed,
  shared,
  sharingsAdopted,
  left,
}: Pick<Figures, "billed" | "shared" | "sharingsAdopted" | "left">) => ({
  gone: sumOf([billed, shared]),
  waited: sharingsAdopted,
  there: isBelowZero(left) ? "0" : left,
});

/** Whole days from one day to another; below zero once it is past. Days are dates, so this counts no money. */
export const daysUntil = (day: string, today: string): number => Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
