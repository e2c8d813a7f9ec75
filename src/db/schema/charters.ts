/**
 * Charters of cooperation (DESIGN §11): their versions, who signed each, what was paid of each line, and how one is wound down.
 * What somebody signed is never changed.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Articles } from "../../domain/charter.js";
import { circles } from "./circles.js";
import { collectiveId, day, id, instant, key, minor, within } from "./columns.js";
import { decisions, keys } from "./decisions.js";
import { bills, envelopes } from "./envelopes.js";
import { members, thirdParties } from "./members.js";
import { sharings } from "./sharings.js";

export const charters = pgTable(
  "charters",
  {
    collectiveId: collectiveId(),
    id: id(),
    circleId: uuid("circle_id").notNull(),
    title: text("title").notNull(),
    currency: text("currency").notNull(),
    writtenBy: uuid("written_by").notNull(),
    writtenAt: instant("written_at").notNull(),
    /** The envelope it made when it came in force. */
    envelopeId: uuid("envelope_id"),
    windingAt: instant("winding_at"),
    windingBy: uuid("winding_by"),
    windingReason: text("winding_reason"),
    closedAt: instant("closed_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.writtenBy, members),
    within(table.collectiveId, table.windingBy, members),
    within(table.collectiveId, table.envelopeId, envelopes),
    uniqueIndex("charters_envelope").on(table.collectiveId, table.envelopeId),
    check(
      "charters_winding",
      sql`num_nonnulls(${table.windingAt}, ${table.windingBy}, ${table.windingReason}) in (0, 3) and (${table.closedAt} is null or ${table.windingAt} is not null)`,
    ),
  ],
);

export const charterVersions = pgTable(
  "charter_versions",
  {
    collectiveId: collectiveId(),
    id: id(),
    charterId: uuid("charter_id").notNull(),
    number: integer("number").notNull(),
    articles: jsonb("articles").$type<Articles>().notNull(),
    startsOn: day("starts_on"),
    endsOn: day("ends_on"),
    totalMinor: minor("total_minor"),
    writtenBy: uuid("written_by").notNull(),
    writtenAt: instant("written_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    openedAt: instant("opened_at"),
    inForceAt: instant("in_force_at"),
    /** The decision that put it in force, where one did. */
    decisionId: uuid("decision_id"),
    /** The key it made of its split; null where no member has a line. */
    keyId: uuid("key_id"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.charterId, charters),
    within(table.collectiveId, table.writtenBy, members),
    within(table.collectiveId, table.decisionId, decisions),
    within(table.collectiveId, table.keyId, keys),
    unique("charter_versions_number").on(table.collectiveId, table.charterId, table.number),
    check("charter_versions_days", sql`${table.endsOn} is null or ${table.startsOn} is null or ${table.endsOn} >= ${table.startsOn}`),
  ],
);

/** The parties of a version, in their order, with what each does. */
export const charterParties = pgTable(
  "charter_parties",
  {
    collectiveId: collectiveId(),
    versionId: uuid("version_id").notNull(),
    place: integer("place").notNull(),
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
    role: text("role").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.versionId, table.place] }),
    within(table.collectiveId, table.versionId, charterVersions),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    index("charter_parties_member").on(table.collectiveId, table.memberId),
    index("charter_parties_third_party").on(table.collectiveId, table.thirdPartyId),
    check("charter_parties_one", sql`num_nonnulls(${table.memberId}, ${table.thirdPartyId}) = 1`),
  ],
);

/** The lines of a version's split; a line keeps its id from version to version. */
export const charterLines = pgTable(
  "charter_lines",
  {
    collectiveId: collectiveId(),
    versionId: uuid("version_id").notNull(),
    lineId: uuid("line_id").notNull(),
    place: integer("place").notNull(),
    label: text("label").notNull(),
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
    deliverables: text("deliverables").notNull(),
    /** As it is written. */
    percent: text("percent"),
    amountMinor: minor("amount_minor"),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.versionId, table.lineId] }),
    within(table.collectiveId, table.versionId, charterVersions),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    index("charter_lines_line").on(table.collectiveId, table.lineId),
    check("charter_lines_one", sql`num_nonnulls(${table.memberId}, ${table.thirdPartyId}) = 1`),
    check("charter_lines_amount", sql`${table.amountMinor} > 0`),
  ],
);

/** Who signed a version, once, and how. */
export const charterSignatures = pgTable(
  "charter_signatures",
  {
    collectiveId: collectiveId(),
    versionId: uuid("version_id").notNull(),
    place: integer("place").notNull(),
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
    /** As it was written; forgotten with the member. */
    name: text("name"),
    words: text("words").notNull(),
    how: text("how").notNull(),
    signedOn: day("signed_on").notNull(),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.versionId, table.place] }),
    within(table.collectiveId, table.versionId, charterVersions),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    within(table.collectiveId, table.recordedBy, members),
    unique("charter_signatures_once").on(table.collectiveId, table.versionId, table.memberId, table.thirdPartyId).nullsNotDistinct(),
    index("charter_signatures_member").on(table.collectiveId, table.memberId),
    check("charter_signatures_one", sql`num_nonnulls(${table.memberId}, ${table.thirdPartyId}) = 1`),
    check("charter_signatures_how", sql`${table.how} in ('here', 'paper')`),
  ],
);

/** An instalment: the sharing that pays it says where it stands. */
export const charterInstalments = pgTable(
  "charter_instalments",
  {
    collectiveId: collectiveId(),
    /** The sharing. */
    sharingId: uuid("sharing_id").notNull(),
    charterId: uuid("charter_id").notNull(),
    number: integer("number").notNull(),
    /** What was delivered. */
    note: text("note").notNull(),
    askedBy: uuid("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.sharingId] }),
    within(table.collectiveId, table.sharingId, sharings),
    within(table.collectiveId, table.charterId, charters),
    within(table.collectiveId, table.askedBy, members),
    unique("charter_instalments_number").on(table.collectiveId, table.charterId, table.number),
  ],
);

export const charterInstalmentLines = pgTable(
  "charter_instalment_lines",
  {
    collectiveId: collectiveId(),
    sharingId: uuid("sharing_id").notNull(),
    lineId: uuid("line_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.sharingId, table.lineId] }),
    within(table.collectiveId, table.sharingId, sharings),
    check("charter_instalment_lines_amount", sql`${table.amountMinor} > 0`),
  ],
);

/** Bills that pay a third party's line: each is traced once. */
export const charterBills = pgTable(
  "charter_bills",
  {
    collectiveId: collectiveId(),
    billId: uuid("bill_id").notNull(),
    charterId: uuid("charter_id").notNull(),
    lineId: uuid("line_id").notNull(),
    tracedBy: uuid("traced_by").notNull(),
    tracedAt: instant("traced_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.billId] }),
    within(table.collectiveId, table.billId, bills),
    within(table.collectiveId, table.charterId, charters),
    within(table.collectiveId, table.tracedBy, members),
    index("charter_bills_charter").on(table.collectiveId, table.charterId),
  ],
);

/** The steps of winding down that are done. */
export const charterSteps = pgTable(
  "charter_steps",
  {
    collectiveId: collectiveId(),
    charterId: uuid("charter_id").notNull(),
    step: text("step").notNull(),
    note: text("note").notNull(),
    doneBy: uuid("done_by").notNull(),
    doneOn: day("done_on").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.charterId, table.step] }),
    within(table.collectiveId, table.charterId, charters),
    within(table.collectiveId, table.doneBy, members),
    check("charter_steps_step", sql`${table.step} in ('client', 'association', 'refund', 'settle', 'circle', 'document')`),
  ],
);
