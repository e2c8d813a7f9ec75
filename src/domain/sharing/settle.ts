/**
 * Settling a sharing: the steps of its key, in order, over what is left (DESIGN §7.3).
 *
 *   1000.00, key: 5 % to the commons, expenses in full, work by weight
 *   → commons 50.00, Bob's train 200.00, then 750.00 by hours: Ana 187.50, Bob 375.00, Cy 187.50, rest 0.00
 *
 * A step that cannot be paid refuses the whole: there is never a partial result. What was shared is checked before it is
 * given out: Σ shares + Σ funds + rest = amount, nothing below zero.
 */
import { rotation } from "../apportion.js";
import { formatAmount } from "../money.js";
import { type Course, type Payment, sumOf } from "./course.js";
import { parseSharingDocument, type SharingDocument } from "./document.js";
import type { Party } from "./facts.js";
import type { Basis, Step } from "./key.js";
import type { ShareLine, SharingResult } from "./result.js";
import { payClaims } from "./steps/claims.js";
import { payEqual } from "./steps/equal.js";
import { payFixed } from "./steps/fixed.js";
import { payLevy } from "./steps/levy.js";
import { payPeer } from "./steps/peer.js";
import { payReimburse } from "./steps/reimburse.js";
import { payTakes } from "./steps/takes.js";
import { payWeights } from "./steps/weights.js";

/** The result of any value taken for a sharing document. Throws a Refusal, and nothing else. */
export const settleSharing = (value: unknown): SharingResult => settle(parseSharingDocument(value));

/** The result of a document that was read before. */
export function settle(document: SharingDocument): SharingResult {
  const course = startOf(document);
  const shares = document.members.map(() => 0n);
  const funds = document.funds.map(() => 0n);
  const lines: ShareLine[] = [];
  for (const step of document.steps) {
    course.step += 1;
    for (const payment of pay(step, course)) {
      const [amounts, place] = "member" in payment.to ? [shares, payment.to.member] : [funds, payment.to.fund];
      amounts[place] = (amounts[place] as bigint) + payment.amountMinor;
      course.restMinor -= payment.amountMinor;
      lines.push(lineOf(payment, course.step, document));
    }
  }
  requireConserved(document.amountMinor, [...shares, ...funds, course.restMinor]);
  const written = (amountMinor: bigint) => formatAmount(amountMinor, document.currency);
  const listed = <T>(parties: readonly Party[], amounts: readonly bigint[], named: (id: string, amount: string) => T): T[] =>
    parties.flatMap(({ id }, place) => (amounts[place] === 0n ? [] : [named(id, written(amounts[place] as bigint))]));
  return {
    format: "moisson.shares/1",
    currency: document.currency,
    amount: written(document.amountMinor),
    shares: listed(document.members, shares, (member, amount) => ({ member, amount })),
    funds: listed(document.funds, funds, (fund, amount) => ({ fund, amount })),
    carried: listed(document.members, course.carriedMinor, (member, amount) => ({ member, amount })),
    rest: written(course.restMinor),
    lines,
  };
}

const startOf = (document: SharingDocument): Course => ({
  facts: document,
  order: rotation(document.members.length, document.sequence),
  step: 0,
  restMinor: document.amountMinor,
  claimsPaidMinor: document.members.map(() => 0n),
  owedMinor: document.contributions.map(({ amountMinor }) => amountMinor ?? 0n),
  carriedMinor: document.members.map(() => 0n),
});

function pay(step: Step, course: Course): Payment<Basis>[] {
  switch (step.kind) {
    case "levy":
      return payLevy(step, course);
    case "fixed":
      return payFixed(step, course);
    case "reimburse":
      return payReimburse(step, course);
    case "claims":
      return payClaims(step, course);
    case "weights":
      return payWeights(step, course);
    case "equal":
      return payEqual(step, course);
    case "peer":
      return payPeer(step, course);
    case "takes":
      return payTakes(step, course);
  }
}

function lineOf({ to, amountMinor, basis }: Payment<Basis>, step: number, { members, funds, currency }: SharingDocument): ShareLine {
  const receiver = "member" in to ? { member: members[to.member]?.id ?? "" } : { fund: funds[to.fund]?.id ?? "" };
  return { step, to: receiver, amount: formatAmount(amountMinor, currency), basis };
}

/** A bug, never an input: no result is better than a wrong one. */
function requireConserved(amountMinor: bigint, parts: readonly bigint[]): void {
  const sum = sumOf(parts);
  if (sum !== amountMinor || parts.some((part) => part < 0n))
    throw new Error(`sharing ${amountMinor} gave ${sum} in ${parts.length} parts`);
}
