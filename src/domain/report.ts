/**
 * Reports: what came in, what went out and what is left, of a year or of an envelope, by why the money moved.
 *
 *  1. Why is the rule of the projection (domain/accounting): a report and the accounts tell the same sums, so that what came in
 *     less what went out is what a year comes to before dedicated funds.
 *  2. Money that moves between envelopes, funds and rounds is neither: it is a transfer, and all transfers of a collective sum to
 *     zero. What was there when the collective came to Moisson is an opening, as what was there before the first day is.
 *  3. A share that is waived comes back: as what its giver got, and as money given to the commons.
 *  4. Of an envelope: before + in − out + transfers = after.
 */
import type { AccountingRule } from "./accounting/chart.js";
import { type ProjectedFacts, ruleOf } from "./accounting/projection.js";

/** A sum of the lines of one thing, by what posted them and their nature. Debit > 0. */
export interface Moved extends ProjectedFacts {
  /** The envelope, the fund, or who gave what a share pays for. */
  readonly ownerId: string;
  readonly amountMinor: bigint;
}

export type FlowSide = "in" | "out" | "share" | "waived" | "transfer" | "opening";

/** How a line of an envelope or a fund counts. */
export function flowOf(moved: ProjectedFacts): { readonly side: FlowSide; readonly nature: string } {
  const rule: AccountingRule = ruleOf(moved);
  const [side = "", nature = "other"] = rule.split(":");
  if (side === "in" || side === "out" || side === "share" || side === "waived") return { side, nature };
  return { side: rule === "internal" ? "transfer" : "opening", nature: "other" };
}

export interface Flow {
  readonly side: "in" | "out" | "share" | "waived";
  readonly nature: string;
  /** What came in, or what went out: above zero in the usual case. */
  readonly amountMinor: bigint;
}

/** Rule 1: by side and nature, in the order of the sides; what sums to zero is left out. */
export function flowsOf(moved: readonly Moved[]): Flow[] {
  const sums = new Map<string, Flow>();
  for (const one of moved) {
    const { side, nature } = flowOf(one);
    if (side === "transfer" || side === "opening") continue;
    const key = `${sideOrder[side]} ${nature}`;
    const isIn = side === "in" || side === "waived";
    const amountMinor = (sums.get(key)?.amountMinor ?? 0n) + (isIn ? -one.amountMinor : one.amountMinor);
    sums.set(key, { side, nature, amountMinor });
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, flow]) => flow).filter(({ amountMinor }) => amountMinor !== 0n);
}

const sideOrder = { in: 0, waived: 1, out: 2, share: 3 } as const;

/** What came in less what went out. */
export const resultOf = (flows: readonly Flow[]): bigint =>
  flows.reduce((sum, { side, amountMinor }) => (side === "in" || side === "waived" ? sum + amountMinor : sum - amountMinor), 0n);

export interface PurseReport {
  readonly beforeMinor: bigint;
  readonly receivedMinor: bigint;
  readonly transferredMinor: bigint;
  readonly billedMinor: bigint;
  readonly sharedMinor: bigint;
  readonly afterMinor: bigint;
}

/** Rule 4, of an envelope or a fund. */
export function purseReport(moved: readonly Moved[], beforeMinor: bigint): PurseReport {
  const sums = { in: 0n, waived: 0n, out: 0n, share: 0n, transfer: 0n, opening: 0n };
  for (const one of moved) sums[flowOf(one).side] -= one.amountMinor;
  const before = beforeMinor + sums.opening;
  const received = sums.in + sums.waived;
  return {
    beforeMinor: before,
    receivedMinor: received,
    transferredMinor: sums.transfer,
    billedMinor: -sums.out,
    sharedMinor: -sums.share,
    afterMinor: before + received + sums.transfer + sums.out + sums.share,
  };
}

export interface MemberReport {
  readonly workMinor: bigint;
  readonly rightsMinor: bigint;
  readonly expensesMinor: bigint;
  readonly waivedMinor: bigint;
  readonly paidMinor: bigint;
}

/** What somebody got of sharings, left to the commons, and was paid, less what came back. */
export function memberReport(moved: readonly Moved[]): MemberReport {
  const sums = { work: 0n, rights: 0n, expenses: 0n, waived: 0n, paid: 0n };
  for (const { event, nature, amountMinor } of moved) {
    if (event === "sharing") sums[nature === "rights" || nature === "expenses" ? nature : "work"] -= amountMinor;
    else if (event === "waiver") sums.waived += amountMinor;
    else if (event === "payment") sums.paid += amountMinor;
  }
  return {
    workMinor: sums.work,
    rightsMinor: sums.rights,
    expensesMinor: sums.expenses,
    waivedMinor: sums.waived,
    paidMinor: sums.paid,
  };
}

// Plans --------------------------------------------------------------------------------------------------------------

/** A line of a plan, with what came of its nature. */
export interface PlannedLine {
  readonly side: "in" | "out";
  readonly nature: string;
  readonly label: string;
  readonly amountMinor: bigint;
}

export interface PlannedBeside {
  readonly side: "in" | "out";
  readonly nature: string;
  /** The labels of its planned lines; empty for what nobody planned. */
  readonly labels: readonly string[];
  readonly plannedMinor: bigint;
  readonly realisedMinor: bigint;
}

/** Natures that a plan may have, by side: shares are planned by what they pay. */
export const plannedNatures = {
  in: ["grant", "service", "gift", "subscription", "free-price", "transfer", "other"],
  out: [
    "work",
    "rights",
    "expenses",
    "purchase",
    "service",
    "travel",
    "rent",
    "insurance",
    "communication",
    "tax",
    "bank-fee",
    "transfer",
    "other",
  ],
} as const;

/** A plan beside what came of it, nature by nature: planned ones in the order of the plan, then what nobody planned. */
export function planBeside(plan: readonly PlannedLine[], moved: readonly Moved[]): PlannedBeside[] {
  const beside = new Map<string, PlannedBeside>();
  const at = (side: "in" | "out", nature: string): PlannedBeside =>
    beside.get(`${side} ${nature}`) ?? { side, nature, labels: [], plannedMinor: 0n, realisedMinor: 0n };
  for (const { side, nature, label, amountMinor } of plan) {
    const line = at(side, nature);
    beside.set(`${side} ${nature}`, { ...line, labels: [...line.labels, label], plannedMinor: line.plannedMinor + amountMinor });
  }
  let transferred = 0n;
  const realise = (side: "in" | "out", nature: string, amountMinor: bigint): void => {
    const line = at(side, nature);
    beside.set(`${side} ${nature}`, { ...line, realisedMinor: line.realisedMinor + amountMinor });
  };
  for (const one of moved) {
    const { side, nature } = flowOf(one);
    if (side === "in" || side === "waived") realise("in", nature, -one.amountMinor);
    else if (side === "out" || side === "share") realise("out", nature, one.amountMinor);
    else if (side === "transfer") transferred -= one.amountMinor;
  }
  if (transferred > 0n) realise("in", "transfer", transferred);
  if (transferred < 0n) realise("out", "transfer", -transferred);
  return [...beside.values()].filter(({ labels, realisedMinor }) => labels.length > 0 || realisedMinor !== 0n);
}
