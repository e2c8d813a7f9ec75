/**
 * A round under lock, as every change of it begins: the chain of the collective is locked, so that nobody pledges, settles,
 * edits or joins at the same time, and only then is read what the change is decided on, with all accounts of the round.
 */
import { type AccountOwner, openBooks } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { type Account, type Books, shownBalance } from "../../domain/ledger.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { type BucketRow, findRound, listBuckets, listParticipants, type ParticipantRow, type RoundRow } from "./rounds.queries.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}

export interface OpenRound {
  readonly round: RoundRow;
  readonly participants: readonly ParticipantRow[];
  readonly buckets: readonly BucketRow[];
  readonly books: Books;
  /** The account of the round's pool, of a participant's credits, of a bucket: by the id of its row. */
  account(id: string): Account<"round">;
  /** What an account of the round shows. */
  shown(id: string): bigint;
}

/** Opens a round. `also` are the owners whose accounts the change moves as well. Refuses `not_found`. */
export async function openRound(tx: Tx, { caller, now }: Acting, id: string, also: readonly AccountOwner[] = []): Promise<OpenRound> {
  const collectiveId = caller.collective.id;
  // Whoever was given credits while this waited for the lock is a participant too.
  await openBooks(tx, { collectiveId, now, owners: [] });
  const round = await findRound(tx, collectiveId, id);
  if (!round) throw new Refusal("not_found", { at: "round", id });
  const participants = await listParticipants(tx, collectiveId, id);
  const buckets = await listBuckets(tx, collectiveId, id);
  const ids = [id, ...participants.map((one) => one.id), ...buckets.map((one) => one.id)];
  const owners: AccountOwner[] = [
    ...ids.map((own): AccountOwner => ({ class: "round", id: own, commodity: round.commodity })),
    ...(round.envelopeId ? [{ class: "envelope", id: round.envelopeId, commodity: round.commodity } as const] : []),
    ...also,
  ];
  const books = await openBooks(tx, { collectiveId, now, owners });
  const account = (own: string): Account<"round"> => {
    const found = books.accounts.get(own);
    if (!found) throw new RangeError(`no account ${own} of the round ${id} in the books`);
    return found as Account<"round">;
  };
  return { round, participants, buckets, books, account, shown: (own) => shownBalance(account(own)) };
}

/** Drafts are their cocreators' own: for everybody else there is none. */
export const isShownTo = (
  memberId: string,
  { status, cocreatorIds }: { readonly status: string; readonly cocreatorIds: readonly string[] },
): boolean => status !== "draft" || cocreatorIds.includes(memberId);

/** A bucket of an open round, as a member may see it. Refuses `not_found`. */
export function requireBucket({ buckets }: Pick<OpenRound, "buckets">, memberId: string, id: string, at = "bucket"): BucketRow {
  const bucket = buckets.find((one) => one.id === id);
  if (!bucket || !isShownTo(memberId, bucket)) throw new Refusal("not_found", { at, id });
  return bucket;
}
