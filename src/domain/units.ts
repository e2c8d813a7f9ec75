/**
 * Units of kinds: the words people write for them, and which of them are money.
 *
 * A kind's unit is a short text that the collective chose («h», «km», «EUR», «repas») or none, and then the kind is
 * qualitative. Different words for one unit are the same: "heures", "hrs" and "h".
 *
 *   canonicalUnit("Heures") → "h"      canonicalUnit("jours") → "day"      canonicalUnit("paniers") → "panier"
 */

import { isCurrency } from "./currency.js";
import { fold, singular } from "./fold.js";

/** Folded words of the units that everybody writes differently. */
export const unitWords = {
  h: ["h", "hr", "hrs", "heure", "heures", "hour", "hours"],
  min: ["min", "mins", "mn", "minute", "minutes"],
  day: ["day", "days", "jour", "jours", "j", "jr", "jrs", "journee", "journees"],
  km: ["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"],
} as const;

const canonical: ReadonlyMap<string, string> = new Map(
  Object.entries(unitWords).flatMap(([unit, words]) => words.map((word) => [word as string, unit] as const)),
);

/** One text for all the words of a unit; a unit of the collective's own is its folded singular. */
export function canonicalUnit(unit: string): string {
  const word = fold(unit).trim();
  return canonical.get(word) ?? singular(word);
}

/** Whether a kind with this unit is counted in money. */
export const isMoneyUnit = (unit: string | null): unit is string => unit !== null && isCurrency(unit);
