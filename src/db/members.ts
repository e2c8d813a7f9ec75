/** Members as several features need them: under lock, with what rules ask of them. */
import { and, arrayContains, eq, isNull, ne, sql } from "drizzle-orm";
import type { MemberFacts } from "../domain/member.js";
import { memberCode } from "../domain/member.js";
import { type Queryable, queryRows } from "./client.js";
import { collectives, members } from "./schema/index.js";
import type { Tx } from "./transaction.js";

/**
 * Locks the collective's own row: who gives out names, code names and roles waits for who is doing so. Rows that refer
 * to the collective can be added meanwhile.
 */
export async function lockCollective(tx: Tx, collectiveId: string): Promise<void> {
  await tx.select({ id: collectives.id }).from(collectives).where(eq(collectives.id, collectiveId)).for("no key update");
}

/** The next free code name: `P12` after `P11`. Ask under `lockCollective`. */
export async function nextMemberCode(tx: Tx, collectiveId: string): Promise<string> {
  const [row] = await queryRows<{ last: number }>(
    tx,
    sql`select coalesce(max(substring(code from 2)::int), 0)::int as last from members
        where collective_id = ${collectiveId}::uuid and code ~ '^P[0-9]{1,9}$'`,
  );
  return memberCode((row?.last ?? 0) + 1);
}

const facts = {
  id: members.id,
  code: members.code,
  kind: sql<"person" | "structure">`${members.kind}`,
  loginId: members.loginId,
  roles: members.roles,
  leftOn: members.leftOn,
  isErased: sql<boolean>`${members.erasedAt} is not null`,
};

/** One member, the row locked. */
export async function lockMember(tx: Tx, collectiveId: string, id: string): Promise<MemberFacts | undefined> {
  const [row] = await tx
    .select(facts)
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), eq(members.id, id)))
    .for("no key update");
  return row;
}

/** The admins who are here. Ask under `lockCollective`, or two of them leave at once. */
export const presentAdmins = (tx: Tx, collectiveId: string): Promise<MemberFacts[]> =>
  tx
    .select(facts)
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), isNull(members.leftOn), arrayContains(members.roles, ["admin"])));

/** Everybody who is here, by id. */
export async function presentMembers(on: Queryable, collectiveId: string): Promise<ReadonlySet<string>> {
  const rows = await on
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.collectiveId, collectiveId), isNull(members.leftOn)));
  return new Set(rows.map(({ id }) => id));
}

/** Whether a login is a present member of another collective than this one. */
export async function isElsewhere(on: Queryable, loginId: string, collectiveId: string): Promise<boolean> {
  const rows = await on
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.loginId, loginId), ne(members.collectiveId, collectiveId), isNull(members.leftOn)))
    .limit(1);
  return rows.length > 0;
}
