/**
 * The file of an import: read as often as needed, known by its sha256.
 *
 * Its encoding shows only once it is read whole, and it is read again for its rows, so an upload is first laid down in
 * a temporary folder that only this user may open. Hash and encoding are taken on the way.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, type Stats } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Refusal } from "../../domain/refusals.js";
import { type ByteChunks, type Encoding, EncodingScan } from "../../exchange/decode.js";

export interface ImportFile {
  readonly name: string;
  readonly bytes: number;
  /** sha256, in hexadecimals. */
  readonly hash: string;
  readonly encoding: Encoding;
  /** Its bytes from the beginning; each chunk is good until the next is asked for. */
  open(): ByteChunks;
  /** Lets go of what was laid down. */
  remove(): Promise<void>;
}

/** How much the file system is asked for at a time: each time costs a tenth of a millisecond and more, whatever it brings. */
const readBytes = 1_048_576;
/** How much is handed on at a time: rows are staged while the next are read, and a survey stops early. */
const chunkBytes = 65_536;

/**
 * The bytes of a file, chunk by chunk. A chunk is good until the next is asked for: all lie in two pieces of memory, which the
 * system would otherwise hand out, and clear, some thousand times. One is filled while the other is looked at.
 */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  const fill = (memory: Buffer) => file.read(memory, 0, readBytes, null);
  let filling = fill(Buffer.allocUnsafeSlow(readBytes));
  let free: Buffer = Buffer.allocUnsafeSlow(readBytes);
  try {
    for (;;) {
      const { bytesRead, buffer } = await filling;
      if (bytesRead === 0) return;
      filling = fill(free);
      // Whoever awaits it next hears of an error; until then it must not end the process.
      filling.catch(() => {});
      for (let from = 0; from < bytesRead; from += chunkBytes) yield buffer.subarray(from, Math.min(from + chunkBytes, bytesRead));
      free = buffer;
    }
  } finally {
    // Who stops early closes no file that is being read.
    await filling.catch(() => {});
    await file.close();
  }
}

/** Passes chunks on, and knows afterwards what they were. Refuses `body_too_large`. */
class Passage {
  private readonly digest = createHash("sha256");
  private readonly scan = new EncodingScan();
  bytes = 0;

  constructor(private readonly bytesMax: number) {}

  async *through(chunks: ByteChunks): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      if (this.bytes > this.bytesMax) throw new Refusal("body_too_large", { limit: this.bytesMax });
      this.digest.update(chunk);
      this.scan.write(chunk);
      yield chunk;
    }
  }

  /** Refuses what is no text. */
  end(): Pick<ImportFile, "bytes" | "hash" | "encoding"> {
    return { bytes: this.bytes, hash: this.digest.digest("hex"), encoding: this.scan.end() };
  }
}

/** Lays a stream down. Refuses `body_too_large`, `file_not_text`, `file_encoding`; nothing stays behind then. */
export async function layDown(name: string, chunks: ByteChunks, bytesMax: number): Promise<ImportFile> {
  const folder = await mkdtemp(join(tmpdir(), "moisson-import-"));
  const path = join(folder, "file");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const passage = new Passage(bytesMax);
    await pipeline(passage.through(chunks), createWriteStream(path, { mode: 0o600 }));
    return { name, ...passage.end(), open: () => bytesOf(path), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** By what a file is known to be the one that was looked at. */
const lookOf = ({ ino, size, mtimeMs }: Stats): string => `${ino} ${size} ${mtimeMs}`;

/** Its bytes once more. Refuses `file_changed` at the end of one that is not, or not any more, what was looked at. */
async function* sameBytesOf(path: string, look: string): AsyncGenerator<Uint8Array> {
  yield* bytesOf(path);
  const now = await stat(path).catch(() => undefined);
  if (!now || lookOf(now) !== look) throw new Refusal("file_changed", { at: "file" });
}

/** A file that is there already; a pipe, which is read once, is laid down. Refuses `not_found`, and what `layDown` refuses. */
export async function fileAt(path: string, shown = path): Promise<ImportFile> {
  const passage = new Passage(Number.POSITIVE_INFINITY);
  let look = "";
  const readable = () => sameBytesOf(path, look);
  try {
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory()) return await layDown(basename(path), createReadStream(path), Number.POSITIVE_INFINITY);
    look = lookOf(found);
    for await (const _ of passage.through(readable()));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("not_found", { at: shown, problem: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
  return { name: basename(path), ...passage.end(), open: readable, remove: async () => {} };
}

/** Text that was pasted. */
export async function fileOfText(name: string, text: string): Promise<ImportFile> {
  const bytes = Buffer.from(text, "utf8");
  const passage = new Passage(Number.POSITIVE_INFINITY);
  for await (const _ of passage.through([bytes]));
  return { name, ...passage.end(), open: () => [bytes], remove: async () => {} };
}
