/**
 * The split of a charter (DESIGN §11): who is paid what for which deliverables, and how it is paid in instalments.
 *
 *  1. A line has a label, a party, deliverables, a percent or an amount or both. Amounts rule. They do not add up to more than
 *     the total, nor percents to more than 100.
 *  2. A line whose percent and amount disagree is flagged, with both bases: the percent its amount is of the total, and of the
 *     other lines. They agree where the exact percent, rounded to as many decimals as are written, is the one written; or where
 *     the amount is the percent of the total, half up.
 *  3. What is left of a line is its amount − what was paid − what is asked by instalments on their way. An instalment never
 *     takes more than what is left of a line: an amount is apportioned over what is left of each line, or each line’s is said,
 *     for work that was delivered.
 *  4. A sharing pays members. A line of a third party is paid by its bills, traced to the line.
 *  5. A revision lowers no line below what was paid and asked of it; nor does it give a line that was paid to somebody else.
 *
 *   712.00 called 10 % of 8,272.00 (with 5,480.00 and 2,080.00): it is 8.61 % of the total, 9.42 % of the other lines
 *   an instalment of 1,000.00 over 712.00, 5,480.00 and 2,080.00: 86.07, 662.48 and 251.45
 */
import { apportion, rotation } from "./apportion.js";
import { formatAmount } from "./money.js";
import { isSameParty, type Party } from "./party.js";
import { add, compare, divide, floor, halfUp, multiply, parseRatio, type Ratio, ratio, zero } from "./ratio.js";
import { Refusal } from "./refusals.js";
import type { SharingStatus } from "./sharing-life.js";

export interface SplitLine {
  /** The same in each version of the charter. */
  readonly id: string;
  readonly label: string;
  readonly party: Party;
  readonly deliverables: string;
  /** As it is written: "10", "8.61". */
  readonly percent: string | null;
  readonly amountMinor: bigint | null;
}

export interface Split {
  readonly currency: string;
  readonly totalMinor: bigint | null;
  readonly lines: readonly SplitLine[];
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const amountsOf = (lines: readonly Pick<SplitLine, "amountMinor">[]): bigint => sum(lines.map(({ amountMinor }) => amountMinor ?? 0n));

/** The total as it is written, or else what the lines add up to, where all have an amount. */
export const totalOf = ({ totalMinor, lines }: Pick<Split, "totalMinor" | "lines">): bigint | null =>
  totalMinor ?? (lines.length > 0 && lines.every(({ amountMinor }) => amountMinor !== null) ? amountsOf(lines) : null);

// Whether it holds together ----------------------------------------------------------------------------------------------

const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0;

/** A ratio as a percent with so many decimals, half up: 712/8272 → "8.61". */
export function percentText(of: Ratio, decimals = 2): string {
  const digits = halfUp(multiply(of, ratio(10n ** BigInt(decimals + 2))))
    .toString()
    .padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export interface SplitFlag {
  readonly lineId: string;
  readonly label: string;
  /** As it is written. */
  readonly percent: string;
  readonly amountMinor: bigint;
  readonly totalMinor: bigint;
  readonly othersMinor: bigint;
  /** What the amount is: of the total, and of the other lines, where they have amounts; two decimals, half up. */
  readonly ofTotal: string;
  readonly ofOthers: string | null;
  /** What the percent would be of the total, half up. */
  readonly percentMinor: bigint;
}

/** Rule 2: the lines whose percent and amount disagree. None where the total is not known. */
export function splitFlags(split: Pick<Split, "totalMinor" | "lines">): SplitFlag[] {
  const total = totalOf(split);
  if (total === null || total <= 0n) return [];
  return split.lines.flatMap(({ id, label, percent, amountMinor }) => {
    if (percent === null || amountMinor === null) return [];
    const exact = ratio(amountMinor, total);
    const percentMinor = halfUp(multiply(ratio(total), divide(parseRatio(percent), ratio(100n))));
    const asWritten = parseRatio(percentText(exact, decimalsOf(percent)));
    if (compare(asWritten, parseRatio(percent)) === 0 || percentMinor === amountMinor) return [];
    const othersMinor = amountsOf(split.lines) - amountMinor;
    return [
      {
        ...{ lineId: id, label, percent, amountMinor, totalMinor: total, othersMinor, percentMinor, ofTotal: percentText(exact) },
        ofOthers: othersMinor > 0n ? percentText(ratio(amountMinor, othersMinor)) : null,
      },
    ];
  });
}

/** A sum of percents as people write it: "100.5". */
function decimalText(value: Ratio): string {
  const decimals = 6;
  const digits = floor(multiply(value, ratio(10n ** BigInt(decimals))))
    .toString()
    .padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, "");
}

/**
 * Rule 1, at any time. Refuses `amount_not_positive`, `line_of_no_party` with who the parties are, `split_above_total` with by how
 * much, `split_above_hundred` with what the percents add up to.
 */
export function requireSplit({ currency, totalMinor, lines }: Split, parties: readonly Party[], nameOf: (party: Party) => string): void {
  if (totalMinor !== null && totalMinor <= 0n) throw new Refusal("amount_not_positive", { at: "total" });
  for (const [place, { label, party, amountMinor }] of lines.entries()) {
    if (amountMinor !== null && amountMinor <= 0n) throw new Refusal("amount_not_positive", { at: `lines[${place}].amount` });
    if (!parties.some((one) => isSameParty(one, party)))
      throw new Refusal("line_of_no_party", {
        at: `lines[${place}].party`,
        line: label,
        name: nameOf(party),
        parties: parties.map(nameOf),
      });
  }
  const percents = lines.map(({ percent }) => (percent === null ? zero : parseRatio(percent))).reduce(add, zero);
  if (compare(percents, ratio(100n)) > 0) throw new Refusal("split_above_hundred", { at: "lines", sum: decimalText(percents) });
  const amounts = amountsOf(lines);
  if (totalMinor !== null && amounts > totalMinor) {
    const [asked, total, over] = [amounts, totalMinor, amounts - totalMinor].map((minor) => formatAmount(minor, currency));
    throw new Refusal("split_above_total", { at: "lines", asked: asked as string, total: total as string, over: over as string, currency });
  }
}

/** For signing. Refuses `split_without_total`, `split_incomplete` with the lines that have no amount. */
export function requireSplitComplete({ totalMinor, lines }: Split): void {
  if (totalMinor === null || lines.length === 0) throw new Refusal("split_without_total", { at: "total", lines: lines.length });
  const without = lines.filter(({ amountMinor }) => amountMinor === null).map(({ label }) => label);
  if (without.length > 0) throw new Refusal("split_incomplete", { at: "lines", without });
}

// What is paid and left ----------------------------------------------------------------------------------------------------

export type InstalmentState = "asked" | "paid" | "given-up";

/** What its sharing makes of an instalment: paid once posted; given up where it is abandoned or reversed; asked until then. */
export const instalmentState = (status: SharingStatus): InstalmentState =>
  status === "posted" || status === "paid" ? "paid" : status === "abandoned" || status === "reversed" ? "given-up" : "asked";

export interface InstalmentLine {
  readonly lineId: string;
  readonly amountMinor: bigint;
}
/** A part of a split on its way or paid: of an instalment, or of a bill. */
export interface SplitPayment {
  readonly state: InstalmentState;
  readonly lines: readonly InstalmentLine[];
}

/** A line as it stands: 0 ≤ left = amount − paid − asked. */
export interface LineStanding extends SplitLine {
  readonly amountMinor: bigint;
  readonly paidMinor: bigint;
  readonly askedMinor: bigint;
  readonly leftMinor: bigint;
}

/** Rule 3. */
export function standingsOf(lines: readonly SplitLine[], payments: readonly SplitPayment[]): LineStanding[] {
  const of = (id: string, wanted: InstalmentState): bigint =>
    sum(
      payments
        .flatMap(({ state, lines: parts }) => (state === wanted ? parts.filter(({ lineId }) => lineId === id) : []))
        .map(({ amountMinor }) => amountMinor),
    );
  return lines.map((line) => {
    const [amountMinor, paidMinor, askedMinor] = [line.amountMinor ?? 0n, of(line.id, "paid"), of(line.id, "asked")];
    return { ...line, amountMinor, paidMinor, askedMinor, leftMinor: amountMinor - paidMinor - askedMinor };
  });
}

export const isOfMember = ({ party }: Pick<SplitLine, "party">): boolean => party.kind === "member";

/** An instalment: an amount over what is left of each line, or what each line gets. */
export type WantedInstalment = { readonly amountMinor: bigint } | { readonly lines: readonly InstalmentLine[] };

/**
 * Rules 3 and 4: what each line gets; lines that get nothing are left out. `sequence` is 1 for the first instalment of the charter:
 * an odd cent does not always go to the same line. Refuses `amount_not_positive`, `not_found`, `line_party_not_member`,
 * `instalment_above_left` with the line, what is left of it and what is asked; without a line where the amount is over all that is left.
 */
export function decideInstalment(
  standings: readonly LineStanding[],
  wanted: WantedInstalment,
  { sequence, currency, nameOf }: { readonly sequence: number; readonly currency: string; readonly nameOf: (party: Party) => string },
): InstalmentLine[] {
  const money = (minor: bigint) => formatAmount(minor, currency);
  if ("amountMinor" in wanted) {
    const { amountMinor } = wanted;
    if (amountMinor <= 0n) throw new Refusal("amount_not_positive", { at: "amount" });
    const payable = standings.filter(isOfMember);
    const left = sum(payable.map(({ leftMinor }) => leftMinor));
    if (amountMinor > left)
      throw new Refusal("instalment_above_left", { at: "amount", left: money(left), asked: money(amountMinor), currency });
    const parts = apportion(
      amountMinor,
      payable.map(({ leftMinor }) => leftMinor),
      rotation(payable.length, sequence),
    );
    return payable
      .map(({ id }, place) => ({ lineId: id, amountMinor: parts[place] as bigint }))
      .filter(({ amountMinor: part }) => part > 0n);
  }
  for (const [place, { lineId, amountMinor }] of wanted.lines.entries()) {
    const line = standings.find(({ id }) => id === lineId);
    if (!line) throw new Refusal("not_found", { at: `lines[${place}].lineId`, id: lineId });
    if (amountMinor <= 0n) throw new Refusal("amount_not_positive", { at: `lines[${place}].amount` });
    if (!isOfMember(line))
      throw new Refusal("line_party_not_member", { at: `lines[${place}].lineId`, line: line.label, name: nameOf(line.party) });
    requireWithinLeft(line, amountMinor, `lines[${place}].amount`, currency);
  }
  return [...wanted.lines];
}

/** Refuses `instalment_above_left`. */
export function requireWithinLeft(line: LineStanding, askedMinor: bigint, at: string, currency: string): void {
  if (askedMinor <= line.leftMinor) return;
  const [left, asked] = [line.leftMinor, askedMinor].map((minor) => formatAmount(minor, currency)) as [string, string];
  throw new Refusal("instalment_above_left", { at, line: line.label, left, asked, currency });
}

/** The steps of a key that pays these lines, or null where none is of a member: DESIGN §7.3, `fixed`. */
export function keyOfLines(lines: readonly { readonly party: Party; readonly amountMinor: bigint }[], currency: string) {
  const fixed = lines
    .filter(isOfMemberParty)
    .map(({ party, amountMinor }) => ({ to: { member: party.id }, amount: formatAmount(amountMinor, currency) }));
  return fixed.length === 0 ? null : { steps: [{ kind: "fixed", lines: fixed }] };
}
const isOfMemberParty = ({ party }: { readonly party: Party }): boolean => party.kind === "member";

/** Whether a key has a step of fixed lines: in the envelope of a charter, those are its instalments’ alone. */
export const hasFixedLines = (key: unknown): boolean =>
  ((key as { steps?: unknown } | null | undefined)?.steps as { kind?: unknown }[] | undefined)?.some?.((step) => step?.kind === "fixed") ??
  false;

/** Rule 5. `before` are the lines as they stand; refuses `split_below_paid` with what was paid and asked of the line. */
export function requireAbovePaid(before: readonly LineStanding[], revised: readonly SplitLine[], currency: string): void {
  for (const { id, label, party, paidMinor, askedMinor } of before) {
    const after = revised.find((line) => line.id === id && isSameParty(line.party, party));
    const amountMinor = after?.amountMinor ?? 0n;
    if (amountMinor >= paidMinor + askedMinor) continue;
    const [amount, paid] = [amountMinor, paidMinor + askedMinor].map((minor) => formatAmount(minor, currency)) as [string, string];
    throw new Refusal("split_below_paid", { at: "lines", line: label, amount, paid, currency });
  }
}

/** A bill, as far as a line asks of it. */
export interface BillOfLine {
  readonly document: string;
  readonly envelopeId: string;
  readonly thirdPartyId: string;
  readonly amountMinor: bigint;
  readonly isReversed: boolean;
  readonly isTraced: boolean;
}

/**
 * Rule 4: a bill that pays a line of its third party, whole. Refuses `bill_of_another_line` for a bill of somebody else, of another
 * envelope or of a member’s line; `bill_reversed`, `bill_traced`, `instalment_above_left`.
 */
export function requireBill(
  line: LineStanding,
  bill: BillOfLine,
  { envelopeId, name, currency }: { readonly envelopeId: string; readonly name: string; readonly currency: string },
): void {
  const { document, thirdPartyId, amountMinor, isReversed, isTraced } = bill;
  const at = "billId";
  if (line.party.kind !== "third-party" || line.party.id !== thirdPartyId || bill.envelopeId !== envelopeId)
    throw new Refusal("bill_of_another_line", { at, document, line: line.label, name });
  if (isReversed) throw new Refusal("bill_reversed", { at, document });
  if (isTraced) throw new Refusal("bill_traced", { at, document });
  requireWithinLeft(line, amountMinor, at, currency);
}
