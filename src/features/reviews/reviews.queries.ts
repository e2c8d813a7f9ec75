/** Reviews in the database. */
import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { collectives, contributions, envelopes, memberProfiles, members, reviewPeriods, reviews } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import { anonymousReviewersMin, type CountingSharing, type ScoredReview } from "../../domain/review.js";

/** A review with the envelope it belongs to, by its period or by its contribution. */
export type KeptReview = Omit<typeof reviews.$inferSelect, "collectiveId"> & { readonly isAnonymous: boolean };

const ofContribution = and(eq(contributions.collectiveId, reviews.collectiveId), eq(contributions.id, reviews.contributionId));
const envelopeOfRow = sql<string | null>`coalesce(${reviews.envelopeId}, ${contributions.envelopeId})`;

const ofPeriod = and(eq(reviewPeriods.collectiveId, reviews.collectiveId), eq(reviewPeriods.id, reviews.periodId));
const ofCollective = eq(collectives.id, reviews.collectiveId);

/** As its period was opened, or as the collective reviews. */
const isAnonymous = sql<boolean>`coalesce(${reviewPeriods.isAnonymous}, ${collectives.hasAnonymousReviews})`;
/** Whether its period is over at an instant; what is in none always is. */
const isOver = (now: Date): SQL =>
  sql`(${reviews.periodId} is null or ${reviewPeriods.closedAt} is not null or ${reviewPeriods.closesAt} <= ${now.toISOString()}::timestamptz)`;

const columns = {
  id: reviews.id,
  ofId: reviews.ofId,
  byId: reviews.byId,
  envelopeId: envelopeOfRow,
  contributionId: reviews.contributionId,
  periodId: reviews.periodId,
  isAnonymous,
  fromOn: reviews.fromOn,
  untilOn: reviews.untilOn,
  strengths: reviews.strengths,
  weaknesses: reviews.weaknesses,
  scores: reviews.scores,
  isPublished: reviews.isPublished,
  createdAt: reviews.createdAt,
  changedAt: reviews.changedAt,
};

/** How this collective reviews. */
export interface ReviewSettings {
  readonly criteria: readonly string[];
  readonly isAnonymous: boolean;
}

export async function loadReviewSettings(on: Queryable, collectiveId: string): Promise<ReviewSettings> {
  const [row] = await on
    .select({ criteria: collectives.reviewCriteria, isAnonymous: collectives.hasAnonymousReviews })
    .from(collectives)
    .where(eq(collectives.id, collectiveId));
  return row ?? { criteria: [], isAnonymous: false };
}

/** Who reads, and when. */
export interface ReviewReader {
  readonly memberId: string;
  readonly now: Date;
}

/**
 * What a member may read: their own; what others said once its period is over, and of anonymous reviews those of somebody
 * whom enough others reviewed, in the same period or outside of any.
 */
const isTold = ({ memberId, now }: ReviewReader): SQL => sql`(${reviews.byId} = ${memberId} or (${isOver(now)} and (not ${isAnonymous} or (
  select count(distinct o.by_id) from reviews o where o.collective_id = ${reviews.collectiveId} and o.of_id = ${reviews.ofId}
    and o.period_id is not distinct from ${reviews.periodId}) >= ${anonymousReviewersMin})))`;

export interface ReviewWanted {
  readonly of?: string | undefined;
  readonly by?: string | undefined;
  readonly envelope?: string | undefined;
  readonly period?: string | undefined;
  readonly reader: ReviewReader;
  /** The last one shown. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page, the latest first; one row more than asked. */
export function listReviews(on: Queryable, collectiveId: string, wanted: ReviewWanted): Promise<KeptReview[]> {
  const { of, by, envelope, period, reader, after, limit } = wanted;
  return on
    .select(columns)
    .from(reviews)
    .innerJoin(collectives, ofCollective)
    .leftJoin(contributions, ofContribution)
    .leftJoin(reviewPeriods, ofPeriod)
    .where(
      and(
        eq(reviews.collectiveId, collectiveId),
        of ? eq(reviews.ofId, of) : undefined,
        by ? eq(reviews.byId, by) : undefined,
        // Asking by whom would say who.
        by && by !== reader.memberId ? sql`not ${isAnonymous}` : undefined,
        isTold(reader),
        period ? eq(reviews.periodId, period) : undefined,
        envelope ? eq(envelopeOfRow, envelope) : undefined,
        after ? lt(reviews.id, after) : undefined,
      ),
    )
    .orderBy(desc(reviews.id))
    .limit(limit + 1);
}

const isReview = (collectiveId: string, id: string): SQL | undefined => and(eq(reviews.collectiveId, collectiveId), eq(reviews.id, id));

/** One review; to a reader, as far as it is told to them. */
export async function findReview(on: Queryable, collectiveId: string, id: string, reader?: ReviewReader): Promise<KeptReview | undefined> {
  const [row] = await on
    .select(columns)
    .from(reviews)
    .innerJoin(collectives, ofCollective)
    .leftJoin(contributions, ofContribution)
    .leftJoin(reviewPeriods, ofPeriod)
    .where(and(isReview(collectiveId, id), reader ? isTold(reader) : undefined));
  return row;
}

/** The same, the row locked. */
export async function lockReview(tx: Tx, collectiveId: string, id: string, reader?: ReviewReader): Promise<KeptReview | undefined> {
  await tx.select({ id: reviews.id }).from(reviews).where(isReview(collectiveId, id)).for("update");
  return findReview(tx, collectiveId, id, reader);
}

export const insertReview = (tx: Tx, row: typeof reviews.$inferInsert) => tx.insert(reviews).values(row);

export const updateReview = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof reviews.$inferInsert>) =>
  tx.update(reviews).set(change).where(isReview(collectiveId, id));

/** All that was said of a member, in the order in which it was said; what a period has not closed yet is not among it. */
export const listScores = (
  on: Queryable,
  collectiveId: string,
  ofId: string,
  { envelope, now }: { readonly envelope: string | undefined; readonly now: Date },
): Promise<(ScoredReview & { isAnonymous: boolean })[]> =>
  on
    .select({ of: reviews.ofId, by: reviews.byId, scores: reviews.scores, isAnonymous })
    .from(reviews)
    .innerJoin(collectives, ofCollective)
    .leftJoin(contributions, ofContribution)
    .leftJoin(reviewPeriods, ofPeriod)
    .where(
      and(eq(reviews.collectiveId, collectiveId), eq(reviews.ofId, ofId), isOver(now), envelope ? eq(envelopeOfRow, envelope) : undefined),
    )
    .orderBy(reviews.id);

/** The name of a member who was not erased. */
export async function findName(on: Queryable, collectiveId: string, id: string): Promise<string | undefined> {
  const [row] = await on
    .select({ name: sql<string>`coalesce(${memberProfiles.name}, ${members.code})` })
    .from(members)
    .leftJoin(memberProfiles, and(eq(memberProfiles.collectiveId, members.collectiveId), eq(memberProfiles.id, members.id)))
    .where(and(eq(members.collectiveId, collectiveId), eq(members.id, id), sql`${members.erasedAt} is null`));
  return row?.name;
}

export async function isEnvelopeHere(on: Queryable, collectiveId: string, id: string): Promise<boolean> {
  const rows = await on
    .select({ id: envelopes.id })
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), eq(envelopes.id, id)));
  return rows.length > 0;
}

/** Who gave a contribution and whether it stands, held as it is until the end of the transaction. */
export async function holdContribution(
  tx: Tx,
  collectiveId: string,
  id: string,
): Promise<{ memberId: string; status: string } | undefined> {
  const [row] = await tx
    .select({ memberId: contributions.memberId, status: contributions.status })
    .from(contributions)
    .where(and(eq(contributions.collectiveId, collectiveId), eq(contributions.id, id)))
    .for("share");
  return row;
}

/**
 * The sharings that count with a review. Who proposes one of them meanwhile waits, by the sharing's row or by the
 * contribution's, until the amendment is saved; who has proposed it is seen here.
 */
export async function holdCountingSharings(tx: Tx, collectiveId: string, review: KeptReview): Promise<CountingSharing[]> {
  const { contributionId, envelopeId, untilOn } = review;
  if (contributionId !== null) await holdContribution(tx, collectiveId, contributionId);
  const counts =
    contributionId === null
      ? sql`s.envelope_id = ${envelopeId} and s.until_on >= ${untilOn}::date and (s.from_on is null or s.from_on <= ${untilOn}::date)`
      : sql`exists (select from sharing_lines l where l.collective_id = s.collective_id and l.sharing_id = s.id
          and l.contribution_id = ${contributionId} and l.position is not null and l.voided_at is null)`;
  const rows = await queryRows<Omit<CountingSharing, "proposedAt"> & { proposedAt: string | null }>(
    tx,
    sql`select s.title, s.status, to_char(s.proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "proposedAt"
      from sharings s where s.collective_id = ${collectiveId} and ${counts} order by s.id for share of s`,
  );
  return rows.map(({ proposedAt, ...row }) => ({ ...row, proposedAt: proposedAt === null ? null : new Date(proposedAt) }));
}
