/** Meetings of circles: notes are information, decisions, and actions with an owner and a day. What was amended is kept. */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { circles } from "./circles.js";
import { collectiveId, createdAt, day, id, instant, key, within } from "./columns.js";
import { members } from "./members.js";

export const meetings = pgTable(
  "meetings",
  {
    collectiveId: collectiveId(),
    id: id(),
    circleId: uuid("circle_id").notNull(),
    metOn: day("met_on").notNull(),
    noteTakerId: uuid("note_taker_id"),
    information: text("information").notNull().default(""),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.noteTakerId, members),
    within(table.collectiveId, table.createdBy, members),
    index("meetings_circle").on(table.collectiveId, table.circleId, table.metOn, table.id),
  ],
);

/** Who was present. */
export const meetingPeople = pgTable(
  "meeting_people",
  {
    collectiveId: collectiveId(),
    meetingId: uuid("meeting_id").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.meetingId, table.memberId] }),
    within(table.collectiveId, table.meetingId, meetings),
    within(table.collectiveId, table.memberId, members),
    index("meeting_people_member").on(table.collectiveId, table.memberId),
  ],
);

/** What somebody took on at a meeting. Open ones follow to the next meeting of the circle. */
export const meetingActions = pgTable(
  "meeting_actions",
  {
    collectiveId: collectiveId(),
    id: id(),
    meetingId: uuid("meeting_id").notNull(),
    place: integer("place").notNull(),
    text: text("text").notNull(),
    ownerId: uuid("owner_id").notNull(),
    dueOn: day("due_on").notNull(),
    status: text("status").notNull().default("open"),
    endedOn: day("ended_on"),
    endedBy: uuid("ended_by"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.meetingId, meetings),
    within(table.collectiveId, table.ownerId, members),
    within(table.collectiveId, table.endedBy, members),
    index("meeting_actions_meeting").on(table.collectiveId, table.meetingId, table.place),
    index("meeting_actions_open").on(table.collectiveId, table.ownerId, table.dueOn).where(sql`${table.status} = 'open'`),
    check("meeting_actions_status", sql`${table.status} in ('open', 'done', 'dropped')`),
    check("meeting_actions_ended", sql`(${table.status} = 'open') = (${table.endedOn} is null)`),
  ],
);

/** The notes as they stood before each amendment. */
export const meetingVersions = pgTable(
  "meeting_versions",
  {
    collectiveId: collectiveId(),
    meetingId: uuid("meeting_id").notNull(),
    version: integer("version").notNull(),
    changedBy: uuid("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
    /** The fields that were amended, as they were. */
    before: jsonb("before").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.meetingId, table.version] }),
    within(table.collectiveId, table.meetingId, meetings),
    within(table.collectiveId, table.changedBy, members),
  ],
);
