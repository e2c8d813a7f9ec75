/**
 * Paying: where money is paid to, and the batches by which it leaves the bank (DESIGN §8, §14).
 *
 * IBANs stand in `bank_details` alone, sealed by the service's secret; a batch keeps the bytes of its payment file, sealed alike.
 * A share or a bill is in one open batch at most: a unique index keeps it, whoever writes.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, day, id, instant, key, minor, within } from "./columns.js";
import { bills } from "./envelopes.js";
import { accounts, entries } from "./ledger.js";
import { members, thirdParties } from "./members.js";
import { shares } from "./sharings.js";

export const bankDetails = pgTable(
  "bank_details",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    /** Whose: a member's, a third party's, or the one of a bank account of the collective. */
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
    accountId: uuid("account_id"),
    ibanSealed: text("iban_sealed").notNull(),
    bic: text("bic"),
    holder: text("holder").notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    within(table.collectiveId, table.accountId, accounts),
    within(table.collectiveId, table.changedBy, members),
    uniqueIndex("bank_details_member").on(table.collectiveId, table.memberId),
    uniqueIndex("bank_details_third_party").on(table.collectiveId, table.thirdPartyId),
    uniqueIndex("bank_details_account").on(table.collectiveId, table.accountId),
    check("bank_details_owner", sql`num_nonnulls(${table.memberId}, ${table.thirdPartyId}, ${table.accountId}) = 1`),
  ],
);

/** Payments that leave together: a file for the bank, or a sheet of requests for the host who holds the account. */
export const paymentBatches = pgTable(
  "payment_batches",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    /** 1, 2, 3 … in the collective: its transfers are called by it. */
    number: integer("number").notNull(),
    form: text("form").notNull(),
    accountId: uuid("account_id").notNull(),
    currency: text("currency").notNull(),
    /** The day the bank is asked to pay. */
    executesOn: day("executes_on").notNull(),
    totalMinor: minor("total_minor").notNull(),
    status: text("status").notNull().default("open"),
    /** The payment file as it was first written; null for a request, and once somebody in it is forgotten. */
    fileSealed: text("file_sealed"),
    createdAt: createdAt(),
    createdBy: uuid("created_by").notNull(),
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.accountId, accounts),
    within(table.collectiveId, table.createdBy, members),
    within(table.collectiveId, table.endedBy, members),
    uniqueIndex("payment_batches_number").on(table.collectiveId, table.number),
    check("payment_batches_form", sql`${table.form} in ('file', 'request')`),
    check("payment_batches_status", sql`${table.status} in ('open', 'paid', 'cancelled')`),
    check("payment_batches_ended", sql`(${table.status} = 'open') = (${table.endedAt} is null)`),
    check("payment_batches_total", sql`${table.totalMinor} > 0`),
  ],
);

/** One payment of a batch: all shares of one payee, or one bill. */
export const paymentTransfers = pgTable(
  "payment_transfers",
  {
    collectiveId: collectiveId(),
    id: id(),
    batchId: uuid("batch_id").notNull(),
    /** 1, 2, 3 … in the batch. */
    place: integer("place").notNull(),
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
    amountMinor: minor("amount_minor").notNull(),
    /** What the payee's bank shows of it, and ours brings back with it: `V12-3`. */
    reference: text("reference").notNull(),
    remittance: text("remittance").notNull(),
    /** The last four characters of the IBAN it was sent to; null in a request. */
    ibanEnd: text("iban_end"),
    status: text("status").notNull().default("open"),
    entryId: uuid("entry_id"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.batchId, paymentBatches),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    within(table.collectiveId, table.entryId, entries),
    uniqueIndex("payment_transfers_place").on(table.collectiveId, table.batchId, table.place),
    index("payment_transfers_reference").on(table.collectiveId, table.reference),
    check("payment_transfers_payee", sql`num_nonnulls(${table.memberId}, ${table.thirdPartyId}) = 1`),
    check("payment_transfers_status", sql`${table.status} in ('open', 'paid', 'bounced', 'cancelled')`),
    check("payment_transfers_entry", sql`(${table.status} = 'paid') = (${table.entryId} is not null)`),
    check("payment_transfers_amount", sql`${table.amountMinor} > 0`),
    check("payment_transfers_iban_end", sql`length(${table.ibanEnd}) <= 4`),
  ],
);

/** What a payment pays: shares, or a bill. */
export const paymentTransferItems = pgTable(
  "payment_transfer_items",
  {
    collectiveId: collectiveId(),
    id: id(),
    transferId: uuid("transfer_id").notNull(),
    shareId: uuid("share_id"),
    billId: uuid("bill_id"),
    amountMinor: minor("amount_minor").notNull(),
    /** As long as its transfer is. */
    isOpen: boolean("is_open").notNull().default(true),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.transferId, paymentTransfers),
    within(table.collectiveId, table.shareId, shares),
    within(table.collectiveId, table.billId, bills),
    index("payment_transfer_items_of").on(table.collectiveId, table.transferId),
    uniqueIndex("payment_transfer_items_share").on(table.collectiveId, table.shareId).where(sql`${table.isOpen}`),
    uniqueIndex("payment_transfer_items_bill").on(table.collectiveId, table.billId).where(sql`${table.isOpen}`),
    check("payment_transfer_items_what", sql`num_nonnulls(${table.shareId}, ${table.billId}) = 1`),
    check("payment_transfer_items_amount", sql`${table.amountMinor} > 0`),
  ],
);
