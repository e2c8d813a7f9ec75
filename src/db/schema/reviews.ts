/** Reviews (avis des pairs), points and takes: what peers say of each other, as inputs to sharings. */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectiveId, createdAt, day, id, instant, key, minor, within } from "./columns.js";
import { envelopes } from "./envelopes.js";
import { members } from "./members.js";
import { reviewPeriods } from "./recognition.js";
import { sharings } from "./sharings.js";

/** Words and optional scores (1–5 on each criterion) on a participant's period or on one contribution. */
export const reviews = pgTable(
  "reviews",
  {
    collectiveId: collectiveId(),
    id: id(),
    ofId: uuid("of_id").notNull(),
    byId: uuid("by_id").notNull(),
    envelopeId: uuid("envelope_id"),
    contributionId: uuid("contribution_id"),
    /** The period in which people review each other, where it is said in one. */
    periodId: uuid("period_id"),
    fromOn: day("from_on"),
    untilOn: day("until_on"),
    strengths: text("strengths").notNull().default(""),
    weaknesses: text("weaknesses").notNull().default(""),
    /** `{"care": "4", "quality": "5"}`; the review's score is their mean. */
    scores: jsonb("scores").$type<Record<string, string>>().notNull().default({}),
    /** The person reviewed agrees that their weaknesses are published. */
    isPublished: boolean("is_published").notNull().default(false),
    createdAt: createdAt(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.ofId, members),
    within(table.collectiveId, table.byId, members),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.periodId, reviewPeriods),
    index("reviews_of").on(table.collectiveId, table.ofId),
    uniqueIndex("reviews_in_period")
      .on(table.collectiveId, table.periodId, table.byId, table.ofId)
      .where(sql`${table.periodId} is not null`),
    check("reviews_self", sql`${table.ofId} <> ${table.byId}`),
  ],
);

/** Whole points one participant gives another in one sharing. Never anonymous. */
export const points = pgTable(
  "points",
  {
    collectiveId: collectiveId(),
    id: id(),
    sharingId: uuid("sharing_id").notNull(),
    fromId: uuid("from_id").notNull(),
    toId: uuid("to_id").notNull(),
    points: integer("points").notNull(),
    /** The pilot who gave this row for somebody absent; null when it is their own. */
    givenBy: uuid("given_by"),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.fromId, members),
    within(table.collectiveId, table.toId, members),
    within(table.collectiveId, table.givenBy, members),
    uniqueIndex("points_pair").on(table.collectiveId, table.sharingId, table.fromId, table.toId),
    check("points_points", sql`${table.points} >= 0`),
    check("points_self", sql`${table.fromId} <> ${table.toId}`),
  ],
);

/** Rémunération libre: what a participant takes from one sharing; null amount = auto. */
export const takes = pgTable(
  "takes",
  {
    collectiveId: collectiveId(),
    id: id(),
    sharingId: uuid("sharing_id").notNull(),
    memberId: uuid("member_id").notNull(),
    takeMinor: minor("take_minor"),
    /** The nominal take once throttled, stored at posting: the next sharing's `last`. */
    nominalMinor: minor("nominal_minor"),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.memberId, members),
    uniqueIndex("takes_taker").on(table.collectiveId, table.sharingId, table.memberId),
    check("takes_take", sql`${table.takeMinor} >= 0`),
  ],
);
