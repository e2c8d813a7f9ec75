/**
 * A surveyed file → its rows, by a profile (DESIGN §12).
 *
 *  1. Rows come as values or faults by line and column, in bounded memory. Equal cells are read once.
 *  2. A decimal mark is settled by the first cells that show it; where a later cell shows the other one, the cells that were read
 *     on that assumption alone are faults at the end. As a file is applied all or nothing, none of them counts.
 *
 *   const survey = await surveyImport(open)
 *   const reader = new ImportReader(survey, context, (value, line) => …)
 *   for await (const bytes of open()) reader.push(bytes).faults …   and reader.end().faults
 */
import { nameKey } from "../domain/fold.js";
import type { RefusalCode, RefusalFigures } from "../domain/refusals.js";
import { CsvRows, LineRows, type RowBatch, type RowFault, type RowReader } from "./csv-read.js";
import { unneutralised } from "./csv-write.js";
import { decoderOf } from "./decode.js";
import type { ImportFault } from "./faults.js";
import { type CellReading, type Columns, type ImportContext, type ImportProfile, type RowRule, withoutTrailing } from "./profile.js";
import { profileById } from "./registry.js";
import { type ImportSurvey, lettersShown } from "./survey-import.js";
import { type DecimalMark, markBesideGroups, markShown, parseDay } from "./values.js";

/** A name of a row that found nothing here, and is kept in another way. */
export interface ImportRemark {
  readonly line: number;
  /** The header as it stands in the file. */
  readonly column: string;
  readonly name: string;
}

/** Takes the value of a row, and its line. */
export type TakeRow<Value> = (value: Value, line: number) => void;

/** What was read beside values. */
export interface ImportBatch {
  /** Rows that made a value. */
  valid: number;
  /** The line of the last row, whatever was made of it. */
  readonly lastLine: number;
  readonly faults: ImportFault[];
  readonly remarks: ImportRemark[];
  /** Rows that add nothing, and are not wrong. */
  leftOut: number;
}

/**
 * The next bytes of a file → its next values and faults, in the order of the file. A value is handed on as soon as it is made:
 * where a thousand wait for each other, the engine takes them for what will live for long, and a large file takes a fifth longer.
 */
export class ImportReader<Value = unknown> {
  private readonly decode: (chunk: Uint8Array, isLast: boolean) => string;
  private readonly letters = new MixedLetters();
  private readonly reader: RowReader;
  private readonly columns: FileColumns;
  private readonly rowRule: RowRule<Value>;
  /** The rows below a header that is wrong are not judged. */
  private readonly faultsOfHeader: readonly ImportFault[];

  constructor(
    private readonly survey: ImportSurvey,
    context: ImportContext,
    private readonly take: TakeRow<Value>,
    profile = profileById(survey.profile) as ImportProfile<Value>,
  ) {
    this.decode = decoderOf(survey.encoding);
    this.reader = survey.delimiter === null ? new LineRows() : new CsvRows(survey.delimiter);
    this.columns = new FileColumns(survey, context);
    this.rowRule = profile.rowRule(this.columns, context);
    this.faultsOfHeader = this.columns.faultsOfHeader();
  }

  /** Refuses `quote_open` or `row_too_long` when a row does not end, and what no letter is (`decoderOf`). */
  push(bytes: Uint8Array): ImportBatch {
    if (this.faultsOfHeader.length > 0) return emptyBatch([]);
    return this.judged(this.reader.push(this.letters.seen(this.decode(bytes, false))));
  }

  end(): ImportBatch {
    if (this.faultsOfHeader.length > 0) return emptyBatch([...this.faultsOfHeader]);
    const rest = this.reader.push(this.letters.seen(this.decode(noBytes, true)));
    const last = this.reader.end();
    const batch = this.judged({
      rows: [...rest.rows, ...last.rows],
      lines: [...rest.lines, ...last.lines],
      faults: [...rest.faults, ...last.faults],
    });
    batch.faults.push(...this.columns.lateFaults());
    return batch;
  }

  private judged({ rows, lines, faults }: RowBatch): ImportBatch {
    const { survey, columns, letters, rowRule } = this;
    const ofRows = faults.filter(({ line }) => line > survey.headerLine).map((fault) => columns.placed(fault));
    const batch = emptyBatch(ofRows, lines.at(-1));
    // What the parser could not read to its end is not judged any further.
    const unread = new Set(batch.faults.map(({ line }) => line));
    for (let index = 0; index < rows.length; index += 1) {
      const line = lines[index] as number;
      if (line <= survey.headerLine) continue;
      const row = rows[index] as string[];
      const before = batch.faults.length;
      if (unread.size > 0 && unread.has(line)) continue;
      if (letters.isSuspect && columns.hasMixedLetters(row, line, batch.faults)) continue;
      const value = columns.readRow(row, line, rowRule, batch);
      if (value === undefined) {
        if (batch.faults.length === before) batch.leftOut += 1;
        continue;
      }
      batch.valid += 1;
      this.take(value, line);
    }
    return batch;
  }
}

const noBytes = new Uint8Array(0);
const emptyBatch = (faults: ImportFault[], lastLine = 0): ImportBatch => ({ valid: 0, lastLine, faults, remarks: [], leftOut: 0 });

/** What the bytes of é, É, ç, œ, «, €, ’ in UTF-8 are when they are read as windows-1252: Ã©, Ã‰, Ã§, Å“, Â«, â‚¬, â€™. */
const misread = /[ÂÃÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]|â[€‚][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]/;

const misreadFirst = ["Â", "Ã", "Å", "â"];

/** Letters of two encodings in one file: told by text alone, since a table may be pasted as well. */
class MixedLetters {
  isSuspect = false;

  /** Looks at a whole chunk: rows are looked at one by one only from where something was seen. */
  seen(chunk: string): string {
    // Most chunks have none of these letters, which is known in a tenth of the time.
    this.isSuspect ||= misreadFirst.some((letter) => chunk.includes(letter)) && (misread.test(chunk) || /[ÂÃÅâ].?$/.test(chunk));
    return chunk;
  }
}

/** Distinct cells that are remembered a column. */
const cacheMax = 20_000;
/** Cells read on the assumption of a decimal mark that are listed; one is enough to stop an import. */
const assumedMax = 1000;

class FileColumns implements Columns {
  line = 0;
  private faults: ImportFault[] = [];
  private remarks: ImportRemark[] = [];
  private readonly width: number;
  private readonly headerText: string;
  /** Faults that were there before the row. */
  private before = 0;
  private readonly numbers: NumberCells[] = [];

  constructor(
    private readonly survey: ImportSurvey,
    private readonly context: ImportContext,
  ) {
    this.width = withoutTrailing(survey.header).length;
    this.headerText = survey.header.slice(0, this.width).join("\n");
  }

  readRow<Value>(
    row: readonly string[],
    line: number,
    rule: (cells: readonly string[]) => Value | undefined,
    { faults, remarks }: Pick<ImportBatch, "faults" | "remarks">,
  ): Value | undefined {
    this.line = line;
    this.faults = faults;
    this.remarks = remarks;
    this.before = faults.length;
    const { width } = this;
    if (width > 0 && row.length !== width && !this.fits(row)) {
      this.report(null, "row_ragged", { expected: width, found: row.length });
      return undefined;
    }
    // Two exports in one file.
    if (width > 0 && row[0] === this.survey.header[0] && row.slice(0, width).join("\n") === this.headerText) {
      this.report(this.survey.header[0]?.trim() || null, "header_again", { line: this.survey.headerLine });
      return undefined;
    }
    const value = rule(row);
    return faults.length > this.before ? undefined : value;
  }

  /** Cells that no header names are none, as long as they are empty: a separator ends the line. */
  private fits(row: readonly string[]): boolean {
    if (row.length < this.width) return false;
    for (let place = this.survey.header.length; place < row.length; place += 1) if ((row[place] ?? "").trim() !== "") return false;
    return true;
  }

  /** Whether a row has letters of another encoding; reported in the first cell that has them. */
  hasMixedLetters(row: readonly string[], line: number, faults: ImportFault[]): boolean {
    const place = row.findIndex((cell) => misread.test(cell));
    if (place < 0) return false;
    const column = this.survey.header[place]?.trim() || null;
    faults.push({ line, column, code: "text_mixed", figures: { text: (row[place] ?? "").trim().slice(0, lettersShown) } });
    return true;
  }

  /** A header in two encodings names columns that nobody finds: the rows below it are not judged by it. */
  faultsOfHeader(): ImportFault[] {
    const faults: ImportFault[] = [];
    this.hasMixedLetters(this.survey.header, this.survey.headerLine, faults);
    return faults;
  }

  /** A fault of the parser, in the column that its cell is. */
  placed({ place, ...fault }: RowFault): ImportFault {
    return place === undefined ? fault : { ...fault, column: this.survey.header[place]?.trim() || null };
  }

  remark(column: string, name: string): void {
    this.remarks.push({ line: this.line, column: this.shownName(column), name });
  }

  has(column: string): boolean {
    return this.survey.places[column] !== undefined;
  }

  header(column: string): string {
    return nameKey(this.survey.header[this.survey.places[column] ?? -1] ?? "");
  }

  text(column: string): (cells: readonly string[]) => string {
    const place = this.survey.places[column];
    return place === undefined ? () => "" : (cells) => unneutralised((cells[place] ?? "").trim());
  }

  value<Value>(column: string, read: (cell: string) => CellReading<Value>): (cells: readonly string[]) => Value | null | undefined {
    const place = this.survey.places[column];
    if (place === undefined) return () => null;
    const readOnce = remembered(read);
    return (cells) => {
      const cell = (cells[place] ?? "").trim();
      return cell === "" ? null : this.taken(column, readOnce(cell));
    };
  }

  day(column: string): (cells: readonly string[]) => string | null | undefined {
    const order = this.context.dayOrder ?? this.survey.dayOrders[column];
    return this.value(column, (cell) => parseDay(cell, order, this.context.timeZone));
  }

  number<Value>(
    column: string,
    read: (cell: string, mark: DecimalMark | undefined) => CellReading<Value>,
  ): (cells: readonly string[]) => Value | null | undefined {
    const place = this.survey.places[column];
    if (place === undefined) return () => null;
    const told = this.context.decimalMark;
    const mark = told ?? this.survey.decimalMarks[column];
    const cellsRead = new NumberCells(column, told === undefined && mark !== undefined);
    this.numbers.push(cellsRead);
    const readOnce = remembered((cell) => ({ reading: read(cell, mark), shown: markShown(cell), grouped: markBesideGroups(cell) }));
    return (cells) => {
      const cell = (cells[place] ?? "").trim();
      if (cell === "") return null;
      const { reading, shown, grouped } = readOnce(cell);
      if (shown !== undefined) cellsRead.note(cell, shown, this.line);
      if (grouped !== undefined) {
        const other = cellsRead.contradictedBy(grouped, cell, this.line);
        if (other) {
          this.report(column, "number_marks_mixed", { text: cell, other: other.text, line: other.line });
          return undefined;
        }
      }
      return this.taken(column, reading);
    };
  }

  private taken<Value>(column: string, reading: CellReading<Value>): Value | undefined {
    if ("value" in reading) return reading.value;
    this.report(column, reading.fault.code, reading.fault.figures);
    return undefined;
  }

  report(column: string | null, code: RefusalCode, figures: RefusalFigures): void {
    this.faults.push({ line: this.line, column: column === null ? null : this.shownName(column), code, figures });
  }

  isFaulty(column: string): boolean {
    const name = this.shownName(column);
    for (let index = this.before; index < this.faults.length; index += 1) if (this.faults[index]?.column === name) return true;
    return false;
  }

  private shownName(column: string): string {
    const header = this.survey.header[this.survey.places[column] ?? -1]?.trim();
    return header === undefined || header === "" ? column : header;
  }

  /** 2. Cells read by a mark that a later cell of the column contradicts. */
  lateFaults(): ImportFault[] {
    return this.numbers.flatMap((cells) =>
      cells.contradicted().map(({ line, text }) => ({
        line,
        column: this.shownName(cells.column),
        code: "number_ambiguous" as const,
        figures: { text, readings: [",", "."] },
      })),
    );
  }
}

/** What a column of numbers showed while it was read. */
class NumberCells {
  private readonly marks = new Set<DecimalMark>();
  private readonly assumed: { line: number; text: string }[] = [];

  constructor(
    readonly column: string,
    private readonly isAssumed: boolean,
  ) {}

  note(text: string, shown: DecimalMark | "either", line: number): void {
    if (!this.isAssumed) return;
    if (shown !== "either") this.marks.add(shown);
    else if (this.assumed.length < assumedMax) this.assumed.push({ line, text });
  }

  private grouped: { mark: DecimalMark; text: string; line: number } | undefined;

  /** The first cell with marks of thousands that has the other decimal mark: `1.234,56` beside `1,234.56`. */
  contradictedBy(mark: DecimalMark, text: string, line: number): { readonly text: string; readonly line: number } | undefined {
    this.grouped ??= { mark, text, line };
    return this.grouped.mark === mark ? undefined : this.grouped;
  }

  contradicted(): readonly { readonly line: number; readonly text: string }[] {
    return this.marks.size > 1 ? this.assumed : [];
  }
}

/** Reads equal cells once. Keys are copied: a slice would hold the whole chunk it was cut from. */
function remembered<Value>(read: (cell: string) => Value): (cell: string) => Value {
  const known = new Map<string, Value>();
  // Neighbours are often equal, and comparing them is cheaper than looking one up.
  let lastCell = "";
  let lastValue: Value | undefined;
  return (cell) => {
    if (lastValue !== undefined && lastCell === cell) return lastValue;
    let value = known.get(cell);
    if (value === undefined) {
      lastCell = Buffer.from(cell, "utf8").toString("utf8");
      value = read(lastCell);
      lastValue = value;
      if (known.size >= cacheMax) known.clear();
      known.set(lastCell, value);
    }
    return value;
  };
}
