/**
 * Sizes: what the planner knows of the tables that grow.
 *
 * PostgreSQL learns them by autovacuum. The embedded database has none, and a planner that takes a table of a hundred
 * thousand rows for an empty one joins it row by row: verifying 100,000 entries would take hours instead of a minute.
 * So they are learnt where it matters: as the ledger grows (`write_entries`), before all of a table is read, and every
 * hour (db/housekeeping).
 */
import { sql } from "drizzle-orm";
import type { Queryable } from "./client.js";

export const growingTables = [
  "audit_events",
  "contributions",
  "entries",
  "entry_texts",
  "lines",
  "members",
  "share_settlements",
  "shares",
  "sharing_lines",
] as const;

/** Learns the sizes of these tables, as their owner; a table that somebody else is learning is left to them. */
export async function learnSizes(db: Queryable, tables: readonly (typeof growingTables)[number][] = growingTables): Promise<void> {
  await db.execute(sql`select learn_sizes(${`{${tables.join(",")}}`}::text::text[])`);
}
