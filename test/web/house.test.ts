/** What the pages of the house work out for themselves: sentences, percents, orders. Money stays text. */

import { nest, possibleParents } from "../../src/web/house-circles.js";
import { compareAmounts, isBelowZero, isNothing, percentOf, sumOf, whereMoneyIs, wishingOf } from "../../src/web/house-figures.js";
import { ratePeriods } from "../../src/web/house-kinds.js";
import { byDay, hrefOfSubject } from "../../src/web/house-trail.js";
import { circleRows, purseRows } from "../../src/web/year-figures.js";
import { t } from "../support/tap.js";

t.test("a percent is exact and rounded once", async (t) => {
  t.equal(percentOf("1860.00", "3000.00"), "62");
  t.equal(percentOf("15000.00", "10000.00"), "150");
  t.equal(percentOf("1", "200"), "1", "half up");
  t.equal(percentOf("0.99", "200.00"), "0");
  t.equal(percentOf("90071992547409930.01", "90071992547409930.01"), "100", "beyond what a float can hold");
  t.equal(percentOf("5.00", "0.00"), undefined);
  t.equal(percentOf("5.00", "-3.00"), undefined);
});

t.test("a year by circle and by envelope has rows for the funds, and for what went to rounds", async (t) => {
  const sums = { before: "300.00", received: "1000.00", transferred: "-150.00", spent: "500.00", after: "650.00" };
  const names = { funds: "Fonds", rounds: "Cobudgets" };
  const report = { circles: [{ ...sums, id: "c", name: "Accueil" }], funds: { ...sums, after: "260.00" }, rounds: "380.00" };
  const [, funds, rounds] = circleRows(report, names);
  t.match(funds, { name: "Fonds", before: "300.00", spent: "500.00", after: "260.00" });
  t.match(rounds, { name: "Cobudgets", transferred: "380.00", after: "0.00" });
  t.same(
    circleRows({ ...report, funds: null, rounds: "0.00" }, names).map(({ name }) => name),
    ["Accueil"],
  );
  t.match(purseRows({ purses: [], rounds: "-5.00" }, "Cobudgets"), [
    { name: "Cobudgets", class: "round", transferred: "-5.00", received: "0.00" },
  ]);
  t.same(purseRows({ purses: [], rounds: "0.00" }, "Cobudgets"), []);
});

t.test("sums keep their decimals and their sign", async (t) => {
  t.equal(sumOf(["0.10", "0.20"]), "0.30");
  t.equal(sumOf(["12.5", "-13.75"]), "-1.25");
  t.equal(sumOf(["-0.05", "0.02"]), "-0.03");
  t.equal(sumOf(["5", "7"]), "12");
  t.equal(sumOf([]), "0");
});

t.test("amounts are compared as numbers, not as texts", async (t) => {
  t.same(["9.00", "10.00", "-1.00", "9.5"].sort(compareAmounts), ["-1.00", "9.00", "9.5", "10.00"]);
});

t.test("nothing, and below it", async (t) => {
  for (const amount of ["0", "0.00", "-0.00", "0.000"]) t.ok(isNothing(amount), amount);
  for (const amount of ["0.01", "10", "-3"]) t.notOk(isNothing(amount), amount);
  t.ok(isBelowZero("-0.01"));
  t.notOk(isBelowZero("-0.00"));
});

t.test("each state of an envelope has its sentence", async (t) => {
  const figures = { received: "3000.00", wished: "0.00", left: "1000.00", colour: "green" } as const;
  t.equal(wishingOf(figures), "free");
  t.equal(wishingOf({ ...figures, left: "0.00" }), "spent");
  t.equal(wishingOf({ ...figures, left: "-20.00" }), "spent");
  t.equal(wishingOf({ ...figures, received: "0.00", left: "0.00" }), "awaited");
  t.equal(wishingOf({ ...figures, wished: "10.00" }), "room");
  t.equal(wishingOf({ ...figures, wished: "900.00", colour: "orange" }), "nearly");
  t.equal(wishingOf({ ...figures, wished: "1001.00", colour: "red" }), "over");
});

t.test("what became of the money adds up to what was received", async (t) => {
  const parts = whereMoneyIs({ billed: "450.00", shared: "400.00", sharingsAdopted: "800.00", left: "1350.00" });
  t.same(parts, { gone: "850.00", waited: "800.00", there: "1350.00" });
  t.equal(sumOf(Object.values(parts)), "3000.00");
  t.equal(whereMoneyIs({ billed: "0.00", shared: "0.00", sharingsAdopted: "80.00", left: "-80.00" }).there, "0");
});

t.test("circles stand under the one they are part of, and never inside themselves", async (t) => {
  const circle = (id: string, parentId: string | null = null) => ({ id, name: id, parentId });
  const circles = [
    circle("accueil"),
    circle("kit"),
    circle("kit-notice", "kit"),
    circle("seul", "archivé"),
    circle("kit-notice-langues", "kit-notice"),
  ];
  t.same(
    nest(circles).map(({ circle: { id }, depth }) => `${depth} ${id}`),
    ["0 accueil", "0 kit", "1 kit-notice", "2 kit-notice-langues", "0 seul"],
  );
  t.same(
    possibleParents(circles, "kit").map(({ id }) => id),
    ["accueil", "seul"],
  );
});

t.test("a rate holds until the day before the next", async (t) => {
  const rates = [
    { fromOn: "2026-03-01", rate: "25.00" },
    { fromOn: "2025-01-01", rate: "20.00" },
  ];
  const said = (today: string) => ratePeriods(rates, today).map(({ rate, untilOn, when }) => `${rate} ${untilOn} ${when}`);
  t.same(said("2026-02-28"), ["20.00 2026-02-28 now", "25.00 null soon"]);
  t.same(said("2026-03-01"), ["20.00 2026-02-28 past", "25.00 null now"]);
  t.same(ratePeriods([], "2026-03-01"), []);
});

t.test("events of one day stand together, each with its page", async (t) => {
  const events = ["2026-03-12T23:30:00Z", "2026-03-12T09:00:00Z", "2026-03-11T09:00:00Z"].map((at) => ({ at }));
  const days = byDay(events, (at) => at.slice(0, 10));
  t.same(
    days.map(({ day, events: { length } }) => `${day} ${length}`),
    ["2026-03-12 2", "2026-03-11 1"],
  );
  t.equal(hrefOfSubject({ subject: "sharing", subjectId: "s" }, "/c/x"), "/c/x/sharings/s");
  t.equal(hrefOfSubject({ subject: "bill", subjectId: "b" }, "/c/x"), "/c/x/treasury/bills");
  t.equal(hrefOfSubject({ subject: "review", subjectId: "r" }, "/c/x"), undefined);
});
