/** What one gave and received, month by month, to the cent and the minute. */

import type { Contribution } from "../../src/web/components/contribution-row.js";
import {
  cameIn,
  hourlyOf,
  hoursOf,
  monthsOf,
  type Received,
  receivedOf,
  sumOf,
  volunteeredOf,
  waitingForEnvelope,
  yearsOf,
} from "../../src/web/my-months.js";
import { t } from "../support/tap.js";

const gave = (dayOn: string, more: Partial<Contribution>) =>
  ({ dayOn, kindId: "hours", unit: "h", quantity: null, amount: null, isVolunteered: false, life: "declared", ...more }) as Contribution;
const got = (datedOn: string, amount: string, more: Partial<Received> = {}) =>
  ({ datedOn, amount, currency: "EUR", how: "paid", nature: "work", ...more }) as Received;

const contributions = [
  gave("2026-02-03", { quantity: "3.5" }),
  gave("2026-02-28", { quantity: "0.333333" }),
  gave("2026-03-01", { kindId: "facilitation", quantity: "2", isVolunteered: true }),
  gave("2026-03-02", { kindId: "costs", unit: "EUR", amount: "42.50" }),
  gave("2026-03-02", { kindId: "joy", unit: null }),
  gave("2025-12-31", { quantity: "8", life: "offered" }),
];
const received = [
  got("2026-03-20", "250.49"),
  got("2026-03-21", "-50.00", { how: "refunded" }),
  got("2026-03-20", "42.50", { nature: "expenses" }),
  got("2026-03-22", "12.40", { how: "waived" }),
];

t.test("sums are exact", async (t) => {
  t.equal(sumOf(["0.1", "0.2"]), "0.3");
  t.equal(sumOf(["-1.25", "1"]), "-0.25");
  t.equal(sumOf([]), "0");
  t.equal(hoursOf(contributions), "13.833333");
  t.equal(volunteeredOf(contributions), "10", "marked, or offered in a sharing");
  t.same(receivedOf(received, "EUR"), { pay: "200.49", expenses: "42.50" }, "what came back and what was left to a fund is not there");
});

t.test("month by month, kinds apart", async (t) => {
  t.match(monthsOf(contributions, received, "EUR"), [
    { month: "2025-12-01", hours: "8", pay: "0.00" },
    { month: "2026-02-01", hours: "3.833333", kinds: [{ kindId: "hours", count: 2, quantity: "3.833333" }] },
    {
      month: "2026-03-01",
      hours: "2",
      pay: "200.49",
      expenses: "42.50",
      kinds: [
        { kindId: "facilitation" },
        { kindId: "costs", amount: "42.50", quantity: null },
        { kindId: "joy", quantity: null, amount: null },
      ],
    },
  ]);
  t.same(yearsOf(contributions, received, "2027-01-02"), ["2027", "2026", "2025"]);
});

t.test("a month in which everything was left to a fund, or came in another currency, is no month of mine", async (t) => {
  const left = [got("2026-05-02", "12.40", { how: "waived" }), got("2026-06-02", "5.00", { currency: "CHF" })];
  t.same(
    monthsOf(contributions, [...received, ...left], "EUR").map(({ month }) => month),
    ["2025-12-01", "2026-02-01", "2026-03-01"],
  );
  t.same(left.map(cameIn), [false, true]);
});

t.test("the private hourly figure is rounded once, half up", async (t) => {
  t.equal(hourlyOf("250.49", "21", "EUR"), "11.93");
  t.equal(hourlyOf("100.00", "3", "EUR"), "33.33");
  t.equal(hourlyOf("0.05", "2", "EUR"), "0.03");
  t.equal(hourlyOf("10.00", "0.5", "EUR"), "20.00");
  t.equal(hourlyOf("10.00", "0", "EUR"), undefined);
});

t.test("what would count in a sharing and has no envelope waits for one", async (t) => {
  const kinds = [
    { id: "hours", isExpense: false },
    { id: "costs", isExpense: true },
    { id: "joy", isExpense: false },
    { id: "gifts", isExpense: false },
  ];
  const without = (more: Partial<Contribution>) => gave("2026-02-03", { envelopeId: null, claim: null, settlement: null, ...more });
  const cost = { kindId: "costs", unit: "EUR", amount: "12.50" };
  const waits = [
    without({ quantity: "2" }),
    without({ ...cost, settlement: "reimburse" }),
    without({ kindId: "joy", unit: null, claim: "5.00" }),
  ];
  const others = [
    without({ quantity: "2", envelopeId: "kit" }),
    without({ ...cost, settlement: "gift" }),
    without({ ...cost, settlement: "collective" }),
    without({ kindId: "gifts", unit: "EUR", amount: "50.00" }),
    without({ kindId: "joy", unit: null }),
    without({ quantity: "2", isVolunteered: true }),
  ];
  t.same(waitingForEnvelope([...waits, ...others], kinds), waits);
});
