/** Rounds in the database. Amounts are balances of accounts: they are read with the books (open-round.ts), or in sum here. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { accounts, ballots, buckets, members, pledges, roundParticipants, rounds } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { BucketFacts, BucketStatus, ProposerGroup, RoundFacts, RoundMethod, RoundOutcome, UnspentRule } from "../../domain/round.js";

export type RoundRow = typeof rounds.$inferSelect;
export type BucketRow = typeof buckets.$inferSelect;
export type ParticipantRow = typeof roundParticipants.$inferSelect;
export type PledgeRow = typeof pledges.$inferSelect;

export const roundFactsOf = (row: RoundRow): RoundFacts & { readonly unspent: UnspentRule } => ({
  ...row,
  method: row.method as RoundMethod,
  proposers: row.proposers as ProposerGroup,
  outcome: row.outcome as RoundOutcome | null,
  unspent: row.unspent as UnspentRule,
});
export const bucketFactsOf = (row: BucketRow): BucketFacts => ({ ...row, status: row.status as BucketStatus });

const isRound = (collectiveId: string, id: string) => and(eq(rounds.collectiveId, collectiveId), eq(rounds.id, id));

export async function findRound(on: Queryable, collectiveId: string, id: string): Promise<RoundRow | undefined> {
  const [row] = await on.select().from(rounds).where(isRound(collectiveId, id));
  return row;
}

/** Rounds, the latest first. */
export async function listRounds(
  on: Queryable,
  collectiveId: string,
  wanted: { circleId?: string | undefined; before?: string | undefined; limit: number },
): Promise<RoundRow[]> {
  return on
    .select()
    .from(rounds)
    .where(
      and(
        eq(rounds.collectiveId, collectiveId),
        wanted.circleId === undefined ? undefined : eq(rounds.circleId, wanted.circleId),
        wanted.before === undefined ? undefined : sql`${rounds.id} < ${wanted.before}::uuid`,
      ),
    )
    .orderBy(sql`${rounds.id} desc`)
    .limit(wanted.limit);
}

/** Rounds that are not over, with what a member has left in each and when they cast their ballot; what ends first, first. */
export const listOwnParts = (on: Queryable, collectiveId: string, memberId: string) =>
  on
    .select({ round: rounds, balanceMinor: accounts.balanceMinor, castAt: ballots.castAt })
    .from(rounds)
    .leftJoin(
      roundParticipants,
      and(
        eq(roundParticipants.collectiveId, rounds.collectiveId),
        eq(roundParticipants.roundId, rounds.id),
        eq(roundParticipants.memberId, memberId),
      ),
    )
    .leftJoin(accounts, and(eq(accounts.collectiveId, rounds.collectiveId), eq(accounts.id, roundParticipants.id)))
    .leftJoin(ballots, and(eq(ballots.collectiveId, rounds.collectiveId), eq(ballots.roundId, rounds.id), eq(ballots.memberId, memberId)))
    .where(and(eq(rounds.collectiveId, collectiveId), isNull(rounds.outcome)))
    .orderBy(asc(rounds.pledgesUntil), asc(rounds.id));

export const insertRound = (tx: Tx, row: typeof rounds.$inferInsert) => tx.insert(rounds).values(row);
export const updateRound = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof rounds.$inferInsert>) =>
  tx.update(rounds).set(change).where(isRound(collectiveId, id));

export const listParticipants = (on: Queryable, collectiveId: string, roundId: string): Promise<ParticipantRow[]> =>
  on
    .select()
    .from(roundParticipants)
    .where(and(eq(roundParticipants.collectiveId, collectiveId), eq(roundParticipants.roundId, roundId)))
    .orderBy(asc(roundParticipants.id));

/** Adds who is not there yet; who is, stays. The rows that were added. */
export const insertParticipants = (tx: Tx, rows: readonly (typeof roundParticipants.$inferInsert)[]): Promise<ParticipantRow[]> =>
  tx
    .insert(roundParticipants)
    .values([...rows])
    .onConflictDoNothing()
    .returning();

export const listBuckets = (on: Queryable, collectiveId: string, roundId: string): Promise<BucketRow[]> =>
  on
    .select()
    .from(buckets)
    .where(and(eq(buckets.collectiveId, collectiveId), eq(buckets.roundId, roundId)))
    .orderBy(asc(buckets.id));

/** Who proposed a bucket: the first of its events in the audit trail. */
export async function proposerOf(on: Queryable, { collectiveId, roundId, id }: BucketRow): Promise<string | null> {
  const [row] = await queryRows<{ byId: string | null }>(
    on,
    sql`select by_id as "byId" from audit_events
      where collective_id = ${collectiveId} and subject_id = ${roundId} and action in ('bucket.drafted', 'bucket.published')
        and details ->> 'bucket' = ${id} order by at, id limit 1`,
  );
  return row?.byId ?? null;
}

export const insertBucket = (tx: Tx, row: typeof buckets.$inferInsert) => tx.insert(buckets).values(row);
export const updateBuckets = (tx: Tx, collectiveId: string, ids: readonly string[], change: Partial<typeof buckets.$inferInsert>) =>
  tx
    .update(buckets)
    .set(change)
    .where(and(eq(buckets.collectiveId, collectiveId), inArray(buckets.id, [...ids])));

/** Pledges of a round that stand, the first first. */
export const standingPledges = (
  on: Queryable,
  collectiveId: string,
  roundId: string,
  of: { bucketId?: string; memberId?: string } = {},
): Promise<PledgeRow[]> =>
  on
    .select()
    .from(pledges)
    .where(
      and(
        eq(pledges.collectiveId, collectiveId),
        eq(pledges.roundId, roundId),
        isNull(pledges.endedAt),
        of.bucketId === undefined ? undefined : eq(pledges.bucketId, of.bucketId),
        of.memberId === undefined ? undefined : eq(pledges.memberId, of.memberId),
      ),
    )
    .orderBy(asc(pledges.id));

/** Every pledge of a round, or of one member, in the order they were made. */
export const allPledges = (on: Queryable, collectiveId: string, roundId: string, memberId?: string): Promise<PledgeRow[]> =>
  on
    .select()
    .from(pledges)
    .where(
      and(
        eq(pledges.collectiveId, collectiveId),
        eq(pledges.roundId, roundId),
        memberId === undefined ? undefined : eq(pledges.memberId, memberId),
      ),
    )
    .orderBy(asc(pledges.id));

export const endPledges = (
  tx: Tx,
  collectiveId: string,
  ids: readonly string[],
  ending: { readonly endedAt: Date; readonly endedBy: string; readonly ending: "withdrawn" | "returned" },
) =>
  ids.length === 0
    ? Promise.resolve()
    : tx
        .update(pledges)
        .set(ending)
        .where(and(eq(pledges.collectiveId, collectiveId), inArray(pledges.id, [...ids])))
        .then(() => {});

/** What each bucket of these rounds holds, and what each participant has left: account → minor units. */
export async function roundBalances(on: Queryable, collectiveId: string, roundId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await queryRows<{ id: string; shown: string }>(
    on,
    sql`select a.id, (-a.balance_minor)::text as shown from accounts a where a.collective_id = ${collectiveId} and a.class = 'round' and (a.id = ${roundId}
      or a.id in (select b.id from buckets b where b.collective_id = ${collectiveId} and b.round_id = ${roundId})
      or a.id in (select p.id from round_participants p where p.collective_id = ${collectiveId} and p.round_id = ${roundId}))`,
  );
  return new Map(rows.map(({ id, shown }) => [id, BigInt(shown)]));
}

/** What was given to each participant in all, by the entries that gave credits: account → minor units. */
export async function creditsGiven(on: Queryable, collectiveId: string, roundId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await queryRows<{ id: string; given: string }>(
    on,
    sql`select p.id, coalesce(sum(-l.amount_minor), 0)::text as given
      from round_participants p
      join lines l on l.collective_id = p.collective_id and l.account_id = p.id
      join entries n on n.collective_id = l.collective_id and n.id = l.entry_id and n.kind = 'round-credits'
      where p.collective_id = ${collectiveId} and p.round_id = ${roundId} group by p.id`,
  );
  return new Map(rows.map(({ id, given }) => [id, BigInt(given)]));
}

/** Members of a collective who are here, by id, or by e-mail in small letters. */
export async function presentMembers(on: Queryable, collectiveId: string) {
  return queryRows<{ id: string; name: string; email: string | null }>(
    on,
    sql`select m.id, coalesce(p.name, m.code) as name, lower(p.email) as email from members m
      left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId} and m.left_on is null order by name, m.id`,
  );
}

/** What participants of a round are called, also those who have left. */
export async function participantNames(on: Queryable, collectiveId: string, roundId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await queryRows<{ id: string; name: string }>(
    on,
    sql`select m.id, coalesce(p.name, m.code) as name from round_participants r
      join members m on m.collective_id = r.collective_id and m.id = r.member_id
      left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where r.collective_id = ${collectiveId} and r.round_id = ${roundId}`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function areMembersHere(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await on
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), inArray(members.id, [...ids]), isNull(members.leftOn)));
  return new Set(rows.map(({ id }) => id));
}

export const listBallots = (on: Queryable, collectiveId: string, roundId: string) =>
  on
    .select()
    .from(ballots)
    .where(and(eq(ballots.collectiveId, collectiveId), eq(ballots.roundId, roundId)))
    .orderBy(asc(ballots.castAt), asc(ballots.memberId));

export const saveBallot = (tx: Tx, row: typeof ballots.$inferInsert) =>
  tx
    .insert(ballots)
    .values(row)
    .onConflictDoUpdate({
      target: [ballots.collectiveId, ballots.roundId, ballots.memberId],
      set: { votes: row.votes, castAt: row.castAt },
    });

/** Whether anything was pledged, taken back or not, or voted. */
export async function isPledged(on: Queryable, collectiveId: string, roundId: string): Promise<boolean> {
  const [row] = await queryRows<{ has: boolean }>(
    on,
    sql`select exists (select from pledges where collective_id = ${collectiveId} and round_id = ${roundId})
      or exists (select from ballots where collective_id = ${collectiveId} and round_id = ${roundId}) as has`,
  );
  return row?.has ?? false;
}
