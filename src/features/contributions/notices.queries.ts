/** What a member was told (db/notices.ts writes it). */
import { and, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import type { Queryable } from "../../db/client.js";
import { notices } from "../../db/schema/index.js";
import type { Tx } from "../../db/transaction.js";

/** The latest first; one row more than asked. */
export function listNotices(
  on: Queryable,
  collectiveId: string,
  memberId: string,
  page: { readonly limit: number; readonly isUnseen: boolean; readonly after: string | undefined },
) {
  return on
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.collectiveId, collectiveId),
        eq(notices.memberId, memberId),
        page.isUnseen ? isNull(notices.seenAt) : undefined,
        page.after ? lt(notices.id, page.after) : undefined,
      ),
    )
    .orderBy(desc(notices.id))
    .limit(page.limit + 1);
}

/** How many of these notices of this member were not seen before. */
export async function seeNotices(tx: Tx, collectiveId: string, memberId: string, ids: readonly string[], at: Date): Promise<number> {
  const rows = await tx
    .update(notices)
    .set({ seenAt: at })
    .where(
      and(eq(notices.collectiveId, collectiveId), eq(notices.memberId, memberId), inArray(notices.id, [...ids]), isNull(notices.seenAt)),
    )
    .returning({ id: notices.id });
  return rows.length;
}
