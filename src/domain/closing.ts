/**
 * Closing a fiscal year, for good: it is over, and the years before it are closed.
 *
 *   2025 over, 2024 open: 2025 is refused, as 2024 closes first; then 2025; 2026 is refused until it is over.
 */
import type { Day } from "./calendar.js";
import type { FiscalYear } from "./ledger.js";
import { Refusal } from "./refusals.js";

type Year = Pick<FiscalYear, "startsOn" | "endsOn" | "isClosed">;

/** The earliest year that is open: the next to close. */
export const earliestOpen = <Known extends Year>(years: readonly Known[]): Known | undefined =>
  years.filter(({ isClosed }) => !isClosed).sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0];

/** The one year that may close, once it is over. */
export function closableYear<Known extends Year>(years: readonly Known[], today: Day): Known | undefined {
  const earliest = earliestOpen(years);
  return earliest && earliest.endsOn < today ? earliest : undefined;
}

/** The year that may close. Refuses `not_found`, `year_closed`, `year_not_over` and `year_before_open`. */
export function requireClosable(years: readonly FiscalYear[], startsOn: Day, today: Day): FiscalYear {
  const year = years.find((one) => one.startsOn === startsOn);
  if (!year) throw new Refusal("not_found", { at: "start", startsOn });
  if (year.isClosed) throw new Refusal("year_closed", { at: "start", startsOn, endsOn: year.endsOn });
  if (year.endsOn >= today) throw new Refusal("year_not_over", { at: "start", startsOn, endsOn: year.endsOn, today });
  const earliest = earliestOpen(years);
  if (earliest && earliest !== year) throw new Refusal("year_before_open", { at: "start", startsOn: earliest.startsOn });
  return year;
}
