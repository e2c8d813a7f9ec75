/**
 * Display: money and numbers as people read them, in French or English. Never for files, never read back.
 *
 *   displayAmount("1234.56", "EUR", "fr") → 1 234,56 €      displayAmount("1234.56", "EUR", "en") → €1,234.56
 *
 *   displayUnit("day", "2", "fr") → jours                   displayUnit("panier", "2", "en") → paniers
 *
 * Texts go in and out exact: nothing passes through a floating point number. French spaces are narrow and never break.
 */
import { decimalsOf } from "./currency.js";
import type { Language } from "./refusals.js";
import { canonicalUnit } from "./units.js";

const locales: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-US" };
const formats = new Map<string, Intl.NumberFormat>();

/** Decimals that `Intl` writes at most, everywhere. A sum of money or a rate that is read has far fewer. */
const digitsMax = 20;

/** A decimal string of a currency as an amount, with the currency's own decimals, or more where a rate has more. */
export function displayAmount(amount: string, currency: string, language: Language): string {
  const needed = (amount.split(".")[1] ?? "").replace(/0+$/, "").length;
  const digits = Math.min(digitsMax, Math.max(decimalsOf(currency) ?? 0, needed));
  const mark = `${language} ${currency} ${digits}`;
  const format =
    formats.get(mark) ??
    new Intl.NumberFormat(locales[language], {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  formats.set(mark, format);
  return format.format(amount as `${number}`).replaceAll("\u00a0", "\u202f");
}

/** A decimal string without idle zeros: displayDecimal("1250.50", "fr") → 1 250,5. */
export function displayDecimal(decimal: string, language: Language): string {
  const [whole = "", fraction = ""] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? "\u202f" : ",");
  const kept = fraction.replace(/0+$/, "");
  return kept === "" ? grouped : grouped + (language === "fr" ? "," : ".") + kept;
}

/** A percent: displayPercent("11.5", "fr") → 11,5 %, displayPercent("11.5", "en") → 11.5%. */
export const displayPercent = (percent: string, language: Language): string =>
  `${displayDecimal(percent, language)}${language === "fr" ? "\u202f%" : "%"}`;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The time of an instant at a place: 9 h, 18 h 30 in French; 9:00, 18:30 in English. */
export function displayTime(at: Date, timeZone: string, language: Language): string {
  const format = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  clocks.set(timeZone, format);
  const [hour = "", minute = ""] = format.format(at).split(":");
  if (language === "en") return `${Number(hour)}:${minute}`;
  return `${Number(hour)}\u00a0h${minute === "00" ? "" : `\u00a0${minute}`}`;
}

/** An instant at a place, in full: jeudi 19 mars 2026 à 10 h; Thursday, 19 March 2026 at 10:00. */
export function displayInstant(at: Date, timeZone: string, language: Language): string {
  const day = at.toLocaleDateString(language === "fr" ? "fr-FR" : "en-GB", { dateStyle: "full", timeZone });
  return `${day} ${language === "fr" ? "à" : "at"} ${displayTime(at, timeZone, language)}`;
}

/** Units of everyday as `Intl` knows them. A day is written out; h, min and km are read as they stand. */
const everyday: Readonly<Record<string, { readonly name: string; readonly isWrittenOut: boolean }>> = {
  h: { name: "hour", isWrittenOut: false },
  min: { name: "minute", isWrittenOut: false },
  km: { name: "kilometer", isWrittenOut: false },
  day: { name: "day", isWrittenOut: true },
};

/** The unit beside a quantity, as many as there are: 1,5 jour, 2 jours, 3 h, 12 km, 2 paniers. */
export function displayUnit(unit: string, quantity: string, language: Language): string {
  const canonical = canonicalUnit(unit);
  const known = everyday[canonical];
  if (known) return known.isWrittenOut ? unitIn(known.name, quantity, language) : canonical;
  return inNumber(unit, isOne(quantity, language));
}

/** One of a unit, written out, as behind a rate: «20,00 € par heure». */
export function displayUnitName(unit: string, language: Language): string {
  const known = everyday[canonicalUnit(unit)];
  return known ? unitIn(known.name, "1", language) : inNumber(unit, true);
}

const unitLocales: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };

const unitIn = (name: string, quantity: string, language: Language): string =>
  new Intl.NumberFormat(unitLocales[language], { style: "unit", unit: name, unitDisplay: "long", maximumFractionDigits: digitsMax })
    .formatToParts(quantity as `${number}`)
    .find(({ type }) => type === "unit")?.value ?? name;

/** French says one up to two, English of 1 alone. */
function isOne(quantity: string, language: Language): boolean {
  const [whole = "", fraction = ""] = quantity.replace(/^-/, "").split(".");
  if (language === "fr") return /^0*[01]?$/.test(whole);
  return /^0*1$/.test(whole) && /^0*$/.test(fraction);
}

/** A unit of the collective’s own, when it is a plain word, with what may follow it: panier, journée de chantier. Not kWh or m2. */
const plainWord = /^(\p{Ll}{3,})( (?:de|du|des|d['’]|of) ?.+)?$/u;

/** Whichever of both it was written as. «repas», «colis» and «choix» are one as well as many. */
function inNumber(unit: string, one: boolean): string {
  const [, word, rest = ""] = plainWord.exec(unit) ?? [];
  if (word === undefined) return unit;
  if (one) return word.replace(/(e|er|t)s$/, "$1") + rest;
  return `${word}${/[sxz]$/.test(word) ? "" : word.endsWith("eau") ? "x" : "s"}${rest}`;
}
