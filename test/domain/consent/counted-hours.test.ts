import fc from "fast-check";
import {
  type ConsentCalendar,
  closesAt,
  countedBetween,
  millisecondsPerHour,
  type RestDays,
} from "../../../src/domain/consent/counted-hours.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { examplesOf } from "./examples.js";
import { closesByQuarters } from "./quarters.js";

const given = examplesOf("counted-hours.json");
t.equal(given.length, 7, "the given cases are there");

for (const { why, opened, closes, hours, rest, calendar } of [...given, ...examplesOf("counted-hours-elsewhere.json")]) {
  t.test(`${hours} counted hours: ${why}`, async (t) => {
    const [openedAt, expected] = [new Date(opened), new Date(closes)];
    t.equal(closesAt(openedAt, hours, rest, calendar).toISOString(), expected.toISOString());
    t.equal(countedBetween(openedAt, expected, rest, calendar), hours * millisecondsPerHour, "counted back");
  });
}

t.test("holidays count where the social code says so", async (t) => {
  const calendar = { timeZone: "Europe/Paris", country: "FR", region: null, addedDays: [] };
  const rest = { restWeekdays: [6, 7], countsPublicHolidays: true };
  const closed = closesAt(new Date("2026-04-30T09:00:00+02:00"), 72, rest, calendar);
  t.equal(closed.toISOString(), new Date("2026-05-05T09:00:00+02:00").toISOString(), "Friday 1 May counts");
});

const france = (region: ConsentCalendar["region"], timeZone: string) => ({ timeZone, country: "FR", region });
const place = fc.constantFrom(
  france(null, "Europe/Paris"),
  france("alsace-moselle", "Europe/Paris"),
  france("martinique", "America/Martinique"),
  ...["Africa/Cairo", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "America/Scoresbysund", "Pacific/Kiritimati"].map(
    (timeZone) => ({ timeZone, country: "XX", region: null }),
  ),
);
const addedDays = fc.subarray(["2026-03-09", "2026-03-30", "2026-05-15", "2026-10-26", "2026-12-24"]);
const calendar = fc.tuple(place, addedDays).map(([where, added]): ConsentCalendar => ({ ...where, addedDays: added }));
const rest = fc.record({ restWeekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 5 }), countsPublicHolidays: fc.boolean() });
const around = (day: string) => fc.integer({ min: -6 * 24 * 3_600_000, max: 3_600_000 }).map((ms) => new Date(Date.parse(day) + ms));
const openedAt = fc.oneof(
  fc.date({ min: new Date("2026-01-01T00:00:00Z"), max: new Date("2027-03-01T00:00:00Z"), noInvalidDate: true }),
  ...["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-04-24T00:00:00Z", "2026-05-25T00:00:00Z"].map(around),
);

t.test("laws", async (t) => {
  law(
    t,
    "quarter of an hour by quarter of an hour one comes to the same instant",
    fc.property(openedAt, fc.integer({ min: 1, max: 120 }), rest, calendar, (opened, hours, days, where) => {
      return closesAt(opened, hours, days, where).getTime() === closesByQuarters(opened, hours, days, where).getTime();
    }),
    150,
  );
  const usual: RestDays = { restWeekdays: [6, 7], countsPublicHolidays: false };
  law(
    t,
    "all of the hours are counted at the close, and not a millisecond before",
    fc.property(openedAt, fc.integer({ min: 1, max: 200 }), calendar, (opened, hours, where) => {
      const closed = closesAt(opened, hours, usual, where);
      const [all, before] = [closed, new Date(closed.getTime() - 1)].map((until) => countedBetween(opened, until, usual, where));
      return all === hours * millisecondsPerHour && before === all - 1;
    }),
    100,
  );
  law(
    t,
    "who opens later never closes earlier, and an added day never brings the close forward",
    fc.property(openedAt, fc.nat(4 * 86_400_000), place, addedDays, (opened, later, where, added) => {
      const close = (from: Date, days: readonly string[]) => closesAt(from, 72, usual, { ...where, addedDays: days }).getTime();
      return close(new Date(opened.getTime() + later), added) >= close(opened, added) && close(opened, added) >= close(opened, []);
    }),
    100,
  );
});
