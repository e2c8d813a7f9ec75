/**
 * Display: money and numbers as people read them, in French or English. Never for files, never read back.
 *
 *   displayAmount("1234.56", "EUR", "fr") → 1 234,56 €      displayAmount("1234.56", "EUR", "en") → €1,234.56
 *
 * Texts go in and out exact: nothing passes through a floating point number. French spaces are narrow and never break.
 */
import { decimalsOf } from "./currency.js";
import type { Language } from "./refusals.js";

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
