/**
 * A year by envelope and by circle, with the same sums: what came in and was transferred, less what was spent, is what is left, in
 * each row and in all. What went to rounds is in no purse, and has a row of its own: with it, all transfers sum to zero. Funds are of no
 * circle, and stand together.
 */
import type { z } from "zod";
import type { yearReport } from "../features/reports/reports.schema.js";
import { isNothing, sumOf } from "./house-figures.js";

export type YearReport = z.output<typeof yearReport>;
export type CircleRow = YearReport["circles"][number];

type Purse = YearReport["purses"][number];
export type PurseRow = Omit<Purse, "class" | "circle" | "circleId"> & { readonly class: Purse["class"] | "round" };
const none = { before: "0.00", received: "0.00", spent: "0.00", after: "0.00" };

/** What was transferred between purses and rounds. */
const roundsOf = (purses: readonly Purse[]): string => negated(sumOf(purses.map(({ transferred }) => transferred)));

export function purseRows({ purses }: Pick<YearReport, "purses">, name: string): PurseRow[] {
  const transferred = roundsOf(purses);
  if (isNothing(transferred)) return purses;
  return [...purses, { ...none, id: "rounds", name, class: "round", transferred, billed: "0.00", shared: "0.00" }];
}

export function circleRows(
  { circles, purses }: Pick<YearReport, "circles" | "purses">,
  names: { funds: string; rounds: string },
): CircleRow[] {
  const funds = purses.filter(({ circleId }) => circleId === null);
  const rounds = roundsOf(purses);
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
