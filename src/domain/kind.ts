/**
 * Rules of kinds: what a collective recognises as wealth, in which unit, at which dated rate (DESIGN §2).
 *
 *  1. A kind without unit is qualitative: it has no rate and never becomes money by itself.
 *  2. A unit of everyday («heures», «hrs») is kept by its one short form (`h`); money by its code; any other as typed.
 *     Money is the collective's own currency.
 *  3. Expenses carry an amount paid out of pocket, so their kind has a unit: the currency unless another is given.
 *  4. A rate is in force from its day on, until the day of the next. It can be set, or set again, from any day after
 *     the last one that a sharing has counted this kind for: what was shared was shared by the rate of its time. So a
 *     rate is never changed under a sharing that is proposed, adopted or posted; before that, setting one again for the
 *     same day replaces it.
 *
 *   rates 20.00 from 2025-01-01, 25.00 from 2026-03-01:   rateOn(…, "2026-02-28") → "20.00"   rateOn(…, "2026-03-01") → "25.00"
 */

import { addDays, type Day } from "./calendar.js";
import { isCurrency } from "./currency.js";
import { decimalDigitsMax, isDecimal } from "./decimal-text.js";
import { Refusal } from "./refusals.js";
import { canonicalUnit, unitWords } from "./units.js";

/** What a share for this kind is paid as. */
export type Nature = "expenses" | "work" | "rights";

export interface KindRate {
  readonly fromOn: Day;
  /** Currency per unit, an exact decimal. */
  readonly rate: string;
}

/** The rate in force on a day, or undefined before the first (rule 4). The order of `rates` says nothing. */
export function rateOn(rates: readonly KindRate[], day: Day): string | undefined {
  let latest: KindRate | undefined;
  for (const rate of rates) if (rate.fromOn <= day && (latest === undefined || rate.fromOn > latest.fromOn)) latest = rate;
  return latest?.rate;
}

const moneySigns: Readonly<Record<string, string>> = { "€": "EUR", $: "USD", "£": "GBP", "¥": "JPY" };

/** The form in which a unit is kept (rule 2). Refuses `currency_mismatch` for money that is not the collective's. */
export function unitForm(typed: string, currency: string): string {
  const text = typed.trim();
  const code = moneySigns[text] ?? text.toUpperCase();
  if (isCurrency(code)) {
    if (code !== currency) throw new Refusal("currency_mismatch", { at: "unit", expected: currency, found: code });
    return code;
  }
  const everyday = canonicalUnit(text);
  return everyday in unitWords ? everyday : text;
}

/** Unit and nature of a new kind, with what follows from its being an expense (rules 2 and 3). */
export function completeKind(
  wanted: { readonly unit: string | null; readonly isExpense: boolean; readonly nature?: Nature | undefined },
  currency: string,
): { unit: string | null; nature: Nature } {
  const unit = wanted.unit === null ? null : unitForm(wanted.unit, currency);
  return {
    unit: unit ?? (wanted.isExpense ? currency : null),
    nature: wanted.nature ?? (wanted.isExpense ? "expenses" : "work"),
  };
}

/** What a contribution was counted in stays: refuses `kind_in_use` for another unit, or an expense that becomes none. */
export function requireSameMeasure(
  before: { readonly name: string; readonly unit: string | null; readonly isExpense: boolean },
  after: { readonly unit: string | null; readonly isExpense: boolean },
  isUsed: boolean,
): void {
  if (!isUsed) return;
  if (before.unit !== after.unit) throw new Refusal("kind_in_use", { at: "unit", kind: before.name });
  if (before.isExpense !== after.isExpense) throw new Refusal("kind_in_use", { at: "isExpense", kind: before.name });
}

/** Since when a kind was given, and until when a sharing that is proposed, adopted or posted has counted it. */
export interface KindUse {
  readonly firstGivenOn: Day | null;
  readonly settledOn: Day | null;
}

/**
 * The day to propose for a rate. A first one covers what was given before it: from the oldest contribution, or from the
 * beginning of the year, whichever comes first. Another one holds from today. Neither under what was shared (rule 4).
 *
 *   a first rate on 2026-03-18, the first hours given on 2025-12-30 → 2025-12-30; shared until 2026-02-28 → 2026-03-01
 */
export function proposedRateDay(
  rates: readonly KindRate[],
  { firstGivenOn, settledOn }: KindUse,
  { today, yearStartsOn }: { readonly today: Day; readonly yearStartsOn: Day },
): Day {
  const wanted = rates.length > 0 ? today : firstGivenOn !== null && firstGivenOn < yearStartsOn ? firstGivenOn : yearStartsOn;
  return settledOn !== null && wanted <= settledOn ? addDays(settledOn, 1) : wanted;
}

/** Decimals a rate may have: 0.529 € a kilometre has three. */
export const rateDecimalsMax = 6;

/** Rules 1 and 4. `settledOn` is the last day that a sharing has counted this kind for. Refuses `kind_qualitative`, `rate_invalid`, `rate_settled`. */
export function requireRate(
  kind: { readonly name: string; readonly unit: string | null },
  { fromOn, rate }: KindRate,
  settledOn: Day | undefined,
): void {
  if (kind.unit === null) throw new Refusal("kind_qualitative", { at: "rate", kind: kind.name });
  const [whole = "", decimals = ""] = rate.split(".");
  if (!isDecimal(rate) || rate.startsWith("-") || decimals.length > rateDecimalsMax || whole.length > decimalDigitsMax / 4)
    throw new Refusal("rate_invalid", { at: "rate", rate, decimals: rateDecimalsMax });
  if (settledOn !== undefined && fromOn <= settledOn) throw new Refusal("rate_settled", { at: "fromOn", from: fromOn, settled: settledOn });
}
