/**
 * Statements of banks, and their lines (DESIGN §12). They book nothing: a line waits until it is matched with the entries
 * that are the same movement in the ledger, or is set aside with a reason.
 *
 *  1. The same movement is kept once, whatever files it comes in: by its fingerprint and occurrence on one account. Where
 *     two layouts write one movement in two ways, the later line is a probable twin, and waits for nothing.
 *  2. A line is matched with one entry or several whose sum is its amount, and the line of an entry on a bank with at most
 *     one statement line.
 */
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, day, id, instant, key, minor, within } from "./columns.js";
import { accounts } from "./ledger.js";
import { members } from "./members.js";

export const bankStatements = pgTable(
  "bank_statements",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    /** The bank account whose statement it is. */
    accountId: uuid("account_id").notNull(),
    source: text("source").notNull(),
    fileName: text("file_name").notNull(),
    /** sha256 of the file. */
    fileHash: text("file_hash").notNull(),
    /** The number of the account in the file, masked. */
    accountShown: text("account_shown"),
    closingMinor: minor("closing_minor"),
    closingOn: day("closing_on"),
    linesRead: integer("lines_read").notNull(),
    /** Lines that were here already, from another statement. */
    linesKnown: integer("lines_known").notNull(),
    notes: text("notes").array().notNull().default([]),
    addedBy: uuid("added_by").notNull(),
    createdAt: createdAt(),
    undoneAt: instant("undone_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.accountId, accounts),
    within(table.collectiveId, table.addedBy, members),
    index("bank_statements_account").on(table.collectiveId, table.accountId, table.createdAt),
    check("bank_statements_closing", sql`(${table.closingMinor} is null) = (${table.closingOn} is null)`),
    check("bank_statements_known", sql`${table.linesKnown} between 0 and ${table.linesRead}`),
  ],
);

export const bankLines = pgTable(
  "bank_lines",
  {
    collectiveId: collectiveId(),
    id: id(),
    statementId: uuid("statement_id").notNull(),
    accountId: uuid("account_id").notNull(),
    /** Its line in the file. */
    line: integer("line").notNull(),
    datedOn: day("dated_on").notNull(),
    valueOn: day("value_on"),
    /** Above zero what came in, below zero what went out: the sign of a bank’s line in the ledger. */
    amountMinor: minor("amount_minor").notNull(),
    label: text("label").notNull(),
    counterparty: text("counterparty"),
    reference: text("reference"),
    /** The bank’s own id of the movement. */
    bankRef: text("bank_ref"),
    /** What it says, as 32 hexadecimals; the second line of a file that says the same has occurrence 2. */
    fingerprint: text("fingerprint").notNull(),
    occurrence: integer("occurrence").notNull(),
    status: text("status").notNull().default("open"),
    /** Why it was set aside. */
    reason: text("reason"),
    /** The line, from a statement in another layout, that this one probably is again. */
    twinOf: uuid("twin_of"),
    settledBy: uuid("settled_by"),
    settledAt: instant("settled_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.statementId, bankStatements),
    within(table.collectiveId, table.accountId, accounts),
    within(table.collectiveId, table.settledBy, members),
    uniqueIndex("bank_lines_once").on(table.collectiveId, table.accountId, table.fingerprint, table.occurrence),
    // Named by hand: of a table that points to itself.
    foreignKey({
      name: "bank_lines_twin_fk",
      columns: [table.collectiveId, table.twinOf],
      foreignColumns: [table.collectiveId, table.id],
    }),
    index("bank_lines_twins").on(table.collectiveId, table.twinOf).where(sql`${table.twinOf} is not null`),
    index("bank_lines_statement").on(table.collectiveId, table.statementId),
    index("bank_lines_dated").on(table.collectiveId, table.accountId, table.datedOn, table.id),
    index("bank_lines_open").on(table.collectiveId, table.accountId, table.datedOn).where(sql`${table.status} = 'open'`),
    check("bank_lines_amount", sql`${table.amountMinor} <> 0`),
    check("bank_lines_status", sql`${table.status} in ('open', 'matched', 'aside', 'twin')`),
    check("bank_lines_twin", sql`${table.twinOf} is null or ${table.status} = 'twin'`),
    check("bank_lines_aside", sql`(${table.status} = 'aside') = (${table.reason} is not null)`),
  ],
);

/**
 * What a matched line is in the ledger: lines of entries on its account, together of its amount. Triggers see to it when the
 * transaction commits, that they are there, and that a line which is not matched has none.
 */
export const bankLineEntries = pgTable(
  "bank_line_entries",
  {
    collectiveId: collectiveId(),
    entryId: uuid("entry_id").notNull(),
    entryLine: integer("entry_line").notNull(),
    bankLineId: uuid("bank_line_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.entryId, table.entryLine] }),
    within(table.collectiveId, table.bankLineId, bankLines),
    index("bank_line_entries_of_line").on(table.collectiveId, table.bankLineId),
  ],
);
