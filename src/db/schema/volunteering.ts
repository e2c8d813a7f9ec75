/** How kinds are valued that nobody is paid for (DESIGN §10), and at which dated reference rates. */
import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { collectiveId, day, decimal, instant, within } from "./columns.js";
import { kinds } from "./kinds.js";

/** What a kind is for the accounts, where the collective says otherwise than its unit does (domain/volunteering). */
export const kindValuations = pgTable(
  "kind_valuations",
  {
    collectiveId: collectiveId(),
    kindId: uuid("kind_id").notNull(),
    /** time, lent, given, or none. */
    valuedAs: text("valued_as").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.kindId] }),
    within(table.collectiveId, table.kindId, kinds),
    check("kind_valuations_as", sql`${table.valuedAs} in ('time', 'lent', 'given', 'none')`),
  ],
);

/** What a unit of a kind would cost, from a day on, and where that figure is from. Nobody is paid by it. */
export const referenceRates = pgTable(
  "reference_rates",
  {
    collectiveId: collectiveId(),
    kindId: uuid("kind_id").notNull(),
    fromOn: day("from_on").notNull(),
    rate: decimal("rate").notNull(),
    source: text("source").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.kindId, table.fromOn] }),
    within(table.collectiveId, table.kindId, kinds),
    check("reference_rates_rate", sql`${table.rate} > 0`),
  ],
);
