/** What was given without pay: read for the report, its sheets, and the accounts of a year that closes. The rules are in domain/volunteering. */
import { type SQL, sql } from "drizzle-orm";
import { usualTimeUnits, type Volunteered } from "../domain/volunteering.js";
import { type Queryable, queryRows } from "./client.js";

export interface VolunteeringWanted {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly circleId?: string | undefined;
  readonly envelopeId?: string | undefined;
  readonly memberId?: string | undefined;
}

/** How a kind is valued: as the collective says, else as time where it is counted in hours or minutes (domain/volunteering, rule 2). */
export const valuedAs = sql`coalesce(v.valued_as, case when not k.is_expense and k.unit = any(${sql.param([...usualTimeUnits])}::text[]) then 'time' else 'none' end)`;

/**
 * Contributions that count (rule 1): of natural persons, valued, and not paid. `c` is the contribution, `k` its kind, `v` how
 * that is valued, `m` who gave it.
 */
const volunteered = (collectiveId: string, { fromOn, untilOn, circleId, envelopeId, memberId }: VolunteeringWanted): SQL => sql`
  contributions c
  join kinds k on k.collective_id = c.collective_id and k.id = c.kind_id
  left join kind_valuations v on v.collective_id = c.collective_id and v.kind_id = c.kind_id
  join members m on m.collective_id = c.collective_id and m.id = c.member_id and m.kind = 'person'
  where c.collective_id = ${collectiveId}::uuid and c.status <> 'withdrawn'
    and c.day_on between ${fromOn}::date and ${untilOn}::date
    and ${circleId ? sql`c.circle_id = ${circleId}::uuid` : sql`true`}
    and ${envelopeId ? sql`c.envelope_id = ${envelopeId}::uuid` : sql`true`}
    and ${memberId ? sql`c.member_id = ${memberId}::uuid` : sql`true`}
    and ${valuedAs} <> 'none'
    and not exists (select from sharing_lines l join sharings s on s.collective_id = l.collective_id and s.id = l.sharing_id
      where l.collective_id = c.collective_id and l.contribution_id = c.id and l.voided_at is null
        and s.status in ('posted', 'paid') and l.paid_minor > 0)
    and (c.is_volunteered or c.claim_minor is null
      or exists (select from sharing_lines l join sharings s on s.collective_id = l.collective_id and s.id = l.sharing_id
        where l.collective_id = c.collective_id and l.contribution_id = c.id and l.voided_at is null
          and s.status in ('posted', 'paid') and l.offered_minor > 0))`;

const rateInForce = sql`(select r.rate from reference_rates r where r.collective_id = c.collective_id and r.kind_id = c.kind_id
  and r.from_on <= c.day_on order by r.from_on desc limit 1)`;

/** One line a circle, kind, member and rate, by the names of circle and kind. */
export async function listVolunteered(on: Queryable, collectiveId: string, wanted: VolunteeringWanted): Promise<Volunteered[]> {
  const rows = await queryRows<Omit<Volunteered, "amountMinor"> & { amountMinor: string | null }>(
    on,
    sql`select g.circle_id as "circleId", ci.name as circle, g.kind_id as "kindId", g.kind, g.unit, g.valued as "valuedAs",
        g.member_id as "memberId", g.rate::text as rate, g.count, trim_scale(g.quantity)::text as quantity, g.amount::text as "amountMinor"
      from (select c.circle_id, c.kind_id, k.name as kind, k.unit, ${valuedAs} as valued, c.member_id, ${rateInForce} as rate,
          count(*)::int as count, sum(c.quantity) as quantity, sum(c.amount_minor) as amount
        from ${volunteered(collectiveId, wanted)} group by 1, 2, 3, 4, 5, 6, 7) g
      join circles ci on ci.collective_id = ${collectiveId}::uuid and ci.id = g.circle_id
      order by ci.name, g.circle_id, g.kind, g.kind_id, g.member_id, g.rate`,
  );
  return rows.map(({ amountMinor, ...row }) => ({ ...row, amountMinor: amountMinor === null ? null : BigInt(amountMinor) }));
}

export interface VolunteeredLine {
  readonly id: string;
  readonly dayOn: string;
  readonly untilOn: string | null;
  readonly memberId: string;
  readonly member: string;
  readonly circle: string;
  readonly envelope: string | null;
  readonly kind: string;
  readonly unit: string;
  readonly valuedAs: Volunteered["valuedAs"];
  readonly quantity: string | null;
  readonly amountMinor: string | null;
  readonly note: string;
}

/** The contributions themselves, by their giver and day: what a sheet to sign lists. */
export const listVolunteeredLines = (on: Queryable, collectiveId: string, wanted: VolunteeringWanted): Promise<VolunteeredLine[]> =>
  queryRows<VolunteeredLine>(
    on,
    sql`select g.id, g.day_on::text as "dayOn", g.until_on::text as "untilOn", g.member_id as "memberId", coalesce(p.name, g.code) as member,
        ci.name as circle, e.name as envelope, g.kind, g.unit, g.valued as "valuedAs", trim_scale(g.quantity)::text as quantity,
        g.amount_minor::text as "amountMinor", g.note
      from (select c.id, c.day_on, c.until_on, c.member_id, m.code, c.circle_id, c.envelope_id, k.name as kind, k.unit, ${valuedAs} as valued,
          c.quantity, c.amount_minor, c.note from ${volunteered(collectiveId, wanted)}) g
      left join member_profiles p on p.collective_id = ${collectiveId}::uuid and p.id = g.member_id
      join circles ci on ci.collective_id = ${collectiveId}::uuid and ci.id = g.circle_id
      left join envelopes e on e.collective_id = ${collectiveId}::uuid and e.id = g.envelope_id
      order by member, g.member_id, g.day_on, g.id`,
  );

export interface PaidAndVolunteering {
  readonly memberId: string;
  readonly member: string;
  readonly envelopeId: string;
  readonly envelope: string;
}

/** Rule 5. */
export const listPaidAndVolunteering = (on: Queryable, collectiveId: string, wanted: VolunteeringWanted): Promise<PaidAndVolunteering[]> =>
  queryRows<PaidAndVolunteering>(
    on,
    sql`select g.member_id as "memberId", coalesce(p.name, g.code) as member, e.id as "envelopeId", e.name as envelope
      from (select distinct c.member_id, m.code, c.envelope_id from ${volunteered(collectiveId, wanted)} and c.envelope_id is not null) g
      join envelopes e on e.collective_id = ${collectiveId}::uuid and e.id = g.envelope_id
      left join member_profiles p on p.collective_id = ${collectiveId}::uuid and p.id = g.member_id
      where exists (select from shares h
        join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id and s.envelope_id = g.envelope_id and s.status in ('posted', 'paid')
        join entries n on n.collective_id = s.collective_id and n.id = s.entry_id and n.dated_on between ${wanted.fromOn}::date and ${wanted.untilOn}::date
        where h.collective_id = ${collectiveId}::uuid and h.member_id = g.member_id and h.nature = 'work' and h.waived_minor < h.amount_minor)
      order by member, g.member_id, e.name`,
  );
