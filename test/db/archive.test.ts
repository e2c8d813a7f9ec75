/** A collective as one archive, and back: the same balances, the same hashes, the same bytes. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import type { Test } from "tap";
import { backup } from "../../src/cli/backup.js";
import type { Command } from "../../src/cli/command.js";
import { exportTable } from "../../src/cli/export.js";
import { linesOf } from "../../src/cli/lines.js";
import { restore } from "../../src/cli/restore.js";
import { verify } from "../../src/cli/verify.js";
import { readConfig } from "../../src/config.js";
import { writeBackup } from "../../src/db/archive/backup.js";
import { archivedTables, leftOut } from "../../src/db/archive/tables.js";
import { type Database, queryRows } from "../../src/db/client.js";
import { openTwoYears } from "../support/accounts-stories.js";
import { openTestDatabase } from "../support/database.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openWholeCollective } from "../support/whole-collective.js";

async function run(command: Command, database: Database, args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const out: Buffer[] = [];
  stdout.on("data", (chunk: Buffer) => out.push(chunk));
  const code = await command(args, { stdin: Readable.from([]), stdout, stderr, place: { database, config: readConfig({}) } });
  return { code, bytes: Buffer.concat(out), out: Buffer.concat(out).toString(), err: String(stderr.read() ?? "") };
}

async function fresh(t: Test) {
  const database = await openTestDatabase();
  t.teardown(() => database.close());
  return database;
}

const nothingIn = async (database: Database) =>
  (
    await queryRows<{ there: number }>(
      database.orm,
      sql`select (select count(*) from collectives)::int + (select count(*) from entries)::int as there`,
    )
  )[0]?.there === 0;

async function twoYears(t: Test) {
  const house = await openHouse(t);
  const story = await openTwoYears(house);
  const [collective] = await queryRows<{ id: string; slug: string }>(house.database.orm, sql`select id, slug from collectives`);
  if (!collective) throw new Error("no collective");
  return { house, story, ...collective };
}

t.test("each table of a collective is in the archive, or named as left out", async (t) => {
  const database = await fresh(t);
  const there = await queryRows<{ table: string; columns: string[] }>(
    database.orm,
    sql`select c.table_name as table, array_agg(c.column_name::text order by c.column_name) as columns from information_schema.columns c
      where c.table_schema = 'public' group by c.table_name having 'collective_id' = any (array_agg(c.column_name::text)) or c.table_name = 'collectives'
      order by 1`,
  );
  const written = new Map(archivedTables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
  for (const { table, columns } of there) {
    if (Object.hasOwn(leftOut, table)) continue;
    const notWritten = columns.filter((column) => !written.get(table)?.includes(column) && column !== "collective_id");
    t.same(notWritten, table === "members" ? ["login_id"] : [], table);
  }
  t.equal(written.size, there.length - Object.keys(leftOut).length);
});

t.test("two years of a treasury, restored elsewhere, are the same", async (t) => {
  const { house, slug, story } = await twoYears(t);
  t.match(await story.people.tom.post("/years/2025-01-01/closing"), { status: 200 });
  const made = await run(backup, house.database, ["--collective", slug]);
  t.match(made, { code: 0, err: /^tête \d+ [0-9a-f]{64}\n$/ });
  t.same((await run(backup, house.database, ["--collective", slug])).bytes, made.bytes, "the same moment, the same bytes");
  const text = gunzipSync(made.bytes).toString();
  t.notMatch(text, /login_id|password|token_hash/);
  const folder = t.testdir();
  t.match(await run(backup, house.database, ["--collective", slug, "--out", folder]), { code: 0, out: "" });
  const [, position = "", hash = ""] = /(\d+) ([0-9a-f]{64})/.exec(made.err) ?? [];
  const file = join(folder, `${slug}-${position}.moisson.gz`);
  t.same(readFileSync(file), made.bytes);
  const into = ["--collective", slug, "--out", folder];
  t.match(await run(backup, house.database, into), { code: 0 });
  t.same(readdirSync(folder), [basename(file)], "the same archive again is one");
  writeFileSync(file, "another archive of these entries");
  for (const _ of [1, 2]) t.match(await run(backup, house.database, into), { code: 0 });
  t.same(readFileSync(file, "utf8"), "another archive of these entries", "a folder keeps what it has");
  t.same(readFileSync(join(folder, `${slug}-${position}-2.moisson.gz`)), made.bytes);
  t.equal(readdirSync(folder).length, 2);
  writeFileSync(file, made.bytes);

  const elsewhere = await fresh(t);
  const restored = await run(restore, elsewhere, [file, "--lang", "en"]);
  t.match(restored, { code: 0, err: "" });
  t.match(
    restored.out,
    new RegExp(`^Restored: ${slug}, ${position} entries verified, head ${position} ${hash}\n.*\n  Tom  http.*/invitation#`),
  );
  t.same((await run(backup, elsewhere, ["--collective", slug])).bytes, made.bytes, "its archive is the same archive");
  t.match(await run(verify, elsewhere, ["--collective", slug, "--head", hash]), { code: 0 });
  for (const args of [["contributions"], ["shares"], ["entries"], ["balances"], ["fec", "--year", "2025"], ["hledger", "--year", "2026"]]) {
    const asked = [...args, "--collective", slug];
    const one = await run(exportTable, house.database, asked);
    t.equal(one.code, 0, one.err);
    t.same(await run(exportTable, elsewhere, asked), one, args.join(" "));
  }
  t.same(await queryRows(elsewhere.orm, sql`select * from members where login_id is not null`), []);
  const again = await run(restore, elsewhere, [file, "--lang", "en"]);
  t.match(again, { code: 1, out: "", err: /^error: collective_present: This collective is in this database already/ });
  t.match(await run(restore, elsewhere, [file, "--slug", "une-copie"]), { code: 1, out: "", err: /^error: collective_present: / });
  t.same((await run(backup, elsewhere, ["--collective", slug])).bytes, made.bytes, "what was there is as it was");
  await t.rejects(
    elsewhere.orm.transaction(async (tx) => tx.execute(sql`update fiscal_years set closed_at = null`)),
    "what was closed stays closed",
  );
});

t.test("an archive made before closed years kept the names of third parties is restored, with their names of today", async (t) => {
  const { house, slug, story } = await twoYears(t);
  t.match(await story.people.tom.post("/years/2025-01-01/closing"), { status: 200 });
  t.match(await story.people.tom.patch(`/third-parties/${story.printer}`, { name: "Presses du port" }), { status: 200 });
  const { bytes } = await run(backup, house.database, ["--collective", slug]);
  const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
  const before = withoutColumn(lines, "accounting_lines", "auxiliary_label");
  const file = join(t.testdir(), "older.gz");
  writeFileSync(file, gzipSync(`${summed(before).join("\n")}\n`));
  const elsewhere = await fresh(t);
  t.match(await run(restore, elsewhere, [file, "--lang", "en"]), { code: 0, err: "" });
  const asked = ["fec", "--year", "2025", "--collective", slug];
  const kept = await run(exportTable, house.database, asked);
  t.match(kept.out, "\tImprimerie\t");
  t.equal((await run(exportTable, elsewhere, asked)).out, kept.out.replaceAll("\tImprimerie\t", "\tPresses du port\t"));
});

t.test("each table and each column of it comes back as it was", async (t) => {
  const { database, slug } = await openWholeCollective(t);
  for (const { name, columns } of archivedTables) {
    const [said = {}] = await queryRows<Record<string, number>>(
      database.orm,
      sql`select ${sql.join(
        columns.map((column) => sql`count(${sql.identifier(column.name)})::int as ${sql.identifier(column.name)}`),
        sql`, `,
      )} from ${sql.identifier(name)}`,
    );
    const silent = Object.keys(said).filter((column) => said[column] === 0);
    t.same(silent, [], `${name}: a column without a value here would be lost unseen (test/support/whole-collective)`);
  }
  const file = join(t.testdir(), "whole.gz");
  t.match(await run(backup, database, ["--collective", slug, "--out", file]), { code: 0 });
  const elsewhere = await fresh(t);
  t.match(await run(restore, elsewhere, [file, "--lang", "en"]), { code: 0, err: "" });
  // Not only the bytes of the archive, which one and the same writer makes of both: what the databases hold.
  for (const { name, columns } of archivedTables)
    t.same(await heldIn(elsewhere, name, columns), await heldIn(database, name, columns), name);
  t.same((await run(backup, elsewhere, ["--collective", slug])).bytes, readFileSync(file));
  t.match(await run(verify, elsewhere, ["--collective", slug]), await run(verify, database, ["--collective", slug]));
});

/** A digest of the rows of a table by PostgreSQL’s own text of them, a login aside. */
async function heldIn(database: Database, table: string, columns: readonly { readonly name: string }[]) {
  const row = sql.join(
    columns.map(({ name }) => sql`t.${sql.identifier(name)}`),
    sql`, `,
  );
  const [held] = await queryRows<{ rows: number; digest: string }>(
    database.orm,
    sql`select count(*)::int as rows, md5(string_agg(r, e'\n' order by r collate "C")) as digest
      from (select row(${row})::text as r from ${sql.identifier(table)} t) x`,
  );
  return held;
}

t.test("under another name, and not under one that is taken", async (t) => {
  const { house, slug } = await twoYears(t);
  const file = join(t.testdir(), "a.gz");
  await run(backup, house.database, ["--collective", slug, "--out", file]);
  const elsewhere = await openHouse(t);
  await elsewhere.collective(slug, { eve: ["admin"] });
  const before = (await run(backup, elsewhere.database, ["--collective", slug])).bytes;
  t.match(await run(restore, elsewhere.database, [file]), { code: 1, err: /^error: name_taken: / });
  t.same((await run(backup, elsewhere.database, ["--collective", slug])).bytes, before, "the one that bears the name is as it was");
  t.match(await run(restore, elsewhere.database, [file, "--slug", "No no"]), { code: 2 });
  t.match(await run(restore, elsewhere.database, [file, "--slug", "autre-nom"]), { code: 0, out: /^Restauré : autre-nom, / });
  t.match(await run(verify, elsewhere.database, ["--collective", "autre-nom"]), { code: 0 });
});

t.test("what is not whole or not as it was is refused, and nothing of it stays", async (t) => {
  const { house, id, slug } = await twoYears(t);
  const file = await writeBackup(house.database.orm, { id, slug });
  const bytes = readFileSync(file.path);
  file.discard();
  const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
  const elsewhere = await fresh(t);
  const path = join(t.testdir(), "archive.gz");
  const refuses = async (damaged: Uint8Array, code: RegExp, message: string) => {
    writeFileSync(path, damaged);
    t.match(await run(restore, elsewhere, [path, "--lang", "en"]), { code: 1, out: "", err: code }, message);
    t.ok(await nothingIn(elsewhere), `${message}: nothing stays`);
  };
  const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
  const zipped = (changed: readonly string[]) => gzipSync(`${changed.join("\n")}\n`);
  const damaged = /^error: archive_damaged: /;
  for (const part of [0.01, 0.5, 0.99]) await refuses(bytes.subarray(0, Math.floor(bytes.length * part)), damaged, `cut at ${part}`);
  for (const part of [0.1, 0.3, 0.6, 0.9]) {
    const changed = Buffer.from(bytes);
    const place = Math.floor(bytes.length * part);
    changed[place] = (changed[place] ?? 0) ^ 1;
    await refuses(changed, damaged, `a byte changed at ${part}`);
  }
  await refuses(Buffer.from("not an archive"), damaged, "another file");
  await refuses(gzipSync("{}\n"), damaged, "another compressed file");
  await refuses(await bomb(1024), damaged, "a gigabyte of nothing in a megabyte");
  await refuses(gzipSync(`${lines[0]}\n${"[".repeat(1_000_000)}\n`), damaged, "a million brackets");
  await refuses(zipped(lines.slice(0, -1)), damaged, "without its end");
  await refuses(zipped([...lines, "[]"]), damaged, "something after its end");
  const row = at('{"table":"lines"') + 1;
  await refuses(zipped(lines.toSpliced(row, 0, lines[row] as string)), damaged, "a row twice");
  await refuses(zipped(lines.toSpliced(row, 1)), damaged, "a row less");
  await refuses(zipped(lines.toSpliced(at('{"table":"members"') + 1, 1, "[1]")), damaged, "a row of another shape");
  await refuses(
    zipped([(lines[0] as string).replace("backup/1", "backup/2"), ...lines.slice(1)]),
    /^error: archive_newer: /,
    "a later format",
  );
  await refuses(
    zipped([(lines[0] as string).replace(/"migration":"[^"]*"/, '"migration":"9999_later"'), ...lines.slice(1)]),
    /^error: archive_newer: /,
    "a later schema",
  );

  // Somebody who also writes the digests anew does not get past the ledger.
  const forged = (change: (lines: string[]) => string[]) => zipped(summed(change([...lines])));
  const change = (start: string, from: RegExp, to: string) => (all: string[]) => {
    const first = all.findIndex((line) => line.startsWith(start));
    const place = all.findIndex((line, index) => index > first && from.test(line));
    all[place] = (all[place] as string).replace(from, to);
    return all;
  };
  t.same(
    forged((all) => all),
    gzipSync(gunzipSync(bytes)),
    "the digests are these",
  );
  await refuses(forged(change('{"table":"accounts"', /"-?[1-9]\d*"/, '"5"')), damaged, "another balance");
  await refuses(forged(change('{"table":"entries"', /"Reprise"/, '"Autre"')), /^error: entry_broken: /, "another document");
  await refuses(forged(change('{"table":"members"', /"admin"/, '"owner"')), damaged, "a role that is none");
  for (const name of ["../elsewhere", "Les Communs", ""])
    await refuses(
      forged((all) => all.map((line) => line.replaceAll(JSON.stringify(slug), JSON.stringify(name)))),
      damaged,
      `a name that leads elsewhere: “${name}”`,
    );
  await refuses(
    forged((all) =>
      all.toSpliced(
        at('{"table":"notices"'),
        0,
        '{"table":"secrets","columns":[],"rows":0}',
        `{"sha256":"${createHash("sha256").digest("hex")}"}`,
      ),
    ),
    damaged,
    "an unknown table",
  );
  writeFileSync(path, bytes);
  t.match(await run(restore, elsewhere, [path]), { code: 0 }, "and the archive as it was is restored");
});

t.test("a value that nothing here ever writes is refused where it stands, also under digests made anew", async (t) => {
  const { database, slug } = await openWholeCollective(t);
  const lines = gunzipSync((await run(backup, database, ["--collective", slug])).bytes)
    .toString()
    .trimEnd()
    .split("\n");
  const elsewhere = await fresh(t);
  const path = join(t.testdir(), "archive.gz");
  const refusalOf = async (changed: string[]) => {
    writeFileSync(path, gzipSync(`${summed(changed).join("\n")}\n`));
    const { err } = await run(restore, elsewhere, [path, "--lang", "en"]);
    t.ok(await nothingIn(elsewhere));
    return err;
  };
  const impossible: [table: string, column: string, value: unknown][] = [
    ["collectives", "time_zone", "Mars/Olympus"],
    ["collectives", "currency", "XXQ"],
    ["collectives", "year_start", "13-45"],
    ["collectives", "country", "F1"],
    ["collectives", "region", "mars"],
    ["collectives", "rest_days", ["-infinity"]],
    ["accounts", "commodity", "XXQ"],
    ["contributions", "quantity", "NaN"],
    ["kind_rates", "rate", "Infinity"],
    ["contributions", "day_on", "infinity"],
    ["contributions", "created_at", "20260-01-01T00:00:00.000Z"],
  ];
  for (const [table, column, value] of impossible) {
    const { changed, row } = withValue(lines, table, column, () => value);
    const said = `row ${row} of the table ${table} cannot have “${value}” as ${column}`;
    t.match(await refusalOf(changed), new RegExp(`^error: archive_damaged: .*: ${said}\\.`), said);
  }
  const more = withValue(lines, "lines", "amount_minor", (minor) => String(BigInt(String(minor)) + 1n));
  t.match(await refusalOf(more.changed), /^error: archive_damaged: .*: a row of the table entries does not hold\./, "no sum of zero");
  const other = withValue(lines, "bank_lines", "amount_minor", (minor) => String(BigInt(String(minor)) + 1n), { status: "matched" });
  t.match(await refusalOf(other.changed), /^error: archive_damaged: .*: a row of the table bank_line\w+ does not hold\./, "another sum");
});

/** The lines with another value in the first row of a table that has one in this column, and which row that is. */
function withValue(lines: readonly string[], table: string, column: string, to: (value: unknown) => unknown, where: object = {}) {
  const first = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  const { columns, rows }: { columns: string[]; rows: number } = JSON.parse(lines[first] as string);
  for (let row = 1; row <= rows; row += 1) {
    const values: unknown[] = JSON.parse(lines[first + row] as string);
    const place = columns.indexOf(column);
    if (values[place] === null || Object.entries(where).some(([name, value]) => values[columns.indexOf(name)] !== value)) continue;
    const written = values.toSpliced(place, 1, to(values[place])).map((value) => JSON.stringify(value));
    return { changed: lines.with(first + row, `[${written.join(", ")}]`), row }; // As PostgreSQL writes it.
  }
  throw new Error(`no ${column} in ${table}`);
}

/** So many megabytes without a line break, compressed. */
async function bomb(megabytes: number): Promise<Buffer> {
  const zeros = Buffer.alloc(1_048_576, "0");
  const gzip = Readable.from(
    (function* () {
      for (let each = 0; each < megabytes; each += 1) yield zeros;
    })(),
  ).pipe(createGzip({ level: 1 }));
  return Buffer.concat(await gzip.toArray());
}

t.test("what is said of a line above the limit is said before its end", async (t) => {
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 1;
      yield Buffer.alloc(100, "x");
    }
  }
  for await (const line of linesOf(endless(), 1000)) {
    t.equal(line, "too_long");
    break;
  }
  t.equal(given, 11);
});

/** The lines as they were when a table had no such column; their digests are those of before. */
function withoutColumn(lines: readonly string[], table: string, column: string): string[] {
  const first = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  const told: { columns: string[]; rows: number } = JSON.parse(lines[first] as string);
  const place = told.columns.indexOf(column);
  return lines.map((line, index) => {
    if (index === first) return JSON.stringify({ ...told, columns: told.columns.toSpliced(place, 1) });
    if (index <= first || index > first + told.rows) return line;
    const values = (JSON.parse(line) as unknown[]).toSpliced(place, 1).map((value) => JSON.stringify(value));
    return `[${values.join(", ")}]`; // As PostgreSQL writes it.
  });
}

/** The digests of lines that were changed. */
function summed(lines: string[]): string[] {
  const sha = (rows: readonly string[]) =>
    createHash("sha256")
      .update(rows.map((row) => `${row}\n`).join(""))
      .digest("hex");
  let from = 0;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('{"table"')) from = index + 1;
    if (line.startsWith('{"sha256"')) lines[index] = JSON.stringify({ sha256: sha(lines.slice(from, index)) });
  }
  return [...lines.slice(0, -1), JSON.stringify({ end: "moisson.backup/1", sha256: sha(lines.slice(0, -1)) })];
}
