/**
 * CSV text → rows, as a stream of batches in bounded memory.
 *
 * PapaParse reads the fields; here is what it leaves open: the text comes in chunks of any size, line numbers are those of the
 * file (a quoted field may hold line breaks), CRLF, LF and CR are the same, the delimiter is found among `; , tab |`, and a quote
 * that is never closed is refused instead of swallowing the rest of the file.
 *
 *   'Nom;Note\nAna;"deux\nlignes"\nBob;une' → rows at lines 1, 2 and 4
 */
import Papa from "papaparse";
import { Refusal } from "../domain/refusals.js";
import type { ImportFault } from "./faults.js";

export const delimiters = [";", ",", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];
export type TextChunks = Iterable<string> | AsyncIterable<string>;

/** Rows in the order of the file, and the line each begins on. Blank lines are left out, and still counted as lines. */
export interface RowBatch {
  readonly rows: string[][];
  readonly lines: number[];
  readonly faults: RowFault[];
}

/** A fault of a row, and in which of its cells it stands, where that is known. */
export interface RowFault extends ImportFault {
  readonly place?: number;
}

/** A row longer than this has a quote that never closes, or is none of a table: what does not end is never held. */
export const rowLengthMax = 1_000_000;

/** What the parser tells of one piece of text. */
interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

/** CRs at the end of a chunk that wait for an LF. More than these are line ends of their own. */
const heldMax = 8;

/**
 * Makes every line end in LF: CRLF, LF, CR, and the CRCRLF of a file that was converted twice. CRs at the end of a chunk
 * wait: their LF may come with the next.
 */
class LineEnds {
  private held = "";

  push(chunk: string): string {
    const text = this.held + chunk;
    let end = text.length;
    while (end > 0 && text.length - end < heldMax && text[end - 1] === "\r") end -= 1;
    this.held = text.slice(end);
    return ended(text.slice(0, end));
  }

  end(): string {
    const text = ended(this.held);
    this.held = "";
    return text;
  }
}

/** Most files have LF, or CRLF throughout, which is known in half the time. */
function ended(text: string): string {
  if (!text.includes("\r")) return text;
  const withLf = text.replaceAll("\r\n", "\n");
  return withLf.includes("\r") ? text.replace(/\r{1,8}\n|\r/g, "\n") : withLf;
}

/** Text chunk by chunk → rows. What is not yet a whole row waits for the next chunk, or for the end. */
export interface RowReader {
  push(chunk: string): RowBatch;
  end(): RowBatch;
}

/** The rows of a table. */
export class CsvRows implements RowReader {
  private readonly ends = new LineEnds();
  private waiting = "";
  private line = 1;

  constructor(private readonly delimiter: Delimiter) {}

  /** Refuses `quote_open` when a row does not end because of a quote, and `row_too_long` where there is none. */
  push(chunk: string): RowBatch {
    return this.parse(this.ends.push(chunk), false);
  }

  end(): RowBatch {
    return this.parse(this.ends.end(), true);
  }

  private parse(more: string, isLast: boolean): RowBatch {
    const text = this.waiting + more;
    const parsed = this.parsed(text, !isLast);
    // At the end PapaParse takes an empty text after the last line end for one more row.
    const read = isLast ? text.length : parsed.meta.cursor;
    this.waiting = text.slice(read);
    if (this.waiting.length > rowLengthMax) throw this.endless(this.lineAfter(parsed.data));
    return this.numbered(parsed, text);
  }

  private parsed(text: string, leavesLast: boolean): Parsed {
    return new Papa.Parser({ delimiter: this.delimiter, newline: "\n", quoteChar: '"' }).parse(text, 0, leavesLast);
  }

  /** Why the row that waits does not end: read as the last one, it says whether a quote in it is open. */
  private endless(line: number): Refusal {
    const isOpen = this.parsed(this.waiting, false).errors.some(({ code }) => code === "MissingQuotes");
    return new Refusal(isOpen ? "quote_open" : "row_too_long", { at: `line ${line}`, max: rowLengthMax });
  }

  private lineAfter(rows: readonly string[][]): number {
    return this.line + rows.reduce((lines, row) => lines + linesOf(row), 0);
  }

  private numbered({ data, errors, meta }: Parsed, text: string): RowBatch {
    const batch: RowBatch = { rows: [], lines: [], faults: [] };
    const first = this.line;
    const isOneLineEach = !text.includes('"') || (errors.length === 0 && lineEnds(text, meta.cursor) <= data.length);
    const starts: number[] = errors.length > 0 ? new Array(data.length) : [];
    for (let index = 0; index < data.length; index += 1) {
      const row = data[index] as string[];
      if (errors.length > 0) starts[index] = this.line;
      if (!isBlank(row)) {
        batch.rows.push(row);
        batch.lines.push(this.line);
      }
      this.line += isOneLineEach ? 1 : linesOf(row);
    }
    for (const { code, row } of errors) {
      // A quote in a row that is still waiting is judged again with the rest of it.
      if (row >= data.length) continue;
      batch.faults.push({
        line: starts[row] ?? first,
        column: null,
        // The cell with the open quote is the last of its row: it has swallowed all that follows.
        place: code === "MissingQuotes" ? Math.max((data[row]?.length ?? 1) - 1, 0) : (placeOfQuote(data[row] ?? []) ?? 0),
        code: code === "MissingQuotes" ? "quote_open" : "quote_invalid",
        figures: { at: `line ${starts[row] ?? first}`, max: rowLengthMax },
      });
    }
    return batch;
  }
}

/** The first cell in which a quote is left standing. */
function placeOfQuote(row: readonly string[]): number | undefined {
  const place = row.findIndex((cell) => cell.includes('"'));
  return place < 0 ? undefined : place;
}

/** Line ends of a text before a place. */
function lineEnds(text: string, before: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < before; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Lines of the file that a row takes: one, and one for each line break inside its fields. */
function linesOf(row: readonly string[]): number {
  let lines = 1;
  for (const cell of row) {
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) lines += 1;
  }
  return lines;
}

/** A line without words, as spreadsheets leave them at the end: `` or `;;;;`. */
const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell === "" || cell.trim() === "");

/** All rows, header included, in batches of the chunks' size. The next chunk is read when the batch is taken. */
export async function* readRows(chunks: TextChunks, reader: RowReader): AsyncGenerator<RowBatch> {
  for await (const chunk of chunks) {
    const batch = reader.push(chunk);
    if (batch.rows.length > 0 || batch.faults.length > 0) yield batch;
  }
  const last = reader.end();
  if (last.rows.length > 0 || last.faults.length > 0) yield last;
}

/** Lines as rows of one cell, for files that are no tables. Quotes around a whole line are taken off. */
export class LineRows implements RowReader {
  private readonly ends = new LineEnds();
  private waiting = "";
  private line = 0;

  /** Refuses `row_too_long` when a line does not end; a quote never leads beyond it. */
  push(chunk: string): RowBatch {
    const texts = (this.waiting + this.ends.push(chunk)).split("\n");
    this.waiting = texts.pop() ?? "";
    if (this.waiting.length > rowLengthMax) {
      throw new Refusal("row_too_long", { at: `line ${this.line + texts.length + 1}`, max: rowLengthMax });
    }
    return this.numbered(texts);
  }

  end(): RowBatch {
    return this.numbered((this.waiting + this.ends.end()).split("\n"));
  }

  private numbered(texts: readonly string[]): RowBatch {
    const batch: RowBatch = { rows: [], lines: [], faults: [] };
    for (const text of texts) {
      this.line += 1;
      if (text.trim() === "") continue;
      batch.rows.push([unquoted(text)]);
      batch.lines.push(this.line);
    }
    return batch;
  }
}

const unquoted = (text: string): string => (/^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text);

/** The first rows of a sample, for recognition. */
export function sampleRows(sample: string, delimiter: Delimiter, count: number): RowBatch {
  const rows = new CsvRows(delimiter);
  const batch = rows.push(sample);
  const last = batch.rows.length < count ? rows.end() : undefined;
  return {
    rows: [...batch.rows, ...(last?.rows ?? [])].slice(0, count),
    lines: [...batch.lines, ...(last?.lines ?? [])].slice(0, count),
    faults: [],
  };
}

const sampledRows = 50;

/**
 * Delimiters, the likeliest first: the one by which most rows of the sample have as many cells as the widest common row;
 * among equals the one that makes more cells. `sep=;` on the first line, as Excel writes it, settles it.
 */
export function rankDelimiters(sample: string): Delimiter[] {
  const told = /^sep=(.)\r?\n/i.exec(sample)?.[1];
  const isTold = (delimiter: Delimiter): boolean => delimiter === told;
  const scored = delimiters.map((delimiter) => ({ delimiter, ...evenness(sampleRows(sample, delimiter, sampledRows).rows) }));
  return scored
    .sort((a, b) => Number(isTold(b.delimiter)) - Number(isTold(a.delimiter)) || b.share - a.share || b.width - a.width)
    .map(({ delimiter }) => delimiter);
}

/** How many of the rows have the commonest width above one, in thousandths, and that width. */
function evenness(rows: readonly string[][]): { share: number; width: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  let best = { share: 0, width: 1 };
  for (const [width, count] of counts) {
    const share = Math.floor((count * 1000) / rows.length);
    if (share > best.share || (share === best.share && width > best.width)) best = { share, width };
  }
  return best;
}
