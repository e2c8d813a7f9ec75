/**
 * Counted hours (DESIGN §11): how long a decision stays open, leaving out the days on which people rest.
 *
 *  1. A day is left out, from its midnight to the next in the collective's time zone, when it is one of the weekdays of
 *     rest, a public holiday of its country and region, or a day the collective added.
 *  2. An hour is 3,600 seconds that pass, whatever the clock shows: where the clocks change on a counted day, that day
 *     counts 23 or 25 of them. Nothing is rounded.
 *  3. It closes at the first instant at which so many hours have been counted. What opens on a day of rest starts counting
 *     at the midnight that ends it; what is full at midnight closes there, though a day of rest begins.
 *
 *   72 hours in Paris: opened Thursday 5 March 2026, 10:00 → Thursday 14 h, Friday 24 h, Monday 24 h, Tuesday 10 h
 *   → closes Tuesday 10 March, 10:00
 */
import { addDays, type Day, dayIn, startOfDay, weekdayOf } from "../calendar.js";
import { isPublicHoliday, type Place } from "../public-holidays.js";
import type { ConsentSettings } from "./settings.js";

/** What a collective's days depend on. */
export interface ConsentCalendar extends Place {
  readonly timeZone: string;
  /** Days left out beside weekends and public holidays: a bridge, the collective's own feast. */
  readonly addedDays: readonly Day[];
}

export type RestDays = Pick<ConsentSettings, "restWeekdays" | "countsPublicHolidays">;

export const millisecondsPerHour = 3_600_000;

/** Whether the hours of a day count (rule 1). */
export const isCounted = (day: Day, { restWeekdays, countsPublicHolidays }: RestDays, calendar: ConsentCalendar): boolean =>
  !restWeekdays.includes(weekdayOf(day)) && (countsPublicHolidays || !isPublicHoliday(day, calendar)) && !calendar.addedDays.includes(day);

/** The instant at which `hours` counted hours have passed (rules 2 and 3). `hours` is a whole number, above zero. */
export function closesAt(openedAt: Date, hours: number, rest: RestDays, calendar: ConsentCalendar): Date {
  let left = hours * millisecondsPerHour;
  for (const { from, until, day } of daysFrom(openedAt, calendar.timeZone)) {
    if (!isCounted(day, rest, calendar)) continue;
    const counted = until - from;
    if (counted >= left) return new Date(from + left);
    left -= counted;
  }
  throw new RangeError("the calendar has an end, and the hours do not fit before it");
}

/** Milliseconds counted between two instants: what is left until the close. None where `until` comes first. */
export function countedBetween(from: Date, until: Date, rest: RestDays, calendar: ConsentCalendar): number {
  let sum = 0;
  for (const part of daysFrom(from, calendar.timeZone)) {
    if (part.from >= until.getTime()) break;
    if (isCounted(part.day, rest, calendar)) sum += Math.min(part.until, until.getTime()) - part.from;
  }
  return sum;
}

/** The days from an instant on, the first only from that instant; instants in milliseconds. */
function* daysFrom(instant: Date, timeZone: string): Generator<{ readonly day: Day; readonly from: number; readonly until: number }> {
  let from = instant.getTime();
  for (let day = dayIn(instant, timeZone); ; day = dayIn(new Date(from), timeZone)) {
    const until = startOfDay(addDays(day, 1), timeZone).getTime();
    yield { day, from, until };
    from = until;
  }
}
