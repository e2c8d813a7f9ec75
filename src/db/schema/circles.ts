/**
 * Circles: groups with a purpose, pilots and contributors; circles nest. A new collective has one, which is itself.
 * What a circle says of itself beside its purpose is its sheet; links say what passes from one circle to another.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, id, key, within } from "./columns.js";
import { members } from "./members.js";

export const circles = pgTable(
  "circles",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    name: text("name").notNull(),
    purpose: text("purpose").notNull().default(""),
    intentions: text("intentions").notNull().default(""),
    actions: text("actions").notNull().default(""),
    responsibilities: text("responsibilities").notNull().default(""),
    /** What it decides alone. */
    autonomy: text("autonomy").notNull().default(""),
    /** Between facilitation and action. */
    balance: text("balance").notNull().default(""),
    /** It wants to meet at least every so many days; null = no rhythm is wanted. */
    rhythmDays: integer("rhythm_days").default(14),
    parentId: uuid("parent_id"),
    /** How its sharings are adopted: by a pilot’s word, or by a decision alone. */
    adoptsBy: text("adopts_by").notNull().default("pilot"),
    isArchived: boolean("is_archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.parentId, table),
    uniqueIndex("circles_name").on(table.collectiveId, table.name),
    check("circles_parent", sql`${table.parentId} <> ${table.id}`),
    check("circles_adopts_by", sql`${table.adoptsBy} in ('pilot', 'consent')`),
    check("circles_rhythm", sql`${table.rhythmDays} between 1 and 366`),
  ],
);

export const circleMembers = pgTable(
  "circle_members",
  {
    collectiveId: collectiveId(),
    circleId: uuid("circle_id").notNull(),
    memberId: uuid("member_id").notNull(),
    role: text("role").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.circleId, table.memberId] }),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.memberId, members),
    index("circle_members_member").on(table.collectiveId, table.memberId),
    check("circle_members_role", sql`${table.role} in ('pilot', 'contributor')`),
  ],
);

/** What passes from one circle to another; at most one link each way. */
export const circleLinks = pgTable(
  "circle_links",
  {
    collectiveId: collectiveId(),
    id: id(),
    fromId: uuid("from_id").notNull(),
    toId: uuid("to_id").notNull(),
    passes: text("passes").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.fromId, circles),
    within(table.collectiveId, table.toId, circles),
    uniqueIndex("circle_links_way").on(table.collectiveId, table.fromId, table.toId),
    index("circle_links_to").on(table.collectiveId, table.toId),
    check("circle_links_self", sql`${table.fromId} <> ${table.toId}`),
  ],
);
