/**
 * Staging: a file's rows, judged and resolved, laid beside each other in the database before any of them counts.
 *
 *  1. Each copy is a short transaction, after which the batch says how far it is. A reader that dies leaves its rows
 *     behind; whoever sends the file again goes on after the last staged line (rows before it are read again, for their
 *     errors and occurrences). Somebody who drops the batch meanwhile stops the reader at its next copy.
 *  2. At the end the rows that are here already and those that probably repeat another are marked, and the batch is
 *     previewed.
 */
import type { Queryable } from "../../db/client.js";
import { copyRows } from "../../db/copy.js";
import { inTransaction, type Tx } from "../../db/transaction.js";
import { faultsListedMax } from "../../exchange/faults.js";
import { profileById } from "../../exchange/registry.js";
import {
  countMarked,
  hasContributions,
  lastStagedLine,
  listDuplicates,
  type Marked,
  markAlike,
  markFingerprints,
  markReferences,
  matchByHashing,
  saveProgress,
  touch,
  updateBatch,
} from "./imports.queries.js";
import { type BatchKey, type FileToRead, type Keep, type Read, readFile, StagedContributionWriter, StagedMemberWriter } from "./reading.js";

/** A reader says so often that it lives, also while it waits for the database: its silence is its death. */
const pulseMilliseconds = 10_000;

/** Reads, and says meanwhile that somebody does. */
export async function withPulse<Result>(
  db: Queryable,
  { batch, now }: Pick<FileToRead, "batch" | "now">,
  work: () => Promise<Result>,
  milliseconds = pulseMilliseconds,
): Promise<Result> {
  let beat: Promise<void> | undefined;
  const pulse = setInterval(() => {
    // The embedded database answers one after another: a beat that waits need not be followed by more.
    beat ??= touch(db, batch, now())
      .catch(() => {})
      .finally(() => {
        beat = undefined;
      });
  }, milliseconds).unref();
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    await beat;
  }
}

/** Reads the file to its end and previews the batch; false when it was stopped or dropped meanwhile. */
export const stageFile = (db: Queryable, toRead: FileToRead): Promise<boolean> => withPulse(db, toRead, () => stage(db, toRead));

async function stage(db: Queryable, toRead: FileToRead): Promise<boolean> {
  const { batch, now } = toRead;
  const stagedLine = await lastStagedLine(db, batch);
  const isOfMembers = profileById(toRead.survey.profile).makes === "members";
  const writer = isOfMembers ? new StagedMemberWriter(batch, stagedLine) : new StagedContributionWriter(toRead, stagedLine);
  const keep: Keep = async (rows, progress) => {
    if (rows) await copyRows(db, writer.table, writer.columns, rows);
    return saveProgress(db, batch, { ...progress, touchedAt: now() });
  };
  const read = await readFile(toRead, writer, keep);
  if (!read) return false;
  return inTransaction(db, async (tx) => {
    const marked =
      writer instanceof StagedMemberWriter ? { known: writer.rowsKnown, alike: 0 } : await markRows(tx, batch, writer.hasReferences);
    return preview(tx, toRead, read, marked);
  });
}

/** Marks what is here already and what is alike. */
export async function markRows(tx: Tx, batch: BatchKey, hasReferences = true): Promise<Marked> {
  await matchByHashing(tx);
  if (await hasContributions(tx, batch.collectiveId)) {
    await markFingerprints(tx, batch);
    if (hasReferences) await markReferences(tx, batch);
    await markAlike(tx, batch);
  }
  return countMarked(tx, batch);
}

/** False when the batch was dropped meanwhile. */
export async function preview(
  tx: Tx,
  { batch, now }: Pick<FileToRead, "batch" | "now">,
  { faults, unknownNames, warnings, ...progress }: Read,
  { known, alike }: Marked,
): Promise<boolean> {
  if (!(await saveProgress(tx, batch, { ...progress, touchedAt: now() }))) return false;
  await updateBatch(tx, batch, {
    status: "previewed",
    errors: faults.listed,
    unknownNames,
    warnings,
    rowsKnown: known,
    rowsAlike: alike,
    duplicates: alike > 0 ? await listDuplicates(tx, batch, faultsListedMax) : [],
    previewedAt: now(),
  });
  return true;
}
