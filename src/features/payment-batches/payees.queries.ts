/**
 * Every payment of a calendar year, with who was paid and on what footing that day. What was paid and comes back by a reversal is of the
 * footing of the day it was paid on, whatever holds since: the two make nothing.
 */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import type { Footing } from "../../domain/footing.js";

export interface PaidRow {
  readonly kind: "person" | "structure" | "third-party";
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly siret: string | null;
  readonly currency: string;
  readonly entryId: string;
  readonly datedOn: string;
  readonly nature: string;
  readonly amountMinor: string;
  readonly footings: Footing[];
}

/** By name, then by day. What was left to a fund was never paid. */
export function listPaid(on: Queryable, collectiveId: string, year: number): Promise<PaidRow[]> {
  const [from, until] = [`${String(year).padStart(4, "0")}-01-01`, `${String(year).padStart(4, "0")}-12-31`];
  return queryRows<PaidRow>(
    on,
    sql`select x.* from (
        select m.kind, m.id, m.code, coalesce(p.name, m.code) as name, p.siret, e.currency, n.id as "entryId", n.dated_on::text as "datedOn",
          h.nature, t.amount_minor::text as "amountMinor", n.position,
          coalesce((select json_agg(f.footing order by f.footing) from footings f where f.collective_id = m.collective_id and f.member_id = m.id
            and m.kind = 'person' and f.from_on <= coalesce(r.dated_on, n.dated_on)
            and (f.until_on is null or f.until_on >= coalesce(r.dated_on, n.dated_on))), '[]') as footings
        from share_settlements t
        join entries n on n.collective_id = t.collective_id and n.id = t.entry_id and n.dated_on between ${from}::date and ${until}::date
        left join entries r on r.collective_id = n.collective_id and r.id = n.reverses_id
        join shares h on h.collective_id = t.collective_id and h.id = t.share_id
        join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
        join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
        join members m on m.collective_id = h.collective_id and m.id = h.payee_id
        left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
        where t.collective_id = ${collectiveId}::uuid and t.how in ('paid', 'refunded')
        union all
        select 'third-party', y.id, '', y.name, null, e.currency, n.id, n.dated_on::text, b.nature, t.amount_minor::text, n.position, '[]'
        from bill_settlements t
        join entries n on n.collective_id = t.collective_id and n.id = t.entry_id and n.dated_on between ${from}::date and ${until}::date
        join bills b on b.collective_id = t.collective_id and b.id = t.bill_id
        join envelopes e on e.collective_id = b.collective_id and e.id = b.envelope_id
        join third_parties y on y.collective_id = b.collective_id and y.id = b.third_party_id
        where t.collective_id = ${collectiveId}::uuid
      ) x order by lower(x.name) collate "C", x.id, x.currency, x."datedOn", x.position, x.nature`,
  );
}

/** What members are called, by id. */
export async function memberNames(on: Queryable, collectiveId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await queryRows<{ id: string; name: string }>(
    on,
    sql`select m.id, coalesce(p.name, m.code) as name from members m
      left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id where m.collective_id = ${collectiveId}::uuid`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
