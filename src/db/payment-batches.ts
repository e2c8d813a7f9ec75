/** Whether something is on its way to be paid: who pays it by hand, leaves it to a fund or reverses it asks here first. */
import { type SQL, sql } from "drizzle-orm";
import { Refusal } from "../domain/refusals.js";
import { type Queryable, queryRows } from "./client.js";
import type { Tx } from "./transaction.js";

interface Asked {
  readonly shareIds?: readonly string[];
  readonly billIds?: readonly string[];
  /** All shares of a sharing. */
  readonly sharingId?: string;
}

/** Whether an open batch holds a share or a bill. */
export const isInOpenBatch = (collectiveId: string, id: SQL): SQL =>
  sql`exists (select from payment_transfer_items i
    where i.collective_id = ${collectiveId}::uuid and i.is_open and coalesce(i.share_id, i.bill_id) = ${id})`;

/** In which open batch each of these is, by its number. */
export async function openBatchesOf(on: Queryable, collectiveId: string, asked?: Asked): Promise<Map<string, number>> {
  const isAsked: SQL =
    asked === undefined
      ? sql`true`
      : sql`(i.share_id = any(${sql.param([...(asked.shareIds ?? [])])}::uuid[]) or i.bill_id = any(${sql.param([...(asked.billIds ?? [])])}::uuid[])
          or i.share_id in (select h.id from shares h where h.collective_id = ${collectiveId}::uuid and h.sharing_id = ${asked.sharingId ?? null}::uuid))`;
  const rows = await queryRows<{ id: string; number: number }>(
    on,
    sql`select coalesce(i.share_id, i.bill_id) as id, b.number from payment_transfer_items i
        join payment_transfers t on t.collective_id = i.collective_id and t.id = i.transfer_id
        join payment_batches b on b.collective_id = t.collective_id and b.id = t.batch_id
        where i.collective_id = ${collectiveId}::uuid and i.is_open and ${isAsked}`,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Refuses `in_payment_batch`. Ask with the rows of these shares and bills locked. */
export async function requireNotInBatch(tx: Tx, collectiveId: string, asked: Asked, at = "items"): Promise<void> {
  const [number] = (await openBatchesOf(tx, collectiveId, asked)).values();
  if (number !== undefined) throw new Refusal("in_payment_batch", { at, number });
}
