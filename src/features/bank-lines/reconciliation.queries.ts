/** Balances of statements and of the ledger in the database. */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { awaitsLine } from "./bank-lines.queries.js";

/** What makes the balance of a bank’s latest statement differ from the ledger’s, in minor units as texts. */
export interface BalanceRow {
  readonly closing: string | null;
  readonly closingOn: string | null;
  readonly ledger: string;
  readonly open: string;
  readonly linesOpen: number;
  readonly aside: string;
  readonly linesAside: number;
  readonly unmatched: string;
  readonly entriesUnmatched: number;
}

export async function readBalance(on: Queryable, collectiveId: string, bankId: string, today: string): Promise<BalanceRow> {
  const [row] = await queryRows<BalanceRow>(
    on,
    sql`with told as (
        select s.closing_minor, s.closing_on from bank_statements s
        where s.collective_id = ${collectiveId} and s.account_id = ${bankId}::uuid and s.undone_at is null and s.closing_on is not null
        order by s.closing_on desc, s.created_at desc, s.id desc limit 1
      ), until as (select coalesce((select closing_on from told), ${today}::date) as day),
      waiting as (
        select b.status, b.amount_minor from bank_lines b, until
        where b.collective_id = ${collectiveId} and b.account_id = ${bankId}::uuid and b.status in ('open', 'aside') and b.dated_on <= until.day
      ), booked as (
        select l.amount_minor, (n.dated_on >= (select min(b.dated_on) from bank_lines b where b.collective_id = ${collectiveId}
            and b.account_id = ${bankId}::uuid) and ${awaitsLine}) as waits
        from lines l join entries n on n.collective_id = l.collective_id and n.id = l.entry_id, until
        where l.collective_id = ${collectiveId} and l.account_id = ${bankId}::uuid and n.dated_on <= until.day
      )
      select (select closing_minor::text from told) as closing, (select closing_on::text from told) as "closingOn",
        (select coalesce(sum(amount_minor), 0)::text from booked) as ledger,
        (select coalesce(sum(amount_minor) filter (where status = 'open'), 0)::text from waiting) as open,
        (select count(*) filter (where status = 'open')::int from waiting) as "linesOpen",
        (select coalesce(sum(amount_minor) filter (where status = 'aside'), 0)::text from waiting) as aside,
        (select count(*) filter (where status = 'aside')::int from waiting) as "linesAside",
        (select coalesce(sum(amount_minor) filter (where waits), 0)::text from booked) as unmatched,
        (select count(*) filter (where waits)::int from booked) as "entriesUnmatched"`,
  );
  return row as BalanceRow;
}
