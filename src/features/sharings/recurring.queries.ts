/** Sharings that recur, in the database. */

import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import type { Tx } from "../../db/transaction.js";
import type { Sharing } from "./sharings.queries.js";

/** Whether a sharing of the envelope over later days is on its way already. */
export async function isNextPrepared(on: Queryable, { collectiveId, envelopeId, untilOn }: Sharing): Promise<boolean> {
  const rows = await queryRows(
    on,
    sql`select from sharings s where s.collective_id = ${collectiveId} and s.envelope_id = ${envelopeId} and s.until_on > ${untilOn}::date
      and s.status in ('draft', 'open', 'proposed', 'adopted') limit 1`,
  );
  return rows.length > 0;
}

/** A sharing whose wishes are still to be settled, held as it is. */
export async function findReminded(tx: Tx, collectiveId: string, id: string): Promise<{ id: string; circleId: string } | undefined> {
  const [row] = await queryRows<{ id: string; circleId: string }>(
    tx,
    sql`select s.id, s.circle_id as "circleId" from sharings s
      where s.collective_id = ${collectiveId} and s.id = ${id} and s.status in ('draft', 'open') for share`,
  );
  return row;
}

/** Who is seated in a circle and here. */
export async function listSeated(on: Queryable, collectiveId: string, circleId: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    on,
    sql`select m.id from circle_members c join members m on m.collective_id = c.collective_id and m.id = c.member_id
      where c.collective_id = ${collectiveId} and c.circle_id = ${circleId} and m.left_on is null order by m.created_at, m.id`,
  );
  return rows.map(({ id }) => id);
}
