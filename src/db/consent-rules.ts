/** By which rules a collective or a circle decides now, and who: the social code in force, its calendar, and standings. */
import { sql } from "drizzle-orm";
import { withStanding } from "../domain/consent/attempts.js";
import type { ConsentCalendar } from "../domain/consent/counted-hours.js";
import { type ConsentSettings, settingsInForce } from "../domain/consent/settings.js";
import { type Standing, type StandingPeriod, standingsOn, yearBefore } from "../domain/member.js";
import type { FrenchRegion } from "../domain/public-holidays.js";
import { type Queryable, queryRows } from "./client.js";

export interface RulesInForce {
  readonly settings: ConsentSettings;
  readonly calendar: ConsentCalendar;
  /** The versions of the social code that say so, the collective’s first. */
  readonly codes: readonly { readonly id: string; readonly consent: Partial<ConsentSettings> }[];
}

/** The rules in force for a circle, or for the collective where `circleId` is null. */
export async function loadConsentRules(on: Queryable, collectiveId: string, circleId: string | null): Promise<RulesInForce> {
  const codes = await queryRows<{ id: string; consent: Partial<ConsentSettings>; depth: number | null }>(
    on,
    sql`with recursive above as (
          select c.id, c.parent_id, 1 as depth from circles c where c.collective_id = ${collectiveId}::uuid and c.id = ${circleId}::uuid
          union all
          select c.id, c.parent_id, above.depth + 1 from circles c join above on c.id = above.parent_id
          where c.collective_id = ${collectiveId}::uuid and above.depth < 100)
        select distinct on (v.circle_id) v.id, v.consent, above.depth
        from social_code_versions v left join above on above.id = v.circle_id
        where v.collective_id = ${collectiveId}::uuid and v.published_at is not null and (v.circle_id is null or above.id is not null)
        order by v.circle_id, v.published_at desc, v.number desc`,
  );
  // The collective's has no depth; a circle's own has 1.
  const depthOf = ({ depth }: { depth: number | null }) => depth ?? Number.MAX_SAFE_INTEGER;
  const widestFirst = [...codes].sort((a, b) => depthOf(b) - depthOf(a));
  const [place] = await queryRows<{ country: string; region: FrenchRegion | null; timeZone: string; addedDays: string[] }>(
    on,
    sql`select country, region, time_zone as "timeZone", rest_days::text[] as "addedDays" from collectives where id = ${collectiveId}::uuid`,
  );
  if (!place) throw new RangeError(`no collective ${collectiveId}`);
  return {
    settings: settingsInForce(widestFirst.map(({ consent }) => consent)),
    calendar: place,
    codes: widestFirst.map(({ id, consent }) => ({ id, consent })),
  };
}

export interface Elector {
  readonly id: string;
  readonly standings: readonly Standing[];
}

/** The people who may decide or propose by their standing on a day: those of the circle, or everybody where it is null. */
export async function loadElectors(on: Queryable, collectiveId: string, circleId: string | null, day: string): Promise<Elector[]> {
  const rows = await queryRows<{ id: string; periods: StandingPeriod[]; contributedOn: string | null }>(
    on,
    sql`select m.id, gave.latest::text as "contributedOn",
          coalesce((select json_agg(json_build_object('id', s.id, 'standing', s.standing, 'fromOn', s.from_on, 'untilOn', s.until_on))
            from standings s where s.collective_id = m.collective_id and s.member_id = m.id), '[]') as periods
        from members m
        left join (
          select c.member_id, max(coalesce(c.until_on, c.day_on)) as latest from contributions c
          where c.collective_id = ${collectiveId}::uuid and c.status <> 'withdrawn' and c.day_on >= ${yearBefore(day)}::date - 366
          group by c.member_id) gave on gave.member_id = m.id
        where m.collective_id = ${collectiveId}::uuid and m.kind = 'person' and m.left_on is null
          and (${circleId}::uuid is null or exists (select from circle_members s
            where s.collective_id = m.collective_id and s.circle_id = ${circleId}::uuid and s.member_id = m.id))
        order by m.created_at, m.id`,
  );
  return rows.map(({ id, periods, contributedOn }) => ({ id, standings: standingsOn(periods, contributedOn, day) }));
}

/**
 * The members who decide in the attempt of a decision that opened at an instant, as they were fixed then, without those whose last
 * word in it is a block: what passes over them, by a vote or a council’s word, has no consent of theirs. While that attempt is only
 * tried, those who would decide today.
 */
export async function loadDeciders(
  on: Queryable,
  collectiveId: string,
  { decisionId, openedAt, today }: { readonly decisionId: string; readonly openedAt: Date; readonly today: string },
): Promise<ReadonlySet<string>> {
  const fixed = await queryRows<{ id: string; isBlocking: boolean }>(
    on,
    sql`select v.member_id as id, coalesce((select b.choice from decision_ballots b where b.collective_id = v.collective_id
          and b.decision_id = v.decision_id and b.attempt = v.attempt and b.voter_id = v.member_id order by b.number desc limit 1), '') = 'block' as "isBlocking"
        from decision_voters v
        join decision_attempts a on a.collective_id = v.collective_id and a.decision_id = v.decision_id and a.number = v.attempt
        where v.collective_id = ${collectiveId}::uuid and v.decision_id = ${decisionId}::uuid and a.opened_at = ${openedAt.toISOString()}::timestamptz`,
  );
  if (fixed.length > 0) return new Set(fixed.flatMap(({ id, isBlocking }) => (isBlocking ? [] : [id])));
  const [decision] = await queryRows<{ circleId: string | null }>(
    on,
    sql`select circle_id as "circleId" from decisions where collective_id = ${collectiveId}::uuid and id = ${decisionId}::uuid`,
  );
  const circleId = decision?.circleId ?? null;
  const { settings } = await loadConsentRules(on, collectiveId, circleId);
  return new Set(withStanding(await loadElectors(on, collectiveId, circleId, today), settings.deciding));
}
