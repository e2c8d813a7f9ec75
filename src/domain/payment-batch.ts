/**
 * Payments that leave together (DESIGN §8): what of what is owed goes into a payment file, what stays out and why, and which
 * transfers it makes.
 *
 *  1. What stays out is paid by hand: no IBAN, an IBAN that SEPA does not reach, another currency, a share whose footing or
 *     receipt is missing (that takes a written reason, one payment at a time). What is in an open batch is in no other.
 *  2. A member gets one transfer for all their shares; a third party one for each bill, because it looks for its number in the
 *     words that come with the money. Each transfer becomes one entry, so that one that bounces is reversed alone.
 *  3. A collective that is hosted elsewhere has no account to pay from: the same list asks the host to pay, and needs no IBAN.
 *
 *   Bob 312.40 work, 42.50 train; the printer 240.00, 60.00   →   V12-1 Bob 354.90 · V12-2 printer 240.00 · V12-3 printer 60.00
 */
import type { PaymentDoubt } from "./footing.js";
import { formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";

export const stayingOut = [
  "in_batch",
  "other_currency",
  "footing_missing",
  "receipt_missing",
  "iban_missing",
  "iban_unreadable",
  "iban_outside_sepa",
] as const;
export type StayingOut = (typeof stayingOut)[number];

export type BatchForm = "file" | "request";

/** What is known of where a payee is paid; the number itself stays with who writes the file. */
export type IbanState = "known" | "missing" | "unreadable" | "outside_sepa";

export interface Payable {
  readonly what: "share" | "bill";
  readonly id: string;
  readonly payee: { readonly of: "member" | "third-party"; readonly id: string; readonly name: string };
  /** The sharing’s title, or the bill’s label. */
  readonly label: string;
  /** The bill’s number; null for a share. */
  readonly document: string | null;
  readonly nature: string;
  readonly currency: string;
  readonly leftMinor: bigint;
  readonly doubts: readonly PaymentDoubt[];
  readonly iban: IbanState;
  /** The number of the open batch it is in. */
  readonly batch: number | null;
}

const ibanReasons: Readonly<Record<IbanState, readonly StayingOut[]>> = {
  known: [],
  missing: ["iban_missing"],
  unreadable: ["iban_unreadable"],
  outside_sepa: ["iban_outside_sepa"],
};

/** Rules 1 and 3: why it stays out of payments in this currency; nothing where it goes in. */
export function reasonsToStayOut(item: Payable, { form, currency }: { form: BatchForm; currency: string }): StayingOut[] {
  return [
    ...(item.batch === null ? [] : (["in_batch"] as const)),
    ...(item.currency === currency ? [] : (["other_currency"] as const)),
    ...item.doubts,
    ...(form === "file" ? ibanReasons[item.iban] : []),
  ];
}

/** Refuses the first reason to stay out, by its own name. */
export function requirePayable(item: Payable, into: { form: BatchForm; currency: string }, at: string): void {
  const [reason] = reasonsToStayOut(item, into);
  const { name } = item.payee;
  switch (reason) {
    case undefined:
      return;
    case "in_batch":
      throw new Refusal("in_payment_batch", { at, number: item.batch ?? 0 });
    case "other_currency":
      throw new Refusal("currency_mismatch", { at, expected: into.currency, found: item.currency });
    case "footing_missing":
    case "receipt_missing":
      throw new Refusal("share_stays_out", { at, name, why: reason });
    default:
      throw new Refusal(reason, { at, name });
  }
}

export interface PlannedTransfer {
  readonly place: number;
  /** `V12-3`: the third transfer of the twelfth batch. */
  readonly reference: string;
  readonly payee: Payable["payee"];
  readonly amountMinor: bigint;
  /** What the payee reads beside the money. */
  readonly remittance: string;
  readonly items: readonly Payable[];
}

/** Rule 2, in the order in which payees first come. Refuses `item_twice`, and `transfer_too_large` above what SEPA carries. */
export function planTransfers(
  items: readonly Payable[],
  { number, payer, maxMinor, currency }: { number: number; payer: string; maxMinor: bigint | null; currency: string },
): PlannedTransfer[] {
  const groups = new Map<string, Payable[]>();
  for (const [index, item] of items.entries()) {
    if (items.findIndex(({ what, id }) => what === item.what && id === item.id) < index)
      throw new Refusal("item_twice", { at: `items[${index}]`, id: item.id });
    const key = item.what === "bill" ? item.id : `${item.payee.of} ${item.payee.id}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map((group, index): PlannedTransfer => {
    const [{ payee, what, document, label }] = group as [Payable];
    const amountMinor = group.reduce((sum, { leftMinor }) => sum + leftMinor, 0n);
    if (maxMinor !== null && amountMinor > maxMinor) {
      const figures = { amount: formatAmount(amountMinor, currency), max: formatAmount(maxMinor, currency), currency };
      throw new Refusal("transfer_too_large", { at: "items", name: payee.name, ...figures });
    }
    const titles = [...new Set(group.map((item) => item.label))].join(", ");
    return {
      place: index + 1,
      reference: `V${number}-${index + 1}`,
      payee,
      amountMinor,
      // A supplier looks for its own number first.
      remittance: what === "bill" ? [document, label, payer].filter(Boolean).join(" - ") : `${payer} - ${titles}`,
      items: group,
    };
  });
}
