/**
 * Accounts: what the ledger's money is for, and how much of it there is.
 *
 * The accounts of envelopes, funds, members and third parties are made by db/ledger when money first reaches them; a
 * bank is opened by name. Balances are moved by the ledger's triggers alone.
 */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type Account, type AccountClass, points, shownBalance } from "../domain/ledger.js";
import type { Queryable } from "./client.js";
import { newId } from "./id.js";
import { accounts, funds } from "./schema/index.js";
import type { Tx } from "./transaction.js";

type AccountRow = typeof accounts.$inferSelect;

/** What an account belongs to: its envelope, fund, member or third party; itself for a bank or a round. */
export const ownerOf = (row: AccountRow): string => row.envelopeId ?? row.fundId ?? row.memberId ?? row.thirdPartyId ?? row.id;

/** An account with what it shows: debit for a bank, credit for all others (minor units). */
export interface ListedAccount extends Account {
  /** The name of a bank. */
  readonly name: string | null;
  readonly shownMinor: bigint;
}

/** Opens a bank account (the bank, the till): one of each name in a collective. */
export async function openBank(
  tx: Tx,
  { collectiveId, name, commodity, now }: { collectiveId: string; name: string; commodity: string; now: Date },
): Promise<string> {
  const id = newId();
  await tx.insert(accounts).values({ collectiveId, id, class: "bank", commodity, name, createdAt: now });
  return id;
}

/** Opens accounts of a round: its pool, the credits of participants, buckets. Each bears the id of its row. */
export async function openRoundAccounts(
  tx: Tx,
  { collectiveId, ids, commodity, now }: { collectiveId: string; ids: readonly string[]; commodity: string; now: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.insert(accounts).values(ids.map((id) => ({ collectiveId, id, class: "round", commodity, createdAt: now })));
}

/** Where points come from and go back to: the one account that is below zero by what is about. Ask under the chain’s lock. */
export async function pointsIssue(tx: Tx, collectiveId: string, now: Date): Promise<string> {
  const [known] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.collectiveId, collectiveId), eq(accounts.class, "bank"), eq(accounts.commodity, points)));
  if (known) return known.id;
  const id = newId();
  await tx.insert(accounts).values({ collectiveId, id, class: "bank", commodity: points, createdAt: now });
  return id;
}

/** The accounts of a collective with their balances, or those of some classes or owners; banks first, then by class. */
export async function listAccounts(
  on: Queryable,
  collectiveId: string,
  { classes, ownerIds }: { classes?: readonly AccountClass[]; ownerIds?: readonly string[] } = {},
): Promise<ListedAccount[]> {
  const owner = sql<string>`coalesce(${accounts.envelopeId}, ${accounts.fundId}, ${accounts.memberId}, ${accounts.thirdPartyId}, ${accounts.id})`;
  const rows = await on
    .select({ account: accounts, floor: funds.floorMinor })
    .from(accounts)
    .leftJoin(funds, and(eq(funds.collectiveId, accounts.collectiveId), eq(funds.id, accounts.fundId)))
    .where(
      and(
        eq(accounts.collectiveId, collectiveId),
        // The issue of points is no bank that anybody pays from.
        sql`not (${accounts.class} = 'bank' and ${accounts.commodity} = ${points})`,
        classes && inArray(accounts.class, [...classes]),
        ownerIds && inArray(owner, [...ownerIds]),
      ),
    )
    .orderBy(asc(accounts.class), asc(accounts.createdAt), asc(accounts.id));
  return rows.map(({ account, floor }) => {
    const known: Account = {
      id: account.id,
      class: account.class as AccountClass,
      commodity: account.commodity,
      ownerId: ownerOf(account),
      balanceMinor: account.balanceMinor,
      floorMinor: floor ?? 0n,
    };
    return { ...known, name: account.name, shownMinor: shownBalance(known) };
  });
}
