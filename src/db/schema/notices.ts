/** Notices: what a member is told, because somebody else did something that concerns them (DESIGN §6). */
import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { collectiveId, id, instant, key, within } from "./columns.js";
import { members } from "./members.js";

/** One row a member told. `what` is the action of the audit trail: `contribution.logged`, `contribution.questioned`. */
export const notices = pgTable(
  "notices",
  {
    collectiveId: collectiveId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    at: instant("at").notNull(),
    what: text("what").notNull(),
    subject: text("subject").notNull(),
    subjectId: uuid("subject_id").notNull(),
    byId: uuid("by_id"),
    seenAt: instant("seen_at"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.memberId, members),
    index("notices_member").on(table.collectiveId, table.memberId, table.id),
    index("notices_unseen").on(table.collectiveId, table.memberId, table.id).where(sql`${table.seenAt} is null`),
  ],
);
