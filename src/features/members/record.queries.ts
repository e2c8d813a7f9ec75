/**
 * All that is kept about one member, for themself: the right of access. Rows as they stand, with amounts as decimal
 * strings; other people are ids.
 */
import { type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { formatCommodity } from "../../domain/ledger.js";

export type RecordRow = Record<string, unknown>;

interface Subject {
  readonly collectiveId: string;
  readonly memberId: string;
  readonly currency: string;
}

/** What each part of the record selects; `$me` and `$here` stand for the member and the collective. */
const parts = {
  circles: (here: SQL, me: SQL) => sql`select c.id, c.name, m.role from circle_members m
    join circles c on c.collective_id = m.collective_id and c.id = m.circle_id
    where m.collective_id = ${here} and m.member_id = ${me} order by c.name`,
  contributions: (here: SQL, me: SQL) => sql`select c.id, c.member_id as "memberId", c.logged_by as "loggedBy", c.paid_to as "paidTo",
      c.circle_id as "circleId", c.envelope_id as "envelopeId", k.name as kind, c.quantity::text as quantity, k.unit, c.amount_minor::text as "amountMinor",
      c.claim_minor::text as "claimMinor", c.day_on::text as "dayOn", c.until_on::text as "untilOn", c.note, c.tags, c.evidence, c.settlement,
      c.is_volunteered as "isVolunteered", c.status
    from contributions c join kinds k on k.collective_id = c.collective_id and k.id = c.kind_id
    where c.collective_id = ${here} and (c.member_id = ${me} or c.logged_by = ${me}) order by c.day_on, c.id`,
  contributionVersions: (here: SQL, me: SQL) => sql`select v.contribution_id as "contributionId", v.version, v.change, v.reason, v.before,
      to_char(v.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"
    from contribution_versions v join contributions c on c.collective_id = v.collective_id and c.id = v.contribution_id
    where v.collective_id = ${here} and (c.member_id = ${me} or c.logged_by = ${me}) order by v.contribution_id, v.version`,
  payments: (
    here: SQL,
    me: SQL,
  ) => sql`select g.share_id as "shareId", g.entry_id as "entryId", n.dated_on::text as "datedOn", g.how, g.amount_minor::text as "amountMinor", e.currency
    from share_settlements g join shares h on h.collective_id = g.collective_id and h.id = g.share_id
    join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
    join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
    join entries n on n.collective_id = g.collective_id and n.id = g.entry_id
    where g.collective_id = ${here} and (h.member_id = ${me} or h.payee_id = ${me}) order by n.dated_on, g.id`,
  questions: (
    here: SQL,
    me: SQL,
  ) => sql`select id, contribution_id as "contributionId", reason, answer, outcome, asked_by = ${me} as "askedByThem",
      answered_by = ${me} as "answeredByThem"
    from contribution_questions where collective_id = ${here} and (asked_by = ${me} or answered_by = ${me} or settled_by = ${me}) order by id`,
  reviewsGiven: (
    here: SQL,
    me: SQL,
  ) => sql`select id, of_id as "ofId", from_on::text as "fromOn", until_on::text as "untilOn", strengths, weaknesses, scores
    from reviews where collective_id = ${here} and by_id = ${me} order by id`,
  // Not by whom: a review may be anonymous, and then it is told from three reviewers on, without its scores; one of a period,
  // once that is closed.
  reviewsReceived: (here: SQL, me: SQL) => sql`select r.from_on::text as "fromOn", r.until_on::text as "untilOn", r.strengths, r.weaknesses,
      case when coalesce(p.is_anonymous, c.has_anonymous_reviews) then '{}'::jsonb else r.scores end as scores
    from reviews r join collectives c on c.id = r.collective_id
    left join review_periods p on p.collective_id = r.collective_id and p.id = r.period_id
    where r.collective_id = ${here} and r.of_id = ${me} and (r.period_id is null or p.closed_at is not null)
      and (not coalesce(p.is_anonymous, c.has_anonymous_reviews) or (select count(distinct o.by_id) from reviews o
        where o.collective_id = ${here} and o.of_id = ${me} and o.period_id is not distinct from r.period_id) >= 3) order by r.id`,
  retrospectiveWords: (here: SQL, me: SQL) => sql`select w.id, c.name as circle, r.from_on::text as "fromOn", r.until_on::text as "untilOn",
      w.kind, w.text, w.is_published as "isPublished"
    from retrospective_words w join retrospectives r on r.collective_id = w.collective_id and r.id = w.retrospective_id
    join circles c on c.collective_id = r.collective_id and c.id = r.circle_id
    where w.collective_id = ${here} and w.by_id = ${me} order by w.id`,
  points: (here: SQL, me: SQL) => sql`select sharing_id as "sharingId", from_id as "fromId", to_id as "toId", points
    from points where collective_id = ${here} and (from_id = ${me} or to_id = ${me}) order by id`,
  takes: (
    here: SQL,
    me: SQL,
  ) => sql`select t.sharing_id as "sharingId", t.take_minor::text as "takeMinor", t.nominal_minor::text as "nominalMinor", e.currency
    from takes t join sharings s on s.collective_id = t.collective_id and s.id = t.sharing_id
    join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
    where t.collective_id = ${here} and t.member_id = ${me} order by t.id`,
  shares: (
    here: SQL,
    me: SQL,
  ) => sql`select h.id, h.sharing_id as "sharingId", s.title as sharing, h.member_id as "memberId", h.payee_id as "payeeId", h.nature,
      h.amount_minor::text as "amountMinor", h.paid_minor::text as "paidMinor", h.waived_minor::text as "waivedMinor", e.currency
    from shares h join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
    join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
    where h.collective_id = ${here} and (h.member_id = ${me} or h.payee_id = ${me}) order by h.id`,
  pledges: (
    here: SQL,
    me: SQL,
  ) => sql`select r.title as round, b.title as bucket, p.amount_minor::text as "amountMinor", r.commodity as currency,
      to_char(p.pledged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, p.ending
    from pledges p join rounds r on r.collective_id = p.collective_id and r.id = p.round_id
    join buckets b on b.collective_id = p.collective_id and b.id = p.bucket_id
    where p.collective_id = ${here} and p.member_id = ${me} order by p.id`,
  ballots: (here: SQL, me: SQL) => sql`select r.title as round, v.votes,
      to_char(v.cast_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "castAt"
    from ballots v join rounds r on r.collective_id = v.collective_id and r.id = v.round_id
    where v.collective_id = ${here} and v.member_id = ${me} order by v.cast_at`,
  meetings: (here: SQL, me: SQL) => sql`select m.id, c.name as circle, m.met_on::text as "metOn", m.note_taker_id = ${me} as "tookNotes"
    from meetings m join circles c on c.collective_id = m.collective_id and c.id = m.circle_id
    where m.collective_id = ${here} and (m.note_taker_id = ${me} or exists (select from meeting_people p
      where p.collective_id = m.collective_id and p.meeting_id = m.id and p.member_id = ${me})) order by m.met_on, m.id`,
  actions: (
    here: SQL,
    me: SQL,
  ) => sql`select id, meeting_id as "meetingId", text, due_on::text as "dueOn", status, ended_on::text as "endedOn"
    from meeting_actions where collective_id = ${here} and owner_id = ${me} order by due_on, id`,
  decisions: (here: SQL, me: SQL) => sql`select d.id, d.title, c.name as circle, d.proposed_by = ${me} as "proposedByThem",
      array(select a.number from decision_attempts a where a.collective_id = d.collective_id and a.decision_id = d.id and a.opened_by = ${me}
        order by a.number) as "openedByThem"
    from decisions d left join circles c on c.collective_id = d.collective_id and c.id = d.circle_id
    where d.collective_id = ${here} and (d.proposed_by = ${me} or exists (select from decision_attempts a
      where a.collective_id = d.collective_id and a.decision_id = d.id and a.opened_by = ${me})) order by d.id`,
  decisionBallots: (here: SQL, me: SQL) => sql`select d.title as decision, b.decision_id as "decisionId", b.attempt, b.choice, b.argument,
      to_char(b.cast_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "castAt"
    from decision_ballots b join decisions d on d.collective_id = b.collective_id and d.id = b.decision_id
    where b.collective_id = ${here} and b.voter_id = ${me} order by b.cast_at, b.number`,
  reopenings: (here: SQL, me: SQL) => sql`select d.title as decision, r.decision_id as "decisionId", r.reason,
      to_char(r.reopened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "reopenedAt"
    from decision_reopenings r join decisions d on d.collective_id = r.collective_id and d.id = r.decision_id
    where r.collective_id = ${here} and r.reopened_by = ${me} order by r.reopened_at`,
  contracts: (
    here: SQL,
    me: SQL,
  ) => sql`select c.id, c.title, c.gives, c.receives, c.signed_on::text as "signedOn", c.ended_on::text as "endedOn",
      c.written_by = ${me} as "writtenByThem"
    from contracts c where c.collective_id = ${here} and (c.written_by = ${me} or exists (select from contract_parties p
      where p.collective_id = c.collective_id and p.contract_id = c.id and p.member_id = ${me})) order by c.id`,
  resources: (here: SQL, me: SQL) => sql`select r.id, r.name, r.steward_id = ${me} as "keptByThem", u.since_on::text as "sinceOn",
      u.until_on::text as "untilOn", u.contract_id as "contractId"
    from resources r left join resource_users u on u.collective_id = r.collective_id and u.resource_id = r.id and u.member_id = ${me}
    where r.collective_id = ${here} and (r.steward_id = ${me} or u.id is not null) order by r.name, u.since_on`,
  // What others said of a tension is theirs: the page of the tension shows it to whom it names.
  tensions: (
    here: SQL,
    me: SQL,
  ) => sql`select t.id, t.title, t.opened_by = ${me} as "openedByThem", case when t.opened_by = ${me} then t.text end as text,
      t.owner_id = ${me} as "heldByThem", t.closed_on::text as "closedOn"
    from tensions t where t.collective_id = ${here} and exists (select from tension_people p
      where p.collective_id = t.collective_id and p.tension_id = t.id and p.member_id = ${me}) order by t.id`,
  tensionSteps: (here: SQL, me: SQL) => sql`select tension_id as "tensionId", step, taken_on::text as "takenOn", note
    from tension_steps where collective_id = ${here} and said_by = ${me} order by said_at`,
  charters: (here: SQL, me: SQL) => sql`select c.id, c.title, v.number as version, p.role
    from charter_parties p join charter_versions v on v.collective_id = p.collective_id and v.id = p.version_id
    join charters c on c.collective_id = v.collective_id and c.id = v.charter_id
    where p.collective_id = ${here} and p.member_id = ${me} order by c.id, v.number`,
  charterLines: (
    here: SQL,
    me: SQL,
  ) => sql`select c.id as "charterId", c.title as charter, v.number as version, l.label, l.deliverables, l.percent,
      l.amount_minor::text as "amountMinor", c.currency
    from charter_lines l join charter_versions v on v.collective_id = l.collective_id and v.id = l.version_id
    join charters c on c.collective_id = v.collective_id and c.id = v.charter_id
    where l.collective_id = ${here} and l.member_id = ${me} order by c.id, v.number, l.place`,
  signatures: (here: SQL, me: SQL) => sql`select c.id as "charterId", c.title as charter, v.number as version, s.name, s.words, s.how,
      s.signed_on::text as "signedOn", s.member_id = ${me} as "isTheirs"
    from charter_signatures s join charter_versions v on v.collective_id = s.collective_id and v.id = s.version_id
    join charters c on c.collective_id = v.collective_id and c.id = v.charter_id
    where s.collective_id = ${here} and (s.member_id = ${me} or s.recorded_by = ${me}) order by s.signed_on, c.id, v.number`,
  // Not the number: it is sealed, and read where it is written.
  receipts: (
    here: SQL,
    me: SQL,
  ) => sql`select r.id, r.contribution_id as "contributionId", r.bill_id as "billId", r.name, r.type, r.bytes, r.sha256,
      to_char(r.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "addedAt", r.added_by = ${me} as "addedByThem"
    from receipts r left join contributions c on c.collective_id = r.collective_id and c.id = r.contribution_id
    where r.collective_id = ${here} and (r.added_by = ${me} or c.member_id = ${me} or c.logged_by = ${me}) order by r.added_at, r.id`,
  bankDetails: (here: SQL, me: SQL) => sql`select holder, bic, changed_at::text as "changedAt", changed_by = ${me} as "changedByThem"
    from bank_details where collective_id = ${here} and member_id = ${me}`,
  transfers: (here: SQL, me: SQL) => sql`select t.reference, t.amount_minor::text as "amountMinor", b.currency, t.remittance, t.status,
      b.executes_on::text as "executesOn"
    from payment_transfers t join payment_batches b on b.collective_id = t.collective_id and b.id = t.batch_id
    where t.collective_id = ${here} and t.member_id = ${me} order by b.number, t.place`,
  notices: (here: SQL, me: SQL) => sql`select id, at::text as at, what, subject, subject_id as "subjectId"
    from notices where collective_id = ${here} and member_id = ${me} order by id`,
  trail: (here: SQL, me: SQL) => sql`select id, at::text as at, action, subject, subject_id as "subjectId", details
    from audit_events where collective_id = ${here} and by_id = ${me} order by id`,
} as const;

export type RecordPart = keyof typeof parts;
export const recordParts = Object.keys(parts) as readonly RecordPart[];

export async function selectPart(on: Queryable, part: RecordPart, { collectiveId, memberId, currency }: Subject): Promise<RecordRow[]> {
  const rows = await queryRows<RecordRow>(on, parts[part](sql`${collectiveId}::uuid`, sql`${memberId}::uuid`));
  return rows.map((row) => withAmounts(row, currency));
}

/** `amountMinor: "31240"` becomes `amount: "312.40"`. */
function withAmounts(row: RecordRow, currency: string): RecordRow {
  const of = typeof row.currency === "string" ? row.currency : currency;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) =>
      name.endsWith("Minor") ? [name.slice(0, -5), typeof value === "string" ? formatCommodity(BigInt(value), of) : null] : [name, value],
    ),
  );
}

export async function selectLogin(on: Queryable, collectiveId: string, memberId: string) {
  const [row] = await queryRows<{ email: string; locale: string; createdAt: string }>(
    on,
    sql`select l.email, l.locale, to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"
        from members m join logins l on l.id = m.login_id where m.collective_id = ${collectiveId}::uuid and m.id = ${memberId}::uuid`,
  );
  return row ?? null;
}
