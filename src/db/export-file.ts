/**
 * The file of an export: what is read in one snapshot of the database, named by the position of the ledger's head then
 * (DESIGN §12, §13).
 *
 * The file is written whole before it is handed over: a slow reader holds no snapshot (and, with the embedded database,
 * nobody up), and an export that fails half way is an error, never half a file.
 */
import { createWriteStream, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Queryable } from "./client.js";
import { readHead } from "./ledger.js";
import { inSnapshot, type Tx } from "./transaction.js";

export interface ExportFile {
  /** `les-communs-entries-128.csv`: 128 is the position of the ledger's head. */
  readonly name: string;
  readonly path: string;
  readonly position: string;
  readonly hash: string;
  /** Removes the file; who asked for it does so once it is read. */
  discard(): void;
}

/** Writes what `piecesOf` reads to a file of its own; `nameOf` says what it is called, by the position of the head. */
export async function writeExportFile(
  db: Queryable,
  collectiveId: string,
  piecesOf: (tx: Tx) => AsyncIterable<string | Uint8Array>,
  nameOf: (position: string) => string,
): Promise<ExportFile> {
  const folder = await mkdtemp(join(tmpdir(), "moisson-export-"));
  const path = join(folder, "export");
  const discard = () => rmSync(folder, { recursive: true, force: true });
  try {
    const head = await inSnapshot(db, async (tx) => {
      await pipeline(piecesOf(tx), createWriteStream(path));
      return readHead(tx, collectiveId);
    });
    const position = String(head.position);
    return { name: nameOf(position), path, position, hash: head.hash, discard };
  } catch (error) {
    discard();
    throw error;
  }
}
