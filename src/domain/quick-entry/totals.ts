/**
 * Figures that are not the total of the line: «20 €/h» is a price, «2 h x 3» is a part. The total is asked, and offered
 * where it is exact: who wrote a price may have agreed on another sum, and «3 x 2 h» may be for three people.
 *
 *   "3 h à 20 €/h", "3 h x 20 €" → the amount is asked, "60.00" is offered
 *   "2 h x 3 soirs", "3 fois 2 h" → the quantity is asked, "6" is offered
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
const timesAlone = new RegExp(`^ ?${sign} ?$`, "u");

/** The finds of a line; those that are no total are doubts. */
export function withTotalsAsked(line: Line, finds: readonly Find[]): Find[] {
  const prices = finds.flatMap((find) => pricesAt(line, find, finds));
  // «an hour» of a price is no duration.
  const others = finds.filter((find) => !prices.some((price) => overlaps(find, price)));
  const parts = others.filter(isFigure).flatMap((figure) => partsAt(line, figure, finds));
  // «3 jours» of «2 h x 3 jours» is how often.
  const kept = others.filter((find) => !isFigure(find) || !parts.some((part) => overlaps(find, part)));
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
}

function partsAt(line: Line, figure: Figure, finds: readonly Find[]): Part[] {
  const before = timesBefore.exec(line.folded.slice(0, figure.from));
  if (before) return [{ from: before.index, to: figure.to, figure, count: before[1] ?? "" }];
  const after = matchAt(timesAfter, line, figure.to);
  if (!after) return [];
  const to = figure.to + after[0].length;
  // «3 h x 20 €» says a price of the three hours.
  if (finds.some((find) => find.what === "amount" && find.from < to && find.to > to)) return [];
  return [{ from: figure.from, to, figure, count: after[1] ?? after[2] ?? "" }];
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
  const measure = finds.find((other): other is MeasureFind => other.what === "measure" && (isTimes(other, find) || isTimes(find, other)));
  if (measure) return [{ from: find.from, to: find.to, amount: find, isPerHour: measure.unit === "h" }];
  const match = matchAt(perUnit, line, find.to);
  if (!match) return [];
  const isPerHour = match.slice(1).some(Boolean);
  return [{ from: find.from, to: find.to + match[0].length, amount: find, isPerHour }];
}

/** What the only duration of the line costs at a price per hour, where it is a whole number of cents. */
function costOf({ amount, currency }: AmountFind, finds: readonly Find[]): string | undefined {
  const [duration, another] = finds.filter((find): find is MeasureFind => find.what === "measure" && find.unit === "h");
  if (duration?.minutes === undefined || another) return undefined;
  const hourly = parseAmount(amount, currency) * BigInt(duration.minutes);
  return hourly % 60n === 0n ? formatAmount(hourly / 60n, currency) : undefined;
}

const totalAsked = (line: Line, { from, to }: Span, field: QuickField, total: string | undefined): Find => ({
  what: "doubt",
  from,
  to,
  doubt: { field, reason: "total_missing", text: typedSlice(line, from, to).trim(), ...(total === undefined ? {} : { options: [total] }) },
});

export const isFigure = (find: Find): find is Figure => find.what === "amount" || find.what === "measure";
