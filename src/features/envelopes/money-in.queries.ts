/** Expected money, and gifts of money that are promised, in the database. */
import { and, desc, eq, inArray, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { contributions, expectedMoney, funds, giftsReceived, kinds, memberProfiles, members } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { GiftFacts } from "../../domain/envelope.js";

export type ExpectedRow = typeof expectedMoney.$inferSelect;

export function listExpectedMoney(
  on: Queryable,
  collectiveId: string,
  envelopeId: string,
  limit: number,
  beforeId?: string,
): Promise<ExpectedRow[]> {
  return on
    .select()
    .from(expectedMoney)
    .where(
      and(
        eq(expectedMoney.collectiveId, collectiveId),
        eq(expectedMoney.envelopeId, envelopeId),
        beforeId ? lt(expectedMoney.id, beforeId) : undefined,
      ),
    )
    .orderBy(desc(expectedMoney.id))
    .limit(limit);
}

/** The envelope that money is expected in; undefined when there is no such money. */
export async function envelopeOfExpected(on: Queryable, collectiveId: string, id: string): Promise<string | undefined> {
  const [row] = await on
    .select({ envelopeId: expectedMoney.envelopeId })
    .from(expectedMoney)
    .where(and(eq(expectedMoney.collectiveId, collectiveId), eq(expectedMoney.id, id)));
  return row?.envelopeId;
}

export async function lockExpectedMoney(tx: Tx, collectiveId: string, id: string): Promise<ExpectedRow | undefined> {
  const [row] = await tx
    .select()
    .from(expectedMoney)
    .where(and(eq(expectedMoney.collectiveId, collectiveId), eq(expectedMoney.id, id)))
    .for("update");
  return row;
}

export const insertExpectedMoney = (tx: Tx, row: typeof expectedMoney.$inferInsert) => tx.insert(expectedMoney).values(row);

export const updateExpectedMoney = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof expectedMoney.$inferInsert>) =>
  tx
    .update(expectedMoney)
    .set(change)
    .where(and(eq(expectedMoney.collectiveId, collectiveId), eq(expectedMoney.id, id)));

/** Contributions that are said to be gifts of money, locked: nobody amends one while it becomes money. */
export async function lockGifts(tx: Tx, collectiveId: string, ids: readonly string[]): Promise<GiftFacts[]> {
  if (ids.length === 0) return [];
  const locked = await tx
    .select({
      id: contributions.id,
      memberId: contributions.memberId,
      kindId: contributions.kindId,
      amountMinor: contributions.amountMinor,
      status: contributions.status,
    })
    .from(contributions)
    .where(and(eq(contributions.collectiveId, collectiveId), inArray(contributions.id, [...ids])))
    .orderBy(contributions.id)
    .for("update");
  const known = await tx
    .select({ id: kinds.id, unit: kinds.unit, isExpense: kinds.isExpense })
    .from(kinds)
    .where(eq(kinds.collectiveId, collectiveId));
  const givers = await tx
    .select({ id: members.id, name: sql<string>`coalesce(${memberProfiles.name}, ${members.code})` })
    .from(members)
    .leftJoin(memberProfiles, and(eq(memberProfiles.collectiveId, members.collectiveId), eq(memberProfiles.id, members.id)))
    .where(
      and(
        eq(members.collectiveId, collectiveId),
        inArray(
          members.id,
          locked.map(({ memberId }) => memberId),
        ),
      ),
    );
  const received = await tx
    .select()
    .from(giftsReceived)
    .where(and(eq(giftsReceived.collectiveId, collectiveId), inArray(giftsReceived.contributionId, [...ids])));
  return locked.map(({ kindId, ...gift }) => {
    const kind = known.find(({ id }) => id === kindId);
    const receivedEntryId = received.find(({ contributionId }) => contributionId === gift.id)?.entryId ?? null;
    const member = givers.find(({ id }) => id === gift.memberId)?.name ?? "";
    return { ...gift, member, unit: kind?.unit ?? null, isExpense: kind?.isExpense ?? false, receivedEntryId };
  });
}

export interface PromisedGift {
  readonly id: string;
  readonly memberId: string;
  readonly envelopeId: string | null;
  readonly amountMinor: bigint;
  readonly dayOn: string;
  readonly note: string;
}

/** Gifts of money that were declared and no money in is linked to, the latest declared first. */
export async function listPromisedGifts(
  on: Queryable,
  collectiveId: string,
  currency: string,
  limit: number,
  beforeId?: string,
): Promise<PromisedGift[]> {
  const rows = await on
    .select({
      id: contributions.id,
      memberId: contributions.memberId,
      envelopeId: contributions.envelopeId,
      amountMinor: contributions.amountMinor,
      dayOn: contributions.dayOn,
      note: contributions.note,
    })
    .from(contributions)
    .innerJoin(kinds, and(eq(kinds.collectiveId, contributions.collectiveId), eq(kinds.id, contributions.kindId)))
    .leftJoin(
      giftsReceived,
      and(eq(giftsReceived.collectiveId, contributions.collectiveId), eq(giftsReceived.contributionId, contributions.id)),
    )
    .where(
      and(
        eq(contributions.collectiveId, collectiveId),
        eq(kinds.unit, currency),
        eq(kinds.isExpense, false),
        isNotNull(contributions.amountMinor),
        ne(contributions.status, "withdrawn"),
        isNull(giftsReceived.entryId),
        beforeId ? lt(contributions.id, beforeId) : undefined,
      ),
    )
    .orderBy(desc(contributions.id))
    .limit(limit);
  return rows.map(({ amountMinor, ...row }) => ({ ...row, amountMinor: amountMinor ?? 0n }));
}

export async function linkGifts(tx: Tx, collectiveId: string, ids: readonly string[], entryId: string, linkedAt: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.insert(giftsReceived).values(ids.map((contributionId) => ({ collectiveId, contributionId, entryId, linkedAt })));
}

/** What the gifts that are some money in come to. */
export async function sumLinkedGifts(on: Queryable, collectiveId: string, entryId: string): Promise<bigint> {
  const [row] = await on
    .select({ linked: sql<string>`coalesce(sum(${contributions.amountMinor}), 0)::text` })
    .from(giftsReceived)
    .innerJoin(
      contributions,
      and(eq(contributions.collectiveId, giftsReceived.collectiveId), eq(contributions.id, giftsReceived.contributionId)),
    )
    .where(and(eq(giftsReceived.collectiveId, collectiveId), eq(giftsReceived.entryId, entryId)));
  return BigInt(row?.linked ?? "0");
}

export type FundRow = typeof funds.$inferSelect;

export function findFunds(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<FundRow[]> {
  return on
    .select()
    .from(funds)
    .where(and(eq(funds.collectiveId, collectiveId), inArray(funds.id, [...ids])));
}
