/**
 * Wording: the words in which the steps of one sharing are explained, in one language.
 *
 * A basis holds figures and ids; the document knows the names. This brings them together:
 *   kind("hours") → h, member("ana") → Ana, money("375.00") → 375,00 €
 */
import { displayAmount, displayDecimal, displayPercent } from "../display.js";
import { formatAmount } from "../money.js";
import type { Language } from "../refusals.js";
import type { AvailableFigures } from "./course.js";
import type { Facts } from "./facts.js";

export interface Wording {
  readonly language: Language;
  money(amount: string): string;
  number(decimal: string): string;
  percent(percent: string): string;
  /** The unit of a kind: h, km; its id where it has none. */
  unit(kind: string): string;
  member(id: string): string;
  fund(id: string): string;
  /** What a step could pay from: «Il restait 750,00 €», «Il y avait 475,00 € (50 % de 950,00 €)». */
  available(figures: AvailableFigures): string;
  /** What is added where rounding gave one of the last units: «, plus 0,01 € qui restait de l’arrondi». */
  readonly rounding: string;
  /** «500 ÷ 1 000 × 750», and the last unit where rounding gave one. */
  quotient(part: string, whole: string, amount: string, spareUnits: number): string;
}

export function wordingFor(facts: Facts, language: Language): Wording {
  const { currency } = facts;
  const names = (parties: Facts["members"]) => new Map(parties.map(({ id, name }) => [id, name || id]));
  const [members, funds] = [names(facts.members), names(facts.funds)];
  const units = new Map(facts.kinds.map(({ id, unit }) => [id, unit ?? id]));
  const number = (decimal: string) => displayDecimal(decimal, language);
  const spareUnit = displayAmount(formatAmount(1n, currency), currency, language);
  const rounding = language === "fr" ? `, plus ${spareUnit} qui restait de l’arrondi` : `, plus ${spareUnit} left over from rounding`;
  const down = language === "fr" ? ", arrondi en dessous" : ", rounded down";
  const money = (amount: string) => displayAmount(amount, currency, language);
  const percent = (text: string) => displayPercent(text, language);
  return {
    language,
    rounding,
    number,
    money,
    percent,
    available: ({ rest, base, percent: part, available }) => {
      const [left, of] = [money(available), `${percent(part)} ${language === "fr" ? "de" : "of"} ${money(base)}`];
      if (available === rest) return language === "fr" ? `Il restait ${left}` : `${left} was left`;
      return language === "fr" ? `Il y avait ${left} (${of})` : `There was ${left} (${of})`;
    },
    unit: (kind) => units.get(kind) ?? kind,
    member: (id) => members.get(id) ?? id,
    fund: (id) => funds.get(id) ?? id,
    quotient: (part, whole, amount, spareUnits) =>
      `${number(part)} ÷ ${number(whole)} × ${number(amount)}${spareUnits > 0 ? down + rounding : ""}`,
  };
}
