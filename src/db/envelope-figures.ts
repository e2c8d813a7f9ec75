/**
 * Envelopes and their figures (DESIGN §6) as they are read: all the sums of any number of envelopes in one query.
 *
 * What the sums mean stands in domain/envelope. Received, billed and shared are the lines of the envelope's account, told
 * apart by what posted them (a reversal counts with what it reverses), so that they always add up to its balance.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../domain/calendar.js";
import { type EnvelopeFigures, figuresOf } from "../domain/envelope.js";
import { type Queryable, queryRows } from "./client.js";
import type { Tx } from "./transaction.js";

/**
 * What a line of an envelope's account counts as. `l` is the line, `n` its entry, `k.kind` the kind of the entry, or of
 * the one it reverses.
 */
export const countsAs: SQL = sql`case
  when k.kind = 'sharing' or l.nature = 'levy' or (k.kind = 'refund' and n.origin ->> 'share' is not null) then 'shared'
  when k.kind in ('bill', 'bank-fee', 'refund') then 'billed' else 'received' end`;
/** Sharings whose money has left the envelope. */
export const postedStatuses: SQL = sql`('posted', 'paid')`;

/**
 * Claims that stand: not withdrawn, of nothing that is reimbursed, and in no posted sharing. `c` are contributions, which
 * enter sharings of their own envelope alone: `ofEnvelopes` says of the sharings `s` that they are of the same ones, so
 * that the lines of all others are not read. They are read once into a hash (`not in`): where the planner knows nothing of
 * a new table it would read them again for each contribution.
 */
export const isWished = (ofEnvelopes: SQL): SQL => sql`c.claim_minor is not null and c.settlement is null and c.status <> 'withdrawn'
  and c.id not in (select l.contribution_id from sharings s join sharing_lines l on l.collective_id = s.collective_id and l.sharing_id = s.id
    where ${ofEnvelopes} and s.status in ${postedStatuses} and l.carried_id is null and l.position is not null and l.voided_at is null)`;

/** Carried wishes that stand: not voided, not fallen, and in no posted sharing since. `w` are carried wishes. */
export const isCarried = (ofEnvelopes: SQL, today: Day): SQL => sql`w.voided_at is null and w.falls_on > ${today}::date
  and w.id not in (select l.carried_id from sharings s join sharing_lines l on l.collective_id = s.collective_id and l.sharing_id = s.id
    where ${ofEnvelopes} and s.status in ${postedStatuses} and l.carried_id is not null and l.position is not null and l.voided_at is null)`;

interface SumsRow {
  id: string;
  received: string;
  billed: string;
  shared: string;
  expected: string;
  unpaid: string;
  adopted: string;
  wished: string;
  carried: string;
  kept: string;
  paid: string;
}

/** The figures of these envelopes, or of all of the collective. `today` is the day on which carried wishes fall or stand. */
export async function loadFigures(
  on: Queryable,
  collectiveId: string,
  today: Day,
  envelopeIds?: readonly string[],
): Promise<Map<string, EnvelopeFigures>> {
  if (envelopeIds?.length === 0) return new Map();
  const within = (alias: string, column = "envelope_id"): SQL => {
    const [collective, envelope] = [sql.raw(`${alias}.collective_id`), sql.raw(`${alias}.${column}`)];
    return envelopeIds
      ? sql`${collective} = ${collectiveId} and ${envelope} = any(${sql.param([...envelopeIds])}::uuid[])`
      : sql`${collective} = ${collectiveId}`;
  };
  const rows = await queryRows<SumsRow>(
    on,
    sql`with moved as (
        select a.envelope_id as id, ${countsAs} as what, sum(l.amount_minor) as amount
        from accounts a
        join lines l on l.collective_id = a.collective_id and l.account_id = a.id
        join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
        left join entries r on r.collective_id = n.collective_id and r.id = n.reverses_id
        cross join lateral (select coalesce(r.kind, n.kind) as kind) k
        where ${within("a")} group by 1, 2
      ), expected as (
        select x.envelope_id as id, sum(x.amount_minor) as amount from expected_money x
        where ${within("x")} and x.status not in ('received', 'dropped') group by 1
      ), unpaid as (
        select b.envelope_id as id, sum(b.amount_minor - b.paid_minor) as amount from bills b
        where ${within("b")} and b.reversed_at is null and b.paid_minor < b.amount_minor group by 1
      ), adopted as (
        select s.envelope_id as id, sum(coalesce(s.distributed_minor, s.amount_minor)) as amount from sharings s
        where ${within("s")} and s.status = 'adopted' group by 1
      ), wished as (
        select c.envelope_id as id, sum(c.claim_minor) as amount from contributions c
        where ${within("c")} and ${isWished(within("s"))} group by 1
      ), carried as (
        select w.envelope_id as id, sum(w.amount_minor) as amount from carried_wishes w
        where ${within("w")} and ${isCarried(within("s"), today)} group by 1
      ), given as (
        select s.envelope_id as id, sum(h.amount_minor) as kept, sum(h.paid_minor + h.waived_minor - h.refunded_minor) as paid
        from sharings s join shares h on h.collective_id = s.collective_id and h.sharing_id = s.id
        where ${within("s")} and s.status in ${postedStatuses} group by 1
      )
      select e.id,
        coalesce(-(select amount from moved m where m.id = e.id and m.what = 'received'), 0)::text as received,
        coalesce((select amount from moved m where m.id = e.id and m.what = 'billed'), 0)::text as billed,
        coalesce((select amount from moved m where m.id = e.id and m.what = 'shared'), 0)::text as shared,
        coalesce(expected.amount, 0)::text as expected, coalesce(unpaid.amount, 0)::text as unpaid,
        coalesce(adopted.amount, 0)::text as adopted, coalesce(wished.amount, 0)::text as wished,
        coalesce(carried.amount, 0)::text as carried, coalesce(given.kept, 0)::text as kept, coalesce(given.paid, 0)::text as paid
      from envelopes e
      left join expected on expected.id = e.id left join unpaid on unpaid.id = e.id left join adopted on adopted.id = e.id
      left join wished on wished.id = e.id left join carried on carried.id = e.id left join given on given.id = e.id
      where ${within("e", "id")}`,
  );
  return new Map(rows.map((row) => [row.id, figuresOfRow(row)]));
}

const figuresOfRow = (row: SumsRow): EnvelopeFigures =>
  figuresOf({
    receivedMinor: BigInt(row.received),
    billedMinor: BigInt(row.billed),
    sharedMinor: BigInt(row.shared),
    expectedMinor: BigInt(row.expected),
    billsUnpaidMinor: BigInt(row.unpaid),
    sharingsAdoptedMinor: BigInt(row.adopted),
    wishedMinor: BigInt(row.wished) + BigInt(row.carried),
    keptMinor: BigInt(row.kept),
    paidMinor: BigInt(row.paid),
  });

/** An envelope as rules read it. */
export interface Envelope {
  readonly id: string;
  readonly circleId: string;
  readonly name: string;
  readonly currency: string;
  readonly isClosed: boolean;
  readonly eligibleFromOn: Day | null;
  readonly eligibleUntilOn: Day | null;
}

/**
 * Envelopes with their rows locked, in the order of their ids: who commits the money of an envelope (adopts a sharing,
 * takes something out of it, closes it) waits for who is doing so. The lock comes before that of the collective's chain.
 */
export async function lockEnvelopes(tx: Tx, collectiveId: string, ids: readonly string[]): Promise<Map<string, Envelope>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<Envelope>(
    tx,
    sql`select id, circle_id as "circleId", name, currency, closed_at is not null as "isClosed",
        eligible_from_on::text as "eligibleFromOn", eligible_until_on::text as "eligibleUntilOn"
      from envelopes where collective_id = ${collectiveId} and id = any(${sql.param([...new Set(ids)])}::uuid[])
      order by id for no key update`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
