/** Imports: a batch that can be undone, and the rows staged for its preview. */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, id, instant, key, within } from "./columns.js";
import { members } from "./members.js";

export const importBatches = pgTable(
  "import_batches",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    profile: text("profile").notNull(),
    fileName: text("file_name").notNull(),
    /** sha256 of the file, once it was read whole. */
    fileHash: text("file_hash"),
    status: text("status").notNull(),
    options: jsonb("options").$type<Record<string, unknown>>().notNull().default({}),
    rowsRead: integer("rows_read").notNull().default(0),
    rowsValid: integer("rows_valid").notNull().default(0),
    rowsKnown: integer("rows_known").notNull().default(0),
    rowsApplied: integer("rows_applied").notNull().default(0),
    errorsCounted: integer("errors_counted").notNull().default(0),
    /** The first 1,000 errors: `[{line, column, code, figures}]`. */
    errors: jsonb("errors").$type<unknown[]>().notNull().default([]),
    duplicates: jsonb("duplicates").$type<unknown[]>().notNull().default([]),
    startedBy: uuid("started_by").notNull(),
    createdAt: createdAt(),
    appliedAt: instant("applied_at"),
    undoneAt: instant("undone_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.startedBy, members),
    index("import_batches_file").on(table.collectiveId, table.fileHash),
    check("import_batches_status", sql`${table.status} in ('staging', 'previewed', 'applied', 'undone', 'dropped')`),
  ],
);

/** Staged rows, already checked and resolved. Unlogged (see the guards): dropped after 24 h, lost in a crash, read again. */
export const importRows = pgTable(
  "import_rows",
  {
    collectiveId: collectiveId(),
    batchId: uuid("batch_id").notNull(),
    line: integer("line").notNull(),
    row: jsonb("row").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.collectiveId, table.batchId, table.line] })],
);
