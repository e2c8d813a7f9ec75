/**
 * Staging: a file's rows, judged and resolved, laid beside each other in the database before any of them counts.
 *
 *  1. Rows are read, judged and encoded in batches of the file's chunks, and copied some megabytes at a time, each copy a
 *     short transaction. One copy is under way while the next is read: reading and copying run on different processors.
 *  2. After each copy the batch says how far it is. A reader that dies leaves its rows behind; whoever sends the file
 *     again goes on after the last staged line (rows before it are read again, for their errors and occurrences).
 *  3. At the end the rows that are here already and those that probably repeat another are marked, and the batch is
 *     previewed. Somebody who drops it meanwhile stops the reader at its next copy.
 */

import type { Queryable } from "../../db/client.js";
import { CopyRows, copyRows } from "../../db/copy.js";
import { newId } from "../../db/id.js";
import { inTransaction, type Tx } from "../../db/transaction.js";
import { Refusal } from "../../domain/refusals.js";
import { FaultList, faultsListedMax } from "../../exchange/faults.js";
import { fingerprintOf, Occurrences, occurrenceOf } from "../../exchange/fingerprint.js";
import type { ContributionRow, ImportContext, MemberRow } from "../../exchange/profile.js";
import { type ImportBatch, type ImportSurvey, readImport } from "../../exchange/read-import.js";
import { profileById } from "../../exchange/registry.js";
import type { ImportFile } from "./import-file.js";
import {
  type Batch,
  countMarked,
  expectMany,
  hasContributions,
  lastStagedLine,
  listDuplicates,
  type Marked,
  markAlike,
  markFingerprints,
  markReferences,
  saveProgress,
  updateBatch,
} from "./imports.queries.js";
import { lineMax, rowIds } from "./row-ids.js";

export interface Staging {
  readonly batch: Pick<Batch, "collectiveId" | "id">;
  readonly file: ImportFile;
  readonly survey: ImportSurvey;
  readonly context: ImportContext;
  readonly now: () => Date;
  /** Told after each copy: how far the file is read, and the last line that is staged. */
  readonly onProgress?: (progress: Progress, stagedLine: number) => void;
  /** Stops the reader; the batch can be gone on with. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly bytesRead: number;
  readonly rowsRead: number;
  readonly rowsValid: number;
  readonly errorsCounted: number;
}

/** Bytes that are copied at a time: some ten thousand rows. */
const copyBytes = 4_194_304;
/** Rows after which the batch says how far it is, although none was to be copied. */
const rowsUntold = 50_000;
/** Above so many rows the marks are made by hashing whole tables. */
const manyRows = 10_000;

/** Reads the file to its end and previews the batch; false when it was stopped or dropped meanwhile. */
export async function stageFile(db: Queryable, staging: Staging): Promise<boolean> {
  const { batch } = staging;
  const writer = profileById(staging.survey.profile).makes === "members" ? new MemberWriter(batch) : new ContributionWriter(batch);
  const reading = new Reading(db, staging, writer, await lastStagedLine(db, batch));
  const faults = new FaultList();
  try {
    for await (const rows of readImport<ContributionRow & MemberRow>(reading.open, staging.survey, staging.context)) {
      faults.add(rows.faults);
      if (!(await reading.take(rows, faults.count))) return false;
    }
  } catch (error) {
    // The rest of a file with an open quote cannot be read: one more error, at its line.
    if (!(error instanceof Refusal)) throw error;
    faults.add([{ line: Number(/\d+/.exec(String(error.figures.at))?.[0] ?? 1), column: null, code: error.code, figures: error.figures }]);
  }
  if (!(await reading.finish(faults.count))) return false;
  return preview(db, staging, reading.progress(faults.count), faults, writer);
}

/** Rules 1 and 2: what was read, what is being copied, and how far it is. */
class Reading {
  private bytesRead = 0;
  private rowsRead = 0;
  private rowsValid = 0;
  private rowsTold = 0;
  private lastLine = 0;
  private copying: Promise<boolean> = Promise.resolve(true);

  constructor(
    private readonly db: Queryable,
    private readonly staging: Staging,
    private readonly writer: RowWriter,
    private readonly stagedLine: number,
  ) {}

  /** The file, its bytes counted as they go. */
  readonly open = (): AsyncGenerator<Uint8Array> => this.counted();

  private async *counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.staging.file.open()) {
      this.bytesRead += chunk.length;
      yield chunk;
    }
  }

  progress = (errorsCounted: number): Progress => ({
    bytesRead: this.bytesRead,
    rowsRead: this.rowsRead,
    rowsValid: this.rowsValid,
    errorsCounted,
  });

  /** False when the batch is to be left alone. */
  async take({ values, lines, faults }: ImportBatch<ContributionRow & MemberRow>, errorsCounted: number): Promise<boolean> {
    this.rowsValid += values.length;
    this.rowsRead += values.length + linesOf(faults);
    for (let index = 0; index < values.length; index += 1) {
      const line = lines[index] as number;
      if (line > lineMax) throw new Refusal("body_too_large", { at: `line ${line}`, limit: lineMax });
      this.writer.write(values[index] as ContributionRow & MemberRow, line, line <= this.stagedLine);
      this.lastLine = line;
    }
    const waits = this.writer.rows.byteLength < copyBytes && this.rowsRead - this.rowsTold < rowsUntold;
    return waits || this.copy(errorsCounted);
  }

  /** Waits for the copy before, and starts the next. */
  private async copy(errorsCounted: number): Promise<boolean> {
    if (!(await this.copying) || this.staging.signal?.aborted) return false;
    const rows = this.writer.rows.rows > 0 ? this.writer.rows.take() : undefined;
    const progress = this.progress(errorsCounted);
    this.rowsTold = this.rowsRead;
    this.copying = this.save(rows, progress, this.lastLine);
    // Whoever awaits it next hears of an error; until then it must not end the process.
    this.copying.catch(() => {});
    return true;
  }

  private async save(rows: Buffer | undefined, progress: Progress, stagedLine: number): Promise<boolean> {
    const { batch, now, onProgress } = this.staging;
    if (rows) await copyRows(this.db, this.writer.table, this.writer.columns, rows);
    const goesOn = await saveProgress(this.db, batch, { ...progress, touchedAt: now() });
    onProgress?.(progress, stagedLine);
    return goesOn;
  }

  async finish(errorsCounted: number): Promise<boolean> {
    return (await this.copy(errorsCounted)) && this.copying;
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

/** Writes rows into the table where they are staged. */
interface RowWriter {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: CopyRows;
  /** `isStaged`: the row is there already, and only counts. */
  write(row: ContributionRow & MemberRow, line: number, isStaged: boolean): void;
  /** Marks what is here already. */
  mark(tx: Tx, rows: number): Promise<Marked>;
}

class ContributionWriter implements RowWriter {
  readonly table = "staged_contributions";
  readonly columns =
    "collective_id batch_id line id member_id paid_to circle_id envelope_id kind_id quantity amount_minor claim_minor day_on until_on note tags evidence settlement is_volunteered fingerprint reference like_line".split(
      " ",
    );
  readonly rows = new CopyRows();
  private hasReferences = false;
  private readonly occurrences = new Occurrences();
  private readonly idOf: ReturnType<typeof rowIds>;

  constructor(private readonly batch: Pick<Batch, "collectiveId" | "id">) {
    this.idOf = rowIds(batch.id);
  }

  write(row: ContributionRow, line: number, isStaged: boolean): void {
    const fingerprint = fingerprintOf(row);
    const { count, firstLine } = this.occurrences.add(fingerprint, line);
    this.hasReferences ||= row.reference !== null;
    if (isStaged) return;
    const { rows, batch } = this;
    rows.row(this.columns.length);
    rows.sharedId(batch.collectiveId);
    rows.sharedId(batch.id);
    rows.integer(line);
    rows.ownId(this.idOf(line));
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
    rows.ownId(occurrenceOf(fingerprint, count));
    rows.sharedId(row.reference);
    rows.integer(count > 1 ? firstLine : null);
  }

  mark(tx: Tx, rows: number): Promise<Marked> {
    return markRows(tx, this.batch, rows, this.hasReferences);
  }
}

class MemberWriter implements RowWriter {
  readonly table = "staged_members";
  readonly columns = "collective_id batch_id line id name kind email phone note standing from_on until_on known_id".split(" ");
  readonly rows = new CopyRows();
  private known = 0;

  constructor(private readonly batch: Pick<Batch, "collectiveId" | "id">) {}

  write(row: MemberRow, line: number, isStaged: boolean): void {
    if (row.knownId !== null) this.known += 1;
    if (isStaged) return;
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

  async mark(): Promise<Marked> {
    return { known: this.known, alike: 0 };
  }
}

// Rule 3

async function preview(db: Queryable, { batch, now }: Staging, progress: Progress, faults: FaultList, writer: RowWriter): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await saveProgress(tx, batch, { ...progress, touchedAt: now() }))) return false;
    const { known, alike } = await writer.mark(tx, progress.rowsValid);
    await updateBatch(tx, batch, {
      status: "previewed",
      errors: faults.listed,
      rowsKnown: known,
      rowsAlike: alike,
      duplicates: alike > 0 ? await listDuplicates(tx, batch, faultsListedMax) : [],
      previewedAt: now(),
    });
    return true;
  });
}

/** Marks what is here already and what is alike. */
export async function markRows(tx: Tx, batch: Pick<Batch, "collectiveId" | "id">, rows: number, hasReferences = true) {
  if (rows > manyRows) await expectMany(tx);
  if (await hasContributions(tx, batch.collectiveId)) {
    await markFingerprints(tx, batch);
    if (hasReferences) await markReferences(tx, batch);
    await markAlike(tx, batch);
  }
  return countMarked(tx, batch);
}
