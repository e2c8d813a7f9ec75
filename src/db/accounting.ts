/**
 * The ledger as an accountant reads it (domain/accounting): a fiscal year projected on the chart of accounts, entry after entry.
 *
 * A year that is open is projected anew each time; when it closes its lines are kept, and from then on they are read as they
 * were. What opens a year is what closed the one before, so the chain of balances holds from the first year on.
 */
import { and, asc, eq, lt, type SQL, sql } from "drizzle-orm";
import { type AccountingRule, chartOf } from "../domain/accounting/chart.js";
import { type AccountChoice, accountOfRule, hasAuxiliary, ruleOf } from "../domain/accounting/projection.js";
import {
  type AccountingEntry,
  type AccountLine,
  carriedOver,
  type DedicatedMove,
  dedicatedEntries,
  entryOfLedger,
  type JournalCode,
  type LedgerEntry,
  openingEntry,
  Totals,
  volunteeredEntries,
} from "../domain/accounting/year.js";
import type { Day } from "../domain/calendar.js";
import { earliestOpen } from "../domain/closing.js";
import type { AccountClass } from "../domain/ledger.js";
import { Refusal } from "../domain/refusals.js";
import { valued } from "../domain/volunteering.js";
import { accountName, accountOwner, accountsWithOwners } from "./balances.js";
import { type Queryable, queryRows } from "./client.js";
import { accountChoices, fiscalYears } from "./schema/index.js";
import { streamRows, type Tx } from "./transaction.js";
import { isUnveiled } from "./veil.js";
import { listVolunteered } from "./volunteering.js";

export interface AccountedCollective {
  readonly id: string;
  readonly currency: string;
  readonly timeZone: string;
}

export interface AccountedYear {
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly isClosed: boolean;
}

/** A year by its first day. Refuses `not_found`. */
export async function requireYear(on: Queryable, collectiveId: string, startsOn: Day): Promise<AccountedYear> {
  const years = await accountedYears(on, collectiveId);
  const year = years.find((one) => one.startsOn === startsOn);
  if (!year) throw new Refusal("not_found", { at: "start", startsOn });
  return year;
}

/** The first day of the year that somebody means by `2026`, `2026-09-01`, or nothing: the latest. Refuses `not_found`. */
export async function yearMeant(on: Queryable, collectiveId: string, said: string | undefined): Promise<Day> {
  const years = await accountedYears(on, collectiveId);
  const year = said === undefined ? years.at(-1) : years.find(({ startsOn }) => startsOn === said || startsOn.startsWith(`${said}-`));
  if (!year) throw new Refusal("not_found", { at: "--year", year: said ?? "" });
  return year.startsOn;
}

/** The first day of the year that closes next. Refuses `not_found`. */
export async function earliestOpenYear(on: Queryable, collectiveId: string): Promise<Day> {
  const year = earliestOpen(await accountedYears(on, collectiveId));
  if (!year) throw new Refusal("not_found", { at: "--year", year: "" });
  return year.startsOn;
}

/** The fiscal years, or those before a day, the earliest first. */
export async function accountedYears(on: Queryable, collectiveId: string, before?: Day): Promise<AccountedYear[]> {
  const rows = await on
    .select({ startsOn: fiscalYears.startsOn, endsOn: fiscalYears.endsOn, closedAt: fiscalYears.closedAt })
    .from(fiscalYears)
    .where(and(eq(fiscalYears.collectiveId, collectiveId), before === undefined ? undefined : lt(fiscalYears.startsOn, before)))
    .orderBy(asc(fiscalYears.startsOn));
  return rows.map(({ closedAt, ...days }) => ({ ...days, isClosed: closedAt !== null }));
}

// Accounts -----------------------------------------------------------------------------------------------------------

/** The accounts that a treasurer chose. */
export async function accountChoicesOf(on: Queryable, collectiveId: string): Promise<AccountChoice[]> {
  const { rule, ownerId, number, label } = accountChoices;
  const rows = await on.select({ rule, ownerId, number, label }).from(accountChoices).where(eq(accountChoices.collectiveId, collectiveId));
  return rows.map((row) => ({ ...row, rule: row.rule as AccountingRule }));
}

interface NamedAccount {
  readonly id: string;
  readonly class: AccountClass;
  readonly ownerId: string;
  readonly name: string;
  readonly code: string | null;
  readonly funding: string | null;
}

/** What projects the lines of one year. */
interface Projection {
  readonly accounts: ReadonlyMap<string, NamedAccount>;
  accountOf(rule: AccountingRule): AccountLine["account"];
  line(accountId: string, event: string, nature: string | null, amountMinor: bigint): AccountLine;
}

async function projectionOf(on: Queryable, collectiveId: string): Promise<(year: AccountedYear) => Projection> {
  const choices = await accountChoicesOf(on, collectiveId);
  const rows = await queryRows<NamedAccount>(
    on,
    sql`select a.id, a.class, ${accountOwner} as "ownerId", ${accountName} as name, m.code, e.funding
      from ${accountsWithOwners} where a.collective_id = ${collectiveId}`,
  );
  const accounts = new Map(rows.map((row) => [row.id, row]));
  return ({ startsOn }) => {
    const chart = chartOf(startsOn);
    const known = new Map<string, Omit<AccountLine, "amountMinor">>();
    const place = (accountId: string, event: string, nature: string | null) => {
      const account = accounts.get(accountId) as NamedAccount;
      const rule = ruleOf({ class: account.class, event, nature, funding: account.funding });
      return {
        account: accountOfRule(rule, account.ownerId, choices, chart),
        auxiliaryId: hasAuxiliary(account.class) ? account.ownerId : null,
      };
    };
    return {
      accounts,
      accountOf: (rule) => accountOfRule(rule, null, choices, chart),
      line: (accountId, event, nature, amountMinor) => {
        const key = `${accountId} ${event} ${nature ?? ""}`;
        let placed = known.get(key);
        if (placed === undefined) {
          placed = place(accountId, event, nature);
          known.set(key, placed);
        }
        return { account: placed.account, auxiliaryId: placed.auxiliaryId, amountMinor };
      },
    };
  };
}

/**
 * Codes and names of who is owed: a member's code stays after an erasure; a third party's is the end of its id. With a year that
 * is kept, its third parties have the names they had then: a file handed over stays as it was. Members have those of today, so
 * that an erasure reaches every file.
 */
export async function auxiliariesOf(
  on: Queryable,
  collectiveId: string,
  year?: AccountedYear,
): Promise<ReadonlyMap<string, { readonly code: string; readonly name: string }>> {
  const rows = await queryRows<{ id: string; code: string; name: string }>(
    on,
    sql`select m.id, m.code, coalesce(p.name, m.code) as name from members m
        left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id where m.collective_id = ${collectiveId}
      union all select t.id, 'F' || upper(right(t.id::text, 8)), coalesce(k.label, t.name) from third_parties t
        left join (select auxiliary_id, min(auxiliary_label) as label from accounting_lines
          where collective_id = ${collectiveId} and year_starts_on = ${year?.startsOn ?? null}::date and auxiliary_label is not null
          group by 1) k on k.auxiliary_id = t.id
        where t.collective_id = ${collectiveId}`,
  );
  return new Map(rows.map(({ id, code, name }) => [id, { code, name }]));
}

// A year -------------------------------------------------------------------------------------------------------------

const inYear = ({ id, currency }: AccountedCollective, { startsOn }: AccountedYear): SQL =>
  sql`n.collective_id = ${id} and n.year_starts_on = ${startsOn}::date and l.commodity = ${currency} and ${isUnveiled("n", null)}`;

/**
 * What a line is of. A waiver books its fund as «waiver», behind the line of the share that is left: what was left there is of that
 * share’s nature, and expenses that are waived have an account of their own.
 */
const natureOfLine = sql`case when l.nature = 'waiver' then (select p.nature from lines p
  where p.collective_id = l.collective_id and p.entry_id = l.entry_id and p.line = l.line - 1) else l.nature end`;

const ofLines = sql`entries n join lines l on l.collective_id = n.collective_id and l.entry_id = n.id
  left join entries r on r.collective_id = n.collective_id and r.id = n.reverses_id`;

/**
 * The entries of a year, with its opening balances first and its dedicated funds last, numbered from 1, in batches. Only inside
 * a transaction; `today` says whether the year is over.
 */
export async function* accountingEntries(
  tx: Tx,
  collective: AccountedCollective,
  year: AccountedYear,
  today: Day,
): AsyncGenerator<readonly AccountingEntry[]> {
  if (await isKept(tx, collective, year)) yield* keptEntries(tx, collective.id, year);
  else yield* projectedEntries(tx, collective, year, today);
}

async function* projectedEntries(
  tx: Tx,
  collective: AccountedCollective,
  year: AccountedYear,
  today: Day,
): AsyncGenerator<readonly AccountingEntry[]> {
  const projectionIn = await projectionOf(tx, collective.id);
  const projection = projectionIn(year);
  const closing = await closingEntries(tx, collective, year, today, projection);
  let number = 0;
  const opening = openingEntry(await openingLines(tx, collective, year, projectionIn), year.startsOn);
  if (opening) {
    number = opening.number;
    yield [opening];
  }
  for await (const batch of ledgerEntries(tx, collective, year, projection)) {
    const first = number + 1;
    number += batch.length;
    yield batch.map((entry, index) => entryOfLedger(entry, first + index));
  }
  yield closing(number + 1);
}

/** What only a year that is over has: dedicated funds, then what was given without pay. */
async function closingEntries(
  on: Queryable,
  collective: AccountedCollective,
  year: AccountedYear,
  today: Day,
  { accountOf }: Projection,
): Promise<(from: number) => AccountingEntry[]> {
  const { endsOn } = year;
  if (endsOn >= today) return () => [];
  const moves = await dedicatedMoves(on, collective, year);
  const { totals } = valued(await listVolunteered(on, collective.id, { fromOn: year.startsOn, untilOn: endsOn }), collective.currency);
  return (from) => {
    const dedicated = dedicatedEntries(moves, { endsOn, validOn: endsOn, from }, accountOf);
    return [...dedicated, ...volunteeredEntries(totals, { endsOn, validOn: endsOn, from: from + dedicated.length }, accountOf)];
  };
}

interface LineRow {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly event: string;
  readonly datedOn: string;
  readonly postedOn: string;
  readonly document: string | null;
  readonly accountId: string;
  readonly nature: string | null;
  readonly amountMinor: string;
}

async function* ledgerEntries(
  tx: Tx,
  collective: AccountedCollective,
  year: AccountedYear,
  { accounts, line }: Projection,
): AsyncGenerator<readonly LedgerEntry[]> {
  const query = sql`select n.id, n.number, n.kind, coalesce(r.kind, n.kind) as event, n.dated_on::text as "datedOn",
      (n.posted_at at time zone ${collective.timeZone})::date::text as "postedOn", n.document,
      l.account_id as "accountId", ${natureOfLine} as nature, l.amount_minor::text as "amountMinor"
    from ${ofLines} where ${inYear(collective, year)} order by n.dated_on, n.number, l.line`;
  const entryOf = (rows: Run<LineRow>): LedgerEntry => {
    const touched = rows.map(({ accountId }) => accounts.get(accountId) as NamedAccount);
    return Object.assign(rows[0], {
      purpose: touched.find((account) => account.class === "envelope" || account.class === "fund")?.name ?? null,
      touchesBank: touched.some((account) => account.class === "bank"),
      lines: rows.map((row) => line(row.accountId, row.event, row.nature, BigInt(row.amountMinor))),
    });
  };
  for await (const runs of inRuns(streamRows<LineRow>(tx, query))) yield runs.map(entryOf);
}

type Run<Row> = [Row, ...Row[]];

/** Rows that follow each other with one number, together: the lines of an entry. */
async function* inRuns<Row extends { readonly number: number }>(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Run<Row>[]> {
  let run: Run<Row> | undefined;
  for await (const batch of batches) {
    const whole: Run<Row>[] = [];
    for (const row of batch) {
      if (run?.[0].number === row.number) run.push(row);
      else {
        if (run) whole.push(run);
        run = [row];
      }
    }
    yield whole;
  }
  if (run) yield [run];
}

/** What envelopes of grants held when the year began, with what they opened with on Moisson in it, and when it ended. */
async function dedicatedMoves(on: Queryable, { id, currency }: AccountedCollective, { startsOn }: AccountedYear): Promise<DedicatedMove[]> {
  const rows = await queryRows<{ envelopeId: string; envelope: string; before: string; after: string }>(
    on,
    sql`select e.id as "envelopeId", e.name as envelope, sum(-l.amount_minor)::text as after,
        coalesce(sum(-l.amount_minor) filter (where n.year_starts_on < ${startsOn}::date or coalesce(r.kind, n.kind) = 'opening'), 0)::text as before
      from ${ofLines}
      join accounts a on a.collective_id = l.collective_id and a.id = l.account_id
      join envelopes e on e.collective_id = a.collective_id and e.id = a.envelope_id
      where n.collective_id = ${id} and n.year_starts_on <= ${startsOn}::date and l.commodity = ${currency} and ${isUnveiled("n", null)}
        and e.funding = 'grant'
      group by e.id, e.name order by e.id`,
  );
  return rows.map(({ before, after, ...row }) => ({ ...row, beforeMinor: BigInt(before), afterMinor: BigInt(after) }));
}

/** What the year opens with: what the years before come to, from the last that was kept on. */
async function openingLines(
  on: Queryable,
  collective: AccountedCollective,
  year: AccountedYear,
  projectionIn: (year: AccountedYear) => Projection,
): Promise<AccountLine[]> {
  let opening: readonly AccountLine[] = [];
  for (const before of await accountedYears(on, collective.id, year.startsOn)) {
    const projection = projectionIn(before);
    const kept = before.isClosed ? await keptTotals(on, collective.id, before) : [];
    const totals = kept.length > 0 ? kept : await projectedTotals(on, collective, before, year.startsOn, projection, opening);
    opening = carriedOver(totals, projectionIn(year).accountOf);
  }
  return [...opening];
}

async function projectedTotals(
  on: Queryable,
  collective: AccountedCollective,
  year: AccountedYear,
  today: Day,
  projection: Projection,
  opening: readonly AccountLine[],
): Promise<AccountLine[]> {
  const totals = new Totals();
  for (const one of opening) totals.add(one);
  for (const one of await sumsOf(on, collective, year)) totals.add(projection.line(one.accountId, one.event, one.nature, BigInt(one.sum)));
  const closing = await closingEntries(on, collective, year, today, projection);
  for (const one of closing(1).flatMap(({ lines }) => lines)) totals.add(one);
  return totals.list();
}

const sumsOf = (on: Queryable, collective: AccountedCollective, year: AccountedYear) =>
  queryRows<{ accountId: string; event: string; nature: string | null; sum: string }>(
    on,
    sql`select l.account_id as "accountId", coalesce(r.kind, n.kind) as event, ${natureOfLine} as nature, sum(l.amount_minor)::text as sum
      from ${ofLines} where ${inYear(collective, year)} group by 1, 2, 3 order by 1, 2, 3`,
  );

/** Every account that the entries of a year use, once: for files that declare them first. */
export async function accountsOfYear(tx: Tx, collective: AccountedCollective, year: AccountedYear, today: Day): Promise<AccountLine[]> {
  const seen = new Map<string, AccountLine>();
  const see = (line: AccountLine) => {
    const key = `${line.account.number} ${line.auxiliaryId ?? ""}`;
    if (!seen.has(key)) seen.set(key, line);
  };
  if (await isKept(tx, collective, year)) (await keptTotals(tx, collective.id, year)).forEach(see);
  else {
    const projectionIn = await projectionOf(tx, collective.id);
    const projection = projectionIn(year);
    (await openingLines(tx, collective, year, projectionIn)).forEach(see);
    for (const one of await sumsOf(tx, collective, year)) see(projection.line(one.accountId, one.event, one.nature, BigInt(one.sum)));
    const closing = await closingEntries(tx, collective, year, today, projection);
    closing(1)
      .flatMap(({ lines }) => lines)
      .forEach(see);
  }
  return [...seen.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

// Kept years ---------------------------------------------------------------------------------------------------------

/**
 * Whether a year is read as it was kept. One that closed without a line of its currency has none, whatever is valued in it since;
 * one that has entries and no lines closed before lines were kept.
 */
async function isKept(on: Queryable, collective: AccountedCollective, year: AccountedYear): Promise<boolean> {
  if (!year.isClosed) return false;
  const [row] = await queryRows<{ kept: boolean }>(
    on,
    sql`select exists (select from accounting_lines where collective_id = ${collective.id} and year_starts_on = ${year.startsOn}::date)
      or not exists (select from ${ofLines} where ${inYear(collective, year)}) as kept`,
  );
  return row?.kept === true;
}

interface KeptRow {
  readonly number: number;
  readonly journal: JournalCode;
  readonly datedOn: string;
  readonly validOn: string;
  readonly document: string;
  readonly label: string;
  readonly account: string;
  readonly accountLabel: string;
  readonly auxiliaryId: string | null;
  readonly amountMinor: string;
  readonly entryId: string | null;
}

async function* keptEntries(tx: Tx, collectiveId: string, { startsOn }: AccountedYear): AsyncGenerator<readonly AccountingEntry[]> {
  const query = sql`select number, journal, dated_on::text as "datedOn", valid_on::text as "validOn", document, label, account,
      account_label as "accountLabel", auxiliary_id as "auxiliaryId", amount_minor::text as "amountMinor", entry_id as "entryId"
    from accounting_lines where collective_id = ${collectiveId} and year_starts_on = ${startsOn}::date order by number, line`;
  const lineOf = ({ account, accountLabel, auxiliaryId, amountMinor }: KeptRow): AccountLine => ({
    account: { number: account, label: accountLabel },
    auxiliaryId,
    amountMinor: BigInt(amountMinor),
  });
  for await (const runs of inRuns(streamRows<KeptRow>(tx, query)))
    yield runs.map((rows) => Object.assign(rows[0], { lines: rows.map(lineOf) }));
}

/** Sums by account and auxiliary, those that are zero too. */
async function keptTotals(on: Queryable, collectiveId: string, { startsOn }: AccountedYear): Promise<AccountLine[]> {
  const rows = await queryRows<{ number: string; label: string; auxiliaryId: string | null; sum: string }>(
    on,
    sql`select account as number, min(account_label) as label, auxiliary_id as "auxiliaryId", sum(amount_minor)::text as sum
      from accounting_lines where collective_id = ${collectiveId} and year_starts_on = ${startsOn}::date group by 1, 3 order by 1, 3`,
  );
  return rows.map(({ number, label, auxiliaryId, sum }) => ({ account: { number, label }, auxiliaryId, amountMinor: BigInt(sum) }));
}

/** Keeps a year as it is projected, for good, with the names of its third parties: under the lock of the chain, when it closes. */
export async function keepYear(tx: Tx, collective: AccountedCollective, year: AccountedYear, today: Day): Promise<void> {
  for await (const entries of projectedEntries(tx, collective, year, today)) {
    const rows = entries.flatMap(({ lines, number, journal, datedOn, validOn, document, label, entryId }) =>
      lines.map(({ account, auxiliaryId, amountMinor }, index) => ({
        number,
        line: index + 1,
        journal,
        dated_on: datedOn,
        valid_on: validOn,
        document,
        label,
        account: account.number,
        account_label: account.label,
        auxiliary_id: auxiliaryId,
        amount_minor: String(amountMinor),
        entry_id: entryId,
      })),
    );
    await tx.execute(sql`insert into accounting_lines
        (collective_id, year_starts_on, number, line, journal, dated_on, valid_on, document, label, account, account_label, auxiliary_id,
        auxiliary_label, amount_minor, entry_id)
      select ${collective.id}::uuid, ${year.startsOn}::date, r.number, r.line, r.journal, r.dated_on, r.valid_on, r.document, r.label,
        r.account, r.account_label, r.auxiliary_id, t.name, r.amount_minor, r.entry_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (number int, line int, journal text, dated_on date, valid_on date,
        document text, label text, account text, account_label text, auxiliary_id uuid, amount_minor bigint, entry_id uuid)
      left join third_parties t on t.collective_id = ${collective.id}::uuid and t.id = r.auxiliary_id`);
  }
}
