/**
 * Members: the people and structures that give or receive in a collective, with or without a login; and third
 * parties, who invoice it or pay in.
 *
 * What identifies a person stands in `member_profiles` alone, so that erasing one row erases the person, while
 * contributions and entries keep the code name of `members`.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, day, id, instant, key, within } from "./columns.js";
import { logins } from "./logins.js";

export const members = pgTable(
  "members",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    /** The code name that stays after an erasure: `P1`, `P2`, … */
    code: text("code").notNull(),
    kind: text("kind").notNull(),
    loginId: uuid("login_id").references(() => logins.id),
    /** A set, not a ladder: `admin`, `treasurer`. Pilots are named per circle. */
    roles: text("roles").array().notNull().default([]),
    /** The structure this member is paid through by default; null = themself. */
    payeeId: uuid("payee_id"),
    joinedOn: day("joined_on").notNull(),
    leftOn: day("left_on"),
    /** Their latest term on the board; earlier ones are in the audit trail. */
    boardFromOn: day("board_from_on"),
    boardUntilOn: day("board_until_on"),
    erasedAt: instant("erased_at"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.payeeId, table),
    uniqueIndex("members_code").on(table.collectiveId, table.code),
    uniqueIndex("members_login").on(table.collectiveId, table.loginId),
    index("members_of_login").on(table.loginId),
    check("members_kind", sql`${table.kind} in ('person', 'structure')`),
    check(
      "members_board",
      sql`${table.boardUntilOn} is null or (${table.boardFromOn} is not null and ${table.boardUntilOn} >= ${table.boardFromOn})`,
    ),
    check("members_roles", sql`${table.roles} <@ array['admin', 'treasurer']`),
  ],
);

/** Personal data, in this one place. */
export const memberProfiles = pgTable(
  "member_profiles",
  {
    collectiveId: collectiveId(),
    id: id(),
    name: text("name").notNull(),
    email: text("email"),
    phone: text("phone"),
    note: text("note"),
    /** Who invoices under it; of one person alone it identifies them, so it is erased with the rest. */
    siret: text("siret"),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.id, members),
    uniqueIndex("member_profiles_email").on(table.collectiveId, sql`lower(${table.email})`),
  ],
);

/** Dated standings: adhérent·e with its subscription, sympathisant·e, partenaire. `contributor` is computed, never stored. */
export const standings = pgTable(
  "standings",
  {
    collectiveId: collectiveId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    standing: text("standing").notNull(),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.memberId, members),
    index("standings_member").on(table.collectiveId, table.memberId),
    check("standings_standing", sql`${table.standing} in ('subscriber', 'supporter', 'partner')`),
    check("standings_days", sql`${table.untilOn} is null or ${table.untilOn} >= ${table.fromOn}`),
  ],
);

/** «À quel titre ?»: how a participant may be paid for what they do, from a day on (DESIGN §8). */
export const footings = pgTable(
  "footings",
  {
    collectiveId: collectiveId(),
    id: id(),
    memberId: uuid("member_id").notNull(),
    footing: text("footing").notNull(),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on"),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.memberId, members),
    index("footings_member").on(table.collectiveId, table.memberId),
    check("footings_footing", sql`${table.footing} in ('invoice', 'structure', 'employee', 'rights', 'expenses')`),
    check("footings_days", sql`${table.untilOn} is null or ${table.untilOn} >= ${table.fromOn}`),
  ],
);

/** Suppliers and funders: they invoice or pay in, and share nothing. */
export const thirdParties = pgTable(
  "third_parties",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    name: text("name").notNull(),
    isArchived: boolean("is_archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [key(table), uniqueIndex("third_parties_name").on(table.collectiveId, table.name)],
);
