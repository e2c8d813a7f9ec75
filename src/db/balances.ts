/** Accounts, by their names, and what they show. */
import { sql } from "drizzle-orm";
import type { AccountClass } from "../domain/ledger.js";
import { type Queryable, queryRows } from "./client.js";
import { veiledRoundOf } from "./veil.js";

export const accountOwner = sql`coalesce(a.envelope_id, a.fund_id, a.member_id, a.third_party_id, a.id)`;
/** The accounts of a round are called after it: «Cobudget 2026 · Compost», «Cobudget 2026 · Ana». */
export const accountName = sql`coalesce(a.name, e.name, f.name, p.name, m.code, t.name, round_name.said, case when a.commodity = 'points' then 'points' end, '')`;
export const accountsWithOwners = sql`accounts a
  left join envelopes e on e.collective_id = a.collective_id and e.id = a.envelope_id
  left join funds f on f.collective_id = a.collective_id and f.id = a.fund_id
  left join members m on m.collective_id = a.collective_id and m.id = a.member_id
  left join member_profiles p on p.collective_id = a.collective_id and p.id = a.member_id
  left join third_parties t on t.collective_id = a.collective_id and t.id = a.third_party_id
  left join lateral (
    select r.title as said from rounds r where r.collective_id = a.collective_id and r.id = a.id
    union all select r.title || ' · ' || b.title from buckets b join rounds r on r.collective_id = b.collective_id and r.id = b.round_id
      where b.collective_id = a.collective_id and b.id = a.id
    union all select r.title || ' · ' || coalesce(rp.name, rm.code) from round_participants c
      join rounds r on r.collective_id = c.collective_id and r.id = c.round_id
      join members rm on rm.collective_id = c.collective_id and rm.id = c.member_id
      left join member_profiles rp on rp.collective_id = c.collective_id and rp.id = c.member_id
      where c.collective_id = a.collective_id and c.id = a.id) round_name on a.class = 'round'`;

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

/** The account of a draft, which its cocreators alone know of; nothing was ever on it. */
const isDraftOfOthers = (account: string, readerId: string | null) => sql`exists (select from buckets d
  where d.collective_id = ${sql.raw(`${account}.collective_id`)} and d.id = ${sql.raw(`${account}.id`)} and d.status = 'draft'
    and (${readerId}::uuid = any(d.cocreator_ids)) is not true)`;

/**
 * Balances as they stand, or by the entries dated up to a day, as a reader may see them: of a veiled round, one sum of all
 * accounts but the reader’s own credits, under the id of its pool (db/veil); and no drafts of others.
 */
export function listBalances(
  on: Queryable,
  collectiveId: string,
  wanted: { class?: string | undefined; on?: string | undefined; readerId: string | null },
): Promise<BalanceRow[]> {
  const moved = wanted.on
    ? sql`coalesce((select sum(l.amount_minor) from lines l join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
        where l.collective_id = a.collective_id and l.account_id = a.id and n.dated_on <= ${wanted.on}::date), 0)`
    : sql`a.balance_minor`;
  const isMeant = wanted.class ? sql`a.class = ${wanted.class}` : sql`true`;
  return queryRows<BalanceRow>(
    on,
    sql`select b.id as "accountId", b.class, b.owner as "ownerId", b.name, b.commodity, b.shown::text as shown
      from (
        select a.id, a.class, ${accountOwner} as owner, ${accountName} as name, a.commodity,
          case when a.class = 'bank' then 1 else -1 end * ${moved} as shown
        from ${accountsWithOwners}
        where a.collective_id = ${collectiveId} and ${isMeant} and ${veiledRoundOf("a", wanted.readerId)} is null
          and (a.class <> 'round' or not ${isDraftOfOthers("a", wanted.readerId)})
        union all
        select v.id, 'round', v.id, r.title, r.commodity, v.shown from (
          select ${veiledRoundOf("a", wanted.readerId)} as id, sum(-${moved}) as shown
          from accounts a where a.collective_id = ${collectiveId} and a.class = 'round' and ${isMeant} group by 1) v
        join rounds r on r.collective_id = ${collectiveId} and r.id = v.id
      ) b
      order by array_position(array['bank', 'envelope', 'fund', 'member', 'third-party', 'round'], b.class), b.name, b.id`,
  );
}
