/** Mails that wait, in the database: each process takes what is due, and passes by what another has taken. */
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import type { Queryable } from "./client.js";
import { mails } from "./schema/index.js";
import { inTransaction, type Tx } from "./transaction.js";

export type WaitingMail = typeof mails.$inferSelect;

export const insertMail = (tx: Tx, mail: Pick<WaitingMail, "id" | "letter" | "sealed" | "dueAt" | "createdAt">) =>
  tx.insert(mails).values(mail);

/**
 * The mail that is due first, counted as tried and put off until `until`: nothing of the database waits for a mail server,
 * and what a process took that died is tried again then. Letters this process does not know are left for a newer one.
 */
export function takeDueMail(db: Queryable, letters: readonly string[], now: Date, until: Date): Promise<WaitingMail | undefined> {
  return inTransaction(db, async (tx) => {
    const [due] = await tx
      .select()
      .from(mails)
      .where(and(lte(mails.dueAt, now), inArray(mails.letter, [...letters])))
      .orderBy(asc(mails.dueAt))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!due) return undefined;
    const taken = { tries: due.tries + 1, dueAt: until };
    await tx.update(mails).set(taken).where(eq(mails.id, due.id));
    return { ...due, ...taken };
  });
}

export const resealMail = (tx: Tx, id: string, sealed: string) => tx.update(mails).set({ sealed }).where(eq(mails.id, id));

export const postponeMail = (db: Queryable, id: string, dueAt: Date) => db.update(mails).set({ dueAt }).where(eq(mails.id, id));

export const dropMail = (db: Queryable, id: string) => db.delete(mails).where(eq(mails.id, id));
