/** What the exports of a round read. A round is read whole, as its settlement is. */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { isUnveiled } from "../../db/veil.js";
import type { GivenBack, RoundMove } from "../../domain/pledge-history.js";

interface MoveRow {
  position: string;
  at: string;
  number: number;
  kind: string;
  ending: RoundMove["ending"];
  memberId: string | null;
  bucketId: string | null;
  amountMinor: string;
}

/** The lines on the accounts of a round that a reader may see, in the order of the chain. */
export async function listRoundMoves(on: Queryable, collectiveId: string, roundId: string, readerId: string): Promise<RoundMove[]> {
  const rows = await queryRows<MoveRow>(
    on,
    sql`select n.position::text, to_json(n.posted_at) #>> '{}' as at, n.number, n.kind, p.ending,
        coalesce(a.member_id, case when n.kind in ('pledge', 'reversal') then (n.origin ->> 'member')::uuid end) as "memberId",
        a.bucket_id as "bucketId", (-l.amount_minor)::text as "amountMinor"
      from (
        select ${roundId}::uuid as id, null::uuid as member_id, null::uuid as bucket_id
        union all select c.id, c.member_id, null from round_participants c where c.collective_id = ${collectiveId} and c.round_id = ${roundId}
        union all select b.id, null, b.id from buckets b where b.collective_id = ${collectiveId} and b.round_id = ${roundId}) a
      join lines l on l.collective_id = ${collectiveId} and l.account_id = a.id
      join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
      left join pledges p on p.collective_id = n.collective_id and p.round_id = ${roundId} and p.entry_id = n.reverses_id
      where ${isUnveiled("n", readerId)}
      order by n.position, l.line`,
  );
  return rows.map((row) => ({ ...row, position: BigInt(row.position), at: new Date(row.at), amountMinor: BigInt(row.amountMinor) }));
}

/** What the close gave back, to each of each bucket: pledges that ended without an entry of their own. */
export async function listGivenBackAtClose(on: Queryable, collectiveId: string, roundId: string): Promise<GivenBack[]> {
  const rows = await queryRows<{ memberId: string; bucketId: string; amountMinor: string }>(
    on,
    sql`select p.member_id as "memberId", p.bucket_id as "bucketId", sum(p.amount_minor)::text as "amountMinor"
      from pledges p
      left join entries n on n.collective_id = p.collective_id and n.reverses_id = p.entry_id
      where p.collective_id = ${collectiveId} and p.round_id = ${roundId} and p.ending = 'returned' and n.id is null
      group by p.member_id, p.bucket_id order by p.bucket_id, p.member_id`,
  );
  return rows.map((row) => ({ ...row, amountMinor: BigInt(row.amountMinor) }));
}

/** Names by id of the members of a collective, also of those who left or were erased, and of the envelopes of a round's buckets. */
export async function namesInRound(on: Queryable, collectiveId: string, roundId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await queryRows<{ id: string; name: string }>(
    on,
    sql`select m.id, coalesce(p.name, m.code) as name from members m
        left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id where m.collective_id = ${collectiveId}
      union all select e.id, e.name from buckets b join envelopes e on e.collective_id = b.collective_id and e.id = b.envelope_id
        where b.collective_id = ${collectiveId} and b.round_id = ${roundId}`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
