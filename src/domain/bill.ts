/**
 * Bills: what a third party asks of an envelope. Recording a bill owes its money; paying it, whole or in parts, is another
 * entry each time. What the third party gives back of a payment returns to the envelope, and is not owed again.
 *
 *   bill 450.00 of the printer: envelope → third party 450.00      paid 200.00: third party → bank 200.00
 *   left to pay 250.00; a payment of 300.00 is refused: 250.00 left, 300.00 asked
 */
import type { Day } from "./calendar.js";
import { requirePositive } from "./ledger.js";
import { formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";

/** What bills are for; a third party's nature in the accounts. */
export const billNatures = ["purchase", "service", "travel", "rent", "insurance", "communication", "tax", "bank-fee", "other"] as const;

export interface BillFacts {
  readonly id: string;
  readonly document: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
  readonly isReversed: boolean;
}

/** What an entry does to a bill: a payment above zero, a refund below; a reversal has the opposite sign. */
export interface BillSettled {
  readonly how: "paid" | "refunded";
  readonly amountMinor: bigint;
}

/** What is still owed of a bill. */
export const billLeft = (bill: Pick<BillFacts, "amountMinor" | "paidMinor" | "isReversed">): bigint =>
  bill.isReversed ? 0n : bill.amountMinor - bill.paidMinor;

/** The same third party and document twice is one bill. Refuses `bill_twice` with the figures of the earlier one. */
export function requireNewBill(twin: (BillFacts & { readonly billedOn: Day }) | undefined): void {
  if (!twin) return;
  const { id, document, currency, amountMinor, billedOn } = twin;
  throw new Refusal("bill_twice", { at: "document", id, document, amount: formatAmount(amountMinor, currency), currency, day: billedOn });
}

function requireStanding(bill: BillFacts): void {
  if (bill.isReversed) throw new Refusal("bill_reversed", { at: "bill", document: bill.document });
}

/** What a payment of a bill comes to: all that is left of it unless an amount is asked. Refuses `bill_reversed`, `bill_overpaid`. */
export function decideBillPayment(bill: BillFacts, askedMinor: bigint | undefined): bigint {
  requireStanding(bill);
  const left = billLeft(bill);
  if (askedMinor !== undefined) requirePositive(askedMinor);
  const amountMinor = askedMinor ?? left;
  if (amountMinor > left || left === 0n) {
    const { currency } = bill;
    throw new Refusal("bill_overpaid", {
      at: "amount",
      left: formatAmount(left, currency),
      asked: formatAmount(amountMinor, currency),
      currency,
    });
  }
  return amountMinor;
}

function requireWithinPaid({ currency, paidMinor, refundedMinor }: BillFacts, askedMinor: bigint, at: string): void {
  const paid = paidMinor - refundedMinor;
  if (askedMinor > paid) {
    throw new Refusal("refund_above_payment", {
      at,
      paid: formatAmount(paid, currency),
      asked: formatAmount(askedMinor, currency),
      currency,
    });
  }
}

/** What a third party gives back of what it was paid. Refuses `refund_above_payment`. */
export function decideBillRefund(bill: BillFacts, askedMinor: bigint): bigint {
  requireStanding(bill);
  requirePositive(askedMinor);
  requireWithinPaid(bill, askedMinor, "amount");
  return askedMinor;
}

/** Reversing an entry takes back what it did to a bill, unless part of the payment has come back since. */
export function decideBillUnsettling(bill: BillFacts, { how, amountMinor }: BillSettled): BillSettled {
  if (how === "paid") requireWithinPaid(bill, amountMinor, "entry");
  return { how, amountMinor: -amountMinor };
}

/** A bill is taken back while nothing of it is paid; its payments are reversed first. */
export function decideBillReversal(bill: BillFacts): void {
  requireStanding(bill);
  const { currency, paidMinor } = bill;
  if (paidMinor > 0n) throw new Refusal("bill_paid", { at: "bill", paid: formatAmount(paidMinor, currency), currency });
}
