/**
 * A year by circle, so that its sums are those of envelopes and funds: what came in and was transferred, less what was spent, is
 * what is left, in each circle and in all. Funds are of no circle, and stand together in a row of their own; so does what went to rounds,
 * whose money is in no purse: with it, all transfers sum to zero.
 */
import type { z } from "zod";
import type { yearReport } from "../features/reports/reports.schema.js";
import { isNothing, sumOf } from "./house-figures.js";

export type YearReport = z.output<typeof yearReport>;
export type CircleRow = YearReport["circles"][number];

type Purse = YearReport["purses"][number];
const none = { before: "0.00", received: "0.00", spent: "0.00", after: "0.00" };

export function circleRows(
  { circles, purses }: Pick<YearReport, "circles" | "purses">,
  names: { funds: string; rounds: string },
): CircleRow[] {
  const funds = purses.filter(({ circleId }) => circleId === null);
  const rounds = negated(sumOf(purses.map(({ transferred }) => transferred)));
  return [
    ...circles,
    ...(funds.length > 0 ? [fundsRow(funds, names.funds)] : []),
    ...(isNothing(rounds) ? [] : [{ ...none, id: "rounds", name: names.rounds, transferred: rounds }]),
  ];
}

function fundsRow(funds: readonly Purse[], name: string): CircleRow {
  const sum = (what: "before" | "received" | "transferred" | "billed" | "shared" | "after") => sumOf(funds.map((fund) => fund[what]));
  const [before, received, transferred, after] = [sum("before"), sum("received"), sum("transferred"), sum("after")];
  return { id: "funds", name, before, received, transferred, spent: sumOf([sum("billed"), sum("shared")]), after };
}

const negated = (amount: string): string => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);
