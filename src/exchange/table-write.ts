/** A table as a file, in the format that was asked for. */
import { writeCsv } from "./csv-write.js";
import { type Sheet, sheetFormats, writeSheet } from "./sheet-write.js";

export const tableFormats = ["csv", ...sheetFormats] as const;
export type TableFormat = (typeof tableFormats)[number];

/** The file in pieces. `language` is the dialect of a CSV, and that of the words in a spreadsheet. Refuses `sheet_too_long`. */
export const writeTable = <Row>(format: TableFormat, sheet: Sheet<Row>): AsyncGenerator<string | Uint8Array> =>
  format === "csv" ? writeCsv(sheet.columns, sheet.rows, sheet.language) : writeSheet(format, sheet);
