/** Receipts in the database, and what they are of. Lists never read the content. */
import { and, asc, eq, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { bills, contributions, kinds, receipts } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { Proven } from "../../domain/receipt.js";

/** What a receipt is of, by its id. */
export interface Subject {
  readonly of: Proven["of"];
  readonly id: string;
}

/** What receipts are of, as far as their rules ask; with `lock`, who adds to it comes one after another. */
export async function findProven(on: Queryable, collectiveId: string, { of, id }: Subject, lock = false): Promise<Proven | undefined> {
  return of === "bill" ? findProvenBill(on, collectiveId, id, lock) : findProvenContribution(on, collectiveId, id, lock);
}

async function findProvenContribution(on: Queryable, collectiveId: string, id: string, lock: boolean): Promise<Proven | undefined> {
  const query = on
    .select({
      memberId: contributions.memberId,
      loggedBy: contributions.loggedBy,
      circleId: contributions.circleId,
      isExpense: kinds.isExpense,
      status: contributions.status,
    })
    .from(contributions)
    .innerJoin(kinds, and(eq(kinds.collectiveId, contributions.collectiveId), eq(kinds.id, contributions.kindId)))
    .where(and(eq(contributions.collectiveId, collectiveId), eq(contributions.id, id)));
  const [row] = await (lock ? query.for("update", { of: contributions }) : query);
  if (!row) return undefined;
  const { status, ...fields } = row;
  return { of: "contribution", ...fields, isWithdrawn: status === "withdrawn" };
}

async function findProvenBill(on: Queryable, collectiveId: string, id: string, lock: boolean): Promise<Proven | undefined> {
  const query = on
    .select({ document: bills.document, reversedAt: bills.reversedAt })
    .from(bills)
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, id)));
  const [row] = await (lock ? query.for("update") : query);
  return row && { of: "bill", document: row.document, isReversed: row.reversedAt !== null };
}

/**
 * Whether the ledger rests on it: a posted sharing holds the contribution, or something of the bill is paid. With `lock`,
 * no sharing that holds it is posted, and nothing of the bill paid, before the transaction ends.
 */
export async function isProofKept(on: Queryable, collectiveId: string, { of, id }: Subject, lock = false): Promise<boolean> {
  const share = lock ? sql`for share` : sql``;
  if (of === "bill") {
    const [bill] = await queryRows<{ isPaid: boolean }>(
      on,
      sql`select b.paid_minor > 0 as "isPaid" from bills b where b.collective_id = ${collectiveId} and b.id = ${id} ${share}`,
    );
    return bill?.isPaid ?? false;
  }
  const holding = await queryRows<{ status: string }>(
    on,
    sql`select s.status from sharings s where s.collective_id = ${collectiveId} and s.id in (
        select l.sharing_id from sharing_lines l
        where l.collective_id = ${collectiveId} and l.contribution_id = ${id} and l.voided_at is null) ${share}`,
  );
  return holding.some(({ status }) => status === "posted" || status === "paid");
}

const listed = {
  id: receipts.id,
  contributionId: receipts.contributionId,
  billId: receipts.billId,
  name: receipts.name,
  type: receipts.type,
  bytes: receipts.bytes,
  sha256: receipts.sha256,
  addedBy: receipts.addedBy,
  addedAt: receipts.addedAt,
};
export type ReceiptRow = Omit<typeof receipts.$inferSelect, "collectiveId" | "content">;

const ofSubject = (collectiveId: string, { of, id }: Subject) =>
  and(eq(receipts.collectiveId, collectiveId), eq(of === "bill" ? receipts.billId : receipts.contributionId, id));

export function listReceipts(on: Queryable, collectiveId: string, subject: Subject): Promise<ReceiptRow[]> {
  return on.select(listed).from(receipts).where(ofSubject(collectiveId, subject)).orderBy(asc(receipts.addedAt), asc(receipts.id));
}

export async function findReceipt(on: Queryable, collectiveId: string, id: string): Promise<ReceiptRow | undefined> {
  const [row] = await on
    .select(listed)
    .from(receipts)
    .where(and(eq(receipts.collectiveId, collectiveId), eq(receipts.id, id)));
  return row;
}

export async function loadContent(on: Queryable, collectiveId: string, id: string): Promise<Uint8Array | undefined> {
  const [row] = await on
    .select({ content: receipts.content })
    .from(receipts)
    .where(and(eq(receipts.collectiveId, collectiveId), eq(receipts.id, id)));
  return row?.content;
}

/** What all receipts of a collective take. Ask under `lockCollective`, or two that come at once both find the same room. */
export async function keptBytes(on: Queryable, collectiveId: string): Promise<number> {
  const [kept] = await queryRows<{ bytes: string }>(
    on,
    sql`select coalesce(sum(bytes), 0)::text as bytes from receipts where collective_id = ${collectiveId}::uuid`,
  );
  return Number(kept?.bytes ?? 0);
}

export const insertReceipt = (tx: Tx, row: typeof receipts.$inferInsert) => tx.insert(receipts).values(row);

/** How many rows went: none where somebody else took it away meanwhile. */
export async function deleteReceipt(tx: Tx, collectiveId: string, id: string): Promise<number> {
  const gone = await tx
    .delete(receipts)
    .where(and(eq(receipts.collectiveId, collectiveId), eq(receipts.id, id)))
    .returning({ id: receipts.id });
  return gone.length;
}
