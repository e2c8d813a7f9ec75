/**
 * «À quel titre ?» (DESIGN §8): on what footing a participant may be paid. The service informs; it gives no legal advice.
 *
 *  1. A footing is dated: by invoice (SIRET), through a structure, as an employee, as author's rights, or for expenses
 *     only. Several may hold at once; two periods of one footing do not overlap.
 *  2. Work is paid on an invoice or to an employee, rights on an invoice or as author's rights. A structure invoices:
 *     what is paid to one needs nothing more. Expenses are given back on a receipt, whatever the footing.
 *  3. A share is adopted and posted without. To pay it nevertheless somebody writes down why, and it stays out of the
 *     payment file; so does an expense without a receipt.
 *
 *   Bob invoices from 1 January: 375.00 of work are paid; 50.00 of train without a ticket ask for a reason
 */
import type { Day } from "./calendar.js";
import { Refusal, type RefusalCode } from "./refusals.js";

export const footings = ["invoice", "structure", "employee", "rights", "expenses"] as const;
export type Footing = (typeof footings)[number];

export interface FootingPeriod {
  readonly id: string;
  readonly footing: Footing;
  readonly fromOn: Day;
  /** The last day; null as long as nobody ends it. */
  readonly untilOn: Day | null;
}

/** What a footing covers when the participant themself is paid. */
const covered: Readonly<Record<Footing, readonly string[]>> = {
  invoice: ["work", "rights"],
  structure: [],
  employee: ["work"],
  rights: ["rights"],
  expenses: [],
};

/** The footings that hold on a day. */
export const footingsOn = (periods: readonly FootingPeriod[], day: Day): Footing[] =>
  periods.filter(({ fromOn, untilOn }) => fromOn <= day && (untilOn === null || day <= untilOn)).map(({ footing }) => footing);

/** Rule 1. Refuses `days_reversed`, `footing_overlaps`. */
export function requireFreeFooting(periods: readonly FootingPeriod[], wanted: FootingPeriod): void {
  const { id, footing, fromOn, untilOn } = wanted;
  if (untilOn !== null && untilOn < fromOn) throw new Refusal("days_reversed", { at: "untilOn", from: fromOn, until: untilOn });
  const overlapping = periods.find(
    (other) =>
      other.id !== id &&
      other.footing === footing &&
      (other.untilOn === null || other.untilOn >= fromOn) &&
      (untilOn === null || other.fromOn <= untilOn),
  );
  if (!overlapping) return;
  throw new Refusal("footing_overlaps", { at: "fromOn", footing, from: overlapping.fromOn, until: overlapping.untilOn ?? "…" });
}

/** A SIRET without its spaces: 14 digits whose weighted sum is a multiple of 10 (La Poste: whose sum is one of 5). Refuses `siret_invalid`. */
export function parseSiret(text: string): string {
  const siret = text.replace(/\s/g, "");
  const isPost = siret.startsWith("356000000") && [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
  if (!/^\d{14}$/.test(siret) || !(luhn(siret) || isPost)) throw new Refusal("siret_invalid", { at: "siret", siret: text });
  return siret;
}

/** A SIREN without its spaces: the nine digits a SIRET begins with, whose weighted sum is a multiple of 10. Refuses `siren_invalid`. */
export function parseSiren(text: string): string {
  const siren = text.replace(/\s/g, "");
  if (!/^\d{9}$/.test(siren) || !luhn(siren)) throw new Refusal("siren_invalid", { at: "siren", siren: text });
  return siren;
}

/** Whether every second digit from the right, doubled (less 9 where that is above 9), and the others sum to a multiple of 10. */
function luhn(digits: string): boolean {
  const weighed = [...digits]
    .reverse()
    .map(Number)
    .map((digit, place) => (place % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit));
  return weighed.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
}

/** What stands in the way of paying a share: said, and settled by a written reason. */
export type PaymentDoubt = Extract<RefusalCode, "footing_missing" | "receipt_missing">;

/** Rules 2 and 3, on the day of the payment. */
export function doubtsOf(share: {
  readonly nature: string;
  readonly isPaidToStructure: boolean;
  readonly footings: readonly Footing[];
  readonly receiptsMissing: number;
}): PaymentDoubt[] {
  if (share.nature === "expenses") return share.receiptsMissing > 0 ? ["receipt_missing"] : [];
  if (share.isPaidToStructure || share.footings.some((footing) => covered[footing].includes(share.nature))) return [];
  return ["footing_missing"];
}

/** Rule 3. Refuses the first doubt where nobody wrote why it is paid all the same. */
export function requireGrounds(
  { shareId, reason, doubts, member }: { shareId: string; reason: string | null; doubts: readonly PaymentDoubt[]; member: string },
  at: string,
): void {
  const [doubt] = doubts;
  if (doubt !== undefined && reason === null) throw new Refusal(doubt, { at: `${at}.reason`, share: shareId, member });
}
