/**
 * The ledger's rules (DESIGN §5): double entry, append only, one chain per collective.
 *
 * An amount in a line is signed: debit > 0, credit < 0. An account's `balanceMinor` is the sum of its lines. A `bank`
 * shows its debit balance (what is in it), every other class its credit balance (what is set aside, what is owed); only
 * a bank may be below zero. An entry has two lines or more, none of them zero, that sum to zero.
 *
 *   a grant of 3,000.00 comes in    bank +3000.00    envelope −3000.00
 *   the envelope shows 3,000.00; a transfer of 3,000.01 out of it is refused: 3000.00 is left
 *
 * Entries stand in a chain: position 1, 2, 3 … per collective, number 1, 2, 3 … per fiscal year of their day, and
 * hash = sha256(previous hash ‖ canonical JSON of the entry). `Books` are what a posting decides on while the chain is
 * locked; `placeEntry` gives a draft its place, `booksAfter` the books as they then stand, so that several drafts can be
 * placed one after another and saved at once.
 */
import { addDays, type Day, dayOf, earliestDay } from "./calendar.js";
import { canonicalJson } from "./canonical.js";
import { amountMaxMinor, formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";

export const accountClasses = ["bank", "envelope", "fund", "member", "third-party", "round"] as const;
export type AccountClass = (typeof accountClasses)[number];

/** The commodity of rounds that have no money: whole points. */
export const points = "points";

export interface Account<Class extends AccountClass = AccountClass> {
  readonly id: string;
  readonly class: Class;
  /** An ISO 4217 code, or `points`. */
  readonly commodity: string;
  /** What it belongs to: the id of its envelope, fund, member or third party; its own for a bank or a round. */
  readonly ownerId: string;
  /** Σ of its lines. */
  readonly balanceMinor: bigint;
  /** What must stay in it (a fund's floor, set by decision); 0 for all others. */
  readonly floorMinor: bigint;
}

export interface Line {
  readonly accountId: string;
  readonly commodity: string;
  /** Debit > 0, credit < 0, never zero. */
  readonly amountMinor: bigint;
  /** Why the money moved: grant, service, expenses, work, rights, levy, bank-fee … */
  readonly nature: string | null;
  /** Who gave what this line pays for, when somebody else is paid. */
  readonly forMemberId: string | null;
}

/** What posts (domain/postings has one function for each). */
export type EntryKind =
  | "money-in"
  | "bill"
  | "bill-payment"
  | "bank-fee"
  | "sharing"
  | "payment"
  | "waiver"
  | "refund"
  | "grant-returned"
  | "transfer"
  | "bank-transfer"
  | "opening"
  | "round-pool"
  | "round-credits"
  | "pledge"
  | "round-settlement"
  | "reversal";

/** An entry before it has its place. */
export interface Draft {
  readonly kind: EntryKind;
  readonly datedOn: Day;
  readonly lines: readonly Line[];
  /** Where it comes from, as ids: `{ sharing: "…" }`. */
  readonly origin?: Readonly<Record<string, string>>;
  /** The accounting document it rests on: a number or a reference, never a person's name. */
  readonly document?: string | null;
  /** Free text. It may be erased, so the chain holds only its digest. */
  readonly text?: string | null;
  readonly reversesId?: string | null;
  readonly postedBy?: string | null;
}

export interface Entry {
  readonly collectiveId: string;
  readonly id: string;
  readonly position: bigint;
  /** The fiscal year, by its first day. */
  readonly yearStartsOn: Day;
  readonly number: number;
  readonly datedOn: Day;
  readonly postedAt: Date;
  readonly kind: string;
  readonly origin: Readonly<Record<string, string>>;
  readonly document: string | null;
  readonly reversesId: string | null;
  readonly postedBy: string | null;
  /** sha256(salt ‖ text) in hexadecimals; null without a text. */
  readonly textDigest: string | null;
  readonly lines: readonly Line[];
}

export interface FiscalYear {
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly lastNumber: number;
  readonly isClosed: boolean;
}

/** The head of a chain: hexadecimals; 64 zeros before the first entry. */
export interface Head {
  readonly position: bigint;
  readonly hash: string;
}

export const chainStart: Head = { position: 0n, hash: "0".repeat(64) };

export interface Books {
  readonly collectiveId: string;
  readonly currency: string;
  /** `MM-DD`: the day a fiscal year starts. */
  readonly yearStart: string;
  /** The instant of the posting, and its day in the collective's time zone. */
  readonly now: Date;
  readonly today: Day;
  readonly head: Head;
  readonly years: readonly FiscalYear[];
  readonly accounts: ReadonlyMap<string, Account>;
}

// Amounts ------------------------------------------------------------------------------------------------------------

/** Minor units of a commodity as a decimal string; points have no decimals. */
export const formatCommodity = (minor: bigint, commodity: string): string =>
  commodity === points ? minor.toString() : formatAmount(minor, commodity);

/** A balance as people read it: debit for a bank, credit for all others. */
export const shownBalance = (account: Account): bigint => (account.class === "bank" ? account.balanceMinor : -account.balanceMinor);

/** What may leave an account: what it shows, less its floor; nothing holds back a bank. */
export const leftIn = (account: Account): bigint => shownBalance(account) - account.floorMinor;

/** Refuses an amount that is not above zero, or above what the ledger keeps. */
export function requirePositive(amountMinor: bigint, at = "amount"): void {
  if (amountMinor <= 0n) throw new Refusal("amount_not_positive", { at });
  if (amountMinor > amountMaxMinor) throw new Refusal("amount_too_large", { at, amount: String(amountMinor), max: String(amountMaxMinor) });
}

// Entries ------------------------------------------------------------------------------------------------------------

/**
 * Refuses lines that are not an entry: `entry_incomplete` (fewer than two, or one of zero), `currency_mismatch` (two
 * currencies), `entry_unbalanced` (a commodity does not sum to zero).
 */
export function requireBalanced(lines: readonly Line[]): void {
  if (lines.length < 2 || lines.some((line) => line.amountMinor === 0n)) throw new Refusal("entry_incomplete", { lines: lines.length });
  const sums = new Map<string, { debit: bigint; credit: bigint }>();
  for (const { commodity, amountMinor } of lines) {
    const { debit, credit } = sums.get(commodity) ?? { debit: 0n, credit: 0n };
    sums.set(commodity, amountMinor > 0n ? { debit: debit + amountMinor, credit } : { debit, credit: credit - amountMinor });
  }
  const [expected, found] = [...sums.keys()].filter((commodity) => commodity !== points);
  if (expected !== undefined && found !== undefined) throw new Refusal("currency_mismatch", { expected, found });
  for (const [commodity, { debit, credit }] of sums) {
    if (debit === credit) continue;
    const shown = { debit: formatCommodity(debit, commodity), credit: formatCommodity(credit, commodity) };
    throw new Refusal("entry_unbalanced", { commodity, ...shown, difference: formatCommodity(debit - credit, commodity) });
  }
}

/** The lines that undo others: the same accounts, natures and people, the opposite amounts. Twice is the identity. */
export const reversedLines = (lines: readonly Line[]): Line[] => lines.map((line) => ({ ...line, amountMinor: -line.amountMinor }));

/**
 * The accounts after these lines. Refuses `currency_mismatch` where a line's commodity is not its account's, and
 * `insufficient_balance` where an account would go below its floor: with what is left and what was asked in all.
 * Lines on one account count together: money that comes back through a member's account needs nothing on it before.
 */
export function accountsAfter(accounts: ReadonlyMap<string, Account>, lines: readonly Line[]): Map<string, Account> {
  const after = new Map(accounts);
  for (const { accountId, commodity, amountMinor } of lines) {
    const account = requireAccount(after, accountId);
    if (account.commodity !== commodity) throw new Refusal("currency_mismatch", { expected: account.commodity, found: commodity });
    after.set(accountId, { ...account, balanceMinor: account.balanceMinor + amountMinor });
  }
  for (const accountId of new Set(lines.map((line) => line.accountId))) {
    const [before, now] = [accounts.get(accountId), after.get(accountId)];
    if (before !== undefined && now !== undefined) requireCovered(before, now);
  }
  return after;
}

function requireAccount<Known>(accounts: ReadonlyMap<string, Known>, accountId: string): Known {
  const account = accounts.get(accountId);
  if (account === undefined) throw new RangeError(`account ${accountId} is not in the books: name its owner when opening them`);
  return account;
}

function requireCovered(before: Account, after: Account): void {
  const asked = after.balanceMinor - before.balanceMinor;
  if (after.class === "bank" || asked <= 0n || leftIn(after) >= 0n) return;
  const left = leftIn(before) > 0n ? leftIn(before) : 0n;
  throw new Refusal("insufficient_balance", {
    at: "amount",
    account: after.id,
    class: after.class,
    owner: after.ownerId,
    left: formatCommodity(left, after.commodity),
    asked: formatCommodity(asked, after.commodity),
    currency: after.commodity,
  });
}

// Fiscal years -------------------------------------------------------------------------------------------------------

/** Whether `MM-DD` is a day that every year has. */
export const isYearStart = (text: string): boolean =>
  /^\d{2}-\d{2}$/.test(text) && dayOf(2023, Number(text.slice(0, 2)), Number(text.slice(3))) !== undefined;

/**
 * The days of the fiscal year a day lies in: fiscalYearOf("2026-03-03", "09-01") = 2025-09-01 to 2026-08-31.
 * `yearStart` is one that `isYearStart` accepts.
 */
export function fiscalYearOf(day: Day, yearStart: string): { startsOn: Day; endsOn: Day } {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < yearStart ? 1 : 0);
  const first = (ofYear: number): Day => `${String(ofYear).padStart(4, "0")}-${yearStart}`;
  return { startsOn: first(year), endsOn: addDays(first(year + 1), -1) };
}

/**
 * The fiscal year of a day among those already open, else the new one to open. Where the collective has changed the
 * day its years start, the years that are open keep their days, and a new one fills the space between them.
 */
export function yearOf(day: Day, yearStart: string, years: readonly FiscalYear[]): FiscalYear {
  const open = years.find((year) => year.startsOn <= day && day <= year.endsOn);
  if (open) return open;
  const { startsOn, endsOn } = fiscalYearOf(day, yearStart);
  const before = years.filter((year) => year.endsOn < day && year.endsOn >= startsOn).map((year) => addDays(year.endsOn, 1));
  const after = years.filter((year) => year.startsOn > day && year.startsOn <= endsOn).map((year) => addDays(year.startsOn, -1));
  return { startsOn: before.sort().at(-1) ?? startsOn, endsOn: after.sort()[0] ?? endsOn, lastNumber: 0, isClosed: false };
}

// Places in the chain ------------------------------------------------------------------------------------------------

const byStart = (a: FiscalYear, b: FiscalYear): number => (a.startsOn < b.startsOn ? -1 : 1);

/**
 * Gives a draft its place after the head. Refuses `entry_dated_in_future`, `entry_dated_too_early`, `year_closed`, and what `requireBalanced`
 * and `accountsAfter` refuse. The text's digest is the caller's: domain knows no cryptography.
 */
export function placeEntry(books: Books, draft: Draft, id: string, textDigest: string | null): Entry {
  if (draft.datedOn > books.today) {
    throw new Refusal("entry_dated_in_future", { at: "datedOn", datedOn: draft.datedOn, today: books.today });
  }
  if (draft.datedOn < earliestDay) {
    throw new Refusal("entry_dated_too_early", { at: "datedOn", datedOn: draft.datedOn, earliest: earliestDay });
  }
  const year = yearOf(draft.datedOn, books.yearStart, books.years);
  // Balances on the evening a closed year ends are what was read when it closed: nothing is dated before that either.
  const closed = [...books.years, year].filter(({ isClosed, endsOn }) => isClosed && endsOn >= draft.datedOn).sort(byStart)[0];
  if (closed) {
    throw new Refusal("year_closed", { at: "datedOn", datedOn: draft.datedOn, startsOn: closed.startsOn, endsOn: closed.endsOn });
  }
  requireBalanced(draft.lines);
  accountsAfter(books.accounts, draft.lines);
  return {
    collectiveId: books.collectiveId,
    id,
    position: books.head.position + 1n,
    yearStartsOn: year.startsOn,
    number: year.lastNumber + 1,
    datedOn: draft.datedOn,
    postedAt: books.now,
    kind: draft.kind,
    origin: draft.origin ?? {},
    document: draft.document ?? null,
    reversesId: draft.reversesId ?? null,
    postedBy: draft.postedBy ?? null,
    textDigest,
    lines: draft.lines,
  };
}

/** The books once an entry that `placeEntry` gave is posted under this hash. */
export function booksAfter(books: Books, entry: Entry, hash: string): Books {
  const year = yearOf(entry.datedOn, books.yearStart, books.years);
  const others = books.years.filter((other) => other.startsOn !== year.startsOn);
  return {
    ...books,
    head: { position: entry.position, hash },
    years: [...others, { ...year, lastNumber: entry.number }],
    accounts: accountsAfter(books.accounts, entry.lines),
  };
}

/** What the chain says of an account: whose it is, so that nobody else's can be put in its place. */
export type AccountIdentity = Pick<Account, "class" | "ownerId">;

/**
 * The text that is hashed after the previous hash: canonical JSON (RFC 8785), amounts as decimal strings, instants in
 * UTC with milliseconds, people as ids, the free text only as its digest. Any change of this function breaks every
 * chain: a test keeps its bytes.
 */
export function canonicalEntry(entry: Entry, accounts: ReadonlyMap<string, AccountIdentity>): string {
  return canonicalJson({
    collective: entry.collectiveId,
    id: entry.id,
    position: Number(entry.position),
    year: entry.yearStartsOn,
    number: entry.number,
    dated: entry.datedOn,
    posted: entry.postedAt.toISOString(),
    kind: entry.kind,
    origin: entry.origin,
    document: entry.document,
    reverses: entry.reversesId,
    by: entry.postedBy,
    text: entry.textDigest,
    lines: entry.lines.map((line) => ({
      account: line.accountId,
      class: requireAccount(accounts, line.accountId).class,
      owner: requireAccount(accounts, line.accountId).ownerId,
      commodity: line.commodity,
      amount: formatCommodity(line.amountMinor, line.commodity),
      nature: line.nature,
      for: line.forMemberId,
    })),
  });
}

// Reversals ----------------------------------------------------------------------------------------------------------

/** What a reversal needs to know of the entry it undoes. */
export type Reversible = Pick<Entry, "id" | "kind" | "number" | "datedOn" | "origin" | "document" | "lines"> & {
  /** The number of the entry that already reverses it. */
  readonly reversedByNumber?: number | null;
};

/**
 * The draft that undoes an entry: linked to it, once, dated today or on the day its money came back. Refuses `already_reversed`,
 * `not_reversible` for a reversal itself (what was undone by mistake is posted anew), and `reversal_before_entry`. That accounts still hold the money is checked, as for
 * any draft, when it gets its place.
 */
export function reversal(entry: Reversible, datedOn: Day): Draft {
  if (entry.reversedByNumber != null) throw new Refusal("already_reversed", { number: entry.number, by: entry.reversedByNumber });
  if (entry.kind === "reversal") throw new Refusal("not_reversible", { number: entry.number, kind: entry.kind });
  if (datedOn < entry.datedOn)
    throw new Refusal("reversal_before_entry", { at: "datedOn", number: entry.number, day: datedOn, datedOn: entry.datedOn });
  return {
    kind: "reversal",
    datedOn,
    lines: reversedLines(entry.lines),
    origin: entry.origin,
    document: entry.document,
    reversesId: entry.id,
  };
}
