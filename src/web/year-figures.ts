/**
 * A year by circle, so that its sums are those of envelopes and funds: what came in and was transferred, less what was spent, is what
 * is left, in each circle and in all. Funds are of no circle, and stand together in the last row.
 */
import type { z } from "zod";
import type { yearReport } from "../features/reports/reports.schema.js";
import { sumOf } from "./house-figures.js";

export type YearReport = z.output<typeof yearReport>;
export type CircleRow = YearReport["circles"][number];

export function circleRows({ circles, purses }: Pick<YearReport, "circles" | "purses">, name: string): CircleRow[] {
  const funds = purses.filter(({ circleId }) => circleId === null);
  if (funds.length === 0) return circles;
  const sum = (what: "before" | "received" | "transferred" | "billed" | "shared" | "after") => sumOf(funds.map((fund) => fund[what]));
  const spent = sumOf([sum("billed"), sum("shared")]);
  const [before, received, transferred, after] = [sum("before"), sum("received"), sum("transferred"), sum("after")];
  return [...circles, { id: "funds", name, before, received, transferred, spent, after }];
}
