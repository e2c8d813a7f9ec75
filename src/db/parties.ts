/** Members and third parties, as far as contracts and resources ask of them (domain/party). */
import { sql } from "drizzle-orm";
import type { KnownParty, Party } from "../domain/party.js";
import { type Queryable, queryRows } from "./client.js";

type Row = KnownParty & Party;

/** Who these are, whoever has left included. */
export async function findParties(
  on: Queryable,
  collectiveId: string,
  parties: readonly Party[],
): Promise<(party: Party) => KnownParty | undefined> {
  if (parties.length === 0) return () => undefined;
  const rows = await queryRows<Row>(
    on,
    sql`with wanted as (select kind, id from json_to_recordset(${JSON.stringify(parties)}::text::json) as w(kind text, id uuid))
        select 'member' as kind, m.id, coalesce(p.name, m.code) as name, m.left_on::text as "leftOn", false as "isArchived"
        from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
        where m.collective_id = ${collectiveId}::uuid and m.id in (select id from wanted where kind = 'member')
        union all
        select 'third-party', t.id, t.name, null, t.is_archived from third_parties t
        where t.collective_id = ${collectiveId}::uuid and t.id in (select id from wanted where kind = 'third-party')`,
  );
  const known = new Map(rows.map((row) => [`${row.kind}/${row.id}`, row]));
  return ({ kind, id }) => known.get(`${kind}/${id}`);
}

/** A party as two columns keep it. */
export const partyColumns = ({ kind, id }: Party) =>
  kind === "member" ? { memberId: id, thirdPartyId: null } : { memberId: null, thirdPartyId: id };

/** A party as two columns have it, one of them filled. */
export const partyOf = ({ memberId, thirdPartyId }: { memberId: string | null; thirdPartyId: string | null }): Party =>
  memberId === null ? { kind: "third-party", id: thirdPartyId ?? "" } : { kind: "member", id: memberId };
