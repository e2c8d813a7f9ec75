/** Members in the database. */
import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import {
  charterSignatures,
  circleMembers,
  loginSessions,
  logins,
  loginTokens,
  memberProfiles,
  members,
  standings,
} from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import { type StandingPeriod, standingsOn, yearBefore } from "../../domain/member.js";
import { cutPage, readNameCursor } from "../../http/paging.js";
import type { Member } from "./members.schema.js";

/** Who reads: e-mail and phone are for admins and for oneself, the SIRET for the treasurer too. */
export interface Reader {
  readonly memberId: string;
  readonly roles: ReadonlySet<string>;
}

interface Row extends Omit<Member, "contact" | "standings" | "periods" | "board"> {
  boardFromOn: string | null;
  boardUntilOn: string | null;
  email: string | null;
  phone: string | null;
  periods: StandingPeriod[];
  contributedOn: string | null;
  nameOrder: string;
}

/** «Élise» stands between «Elie» and «Emile», on every database alike. */
const withoutAccents = sql.raw(`translate(lower(coalesce(p.name, m.code)),
  'àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ', 'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuy') collate "C"`);

interface Asked {
  readonly collectiveId: string;
  readonly today: string;
  readonly reader: Reader;
}

async function selectMembers(on: Queryable, { collectiveId, today }: Asked, where: ReturnType<typeof sql>, limit: number): Promise<Row[]> {
  return queryRows<Row>(
    on,
    sql`select m.id, m.code, m.kind, coalesce(p.name, m.code) as name, coalesce(p.note, '') as note, p.email, p.phone,
          p.siret, m.board_from_on::text as "boardFromOn", m.board_until_on::text as "boardUntilOn",
          coalesce((select json_agg(json_build_object('id', f.id, 'footing', f.footing, 'fromOn', f.from_on, 'untilOn', f.until_on)
              order by f.from_on, f.footing)
            from footings f where f.collective_id = m.collective_id and f.member_id = m.id), '[]') as footings,
          m.login_id is not null as "hasLogin", m.roles, m.payee_id as "payeeId", m.joined_on::text as "joinedOn",
          m.left_on::text as "leftOn", m.erased_at is not null as "isErased", ${withoutAccents} as "nameOrder",
          coalesce((select json_agg(json_build_object('id', s.id, 'standing', s.standing, 'fromOn', s.from_on, 'untilOn', s.until_on)
              order by s.from_on, s.standing)
            from standings s where s.collective_id = m.collective_id and s.member_id = m.id), '[]') as periods,
          gave.latest::text as "contributedOn"
        from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
        left join (
          select c.member_id, max(coalesce(c.until_on, c.day_on)) as latest from contributions c
          where c.collective_id = ${collectiveId}::uuid and c.status <> 'withdrawn' and c.day_on >= ${yearBefore(today)}::date - 366
          group by c.member_id) gave on gave.member_id = m.id
        where m.collective_id = ${collectiveId}::uuid and ${where}
        order by "nameOrder", m.id
        limit ${limit}`,
  );
}

function memberOf({ today, reader }: Asked, row: Row): Member {
  const { email, phone, contributedOn, nameOrder: _, boardFromOn, boardUntilOn, siret, ...fields } = row;
  const isSelfOrAdmin = reader.roles.has("admin") || reader.memberId === row.id;
  return {
    ...fields,
    contact: isSelfOrAdmin ? { email, phone } : null,
    siret: isSelfOrAdmin || reader.roles.has("treasurer") ? siret : null,
    board: boardFromOn === null ? null : { fromOn: boardFromOn, untilOn: boardUntilOn },
    standings: standingsOn(row.periods, contributedOn, today),
  };
}

export async function findMember(on: Queryable, asked: Asked, id: string): Promise<Member | undefined> {
  const [row] = await selectMembers(on, asked, sql`m.id = ${id}::uuid`, 1);
  return row && memberOf(asked, row);
}

export interface Wanted {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly presence: "present" | "left" | "all";
  readonly kind?: "person" | "structure" | undefined;
}

export async function listMembers(on: Queryable, asked: Asked, { limit, cursor, presence, kind }: Wanted) {
  const last = readNameCursor(cursor);
  const here = { present: sql`m.left_on is null`, left: sql`m.left_on is not null`, all: sql`true` }[presence];
  const after = last ? sql`(${withoutAccents}, m.id) > (${last.name}, ${last.id}::uuid)` : sql`true`;
  const rows = await selectMembers(on, asked, sql`${here} and ${kind ? sql`m.kind = ${kind}` : sql`true`} and ${after}`, limit + 1);
  return cutPage(
    rows,
    limit,
    (row) => [row.nameOrder, row.id],
    (row) => memberOf(asked, row),
  );
}

export async function insertMember(
  tx: Tx,
  member: typeof members.$inferInsert,
  profile: Omit<typeof memberProfiles.$inferInsert, "collectiveId" | "id">,
): Promise<void> {
  await tx.insert(members).values(member);
  await tx.insert(memberProfiles).values({ collectiveId: member.collectiveId, id: member.id, ...profile });
}

const isMember = (collectiveId: string, id: string) => and(eq(members.collectiveId, collectiveId), eq(members.id, id));
const isProfile = (collectiveId: string, id: string) => and(eq(memberProfiles.collectiveId, collectiveId), eq(memberProfiles.id, id));

export const updateMember = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof members.$inferInsert>) =>
  tx.update(members).set(change).where(isMember(collectiveId, id));

export const updateProfile = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof memberProfiles.$inferInsert>) =>
  tx.update(memberProfiles).set(change).where(isProfile(collectiveId, id));

/** Whether another member of the collective has this e-mail. Ask under `lockCollective`. */
export async function isEmailTaken(on: Queryable, collectiveId: string, email: string, but?: string): Promise<boolean> {
  const rows = await on
    .select({ id: memberProfiles.id })
    .from(memberProfiles)
    .where(
      and(
        eq(memberProfiles.collectiveId, collectiveId),
        sql`lower(${memberProfiles.email}) = lower(${email})`,
        but === undefined ? undefined : ne(memberProfiles.id, but),
      ),
    );
  return rows.length > 0;
}

export async function listPeriods(on: Queryable, collectiveId: string, memberId: string): Promise<StandingPeriod[]> {
  const rows = await on
    .select({ id: standings.id, standing: standings.standing, fromOn: standings.fromOn, untilOn: standings.untilOn })
    .from(standings)
    .where(and(eq(standings.collectiveId, collectiveId), eq(standings.memberId, memberId)))
    .orderBy(asc(standings.fromOn));
  return rows as StandingPeriod[];
}

export const insertPeriod = (tx: Tx, row: typeof standings.$inferInsert) => tx.insert(standings).values(row);

const isPeriod = (collectiveId: string, id: string) => and(eq(standings.collectiveId, collectiveId), eq(standings.id, id));

export const updatePeriod = (tx: Tx, collectiveId: string, id: string, change: { fromOn: string; untilOn: string | null }) =>
  tx.update(standings).set(change).where(isPeriod(collectiveId, id));

export const deletePeriod = (tx: Tx, collectiveId: string, id: string) => tx.delete(standings).where(isPeriod(collectiveId, id));

/** Circles a member gives up; their ids, for the trail. */
export async function deleteSeats(tx: Tx, collectiveId: string, memberId: string): Promise<string[]> {
  const gone = await tx
    .delete(circleMembers)
    .where(and(eq(circleMembers.collectiveId, collectiveId), eq(circleMembers.memberId, memberId)))
    .returning({ circleId: circleMembers.circleId });
  return gone.map(({ circleId }) => circleId);
}

/** Members who were paid through a structure that is no longer here are paid themselves. */
export async function clearPayee(tx: Tx, collectiveId: string, structureId: string): Promise<string[]> {
  const changed = await tx
    .update(members)
    .set({ payeeId: null })
    .where(and(eq(members.collectiveId, collectiveId), eq(members.payeeId, structureId)))
    .returning({ id: members.id });
  return changed.map(({ id }) => id);
}

/** What they signed with is their name as they wrote it: it goes with the profile. */
export const forgetSignatures = (tx: Tx, collectiveId: string, memberId: string) =>
  tx
    .update(charterSignatures)
    .set({ name: null })
    .where(and(eq(charterSignatures.collectiveId, collectiveId), eq(charterSignatures.memberId, memberId)));

export const deleteProfile = (tx: Tx, collectiveId: string, id: string) => tx.delete(memberProfiles).where(isProfile(collectiveId, id));

/** Deletes a login that no member row links to any more: its sessions, its tokens, its e-mail. Whether it was deleted. */
export async function deleteLoginIfLinkedNowhere(tx: Tx, loginId: string): Promise<boolean> {
  const linked = await tx.select({ id: members.id }).from(members).where(eq(members.loginId, loginId)).limit(1);
  if (linked.length > 0) return false;
  await tx.delete(loginSessions).where(eq(loginSessions.loginId, loginId));
  await tx.delete(loginTokens).where(eq(loginTokens.loginId, loginId));
  await tx.delete(logins).where(eq(logins.id, loginId));
  return true;
}

/** Whether a login is a present member of any collective. */
export async function isPresentAnywhere(on: Queryable, loginId: string): Promise<boolean> {
  const rows = await on
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.loginId, loginId), isNull(members.leftOn)))
    .limit(1);
  return rows.length > 0;
}
