/** Names are unique in a collective: who gives one waits for who is giving one, and is then told whether it is taken. */
import { eq } from "drizzle-orm";
import { collectives } from "./schema/index.js";
import type { Tx } from "./transaction.js";

export async function lockNames(tx: Tx, collectiveId: string): Promise<void> {
  await tx.select({ id: collectives.id }).from(collectives).where(eq(collectives.id, collectiveId)).for("no key update");
}
