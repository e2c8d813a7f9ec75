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
const missing = -1;
const endOfRows = -1;
const textOid = 25;

/** Rows in the binary format. The fields of a row are written in the order of the columns they are copied into. */
export class CopyRows {
  private buffer = Buffer.allocUnsafe(1 << 20);
  private end = header.copy(this.buffer);
  private readonly ids = new Remembered(idField);
  private readonly decimals = new Remembered(decimalField);
  private readonly days = new Remembered(dayField);
  rows = 0;

  /** Begins a row of so many fields. */
  row(fields: number): void {
    this.makeRoom(2);
    this.end = this.buffer.writeInt16BE(fields, this.end);
    this.rows += 1;
  }

  get byteLength(): number {
    return this.end;
  }

  none(): void {
    this.makeRoom(4);
    this.end = this.buffer.writeInt32BE(missing, this.end);
  }

  /** Fields that were encoded before, by `field`. */
  raw(fields: Uint8Array): void {
    this.makeRoom(fields.length);
    this.buffer.set(fields, this.end);
    this.end += fields.length;
  }

  /** An id that many rows share. */
  sharedId(id: string | null): void {
    if (id === null) this.none();
    else this.raw(this.ids.of(id));
  }

  /** 16 bytes in hexadecimals, without dashes: an id of this row alone. */
  ownId(hex: string): void {
    this.makeRoom(20);
    this.end = this.buffer.writeInt32BE(16, this.end);
    this.end += this.buffer.write(hex, this.end, 16, "hex");
  }

  /** A day as ISO text. */
  day(day: string | null): void {
    if (day === null) this.none();
    else this.raw(this.days.of(day));
  }

  /** A decimal text: `-?digits[.digits]`. */
  decimal(text: string | null): void {
    if (text === null) this.none();
    else this.raw(this.decimals.of(text));
  }

  integer(value: number | null): void {
    if (value === null) this.none();
    else {
      this.makeRoom(8);
      this.end = this.buffer.writeInt32BE(4, this.end);
      this.end = this.buffer.writeInt32BE(value, this.end);
    }
  }

  bigint(value: bigint | null): void {
    if (value === null) this.none();
    else {
      this.makeRoom(12);
      this.end = this.buffer.writeInt32BE(8, this.end);
      this.end = this.buffer.writeBigInt64BE(value, this.end);
    }
  }

  flag(value: boolean): void {
    this.makeRoom(5);
    this.end = this.buffer.writeInt32BE(1, this.end);
    this.end = this.buffer.writeUInt8(value ? 1 : 0, this.end);
  }

  text(text: string | null): void {
    if (text === null) this.none();
    else {
      // A UTF-16 unit takes three bytes at most.
      this.makeRoom(4 + text.length * 3);
      const length = this.buffer.write(text, this.end + 4, "utf8");
      this.buffer.writeInt32BE(length, this.end);
      this.end += 4 + length;
    }
  }

  texts(texts: readonly string[]): void {
    if (texts.length === 0) this.raw(noTexts);
    else {
      const elements = texts.map((text) => Buffer.from(text, "utf8"));
      const length = elements.reduce((sum, element) => sum + 4 + element.length, 20);
      this.makeRoom(4 + length);
      // One dimension, no missing elements, of texts, so many, counted from 1.
      for (const value of [length, 1, 0, textOid, texts.length, 1]) this.end = this.buffer.writeInt32BE(value, this.end);
      for (const element of elements) this.raw(field(element));
    }
  }

  /** The rows so far as one whole COPY; what comes next begins another. */
  take(): Buffer {
    this.makeRoom(2);
    this.end = this.buffer.writeInt16BE(endOfRows, this.end);
    const taken = this.buffer.subarray(0, this.end);
    this.buffer = Buffer.allocUnsafe(this.buffer.length);
    this.end = header.copy(this.buffer);
    this.rows = 0;
    return taken;
  }

  private makeRoom(bytes: number): void {
    if (this.end + bytes <= this.buffer.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.end + bytes));
    this.buffer.copy(wider, 0, 0, this.end);
    this.buffer = wider;
  }
}

/** Distinct texts whose bytes are remembered. */
const rememberedMax = 20_000;

/** The bytes of texts that come again and again: ids, days, decimals. */
class Remembered {
  private readonly known = new Map<string, Buffer>();
  constructor(private readonly write: (text: string) => Buffer) {}

  of(text: string): Buffer {
    const known = this.known.get(text);
    if (known) return known;
    const bytes = this.write(text);
    if (this.known.size >= rememberedMax) this.known.clear();
    this.known.set(text, bytes);
    return bytes;
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

/** An empty list of texts: no dimension. */
const noTexts = field(Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, textOid]));

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
