/** The resource register in the database. */
import { and, asc, desc, eq } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { partyOf } from "../../db/parties.js";
import { contractParties, contracts, resources, resourceUsers } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

export type ResourceRow = typeof resources.$inferSelect;
export type UseRow = typeof resourceUsers.$inferSelect;

const isResource = (collectiveId: string, id: string) => and(eq(resources.collectiveId, collectiveId), eq(resources.id, id));

export const listResources = (on: Queryable, collectiveId: string, id?: string): Promise<ResourceRow[]> =>
  on
    .select()
    .from(resources)
    .where(id === undefined ? eq(resources.collectiveId, collectiveId) : isResource(collectiveId, id))
    .orderBy(asc(resources.name));

/** Their uses, or those of one of them, the latest first. */
export const listUses = (on: Queryable, collectiveId: string, resourceId?: string): Promise<UseRow[]> =>
  on
    .select()
    .from(resourceUsers)
    .where(
      and(eq(resourceUsers.collectiveId, collectiveId), resourceId === undefined ? undefined : eq(resourceUsers.resourceId, resourceId)),
    )
    .orderBy(desc(resourceUsers.sinceOn), desc(resourceUsers.id));

export async function lockResource(tx: Tx, collectiveId: string, id: string): Promise<ResourceRow | undefined> {
  const [row] = await tx.select().from(resources).where(isResource(collectiveId, id)).for("update");
  return row;
}

/** The contract a resource is used under, held as it is until the end of the transaction. */
export async function holdContract(tx: Tx, collectiveId: string, id: string) {
  const [row] = await tx
    .select({ title: contracts.title, signedOn: contracts.signedOn, endedOn: contracts.endedOn })
    .from(contracts)
    .where(and(eq(contracts.collectiveId, collectiveId), eq(contracts.id, id)))
    .for("share");
  if (!row) return undefined;
  const parties = await tx
    .select({ memberId: contractParties.memberId, thirdPartyId: contractParties.thirdPartyId })
    .from(contractParties)
    .where(and(eq(contractParties.collectiveId, collectiveId), eq(contractParties.contractId, id)));
  return { ...row, parties: parties.map(partyOf) };
}

export const insertResource = (tx: Tx, row: typeof resources.$inferInsert) => tx.insert(resources).values(row);

export const updateResource = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof resources.$inferInsert>) =>
  tx.update(resources).set(change).where(isResource(collectiveId, id));

export const insertUse = (tx: Tx, row: typeof resourceUsers.$inferInsert) => tx.insert(resourceUsers).values(row);

export const updateUse = (tx: Tx, collectiveId: string, id: string, untilOn: string) =>
  tx
    .update(resourceUsers)
    .set({ untilOn })
    .where(and(eq(resourceUsers.collectiveId, collectiveId), eq(resourceUsers.id, id)));
