/**
 * Closing a fiscal year, for good: it is over, and the years before it are closed.
 *
 *   2025 over, 2024 open: 2025 is refused, as 2024 closes first; then 2025; 2026 is refused until it is over.
 */
import type { Day } from "./calendar.js";
import type { FiscalYear } from "./ledger.js";
import { Refusal } from "./refusals.js";

/** The one year that may close: the earliest that is open, once it is over. */
export function closableYear<Year extends Pick<FiscalYear, "startsOn" | "endsOn" | "isClosed">>(
  years: readonly Year[],
  today: Day,
): Year | undefined {
  const [earliest] = years.filter(({ isClosed }) => !isClosed).sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  return earliest && earliest.endsOn < today ? earliest : undefined;
}

/** The year that may close. Refuses `not_found`, `year_closed`, `year_not_over` and `year_before_open`. */
export function requireClosable(years: readonly FiscalYear[], startsOn: Day, today: Day): FiscalYear {
  const year = years.find((one) => one.startsOn === startsOn);
  if (!year) throw new Refusal("not_found", { at: "start", startsOn });
  if (year.isClosed) throw new Refusal("year_closed", { at: "start", startsOn, endsOn: year.endsOn });
  if (year.endsOn >= today) throw new Refusal("year_not_over", { at: "start", startsOn, endsOn: year.endsOn, today });
  const before = years.filter((one) => one.startsOn < startsOn && !one.isClosed).sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0];
  if (before) throw new Refusal("year_before_open", { at: "start", startsOn: before.startsOn });
  return year;
}
