/** The days of sharings that recur. */
import fc from "fast-check";
import { addDays, dayIn, startOfDay } from "../../src/domain/calendar.js";
import { addMonths, nextDays } from "../../src/domain/recurrence.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

t.test("the next period follows this one", async (t) => {
  const table = [
    ["monthly", ["2026-02-01", "2026-02-28", "2026-02-25", "2026-03-05"], ["2026-03-01", "2026-03-31", "2026-03-25", "2026-04-05"]],
    ["monthly", ["2026-03-01", "2026-03-31", null, null], ["2026-04-01", "2026-04-30", "2026-05-01", null]],
    ["monthly", [null, "2026-12-15", "2026-12-16", "2026-12-31"], ["2026-12-16", "2027-01-15", "2027-01-16", "2027-01-31"]],
    ["quarterly", ["2026-01-01", "2026-03-31", "2026-04-01", "2026-04-15"], ["2026-04-01", "2026-06-30", "2026-07-01", "2026-07-15"]],
    ["quarterly", ["2026-09-01", "2026-11-30", null, "2026-12-31"], ["2026-12-01", "2027-02-28", "2027-03-01", "2027-03-31"]],
  ] as const;
  for (const [recurs, [fromOn, untilOn, opensOn, closesOn], expected] of table) {
    const next = nextDays({ fromOn, untilOn, opensOn, closesOn }, recurs);
    t.same([next.fromOn, next.untilOn, next.opensOn, next.closesOn], expected, `${recurs} ${untilOn}`);
  }
  t.same([addMonths("2026-01-31", 1), addMonths("2024-01-30", 1), addMonths("2026-12-01", 1)], ["2026-02-28", "2024-02-29", "2027-01-01"]);
});

t.test("no day is left out, and none is in two periods", (t) => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2000-01-01", days));
  law(
    t,
    "each period begins the day after the one before",
    fc.property(day, fc.constantFrom("monthly", "quarterly"), (untilOn, recurs) => {
      const next = nextDays({ fromOn: null, untilOn, opensOn: null, closesOn: null }, recurs);
      return next.fromOn === addDays(untilOn, 1) && next.untilOn > untilOn && next.opensOn === addDays(next.untilOn, 1);
    }),
  );
  t.end();
});

t.test("a day begins where people live", async (t) => {
  t.equal(startOfDay("2026-03-12", "Europe/Paris").toISOString(), "2026-03-11T23:00:00.000Z");
  t.equal(startOfDay("2026-07-01", "Europe/Paris").toISOString(), "2026-06-30T22:00:00.000Z");
  t.equal(startOfDay("2026-03-12", "Pacific/Kiritimati").toISOString(), "2026-03-11T10:00:00.000Z");
  t.equal(startOfDay("2026-03-12", "Asia/Kathmandu").toISOString(), "2026-03-11T18:15:00.000Z");
  for (const zone of ["America/Noronha", "Pacific/Pago_Pago", "America/Santiago"]) {
    const start = startOfDay("2026-09-06", zone);
    t.same([dayIn(start, zone), dayIn(new Date(start.getTime() - 1), zone)], ["2026-09-06", "2026-09-05"], zone);
  }
});
