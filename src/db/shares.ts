/** Shares that are owed and what settles them, as payments, payment batches and reversals find them. */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Day } from "../domain/calendar.js";
import { doubtsOf, type Footing } from "../domain/footing.js";
import type { Grounds, Settlement, ShareFacts } from "../domain/payment.js";
import { type Queryable, queryRows } from "./client.js";
import { newId } from "./id.js";
import { isInOpenBatch } from "./payment-batches.js";
import { shareSettlements, shares, sharings } from "./schema/index.js";
import type { Tx } from "./transaction.js";

/** A share, and the day the entry of its sharing is dated; null until it is posted. */
export interface OwedFacts extends ShareFacts {
  readonly owedOn: Day | null;
}

/**
 * Shares with their rows locked, and their sharings' before, each in the order of their ids: of fifty who pay one share,
 * one after another finds what the last one left; and nobody reverses a sharing while it is paid.
 */
export async function lockShares(tx: Tx, collectiveId: string, ids: readonly string[]): Promise<Map<string, OwedFacts>> {
  const wanted = sql.param([...new Set(ids)]);
  await tx.execute(
    sql`select s.id from sharings s where s.collective_id = ${collectiveId} and s.id in
        (select h.sharing_id from shares h where h.collective_id = ${collectiveId} and h.id = any(${wanted}::uuid[]))
      order by s.id for no key update`,
  );
  await tx.execute(
    sql`select h.id from shares h where h.collective_id = ${collectiveId} and h.id = any(${wanted}::uuid[]) order by h.id for no key update`,
  );
  return findShares(tx, collectiveId, ids);
}

export async function findShares(on: Queryable, collectiveId: string, ids: readonly string[]): Promise<Map<string, OwedFacts>> {
  const rows = await queryRows<Record<"amount" | "paid" | "waived" | "refunded", string> & Omit<OwedFacts, `${string}Minor`>>(
    on,
    sql`select h.id, h.sharing_id as "sharingId", s.envelope_id as "envelopeId", h.member_id as "memberId", h.payee_id as "payeeId", h.nature,
        e.currency, h.amount_minor::text as amount, h.paid_minor::text as paid, h.waived_minor::text as waived, h.refunded_minor::text as refunded,
        s.status in ('posted', 'paid') as "isDue", n.dated_on::text as "owedOn"
      from shares h
      join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id
      join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
      left join entries n on n.collective_id = s.collective_id and n.id = s.entry_id
      where h.collective_id = ${collectiveId} and h.id = any(${sql.param([...new Set(ids)])}::uuid[])`,
  );
  return new Map(
    rows.map(({ amount, paid, waived, refunded, ...row }) => [
      row.id,
      {
        ...row,
        amountMinor: BigInt(amount),
        paidMinor: BigInt(paid),
        waivedMinor: BigInt(waived),
        refundedMinor: BigInt(refunded),
      },
    ]),
  );
}

/** Keeps what an entry did to shares, moves their figures by it, and says of each sharing whether it is paid in full. */
export async function settleShares(
  tx: Tx,
  collectiveId: string,
  entryId: string,
  settlements: readonly Settlement[],
  createdAt: Date,
): Promise<void> {
  if (settlements.length === 0) return;
  await tx.insert(shareSettlements).values(
    settlements.map(({ share, how, amountMinor, reason = null }) => ({
      collectiveId,
      id: newId(),
      shareId: share.id,
      entryId,
      how,
      amountMinor,
      reason,
      createdAt,
    })),
  );
  for (const { share, how, amountMinor } of settlements) {
    const change = {
      paid: { paidMinor: sql`${shares.paidMinor} + ${amountMinor}` },
      waived: { waivedMinor: sql`${shares.waivedMinor} + ${amountMinor}` },
      refunded: { refundedMinor: sql`${shares.refundedMinor} - ${amountMinor}` },
    }[how];
    await tx
      .update(shares)
      .set(change)
      .where(and(eq(shares.collectiveId, collectiveId), eq(shares.id, share.id)));
  }
  const sharingIds = [...new Set(settlements.map(({ share }) => share.sharingId))];
  await tx
    .update(sharings)
    .set({
      status: sql`case when exists (select from ${shares} h where h.collective_id = ${sharings.collectiveId} and h.sharing_id = ${sharings.id}
        and h.paid_minor + h.waived_minor < h.amount_minor) then 'posted' else 'paid' end`,
    })
    .where(and(eq(sharings.collectiveId, collectiveId), inArray(sharings.id, sharingIds), inArray(sharings.status, ["posted", "paid"])));
}

/**
 * What paying each share on a day rests on: the footings of its payee, and its expenses without a receipt. Of shares that
 * are not there, nothing.
 */
export async function loadGrounds(
  on: Queryable,
  collectiveId: string,
  shareIds: readonly string[],
  day: Day,
): Promise<Map<string, Grounds>> {
  if (shareIds.length === 0) return new Map();
  const rows = await queryRows<{
    id: string;
    nature: string;
    member: string;
    isStructure: boolean;
    footings: Footing[];
    receiptsMissing: number;
  }>(
    on,
    sql`select h.id, h.nature, coalesce(p.name, m.code) as member, m.kind = 'structure' as "isStructure",
        coalesce((select json_agg(f.footing) from footings f where f.collective_id = h.collective_id and f.member_id = h.payee_id
          and f.from_on <= ${day}::date and (f.until_on is null or f.until_on >= ${day}::date)), '[]') as footings,
        (select count(*)::int from sharing_lines l
          join contributions c on c.collective_id = l.collective_id and c.id = l.contribution_id
          where l.collective_id = h.collective_id and l.sharing_id = h.sharing_id and l.payee_id = h.payee_id and l.nature = h.nature
            and c.member_id = h.member_id and l.standing = 'reimbursed' and l.paid_minor > 0 and coalesce(trim(c.evidence), '') = ''
            and not exists (select from receipts r where r.collective_id = c.collective_id and r.contribution_id = c.id)) as "receiptsMissing"
      from shares h
      join members m on m.collective_id = h.collective_id and m.id = h.payee_id
      left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where h.collective_id = ${collectiveId} and h.id = any(${sql.param([...new Set(shareIds)])}::uuid[])`,
  );
  return new Map(
    rows.map(({ id, member, isStructure, ...share }) => [id, { member, doubts: doubtsOf({ ...share, isPaidToStructure: isStructure }) }]),
  );
}

export interface OwedRow {
  readonly payee: "member" | "third-party";
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly left: string;
  readonly items: {
    what: "share" | "bill";
    id: string;
    originId: string;
    label: string;
    nature: string;
    forMemberId: string | null;
    dueOn: string | null;
    amount: string;
    left: string;
  }[];
}

/** Shares that are due and bills that stand, each with its payee and what is left of it. */
const owedItems = (collectiveId: string): SQL => sql`
        select 'member' as payee, h.payee_id as id, coalesce(p.name, m.code) as name, e.currency, h.amount_minor - h.paid_minor - h.waived_minor as left_minor,
          json_build_object('what', 'share', 'id', h.id, 'originId', h.sharing_id, 'label', s.title, 'nature', h.nature, 'forMemberId', h.member_id,
            'dueOn', null, 'amount', h.amount_minor::text, 'left', (h.amount_minor - h.paid_minor - h.waived_minor)::text) as item, h.id as item_id
        from shares h
        join sharings s on s.collective_id = h.collective_id and s.id = h.sharing_id and s.status in ('posted', 'paid')
        join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
        join members m on m.collective_id = h.collective_id and m.id = h.payee_id
        left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
        where h.collective_id = ${collectiveId} and h.paid_minor + h.waived_minor < h.amount_minor
        union all
        select 'third-party', b.third_party_id, t.name, e.currency, b.amount_minor - b.paid_minor,
          json_build_object('what', 'bill', 'id', b.id, 'originId', b.envelope_id, 'label', b.label, 'nature', b.nature, 'forMemberId', null,
            'dueOn', b.due_on, 'amount', b.amount_minor::text, 'left', (b.amount_minor - b.paid_minor)::text), b.id
        from bills b
        join envelopes e on e.collective_id = b.collective_id and e.id = b.envelope_id
        join third_parties t on t.collective_id = b.collective_id and t.id = b.third_party_id
        where b.collective_id = ${collectiveId} and b.reversed_at is null and b.paid_minor < b.amount_minor`;

/** Payees with what they are owed, by name: shares that are due, bills that stand. */
export function listOwed(
  on: Queryable,
  collectiveId: string,
  { payee, payeeId }: { payee?: string | undefined; payeeId?: string | undefined },
  limit: number,
  after?: readonly string[],
): Promise<OwedRow[]> {
  const isNext = after ? sql`(o.name, o.id::text, o.currency) > (${after[0]}, ${after[1]}, ${after[2]})` : sql`true`;
  return queryRows<OwedRow>(
    on,
    sql`with owed as (${owedItems(collectiveId)}
      )
      select o.payee, o.id, o.name, o.currency, sum(o.left_minor)::text as left, json_agg(o.item order by o.item_id) as items
      from owed o
      where ${isNext} and ${payee ? sql`o.payee = ${payee}` : sql`true`} and ${payeeId ? sql`o.id = ${payeeId}::uuid` : sql`true`}
      group by o.payee, o.id, o.name, o.currency order by o.name, o.id::text, o.currency limit ${limit}`,
  );
}

/** What is owed and in no open payment batch, by currency: how many shares, how many bills, and what is left of them in minor units. */
export const sumOwed = (on: Queryable, collectiveId: string) =>
  queryRows<{ currency: string; shares: number; bills: number; left: string }>(
    on,
    sql`with owed as (${owedItems(collectiveId)}
      )
      select o.currency, count(*) filter (where o.payee = 'member')::int as shares, count(*) filter (where o.payee = 'third-party')::int as bills,
        sum(o.left_minor)::text as left
      from owed o where not ${isInOpenBatch(collectiveId, sql`o.item_id`)} group by o.currency order by o.currency`,
  );
