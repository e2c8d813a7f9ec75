/**
 * Lines of bank statements and the entries that they are (domain/matching).
 *
 * Whatever posts on a bank may name the open line that it is posted for: the line is held first, so that of twenty who
 * match it one goes on, and is linked in the transaction of the entry. Nothing is booked twice, and nothing half.
 *
 *   const held = await holdBankLines(tx, collectiveId, [wanted.bankLineId]);   … the entry is posted …
 *   await linkHeldLines(tx, held, [entry], { byId, now });
 *
 * Order of locks: a line, then the chain. Who reverses an entry has the chain and then lets go of a line that is matched;
 * who holds a matched line does not wait for the chain, so the two never wait for each other.
 */
import { and, eq, sql } from "drizzle-orm";
import { decideMatch, type EntryLine, type LineFacts, type MatchableEntry, requireOpenLine } from "../domain/matching.js";
import { Refusal } from "../domain/refusals.js";
import { recordEvents } from "./audit.js";
import { queryRows } from "./client.js";
import { bankLineEntries, bankLines } from "./schema/index.js";
import type { Tx } from "./transaction.js";

export interface HeldLine extends LineFacts {
  readonly id: string;
  readonly collectiveId: string;
  readonly statementId: string;
  readonly datedOn: string;
}

/** A line with its row locked. Refuses `not_found`. */
export async function lockBankLine(tx: Tx, collectiveId: string, id: string): Promise<HeldLine> {
  // Locked before its links are read: whoever waited finds what the last one left.
  await tx.execute(sql`select b.id from bank_lines b where b.collective_id = ${collectiveId} and b.id = ${id}::uuid for no key update`);
  const [row] = await queryRows<Omit<HeldLine, "amountMinor" | "collectiveId"> & { amount: string }>(
    tx,
    sql`select b.id, b.statement_id as "statementId", b.account_id as "accountId", b.dated_on::text as "datedOn", b.amount_minor::text as amount,
        a.commodity as currency, b.status,
        (select min(n.number) from bank_line_entries m join entries n on n.collective_id = m.collective_id and n.id = m.entry_id
          where m.collective_id = b.collective_id and m.bank_line_id = b.id) as "matchedNumber",
        (select o.dated_on::text from bank_lines o where o.collective_id = b.collective_id and o.id = b.twin_of) as "twinDay"
      from bank_lines b
      join accounts a on a.collective_id = b.collective_id and a.id = b.account_id
      where b.collective_id = ${collectiveId} and b.id = ${id}::uuid`,
  );
  if (!row) throw new Refusal("not_found", { at: "bankLine", id });
  const { amount, ...facts } = row;
  return { ...facts, collectiveId, amountMinor: BigInt(amount) };
}

/**
 * The open lines that an entry will be posted for, held in the order of their ids; none where none is named. Refuses
 * `not_found`, `bank_line_matched`, `bank_line_aside` and `bank_line_twin`.
 */
export async function holdBankLines(tx: Tx, collectiveId: string, ids: readonly (string | undefined)[]): Promise<HeldLine[]> {
  const held: HeldLine[] = [];
  for (const id of [...new Set(ids)].filter((one) => one !== undefined).sort()) {
    const line = await lockBankLine(tx, collectiveId, id);
    requireOpenLine(line);
    held.push(line);
  }
  return held;
}

/** The bank of what is posted for a line, where none is named. Refuses `bank_line_elsewhere` where another is. */
export function bankOfHeld([line]: readonly HeldLine[], bankId: string | undefined): string | undefined {
  if (line && bankId !== undefined && bankId !== line.accountId) throw new Refusal("bank_line_elsewhere", { at: "bankLineId" });
  return bankId ?? line?.accountId;
}

/** Links lines that are held with the entries that each of them is. Refuses what `decideMatch` does, and `entry_on_statement`. */
export async function linkHeldLines(
  tx: Tx,
  held: readonly HeldLine[],
  entries: readonly MatchableEntry[],
  { byId, now }: { byId: string; now: Date },
): Promise<void> {
  for (const line of held) {
    const found = decideMatch(line, entries);
    await requireUnmatched(tx, line, found);
    const { collectiveId, id: bankLineId } = line;
    await tx.insert(bankLineEntries).values(found.map(({ entryId, entryLine }) => ({ collectiveId, entryId, entryLine, bankLineId })));
    await tx.update(bankLines).set({ status: "matched", settledBy: byId, settledAt: now }).where(isLine(line));
    await recordEvents(
      tx,
      found.map(({ entryId }) => ({
        ...{ collectiveId, byId, at: now },
        ...{ action: "bank-line.matched", subject: "bank-line", subjectId: bankLineId, details: { entryId } },
      })),
    );
  }
}

const isLine = ({ collectiveId, id }: Pick<HeldLine, "collectiveId" | "id">) =>
  and(eq(bankLines.collectiveId, collectiveId), eq(bankLines.id, id));

async function requireUnmatched(tx: Tx, { collectiveId }: HeldLine, found: readonly EntryLine[]): Promise<void> {
  const entryIds = found.map(({ entryId }) => entryId);
  const others = await queryRows<{ entryId: string; entryLine: number; number: number; day: string }>(
    tx,
    sql`select m.entry_id as "entryId", m.entry_line as "entryLine", n.number, b.dated_on::text as day
      from bank_line_entries m
      join entries n on n.collective_id = m.collective_id and n.id = m.entry_id
      join bank_lines b on b.collective_id = m.collective_id and b.id = m.bank_line_id
      where m.collective_id = ${collectiveId} and m.entry_id = any(${sql.param(entryIds)}::uuid[]) order by n.number`,
  );
  const other = others.find((each) => found.some(({ entryId, entryLine }) => entryId === each.entryId && entryLine === each.entryLine));
  if (other) throw new Refusal("entry_on_statement", { at: "entryIds", number: other.number, day: other.day });
}

const waiting = { status: "open", reason: null, twinOf: null, settledBy: null, settledAt: null } as const;

/** A line waits again, without any of its entries. */
export async function reopenBankLine(tx: Tx, line: Pick<HeldLine, "collectiveId" | "id">): Promise<void> {
  const { collectiveId, id } = line;
  await tx.delete(bankLineEntries).where(and(eq(bankLineEntries.collectiveId, collectiveId), eq(bankLineEntries.bankLineId, id)));
  await tx.update(bankLines).set(waiting).where(isLine(line));
}

/**
 * The lines of an entry that is taken back wait again: their movement is still to be explained. One that was several entries
 * lets go of all of them, since the others are not the whole of it. Not so where its money came back: then both moved.
 */
export async function letGoOfEntry(tx: Tx, collectiveId: string, entryId: string): Promise<void> {
  const linked = sql`select m.bank_line_id from bank_line_entries m where m.collective_id = ${collectiveId} and m.entry_id = ${entryId}::uuid`;
  await tx.execute(
    sql`select b.id from bank_lines b where b.collective_id = ${collectiveId} and b.id in (${linked}) order by b.id for no key update`,
  );
  // Read again under the lock: somebody may have detached it meanwhile.
  const held = await queryRows<{ id: string }>(
    tx,
    sql`select b.id from bank_lines b where b.collective_id = ${collectiveId} and b.id in (${linked})`,
  );
  for (const { id } of held) await reopenBankLine(tx, { collectiveId, id });
}
