/**
 * Reading a file into the database: rows are read, judged and encoded in batches of the file's chunks, and copied some
 * megabytes at a time. One copy is under way while the next rows are read: both run on different processors.
 */
import { setImmediate as immediate } from "node:timers/promises";
import { CopyRows, idField, instantField, textField } from "../../db/copy.js";
import { newId } from "../../db/id.js";
import type { ImportWarning, UnknownName } from "../../db/schema/index.js";
import type { Day } from "../../domain/calendar.js";
import { longAgoBefore, longAgoYears } from "../../domain/contribution-draft.js";
import { Refusal } from "../../domain/refusals.js";
import { FaultList } from "../../exchange/faults.js";
import { fingerprintOf, Occurrences, occurrenceOf } from "../../exchange/fingerprint.js";
import type { ContributionRow, ImportContext, MemberRow } from "../../exchange/profile.js";
import { type ImportBatch, ImportReader, type ImportRemark } from "../../exchange/read-import.js";
import type { ImportSurvey } from "../../exchange/survey-import.js";
import type { ImportFile } from "./import-file.js";
import type { Batch } from "./imports.queries.js";
import { lineMax, rowIds } from "./row-ids.js";

export type BatchKey = Pick<Batch, "collectiveId" | "id">;

/** A file that is to be read, into which batch, and what its rows are judged against. */
export interface FileToRead {
  readonly batch: BatchKey;
  readonly file: ImportFile;
  readonly survey: ImportSurvey;
  readonly context: ImportContext;
  readonly now: () => Date;
  /** Told after each copy. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the reader. */
  readonly signal?: AbortSignal;
  /** This process answers others meanwhile: little is copied at a time, and others have their turn after it. */
  readonly givesWay?: boolean;
}

export interface Progress {
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsValid: number;
  readonly errorsCounted: number;
}

/** What a row of a file is: one or the other, as its profile makes it. */
export type FileRow = ContributionRow & MemberRow;

/** Writes rows in the columns of a table. */
export interface RowWriter {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: CopyRows;
  write(row: FileRow, line: number): void;
}

/** Keeps the rows so far and how far the file is; false to stop the reader. */
export type Keep = (rows: Buffer | undefined, progress: Progress) => Promise<boolean>;

interface Pace {
  /** Bytes that are copied at a time, at most. */
  readonly copyBytes: number;
  /** Rows after which it is told how far the file is, although none was to be copied. */
  readonly rowsUntold: number;
}

/**
 * Bytes that are read in a turn, some hundred rows: the database gets no more of a copy, and no other request its answer, until
 * it is over.
 */
const turnBytes = 16_384;

/** Bytes that a database which has nothing to copy is sent at once: it begins early, and does not wait for a slower reader. */
const waitedBytes = 1_048_576;

/** Some thirty thousand rows a copy, while another is under way. */
const large: Pace = { copyBytes: 8_388_608, rowsUntold: 50_000 };
/**
 * Where others wait: fifteen hundred rows a copy, which the embedded database, that computes in this process, copies in a
 * fraction of a second; a turn of some hundred rows, a few milliseconds.
 */
const small: Pace = { copyBytes: 524_288, rowsUntold: 5000 };

/**
 * Rows that one import reads. The occurrences of two million take 50 MB, beside all else that this process does, and the numbers of
 * rows that they keep (`Occurrences`) end soon after.
 */
export const rowsMax = 2_000_000;
/** Names that found nothing here and are told; the others are kept all the same. */
const namesToldMax = 200;

/** Each name once. */
class UnknownNames {
  private readonly names = new Map<string, UnknownName>();

  add(remarks: readonly ImportRemark[]): void {
    for (const { line, column, name } of remarks) {
      const key = `${column}\n${name}`;
      const known = this.names.get(key);
      if (known) known.lines += 1;
      else if (this.names.size < namesToldMax) this.names.set(key, { column, name, firstLine: line, lines: 1 });
    }
  }

  get listed(): UnknownName[] {
    return [...this.names.values()];
  }
}

/** Rows of so long ago that the year may be mistyped, 2016 in 2026: the first of them, and how many. */
class LongAgo {
  private readonly before: string;
  private count = 0;
  private first = { line: 0, day: "" };

  constructor(today: Day) {
    this.before = longAgoBefore(today);
  }

  /** A member has no day, and is not counted. */
  look(day: Day | undefined, line: number): void {
    if (day === undefined || day >= this.before) return;
    if (this.count === 0) this.first = { line, day };
    this.count += 1;
  }

  get warnings(): ImportWarning[] {
    const { count, first } = this;
    return count === 0 ? [] : [{ code: "days_long_ago", figures: { count, ...first, years: longAgoYears } }];
  }
}

export interface Read extends Progress {
  readonly faults: FaultList;
  readonly unknownNames: UnknownName[];
  readonly warnings: ImportWarning[];
}

/** Reads the file to its end; undefined when it was stopped. */
export async function readFile(toRead: FileToRead, writer: RowWriter, keep: Keep, max = rowsMax): Promise<Read | undefined> {
  const reading = new Reading(toRead, writer, keep, max);
  try {
    for await (const chunk of toRead.file.open()) {
      for (let from = 0; from < chunk.length; from += turnBytes) {
        reading.read(chunk.subarray(from, from + turnBytes));
        if (reading.isFull && !(await reading.keepSoFar())) return undefined;
        await immediate();
      }
    }
    reading.end();
  } catch (error) {
    // The rest of a file with an open quote, or beyond the limit, is not read: one more error, at its line.
    if (!(error instanceof Refusal)) throw error;
    const line = Number(/\d+/.exec(String(error.figures.at))?.[0] ?? 1);
    reading.faults.addStop({ line, column: null, code: error.code, figures: error.figures });
  }
  const { faults, names, longAgo } = reading;
  return (await reading.keepAll()) ? { ...reading.progress, faults, unknownNames: names.listed, warnings: longAgo.warnings } : undefined;
}

/** What was read, what is being copied, and how far it is. */
class Reading {
  readonly faults = new FaultList();
  readonly names = new UnknownNames();
  readonly longAgo: LongAgo;
  private readonly reader: ImportReader<FileRow>;
  private bytesRead = 0;
  private rowsRead = 0;
  private rowsValid = 0;
  private rowsTold = 0;
  private keeping: Promise<boolean> = Promise.resolve(true);
  private readonly pace: Pace;
  private isKeeping = false;

  constructor(
    private readonly toRead: FileToRead,
    private readonly writer: RowWriter,
    private readonly keep: Keep,
    private readonly max: number,
  ) {
    this.pace = toRead.givesWay ? small : large;
    this.longAgo = new LongAgo(toRead.context.facts.today);
    this.reader = new ImportReader(toRead.survey, toRead.context, this.take);
  }

  get progress(): Progress {
    const { bytesRead, rowsRead, rowsValid, faults } = this;
    return { bytesRead, rowsRead, rowsValid, errorsCounted: faults.count };
  }

  /** Whether it is time to keep what was read. */
  get isFull(): boolean {
    const bytes = this.isKeeping ? this.pace.copyBytes : Math.min(this.pace.copyBytes, waitedBytes);
    return this.writer.rows.byteLength >= bytes || this.rowsRead - this.rowsTold >= this.pace.rowsUntold;
  }

  read(bytes: Uint8Array): void {
    this.bytesRead += bytes.length;
    this.count(this.reader.push(bytes));
  }

  end(): void {
    this.count(this.reader.end());
  }

  private readonly take = (row: FileRow, line: number): void => {
    if (line > lineMax) throw new Refusal("body_too_large", { at: `line ${line}`, limit: lineMax });
    this.longAgo.look(row.dayOn, line);
    this.writer.write(row, line);
  };

  private count({ valid, lastLine, faults, remarks, leftOut }: ImportBatch): void {
    this.faults.add(faults);
    this.names.add(remarks);
    this.rowsValid += valid;
    this.rowsRead += valid + leftOut + linesOf(faults);
    if (this.rowsRead > this.max) throw new Refusal("rows_too_many", { at: `line ${lastLine}`, max: this.max });
  }

  /** Waits until what came before is kept, and begins to keep what came since. False when the file is to be left alone. */
  async keepSoFar(): Promise<boolean> {
    if (!(await this.keeping) || this.toRead.signal?.aborted) return false;
    const rows = this.writer.rows.rows > 0 ? this.writer.rows.take() : undefined;
    const { progress } = this;
    this.rowsTold = this.rowsRead;
    this.isKeeping = true;
    this.keeping = this.keep(rows, progress);
    const kept = (): void => {
      this.isKeeping = false;
    };
    // Whoever awaits it next hears of an error; until then it must not end the process.
    this.keeping.then(kept, kept);
    this.toRead.onProgress?.(progress);
    return true;
  }

  async keepAll(): Promise<boolean> {
    return (await this.keepSoFar()) && this.keeping;
  }
}

/** Rows with faults: a row may have several, all of one line. */
function linesOf(faults: readonly { readonly line: number }[]): number {
  let lines = 0;
  let last = -1;
  for (const { line } of faults) {
    if (line !== last) lines += 1;
    last = line;
  }
  return lines;
}

const contributionColumns =
  "collective_id batch_id id member_id paid_to circle_id envelope_id kind_id quantity amount_minor claim_minor day_on until_on note tags evidence settlement is_volunteered fingerprint".split(
    " ",
  );

/** Bytes of a row, somewhat more than most have: a table made for twice the rows would be twice as far to go. */
const rowBytes = 128;

/** Contributions, with an id and a fingerprint each. What comes behind the common columns is its subclasses'. */
abstract class ContributionWriter implements RowWriter {
  abstract readonly table: string;
  abstract readonly columns: readonly string[];
  readonly rows = new CopyRows();
  private readonly occurrences: Occurrences;
  private readonly firstFieldsOf: (line: number) => Uint8Array;

  constructor({ batch: { collectiveId, id }, file }: Pick<FileToRead, "batch" | "file">) {
    this.occurrences = new Occurrences(Math.min(Math.ceil(file.bytes / rowBytes), rowsMax));
    this.firstFieldsOf = rowIds(id, Buffer.concat([idField(collectiveId), idField(id)]));
  }

  write(row: ContributionRow, line: number): void {
    const { rows } = this;
    const start = rows.place;
    rows.row(this.columns.length);
    rows.raw(this.firstFieldsOf(line));
    const said = rows.place;
    rows.sharedId(row.memberId);
    rows.sharedId(row.paidTo);
    rows.sharedId(row.circleId);
    rows.sharedId(row.envelopeId);
    rows.sharedId(row.kindId);
    rows.decimal(row.quantity);
    rows.bigint(row.amountMinor);
    rows.bigint(row.claimMinor);
    rows.day(row.dayOn);
    rows.day(row.untilOn);
    rows.text(row.note);
    rows.texts(row.tags);
    rows.text(row.evidence);
    rows.text(row.settlement);
    rows.flag(row.isVolunteered);
    const fingerprint = fingerprintOf(rows.since(said));
    const { count, firstLine } = this.occurrences.add(fingerprint, line);
    if (this.isWanted(row, line, count)) {
      rows.ownId(occurrenceOf(fingerprint, count));
      this.writeRest(row, line, count > 1 ? firstLine : null);
    } else rows.dropRow(start);
  }

  protected abstract isWanted(row: ContributionRow, line: number, count: number): boolean;
  protected abstract writeRest(row: ContributionRow, line: number, likeLine: number | null): void;
}

/** Contributions to be previewed. */
export class StagedContributionWriter extends ContributionWriter {
  readonly table = "staged_contributions";
  readonly columns = [...contributionColumns, "line", "reference", "like_line"];
  hasReferences = false;

  /** Lines up to `stagedLine` are staged already; they only count. */
  constructor(
    toRead: Pick<FileToRead, "batch" | "file">,
    private readonly stagedLine: number,
  ) {
    super(toRead);
  }

  protected isWanted({ reference }: ContributionRow, line: number): boolean {
    this.hasReferences ||= reference !== null;
    return line > this.stagedLine;
  }

  protected writeRest({ reference }: ContributionRow, line: number, likeLine: number | null): void {
    this.rows.integer(line);
    this.rows.sharedId(reference);
    this.rows.integer(likeLine);
  }
}

/** Contributions to be added at once. */
export class AddedContributionWriter extends ContributionWriter {
  readonly table = "contributions";
  readonly columns = [...contributionColumns, "logged_by", "status", "created_at", "changed_at"];
  readonly givers = new Set<string>();
  rowsAdded = 0;
  rowsAlike = 0;
  readonly duplicates: { line: number; contributionId: null; likeLine: number }[] = [];
  private readonly rest: Buffer;

  constructor(
    toRead: Pick<FileToRead, "batch" | "file">,
    private readonly wanted: {
      readonly loggedBy: string;
      readonly now: Date;
      readonly withoutDuplicates: boolean;
      readonly listed: number;
    },
  ) {
    super(toRead);
    const at = instantField(wanted.now);
    this.rest = Buffer.concat([idField(wanted.loggedBy), textField("declared"), at, at]);
  }

  protected isWanted(_row: ContributionRow, _line: number, count: number): boolean {
    return count === 1 || !this.wanted.withoutDuplicates;
  }

  protected writeRest({ memberId }: ContributionRow, line: number, likeLine: number | null): void {
    this.givers.add(memberId);
    this.rowsAdded += 1;
    if (likeLine !== null) {
      this.rowsAlike += 1;
      if (this.duplicates.length < this.wanted.listed) this.duplicates.push({ line, contributionId: null, likeLine });
    }
    this.rows.raw(this.rest);
  }
}

export class StagedMemberWriter implements RowWriter {
  readonly table = "staged_members";
  readonly columns = "collective_id batch_id line id name kind email phone note standing from_on until_on known_id".split(" ");
  readonly rows = new CopyRows();
  rowsKnown = 0;

  constructor(
    private readonly batch: BatchKey,
    private readonly stagedLine: number,
  ) {}

  write(row: MemberRow, line: number): void {
    if (row.knownId !== null) this.rowsKnown += 1;
    if (line <= this.stagedLine) return;
    const { rows, batch } = this;
    rows.row(this.columns.length);
    rows.sharedId(batch.collectiveId);
    rows.sharedId(batch.id);
    rows.integer(line);
    rows.sharedId(newId());
    for (const text of [row.name, row.kind, row.email, row.phone, row.note, row.standing]) rows.text(text);
    rows.day(row.fromOn);
    rows.day(row.untilOn);
    rows.sharedId(row.knownId);
  }
}
