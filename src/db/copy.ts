/**
 * Many rows at once: PostgreSQL's binary COPY, through postgres.js and PGlite alike.
 *
 * In the binary format a value is its length and its bytes as PostgreSQL keeps them, so that the server has nothing to
 * parse: a million rows of seven ids cost it 1.6 s, and 7.7 s as text. The numbers are big-endian; a row begins with the
 * count of its fields, a missing value has the length −1.
 *
 *   a day      4 bytes, days since 2000-01-01               "2000-01-02" → 00000004 00000001
 *   a decimal  digits in base 10,000 around the point       "12.5" → 2 digits (12, 5000), weight 0, sign +, 1 decimal
 *
 * https://www.postgresql.org/docs/15/sql-copy.html, «Binary Format»; numeric_recv and array_recv of the server.
 */
import { once } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import type postgres from "postgres";
import type { Queryable } from "./client.js";

const header = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const startBytes = 1 << 20;
const missing = -1;
const endOfRows = -1;
const textOid = 25;

/** A place among the rows, for as long as they are not taken. */
export type Place = number;

/**
 * Rows in the binary format. The fields of a row are written in the order of the columns they are copied into.
 * A `DataView` writes a number in a fifth of the time that `Buffer` takes: a million rows have forty million of them.
 */
export class CopyRows {
  private buffer = Buffer.allocUnsafeSlow(startBytes);
  private view = new DataView(this.buffer.buffer);
  /** What was taken last: some megabytes, which the collector of garbage would hurry for if they were new each time. */
  private taken = Buffer.allocUnsafeSlow(0);
  private end = header.copy(this.buffer);
  private readonly ids = new Remembered(idField);
  private readonly decimals = new Remembered(decimalField);
  private readonly days = new Remembered(dayField);
  rows = 0;

  /** Begins a row of so many fields. */
  row(fields: number): void {
    this.makeRoom(2);
    this.view.setInt16(this.end, fields);
    this.end += 2;
    this.rows += 1;
  }

  get byteLength(): number {
    return this.end;
  }

  /** Where the next field goes. */
  get place(): Place {
    return this.end;
  }

  /** The fields since a place, until something is written. Pieces of a `Buffer` cost more to make. */
  since(place: Place): Uint8Array {
    return new Uint8Array(this.buffer.buffer, place, this.end - place);
  }

  /** Takes a row back that began at a place. */
  dropRow(place: Place): void {
    this.end = place;
    this.rows -= 1;
  }

  none(): void {
    this.makeRoom(4);
    this.length(missing);
  }

  /** Fields that were encoded before, by `…Field`. */
  raw(fields: Uint8Array): void {
    this.makeRoom(fields.length);
    this.buffer.set(fields, this.end);
    this.end += fields.length;
  }

  /** An id that many rows share. */
  sharedId(id: string | null): void {
    this.remembered(this.ids, id);
  }

  /** 16 bytes as letters of latin-1: an id of this row alone. */
  ownId(letters: string): void {
    this.makeRoom(20);
    this.length(16);
    for (let at = 0; at < 16; at += 1) this.view.setUint8(this.end + at, letters.charCodeAt(at));
    this.end += 16;
  }

  /** A day as ISO text. */
  day(day: string | null): void {
    this.remembered(this.days, day);
  }

  /** A decimal text: `-?digits[.digits]`. */
  decimal(text: string | null): void {
    this.remembered(this.decimals, text);
  }

  integer(value: number | null): void {
    this.makeRoom(8);
    if (value === null) this.length(missing);
    else {
      this.length(4);
      this.view.setInt32(this.end, value);
      this.end += 4;
    }
  }

  bigint(value: bigint | null): void {
    this.makeRoom(12);
    if (value === null) this.length(missing);
    else {
      this.length(8);
      this.view.setBigInt64(this.end, value);
      this.end += 8;
    }
  }

  flag(value: boolean): void {
    this.makeRoom(5);
    this.length(1);
    this.view.setUint8(this.end, value ? 1 : 0);
    this.end += 1;
  }

  text(text: string | null): void {
    if (text === null) this.none();
    else {
      // A UTF-16 unit takes three bytes at most.
      this.makeRoom(4 + text.length * 3);
      const length = this.buffer.write(text, this.end + 4, "utf8");
      this.length(length);
      this.end += length;
    }
  }

  texts(texts: readonly string[]): void {
    if (texts.length === 0) {
      // No dimension.
      this.makeRoom(16);
      for (const value of [12, 0, 0, textOid]) this.length(value);
    } else {
      const elements = texts.map((text) => textField(text));
      const length = elements.reduce((sum, element) => sum + element.length, 20);
      this.makeRoom(4 + length);
      // One dimension, no missing elements, of texts, so many, counted from 1.
      for (const value of [length, 1, 0, textOid, texts.length, 1]) this.length(value);
      for (const element of elements) this.raw(element);
    }
  }

  /** The rows so far as one whole COPY, which is good until the next is taken; what comes then begins another. */
  take(): Buffer {
    this.makeRoom(2);
    this.view.setInt16(this.end, endOfRows);
    const copy = this.buffer.subarray(0, this.end + 2);
    const free = this.taken;
    this.taken = this.buffer;
    this.begin(free.length >= this.buffer.length ? free : Buffer.allocUnsafeSlow(this.buffer.length));
    this.end = header.copy(this.buffer);
    this.rows = 0;
    return copy;
  }

  private remembered(texts: Remembered, text: string | null): void {
    if (text === null) this.none();
    else {
      const place = texts.find(text);
      const bytes = texts.bytesAt(place);
      this.makeRoom(bytes + word);
      texts.move(place, bytes, this.view, this.end);
      this.end += bytes;
    }
  }

  /** Four bytes, for which there is room. */
  private length(value: number): void {
    this.view.setInt32(this.end, value);
    this.end += 4;
  }

  private begin(buffer: Buffer<ArrayBuffer>): void {
    this.buffer = buffer;
    this.view = new DataView(buffer.buffer);
  }

  private makeRoom(bytes: number): void {
    if (this.end + bytes <= this.buffer.length) return;
    const before = this.buffer;
    this.begin(Buffer.allocUnsafeSlow(Math.max(before.length * 2, this.end + bytes)));
    before.copy(this.buffer, 0, 0, this.end);
  }
}

/** Distinct texts whose fields are remembered, and the bytes these may take. */
const rememberedMax = 20_000;
const rememberedBytes = 1 << 20;
/** Fields are moved by so many bytes at a time: up to that many behind a field are written, and written over. */
const word = 4;

/**
 * The fields of texts that come again and again: ids, days, decimals. All lie in one piece of memory: a `Buffer` for each
 * is three more places to look at, and such places are what a million rows wait for.
 */
class Remembered {
  private readonly places = new Map<string, number>();
  private readonly fields = new DataView(new ArrayBuffer(rememberedBytes + word));
  private end = 0;
  constructor(private readonly fieldOf: (text: string) => Buffer) {}

  /** Where the field of a text lies. */
  find(text: string): number {
    return this.places.get(text) ?? this.remember(text);
  }

  /** The bytes of a field, its length included. */
  bytesAt(place: number): number {
    return word + this.fields.getInt32(place);
  }

  move(place: number, bytes: number, to: DataView, at: number): void {
    for (let moved = 0; moved < bytes; moved += word) to.setInt32(at + moved, this.fields.getInt32(place + moved));
  }

  private remember(text: string): number {
    const field = this.fieldOf(text);
    if (this.places.size >= rememberedMax || this.end + field.length > rememberedBytes) {
      this.places.clear();
      this.end = 0;
    }
    const place = this.end;
    Buffer.from(this.fields.buffer).set(field, place);
    this.places.set(text, place);
    this.end += field.length;
    return place;
  }
}

/** A value's bytes with their length before them. */
function field(bytes: Uint8Array): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export const idField = (id: string): Buffer => field(Buffer.from(id.replaceAll("-", ""), "hex"));
export const textField = (text: string): Buffer => field(Buffer.from(text, "utf8"));

const millisecondsPerDay = 86_400_000;
const start2000 = Date.UTC(2000, 0, 1);

function dayField(day: string): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE((Date.parse(`${day}T00:00:00Z`) - start2000) / millisecondsPerDay);
  return field(bytes);
}

/** Microseconds since 2000-01-01. */
export function instantField(instant: Date): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(instant.getTime() - start2000) * 1000n);
  return field(bytes);
}

/** int16 count, weight, sign, decimals; then the digits in base 10,000, the first of weight 10,000^weight. */
function decimalField(text: string): Buffer {
  const isNegative = text.startsWith("-");
  const [whole = "", fraction = ""] = (isNegative ? text.slice(1) : text).split(".");
  const left = whole.padStart(Math.ceil(whole.length / 4) * 4, "0");
  const right = fraction.padEnd(Math.ceil(fraction.length / 4) * 4, "0");
  const digits = (left + right).match(/\d{4}/g)?.map(Number) ?? [];
  const bytes = Buffer.allocUnsafe(8 + digits.length * 2);
  let end = bytes.writeInt16BE(digits.length, 0);
  end = bytes.writeInt16BE(left.length / 4 - 1, end);
  end = bytes.writeInt16BE(isNegative ? 0x4000 : 0, end);
  end = bytes.writeInt16BE(fraction.length, end);
  for (const digit of digits) end = bytes.writeInt16BE(digit, end);
  return field(bytes);
}

/** What Drizzle keeps to itself: the driver of a database or of a transaction. */
interface Driven {
  readonly session: { readonly client: postgres.Sql | postgres.TransactionSql | PGlite };
}

/** Copies rows into a table, all of them or none: in the transaction that it is handed, or in one of their own. */
export async function copyRows(on: Queryable, table: string, columns: readonly string[], rows: Buffer): Promise<void> {
  const { client } = (on as unknown as Driven).session;
  const into = `copy ${table} (${columns.join(", ")}) from`;
  if (typeof client !== "function") {
    await client.query(`${into} '/dev/blob' with (format binary)`, [], { blob: new Blob([new Uint8Array(rows)]) });
  } else if ("begin" in client) {
    await client.begin((tx) => copyBytes(tx, into, rows));
  } else {
    await copyBytes(client, into, rows);
  }
}

async function copyBytes(tx: postgres.TransactionSql, into: string, rows: Buffer): Promise<void> {
  const query = tx.unsafe(`${into} stdin with (format binary)`);
  const refused = refusalOf(query);
  const copying = await query.writable();
  copying.end(rows);
  await Promise.race([once(copying, "finish"), refused]);
}

/** What postgres.js keeps to itself: how it tells a query that it failed. */
interface Settled {
  reject(error: Error): void;
}

/**
 * Rejects when the server refuses the rows. The driver settles a COPY once, with its stream: what the server says after
 * the last byte reaches neither the stream, which then never finishes, nor whoever waits for the query.
 */
function refusalOf(query: object): Promise<never> {
  const settled = query as Settled;
  const tell = settled.reject;
  const refused = new Promise<never>((_, reject) => {
    settled.reject = (error) => {
      tell(error);
      reject(error);
    };
  });
  // Where the rows are never sent, nobody waits for it.
  refused.catch(() => {});
  return refused;
}
