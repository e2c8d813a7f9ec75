/**
 * Due work: what is to happen at an instant, by whichever process sees it first, and once (DESIGN §13). A row is taken
 * under its lock, its effect and its mark are saved in one transaction; other processes pass by what is taken.
 */
import { and, asc, eq, isNull, lte } from "drizzle-orm";
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

/** Does what is due at this instant, one after another; how many it did. Work without an effect here is left for a newer process. */
export async function doDueWork(db: Queryable, now: Date, effects: Effects): Promise<number> {
  const skipped = new Set<string>();
  for (let done = 0; ; done += 1) {
    const isDone = await inTransaction(db, async (tx) => {
      const rows = await tx
        .select()
        .from(dueWork)
        .where(and(isNull(dueWork.doneAt), lte(dueWork.dueAt, now)))
        .orderBy(asc(dueWork.dueAt))
        .limit(skipped.size + 1)
        .for("update", { skipLocked: true });
      const due = rows.find(({ id }) => !skipped.has(id));
      if (!due) return false;
      const effect = effects[due.work];
      if (effect) {
        await effect(tx, due, now);
        await tx
          .update(dueWork)
          .set({ doneAt: now })
          .where(and(eq(dueWork.collectiveId, due.collectiveId), eq(dueWork.id, due.id)));
      } else skipped.add(due.id);
      return true;
    });
    if (!isDone) return done - skipped.size;
  }
}

const roundMilliseconds = 5_000;

/** Looks every few seconds; `stop` waits for the round that is under way. */
export function watchDueWork(db: Queryable, now: () => Date, effects: Effects, onError: (error: unknown) => void) {
  let round: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    round ??= doDueWork(db, now(), effects)
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
