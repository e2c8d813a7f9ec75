/**
 * The veil: while the pledges of a round are secret, every reading shows a reader only their own entries of that round
 * (DESIGN §9), also to pilots, treasurers and admins. It falls when the round is over.
 *
 * An entry says in its origin whose pledge it is: `{ round, bucket, member }`. What is not a pledge (the pool, the credits
 * that were given) has no `member` and is not veiled. Balances of a veiled round are shown as one sum, which never moves
 * when somebody pledges.
 */
import { type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "./client.js";

/** Rounds whose pledges are hidden, of a collective. */
const veiledRounds = (collectiveId: SQL): SQL =>
  sql`select r.id::text from rounds r where r.collective_id = ${collectiveId} and r.is_secret and r.outcome is null`;

/** Whether a reader may see an entry, by its alias. Nobody's own is whoever reads without being a member (`null`). */
export const isUnveiled = (entry: string, readerId: string | null): SQL => {
  const origin = sql.raw(`${entry}.origin`);
  return sql`(${origin} ->> 'member' is null or ${origin} ->> 'member' = ${readerId ?? ""}
    or ${origin} ->> 'round' not in (${veiledRounds(sql.raw(`${entry}.collective_id`))}))`;
};

/** The round that an account's balance is hidden in from a reader, by the alias of the account; null where it is shown. */
export const veiledRoundOf = (account: string, readerId: string | null): SQL => {
  const [collective, id] = [sql.raw(`${account}.collective_id`), sql.raw(`${account}.id`)];
  return sql`(case when ${sql.raw(`${account}.class`)} = 'round' then (
    select r.id from rounds r where r.collective_id = ${collective} and r.is_secret and r.outcome is null and (r.id = ${id}
      or exists (select from buckets b where b.collective_id = r.collective_id and b.round_id = r.id and b.id = ${id})
      or exists (select from round_participants p where p.collective_id = r.collective_id and p.round_id = r.id and p.id = ${id}
        and p.member_id is distinct from ${readerId}::uuid))) end)`;
};

/** The titles of rounds that still hide pledges dated in some days: accounts of those days would miss them. */
export async function secretRoundsIn(
  on: Queryable,
  collectiveId: string,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
): Promise<string[]> {
  const rows = await queryRows<{ title: string }>(
    on,
    sql`select r.title from rounds r where r.collective_id = ${collectiveId}::uuid and r.is_secret and r.outcome is null
      and exists (select from entries n where n.collective_id = r.collective_id and n.origin ->> 'round' = r.id::text
        and n.origin ->> 'member' is not null and n.dated_on between ${startsOn}::date and ${endsOn}::date)
      order by r.id`,
  );
  return rows.map(({ title }) => title);
}
