/**
 * Receipts: the photo or PDF of an expense or a bill, kept byte by byte as it came (DESIGN §6). How many a thing may have is
 * decided under the lock of that thing (features/receipts).
 */
import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, id, instant, key, within } from "./columns.js";
import { contributions } from "./contributions.js";
import { bills } from "./envelopes.js";
import { bytes } from "./ledger.js";
import { members } from "./members.js";

export const receipts = pgTable(
  "receipts",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    contributionId: uuid("contribution_id"),
    billId: uuid("bill_id"),
    /** The file’s name, one line: shown as text, and never believed. */
    name: text("name").notNull(),
    /** What its content is. */
    type: text("type").notNull(),
    bytes: integer("bytes").notNull(),
    /** In hexadecimals. */
    sha256: text("sha256").notNull(),
    content: bytes("content").notNull(),
    addedBy: uuid("added_by").notNull(),
    addedAt: instant("added_at").notNull(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.contributionId, contributions),
    within(table.collectiveId, table.billId, bills),
    within(table.collectiveId, table.addedBy, members),
    uniqueIndex("receipts_contribution").on(table.collectiveId, table.contributionId, table.sha256),
    uniqueIndex("receipts_bill").on(table.collectiveId, table.billId, table.sha256),
    check("receipts_of", sql`num_nonnulls(${table.contributionId}, ${table.billId}) = 1`),
    check("receipts_type", sql`${table.type} in ('image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf')`),
    check("receipts_bytes", sql`${table.bytes} between 1 and 5000000 and ${table.bytes} = octet_length(${table.content})`),
    check("receipts_sha256", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);
