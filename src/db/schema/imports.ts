/** Imports: a batch that can be undone, and the rows staged for its preview. */
import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, day, decimal, id, instant, key, minor, within } from "./columns.js";
import { members } from "./members.js";

/** How a file is read. */
export interface ImportReading {
  readonly mapping: "profile" | "told" | "remembered";
  readonly header: readonly string[];
  /** The key of its header, by which a mapping is remembered. */
  readonly headerKey: string;
  /** Column → header. */
  readonly columns: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
}

export interface UnknownName {
  readonly column: string;
  readonly name: string;
  readonly firstLine: number;
  lines: number;
}

/** What may be amiss in a file, and stops nobody. */
export interface ImportWarning {
  readonly code: "days_long_ago";
  /** How many lines, the first of them and its day. */
  readonly figures: { readonly count: number; readonly line: number; readonly day: string; readonly years: number };
}

export const importBatches = pgTable(
  "import_batches",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    profile: text("profile").notNull(),
    fileName: text("file_name").notNull(),
    /** sha256 of the file. */
    fileHash: text("file_hash").notNull(),
    fileBytes: bigint("file_bytes", { mode: "number" }).notNull(),
    status: text("status").notNull(),
    /** What whoever imports said: circle, envelope, giver and kind of rows that name none; order of days; decimal mark; columns. */
    options: jsonb("options").$type<Record<string, unknown>>().notNull().default({}),
    /** How it is read: which column is what, by what that was found, and what no column was read for. */
    reading: jsonb("reading").$type<ImportReading>(),
    /** How far the file is read: progress while it is staged. */
    bytesRead: bigint("bytes_read", { mode: "number" }).notNull().default(0),
    rowsRead: integer("rows_read").notNull().default(0),
    /** Rows without an error. */
    rowsValid: integer("rows_valid").notNull().default(0),
    /** Rows that are here already, from an import that was not undone or by their reference. */
    rowsKnown: integer("rows_known").notNull().default(0),
    rowsAlike: integer("rows_alike").notNull().default(0),
    rowsApplied: integer("rows_applied").notNull().default(0),
    errorsCounted: integer("errors_counted").notNull().default(0),
    /** The first 1,000 errors: `[{line, column, code, figures}]`. */
    errors: jsonb("errors").$type<unknown[]>().notNull().default([]),
    /** Names that found nothing here and are kept in another way, each once. */
    unknownNames: jsonb("unknown_names").$type<UnknownName[]>().notNull().default([]),
    warnings: jsonb("warnings").$type<ImportWarning[]>().notNull().default([]),
    /** The first 1,000 probable duplicates: `[{line, contributionId, likeLine}]`. */
    duplicates: jsonb("duplicates").$type<unknown[]>().notNull().default([]),
    /** Members that the batch made, so that undoing takes back these and no others. */
    madeIds: uuid("made_ids").array().notNull().default([]),
    startedBy: uuid("started_by").notNull(),
    createdAt: createdAt(),
    /** When the process that reads the file last said so: one that is silent for long has died. */
    touchedAt: instant("touched_at").notNull(),
    previewedAt: instant("previewed_at"),
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

/** Which column is what, as somebody said it of a table that no profile knows: the next one with this header is read alike. */
export const importMappings = pgTable(
  "import_mappings",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    /** sha256 of the folded header; that of a bank’s table is its own, so that hours and a bank’s lines may have one header. */
    headerKey: text("header_key").notNull(),
    profile: text("profile").notNull(),
    /** Column → header, as it was said. */
    columns: jsonb("columns").$type<Record<string, string>>().notNull(),
    /** What else was said of it, as the order of days of a bank’s table. */
    options: jsonb("options").$type<Record<string, string>>().notNull().default({}),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.collectiveId, table.headerKey] }), within(table.collectiveId, table.changedBy, members)],
);

const batchId = () => uuid("batch_id").notNull();
const line = () => integer("line").notNull();

/**
 * Staged rows, already checked and resolved, with the columns they will have: applying them is one `insert … select`.
 * Unlogged (see the guards): dropped after 24 h, lost in a crash, read again.
 */
export const stagedContributions = pgTable(
  "staged_contributions",
  {
    collectiveId: collectiveId(),
    batchId: batchId(),
    line: line(),
    /** The id it will have: ids of a batch begin like the batch's own, and follow each other by line. */
    id: id(),
    memberId: uuid("member_id").notNull(),
    paidTo: uuid("paid_to"),
    circleId: uuid("circle_id").notNull(),
    envelopeId: uuid("envelope_id"),
    kindId: uuid("kind_id").notNull(),
    quantity: decimal("quantity"),
    amountMinor: minor("amount_minor"),
    claimMinor: minor("claim_minor"),
    dayOn: day("day_on").notNull(),
    untilOn: day("until_on"),
    note: text("note").notNull(),
    tags: text("tags").array().notNull(),
    evidence: text("evidence"),
    settlement: text("settlement"),
    isVolunteered: boolean("is_volunteered").notNull(),
    fingerprint: uuid("fingerprint").notNull(),
    /** The contribution it names itself as. */
    reference: uuid("reference"),
    /** An earlier line of the file that says the same. */
    likeLine: integer("like_line"),
    /** The contribution that this row is; it adds nothing. */
    knownId: uuid("known_id"),
    /** A contribution that it probably repeats. */
    likeId: uuid("like_id"),
  },
  (table) => [primaryKey({ columns: [table.collectiveId, table.batchId, table.line] })],
);

export const stagedMembers = pgTable(
  "staged_members",
  {
    collectiveId: collectiveId(),
    batchId: batchId(),
    line: line(),
    id: id(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    email: text("email"),
    phone: text("phone"),
    note: text("note"),
    standing: text("standing"),
    fromOn: day("from_on"),
    untilOn: day("until_on"),
    /** The member this row is; it adds nothing. */
    knownId: uuid("known_id"),
  },
  (table) => [primaryKey({ columns: [table.collectiveId, table.batchId, table.line] })],
);
