/**
 * Being forgotten: what an erasure does, told beforehand in figures, and done.
 *
 *  1. Whoever is owed money is not erased: they could not be paid any more. Pay them, or let them leave it, first.
 *  2. Deleted: the profile (name, e-mail, phone, words about themself), the names they signed with, the login when no other
 *     collective knows it, links that wait for them, what they were told, texts of entries that name them, and the words
 *     of reviews about them.
 *  3. Kept under the code name (`P4`): contributions, entries, shares, scores and votes, so that every sum still adds up.
 *  4. Receipts: one that the ledger rests on is the proof of an entry, and stays as it came, with any name on it, ten years from the
 *     end of its fiscal year (Code de commerce, L123-22); the others of theirs are deleted. So do lines of bank statements stay.
 *     Which ones is told beforehand, and to treasurers in the trail.
 *  5. Not touched: words that they or others wrote elsewhere (notes of contributions, meetings, decisions, charters,
 *     contracts), documents of entries, which their hashes cover, and accounts of closed years.
 */
import type { Queryable } from "../../db/client.js";
import { openBooks } from "../../db/ledger.js";
import { inSnapshot, type Tx } from "../../db/transaction.js";
import { formatCommodity } from "../../domain/ledger.js";
import { Refusal } from "../../domain/refusals.js";
import { countErasure, deleteReceipts, listReceiptsOf, owedTo } from "./erasure.queries.js";
import { type Acting, loadMember, requireMember, requireSelfOrAdmin } from "./members.actions.js";
import type { ErasureForecast } from "./members.schema.js";

/** What an erasure would do. Refuses `role_missing`, and `not_found` for who was forgotten already. */
export async function foretellErasure(db: Queryable, acting: Acting, id: string): Promise<ErasureForecast> {
  requireSelfOrAdmin(acting.caller, id);
  const collectiveId = acting.caller.collective.id;
  if ((await loadMember(db, acting, id)).isErased) throw new Refusal("not_found", { at: "member", id });
  return inSnapshot(db, async (tx) => ({
    owed: (await owedTo(tx, collectiveId, id)).map(({ commodity, owedMinor }) => ({
      amount: formatCommodity(BigInt(owedMinor), commodity),
      currency: commodity,
    })),
    ...(await countErasure(tx, collectiveId, id)),
    ...(await foretellReceipts(tx, collectiveId, id)),
  }));
}

/** Rule 4, in figures. */
async function foretellReceipts(on: Queryable, collectiveId: string, id: string) {
  const receipts = await listReceiptsOf(on, collectiveId, id);
  const kept = receipts.filter(({ isKept }) => isKept);
  return {
    receiptsDeleted: receipts.length - kept.length,
    receiptsKept: kept.map(({ isKept: _, keptUntilOn, ...receipt }) => ({ ...receipt, keptUntilOn: keptUntilOn ?? "" })),
  };
}

/** Rule 4: what went, and which ones stay. */
export async function forgetReceipts(tx: Tx, collectiveId: string, id: string) {
  const receipts = await listReceiptsOf(tx, collectiveId, id);
  const idsOf = (wanted: boolean) => receipts.filter(({ isKept }) => isKept === wanted).map((receipt) => receipt.id);
  const gone = idsOf(false);
  if (gone.length > 0) await deleteReceipts(tx, collectiveId, gone);
  return { receiptsDeleted: gone.length, receiptsKept: idsOf(true) };
}

/** Rule 1, while nobody posts. Refuses `member_is_owed`. */
export async function requireOwedNothing(tx: Tx, { caller, now }: Acting, id: string): Promise<void> {
  const collectiveId = caller.collective.id;
  await openBooks(tx, { collectiveId, now, owners: [] });
  const [owed] = await owedTo(tx, collectiveId, id);
  if (!owed) return;
  const { code } = await requireMember(tx, collectiveId, id);
  throw new Refusal("member_is_owed", {
    at: "member",
    member: code,
    owed: formatCommodity(BigInt(owed.owedMinor), owed.commodity),
    currency: owed.commodity,
  });
}
