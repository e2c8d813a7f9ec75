/**
 * Who a login is in a collective: read from the database at each request, never from a token (DESIGN §14).
 * Requests that ask at the same moment share one query.
 */
import { sql } from "drizzle-orm";
import { preparedRows, type Queryable, queryRows } from "./client.js";
import { gather } from "./gather.js";

export interface Collective {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: "fr" | "en";
  /** `MM-DD`. */
  readonly yearStart: string;
  readonly carriedMonths: number;
}

/** A collective by its id, as those see it who are in it. */
export async function findCollective(on: Queryable, id: string): Promise<Collective | undefined> {
  const [row] = await queryRows<Collective>(
    on,
    sql`select id, slug, name, currency, time_zone as "timeZone", locale, year_start as "yearStart", carried_months as "carriedMonths"
        from collectives where id = ${id}::uuid`,
  );
  return row;
}

export interface Membership {
  /** The session that asks was ended: it opens nothing any more. */
  readonly sessionIsOver: boolean;
  readonly collective: Collective;
  readonly memberId: string;
  readonly roles: ReadonlySet<string>;
  readonly pilotOf: ReadonlySet<string>;
  readonly contributorOf: ReadonlySet<string>;
}

interface Asked {
  readonly loginId: string;
  /** The session family that asks; null for a script. */
  readonly familyId: string | null;
}

interface Row extends Collective {
  ask: number;
  sessionIsOver: boolean;
  memberId: string;
  roles: string[];
  circles: { circle: string; role: string }[];
}

/** Reads memberships by login and slug; undefined when the login is no present member of such a collective. */
export function membershipReader(db: Queryable): (asked: Asked, slug: string) => Promise<Membership | undefined> {
  const read = gather<Asked & { slug: string }, Membership | undefined>(async (asked) => {
    const rows = await preparedRows<Row>(
      db,
      sql`select wanted.ask, found.*
          from json_to_recordset(${JSON.stringify(asked.map((one, ask) => ({ ask, ...one })))}::text::json)
            as wanted(ask int, "loginId" uuid, slug text, "familyId" uuid)
          cross join lateral (
            select c.id, c.slug, c.name, c.currency, c.time_zone as "timeZone", c.locale, c.year_start as "yearStart",
              c.carried_months as "carriedMonths", m.id as "memberId", m.roles,
              (select true from login_sessions s where s.family_id = wanted."familyId" and s.ended_at is not null limit 1) is not null as "sessionIsOver",
              coalesce((select json_agg(json_build_object('circle', cm.circle_id, 'role', cm.role))
                from circle_members cm where cm.collective_id = m.collective_id and cm.member_id = m.id), '[]') as circles
            from collectives c join members m on m.collective_id = c.id
            where c.slug = wanted.slug and m.login_id = wanted."loginId" and m.left_on is null
            limit 1) found`,
    );
    const found = new Map(rows.map((row) => [row.ask, membershipOf(row)]));
    return asked.map((_, index) => found.get(index));
  });
  return ({ loginId, familyId }, slug) => read({ loginId, familyId, slug });
}

function membershipOf({ ask: _, sessionIsOver, memberId, roles, circles, ...collective }: Row): Membership {
  const circlesAs = (role: string) => new Set(circles.filter((one) => one.role === role).map((one) => one.circle));
  return {
    sessionIsOver,
    collective,
    memberId,
    roles: new Set(roles),
    pilotOf: circlesAs("pilot"),
    contributorOf: circlesAs("contributor"),
  };
}
