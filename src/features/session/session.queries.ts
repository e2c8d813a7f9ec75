/** Logins and scripts' tokens in the database. */
import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { auditEvents, collectives, logins, loginTokens, memberProfiles, members } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { ScriptToken, Session } from "./session.schema.js";

export type Login = typeof logins.$inferSelect;

export async function findLogin(on: Queryable, email: string): Promise<Login | undefined> {
  const [login] = await on.select().from(logins).where(eq(logins.email, email));
  return login;
}

export async function findLoginById(on: Queryable, id: string): Promise<Login | undefined> {
  const [login] = await on.select().from(logins).where(eq(logins.id, id));
  return login;
}

export async function lockLogin(tx: Tx, id: string): Promise<Login | undefined> {
  const [login] = await tx.select().from(logins).where(eq(logins.id, id)).for("update");
  return login;
}

/** Undefined when the e-mail has a login already. */
export async function insertLogin(tx: Tx, login: typeof logins.$inferInsert): Promise<string | undefined> {
  const [row] = await tx.insert(logins).values(login).onConflictDoNothing({ target: logins.email }).returning({ id: logins.id });
  return row?.id;
}

export const updateLogin = (tx: Tx, id: string, change: Partial<typeof logins.$inferInsert>) =>
  tx.update(logins).set(change).where(eq(logins.id, id));

/** Who a login is, and where they are a member; undefined when the login was erased. */
export async function loadSession(on: Queryable, loginId: string): Promise<Session | undefined> {
  const [row] = await queryRows<Session>(
    on,
    sql`select l.id as "loginId", l.email, l.locale, coalesce((
          select json_agg(json_build_object('slug', c.slug, 'name', c.name, 'memberId', m.id, 'roles', m.roles, 'pilotOf', coalesce((
                select json_agg(cm.circle_id order by cm.circle_id) from circle_members cm
                where cm.collective_id = m.collective_id and cm.member_id = m.id and cm.role = 'pilot'), '[]')) order by c.name, c.slug)
          from members m join collectives c on c.id = m.collective_id
          where m.login_id = l.id and m.left_on is null), '[]') as collectives
        from logins l where l.id = ${loginId}::uuid`,
  );
  return row;
}

/** Links a login to the member row it was invited to be; the profile learns the e-mail where it had none. */
export async function linkMember(
  tx: Tx,
  collectiveId: string,
  memberId: string,
  { id, email }: Pick<Login, "id" | "email">,
): Promise<void> {
  await tx
    .update(members)
    .set({ loginId: id })
    .where(and(eq(members.collectiveId, collectiveId), eq(members.id, memberId)));
  await tx.execute(sql`update member_profiles p set email = ${email}
    where p.collective_id = ${collectiveId}::uuid and p.id = ${memberId}::uuid and p.email is null
      and not exists (select from member_profiles o where o.collective_id = p.collective_id and lower(o.email) = lower(${email}))`);
}

/** The code name under which a login is in a collective already, also if they left it. */
export async function memberCodeOf(on: Queryable, collectiveId: string, loginId: string): Promise<string | undefined> {
  const [row] = await on
    .select({ code: members.code })
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), eq(members.loginId, loginId)));
  return row?.code;
}

/** How a member is called and written to; undefined when they were erased. */
export async function profileOf(
  on: Queryable,
  collectiveId: string,
  memberId: string,
): Promise<{ name: string; email: string | null } | undefined> {
  const [row] = await on
    .select({ name: memberProfiles.name, email: memberProfiles.email })
    .from(memberProfiles)
    .where(and(eq(memberProfiles.collectiveId, collectiveId), eq(memberProfiles.id, memberId)));
  return row;
}

const isScriptToken = (loginId: string) => and(eq(loginTokens.loginId, loginId), eq(loginTokens.purpose, "bearer"));

export async function listScriptTokens(on: Queryable, loginId: string, now: Date): Promise<ScriptToken[]> {
  const rows = await on
    .select()
    .from(loginTokens)
    .where(and(isScriptToken(loginId), isNull(loginTokens.usedAt), or(isNull(loginTokens.expiresAt), gt(loginTokens.expiresAt, now))))
    .orderBy(desc(loginTokens.id));
  return rows.map(scriptTokenOf);
}

export async function insertScriptToken(tx: Tx, row: typeof loginTokens.$inferInsert): Promise<ScriptToken> {
  const [made] = await tx.insert(loginTokens).values(row).returning();
  return scriptTokenOf(made as typeof loginTokens.$inferSelect);
}

export async function deleteScriptToken(tx: Tx, loginId: string, id: string): Promise<boolean> {
  const gone = await tx
    .delete(loginTokens)
    .where(and(isScriptToken(loginId), eq(loginTokens.id, id)))
    .returning({ id: loginTokens.id });
  return gone.length > 0;
}

const scriptTokenOf = (row: typeof loginTokens.$inferSelect): ScriptToken => ({
  id: row.id,
  label: row.label ?? "",
  scopes: row.scopes as ScriptToken["scopes"],
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
});

/** When invitations of a login were posted to be mailed since, the first first; whatever collective they are for. */
export async function mailedInvitations(on: Queryable, loginId: string, since: Date): Promise<Date[]> {
  const rows = await on
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .innerJoin(members, and(eq(members.collectiveId, auditEvents.collectiveId), eq(members.id, auditEvents.byId)))
    .where(
      and(
        eq(members.loginId, loginId),
        gt(auditEvents.at, since),
        eq(auditEvents.action, "member.invited"),
        sql`${auditEvents.details} @> '{"byMail":true}'`,
      ),
    )
    .orderBy(auditEvents.at);
  return rows.map(({ at }) => at);
}

/** Whom an invitation awaits, and where: for who holds its link. */
export async function findInvited(on: Queryable, collectiveId: string, memberId: string) {
  const [row] = await on
    .select({ collective: collectives.name, member: sql<string>`coalesce(${memberProfiles.name}, ${members.code})` })
    .from(members)
    .innerJoin(collectives, eq(collectives.id, members.collectiveId))
    .leftJoin(memberProfiles, and(eq(memberProfiles.collectiveId, members.collectiveId), eq(memberProfiles.id, members.id)))
    .where(and(eq(members.collectiveId, collectiveId), eq(members.id, memberId)));
  return row;
}
