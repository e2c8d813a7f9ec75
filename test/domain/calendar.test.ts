import fc from "fast-check";
import { addDays, addDaysWithin, dayIn, dayOf, daysBetween, isDay, sameHourOn, weekdayOf } from "../../src/domain/calendar.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

t.test("days that exist, and days that do not", async (t) => {
  const table: [number, number, number, string | undefined][] = [
    [2024, 2, 29, "2024-02-29"],
    [2023, 2, 29, undefined],
    [1900, 2, 29, undefined],
    [2000, 2, 29, "2000-02-29"],
    [2026, 4, 31, undefined],
    [2026, 13, 1, undefined],
    [2026, 0, 1, undefined],
    [2026, 1, 0, undefined],
    [999, 1, 1, undefined],
  ];
  for (const [year, month, day, expected] of table) t.equal(dayOf(year, month, day), expected);
  for (const text of ["2024-02-29", "2026-12-31"]) t.ok(isDay(text), text);
  for (const text of ["2023-02-29", "2026-00-10", "2026-1-10", "2026-01-00", "0999-01-01", "2026-01-01T00:00", "", "12/03/2026"])
    t.notOk(isDay(text), text);
});

t.test("counting", async (t) => {
  t.equal(addDays("2024-02-28", 2), "2024-03-01");
  t.equal(addDays("2026-01-01", -1), "2025-12-31");
  t.equal(addDaysWithin("9999-12-20", 11), "9999-12-31");
  t.equal(addDaysWithin("9999-12-20", 12), "9999-12-31");
  t.equal(addDaysWithin("1000-01-02", -3), "1000-01-01");
  t.equal(daysBetween("2026-03-28", "2026-03-30"), 2, "a night without an hour is a night");
  t.equal(weekdayOf("2026-03-16"), 1);
  t.equal(weekdayOf("2026-03-22"), 7);
});

t.test("the day of an instant depends on where one is", async (t) => {
  const table: [string, string, string][] = [
    ["2026-03-11T23:30:00Z", "Europe/Paris", "2026-03-12"],
    ["2026-03-11T23:30:00Z", "UTC", "2026-03-11"],
    ["2026-03-11T23:30:00Z", "America/Cayenne", "2026-03-11"],
    ["2026-07-11T22:30:00Z", "Europe/Paris", "2026-07-12"],
    ["2026-12-31T13:00:00Z", "Pacific/Noumea", "2027-01-01"],
  ];
  for (const [instant, zone, day] of table) t.equal(dayIn(new Date(instant), zone), day, `${instant} in ${zone}`);
});

t.test("the same hour of another day, by what the clocks show", async (t) => {
  const table: [string, string, string, string, string][] = [
    ["2026-03-24T10:00:00+01:00", "2026-03-31", "Europe/Paris", "2026-03-31T10:00:00+02:00", "over the change to summer time"],
    ["2026-10-20T10:00:07.250+02:00", "2026-10-27", "Europe/Paris", "2026-10-27T10:00:07.250+01:00", "and back, with its milliseconds"],
    ["2026-03-22T23:30:00+01:00", "2026-03-29", "Europe/Paris", "2026-03-29T23:30:00+02:00", "on a day of 23 hours"],
    ["2026-10-18T23:30:00+02:00", "2026-10-25", "Europe/Paris", "2026-10-25T23:30:00+01:00", "on a day of 25 hours"],
    ["2026-03-22T02:30:00+01:00", "2026-03-29", "Europe/Paris", "2026-03-29T03:30:00+02:00", "an hour left out is the one after it"],
    ["2026-10-18T02:30:00+02:00", "2026-10-25", "Europe/Paris", "2026-10-25T02:30:00+02:00", "of an hour that comes twice, the first"],
    ["2026-03-24T10:00:00-04:00", "2026-03-31", "America/Martinique", "2026-03-31T10:00:00-04:00", "where clocks never change"],
    ["2026-04-17T00:30:00+02:00", "2026-04-24", "Africa/Cairo", "2026-04-24T01:30:00+03:00", "a day that begins at one o’clock"],
    ["2026-03-24T00:00:00+01:00", "2026-03-30", "Europe/Paris", "2026-03-30T00:00:00+02:00", "midnight"],
  ];
  for (const [instant, day, zone, expected, why] of table)
    t.equal(sameHourOn(day, new Date(instant), zone).toISOString(), new Date(expected).toISOString(), why);
});

t.test("laws", async (t) => {
  const day = fc.integer({ min: -300_000, max: 300_000 }).map((days) => addDays("2000-01-01", days));
  law(
    t,
    "days later and days earlier are the same way back, and the order of texts is the order of days",
    fc.property(day, fc.integer({ min: -1000, max: 1000 }), (from, days) => {
      const until = addDays(from, days);
      return isDay(until) && daysBetween(from, until) === days && addDays(until, -days) === from && until > from === days > 0;
    }),
  );
  law(
    t,
    "a day is what dayOf makes, and nothing else",
    fc.property(fc.integer({ min: 1000, max: 9999 }), fc.nat(14), fc.nat(33), (year, month, dayOfMonth) => {
      const text = `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
      return isDay(text) === (dayOf(year, month, dayOfMonth) === text);
    }),
    1000,
  );
});
