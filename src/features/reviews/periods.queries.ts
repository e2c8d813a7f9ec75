/** Periods of reviews in the database. */
import { and, desc, eq, getTableColumns, lt, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { envelopes, reviewPeriodPeople, reviewPeriods, reviews } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { ScoredReview } from "../../domain/review.js";
import type { Peer } from "../../domain/review-period.js";

export type KeptPeriod = typeof reviewPeriods.$inferSelect;

const isPeriod = (collectiveId: string, id: string): SQL | undefined =>
  and(eq(reviewPeriods.collectiveId, collectiveId), eq(reviewPeriods.id, id));

export async function findPeriod(on: Queryable, collectiveId: string, id: string): Promise<KeptPeriod | undefined> {
  const [row] = await on.select().from(reviewPeriods).where(isPeriod(collectiveId, id));
  return row;
}

/** The same, held as it is: who closes it waits, and who reviews in it does not. */
export async function holdPeriod(tx: Tx, collectiveId: string, id: string): Promise<KeptPeriod | undefined> {
  const [row] = await tx.select().from(reviewPeriods).where(isPeriod(collectiveId, id)).for("share");
  return row;
}

/** The same, the row locked: who reviews in it waits. */
export async function lockPeriod(tx: Tx, collectiveId: string, id: string): Promise<KeptPeriod | undefined> {
  const [row] = await tx.select().from(reviewPeriods).where(isPeriod(collectiveId, id)).for("update");
  return row;
}

/** One's own place in a period, locked: the same author writes one review after another. */
export async function lockPeer(tx: Tx, collectiveId: string, periodId: string, memberId: string): Promise<void> {
  const place = reviewPeriodPeople;
  await tx
    .select({ memberId: place.memberId })
    .from(place)
    .where(and(eq(place.collectiveId, collectiveId), eq(place.periodId, periodId), eq(place.memberId, memberId)))
    .for("update");
}

/** Who takes part, by name. */
export const listPeople = (on: Queryable, collectiveId: string, periodId: string): Promise<Peer[]> =>
  queryRows<Peer>(
    on,
    sql`select m.id as "memberId", coalesce(p.name, m.code) as name
      from review_period_people r join members m on m.collective_id = r.collective_id and m.id = r.member_id
      left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where r.collective_id = ${collectiveId}::uuid and r.period_id = ${periodId}::uuid order by name, m.id`,
  );

/** Whom a member reviewed in a period, with the review. */
export async function listReviewed(
  on: Queryable,
  collectiveId: string,
  periodId: string,
  byId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await on
    .select({ id: reviews.id, ofId: reviews.ofId })
    .from(reviews)
    .where(and(eq(reviews.collectiveId, collectiveId), eq(reviews.periodId, periodId), eq(reviews.byId, byId)));
  return new Map(rows.map(({ id, ofId }) => [ofId, id]));
}

/** All that was said in a period, in the order in which it was said. */
export const listScored = (on: Queryable, collectiveId: string, periodId: string): Promise<ScoredReview[]> =>
  on
    .select({ of: reviews.ofId, by: reviews.byId, scores: reviews.scores })
    .from(reviews)
    .where(and(eq(reviews.collectiveId, collectiveId), eq(reviews.periodId, periodId)))
    .orderBy(reviews.id);

export interface PeriodsWanted {
  readonly envelope?: string | undefined;
  readonly circle?: string | undefined;
  readonly state?: "open" | "closed" | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface PeriodRow extends KeptPeriod {
  readonly people: number;
  /** Whether the reader takes part, and how many they reviewed. */
  readonly isPeer: boolean;
  readonly reviewed: number;
}

/** A page, the latest opened first; one row more than asked. */
export function listPeriods(
  on: Queryable,
  collectiveId: string,
  { memberId, now }: { readonly memberId: string; readonly now: Date },
  { envelope, circle, state, before, limit }: PeriodsWanted,
): Promise<PeriodRow[]> {
  const isOver = sql`(${reviewPeriods.closedAt} is not null or ${reviewPeriods.closesAt} <= ${now.toISOString()}::timestamptz)`;
  const ofPeople = sql`from review_period_people p where p.collective_id = review_periods.collective_id and p.period_id = review_periods.id`;
  return on
    .select({
      ...getTableColumns(reviewPeriods),
      people: sql<number>`(select count(*)::int ${ofPeople})`,
      isPeer: sql<boolean>`exists (select ${ofPeople} and p.member_id = ${memberId}::uuid)`,
      reviewed: sql<number>`(select count(*)::int from reviews r where r.collective_id = review_periods.collective_id
        and r.period_id = review_periods.id and r.by_id = ${memberId}::uuid)`,
    })
    .from(reviewPeriods)
    .where(
      and(
        eq(reviewPeriods.collectiveId, collectiveId),
        envelope ? eq(reviewPeriods.envelopeId, envelope) : undefined,
        circle ? eq(reviewPeriods.circleId, circle) : undefined,
        state === undefined ? undefined : state === "closed" ? isOver : sql`not ${isOver}`,
        before ? lt(reviewPeriods.id, before) : undefined,
      ),
    )
    .orderBy(desc(reviewPeriods.id))
    .limit(limit + 1);
}

/** Those that are open to a member, with whom they have not reviewed yet; what ends first stands first. */
export async function listAwaited(on: Queryable, collectiveId: string, memberId: string, now: Date) {
  const rows = await queryRows<{ id: string; title: string; closesAt: string; people: (Peer & { isReviewed: boolean })[] }>(
    on,
    sql`select r.id, r.title, to_json(r.closes_at) #>> '{}' as "closesAt",
        json_agg(json_build_object('memberId', m.id, 'name', coalesce(f.name, m.code), 'isReviewed', exists (select from reviews w
          where w.collective_id = r.collective_id and w.period_id = r.id and w.by_id = ${memberId}::uuid and w.of_id = m.id))
          order by coalesce(f.name, m.code), m.id) as people
      from review_periods r
        join review_period_people me on me.collective_id = r.collective_id and me.period_id = r.id and me.member_id = ${memberId}::uuid
        join review_period_people p on p.collective_id = r.collective_id and p.period_id = r.id
        join members m on m.collective_id = p.collective_id and m.id = p.member_id
        left join member_profiles f on f.collective_id = m.collective_id and f.id = m.id
      where r.collective_id = ${collectiveId}::uuid and r.closed_at is null and r.closes_at > ${now.toISOString()}::timestamptz
      group by r.collective_id, r.id order by r.closes_at, r.id`,
  );
  return rows.map(({ closesAt, people, ...row }) => ({
    ...row,
    closesAt: new Date(closesAt),
    people,
    reviewed: new Set(people.filter(({ isReviewed }) => isReviewed).map((each) => each.memberId)),
  }));
}

export async function findEnvelopePlace(
  on: Queryable,
  collectiveId: string,
  id: string,
): Promise<{ circleId: string; isClosed: boolean } | undefined> {
  const [row] = await on
    .select({ circleId: envelopes.circleId, isClosed: sql<boolean>`${envelopes.closedAt} is not null` })
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), eq(envelopes.id, id)));
  return row;
}

/**
 * Persons who are here: those of a circle and those who gave something in its days, for the envelope where one is meant; or
 * those who are named.
 */
export const findPeers = (
  on: Queryable,
  collectiveId: string,
  wanted: { circleId: string; envelopeId: string | null; fromOn: string; untilOn: string; memberIds: readonly string[] | null },
): Promise<Peer[]> => {
  const { circleId, envelopeId, fromOn, untilOn, memberIds } = wanted;
  const place = envelopeId === null ? sql`c.circle_id = ${circleId}::uuid` : sql`c.envelope_id = ${envelopeId}::uuid`;
  const isMeant =
    memberIds === null
      ? sql`(exists (select from circle_members s where s.collective_id = m.collective_id and s.member_id = m.id and s.circle_id = ${circleId}::uuid)
          or m.id in (select c.member_id from contributions c where c.collective_id = ${collectiveId}::uuid and ${place} and c.status <> 'withdrawn'
            and coalesce(c.until_on, c.day_on) between ${fromOn}::date and ${untilOn}::date))`
      : sql`m.id = any(${sql.param([...memberIds])}::uuid[])`;
  return queryRows<Peer>(
    on,
    sql`select m.id as "memberId", coalesce(p.name, m.code) as name
      from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId}::uuid and m.kind = 'person' and m.left_on is null and m.erased_at is null and ${isMeant}
      order by m.created_at, m.id`,
  );
};

export async function insertPeriod(tx: Tx, row: typeof reviewPeriods.$inferInsert, memberIds: readonly string[]): Promise<void> {
  await tx.insert(reviewPeriods).values(row);
  await tx.insert(reviewPeriodPeople).values(memberIds.map((memberId) => ({ collectiveId: row.collectiveId, periodId: row.id, memberId })));
}

export const closePeriodRow = (tx: Tx, collectiveId: string, id: string, closedAt: Date, closedBy: string | null) =>
  tx.update(reviewPeriods).set({ closedAt, closedBy }).where(isPeriod(collectiveId, id));
