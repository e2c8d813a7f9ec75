/**
 * Database transactions: the one place that opens them.
 *
 * Every write has one shape (DESIGN §3): an action opens one transaction, loads facts under a row lock, decides, and
 * saves. Two writers that block each other or meet in a snapshot are tried again by the database's own advice; a
 * refusal rolls everything back. Inside a transaction only `tx` may be used: on PGlite a query outside of it waits for
 * ever.
 */
import { type SQL, sql } from "drizzle-orm";
import { Refusal } from "../domain/refusals.js";
import { holdConnection, type Queryable, queryRows } from "./client.js";

export type Tx = Queryable;

const attemptsMax = 4;
/** serialization_failure and deadlock_detected: PostgreSQL asks for another try. */
const retryable = new Set(["40001", "40P01"]);

/** The SQLSTATE of an error, wherever the driver or Drizzle put it. */
export function sqlState(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

/**
 * Whether nothing of a failed transaction can have been saved. A connection that was lost may have been lost after the
 * commit, so who runs such a transaction again may do its work twice.
 */
export function isRolledBack(error: unknown): boolean {
  if (error instanceof Refusal) return true;
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const { code, severity } = cause as { code?: unknown; severity?: unknown };
    if (typeof code === "string") return typeof severity === "string" && severity !== "FATAL" && severity !== "PANIC";
  }
  return true;
}

/** Runs `work` in one transaction: all of it is saved, or nothing is. */
export const inTransaction = <Result>(db: Queryable, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  tried(() => db.transaction((tx) => work(tx)));

/**
 * A transaction whose `begin` travels with its first queries, for groups (http/group-write.ts): on PostgreSQL that is a
 * round trip less. The commit waits until `work` is done, so that nothing of it can come after the commit.
 */
export const inShortTransaction = <Result>(db: Queryable, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  tried(() => begunWithWork(db, work));

/**
 * Work that reads without a lock and then saves by one statement, for groups: the statement is a transaction by itself, so that
 * saving and committing are one round trip. Who reads under a lock takes `inShortTransaction`.
 */
export const byOneStatement = <Result>(db: Queryable, work: (on: Queryable) => Promise<Result>): Promise<Result> => tried(() => work(db));

/** Tries again what the database advises to try again. */
async function tried<Result>(attemptOnce: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce();
    } catch (error) {
      if (attempt >= attemptsMax || !retryable.has(sqlState(error) ?? "")) throw error;
    }
  }
}

async function begunWithWork<Result>(db: Queryable, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const held = await holdConnection(db);
  if (!held) return db.transaction(work);
  let isLost = false;
  try {
    const begun = held.send("begin");
    const result = await work(held.tx);
    await begun;
    await held.send("commit");
    return result;
  } catch (error) {
    await held.send("rollback").catch(() => {
      isLost = true;
    });
    throw error;
  } finally {
    // A connection that was lost is already on its way to be opened anew.
    if (!isLost) held.release();
  }
}

/** Does everything `work` does, tells its result, and saves nothing. */
export async function dryRun<Result>(db: Queryable, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  let result: { value: Result } | undefined;
  const undo = new Error("dry run");
  await db
    .transaction(async (tx) => {
      result = { value: await work(tx) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return (result as { value: Result }).value;
}

/** Reads one moment: every query of `work` sees the same snapshot, whatever others write meanwhile. */
export async function inSnapshot<Result>(db: Queryable, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set transaction isolation level repeatable read, read only`);
    return work(tx);
  });
}

/**
 * The rows of a query that may give millions, in its own order, in batches: the database sorts once, keeps its place, and fetches
 * a batch while the one before is read. Only inside a transaction, and one at a time.
 */
export async function* streamRows<Row extends object>(tx: Tx, query: SQL, batchRows = 2000): AsyncGenerator<readonly Row[]> {
  await tx.execute(sql`declare stream no scroll cursor for ${query}`);
  const fetched = async () => queryRows<Row>(tx, sql.raw(`fetch forward ${batchRows} from stream`));
  let coming = fetched();
  try {
    for (;;) {
      const rows = await coming;
      const isLast = rows.length < batchRows;
      if (!isLast) {
        coming = fetched();
        // A failure is told when the batch is asked for.
        coming.catch(() => {});
      }
      yield rows;
      if (isLast) return;
    }
  } finally {
    await tx.execute(sql`close stream`).catch(() => {});
  }
}
