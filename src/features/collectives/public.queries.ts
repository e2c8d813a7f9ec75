/** What is read of a collective for anybody: nothing here reads a name of a person, a note, or an id that leaves the service. */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { postedStatuses } from "../../db/envelope-figures.js";

export interface PublicCollective {
  readonly id: string;
  readonly name: string;
  readonly locale: "fr" | "en";
  readonly timeZone: string;
}

/** The collective of this short name, where it made its page public. */
export async function findPublic(on: Queryable, slug: string): Promise<PublicCollective | undefined> {
  const [row] = await queryRows<PublicCollective>(
    on,
    sql`select id, name, locale, time_zone as "timeZone" from collectives where slug = ${slug} and is_public`,
  );
  return row;
}

export interface PublicEnvelopeRow {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly circle: string;
  readonly currency: string;
}

export const openEnvelopes = (on: Queryable, collectiveId: string, limit: number): Promise<PublicEnvelopeRow[]> =>
  queryRows<PublicEnvelopeRow>(
    on,
    sql`select e.id, e.name, e.purpose, c.name as circle, e.currency
      from envelopes e join circles c on c.collective_id = e.collective_id and c.id = e.circle_id
      where e.collective_id = ${collectiveId} and e.closed_at is null order by e.name, e.id limit ${limit}`,
  );

export interface PublicSharingRow {
  readonly title: string;
  readonly envelope: string;
  readonly currency: string;
  readonly postedOn: string;
  /** Minor units: what each participant got in all, the largest first. */
  readonly shares: string[];
  readonly funds: { name: string; amountMinor: string }[];
}

/** Posted sharings, the latest first. A participant’s shares for expenses and for work are one amount. */
export const postedSharings = (on: Queryable, collectiveId: string, limit: number): Promise<PublicSharingRow[]> =>
  queryRows<PublicSharingRow>(
    on,
    sql`select s.title, e.name as envelope, e.currency, n.dated_on::text as "postedOn",
        coalesce((select json_agg(h.amount::text order by h.amount desc) from (
          select sum(amount_minor) as amount from shares where collective_id = s.collective_id and sharing_id = s.id
          group by member_id having sum(amount_minor) > 0) h), '[]') as shares,
        coalesce((select json_agg(json_build_object('name', g.name, 'amountMinor', g.amount::text) order by g.amount desc, g.name) from (
          select f.name, -sum(l.amount_minor) as amount
          from lines l join accounts a on a.collective_id = l.collective_id and a.id = l.account_id
          join funds f on f.collective_id = a.collective_id and f.id = a.fund_id
          where l.collective_id = s.collective_id and l.entry_id = s.entry_id group by f.id, f.name having sum(l.amount_minor) < 0) g), '[]') as funds
      from sharings s
      join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
      join entries n on n.collective_id = s.collective_id and n.id = s.entry_id
      where s.collective_id = ${collectiveId} and s.status in ${postedStatuses}
      order by n.dated_on desc, n.position desc limit ${limit}`,
  );
