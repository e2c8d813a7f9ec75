/**
 * What exports read: rows in an order of their own, a batch at a time, so that a million of them pass through little memory.
 * All are read in one snapshot (exports.actions.ts), so that every table of one export tells of the same moment.
 */
import { type SQL, sql } from "drizzle-orm";
import { accountName, accountsWithOwners } from "../../db/balances.js";
import { type Queryable, queryRows } from "../../db/client.js";
import { streamRows } from "../../db/transaction.js";
import { isUnveiled } from "../../db/veil.js";

/** Days an export is limited to, both included. */
export interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

const within = (day: SQL, { from, until }: Period): SQL =>
  sql`${from ? sql`${day} >= ${from}::date` : sql`true`} and ${until ? sql`${day} <= ${until}::date` : sql`true`}`;

/** A member's name, or the code that stays after an erasure. */
const memberName = (alias: string): SQL => sql`coalesce(${sql.identifier(`${alias}_profile`)}.name, ${sql.identifier(alias)}.code)`;
const joinMember = (alias: string, column: SQL): SQL => sql`
  left join members ${sql.identifier(alias)} on ${sql.identifier(alias)}.collective_id = c.collective_id and ${sql.identifier(alias)}.id = ${column}
  left join member_profiles ${sql.identifier(`${alias}_profile`)}
    on ${sql.identifier(`${alias}_profile`)}.collective_id = c.collective_id and ${sql.identifier(`${alias}_profile`)}.id = ${column}`;

export interface ContributionRow {
  readonly id: string;
  readonly dayOn: string;
  readonly untilOn: string | null;
  readonly member: string;
  readonly kind: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly amountMinor: string | null;
  readonly claimMinor: string | null;
  readonly circle: string;
  readonly envelope: string | null;
  readonly payee: string | null;
  readonly note: string;
  readonly tags: string;
  readonly evidence: string | null;
  readonly settlement: string | null;
  readonly isVolunteered: boolean;
  readonly status: string;
}

/** Contributions as they were logged, the first first; withdrawn ones too, and they say so. */
export const contributionRows = (
  on: Queryable,
  collectiveId: string,
  { memberId, ...period }: Period & { memberId?: string | undefined },
) =>
  streamRows<ContributionRow>(
    on,
    sql`select c.id, c.day_on::text as "dayOn", c.until_on::text as "untilOn", ${memberName("giver")} as member,
        k.name as kind, trim_scale(c.quantity)::text as quantity, k.unit, c.amount_minor::text as "amountMinor", c.claim_minor::text as "claimMinor",
        ci.name as circle, e.name as envelope, case when c.paid_to is not null then ${memberName("payee")} end as payee,
        c.note, array_to_string(c.tags, ', ') as tags, c.evidence, c.settlement, c.is_volunteered as "isVolunteered", c.status
      from contributions c ${joinMember("giver", sql`c.member_id`)} ${joinMember("payee", sql`c.paid_to`)}
      join kinds k on k.collective_id = c.collective_id and k.id = c.kind_id
      join circles ci on ci.collective_id = c.collective_id and ci.id = c.circle_id
      left join envelopes e on e.collective_id = c.collective_id and e.id = c.envelope_id
      where c.collective_id = ${collectiveId} and ${within(sql`c.day_on`, period)}
        and ${memberId === undefined ? sql`true` : sql`c.member_id = ${memberId}::uuid`}
      order by c.id`,
  );

export interface EntryLineRow {
  readonly position: string;
  readonly line: number;
  readonly yearStartsOn: string;
  readonly number: number;
  readonly datedOn: string;
  readonly kind: string;
  readonly document: string | null;
  readonly text: string | null;
  readonly class: string;
  readonly account: string;
  readonly forMember: string | null;
  readonly nature: string | null;
  readonly commodity: string;
  readonly amountMinor: string;
  readonly reversesNumber: number | null;
  readonly hash: string;
}

/**
 * Every line of every entry that a reader may see, in the order of the chain. What accounts and people are called is read once
 * beforehand: there are few of them beside their lines.
 */
export async function* entryLineRows(
  on: Queryable,
  collectiveId: string,
  period: Period,
  readerId: string | null,
): AsyncGenerator<readonly EntryLineRow[]> {
  const accounts = await queryRows<{ id: string; class: string; name: string }>(
    on,
    sql`select a.id, a.class, ${accountName} as name from ${accountsWithOwners} where a.collective_id = ${collectiveId}`,
  );
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const nameOf = await namesById(on, collectiveId);
  const lines = streamRows<Omit<EntryLineRow, "class" | "account" | "forMember"> & { accountId: string; forMemberId: string | null }>(
    on,
    sql`select n.position::text, c.line, n.year_starts_on::text as "yearStartsOn", n.number, n.dated_on::text as "datedOn",
        n.kind, n.document, x.text, c.account_id as "accountId", c.for_member_id as "forMemberId", c.nature, c.commodity,
        c.amount_minor::text as "amountMinor", r.number as "reversesNumber", encode(n.hash, 'hex') as hash
      from entries n
      join lines c on c.collective_id = n.collective_id and c.entry_id = n.id
      left join entry_texts x on x.collective_id = n.collective_id and x.id = n.id
      left join entries r on r.collective_id = n.collective_id and r.id = n.reverses_id
      where n.collective_id = ${collectiveId} and ${isUnveiled("n", readerId)}
        and ${within(sql`n.dated_on`, period)}
      order by n.position, c.line`,
  );
  for await (const batch of lines)
    yield batch.map((line) => {
      const account = accountOf.get(line.accountId);
      const forMember = line.forMemberId === null ? null : (nameOf.get(line.forMemberId) ?? null);
      return Object.assign(line, { class: account?.class ?? "", account: account?.name ?? "", forMember });
    });
}

export interface ShareRow {
  readonly id: string;
  readonly sharingId: string;
  readonly sharing: string;
  readonly envelope: string;
  readonly sequence: number;
  readonly datedOn: string;
  readonly memberId: string;
  readonly member: string;
  readonly payee: string;
  readonly nature: string;
  readonly currency: string;
  readonly amountMinor: string;
  readonly paidMinor: string;
  readonly waivedMinor: string;
}

/** Shares of posted sharings that stand, sharing after sharing as they were posted. */
export const shareRows = (on: Queryable, collectiveId: string, period: Period) =>
  streamRows<ShareRow>(
    on,
    sql`select c.id, s.id as "sharingId", s.title as sharing, e.name as envelope, s.sequence, n.dated_on::text as "datedOn",
        c.member_id as "memberId", ${memberName("giver")} as member, ${memberName("payee")} as payee, c.nature, e.currency,
        c.amount_minor::text as "amountMinor", c.paid_minor::text as "paidMinor", c.waived_minor::text as "waivedMinor"
      from shares c
      join sharings s on s.collective_id = c.collective_id and s.id = c.sharing_id
      join envelopes e on e.collective_id = s.collective_id and e.id = s.envelope_id
      join entries n on n.collective_id = s.collective_id and n.id = s.entry_id
      ${joinMember("giver", sql`c.member_id`)} ${joinMember("payee", sql`c.payee_id`)}
      where c.collective_id = ${collectiveId} and s.reversal_entry_id is null
        and ${within(sql`n.dated_on`, period)}
      order by c.id`,
  );

/** The document and the result of a posted sharing, as they were kept. */
export async function keptSharing(
  on: Queryable,
  collectiveId: string,
  id: string,
): Promise<{ document: string; result: string } | undefined> {
  const [kept] = await queryRows<{ document: string; result: string }>(
    on,
    sql`select document, result from sharings where collective_id = ${collectiveId} and id = ${id} and document is not null and result is not null`,
  );
  return kept;
}

/** Names of members, by id, for the sentences of an explanation; funds by theirs. */
export async function namesById(on: Queryable, collectiveId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await queryRows<{ id: string; name: string }>(
    on,
    sql`select m.id, coalesce(p.name, m.code) as name from members m
        left join member_profiles p on p.collective_id = m.collective_id and p.id = m.id where m.collective_id = ${collectiveId}
      union all select id, name from funds where collective_id = ${collectiveId}`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
