/** What was given in some days, by who and of which kind: what the matrix of wealth and its export read, in one query. */
import { sql } from "drizzle-orm";
import type { Given, WealthWords } from "../domain/wealth.js";
import { type Queryable, queryRows } from "./client.js";

/** A circle alone, not those in it; days as lists and exports have them: the first day of a contribution lies in them. */
export interface WealthWanted {
  readonly circleId?: string | undefined;
  readonly fromOn?: string | undefined;
  readonly untilOn?: string | undefined;
}

/** Of a quality, the latest words of each member are read, and all are counted. */
const wordsShown = 10;

/** One line a member and kind, by name. */
export async function listGiven(on: Queryable, collectiveId: string, { circleId, fromOn, untilOn }: WealthWanted): Promise<Given[]> {
  const stands = sql`c.collective_id = ${collectiveId}::uuid and c.status <> 'withdrawn'
    and ${circleId ? sql`c.circle_id = ${circleId}::uuid` : sql`true`}
    and ${fromOn ? sql`c.day_on >= ${fromOn}::date` : sql`true`} and ${untilOn ? sql`c.day_on <= ${untilOn}::date` : sql`true`}`;
  const name = (who: string) => sql.raw(`coalesce(${who}_profile.name, ${who}.code)`);
  const rows = await queryRows<Omit<Given, "amountMinor" | "words"> & { amountMinor: string | null; words: WealthWords[] | null }>(
    on,
    sql`with given as (
          select c.member_id, c.kind_id, count(*)::int as count, sum(c.quantity) as quantity, sum(c.amount_minor) as amount_minor
          from contributions c where ${stands} group by c.member_id, c.kind_id),
        said as (
          select l.member_id, l.kind_id, json_agg(json_build_object('contributionId', l.id, 'dayOn', l.day_on, 'note', l.note,
              'byId', l.logged_by, 'by', ${name("b")}) order by l.place) as words
          from (select c.id, c.member_id, c.kind_id, c.day_on, c.note, c.logged_by,
                row_number() over (partition by c.member_id, c.kind_id order by c.day_on desc, c.id desc) as place
              from contributions c join kinds k on k.collective_id = c.collective_id and k.id = c.kind_id and k.unit is null
              where ${stands}) l
            join members b on b.collective_id = ${collectiveId}::uuid and b.id = l.logged_by
            left join member_profiles b_profile on b_profile.collective_id = b.collective_id and b_profile.id = b.id
          where l.place <= ${wordsShown} group by l.member_id, l.kind_id)
        select g.member_id as "memberId", ${name("m")} as member, g.kind_id as "kindId", k.name as kind, k.unit, g.count,
          trim_scale(g.quantity)::text as quantity, g.amount_minor::text as "amountMinor", s.words
        from given g
          join kinds k on k.collective_id = ${collectiveId}::uuid and k.id = g.kind_id
          join members m on m.collective_id = ${collectiveId}::uuid and m.id = g.member_id
          left join member_profiles m_profile on m_profile.collective_id = m.collective_id and m_profile.id = m.id
          left join said s on s.member_id = g.member_id and s.kind_id = g.kind_id
        order by member, g.member_id, kind, g.kind_id`,
  );
  return rows.map(({ amountMinor, words, ...row }) => ({
    ...row,
    amountMinor: amountMinor === null ? null : BigInt(amountMinor),
    words: words ?? [],
  }));
}
