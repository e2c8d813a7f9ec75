/**
 * Rounds: what a circle decides together on some money (DESIGN §9). Amounts are in the ledger alone: a round’s pool, each
 * participant’s credits and each bucket are accounts of the class `round`, which bear the id of their row here.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { circles } from "./circles.js";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, id, instant, key, minor, within } from "./columns.js";
import { envelopes } from "./envelopes.js";
import { entries } from "./ledger.js";
import { members } from "./members.js";

/** A round. Its id is that of its pool’s account. */
export const rounds = pgTable(
  "rounds",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    circleId: uuid("circle_id").notNull(),
    /** The envelope that funds it; none for a round of points. */
    envelopeId: uuid("envelope_id"),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    method: text("method").notNull(),
    commodity: text("commodity").notNull(),
    proposers: text("proposers").notNull(),
    proposalsFrom: instant("proposals_from").notNull(),
    proposalsUntil: instant("proposals_until").notNull(),
    pledgesFrom: instant("pledges_from").notNull(),
    pledgesUntil: instant("pledges_until").notNull(),
    /** What one participant may pledge to one bucket at most. */
    capMinor: minor("cap_minor"),
    hasStretchGoals: boolean("has_stretch_goals").notNull(),
    isSecret: boolean("is_secret").notNull(),
    mayChange: boolean("may_change").notNull(),
    unspent: text("unspent").notNull(),
    /** The tally rule with its options, and what a ballot may say (domain/tally). */
    tally: jsonb("tally").$type<Record<string, unknown>>(),
    /** What a lot is drawn from, fixed when the round is opened. */
    seed: text("seed").notNull(),
    copiedFromId: uuid("copied_from_id"),
    outcome: text("outcome"),
    endedAt: instant("ended_at"),
    /** How it closed, as it was previewed. */
    settlement: jsonb("settlement").$type<Record<string, unknown>>(),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.createdBy, members),
    within(table.collectiveId, table.copiedFromId, table),
    index("rounds_circle").on(table.collectiveId, table.circleId),
    // What is veiled is looked for at every reading of the ledger.
    index("rounds_veiled").on(table.collectiveId).where(sql`${table.isSecret} and ${table.outcome} is null`),
    check("rounds_method", sql`${table.method} in ('credits', 'ballots')`),
    check("rounds_proposers", sql`${table.proposers} in ('members', 'participants', 'pilots')`),
    check("rounds_unspent", sql`${table.unspent} in ('pool', 'carry', 'tally')`),
    check("rounds_cap", sql`${table.capMinor} > 0`),
    check("rounds_money", sql`(${table.commodity} = 'points') = (${table.envelopeId} is null)`),
    check("rounds_outcome", sql`${table.outcome} in ('closed', 'cancelled') and ${table.endedAt} is not null or ${table.outcome} is null`),
  ],
);

/** Who has credits in a round, or a ballot. Its id is that of the account of their credits. */
export const roundParticipants = pgTable(
  "round_participants",
  {
    collectiveId: collectiveId(),
    id: id(),
    roundId: uuid("round_id").notNull(),
    memberId: uuid("member_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.roundId, rounds),
    within(table.collectiveId, table.memberId, members),
    uniqueIndex("round_participants_member").on(table.collectiveId, table.roundId, table.memberId),
    index("round_participants_own").on(table.collectiveId, table.memberId),
  ],
);

/** A bucket (projet). Its id is that of its account. */
export const buckets = pgTable(
  "buckets",
  {
    collectiveId: collectiveId(),
    id: id(),
    roundId: uuid("round_id").notNull(),
    title: text("title").notNull(),
    summary: text("summary").notNull().default(""),
    description: text("description").notNull().default(""),
    cocreatorIds: uuid("cocreator_ids").array().notNull(),
    items: jsonb("items").$type<BucketItem[]>().notNull(),
    minMinor: minor("min_minor").notNull(),
    maxMinor: minor("max_minor").notNull(),
    status: text("status").notNull(),
    statusAt: instant("status_at").notNull(),
    /** The envelope it became. */
    envelopeId: uuid("envelope_id"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.roundId, rounds),
    within(table.collectiveId, table.envelopeId, envelopes),
    uniqueIndex("buckets_title").on(table.collectiveId, table.roundId, table.title).where(sql`${table.status} <> 'cancelled'`),
    check("buckets_status", sql`${table.status} in ('draft', 'published', 'funded', 'completed', 'cancelled')`),
    check("buckets_goals", sql`0 < ${table.minMinor} and ${table.minMinor} <= ${table.maxMinor}`),
  ],
);

/** A line of a bucket’s budget as it is kept: amounts as decimal strings. */
export interface BucketItem {
  readonly label: string;
  readonly isIncome: boolean;
  readonly min: string;
  readonly max: string | null;
}

/** What was pledged: one entry each. What was taken back, given back or settled says by which entry. */
export const pledges = pgTable(
  "pledges",
  {
    collectiveId: collectiveId(),
    id: id(),
    roundId: uuid("round_id").notNull(),
    bucketId: uuid("bucket_id").notNull(),
    memberId: uuid("member_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    entryId: uuid("entry_id").notNull(),
    pledgedAt: instant("pledged_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by"),
    /** withdrawn (by who pledged), returned (the bucket was cancelled, or stayed under its minimum). */
    ending: text("ending"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.roundId, rounds),
    within(table.collectiveId, table.bucketId, buckets),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.entryId, entries),
    index("pledges_standing").on(table.collectiveId, table.bucketId, table.memberId).where(sql`${table.endedAt} is null`),
    index("pledges_round").on(table.collectiveId, table.roundId, table.memberId),
    check("pledges_amount", sql`${table.amountMinor} > 0`),
    check("pledges_ending", sql`num_nonnulls(${table.endedAt}, ${table.endedBy}, ${table.ending}) in (0, 3)`),
    check("pledges_endings", sql`${table.ending} in ('withdrawn', 'returned')`),
  ],
);

/** A ballot: what somebody thinks of the buckets, as their round’s kind of ballot says. */
export const ballots = pgTable(
  "ballots",
  {
    collectiveId: collectiveId(),
    roundId: uuid("round_id").notNull(),
    memberId: uuid("member_id").notNull(),
    /** In the order it was given: the bucket, and its points where the ballot has points. */
    votes: jsonb("votes").$type<{ readonly bucketId: string; readonly points: number }[]>().notNull(),
    castAt: instant("cast_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.roundId, table.memberId] }),
    within(table.collectiveId, table.roundId, rounds),
    within(table.collectiveId, table.memberId, members),
  ],
);
