/**
 * Where money is paid to, as it is kept: the number sealed, so that who reads the database alone cannot read it. Who may
 * open it is for the actions to say (features/payment-batches).
 */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Queryable, queryRows } from "./client.js";
import { bankDetails, paymentBatches, paymentTransfers } from "./schema/index.js";
import type { Tx } from "./transaction.js";

export const bankOwners = ["member", "third-party", "bank"] as const;
/** Whose bank details: a member's, a third party's, or those of a bank account of the collective itself. */
export type BankOwnerKind = (typeof bankOwners)[number];

export interface BankOwner {
  readonly of: BankOwnerKind;
  readonly id: string;
}

export interface SealedDetails extends BankOwner {
  readonly ibanSealed: string;
  readonly bic: string | null;
  readonly holder: string;
  readonly changedAt: Date;
  readonly changedBy: string;
}

const columnOf = { member: bankDetails.memberId, "third-party": bankDetails.thirdPartyId, bank: bankDetails.accountId } as const;
const isOf = (collectiveId: string, { of, id }: BankOwner) => and(eq(bankDetails.collectiveId, collectiveId), eq(columnOf[of], id));

/** What its owner is called: undefined where there is none, or who was forgotten. The row is locked where one writes. */
export async function nameOfOwner(
  on: Queryable,
  collectiveId: string,
  { of, id }: BankOwner,
  locking: SQL = sql``,
): Promise<string | undefined> {
  const named: Readonly<Record<BankOwnerKind, SQL>> = {
    member: sql`select coalesce((select p.name from member_profiles p where p.collective_id = m.collective_id and p.id = m.id), m.code) as name
      from members m where m.collective_id = ${collectiveId}::uuid and m.id = ${id}::uuid and m.erased_at is null`,
    "third-party": sql`select name from third_parties where collective_id = ${collectiveId}::uuid and id = ${id}::uuid`,
    bank: sql`select name from accounts where collective_id = ${collectiveId}::uuid and id = ${id}::uuid and class = 'bank' and name is not null`,
  };
  const [row] = await queryRows<{ name: string }>(on, sql`${named[of]} ${locking}`);
  return row?.name;
}

/** All that are kept, or those of one kind of owner. */
export async function listBankDetails(on: Queryable, collectiveId: string): Promise<SealedDetails[]> {
  const rows = await on.select().from(bankDetails).where(eq(bankDetails.collectiveId, collectiveId));
  return rows.map(detailsOf);
}

export async function findBankDetails(on: Queryable, collectiveId: string, owner: BankOwner): Promise<SealedDetails | undefined> {
  const [row] = await on.select().from(bankDetails).where(isOf(collectiveId, owner));
  return row && detailsOf(row);
}

function detailsOf({ memberId, thirdPartyId, accountId, ...row }: typeof bankDetails.$inferSelect): SealedDetails {
  const owner: BankOwner =
    memberId !== null
      ? { of: "member", id: memberId }
      : thirdPartyId !== null
        ? { of: "third-party", id: thirdPartyId }
        : { of: "bank", id: accountId ?? "" };
  const { ibanSealed, bic, holder, changedAt, changedBy } = row;
  return { ...owner, ibanSealed, bic, holder, changedAt, changedBy };
}

/** Writes, or writes over. */
export async function writeBankDetails(
  tx: Tx,
  collectiveId: string,
  id: string,
  { of, id: ownerId, ...details }: SealedDetails,
): Promise<void> {
  const owner = { member: "memberId", "third-party": "thirdPartyId", bank: "accountId" } as const;
  await tx
    .insert(bankDetails)
    .values({ collectiveId, id, [owner[of]]: ownerId, ...details })
    .onConflictDoUpdate({ target: [bankDetails.collectiveId, columnOf[of]], set: details });
}

/** Whether there were any. */
export async function deleteBankDetails(tx: Tx, collectiveId: string, owner: BankOwner): Promise<boolean> {
  return (await tx.delete(bankDetails).where(isOf(collectiveId, owner)).returning({ id: bankDetails.id })).length > 0;
}

/** Forgets where a member was paid: their details, and the payment files that name them. Amounts and the last four characters stay. */
export async function forgetBankDetails(tx: Tx, collectiveId: string, memberId: string): Promise<void> {
  await deleteBankDetails(tx, collectiveId, { of: "member", id: memberId });
  const theirs = tx
    .select({ id: paymentTransfers.batchId })
    .from(paymentTransfers)
    .where(and(eq(paymentTransfers.collectiveId, collectiveId), eq(paymentTransfers.memberId, memberId)));
  await tx
    .update(paymentBatches)
    .set({ fileSealed: null })
    .where(and(eq(paymentBatches.collectiveId, collectiveId), inArray(paymentBatches.id, theirs)));
}

/** Seals anew, of every collective, what another secret sealed; `renew` says undefined where there is nothing to do. */
export async function renewSeals(tx: Tx, renew: (sealed: string) => string | undefined): Promise<number> {
  let renewed = 0;
  for (const row of await tx.select().from(bankDetails)) {
    const ibanSealed = renew(row.ibanSealed);
    if (ibanSealed === undefined) continue;
    renewed += 1;
    await tx
      .update(bankDetails)
      .set({ ibanSealed })
      .where(and(eq(bankDetails.collectiveId, row.collectiveId), eq(bankDetails.id, row.id)));
  }
  const files = await tx
    .select({ collectiveId: paymentBatches.collectiveId, id: paymentBatches.id, fileSealed: paymentBatches.fileSealed })
    .from(paymentBatches);
  for (const { collectiveId, id, fileSealed: sealed } of files) {
    const fileSealed = sealed === null ? undefined : renew(sealed);
    if (fileSealed === undefined) continue;
    renewed += 1;
    await tx
      .update(paymentBatches)
      .set({ fileSealed })
      .where(and(eq(paymentBatches.collectiveId, collectiveId), eq(paymentBatches.id, id)));
  }
  return renewed;
}
