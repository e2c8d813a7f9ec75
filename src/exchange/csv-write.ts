/**
 * Rows → CSV, in the two dialects that spreadsheets open without questions (DESIGN §12).
 *
 *   fr   byte order mark, `;`, CRLF, comma decimals without thousands, dd/mm/yyyy         12/03/2026;Ana;3,5;-1234,56
 *   en   RFC 4180: `,`, CRLF, decimal points, ISO days                                    2026-03-12,Ana,3.5,-1234.56
 *
 * Text that a spreadsheet would run as a formula (it begins with = + - @ tab CR LF) gets an apostrophe in front, as people type
 * it themselves; numbers never do, so that `-12,50` stays a number. Text that begins with apostrophes and then one of these gets
 * one more, so that `unneutralised` gives back exactly what was written. Line breaks inside text become LF.
 *
 * The same rows give the same bytes: nothing here asks for the time, the locale of the machine, or the order of a map.
 */
import { formatCommodity } from "../domain/ledger.js";
import type { Language } from "../domain/refusals.js";

export type CsvDialect = Language;

interface Column<Kind extends string, Row, Value> {
  readonly kind: Kind;
  readonly header: { readonly fr: string; readonly en: string };
  /** Null is an empty cell. */
  readonly value: (row: Row) => Value | null;
}

/** A column: what it is called, what it holds, and where that is in a row. */
export type CsvColumn<Row> =
  | Column<"text", Row, string>
  /** Minor units of a currency, or points. */
  | (Column<"amount", Row, bigint> & {
      readonly currency: string | ((row: Row) => string);
      /** A spreadsheet ends with its sum, if one currency: `true`, or as long as every row gives the same word (a kind). */
      readonly adds?: true | ((row: Row) => string);
    })
  /** A decimal text: `-?digits[.digits]`. */
  | Column<"decimal", Row, string>
  | Column<"integer", Row, number | bigint>
  /** An ISO day. */
  | Column<"day", Row, string>
  | (Column<"instant", Row, Date> & { readonly timeZone: string });

/** Rows at hand, or as a database gives them: in batches. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<readonly Row[]>;

/** In batches: rows at hand are one. */
export const batchesOf = <Row>(rows: Rows<Row>): AsyncIterable<Iterable<Row>> | Iterable<Iterable<Row>> =>
  Symbol.asyncIterator in rows ? rows : [rows];

interface DialectRules {
  readonly start: string;
  readonly delimiter: string;
  readonly mark: string;
  /** Cells that must stand in quotes. */
  readonly quoted: RegExp;
  day(day: string): string;
  instant(instant: Date, timeZone: string): string;
}

const frenchDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

const dialects: Readonly<Record<CsvDialect, DialectRules>> = {
  fr: {
    start: "\ufeff",
    delimiter: ";",
    mark: ",",
    quoted: /[;"\r\n]|^\s|\s$/,
    day: frenchDay,
    instant: (instant, timeZone) => {
      const { year, month, day, hour, minute, second } = localTime(instant, timeZone);
      return `${day}/${month}/${year} ${hour}:${minute}:${second}`;
    },
  },
  en: {
    start: "",
    delimiter: ",",
    mark: ".",
    quoted: /[,"\r\n]|^\s|\s$/,
    day: (day) => day,
    instant: (instant) => instant.toISOString(),
  },
};

/** A day within other words, as the cells of days have it. */
export const dayInWords = (day: string, dialect: CsvDialect): string => dialects[dialect].day(day);

const timeFormats = new Map<string, Intl.DateTimeFormat>();

type TimePart = "year" | "month" | "day" | "hour" | "minute" | "second";

/** An instant on the clocks of a time zone: two digits each, four of the year. */
export function localTime(instant: Date, timeZone: string): Readonly<Record<TimePart, string>> {
  const format =
    timeFormats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  timeFormats.set(timeZone, format);
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value])) as Record<TimePart, string>;
}

const runnable = /^'*[=+\-@\t\r\n]/;

/** Text as a spreadsheet shows it and does not run it. */
export const neutralised = (text: string): string => (runnable.test(text) ? `'${text}` : text);

/** The text that was neutralised: for reading back what was written here. */
export const unneutralised = (cell: string): string => (cell.startsWith("'") && runnable.test(cell) ? cell.slice(1) : cell);

function cellOf<Row>(column: CsvColumn<Row>, row: Row, rules: DialectRules): string {
  switch (column.kind) {
    case "text": {
      const text = column.value(row);
      return text === null ? "" : quotedCell(neutralised(text.replace(/\r\n?/g, "\n")), rules);
    }
    case "amount": {
      const minor = column.value(row);
      const { currency } = column;
      return minor === null ? "" : formatCommodity(minor, typeof currency === "string" ? currency : currency(row)).replace(".", rules.mark);
    }
    case "decimal":
      return column.value(row)?.replace(".", rules.mark) ?? "";
    case "integer":
      return column.value(row)?.toString() ?? "";
    case "day": {
      const day = column.value(row);
      return day === null ? "" : rules.day(day);
    }
    case "instant": {
      const instant = column.value(row);
      return instant === null ? "" : rules.instant(instant, column.timeZone);
    }
  }
}

const quotedCell = (text: string, { quoted }: DialectRules): string => (quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const chunkLength = 65_536;

/** The file as text chunks of some 64 kB: header, then a line a row. Rows may come from a database cursor. */
export async function* writeCsv<Row>(columns: readonly CsvColumn<Row>[], rows: Rows<Row>, dialect: CsvDialect): AsyncGenerator<string> {
  const rules = dialects[dialect];
  const line = (cells: readonly string[]): string => `${cells.join(rules.delimiter)}\r\n`;
  let chunk = rules.start + line(columns.map(({ header }) => quotedCell(neutralised(header[dialect]), rules)));
  for await (const batch of batchesOf(rows)) {
    for (const row of batch) {
      chunk += line(columns.map((column) => cellOf(column, row, rules)));
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

/** The whole file as one text, for what is small. */
export async function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: Rows<Row>, dialect: CsvDialect): Promise<string> {
  let text = "";
  for await (const chunk of writeCsv(columns, rows, dialect)) text += chunk;
  return text;
}
