import fc from "fast-check";
import { type BillFacts, decideBillPayment, decideBillRefund, decideBillReversal, decideBillUnsettling } from "../../src/domain/bill.js";
import { closableYear, requireClosable } from "../../src/domain/closing.js";
import {
  decidePayment,
  decideRefund,
  decideUnsettling,
  decideWaiver,
  type Grounds,
  requireOwedBy,
  type Settlement,
  type ShareFacts,
  settledShare,
  shareLeft,
} from "../../src/domain/payment.js";
import { requirePaidBy } from "../../src/domain/refund.js";
import { Refusal } from "../../src/domain/refusals.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const share: ShareFacts = {
  id: "s1",
  sharingId: "p1",
  envelopeId: "kit",
  memberId: "ana",
  payeeId: "ana",
  nature: "work",
  currency: "EUR",
  amountMinor: 312_40n,
  paidMinor: 200_00n,
  waivedMinor: 100_00n,
  refundedMinor: 0n,
  isDue: true,
};
/** Nothing is missing to pay any share. */
const sound = new Map<string, Grounds>();
const pay = (one: ShareFacts, amountMinor: bigint) => decidePayment(new Map([[one.id, one]]), [{ shareId: one.id, amountMinor }], sound);

t.test("a payment is never above what is left", async (t) => {
  t.match(pay(share, 12_40n), [{ how: "paid", amountMinor: 12_40n }]);
  t.throws(() => pay(share, 20_00n), {
    code: "share_overpaid",
    figures: { at: "items[0].amount", left: "12.40", asked: "20.00", currency: "EUR" },
  });
  t.throws(() => pay({ ...share, isDue: false }, 1n), { code: "share_overpaid", figures: { left: "0.00" } }, "its sharing was reversed");
  const other = { ...share, id: "s2", currency: "TND" };
  const both = new Map([share, other].map((one) => [one.id, one]));
  const items = ["s1", "s2"].map((shareId) => ({ shareId, amountMinor: 1n }));
  t.throws(() => decidePayment(both, items, sound), { code: "currency_mismatch", figures: { expected: "EUR", found: "TND" } });
});

t.test("a structure that is paid may waive as well as who gave", async (t) => {
  const through = { ...share, payeeId: "coop" };
  t.equal(decideWaiver(through, "coop", undefined).amountMinor, 12_40n);
  t.equal(decideWaiver(through, "ana", 2_40n).amountMinor, 2_40n);
  t.throws(() => decideWaiver(through, "bob", undefined), { code: "share_of_another" });
});

law(
  t,
  "whatever is paid, waived and given back: nothing goes below zero, and undoing it all leaves the share as it was",
  fc.property(
    fc.bigInt({ min: 1n, max: 1000n }),
    fc.array(fc.record({ how: fc.constantFrom("pay", "waive", "refund"), amount: fc.bigInt({ min: 1n, max: 600n }) }), { maxLength: 20 }),
    (amountMinor, steps) => {
      const fresh = { ...share, amountMinor, paidMinor: 0n, waivedMinor: 0n };
      let now: ShareFacts = fresh;
      const done: Settlement[] = [];
      for (const { how, amount } of steps) {
        try {
          const settled =
            how === "pay" ? pay(now, amount) : [how === "waive" ? decideWaiver(now, "ana", amount) : decideRefund(now, amount)];
          for (const one of settled) now = settledShare(one);
          done.push(...settled);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        if (shareLeft(now) < 0n || now.refundedMinor > now.paidMinor || now.refundedMinor < 0n) return false;
      }
      const given = done.reduce((sum, one) => sum + one.amountMinor, 0n);
      if (given !== now.paidMinor + now.waivedMinor - now.refundedMinor) return false;
      for (const one of done.reverse()) for (const undone of decideUnsettling([{ ...one, share: now }])) now = settledShare(undone);
      return shareLeft(now) === amountMinor && now.paidMinor === 0n && now.waivedMinor === 0n && now.refundedMinor === 0n;
    },
  ),
);

t.test("bills: paid in parts, given back, and taken back while unpaid", async (t) => {
  const bill: BillFacts = {
    id: "b",
    document: "F-1",
    currency: "EUR",
    amountMinor: 450_00n,
    paidMinor: 200_00n,
    refundedMinor: 50_00n,
    isReversed: false,
  };
  t.equal(decideBillPayment(bill, undefined), 250_00n);
  t.throws(() => decideBillPayment(bill, 300_00n), { code: "bill_overpaid", figures: { left: "250.00", asked: "300.00" } });
  t.throws(() => decideBillPayment({ ...bill, isReversed: true }, 1n), { code: "bill_reversed" });
  t.equal(decideBillRefund(bill, 150_00n), 150_00n);
  t.throws(() => decideBillRefund(bill, 150_01n), { code: "refund_above_payment", figures: { paid: "150.00" } });
  t.throws(() => decideBillReversal(bill), { code: "bill_paid", figures: { paid: "200.00" } });
  t.same(decideBillUnsettling(bill, { how: "paid", amountMinor: 150_00n }), { how: "paid", amountMinor: -150_00n });
  t.throws(() => decideBillUnsettling(bill, { how: "paid", amountMinor: 200_00n }), { code: "refund_above_payment" });
  t.same(decideBillUnsettling(bill, { how: "refunded", amountMinor: -50_00n }), { how: "refunded", amountMinor: 50_00n });
});

t.test("what is owed is paid from the day it is owed", async (t) => {
  const figures = { at: "datedOn", day: "2026-03-09", owedOn: "2026-03-10" };
  t.throws(() => requireOwedBy("2026-03-10", "2026-03-09"), { code: "payment_before_debt", figures }, "a wrong year is most often a slip");
  t.doesNotThrow(() => requireOwedBy("2026-03-10", "2026-03-10"), "on the very day");
});

t.test("what comes back was paid by then, and stays paid until it does", async (t) => {
  const on = (datedOn: string, amountMinor: bigint) => ({ datedOn, amountMinor });
  const paid = [on("2026-03-20", 20_00n), on("2026-03-10", 80_00n)];
  const refusedUntil = (paidOn: string, day: string) => ({ code: "refund_before_payment", figures: { at: "datedOn", day, paidOn } });
  t.doesNotThrow(() => requirePaidBy(paid, "2026-03-12", 80_00n));
  t.throws(() => requirePaidBy(paid, "2026-03-12", 80_01n), refusedUntil("2026-03-20", "2026-03-12"));
  t.throws(() => requirePaidBy(paid, "2026-03-09", 1n), refusedUntil("2026-03-10", "2026-03-09"));
  t.doesNotThrow(() => requirePaidBy(paid, "2026-03-10", 80_00n), "on the very day");
  const back = [...paid, on("2026-03-15", -50_00n)];
  t.throws(() => requirePaidBy(back, "2026-03-12", 40_00n), refusedUntil("2026-03-20", "2026-03-12"), "another refund comes first");
  t.doesNotThrow(() => requirePaidBy(back, "2026-03-12", 30_00n));
  const undone = [on("2026-03-01", 80_00n), on("2026-03-12", -80_00n), on("2026-03-13", 80_00n)];
  t.throws(() => requirePaidBy(undone, "2026-03-05", 1n), refusedUntil("2026-03-13", "2026-03-05"), "that payment was reversed");
});

t.test("fiscal years close in order, once they are over", async (t) => {
  const year = (start: number, isClosed: boolean) => ({ startsOn: `${start}-01-01`, endsOn: `${start}-12-31`, lastNumber: 3, isClosed });
  const years = [year(2026, false), year(2024, false), year(2023, true), year(2025, false)];
  const closing = (start: string, today: string) => () => requireClosable(years, start, today);
  t.doesNotThrow(closing("2024-01-01", "2026-03-12"));
  t.throws(closing("2025-01-01", "2026-03-12"), { code: "year_before_open", figures: { startsOn: "2024-01-01" } });
  t.throws(closing("2023-01-01", "2026-03-12"), { code: "year_closed" });
  t.throws(closing("2022-01-01", "2026-03-12"), { code: "not_found" });
  t.throws(closing("2024-01-01", "2024-12-31"), { code: "year_not_over" }, "its last day is not over");
  t.equal(closableYear(years, "2026-03-12")?.startsOn, "2024-01-01", "the earliest that is open");
  t.equal(closableYear(years, "2024-12-31"), undefined);
  t.equal(closableYear([...years].reverse(), "2025-01-01")?.startsOn, "2024-01-01", "in whatever order they come");
  t.equal(closableYear([], "2026-03-12"), undefined);
});

t.test("what is paid without a footing or a receipt takes a written reason", async (t) => {
  const grounds = new Map<string, Grounds>([["s1", { doubts: ["footing_missing"], member: "Ana" }]]);
  const one = new Map([[share.id, share]]);
  const item = { shareId: "s1", amountMinor: 12_40n };
  t.throws(() => decidePayment(one, [item], grounds), { code: "footing_missing", figures: { at: "items[0].reason", member: "Ana" } });
  t.match(decidePayment(one, [{ ...item, reason: "Sa facture vient lundi." }], grounds), [{ reason: "Sa facture vient lundi." }]);
  t.match(decidePayment(one, [{ ...item, reason: "Pour rien." }], sound), [{ reason: null }], "none is kept where nothing is missing");
});
