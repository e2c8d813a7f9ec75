/**
 * Ledger stories: a collective with a bank, envelopes, a fund, members and a third party, written straight into a
 * database, so that tests of the ledger start from money and not from forms.
 *
 *   const house = await settle(t);
 *   await house.receive("kit", "3000.00");
 *   t.equal(await house.shown("kit"), "3000.00");
 */
import { type SQL, sql } from "drizzle-orm";
import type { Test } from "tap";
import { listAccounts, openBank } from "../../src/db/accounts.js";
import { type Database, queryRows } from "../../src/db/client.js";
import { newId } from "../../src/db/id.js";
import { type AccountOwner, accountOf, type ChainedEntry, openBooks, postEntry } from "../../src/db/ledger.js";
import { circles, collectives, envelopes, funds, members, thirdParties } from "../../src/db/schema/index.js";
import { inTransaction, type Tx } from "../../src/db/transaction.js";
import type { AccountClass, Books } from "../../src/domain/ledger.js";
import { formatAmount, parseAmount } from "../../src/domain/money.js";
import { moneyIn, type Posting } from "../../src/domain/postings.js";
import { openTestDatabase } from "./database.js";

export const storyNow = new Date("2026-03-12T09:00:00.000Z");
const createdAt = storyNow;

/** Whose accounts there are, by a name that tests use. */
const casting = {
  bank: "bank",
  kit: "envelope",
  garden: "envelope",
  commons: "fund",
  ana: "member",
  bo: "member",
  printer: "third-party",
} as const satisfies Record<string, AccountClass>;
export type Role = keyof typeof casting;

export interface LedgerHouse {
  readonly database: Database & { url?: string };
  readonly collectiveId: string;
  /** The ids of the owners: of the envelope, the member …; of the bank, the account. */
  readonly ids: Readonly<Record<Role, string>>;
  readonly circleId: string;
  owner<Name extends Role>(name: Name): AccountOwner<(typeof casting)[Name]>;
  /** Opens the books with the accounts of all roles. */
  books(tx: Tx, now?: Date): Promise<Books>;
  /** Posts what `posting` makes of the books, in a transaction of its own. */
  post(
    posting: (books: Books) => Posting,
    beside?: { datedOn?: string; text?: string; document?: string; now?: Date },
  ): Promise<ChainedEntry>;
  receive(name: "kit" | "garden", amount: string): Promise<ChainedEntry>;
  shown(name: Role): Promise<string>;
  rows<Row extends object>(query: SQL): Promise<Row[]>;
}

/** A collective of this story in a database: one that is handed in, or one of its own that closes with the test. */
export async function settle(
  t: Test,
  { database, yearStart = "01-01" }: { database?: Database & { url?: string }; yearStart?: string } = {},
): Promise<LedgerHouse> {
  const on = database ?? (await openTestDatabase());
  if (!database) t.teardown(() => on.close());
  const db = on.orm;
  const collectiveId = newId();
  const circleId = newId();
  const ids = Object.fromEntries(Object.keys(casting).map((name) => [name, newId()])) as Record<Role, string>;
  await db.insert(collectives).values({
    id: collectiveId,
    slug: `communs-${collectiveId.slice(-6)}`,
    name: "Les communs",
    currency: "EUR",
    timeZone: "Europe/Paris",
    locale: "fr",
    country: "FR",
    yearStart,
    createdAt,
  });
  await db.insert(circles).values({ collectiveId, id: circleId, name: "Les communs", createdAt });
  for (const name of ["kit", "garden"] as const)
    await db.insert(envelopes).values({ collectiveId, id: ids[name], circleId, name, currency: "EUR", createdAt });
  await db.insert(funds).values({ collectiveId, id: ids.commons, name: "commons", currency: "EUR", createdAt });
  for (const name of ["ana", "bo"] as const)
    await db.insert(members).values({ collectiveId, id: ids[name], code: name, kind: "person", joinedOn: "2026-01-01", createdAt });
  await db.insert(thirdParties).values({ collectiveId, id: ids.printer, name: "printer", createdAt });
  ids.bank = await openBank(db, { collectiveId, name: "Compte courant", commodity: "EUR", now: createdAt });

  const owner: LedgerHouse["owner"] = (name) => ({ class: casting[name], id: ids[name] });
  const books: LedgerHouse["books"] = (tx, now = storyNow) =>
    openBooks(tx, { collectiveId, now, owners: (Object.keys(casting) as Role[]).map((name) => owner(name)) });
  const house: LedgerHouse = {
    database: on,
    collectiveId,
    ids,
    circleId,
    owner,
    books,
    post: (posting, { datedOn, now, ...beside } = {}) =>
      inTransaction(db, async (tx) => {
        const open = await books(tx, now);
        return postEntry(tx, open, { ...posting(open), datedOn: datedOn ?? open.today, ...beside });
      }),
    receive: (name, amount) =>
      house.post((open) =>
        moneyIn({
          bank: accountOf(open, owner("bank")),
          envelope: accountOf(open, owner(name)),
          amountMinor: parseAmount(amount, "EUR"),
          nature: "grant",
        }),
      ),
    shown: async (name) => {
      const [account] = await listAccounts(db, collectiveId, { ownerIds: [ids[name]] });
      return formatAmount(account?.shownMinor ?? 0n, "EUR");
    },
    rows: (query) => queryRows(db, query),
  };
  return house;
}

/**
 * Does what only a superuser can: writes past every trigger, so that `verify` has something to find. On PostgreSQL the
 * service's role could not; the address of the scratch database is the superuser's.
 */
export async function tamper(house: LedgerHouse, ...statements: SQL[]): Promise<void> {
  await house.database.orm.transaction(async (tx) => {
    if (house.database.kind === "postgres") await tx.execute(sql`set local role none`);
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(statement);
  });
}
