/**
 * Durations: minutes as people type them, hours as the ledger of gifts keeps them.
 *
 * A contribution in hours is an exact decimal. Minutes that make no finite decimal (20 min = 1/3 h) are the one place
 * where a quantity is rounded, half up on the sixth decimal, far below a minute, and only when they are typed: what is
 * stored is exact from there on.
 *
 * Seconds, as time trackers count them, are hours by the same rule.
 *
 *   hoursOfMinutes(210) → "3.5"      hoursOfMinutes(80) → "1.333333"      minutesOfHours("1.333333") → 80
 *   hoursOfSeconds(4500n) → "1.25"   hoursOfSeconds(61n) → "0.016944"
 */
import { trimDecimal } from "./typed-number.js";

const millionth = 1_000_000n;

/** Whole minutes as a decimal text of hours. */
export const hoursOfMinutes = (minutes: number): string => hoursOfSeconds(BigInt(minutes) * 60n);

/** Whole seconds as a decimal text of hours. */
export function hoursOfSeconds(seconds: bigint): string {
  const millionths = (seconds * millionth * 2n + 3600n) / 7200n;
  return trimDecimal(`${millionths / millionth}.${(millionths % millionth).toString().padStart(6, "0")}`);
}

/** The whole minute that a quantity of hours stands for, or undefined when it is further than a second from one. */
export function minutesOfHours(hours: string): number | undefined {
  const [whole = "", fraction = ""] = hours.split(".");
  const scale = 10n ** BigInt(fraction.length);
  const minutes = BigInt(whole + fraction) * 60n;
  const nearest = (minutes * 2n + scale) / (scale * 2n);
  const away = minutes > nearest * scale ? minutes - nearest * scale : nearest * scale - minutes;
  return away * 60n <= scale && nearest < BigInt(Number.MAX_SAFE_INTEGER) ? Number(nearest) : undefined;
}
