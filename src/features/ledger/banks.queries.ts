/** What opening balances name: envelopes and funds, with their currencies; and which banks have theirs. */
import { and, eq, inArray, isNull, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "../../db/client.js";
import { accounts, entries, envelopes, funds, lines } from "../../db/schema/index.js";
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

/** The entries that opened these banks, unless they were reversed. */
export function listOpenings(on: Queryable, collectiveId: string, bankIds: readonly string[]) {
  const reversal = alias(entries, "reversal");
  const reversals = on
    .select({ id: reversal.id })
    .from(reversal)
    .where(and(eq(reversal.collectiveId, collectiveId), eq(reversal.reversesId, entries.id)));
  return on
    .select({ bankId: lines.accountId, number: entries.number, datedOn: entries.datedOn })
    .from(entries)
    .innerJoin(lines, and(eq(lines.collectiveId, entries.collectiveId), eq(lines.entryId, entries.id)))
    .where(
      and(
        eq(entries.collectiveId, collectiveId),
        eq(entries.kind, "opening"),
        isNull(entries.reversesId),
        inArray(lines.accountId, [...bankIds]),
        notExists(reversals),
      ),
    );
}
