/**
 * People on the board who are paid (DESIGN §8): in French law the management of an association stays disinterested as
 * long as what each of its directors gets in a month, before contributions, is at most three quarters of the minimum
 * wage. The service shows the month beside that figure; it gives no legal advice.
 *
 * The figures are dated data: each holds from its day on until the next one.
 *
 *   March 2026: 900.00 of work from two sharings, beside 1367.27
 */
import type { Day } from "./calendar.js";

/** Three quarters of the monthly gross minimum wage (35 h), half up, from a day on, in EUR. */
export interface BoardThreshold {
  readonly fromOn: Day;
  readonly amount: string;
  readonly source: string;
}

const rule = "CGI art. 261, 7, 1° d ; BOI-IS-CHAMP-10-50-10-20";

export const boardThresholds: readonly BoardThreshold[] = [
  { fromOn: "2023-01-01", amount: "1281.96", source: `${rule} ; SMIC 1 709,28 €` },
  { fromOn: "2023-05-01", amount: "1310.40", source: `${rule} ; SMIC 1 747,20 €` },
  { fromOn: "2024-01-01", amount: "1325.19", source: `${rule} ; SMIC 1 766,92 €` },
  { fromOn: "2024-11-01", amount: "1351.35", source: `${rule} ; SMIC 1 801,80 €` },
  { fromOn: "2026-01-01", amount: "1367.27", source: `${rule} ; SMIC 1 823,03 €` },
];

/** The threshold of a month, as it holds on its first day; none outside France, in other currencies, or before the list begins. */
export const thresholdOf = (month: string, { country, currency }: { country: string; currency: string }): BoardThreshold | null =>
  country === "FR" && currency === "EUR" ? (boardThresholds.findLast(({ fromOn }) => fromOn <= `${month}-01`) ?? null) : null;

/** Whether a term on the board has a day in a month. */
export const sitsIn = (month: string, { fromOn, untilOn }: { readonly fromOn: Day | null; readonly untilOn: Day | null }): boolean =>
  fromOn !== null && fromOn.slice(0, 7) <= month && (untilOn === null || untilOn.slice(0, 7) >= month);
