/**
 * Accounting: which accounts a treasurer chose beside those of the chart (domain/accounting), and the years that were closed, as
 * they were projected then. Lines of a closed year are kept and never change; names of members stand nowhere here.
 */
import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, day, id, instant, key, minor, within } from "./columns.js";
import { fiscalYears } from "./ledger.js";
import { members } from "./members.js";

export const accountChoices = pgTable(
  "account_choices",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    rule: text("rule").notNull(),
    /** The account of this bank or envelope alone; null = of all. */
    ownerId: uuid("owner_id"),
    number: text("number").notNull(),
    label: text("label").notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.changedBy, members),
    unique("account_choices_of").on(table.collectiveId, table.rule, table.ownerId).nullsNotDistinct(),
    check("account_choices_number", sql`${table.number} ~ '^[0-9]{3,12}$'`),
  ],
);

export const accountingLines = pgTable(
  "accounting_lines",
  {
    collectiveId: collectiveId(),
    yearStartsOn: day("year_starts_on").notNull(),
    /** The entry's number in the year: 1, 2, 3 … */
    number: integer("number").notNull(),
    line: integer("line").notNull(),
    journal: text("journal").notNull(),
    datedOn: day("dated_on").notNull(),
    validOn: day("valid_on").notNull(),
    document: text("document").notNull(),
    label: text("label").notNull(),
    account: text("account").notNull(),
    accountLabel: text("account_label").notNull(),
    /** Who is owed: a member or a third party. */
    auxiliaryId: uuid("auxiliary_id"),
    /**
     * What the third party was called when the year closed; null for a member, whose name stands in their profile alone so that an
     * erasure takes it out of every file, and for years that closed before this was kept.
     */
    auxiliaryLabel: text("auxiliary_label"),
    amountMinor: minor("amount_minor").notNull(),
    /** The ledger's entry; null for opening balances and dedicated funds. */
    entryId: uuid("entry_id"),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.yearStartsOn, table.number, table.line] }),
    foreignKey({
      name: "accounting_lines_year",
      columns: [table.collectiveId, table.yearStartsOn],
      foreignColumns: [fiscalYears.collectiveId, fiscalYears.startsOn],
    }),
    check("accounting_lines_amount", sql`${table.amountMinor} <> 0`),
  ],
);
