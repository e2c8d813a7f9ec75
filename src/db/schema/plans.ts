/** What is planned for an envelope, as its funders ask for it: money in and out by nature, beside which stands what came of it. */
import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { collectiveId, minor, within } from "./columns.js";
import { envelopes } from "./envelopes.js";

export const plannedLines = pgTable(
  "planned_lines",
  {
    collectiveId: collectiveId(),
    envelopeId: uuid("envelope_id").notNull(),
    /** Their order in the plan. */
    line: integer("line").notNull(),
    side: text("side").notNull(),
    nature: text("nature").notNull(),
    label: text("label").notNull(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.envelopeId, table.line] }),
    within(table.collectiveId, table.envelopeId, envelopes),
    check("planned_lines_side", sql`${table.side} in ('in', 'out')`),
    check("planned_lines_amount", sql`${table.amountMinor} > 0`),
  ],
);
