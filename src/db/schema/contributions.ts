/**
 * Contributions: who gave what, when, for which circle and envelope (DESIGN §6).
 *
 * A million of them may arrive in one import, so their references are not checked row by row by foreign keys (five of
 * them cost 58 s per million rows) but by one set-based trigger a statement, in the guards of drizzle/: the same
 * promise, since nothing they point to can ever be deleted.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectiveId, createdAt, day, decimal, id, instant, key, minor, within } from "./columns.js";
import { members } from "./members.js";

export const contributions = pgTable(
  "contributions",
  {
    collectiveId: collectiveId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    loggedBy: uuid("logged_by").notNull(),
    /** Who is paid for it, when not the giver: a member or a structure. */
    paidTo: uuid("paid_to"),
    circleId: uuid("circle_id").notNull(),
    envelopeId: uuid("envelope_id"),
    kindId: uuid("kind_id").notNull(),
    /** Exact decimal in the kind's unit; null for qualitative kinds and plain amounts. */
    quantity: decimal("quantity"),
    /** Money given or spent out of pocket, in the collective's currency. */
    amountMinor: minor("amount_minor"),
    /** The amount wished for it; null = bénévole, offert. */
    claimMinor: minor("claim_minor"),
    dayOn: day("day_on").notNull(),
    untilOn: day("until_on"),
    note: text("note").notNull(),
    tags: text("tags").array().notNull().default([]),
    evidence: text("evidence"),
    /** For an expense: reimburse, gift (abandon de frais) or collective (paid by it). */
    settlement: text("settlement"),
    isVolunteered: boolean("is_volunteered").notNull().default(false),
    status: text("status").notNull().default("declared"),
    batchId: uuid("batch_id"),
    /** The first half of the sha256 of what an imported row says and its occurrence, so that the same row twice adds nothing. */
    fingerprint: uuid("fingerprint"),
    createdAt: createdAt(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    key(table),
    // The order of every list, to the row: a page begins where the last one ended, and who imports in the order of days appends to it.
    // Giver and envelope stand behind, where they order nothing: what somebody gave on a day, or at all, and what an envelope was given,
    // is told from it alone, and only that is looked up. An index by member would take as long to keep, in an import, as the table and
    // all its other indexes.
    index("contributions_timeline").on(table.collectiveId, table.dayOn, table.id, table.memberId, table.envelopeId),
    // Few are in doubt, and most have no tag: these two cost an import next to nothing.
    index("contributions_doubted").on(table.collectiveId, table.dayOn).where(sql`${table.status} in ('questioned', 'answered')`),
    index("contributions_tags").using("gin", table.tags).where(sql`${table.tags} <> '{}'`),
    check("contributions_status", sql`${table.status} in ('declared', 'questioned', 'answered', 'withdrawn')`),
    check("contributions_settlement", sql`${table.settlement} in ('reimburse', 'gift', 'collective')`),
    check("contributions_quantity", sql`${table.quantity} > 0`),
    check("contributions_amount", sql`${table.amountMinor} > 0`),
    check("contributions_claim", sql`${table.claimMinor} > 0`),
    check("contributions_days", sql`${table.untilOn} is null or ${table.untilOn} >= ${table.dayOn}`),
  ],
);

/** What a contribution said before each amendment, withdrawal or answer. */
export const contributionVersions = pgTable(
  "contribution_versions",
  {
    collectiveId: collectiveId(),
    contributionId: uuid("contribution_id").notNull(),
    changedAt: instant("changed_at").notNull(),
    version: integer("version").notNull(),
    changedBy: uuid("changed_by").notNull(),
    change: text("change").notNull(),
    reason: text("reason"),
    /** The fields as they stood before. */
    before: jsonb("before").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.collectiveId, table.contributionId, table.version] })],
);

/** «Question»: a doubt with its reason; the author answers or amends, the pilot settles. */
export const contributionQuestions = pgTable(
  "contribution_questions",
  {
    collectiveId: collectiveId(),
    id: id(),
    contributionId: uuid("contribution_id").notNull(),
    askedBy: uuid("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    reason: text("reason").notNull(),
    answer: text("answer"),
    answeredBy: uuid("answered_by"),
    answeredAt: instant("answered_at"),
    settledBy: uuid("settled_by"),
    settledAt: instant("settled_at"),
    outcome: text("outcome"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.contributionId, contributions),
    within(table.collectiveId, table.askedBy, members),
    index("contribution_questions_contribution").on(table.collectiveId, table.contributionId),
    uniqueIndex("contribution_questions_open").on(table.collectiveId, table.contributionId).where(sql`${table.settledAt} is null`),
    check("contribution_questions_outcome", sql`${table.outcome} in ('kept', 'withdrawn')`),
  ],
);
