/**
 * Logins, their sessions and one-time tokens. They belong to no collective: one e-mail is one login, and a member row
 * links to it. Secrets are kept as hashes only.
 */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.js";

export const logins = pgTable("logins", {
  id: uuid("id").primaryKey(),
  /** Lower case, trimmed. */
  email: text("email").notNull().unique(),
  /** argon2id; null for a login nobody has chosen a password for yet. */
  passwordHash: text("password_hash"),
  locale: text("locale").notNull().default("fr"),
  createdAt: createdAt(),
});

/** One row a refresh token; the rows of one login on one device share a family (DESIGN §14). */
export const loginSessions = pgTable(
  "login_sessions",
  {
    id: uuid("id").primaryKey(),
    familyId: uuid("family_id").notNull(),
    loginId: uuid("login_id")
      .notNull()
      .references(() => logins.id),
    /** sha256 of the refresh token. */
    tokenHash: text("token_hash").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    /** When this token was exchanged, and for which successor (sealed, so that it can be answered again for 30 s). */
    usedAt: instant("used_at"),
    successor: text("successor"),
    endedAt: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("login_sessions_token").on(table.tokenHash),
    index("login_sessions_family").on(table.familyId),
    index("login_sessions_login").on(table.loginId),
    // Asked at each request: a family that was ended opens nothing.
    index("login_sessions_over").on(table.familyId).where(sql`${table.endedAt} is not null`),
  ],
);

/** One-time links (setup, invitation, password) and bearer tokens of scripts. */
export const loginTokens = pgTable(
  "login_tokens",
  {
    id: uuid("id").primaryKey(),
    purpose: text("purpose").notNull(),
    /** sha256 of the token. */
    tokenHash: text("token_hash").notNull(),
    loginId: uuid("login_id").references(() => logins.id),
    /** For an invitation: the member row it will be linked to. */
    collectiveId: uuid("collective_id"),
    memberId: uuid("member_id"),
    scopes: text("scopes").array().notNull().default([]),
    label: text("label"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    usedAt: instant("used_at"),
  },
  (table) => [
    uniqueIndex("login_tokens_token").on(table.tokenHash),
    index("login_tokens_login").on(table.loginId),
    index("login_tokens_member").on(table.collectiveId, table.memberId),
    check("login_tokens_purpose", sql`${table.purpose} in ('setup', 'invitation', 'password', 'bearer')`),
  ],
);
