/**
 * What each payee was paid in a calendar year, for who keeps the accounts (DESIGN §8): by nature, rights apart, with the footing
 * that held at each payment; and whether the fees of a year come above the sum from which France has them declared (DAS2).
 * The service informs; it gives no legal advice.
 *
 *  1. A year counts by the day of each payment. What was given back, or reversed, counts against the day it was.
 *  2. Fees are work and rights, and bills for services; not what is paid to an employee as such (that is wages, declared
 *     otherwise), not expenses, not purchases.
 *  3. The figure is above when it is more than the threshold: 2,400.00 in 2026 is not.
 *
 *   2026: Bob, 2,300.00 of work on invoices and 200.00 of rights → 2,500.00 of fees, above 2,400.00
 */
import type { Day } from "./calendar.js";
import type { Footing } from "./footing.js";

/** From which sum a year, by payee, fees are declared; in EUR, all taxes included. */
export interface DeclarationThreshold {
  readonly fromYear: number;
  readonly amount: string;
  readonly source: string;
}

const rule = "CGI art. 240 et 241 ; BOI-BIC-DECLA-30-70-20";

export const declarationThresholds: readonly DeclarationThreshold[] = [
  { fromYear: 2014, amount: "1200.00", source: rule },
  { fromYear: 2024, amount: "2400.00", source: `${rule}, actualité du 12 février 2025` },
];

/** The threshold of a year; none outside France, in other currencies, or before the list begins. */
export const declarationOf = (year: number, { country, currency }: { country: string; currency: string }): DeclarationThreshold | null =>
  country === "FR" && currency === "EUR" ? (declarationThresholds.findLast(({ fromYear }) => fromYear <= year) ?? null) : null;

export interface PayeePayment {
  readonly datedOn: Day;
  /** Of a share: expenses, work, rights; of a bill: service, purchase … */
  readonly nature: string;
  /** Below zero where it came back. */
  readonly amountMinor: bigint;
  /** Those that held that day; none for third parties and structures. */
  readonly footings: readonly Footing[];
}

const fees: ReadonlySet<string> = new Set(["work", "rights", "service"]);

/** Rule 2. */
export const isFee = ({ nature, footings }: PayeePayment): boolean =>
  fees.has(nature) && !(nature === "work" && footings.includes("employee") && !footings.includes("invoice"));

export interface PayeeSums {
  /** By nature, the first paid first, zeros left out. */
  readonly natures: readonly { readonly nature: string; readonly amountMinor: bigint }[];
  readonly totalMinor: bigint;
  readonly feesMinor: bigint;
  readonly footings: readonly Footing[];
}

/** The sums of one payee in one currency. */
export function sumsOf(payments: readonly PayeePayment[]): PayeeSums {
  const natures = new Map<string, bigint>();
  for (const { nature, amountMinor } of payments) natures.set(nature, (natures.get(nature) ?? 0n) + amountMinor);
  const sum = (some: readonly PayeePayment[]) => some.reduce((all, { amountMinor }) => all + amountMinor, 0n);
  return {
    natures: [...natures].filter(([, amountMinor]) => amountMinor !== 0n).map(([nature, amountMinor]) => ({ nature, amountMinor })),
    totalMinor: sum(payments),
    feesMinor: sum(payments.filter(isFee)),
    footings: [...new Set(payments.flatMap(({ footings }) => footings))],
  };
}
