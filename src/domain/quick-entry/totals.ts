/**
 * Figures that are not the total of the line: «20 €/h» is a price, «2 h x 3» is a part. The total is asked, and offered
 * where it is exact: who wrote a price may have agreed on another sum, and «3 x 2 h» may be for three people.
 *
 *   "3 h à 20 €/h", "3 h x 20 €", "3 h atelier x 20 €" → the amount is asked, "60.00" is offered
 *   "2 h x 3 soirs", "3 fois 2 h", "2 h atelier x3" → the quantity is asked, "6" is offered
 */
import { hoursOfMinutes } from "../duration.js";
import { formatAmount, parseAmount } from "../money.js";
import { unitWords } from "../units.js";
import type { AmountFind, Figure, MeasureFind } from "./kinds.js";
import { type Find, type Line, matchAt, overlaps, type Span, typedSlice } from "./line.js";
import { numberWords } from "./measures.js";
import type { QuickField } from "./questions.js";

const end = "(?![\\p{L}\\p{N}])";
const hours = unitWords.h.join("|");
const units = Object.values(unitWords).flat().join("|");
/** A price of hours has them in a group. «20 € par Ana» is no price: in words, a unit must follow. */
const perUnit = new RegExp(
  `(?: ?/ ?| (?:par|per) )(?:(${hours})|${units})${end}|/\\p{L}+| (?:(?:de |a )?l'(heure)|(?:du|le) km|an (hour))${end}`,
  "uy",
);

const sign = "(?:[x×*]|fois|times)";
const count = `([\\d.,/]*\\d|${Object.keys(numberWords).join("|")})`;
const timesBefore = new RegExp(`(?<![\\p{L}\\p{N}.,/-])${count} ?${sign} ?$`, "u");
const timesAfter = new RegExp(`,? ?(?:${sign} ?${count}${end}|${count} (?:fois|times)${end})`, "uy");
/** Behind other words. «3 fois rien» is no count, nor is the second 4 of «du 4 x 4». */
const timesApart = new RegExp(` (?<! \\d+ )(?:[x×*] ?${count}${end}|${count} (?:fois|times)(?= ?(?:[,;.:)]|$)))`, "gu");
const timesAlone = new RegExp(`^ ?${sign} ?$`, "u");
const timesAtEnd = new RegExp(` ${sign} ?$`, "u");

/** The finds of a line; those that are no total are doubts. */
export function withTotalsAsked(line: Line, finds: readonly Find[]): Find[] {
  const prices = finds.flatMap((find) => pricesAt(line, find, finds));
  // «an hour» of a price is no duration.
  const others = finds.filter((find) => !prices.some((price) => overlaps(find, price)));
  const parts = others.filter(isFigure).flatMap((figure) => partsAt(line, figure, finds));
  // «3 jours» of «2 h x 3 jours» is how often.
  const counted = parts.flatMap((part) => [part, ...(part.apart ? [part.apart] : [])]);
  const kept = others.filter((find) => !isFigure(find) || !counted.some((span) => overlaps(find, span)));
  return [
    ...kept,
    ...prices.map((price) => totalAsked(line, price, "amount", price.isPerHour ? costOf(price.amount, kept) : undefined)),
    ...parts.map((part) => totalAsked(line, part, part.figure.what === "amount" ? "amount" : "quantity", productOf(part))),
  ].sort((a, b) => a.from - b.from);
}

interface Part extends Span {
  readonly figure: Figure;
  /** As written: a number or its word. */
  readonly count: string;
  /** Where the count stands, with words between: «x3» of «2 h atelier x3». */
  readonly apart?: Span;
}

function partsAt(line: Line, figure: Figure, finds: readonly Find[]): Part[] {
  const before = timesBefore.exec(line.folded.slice(0, figure.from));
  if (before) return [{ from: before.index, to: figure.to, figure, count: before[1] ?? "" }];
  const after = matchAt(timesAfter, line, figure.to) ?? matchAt(timesApart, line, figure.to);
  if (!after) return [];
  const times = { from: after.index, to: after.index + after[0].length };
  // «3 h x 20 €» says a price of the three hours; what is nearer to another figure is a count of that one.
  const isAnother = (find: Find) => find.from < times.from || (find.what === "amount" && find.from < times.to && find.to > times.to);
  if (finds.some((find) => isFigure(find) && find.from >= figure.to && isAnother(find))) return [];
  const part = { from: figure.from, figure, count: after[1] ?? after[2] ?? "" };
  if (times.from === figure.to) return [{ ...part, to: times.to }];
  const isTold = line.folded.slice(figure.to, times.from).includes(":");
  return isTold ? [] : [{ ...part, to: figure.to, apart: times }];
}

/** The product with a whole number. */
function productOf({ figure, count: written }: Part): string | undefined {
  const times = numberWords[written] ?? (/^\d{1,3}$/.test(written) ? Number(written) : 0);
  if (times === 0) return undefined;
  if (figure.what === "amount") return formatAmount(parseAmount(figure.amount, figure.currency) * BigInt(times), figure.currency);
  return figure.minutes === undefined ? undefined : hoursOfMinutes(figure.minutes * times);
}

interface Price extends Span {
  readonly amount: AmountFind;
  readonly isPerHour: boolean;
}

function pricesAt(line: Line, find: Find, finds: readonly Find[]): Price[] {
  if (find.what !== "amount") return [];
  const isTimes = (a: Span, b: Span) => a.to <= b.from && timesAlone.test(line.folded.slice(a.to, b.from));
  const beside = finds.find((other): other is MeasureFind => other.what === "measure" && (isTimes(other, find) || isTimes(find, other)));
  const measure = beside ?? measuredBefore(line, find, finds);
  if (measure) return [{ from: find.from, to: find.to, amount: find, isPerHour: measure.unit === "h" }];
  const match = matchAt(perUnit, line, find.to);
  if (!match) return [];
  const isPerHour = match.slice(1).some(Boolean);
  return [{ from: find.from, to: find.to + match[0].length, amount: find, isPerHour }];
}

/** What is measured before the words that lead to the price of it: «3 h atelier x 20 €». In «3 h, 2 x 20 €» that is a count. */
function measuredBefore(line: Line, { from }: AmountFind, finds: readonly Find[]): MeasureFind | undefined {
  const before = line.folded.slice(0, from);
  if (!timesAtEnd.test(before) || timesBefore.test(before)) return undefined;
  const last = finds.findLast((find): find is Figure => isFigure(find) && find.to <= from);
  return last?.what === "measure" ? last : undefined;
}

/** What the only duration of the line costs at a price per hour, where it is a whole number of cents. */
function costOf({ amount, currency }: AmountFind, finds: readonly Find[]): string | undefined {
  const [duration, another] = finds.filter((find): find is MeasureFind => find.what === "measure" && find.unit === "h");
  if (duration?.minutes === undefined || another) return undefined;
  const hourly = parseAmount(amount, currency) * BigInt(duration.minutes);
  return hourly % 60n === 0n ? formatAmount(hourly / 60n, currency) : undefined;
}

function totalAsked(line: Line, { from, to, apart }: Span & Pick<Part, "apart">, field: QuickField, total: string | undefined): Find {
  const text = typedSlice(line, from, to).trim() + (apart ? typedSlice(line, apart.from, apart.to) : "");
  return { what: "doubt", from, to, doubt: { field, reason: "total_missing", text, ...(total === undefined ? {} : { options: [total] }) } };
}

export const isFigure = (find: Find): find is Figure => find.what === "amount" || find.what === "measure";
