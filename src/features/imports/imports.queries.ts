/** Imports in the database: batches, what rows are judged against, and what is marked and moved in one statement. */
import { and, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { importBatches, importMappings, stagedContributions, stagedMembers } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { CollectiveLists } from "../../exchange/import-context.js";
import type { ColumnMapping } from "../../exchange/mapping.js";
import { rowIdRange } from "./row-ids.js";

export type Batch = typeof importBatches.$inferSelect;
export type BatchSummary = Omit<Batch, "errors" | "duplicates" | "options" | "madeIds" | "reading" | "unknownNames" | "warnings">;
type BatchKey = Pick<Batch, "collectiveId" | "id">;

const isBatch = ({ collectiveId, id }: BatchKey) => and(eq(importBatches.collectiveId, collectiveId), eq(importBatches.id, id));

// Batches

export const insertBatch = (on: Queryable, row: typeof importBatches.$inferInsert) => on.insert(importBatches).values(row);

export const updateBatch = (on: Queryable, batch: BatchKey, change: Partial<Batch>) =>
  on.update(importBatches).set(change).where(isBatch(batch));

export async function findBatch(on: Queryable, batch: BatchKey, lock = false): Promise<Batch | undefined> {
  const query = on.select().from(importBatches).where(isBatch(batch));
  const [row] = await (lock ? query.for("update") : query);
  return row;
}

/** Imports of a collective, the latest first; one more than asked. */
export async function listBatches(on: Queryable, collectiveId: string, before: string | undefined, limit: number): Promise<BatchSummary[]> {
  const {
    errors: _,
    duplicates: __,
    options: ___,
    madeIds: ____,
    reading: _____,
    unknownNames: ______,
    warnings: _______,
    ...columns
  } = getTableColumns(importBatches);
  return on
    .select(columns)
    .from(importBatches)
    .where(and(eq(importBatches.collectiveId, collectiveId), before ? lt(importBatches.id, before) : undefined))
    .orderBy(desc(importBatches.id))
    .limit(limit + 1);
}

/** The imports of a file that still count, the latest first; locked, once nobody applies or drops one of them. */
export async function listSameFile(on: Queryable, collectiveId: string, fileHash: string, lock = false): Promise<Batch[]> {
  const query = on
    .select()
    .from(importBatches)
    .where(
      and(
        eq(importBatches.collectiveId, collectiveId),
        eq(importBatches.fileHash, fileHash),
        inArray(importBatches.status, ["staging", "previewed", "applied"]),
      ),
    )
    .orderBy(desc(importBatches.id));
  return lock ? query.for("update") : query;
}

/** Tells how far a file is read; whether the batch is still being staged. */
export async function saveProgress(
  on: Queryable,
  batch: BatchKey,
  progress: Pick<Batch, "bytesRead" | "rowsRead" | "rowsValid" | "errorsCounted" | "touchedAt">,
): Promise<boolean> {
  const rows = await on
    .update(importBatches)
    .set(progress)
    .where(and(isBatch(batch), eq(importBatches.status, "staging")))
    .returning({ id: importBatches.id });
  return rows.length > 0;
}

/** Takes over a batch whose reader has been silent since `silentSince`; false when somebody else was faster. */
export async function takeOver(on: Queryable, batch: BatchKey, silentSince: Date, now: Date): Promise<boolean> {
  const rows = await on
    .update(importBatches)
    .set({ touchedAt: now })
    .where(and(isBatch(batch), eq(importBatches.status, "staging"), lt(importBatches.touchedAt, silentSince)))
    .returning({ id: importBatches.id });
  return rows.length > 0;
}

/** Says that a reader is still at its batch. */
export async function touch(on: Queryable, batch: BatchKey, now: Date): Promise<void> {
  await on
    .update(importBatches)
    .set({ touchedAt: now })
    .where(and(isBatch(batch), eq(importBatches.status, "staging")));
}

/** Leaves a batch to whoever sends its file again: they need not wait for its reader to be silent for long. */
export const leave = (on: Queryable, batch: BatchKey): Promise<void> => touch(on, batch, new Date(0));

// Mappings by hand

/** What was said of headers before: by imports that were applied, and by a reading of this very file that is not over. */
export async function loadMappings(on: Queryable, collectiveId: string, fileHash: string): Promise<Map<string, ColumnMapping>> {
  const { headerKey, profile, columns } = importMappings;
  const kept = await on.select({ headerKey, profile, columns }).from(importMappings).where(eq(importMappings.collectiveId, collectiveId));
  const mappings = new Map<string, ColumnMapping>(kept.map((row) => [row.headerKey, row]));
  for (const batch of await listSameFile(on, collectiveId, fileHash)) {
    const told = batch.options.columns as Record<string, string> | undefined;
    if (batch.status === "staging" && told && batch.reading)
      mappings.set(batch.reading.headerKey, { profile: batch.profile, columns: told });
  }
  return mappings;
}

// What rows are judged against

export async function loadLists(
  on: Queryable,
  collectiveId: string,
  said: Pick<CollectiveLists, "today" | "language" | "currency" | "timeZone">,
): Promise<CollectiveLists> {
  const members = await queryRows<CollectiveLists["members"][number] & { code: string; email: string | null }>(
    on,
    sql`select m.id, m.code, coalesce(p.name, m.code) as name, p.email, m.left_on::text as "leftOn"
      from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId} and m.erased_at is null`,
  );
  return {
    ...said,
    members: members.map(({ code, email, ...member }) => ({ ...member, also: [code, ...(email === null ? [] : [email])] })),
    kinds: await queryRows(
      on,
      sql`select id, name, unit, is_expense as "isExpense", is_archived as "isArchived" from kinds where collective_id = ${collectiveId}`,
    ),
    circles: await queryRows(on, sql`select id, name from circles where collective_id = ${collectiveId} and not is_archived`),
    envelopes: await queryRows(
      on,
      sql`select id, name, circle_id as "circleId", closed_at is not null as "isClosed", eligible_from_on::text as "eligibleFromOn",
          eligible_until_on::text as "eligibleUntilOn", eligible_kind_ids as "eligibleKindIds"
        from envelopes where collective_id = ${collectiveId}`,
    ),
  };
}

// Staged rows

/** The last line that is staged: a reader that goes on leaves out what is there. */
export async function lastStagedLine(on: Queryable, { collectiveId, id }: BatchKey): Promise<number> {
  const [row] = await queryRows<{ line: number }>(
    on,
    sql`select greatest(
        (select max(line) from staged_contributions where collective_id = ${collectiveId} and batch_id = ${id}),
        (select max(line) from staged_members where collective_id = ${collectiveId} and batch_id = ${id}), 0) as line`,
  );
  return row?.line ?? 0;
}

export async function deleteStaged(on: Queryable, { collectiveId, id }: BatchKey): Promise<void> {
  for (const table of [stagedContributions, stagedMembers])
    await on.delete(table).where(and(eq(table.collectiveId, collectiveId), eq(table.batchId, id)));
}

/**
 * Rows are matched by hashing, whatever the planner expects: a batch that has just been copied is in no statistics, it is taken for
 * one row, and each of its rows would then be looked for among all the others, or among all that is here.
 */
export async function matchByHashing(tx: Tx): Promise<void> {
  await tx.execute(sql`set local enable_nestloop = off`);
  await tx.execute(sql`set local work_mem = '256MB'`);
}

/** Room for the rows of a copy, which the guards of a table read again: they are not written to a disk for it. */
export const makeRoomForCopies = (tx: Tx): Promise<unknown> => tx.execute(sql`set local work_mem = '64MB'`);

/** Any fixed number, apart from the other advisory locks. */
const importLock = 7_240_235;

const staged = ({ collectiveId, id }: BatchKey) => sql`s.collective_id = ${collectiveId} and s.batch_id = ${id}`;

/** Takes the marks off again, where what is here has changed since. */
export async function clearMarks(tx: Tx, batch: BatchKey): Promise<void> {
  await tx.execute(sql`update staged_contributions s set known_id = null, like_id = null
    where ${staged(batch)} and (known_id is not null or like_id is not null)`);
}

/** Marks rows that an import which was not undone has brought already. */
export async function markFingerprints(tx: Tx, batch: BatchKey): Promise<void> {
  await tx.execute(sql`update staged_contributions s set known_id = c.id
    from contributions c join import_batches b on b.collective_id = c.collective_id and b.id = c.batch_id
    where ${staged(batch)} and c.collective_id = s.collective_id and c.fingerprint = s.fingerprint
      and b.id <> s.batch_id and b.undone_at is null`);
}

/** Marks rows that name themselves as a contribution which is here. */
export async function markReferences(tx: Tx, batch: BatchKey): Promise<void> {
  await tx.execute(sql`update staged_contributions s set known_id = c.id
    from contributions c left join import_batches b on b.collective_id = c.collective_id and b.id = c.batch_id
    where ${staged(batch)} and s.reference is not null and c.collective_id = s.collective_id and c.id = s.reference and b.undone_at is null`);
}

/** What two contributions that say the same have in common, as a hash finds it: figures, or the words where there is none. */
const sayings = (row: string): SQL =>
  sql.raw(`${row}.member_id, ${row}.day_on, ${row}.kind_id, coalesce(${row}.quantity, -1), coalesce(${row}.amount_minor, -1),
    case when ${row}.quantity is null and ${row}.amount_minor is null then lower(${row}.note) else '' end`);

/**
 * Marks rows that say what a contribution says: same giver, kind, day and figures; where there are none, the same words. Of all that say
 * the same the first is looked for once: each with each of the others would be a million times a million.
 */
export async function markAlike(tx: Tx, batch: BatchKey): Promise<void> {
  await tx.execute(sql`with said as (select distinct ${sayings("s")} from staged_contributions s where ${staged(batch)} and s.known_id is null),
      first as (select distinct on (${sayings("c")}) ${sayings("c")}, c.id from contributions c
        where c.collective_id = ${batch.collectiveId} and c.status <> 'withdrawn' and (${sayings("c")}) in (select * from said)
        order by ${sayings("c")}, c.id),
      named(member_id, day_on, kind_id, quantity, amount, words, id) as (select * from first)
    update staged_contributions s set like_id = f.id from named f
    where ${staged(batch)} and s.known_id is null
      and (f.member_id, f.day_on, f.kind_id, f.quantity, f.amount, f.words) = (${sayings("s")})`);
}

export async function hasContributions(on: Queryable, collectiveId: string): Promise<boolean> {
  const rows = await queryRows(on, sql`select 1 from contributions where collective_id = ${collectiveId} limit 1`);
  return rows.length > 0;
}

export interface Marked {
  readonly known: number;
  readonly alike: number;
}

export async function countMarked(on: Queryable, batch: BatchKey): Promise<Marked> {
  const [row] = await queryRows<Marked>(
    on,
    sql`select count(*) filter (where known_id is not null)::int as known,
        count(*) filter (where known_id is null and (like_id is not null or like_line is not null))::int as alike
      from staged_contributions s where ${staged(batch)}`,
  );
  return row ?? { known: 0, alike: 0 };
}

export interface Duplicate {
  readonly line: number;
  readonly contributionId: string | null;
  readonly likeLine: number | null;
}

export const listDuplicates = (on: Queryable, batch: BatchKey, limit: number): Promise<Duplicate[]> =>
  queryRows(
    on,
    sql`select line, like_id as "contributionId", like_line as "likeLine" from staged_contributions s
      where ${staged(batch)} and known_id is null and (like_id is not null or like_line is not null) order by line limit ${limit}`,
  );

/** An envelope of the batch that was closed since it was previewed. */
export async function findClosedEnvelope(on: Queryable, batch: BatchKey, since: Date): Promise<string | undefined> {
  const [row] = await queryRows<{ name: string }>(
    on,
    sql`select e.name from envelopes e where e.collective_id = ${batch.collectiveId} and e.closed_at >= ${since.toISOString()}::timestamptz
      and exists (select from staged_contributions s where ${staged(batch)} and s.envelope_id = e.id and s.known_id is null) limit 1`,
  );
  return row?.name;
}

/** The staged rows that are added. */
const added = (withoutDuplicates: boolean): SQL =>
  withoutDuplicates ? sql`s.known_id is null and s.like_id is null and s.like_line is null` : sql`s.known_id is null`;

/** Adds the staged rows that are not here yet. They lie in the order of the file, and so do their ids. */
export async function insertStaged(
  tx: Tx,
  batch: BatchKey,
  { loggedBy, now, withoutDuplicates }: { loggedBy: string; now: Date; withoutDuplicates: boolean },
): Promise<void> {
  const at = now.toISOString();
  await tx.execute(sql`insert into contributions (collective_id, id, member_id, logged_by, paid_to, circle_id, envelope_id, kind_id, quantity,
      amount_minor, claim_minor, day_on, until_on, note, tags, evidence, settlement, is_volunteered, status, batch_id, fingerprint,
      created_at, changed_at)
    select s.collective_id, s.id, s.member_id, ${loggedBy}, s.paid_to, s.circle_id, s.envelope_id, s.kind_id, s.quantity,
      s.amount_minor, s.claim_minor, s.day_on, s.until_on, s.note, s.tags, s.evidence, s.settlement, s.is_volunteered,
      'declared', s.batch_id, s.fingerprint, ${at}::timestamptz, ${at}::timestamptz
    from staged_contributions s where ${staged(batch)} and ${added(withoutDuplicates)}`);
}

/** Imports of contributions are applied and undone one after another, so that each sees what the others brought. */
export async function lockImports(tx: Tx, { collectiveId }: Pick<BatchKey, "collectiveId">): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${collectiveId}::text, ${importLock}))`);
}

export async function countStaged(on: Queryable, batch: BatchKey): Promise<number> {
  const [row] = await queryRows<{ rows: number }>(on, sql`select count(*)::int as rows from staged_contributions s where ${staged(batch)}`);
  return row?.rows ?? 0;
}

/** The givers of the rows that a batch adds. */
export async function listGivers(on: Queryable, batch: BatchKey, withoutDuplicates: boolean): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    on,
    sql`select distinct member_id as id from staged_contributions s where ${staged(batch)} and ${added(withoutDuplicates)}`,
  );
  return rows.map(({ id }) => id);
}

// Undoing

const ofBatch = ({ collectiveId, id }: BatchKey) => {
  const { first, last } = rowIdRange(id);
  return sql`c.collective_id = ${collectiveId} and c.id between ${first}::uuid and ${last}::uuid and c.batch_id = ${id}`;
};

/** A sharing, proposed or later, that holds contributions of the batch, and how many. */
export async function findHoldingSharing(tx: Tx, batch: BatchKey) {
  const [row] = await queryRows<{ id: string; title: string; state: string; contributions: number }>(
    tx,
    sql`select h.id, h.title, h.status as state, count(distinct l.contribution_id)::int as contributions
      from sharings h join sharing_lines l on l.collective_id = h.collective_id and l.sharing_id = h.id and l.voided_at is null
        join contributions c on c.collective_id = l.collective_id and c.id = l.contribution_id
      where ${ofBatch(batch)} and h.status in ('proposed', 'adopted', 'posted', 'paid')
      group by h.id, h.title, h.status order by h.id limit 1`,
  );
  return row;
}

/** Locks the contributions of a batch, so that no sharing takes one while it is withdrawn. */
export async function lockApplied(tx: Tx, batch: BatchKey): Promise<void> {
  await tx.execute(sql`select count(*) from (select from contributions c where ${ofBatch(batch)} for update) locked`);
}

/** A contribution of the batch that is linked to money in, and the entry of that money. */
export async function findReceivedGift(tx: Tx, batch: BatchKey): Promise<{ contributionId: string; entryId: string } | undefined> {
  const [row] = await queryRows<{ contributionId: string; entryId: string }>(
    tx,
    sql`select g.contribution_id as "contributionId", g.entry_id as "entryId"
      from gifts_received g join contributions c on c.collective_id = g.collective_id and c.id = g.contribution_id
      where ${ofBatch(batch)} limit 1`,
  );
  return row;
}

const instantText = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** A contribution as the API says it: what its history keeps. */
const contributionJson = (decimals: number) => {
  const amount = (column: string) => sql`round(${sql.raw(column)} / 10::numeric ^ ${decimals}::int, ${decimals}::int)::text`;
  return sql`jsonb_build_object('id', c.id, 'memberId', c.member_id, 'loggedBy', c.logged_by, 'paidTo', c.paid_to, 'circleId', c.circle_id,
    'envelopeId', c.envelope_id, 'kindId', c.kind_id, 'quantity', c.quantity::text,
    'unit', (select k.unit from kinds k where k.collective_id = c.collective_id and k.id = c.kind_id),
    'amount', ${amount("c.amount_minor")}, 'claim', ${amount("c.claim_minor")}, 'dayOn', c.day_on, 'untilOn', c.until_on, 'note', c.note,
    'tags', c.tags, 'evidence', c.evidence, 'settlement', c.settlement, 'isVolunteered', c.is_volunteered, 'status', c.status, 'life', c.status,
    'createdAt', ${instantText("c.created_at")}, 'changedAt', ${instantText("c.changed_at")})`;
};

/** Withdraws the contributions of a batch, each with what stood before, and says how many. */
export async function withdrawApplied(
  tx: Tx,
  batch: BatchKey,
  { byId, now, decimals }: { byId: string; now: Date; decimals: number },
): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`insert into contribution_versions (collective_id, contribution_id, changed_at, version, changed_by, change, reason, before)
    select c.collective_id, c.id, ${at}, 1 + coalesce((select max(v.version) from contribution_versions v
        where v.collective_id = c.collective_id and v.contribution_id = c.id), 0), ${byId}, 'withdrawn', 'import.undone',
      ${contributionJson(decimals)}
    from contributions c where ${ofBatch(batch)} and c.status <> 'withdrawn'`);
  await tx.execute(sql`update contribution_questions q set settled_by = ${byId}, settled_at = ${at}, outcome = 'withdrawn'
    from contributions c where ${ofBatch(batch)} and q.collective_id = c.collective_id and q.contribution_id = c.id and q.settled_at is null`);
  const [row] = await queryRows<{ withdrawn: number }>(
    tx,
    sql`with gone as (update contributions c set status = 'withdrawn', changed_at = ${at}
      where ${ofBatch(batch)} and c.status <> 'withdrawn' returning 1) select count(*)::int as withdrawn from gone`,
  );
  return row?.withdrawn ?? 0;
}

// Members

export interface StagedMember {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly standing: string | null;
  readonly fromOn: string | null;
  readonly untilOn: string | null;
}

/** The members of a batch who are not here: known neither when it was staged nor, by their e-mail, since. */
export const listNewMembers = (on: Queryable, { collectiveId, id }: BatchKey): Promise<StagedMember[]> =>
  queryRows(
    on,
    sql`select s.id, s.name, s.kind, s.email, s.phone, s.note, s.standing, s.from_on::text as "fromOn", s.until_on::text as "untilOn"
      from staged_members s where s.collective_id = ${collectiveId} and s.batch_id = ${id} and s.known_id is null
        and not exists (select from member_profiles p where p.collective_id = s.collective_id and lower(p.email) = lower(s.email))
      order by s.line`,
  );

/** Adds members with their profile and standing, each with the code name that follows. */
export async function insertMembers(
  tx: Tx,
  collectiveId: string,
  added: readonly (StagedMember & { code: string; joinedOn: string; standingId: string })[],
  now: Date,
): Promise<void> {
  if (added.length === 0) return;
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = sql`json_to_recordset(${JSON.stringify(added)}::text::json) as r(id uuid, code text, kind text, name text, email text, phone text,
    note text, standing text, "standingId" uuid, "fromOn" date, "untilOn" date, "joinedOn" date)`;
  await tx.execute(sql`insert into members (collective_id, id, code, kind, joined_on, created_at)
    select ${collectiveId}::uuid, r.id, r.code, r.kind, r."joinedOn", ${at} from ${rows}`);
  await tx.execute(sql`insert into member_profiles (collective_id, id, name, email, phone, note)
    select ${collectiveId}::uuid, r.id, r.name, r.email, r.phone, r.note from ${rows}`);
  await tx.execute(sql`insert into standings (collective_id, id, member_id, standing, from_on, until_on, created_at)
    select ${collectiveId}::uuid, r."standingId", r.id, r.standing, coalesce(r."fromOn", r."joinedOn"), r."untilOn", ${at}
    from ${rows} where r.standing is not null`);
}

/** A member of a list whom something here depends on already: what they gave, get or do. */
export async function findMemberInUse(tx: Tx, collectiveId: string, ids: readonly string[]): Promise<string | undefined> {
  const [row] = await queryRows<{ name: string }>(
    tx,
    sql`select coalesce(p.name, m.code) as name from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId} and m.id = any(${sql.param([...ids])}::uuid[]) and (m.login_id is not null
        or m.id in (select unnest(array[c.member_id, c.paid_to, c.logged_by]) from contributions c where c.collective_id = ${collectiveId})
        or exists (select from circle_members s where s.collective_id = m.collective_id and s.member_id = m.id)
        or exists (select from accounts a where a.collective_id = m.collective_id and a.member_id = m.id)
        or exists (select from members o where o.collective_id = m.collective_id and o.payee_id = m.id)
        or exists (select from envelopes e where e.collective_id = m.collective_id and e.referent_id = m.id))
      order by m.code limit 1`,
  );
  return row?.name;
}

/** Takes members back: their code names stay, as after an erasure, and nothing that says who they were. */
export async function takeBackMembers(tx: Tx, collectiveId: string, ids: readonly string[], now: Date, today: string): Promise<void> {
  const these = sql`any(${sql.param([...ids])}::uuid[])`;
  await tx.execute(sql`delete from standings where collective_id = ${collectiveId} and member_id = ${these}`);
  await tx.execute(sql`delete from member_profiles where collective_id = ${collectiveId} and id = ${these}`);
  await tx.execute(sql`update members set left_on = greatest(joined_on, ${today}::date), erased_at = ${now.toISOString()}::timestamptz
    where collective_id = ${collectiveId} and id = ${these}`);
}
