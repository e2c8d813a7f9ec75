/** What was given without pay, valued: exact hours, rates of their day, totals that are the sums of their lines. */
import fc from "fast-check";
import { decimalOf, ratio } from "../../src/domain/ratio.js";
import { requireReferenceRate, requireValuation, usualValuation, type Volunteered, valued } from "../../src/domain/volunteering.js";
import { law } from "../support/law.js";
import { refusedWith } from "../support/refused.js";
import { t } from "../support/tap.js";

const given = (more: Partial<Volunteered>): Volunteered => ({
  circleId: "c",
  circle: "Cercle",
  kindId: "hours",
  kind: "Heures",
  unit: "h",
  valuedAs: "time",
  memberId: "ana",
  rate: "11.88",
  count: 1,
  quantity: "1",
  amountMinor: null,
  ...more,
});

t.test("hours, person-days and euros, at the rates of their days", async (t) => {
  const { lines, totals } = valued(
    [given({ quantity: "3.5" }), given({ quantity: "1.25", memberId: "bob" }), given({ quantity: "2", rate: "12.02" })],
    "EUR",
  );
  t.match(lines, [{ people: 2, count: 3, valueMinor: 8047n, isRateMissing: false }], "4.75 × 11.88 + 2 × 12.02 = 80.47");
  t.equal(decimalOf(lines[0]?.hours ?? ratio(0n), 6), "6.75");
  t.match(totals, [{ valuedAs: "time", people: 2, valueMinor: 8047n }]);
  t.equal(decimalOf(totals[0]?.personDays ?? ratio(0n), 2), "0.96");
});

t.test("minutes and days are hours; rooms and gifts are none", async (t) => {
  const { lines, totals } = valued(
    [
      given({ kindId: "min", unit: "min", quantity: "20", rate: "0.3" }),
      given({ kindId: "day", unit: "day", quantity: "0.5", rate: "100" }),
      given({ kindId: "room", unit: "soirée", valuedAs: "lent", quantity: "3", rate: "50" }),
      given({ kindId: "money", unit: "EUR", valuedAs: "given", quantity: null, amountMinor: 1234n, rate: null }),
    ],
    "EUR",
  );
  t.same(
    lines.map(({ hours, valueMinor }) => [decimalOf(hours, 6), valueMinor]),
    [
      ["0.333333", 600n],
      ["3.5", 5000n],
      ["0", 15_000n],
      ["0", 1234n],
    ],
  );
  t.match(totals, [
    { valuedAs: "time", valueMinor: 5600n },
    { valuedAs: "lent", valueMinor: 15_000n },
    { valuedAs: "given", valueMinor: 1234n, isRateMissing: false },
  ]);
});

t.test("without a rate there are hours and no euros, and it is said", async (t) => {
  const { lines, totals } = valued([given({ quantity: "2", rate: null }), given({ quantity: "1" })], "EUR");
  t.match(lines, [{ valueMinor: 1188n, isRateMissing: true }]);
  t.match(totals, [{ isRateMissing: true }]);
  t.same(valued([], "EUR"), { lines: [], totals: [] });
});

t.test("what can be valued as what", async (t) => {
  const hours = { name: "Heures", unit: "h", isExpense: false };
  t.equal(usualValuation(hours), "time");
  for (const other of [
    { ...hours, unit: "km" },
    { ...hours, unit: "day" },
    { ...hours, unit: null },
    { ...hours, isExpense: true },
  ])
    t.equal(usualValuation(other), "none");
  t.equal(
    refusedWith(() => requireValuation({ ...hours, unit: "salle" }, "lent")),
    null,
  );
  for (const [kind, as] of [
    [{ ...hours, unit: "km" }, "time"],
    [{ ...hours, unit: null }, "given"],
    [{ ...hours, isExpense: true, unit: "EUR" }, "given"],
  ] as const)
    t.match(
      refusedWith(() => requireValuation(kind, as)),
      { code: "kind_not_valued" },
    );
  for (const rate of ["0", "0.00", "-1", "1.1234567", "1e3", ""])
    t.match(
      refusedWith(() => requireReferenceRate(hours, rate)),
      { code: "rate_invalid" },
      rate,
    );
  t.equal(
    refusedWith(() => requireReferenceRate(hours, "12.02")),
    null,
  );
  t.match(
    refusedWith(() => requireReferenceRate({ ...hours, unit: "EUR" }, "2")),
    { code: "kind_not_valued" },
  );
});

const anyGiven = fc.record({
  circleId: fc.constantFrom("a", "b"),
  kindId: fc.constantFrom("x", "y"),
  memberId: fc.constantFrom("ana", "bob", "cy"),
  quantity: fc.integer({ min: 1, max: 100_000 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
  rate: fc.option(fc.integer({ min: 1, max: 5000 }).map((cents) => (cents / 100).toFixed(2))),
});

law(
  t,
  "totals are the sums of their lines, in any order",
  fc.property(fc.array(anyGiven, { maxLength: 20 }), (some) => {
    const all = some.map((one) => given(one));
    const { lines, totals } = valued(all, "EUR");
    const back = valued([...all].reverse(), "EUR");
    const sum = lines.reduce((value, { valueMinor }) => value + valueMinor, 0n);
    return sum === (totals[0]?.valueMinor ?? 0n) && sum === (back.totals[0]?.valueMinor ?? 0n) && lines.length <= 4;
  }),
);
