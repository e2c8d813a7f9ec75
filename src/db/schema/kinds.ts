/** Kinds: the natures of wealth the collective recognises, with dated rates. A kind without unit is qualitative. */
import { sql } from "drizzle-orm";
import { boolean, check, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, day, decimal, id, key, within } from "./columns.js";
import { decisions } from "./decisions.js";

export const kinds = pgTable(
  "kinds",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    name: text("name").notNull(),
    /** `h`, `km`, `EUR`, `day` …; null = qualitative: it never becomes money by itself. */
    unit: text("unit"),
    /** Expenses to reimburse: contributions of this kind carry an amount paid out of pocket. */
    isExpense: boolean("is_expense").notNull().default(false),
    /** What a share of this kind is paid as: expenses, work or rights (DESIGN §8). */
    nature: text("nature").notNull().default("work"),
    isArchived: boolean("is_archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    uniqueIndex("kinds_name").on(table.collectiveId, table.name),
    check("kinds_nature", sql`${table.nature} in ('expenses', 'work', 'rights')`),
  ],
);

/** A rate in the collective's currency per unit, in force from a day on. */
export const kindRates = pgTable(
  "kind_rates",
  {
    collectiveId: collectiveId(),
    kindId: uuid("kind_id").notNull(),
    fromOn: day("from_on").notNull(),
    rate: decimal("rate").notNull(),
    /** The decision that set it, where one did. */
    decisionId: uuid("decision_id"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.kindId, table.fromOn] }),
    within(table.collectiveId, table.kindId, kinds),
    within(table.collectiveId, table.decisionId, decisions),
    check("kind_rates_rate", sql`${table.rate} >= 0`),
  ],
);
