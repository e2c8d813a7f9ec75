/**
 * Rows → a spreadsheet of one sheet, XLSX or ODS, out of the same columns as the CSV (csv-write.ts): cells that hold days and
 * numbers (sheet-cells.ts says how), a header that is bold and stays in sight, and below, in bold, sums as values.
 *
 * Rows pass through: the first 500 are looked at for the width of columns, and none is kept. Nothing tells of the time, of
 * who wrote it or of the machine: the same rows give the same bytes.
 */
import { type Language, Refusal } from "../domain/refusals.js";
import { batchesOf, type CsvColumn, type Rows } from "./csv-write.js";
import { cellOf, type SheetCell, Totals, widthOf } from "./sheet-cells.js";
import { ods } from "./sheet-ods.js";
import { xlsx } from "./sheet-xlsx.js";
import { writeZip, type ZipFile } from "./zip-write.js";

export const sheetFormats = ["xlsx", "ods"] as const;
export type SheetFormatName = (typeof sheetFormats)[number];

export interface Sheet<Row> {
  /** What the sheet is called: 31 characters at most, none of `[]:*?/\`. */
  readonly title: Readonly<Record<Language, string>>;
  readonly columns: readonly CsvColumn<Row>[];
  readonly rows: Rows<Row>;
  readonly language: Language;
}

/** What a format makes files of. */
export interface SheetParts {
  readonly title: string;
  /** In characters, by column. */
  readonly widths: readonly number[];
  readonly language: Language;
  /** Pieces of all rows as the format writes them, the header first. */
  readonly rows: AsyncIterable<string>;
}

export interface SheetFormat {
  files(parts: SheetParts): ZipFile[];
  /** A row at its place, from 1 on. */
  row(cells: readonly (SheetCell | null)[], place: number, isBold: boolean): string;
}

const formats: Readonly<Record<SheetFormatName, SheetFormat>> = { xlsx, ods };

/** What both Excel and LibreOffice have, the header and the sums included. */
export const rowsMax = 1_048_576;
const firstRows = 500;
const chunkLength = 65_536;

/** The file, in pieces. Refuses `sheet_too_long`. */
export async function* writeSheet<Row>(name: SheetFormatName, { title, columns, rows, language }: Sheet<Row>): AsyncGenerator<Uint8Array> {
  const format = formats[name];
  const given = rowByRow(rows);
  try {
    const first: Row[] = [];
    for (let next = await given.next(); !next.done; next = await given.next()) if (first.push(next.value) === firstRows) break;
    const widths = columns.map((column) => widthOf(column, first, language));
    const written = rowsOf(format, columns, language, first, given);
    yield* writeZip(format.files({ title: title[language], widths, language, rows: written }));
  } finally {
    await given.return(undefined);
  }
}

async function* rowByRow<Row>(rows: Rows<Row>): AsyncGenerator<Row> {
  for await (const batch of batchesOf(rows)) yield* batch;
}

async function* rowsOf<Row>(
  format: SheetFormat,
  columns: readonly CsvColumn<Row>[],
  language: Language,
  first: readonly Row[],
  rest: AsyncIterator<Row>,
): AsyncGenerator<string> {
  const header = columns.map((column): SheetCell => ({ shown: "text", value: column.header[language] }));
  const totals = new Totals(columns);
  let place = 1;
  let chunk = format.row(header, place, true);
  const add = (row: Row): void => {
    place += 1;
    // The last one is kept for the sums.
    if (place >= rowsMax) throw new Refusal("sheet_too_long", { max: rowsMax - 2 });
    totals.add(row);
    chunk += format.row(
      columns.map((column) => cellOf(column, row, language)),
      place,
      false,
    );
  };
  for (const row of first) add(row);
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    add(next.value);
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  const sums = totals.cells(language);
  yield sums ? chunk + format.row(sums, place + 1, true) : chunk;
}
