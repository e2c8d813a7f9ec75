/**
 * Envelopes: the figures of DESIGN §6, the colour of their wishes, and when an envelope may be closed or drawn on.
 *
 * No euro is subtracted twice. Recording a bill moves its amount from the envelope to the third party, so the balance
 * of the ledger lacks it from that day on, paid or not; a sharing that is adopted but not posted still stands in the
 * balance. «Held» is therefore the balance with the bills that are not paid yet, and what is left is held − committed:
 *
 *   received  3000.00                                                       money in and transfers
 *   balance   2150.00 = received 3000.00 − billed 450.00 − shared 400.00    as in the ledger and every export
 *   committed 1000.00 = bills unpaid 200.00 + sharings adopted 800.00
 *   left      1350.00 = held (2150.00 + 200.00) − committed 1000.00         = balance − sharings adopted
 *
 * An adopted sharing may count on money that is only expected, so what is left may be below zero.
 */
import type { Day } from "./calendar.js";
import { formatAmount } from "./money.js";
import { divide, halfUp, multiply, parseRatio, ratio } from "./ratio.js";
import { Refusal } from "./refusals.js";

/** How an envelope may be funded. */
export const fundings = ["grant", "service", "gift", "subscription", "free-price"] as const;
export type Funding = (typeof fundings)[number];

/** Life of money that is only expected: asked → notified → signed → received, or dropped. */
export const expectedStatuses = ["asked", "notified", "signed", "received", "dropped"] as const;
export type ExpectedStatus = (typeof expectedStatuses)[number];

/** The figures people see, each of which opens into its reasons. */
export const figureNames = ["received", "expected", "billed", "shared", "balance", "committed", "left", "wished", "kept", "paid"] as const;
export type FigureName = (typeof figureNames)[number];

export type Colour = "green" | "orange" | "red";

/** What is read of one envelope, in minor units of its currency. */
export interface EnvelopeSums {
  /** Money in and transfers: Σ of its account's lines that are neither bills nor sharings. */
  readonly receivedMinor: bigint;
  /** Bills and bank fees recorded, less those reversed and what third parties gave back. */
  readonly billedMinor: bigint;
  /** What sharings and levies took out, less those reversed and what members gave back. */
  readonly sharedMinor: bigint;
  readonly expectedMinor: bigint;
  readonly billsUnpaidMinor: bigint;
  /** Sharings adopted and not posted. */
  readonly sharingsAdoptedMinor: bigint;
  /** Claims not withdrawn and in no posted sharing, and carried wishes. */
  readonly wishedMinor: bigint;
  readonly keptMinor: bigint;
  readonly paidMinor: bigint;
}

export interface EnvelopeFigures extends EnvelopeSums {
  readonly balanceMinor: bigint;
  readonly committedMinor: bigint;
  readonly leftMinor: bigint;
  readonly colour: Colour;
}

export function figuresOf(sums: EnvelopeSums): EnvelopeFigures {
  const balanceMinor = sums.receivedMinor - sums.billedMinor - sums.sharedMinor;
  const leftMinor = balanceMinor - sums.sharingsAdoptedMinor;
  return {
    ...sums,
    balanceMinor,
    committedMinor: sums.billsUnpaidMinor + sums.sharingsAdoptedMinor,
    leftMinor,
    colour: colourOf(sums.wishedMinor, leftMinor),
  };
}

/** Green under 80 % of what is left, orange up to all of it, red above; wishes on nothing left are red, no wishes are green. */
export function colourOf(wishedMinor: bigint, leftMinor: bigint): Colour {
  if (wishedMinor === 0n || wishedMinor * 100n < leftMinor * 80n) return "green";
  return wishedMinor <= leftMinor ? "orange" : "red";
}

/** The envelopes of the circles one is in; all of them for who is in none, or where those have none. */
export function nearest<Envelope extends { readonly circleId: string }>(
  envelopes: readonly Envelope[],
  circleIds: ReadonlySet<string>,
): readonly Envelope[] {
  const own = envelopes.filter(({ circleId }) => circleIds.has(circleId));
  return own.length > 0 ? own : envelopes;
}

/** What the rules below ask of an envelope. */
export interface EnvelopeFacts {
  readonly name: string;
  readonly currency: string;
  readonly isClosed: boolean;
  readonly eligibleFromOn: Day | null;
  readonly eligibleUntilOn: Day | null;
}

/** Refuses days the wrong way round. */
export function requireFundingDays(from: Day | null, until: Day | null): void {
  if (from !== null && until !== null && until < from) throw new Refusal("days_reversed", { at: "eligibleUntilOn", from, until });
}

/** A closed envelope takes nothing in; what a reversal brings back to it can still be transferred out. */
export function requireOpenEnvelope(envelope: Pick<EnvelopeFacts, "name" | "isClosed">, at: string): void {
  if (envelope.isClosed) throw new Refusal("envelope_closed", { at, envelope: envelope.name });
}

/**
 * Refuses to move out what adopted sharings wait for: 100.00 in the envelope, 80.00 adopted, a transfer of 30.00 finds
 * 20.00 left. Bills are debts and are recorded as long as the balance covers them.
 */
export function requireLeft(envelope: Pick<EnvelopeFacts, "currency">, leftMinor: bigint, askedMinor: bigint, at: string): void {
  if (askedMinor <= leftMinor) return;
  const { currency } = envelope;
  const left = formatAmount(leftMinor > 0n ? leftMinor : 0n, currency);
  throw new Refusal("insufficient_balance", { at, left, asked: formatAmount(askedMinor, currency), currency });
}

/** An envelope closes empty: nothing in it, nothing committed, nothing expected. Refuses `envelope_not_empty`. */
export function decideClosing(envelope: EnvelopeFacts, figures: EnvelopeFigures, now: Date): { readonly closedAt: Date } {
  requireOpenEnvelope(envelope, "envelope");
  const { balanceMinor, committedMinor, expectedMinor } = figures;
  if (balanceMinor !== 0n || committedMinor !== 0n || expectedMinor !== 0n) {
    const { currency } = envelope;
    throw new Refusal("envelope_not_empty", {
      at: "envelope",
      balance: formatAmount(balanceMinor, currency),
      committed: formatAmount(committedMinor, currency),
      expected: formatAmount(expectedMinor, currency),
      currency,
    });
  }
  return { closedAt: now };
}

/** The change of money that is expected. Only money in makes it received, and what was received stays so. */
export function decideExpectedStatus(from: ExpectedStatus, to: ExpectedStatus): ExpectedStatus {
  if (from === to) return to;
  if (from === "received") throw new Refusal("expected_received", { at: "status" });
  if (to === "received") throw new Refusal("expected_by_money_in", { at: "status" });
  return to;
}

/**
 * What an arrival makes of money that was expected: all of it is received, or a first part, and the rest stays expected
 * as it was. 3,000.00 signed, 1,000.00 comes in: 1,000.00 received, 2,000.00 signed.
 */
export function decideArrival(
  expected: { readonly status: ExpectedStatus; readonly amountMinor: bigint },
  arrivedMinor: bigint,
): { readonly receivedMinor: bigint; readonly restMinor: bigint } {
  if (expected.status === "received") throw new Refusal("expected_received", { at: "expectedId" });
  if (expected.status === "dropped") throw new Refusal("expected_dropped", { at: "expectedId" });
  if (arrivedMinor >= expected.amountMinor) return { receivedMinor: expected.amountMinor, restMinor: 0n };
  return { receivedMinor: arrivedMinor, restMinor: expected.amountMinor - arrivedMinor };
}

/** A day outside the days the funding accepts is warned about, never refused. */
export const isOutsideDays = (envelope: Pick<EnvelopeFacts, "eligibleFromOn" | "eligibleUntilOn">, dayOn: Day): boolean =>
  (envelope.eligibleFromOn !== null && dayOn < envelope.eligibleFromOn) ||
  (envelope.eligibleUntilOn !== null && dayOn > envelope.eligibleUntilOn);

/** What a fund takes of money that comes in: a percent of all of it, half up. levyOf(31250n, "8") = 2500n. */
export const levyOf = (amountMinor: bigint, percent: string): bigint =>
  halfUp(divide(multiply(ratio(amountMinor), parseRatio(percent)), ratio(100n)));

/** A contribution that is said to be a gift of money. */
export interface GiftFacts {
  readonly id: string;
  /** Who gives, and what they are called. */
  readonly memberId: string;
  readonly member: string;
  /** Its kind's unit: the currency, where the kind is money. */
  readonly unit: string | null;
  readonly isExpense: boolean;
  readonly amountMinor: bigint | null;
  readonly status: string;
  readonly receivedEntryId: string | null;
}

/** Money that came in, as gifts ask of it. */
export interface GivenMoney {
  /** What of it no gift is linked to. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly nature: string;
  /** The member it comes from; null where somebody else, or nobody we know, gave it. */
  readonly memberId: string | null;
}

/**
 * Gifts that some money is: promises until now, and from now on that money. It came in as a gift, from who promised it: a
 * grant is nobody's gift, and nobody's promise is kept by another. Refuses what is unknown, no gift of money, withdrawn, or
 * in already, gifts of somebody else, and gifts that add up to more than came in.
 */
export function requireGifts(ids: readonly string[], gifts: readonly GiftFacts[], money: GivenMoney): void {
  const { amountMinor, currency, nature, memberId } = money;
  if (ids.length > 0 && nature !== "gift") throw new Refusal("money_not_gift", { at: "giftIds" });
  let promised = 0n;
  for (const [index, id] of ids.entries()) {
    const at = `giftIds[${index}]`;
    const gift = gifts.find((one) => one.id === id);
    if (!gift || ids.indexOf(id) !== index) throw new Refusal("not_found", { at, id });
    if (gift.unit !== currency || gift.isExpense || gift.amountMinor === null) throw new Refusal("gift_not_money", { at, id, currency });
    if (gift.status === "withdrawn") throw new Refusal("contribution_withdrawn", { at, id });
    if (gift.receivedEntryId !== null) throw new Refusal("gift_received", { at, id, entry: gift.receivedEntryId });
    if (gift.memberId !== memberId) throw new Refusal("gift_of_another", { at, id, member: gift.member });
    promised += gift.amountMinor;
  }
  if (promised > amountMinor) {
    const [sum, amount] = [formatAmount(promised, currency), formatAmount(amountMinor, currency)];
    throw new Refusal("gift_above_amount", { at: "giftIds", promised: sum, amount, currency });
  }
}

/** The third party that a bill or money names. Refuses `unknown_third_party`, `third_party_archived`. */
export function requireThirdParty(
  found: { readonly name: string; readonly isArchived: boolean } | undefined,
  at: string,
  id: string,
): void {
  if (!found) throw new Refusal("unknown_third_party", { at, id });
  if (found.isArchived) throw new Refusal("third_party_archived", { at, id, thirdParty: found.name });
}
