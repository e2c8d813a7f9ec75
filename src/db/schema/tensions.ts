/**
 * Tensions (DESIGN §11), read by those they name alone. What was said stays as it was said: people and steps are added, and a
 * tension is closed once.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { collectiveId, day, id, instant, key, within } from "./columns.js";
import { decisions } from "./decisions.js";
import { members } from "./members.js";

export const tensions = pgTable(
  "tensions",
  {
    collectiveId: collectiveId(),
    id: id(),
    title: text("title").notNull(),
    text: text("text").notNull(),
    openedBy: uuid("opened_by").notNull(),
    openedAt: instant("opened_at").notNull(),
    ownerId: uuid("owner_id").notNull(),
    closedOn: day("closed_on"),
    outcome: text("outcome"),
    /** Who closed it; null where a decision did. */
    closedBy: uuid("closed_by"),
    decisionId: uuid("decision_id"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.openedBy, members),
    within(table.collectiveId, table.ownerId, members),
    within(table.collectiveId, table.closedBy, members),
    within(table.collectiveId, table.decisionId, decisions),
    check("tensions_closed", sql`(${table.closedOn} is null) = (${table.outcome} is null)`),
    check("tensions_closed_by", sql`num_nonnulls(${table.closedBy}, ${table.decisionId}) = num_nonnulls(${table.closedOn})`),
  ],
);

/** Everybody who reads a tension: its opener, its owners, and whom they named. */
export const tensionPeople = pgTable(
  "tension_people",
  {
    collectiveId: collectiveId(),
    tensionId: uuid("tension_id").notNull(),
    memberId: uuid("member_id").notNull(),
    namedBy: uuid("named_by").notNull(),
    namedAt: instant("named_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.tensionId, table.memberId] }),
    within(table.collectiveId, table.tensionId, tensions),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.namedBy, members),
    index("tension_people_member").on(table.collectiveId, table.memberId),
  ],
);

/** Steps of the dispute path, as they were taken. */
export const tensionSteps = pgTable(
  "tension_steps",
  {
    collectiveId: collectiveId(),
    tensionId: uuid("tension_id").notNull(),
    number: integer("number").notNull(),
    step: text("step").notNull(),
    takenOn: day("taken_on").notNull(),
    note: text("note").notNull(),
    saidBy: uuid("said_by").notNull(),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.tensionId, table.number] }),
    within(table.collectiveId, table.tensionId, tensions),
    within(table.collectiveId, table.saidBy, members),
    check("tension_steps_step", sql`${table.step} in ('talk', 'crisis_meeting', 'mediation', 'council', 'wind_down')`),
  ],
);
