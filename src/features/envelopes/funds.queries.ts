/** Funds in the database. */
import { and, asc, eq } from "drizzle-orm";
import { listAccounts } from "../../db/accounts.js";
import type { Queryable } from "../../db/client.js";
import { funds } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export interface ListedFund {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly floorMinor: bigint;
  readonly floorDecisionId: string | null;
  readonly balanceMinor: bigint;
  readonly isArchived: boolean;
}

/** Funds with what is in them, by name. */
export async function listFunds(on: Queryable, collectiveId: string): Promise<ListedFund[]> {
  const rows = await on.select().from(funds).where(eq(funds.collectiveId, collectiveId)).orderBy(asc(funds.name), asc(funds.id));
  const accounts = await listAccounts(on, collectiveId, { classes: ["fund"] });
  return rows.map(({ id, name, currency, floorMinor, floorDecisionId, isArchived }) => {
    const account = accounts.find(({ ownerId, commodity }) => ownerId === id && commodity === currency);
    return { id, name, currency, floorMinor, floorDecisionId, isArchived, balanceMinor: account?.shownMinor ?? 0n };
  });
}

export const insertFund = (tx: Tx, row: typeof funds.$inferInsert) => tx.insert(funds).values(row);

export const updateFund = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof funds.$inferInsert>) =>
  tx
    .update(funds)
    .set(change)
    .where(and(eq(funds.collectiveId, collectiveId), eq(funds.id, id)));
