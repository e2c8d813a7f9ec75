/** The audit trail, idempotency keys, and work that is due. */
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, id, instant, key } from "./columns.js";

/** Who did what, when. `action` is a verb of a noun: `contribution.logged`, `sharing.adopted`. No personal data. */
export const auditEvents = pgTable(
  "audit_events",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    at: instant("at").notNull(),
    byId: uuid("by_id"),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    subjectId: uuid("subject_id"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    key(table),
    index("audit_events_at").on(table.collectiveId, table.at, table.id),
    index("audit_events_subject").on(table.collectiveId, table.subjectId),
  ],
);

/**
 * One row a mutation that named an Idempotency-Key, written in the mutation's own transaction, so that a twin waits for
 * it and gets the stored answer. `mark` is a digest of who asked what under which key (http/idempotency.ts).
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    mark: uuid("mark").primaryKey(),
    /** sha256 of the canonical JSON of the body, or of the file. */
    bodyHash: text("body_hash").notNull(),
    status: integer("status"),
    answer: text("answer"),
    createdAt: createdAt(),
  },
  // Rows are only ever deleted by their age, and lie in the order of it.
  (table) => [index("idempotency_keys_created").using("brin", table.createdAt)],
);

/** Closings, effects and reminders: each process takes due rows `for update skip locked`; an effect happens once. */
export const dueWork = pgTable(
  "due_work",
  {
    collectiveId: collectiveId(),
    id: id(),
    work: text("work").notNull(),
    subjectId: uuid("subject_id"),
    dueAt: instant("due_at").notNull(),
    doneAt: instant("done_at"),
  },
  (table) => [key(table), index("due_work_due").on(table.dueAt).where(sql`${table.doneAt} is null`)],
);
