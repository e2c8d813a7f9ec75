/** Who sits or sat on the board, and what a month gives them: read by members and by sharings. */
import { sql } from "drizzle-orm";
import type { Day } from "../domain/calendar.js";
import { type Queryable, queryRows } from "./client.js";
import type { Collective } from "./membership.js";

export interface BoardSeat {
  readonly memberId: string;
  readonly fromOn: Day;
  readonly untilOn: Day | null;
  /** Σ of their shares for other than expenses, less what they left to a fund, of sharings posted in the month. */
  readonly totalMinor: bigint;
}

/** Everybody with a term on the board, whatever its days, with the month's total in the collective's currency. `2026-03` is a month. */
export async function loadBoard(
  on: Queryable,
  { id, timeZone, currency }: Pick<Collective, "id" | "timeZone" | "currency">,
  month: string,
): Promise<{ country: string; seats: BoardSeat[] }> {
  const rows = await queryRows<{ country: string; memberId: string | null; fromOn: Day; untilOn: Day | null; total: string }>(
    on,
    sql`select c.country, m.id as "memberId", m.board_from_on::text as "fromOn", m.board_until_on::text as "untilOn",
        coalesce((select sum(h.amount_minor - h.waived_minor) from shares h
          join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id and s.status in ('posted', 'paid')
          join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id and e.currency = ${currency}
          where h.collective_id = m.collective_id and h.member_id = m.id and h.nature <> 'expenses'
            and to_char(s.posted_at at time zone ${timeZone}, 'YYYY-MM') = ${month}), 0)::text as total
      from collectives c left join members m on m.collective_id = c.id and m.board_from_on is not null
      where c.id = ${id} order by m.created_at, m.id`,
  );
  return {
    country: rows[0]?.country ?? "",
    seats: rows.flatMap(({ memberId, fromOn, untilOn, total }) =>
      memberId === null ? [] : [{ memberId, fromOn, untilOn, totalMinor: BigInt(total) }],
    ),
  };
}
