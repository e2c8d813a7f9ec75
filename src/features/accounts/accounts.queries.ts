/** Chosen accounts in the database. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { accountChoices, accounts, collectives, envelopes } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import { Refusal } from "../../domain/refusals.js";

/** What bank accounts and envelopes are called, by id. */
export async function ownerNames(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const banks = await on
    .select({ id: accounts.id, name: sql<string>`coalesce(${accounts.name}, '')` })
    .from(accounts)
    .where(and(eq(accounts.collectiveId, collectiveId), eq(accounts.class, "bank"), inArray(accounts.id, [...ids])));
  const named = await on
    .select({ id: envelopes.id, name: envelopes.name })
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), inArray(envelopes.id, [...ids])));
  return new Map([...banks, ...named].map(({ id, name }) => [id, name]));
}

export async function ownerName(
  on: Queryable,
  collectiveId: string,
  ownerClass: "bank" | "envelope",
  id: string,
): Promise<string | undefined> {
  const table = ownerClass === "bank" ? accounts : envelopes;
  const [row] = await on
    .select({ name: sql<string>`coalesce(${table.name}, '')` })
    .from(table)
    .where(and(eq(table.collectiveId, collectiveId), eq(table.id, id), ownerClass === "bank" ? eq(accounts.class, "bank") : undefined));
  return row?.name;
}

export const writeChoice = (tx: Tx, { collectiveId, id, rule, ownerId, ...chosen }: typeof accountChoices.$inferInsert) =>
  tx
    .insert(accountChoices)
    .values({ collectiveId, id, rule, ownerId, ...chosen })
    .onConflictDoUpdate({ target: [accountChoices.collectiveId, accountChoices.rule, accountChoices.ownerId], set: chosen });

/** Whether there was one. */
export async function deleteChoice(tx: Tx, collectiveId: string, rule: string, ownerId: string | null): Promise<boolean> {
  const isIt = and(
    eq(accountChoices.collectiveId, collectiveId),
    eq(accountChoices.rule, rule),
    ownerId === null ? isNull(accountChoices.ownerId) : eq(accountChoices.ownerId, ownerId),
  );
  return (await tx.delete(accountChoices).where(isIt).returning({ id: accountChoices.id })).length > 0;
}

/** A collective as its files name it. Refuses `not_found`. */
export async function findAccounted(on: Queryable, collectiveId: string) {
  const { id, slug, name, currency, timeZone, siren, hostedBy } = collectives;
  const [row] = await on.select({ id, slug, name, currency, timeZone, siren, hostedBy }).from(collectives).where(eq(id, collectiveId));
  if (!row) throw new Refusal("not_found", { at: "collective" });
  return row;
}
