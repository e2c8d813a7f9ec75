/** What an erasure deletes beside the profile, and what is in its way. */
import { type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import type { Tx } from "../../db/transaction.js";

/** What the ledger owes a member, by commodity, in minor units. */
export const owedTo = (on: Queryable, collectiveId: string, memberId: string): Promise<{ commodity: string; owedMinor: string }[]> =>
  queryRows(
    on,
    sql`select commodity, (-balance_minor)::text as "owedMinor" from accounts
      where collective_id = ${collectiveId}::uuid and member_id = ${memberId}::uuid and balance_minor <> 0 order by commodity`,
  );

/**
 * Whether a text names them: by their e-mail, or by their name as words of their own («Ana», not «Banane»). A name that
 * somebody else has here as well does not say who is meant.
 */
const names = (text: SQL, collectiveId: string, memberId: string): SQL => sql`exists (
  select from member_profiles p where p.collective_id = ${collectiveId}::uuid and p.id = ${memberId}::uuid and (
    strpos(lower(${text}), lower(p.email)) > 0
    or ${text} ~* ('(^|[^[:alnum:]])' || regexp_replace(trim(p.name), '([^[:alnum:][:space:]])', '\\\\\\1', 'g') || '([^[:alnum:]]|$)')
      and not exists (select from member_profiles o
        where o.collective_id = p.collective_id and o.id <> p.id and lower(trim(o.name)) = lower(trim(p.name)))))`;

/** Receipts of a member’s contributions, and those they added; `isKept` where the ledger rests on them: the proof of an entry stays. */
const receiptsOf = (collectiveId: string, memberId: string): SQL => sql`
  select r.id, r.name, r.contribution_id as "contributionId", r.bill_id as "billId", p.until_on is not null as "isKept",
    p.until_on::text as "keptUntilOn", coalesce(c.day_on, b.billed_on)::text as "dayOn"
  from receipts r
  left join contributions c on c.collective_id = r.collective_id and c.id = r.contribution_id
  left join bills b on b.collective_id = r.collective_id and b.id = r.bill_id
  left join lateral (
    select (max(y.ends_on) + interval '10 years')::date as until_on from entries n
    join fiscal_years y on y.collective_id = n.collective_id and y.starts_on = n.year_starts_on
    where n.collective_id = r.collective_id and (n.id = b.entry_id or n.id in (
      select s.entry_id from sharing_lines l join sharings s on s.collective_id = l.collective_id and s.id = l.sharing_id
      where l.collective_id = r.collective_id and l.contribution_id = r.contribution_id and l.voided_at is null and s.status in ('posted', 'paid')))
    ) p on true
  where r.collective_id = ${collectiveId}::uuid and (r.added_by = ${memberId}::uuid or c.member_id = ${memberId}::uuid)
  order by "dayOn", r.id`;

export interface ReceiptLeft {
  readonly id: string;
  readonly name: string;
  readonly contributionId: string | null;
  readonly billId: string | null;
  readonly isKept: boolean;
  readonly keptUntilOn: string | null;
  readonly dayOn: string;
}

export const listReceiptsOf = (on: Queryable, collectiveId: string, memberId: string): Promise<ReceiptLeft[]> =>
  queryRows(on, receiptsOf(collectiveId, memberId));

export const deleteReceipts = (tx: Tx, collectiveId: string, ids: readonly string[]) =>
  tx.execute(sql`delete from receipts where collective_id = ${collectiveId}::uuid and id = any (${`{${ids.join(",")}}`}::text::uuid[])`);

export async function countErasure(on: Queryable, collectiveId: string, memberId: string) {
  const here = sql`${collectiveId}::uuid`;
  const [counted] = await queryRows<{ contributions: number; entryTexts: number; reviews: number; notices: number; bankLines: number }>(
    on,
    sql`select
      (select count(*)::int from contributions where collective_id = ${here} and member_id = ${memberId}::uuid) as contributions,
      (select count(*)::int from entry_texts t where t.collective_id = ${here} and ${names(sql`t.text`, collectiveId, memberId)}) as "entryTexts",
      (select count(*)::int from reviews where collective_id = ${here} and of_id = ${memberId}::uuid and (strengths <> '' or weaknesses <> '')) as reviews,
      (select count(*)::int from notices where collective_id = ${here} and member_id = ${memberId}::uuid) as notices,
      (select count(*)::int from bank_lines l where l.collective_id = ${here}
        and ${names(sql`concat_ws(' ', l.label, l.counterparty, l.reference)`, collectiveId, memberId)}) as "bankLines"`,
  );
  return counted ?? { contributions: 0, entryTexts: 0, reviews: 0, notices: 0, bankLines: 0 };
}

/** Deletes texts and words about a member. While their profile is there: it says what names them. */
export async function deleteWordsAbout(tx: Tx, collectiveId: string, memberId: string): Promise<void> {
  const here = sql`${collectiveId}::uuid`;
  const me = sql`${memberId}::uuid`;
  await tx.execute(sql`delete from entry_texts t where t.collective_id = ${here} and ${names(sql`t.text`, collectiveId, memberId)}`);
  // Scores stay: sharings were counted with them.
  await tx.execute(
    sql`update reviews set strengths = '', weaknesses = '', is_published = false where collective_id = ${here} and of_id = ${me}`,
  );
  await tx.execute(sql`delete from notices where collective_id = ${here} and member_id = ${me}`);
  await tx.execute(sql`delete from login_tokens where collective_id = ${here} and member_id = ${me}`);
  // What previews of imports repeat of their files.
  await tx.execute(sql`update import_batches b set unknown_names = '[]', errors = '[]' where b.collective_id = ${here}
    and ${names(sql`(b.unknown_names::text || b.errors::text)`, collectiveId, memberId)}`);
  await tx.execute(sql`delete from staged_members s where s.collective_id = ${here}
    and (s.known_id = ${me} or ${names(sql`(s.name || ' ' || coalesce(s.email, ''))`, collectiveId, memberId)})`);
}
