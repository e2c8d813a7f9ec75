/**
 * A database of its own for each test: PGlite from a dump that is made once, or, with `TEST_DATABASE_URL`, a
 * scratch database on that PostgreSQL, copied from a template that is made once. Both are keyed by the migrations.
 * `openFilledOnce` does the same for a database with a story in it.
 */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import postgres from "postgres";
import tap from "tap";
import { type Database, migrationsFolder, openEmbedded, openPostgres } from "../../src/db/client.js";

const migrationsHash = (() => {
  const hash = createHash("sha256");
  for (const file of readdirSync(migrationsFolder).sort())
    if (file.endsWith(".sql")) hash.update(readFileSync(join(migrationsFolder, file)));
  return hash.digest("hex").slice(0, 12);
})();

/** What tests make once and keep; `npm ci` clears it. */
export const keptFolder = join(migrationsFolder, "..", "node_modules", ".cache", "moisson");

/** Which database the tests run on: `embedded` or `postgres`. */
export const testDatabaseKind = process.env.TEST_DATABASE_URL ? "postgres" : "embedded";

/** Opens a migrated, empty database; its `close` also removes it. */
export async function openTestDatabase(): Promise<Database & { url?: string }> {
  const url = process.env.TEST_DATABASE_URL;
  return url ? openScratchPostgres(url) : openEmbedded(null, await embeddedTemplate());
}

/** Databases of this process that were handed back, empty. */
const handedBack: (Database & { url?: string })[] = [];

/**
 * A migrated, empty database for one test of many. They are emptied and lent again: making one costs a second or more of
 * computing, emptying one a fraction of that.
 */
export async function borrowTestDatabase(): Promise<Database & { url?: string }> {
  const database = handedBack.pop() ?? closedWithTheProcess(await openTestDatabase());
  return {
    ...database,
    close: async () => {
      await empty(database);
      handedBack.push(database);
    },
  };
}

function closedWithTheProcess<Opened extends Database>(database: Opened): Opened {
  tap.teardown(() => database.close());
  return database;
}

/** Deletes every row, by whoever owns the tables. The guards refuse that, so they are put aside for the while. */
async function empty({ pglite, url = "" }: Database & { url?: string }): Promise<void> {
  const owner = pglite ? undefined : postgres(url, { max: 1, onnotice: () => {} });
  const rowsOf = async <Row>(query: string): Promise<readonly Row[]> =>
    pglite ? (await pglite.query<Row>(query)).rows : ((await owner?.unsafe(query)) as unknown as Row[]);
  const run = (commands: string) => pglite?.exec(commands) ?? owner?.unsafe(commands);
  const tables = await rowsOf<{ name: string }>("select format('%I', tablename) as name from pg_tables where schemaname = 'public'");
  const filled = await rowsOf<{ name: string }>(
    tables.map(({ name }) => `select '${name}' as name where exists (select 1 from ${name})`).join(" union all "),
  );
  await run(`reset all; set session_replication_role = replica;
    ${filled.map(({ name }) => `delete from ${name};`).join(" ")}
    set session_replication_role = default`);
  await owner?.end();
}

/**
 * A database with something in it: filled once, then copied by every test file that names the same key. On PostgreSQL it
 * is filled each time. Of each kind the last that was made is kept.
 */
export async function openFilledOnce(
  key: string,
  fill: (database: Database) => Promise<unknown>,
  kind = "filled",
): Promise<Database & { url?: string }> {
  if (testDatabaseKind === "postgres") {
    const database = await openTestDatabase();
    await fill(database);
    return database;
  }
  const dump = await keptDump(`${kind}-${migrationsHash}-${key}`, async () => {
    const database = await openTestDatabase();
    await fill(database);
    const made = await database.pglite?.dumpDataDir("none");
    await database.close();
    return made as Blob;
  });
  return openEmbedded(null, dump);
}

function embeddedTemplate(): Promise<Blob> {
  return keptDump(`template-${migrationsHash}`, async () => {
    const pglite = await PGlite.create();
    await migrate(drizzle(pglite), { migrationsFolder });
    const made = await pglite.dumpDataDir("none");
    await pglite.close();
    return made;
  });
}

/** What was dumped under this name, or is made and kept now. */
async function keptDump(name: string, make: () => Promise<Blob>): Promise<Blob> {
  const file = join(keptFolder, `${name}.tar`);
  if (!existsSync(file)) {
    mkdirSync(keptFolder, { recursive: true });
    const dump = await make();
    // Under another name first: a run that dies half way must not leave half a dump.
    const draft = `${file}.${randomBytes(4).toString("hex")}`;
    writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
    renameSync(draft, file);
    const [kind] = name.split("-", 1);
    for (const old of readdirSync(keptFolder))
      if (old.startsWith(`${kind}-`) && old.endsWith(".tar") && old !== `${name}.tar`) rmSync(join(keptFolder, old), { force: true });
  }
  const { buffer } = readFileSync(file);
  // As PGlite reads it; Node takes half a second to put a blob of this size together again.
  return Object.assign(new Blob([]), { arrayBuffer: async () => buffer });
}

async function openScratchPostgres(base: string): Promise<Database & { url: string }> {
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  const template = `moisson_template_${migrationsHash}`;
  const name = `moisson_test_${randomBytes(6).toString("hex")}`;
  await admin`select pg_advisory_lock(7240232)`;
  const [made] = await admin`select 1 from pg_database where datname = ${template}`;
  if (!made) {
    // Built under another name first: a run that dies half way must not leave a half-made template.
    await admin.unsafe(`drop database if exists ${template}_draft`);
    await admin.unsafe(`create database ${template}_draft`);
    await (await openPostgres(at(base, `${template}_draft`))).close();
    await admin.unsafe(`alter database ${template}_draft rename to ${template}`);
  }
  await admin.unsafe(`create database ${name} template ${template}`);
  await admin`select pg_advisory_unlock(7240232)`;
  const url = at(base, name);
  const database = await openPostgres(url);
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

function at(base: string, name: string): string {
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.href;
}
