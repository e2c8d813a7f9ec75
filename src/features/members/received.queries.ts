/** What sharings paid to a member: every settlement of their shares, with the day of its entry. The ledger says the same. */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { formatCommodity } from "../../domain/ledger.js";
import { type Acting, loadMember, requireSelfOrAdmin } from "./members.actions.js";
import type { ReceivedList } from "./members.schema.js";

type Row = Omit<ReceivedList["items"][number], "amount"> & { amountMinor: string };

/** Refuses `not_found`, and `role_missing` to who is neither themself nor an admin. */
export async function tellReceived(on: Queryable, acting: Acting, id: string): Promise<ReceivedList> {
  const { caller } = acting;
  requireSelfOrAdmin(caller, id);
  await loadMember(on, acting, id);
  const rows = await queryRows<Row>(
    on,
    sql`select p.entry_id as "entryId", n.dated_on::text as "datedOn", p.how, p.amount_minor::text as "amountMinor", e.currency, h.nature,
        h.sharing_id as "sharingId", s.title as sharing, h.payee_id as "payeeId"
      from shares h
      join share_settlements p on p.collective_id = h.collective_id and p.share_id = h.id
      join entries n on n.collective_id = p.collective_id and n.id = p.entry_id
      join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
      join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
      where h.collective_id = ${caller.collective.id} and h.member_id = ${id}
      order by n.dated_on desc, n.position desc, p.id`,
  );
  return { items: rows.map(({ amountMinor, ...row }) => ({ ...row, amount: formatCommodity(BigInt(amountMinor), row.currency) })) };
}
