/**
 * The only writer of entries (DESIGN §5).
 *
 * A posting is two round trips inside the action's transaction:
 *  1. `openBooks` locks the collective's chain, so that nobody else posts until the transaction ends, and reads what
 *     the decision needs: the head, the fiscal years, the accounts with their balances. Accounts that are wanted and
 *     not there yet are made;
 *  2. `postEntries` gives each draft its place, number and hash, and writes them all with their lines and texts.
 *
 *   const books = await openBooks(tx, { collectiveId, now, owners: [{ class: "bank", id }, { class: "envelope", id }] });
 *   const draft = { ...moneyIn({ bank: accountOf(books, …), envelope: accountOf(books, …), amountMinor, nature }), datedOn };
 *   const { entries } = await postEntries(tx, books, [draft]);
 *
 * Lock first: whatever is read before `openBooks` may have changed once it returns. Several drafts are several entries,
 * each with its own number and hash (group posting): those who wait for one collective can be decided one after another
 * by `placeDraft`, and saved by one `writeBatch` and one commit.
 */
import { createHash, randomBytes } from "node:crypto";
import { and, asc, desc, eq, exists, gte, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Day, dayIn } from "../domain/calendar.js";
import {
  type Account,
  type AccountClass,
  type AccountIdentity,
  type Books,
  booksAfter,
  canonicalEntry,
  type Draft,
  type Entry,
  type FiscalYear,
  type Head,
  type Line,
  placeEntry,
  reversal,
} from "../domain/ledger.js";
import { Refusal } from "../domain/refusals.js";
import { ownerOf } from "./accounts.js";
import { preparedRows, type Queryable } from "./client.js";
import { newId } from "./id.js";
import { accounts, chains, entries, entryTexts, fiscalYears, lines } from "./schema/index.js";
import type { Tx } from "./transaction.js";
import { isUnveiled } from "./veil.js";

/** Whose account is meant: an envelope's, a fund's, a member's, a third party's; a bank or a round by its own id. */
export interface AccountOwner<Class extends AccountClass = AccountClass> {
  readonly class: Class;
  readonly id: string;
  /** The collective's currency unless said. */
  readonly commodity?: string;
}

/** An entry with its hash, as it stands in the chain. */
export interface ChainedEntry extends Entry {
  readonly previousHash: string;
  readonly hash: string;
}

/** An entry that has its place, and the text it covers. */
interface Placed {
  readonly entry: ChainedEntry;
  readonly text: { readonly salt: Buffer; readonly text: string } | null;
}

const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

/** sha256(previous hash ‖ canonical JSON of the entry), in hexadecimals. */
export const hashOfEntry = (previousHash: string, entry: Entry, known: ReadonlyMap<string, AccountIdentity>): string =>
  sha256(Buffer.from(previousHash, "hex"), canonicalEntry(entry, known));

/** sha256(salt ‖ text), in hexadecimals. */
export const digestOfText = (salt: Uint8Array, text: string): string => sha256(salt, text);

// Books --------------------------------------------------------------------------------------------------------------

interface LockedBooks {
  position: string;
  hash: string;
  currency: string;
  timeZone: string;
  yearStart: string;
  years: FiscalYear[];
  accounts: { id: string; class: AccountClass; commodity: string; owner: string; balance: string; floor: string }[];
}

/**
 * Locks the collective's chain and reads its books, with the accounts of these owners. Refuses `not_found` where the
 * collective or a bank is not there; other accounts are made where they are missing. `also` selects more ids, an
 * array: it is read before the lock, unless the transaction has it already.
 */
export async function openBooks(
  tx: Tx,
  { collectiveId, now, owners, also }: { collectiveId: string; now: Date; owners: readonly AccountOwner[]; also?: SQL },
): Promise<Books> {
  const ids = sql`${`{${owners.map((owner) => owner.id).join(",")}}`}::text::uuid[]`;
  const [row] = await preparedRows<{ books: LockedBooks | null }>(
    tx,
    sql`select lock_books(${collectiveId}::uuid, ${also ? sql`${ids} || ${also}` : ids}) as books`,
  );
  const locked = row?.books;
  if (!locked) throw new Refusal("not_found", { at: "collective" });
  const known = locked.accounts.map(
    (account): Account => ({
      id: account.id,
      class: account.class,
      commodity: account.commodity,
      ownerId: account.owner,
      balanceMinor: BigInt(account.balance),
      floorMinor: BigInt(account.floor),
    }),
  );
  const made = await makeAccounts(tx, collectiveId, now, missingOwners(owners, known, locked.currency));
  return {
    collectiveId,
    currency: locked.currency,
    yearStart: locked.yearStart,
    now,
    today: dayIn(now, locked.timeZone),
    head: { position: BigInt(locked.position), hash: locked.hash },
    years: locked.years,
    accounts: new Map([...known, ...made].map((account) => [account.id, account])),
  };
}

/** The account of an owner that the books were opened with. */
export function accountOf<Class extends AccountClass>(books: Books, owner: AccountOwner<Class>): Account<Class> {
  const commodity = owner.commodity ?? books.currency;
  const isMeant = (account: Account): account is Account<Class> =>
    account.class === owner.class && account.ownerId === owner.id && (account.id === owner.id || account.commodity === commodity);
  const account = [...books.accounts.values()].find(isMeant);
  if (account === undefined)
    throw new RangeError(`no account of ${owner.class} ${owner.id} in the books: name its owner when opening them`);
  return account;
}

function missingOwners(owners: readonly AccountOwner[], known: readonly Account[], currency: string): Required<AccountOwner>[] {
  const missing = new Map<string, Required<AccountOwner>>();
  for (const owner of owners) {
    const commodity = owner.commodity ?? currency;
    const isKnown = known.some((account) => account.id === owner.id || (account.ownerId === owner.id && account.commodity === commodity));
    if (!isKnown) missing.set(`${owner.id} ${commodity}`, { ...owner, commodity });
  }
  return [...missing.values()];
}

/** Makes accounts, empty. Under the lock of the chain nobody else makes the same. */
async function makeAccounts(tx: Tx, collectiveId: string, now: Date, owners: readonly Required<AccountOwner>[]): Promise<Account[]> {
  const bank = owners.find((owner) => owner.class === "bank" || owner.class === "round");
  if (bank) throw new Refusal("not_found", { at: bank.class, id: bank.id });
  if (owners.length === 0) return [];
  const made = owners.map((owner): Account => ({ ...owner, id: newId(), ownerId: owner.id, balanceMinor: 0n, floorMinor: 0n }));
  const columns = { envelope: "envelopeId", fund: "fundId", member: "memberId", "third-party": "thirdPartyId" } as const;
  await tx.insert(accounts).values(
    made.map(({ id, class: accountClass, commodity, ownerId }) => ({
      collectiveId,
      id,
      class: accountClass,
      commodity,
      [columns[accountClass as keyof typeof columns]]: ownerId,
      createdAt: now,
    })),
  );
  return made;
}

// Posting ------------------------------------------------------------------------------------------------------------

/** Drafts that have their place and are not yet written. */
export interface Batch {
  /** The books as they were opened, and as they stand after what was placed so far. */
  readonly opened: Books;
  readonly books: Books;
  readonly placed: readonly Placed[];
}

export const emptyBatch = (books: Books): Batch => ({ opened: books, books, placed: [] });

/** Gives one more draft its place, number and hash. Writes nothing; a refusal leaves the batch as it was. */
export function placeDraft({ opened, books, placed }: Batch, draft: Draft): Batch {
  const text = draft.text == null ? null : { salt: randomBytes(16), text: draft.text };
  const entry = placeEntry(books, draft, newId(), text && digestOfText(text.salt, text.text));
  const hash = hashOfEntry(books.head.hash, entry, books.accounts);
  const chained = { ...entry, previousHash: books.head.hash, hash };
  return { opened, books: booksAfter(books, entry, hash), placed: [...placed, { entry: chained, text }] };
}

/** Writes the drafts of a batch, in their order, in one statement. */
export async function writeBatch(tx: Tx, batch: Batch): Promise<ChainedEntry[]> {
  if (batch.placed.length > 0) await preparedRows(tx, entriesInsert(batch));
  return batch.placed.map(({ entry }) => entry);
}

/** That statement, to be sent with others (`insertTogether`, as the last: it is a query, and only the last query is run). */
export function entriesInsert({ opened, books, placed }: Batch): SQL {
  const newYears = books.years.filter((year) => !opened.years.some((known) => known.startsOn === year.startsOn));
  const newEntries = placed.map(({ entry: { lines, collectiveId, ...entry } }) => ({
    ...entry,
    position: String(entry.position),
    lineCount: lines.length,
  }));
  const newTexts = placed.flatMap(({ entry, text }) => (text ? [{ id: entry.id, salt: text.salt.toString("hex"), text: text.text }] : []));
  const newLines = placed.flatMap(({ entry }) =>
    entry.lines.map((line, index) => ({ ...line, entryId: entry.id, line: index + 1, amountMinor: String(line.amountMinor) })),
  );
  const [y, e, t, l] = [newYears, newEntries, newTexts, newLines].map((rows) => JSON.stringify(rows));
  return sql`select write_entries(${opened.collectiveId}::uuid, ${y}::text::json, ${e}::text::json, ${t}::text::json, ${l}::text::json)`;
}

/**
 * Posts drafts after one another: all of them, or the first refusal and none. To post again in the same transaction, go
 * on with the `books` it hands back.
 */
export async function postEntries(tx: Tx, books: Books, drafts: readonly Draft[]): Promise<{ entries: ChainedEntry[]; books: Books }> {
  const batch = drafts.reduce(placeDraft, emptyBatch(books));
  return { entries: await writeBatch(tx, batch), books: batch.books };
}

/** Posts one draft. */
export async function postEntry(tx: Tx, books: Books, draft: Draft): Promise<ChainedEntry> {
  const [entry] = (await postEntries(tx, books, [draft])).entries;
  return entry as ChainedEntry;
}

/**
 * Undoes an entry by a linked one, once, dated today unless told. Refuses `not_found`, what `reversal` does, and
 * `insufficient_balance` where the money has moved on since.
 */
export async function postReversal(
  tx: Tx,
  {
    collectiveId,
    entryId,
    now,
    datedOn,
    postedBy = null,
    text = null,
  }: {
    collectiveId: string;
    entryId: string;
    now: Date;
    datedOn?: Day | undefined;
    postedBy?: string | null;
    text?: string | null;
  },
): Promise<ChainedEntry> {
  const owners = await tx
    .selectDistinct({ class: accounts.class, id: accounts.id })
    .from(lines)
    .innerJoin(accounts, and(eq(accounts.collectiveId, lines.collectiveId), eq(accounts.id, lines.accountId)))
    .where(and(eq(lines.collectiveId, collectiveId), eq(lines.entryId, entryId)));
  const books = await openBooks(tx, { collectiveId, now, owners: owners as AccountOwner[] });
  const entry = await findEntry(tx, collectiveId, entryId);
  if (entry === undefined) throw new Refusal("not_found", { at: "entry", id: entryId });
  return postEntry(tx, books, { ...reversal(entry, datedOn ?? books.today), postedBy, text });
}

/** Closes a fiscal year for good, while nobody posts. Refuses `not_found`, and `year_closed` where it is closed already. */
export async function closeYear(
  tx: Tx,
  { collectiveId, startsOn, now }: { collectiveId: string; startsOn: Day; now: Date },
): Promise<void> {
  await openBooks(tx, { collectiveId, now, owners: [] });
  const isYear = and(eq(fiscalYears.collectiveId, collectiveId), eq(fiscalYears.startsOn, startsOn));
  const [year] = await tx.select().from(fiscalYears).where(isYear);
  if (year === undefined) throw new Refusal("not_found", { at: "startsOn" });
  if (year.closedAt !== null) throw new Refusal("year_closed", { at: "startsOn", startsOn, endsOn: year.endsOn });
  await tx.update(fiscalYears).set({ closedAt: now }).where(isYear);
}

// Reading ------------------------------------------------------------------------------------------------------------

/** A line with the account it moves. */
export interface ListedLine extends Line {
  readonly class: AccountClass;
  readonly ownerId: string;
}

export interface ListedEntry extends ChainedEntry {
  readonly lines: readonly ListedLine[];
  /** Null when there was none, or when it was erased. */
  readonly text: string | null;
  readonly reversedById: string | null;
  readonly reversedByNumber: number | null;
}

export interface EntryFilter {
  readonly collectiveId: string;
  /** Only entries before this position: the next page. */
  readonly before?: bigint | undefined;
  readonly limit: number;
  /** Only entries with a line on one of these accounts. */
  readonly accountIds?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Only entries dated within these days. */
  readonly fromOn?: Day | undefined;
  readonly untilOn?: Day | undefined;
  /** Who reads: veiled pledges of others are not listed (db/veil). */
  readonly readerId: string | null;
}

/** Entries with their lines and texts, the latest first, by position. */
export async function listEntries(on: Queryable, filter: EntryFilter): Promise<ListedEntry[]> {
  const { collectiveId, before, limit, accountIds, kinds, fromOn, untilOn, readerId } = filter;
  const touches = accountIds && [...accountIds];
  return readEntries(
    on,
    collectiveId,
    and(
      eq(entries.collectiveId, collectiveId),
      isUnveiled("entries", readerId),
      before === undefined ? undefined : lt(entries.position, before),
      kinds && inArray(entries.kind, [...kinds]),
      fromOn === undefined ? undefined : gte(entries.datedOn, fromOn),
      untilOn === undefined ? undefined : lte(entries.datedOn, untilOn),
      touches &&
        exists(
          on
            .select({ one: sql`1` })
            .from(lines)
            .where(and(eq(lines.collectiveId, entries.collectiveId), eq(lines.entryId, entries.id), inArray(lines.accountId, touches))),
        ),
    ),
    limit,
  );
}

/** One entry as a reader may see it, or undefined. */
export async function findEntryFor(
  on: Queryable,
  collectiveId: string,
  entryId: string,
  readerId: string | null,
): Promise<ListedEntry | undefined> {
  const isMeant = and(eq(entries.collectiveId, collectiveId), eq(entries.id, entryId), isUnveiled("entries", readerId));
  return (await readEntries(on, collectiveId, isMeant, 1))[0];
}

/** One entry with its lines, or undefined. */
export async function findEntry(on: Queryable, collectiveId: string, entryId: string): Promise<ListedEntry | undefined> {
  const [entry] = await readEntries(on, collectiveId, and(eq(entries.collectiveId, collectiveId), eq(entries.id, entryId)), 1);
  return entry;
}

/** These entries with their lines, by their ids; those that are not there are missing. */
export async function findEntries(on: Queryable, collectiveId: string, entryIds: readonly string[]): Promise<Map<string, ListedEntry>> {
  if (entryIds.length === 0) return new Map();
  const isMeant = and(eq(entries.collectiveId, collectiveId), inArray(entries.id, [...entryIds]));
  return new Map((await readEntries(on, collectiveId, isMeant, entryIds.length)).map((entry) => [entry.id, entry]));
}

async function readEntries(on: Queryable, collectiveId: string, isMeant: SQL | undefined, limit: number): Promise<ListedEntry[]> {
  const reversing = alias(entries, "reversing");
  const rows = await on
    .select({ entry: entries, text: entryTexts.text, reversedById: reversing.id, reversedByNumber: reversing.number })
    .from(entries)
    .leftJoin(entryTexts, and(eq(entryTexts.collectiveId, entries.collectiveId), eq(entryTexts.id, entries.id)))
    .leftJoin(reversing, and(eq(reversing.collectiveId, entries.collectiveId), eq(reversing.reversesId, entries.id)))
    .where(isMeant)
    .orderBy(desc(entries.position))
    .limit(limit);
  const linesOf = await readLines(
    on,
    collectiveId,
    rows.map(({ entry }) => entry.id),
  );
  return rows.map(({ entry, ...beside }) => ({
    ...chainedEntry(entry, linesOf.get(entry.id) ?? []),
    ...beside,
    lines: linesOf.get(entry.id) ?? [],
  }));
}

async function readLines(on: Queryable, collectiveId: string, entryIds: string[]): Promise<Map<string, ListedLine[]>> {
  const byEntry = new Map<string, ListedLine[]>();
  if (entryIds.length === 0) return byEntry;
  const rows = await on
    .select({ line: lines, account: accounts })
    .from(lines)
    .innerJoin(accounts, and(eq(accounts.collectiveId, lines.collectiveId), eq(accounts.id, lines.accountId)))
    .where(and(eq(lines.collectiveId, collectiveId), inArray(lines.entryId, entryIds)))
    .orderBy(asc(lines.entryId), asc(lines.line));
  for (const { line, account } of rows) {
    const { accountId, commodity, amountMinor, nature, forMemberId } = line;
    const listed = {
      accountId,
      commodity,
      amountMinor,
      nature,
      forMemberId,
      class: account.class as AccountClass,
      ownerId: ownerOf(account),
    };
    byEntry.set(line.entryId, [...(byEntry.get(line.entryId) ?? []), listed]);
  }
  return byEntry;
}

type EntryRow = typeof entries.$inferSelect;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** A stored row and its lines as the entry that was hashed. */
export function chainedEntry({ textDigest, previousHash, hash, lineCount: _, ...row }: EntryRow, ofLines: readonly Line[]): ChainedEntry {
  return { ...row, textDigest: textDigest && hex(textDigest), previousHash: hex(previousHash), hash: hex(hash), lines: ofLines };
}

/** The head of a collective's chain: exports, sharings and backups show it, so that `verify --head` finds a cut tail. */
export async function readHead(on: Queryable, collectiveId: string): Promise<Head> {
  const [chain] = await on.select().from(chains).where(eq(chains.collectiveId, collectiveId));
  if (chain === undefined) throw new Refusal("not_found", { at: "collective" });
  return { position: chain.position, hash: hex(chain.hash) };
}
