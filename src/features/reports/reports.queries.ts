/** What reports read: sums of the ledger's lines, and what was given. */
import { and, asc, eq, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { plannedLines } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import { isUnveiled } from "../../db/veil.js";
import type { Moved, PlannedLine } from "../../domain/report.js";

interface Days {
  readonly fromOn: string;
  readonly untilOn: string;
}

/** Sums by envelope, fund, and who gave what a share pays for, of the entries of some days. */
export async function listMoved(
  on: Queryable,
  { id, currency }: { readonly id: string; readonly currency: string },
  { fromOn, untilOn }: Days,
  envelopeId?: string,
): Promise<Moved[]> {
  const rows = await queryRows<Omit<Moved, "amountMinor"> & { sum: string }>(
    on,
    sql`select a.class, case when a.class = 'member' then coalesce(l.for_member_id, a.member_id) else coalesce(a.envelope_id, a.fund_id) end as "ownerId",
        e.funding, coalesce(r.kind, n.kind) as event, l.nature, sum(l.amount_minor)::text as sum
      from entries n
      join lines l on l.collective_id = n.collective_id and l.entry_id = n.id and l.commodity = ${currency}
      join accounts a on a.collective_id = l.collective_id and a.id = l.account_id and a.class in ('envelope', 'fund', 'member')
      left join envelopes e on e.collective_id = a.collective_id and e.id = a.envelope_id
      left join entries r on r.collective_id = n.collective_id and r.id = n.reverses_id
      where n.collective_id = ${id}::uuid and n.dated_on between ${fromOn}::date and ${untilOn}::date and ${isUnveiled("n", null)}
        and ${envelopeId ? sql`a.envelope_id = ${envelopeId}::uuid` : sql`true`}
      group by 1, 2, 3, 4, 5 order by 1, 2, 4, 5`,
  );
  return rows.map(({ sum, ...row }) => ({ ...row, amountMinor: BigInt(sum) }));
}

export interface PurseRow {
  readonly id: string;
  readonly class: "envelope" | "fund";
  readonly name: string;
  readonly circleId: string | null;
  readonly circle: string | null;
  /** What was in it before the first day. */
  readonly before: string;
}

/** Envelopes and funds with what was in them on the evening before a day. */
export const listPurses = (
  on: Queryable,
  { id, currency }: { readonly id: string; readonly currency: string },
  fromOn: string,
): Promise<PurseRow[]> =>
  queryRows<PurseRow>(
    on,
    sql`select coalesce(e.id, f.id) as id, a.class, coalesce(e.name, f.name) as name, e.circle_id as "circleId", c.name as circle,
        coalesce((select sum(-l.amount_minor) from lines l join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
          where l.collective_id = a.collective_id and l.account_id = a.id and n.dated_on < ${fromOn}::date), 0)::text as before
      from accounts a
      left join envelopes e on e.collective_id = a.collective_id and e.id = a.envelope_id
      left join circles c on c.collective_id = e.collective_id and c.id = e.circle_id
      left join funds f on f.collective_id = a.collective_id and f.id = a.fund_id
      where a.collective_id = ${id}::uuid and a.class in ('envelope', 'fund') and a.commodity = ${currency}
      order by a.class, name, 1`,
  );

export interface GivenKindRow {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly count: number;
  readonly people: number;
  readonly quantity: string | null;
  readonly amount: string | null;
  readonly paid: string;
}

/** Kinds with what was given of them in some days, and what the sharings posted in these days paid for them. */
export const listGivenKinds = (on: Queryable, collectiveId: string, { fromOn, untilOn }: Days): Promise<GivenKindRow[]> =>
  queryRows<GivenKindRow>(
    on,
    sql`select k.id, k.name, k.unit, coalesce(g.count, 0)::int as count, coalesce(g.people, 0)::int as people,
        trim_scale(g.quantity)::text as quantity, g.amount::text as amount, coalesce(p.paid, 0)::text as paid
      from kinds k
      left join (select c.kind_id, count(*) as count, count(distinct c.member_id) as people, sum(c.quantity) as quantity, sum(c.amount_minor) as amount
        from contributions c where c.collective_id = ${collectiveId}::uuid and c.status <> 'withdrawn'
          and c.day_on between ${fromOn}::date and ${untilOn}::date group by 1) g on g.kind_id = k.id
      left join (select c.kind_id, sum(l.paid_minor) as paid
        from sharings s
        join entries n on n.collective_id = s.collective_id and n.id = s.entry_id and n.dated_on between ${fromOn}::date and ${untilOn}::date
        join sharing_lines l on l.collective_id = s.collective_id and l.sharing_id = s.id and l.voided_at is null
        join contributions c on c.collective_id = l.collective_id and c.id = l.contribution_id
        where s.collective_id = ${collectiveId}::uuid and s.status in ('posted', 'paid') group by 1) p on p.kind_id = k.id
      where k.collective_id = ${collectiveId}::uuid and (g.count > 0 or p.paid > 0)
      order by k.unit is null, k.name`,
  );

// Envelopes ----------------------------------------------------------------------------------------------------------

export interface FundedRow {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly circleId: string;
  readonly funding: string | null;
  readonly funder: string | null;
  readonly agreement: string | null;
  readonly eligibleFromOn: string | null;
  readonly eligibleUntilOn: string | null;
  readonly reportDueOn: string | null;
  /** The first and the last day that something moved in it. */
  readonly firstOn: string | null;
  readonly lastOn: string | null;
}

export async function findFunded(on: Queryable, collectiveId: string, id: string): Promise<FundedRow | undefined> {
  const [row] = await queryRows<FundedRow>(
    on,
    sql`select e.id, e.name, e.currency, e.circle_id as "circleId", e.funding, t.name as funder, e.agreement, e.eligible_from_on::text as "eligibleFromOn",
        e.eligible_until_on::text as "eligibleUntilOn", e.report_due_on::text as "reportDueOn", d.first_on::text as "firstOn", d.last_on::text as "lastOn"
      from envelopes e
      left join third_parties t on t.collective_id = e.collective_id and t.id = e.funder_id
      left join lateral (select min(n.dated_on) as first_on, max(n.dated_on) as last_on from accounts a
        join lines l on l.collective_id = a.collective_id and l.account_id = a.id
        join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
        where a.collective_id = e.collective_id and a.envelope_id = e.id) d on true
      where e.collective_id = ${collectiveId}::uuid and e.id = ${id}::uuid`,
  );
  return row;
}

export async function loadPlan(on: Queryable, collectiveId: string, envelopeId: string): Promise<PlannedLine[]> {
  const { side, nature, label, amountMinor } = plannedLines;
  const rows = await on
    .select({ side, nature, label, amountMinor })
    .from(plannedLines)
    .where(and(eq(plannedLines.collectiveId, collectiveId), eq(plannedLines.envelopeId, envelopeId)))
    .orderBy(asc(plannedLines.line));
  return rows.map((row) => ({ ...row, side: row.side as PlannedLine["side"] }));
}

/** Puts a plan in the place of the one before, under the lock of its envelope. */
export async function replacePlan(tx: Tx, collectiveId: string, envelopeId: string, plan: readonly PlannedLine[]): Promise<void> {
  await tx.execute(sql`select from envelopes where collective_id = ${collectiveId}::uuid and id = ${envelopeId}::uuid for update`);
  await tx.delete(plannedLines).where(and(eq(plannedLines.collectiveId, collectiveId), eq(plannedLines.envelopeId, envelopeId)));
  if (plan.length > 0)
    await tx.insert(plannedLines).values(plan.map((each, index) => ({ collectiveId, envelopeId, line: index + 1, ...each })));
}

export interface OutsideRow {
  readonly what: "bill" | "contribution";
  readonly id: string;
  readonly label: string;
  readonly dayOn: string;
  readonly amount: string;
  /** The kind that the funding does not accept; null where it is the day. */
  readonly kind: string | null;
}

/** What was spent on days, or paid for kinds, that the funding does not accept. */
export const listOutside = (on: Queryable, collectiveId: string, envelopeId: string): Promise<OutsideRow[]> =>
  queryRows<OutsideRow>(
    on,
    sql`with e as (select * from envelopes where collective_id = ${collectiveId}::uuid and id = ${envelopeId}::uuid)
      select 'bill' as what, b.id, b.label, b.billed_on::text as "dayOn", b.amount_minor::text as amount, null as kind
        from e join bills b on b.collective_id = e.collective_id and b.envelope_id = e.id and b.reversed_at is null
        where b.billed_on < e.eligible_from_on or b.billed_on > e.eligible_until_on
      union all
      select 'contribution', c.id, c.note, c.day_on::text, l.paid_minor::text,
          case when cardinality(e.eligible_kind_ids) > 0 and c.kind_id <> all(e.eligible_kind_ids) then k.name end
        from e join sharings s on s.collective_id = e.collective_id and s.envelope_id = e.id and s.status in ('posted', 'paid')
        join sharing_lines l on l.collective_id = s.collective_id and l.sharing_id = s.id and l.voided_at is null and l.paid_minor > 0
        join contributions c on c.collective_id = l.collective_id and c.id = l.contribution_id
        join kinds k on k.collective_id = c.collective_id and k.id = c.kind_id
        where c.day_on < e.eligible_from_on or c.day_on > e.eligible_until_on
          or (cardinality(e.eligible_kind_ids) > 0 and c.kind_id <> all(e.eligible_kind_ids))
      order by "dayOn", id limit 500`,
  );

// Before a year closes -----------------------------------------------------------------------------------------------

export interface ClosingRow {
  readonly billsUnpaid: number;
  readonly billsUnpaidMinor: string;
  readonly sharesUnpaid: number;
  readonly sharesUnpaidMinor: string;
  readonly sharingsWaiting: number;
  readonly questioned: number;
  readonly receiptsMissing: number;
  readonly banksBelow: number;
  readonly reportsDue: number;
  readonly bankLinesOpen: number;
  readonly isBeforeOpen: boolean;
  readonly needsSiren: boolean;
}

/** What a treasurer looks at before a year closes. */
export async function closingFacts(
  on: Queryable,
  { id, currency }: { id: string; currency: string },
  { fromOn, untilOn }: Days,
): Promise<ClosingRow> {
  const [row] = await queryRows<ClosingRow>(
    on,
    sql`select
      (select count(*)::int from bills b where b.collective_id = ${id}::uuid and b.reversed_at is null and b.paid_minor < b.amount_minor and b.billed_on <= ${untilOn}::date) as "billsUnpaid",
      (select coalesce(sum(b.amount_minor - b.paid_minor), 0)::text from bills b join envelopes e on e.collective_id = b.collective_id and e.id = b.envelope_id and e.currency = ${currency}
        where b.collective_id = ${id}::uuid and b.reversed_at is null and b.paid_minor < b.amount_minor and b.billed_on <= ${untilOn}::date) as "billsUnpaidMinor",
      h.count as "sharesUnpaid", h.sum as "sharesUnpaidMinor",
      (select count(*)::int from sharings s where s.collective_id = ${id}::uuid and s.status in ('proposed', 'adopted') and s.until_on <= ${untilOn}::date) as "sharingsWaiting",
      (select count(*)::int from contributions c where c.collective_id = ${id}::uuid and c.status = 'questioned' and c.day_on between ${fromOn}::date and ${untilOn}::date) as questioned,
      (select count(*)::int from contributions c join kinds k on k.collective_id = c.collective_id and k.id = c.kind_id and k.is_expense
        where c.collective_id = ${id}::uuid and c.status <> 'withdrawn' and c.settlement = 'reimburse' and coalesce(trim(c.evidence), '') = ''
          and not exists (select from receipts r where r.collective_id = c.collective_id and r.contribution_id = c.id)
          and c.day_on between ${fromOn}::date and ${untilOn}::date) as "receiptsMissing",
      (select count(*)::int from accounts a where a.collective_id = ${id}::uuid and a.class = 'bank' and a.commodity <> 'points' and
        (select coalesce(sum(l.amount_minor), 0) from lines l join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
          where l.collective_id = a.collective_id and l.account_id = a.id and n.dated_on <= ${untilOn}::date) < 0) as "banksBelow",
      (select count(*)::int from envelopes e where e.collective_id = ${id}::uuid and e.closed_at is null and e.report_due_on <= ${untilOn}::date) as "reportsDue",
      (select count(*)::int from bank_lines b where b.collective_id = ${id}::uuid and b.status = 'open' and b.dated_on <= ${untilOn}::date) as "bankLinesOpen",
      exists (select from fiscal_years y where y.collective_id = ${id}::uuid and y.closed_at is null and y.starts_on < ${fromOn}::date) as "isBeforeOpen",
      exists (select from collectives c where c.id = ${id}::uuid and c.hosted_by is null and c.siren is null and c.currency = 'EUR') as "needsSiren"
    from (select count(*)::int as count, coalesce(sum(h.amount_minor - h.paid_minor - h.waived_minor), 0)::text as sum
      from shares h join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id and s.status in ('posted', 'paid')
      join entries n on n.collective_id = s.collective_id and n.id = s.entry_id and n.dated_on <= ${untilOn}::date
      where h.collective_id = ${id}::uuid and h.paid_minor + h.waived_minor < h.amount_minor) h`,
  );
  return row as ClosingRow;
}
