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
 *   const reader = new ImportReader(survey, context, (value, line) => …)
 *   for await (const bytes of open()) reader.push(bytes).faults …   and reader.end().faults
 */
import { nameKey } from "../domain/fold.js";
import { Refusal, type RefusalCode, type RefusalFigures } from "../domain/refusals.js";
import {
  CsvRows,
  type Delimiter,
  LineRows,
  type RowBatch,
  type RowFault,
  type RowReader,
  rankDelimiters,
  readRows,
  sampleRows,
} from "./csv-read.js";
import { unneutralised } from "./csv-write.js";
import { type ByteChunks, decodeChunks, decoderOf, type Encoding, scanEncoding } from "./decode.js";
import type { ImportFault } from "./faults.js";
import { columnsTaken, headerKeyOf, type Mappings, requireColumns, type ToldColumns, toldPlaces } from "./mapping.js";
import {
  type CellReading,
  type Columns,
  type ImportContext,
  type ImportProfile,
  mapColumns,
  type RowRule,
  recogniseHeader,
  withoutTrailing,
} from "./profile.js";
import { importProfiles, profileById } from "./registry.js";
import {
  type DayOrder,
  type DecimalMark,
  dayEvidence,
  type Evidence,
  markBesideGroups,
  markEvidence,
  markShown,
  parseDay,
} from "./values.js";

export interface ImportAsk {
  readonly column: string;
  /** The header as it stands in the file. */
  readonly header: string;
  readonly ask: "day-order" | "decimal-mark";
}

/** A name of a row that found nothing here, and is kept in another way. */
export interface ImportRemark {
  readonly line: number;
  /** The header as it stands in the file. */
  readonly column: string;
  readonly name: string;
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
  /** By what the columns were found: their names, what somebody says now, or what somebody said of an earlier file. */
  readonly mapping: "profile" | "told" | "remembered";
  /** What was said of the columns. */
  readonly told: ToldColumns;
}

/** What somebody says of a file, and what was said of files before it. */
export interface SurveyWishes {
  /** Asks for one profile. */
  readonly profileId?: string | undefined;
  /** Nothing is what no column is said of: what is remembered is left aside then. */
  readonly columns?: ToldColumns | undefined;
  readonly mappings?: Mappings;
  readonly profiles?: readonly ImportProfile[];
  /** Who has read the file already may tell. */
  readonly encoding?: Encoding;
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

/** The file, as often as it is asked for. */
export type OpenFile = () => ByteChunks;

const sampleLength = 65_536;
/** A header stands within the first rows: banks write a few lines about the account above it. */
const headerSearched = 20;
/** Rows after which a survey without open questions stops. */
const surveyedRows = 2000;

// 1. The survey

/** Refuses what is no text, empty, or of no known format. */
export async function surveyImport(open: OpenFile, wishes: SurveyWishes = {}): Promise<ImportSurvey> {
  const { profileId, profiles = importProfiles } = wishes;
  const encoding = wishes.encoding ?? (await scanEncoding(open()));
  const sample = await beginning(decodeChunks(open(), encoding));
  if (sample.trim() === "") throw new Refusal("file_empty", { at: "file" });
  const wanted = profileId === undefined ? profiles : [profileById(profileId)];
  const { columns, mappings = new Map() } = wishes;
  const isTold = columns !== undefined && Object.keys(columns).length > 0;
  const table = isTold ? toldTable(sample, columns, profileId) : findTable(sample, wanted, columns ? new Map() : mappings);
  if (!table) return surveyLines(sample, encoding, wanted);
  const { profile, delimiter, headerLine, header, mapping, told } = table;
  const { places, ignored, twice, missing } = mapColumns(profile, header, toldPlaces(told, header, headerLine));
  const [double] = twice;
  if (double) throw new Refusal("column_twice", { at: `line ${headerLine}`, columns: double });
  if (missing.length > 0) throw unrecognised(sample, [profile], missing);
  const shown = await surveyColumns(readRows(decodeChunks(open(), encoding), new CsvRows(delimiter)), profile, places, headerLine);
  const found = { profile: profile.id, encoding, delimiter, headerLine, header, places, ignored, mapping, told };
  return { ...found, ...settle(shown, header, places) };
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
  readonly mapping: ImportSurvey["mapping"];
  readonly told: ToldColumns;
}

/** The rows that may be a header, under the likeliest delimiter first. */
function* headers(sample: string) {
  for (const delimiter of rankDelimiters(sample)) {
    const { rows, lines } = sampleRows(sample, delimiter, headerSearched);
    for (const [index, header] of rows.entries()) yield { delimiter, header, headerLine: lines[index] ?? 1 };
  }
}

/** The first row that somebody has mapped before, or that a profile knows as its header. */
function findTable(sample: string, profiles: readonly ImportProfile[], mappings: Mappings): Table | undefined {
  for (const found of headers(sample)) {
    const before = mappings.size > 0 ? mappings.get(headerKeyOf(found.header)) : undefined;
    const mapped = before && profiles.find(({ id }) => id === before.profile);
    if (before && mapped) return { ...found, profile: mapped, mapping: "remembered", told: before.columns };
    const profile = recogniseHeader(profiles, found.header);
    if (profile) return { ...found, profile, mapping: "profile", told: {} };
  }
  return undefined;
}

/** The first row that has all the names that somebody gives. Refuses `mapping_column_unknown`, `mapping_header_unknown`. */
function toldTable(sample: string, told: ToldColumns, profileId = "contributions"): Table {
  const profile = profileById(profileId);
  requireColumns(profile, told);
  for (const found of headers(sample)) {
    const isHeader = found.header.length > 1 && toldPlaces(told, found.header, found.headerLine) !== undefined;
    if (isHeader) return { ...found, profile, mapping: "told", told };
  }
  const { header, line } = likelyHeader(sample);
  const missing = Object.values(told).filter((name) => toldPlaces({ name }, header, line) === undefined);
  throw new Refusal("mapping_header_unknown", { at: `line ${line}`, names: missing, header });
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
      mapping: "profile",
      told: {},
    };
  }
  throw unrecognised(sample, profiles);
}

/** Cells that are shown of a header and of the first rows, so that somebody can say which column is what. */
const cellsShown = 200;
const lettersShown = 200;
const rowsShown = 3;

/** The row that is likely the header of a table nobody knows: the first as wide as most, and the rows below it. */
function likelyHeader(sample: string) {
  const [delimiter = ";"] = rankDelimiters(sample);
  const { rows, lines } = sampleRows(sample, delimiter, headerSearched);
  const widths = rows.map(({ length }) => length);
  const commonest = [...new Set(widths)].sort((a, b) => timesIn(widths, b) - timesIn(widths, a) || b - a)[0] ?? 1;
  const at = Math.max(commonest > 1 ? widths.indexOf(commonest) : 0, 0);
  const shown = (row: readonly string[] = []) => row.slice(0, cellsShown).map((cell) => cell.trim().slice(0, lettersShown));
  return { header: shown(rows[at]), line: lines[at] ?? 1, rows: rows.slice(at + 1, at + 1 + rowsShown).map(shown) };
}

const timesIn = (widths: readonly number[], width: number): number => widths.filter((each) => each === width).length;

/**
 * Says which columns are missing where one profile was asked for or nearly met, or else what the header says; with what
 * somebody needs to say which column is what.
 */
function unrecognised(sample: string, profiles: readonly ImportProfile[], lacking?: readonly (readonly string[])[]): Refusal {
  const { header, line, rows } = likelyHeader(sample);
  const profile = profiles.length === 1 ? profiles[0] : nearest(profiles, header);
  const mappable = profiles.filter(({ id, layout }) => layout === "table" && (profiles.length === 1 || mappedByHand.has(id)));
  const help = {
    at: `line ${line}`,
    headings: header,
    rows,
    takes: mappable.map((each) => columnsTaken(each, header)),
    profile: profile?.id ?? null,
  };
  if (profile?.layout === "table") {
    const missing = (lacking ?? mapColumns(profile, header).missing).map((group) =>
      group.map((column) => profile.columns[column]?.names[0] ?? column).join(" / "),
    );
    return new Refusal("columns_missing", { ...help, missing, header });
  }
  return new Refusal("import_unrecognised", { ...help, header: header.slice(0, headerSearched).map((cell) => cell.slice(0, 60)) });
}

/** The profiles that a table of no known source is mapped to. */
const mappedByHand: ReadonlySet<string> = new Set(["contributions", "members"]);

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

  /** Refuses `quote_open` when a row does not end, and what no letter is (`decoderOf`). */
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

/** Letters of two encodings in one file: told by text alone, since a table may be pasted as well. */
class MixedLetters {
  isSuspect = false;

  /** Looks at a whole chunk: rows are looked at one by one only from where something was seen. */
  seen(chunk: string): string {
    this.isSuspect ||= misread.test(chunk) || /[ÂÃÅâ].?$/.test(chunk);
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
