/** What a sharing is computed from besides its lines: names, funds, kinds, scores, what was levied, what is committed. */
import { and, eq, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { circleMembers } from "../../db/schema/index.js";
import { countedScores, type ScoredReview } from "../../domain/review.js";
import type { Sharing } from "./sharings.queries.js";

export interface NamedMember {
  readonly id: string;
  readonly name: string;
  /** The code name of what is published. */
  readonly code: string;
  /** Who is paid for them unless a contribution says otherwise: themself or a structure. */
  readonly payeeId: string;
  readonly isStructure: boolean;
  readonly isPresent: boolean;
}

export interface NamedFund {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly isArchived: boolean;
}

export interface Names {
  /** In the order in which they entered the collective: the order of a document. */
  readonly members: readonly NamedMember[];
  readonly funds: readonly NamedFund[];
  readonly kinds: readonly { readonly id: string; readonly name: string; readonly unit: string | null }[];
}

/** Everybody and everything a document may name, in document order. */
export async function loadNames(on: Queryable, collectiveId: string): Promise<Names> {
  const members = await queryRows<NamedMember>(
    on,
    sql`select m.id, coalesce(p.name, m.code) as name, m.code, coalesce(m.payee_id, m.id) as "payeeId", m.kind = 'structure' as "isStructure",
        m.left_on is null as "isPresent"
      from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId} order by m.created_at, m.id`,
  );
  const funds = await queryRows<NamedFund>(
    on,
    sql`select id, name, currency, is_archived as "isArchived" from funds where collective_id = ${collectiveId} order by created_at, id`,
  );
  const kinds = await queryRows<{ id: string; name: string; unit: string | null }>(
    on,
    sql`select id, name, unit from kinds where collective_id = ${collectiveId} order by created_at, id`,
  );
  return { members, funds, kinds };
}

/** What a key that is set now may name: members who are here, funds in use of its currency, kinds. */
export const nameableIn = ({ members, funds, kinds }: Names, currency: string) => ({
  currency,
  members: members.filter(({ isPresent }) => isPresent),
  funds: funds.filter((fund) => fund.currency === currency && !fund.isArchived),
  kinds,
});

/** Who may adopt a sharing of a circle: its pilots, the treasurers and admins who are here. */
export async function loadAdopters(on: Queryable, collectiveId: string, circleId: string): Promise<Map<string, string>> {
  const rows = await queryRows<{ id: string; name: string }>(
    on,
    sql`select m.id, coalesce(p.name, m.code) as name
      from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId} and m.left_on is null
        and (m.roles && array['admin', 'treasurer'] or exists (select from circle_members s where s.collective_id = m.collective_id
          and s.member_id = m.id and s.circle_id = ${circleId} and s.role = 'pilot'))
      order by m.created_at, m.id`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The pilots of a circle. */
export async function loadPilots(on: Queryable, collectiveId: string, circleId: string): Promise<Set<string>> {
  const rows = await on
    .select({ id: circleMembers.memberId })
    .from(circleMembers)
    .where(and(eq(circleMembers.collectiveId, collectiveId), eq(circleMembers.circleId, circleId), eq(circleMembers.role, "pilot")));
  return new Set(rows.map(({ id }) => id));
}

/** A bill that is not paid in full: it stands above the table as «déjà engagé». */
export interface UnpaidBill {
  readonly id: string;
  readonly thirdParty: string;
  readonly label: string;
  readonly unpaidMinor: bigint;
}

export async function listUnpaidBills(on: Queryable, collectiveId: string, envelopeId: string): Promise<UnpaidBill[]> {
  const rows = await queryRows<Omit<UnpaidBill, "unpaidMinor"> & { unpaid: string }>(
    on,
    sql`select b.id, t.name as "thirdParty", b.label, (b.amount_minor - b.paid_minor)::text as unpaid
      from bills b join third_parties t on t.collective_id = b.collective_id and t.id = b.third_party_id
      where b.collective_id = ${collectiveId} and b.envelope_id = ${envelopeId} and b.reversed_at is null and b.paid_minor < b.amount_minor
      order by b.billed_on, b.id`,
  );
  return rows.map(({ unpaid, ...bill }) => ({ ...bill, unpaidMinor: BigInt(unpaid) }));
}

/**
 * What peers scored, once a reviewer and person (by codes where reviews are anonymous): reviews of the sharing's
 * contributions, and of days in its envelope that end in its period. Those of a period of reviews count once it is closed.
 */
export async function loadScores(
  on: Queryable,
  { collectiveId, envelopeId, fromOn, untilOn }: Sharing,
  contributionIds: readonly string[],
  now: Date,
): Promise<{ of: string; by: string; score: string }[]> {
  const rows = await queryRows<ScoredReview & { isAnonymous: boolean }>(
    on,
    sql`select r.of_id as of, r.by_id as by, r.scores, coalesce(p.is_anonymous, c.has_anonymous_reviews) as "isAnonymous"
      from reviews r join collectives c on c.id = r.collective_id
      left join review_periods p on p.collective_id = r.collective_id and p.id = r.period_id
      where r.collective_id = ${collectiveId} and (r.contribution_id = any(${sql.param([...contributionIds])}::uuid[])
        or (r.contribution_id is null and r.envelope_id = ${envelopeId} and r.until_on <= ${untilOn}::date
          and ${fromOn === null ? sql`true` : sql`r.until_on >= ${fromOn}::date`}))
        and (r.period_id is null or p.closed_at is not null or p.closes_at <= ${now.toISOString()}::timestamptz)
      order by r.id`,
  );
  return countedScores(rows);
}
