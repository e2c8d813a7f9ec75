/**
 * Verification: recomputes everything the ledger says and names the first entry that fails (DESIGN §5).
 *
 * The guards keep the service from breaking the ledger; a superuser can bypass them, and on the embedded database
 * everybody is one. What was changed past the guards does not recompute:
 *  1. entries one after another by position: no position and no number is left out, the day lies in its year, all lines
 *     are there and sum to zero, no account but a bank goes below zero, the text is the one that was hashed, and the
 *     hash is sha256(previous hash ‖ canonical entry);
 *  2. then what is kept beside them: the head of the chain, the last numbers, the balances, lines without an entry, and
 *     what shares and bills say was settled;
 *  3. whoever cuts the tail and sets all of 2 back leaves a chain that verifies. A head that was written down elsewhere
 *     (exports, sharings and backups show it) is then no longer in the chain.
 *
 * It reads one snapshot in batches: memory does not grow with the number of entries.
 */
import { and, asc, between, eq, gt, sql } from "drizzle-orm";
import { type Account, type AccountClass, chainStart, formatCommodity, type Head, type Line } from "../domain/ledger.js";
import { Refusal, type RefusalFigures } from "../domain/refusals.js";
import { ownerOf } from "./accounts.js";
import { type Queryable, queryRows } from "./client.js";
import { type ChainedEntry, chainedEntry, digestOfText, hashOfEntry, readHead } from "./ledger.js";
import { accounts, entries, entryTexts, fiscalYears, lines } from "./schema/index.js";
import { learnSizes } from "./sizes.js";
import { inSnapshot, type Tx } from "./transaction.js";

export interface VerifyOptions {
  readonly collectiveId: string;
  /** A head that was written down elsewhere (hexadecimals): it must be in the chain. */
  readonly head?: string | undefined;
  /** Entries read at a time. */
  readonly batchSize?: number;
}

/** What verified: how many entries, up to which head. */
export interface Verified {
  readonly entries: number;
  readonly head: Head;
}

/** Verifies the ledger of a collective. Refuses `entry_broken`, `account_broken`, `chain_broken`, `share_broken`, `bill_broken`, `round_broken`. */
export async function verifyLedger(db: Queryable, options: VerifyOptions): Promise<Verified> {
  await learnSizes(db, ["entries", "entry_texts", "lines", "shares", "share_settlements"]);
  return inSnapshot(db, (tx) => verifyIn(tx, options));
}

/** The same, of what a transaction sees. */
export async function verifyIn(tx: Tx, options: VerifyOptions): Promise<Verified> {
  const verified = await verifyEntries(tx, options);
  await verifyChain(tx, options, verified);
  await verifyAccounts(tx, options.collectiveId, verified.accounts);
  await verifyShares(tx, options.collectiveId);
  await verifyBills(tx, options.collectiveId);
  await verifyRounds(tx, options.collectiveId);
  return { entries: verified.entries, head: verified.head };
}

// 1. Entries ---------------------------------------------------------------------------------------------------------

/** Lines held in memory at a time, as far as a single entry allows. */
const linesMax = 20_000;

/** What is known after the entries read so far. */
interface Course {
  entries: number;
  head: Head;
  /** Σ of the lines read, per account. */
  readonly accounts: Map<string, Account>;
  readonly years: Map<string, { readonly endsOn: string; readonly lastNumber: number; number: number }>;
  isHeadSeen: boolean;
}

type EntryRow = typeof entries.$inferSelect;
type LineRow = typeof lines.$inferSelect;
interface Read {
  readonly row: EntryRow;
  readonly text: { readonly salt: Uint8Array | null; readonly text: string | null };
}

async function verifyEntries(tx: Tx, { collectiveId, head, batchSize = 1000 }: VerifyOptions): Promise<Course> {
  const course = await startCourse(tx, collectiveId, head);
  for (let batch = await readBatch(tx, collectiveId, undefined, batchSize); batch.length > 0; ) {
    const [first, last] = [batch[0] as Read, batch.at(-1) as Read];
    const linesOf = await readLines(tx, collectiveId, first.row.position, last.row.position);
    for (const read of batch) {
      const ofEntry = linesOf.get(read.row.id) ?? [];
      requireWhole(read.row, ofEntry);
      const entry = chainedEntry(read.row, ofEntry.map(lineOf));
      requirePlace(course, entry);
      requireMoney(course, entry);
      requireText(entry, read.text);
      requireHash(course, entry);
      course.entries += 1;
      course.head = { position: entry.position, hash: entry.hash };
      course.isHeadSeen ||= entry.hash === head;
    }
    batch = await readBatch(tx, collectiveId, last.row.position, batchSize);
  }
  return course;
}

async function startCourse(tx: Tx, collectiveId: string, head: string | undefined): Promise<Course> {
  const years = await tx.select().from(fiscalYears).where(eq(fiscalYears.collectiveId, collectiveId));
  const known = await tx.select().from(accounts).where(eq(accounts.collectiveId, collectiveId));
  return {
    entries: 0,
    head: chainStart,
    accounts: new Map(
      known.map((row) => [
        row.id,
        { id: row.id, class: row.class as AccountClass, commodity: row.commodity, ownerId: ownerOf(row), balanceMinor: 0n, floorMinor: 0n },
      ]),
    ),
    years: new Map(years.map(({ startsOn, endsOn, lastNumber }) => [startsOn, { endsOn, lastNumber, number: 0 }])),
    isHeadSeen: head === undefined || head === chainStart.hash,
  };
}

/** The next entries by position, fewer where they have many lines. */
async function readBatch(tx: Tx, collectiveId: string, after: bigint | undefined, limit: number): Promise<Read[]> {
  const rows = await tx
    .select({ row: entries, text: { salt: entryTexts.salt, text: entryTexts.text } })
    .from(entries)
    .leftJoin(entryTexts, and(eq(entryTexts.collectiveId, entries.collectiveId), eq(entryTexts.id, entries.id)))
    .where(and(eq(entries.collectiveId, collectiveId), after === undefined ? undefined : gt(entries.position, after)))
    .orderBy(asc(entries.position))
    .limit(limit);
  let lineCount = 0;
  return rows
    .filter(({ row }, index) => {
      lineCount += row.lineCount;
      return index === 0 || lineCount <= linesMax;
    })
    .map(({ row, text }) => ({ row, text: text ?? { salt: null, text: null } }));
}

async function readLines(tx: Tx, collectiveId: string, first: bigint, last: bigint): Promise<Map<string, LineRow[]>> {
  const rows = await tx
    .select({ line: lines })
    .from(entries)
    .innerJoin(lines, and(eq(lines.collectiveId, entries.collectiveId), eq(lines.entryId, entries.id)))
    .where(and(eq(entries.collectiveId, collectiveId), between(entries.position, first, last)))
    .orderBy(asc(entries.position), asc(lines.line));
  const byEntry = new Map<string, LineRow[]>();
  for (const { line } of rows) {
    const known = byEntry.get(line.entryId);
    if (known) known.push(line);
    else byEntry.set(line.entryId, [line]);
  }
  return byEntry;
}

const lineOf = ({ accountId, commodity, amountMinor, nature, forMemberId }: LineRow): Line => ({
  accountId,
  commodity,
  amountMinor,
  nature,
  forMemberId,
});

type Place = Pick<EntryRow, "id" | "position" | "number" | "yearStartsOn">;

const broken = (entry: Place, problem: string, expected: unknown, found: unknown, figures: RefusalFigures = {}): Refusal =>
  new Refusal("entry_broken", {
    entry: entry.id,
    position: String(entry.position),
    number: entry.number,
    year: entry.yearStartsOn,
    problem,
    expected: String(expected),
    found: String(found),
    ...figures,
  });

function requireWhole(row: EntryRow, ofEntry: readonly LineRow[]): void {
  const isInOrder = ofEntry.every(({ line }, index) => line === index + 1);
  if (row.lineCount >= 2 && ofEntry.length === row.lineCount && isInOrder) return;
  const found = ofEntry.length === row.lineCount ? ofEntry.map(({ line }) => line).join(", ") : ofEntry.length;
  throw broken(row, "lines_missing", row.lineCount, found);
}

function requirePlace(course: Course, entry: ChainedEntry): void {
  const position = course.head.position + 1n;
  if (entry.position !== position) throw broken(entry, "position_out_of_order", position, entry.position);
  const year = course.years.get(entry.yearStartsOn);
  if (year === undefined || entry.datedOn < entry.yearStartsOn || entry.datedOn > year.endsOn) {
    throw broken(entry, "day_outside_year", `${entry.yearStartsOn} – ${year?.endsOn ?? "?"}`, entry.datedOn);
  }
  if (entry.number !== year.number + 1) throw broken(entry, "number_out_of_order", year.number + 1, entry.number);
  year.number = entry.number;
}

function requireMoney(course: Course, entry: ChainedEntry): void {
  const sums = new Map<string, bigint>();
  const touched = new Set<string>();
  for (const { accountId, commodity, amountMinor } of entry.lines) {
    const account = course.accounts.get(accountId);
    if (account?.commodity !== commodity) throw broken(entry, "account_differs", account?.commodity ?? "?", commodity);
    course.accounts.set(accountId, { ...account, balanceMinor: account.balanceMinor + amountMinor });
    sums.set(commodity, (sums.get(commodity) ?? 0n) + amountMinor);
    touched.add(accountId);
  }
  for (const [commodity, sum] of sums) {
    if (sum !== 0n) throw broken(entry, "sum_not_zero", shown(0n, commodity), shown(sum, commodity), { commodity });
  }
  for (const accountId of touched) {
    const account = course.accounts.get(accountId) as Account;
    if (account.class === "bank" || account.balanceMinor <= 0n) continue;
    throw broken(entry, "account_overdrawn", "≥ 0", shown(-account.balanceMinor, account.commodity), { account: accountId });
  }
}

function requireText(entry: ChainedEntry, { salt, text }: Read["text"]): void {
  if (salt === null || text === null) return;
  const digest = digestOfText(salt, text);
  if (digest !== entry.textDigest) throw broken(entry, "text_differs", entry.textDigest ?? "–", digest);
}

function requireHash(course: Course, entry: ChainedEntry): void {
  if (entry.previousHash !== course.head.hash) throw broken(entry, "previous_hash_differs", course.head.hash, entry.previousHash);
  const hash = hashOrNothing(entry, course.accounts);
  if (hash !== entry.hash) throw broken(entry, "hash_differs", entry.hash, hash);
}

/** A content that cannot even be written (an unknown currency) has no hash. */
function hashOrNothing(entry: ChainedEntry, known: Course["accounts"]): string {
  try {
    return hashOfEntry(entry.previousHash, entry, known);
  } catch {
    return "–";
  }
}

function shown(minor: bigint, commodity: string): string {
  try {
    return formatCommodity(minor, commodity);
  } catch {
    return String(minor);
  }
}

// 2. and 3. What is kept beside the entries, and elsewhere -----------------------------------------------------------

const chainBroken = (problem: string, expected: unknown, found: unknown, figures: RefusalFigures = {}): Refusal =>
  new Refusal("chain_broken", { problem, expected: String(expected), found: String(found), ...figures });

async function verifyChain(tx: Tx, { collectiveId, head }: VerifyOptions, course: Course): Promise<void> {
  const kept = await readHead(tx, collectiveId);
  if (kept.position !== course.head.position) throw chainBroken("head_differs", course.head.position, kept.position);
  if (kept.hash !== course.head.hash) throw chainBroken("head_differs", course.head.hash, kept.hash);
  for (const [year, { number, lastNumber }] of course.years) {
    if (number !== lastNumber) throw chainBroken("last_number_differs", number, lastNumber, { year });
  }
  const [orphans] = await queryRows<{ count: number }>(
    tx,
    sql`select count(*)::int as count from lines l where l.collective_id = ${collectiveId}
      and not exists (select from entries e where e.collective_id = l.collective_id and e.id = l.entry_id)`,
  );
  if (orphans && orphans.count > 0) throw chainBroken("lines_without_entry", 0, orphans.count);
  if (!course.isHeadSeen) throw chainBroken("head_missing", head, course.head.hash);
}

async function verifyAccounts(tx: Tx, collectiveId: string, summed: ReadonlyMap<string, Account>): Promise<void> {
  const kept = await tx.select().from(accounts).where(eq(accounts.collectiveId, collectiveId)).orderBy(asc(accounts.id));
  for (const { id, class: accountClass, commodity, balanceMinor } of kept) {
    const sum = summed.get(id)?.balanceMinor ?? 0n;
    if (sum === balanceMinor) continue;
    throw new Refusal("account_broken", {
      account: id,
      class: accountClass,
      problem: "balance_differs",
      expected: shown(sum, commodity),
      found: shown(balanceMinor, commodity),
    });
  }
}

/**
 * Each share is what the entry of its sharing owes that payee for that member and nature, and what it says was paid, waived and
 * refunded is the sum of its settlements, each by an entry that is there.
 */
async function verifyShares(tx: Tx, collectiveId: string): Promise<void> {
  const [owed] = await queryRows<{ id: string; expected: string; found: string }>(
    tx,
    sql`select s.id, o.owed::text as expected, s.amount_minor::text as found
      from shares s join sharings g on g.collective_id = s.collective_id and g.id = s.sharing_id
      cross join lateral (
        select coalesce(-sum(l.amount_minor), 0) as owed from lines l join accounts a on a.collective_id = l.collective_id and a.id = l.account_id
        where l.collective_id = g.collective_id and l.entry_id = g.entry_id and a.member_id = s.payee_id
          and coalesce(l.for_member_id, a.member_id) = s.member_id and l.nature = s.nature) o
      where s.collective_id = ${collectiveId} and s.amount_minor <> o.owed
      order by s.id limit 1`,
  );
  if (owed)
    throw new Refusal("share_broken", { share: owed.id, problem: "settlements_differ", expected: owed.expected, found: owed.found });
  const [differing] = await queryRows<{ id: string; expected: string; found: string }>(
    tx,
    sql`select s.id, concat_ws(' / ', coalesce(t.paid, 0), coalesce(t.waived, 0), coalesce(t.refunded, 0)) as expected,
        concat_ws(' / ', s.paid_minor, s.waived_minor, s.refunded_minor) as found
      from shares s left join (
        select share_id, sum(amount_minor) filter (where how = 'paid') as paid, sum(amount_minor) filter (where how = 'waived') as waived,
          -sum(amount_minor) filter (where how = 'refunded') as refunded
        from share_settlements g
        where g.collective_id = ${collectiveId} and exists (select from entries e where e.collective_id = g.collective_id and e.id = g.entry_id)
        group by share_id) t on t.share_id = s.id
      where s.collective_id = ${collectiveId}
        and (s.paid_minor, s.waived_minor, s.refunded_minor) is distinct from (coalesce(t.paid, 0), coalesce(t.waived, 0), coalesce(t.refunded, 0))
      order by s.id limit 1`,
  );
  if (differing === undefined) return;
  const { id, expected, found } = differing;
  throw new Refusal("share_broken", { share: id, problem: "settlements_differ", expected, found });
}

/** The same of bills, and each is for what its entry owes the third party. */
async function verifyBills(tx: Tx, collectiveId: string): Promise<void> {
  const [differing] = await queryRows<{ id: string; expected: string; found: string }>(
    tx,
    sql`select b.id, concat_ws(' / ', coalesce(o.owed, 0), coalesce(t.paid, 0), coalesce(t.refunded, 0)) as expected,
        concat_ws(' / ', b.amount_minor, b.paid_minor, b.refunded_minor) as found
      from bills b
      left join lateral (
        select -sum(l.amount_minor) as owed from lines l join accounts a on a.collective_id = l.collective_id and a.id = l.account_id
        where l.collective_id = b.collective_id and l.entry_id = b.entry_id and a.third_party_id = b.third_party_id) o on true
      left join (
        select bill_id, sum(amount_minor) filter (where how = 'paid') as paid, -sum(amount_minor) filter (where how = 'refunded') as refunded
        from bill_settlements g
        where g.collective_id = ${collectiveId} and exists (select from entries e where e.collective_id = g.collective_id and e.id = g.entry_id)
        group by bill_id) t on t.bill_id = b.id
      where b.collective_id = ${collectiveId} and (b.amount_minor, b.paid_minor, b.refunded_minor)
        is distinct from (coalesce(o.owed, 0), coalesce(t.paid, 0), coalesce(t.refunded, 0))
      order by b.id limit 1`,
  );
  if (differing === undefined) return;
  const { id, expected, found } = differing;
  throw new Refusal("bill_broken", { bill: id, problem: "settlements_differ", expected, found });
}

/**
 * What stands of pledges is what each bucket of a running round shows. In one that is over, pool and buckets are empty, and
 * so are all credits unless they are carried to the next round.
 */
async function verifyRounds(tx: Tx, collectiveId: string): Promise<void> {
  const [differing] = await queryRows<{ round: string; account: string; problem: string; expected: string; found: string }>(
    tx,
    sql`select r.id as round, a.id as account, case when r.outcome is null then 'pledges_differ' else 'round_not_empty' end as problem,
        coalesce(x.standing, 0)::text as expected, (-a.balance_minor)::text as found
      from rounds r
      join accounts a on a.collective_id = r.collective_id
      left join buckets b on b.collective_id = r.collective_id and b.round_id = r.id and b.id = a.id
      left join round_participants c on c.collective_id = r.collective_id and c.round_id = r.id and c.id = a.id
      left join lateral (
        select sum(p.amount_minor) as standing from pledges p join entries e on e.collective_id = p.collective_id and e.id = p.entry_id
        where p.collective_id = r.collective_id and p.bucket_id = b.id and p.ended_at is null and r.outcome is null) x on true
      where r.collective_id = ${collectiveId} and (b.id is not null or (a.id = r.id and r.outcome is not null)
          or (c.id is not null and (r.outcome = 'cancelled' or r.outcome = 'closed' and (r.unspent <> 'carry' or r.method = 'ballots'))))
        and -a.balance_minor <> coalesce(x.standing, 0)
      order by r.id, a.id limit 1`,
  );
  if (differing === undefined) return;
  throw new Refusal("round_broken", differing);
}
