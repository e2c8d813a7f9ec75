/**
 * Decisions by consent (DESIGN §11): attempts, who decides in each, ballots, and what each decision did.
 * What was said stays as it was said: rows are added, and an attempt is settled once.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Argument, Outcome, Part, Ruling } from "../../domain/consent/decision.js";
import type { ConsentSettings } from "../../domain/consent/settings.js";
import type { CodeSection } from "../../domain/social-code.js";
import { circles } from "./circles.js";
import { collectiveId, createdAt, id, instant, key, within } from "./columns.js";
import { envelopes } from "./envelopes.js";
import { meetings } from "./meetings.js";
import { members } from "./members.js";

export const decisions = pgTable(
  "decisions",
  {
    collectiveId: collectiveId(),
    id: id(),
    /** The circle that decides; null = the whole collective. */
    circleId: uuid("circle_id"),
    title: text("title").notNull(),
    proposedBy: uuid("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.proposedBy, members),
    index("decisions_circle").on(table.collectiveId, table.circleId),
  ],
);

export const decisionAttempts = pgTable(
  "decision_attempts",
  {
    collectiveId: collectiveId(),
    decisionId: uuid("decision_id").notNull(),
    number: integer("number").notNull(),
    way: text("way").notNull(),
    text: text("text").notNull(),
    parts: jsonb("parts").$type<readonly Part[]>().notNull(),
    openedBy: uuid("opened_by").notNull(),
    openedAt: instant("opened_at").notNull(),
    /** The first instant at which a ballot is late. */
    closesAt: instant("closes_at").notNull(),
    /** The figures of the social code as they were when it opened. */
    settings: jsonb("settings").$type<ConsentSettings>().notNull(),
    meetingId: uuid("meeting_id"),
    /** Who was there, as the notes said when it opened. */
    presentIds: jsonb("present_ids").$type<readonly string[]>(),
    isLastResort: boolean("is_last_resort").notNull(),
    carried: jsonb("carried").$type<readonly Argument[]>().notNull(),
    ruling: jsonb("ruling").$type<Ruling>(),
    /** What it decided, as it took effect. */
    settled: jsonb("settled").$type<Outcome>(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.decisionId, table.number] }),
    within(table.collectiveId, table.decisionId, decisions),
    within(table.collectiveId, table.openedBy, members),
    within(table.collectiveId, table.meetingId, meetings),
    index("decision_attempts_unsettled").on(table.collectiveId, table.closesAt).where(sql`${table.settled} is null`),
    check("decision_attempts_way", sql`${table.way} in ('announced', 'meeting', 'ballots')`),
    check("decision_attempts_meeting", sql`(${table.way} = 'meeting') = (${table.meetingId} is not null)`),
  ],
);

/** Who decides in an attempt, fixed when it opens, and when each saw it first. */
export const decisionVoters = pgTable(
  "decision_voters",
  {
    collectiveId: collectiveId(),
    decisionId: uuid("decision_id").notNull(),
    attempt: integer("attempt").notNull(),
    memberId: uuid("member_id").notNull(),
    seenAt: instant("seen_at"),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.decisionId, table.attempt, table.memberId] }),
    within(table.collectiveId, table.decisionId, decisions),
    within(table.collectiveId, table.memberId, members),
    index("decision_voters_member").on(table.collectiveId, table.memberId),
  ],
);

/** Decisions as the notes of a meeting have them, in their order. */
export const meetingDecisions = pgTable(
  "meeting_decisions",
  {
    collectiveId: collectiveId(),
    id: id(),
    meetingId: uuid("meeting_id").notNull(),
    place: integer("place").notNull(),
    text: text("text").notNull(),
    /** The decision this note lists, and since when it does: the last resort asks for meetings that list it. */
    decisionId: uuid("decision_id"),
    listedAt: instant("listed_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.meetingId, meetings),
    within(table.collectiveId, table.decisionId, decisions),
    index("meeting_decisions_meeting").on(table.collectiveId, table.meetingId, table.place),
    index("meeting_decisions_decision").on(table.collectiveId, table.decisionId),
    check("meeting_decisions_listed", sql`(${table.decisionId} is null) = (${table.listedAt} is null)`),
  ],
);

/** What was said; of several ballots of one person the last counts. */
export const decisionBallots = pgTable(
  "decision_ballots",
  {
    collectiveId: collectiveId(),
    decisionId: uuid("decision_id").notNull(),
    attempt: integer("attempt").notNull(),
    number: integer("number").notNull(),
    voterId: uuid("voter_id").notNull(),
    choice: text("choice").notNull(),
    argument: text("argument"),
    castAt: instant("cast_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.decisionId, table.attempt, table.number] }),
    within(table.collectiveId, table.decisionId, decisions),
    within(table.collectiveId, table.voterId, members),
    check("decision_ballots_choice", sql`${table.choice} in ('agree', 'abstain', 'disagree', 'block')`),
    check("decision_ballots_block", sql`${table.choice} <> 'block' or ${table.argument} is not null`),
  ],
);

export const decisionReopenings = pgTable(
  "decision_reopenings",
  {
    collectiveId: collectiveId(),
    decisionId: uuid("decision_id").notNull(),
    number: integer("number").notNull(),
    afterAttempt: integer("after_attempt").notNull(),
    partIds: jsonb("part_ids").$type<readonly string[]>().notNull(),
    reopenedBy: uuid("reopened_by").notNull(),
    reason: text("reason").notNull(),
    reopenedAt: instant("reopened_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.decisionId, table.number] }),
    within(table.collectiveId, table.decisionId, decisions),
    within(table.collectiveId, table.reopenedBy, members),
  ],
);

/** What became of each change that was adopted: done, or refused with why. One row a change, for good. */
export const decisionEffects = pgTable(
  "decision_effects",
  {
    collectiveId: collectiveId(),
    decisionId: uuid("decision_id").notNull(),
    attempt: integer("attempt").notNull(),
    partId: text("part_id").notNull(),
    place: integer("place").notNull(),
    at: instant("at").notNull(),
    /** What it changed or made; null where it was refused. */
    subject: text("subject"),
    subjectId: uuid("subject_id"),
    refusal: jsonb("refusal").$type<{ readonly code: string; readonly figures: Readonly<Record<string, unknown>> }>(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.decisionId, table.attempt, table.partId, table.place] }),
    within(table.collectiveId, table.decisionId, decisions),
    index("decision_effects_subject").on(table.collectiveId, table.subjectId),
    check("decision_effects_outcome", sql`(${table.refusal} is null) = (${table.subjectId} is not null)`),
  ],
);

/**
 * Keys that the sharings of an envelope, or of all of a circle’s envelopes, are computed by from now on. A draft is put in
 * force by a decision, and ends when another takes its place.
 */
export const keys = pgTable(
  "keys",
  {
    collectiveId: collectiveId(),
    id: id(),
    circleId: uuid("circle_id").notNull(),
    /** null = all envelopes of the circle that have no key of their own. */
    envelopeId: uuid("envelope_id"),
    name: text("name").notNull(),
    /** The key as data: `{"steps": […]}`. */
    sharingKey: jsonb("sharing_key").$type<unknown>().notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
    inForceAt: instant("in_force_at"),
    endedAt: instant("ended_at"),
    decisionId: uuid("decision_id"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.createdBy, members),
    within(table.collectiveId, table.decisionId, decisions),
    index("keys_circle").on(table.collectiveId, table.circleId),
    check("keys_in_force", sql`${table.endedAt} is null or ${table.inForceAt} is not null`),
  ],
);

/** Versions of the social code; a circle may have its own, which inherits what it does not say. */
export const socialCodeVersions = pgTable(
  "social_code_versions",
  {
    collectiveId: collectiveId(),
    id: id(),
    /** null = the collective’s. */
    circleId: uuid("circle_id"),
    /** 1, 2, 3 … within its code. */
    number: integer("number").notNull(),
    /** The version it was made from. */
    basedOn: uuid("based_on"),
    sections: jsonb("sections").$type<readonly CodeSection[]>().notNull(),
    /** The figures it sets; those it does not come from the code above, and at last from the model. */
    consent: jsonb("consent").$type<Partial<ConsentSettings>>().notNull(),
    writtenBy: uuid("written_by").notNull(),
    writtenAt: instant("written_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    publishedAt: instant("published_at"),
    decisionId: uuid("decision_id"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.basedOn, table),
    within(table.collectiveId, table.writtenBy, members),
    within(table.collectiveId, table.decisionId, decisions),
    uniqueIndex("social_code_versions_number").on(
      table.collectiveId,
      sql`coalesce(${table.circleId}, ${table.collectiveId})`,
      table.number,
    ),
  ],
);
