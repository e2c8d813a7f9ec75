/**
 * A fiscal year as an accountant reads it: every entry of the ledger in the collective's currency, projected, between what was
 * there before and what is put aside at the end.
 *
 *   1. Opening balances first, as one entry on the year's first day: the balance of each account of classes 1 to 5, by
 *      auxiliary; what charges and products of the years before came to is on 110 (or 119 where it is a loss).
 *   2. The entries, by their day and then as they were posted.
 *   3. Once the year is over, dedicated funds: of an envelope funded by a grant, what is in it at the end that was not there
 *      before is set aside (6894 → 194), and what was used of earlier years comes back (194 → 7894). So a grant that is not
 *      spent yet makes no profit (règlement ANC 2018-06, articles 132-1 and 132-2). Where a cost is dated before its money, the
 *      envelope holds less than nothing, and nothing is set aside of it.
 *
 *   4. Then too, what was given without pay (domain/volunteering): as it is used (86x) and as it was given (87x), which are no
 *      part of what the year comes to.
 *
 * Numbers run from 1 without a gap. A label says what happened and for which envelope, never to whom: people stand in the
 * auxiliary alone.
 */
import type { Day } from "../calendar.js";
import { entryWords } from "../entry-words.js";
import type { Valuation } from "../volunteering.js";
import type { AccountingRule, ChartAccount } from "./chart.js";

export const journals = {
  AN: "À-nouveaux",
  BQ: "Banque",
  AC: "Achats",
  OD: "Opérations diverses",
} as const;
export type JournalCode = keyof typeof journals;

/** An amount of one account, for whoever it concerns. */
export interface AccountLine {
  readonly account: ChartAccount;
  /** Who is owed: a member or a third party. */
  readonly auxiliaryId: string | null;
  /** Debit > 0. */
  readonly amountMinor: bigint;
}

export interface AccountingEntry {
  /** 1, 2, 3 … of the year. */
  readonly number: number;
  readonly journal: JournalCode;
  readonly datedOn: Day;
  /** The day it was posted, from which on it does not change. */
  readonly validOn: Day;
  readonly document: string;
  readonly label: string;
  /** The entry of the ledger; null for what only a closed year needs. */
  readonly entryId: string | null;
  readonly lines: readonly AccountLine[];
}

/** An entry of the ledger with its lines on accounts of the chart. */
export interface LedgerEntry {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly datedOn: Day;
  readonly postedOn: Day;
  readonly document: string | null;
  /** The name of the first envelope, or else fund, that it touches. */
  readonly purpose: string | null;
  readonly touchesBank: boolean;
  readonly lines: readonly AccountLine[];
}

/** Texts of a file of accounts are one line, without the marks that separate its columns. */
export const plainText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029|\t]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

const journalOf = ({ kind, touchesBank }: LedgerEntry): JournalCode => {
  if (kind === "opening") return "AN";
  if (touchesBank) return "BQ";
  return kind === "bill" ? "AC" : "OD";
};

/** 2. */
export function entryOfLedger(entry: LedgerEntry, number: number): AccountingEntry {
  const word = entryWords[entry.kind]?.fr ?? entry.kind;
  const said = word.charAt(0).toUpperCase() + word.slice(1);
  return {
    number,
    journal: journalOf(entry),
    datedOn: entry.datedOn,
    validOn: entry.postedOn,
    document: plainText(entry.document ?? "") || `E${entry.number}`,
    label: plainText(entry.purpose === null ? said : `${said} · ${entry.purpose}`),
    entryId: entry.id,
    lines: entry.lines,
  };
}

/** Balances by account and auxiliary. */
export class Totals {
  private readonly byKey = new Map<string, AccountLine>();

  add({ account, auxiliaryId, amountMinor }: AccountLine): void {
    const key = `${account.number} ${auxiliaryId ?? ""}`;
    const before = this.byKey.get(key);
    this.byKey.set(key, { account: before?.account ?? account, auxiliaryId, amountMinor: (before?.amountMinor ?? 0n) + amountMinor });
  }

  /** By number and auxiliary, those that are not zero. */
  list(): AccountLine[] {
    return [...this.byKey.values()].filter(({ amountMinor }) => amountMinor !== 0n).sort(byAccount);
  }
}

const byAccount = (a: AccountLine, b: AccountLine): number => {
  const [one, other] = [`${a.account.number} ${a.auxiliaryId ?? ""}`, `${b.account.number} ${b.auxiliaryId ?? ""}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** 1. What a year's balances open the next one with. */
export function carriedOver(totals: readonly AccountLine[], accountOf: (rule: AccountingRule) => ChartAccount): AccountLine[] {
  const opening = new Totals();
  let result = 0n;
  for (const line of totals) {
    if (/^[1-5]/.test(line.account.number)) opening.add(line);
    else if (/^[67]/.test(line.account.number)) result += line.amountMinor;
  }
  if (result !== 0n)
    opening.add({ account: accountOf(result < 0n ? "opening" : "opening:deficit"), auxiliaryId: null, amountMinor: result });
  return opening.list();
}

/** 1, as an entry; none where nothing was there. */
export function openingEntry(lines: readonly AccountLine[], startsOn: Day): AccountingEntry | undefined {
  if (lines.length === 0) return undefined;
  const label = "À-nouveaux";
  return {
    number: 1,
    journal: "AN",
    datedOn: startsOn,
    validOn: startsOn,
    document: `AN${startsOn.slice(0, 4)}`,
    label,
    entryId: null,
    lines,
  };
}

/** What happened to an envelope that a grant funds, in a year. */
export interface DedicatedMove {
  readonly envelopeId: string;
  readonly envelope: string;
  /** What was in it when the year began, or what it opened with on Moisson. */
  readonly beforeMinor: bigint;
  /** What was in it when the year ended. Both are below zero where a cost is dated before the money that bears it. */
  readonly afterMinor: bigint;
}

/** What is set aside of an envelope is what is in it: nothing, where there is less than nothing. */
const setAside = (heldMinor: bigint): bigint => (heldMinor > 0n ? heldMinor : 0n);

/** 3, an entry an envelope. */
export function dedicatedEntries(
  moves: readonly DedicatedMove[],
  { endsOn, validOn, from }: { readonly endsOn: Day; readonly validOn: Day; readonly from: number },
  accountOf: (rule: AccountingRule) => ChartAccount,
): AccountingEntry[] {
  return moves
    .map(({ envelope, beforeMinor, afterMinor }) => ({ envelope, increaseMinor: setAside(afterMinor) - setAside(beforeMinor) }))
    .filter(({ increaseMinor }) => increaseMinor !== 0n)
    .map(({ envelope, increaseMinor }, index) => {
      const isSetAside = increaseMinor > 0n;
      const other = accountOf(isSetAside ? "dedicated:set-aside" : "dedicated:used");
      return {
        number: from + index,
        journal: "OD" as const,
        datedOn: endsOn,
        validOn,
        document: `FD${endsOn.slice(0, 4)}`,
        label: plainText(`${isSetAside ? "Report en fonds dédiés" : "Utilisation de fonds dédiés"} · ${envelope}`),
        entryId: null,
        lines: [
          { account: other, auxiliaryId: null, amountMinor: increaseMinor },
          { account: accountOf("dedicated"), auxiliaryId: null, amountMinor: -increaseMinor },
        ],
      };
    });
}

/** 4, an entry a valuation that has a value. */
export function volunteeredEntries(
  totals: readonly { readonly valuedAs: Valuation; readonly valueMinor: bigint }[],
  { endsOn, validOn, from }: { readonly endsOn: Day; readonly validOn: Day; readonly from: number },
  accountOf: (rule: AccountingRule) => ChartAccount,
): AccountingEntry[] {
  return totals
    .filter(({ valueMinor }) => valueMinor !== 0n)
    .map(({ valuedAs, valueMinor }, index) => ({
      number: from + index,
      journal: "OD" as const,
      datedOn: endsOn,
      validOn,
      document: `CVN${endsOn.slice(0, 4)}`,
      label: "Contributions volontaires en nature",
      entryId: null,
      lines: [
        { account: accountOf(`volunteered:${valuedAs}`), auxiliaryId: null, amountMinor: valueMinor },
        { account: accountOf(`volunteered:${valuedAs}:given`), auxiliaryId: null, amountMinor: -valueMinor },
      ],
    }));
}
