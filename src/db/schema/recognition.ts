/** Recognition (DESIGN §10): periods in which people review each other, and what a circle keeps of its days. */
import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { circles } from "./circles.js";
import { collectiveId, createdAt, day, id, instant, key, within } from "./columns.js";
import { envelopes } from "./envelopes.js";
import { members } from "./members.js";

/** Days of an envelope, or of a circle, that its people talk about until an instant. */
export const reviewPeriods = pgTable(
  "review_periods",
  {
    collectiveId: collectiveId(),
    id: id(),
    title: text("title").notNull(),
    /** Whose pilots close it: the envelope's circle where there is one. */
    circleId: uuid("circle_id").notNull(),
    /** Null where the days are those of the circle. */
    envelopeId: uuid("envelope_id"),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on").notNull(),
    closesAt: instant("closes_at").notNull(),
    /** Written down once: its instant, or the one of who closed it earlier. */
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    /** As the collective had them when it was opened. */
    criteria: jsonb("criteria").$type<readonly string[]>().notNull(),
    isAnonymous: boolean("is_anonymous").notNull(),
    openedBy: uuid("opened_by").notNull(),
    openedAt: instant("opened_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.openedBy, members),
    within(table.collectiveId, table.closedBy, members),
    index("review_periods_envelope").on(table.collectiveId, table.envelopeId),
    index("review_periods_open").on(table.collectiveId, table.closesAt).where(sql`${table.closedAt} is null`),
    check("review_periods_days", sql`${table.untilOn} >= ${table.fromOn}`),
    check("review_periods_closing", sql`${table.closesAt} > ${table.openedAt} and ${table.closedAt} <= ${table.closesAt}`),
    check("review_periods_closed_by", sql`${table.closedBy} is null or ${table.closedAt} is not null`),
  ],
);

/** Who takes part in a period: each reviews each other. */
export const reviewPeriodPeople = pgTable(
  "review_period_people",
  {
    collectiveId: collectiveId(),
    periodId: uuid("period_id").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.periodId, table.memberId] }),
    within(table.collectiveId, table.periodId, reviewPeriods),
    within(table.collectiveId, table.memberId, members),
    index("review_period_people_member").on(table.collectiveId, table.memberId),
  ],
);

/** What a circle keeps of its days; somebody gathers it. */
export const retrospectives = pgTable(
  "retrospectives",
  {
    collectiveId: collectiveId(),
    id: id(),
    circleId: uuid("circle_id").notNull(),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on").notNull(),
    harvesterId: uuid("harvester_id").notNull(),
    openedBy: uuid("opened_by").notNull(),
    openedAt: instant("opened_at").notNull(),
    /** What the harvester gathers from the words. */
    gathering: text("gathering").notNull().default(""),
    closedAt: instant("closed_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.harvesterId, members),
    within(table.collectiveId, table.openedBy, members),
    index("retrospectives_circle").on(table.collectiveId, table.circleId),
    check("retrospectives_days", sql`${table.untilOn} >= ${table.fromOn}`),
  ],
);

/** One word of a retrospective: a strength, a weakness, a nugget or a pebble. */
export const retrospectiveWords = pgTable(
  "retrospective_words",
  {
    collectiveId: collectiveId(),
    id: id(),
    retrospectiveId: uuid("retrospective_id").notNull(),
    kind: text("kind").notNull(),
    text: text("text").notNull(),
    byId: uuid("by_id").notNull(),
    createdAt: createdAt(),
    changedAt: instant("changed_at").notNull(),
    /** When the harvester took it up, with whether it may be published: its author changes it no more. */
    harvestedAt: instant("harvested_at"),
    isPublished: boolean("is_published").notNull().default(false),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.retrospectiveId, retrospectives),
    within(table.collectiveId, table.byId, members),
    index("retrospective_words_of").on(table.collectiveId, table.retrospectiveId),
    check("retrospective_words_kind", sql`${table.kind} in ('strength', 'weakness', 'nugget', 'pebble')`),
    check("retrospective_words_published", sql`not ${table.isPublished} or ${table.harvestedAt} is not null`),
  ],
);
