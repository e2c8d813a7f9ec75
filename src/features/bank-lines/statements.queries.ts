/** Bank statements in the database. */
import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { bankLines, bankStatements } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { KeptLine } from "../../domain/twin-lines.js";
import type { Fingerprinted } from "../../exchange/statements/fingerprint.js";

export type NewStatement = typeof bankStatements.$inferInsert;
export type StatementRow = typeof bankStatements.$inferSelect & {
  readonly currency: string;
  readonly linesOpen: number;
  readonly linesTwin: number;
};

const statementLock = 7_301;

/** Statements of one account are added and undone one after another, so that each sees the lines of the others. */
export async function lockStatements(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}::text, ${statementLock}))`);
}

// Written out: of one table, Drizzle names columns without it.
const currency = sql<string>`(select a.commodity from accounts a where a.collective_id = bank_statements.collective_id and a.id = bank_statements.account_id)`;
const linesThatAre = (
  status: "open" | "twin",
) => sql<number>`(select count(*)::int from bank_lines b where b.collective_id = bank_statements.collective_id
  and b.statement_id = bank_statements.id and b.status = ${status})`;
const shown = { statement: bankStatements, currency, linesOpen: linesThatAre("open"), linesTwin: linesThatAre("twin") };

export async function listStatements(
  on: Queryable,
  collectiveId: string,
  { bankId, limit }: { bankId?: string | undefined; limit: number },
  after?: { readonly at: string; readonly id: string },
): Promise<StatementRow[]> {
  const rows = await on
    .select(shown)
    .from(bankStatements)
    .where(
      and(
        eq(bankStatements.collectiveId, collectiveId),
        bankId === undefined ? undefined : eq(bankStatements.accountId, bankId),
        after === undefined
          ? undefined
          : or(
              lt(bankStatements.createdAt, new Date(after.at)),
              and(eq(bankStatements.createdAt, new Date(after.at)), lt(bankStatements.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(bankStatements.createdAt), desc(bankStatements.id))
    .limit(limit);
  return rows.map(({ statement, ...beside }) => ({ ...statement, ...beside }));
}

export async function findStatement(on: Queryable, collectiveId: string, id: string): Promise<StatementRow | undefined> {
  const [row] = await on
    .select(shown)
    .from(bankStatements)
    .where(and(eq(bankStatements.collectiveId, collectiveId), eq(bankStatements.id, id)));
  return row && { ...row.statement, currency: row.currency, linesOpen: row.linesOpen, linesTwin: row.linesTwin };
}

/** The standing statement of an account that this very file made, the latest if there are several. */
export async function findSameFile(on: Queryable, collectiveId: string, accountId: string, fileHash: string): Promise<string | undefined> {
  const [row] = await on
    .select({ id: bankStatements.id })
    .from(bankStatements)
    .where(
      and(
        eq(bankStatements.collectiveId, collectiveId),
        eq(bankStatements.accountId, accountId),
        eq(bankStatements.fileHash, fileHash),
        isNull(bankStatements.undoneAt),
      ),
    )
    .orderBy(desc(bankStatements.createdAt), desc(bankStatements.id))
    .limit(1);
  return row?.id;
}

/** Of these lines, those that the account does not have yet. */
export async function newLines(
  on: Queryable,
  collectiveId: string,
  accountId: string,
  lines: readonly Fingerprinted[],
): Promise<Fingerprinted[]> {
  const rows = await queryRows<{ fingerprint: string; occurrence: number }>(
    on,
    sql`select b.fingerprint, b.occurrence from bank_lines b
      where b.collective_id = ${collectiveId} and b.account_id = ${accountId}
        and b.fingerprint = any(${sql.param(lines.map(({ fingerprint }) => fingerprint))}::text[])`,
  );
  const known = new Set(rows.map(({ fingerprint, occurrence }) => `${fingerprint} ${occurrence}`));
  return lines.filter(({ fingerprint, occurrence }) => !known.has(`${fingerprint} ${occurrence}`));
}

/**
 * Lines of an account that other statements brought, on the days of these; a probable twin is no movement of its own. With each the
 * `fingerprint occurrence` by which a file says it again, in its own words or in those of a twin.
 */
export async function keptLines(
  on: Queryable,
  collectiveId: string,
  accountId: string,
  days: readonly string[],
): Promise<(KeptLine & { readonly said: readonly string[] })[]> {
  const rows = await queryRows<Omit<KeptLine, "amountMinor"> & { said: string[]; amount: string }>(
    on,
    sql`select b.id, s.id as "statementId", s.source, b.dated_on::text as "datedOn", b.amount_minor::text as amount, b.label, b.bank_ref is not null as "hasBankId",
        array(select w.fingerprint || ' ' || w.occurrence from bank_lines w where w.collective_id = b.collective_id and w.id = b.id
          union all select w.fingerprint || ' ' || w.occurrence from bank_lines w where w.collective_id = b.collective_id and w.twin_of = b.id) as said
      from bank_lines b
      join bank_statements s on s.collective_id = b.collective_id and s.id = b.statement_id
      where b.collective_id = ${collectiveId} and b.account_id = ${accountId}::uuid and b.status <> 'twin'
        and b.dated_on = any(${sql.param([...new Set(days)])}::text[]::date[])
      order by b.dated_on, s.created_at, s.id, b.line, b.id`,
  );
  return rows.map(({ amount, ...line }) => ({ ...line, amountMinor: BigInt(amount) }));
}

export async function insertStatement(
  tx: Tx,
  statement: NewStatement,
  lines: readonly (Fingerprinted & { readonly twinOf: string | null })[],
): Promise<void> {
  await tx.insert(bankStatements).values(statement);
  const rows = lines.map(({ amountMinor, bankId, currency: _, ...line }) => ({
    ...line,
    id: newId(),
    status: line.twinOf === null ? "open" : "twin",
    amountMinor: String(amountMinor),
    bankRef: bankId,
  }));
  await tx.execute(
    sql`insert into bank_lines (collective_id, id, statement_id, account_id, line, dated_on, value_on, amount_minor, label, counterparty, reference,
        bank_ref, fingerprint, occurrence, status, twin_of)
      select ${statement.collectiveId}::uuid, l.id, ${statement.id}::uuid, ${statement.accountId}::uuid, l.line, l."datedOn", l."valueOn",
        l."amountMinor", l.label, l.counterparty, l.reference, l."bankRef", l.fingerprint, l.occurrence,
        l.status, l."twinOf"
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as l(id uuid, line int, "datedOn" date, "valueOn" date, "amountMinor" bigint,
        label text, counterparty text, reference text, "bankRef" text, fingerprint text, occurrence int, status text, "twinOf" uuid)`,
  );
}

/** How many lines of a statement are matched; its lines are locked, so that none is while it is undone. */
export async function countMatched(tx: Tx, collectiveId: string, statementId: string): Promise<number> {
  const rows = await tx
    .select({ status: bankLines.status })
    .from(bankLines)
    .where(and(eq(bankLines.collectiveId, collectiveId), eq(bankLines.statementId, statementId)))
    .orderBy(bankLines.id)
    .for("update");
  return rows.filter(({ status }) => status === "matched").length;
}

/**
 * Takes the lines of a statement away. What was probably one of these again waits in its place; where several statements had the
 * same amount again, those of the earliest wait, and the others are probably one of them again: a movement stands once.
 */
export async function deleteLines(tx: Tx, collectiveId: string, statementId: string, undoneAt: Date): Promise<void> {
  const gone = sql`(select b.id from bank_lines b where b.collective_id = ${collectiveId} and b.statement_id = ${statementId}::uuid)`;
  await tx.execute(sql`update bank_lines b
    set status = case when t.is_heir then 'open' else b.status end, twin_of = case when t.is_heir then null else t.heir end
    from (select id, statement_id = first_value(statement_id) over earliest as is_heir, first_value(id) over earliest as heir
      from bank_lines where collective_id = ${collectiveId} and twin_of in ${gone}
      window earliest as (partition by twin_of, amount_minor order by statement_id, line)) t
    where b.collective_id = ${collectiveId} and b.id = t.id`);
  await tx.delete(bankLines).where(and(eq(bankLines.collectiveId, collectiveId), eq(bankLines.statementId, statementId)));
  await tx
    .update(bankStatements)
    .set({ undoneAt })
    .where(and(eq(bankStatements.collectiveId, collectiveId), eq(bankStatements.id, statementId)));
}
