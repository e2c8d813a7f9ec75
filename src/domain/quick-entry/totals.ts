/**
 * Figures that are not the total of the line: «20 €/h» is a price. The total is asked, and offered where it is exact: who
 * wrote a price may have agreed on another sum.
 *
 *   "3 h à 20 €/h" → the amount is asked, "60.00" is offered
 */
import { formatAmount, parseAmount } from "../money.js";
import { unitWords } from "../units.js";
import type { AmountFind, MeasureFind } from "./kinds.js";
import { type Find, type Line, matchAt, type Span, typedSlice } from "./line.js";
import type { QuickField } from "./questions.js";

const end = "(?![\\p{L}\\p{N}])";
const hours = unitWords.h.join("|");
const units = Object.values(unitWords).flat().join("|");
/** A price of hours has them in a group. «20 € par Ana» is no price: in words, a unit must follow. */
const perUnit = new RegExp(
  `(?: ?/ ?| (?:par|per|each|every|chaque) )(?:(${hours})|${units})${end}|/\\p{L}+| (?:(?:de |a )?l'(heure)|(?:du|le) km|an (hour)|a (?:day|minute|km))${end}`,
  "uy",
);

/** The finds of a line; those that are no total are doubts. */
export function withTotalsAsked(line: Line, finds: readonly Find[]): Find[] {
  const prices = finds.flatMap((find) => pricesAt(line, find));
  // «an hour» of a price is no duration.
  const kept = finds.filter((find) => !prices.some(({ from, to }) => from < find.to && find.from < to));
  const asked = prices.map(({ from, to, amount, isPerHour }) =>
    totalAsked(line, { from, to }, "amount", isPerHour ? costOf(amount, kept) : undefined),
  );
  return [...kept, ...asked].sort((a, b) => a.from - b.from);
}

interface Price extends Span {
  readonly amount: AmountFind;
  readonly isPerHour: boolean;
}

function pricesAt(line: Line, find: Find): Price[] {
  const match = find.what === "amount" ? matchAt(perUnit, line, find.to) : null;
  if (find.what !== "amount" || !match) return [];
  const isPerHour = match.slice(1).some((word) => word !== undefined);
  return [{ from: find.from, to: find.to + match[0].length, amount: find, isPerHour }];
}

/** What the only duration of the line costs at a price per hour, where it is a whole number of cents. */
function costOf({ amount, currency }: AmountFind, finds: readonly Find[]): string | undefined {
  const [duration, another] = finds.filter((find): find is MeasureFind => find.what === "measure" && find.unit === "h");
  if (duration?.minutes === undefined || another) return undefined;
  const hourly = parseAmount(amount, currency) * BigInt(duration.minutes);
  return hourly > 0n && hourly % 60n === 0n ? formatAmount(hourly / 60n, currency) : undefined;
}

const totalAsked = (line: Line, { from, to }: Span, field: QuickField, total: string | undefined): Find => ({
  what: "doubt",
  from,
  to,
  doubt: { field, reason: "total_missing", text: typedSlice(line, from, to).trim(), ...(total === undefined ? {} : { options: [total] }) },
});
