/**
 * Days of the calendar, as ISO texts: "2026-03-12".
 *
 * A day has no hour and no time zone, so it is never a `Date`: two texts compare as the days do. The instants that
 * a day stands for depend on the collective's time zone, and `dayIn` is the one way from an instant to a day.
 *
 *   dayOf(2024, 2, 29) → "2024-02-29"      dayOf(2023, 2, 29) → undefined      addDays("2024-02-28", 2) → "2024-03-01"
 */

/** `yyyy-mm-dd`, years 1000 to 9999, a day that exists. */
export type Day = string;

/** What was done or paid on a day before it is a slip of the hand: 1026 for 2026. */
export const earliestDay: Day = "1900-01-01";

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The day of that year, month (1–12) and day of the month, or undefined when the calendar has none. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  const length = month === 2 && isLeap(year) ? 29 : monthLengths[month - 1];
  if (length === undefined || dayOfMonth < 1 || dayOfMonth > length || year < 1000 || year > 9999) return undefined;
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

const dayPattern = /^[1-9]\d{3}-\d\d-\d\d$/;

const zero = "0".charCodeAt(0);
/** The number that two digits are. */
const twoAt = (text: string, at: number): number => (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const month = twoAt(text, 5);
  const dayOfMonth = twoAt(text, 8);
  const length = monthLengths[month - 1] ?? 0;
  return dayOfMonth > 0 && (dayOfMonth <= length || (month === 2 && dayOfMonth === 29 && isLeap(Number(text.slice(0, 4)))));
}

const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const millisecondsPerDay = 86_400_000;

/** The day so many days later, or earlier when `days` is below zero. */
export const addDays = (day: Day, days: number): Day => new Date(midnight(day) + days * millisecondsPerDay).toISOString().slice(0, 10);

/** As `addDays`, but the first or the last day that there is, where the calendar ends before: for a margin around days. */
export function addDaysWithin(day: Day, days: number): Day {
  const moved = addDays(day, days);
  return isDay(moved) ? moved : days < 0 ? "1000-01-01" : "9999-12-31";
}

/** How many days lie from `from` to `until`: 0 for the same day, below zero when `until` is earlier. */
export const daysBetween = (from: Day, until: Day): number => (midnight(until) - midnight(from)) / millisecondsPerDay;

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekdayOf = (day: Day): number => ((new Date(midnight(day)).getUTCDay() + 6) % 7) + 1;

/** Making a format costs more than a request may: one a time zone is kept. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "numeric", day: "numeric" });
  dayFormats.set(timeZone, format);
  return format;
}

/** The day an instant falls on in a time zone: 2026-03-11T23:30:00Z is "2026-03-12" in Europe/Paris. */
export function dayIn(instant: Date, timeZone: string): Day {
  // Parts, not a formatted text: the order and the separators of a locale may change between versions of Intl.
  const parts = dayFormat(timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  const day = dayOf(part("year"), part("month"), part("day"));
  if (day === undefined) throw new RangeError(`no day in ${timeZone} for ${instant.toISOString()}`);
  return day;
}

const quarter = 15 * 60_000;

/** The instant a day begins at in a time zone: "2026-03-12" in Europe/Paris begins at 2026-03-11T23:00:00Z. */
export function startOfDay(day: Day, timeZone: string): Date {
  // Zones differ from UTC by whole quarters of an hour, at most 14 hours; a day may begin after midnight (a change to summer time).
  let instant = midnight(day) - 15 * 4 * quarter;
  while (dayIn(new Date(instant), timeZone) < day) instant += quarter;
  return new Date(instant);
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show, in milliseconds since midnight: 2026-03-11T23:30:00Z is half past midnight in Europe/Paris. */
function clockIn(instant: number, timeZone: string): number {
  let format = timeFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", hour: "numeric", minute: "numeric", second: "numeric" });
    timeFormats.set(timeZone, format);
  }
  const parts = format.formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  return ((part("hour") * 60 + part("minute")) * 60 + part("second")) * 1000 + (((instant % 1000) + 1000) % 1000);
}

/**
 * The instant of another day at which the clocks show the same: a week after Tuesday 10:00 is Tuesday 10:00, also where the
 * clocks changed in between. An hour that the clocks leave out is the one after it; of an hour that comes twice, the first.
 *
 *   sameHourOn("2026-03-31", 2026-03-24T09:00:00Z, "Europe/Paris") → 2026-03-31T08:00:00Z: 10:00 both times
 */
export function sameHourOn(day: Day, instant: Date, timeZone: string): Date {
  const shown = clockIn(instant.getTime(), timeZone);
  const elapsed = startOfDay(day, timeZone).getTime() + shown;
  // A day whose clocks change before that hour shows it sooner or later than so long after its beginning.
  const off = shown - clockIn(elapsed, timeZone);
  const half = millisecondsPerDay / 2;
  const corrected = elapsed + (off > half ? off - millisecondsPerDay : off < -half ? off + millisecondsPerDay : off);
  return new Date(clockIn(corrected, timeZone) === shown ? corrected : elapsed);
}
