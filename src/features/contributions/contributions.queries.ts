/** Contributions in the database. */
import { and, arrayContains, asc, desc, eq, getTableColumns, gte, inArray, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import { preparedRows, type Queryable, queryRows } from "../../db/client.js";
import {
  circles,
  contributionQuestions,
  contributions,
  contributionVersions,
  giftsReceived,
  kinds,
  sharingLines,
  sharings,
} from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { Contribution, ContributionStatus, ContributionVersion, HoldingSharing, Question } from "../../domain/contribution.js";
import type { Alike, EnvelopeFacts, KindFacts, MemberFacts, Settlement } from "../../domain/contribution-draft.js";
import { fold } from "../../domain/fold.js";
import type { ContributionFilter } from "./contributions.schema.js";

/** A contribution with the unit of its kind. */
export interface KeptContribution {
  readonly contribution: Contribution;
  readonly unit: string | null;
}

/** What a group of drafts names, read in one query. Envelopes say their circle, for drafts that name none. */
export interface NamedFacts {
  readonly members: ReadonlyMap<string, MemberFacts>;
  readonly kinds: ReadonlyMap<string, KindFacts>;
  readonly circles: ReadonlySet<string>;
  readonly envelopes: ReadonlyMap<string, EnvelopeFacts & { circleId: string }>;
  /** The circle of a collective that has one alone; null where there are several. */
  readonly onlyCircleId: string | null;
  readonly alike: readonly Alike[];
}

export interface NamedIds {
  readonly members: readonly string[];
  readonly kinds: readonly string[];
  readonly circles: readonly string[];
  readonly envelopes: readonly string[];
  /** What is about to be said, to look for probable duplicates. */
  readonly said: readonly Said[];
}

/** What makes a contribution the same as another. */
export interface Said {
  readonly memberId: string;
  readonly kindId: string;
  readonly dayOn: string;
  readonly quantity: string | null;
  readonly amountMinor: string | null;
}

interface NamedRow {
  members: ({ id: string } & MemberFacts)[];
  kinds: ({ id: string } & KindFacts)[];
  circles: string[];
  envelopes: ({ id: string; circleId: string } & EnvelopeFacts)[];
  onlyCircles: string[];
  alike: (Omit<Alike, "amountMinor"> & { amountMinor: string | null })[];
}

/** Contributions of one giver and day that are looked at for duplicates: nobody gives more often in a day. */
const alikeMax = 50;

export async function loadNamed(on: Queryable, collectiveId: string, ids: NamedIds): Promise<NamedFacts> {
  const text = (value: unknown) => sql`${JSON.stringify(value)}::text::json`;
  const distinct = (list: readonly string[]) => text([...new Set(list)]);
  const max = sql.raw(String(alikeMax));
  // Each thing is looked up by its key (lateral … limit 1): a plan that is kept must not scan what grows.
  const [row] = await preparedRows<NamedRow>(
    on,
    sql`select
      (select coalesce(json_agg(json_build_object('id', m.id, 'name', coalesce(m.name, m.code), 'leftOn', m.left_on)), '[]')
        from json_array_elements_text(${distinct(ids.members)}) as wanted(id) cross join lateral (
          select m.id, m.code, m.left_on, (select p.name from member_profiles p where p.collective_id = m.collective_id and p.id = m.id) as name
          from members m where m.collective_id = ${collectiveId} and m.id = wanted.id::uuid limit 1) m) as members,
      (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'unit', k.unit, 'isExpense', k.is_expense, 'isArchived', k.is_archived)), '[]')
        from json_array_elements_text(${distinct(ids.kinds)}) as wanted(id) cross join lateral (
          select * from kinds k where k.collective_id = ${collectiveId} and k.id = wanted.id::uuid limit 1) k) as kinds,
      (select coalesce(json_agg(c.id), '[]')
        from json_array_elements_text(${distinct(ids.circles)}) as wanted(id) cross join lateral (
          select c.id from circles c where c.collective_id = ${collectiveId} and c.id = wanted.id::uuid and not c.is_archived limit 1) c) as circles,
      (select coalesce(json_agg(json_build_object('id', e.id, 'circleId', e.circle_id, 'name', e.name, 'isClosed', e.closed_at is not null,
          'eligibleFromOn', e.eligible_from_on, 'eligibleUntilOn', e.eligible_until_on, 'eligibleKindIds', e.eligible_kind_ids)), '[]')
        from json_array_elements_text(${distinct(ids.envelopes)}) as wanted(id) cross join lateral (
          select * from envelopes e where e.collective_id = ${collectiveId} and e.id = wanted.id::uuid limit 1) e) as envelopes,
      (select coalesce(json_agg(c.id), '[]') from (select c.id from circles c where c.collective_id = ${collectiveId} and not c.is_archived limit 2) c) as "onlyCircles",
      (select coalesce(json_agg(json_build_object('id', a.id, 'memberId', a.member_id, 'kindId', a.kind_id, 'dayOn', a.day_on,
          'quantity', a.quantity::text, 'amountMinor', a.amount_minor::text, 'note', a.note)), '[]')
        from json_to_recordset(${text(ids.said)})
            as said("memberId" uuid, "kindId" uuid, "dayOn" date, quantity numeric, "amountMinor" bigint) cross join lateral (
          select * from (
            select * from contributions c where c.collective_id = ${collectiveId} and c.member_id = said."memberId" and c.day_on = said."dayOn" limit ${max}) c
          where c.status <> 'withdrawn' and c.kind_id = said."kindId" and c.quantity is not distinct from said.quantity
            and c.amount_minor is not distinct from said."amountMinor"
          limit case when said.quantity is null and said."amountMinor" is null then ${max} else 2 end) a) as alike`,
  );
  const named = row as NamedRow;
  return {
    members: mapById(named.members),
    kinds: mapById(named.kinds),
    circles: new Set([...named.circles, ...only(named.onlyCircles)]),
    envelopes: mapById(named.envelopes),
    onlyCircleId: only(named.onlyCircles)[0] ?? null,
    alike: named.alike.map((one) => ({ ...one, amountMinor: one.amountMinor === null ? null : BigInt(one.amountMinor) })),
  };
}

const mapById = <Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.id, row]));
const only = (ids: readonly string[]): readonly string[] => (ids.length === 1 ? ids : []);

/** Saves new contributions of one collective. */
export function contributionsInsert(collectiveId: string, added: readonly Contribution[]): SQL {
  const rows = added.map((one) => ({
    ...one,
    amountMinor: one.amountMinor?.toString() ?? null,
    claimMinor: one.claimMinor?.toString() ?? null,
  }));
  return sql`insert into contributions (collective_id, id, member_id, logged_by, paid_to, circle_id, envelope_id, kind_id, quantity, amount_minor,
        claim_minor, day_on, until_on, note, tags, evidence, settlement, is_volunteered, status, created_at, changed_at)
      select ${collectiveId}::uuid, c.id, c."memberId", c."loggedBy", c."paidTo", c."circleId", c."envelopeId", c."kindId", c.quantity, c."amountMinor",
        c."claimMinor", c."dayOn", c."untilOn", c.note, c.tags, c.evidence, c.settlement, c."isVolunteered", c.status, c."createdAt", c."changedAt"
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as c(id uuid, "memberId" uuid, "loggedBy" uuid, "paidTo" uuid, "circleId" uuid,
        "envelopeId" uuid, "kindId" uuid, quantity numeric, "amountMinor" bigint, "claimMinor" bigint, "dayOn" date, "untilOn" date, note text,
        tags text[], evidence text, settlement text, "isVolunteered" boolean, status text, "createdAt" timestamptz, "changedAt" timestamptz)`;
}

const columns = { ...getTableColumns(contributions), unit: kinds.unit };
type Row = typeof contributions.$inferSelect & { unit: string | null };

function keptOf(row: Row): KeptContribution {
  const { collectiveId: _, batchId: __, fingerprint: ___, unit, ...fields } = row;
  return {
    unit,
    contribution: { ...fields, status: fields.status as ContributionStatus, settlement: fields.settlement as Settlement | null },
  };
}

const kindOfRow = and(eq(kinds.collectiveId, contributions.collectiveId), eq(kinds.id, contributions.kindId));

/** One contribution; locked when it is about to change, so that who changes it waits for who is changing it. */
export async function findContribution(
  on: Queryable,
  collectiveId: string,
  id: string,
  lock = false,
): Promise<KeptContribution | undefined> {
  const query = on
    .select(columns)
    .from(contributions)
    .innerJoin(kinds, kindOfRow)
    .where(and(eq(contributions.collectiveId, collectiveId), eq(contributions.id, id)));
  const [row] = await (lock ? query.for("update", { of: contributions }) : query);
  return row && keptOf(row);
}

export interface PageMark {
  readonly dayOn: string;
  readonly id: string;
}

/** A page, the latest day first, and within a day the latest logged; one row more than asked. */
export async function listContributions(
  on: Queryable,
  collectiveId: string,
  filter: ContributionFilter,
  after: PageMark | undefined,
): Promise<KeptContribution[]> {
  const rows = await on
    .select(columns)
    .from(contributions)
    .innerJoin(kinds, kindOfRow)
    .where(and(eq(contributions.collectiveId, collectiveId), ...conditions(filter), after && startsAfter(after)))
    .orderBy(desc(contributions.dayOn), desc(contributions.id))
    .limit(filter.limit + 1);
  return rows.map(keptOf);
}

const startsAfter = ({ dayOn, id }: PageMark): SQL => sql`(${contributions.dayOn}, ${contributions.id}) < (${dayOn}::date, ${id}::uuid)`;

function conditions(filter: ContributionFilter): (SQL | undefined)[] {
  const { member, circle, envelope, kind, status, from, until, tag, q } = filter;
  return [
    member ? eq(contributions.memberId, member) : undefined,
    circle ? eq(contributions.circleId, circle) : undefined,
    envelope ? eq(contributions.envelopeId, envelope) : undefined,
    kind ? eq(contributions.kindId, kind) : undefined,
    status && withStatus(status),
    from ? gte(contributions.dayOn, from) : undefined,
    until ? lte(contributions.dayOn, until) : undefined,
    // Said twice so that the index of what has tags is known to hold them.
    tag ? and(arrayContains(contributions.tags, [tag]), sql`${contributions.tags} <> '{}'`) : undefined,
    q ? sql`${foldedNote} like ${`%${fold(q).replace(/[\\%_]/g, "\\$&")}%`}` : undefined,
  ];
}

function withStatus(status: NonNullable<ContributionFilter["status"]>): SQL | undefined {
  if (status === "counted") return ne(contributions.status, "withdrawn");
  const isDoubted = status === "questioned" || status === "answered";
  return and(eq(contributions.status, status), isDoubted ? sql`${contributions.status} in ('questioned', 'answered')` : undefined);
}

/** The note without accents, in lower case: `fold` of the domain, as far as one letter stands for one. */
const foldedNote = sql`translate(lower(${contributions.note}), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’', 'aaaaaaceeeeiiiinooooouuuuyy''')`;

/** A member’s contributions with a question that nobody answered, the oldest first. */
export const listQuestioned = (on: Queryable, collectiveId: string, memberId: string) =>
  on
    .select({ id: contributions.id, note: contributions.note })
    .from(contributions)
    .where(and(eq(contributions.collectiveId, collectiveId), eq(contributions.memberId, memberId), withStatus("questioned")))
    .orderBy(asc(contributions.id));

// What happened to a contribution, and where it stands

export async function listVersions(on: Queryable, collectiveId: string, contributionId: string) {
  return on
    .select()
    .from(contributionVersions)
    .where(and(eq(contributionVersions.collectiveId, collectiveId), eq(contributionVersions.contributionId, contributionId)))
    .orderBy(asc(contributionVersions.version));
}

export async function listQuestions(on: Queryable, collectiveId: string, contributionId: string): Promise<Question[]> {
  const rows = await on
    .select()
    .from(contributionQuestions)
    .where(and(eq(contributionQuestions.collectiveId, collectiveId), eq(contributionQuestions.contributionId, contributionId)))
    .orderBy(asc(contributionQuestions.askedAt), asc(contributionQuestions.id));
  return rows.map(({ collectiveId: _, contributionId: __, ...row }) => ({ ...row, outcome: row.outcome as Question["outcome"] }));
}

/** A contribution's line in a sharing that was not reversed. */
export interface SharingPlace {
  readonly contributionId: string;
  readonly sharingId: string;
  readonly state: HoldingSharing["state"];
  readonly postedAt: Date | null;
  readonly isCarried: boolean;
  readonly askedMinor: bigint | null;
  readonly keptMinor: bigint | null;
  readonly paidMinor: bigint | null;
  readonly remainder: "offered" | "carried" | "withdrawn" | null;
  /** What became of a wish that was not paid, once posted; a line that was paid in part and not carried is paid. */
  readonly unpaid: "offered" | "carried" | "withdrawn" | null;
}

/** The lines of these contributions in sharings, the first one first. */
export async function listPlaces(on: Queryable, collectiveId: string, contributionIds: readonly string[]): Promise<SharingPlace[]> {
  if (contributionIds.length === 0) return [];
  const rows = await on
    .select({
      contributionId: sharingLines.contributionId,
      sharingId: sharingLines.sharingId,
      state: sharings.status,
      postedAt: sharings.postedAt,
      carriedId: sharingLines.carriedId,
      askedMinor: sharingLines.askedMinor,
      keptMinor: sharingLines.keptMinor,
      paidMinor: sharingLines.paidMinor,
      remainder: sharingLines.remainder,
      unpaid: sql<
        SharingPlace["unpaid"]
      >`case when ${sharingLines.carriedMinor} > 0 then 'carried' when ${sharingLines.paidMinor} > 0 then null
        when ${sharingLines.withdrawnMinor} > 0 and ${sharingLines.offeredMinor} = 0 then 'withdrawn' when ${sharingLines.paidMinor} = 0 then 'offered' end`,
    })
    .from(sharingLines)
    .innerJoin(sharings, and(eq(sharings.collectiveId, sharingLines.collectiveId), eq(sharings.id, sharingLines.sharingId)))
    .where(
      and(
        eq(sharingLines.collectiveId, collectiveId),
        inArray(sharingLines.contributionId, [...contributionIds]),
        isNull(sharingLines.voidedAt),
        sql`${sharings.status} not in ('abandoned', 'reversed')`,
      ),
    )
    .orderBy(asc(sharings.createdAt), asc(sharings.id));
  return rows.map(({ carriedId, ...row }) => ({
    ...row,
    isCarried: carriedId !== null,
    state: row.state as SharingPlace["state"],
    remainder: row.remainder as SharingPlace["remainder"],
  }));
}

/** The entry that brought a gift of money in, once the treasurer linked it. */
export async function findReceivedEntry(on: Queryable, collectiveId: string, contributionId: string): Promise<string | null> {
  const [row] = await on
    .select({ entryId: giftsReceived.entryId })
    .from(giftsReceived)
    .where(and(eq(giftsReceived.collectiveId, collectiveId), eq(giftsReceived.contributionId, contributionId)));
  return row?.entryId ?? null;
}

/** Whether the collective is one circle. */
export async function hasOneCircle(on: Queryable, collectiveId: string): Promise<boolean> {
  const rows = await on
    .select({ id: circles.id })
    .from(circles)
    .where(and(eq(circles.collectiveId, collectiveId), eq(circles.isArchived, false)))
    .limit(2);
  return rows.length === 1;
}

// Changing one

export async function updateContribution(tx: Tx, collectiveId: string, changed: Contribution): Promise<void> {
  const { id, createdAt: _, loggedBy: __, ...fields } = changed;
  await tx
    .update(contributions)
    .set({ ...fields, tags: [...fields.tags] })
    .where(and(eq(contributions.collectiveId, collectiveId), eq(contributions.id, id)));
}

/** Keeps what stood before a change, under the next number of that contribution. */
export async function insertVersion(
  tx: Tx,
  collectiveId: string,
  contributionId: string,
  version: Omit<ContributionVersion, "before"> & { before: Record<string, unknown> },
): Promise<void> {
  const next = sql<number>`(select coalesce(max(v.version), 0) + 1 from contribution_versions v
    where v.collective_id = ${collectiveId} and v.contribution_id = ${contributionId})`;
  await tx.insert(contributionVersions).values({ collectiveId, contributionId, version: next, ...version });
}

export async function saveQuestion(tx: Tx, collectiveId: string, contributionId: string, question: Question): Promise<void> {
  const { answer, answeredBy, answeredAt, settledBy, settledAt, outcome } = question;
  await tx
    .insert(contributionQuestions)
    .values({ collectiveId, contributionId, ...question })
    .onConflictDoUpdate({
      target: [contributionQuestions.collectiveId, contributionQuestions.id],
      set: { answer, answeredBy, answeredAt, settledBy, settledAt, outcome },
    });
}

/** The names quick entry knows: what is in use and who is here. */
export async function listNames(on: Queryable, collectiveId: string) {
  const [row] = await queryRows<{
    kinds: { id: string; name: string; unit: string | null; isExpense: boolean }[];
    circles: { id: string; name: string }[];
    envelopes: { id: string; name: string }[];
    members: { id: string; name: string }[];
  }>(
    on,
    sql`select
      (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'unit', k.unit, 'isExpense', k.is_expense) order by k.name), '[]')
        from kinds k where k.collective_id = ${collectiveId} and not k.is_archived) as kinds,
      (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name), '[]')
        from circles c where c.collective_id = ${collectiveId} and not c.is_archived) as circles,
      (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
        from envelopes e where e.collective_id = ${collectiveId} and e.closed_at is null) as envelopes,
      (select coalesce(json_agg(json_build_object('id', m.id, 'name', p.name) order by p.name), '[]')
        from members m join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
        where m.collective_id = ${collectiveId} and m.left_on is null) as members`,
  );
  return row ?? { kinds: [], circles: [], envelopes: [], members: [] };
}
