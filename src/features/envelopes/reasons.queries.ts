/**
 * The reasons of a figure: the rows whose amounts add up to it, latest first (DESIGN §1: «each figure opens into its
 * reasons»). Each of them is read by the very condition that its sum is computed by, in db/envelope-figures.
 *
 *   committed 1000.00 → bill «Affiches», 200.00 unpaid · sharing «Hiver», 800.00 adopted
 */
import { type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { countsAs, isCarried, isWished, loadFigures, postedStatuses } from "../../db/envelope-figures.js";
import type { EnvelopeFigures, FigureName } from "../../domain/envelope.js";
import { formatAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { cutPage, readDayCursor } from "../../http/paging.js";
import { findEnvelope } from "./envelopes.queries.js";
import type { FigureReasons, Reason } from "./envelopes.schema.js";

type Row = Omit<Reason, "amount"> & { amount: string };

/** Lines of the envelope's account, one row an entry: those that count as `what`, or all; credit is money that comes in. */
const entries = (ids: SQL, sign: 1 | -1, what?: "received" | "billed" | "shared"): SQL => sql`
  select 'entry' as what, n.id, n.dated_on as day, ${sql.raw(sign > 0 ? "" : "-")}sum(l.amount_minor) as amount, n.kind as kind, coalesce(n.document, (
      select o.title from rounds o where o.collective_id = n.collective_id and o.id = (n.origin ->> 'round')::uuid), '') as label,
    null::uuid as member, n.id as entry
  from accounts a
  join lines l on l.collective_id = a.collective_id and l.account_id = a.id
  join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
  left join entries r on r.collective_id = n.collective_id and r.id = n.reverses_id
  cross join lateral (select coalesce(r.kind, n.kind) as kind) k
  where (a.collective_id, a.envelope_id) = ${ids} ${what ? sql`and ${countsAs} = ${what}` : sql``}
  group by n.collective_id, n.id having sum(l.amount_minor) <> 0`;

const bills = (ids: SQL): SQL => sql`
  select 'bill' as what, b.id, b.billed_on as day, b.amount_minor - b.paid_minor as amount, 'unpaid' as kind, b.label as label,
    null::uuid as member, b.entry_id as entry
  from bills b where (b.collective_id, b.envelope_id) = ${ids} and b.reversed_at is null and b.paid_minor < b.amount_minor`;

const adopted = (ids: SQL, sign: 1 | -1): SQL => sql`
  select 'sharing' as what, s.id, s.until_on as day, ${sql.raw(sign > 0 ? "" : "-")}coalesce(s.distributed_minor, s.amount_minor) as amount, s.status as kind,
    s.title as label, null::uuid as member, null::uuid as entry
  from sharings s where (s.collective_id, s.envelope_id) = ${ids} and s.status = 'adopted'`;

const expected = (ids: SQL): SQL => sql`
  select 'expected' as what, x.id, coalesce(x.expected_on, x.created_at::date) as day, x.amount_minor as amount, x.status as kind, x.source as label,
    null::uuid as member, null::uuid as entry
  from expected_money x where (x.collective_id, x.envelope_id) = ${ids} and x.status not in ('received', 'dropped')`;

const claims = (ids: SQL): SQL => sql`
  select 'contribution' as what, c.id, c.day_on as day, c.claim_minor as amount, c.status as kind, c.note as label, c.member_id as member, null::uuid as entry
  from contributions c where (c.collective_id, c.envelope_id) = ${ids} and ${isWished(sql`(s.collective_id, s.envelope_id) = ${ids}`)}`;

const carried = (ids: SQL, today: string): SQL => sql`
  select 'carried' as what, w.id, w.carried_on as day, w.amount_minor as amount, 'carried' as kind, c.note as label, c.member_id as member, null::uuid as entry
  from carried_wishes w join contributions c on c.collective_id = w.collective_id and c.id = w.contribution_id
  where (w.collective_id, w.envelope_id) = ${ids} and ${isCarried(sql`(s.collective_id, s.envelope_id) = ${ids}`, today)}`;

const shares = (ids: SQL): SQL => sql`
  select 'share' as what, h.id, coalesce(n.dated_on, s.until_on) as day, h.amount_minor as amount, h.nature as kind, s.title as label,
    h.member_id as member, s.entry_id as entry
  from sharings s
  join shares h on h.collective_id = s.collective_id and h.sharing_id = s.id
  left join entries n on n.collective_id = s.collective_id and n.id = s.entry_id
  where (s.collective_id, s.envelope_id) = ${ids} and s.status in ${postedStatuses}`;

const settlements = (ids: SQL): SQL => sql`
  select 'settlement' as what, t.id, n.dated_on as day, t.amount_minor as amount, t.how as kind, coalesce(n.document, '') as label,
    h.member_id as member, t.entry_id as entry
  from sharings s
  join shares h on h.collective_id = s.collective_id and h.sharing_id = s.id
  join share_settlements t on t.collective_id = h.collective_id and t.share_id = h.id
  join entries n on n.collective_id = t.collective_id and n.id = t.entry_id
  where (s.collective_id, s.envelope_id) = ${ids} and s.status in ${postedStatuses}`;

const branches: Record<FigureName, (ids: SQL, today: string) => readonly SQL[]> = {
  received: (ids) => [entries(ids, -1, "received")],
  billed: (ids) => [entries(ids, 1, "billed")],
  shared: (ids) => [entries(ids, 1, "shared")],
  balance: (ids) => [entries(ids, -1)],
  left: (ids) => [entries(ids, -1), adopted(ids, -1)],
  expected: (ids) => [expected(ids)],
  committed: (ids) => [bills(ids), adopted(ids, 1)],
  wished: (ids, today) => [claims(ids), carried(ids, today)],
  kept: (ids) => [shares(ids)],
  paid: (ids) => [settlements(ids)],
};

const totals: Record<FigureName, (figures: EnvelopeFigures) => bigint> = {
  received: ({ receivedMinor }) => receivedMinor,
  billed: ({ billedMinor }) => billedMinor,
  shared: ({ sharedMinor }) => sharedMinor,
  balance: ({ balanceMinor }) => balanceMinor,
  left: ({ leftMinor }) => leftMinor,
  expected: ({ expectedMinor }) => expectedMinor,
  committed: ({ committedMinor }) => committedMinor,
  wished: ({ wishedMinor }) => wishedMinor,
  kept: ({ keptMinor }) => keptMinor,
  paid: ({ paidMinor }) => paidMinor,
};

/** One page of the reasons of a figure, with the figure. Refuses `not_found`. */
export async function pageOfReasons(
  on: Queryable,
  collectiveId: string,
  { id, figure }: { id: string; figure: FigureName },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  today: string,
): Promise<FigureReasons> {
  const envelope = await findEnvelope(on, collectiveId, id);
  const figures = (await loadFigures(on, collectiveId, today, [id])).get(id);
  if (!envelope || !figures) throw new Refusal("not_found", { at: "envelope", id });
  const rows = await listReasons(on, branches[figure](sql`(${collectiveId}::uuid, ${id}::uuid)`, today), readDayCursor(cursor), limit + 1);
  const page = cutPage(
    rows,
    limit,
    (row) => [row.dayOn, row.id],
    (row): Reason => ({ ...row, amount: formatAmount(BigInt(row.amount), envelope.currency) }),
  );
  return { figure, total: formatAmount(totals[figure](figures), envelope.currency), currency: envelope.currency, ...page };
}

/** Each branch is cut to a page of its own before they are merged, so that a million claims are not sorted for fifty. */
function listReasons(
  on: Queryable,
  parts: readonly SQL[],
  after: { readonly dayOn: string; readonly id: string } | undefined,
  limit: number,
): Promise<Row[]> {
  const isNext = after ? sql`where (b.day, b.id) < (${after.dayOn}::date, ${after.id}::uuid)` : sql``;
  const cut = parts.map((part) => sql`(select * from (${part}) b ${isNext} order by b.day desc, b.id desc limit ${limit})`);
  return queryRows<Row>(
    on,
    sql`select b.what, b.id, b.day::text as "dayOn", b.amount::text as amount, b.kind, b.label, b.member as "memberId", b.entry as "entryId"
      from (${sql.join(cut, sql` union all `)}) b order by b.day desc, b.id desc limit ${limit}`,
  );
}
