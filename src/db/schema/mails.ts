/** Mails that wait to be sent. They belong to no collective: a login may be written to without being part of any. */
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.js";

/** A row is written with what it tells of, in one transaction, and goes when it was sent or given up (mail/outbox.ts). */
export const mails = pgTable(
  "mails",
  {
    id: uuid("id").primaryKey(),
    /** Which letter it will be: `invitation`, `password`. */
    letter: text("letter").notNull(),
    /** To whom, and what it says: sealed with the service's secret, as it may hold an address and a link. */
    sealed: text("sealed").notNull(),
    tries: integer("tries").notNull().default(0),
    /** When it is tried next. */
    dueAt: instant("due_at").notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("mails_due").on(table.dueAt)],
);
