/** Meetings and their actions in the database. */
import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, max, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import {
  decisions,
  meetingActions,
  meetingDecisions,
  meetingPeople,
  meetings,
  meetingVersions,
  memberProfiles,
  members,
} from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { ActionStatus, Attendee } from "../../domain/meeting.js";
import type { ActionFilter, Meeting, MeetingAction, MeetingFilter } from "./meetings.schema.js";

/** No circle carries more from one meeting to the next. */
const carriedMax = 200;

export type KeptMeeting = typeof meetings.$inferSelect;

// Facts

/** The members with these ids, by id, whoever has left included. */
export async function findPeople(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Attendee>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .select({
      id: members.id,
      name: sql<string>`coalesce(${memberProfiles.name}, ${members.code})`,
      kind: sql<Attendee["kind"]>`${members.kind}`,
      leftOn: members.leftOn,
    })
    .from(members)
    .leftJoin(memberProfiles, and(eq(memberProfiles.collectiveId, members.collectiveId), eq(memberProfiles.id, members.id)))
    .where(and(eq(members.collectiveId, collectiveId), inArray(members.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

// Meetings

/** A page, the latest first; one row more than asked. */
export async function listMeetings(
  on: Queryable,
  collectiveId: string,
  { circle, limit }: MeetingFilter,
  after: { dayOn: string; id: string } | undefined,
) {
  const rows = await on
    .select({ id: meetings.id, circleId: meetings.circleId, metOn: meetings.metOn })
    .from(meetings)
    .where(
      and(
        eq(meetings.collectiveId, collectiveId),
        circle ? eq(meetings.circleId, circle) : undefined,
        after ? or(lt(meetings.metOn, after.dayOn), and(eq(meetings.metOn, after.dayOn), lt(meetings.id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(meetings.metOn), desc(meetings.id))
    .limit(limit + 1);
  const ids = rows.map(({ id }) => id);
  const present = await countBy(on, meetingPeople, collectiveId, ids);
  const decided = await countBy(on, meetingDecisions, collectiveId, ids);
  const taken = await countBy(on, meetingActions, collectiveId, ids);
  const open = await countBy(on, meetingActions, collectiveId, ids, eq(meetingActions.status, "open"));
  return rows.map((row) => ({
    ...row,
    present: present.get(row.id) ?? 0,
    decisions: decided.get(row.id) ?? 0,
    actions: taken.get(row.id) ?? 0,
    openActions: open.get(row.id) ?? 0,
  }));
}

async function countBy(
  on: Queryable,
  table: typeof meetingPeople | typeof meetingDecisions | typeof meetingActions,
  collectiveId: string,
  meetingIds: readonly string[],
  which?: SQL,
): Promise<ReadonlyMap<string, number>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await on
    .select({ meetingId: table.meetingId, count: sql<number>`count(*)::int` })
    .from(table)
    .where(and(eq(table.collectiveId, collectiveId), inArray(table.meetingId, [...meetingIds]), which))
    .groupBy(table.meetingId);
  return new Map(rows.map(({ meetingId, count }) => [meetingId, count]));
}

const isMeeting = (collectiveId: string, id: string) => and(eq(meetings.collectiveId, collectiveId), eq(meetings.id, id));

export async function findMeeting(on: Queryable, collectiveId: string, id: string): Promise<KeptMeeting | undefined> {
  const [row] = await on.select().from(meetings).where(isMeeting(collectiveId, id));
  return row;
}

export async function lockMeeting(tx: Tx, collectiveId: string, id: string): Promise<KeptMeeting | undefined> {
  const [row] = await tx.select().from(meetings).where(isMeeting(collectiveId, id)).for("update");
  return row;
}

/** Who was present, what was decided, what was taken on. */
export async function loadNotes(on: Queryable, collectiveId: string, meetingId: string) {
  const people = await on
    .select({ memberId: meetingPeople.memberId })
    .from(meetingPeople)
    .where(and(eq(meetingPeople.collectiveId, collectiveId), eq(meetingPeople.meetingId, meetingId)))
    .orderBy(asc(meetingPeople.memberId));
  const decisions: Meeting["decisions"] = await on
    .select({ id: meetingDecisions.id, text: meetingDecisions.text, decisionId: meetingDecisions.decisionId })
    .from(meetingDecisions)
    .where(and(eq(meetingDecisions.collectiveId, collectiveId), eq(meetingDecisions.meetingId, meetingId)))
    .orderBy(asc(meetingDecisions.place));
  const actions = await selectActions(on)
    .where(and(eq(meetingActions.collectiveId, collectiveId), eq(meetingActions.meetingId, meetingId)))
    .orderBy(asc(meetingActions.place));
  return { presentIds: people.map(({ memberId }) => memberId), decisions, actions };
}

/** How often the notes were amended: versions have no gap. */
export async function lastVersion(on: Queryable, collectiveId: string, meetingId: string): Promise<number> {
  const [row] = await on
    .select({ last: max(meetingVersions.version) })
    .from(meetingVersions)
    .where(and(eq(meetingVersions.collectiveId, collectiveId), eq(meetingVersions.meetingId, meetingId)));
  return row?.last ?? 0;
}

/** Amendments after a version, before one, or of one of these fields; the latest first. */
export async function listVersions(
  on: Queryable,
  collectiveId: string,
  meetingId: string,
  {
    after,
    before,
    touching,
    limit,
  }: { readonly after?: number; readonly before?: number | undefined; readonly touching?: readonly string[]; readonly limit: number },
) {
  return on
    .select({
      version: meetingVersions.version,
      changedBy: meetingVersions.changedBy,
      changedAt: meetingVersions.changedAt,
      before: meetingVersions.before,
    })
    .from(meetingVersions)
    .where(
      and(
        eq(meetingVersions.collectiveId, collectiveId),
        eq(meetingVersions.meetingId, meetingId),
        after === undefined ? undefined : gt(meetingVersions.version, after),
        before === undefined ? undefined : lt(meetingVersions.version, before),
        touching && sql`jsonb_exists_any(${meetingVersions.before}, ${sql.param([...touching])}::text[])`,
      ),
    )
    .orderBy(desc(meetingVersions.version))
    .limit(limit);
}

export const insertMeeting = (tx: Tx, row: typeof meetings.$inferInsert) => tx.insert(meetings).values(row);

export const updateMeeting = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof meetings.$inferInsert>) =>
  tx.update(meetings).set(change).where(isMeeting(collectiveId, id));

/** Keeps what the notes said before they were amended; the meeting is locked. */
export const insertVersion = (tx: Tx, version: typeof meetingVersions.$inferInsert) => tx.insert(meetingVersions).values(version);

export async function savePresent(tx: Tx, collectiveId: string, meetingId: string, memberIds: readonly string[]): Promise<void> {
  await tx.delete(meetingPeople).where(and(eq(meetingPeople.collectiveId, collectiveId), eq(meetingPeople.meetingId, meetingId)));
  if (memberIds.length > 0) await tx.insert(meetingPeople).values(memberIds.map((memberId) => ({ collectiveId, meetingId, memberId })));
}

/** Makes these the noted decisions of a meeting: others go, those that stay keep what they list. */
export async function saveDecisions(
  tx: Tx,
  collectiveId: string,
  meetingId: string,
  decisions: readonly { id: string; text: string; decisionId: string | null }[],
  now: Date,
): Promise<void> {
  const { id, meetingId: meeting } = meetingDecisions;
  const kept = decisions.map((each) => each.id);
  await tx
    .delete(meetingDecisions)
    .where(
      and(eq(meetingDecisions.collectiveId, collectiveId), eq(meeting, meetingId), kept.length > 0 ? notInArray(id, kept) : undefined),
    );
  if (decisions.length === 0) return;
  await tx
    .insert(meetingDecisions)
    .values(decisions.map((each, place) => ({ collectiveId, meetingId, place, ...each, listedAt: each.decisionId === null ? null : now })))
    .onConflictDoUpdate({
      target: [meetingDecisions.collectiveId, id],
      set: {
        text: sql`excluded.text`,
        place: sql`excluded.place`,
        decisionId: sql`excluded.decision_id`,
        // Listed since it is; other words for it change nothing.
        listedAt: sql`case when ${meetingDecisions.decisionId} = excluded.decision_id then ${meetingDecisions.listedAt} else excluded.listed_at end`,
      },
    });
}

/** Which of these decisions are of this collective. */
export async function knownDecisions(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await on
    .select({ id: decisions.id })
    .from(decisions)
    .where(and(eq(decisions.collectiveId, collectiveId), inArray(decisions.id, [...ids])));
  return new Set(rows.map(({ id }) => id));
}

/** Makes these the actions of a meeting: others go, those that stay are as open or done as they were. */
export async function saveActions(
  tx: Tx,
  collectiveId: string,
  meetingId: string,
  actions: readonly { id: string; text: string; ownerId: string; dueOn: string }[],
): Promise<void> {
  const { id, meetingId: meeting } = meetingActions;
  const kept = actions.map((each) => each.id);
  await tx
    .delete(meetingActions)
    .where(and(eq(meetingActions.collectiveId, collectiveId), eq(meeting, meetingId), kept.length > 0 ? notInArray(id, kept) : undefined));
  if (actions.length === 0) return;
  await tx
    .insert(meetingActions)
    .values(actions.map((each, place) => ({ collectiveId, meetingId, place, ...each })))
    .onConflictDoUpdate({
      target: [meetingActions.collectiveId, id],
      set: { text: sql`excluded.text`, place: sql`excluded.place`, ownerId: sql`excluded.owner_id`, dueOn: sql`excluded.due_on` },
    });
}

// Actions

const selectActions = (on: Queryable) =>
  on
    .select({
      id: meetingActions.id,
      meetingId: meetingActions.meetingId,
      circleId: meetings.circleId,
      metOn: meetings.metOn,
      text: meetingActions.text,
      ownerId: meetingActions.ownerId,
      dueOn: meetingActions.dueOn,
      status: sql<ActionStatus>`${meetingActions.status}`,
      endedOn: meetingActions.endedOn,
      endedBy: meetingActions.endedBy,
    })
    .from(meetingActions)
    .innerJoin(meetings, and(eq(meetings.collectiveId, meetingActions.collectiveId), eq(meetings.id, meetingActions.meetingId)));

/** A page, the first due first; one row more than asked. */
export const listActions = (
  on: Queryable,
  collectiveId: string,
  { circle, owner, status, limit }: ActionFilter,
  after: { dayOn: string; id: string } | undefined,
): Promise<MeetingAction[]> =>
  selectActions(on)
    .where(
      and(
        eq(meetingActions.collectiveId, collectiveId),
        circle ? eq(meetings.circleId, circle) : undefined,
        owner ? eq(meetingActions.ownerId, owner) : undefined,
        status ? eq(meetingActions.status, status) : undefined,
        after ? sql`(${meetingActions.dueOn}, ${meetingActions.id}) > (${after.dayOn}::date, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(meetingActions.dueOn), asc(meetingActions.id))
    .limit(limit + 1);

/** Actions of earlier meetings of the circle that were open on the day of this one. */
export const listCarried = (on: Queryable, { collectiveId, id, circleId, metOn }: KeptMeeting): Promise<MeetingAction[]> =>
  selectActions(on)
    .where(
      and(
        eq(meetingActions.collectiveId, collectiveId),
        eq(meetings.circleId, circleId),
        or(lt(meetings.metOn, metOn), and(eq(meetings.metOn, metOn), lt(meetings.id, id))),
        or(isNull(meetingActions.endedOn), gte(meetingActions.endedOn, metOn)),
      ),
    )
    .orderBy(asc(meetingActions.dueOn), asc(meetingActions.id))
    .limit(carriedMax);

const isAction = (collectiveId: string, id: string) => and(eq(meetingActions.collectiveId, collectiveId), eq(meetingActions.id, id));

export async function findAction(on: Queryable, collectiveId: string, id: string): Promise<MeetingAction | undefined> {
  const [row] = await selectActions(on).where(isAction(collectiveId, id));
  return row;
}

/** The same, the row locked: who amends the notes and who ticks wait for each other. */
export async function lockAction(tx: Tx, collectiveId: string, id: string): Promise<MeetingAction | undefined> {
  await tx.select({ id: meetingActions.id }).from(meetingActions).where(isAction(collectiveId, id)).for("update");
  return findAction(tx, collectiveId, id);
}

export const updateAction = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof meetingActions.$inferInsert>) =>
  tx.update(meetingActions).set(change).where(isAction(collectiveId, id));
