/**
 * Envelopes and funds: what money is set aside for; the money that is expected; the bills to pay.
 * What was received and spent is in the ledger, never here.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { circles } from "./circles.js";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, day, id, instant, key, minor, within } from "./columns.js";
import { contributions } from "./contributions.js";
import { members, thirdParties } from "./members.js";

export const envelopes = pgTable(
  "envelopes",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    circleId: uuid("circle_id").notNull(),
    name: text("name").notNull(),
    purpose: text("purpose").notNull().default(""),
    currency: text("currency").notNull(),
    referentId: uuid("referent_id"),
    /** How it is funded: grant, service, gift, subscription, free-price; null = not said. */
    funding: text("funding"),
    funderId: uuid("funder_id"),
    agreement: text("agreement"),
    eligibleFromOn: day("eligible_from_on"),
    eligibleUntilOn: day("eligible_until_on"),
    /** Kinds the funding accepts; empty = all. A kind outside is warned about, never refused. */
    eligibleKindIds: uuid("eligible_kind_ids").array().notNull().default([]),
    reportDueOn: day("report_due_on"),
    closedAt: instant("closed_at"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.circleId, circles),
    within(table.collectiveId, table.referentId, members),
    within(table.collectiveId, table.funderId, thirdParties),
    uniqueIndex("envelopes_name").on(table.collectiveId, table.name),
    check("envelopes_funding", sql`${table.funding} in ('grant', 'service', 'gift', 'subscription', 'free-price')`),
  ],
);

/** Where levies and waivers go: the commons, the host structure. */
export const funds = pgTable(
  "funds",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    /** What must stay in the fund. */
    floorMinor: minor("floor_minor").notNull().default(sql`0`),
    /** The decision that set the floor, where one did. Decisions know envelopes: its foreign key stands in the migration alone. */
    floorDecisionId: uuid("floor_decision_id"),
    isArchived: boolean("is_archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    uniqueIndex("funds_name").on(table.collectiveId, table.name),
    check("funds_floor", sql`${table.floorMinor} >= 0`),
  ],
);

/** Money that is only expected is not in the ledger: it is listed here until it comes in or falls through. */
export const expectedMoney = pgTable(
  "expected_money",
  {
    collectiveId: collectiveId(),
    id: id(),
    envelopeId: uuid("envelope_id").notNull(),
    sourceId: uuid("source_id"),
    source: text("source").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    status: text("status").notNull(),
    expectedOn: day("expected_on"),
    /** The entry that brought it in, and what the money was before; a reversal of the entry goes back to that. */
    receivedEntryId: uuid("received_entry_id"),
    statusBefore: text("status_before"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.sourceId, thirdParties),
    index("expected_money_envelope").on(table.collectiveId, table.envelopeId),
    check("expected_money_status", sql`${table.status} in ('asked', 'notified', 'signed', 'received', 'dropped')`),
    check("expected_money_amount", sql`${table.amountMinor} > 0`),
    check("expected_money_received", sql`(${table.status} = 'received') = (${table.receivedEntryId} is not null)`),
  ],
);

/**
 * A gift of money is a promise until the treasurer links its contribution to the entry that brought the money in: from
 * then on it is the money, and no euro counts twice. A reversal of the entry takes the link away.
 */
export const giftsReceived = pgTable(
  "gifts_received",
  {
    collectiveId: collectiveId(),
    contributionId: uuid("contribution_id").notNull(),
    entryId: uuid("entry_id").notNull(),
    linkedAt: instant("linked_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.contributionId] }),
    within(table.collectiveId, table.contributionId, contributions),
    index("gifts_received_entry").on(table.collectiveId, table.entryId),
  ],
);

/** What a third party asks of an envelope. Recording it owes the money; paying it is another entry. */
export const bills = pgTable(
  "bills",
  {
    collectiveId: collectiveId(),
    id: id(),
    envelopeId: uuid("envelope_id").notNull(),
    thirdPartyId: uuid("third_party_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    paidMinor: minor("paid_minor").notNull().default(sql`0`),
    /** Of what was paid, what the third party gave back to the envelope. */
    refundedMinor: minor("refunded_minor").notNull().default(sql`0`),
    /** What it is for: purchase, service, travel, rent, bank-fee … */
    nature: text("nature").notNull(),
    document: text("document").notNull(),
    label: text("label").notNull(),
    billedOn: day("billed_on").notNull(),
    dueOn: day("due_on"),
    entryId: uuid("entry_id").notNull(),
    reversedAt: instant("reversed_at"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    index("bills_envelope").on(table.collectiveId, table.envelopeId),
    index("bills_unpaid")
      .on(table.collectiveId, table.thirdPartyId)
      .where(sql`${table.reversedAt} is null and ${table.paidMinor} < ${table.amountMinor}`),
    uniqueIndex("bills_document").on(table.collectiveId, table.thirdPartyId, table.document).where(sql`${table.reversedAt} is null`),
    check("bills_amount", sql`${table.amountMinor} > 0`),
    check(
      "bills_paid",
      sql`${table.paidMinor} between 0 and ${table.amountMinor} and ${table.refundedMinor} between 0 and ${table.paidMinor}`,
    ),
  ],
);

/** Which entry settled which bill, and by how much: paid, or refunded (given back: negative). A reversal has the opposite sign. */
export const billSettlements = pgTable(
  "bill_settlements",
  {
    collectiveId: collectiveId(),
    id: id(),
    billId: uuid("bill_id").notNull(),
    entryId: uuid("entry_id").notNull(),
    how: text("how").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.billId, bills),
    index("bill_settlements_bill").on(table.collectiveId, table.billId),
    index("bill_settlements_entry").on(table.collectiveId, table.entryId),
    check("bill_settlements_how", sql`${table.how} in ('paid', 'refunded')`),
  ],
);
