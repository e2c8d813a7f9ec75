/** Amounts, days and quantities as people read them, in the reader’s language. Texts in, texts out: nothing becomes a float. */
import { displayAmount, displayDecimal, displayPercent, displayTime, displayUnit, displayUnitName } from "../domain/display.js";
import { minutesOfHours } from "../domain/duration.js";
import { language } from "./speech.js";

/** An amount: 1 234,56 €, its thousands apart by narrow spaces, its currency by a whole one; below zero, − 2,50 €. */
export const money = (amount: string, currency: string): string =>
  displayAmount(amount, currency, language.value)
    .replace(/\u202f(?=\D)/, "\u00a0")
    .replace(/^-/, "−\u00a0");
/** How a currency is written beside a field: €, or its code. */
export const currencyMark = (currency: string): string =>
  new Intl.NumberFormat(language.value, { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value ?? currency;

export const number = (decimal: string): string => displayDecimal(decimal, language.value);
export const percent = (value: string): string => displayPercent(value, language.value);

const plainDecimal = /^\d+(?:\.\d+)?$/;

/**
 * A quantity with its unit: ("3.5", "h") → 3 h 30, ("3.333333", "h") → 3 h 20, ("120", "km") → 120 km, ("2", "day") → 2 jours. Hours that
 * are no whole minutes stay decimal.
 */
export function quantity(value: string, unit: string | null): string {
  const minutes = unit === "h" && plainDecimal.test(value) ? minutesOfHours(value) : undefined;
  if (minutes !== undefined) {
    const rest = minutes % 60;
    return `${number(String((minutes - rest) / 60))}\u00a0h${rest === 0 ? "" : `\u00a0${String(rest).padStart(2, "0")}`}`;
  }
  return unit === null ? number(value) : `${number(value)}\u00a0${displayUnit(unit, value, language.value)}`;
}

/** What a figure is counted in, beside the field where it is typed: «jours». */
export const unitOfMany = (unit: string): string => displayUnit(unit, "2", language.value);

/** One of it: «20,00 € par heure». */
export const unitOfOne = (unit: string): string => displayUnitName(unit, language.value);

const locales = { fr: "fr-FR", en: "en-GB" };
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const mark = language.value + JSON.stringify(options);
  const format = formats.get(mark) ?? new Intl.DateTimeFormat(locales[language.value], options);
  formats.set(mark, format);
  return format;
}

/** A day is a date without a place: it is written as it stands, wherever its reader is. */
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** The first of a month is «1er» in French, as nobody says «lundi 1 juin». */
const withFirst = (written: string): string => (language.value === "fr" ? written.replace(/\b1(?= \p{L})/u, "1er") : written);

/** 2026-03-12 → jeudi 12 mars; the year is added where it is not this one. */
export function longDay(day: string): string {
  const isThisYear = day.slice(0, 4) === today().slice(0, 4);
  const format = dateFormat({
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(isThisYear ? {} : { year: "numeric" }),
    timeZone: "UTC",
  });
  return withFirst(format.format(noonOf(day)));
}

/** 2026-03-12 → 12 mars 2026. */
export const fullDay = (day: string): string => withFirst(dateFormat({ dateStyle: "long", timeZone: "UTC" }).format(noonOf(day)));

/** 2026-03-12 → 12/03/2026. */
export const shortDay = (day: string): string =>
  dateFormat({ day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" }).format(noonOf(day));

/** 2026-03-12 → mars 2026. */
export const month = (day: string): string => dateFormat({ month: "long", year: "numeric", timeZone: "UTC" }).format(noonOf(day));

/** What a fiscal year is called by: 2026, or 2026–2027 where it ends in another year than it began. */
export function yearName({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): string {
  const [first, last] = [startsOn.slice(0, 4), endsOn.slice(0, 4)];
  return first === last ? first : `${first}–${last}`;
}

/** An instant at the collective’s place: jeudi 12 mars à 18 h. */
export const instant = (at: string, timeZone: string): string =>
  withFirst(`${dateFormat({ weekday: "long", day: "numeric", month: "long", timeZone }).format(new Date(at))} ${atTime(at, timeZone)}`);

/** The time of an instant at the collective’s place: à 18 h. */
export const atTime = (at: string, timeZone: string): string =>
  `${language.value === "fr" ? "à" : "at"} ${displayTime(new Date(at), timeZone, language.value)}`;

/** The day an instant falls on, at a place. */
export const dayAt = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(at));

/** Today, where the reader is. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${`${now.getMonth() + 1}`.padStart(2, "0")}-${`${now.getDate()}`.padStart(2, "0")}`;
}

const lists = { fr: new Intl.ListFormat("fr", { type: "conjunction" }), en: new Intl.ListFormat("en", { type: "conjunction" }) };
/** Ana, Bob et Cy. */
export const listed = (items: readonly string[]): string => lists[language.value].format(items);
/** Ana, Bob ou Cy. */
export const listedOr = (items: readonly string[]): string => new Intl.ListFormat(language.value, { type: "disjunction" }).format(items);
