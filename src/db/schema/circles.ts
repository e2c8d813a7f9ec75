/** Circles: groups with a purpose, pilots and contributors; circles nest. A new collective has one, which is itself. */
import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
    parentId: uuid("parent_id"),
    isArchived: boolean("is_archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.parentId, table),
    uniqueIndex("circles_name").on(table.collectiveId, table.name),
    check("circles_parent", sql`${table.parentId} <> ${table.id}`),
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
