/**
 * Counted hours the slow way, to compare with: quarter of an hour by quarter of an hour, each asked which day and weekday the
 * clocks show, with public holidays as the calendar on the wall prints them.
 */
import type { ConsentCalendar, RestDays } from "../../../src/domain/consent/counted-hours.js";

const printed: Readonly<Record<string, string>> = {
  FR: "2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01 2026-11-11 2026-12-25 2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17 2027-07-14 2027-08-15 2027-11-01 2027-11-11 2027-12-25 2028-01-01",
  "alsace-moselle": "2026-04-03 2026-12-26 2027-03-26 2027-12-26",
  martinique: "2026-05-22 2027-05-22",
};

const formats = new Map<string, Intl.DateTimeFormat>();

function shownIn(timeZone: string, instant: number): { day: string; weekday: string } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short", year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, weekday: parts.weekday ?? "" };
}

const weekdays = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const quarter = 900_000;

export function closesByQuarters(openedAt: Date, hours: number, rest: RestDays, calendar: ConsentCalendar): Date {
  const { timeZone, country, region, addedDays } = calendar;
  const holidays = country === "FR" && !rest.countsPublicHolidays ? `${printed.FR} ${printed[region ?? ""] ?? ""}` : "";
  const resting = rest.restWeekdays.map((weekday) => weekdays[weekday]);
  let left = hours * 3_600_000;
  for (let at = openedAt.getTime(); ; ) {
    const next = Math.floor(at / quarter) * quarter + quarter;
    const { day, weekday } = shownIn(timeZone, at);
    if (!resting.includes(weekday) && !holidays.includes(day) && !addedDays.includes(day)) {
      if (next - at >= left) return new Date(at + left);
      left -= next - at;
    }
    at = next;
  }
}
