/**
 * The ledger's tables (DESIGN §5). What they promise is kept by the database itself: see the guards in drizzle/.
 * Nothing but db/ledger.ts writes entries and lines; `accounts.balance_minor`, `fiscal_years.last_number` and
 * `chains` are moved by triggers alone.
 */
import { sql } from "drizzle-orm";
import { check, customType, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { collectives } from "./collectives.js";
import { collectiveId, createdAt, day, id, instant, key, minor, within } from "./columns.js";
import { envelopes, funds } from "./envelopes.js";
import { members, thirdParties } from "./members.js";

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

export const accounts = pgTable(
  "accounts",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    class: text("class").notNull(),
    /** An ISO 4217 code, or `points`. */
    commodity: text("commodity").notNull(),
    /** The name of a bank account; the other classes are named by what they belong to. */
    name: text("name"),
    envelopeId: uuid("envelope_id"),
    fundId: uuid("fund_id"),
    memberId: uuid("member_id"),
    thirdPartyId: uuid("third_party_id"),
    /** Σ of its lines, debit > 0. Credit balances are negative here; only a bank may be on either side (DESIGN §5). */
    balanceMinor: minor("balance_minor").notNull().default(sql`0`),
    createdAt: createdAt(),
  },
  (table) => [
    key(table),
    within(table.collectiveId, table.envelopeId, envelopes),
    within(table.collectiveId, table.fundId, funds),
    within(table.collectiveId, table.memberId, members),
    within(table.collectiveId, table.thirdPartyId, thirdParties),
    uniqueIndex("accounts_envelope").on(table.collectiveId, table.envelopeId, table.commodity),
    uniqueIndex("accounts_fund").on(table.collectiveId, table.fundId, table.commodity),
    uniqueIndex("accounts_member").on(table.collectiveId, table.memberId, table.commodity),
    uniqueIndex("accounts_third_party").on(table.collectiveId, table.thirdPartyId, table.commodity),
    uniqueIndex("accounts_bank_name").on(table.collectiveId, table.name).where(sql`${table.class} = 'bank'`),
    check("accounts_class", sql`${table.class} in ('bank', 'envelope', 'fund', 'member', 'third-party', 'round')`),
    check(
      "accounts_owner",
      sql`num_nonnulls(${table.envelopeId}, ${table.fundId}, ${table.memberId}, ${table.thirdPartyId}) = case when ${table.class} in ('bank', 'round') then 0 else 1 end`,
    ),
    check("accounts_never_overdrawn", sql`${table.class} = 'bank' or ${table.balanceMinor} <= 0`),
  ],
);

/** The fiscal years of a collective; a closed year refuses entries and never reopens. */
export const fiscalYears = pgTable(
  "fiscal_years",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    startsOn: day("starts_on").notNull(),
    endsOn: day("ends_on").notNull(),
    lastNumber: integer("last_number").notNull().default(0),
    closedAt: instant("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.startsOn] }),
    check("fiscal_years_days", sql`${table.endsOn} > ${table.startsOn}`),
  ],
);

/** The head of each collective's chain: the row that writers lock, one after another. */
export const chains = pgTable("chains", {
  collectiveId: uuid("collective_id")
    .primaryKey()
    .references(() => collectives.id),
  position: minor("position").notNull().default(sql`0`),
  hash: bytes("hash").notNull(),
});

export const entries = pgTable(
  "entries",
  {
    collectiveId: collectiveId().references(() => collectives.id),
    id: id(),
    /** Gapless per collective: the order of the chain. */
    position: minor("position").notNull(),
    yearStartsOn: day("year_starts_on").notNull(),
    /** Gapless per collective and fiscal year. */
    number: integer("number").notNull(),
    datedOn: day("dated_on").notNull(),
    postedAt: instant("posted_at").notNull(),
    /** What posted it: money-in, bill, payment, sharing, transfer, … (domain/postings). */
    kind: text("kind").notNull(),
    /** Where it comes from, as ids: `{"sharing": "…"}`, `{"bill": "…"}`. Never a name. */
    origin: jsonb("origin").$type<Record<string, string>>().notNull().default({}),
    /** The accounting document it rests on: an invoice number, a statement. */
    document: text("document"),
    reversesId: uuid("reverses_id"),
    postedBy: uuid("posted_by"),
    lineCount: integer("line_count").notNull(),
    /** sha256(salt ‖ text) of the entry's text, which stands in `entry_texts` until it is erased. */
    textDigest: bytes("text_digest"),
    previousHash: bytes("previous_hash").notNull(),
    hash: bytes("hash").notNull(),
  },
  (table) => [
    key(table),
    uniqueIndex("entries_position").on(table.collectiveId, table.position),
    uniqueIndex("entries_number").on(table.collectiveId, table.yearStartsOn, table.number),
    uniqueIndex("entries_reverses").on(table.collectiveId, table.reversesId),
    index("entries_dated").on(table.collectiveId, table.datedOn),
    within(table.collectiveId, table.reversesId, table),
    within(table.collectiveId, table.postedBy, members),
    check("entries_line_count", sql`${table.lineCount} >= 2`),
  ],
);

/** Free text of an entry with its salt: the only part of an entry that may be erased. */
export const entryTexts = pgTable(
  "entry_texts",
  { collectiveId: collectiveId(), id: id(), salt: bytes("salt").notNull(), text: text("text").notNull() },
  (table) => [key(table), within(table.collectiveId, table.id, entries)],
);

export const lines = pgTable(
  "lines",
  {
    collectiveId: collectiveId(),
    entryId: uuid("entry_id").notNull(),
    line: integer("line").notNull(),
    accountId: uuid("account_id").notNull(),
    commodity: text("commodity").notNull(),
    /** Debit > 0, credit < 0; never zero. */
    amountMinor: minor("amount_minor").notNull(),
    /** Why the money moved: grant, service, expenses, work, rights, bank-fee … */
    nature: text("nature"),
    /** Who gave what this line pays for, when somebody else (a structure) is paid. */
    forMemberId: uuid("for_member_id"),
  },
  (table) => [
    primaryKey({ columns: [table.collectiveId, table.entryId, table.line] }),
    within(table.collectiveId, table.entryId, entries),
    within(table.collectiveId, table.accountId, accounts),
    within(table.collectiveId, table.forMemberId, members),
    index("lines_account").on(table.collectiveId, table.accountId),
    check("lines_amount", sql`${table.amountMinor} <> 0`),
  ],
);
