/**
 * Paying: what was chosen and typed, asked of the rules that will decide it (domain/payment, domain/postings).
 *
 *   two shares of 100.00 and 60.00, the second in part, 25.00: 125.00 leave the bank, 35.00 stay owed
 */
import type { PaymentDoubt } from "../domain/footing.js";
import { formatAmount, parseAmount } from "../domain/money.js";
import { decidePayment, type ShareFacts } from "../domain/payment.js";
import { payment } from "../domain/postings.js";
import type { Refusal } from "../domain/refusals.js";
import { attempt, type Effect, type Owner, PageBooks, type ShownBalance } from "./treasury-figures.js";

/** A share that is owed, with whom it is paid to. */
export interface OwedShare {
  readonly id: string;
  readonly sharingId: string;
  readonly label: string;
  readonly nature: string;
  readonly payee: Owner;
  readonly forMemberId: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly left: string;
  readonly doubts: readonly PaymentDoubt[];
}

interface OwedAnswer {
  readonly payee: "member" | "third-party";
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly items: readonly {
    readonly what: "share" | "bill";
    readonly id: string;
    readonly originId: string;
    readonly label: string;
    readonly nature: string;
    readonly forMemberId: string | null;
    readonly amount: string;
    readonly left: string;
    readonly doubts: readonly PaymentDoubt[];
  }[];
}

/** The shares among what is owed. */
export const sharesIn = (owed: readonly OwedAnswer[]): OwedShare[] =>
  owed.flatMap(({ id, name, currency, items }) =>
    items.flatMap(({ what, originId, ...item }) =>
      what === "share" ? [{ ...item, sharingId: originId, payee: { id, name }, currency }] : [],
    ),
  );

/** What was typed for one share. */
export interface TypedPart {
  readonly share: OwedShare;
  /** Undefined while it cannot be read. */
  readonly amount: string | undefined;
  readonly reason: string;
}

export interface PaymentPlan {
  readonly total?: string;
  readonly effects?: readonly Effect[];
  /** Why it would be refused, with the place in `figures.at`. */
  readonly refusal?: Refusal;
}

/**
 * What the payment would write, or why the rules say no; nothing while an amount cannot be read. What a payee’s footing
 * asks is known for the day of the payment alone: the field of its reason asks for it, and the service decides.
 */
export function planPayment(parts: readonly TypedPart[], bank: Owner | undefined, balances: readonly ShownBalance[]): PaymentPlan {
  const [first] = parts;
  if (!first || !bank || parts.some(({ amount }) => amount === undefined)) return {};
  const { currency } = first.share;
  const { value, refusal } = attempt(() => {
    const settlements = decidePayment(
      new Map(parts.map(({ share }) => [share.id, factsOf(share)])),
      parts.map(({ share, amount = "", reason }, index) => ({
        shareId: share.id,
        reason: reason.trim() || null,
        amountMinor: parseAmount(amount, share.currency, `items[${index}].amount`),
      })),
      new Map(),
    );
    const books = new PageBooks(balances);
    const payees = new Map(parts.map(({ share }) => [share.id, share.payee]));
    const posting = payment(
      books.account("bank", bank, currency),
      settlements.map(({ share, amountMinor }) => ({
        account: books.account("member", payees.get(share.id) ?? { id: share.payeeId, name: "" }, currency),
        amountMinor,
        nature: share.nature,
      })),
    );
    const total = settlements.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    return { total: formatAmount(total, currency), effects: books.effects(posting) };
  });
  return refusal ? { refusal } : (value ?? {});
}

function factsOf({ id, sharingId, nature, payee, forMemberId, currency, amount, left }: OwedShare): ShareFacts {
  const amountMinor = parseAmount(amount, currency);
  return {
    id,
    sharingId,
    envelopeId: "",
    memberId: forMemberId ?? payee.id,
    payeeId: payee.id,
    nature,
    currency,
    amountMinor,
    // What was paid and what was waived of it count alike here: only what is left matters.
    paidMinor: amountMinor - parseAmount(left, currency),
    waivedMinor: 0n,
    refundedMinor: 0n,
    isDue: true,
  };
}
