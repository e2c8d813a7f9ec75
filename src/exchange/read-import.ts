/**
 * A file → its survey → its rows, by a profile (DESIGN §12).
 *
 *  1. The survey reads the file as far as it must: encoding (all of it), delimiter, header, profile, and per column the order of
 *     its days and its decimal mark. What the file leaves open is listed under `asks`: whoever imports answers, nothing is guessed.
 *  2. Reading streams the rows as values or faults by line and column, in bounded memory. Equal cells are read once.
 *  3. A decimal mark is settled by the first cells that show it; where a later cell shows the other one, the cells that were read
 *     on that assumption alone are faults at the end. As a file is applied all or nothing, none of them counts.
 *
 *   const survey = await surveyImport(open)              // { profile: "contributions", delimiter: ";", encoding: "windows-1252", … }
 *   for await (const { values, lines, faults } of readImport(open, survey, context)) …
 */
import { nameKey } from "../domain/fold.js";
import { Refusal, type RefusalCode, type RefusalFigures } from "../domain/refusals.js";
import { type Delimiter, type RowBatch, rankDelimiters, readCsvRows, readLineRows, sampleRows } from "./csv-read.js";
import { unneutralised } from "./csv-write.js";
import { type ByteChunks, decodeChunks, type Encoding, scanEncoding } from "./decode.js";
import type { ImportFault } from "./faults.js";
import { type CellReading, type Columns, type ImportContext, type ImportProfile, mapColumns, recogniseHeader } from "./profile.js";
import { importProfiles, profileById } from "./registry.js";
import { type DayOrder, type DecimalMark, dayEvidence, type Evidence, markEvidence, markShown, parseDay } from "./values.js";

export interface ImportAsk {
  readonly column: string;
  /** The header as it stands in the file. */
  readonly header: string;
  readonly ask: "day-order" | "decimal-mark";
}

/** What a file is: plain data, so that it can be kept between the preview and the import. */
export interface ImportSurvey {
  readonly profile: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter | null;
  /** 0 where the file has no header. */
  readonly headerLine: number;
  readonly header: readonly string[];
  readonly places: Readonly<Record<string, number>>;
  /** Headers that nothing reads. */
  readonly ignored: readonly string[];
  readonly dayOrders: Readonly<Record<string, DayOrder>>;
  readonly decimalMarks: Readonly<Record<string, DecimalMark>>;
  readonly asks: readonly ImportAsk[];
}

export interface ImportBatch<Value = unknown> {
  readonly values: Value[];
  /** The line of each value. */
  readonly lines: number[];
  readonly faults: ImportFault[];
  /** Rows that add nothing, and are not wrong. */
  leftOut: number;
}

/** The file, as often as it is asked for. */
export type OpenFile = () => ByteChunks;

const sampleLength = 65_536;
/** A header stands within the first rows: banks write a few lines about the account above it. */
const headerSearched = 20;
/** Rows after which a survey without open questions stops. */
const surveyedRows = 2000;

// 1. The survey

/**
 * Refuses what is no text, empty, or of no known format; `profileId` asks for one profile. Who has read the file already
 * may tell its encoding.
 */
export async function surveyImport(open: OpenFile, profileId?: string, profiles = importProfiles, told?: Encoding): Promise<ImportSurvey> {
  const encoding = told ?? (await scanEncoding(open()));
  const sample = await beginning(decodeChunks(open(), encoding));
  if (sample.trim() === "") throw new Refusal("file_empty", { at: "file" });
  const wanted = profileId === undefined ? profiles : [profileById(profileId)];
  const table = findTable(sample, wanted);
  if (!table) return surveyLines(sample, encoding, wanted);
  const { profile, delimiter, headerLine, header } = table;
  const { places, ignored, twice } = mapColumns(profile, header);
  const [double] = twice;
  if (double) throw new Refusal("column_twice", { at: `line ${headerLine}`, columns: double });
  const shown = await surveyColumns(readCsvRows(decodeChunks(open(), encoding), delimiter), profile, places, headerLine);
  return { profile: profile.id, encoding, delimiter, headerLine, header, places, ignored, ...settle(shown, header, places) };
}

async function beginning(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length >= sampleLength) break;
  }
  return text;
}

interface Table {
  readonly profile: ImportProfile;
  readonly delimiter: Delimiter;
  readonly headerLine: number;
  readonly header: readonly string[];
}

/** The first row that a profile knows as its header, under the likeliest delimiter that makes one. */
function findTable(sample: string, profiles: readonly ImportProfile[]): Table | undefined {
  for (const delimiter of rankDelimiters(sample)) {
    const { rows, lines } = sampleRows(sample, delimiter, headerSearched);
    for (const [index, header] of rows.entries()) {
      const profile = recogniseHeader(profiles, header);
      if (profile) return { profile, delimiter, headerLine: lines[index] ?? 1, header };
    }
  }
  return undefined;
}

function surveyLines(sample: string, encoding: Encoding, profiles: readonly ImportProfile[]): ImportSurvey {
  const [line = ""] = sample.split(/\r\n?|\n/).filter((text) => text.trim() !== "");
  // Whoever asks for a log by name knows that it is one.
  const isAskedFor = profiles.length === 1 && profiles[0]?.layout === "lines";
  const profile = isAskedFor ? profiles[0] : profiles.find(({ isLine }) => isLine?.(line));
  if (profile) {
    const places = Object.fromEntries(Object.keys(profile.columns).map((column) => [column, 0]));
    return {
      profile: profile.id,
      encoding,
      delimiter: null,
      headerLine: 0,
      header: [],
      places,
      ignored: [],
      dayOrders: {},
      decimalMarks: {},
      asks: [],
    };
  }
  throw unrecognised(sample, profiles);
}

/** Says which columns are missing where one profile was asked for or nearly met, or else what the first row says. */
function unrecognised(sample: string, profiles: readonly ImportProfile[]): Refusal {
  const [delimiter = ";"] = rankDelimiters(sample);
  const [header = []] = sampleRows(sample, delimiter, 1).rows;
  const profile = profiles.length === 1 ? profiles[0] : nearest(profiles, header);
  if (profile?.layout === "table") {
    const missing = mapColumns(profile, header).missing.map((group) =>
      group.map((column) => profile.columns[column]?.names[0] ?? column).join(" / "),
    );
    return new Refusal("columns_missing", { at: "line 1", missing, header });
  }
  return new Refusal("import_unrecognised", { at: "line 1", header: header.slice(0, headerSearched).map((cell) => cell.slice(0, 60)) });
}

/** Columns of a header that a profile knows: so many, and it is meant. */
const knownColumns = 3;

/** The profile that knows most columns of a header, where it knows enough of them. */
function nearest(profiles: readonly ImportProfile[], header: readonly string[]): ImportProfile | undefined {
  const known = profiles
    .filter(({ layout }) => layout === "table")
    .map((profile) => ({ profile, width: Object.keys(mapColumns(profile, header).places).length }))
    .sort((a, b) => b.width - a.width);
  const [first, second] = known;
  return first && first.width >= knownColumns && first.width > (second?.width ?? 0) ? first.profile : undefined;
}

interface Shown {
  readonly days: Map<string, Evidence<DayOrder>>;
  readonly marks: Map<string, Evidence<DecimalMark>>;
}

/** Reads until every column of days and numbers is settled, or leaves nothing open for a good while, or the file ends. */
async function surveyColumns(
  batches: AsyncIterable<RowBatch>,
  profile: ImportProfile,
  places: Readonly<Record<string, number>>,
  headerLine: number,
): Promise<Shown> {
  const reading = (reads: "day" | "number") => Object.keys(places).filter((column) => profile.columns[column]?.reads === reads);
  const shown: Shown = {
    days: new Map(reading("day").map((column) => [column, dayEvidence()])),
    marks: new Map(reading("number").map((column) => [column, markEvidence()])),
  };
  const observed = [...shown.days, ...shown.marks].map(([column, evidence]) => ({ place: places[column] ?? 0, evidence }));
  let rows = 0;
  for await (const batch of batches) {
    for (const [index, row] of batch.rows.entries()) {
      if ((batch.lines[index] ?? 0) <= headerLine) continue;
      for (const { place, evidence } of observed) evidence.observe(row[place] ?? "");
    }
    rows += batch.rows.length;
    if (rows >= surveyedRows && observed.every(({ evidence }) => evidence.verdict !== "ask")) break;
  }
  return shown;
}

function settle({ days, marks }: Shown, header: readonly string[], places: Readonly<Record<string, number>>) {
  const dayOrders: Record<string, DayOrder> = {};
  const decimalMarks: Record<string, DecimalMark> = {};
  const asks: ImportAsk[] = [];
  const headerOf = (column: string): string => header[places[column] ?? -1]?.trim() ?? column;
  for (const [column, { verdict }] of days) {
    if (verdict === "day-first" || verdict === "month-first") dayOrders[column] = verdict;
    else if (verdict === "ask") asks.push({ column, header: headerOf(column), ask: "day-order" });
  }
  for (const [column, { verdict }] of marks) {
    if (verdict === "," || verdict === ".") decimalMarks[column] = verdict;
    else if (verdict === "ask") asks.push({ column, header: headerOf(column), ask: "decimal-mark" });
  }
  return { dayOrders, decimalMarks, asks };
}

// 2. Reading

/** Values and faults in the order of the file, a batch at a time: the next is read when the last is taken. */
export async function* readImport<Value = unknown>(
  open: OpenFile,
  survey: ImportSurvey,
  context: ImportContext,
  profile = profileById(survey.profile) as ImportProfile<Value>,
): AsyncGenerator<ImportBatch<Value>> {
  const text = decodeChunks(open(), survey.encoding);
  const batches = survey.delimiter === null ? readLineRows(text) : readCsvRows(text, survey.delimiter);
  const columns = new FileColumns(survey, context);
  const rowRule = profile.rowRule(columns, context);
  for await (const { rows, lines, faults } of batches) {
    const faulty = faults.filter(({ line }) => line > survey.headerLine);
    const batch: ImportBatch<Value> = { values: [], lines: [], faults: faulty, leftOut: 0 };
    for (let index = 0; index < rows.length; index += 1) {
      const line = lines[index] as number;
      if (line <= survey.headerLine) continue;
      const before = faulty.length;
      const value = columns.readRow(rows[index] as string[], line, rowRule, faulty);
      if (value === undefined) {
        if (faulty.length === before) batch.leftOut += 1;
        continue;
      }
      batch.values.push(value);
      batch.lines.push(line);
    }
    yield batch;
  }
  const late = columns.lateFaults();
  if (late.length > 0) yield { values: [], lines: [], faults: late, leftOut: 0 };
}

/** Distinct cells that are remembered a column. */
const cacheMax = 20_000;
/** Cells read on the assumption of a decimal mark that are listed; one is enough to stop an import. */
const assumedMax = 1000;

class FileColumns implements Columns {
  line = 0;
  private faults: ImportFault[] = [];
  /** Faults that were there before the row. */
  private before = 0;
  private readonly numbers: NumberCells[] = [];

  constructor(
    private readonly survey: ImportSurvey,
    private readonly context: ImportContext,
  ) {}

  readRow<Value>(
    row: readonly string[],
    line: number,
    rule: (cells: readonly string[]) => Value | undefined,
    faults: ImportFault[],
  ): Value | undefined {
    this.line = line;
    this.faults = faults;
    this.before = faults.length;
    const width = this.survey.header.length;
    if (width > 0 && row.length !== width && (row.length < width || row.slice(width).some((cell) => cell.trim() !== ""))) {
      this.report(null, "row_ragged", { expected: width, found: row.length });
      return undefined;
    }
    const value = rule(row);
    return faults.length > this.before ? undefined : value;
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
    return this.value(column, (cell) => parseDay(cell, order));
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
    const readOnce = remembered((cell) => ({ reading: read(cell, mark), shown: markShown(cell) }));
    return (cells) => {
      const cell = (cells[place] ?? "").trim();
      if (cell === "") return null;
      const { reading, shown } = readOnce(cell);
      if (shown !== undefined) cellsRead.note(cell, shown, this.line);
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

  /** 3. Cells read by a mark that a later cell of the column contradicts. */
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
