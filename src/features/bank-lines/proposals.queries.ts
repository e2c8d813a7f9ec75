/** What the open lines of a bank are compared with (domain/reconciling). */
import { type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { addDaysWithin } from "../../domain/calendar.js";
import type {
  KnownBatch,
  KnownDebt,
  KnownEntry,
  KnownExpected,
  KnownParty,
  KnownTransfer,
  OpenLine,
  OtherLine,
  ReconcilingFacts,
} from "../../domain/reconciling-facts.js";
import { isOnNone, type LineRow, oppositeOfEntry } from "./bank-lines.queries.js";

/** Entries, debts and sources that are looked at; a treasury with more has other worries. */
const readMax = 5000;
/** Days around the lines: what a platform pays out was taken up to 45 days before. */
const margin = { before: 46, after: 16 };

export const openLineOf = ({ id, datedOn, amount, label, counterparty, reference }: LineRow): OpenLine => ({
  id,
  datedOn,
  amountMinor: BigInt(amount),
  words: [label, counterparty, reference].filter(Boolean).join(" "),
});

/** The facts for the open lines of one bank, which are in the order of their days. */
export async function loadFacts(
  on: Queryable,
  collectiveId: string,
  { bankId, currency, lines }: { bankId: string; currency: string; lines: readonly LineRow[] },
): Promise<ReconcilingFacts> {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last)
    return { entries: [], returnable: [], debts: [], batches: [], expected: [], parties: [], others: [], feeEnvelopeId: null };
  const days = { from: addDaysWithin(first.datedOn, -margin.before), until: addDaysWithin(last.datedOn, margin.after) };
  return {
    entries: await loadEntries(on, collectiveId, bankId, days),
    returnable: await loadEntries(on, collectiveId, bankId, days, mayComeBack),
    debts: await loadDebts(on, collectiveId, currency),
    batches: await loadBatches(on, collectiveId, bankId),
    expected: await loadExpected(on, collectiveId, currency),
    parties: await loadParties(on, collectiveId),
    others: await loadOthers(on, collectiveId, bankId, currency, days),
    feeEnvelopeId: await lastFeeEnvelope(on, collectiveId, currency),
  };
}

interface Days {
  readonly from: string;
  readonly until: string;
}

/** Payments, and money in, that stand. */
const mayComeBack = sql`n.kind in ('payment', 'bill-payment', 'money-in')
  and not exists (select from entries r where r.collective_id = n.collective_id and r.reverses_id = n.id)`;

/** Entries that move a bank in some days: those that no statement shows, unless told otherwise. */
export async function loadEntries(
  on: Queryable,
  collectiveId: string,
  bankId: string,
  { from, until }: Days,
  isWanted: SQL = isOnNone,
): Promise<KnownEntry[]> {
  const rows = await queryRows<Omit<KnownEntry, "amountMinor"> & { amount: string }>(
    on,
    sql`select n.id, n.number, n.kind, n.dated_on::text as "datedOn", l.amount_minor::text as amount, n.document, t.text,
        array(
          select distinct coalesce(p.name, m.code, w.name) from lines k
          join accounts a on a.collective_id = k.collective_id and a.id = k.account_id
          left join members m on m.collective_id = a.collective_id and m.id = a.member_id
          left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
          left join third_parties w on w.collective_id = a.collective_id and w.id = a.third_party_id
          where k.collective_id = n.collective_id and k.entry_id = n.id and num_nonnulls(a.member_id, a.third_party_id) = 1
          union select w.name from third_parties w where w.collective_id = n.collective_id and w.id = (n.origin ->> 'thirdParty')::uuid
          union select coalesce(p.name, m.code) from members m left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
          where m.collective_id = n.collective_id and m.id = (n.origin ->> 'member')::uuid
          order by 1
        ) as names,
        (select json_build_object('id', q.id, 'number', q.number) from payment_batches q
          where q.collective_id = n.collective_id and q.id = (n.origin ->> 'batch')::uuid) as batch,
        ${oppositeOfEntry} as opposite
      from lines l
      join entries n on n.collective_id = l.collective_id and n.id = l.entry_id
      left join entry_texts t on t.collective_id = n.collective_id and t.id = n.id
      where l.collective_id = ${collectiveId} and l.account_id = ${bankId}::uuid and n.dated_on between ${from}::date and ${until}::date and ${isWanted}
      order by n.dated_on, n.position limit ${readMax}`,
  );
  return rows.map(({ amount, ...entry }) => ({ ...entry, amountMinor: BigInt(amount) }));
}

/** What is owed and is in no open payment batch. */
export async function loadDebts(on: Queryable, collectiveId: string, currency: string): Promise<KnownDebt[]> {
  const rows = await queryRows<Omit<KnownDebt, "leftMinor"> & { left: string }>(
    on,
    sql`select 'share' as what, h.id, h.sharing_id as "originId", h.payee_id as "payeeId", coalesce(p.name, m.code) as name, s.title as label, h.nature,
        null::text as document, (h.amount_minor - h.paid_minor - h.waived_minor)::text as left, n.dated_on::text as "owedOn"
      from shares h
      join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id and s.status in ('posted', 'paid')
      join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id and e.currency = ${currency}
      join entries n on n.collective_id = s.collective_id and n.id = s.entry_id
      join members m on m.collective_id = h.collective_id and m.id = h.payee_id
      left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where h.collective_id = ${collectiveId} and h.paid_minor + h.waived_minor < h.amount_minor and not ${isInBatch("share_id", "h")}
      union all
      select 'bill', b.id, b.envelope_id, b.third_party_id, t.name, b.label, b.nature, b.document, (b.amount_minor - b.paid_minor)::text, n.dated_on::text
      from bills b
      join envelopes e on e.collective_id = b.collective_id and e.id = b.envelope_id and e.currency = ${currency}
      join entries n on n.collective_id = b.collective_id and n.id = b.entry_id
      join third_parties t on t.collective_id = b.collective_id and t.id = b.third_party_id
      where b.collective_id = ${collectiveId} and b.reversed_at is null and b.paid_minor < b.amount_minor
        and not ${isInBatch("bill_id", "b")}
      order by "owedOn", id limit ${readMax}`,
  );
  return rows.map(({ left, ...debt }) => ({ ...debt, leftMinor: BigInt(left) }));
}

/** Whether a share (`h`) or a bill (`b`) is in a payment batch that is open. */
const isInBatch = (column: "share_id" | "bill_id", of: "h" | "b"): SQL =>
  sql.raw(
    `exists (select from payment_transfer_items i where i.collective_id = ${of}.collective_id and i.is_open and i.${column} = ${of}.id)`,
  );

/** Payment batches of a bank that are not ended, with those of their transfers that are on their way. */
async function loadBatches(on: Queryable, collectiveId: string, bankId: string): Promise<KnownBatch[]> {
  const rows = await queryRows<
    Pick<KnownBatch, "id" | "number" | "executesOn"> & { transfers: (Omit<KnownTransfer, "amountMinor"> & { amount: string })[] }
  >(
    on,
    sql`select q.id, q.number, q.executes_on::text as "executesOn",
        (select json_agg(json_build_object('id', t.id, 'reference', t.reference, 'amount', t.amount_minor::text,
            'name', coalesce(p.name, m.code, y.name), 'owedOn', (select max(n.dated_on)::text from payment_transfer_items i
              left join shares h on h.collective_id = i.collective_id and h.id = i.share_id
              left join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
              left join bills b on b.collective_id = i.collective_id and b.id = i.bill_id
              join entries n on n.collective_id = i.collective_id and n.id = coalesce(s.entry_id, b.entry_id)
              where i.collective_id = t.collective_id and i.transfer_id = t.id)) order by t.place)
          from payment_transfers t
          left join members m on m.collective_id = t.collective_id and m.id = t.member_id
          left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
          left join third_parties y on y.collective_id = t.collective_id and y.id = t.third_party_id
          where t.collective_id = q.collective_id and t.batch_id = q.id and t.status = 'open') as transfers
      from payment_batches q
      where q.collective_id = ${collectiveId} and q.account_id = ${bankId}::uuid and q.status = 'open'
      order by q.number limit ${readMax}`,
  );
  return rows.map(({ transfers, ...batch }) => ({
    ...batch,
    transfers: transfers.map(({ amount, ...transfer }) => ({ ...transfer, amountMinor: BigInt(amount) })),
  }));
}

async function loadExpected(on: Queryable, collectiveId: string, currency: string): Promise<KnownExpected[]> {
  const rows = await queryRows<Omit<KnownExpected, "amountMinor"> & { amount: string }>(
    on,
    sql`select x.id, x.envelope_id as "envelopeId", x.amount_minor::text as amount, x.source, x.expected_on::text as "expectedOn"
      from expected_money x
      join envelopes e on e.collective_id = x.collective_id and e.id = x.envelope_id and e.currency = ${currency} and e.closed_at is null
      where x.collective_id = ${collectiveId} and x.status in ('asked', 'notified', 'signed')
      order by x.expected_on nulls last, x.id limit ${readMax}`,
  );
  return rows.map(({ amount, ...money }) => ({ ...money, amountMinor: BigInt(amount) }));
}

/** Members and third parties who are here, with the nature and the open envelope of their last money in and bill. */
async function loadParties(on: Queryable, collectiveId: string): Promise<KnownParty[]> {
  return queryRows<KnownParty>(
    on,
    sql`with came as (
        select distinct on (party) party, nature, "envelopeId" from (
          select coalesce(n.origin ->> 'thirdParty', n.origin ->> 'member')::uuid as party, l.nature, (n.origin ->> 'envelope')::uuid as "envelopeId",
            n.dated_on, n.position
          from entries n
          join lines l on l.collective_id = n.collective_id and l.entry_id = n.id and l.line = 2
          join envelopes e on e.collective_id = n.collective_id and e.id = (n.origin ->> 'envelope')::uuid and e.closed_at is null
          where n.collective_id = ${collectiveId} and n.kind = 'money-in'
            and not exists (select from entries r where r.collective_id = n.collective_id and r.reverses_id = n.id)
        ) money where party is not null order by party, dated_on desc, position desc
      ), billed as (
        select distinct on (b.third_party_id) b.third_party_id as party, b.nature, b.envelope_id as "envelopeId"
        from bills b
        join envelopes e on e.collective_id = b.collective_id and e.id = b.envelope_id and e.closed_at is null
        where b.collective_id = ${collectiveId} and b.reversed_at is null order by b.third_party_id, b.billed_on desc, b.id desc
      ), parties as (
        select 'member' as what, m.id, coalesce(p.name, m.code) as name from members m
        left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
        where m.collective_id = ${collectiveId} and m.left_on is null
        union all
        select 'third-party', t.id, t.name from third_parties t where t.collective_id = ${collectiveId} and not t.is_archived
      )
      select y.what, y.id, y.name,
        case when c.party is null then null else json_build_object('nature', c.nature, 'envelopeId', c."envelopeId") end as "lastIn",
        case when b.party is null then null else json_build_object('nature', b.nature, 'envelopeId', b."envelopeId") end as "lastBill"
      from parties y left join came c on c.party = y.id left join billed b on b.party = y.id
      order by y.what, y.name, y.id limit ${readMax}`,
  );
}

async function loadOthers(
  on: Queryable,
  collectiveId: string,
  bankId: string,
  currency: string,
  { from, until }: Days,
): Promise<OtherLine[]> {
  const rows = await queryRows<Omit<OtherLine, "amountMinor"> & { amount: string }>(
    on,
    sql`select b.id, b.account_id as "bankId", a.name as "bankName", b.dated_on::text as "datedOn", b.amount_minor::text as amount
      from bank_lines b
      join accounts a on a.collective_id = b.collective_id and a.id = b.account_id and a.commodity = ${currency}
      where b.collective_id = ${collectiveId} and b.account_id <> ${bankId}::uuid and b.status = 'open' and b.dated_on between ${from}::date and ${until}::date
      order by b.dated_on, b.id limit ${readMax}`,
  );
  return rows.map(({ amount, ...line }) => ({ ...line, amountMinor: BigInt(amount) }));
}

async function lastFeeEnvelope(on: Queryable, collectiveId: string, currency: string): Promise<string | null> {
  const [row] = await queryRows<{ id: string }>(
    on,
    sql`select e.id from entries n
      join envelopes e on e.collective_id = n.collective_id and e.id = (n.origin ->> 'envelope')::uuid and e.closed_at is null and e.currency = ${currency}
      where n.collective_id = ${collectiveId} and n.kind = 'bank-fee' order by n.position desc limit 1`,
  );
  return row?.id ?? null;
}
