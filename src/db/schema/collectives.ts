/** Collectives: the tenants. Each holds the bank account, or is hosted elsewhere. */
import { sql } from "drizzle-orm";
import { boolean, check, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.js";

export const collectives = pgTable(
  "collectives",
  {
    id: uuid("id").primaryKey(),
    /** The short name in addresses: `/api/v1/collectives/{slug}`. */
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    timeZone: text("time_zone").notNull(),
    locale: text("locale").notNull(),
    country: text("country").notNull(),
    /** Within France, for its public holidays (domain/public-holidays); null = metropolitan. */
    region: text("region"),
    /** Days whose hours do not count beside weekends and public holidays. */
    restDays: date("rest_days", { mode: "string" }).array().notNull().default([]),
    /** The day the fiscal year starts, as `01-01` (month, day). */
    yearStart: text("year_start").notNull(),
    /** Who holds the bank account when the collective has none of its own. */
    hostedBy: text("hosted_by"),
    /** Who it is for the state (SIREN, nine digits): its accounting file is named by it. */
    siren: text("siren"),
    /** Whether anybody may read its public page: figures and amounts, nobody’s name. */
    isPublic: boolean("is_public").notNull().default(false),
    /** Months after which a carried wish falls (DESIGN §8). */
    carriedMonths: integer("carried_months").notNull().default(12),
    /** What reviews may be scored on (DESIGN §10). */
    reviewCriteria: text("review_criteria").array().notNull().default(["care", "quality", "impact"]),
    /** Once true it stays so: who reviewed trusting in it cannot take back what they said. */
    hasAnonymousReviews: boolean("has_anonymous_reviews").notNull().default(false),
    /** What it turned on beside contributions, envelopes and sharings (domain/collective). */
    modules: text("modules").array().notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [
    check("collectives_locale", sql`${table.locale} in ('fr', 'en')`),
    check("collectives_modules", sql`${table.modules} <@ array['rounds', 'votes', 'reviews', 'decisions']`),
  ],
);
