/** Lines of bank statements in the database. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { bankLines } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { BankLineQuery } from "./bank-lines.schema.js";

// `n` is an entry, `l` its line on a bank. A reversal has the lines of what it reverses, in their order.
const isOnStatement = (entryId: SQL): SQL =>
  sql`exists (select from bank_line_entries m where m.collective_id = l.collective_id and m.entry_id = ${entryId} and m.entry_line = l.line)`;

/** Entries that no statement shows. */
export const isOnNone = sql`n.kind <> 'opening' and not ${isOnStatement(sql`n.id`)}`;

/** The entry that it reverses, or that reverses it, as JSON or null. */
export const oppositeOfEntry = sql`(select json_build_object('number', o.number, 'isReversed', o.id = n.reverses_id, 'isOnStatement', ${isOnStatement(sql`o.id`)})
  from entries o where o.collective_id = n.collective_id and (o.id = n.reverses_id or o.reverses_id = n.id))`;

/**
 * Of these, those that wait for a line. An entry and its reversal are nothing together, and neither waits; but where a line is
 * matched with one of them, money moved, and the other waits for the line on which it moved back.
 */
export const awaitsLine = sql`${isOnNone} and (n.reverses_id is null or ${isOnStatement(sql`n.reverses_id`)})
  and not exists (select from entries r where r.collective_id = n.collective_id and r.reverses_id = n.id and not ${isOnStatement(sql`r.id`)})`;

export const setAside = (tx: Tx, collectiveId: string, id: string, reason: string, settledBy: string, settledAt: Date) =>
  tx
    .update(bankLines)
    .set({ status: "aside", reason, settledBy, settledAt })
    .where(and(eq(bankLines.collectiveId, collectiveId), eq(bankLines.id, id)));

export interface LineRow {
  readonly id: string;
  readonly statementId: string;
  readonly bankId: string;
  readonly line: number;
  readonly datedOn: string;
  readonly valueOn: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly label: string;
  readonly counterparty: string | null;
  readonly reference: string | null;
  readonly status: "open" | "matched" | "aside" | "twin";
  readonly reason: string | null;
  /** What it is matched with, by number. */
  readonly entries: readonly { readonly id: string; readonly number: number; readonly kind: string; readonly amount: string }[];
  readonly twin: { readonly id: string; readonly label: string; readonly fileName: string } | null;
}

function selectLines(on: Queryable, where: SQL, limit: number): Promise<LineRow[]> {
  return queryRows<LineRow>(
    on,
    sql`select b.id, b.statement_id as "statementId", b.account_id as "bankId", b.line, b.dated_on::text as "datedOn", b.value_on::text as "valueOn",
        b.amount_minor::text as amount, a.commodity as currency, b.label, b.counterparty, b.reference, b.status, b.reason,
        coalesce((select json_agg(json_build_object('id', n.id, 'number', n.number, 'kind', n.kind, 'amount', l.amount_minor::text) order by n.position)
          from bank_line_entries m
          join entries n on n.collective_id = m.collective_id and n.id = m.entry_id
          join lines l on l.collective_id = m.collective_id and l.entry_id = m.entry_id and l.line = m.entry_line
          where m.collective_id = b.collective_id and m.bank_line_id = b.id), '[]') as entries,
        (select json_build_object('id', o.id, 'label', o.label, 'fileName', s.file_name) from bank_lines o
          join bank_statements s on s.collective_id = o.collective_id and s.id = o.statement_id
          where o.collective_id = b.collective_id and o.id = b.twin_of) as twin
      from bank_lines b
      join accounts a on a.collective_id = b.collective_id and a.id = b.account_id
      where ${where} order by b.dated_on, b.id limit ${limit}`,
  );
}

export function listLines(
  on: Queryable,
  collectiveId: string,
  { bankId, statementId, status }: Pick<BankLineQuery, "bankId" | "statementId" | "status">,
  limit: number,
  after?: { readonly dayOn: string; readonly id: string },
): Promise<LineRow[]> {
  const conditions = [
    sql`b.collective_id = ${collectiveId}`,
    ...(bankId === undefined ? [] : [sql`b.account_id = ${bankId}::uuid`]),
    ...(statementId === undefined ? [] : [sql`b.statement_id = ${statementId}::uuid`]),
    ...(status === "all" ? [] : [sql`b.status = ${status}`]),
    ...(after === undefined ? [] : [sql`(b.dated_on, b.id) > (${after.dayOn}::date, ${after.id}::uuid)`]),
  ];
  return selectLines(on, sql.join(conditions, sql` and `), limit);
}

export async function findLine(on: Queryable, collectiveId: string, id: string): Promise<LineRow | undefined> {
  const [row] = await selectLines(on, sql`b.collective_id = ${collectiveId} and b.id = ${id}::uuid`, 1);
  return row;
}

/** Bank accounts with lines that wait, by name: how many, and since when. */
export const listOpenByBank = (on: Queryable, collectiveId: string) =>
  queryRows<{ id: string; title: string; lines: number; sinceOn: string }>(
    on,
    sql`select a.id, coalesce(a.name, '') as title, count(*)::int as lines, min(b.dated_on)::text as "sinceOn"
      from bank_lines b
      join accounts a on a.collective_id = b.collective_id and a.id = b.account_id
      where b.collective_id = ${collectiveId} and b.status = 'open' group by a.id, a.name order by a.name, a.id`,
  );
