/** What else an entry made, and its reversal takes back. */
import { and, eq } from "drizzle-orm";
import { expectedMoney, giftsReceived } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

/** Money that an entry brought in is expected again, as it was before. */
export async function expectAgain(tx: Tx, collectiveId: string, entryId: string): Promise<void> {
  const received = and(eq(expectedMoney.collectiveId, collectiveId), eq(expectedMoney.receivedEntryId, entryId));
  const rows = await tx
    .select({ id: expectedMoney.id, statusBefore: expectedMoney.statusBefore })
    .from(expectedMoney)
    .where(received)
    .for("update");
  for (const { id, statusBefore } of rows) {
    await tx
      .update(expectedMoney)
      .set({ status: statusBefore ?? "asked", statusBefore: null, receivedEntryId: null })
      .where(and(eq(expectedMoney.collectiveId, collectiveId), eq(expectedMoney.id, id)));
  }
}

/** Gifts that an entry brought in are promises again. */
export const promiseAgain = (tx: Tx, collectiveId: string, entryId: string) =>
  tx.delete(giftsReceived).where(and(eq(giftsReceived.collectiveId, collectiveId), eq(giftsReceived.entryId, entryId)));
