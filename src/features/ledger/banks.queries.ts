/** What opening balances name: envelopes and funds, with their currencies. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { accounts, envelopes, funds } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export const renameBank = (tx: Tx, collectiveId: string, id: string, name: string) =>
  tx
    .update(accounts)
    .set({ name })
    .where(and(eq(accounts.collectiveId, collectiveId), eq(accounts.id, id)));

export async function openEnvelopeCurrencies(
  on: Queryable,
  collectiveId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .select({ id: envelopes.id, currency: envelopes.currency })
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), inArray(envelopes.id, [...ids]), isNull(envelopes.closedAt)));
  return new Map(rows.map(({ id, currency }) => [id, currency]));
}

export const findFunds = (on: Queryable, collectiveId: string, ids: readonly string[]) =>
  on
    .select({ id: funds.id, name: funds.name, currency: funds.currency, isArchived: funds.isArchived })
    .from(funds)
    .where(and(eq(funds.collectiveId, collectiveId), inArray(funds.id, [...ids])));
