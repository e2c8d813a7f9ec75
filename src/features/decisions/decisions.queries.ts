/** Decisions in the database: rows become the domain's decision, and what it answers becomes rows. */
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { newId } from "../../db/id.js";
import {
  decisionAttempts,
  decisionBallots,
  decisionEffects,
  decisionReopenings,
  decisions,
  decisionVoters,
  meetingPeople,
  meetings,
} from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { Attempt, Ballot, Choice, Decision, MeetingListing, Outcome, Reopening, Ruling, Way } from "../../domain/consent/decision.js";
import { grouped } from "../../domain/grouped.js";

export interface KeptDecision {
  readonly collectiveId: string;
  readonly id: string;
  readonly circleId: string | null;
  readonly title: string;
  readonly proposedBy: string;
  readonly decision: Decision;
}

/** One change that was tried: what it made, or why it was refused. */
export interface Effect {
  readonly attempt: number;
  readonly partId: string;
  readonly place: number;
  readonly at: Date;
  readonly subject: string | null;
  readonly subjectId: string | null;
  readonly refusal: { readonly code: string; readonly figures: Readonly<Record<string, unknown>> } | null;
}

const isDecision = (collectiveId: string, id: string) => and(eq(decisions.collectiveId, collectiveId), eq(decisions.id, id));

/** One decision with all that was said of it. */
export async function findDecision(on: Queryable, collectiveId: string, id: string): Promise<KeptDecision | undefined> {
  const [row] = await on.select().from(decisions).where(isDecision(collectiveId, id));
  return (await withAttempts(on, row ? [row] : [])).at(0);
}

/** The same, the row locked: ballots, closing and reopening come one after another. */
export async function lockDecision(tx: Tx, collectiveId: string, id: string): Promise<KeptDecision | undefined> {
  const [row] = await tx.select().from(decisions).where(isDecision(collectiveId, id)).for("update");
  return (await withAttempts(tx, row ? [row] : [])).at(0);
}

/** Decisions with all that was said of them, whatever their number in five queries. */
async function withAttempts(on: Queryable, rows: readonly (typeof decisions.$inferSelect)[]): Promise<KeptDecision[]> {
  const [first] = rows;
  if (!first) return [];
  const { collectiveId } = first;
  const ids = rows.map(({ id }) => id);
  const attempts = await on
    .select()
    .from(decisionAttempts)
    .where(and(eq(decisionAttempts.collectiveId, collectiveId), inArray(decisionAttempts.decisionId, ids)))
    .orderBy(asc(decisionAttempts.number));
  const voters = await on
    .select()
    .from(decisionVoters)
    .where(and(eq(decisionVoters.collectiveId, collectiveId), inArray(decisionVoters.decisionId, ids)))
    .orderBy(asc(decisionVoters.memberId));
  const ballots = await on
    .select()
    .from(decisionBallots)
    .where(and(eq(decisionBallots.collectiveId, collectiveId), inArray(decisionBallots.decisionId, ids)))
    .orderBy(asc(decisionBallots.number));
  const reopenings = await on
    .select()
    .from(decisionReopenings)
    .where(and(eq(decisionReopenings.collectiveId, collectiveId), inArray(decisionReopenings.decisionId, ids)))
    .orderBy(asc(decisionReopenings.number));
  const listings = await listListings(on, collectiveId, ids);
  const votersOf = grouped(voters, ({ decisionId, attempt }) => `${decisionId}.${attempt}`);
  const ballotsOf = grouped(ballots, ({ decisionId, attempt }) => `${decisionId}.${attempt}`);
  const attemptsOf = grouped(attempts, ({ decisionId }) => decisionId);
  const reopeningsOf = grouped(reopenings, ({ decisionId }) => decisionId);
  const listingsOf = grouped(listings, ({ decisionId }) => decisionId);
  return rows.map(({ id, circleId, title, proposedBy, proposedAt }) => ({
    ...{ collectiveId, id, circleId, title, proposedBy },
    decision: {
      id,
      proposedAt,
      attempts: (attemptsOf.get(id) ?? []).map((attempt) => {
        const place = `${id}.${attempt.number}`;
        return attemptOf(attempt, votersOf.get(place) ?? [], ballotsOf.get(place) ?? []);
      }),
      meetings: (listingsOf.get(id) ?? []).map(({ meetingId, heldAt, recordedAt }) => ({ meetingId, heldAt, recordedAt })),
      reopenings: (reopeningsOf.get(id) ?? []).map(({ afterAttempt, partIds, reopenedBy, reason, reopenedAt }) => ({
        ...{ afterAttempt, partIds, reopenedById: reopenedBy, reason, reopenedAt },
      })),
    },
  }));
}

function attemptOf(
  row: typeof decisionAttempts.$inferSelect,
  voters: readonly (typeof decisionVoters.$inferSelect)[],
  ballots: readonly (typeof decisionBallots.$inferSelect)[],
): Attempt {
  const { number, way, text, parts, openedBy, openedAt, closesAt, settings, meetingId, presentIds, isLastResort, carried } = row;
  return {
    ...{ number, way: way as Way, proposal: { text, parts }, openedById: openedBy, openedAt, closesAt, settings, isLastResort, carried },
    voterIds: voters.map(({ memberId }) => memberId),
    meeting: meetingId === null ? null : { meetingId, presentIds: presentIds ?? [] },
    ballots: ballots.map(({ number: place, voterId, choice, argument, castAt }) => ({
      ...{ number: place, voterId, choice: choice as Choice, argument, castAt },
    })),
    sights: voters.flatMap(({ memberId, seenAt }) => (seenAt === null ? [] : [{ memberId, seenAt }])),
    // JSON has no instants.
    ruling: row.ruling === null ? null : { ...row.ruling, ruledAt: new Date(row.ruling.ruledAt) },
    settled: row.settled === null ? null : { ...row.settled, at: new Date(row.settled.at) },
  };
}

/** Meetings whose notes list decisions; one is held when its day ends, or when it was written down before. */
async function listListings(
  on: Queryable,
  collectiveId: string,
  decisionIds: readonly string[],
): Promise<(MeetingListing & { decisionId: string })[]> {
  const rows = await queryRows<{ decisionId: string; meetingId: string; heldAt: string; recordedAt: string }>(
    on,
    sql`select d.decision_id as "decisionId", d.meeting_id as "meetingId", to_json(min(d.listed_at)) #>> '{}' as "recordedAt",
          to_json(least(min(d.listed_at), (m.met_on + 1)::timestamp at time zone c.time_zone)) #>> '{}' as "heldAt"
        from meeting_decisions d
        join meetings m on m.collective_id = d.collective_id and m.id = d.meeting_id
        join collectives c on c.id = d.collective_id
        where d.collective_id = ${collectiveId}::uuid and ${inArray(sql`d.decision_id`, [...decisionIds])}
        group by d.decision_id, d.meeting_id, m.met_on, c.time_zone
        order by min(d.listed_at), d.meeting_id`,
  );
  return rows.map(({ heldAt, recordedAt, ...row }) => ({ ...row, heldAt: new Date(heldAt), recordedAt: new Date(recordedAt) }));
}

/** Which decisions a list shows. */
export interface Listed {
  readonly circle?: string | undefined;
  readonly member?: string | undefined;
  readonly state?: "open" | "ended" | undefined;
  readonly limit: number;
}

/** A page of decisions, whole, the latest proposed first; one more than asked. */
export async function listDecisions(
  on: Queryable,
  collectiveId: string,
  { circle, member, state, limit }: Listed,
  after: string | undefined,
  now: Date,
): Promise<KeptDecision[]> {
  const isOpen = sql`exists (select from decision_attempts a where a.collective_id = ${decisions.collectiveId} and a.decision_id = ${decisions.id}
    and a.settled is null and a.closes_at > ${now.toISOString()}::timestamptz)`;
  const states: Readonly<Record<"open" | "ended", SQL>> = { open: isOpen, ended: sql`not ${isOpen}` };
  const rows = await on
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.collectiveId, collectiveId),
        circle ? eq(decisions.circleId, circle) : undefined,
        member ? eq(decisions.proposedBy, member) : undefined,
        state ? states[state] : undefined,
        after ? sql`${decisions.id} < ${after}::uuid` : undefined,
      ),
    )
    .orderBy(sql`${decisions.id} desc`)
    .limit(limit + 1);
  return withAttempts(on, rows);
}

export interface AwaitedWord {
  readonly id: string;
  readonly title: string;
  readonly closesAt: Date;
  readonly hasSpoken: boolean;
}

/** Open attempts in which a member decides, what ends first standing first. */
export async function listAwaitedWords(on: Queryable, collectiveId: string, memberId: string, now: Date): Promise<AwaitedWord[]> {
  const rows = await queryRows<Omit<AwaitedWord, "closesAt"> & { closesAt: string }>(
    on,
    sql`select d.id, d.title, to_json(a.closes_at) #>> '{}' as "closesAt",
          exists (select from decision_ballots b where b.collective_id = a.collective_id and b.decision_id = a.decision_id
            and b.attempt = a.number and b.voter_id = v.member_id) as "hasSpoken"
        from decision_attempts a
        join decisions d on d.collective_id = a.collective_id and d.id = a.decision_id
        join decision_voters v on v.collective_id = a.collective_id and v.decision_id = a.decision_id and v.attempt = a.number
          and v.member_id = ${memberId}::uuid
        where a.collective_id = ${collectiveId}::uuid and a.settled is null and a.closes_at > ${now.toISOString()}::timestamptz
        order by a.closes_at, d.id`,
  );
  return rows.map(({ closesAt, ...row }) => ({ ...row, closesAt: new Date(closesAt) }));
}

/** Who was at a meeting, and of which circle it was. */
export async function findMeetingPeople(
  on: Queryable,
  collectiveId: string,
  meetingId: string,
): Promise<{ circleId: string; presentIds: string[] } | undefined> {
  const [meeting] = await on
    .select({ circleId: meetings.circleId })
    .from(meetings)
    .where(and(eq(meetings.collectiveId, collectiveId), eq(meetings.id, meetingId)));
  if (!meeting) return undefined;
  const people = await on
    .select({ memberId: meetingPeople.memberId })
    .from(meetingPeople)
    .where(and(eq(meetingPeople.collectiveId, collectiveId), eq(meetingPeople.meetingId, meetingId)))
    .orderBy(asc(meetingPeople.memberId));
  return { circleId: meeting.circleId, presentIds: people.map(({ memberId }) => memberId) };
}

// Writing

export const insertDecision = (tx: Tx, row: typeof decisions.$inferInsert) => tx.insert(decisions).values(row);

export async function insertAttempt(tx: Tx, collectiveId: string, decisionId: string, attempt: Attempt): Promise<void> {
  const { number, way, proposal, openedById, openedAt, closesAt, settings, voterIds, meeting, isLastResort, carried, ballots } = attempt;
  await tx.insert(decisionAttempts).values({
    ...{ collectiveId, decisionId, number, way, text: proposal.text, parts: proposal.parts, openedBy: openedById, openedAt, closesAt },
    ...{ settings, meetingId: meeting?.meetingId ?? null, presentIds: meeting?.presentIds ?? null, isLastResort, carried },
  });
  await tx.insert(decisionVoters).values(voterIds.map((memberId) => ({ collectiveId, decisionId, attempt: number, memberId })));
  for (const ballot of ballots) await insertBallot(tx, collectiveId, decisionId, number, ballot);
}

export const insertBallot = (tx: Tx, collectiveId: string, decisionId: string, attempt: number, ballot: Ballot) =>
  tx.insert(decisionBallots).values({ collectiveId, decisionId, attempt, ...ballot });

export const saveSight = (tx: Tx, collectiveId: string, decisionId: string, attempt: number, memberId: string, seenAt: Date) =>
  tx
    .update(decisionVoters)
    .set({ seenAt })
    .where(
      and(
        eq(decisionVoters.collectiveId, collectiveId),
        eq(decisionVoters.decisionId, decisionId),
        eq(decisionVoters.attempt, attempt),
        eq(decisionVoters.memberId, memberId),
        isNull(decisionVoters.seenAt),
      ),
    );

const isAttempt = (collectiveId: string, decisionId: string, number: number) =>
  and(eq(decisionAttempts.collectiveId, collectiveId), eq(decisionAttempts.decisionId, decisionId), eq(decisionAttempts.number, number));

export const saveOutcome = (tx: Tx, collectiveId: string, decisionId: string, number: number, settled: Outcome) =>
  tx
    .update(decisionAttempts)
    .set({ settled })
    .where(isAttempt(collectiveId, decisionId, number));

/** The notes of a meeting list a decision that was taken there, once. */
export async function saveListing(
  tx: Tx,
  listing: { collectiveId: string; decisionId: string; meetingId: string; title: string; now: Date },
): Promise<void> {
  const { collectiveId, decisionId, meetingId, title, now } = listing;
  await tx.execute(sql`insert into meeting_decisions (collective_id, id, meeting_id, place, text, decision_id, listed_at)
    select ${collectiveId}::uuid, ${newId()}::uuid, ${meetingId}::uuid, coalesce(max(d.place), -1) + 1, ${title}, ${decisionId}::uuid,
      ${now.toISOString()}::timestamptz
    from meeting_decisions d where d.collective_id = ${collectiveId}::uuid and d.meeting_id = ${meetingId}::uuid
    having not coalesce(bool_or(d.decision_id = ${decisionId}::uuid), false)`);
}

export const saveRuling = (tx: Tx, collectiveId: string, decisionId: string, number: number, ruling: Ruling) =>
  tx
    .update(decisionAttempts)
    .set({ ruling })
    .where(isAttempt(collectiveId, decisionId, number));

export const insertReopening = (tx: Tx, collectiveId: string, decisionId: string, number: number, reopening: Reopening) => {
  const { afterAttempt, partIds, reopenedById, reason, reopenedAt } = reopening;
  return tx
    .insert(decisionReopenings)
    .values({ collectiveId, decisionId, number, afterAttempt, partIds, reopenedBy: reopenedById, reason, reopenedAt });
};

export async function listEffects(on: Queryable, collectiveId: string, decisionId: string): Promise<Effect[]> {
  const { attempt, partId, place, at, subject, subjectId, refusal } = decisionEffects;
  return on
    .select({ attempt, partId, place, at, subject, subjectId, refusal })
    .from(decisionEffects)
    .where(and(eq(decisionEffects.collectiveId, collectiveId), eq(decisionEffects.decisionId, decisionId)))
    .orderBy(asc(attempt), asc(partId), asc(place));
}

export const insertEffect = (tx: Tx, collectiveId: string, decisionId: string, effect: Effect) =>
  tx.insert(decisionEffects).values({ collectiveId, decisionId, ...effect });
