/**
 * Matching: which entries are the movement that a line of a bank statement tells (DESIGN §12).
 *
 *  1. Mostly one entry. A bank that books a batch of transfers as one debit, or a platform that pays out a month at once,
 *     tells one movement where the ledger has several: then their sum is the line’s amount, to the cent, or nothing is matched.
 *  2. An entry that does not touch the account is not this one. A reversed one may be: a transfer that bounced left the account,
 *     and its reversal is what came back, each on a line of its own.
 *
 *   line −654.90, entries −354.90, −240.00, −60.00 on that account → matched with the three
 *   line −654.90, entries −354.90, −240.00                         → refused: 594.90 of 654.90, 60.00 apart
 */
import { formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";

export interface LineFacts {
  readonly accountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly status: string;
  /** The first entry it is matched with. */
  readonly matchedNumber: number | null;
  /** The day of the line that it probably is again. */
  readonly twinDay: string | null;
}

/** Refuses `bank_line_matched`, `bank_line_aside`, `bank_line_twin`. */
export function requireOpenLine({ status, matchedNumber, twinDay }: Pick<LineFacts, "status" | "matchedNumber" | "twinDay">): void {
  if (status === "matched") throw new Refusal("bank_line_matched", { at: "bankLineId", number: matchedNumber ?? "?" });
  if (status === "aside") throw new Refusal("bank_line_aside", { at: "bankLineId" });
  if (status === "twin") throw new Refusal("bank_line_twin", { at: "bankLineId", day: twinDay ?? "?" });
}

export interface MatchableEntry {
  readonly id: string;
  readonly number: number;
  readonly lines: readonly { readonly accountId: string; readonly amountMinor: bigint }[];
}

/** A line of an entry, counted from 1. */
export interface EntryLine {
  readonly entryId: string;
  readonly entryLine: number;
  readonly amountMinor: bigint;
}

/**
 * The lines of entries that are the movement of an open line. Refuses `bank_line_unexplained` without an entry, `item_twice`,
 * `entry_not_on_bank`, `bank_line_differs` with both amounts, and `bank_line_sum_differs` of several.
 */
export function decideMatch(line: LineFacts, entries: readonly MatchableEntry[]): EntryLine[] {
  requireOpenLine(line);
  if (entries.length === 0) throw new Refusal("bank_line_unexplained", { at: "entryIds" });
  const onBank = entries.map((entry, index) => {
    const at = `entryIds[${index}]`;
    if (entries.findIndex(({ id }) => id === entry.id) < index) throw new Refusal("item_twice", { at, id: entry.id });
    return linesOn(line, entry, at);
  });
  const [first, ...more] = onBank;
  if (first && more.length === 0) return [requireSame(line, first)];
  const all = onBank.flat();
  requireSum(line, all);
  return all;
}

function linesOn({ accountId }: LineFacts, { id, number, lines }: MatchableEntry, at: string): EntryLine[] {
  const found = lines.flatMap((each, index) =>
    each.accountId === accountId ? [{ entryId: id, entryLine: index + 1, amountMinor: each.amountMinor }] : [],
  );
  if (found.length === 0) throw new Refusal("entry_not_on_bank", { at, number });
  return found;
}

/** Of the lines of one entry, that of the line’s amount. */
function requireSame({ amountMinor, currency }: LineFacts, onBank: readonly EntryLine[]): EntryLine {
  const same = onBank.find((each) => each.amountMinor === amountMinor);
  if (same) return same;
  throw new Refusal("bank_line_differs", {
    at: "entryIds",
    line: formatAmount(amountMinor, currency),
    entry: formatAmount(onBank[0]?.amountMinor ?? 0n, currency),
    currency,
  });
}

function requireSum({ amountMinor, currency }: LineFacts, onBank: readonly EntryLine[]): void {
  const sum = onBank.reduce((before, each) => before + each.amountMinor, 0n);
  if (sum === amountMinor) return;
  const rest = amountMinor > sum ? amountMinor - sum : sum - amountMinor;
  throw new Refusal("bank_line_sum_differs", {
    at: "entryIds",
    line: formatAmount(amountMinor, currency),
    sum: formatAmount(sum, currency),
    rest: formatAmount(rest, currency),
    currency,
  });
}
