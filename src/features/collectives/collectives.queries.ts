/** Collectives in the database, and what a new one starts with. */
import { and, eq, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { circleMembers, circles, collectives, kinds, logins, memberProfiles, members, standings } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export type CollectiveRow = typeof collectives.$inferSelect;

export async function findCollective(on: Queryable, id: string): Promise<CollectiveRow | undefined> {
  const [row] = await on.select().from(collectives).where(eq(collectives.id, id));
  return row;
}

export async function anyCollective(on: Queryable): Promise<boolean> {
  const rows = await on.select({ id: collectives.id }).from(collectives).limit(1);
  return rows.length > 0;
}

/** Whether it was added: not when another has its short name. */
export async function insertCollective(tx: Tx, row: typeof collectives.$inferInsert): Promise<boolean> {
  const added = await tx
    .insert(collectives)
    .values(row)
    .onConflictDoNothing({ target: collectives.slug })
    .returning({ id: collectives.id });
  return added.length > 0;
}

export const updateCollective = (tx: Tx, id: string, change: Partial<typeof collectives.$inferInsert>) =>
  tx.update(collectives).set(change).where(eq(collectives.id, id));

/** Whether amounts are written in the collective's currency outside of the ledger: contributions, envelopes, funds. */
export async function hasAmounts(on: Queryable, collectiveId: string): Promise<boolean> {
  const [row] = await queryRows<{ has: boolean }>(
    on,
    sql`select exists (select from contributions where collective_id = ${collectiveId}::uuid)
          or exists (select from envelopes where collective_id = ${collectiveId}::uuid)
          or exists (select from funds where collective_id = ${collectiveId}::uuid)
          or exists (select from accounts where collective_id = ${collectiveId}::uuid) as has`,
  );
  return row?.has ?? false;
}

/** Kinds counted in the money of before are counted in the money of now. */
export const moveKindsToCurrency = (tx: Tx, collectiveId: string, before: string, now: string) =>
  tx
    .update(kinds)
    .set({ unit: now })
    .where(and(eq(kinds.collectiveId, collectiveId), eq(kinds.unit, before)));

/** The first circle, and the person who founds the collective with their seat and standing. */
export async function insertFounder(
  tx: Tx,
  {
    circle,
    member,
    profile,
    standing,
  }: {
    circle: typeof circles.$inferInsert;
    member: typeof members.$inferInsert;
    profile: typeof memberProfiles.$inferInsert;
    standing: typeof standings.$inferInsert;
  },
): Promise<void> {
  await tx.insert(circles).values(circle);
  await tx.insert(members).values(member);
  await tx.insert(memberProfiles).values(profile);
  await tx.insert(standings).values(standing);
  await tx.insert(circleMembers).values({ collectiveId: member.collectiveId, circleId: circle.id, memberId: member.id, role: "pilot" });
}

export async function insertKinds(tx: Tx, rows: readonly (typeof kinds.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(kinds).values([...rows]);
}

/** Undefined when the e-mail has a login already. */
export async function insertLogin(tx: Tx, login: typeof logins.$inferInsert): Promise<string | undefined> {
  const [row] = await tx.insert(logins).values(login).onConflictDoNothing({ target: logins.email }).returning({ id: logins.id });
  return row?.id;
}

export async function loginEmail(on: Queryable, id: string): Promise<string | undefined> {
  const [row] = await on.select({ email: logins.email }).from(logins).where(eq(logins.id, id));
  return row?.email;
}
