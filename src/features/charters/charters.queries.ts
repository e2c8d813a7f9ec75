/** Charters in the database; what other features read of them is in db/charters. */
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { type KeptCharter, withVersions } from "../../db/charters.js";
import type { Queryable } from "../../db/client.js";
import { partyColumns } from "../../db/parties.js";
import {
  bills,
  charterBills,
  charterLines,
  charterParties,
  charterSignatures,
  charterSteps,
  charters,
  charterVersions,
} from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";
import type { CharterParty } from "../../domain/charter.js";
import type { BillOfLine, SplitLine } from "../../domain/charter-split.js";
import type { CharterQuery } from "./charters.schema.js";

/** A page, the latest first; one row more than asked. */
export async function listCharters(
  on: Queryable,
  collectiveId: string,
  { member, thirdParty, circle, limit }: CharterQuery,
  beforeId: string | undefined,
): Promise<KeptCharter[]> {
  const isWith = (column: typeof charterParties.memberId | typeof charterParties.thirdPartyId, id: string) =>
    sql`exists (select from ${charterParties} join ${charterVersions} on ${charterVersions.collectiveId} = ${charterParties.collectiveId}
        and ${charterVersions.id} = ${charterParties.versionId}
        where ${charterVersions.collectiveId} = ${charters.collectiveId} and ${charterVersions.charterId} = ${charters.id} and ${column} = ${id}::uuid)`;
  const rows = await on
    .select()
    .from(charters)
    .where(
      and(
        eq(charters.collectiveId, collectiveId),
        member ? isWith(charterParties.memberId, member) : undefined,
        thirdParty ? isWith(charterParties.thirdPartyId, thirdParty) : undefined,
        circle ? eq(charters.circleId, circle) : undefined,
        beforeId ? lt(charters.id, beforeId) : undefined,
      ),
    )
    .orderBy(desc(charters.id))
    .limit(limit + 1);
  return withVersions(on, collectiveId, rows);
}

export const insertCharter = (tx: Tx, row: typeof charters.$inferInsert) => tx.insert(charters).values(row);

export const updateCharter = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof charters.$inferInsert>) =>
  tx
    .update(charters)
    .set(change)
    .where(and(eq(charters.collectiveId, collectiveId), eq(charters.id, id)));

export const insertVersion = (tx: Tx, row: typeof charterVersions.$inferInsert) => tx.insert(charterVersions).values(row);

export const updateVersion = (tx: Tx, collectiveId: string, id: string, change: Partial<typeof charterVersions.$inferInsert>) =>
  tx
    .update(charterVersions)
    .set(change)
    .where(and(eq(charterVersions.collectiveId, collectiveId), eq(charterVersions.id, id)));

export async function saveParties(tx: Tx, collectiveId: string, versionId: string, parties: readonly CharterParty[]): Promise<void> {
  await tx.delete(charterParties).where(and(eq(charterParties.collectiveId, collectiveId), eq(charterParties.versionId, versionId)));
  if (parties.length > 0)
    await tx
      .insert(charterParties)
      .values(parties.map((party, place) => ({ collectiveId, versionId, place, role: party.role, ...partyColumns(party) })));
}

export async function saveLines(tx: Tx, collectiveId: string, versionId: string, lines: readonly SplitLine[]): Promise<void> {
  await tx.delete(charterLines).where(and(eq(charterLines.collectiveId, collectiveId), eq(charterLines.versionId, versionId)));
  if (lines.length > 0)
    await tx.insert(charterLines).values(
      lines.map(({ id, label, party, deliverables, percent, amountMinor }, place) => ({
        ...{ collectiveId, versionId, lineId: id, place, label, deliverables, percent, amountMinor },
        ...partyColumns(party),
      })),
    );
}

export const insertSignature = (tx: Tx, row: typeof charterSignatures.$inferInsert) => tx.insert(charterSignatures).values(row);

// Bills ------------------------------------------------------------------------------------------------------------------

/** A bill with its row locked, and whether it is traced already. */
export async function lockBill(tx: Tx, collectiveId: string, id: string): Promise<BillOfLine | undefined> {
  const [row] = await tx
    .select()
    .from(bills)
    .where(and(eq(bills.collectiveId, collectiveId), eq(bills.id, id)))
    .for("no key update");
  if (!row) return undefined;
  const traced = await tx
    .select({ billId: charterBills.billId })
    .from(charterBills)
    .where(and(eq(charterBills.collectiveId, collectiveId), eq(charterBills.billId, id)));
  const { document, envelopeId, thirdPartyId, amountMinor, reversedAt } = row;
  return { document, envelopeId, thirdPartyId, amountMinor, isReversed: reversedAt !== null, isTraced: traced.length > 0 };
}

export async function deleteTracedBill(tx: Tx, collectiveId: string, charterId: string, billId: string): Promise<boolean> {
  const rows = await tx
    .delete(charterBills)
    .where(and(eq(charterBills.collectiveId, collectiveId), eq(charterBills.charterId, charterId), eq(charterBills.billId, billId)))
    .returning({ id: charterBills.billId });
  return rows.length > 0;
}

// Winding down -----------------------------------------------------------------------------------------------------------

export const listSteps = (on: Queryable, collectiveId: string, charterId: string) =>
  on
    .select()
    .from(charterSteps)
    .where(and(eq(charterSteps.collectiveId, collectiveId), eq(charterSteps.charterId, charterId)));

export const insertStep = (tx: Tx, row: typeof charterSteps.$inferInsert) => tx.insert(charterSteps).values(row);
