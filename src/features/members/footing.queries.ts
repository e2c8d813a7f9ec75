/** Footings in the database. */
import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { collectives, footings, memberProfiles } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { FootingPeriod } from "../../domain/footing.js";

export async function listFootings(on: Queryable, collectiveId: string, memberId: string): Promise<FootingPeriod[]> {
  const rows = await on
    .select({ id: footings.id, footing: footings.footing, fromOn: footings.fromOn, untilOn: footings.untilOn })
    .from(footings)
    .where(and(eq(footings.collectiveId, collectiveId), eq(footings.memberId, memberId)))
    .orderBy(asc(footings.fromOn));
  return rows as FootingPeriod[];
}

export const insertFooting = (tx: Tx, row: typeof footings.$inferInsert) => tx.insert(footings).values(row);

const isFooting = (collectiveId: string, id: string) => and(eq(footings.collectiveId, collectiveId), eq(footings.id, id));

export const updateFooting = (tx: Tx, collectiveId: string, id: string, change: { fromOn: string; untilOn: string | null }) =>
  tx.update(footings).set(change).where(isFooting(collectiveId, id));

export const deleteFooting = (tx: Tx, collectiveId: string, id: string) => tx.delete(footings).where(isFooting(collectiveId, id));

/** Whether a member has a SIRET, and whether one is needed to invoice here. */
export async function findSiretFacts(on: Queryable, collectiveId: string, id: string): Promise<{ siret: string | null; country: string }> {
  const [row] = await on
    .select({ siret: memberProfiles.siret, country: collectives.country })
    .from(collectives)
    .leftJoin(memberProfiles, and(eq(memberProfiles.collectiveId, collectives.id), eq(memberProfiles.id, id)))
    .where(eq(collectives.id, collectiveId));
  return row ?? { siret: null, country: "" };
}
