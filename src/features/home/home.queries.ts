/** What home reads besides what waits: names, open envelopes, the latest notices. */
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { charters, decisions, envelopes, memberProfiles, members, notices, sharings } from "../../db/schema/index.js";

const profileOf = (id: typeof members.id | typeof notices.byId, collectiveId: string) =>
  and(eq(memberProfiles.collectiveId, collectiveId), eq(memberProfiles.id, id));

/** What a member is called: by their name, or their code. */
export async function nameOfMember(on: Queryable, collectiveId: string, memberId: string): Promise<string> {
  const [row] = await on
    .select({ name: sql<string>`coalesce(${memberProfiles.name}, ${members.code})` })
    .from(members)
    .leftJoin(memberProfiles, profileOf(members.id, collectiveId))
    .where(and(eq(members.collectiveId, collectiveId), eq(members.id, memberId)));
  return row?.name ?? "";
}

export const listOpenEnvelopes = (on: Queryable, collectiveId: string) =>
  on
    .select({ id: envelopes.id, name: envelopes.name, circleId: envelopes.circleId, currency: envelopes.currency })
    .from(envelopes)
    .where(and(eq(envelopes.collectiveId, collectiveId), isNull(envelopes.closedAt)))
    .orderBy(asc(envelopes.name), asc(envelopes.id));

const isAbout = (table: typeof decisions | typeof charters | typeof sharings, subject: string, collectiveId: string) =>
  and(eq(notices.subject, subject), eq(table.collectiveId, collectiveId), eq(table.id, notices.subjectId));

/** The latest notices of a member, with the name of who did it, and the title of what everybody may read. */
export const listNews = (on: Queryable, collectiveId: string, memberId: string, limit: number) =>
  on
    .select({
      id: notices.id,
      at: notices.at,
      what: notices.what,
      subject: notices.subject,
      subjectId: notices.subjectId,
      by: sql<string | null>`coalesce(${memberProfiles.name}, ${members.code})`,
      title: sql<string | null>`coalesce(${decisions.title}, ${charters.title}, ${sharings.title})`,
    })
    .from(notices)
    .leftJoin(decisions, isAbout(decisions, "decision", collectiveId))
    .leftJoin(charters, isAbout(charters, "charter", collectiveId))
    .leftJoin(sharings, isAbout(sharings, "sharing", collectiveId))
    .leftJoin(members, and(eq(members.collectiveId, collectiveId), eq(members.id, notices.byId)))
    .leftJoin(memberProfiles, profileOf(notices.byId, collectiveId))
    .where(and(eq(notices.collectiveId, collectiveId), eq(notices.memberId, memberId)))
    .orderBy(desc(notices.id))
    .limit(limit);
