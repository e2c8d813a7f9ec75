/**
 * Which tables the archive of a collective holds, in which order, and how a row is written: the form of
 * `moisson.backup/1`, shared by who writes it and who reads it.
 *
 * The tables are those of the schema that have a `collective_id`, and the collective itself, but for the exceptions
 * below; each comes after those it points to, so that its rows can be inserted as they are read. A new table is in the
 * archive by being in the schema (test/db/archive.test.ts compares with the database).
 */
import { getTableColumns, is, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as schema from "../schema/index.js";

export const archiveFormat = "moisson.backup/1";

/** Tables with a collective that its archive leaves out, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  chains: "the heads are moved by the entries; the first line names the one that they must lead to",
  login_tokens: "links and tokens are secrets, and logins belong to no collective",
  staged_contributions: "rows of a preview: the file is read again",
  staged_members: "rows of a preview: the file is read again",
};

/** Columns that the archive leaves out: a login belongs to no collective. */
const leftOutColumns: Readonly<Record<string, readonly string[]>> = { members: ["login_id"] };

/** What triggers keep, so that it is not inserted: it follows from the rest, and is compared with the archive afterwards. */
const keptByTriggers: Readonly<Record<string, readonly string[]>> = {
  accounts: ["balance_minor"],
  fiscal_years: ["last_number", "closed_at"],
};

/** References without a foreign key in the schema: a trigger looks them up, or a migration alone has the key. */
const lookedUp: Readonly<Record<string, readonly string[]>> = {
  accounting_lines: ["fiscal_years"],
  bank_line_entries: ["lines"],
  contributions: ["members", "circles", "kinds", "envelopes", "import_batches"],
  funds: ["decisions"],
};

export interface ArchivedColumn {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** Whether the trigger that keeps it writes it when the collective is restored. */
  readonly isKept: boolean;
}

export interface ArchivedTable {
  readonly name: string;
  /** Without `collective_id`, which the first line of an archive says once. */
  readonly columns: readonly ArchivedColumn[];
  /** Columns by which a row points to another of its table: they are set once all rows are there. */
  readonly toItself: readonly string[];
  /** The order of its rows. */
  readonly order: SQL;
  /** How many are read at a time: what is in memory stays some ten megabytes. */
  readonly rowsAtATime: number;
}

/** The ledger is written in the order in which it was posted: so it can be posted again. */
const orders: Readonly<Record<string, SQL>> = {
  entries: sql`t.position`,
  lines: sql`(select e.position from entries e where e.collective_id = t.collective_id and e.id = t.entry_id), t.line`,
};

/** Tables with rows of megabytes: a receipt is ten as hexadecimals, a document or a file of payments of many people is one. */
const fewAtATime: Readonly<Record<string, number>> = { receipts: 1, sharings: 10, payment_batches: 10, import_batches: 10 };

/** The tables of an archive, each after those it points to. */
export const archivedTables: readonly ArchivedTable[] = inOrder(
  (Object.values(schema) as unknown[])
    .filter((each): each is PgTable => is(each, PgTable))
    .filter((table) => getTableConfig(table).name === "collectives" || "collectiveId" in getTableColumns(table))
    .filter((table) => !Object.hasOwn(leftOut, getTableConfig(table).name)),
).map(archived);

function inOrder(tables: readonly PgTable[]): PgTable[] {
  const left = new Map(
    tables.map((table) => [getTableConfig(table).name, table] as const).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const placed: PgTable[] = [];
  while (left.size > 0) {
    const ready = [...left].filter(([name, table]) => !pointedTo(table).some((target) => target !== name && left.has(target)));
    if (ready.length === 0) throw new Error(`tables point to each other in a circle: ${[...left.keys()].join(", ")}`);
    for (const [name, table] of ready) {
      placed.push(table);
      left.delete(name);
    }
  }
  return placed;
}

function pointedTo(table: PgTable): string[] {
  const { name, foreignKeys } = getTableConfig(table);
  return [...foreignKeys.map((each) => getTableConfig(each.reference().foreignTable).name), ...(lookedUp[name] ?? [])];
}

function archived(table: PgTable): ArchivedTable {
  const { name, columns, primaryKeys, foreignKeys } = getTableConfig(table);
  const isWritten = (column: PgColumn) => column.name !== "collective_id" && !leftOutColumns[name]?.includes(column.name);
  const own = foreignKeys.map((each) => each.reference()).filter((each) => each.foreignTable === table);
  const keyed = (primaryKeys[0]?.columns ?? columns.filter((column) => column.primary)).map((column) => column.name);
  const key = columns
    .filter((column) => keyed.includes(column.name))
    .sort((one, other) => keyed.indexOf(one.name) - keyed.indexOf(other.name));
  return {
    name,
    rowsAtATime: fewAtATime[name] ?? 1000,
    columns: columns.filter(isWritten).map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      isRequired: column.notNull,
      isKept: keptByTriggers[name]?.includes(column.name) ?? false,
    })),
    // Entries come in the order of their chain, where an entry stands before the one that reverses it.
    toItself:
      name === "entries" ? [] : own.flatMap((each) => each.columns.map((column) => column.name)).filter((each) => each !== "collective_id"),
    order:
      orders[name] ??
      sql.join(
        // Words sort alike in every database.
        key.map((column) => sql`t.${sql.identifier(column.name)}${column.getSQLType() === "text" ? sql` collate "C"` : sql``}`),
        sql`, `,
      ),
  };
}

/** How the value of a column is written: exact, the same on every driver and in every time zone. */
function written({ name, type }: ArchivedColumn): SQL {
  const column = sql`t.${sql.identifier(name)}`;
  if (type === "bigint" || type === "numeric") return sql`${column}::text`;
  if (type === "bytea") return sql`encode(${column}, 'hex')`;
  if (type.startsWith("timestamp")) return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return column;
}

/** The rows of a collective in a table, each as the text of a JSON array of these columns. */
export function rowsWritten({ name, order }: ArchivedTable, columns: readonly ArchivedColumn[], collectiveId: string): SQL {
  return sql`select json_build_array(${sql.join(columns.map(written), sql`, `)})::text as row
    from ${sql.identifier(name)} t where ${ofCollective(name, collectiveId)} order by ${order}`;
}

export const rowsCounted = ({ name }: ArchivedTable, collectiveId: string): SQL =>
  sql`select count(*)::int as rows from ${sql.identifier(name)} t where ${ofCollective(name, collectiveId)}`;

const ofCollective = (name: string, collectiveId: string): SQL =>
  sql`t.${sql.identifier(name === "collectives" ? "id" : "collective_id")} = ${collectiveId}::uuid`;

/** The value of a column, read from the element of a JSON array `r`. */
export function read({ type, isRequired }: ArchivedColumn, place: number): SQL {
  const text = sql`(r ->> ${sql.raw(String(place))})`;
  const json = sql`(r -> ${sql.raw(String(place))})`;
  if (type === "bytea") return sql`decode(${text}, 'hex')`;
  if (type === "jsonb") return isRequired ? json : sql`nullif(${json}, 'null'::jsonb)`;
  if (type.endsWith("[]")) {
    const each = sql.raw(type.slice(0, -2));
    return sql`case when jsonb_typeof(${json}) = 'array' then array(
      select v::${each} from jsonb_array_elements_text(${json}) with ordinality as x(v, n) order by n) end`;
  }
  return sql`${text}::${sql.raw(type)}`;
}
