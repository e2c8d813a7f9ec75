/**
 * Sets: several things that a bank line may be at once, because their sum is its amount (domain/reconciling).
 *
 *  1. Of what is owed: all that one payee is owed, all shares of one sharing, and pairs and triples where little is owed at all.
 *     Of a payee whom the label names, also a part of what they are owed, where just one part makes the sum.
 *  2. Of what is posted: the transfers of one payment batch, what has one document, what is dated on one day; and what shares a
 *     word with the label, one after another in time, as a platform pays out a month: «VIR HELLOASSO».
 *  3. A sum that comes out exactly is less telling the more ways there are to make one, so that chance is kept small: pairs and
 *     triples are tried of few things alone.
 *
 *   line −702.40 «VIR IMPRIMERIE DES LILAS»; bills 450.00, 252.40 and 99.00 of the printer → the first two, their only sum
 */
import { type Day, daysBetween } from "./calendar.js";
import { nameKey } from "./fold.js";
import { grouped } from "./grouped.js";
import type { KnownDebt, KnownEntry } from "./reconciling-facts.js";
import { inCommon, type Known, knownBy, type Words } from "./reconciling-label.js";

/** What makes things one set. */
export type SetReason =
  | { readonly of: "payee"; readonly name: string }
  | { readonly of: "batch"; readonly number: number }
  | { readonly of: "document"; readonly document: string }
  | { readonly of: "day" | "words" | "sum" };

interface Sum {
  readonly amountMinor: bigint;
  readonly reason: SetReason;
}

export interface DebtSet extends Sum {
  readonly debts: readonly KnownDebt[];
  readonly known: Known;
}

export interface EntrySet extends Sum {
  readonly entries: readonly KnownEntry[];
}

/** With more, many sums come out by chance. */
const fewDebts = 15;
const fewEntries = 12;
/** Of one payee who is named, parts are tried of so many debts: 4,096 sums. */
const debtsOfPayeeMax = 12;

// What is owed -------------------------------------------------------------------------------------------------------

/** Rule 1, but for the payee who is named: sets of at least two debts, each set once. */
export function debtSets(debts: readonly KnownDebt[]): DebtSet[] {
  const sets = new Map<string, DebtSet>();
  const add = (set: readonly KnownDebt[], reason: SetReason): void => {
    const key = set
      .map(({ id }) => id)
      .sort()
      .join(" ");
    if (set.length >= 2 && !sets.has(key)) sets.set(key, debtSet(set, reason));
  };
  for (const set of grouped(debts, ({ payeeId }) => payeeId).values()) add(set, { of: "payee", name: set[0]?.name ?? "" });
  const shares = debts.filter(({ what }) => what === "share");
  for (const set of grouped(shares, ({ originId }) => originId).values()) add(set, { of: "sum" });
  if (debts.length <= fewDebts) for (const set of pairsAndTriples(debts)) add(set, { of: "sum" });
  return [...sets.values()];
}

function debtSet(debts: readonly KnownDebt[], reason: SetReason): DebtSet {
  return {
    debts,
    reason,
    amountMinor: sumOf(debts, ({ leftMinor }) => leftMinor),
    known: knownBy(
      debts.map(({ name }) => name),
      debts.map(({ document }) => document),
      [...new Set(debts.map(({ label }) => label))],
    ),
  };
}

/** Of payees whom the label names: the part of what they are owed that alone makes the sum. */
export function partsOfNamed(
  debtsByPayee: ReadonlyMap<string, readonly KnownDebt[]>,
  said: Words,
  amountMinor: bigint,
  day: Day,
): DebtSet[] {
  return [...debtsByPayee.values()].flatMap((all) => {
    const name = nameKey(all[0]?.name ?? "");
    if (name === "" || !said.key.includes(` ${name} `)) return [];
    const debts = all.filter(({ owedOn }) => owedOn <= day);
    if (debts.length < 2 || debts.length > debtsOfPayeeMax) return [];
    const parts = partsOf(debts, amountMinor);
    return parts.length === 1 ? parts.map((part) => debtSet(part, { of: "sum" })) : [];
  });
}

/** Every part of at least two debts that makes a sum. */
function partsOf(debts: readonly KnownDebt[], amountMinor: bigint): KnownDebt[][] {
  const parts: KnownDebt[][] = [];
  for (let chosen = 1; chosen < 2 ** debts.length; chosen += 1) {
    const part = debts.filter((_, index) => Math.floor(chosen / 2 ** index) % 2 === 1);
    if (part.length >= 2 && sumOf(part, ({ leftMinor }) => leftMinor) === amountMinor) parts.push(part);
  }
  return parts;
}

// What is posted -----------------------------------------------------------------------------------------------------

/** Rule 2, but for words: sets of at least two entries, each set once. */
export function entrySets(entries: readonly KnownEntry[]): EntrySet[] {
  const sets = new Map<string, EntrySet>();
  const add = (set: readonly KnownEntry[], reason: SetReason): void => {
    const key = set
      .map(({ id }) => id)
      .sort()
      .join(" ");
    if (set.length >= 2 && !sets.has(key)) sets.set(key, entrySet(set, reason));
  };
  const ofBatches = entries.filter(({ batch }) => batch !== null);
  for (const set of grouped(ofBatches, ({ batch }) => batch?.id).values()) add(set, { of: "batch", number: set[0]?.batch?.number ?? 0 });
  const documented = entries.filter(({ document }) => document !== null);
  for (const set of grouped(documented, ({ document }) => document).values())
    add(set, { of: "document", document: set[0]?.document ?? "" });
  for (const set of grouped(entries, wayAndDay).values()) add(set, { of: "day" });
  return [...sets.values()];
}

const wayAndDay = ({ amountMinor, datedOn }: KnownEntry): string => `${amountMinor > 0n} ${datedOn}`;

const entrySet = (entries: readonly KnownEntry[], reason: SetReason): EntrySet => ({
  entries,
  reason,
  amountMinor: sumOf(entries, ({ amountMinor }) => amountMinor),
});

/** How long before it pays out a platform takes money, and how much later an entry may be dated. */
const paidOutDaysMax = 45;
const laterDaysMax = 5;

/** Of entries that share a word with the label: those that follow one another and make the sum, the earliest first. */
export function runOfNamed(
  entries: readonly (KnownEntry & { readonly known: Known })[],
  said: Words,
  amountMinor: bigint,
  day: Day,
): EntrySet[] {
  const named = entries.filter((entry) => {
    const days = daysBetween(day, entry.datedOn);
    const isNear = days >= -paidOutDaysMax && days <= laterDaysMax;
    return isNear && entry.amountMinor > 0n === amountMinor > 0n && inCommon(said, entry.known).points > 0;
  });
  for (const start of named.keys()) {
    let sum = 0n;
    for (let end = start; end < named.length; end += 1) {
      sum += named[end]?.amountMinor ?? 0n;
      if (sum === amountMinor && end > start) return [entrySet(named.slice(start, end + 1), { of: "words" })];
    }
  }
  return [];
}

/** Pairs and triples of entries near a day that make the sum, where few are near. */
export function fewNear(entries: readonly KnownEntry[], amountMinor: bigint, day: Day, daysMax: number): EntrySet[] {
  const near = entries.filter(
    (entry) => Math.abs(daysBetween(day, entry.datedOn)) <= daysMax && entry.amountMinor > 0n === amountMinor > 0n,
  );
  if (near.length > fewEntries) return [];
  return pairsAndTriples(near).flatMap((set) => {
    const found = entrySet(set, { of: "sum" });
    return found.amountMinor === amountMinor ? [found] : [];
  });
}

const sumOf = <Thing>(things: readonly Thing[], amountOf: (thing: Thing) => bigint): bigint =>
  things.reduce((sum, thing) => sum + amountOf(thing), 0n);

function pairsAndTriples<Thing>(things: readonly Thing[]): Thing[][] {
  return things.flatMap((a, i) => things.slice(i + 1).flatMap((b, j) => [[a, b], ...things.slice(i + j + 2).map((c) => [a, b, c])]));
}
