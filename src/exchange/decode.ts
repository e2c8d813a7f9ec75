/**
 * Bytes → text, before anything is parsed (DESIGN §12).
 *
 * What people send is UTF-8 with or without byte order mark, windows-1252 from an old spreadsheet, UTF-16 from «texte Unicode»,
 * or a spreadsheet renamed to .csv. The rules, in this order:
 *  1. A byte order mark says what follows. UTF-8 that then breaks is refused: it is two files in one, and no guess mends it.
 *  2. A spreadsheet, an archive, a PDF, a zero byte, or a zero letter of UTF-16 is no text: refused by name.
 *  3. Strict UTF-8, over the whole file. One wrong byte anywhere and the whole file is windows-1252, in which every byte is a letter.
 *
 * The decision needs the whole file, so a stream is read twice: `scanEncoding`, then `decodeChunks`. Both give the same for any
 * cut into chunks: a letter of several bytes may lie across an edge.
 *
 *   "é" is C3 A9 in UTF-8, E9 in windows-1252; "€" is E2 82 AC and 80
 */
import { isUtf8 } from "node:buffer";
import { Refusal } from "../domain/refusals.js";

export type Encoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
export type ByteChunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** First bytes of files that are often renamed to .csv. */
const signatures: ReadonlyArray<readonly [string, readonly number[]]> = [
  ["xlsx, ods, zip", [0x50, 0x4b, 0x03, 0x04]],
  ["xlsx, ods, zip", [0x50, 0x4b, 0x05, 0x06]],
  ["xlsx, ods, zip", [0x50, 0x4b, 0x07, 0x08]],
  ["xls", [0xd0, 0xcf, 0x11, 0xe0]],
  ["gzip", [0x1f, 0x8b]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
];
const headLength = 64;

/** Text that is no table: some tools call a page «.xls». */
const markups: ReadonlyArray<readonly [string, RegExp]> = [
  ["rtf", /^\{\\rtf/],
  ["html", /^\s*<(?:!doctype html|html|table|head|meta)\b/i],
  ["xml", /^\s*<\?xml\b/i],
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** Decides the encoding of a file whose bytes come in chunks. */
export class EncodingScan {
  private head: Uint8Array = new Uint8Array(0);
  private carried: Uint8Array = new Uint8Array(0);
  private isStrictUtf8 = true;
  private hasZero = false;
  /** Line ends so far, while every letter was right. */
  private lines = 1;

  /** `takes`: markup that is no mistake here, as bank statements are XML. */
  constructor(private readonly takes: readonly string[] = []) {}

  write(chunk: Uint8Array): void {
    if (this.head.length < headLength) this.head = joined(this.head, chunk.subarray(0, headLength - this.head.length));
    this.hasZero ||= chunk.includes(0);
    if (!this.isStrictUtf8) return;
    const bytes = this.carried.length > 0 ? joined(this.carried, chunk) : chunk;
    const whole = wholeLetters(bytes);
    this.isStrictUtf8 = isUtf8(bytes.subarray(0, whole));
    // A file without a mark needs no line: it is windows-1252 then.
    if (startsWith(this.head, utf8Mark)) this.lines += linesOf(this.isStrictUtf8 ? bytes.subarray(0, whole) : soundPart(bytes));
    // Copied: of a Buffer, `slice` would be the same memory, in which the next chunk may lie by then.
    this.carried = Uint8Array.from(bytes.subarray(whole));
  }

  /** Refuses `file_not_text` (what it is instead) and `file_encoding` (a byte order mark that is not kept to). */
  end(): Encoding {
    const isUtf8Text = this.isStrictUtf8 && this.carried.length === 0;
    if (startsWith(this.head, [0xff, 0xfe])) return "utf-16le";
    if (startsWith(this.head, [0xfe, 0xff])) return "utf-16be";
    for (const [found, signature] of signatures) {
      if (startsWith(this.head, signature)) throw new Refusal("file_not_text", { at: "file", found });
    }
    const text = Buffer.from(this.head).toString("latin1").replace(/^ï»¿/, "");
    for (const [found, markup] of markups)
      if (!this.takes.includes(found) && markup.test(text)) throw new Refusal("file_not_text", { at: "file", found });
    if (this.hasZero) throw new Refusal("file_not_text", { at: "file", found: "binary" });
    if (startsWith(this.head, utf8Mark) && !isUtf8Text) throw new Refusal("file_encoding", { at: `line ${this.lines}`, encoding: "utf-8" });
    return isUtf8Text ? "utf-8" : "windows-1252";
  }
}

const utf8Mark = [0xef, 0xbb, 0xbf];

function linesOf(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

/** The lines before the first that is not UTF-8. */
function soundPart(bytes: Uint8Array): Uint8Array {
  let from = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
    if (!isUtf8(bytes.subarray(from, end))) break;
    from = end + 1;
  }
  return bytes.subarray(0, from);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

/** The length without a letter that the end of the chunk cuts: at most three bytes are left for the next one. */
function wholeLetters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** Reads all chunks and decides. */
export async function scanEncoding(chunks: ByteChunks): Promise<Encoding> {
  const scan = new EncodingScan();
  for await (const chunk of chunks) scan.write(chunk);
  return scan.end();
}

/** Text chunks of a file whose encoding is decided, without the byte order mark. Refuses `file_encoding`. */
export async function* decodeChunks(chunks: ByteChunks, encoding: Encoding): AsyncGenerator<string> {
  const decode = decoderOf(encoding);
  for await (const chunk of chunks) {
    const text = decode(chunk, false);
    if (text !== "") yield text;
  }
  const last = decode(new Uint8Array(0), true);
  if (last !== "") yield last;
}

/** The text of bytes that are all there, and what they were encoded in. */
export function decodeBytes(bytes: Uint8Array, takes: readonly string[] = []): { readonly encoding: Encoding; readonly text: string } {
  const scan = new EncodingScan(takes);
  scan.write(bytes);
  const encoding = scan.end();
  return { encoding, text: decoderOf(encoding)(bytes, true) };
}

/**
 * Bytes → text, a chunk at a time: a letter that a chunk cuts comes with the next. The byte order mark is left out. Refuses
 * `file_encoding`, and `file_not_text` where a letter of UTF-16 is none.
 */
export function decoderOf(encoding: Encoding): (chunk: Uint8Array, isLast: boolean) => string {
  if (encoding === "windows-1252") return decodeWindows1252;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk: Uint8Array, isLast: boolean): string => {
    try {
      return decoder.decode(chunk, { stream: !isLast });
    } catch {
      throw new Refusal("file_encoding", { at: "file", encoding });
    }
  };
  if (encoding === "utf-8") return decode;
  // In UTF-16 every other byte may be zero: a letter that is none shows only here.
  return (chunk, isLast) => {
    const text = decode(chunk, isLast);
    if (text.includes("\0")) throw new Refusal("file_not_text", { at: "file", found: "binary" });
    return text;
  };
}

/** What windows-1252 puts where latin-1 has control characters, 80 to 9F; the five it leaves empty stay as they are. */
const windowsLetters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Own table: the built-in decoder of some Node versions reads windows-1252 as latin-1. */
function decodeWindows1252(chunk: Uint8Array): string {
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
  return text.replace(/[\u0080-\u009f]/g, (letter) => windowsLetters[letter.charCodeAt(0) - 0x80] ?? letter);
}
