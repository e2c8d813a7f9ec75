/**
 * A collective out of its archive, in one transaction: all of it as it was, or nothing.
 *
 *  1. Nothing is put past the guards. Accounts are opened empty, entries and lines are inserted in the order of their
 *     chain, and the triggers move balances, numbers and head as they did; years are closed last.
 *  2. Then every table is read again and must give the bytes of the archive, balances and last numbers included; the
 *     head must be the one it names; and the ledger is verified, hash by hash (db/checks).
 *  3. A value that the service never writes is refused where it stands, though the database takes it (archive/values).
 *  4. A collective that is here already is refused: what came since would be lost, or twice there.
 *  5. Logins belong to no collective. Members keep the e-mail of their profile and have no login until they are invited
 *     again: whoever has that e-mail here may be somebody else.
 *  6. An archive of an older service is taken: what it does not name has its default. One of a newer is refused.
 */
import { createHash, type Hash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isSlug } from "../../domain/collective.js";
import { Refusal, type RefusalFigures } from "../../domain/refusals.js";
import { type Verified, verifyIn } from "../checks.js";
import { type Queryable, queryRows } from "../client.js";
import { learnSizes } from "../sizes.js";
import { inTransaction, sqlState, streamRows, type Tx } from "../transaction.js";
import { migrations } from "./backup.js";
import { type ArchivedColumn, type ArchivedTable, archivedTables, archiveFormat, read, rowsWritten } from "./tables.js";
import { archivable } from "./values.js";

export interface Restored extends Verified {
  readonly collectiveId: string;
  readonly slug: string;
  readonly rows: number;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const headLine = z.strictObject({
  format: z.string(),
  migration: z.string(),
  // It stands in addresses and in names of files: `../` in it would lead elsewhere.
  collective: z.strictObject({ id: z.uuid(), slug: z.string().refine(isSlug) }),
  position: z.string().regex(/^\d{1,19}$/),
  hash: sha256,
});
const tableLine = z.strictObject({ table: z.string(), columns: z.array(z.string()), rows: z.int().min(0) });
const sumLine = z.strictObject({ sha256 });
const endLine = z.strictObject({ end: z.literal(archiveFormat), sha256 });

const damaged = (problem: string, figures: RefusalFigures = {}) => new Refusal("archive_damaged", { problem, ...figures });

/**
 * Restores what `open` reads, line by line, under another name where one is given. Refuses `archive_damaged`, `archive_newer`,
 * `collective_present`, `name_taken`, and what `verifyLedger` refuses.
 */
export const restoreArchive = (
  db: Queryable,
  open: () => AsyncIterable<string>,
  { slug }: { slug?: string | undefined } = {},
  also: (tx: Tx, restored: Restored) => Promise<void> = async () => {},
): Promise<Restored> =>
  inTransaction(db, async (tx) => {
    const lines = new Lines(open());
    try {
      const restored = await restore(tx, lines, slug);
      await also(tx, restored);
      return restored;
    } finally {
      await lines.close();
    }
  });

async function restore(tx: Tx, lines: Lines, slugWanted: string | undefined): Promise<Restored> {
  const head = await headOf(lines);
  const { id, slug: slugThen } = head.collective;
  const slug = slugWanted ?? slugThen;
  await requireAbsent(tx, id, slug);
  const sums: Summed[] = [];
  const closed: { startsOn: string; closedAt: string }[] = [];
  for (let line = await lines.told(); "table" in line; line = await lines.told()) {
    const { table, columns, rows } = tableOf(line);
    if (sums.some((known) => known.table === table)) throw damaged("archive_table_twice", { table: table.name });
    const restoring: Restoring = { tx, table, columns, collectiveId: id, slug, lines, closed };
    sums.push({ table, columns, rows, sha256: await restoreTable(restoring, rows) });
  }
  await lines.requireEnd();
  for (const { startsOn, closedAt } of closed)
    await tx.execute(
      sql`update fiscal_years set closed_at = ${closedAt}::timestamptz where collective_id = ${id}::uuid and starts_on = ${startsOn}::date`,
    );
  await learnSizes(tx);
  await requireWhole(tx);
  for (const summed of sums) await requireSame(tx, summed, { id, slugThen, slug });
  const verified = await verifyIn(tx, { collectiveId: id, head: head.hash });
  if (String(verified.head.position) !== head.position || verified.head.hash !== head.hash) throw damaged("archive_head_differs");
  return { ...verified, collectiveId: id, slug, rows: sums.reduce((sum, { rows }) => sum + rows, 0) };
}

// The lines of an archive --------------------------------------------------------------------------------------------

/** Lines one after another, with the digest of all of them. */
class Lines {
  readonly #lines: AsyncIterator<string>;
  #all: Hash = createHash("sha256");

  constructor(lines: AsyncIterable<string>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** The next line. Refuses `archive_damaged` at the end. */
  async next(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw damaged("archive_cut");
    return value;
  }

  count(line: string): void {
    this.#all.update(line).update("\n");
  }

  /** The next line that says what follows; the last is not counted in its own digest. */
  async told(): Promise<Record<string, unknown>> {
    const line = await this.next();
    const told = objectOf(line);
    if ("end" in told) this.#end = told;
    else this.count(line);
    return told;
  }

  #end: Record<string, unknown> | undefined;

  async requireEnd(): Promise<void> {
    const end = endLine.safeParse(this.#end);
    if (!end.success) throw damaged("archive_unreadable");
    if (end.data.sha256 !== this.#all.digest("hex")) throw damaged("archive_changed");
    if (!(await this.#lines.next()).done) throw damaged("archive_goes_on");
  }

  async close(): Promise<void> {
    await this.#lines.return?.();
  }
}

function objectOf(line: string): Record<string, unknown> {
  const told = parsed(line);
  if (typeof told !== "object" || told === null || Array.isArray(told)) throw damaged("archive_unreadable");
  return told as Record<string, unknown>;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw damaged("archive_unreadable");
  }
}

async function headOf(lines: Lines): Promise<z.infer<typeof headLine>> {
  const told = await lines.told();
  const format = typeof told.format === "string" ? told.format : "";
  if (format !== archiveFormat) {
    if (/^moisson\.backup\/\d+$/.test(format)) throw new Refusal("archive_newer", { made: format, known: archiveFormat });
    throw damaged("archive_unreadable");
  }
  const head = headLine.safeParse(told);
  if (!head.success) throw damaged("archive_unreadable");
  if (!migrations.includes(head.data.migration))
    throw new Refusal("archive_newer", { made: head.data.migration, known: migrations.at(-1) ?? "" });
  return head.data;
}

function tableOf(told: Record<string, unknown>): { table: ArchivedTable; columns: ArchivedColumn[]; rows: number } {
  const line = tableLine.safeParse(told);
  if (!line.success) throw damaged("archive_unreadable");
  const { table: name, columns: names, rows } = line.data;
  const table = archivedTables.find((each) => each.name === name);
  const columns = names.map((each) => table?.columns.find((column) => column.name === each));
  if (!table || columns.includes(undefined) || new Set(names).size < names.length) throw damaged("archive_table_unknown", { table: name });
  return { table, columns: columns as ArchivedColumn[], rows };
}

async function requireAbsent(tx: Tx, id: string, slug: string): Promise<void> {
  const here = await queryRows<{ id: string; slug: string }>(
    tx,
    sql`select id, slug from collectives where id = ${id}::uuid or slug = ${slug} order by id = ${id}::uuid desc`,
  );
  const [known] = here;
  if (known?.id === id) throw new Refusal("collective_present", { slug: known.slug });
  if (known) throw new Refusal("name_taken", { at: "--slug", name: slug });
}

// Rows ---------------------------------------------------------------------------------------------------------------

interface Restoring {
  readonly tx: Tx;
  readonly table: ArchivedTable;
  /** Those that the archive names. */
  readonly columns: readonly ArchivedColumn[];
  readonly collectiveId: string;
  readonly slug: string;
  readonly lines: Lines;
  /** Years that are closed once everything is there. */
  readonly closed: { startsOn: string; closedAt: string }[];
}

const batchRows = 1000;
const batchLength = 1024 * 1024;
/** More than any entry has: what stays together stays bounded. */
const entryLength = 64 * 1024 * 1024;

/** Inserts the rows of a table; their digest. */
async function restoreTable(restoring: Restoring, rows: number): Promise<string> {
  const { table, columns, lines, closed } = restoring;
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  const [ofEntry, startsOn, closedAt] = [place("entry_id"), place("starts_on"), place("closed_at")];
  const checked = columns.flatMap((column, place) => {
    const isPossible = archivable(column);
    return isPossible ? [{ place, name: column.name, isPossible }] : [];
  });
  const ofTable = createHash("sha256");
  const linked: string[] = [];
  let batch: string[] = [];
  let length = 0;
  let entry: unknown;
  for (let row = 0; row < rows; row++) {
    const line = await lines.next();
    lines.count(line);
    ofTable.update(line).update("\n");
    const values = parsed(line);
    if (!Array.isArray(values) || values.length !== columns.length) throw damaged("archive_rows_differ", { table: table.name });
    for (const { place, name, isPossible } of checked) {
      const value: unknown = values[place];
      if (value !== null && !isPossible(value))
        throw damaged("archive_value_impossible", { table: table.name, row: row + 1, field: name, value: String(value).slice(0, 60) });
    }
    // The lines of an entry stay together: in the midst of it an account may be below zero.
    const isWithin = table.name === "lines" && values[ofEntry] === entry;
    if ((batch.length >= batchRows || length >= batchLength) && !isWithin) {
      await insertRows(restoring, batch);
      [batch, length] = [[], 0];
    }
    batch.push(line);
    length += line.length;
    if (isWithin && length > entryLength) throw damaged("archive_rows_differ", { table: table.name });
    entry = values[ofEntry];
    if (table.toItself.some((name) => values[place(name)] != null)) linked.push(line);
    if (table.name === "fiscal_years" && values[closedAt] != null)
      closed.push({ startsOn: String(values[startsOn]), closedAt: String(values[closedAt]) });
  }
  await insertRows(restoring, batch);
  await linkRows(restoring, linked);
  const sum = sumLine.safeParse(await lines.told());
  if (!sum.success) throw damaged("archive_rows_differ", { table: table.name });
  const digest = ofTable.digest("hex");
  if (sum.data.sha256 !== digest) throw damaged("archive_rows_differ", { table: table.name });
  return digest;
}

const asJson = (rows: readonly string[]): SQL =>
  sql`jsonb_array_elements(${`[${rows.join(",")}]`}::text::jsonb) with ordinality as x(r, n)`;

async function insertRows({ tx, table, columns, collectiveId, slug }: Restoring, rows: readonly string[]): Promise<void> {
  if (rows.length === 0) return;
  const isCollective = table.name === "collectives";
  const inserted = columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => !column.isKept && !table.toItself.includes(column.name));
  const names = inserted.map(({ column }) => sql.identifier(column.name));
  const values = inserted.map(({ column, place }) => (isCollective && column.name === "slug" ? sql`${slug}::text` : read(column, place)));
  const [into, from] = isCollective
    ? [names, values]
    : [
        [sql`collective_id`, ...names],
        [sql`${collectiveId}::uuid`, ...values],
      ];
  await asArchive(
    () =>
      tx.execute(sql`insert into ${sql.identifier(table.name)} (${sql.join(into, sql`, `)})
        select ${sql.join(from, sql`, `)} from ${asJson(rows)} order by n`),
    table.name,
  );
}

/** Sets what rows of a table point to in it. */
async function linkRows({ tx, table, columns, collectiveId }: Restoring, rows: readonly string[]): Promise<void> {
  const id = columns.findIndex(({ name }) => name === "id");
  for (let from = 0; from < rows.length; from += batchRows) {
    const sets = columns.flatMap((column, place) =>
      table.toItself.includes(column.name) ? [sql`${sql.identifier(column.name)} = ${read(column, place)}`] : [],
    );
    await asArchive(
      () =>
        tx.execute(sql`update ${sql.identifier(table.name)} t set ${sql.join(sets, sql`, `)} from ${asJson(rows.slice(from, from + batchRows))}
          where t.collective_id = ${collectiveId}::uuid and t.id = (r ->> ${sql.raw(String(id))})::uuid`),
      table.name,
    );
  }
}

/** What is judged once all rows are there, one guard after another: so the table is known, and what others rest on comes first. */
async function requireWhole(tx: Tx): Promise<void> {
  const guards = await queryRows<{ name: string; table: string }>(
    tx,
    sql`select c.conname as name, t.relname as table from pg_constraint c join pg_class t on t.oid = c.conrelid
      where c.condeferrable and t.relnamespace = current_schema()::regnamespace order by c.conname`,
  );
  const placeOf = (table: string): number => archivedTables.findIndex(({ name }) => name === table);
  guards.sort((one, other) => placeOf(one.table) - placeOf(other.table));
  for (const { name, table } of guards) await asArchive(() => tx.execute(sql`set constraints ${sql.identifier(name)} immediate`), table);
}

/** What the database does not take as a row of this schema: a value (22), a key (23), a guard of the ledger (MO). */
async function asArchive(run: () => Promise<unknown>, table: string): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (/^(22|23|MO)/.test(sqlState(error) ?? "")) throw damaged("archive_rows_refused", { table });
    throw error;
  }
}

// What was restored is what was archived -----------------------------------------------------------------------------

interface Summed {
  readonly table: ArchivedTable;
  readonly columns: readonly ArchivedColumn[];
  readonly rows: number;
  readonly sha256: string;
}

async function requireSame(
  tx: Tx,
  { table, columns, sha256: archivedSum }: Summed,
  { id, slugThen, slug }: { id: string; slugThen: string; slug: string },
): Promise<void> {
  // Its name is what may be another; it is one row.
  if (table.name === "collectives" && slug !== slugThen) return;
  const sum = createHash("sha256");
  for await (const rows of streamRows<{ row: string }>(tx, rowsWritten(table, columns, id), table.rowsAtATime))
    for (const { row } of rows) sum.update(row).update("\n");
  if (sum.digest("hex") !== archivedSum) throw damaged("archive_rows_differ", { table: table.name });
}
