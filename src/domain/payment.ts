/**
 * Payments of members: a share is paid in parts or at once, several together, left to a fund, or partly given back.
 *
 *   share 312.40: paid 200.00, waived 100.00 → left 12.40; a payment of 20.00 is refused: 12.40 left, 20.00 asked
 *
 * left = amount − paid − waived, and never below zero: the caller holds the shares' rows locked. A refund is money that
 * its receiver gives back: it returns to the envelope and is not owed again. A transfer that bounced is no refund: its
 * payment is reversed, and the share is owed again.
 */
import type { Day } from "./calendar.js";
import { type PaymentDoubt, requireGrounds } from "./footing.js";
import { requirePositive } from "./ledger.js";
import { formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";

export interface ShareFacts {
  readonly id: string;
  readonly sharingId: string;
  readonly envelopeId: string;
  /** Who it was given to, and who is paid: themself or a structure. */
  readonly memberId: string;
  readonly payeeId: string;
  readonly nature: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly paidMinor: bigint;
  readonly waivedMinor: bigint;
  readonly refundedMinor: bigint;
  /** Its sharing is posted and not reversed. */
  readonly isDue: boolean;
}

export interface PaymentItem {
  readonly shareId: string;
  readonly amountMinor: bigint;
  /** Why it is paid although its footing or a receipt is missing. */
  readonly reason?: string | null;
}

/** What stands in the way of paying a share on the day, and whom it is paid to. */
export interface Grounds {
  readonly doubts: readonly PaymentDoubt[];
  readonly member: string;
}

/** What an entry does to one share: a payment or a waiver above zero, a refund below; undoing has the opposite sign. */
export interface Settlement {
  readonly share: ShareFacts;
  readonly how: "paid" | "waived" | "refunded";
  readonly amountMinor: bigint;
  readonly reason?: string | null;
}

export const shareLeft = (share: Pick<ShareFacts, "amountMinor" | "paidMinor" | "waivedMinor">): bigint =>
  share.amountMinor - share.paidMinor - share.waivedMinor;

function requireWithinLeft(share: ShareFacts, askedMinor: bigint, at: string): void {
  const left = share.isDue ? shareLeft(share) : 0n;
  if (askedMinor > left || left === 0n) {
    const { currency } = share;
    throw new Refusal("share_overpaid", {
      at,
      share: share.id,
      left: formatAmount(left, currency),
      asked: formatAmount(askedMinor, currency),
      currency,
    });
  }
}

function requireWithinPaid(share: ShareFacts, askedMinor: bigint, at: string): void {
  const paid = share.paidMinor - share.refundedMinor;
  if (askedMinor > paid) {
    const { currency } = share;
    throw new Refusal("refund_above_payment", {
      at,
      paid: formatAmount(paid, currency),
      asked: formatAmount(askedMinor, currency),
      currency,
    });
  }
}

/** What is owed is paid on the day it is first owed or later, so that nobody’s account is below zero on any day. Refuses `payment_before_debt`. */
export function requireOwedBy(owedOn: Day | null, paidOn: Day): void {
  if (owedOn !== null && paidOn < owedOn) throw new Refusal("payment_before_debt", { at: "datedOn", day: paidOn, owedOn });
}

/**
 * One payment of several shares, each in whole or in part. Refuses a share that is unknown (`not_found`) or named twice
 * (`share_twice`), shares of two currencies, more than is left of one (`share_overpaid`), and one whose footing or
 * receipt is missing without a reason (`footing_missing`, `receipt_missing`).
 */
export function decidePayment(
  shares: ReadonlyMap<string, ShareFacts>,
  items: readonly PaymentItem[],
  grounds: ReadonlyMap<string, Grounds>,
): Settlement[] {
  const seen = new Set<string>();
  let currency: string | undefined;
  return items.map(({ shareId, amountMinor, reason = null }, index): Settlement => {
    const at = `items[${index}]`;
    const share = shares.get(shareId);
    if (!share) throw new Refusal("not_found", { at: `${at}.shareId`, id: shareId });
    if (seen.has(shareId)) throw new Refusal("share_twice", { at: `${at}.shareId`, id: shareId });
    seen.add(shareId);
    currency ??= share.currency;
    if (share.currency !== currency) throw new Refusal("currency_mismatch", { at, expected: currency, found: share.currency });
    requirePositive(amountMinor, `${at}.amount`);
    requireWithinLeft(share, amountMinor, `${at}.amount`);
    const { doubts = [], member = shareId } = grounds.get(shareId) ?? {};
    requireGrounds({ shareId, reason, doubts, member }, at);
    return { share, how: "paid", amountMinor, reason: doubts.length > 0 ? reason : null };
  });
}

/** Leaving a share to a fund («laisser au commun»): by who it was given to or who is paid; all that is left unless said. */
export function decideWaiver(share: ShareFacts, byId: string, askedMinor: bigint | undefined): Settlement {
  if (byId !== share.memberId && byId !== share.payeeId) throw new Refusal("share_of_another", { at: "share", member: share.memberId });
  if (askedMinor !== undefined) requirePositive(askedMinor);
  const amountMinor = askedMinor ?? shareLeft(share);
  requireWithinLeft(share, amountMinor, "amount");
  return { share, how: "waived", amountMinor };
}

/** What its receiver gives back of a share. Never more than was paid of it. */
export function decideRefund(share: ShareFacts, askedMinor: bigint): Settlement {
  requirePositive(askedMinor);
  requireWithinPaid(share, askedMinor, "amount");
  return { share, how: "refunded", amountMinor: -askedMinor };
}

/**
 * Reversing an entry takes back what it settled: what was paid or waived is owed again, what had come back counts as
 * paid. Refused where part of the payment has come back since (`refund_above_payment`).
 */
export function decideUnsettling(settlements: readonly Settlement[]): Settlement[] {
  return settlements.map(({ share, how, amountMinor }) => {
    if (how === "paid") requireWithinPaid(share, amountMinor, "entry");
    return { share, how, amountMinor: -amountMinor };
  });
}

/** The share after a settlement. */
export function settledShare({ share, how, amountMinor }: Settlement): ShareFacts {
  if (how === "paid") return { ...share, paidMinor: share.paidMinor + amountMinor };
  if (how === "waived") return { ...share, waivedMinor: share.waivedMinor + amountMinor };
  return { ...share, refundedMinor: share.refundedMinor - amountMinor };
}
