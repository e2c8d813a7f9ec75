/**
 * Opening the database: embedded PGlite in a folder, or PostgreSQL by its address. Both speak the same SQL and run the
 * same migrations, applied at opening under an advisory lock; a database newer than the code is refused.
 *
 * On PostgreSQL the service works as the role `moisson_service`, which owns nothing and cannot edit the ledger
 * (DESIGN §5); where the connecting user may not make roles, it works as that user and `runsAs` says so.
 */
import { existsSync, readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PGlite } from "@electric-sql/pglite";
import { type SQL, sql } from "drizzle-orm";
import type { PgDatabase, PgDialect, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePostgres, PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { type Hold, holdFolder } from "./embedded-hold.js";

/** What queries run on: the database, or a transaction of it. */
export type Queryable = PgDatabase<PgQueryResultHKT>;

export interface Database {
  readonly kind: "embedded" | "postgres";
  readonly orm: Queryable;
  /** The PostgreSQL role the queries run as. */
  readonly runsAs: string;
  /** The hold on the embedded folder, so that this process can work for others. */
  readonly hold?: Hold;
  /** The driver underneath, for COPY, LISTEN and dumps. */
  readonly postgres?: postgres.Sql;
  readonly pglite?: PGlite;
  close(): Promise<void>;
}

export class DatabaseRefused extends Error {
  override readonly name = "DatabaseRefused";
}

/** `drizzle/` stands beside `src/` in a checkout and beside `dist/` in the package. */
export const migrationsFolder = (() => {
  let folder = fileURLToPath(new URL(".", import.meta.url));
  while (!existsSync(join(folder, "drizzle", "meta", "_journal.json"))) folder = join(folder, "..");
  return join(folder, "drizzle");
})();

const serviceRole = "moisson_service";
/** Any fixed number: the advisory lock under which one process at a time migrates. */
const migrationLock = 7_240_231;

const filesIn = (folder: string): string => join(folder, "pgdata");

/** Whether an embedded database was ever made in this folder. */
export const hasEmbedded = (folder: string): boolean => existsSync(filesIn(folder));

/**
 * What one step of a query may hold, before it does without. What `not in` leaves out is one: above some 1.6 million lines, it would be
 * gone through once more for each row (above 200,000 with the 4 MB of a server left to itself).
 */
const workMemory = "32MB";

/**
 * A quarter of what PostgreSQL keeps of its files by default, which it fills with zeros at each start: as much as a collective's
 * database has after some years, and a hundred megabytes and a quarter of a second less for each service.
 */
const embeddedParams = ["-c", "shared_buffers=32MB", "-c", `work_mem=${workMemory}`];

/** Opens the embedded database in `folder`; `null` keeps it in memory. Throws `FolderHeld` when another process has it. */
export async function openEmbedded(folder: string | null, dump?: Blob): Promise<Database> {
  const hold = folder === null ? undefined : await holdFolder(folder).catch(refuseFolder(folder));
  try {
    // Some tenth of a second that who works on a server need not wait.
    const [{ PGlite }, { drizzle }, { migrate }] = await Promise.all([
      import("@electric-sql/pglite"),
      import("drizzle-orm/pglite"),
      import("drizzle-orm/pglite/migrator"),
    ]);
    const pglite = await PGlite.create({
      startParams: [...PGlite.defaultStartParams, ...embeddedParams],
      ...(folder === null ? {} : { dataDir: filesIn(folder) }),
      ...(dump ? { loadDataDir: dump } : {}),
    });
    const orm = drizzle(pglite);
    try {
      await refuseNewer(orm);
      await migrate(orm, { migrationsFolder });
    } catch (error) {
      await pglite.close();
      throw error;
    }
    return {
      kind: "embedded",
      orm,
      runsAs: "postgres",
      pglite,
      ...(hold ? { hold } : {}),
      close: async () => {
        await pglite.close();
        await hold?.release();
      },
    };
  } catch (error) {
    await hold?.release();
    throw error;
  }
}

/** What the file system says no to, as a sentence: a file in the folder's place, a disk that is read-only or full, no rights. */
const folderFaults = new Set(["EACCES", "EEXIST", "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"]);
const refuseFolder = (folder: string) => (error: NodeJS.ErrnoException) => {
  if (!folderFaults.has(error.code ?? "")) throw error;
  throw new DatabaseRefused(`The data folder ${folder} cannot be used (${error.message}). Set DATA_DIR to one that can be written.`);
};

export interface PostgresOptions {
  /** Connections this process may open, beside a few for prepared queries. */
  poolMax?: number;
  /** A replica is only read: it takes its migrations from its primary. */
  migrates?: boolean;
}

/**
 * A socket that sends at once. The driver leaves Nagle's algorithm on, by which the end of a COPY, or a query behind another, waits
 * until what went before is acknowledged: up to 40 ms, as the other side delays that. An address names one host, which the driver
 * asks the socket for when it checks a certificate.
 */
const socket = ({ host: [host], port: [port], path }: { host: string[]; port: number[]; path?: string | false }): Socket =>
  Object.assign(path ? connect(path) : connect({ host, port: port ?? 5432, noDelay: true }), { host, port });

/** What the driver takes, and its types leave out. */
const driver = (url: string, options: postgres.Options<Record<string, never>>): postgres.Sql =>
  postgres(url, { onnotice: () => {}, socket, ...options } as postgres.Options<Record<string, never>>);

/** Opens PostgreSQL ≥ 15 at `url`, migrating it first as the user of the address. */
export async function openPostgres(url: string, { poolMax = 10, migrates = true }: PostgresOptions = {}): Promise<Database> {
  const owner = driver(url, { max: 1 });
  let runsAs: string;
  try {
    await requireVersion(owner);
    const orm = drizzlePostgres(owner);
    if (migrates) await owner`select pg_advisory_lock(${migrationLock})`;
    await refuseNewer(orm);
    if (migrates) await migratePostgres(orm, { migrationsFolder });
    runsAs = await roleToServeAs(owner);
  } finally {
    await owner.end({ timeout: 5 });
  }
  const connection = { application_name: "moisson", work_mem: workMemory, ...(runsAs === serviceRole ? { role: serviceRole } : {}) };
  const pool = driver(url, { max: poolMax, connection });
  const keepingPool = driver(url, {
    max: Math.min(poolMax, keepingMax),
    connection: { ...connection, plan_cache_mode: "force_generic_plan" },
  });
  const orm = drizzlePostgres(pool);
  keeping.set(orm, drizzlePostgres(keepingPool));
  const close = async (): Promise<void> => {
    await Promise.all([pool, keepingPool].map((one) => one.end({ timeout: 5 })));
  };
  try {
    await requireDirect(pool, runsAs);
  } catch (error) {
    await close();
    throw error;
  }
  return { kind: "postgres", orm, runsAs, postgres: pool, close };
}

/** Behind a pooler, connections are refused for how they are set, or set otherwise without a word: the service would own its ledger. */
async function requireDirect(pool: postgres.Sql, runsAs: string): Promise<void> {
  const [row] = await pool`select current_user as "user"`.catch((error) => {
    if (error.code !== protocolViolation) throw error;
    throw new DatabaseRefused(`${error.message}. ${directly}`);
  });
  if (row?.user !== runsAs) throw new DatabaseRefused(`Connections act as ${row?.user}, not as ${runsAs}. ${directly}`);
}

const protocolViolation = "08P01";
const directly = "DATABASE_URL must lead to PostgreSQL itself, not to a pooler before it.";

/**
 * Beside each pool, a few connections that keep the plans of prepared queries. Left to itself the server weighs a kept plan
 * against what planning with these values once cost, in rows that a table had then; where it has grown since, it plans anew at each
 * call, for ever, for more than the query itself takes. Other queries are planned with their values. Transactions are not here either:
 * they wait for locks, and who may do what is read on these connections.
 */
const keeping = new WeakMap<Queryable, Queryable>();
const keepingMax = 4;

/** The service's role where the connecting user may act as it and it has its rights in this database, else that user. */
async function roleToServeAs(owner: postgres.Sql): Promise<string> {
  const [known] = await owner`select current_user as "user", exists (
    select 1 from pg_roles where rolname = ${serviceRole} and has_table_privilege(oid, 'public.entries', 'insert')) as "hasRights"`;
  try {
    if (known?.hasRights) await owner`set role ${owner(serviceRole)}`;
    return known?.hasRights ? serviceRole : String(known?.user);
  } catch {
    return String(known?.user);
  }
}

async function requireVersion(owner: postgres.Sql): Promise<void> {
  const [row] = await owner`select current_setting('server_version_num')::int as version`;
  if (Number(row?.version) < 150_000)
    throw new DatabaseRefused(`Moisson needs PostgreSQL 15 or newer; this server is ${Math.floor(Number(row?.version) / 10_000)}.`);
}

/** A database that knows migrations this code does not is refused: an older service would not keep its promises. */
async function refuseNewer(orm: Queryable): Promise<void> {
  const [table] = await queryRows<{ present: boolean }>(
    orm,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as present`,
  );
  if (!table?.present) return;
  const [applied] = await queryRows<{ latest: string | null }>(
    orm,
    sql`select max(created_at)::text as latest from drizzle.__drizzle_migrations`,
  );
  const journal = JSON.parse(readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8")) as { entries: { when: number }[] };
  const known = Math.max(...journal.entries.map((entry) => entry.when));
  if (applied?.latest && Number(applied.latest) > known) {
    throw new DatabaseRefused("This database was written by a newer Moisson. Install that version, or restore a backup made before it.");
  }
}

/** The rows of a hand-written query, the same on both drivers. Cast bigints to text: the drivers differ on them. */
export async function queryRows<Row extends object>(on: Queryable, query: SQL): Promise<Row[]> {
  const result: unknown = await on.execute(query);
  return Array.isArray(result) ? (result as Row[]) : (result as { rows: Row[] }).rows;
}

/**
 * The same, prepared: the server reads and plans the text once a connection and keeps the plan (outside of a transaction always,
 * inside where it finds it worth while), and the driver asks for nothing before it sends. For the few queries of which thousands
 * a second are asked; their text must not vary.
 * A kept plan does not see a table grow, so it looks up by key, row by row (lateral … limit), and joins nothing large.
 */
export async function preparedRows<Row extends object>(on: Queryable, query: SQL): Promise<Row[]> {
  const { session, dialect } = (keeping.get(on) ?? on) as unknown as Preparing;
  const result = await session.prepareQuery(dialect.sqlToQuery(query), undefined, "prepared", false).execute();
  return Array.isArray(result) ? (result as Row[]) : (result as { rows: Row[] }).rows;
}

/**
 * Several inserts as one prepared statement: one message, one answer, all or nothing. Which comes first is the database's
 * to choose, so none may look for what another adds. The last may be a query, which is otherwise asked only where it is used.
 */
export async function insertTogether(on: Queryable, parts: readonly SQL[]): Promise<void> {
  const [last, ...inserts] = parts.toReversed();
  if (!last) return;
  const named = inserts.map((insert, place) => sql`${sql.raw(`part_${place}`)} as (${insert})`);
  await preparedRows(on, named.length === 0 ? last : sql`with ${sql.join(named, sql`, `)} ${last}`);
}

/** What Drizzle keeps to itself: its builders can be prepared, hand-written SQL cannot. */
interface Preparing {
  readonly dialect: { sqlToQuery(query: SQL): object };
  readonly session: {
    prepareQuery(query: object, fields: undefined, name: string, inArrayMode: boolean): { execute(): Promise<unknown> };
  };
}

/** One connection of the pool for somebody alone: queries are sent as they come, without waiting for each other. */
export interface HeldConnection {
  readonly tx: Queryable;
  /** Sends a statement at once. */
  send(text: "begin" | "commit" | "rollback"): Promise<unknown>;
  release(): void;
}

/** A connection of PostgreSQL; undefined on PGlite, which has one for all, and no way to wait for. */
export async function holdConnection(db: Queryable): Promise<HeldConnection | undefined> {
  const { $client, dialect } = db as unknown as { $client: Partial<postgres.Sql>; dialect: PgDialect };
  const connection = await $client.reserve?.();
  if (!connection) return undefined;
  const session = new PostgresJsSession(connection, dialect, undefined);
  return {
    tx: new PostgresJsTransaction(dialect, session as never, undefined) as unknown as Queryable,
    send: (text) => {
      const sent = connection.unsafe(text).execute();
      // Who sends may fail before they look at the answer.
      sent.catch(() => {});
      return sent;
    },
    release: () => connection.release(),
  };
}
