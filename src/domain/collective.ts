/**
 * Rules of collectives: their short name in addresses, the settings that every figure depends on, and what a new one
 * starts with.
 *
 *  1. The short name is made of the name once, and stays: links on paper must not break. «La Fabrique du Quai» is
 *     `la-fabrique-du-quai`; where that is taken, `la-fabrique-du-quai-2`.
 *  2. Currency and first day of the year are fixed by the first entry: they are in every number written since. The
 *     currency is fixed earlier, by the first contribution or envelope, whose amounts are in it.
 *  3. Reviews that are anonymous stay so.
 *  4. The time zone says which day an instant is; it may change, for the days to come.
 */
import { nameKey, slug } from "./fold.js";
import type { Nature } from "./kind.js";
import { currencyDecimals } from "./money.js";
import { type Language, Refusal } from "./refusals.js";

export const slugLengthMax = 60;
/** What a collective may turn on beside contributions, envelopes and sharings; a new one has none (DESIGN §15: simple by default). */
export const modules = ["rounds", "votes", "reviews", "decisions"] as const;
export type Module = (typeof modules)[number];

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a text can be a short name: `les-communs`. */
export const isSlug = (text: string): boolean => text.length <= slugLengthMax && slugPattern.test(text);

/** The short names a name may take, the best first (rule 1). A name without Latin letters takes `collectif`. */
export function* slugsOf(name: string): Generator<string> {
  const latin = slug(nameKey(name).replace(/[^a-z0-9 ]/g, " "));
  // Room for a number behind it.
  const base = latin.slice(0, slugLengthMax - 5).replace(/-+$/, "") || "collectif";
  yield base;
  for (let number = 2; number < 10_000; number++) yield `${base}-${number}`;
}

/** Settings of a collective that are checked by more than their shape. */
export interface Settings {
  readonly currency: string;
  readonly timeZone: string;
  readonly yearStart: string;
}

/** Refuses `unknown_currency`, `unknown_time_zone` and `year_start_invalid`; checks what is given. */
export function requireSettings({ currency, timeZone, yearStart }: { readonly [Name in keyof Settings]?: string | undefined }): void {
  if (currency !== undefined) currencyDecimals(currency);
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw new Refusal("unknown_time_zone", { at: "timeZone", timeZone });
  if (yearStart !== undefined && !isYearStart(yearStart)) throw new Refusal("year_start_invalid", { at: "yearStart", yearStart });
}

/** Whether the time zone database knows the name: «Europe/Paris». An offset like «+02:00» is no place people live in. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A day that every year has, as `MM-DD`: not 29 February. */
export function isYearStart(text: string): boolean {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [month, day] = [Number(match[1]), Number(match[2])];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2023, month, 0)).getUTCDate();
}

/** What the figures of a collective already rest on. */
export interface InUse {
  readonly hasEntries: boolean;
  /** Contributions or envelopes, whose amounts are in the currency. */
  readonly hasAmounts: boolean;
}

/** Rules 2 and 3. Refuses `setting_fixed`, `anonymity_kept`. */
export function requireChangeable(
  before: Settings & { readonly hasAnonymousReviews: boolean },
  change: { readonly [Name in keyof Settings]?: string | undefined } & { readonly hasAnonymousReviews?: boolean | undefined },
  use: InUse,
): void {
  const changes = (name: keyof Settings) => change[name] !== undefined && change[name] !== before[name];
  if (changes("currency") && (use.hasEntries || use.hasAmounts))
    throw new Refusal("setting_fixed", { at: "currency", is: before.currency });
  if (before.hasAnonymousReviews && change.hasAnonymousReviews === false)
    throw new Refusal("anonymity_kept", { at: "hasAnonymousReviews" });
  if (changes("yearStart") && use.hasEntries) throw new Refusal("setting_fixed", { at: "yearStart", is: before.yearStart });
}

/** What peers are scored on in a new collective, until it says otherwise. */
export const starterCriteria: Readonly<Record<Language, readonly string[]>> = {
  fr: ["soin", "qualité", "impact"],
  en: ["care", "quality", "impact"],
};

export interface StarterKind {
  readonly name: string;
  /** `money` stands for the collective's currency. */
  readonly unit: "h" | "km" | "money" | null;
  readonly isExpense: boolean;
  readonly nature: Nature;
}

const work = (name: string, unit: StarterKind["unit"]): StarterKind => ({ name, unit, isExpense: false, nature: "work" });
const expense = (name: string): StarterKind => ({ name, unit: "money", isExpense: true, nature: "expenses" });

/** Kinds a new collective starts with, so that the first line can be logged at once. It archives what it does not use. */
export const starterKinds: Readonly<Record<Language, readonly StarterKind[]>> = {
  fr: [
    work("Heures", "h"),
    work("Facilitation", "h"),
    expense("Frais"),
    work("Don d’argent", "money"),
    work("Matériel et dons en nature", null),
    work("Joie", null),
    work("Hospitalité", null),
    work("Soin", null),
  ],
  en: [
    work("Hours", "h"),
    work("Facilitation", "h"),
    expense("Expenses"),
    work("Gift of money", "money"),
    work("Goods", null),
    work("Joy", null),
    work("Hospitality", null),
    work("Care", null),
  ],
};
