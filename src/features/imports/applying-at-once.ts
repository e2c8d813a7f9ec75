/**
 * Applying at once. A collective's first import has nothing to be compared with, and whoever asks to have it applied
 * without looking at a preview needs none: its rows are copied among the contributions while the file is read, in one
 * transaction that is committed at the end of a file without an error. That is a third of the work of staging a million
 * rows first.
 *
 * At the first error nothing more is copied; the file is read to its end for the list of errors, and all is rolled back.
 * Where contributions are here already, or the reader was interrupted before, the file is staged and applied as ever.
 */
import type { Queryable } from "../../db/client.js";
import { copyRows } from "../../db/copy.js";
import { inTransaction } from "../../db/transaction.js";
import { faultsListedMax } from "../../exchange/faults.js";
import { profileById } from "../../exchange/registry.js";
import { type Acting, recordApplied, rememberColumns, requireBatch } from "./imports.actions.js";
import { findBatch, hasContributions, lastStagedLine, lockImports, makeRoomForCopies, updateBatch } from "./imports.queries.js";
import { AddedContributionWriter, type FileToRead, type Keep, type Read, readFile } from "./reading.js";
import { preview, withPulse } from "./staging.js";

/** Undoes the transaction; the file has errors. */
class Faulty extends Error {
  constructor(readonly read: Read) {
    super("the file has errors");
  }
}

/** Undoes the transaction; somebody dropped the import meanwhile. */
class Dropped extends Error {}

/**
 * Reads a file and applies it. `applied` when it is; `previewed` when it has errors, and only these; `staged` where it has
 * to be staged; `dropped` when somebody did so meanwhile.
 */
export const applyAtOnce = (
  db: Queryable,
  acting: Acting,
  toRead: FileToRead,
  wanted: { withoutDuplicates: boolean },
): Promise<"applied" | "previewed" | "staged" | "dropped"> => withPulse(db, toRead, () => readAndApply(db, acting, toRead, wanted));

async function readAndApply(
  db: Queryable,
  acting: Acting,
  toRead: FileToRead,
  { withoutDuplicates }: { withoutDuplicates: boolean },
): Promise<"applied" | "previewed" | "staged" | "dropped"> {
  const { batch, survey } = toRead;
  if (profileById(survey.profile).makes === "members" || (await lastStagedLine(db, batch)) > 0) return "staged";
  const { memberId: loggedBy, now } = acting;
  try {
    // Not `inTransaction`: what reads a file is not done twice.
    return await db.transaction(async (tx) => {
      await lockImports(tx, batch);
      if (await hasContributions(tx, batch.collectiveId)) return "staged";
      await makeRoomForCopies(tx);
      const writer = new AddedContributionWriter(toRead, { loggedBy, now, withoutDuplicates, listed: faultsListedMax });
      const keep: Keep = async (rows, { errorsCounted }) => {
        if (rows && errorsCounted === 0) await copyRows(tx, writer.table, writer.columns, rows);
        return true;
      };
      const read = await readFile(toRead, writer, keep);
      if (!read) throw new Error("nothing stops this reader");
      if (read.faults.count > 0) throw new Faulty(read);
      if ((await findBatch(tx, batch, true))?.status !== "staging") throw new Dropped();
      const { faults: _, ...progress } = read;
      const { rowsAlike, duplicates } = writer;
      const applied = {
        ...progress,
        rowsAlike,
        duplicates,
        status: "applied",
        previewedAt: now,
        appliedAt: now,
        rowsApplied: writer.rowsAdded,
      };
      await updateBatch(tx, batch, applied);
      await recordApplied(tx, acting, { id: batch.id, profile: survey.profile, rowsApplied: writer.rowsAdded, givers: [...writer.givers] });
      await rememberColumns(tx, acting, await requireBatch(tx, acting, batch.id));
      return "applied";
    });
  } catch (error) {
    if (error instanceof Dropped) return "dropped";
    if (!(error instanceof Faulty)) throw error;
    await inTransaction(db, (tx) => preview(tx, toRead, error.read, { known: 0, alike: 0 }));
    return "previewed";
  }
}
