/**
 * A year by envelope and by circle, with the same sums: what came in and was transferred, less what was spent, is what is left, in
 * each row and in all. What went to rounds is in no purse, and has a row of its own: with it, all transfers sum to zero. Funds are of no
 * circle, and stand together.
 */
import type { z } from "zod";
import type { yearReport } from "../features/reports/reports.schema.js";
import { isNothing } from "./house-figures.js";

export type YearReport = z.output<typeof yearReport>;
export type CircleRow = YearReport["circles"][number];

type Purse = YearReport["purses"][number];
export type PurseRow = Omit<Purse, "class" | "circle" | "circleId"> & { readonly class: Purse["class"] | "round" };
const none = { before: "0.00", received: "0.00", spent: "0.00", after: "0.00" };

/** What went to rounds, as a row; none where nothing did. */
const toRounds = (transferred: string, name: string) => (isNothing(transferred) ? [] : [{ ...none, id: "rounds", name, transferred }]);

export const purseRows = ({ purses, rounds }: Pick<YearReport, "purses" | "rounds">, name: string): PurseRow[] => [
  ...purses,
  ...toRounds(rounds, name).map((row) => ({ ...row, class: "round" as const, billed: "0.00", shared: "0.00" })),
];

export const circleRows = (
  { circles, funds, rounds }: Pick<YearReport, "circles" | "funds" | "rounds">,
  names: { funds: string; rounds: string },
): CircleRow[] => [...circles, ...(funds ? [{ ...funds, id: "funds", name: names.funds }] : []), ...toRounds(rounds, names.rounds)];
