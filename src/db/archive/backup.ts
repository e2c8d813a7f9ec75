/**
 * The archive of a collective: all of it in one file, read in one snapshot (DESIGN §13).
 *
 * Lines of JSON, compressed with gzip, so that any language reads them in ten years:
 *
 *   {"format":"moisson.backup/1","migration":"0016_bank_lines","collective":{"id":…,"slug":…},"position":"128","hash":…}
 *   {"table":"members","columns":["id","code",…],"rows":2}
 *   ["0199…","P1",…]                        a row: amounts and decimals as text, bytes in hexadecimals, instants in UTC
 *   ["0199…","P2",…]
 *   {"sha256":…}                            of these two lines
 *   …
 *   {"end":"moisson.backup/1","sha256":…}   of all lines before
 *
 * The same moment gives the same bytes. Secrets are not in it (archive/tables), personal data is.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { migrationsFolder, type Queryable, queryRows } from "../client.js";
import { type ExportFile, writeExportFile } from "../export-file.js";
import { readHead } from "../ledger.js";
import { streamRows, type Tx } from "../transaction.js";
import { archivedTables, archiveFormat, rowsCounted, rowsWritten } from "./tables.js";

/** The migrations that this program knows, the latest last. */
export const migrations: readonly string[] = (
  JSON.parse(readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8")) as { entries: { tag: string }[] }
).entries.map(({ tag }) => tag);

export interface Archived {
  readonly id: string;
  readonly slug: string;
}

/** Writes the archive of a collective to a file of its own. */
export const writeBackup = (db: Queryable, collective: Archived): Promise<ExportFile> =>
  writeExportFile(
    db,
    collective.id,
    (tx) => compressed(archiveLines(tx, collective)),
    (position) => `${collective.slug}-${position}.moisson.gz`,
  );

/** The lines of an archive, each with its line break. Ask in a snapshot. */
async function* archiveLines(tx: Tx, { id, slug }: Archived): AsyncGenerator<string> {
  const all = createHash("sha256");
  const told = (value: object): string => {
    const line = `${JSON.stringify(value)}\n`;
    all.update(line);
    return line;
  };
  const { position, hash } = await readHead(tx, id);
  yield told({ format: archiveFormat, migration: migrations.at(-1), collective: { id, slug }, position: String(position), hash });
  for (const table of archivedTables) {
    const [counted] = await queryRows<{ rows: number }>(tx, rowsCounted(table, id));
    yield told({ table: table.name, columns: table.columns.map(({ name }) => name), rows: counted?.rows ?? 0 });
    const ofTable = createHash("sha256");
    for await (const rows of streamRows<{ row: string }>(tx, rowsWritten(table, table.columns, id), table.rowsAtATime)) {
      const lines = rows.map(({ row }) => `${row}\n`).join("");
      ofTable.update(lines);
      all.update(lines);
      yield lines;
    }
    yield told({ sha256: ofTable.digest("hex") });
  }
  yield `${JSON.stringify({ end: archiveFormat, sha256: all.digest("hex") })}\n`;
}

const chunkLength = 64 * 1024;

/** Lines in larger pieces: a line at a time, a stream spends more on its turns than on its bytes. */
async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = "";
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

async function* compressed(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  const written = pipeline(Readable.from(inChunks(lines), { objectMode: true }), gzip);
  // What fails ends the reading below as well; it is told from there.
  written.catch(() => {});
  yield* gzip;
  await written;
}
