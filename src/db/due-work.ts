/**
 * Due work: what is to happen at an instant, by whichever process sees it first, and once (DESIGN §13). A row is taken
 * under its lock, its effect and its mark are saved in one transaction; other processes pass by what is taken.
 */
import { and, asc, eq, isNull, lte, notInArray } from "drizzle-orm";
import type { Queryable } from "./client.js";
import { newId } from "./id.js";
import { dueWork } from "./schema/index.js";
import { inTransaction, type Tx } from "./transaction.js";

export interface DueWork {
  readonly collectiveId: string;
  readonly work: string;
  readonly subjectId: string | null;
  readonly dueAt: Date;
}

/** What to do, by the name of the work. */
export type Effects = Readonly<Record<string, (tx: Tx, due: DueWork, now: Date) => Promise<void>>>;

export const scheduleWork = (tx: Tx, due: DueWork) => tx.insert(dueWork).values({ id: newId(), ...due });

/**
 * Does what is due at this instant, one after another; how many it did. Work without an effect here is left for a newer
 * process. Work that fails is a bug: it is told to `onError`, left to be tried again the next time, and holds no other.
 */
export async function doDueWork(
  db: Queryable,
  now: Date,
  effects: Effects,
  onError: (error: unknown) => void = (error) => {
    throw error;
  },
): Promise<number> {
  const skipped = new Set<string>();
  for (let done = 0; ; ) {
    let taken: string | undefined;
    const took = inTransaction(db, async (tx): Promise<"nothing" | "left" | "done"> => {
      const due = await takeDue(tx, now, skipped);
      if (!due) return "nothing";
      taken = due.id;
      const effect = effects[due.work];
      if (!effect) return "left";
      await effect(tx, due, now);
      await tx
        .update(dueWork)
        .set({ doneAt: now })
        .where(and(eq(dueWork.collectiveId, due.collectiveId), eq(dueWork.id, due.id)));
      return "done";
    });
    const outcome = await took.catch((error: unknown) => {
      onError(error);
      return taken === undefined ? "nothing" : "left";
    });
    if (outcome === "nothing") return done;
    if (outcome === "done") done += 1;
    else if (taken !== undefined) skipped.add(taken);
  }
}

/** The next row that is due, locked; rows that other processes hold and those in `skipped` are passed by. */
async function takeDue(tx: Tx, now: Date, skipped: ReadonlySet<string>) {
  const [due] = await tx
    .select()
    .from(dueWork)
    .where(and(isNull(dueWork.doneAt), lte(dueWork.dueAt, now), skipped.size > 0 ? notInArray(dueWork.id, [...skipped]) : undefined))
    .orderBy(asc(dueWork.dueAt))
    .limit(1)
    .for("update", { skipLocked: true });
  return due;
}

const roundMilliseconds = 5_000;

/** Looks every few seconds; `stop` waits for the round that is under way. */
export function watchDueWork(db: Queryable, now: () => Date, effects: Effects, onError: (error: unknown) => void) {
  let round: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    round ??= doDueWork(db, now(), effects, onError)
      .catch(onError)
      .finally(() => {
        round = undefined;
      });
  }, roundMilliseconds).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}
