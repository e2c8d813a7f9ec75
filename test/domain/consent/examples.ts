/** The worked examples of fixtures/examples/consent: when something opens, and when it closes. */
import { readFileSync } from "node:fs";
import type { ConsentCalendar, RestDays } from "../../../src/domain/consent/counted-hours.js";

export interface Example {
  readonly why: string;
  readonly opened: string;
  readonly closes: string;
  readonly hours: number;
  readonly rest: RestDays;
  readonly calendar: ConsentCalendar;
}

type Written = Pick<Example, "why" | "opened" | "closes"> &
  Partial<ConsentCalendar & { readonly hours: number; readonly restWeekdays: readonly number[] }>;

const folder = new URL("../../../fixtures/examples/consent/", import.meta.url);

/** The cases of a file; what a case does not say of itself, the file’s rule says, and then the usual. */
export function examplesOf(file: string): Example[] {
  const { rule = {}, cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { rule?: Partial<Written>; cases: Written[] };
  return cases.map((written) => {
    const { why, opened, closes, hours = 72, restWeekdays = [6, 7], ...place } = { ...rule, ...written };
    const { timeZone = "Europe/Paris", country = "FR", region = null, addedDays = [] } = place;
    const rest = { restWeekdays, countsPublicHolidays: false };
    return { why, opened, closes, hours, rest, calendar: { timeZone, country, region, addedDays } };
  });
}
