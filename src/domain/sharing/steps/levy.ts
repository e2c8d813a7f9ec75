/**
 * Levy: a part of the money goes to a fund before anything else, by one percent or by brackets (DESIGN §7.3).
 *
 * By brackets, `marginal` takes each slice at its own percent and goes on where the year stopped: f(since + base) −
 * f(since); `whole` takes all of the base at the percent of the bracket it falls in. Rounded half up once, on the sum of
 * the slices, and never more than the rest.
 *
 *   50,000.00, 11.5 % up to 30,000, 10.5 % up to 60,000: marginal 3,450 + 2,100 = 5,550.00, whole 5,250.00
 */
import type { Decimal } from "../../decimal.js";
import { roundRatio } from "../../money.js";
import { add, type Ratio, zero } from "../../ratio.js";
import {
  type AvailableFigures,
  availableFor,
  baseOf,
  type Course,
  greater,
  lesser,
  money,
  type Payment,
  type Portion,
  percentField,
  percentOf,
  readPortion,
} from "../course.js";
import type { Places } from "../facts.js";
import { amountField, choiceField, type Fields, fieldsOf, keyFault, listField, required } from "../fields.js";
import type { Wording } from "../wording.js";

/** A slice of the base: up to `upToMinor` included, null without end. */
interface Bracket {
  readonly upToMinor: bigint | null;
  readonly percent: Decimal;
}

interface Brackets {
  readonly mode: "marginal" | "whole";
  readonly sinceMinor: bigint;
  readonly slices: readonly Bracket[];
}

export interface LevyStep {
  readonly kind: "levy";
  readonly to: number;
  readonly portion: Portion;
  readonly brackets: Brackets | null;
}

interface SliceFigures {
  readonly amount: string;
  readonly percent: string;
}

export type LevyBasis =
  | ({ readonly kind: "levy" } & AvailableFigures)
  | {
      readonly kind: "levy";
      readonly rest: string;
      readonly base: string;
      readonly mode: "marginal" | "whole";
      readonly since: string | null;
      readonly slices: readonly SliceFigures[];
    };

export function readLevy(fields: Fields, places: Places): LevyStep {
  const mode = choiceField(fields, "mode", ["marginal", "whole"]);
  return {
    kind: "levy",
    to: places.fundField(fields, "to"),
    portion: readPortion(fields),
    brackets: fields.brackets === undefined ? null : readBrackets(fields, mode, places.currency),
  };
}

function readBrackets(fields: Fields, mode: Brackets["mode"] | undefined, currency: string): Brackets {
  if (mode === undefined) throw keyFault("mode", "missing");
  const slices = listField(fields, "brackets", (item) => readBracket(fieldsOf(item), currency));
  requireRising(slices);
  return { mode, slices, sinceMinor: amountField(fields, "since", currency) ?? 0n };
}

const readBracket = (fields: Fields, currency: string): Bracket => ({
  upToMinor: fields.upTo === null ? null : required(amountField(fields, "upTo", currency), "upTo"),
  percent: required(percentField(fields, "percent"), "percent"),
});

function requireRising(slices: readonly Bracket[]): void {
  const ends = slices.map(({ upToMinor }) => upToMinor);
  if (ends.length === 0 || ends.indexOf(null) !== ends.length - 1) throw keyFault("brackets", "brackets_open_end");
  const rising = ends.every((end, place) => place === 0 || end === null || end > (ends[place - 1] as bigint));
  if (!rising) throw keyFault("brackets", "brackets_not_rising");
}

export function payLevy(step: LevyStep, course: Course): Payment<LevyBasis>[] {
  const { amountMinor, basis } = step.brackets ? levyByBrackets(step.brackets, step.portion, course) : levyByPercent(step.portion, course);
  return [{ to: { fund: step.to }, amountMinor, basis }];
}

function levyByPercent(portion: Portion, course: Course): { amountMinor: bigint; basis: LevyBasis } {
  const { availableMinor, figures } = availableFor(portion, course);
  return { amountMinor: availableMinor, basis: { kind: "levy", ...figures } };
}

function levyByBrackets(
  { mode, slices, sinceMinor }: Brackets,
  portion: Portion,
  course: Course,
): { amountMinor: bigint; basis: LevyBasis } {
  const baseMinor = baseOf(portion, course);
  const levied = mode === "whole" ? wholeSlice(slices, baseMinor) : marginalSlices(slices, sinceMinor, baseMinor);
  const exact = levied.reduce<Ratio>((sum, { amountMinor, percent }) => add(sum, percentOf(amountMinor, percent)), zero);
  const basis: LevyBasis = {
    kind: "levy",
    rest: money(course, course.restMinor),
    base: money(course, baseMinor),
    mode,
    since: mode === "marginal" ? money(course, sinceMinor) : null,
    slices: levied.map(({ amountMinor, percent }) => ({ amount: money(course, amountMinor), percent: percent.toFixed() })),
  };
  return { amountMinor: lesser(course.restMinor, roundRatio(exact)), basis };
}

interface Slice {
  readonly amountMinor: bigint;
  readonly percent: Decimal;
}

const wholeSlice = (slices: readonly Bracket[], baseMinor: bigint): Slice[] =>
  slices
    .filter(({ upToMinor }) => upToMinor === null || baseMinor <= upToMinor)
    .slice(0, 1)
    .map(({ percent }) => ({ amountMinor: baseMinor, percent }));

/** What each bracket covers between `since` and since + base; brackets it does not touch are left out. */
function marginalSlices(slices: readonly Bracket[], sinceMinor: bigint, baseMinor: bigint): Slice[] {
  const endMinor = sinceMinor + baseMinor;
  return slices
    .map(({ upToMinor, percent }, place) => {
      const from = greater(sinceMinor, slices[place - 1]?.upToMinor ?? 0n);
      const to = upToMinor === null ? endMinor : lesser(endMinor, upToMinor);
      return { amountMinor: to - from, percent };
    })
    .filter(({ amountMinor }) => amountMinor > 0n);
}

export function explainLevy(basis: LevyBasis, amount: string, wording: Wording): string {
  const { money, percent, language } = wording;
  const french = language === "fr";
  const part = (figures: SliceFigures) => `${percent(figures.percent)} ${french ? "de" : "of"} ${money(figures.amount)}`;
  const slices = "slices" in basis ? basis.slices : [{ amount: basis.base, percent: basis.percent }];
  const texts = [slices.length > 0 ? slices.map(part).join(" + ") : money(basis.base)];
  if ("slices" in basis && basis.since !== null && /[1-9]/.test(basis.since)) {
    texts.push(french ? `après ${money(basis.since)} cette année` : `after ${money(basis.since)} this year`);
  }
  const allThatWasLeft = amount === basis.rest && basis.base !== basis.rest;
  if (allThatWasLeft) texts.push(french ? `au plus ce qui restait, ${money(amount)}` : `at most what was left, ${money(amount)}`);
  return `${texts.join(", ")}.`;
}
