/**
 * Sizes: what the planner knows of the tables that grow.
 *
 * PostgreSQL learns them by autovacuum. The embedded database has none, and a planner that takes a table of a hundred
 * thousand rows for an empty one joins it row by row: verifying 100,000 entries would take hours instead of a minute.
 * So they are learnt where it matters: as the ledger grows (`write_entries`), as much is logged (`learnAsGrown`), before
 * all of a table is read, and every hour (db/housekeeping).
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
  "pledges",
  "share_settlements",
  "shares",
  "sharing_lines",
] as const;
export type GrowingTable = (typeof growingTables)[number];

/** Learns the sizes of these tables, as their owner; a table that somebody else is learning is left to them. */
export async function learnSizes(db: Queryable, tables: readonly GrowingTable[] = growingTables): Promise<void> {
  await db.execute(sql`select learn_sizes(${`{${tables.join(",")}}`}::text::text[])`);
}

/** Rows after which a process that adds them learns anew how many there are; then after ten times as many, and so on. */
const grownRows = 500;

/**
 * Counts the rows that this process adds to tables, and learns their sizes as they grow: a plan that was kept when a
 * table was empty reads all of it, row by row, for as long as nobody says that it has grown.
 */
export function learnAsGrown(db: Queryable, tables: readonly GrowingTable[], onError: (error: unknown) => void): (rows: number) => void {
  let added = 0;
  let next = grownRows;
  return (rows) => {
    added += rows;
    if (added < next) return;
    next = added * 10;
    learnSizes(db, tables).catch(onError);
  };
}
