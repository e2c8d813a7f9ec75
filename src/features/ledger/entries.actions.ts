/** The ledger to read: entries with their lines, balances, the head of the chain. */
import { listAccounts } from "../../db/accounts.js";
import { accountNames, listBalances } from "../../db/balances.js";
import type { Queryable } from "../../db/client.js";
import { findEntryFor, type ListedEntry, listEntries, readHead } from "../../db/ledger.js";
import { inSnapshot } from "../../db/transaction.js";
import { type AccountClass, formatCommodity } from "../../domain/ledger.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readCursor } from "../../http/paging.js";
import type { BalanceList, BalanceQuery, EntryAnswer, EntryQuery } from "./entries.schema.js";

/** Who reads: what is veiled from them is left out. */
type Reader = Pick<Caller, "collective" | "memberId">;

function entryAnswer(entry: ListedEntry, names: ReadonlyMap<string, string>): EntryAnswer {
  return {
    id: entry.id,
    position: String(entry.position),
    yearStartsOn: entry.yearStartsOn,
    number: entry.number,
    datedOn: entry.datedOn,
    postedAt: entry.postedAt.toISOString(),
    kind: entry.kind,
    origin: entry.origin,
    document: entry.document,
    text: entry.text,
    postedBy: entry.postedBy,
    reversesId: entry.reversesId,
    reversedById: entry.reversedById,
    reversedByNumber: entry.reversedByNumber,
    previousHash: entry.previousHash,
    hash: entry.hash,
    lines: entry.lines.map((line) => ({
      accountId: line.accountId,
      class: line.class,
      ownerId: line.ownerId,
      name: names.get(line.accountId) ?? "",
      commodity: line.commodity,
      amount: formatCommodity(line.amountMinor, line.commodity),
      nature: line.nature,
      forMemberId: line.forMemberId,
    })),
  };
}

const namesOf = (on: Queryable, collectiveId: string, entries: readonly ListedEntry[]) =>
  accountNames(on, collectiveId, [...new Set(entries.flatMap(({ lines }) => lines.map(({ accountId }) => accountId)))]);

/** One entry with its lines. Refuses `not_found`. */
export async function loadEntry(on: Queryable, { collective, memberId }: Reader, id: string): Promise<EntryAnswer> {
  const collectiveId = collective.id;
  const entry = await findEntryFor(on, collectiveId, id, memberId);
  if (!entry) throw new Refusal("not_found", { at: "entry", id });
  return entryAnswer(entry, await namesOf(on, collectiveId, [entry]));
}

export async function pageOfEntries(on: Queryable, { collective, memberId }: Reader, query: EntryQuery) {
  const collectiveId = collective.id;
  const { limit, kind, from, until } = query;
  const accountIds = await accountsMeant(on, collectiveId, query);
  if (accountIds?.length === 0) return { items: [], nextCursor: null };
  const entries = await listEntries(on, {
    collectiveId,
    before: positionOf(query.cursor),
    limit: limit + 1,
    accountIds,
    kinds: kind === undefined ? undefined : [kind],
    fromOn: from,
    untilOn: until,
    readerId: memberId,
  });
  const names = await namesOf(on, collectiveId, entries);
  return cutPage(
    entries,
    limit,
    (entry) => [String(entry.position)],
    (entry) => entryAnswer(entry, names),
  );
}

function positionOf(cursor: string | undefined): bigint | undefined {
  const [position] = readCursor(cursor, 1) ?? [];
  if (position === undefined) return undefined;
  if (!/^\d{1,18}$/.test(position)) throw new Refusal("cursor_invalid", { at: "query.cursor" });
  return BigInt(position);
}

/** The accounts that the query names, or undefined for any. */
async function accountsMeant(on: Queryable, collectiveId: string, { envelopeId, accountId }: EntryQuery): Promise<string[] | undefined> {
  if (envelopeId === undefined) return accountId === undefined ? undefined : [accountId];
  const ofEnvelope = (await listAccounts(on, collectiveId, { classes: ["envelope"], ownerIds: [envelopeId] })).map(({ id }) => id);
  return accountId === undefined ? ofEnvelope : ofEnvelope.filter((id) => id === accountId);
}

/** Balances by class and account, with the head they go up to: one moment of the ledger. */
export async function loadBalances(on: Queryable, { collective, memberId }: Reader, query: BalanceQuery): Promise<BalanceList> {
  const collectiveId = collective.id;
  return inSnapshot(on, async (tx) => {
    const head = await readHead(tx, collectiveId);
    const rows = await listBalances(tx, collectiveId, { ...query, readerId: memberId });
    const totals = new Map<string, { class: AccountClass; commodity: string; sum: bigint }>();
    for (const { class: accountClass, commodity, shown } of rows) {
      const mark = `${accountClass} ${commodity}`;
      totals.set(mark, { class: accountClass, commodity, sum: (totals.get(mark)?.sum ?? 0n) + BigInt(shown) });
    }
    return {
      head: { position: String(head.position), hash: head.hash },
      totals: [...totals.values()].map(({ sum, ...total }) => ({ ...total, balance: formatCommodity(sum, total.commodity) })),
      items: rows.map(({ shown, ...row }) => ({ ...row, balance: formatCommodity(BigInt(shown), row.commodity) })),
    };
  });
}
