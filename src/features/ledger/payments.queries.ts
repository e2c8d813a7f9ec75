/** What settled shares, in the database. */
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { entries, shareSettlements } from "../../db/schema/index.js";
import type { PaidOn } from "../../domain/refund.js";

/** What an entry settled, of which shares. */
export async function settlementsOf(on: Queryable, collectiveId: string, entryId: string) {
  return on
    .select({ shareId: shareSettlements.shareId, how: shareSettlements.how, amountMinor: shareSettlements.amountMinor })
    .from(shareSettlements)
    .where(and(eq(shareSettlements.collectiveId, collectiveId), eq(shareSettlements.entryId, entryId)));
}

/** What stands paid of a share, day by day; what was left to a fund was never paid. */
export async function paidHistoryOf(on: Queryable, collectiveId: string, shareId: string): Promise<PaidOn[]> {
  return on
    .select({ datedOn: entries.datedOn, amountMinor: shareSettlements.amountMinor })
    .from(shareSettlements)
    .innerJoin(entries, and(eq(entries.collectiveId, shareSettlements.collectiveId), eq(entries.id, shareSettlements.entryId)))
    .where(
      and(
        eq(shareSettlements.collectiveId, collectiveId),
        eq(shareSettlements.shareId, shareId),
        inArray(shareSettlements.how, ["paid", "refunded"]),
      ),
    );
}

/** Why shares were paid although something was missing, the first first. */
export async function listReasons(on: Queryable, collectiveId: string, shareIds: readonly string[]) {
  if (shareIds.length === 0) return [];
  return on
    .select({ shareId: shareSettlements.shareId, entryId: shareSettlements.entryId, reason: shareSettlements.reason })
    .from(shareSettlements)
    .where(
      and(
        eq(shareSettlements.collectiveId, collectiveId),
        inArray(shareSettlements.shareId, [...shareIds]),
        isNotNull(shareSettlements.reason),
      ),
    )
    .orderBy(asc(shareSettlements.id));
}
