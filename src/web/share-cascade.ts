/**
 * What each step of a result took, in order, and one person’s part of it: the rows of the picture and of its table.
 *
 *   1000.00, levy 50.00, expenses 200.00, work 750.00 of which 375.00 for Bob → three rows, the last one half dark
 */
import { formatAmount, parseAmount } from "../domain/money.js";
import type { SharingTable } from "./sharing-figures.js";

type Result = NonNullable<SharingTable["result"]>;
interface Line {
  readonly step: number;
  readonly to: { readonly member?: string; readonly fund?: string };
  readonly amount: string;
  readonly basis: { readonly kind: string };
}

export interface StepTotal {
  readonly step: number;
  readonly kind: string;
  readonly fund: string | null;
  /** What earlier steps took of the whole. */
  readonly before: string;
  readonly taken: string;
  /** Where one’s own part begins, and how much it is. */
  readonly ownBefore: string;
  readonly own: string;
}

export function stepTotals({ lines, currency }: Pick<Result, "lines" | "currency">, memberId: string): StepTotal[] {
  const typed = lines as unknown as Line[];
  const write = (minor: bigint) => formatAmount(minor, currency);
  let beforeMinor = 0n;
  return [...new Set(typed.map(({ step }) => step))].map((step) => {
    const own = typed.filter((line) => line.step === step);
    const place = own.findIndex(({ to }) => to.member === memberId);
    const sum = (some: readonly Line[]) => some.reduce((total, { amount }) => total + parseAmount(amount, currency), 0n);
    const row = {
      step,
      kind: own[0]?.basis.kind ?? "",
      fund: own.length === 1 ? (own[0]?.to.fund ?? null) : null,
      before: write(beforeMinor),
      taken: write(sum(own)),
      ownBefore: write(beforeMinor + (place < 0 ? 0n : sum(own.slice(0, place)))),
      own: write(sum(own.filter(({ to }) => to.member === memberId))),
    };
    beforeMinor += sum(own);
    return row;
  });
}
