/** Accounts, by their names, and what they show. */
import { sql } from "drizzle-orm";
import type { AccountClass } from "../domain/ledger.js";
import { type Queryable, queryRows } from "./client.js";

export const accountOwner = sql`coalesce(a.envelope_id, a.fund_id, a.member_id, a.third_party_id, a.id)`;
export const accountName = sql`coalesce(a.name, e.name, f.name, p.name, m.code, t.name, '')`;
export const accountsWithOwners = sql`accounts a
  left join envelopes e on e.collective_id = a.collective_id and e.id = a.envelope_id
  left join funds f on f.collective_id = a.collective_id and f.id = a.fund_id
  left join members m on m.collective_id = a.collective_id and m.id = a.member_id
  left join member_profiles p on p.collective_id = a.collective_id and p.id = a.member_id
  left join third_parties t on t.collective_id = a.collective_id and t.id = a.third_party_id`;

export async function accountNames(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ id: string; name: string }>(
    on,
    sql`select a.id, ${accountName} as name from ${accountsWithOwners} where a.collective_id = ${collectiveId} and a.id = any(${sql.param([...ids])}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface BalanceRow {
  readonly accountId: string;
  readonly class: AccountClass;
  readonly ownerId: string;
  readonly name: string;
  readonly commodity: string;
  /** Debit for a bank, credit for all others. */
  readonly shown: string;
}

/** Balances as they stand, or by the entries dated up to a day. */
export function listBalances(
  on: Queryable,
  collectiveId: string,
  wanted: { class?: string | undefined; on?: string | undefined },
): Promise<BalanceRow[]> {
  const moved = wanted.on
    ? sql`coalesce((select sum(l.amount_minor) from lines l join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
        where l.collective_id = a.collective_id and l.account_id = a.id and n.dated_on <= ${wanted.on}::date), 0)`
    : sql`a.balance_minor`;
  return queryRows<BalanceRow>(
    on,
    sql`select a.id as "accountId", a.class, ${accountOwner} as "ownerId", ${accountName} as name, a.commodity,
        (case when a.class = 'bank' then 1 else -1 end * ${moved})::text as shown
      from ${accountsWithOwners}
      where a.collective_id = ${collectiveId} and ${wanted.class ? sql`a.class = ${wanted.class}` : sql`true`}
      order by array_position(array['bank', 'envelope', 'fund', 'member', 'third-party', 'round'], a.class), name, a.id`,
  );
}
