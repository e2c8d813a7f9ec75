/** Reciprocity contracts, and the resources a collective holds in common (DESIGN §11). */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Rights } from "../../domain/resource.js";
import { collectiveId, createdAt, day, id, instant, key, within } from "./columns.js";
import { decisions } from "./decisions.js";
import { entries } from "./ledger.js";
import { members, thirdParties } from "./members.js";

export const contracts = pgTable(
  "contracts",
  {
    collectiveId: collectiveId(),
    id: id(),
    title: text("title").notNull(),
    category: text("category").notNull(),
    gives: text("gives").notNull(),
    receives: text("receives").notNull(),
    measure: text("measure").notNull(),
    condition: text("condition").notNull(),
    /** By which day it is to be reviewed next. */
    reviewOn: day("review_on"),
    /** The contract it replaces, from the day it is signed on. */
    replacesId: uuid("replaces_id"),
    writtenBy: uuid("written_by").notNull(),
    writtenAt: instant("written_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    signedOn: day("signed_on"),
    decisionId: uuid("decision_id"),
    endedOn: day("ended_on"),
    /** Why, and who said so; null where another took its place. */
    endReason: text("end_reason"),
    endedBy: uuid("ended_by"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.replacesId, table),
    within(table.collectiveId, table.writtenBy, members),
    within(table.collectiveId, table.endedBy, members),
    within(table.collectiveId, table.decisionId, decisions),
    index("contracts_review").on(table.collectiveId, table.reviewOn).where(sql`${table.signedOn} is not null and ${table.endedOn} is null`),
    index("contracts_replaces").on(table.collectiveId, table.replacesId),
    check("contracts_category", sql`${table.category} in ('contributor', 'user', 'commercial_user', 'partner', 'funder')`),
    check("contracts_ended", sql`${table.endedOn} is null or (${table.signedOn} is not null and ${table.endedOn} >= ${table.signedOn})`),
  ],
);

/** Who has a contract with the collective: members or third parties, in their order. */
export const contractParties = pgTable(
  "contract_parties",
  {
    collectiveId: collectiveId(),
    contractId: uuid("contract_id").notNull(),
    place: integer("place").notNull(),
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.contractId, table.place] }),
    within(table.collectiveId, table.contractId, contracts),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    index("contract_parties_member").on(table.collectiveId, table.memberId),
    index("contract_parties_third_party").on(table.collectiveId, table.thirdPartyId),
    check("contract_parties_one", sql`num_nonnulls(${table.memberId}, ${table.thirdPartyId}) = 1`),
  ],
);

/** Each review of a contract: by which day it was due, and what came of it. */
export const contractReviews = pgTable(
  "contract_reviews",
  {
    collectiveId: collectiveId(),
    contractId: uuid("contract_id").notNull(),
    number: integer("number").notNull(),
    dueOn: day("due_on"),
    reviewedOn: day("reviewed_on").notNull(),
    note: text("note").notNull(),
    nextOn: day("next_on"),
    reviewedBy: uuid("reviewed_by").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.contractId, table.number] }),
    within(table.collectiveId, table.contractId, contracts),
    within(table.collectiveId, table.reviewedBy, members),
  ],
);

/** Money that came in under a contract: an entry is traced once. */
export const contractReceipts = pgTable(
  "contract_receipts",
  {
    collectiveId: collectiveId(),
    entryId: uuid("entry_id").notNull(),
    contractId: uuid("contract_id").notNull(),
    tracedBy: uuid("traced_by").notNull(),
    tracedAt: instant("traced_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.entryId] }),
    within(table.collectiveId, table.entryId, entries),
    within(table.collectiveId, table.contractId, contracts),
    within(table.collectiveId, table.tracedBy, members),
    index("contract_receipts_contract").on(table.collectiveId, table.contractId),
  ],
);

export const resources = pgTable(
  "resources",
  {
    collectiveId: collectiveId(),
    id: id(),
    name: text("name").notNull(),
    what: text("what").notNull(),
    stewardId: uuid("steward_id").notNull(),
    rights: jsonb("rights").$type<readonly Rights[]>().notNull(),
    isArchived: boolean("is_archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.stewardId, members),
    uniqueIndex("resources_name").on(table.collectiveId, table.name),
  ],
);

/** Who uses a resource, since when, and under which contract. */
export const resourceUsers = pgTable(
  "resource_users",
  {
    collectiveId: collectiveId(),
    id: id(),
    resourceId: uuid("resource_id").notNull(),
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
    contractId: uuid("contract_id"),
    sinceOn: day("since_on").notNull(),
    untilOn: day("until_on"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.resourceId, resources),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    within(table.collectiveId, table.contractId, contracts),
    index("resource_users_resource").on(table.collectiveId, table.resourceId),
    index("resource_users_contract").on(table.collectiveId, table.contractId),
    check("resource_users_one", sql`num_nonnulls(${table.memberId}, ${table.thirdPartyId}) = 1`),
    check("resource_users_days", sql`${table.untilOn} is null or ${table.untilOn} >= ${table.sinceOn}`),
  ],
);
