/**
 * A file → its survey: what it is, before its rows are read (DESIGN §12).
 *
 * The survey reads the file as far as it must: encoding (all of it), delimiter, header, profile, and per column the order of its
 * days and its decimal mark. What the file leaves open is listed under `asks`: whoever imports answers, nothing is guessed.
 *
 *   const survey = await surveyImport(open)              // { profile: "contributions", delimiter: ";", encoding: "windows-1252", … }
 */
import { Refusal } from "../domain/refusals.js";
import { CsvRows, type Delimiter, type RowBatch, rankDelimiters, readRows, sampleRows } from "./csv-read.js";
import { type ByteChunks, decodeChunks, type Encoding, scanEncoding } from "./decode.js";
import { columnsTaken, headerKeyOf, type Mappings, requireColumns, type ToldColumns, toldPlaces } from "./mapping.js";
import { type ImportProfile, mapColumns, recogniseHeader } from "./profile.js";
import { importProfiles, profileById } from "./registry.js";
import { type DayOrder, type DecimalMark, dayEvidence, type Evidence, markEvidence } from "./values.js";

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

/** The file, as often as it is asked for. */
export type OpenFile = () => ByteChunks;

const sampleLength = 65_536;
/** A header stands within the first rows: banks write a few lines about the account above it. */
const headerSearched = 20;
/** Rows after which a survey without open questions stops. */
const surveyedRows = 2000;

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
  // A chunk may be several times as long, and each delimiter is tried on all of the sample.
  return text.slice(0, sampleLength);
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
/** Of a cell. */
export const lettersShown = 200;
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
