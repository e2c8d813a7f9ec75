/**
 * Wording: the words in which the steps of one sharing are explained, in one language.
 *
 * A basis holds figures and ids; the document knows the names. This brings them together:
 *   quantity("10", "hours") → 10 h, member("ana") → Ana, money("375.00") → 375,00 €
 */
import { onOneScale, parseDecimal } from "../decimal.js";
import { displayAmount, displayDecimal, displayPercent, displayUnit } from "../display.js";
import { currencyDecimals, formatAmount, parseAmount } from "../money.js";
import { floor, type Ratio, ratio } from "../ratio.js";
import type { Language } from "../refusals.js";
import type { AvailableFigures } from "./course.js";
import type { Facts } from "./facts.js";

export interface Wording {
  readonly language: Language;
  /** An amount of the result in minor units, to reckon with. */
  minor(amount: string): bigint;
  money(amount: string): string;
  number(decimal: string): string;
  /** An amount in a formula, without its currency: 1 000, or with all its decimals, 1 648,60. */
  figure(amount: string): string;
  percent(percent: string): string;
  /** So much of a kind in its unit, or its id where it has none: 10 h, 2 jours. */
  quantity(quantity: string, kind: string): string;
  member(id: string): string;
  fund(id: string): string;
  /** What a step could pay from: «Il restait 750,00 €», «Il y avait 475,00 € (50 % de 950,00 €)». */
  available(figures: AvailableFigures): string;
  /** What is added where rounding gave one of the last units: «, plus 0,01 € qui restait de l’arrondi». */
  readonly rounding: string;
  /** How what is paid follows from the exact figure before it: «, arrondi en dessous», or nothing where they are equal. */
  rounded(exactMinor: Ratio, paidMinor: bigint, spareUnits: number): string;
  /** «500 ÷ 1 000 × 750», and how it was rounded. */
  quotient(part: string, whole: string, amount: string, spareUnits: number): string;
}

export function wordingFor(facts: Facts, language: Language): Wording {
  const { currency } = facts;
  const names = (parties: Facts["members"]) => new Map(parties.map(({ id, name }) => [id, onOneLine(name || id)]));
  const [members, funds] = [names(facts.members), names(facts.funds)];
  const units = new Map(facts.kinds.map(({ id, unit }) => [id, unit === null ? undefined : onOneLine(unit)]));
  const number = (decimal: string) => displayDecimal(decimal, language);
  const figure = (amount: string) => {
    const shown = number(amount);
    const decimals = /\.(\d*[1-9])/.exec(amount)?.[1]?.length ?? 0;
    return decimals === 0 ? shown : shown.padEnd(shown.length + currencyDecimals(currency) - decimals, "0");
  };
  const spareUnit = displayAmount(formatAmount(1n, currency), currency, language);
  const rounding = language === "fr" ? `, plus ${spareUnit} qui restait de l’arrondi` : `, plus ${spareUnit} left over from rounding`;
  const less =
    language === "fr"
      ? `, moins ${spareUnit} que l’arrondi laisse dans le reliquat`
      : `, less ${spareUnit} that rounding leaves in the rest`;
  const [down, up] = language === "fr" ? [", arrondi en dessous", ", arrondi au-dessus"] : [", rounded down", ", rounded up"];
  const rounded = (exactMinor: Ratio, paidMinor: bigint, spareUnits: number) => {
    const lowest = floor(exactMinor);
    if (paidMinor === lowest) return exactMinor.denominator === 1n ? "" : down;
    if (paidMinor < lowest) return less;
    return spareUnits > 0 ? down + rounding : up;
  };
  const minor = (amount: string) => parseAmount(amount, currency);
  const money = (amount: string) => displayAmount(amount, currency, language);
  const percent = (text: string) => displayPercent(text, language);
  return {
    language,
    rounding,
    rounded,
    minor,
    number,
    figure,
    money,
    percent,
    available: ({ rest, base, percent: part, available }) => {
      const [left, of] = [money(available), `${percent(part)} ${language === "fr" ? "de" : "of"} ${money(base)}`];
      if (available === rest) return language === "fr" ? `Il restait ${left}` : `${left} was left`;
      return language === "fr" ? `Il y avait ${left} (${of})` : `There was ${left} (${of})`;
    },
    quantity: (quantity, kind) => {
      const unit = units.get(kind);
      return `${number(quantity)} ${unit === undefined ? kind : displayUnit(unit, quantity, language)}`;
    },
    member: (id) => members.get(id) ?? id,
    fund: (id) => funds.get(id) ?? id,
    quotient: (part, whole, amount, spareUnits) => {
      const [partScaled = 0n, wholeScaled = 1n] = onOneScale([parseDecimal(part), parseDecimal(whole)]);
      const exactMinor = ratio(partScaled * minor(amount), wholeScaled);
      const paidMinor = floor(exactMinor) + BigInt(spareUnits);
      return `${figure(part)} ÷ ${figure(whole)} × ${figure(amount)}${rounded(exactMinor, paidMinor, spareUnits)}`;
    },
  };
}

/** A name never breaks the line, the table or the terminal it is shown in. */
const onOneLine = (name: string): string => name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
