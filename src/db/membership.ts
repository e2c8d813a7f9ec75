/**
 * Who a login is in a collective: read from the database at each request, never from a token (DESIGN §14).
 * Requests that ask at the same moment share one query.
 */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "./client.js";
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

export interface Membership {
  readonly collective: Collective;
  readonly memberId: string;
  readonly roles: ReadonlySet<string>;
  readonly pilotOf: ReadonlySet<string>;
  readonly contributorOf: ReadonlySet<string>;
}

interface Row extends Collective {
  loginId: string;
  memberId: string;
  roles: string[];
  circles: { circle: string; role: string }[];
}

/** Reads memberships by login and slug; undefined when the login is no present member of such a collective. */
export function membershipReader(db: Queryable): (loginId: string, slug: string) => Promise<Membership | undefined> {
  const read = gather<{ loginId: string; slug: string }, Membership | undefined>(async (asked) => {
    const rows = await queryRows<Row>(
      db,
      sql`select c.id, c.slug, c.name, c.currency, c.time_zone as "timeZone", c.locale, c.year_start as "yearStart",
            c.carried_months as "carriedMonths", m.id as "memberId", m.login_id as "loginId", m.roles,
            coalesce((select json_agg(json_build_object('circle', cm.circle_id, 'role', cm.role))
              from circle_members cm where cm.collective_id = m.collective_id and cm.member_id = m.id), '[]') as circles
          from unnest(${sql.param([...new Set(asked.map(({ slug }) => slug))])}::text[]) as wanted(slug)
          join collectives c on c.slug = wanted.slug
          join members m on m.collective_id = c.id
          where m.login_id = any(${sql.param([...new Set(asked.map(({ loginId }) => loginId))])}::uuid[])
            and m.left_on is null`,
    );
    const found = new Map(rows.map((row) => [`${row.loginId} ${row.slug}`, membershipOf(row)]));
    return asked.map(({ loginId, slug }) => found.get(`${loginId} ${slug}`));
  });
  return (loginId, slug) => read({ loginId, slug });
}

function membershipOf({ loginId: _, memberId, roles, circles, ...collective }: Row): Membership {
  const circlesAs = (role: string) => new Set(circles.filter((one) => one.role === role).map((one) => one.circle));
  return { collective, memberId, roles: new Set(roles), pilotOf: circlesAs("pilot"), contributorOf: circlesAs("contributor") };
}
