/** Shares are paid, waived and given back: load under lock, decide, post, keep what settled which share. */
import { recordEvents } from "../../db/audit.js";
import { bankOfHeld, holdBankLines, linkHeldLines } from "../../db/bank-lines.js";
import { chooseBank } from "../../db/banks.js";
import type { Queryable } from "../../db/client.js";
import { accountOf, type ChainedEntry, openBooks, postEntry } from "../../db/ledger.js";
import { tellMembers } from "../../db/notices.js";
import { requireNotInBatch } from "../../db/payment-batches.js";
import { findShares, listOwed, loadGrounds, lockShares, settleShares } from "../../db/shares.js";
import type { Tx } from "../../db/transaction.js";
import type { Draft } from "../../domain/ledger.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import {
  decidePayment,
  decideRefund,
  decideWaiver,
  requireOwedBy,
  type Settlement,
  type ShareFacts,
  shareLeft,
} from "../../domain/payment.js";
import { payment, refund, waiver } from "../../domain/postings.js";
import { requirePaidBy } from "../../domain/refund.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readCursor } from "../../http/paging.js";
import { type PostedEntry, postedOf } from "../../http/posted.js";
import { requireFunds } from "./banks.actions.js";
import { listReasons, paidHistoryOf } from "./payments.queries.js";
import type { NewPayment, NewRefund, NewWaiver, OwedQuery, ShareAnswer } from "./payments.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}
interface Paid {
  readonly entry: PostedEntry;
  readonly shares: ShareAnswer[];
}

// Reading ------------------------------------------------------------------------------------------------------------

/** Shares as they stand, with what is missing to pay them today and why they were paid all the same. */
async function shareAnswers(on: Queryable, collectiveId: string, ids: readonly string[], today: string): Promise<ShareAnswer[]> {
  const shares = await findShares(on, collectiveId, ids);
  const grounds = await loadGrounds(on, collectiveId, ids, today);
  const reasons = await listReasons(on, collectiveId, ids);
  return ids
    .flatMap((id) => shares.get(id) ?? [])
    .map((share) => ({
      ...shareAnswer(share),
      doubts: [...(grounds.get(share.id)?.doubts ?? [])],
      reasons: reasons.flatMap(({ shareId, entryId, reason }) => (shareId === share.id && reason !== null ? [{ entryId, reason }] : [])),
    }));
}

function shareAnswer(share: ShareFacts): Omit<ShareAnswer, "doubts" | "reasons"> {
  const money = (minor: bigint) => formatAmount(minor, share.currency);
  return {
    id: share.id,
    sharingId: share.sharingId,
    memberId: share.memberId,
    payeeId: share.payeeId,
    nature: share.nature,
    amount: money(share.amountMinor),
    paid: money(share.paidMinor),
    waived: money(share.waivedMinor),
    refunded: money(share.refundedMinor),
    left: money(share.isDue ? shareLeft(share) : 0n),
    currency: share.currency,
  };
}

export async function loadShare(on: Queryable, collectiveId: string, id: string, today: string): Promise<ShareAnswer> {
  const [share] = await shareAnswers(on, collectiveId, [id], today);
  if (!share) throw new Refusal("not_found", { at: "share", id });
  return share;
}

export async function pageOfOwed(on: Queryable, collectiveId: string, query: OwedQuery, today: string) {
  const after = readCursor(query.cursor, 3);
  if (after?.some((value) => value.includes("\0"))) throw new Refusal("cursor_invalid", { at: "query.cursor" });
  const rows = await listOwed(on, collectiveId, query, query.limit + 1, after);
  const shown = rows.slice(0, query.limit).flatMap(({ items }) => items.filter(({ what }) => what === "share").map(({ id }) => id));
  const grounds = await loadGrounds(on, collectiveId, shown, today);
  return cutPage(
    rows,
    query.limit,
    ({ name, id, currency }) => [name, id, currency],
    ({ left, items, ...payee }) => {
      const money = (minor: string) => formatAmount(BigInt(minor), payee.currency);
      return {
        ...payee,
        left: money(left),
        items: items.map((item) => ({
          ...item,
          amount: money(item.amount),
          left: money(item.left),
          doubts: [...(grounds.get(item.id)?.doubts ?? [])],
        })),
      };
    },
  );
}

// Settling -----------------------------------------------------------------------------------------------------------

const payeeOf = ({ payeeId, currency }: ShareFacts) => ({ class: "member", id: payeeId, commodity: currency }) as const;
const giverOf = ({ memberId, payeeId }: ShareFacts): string | null => (memberId === payeeId ? null : memberId);

async function requireShare(tx: Tx, collectiveId: string, id: string): Promise<ShareFacts> {
  const share = (await lockShares(tx, collectiveId, [id])).get(id);
  if (!share) throw new Refusal("not_found", { at: "share", id });
  return share;
}

async function keep(
  tx: Tx,
  { caller, now, today }: Acting,
  entry: ChainedEntry,
  settlements: readonly Settlement[],
  action: string,
): Promise<Paid> {
  const collectiveId = caller.collective.id;
  await settleShares(tx, collectiveId, entry.id, settlements, now);
  await recordEvents(
    tx,
    settlements.map(({ share, amountMinor }) => ({
      collectiveId,
      byId: caller.memberId,
      at: now,
      action,
      subject: "share",
      subjectId: share.id,
      details: {
        entryId: entry.id,
        memberId: share.memberId,
        amount: formatAmount(amountMinor < 0n ? -amountMinor : amountMinor, share.currency),
      },
    })),
  );
  const ids = settlements.map(({ share }) => share.id);
  return { entry: postedOf(entry), shares: await shareAnswers(tx, collectiveId, ids, today) };
}

/** Who is paid is told, and who it is paid for where a structure is paid; once a sharing. */
async function tellPaid(tx: Tx, { caller, now }: Acting, settlements: readonly Settlement[]): Promise<void> {
  const told = new Map<string, { memberId: string; sharingId: string }>();
  for (const { share } of settlements)
    for (const memberId of [share.memberId, share.payeeId])
      if (memberId !== caller.memberId) told.set(`${memberId} ${share.sharingId}`, { memberId, sharingId: share.sharingId });
  await tellMembers(
    tx,
    caller.collective.id,
    [...told.values()].map(({ memberId, sharingId }) => ({
      ...{ memberId, at: now, what: "share.paid", subject: "sharing", subjectId: sharingId, byId: caller.memberId },
    })),
  );
}

/** Where a payment comes from, as far as one id says it: its share, or the sharing of all its shares. */
function originOf(settlements: readonly Settlement[]): Record<string, string> {
  const sharings = new Set(settlements.map(({ share }) => share.sharingId));
  const [first] = settlements;
  if (!first || sharings.size > 1) return {};
  return { sharing: first.share.sharingId, ...(settlements.length === 1 ? { share: first.share.id } : {}) };
}

/**
 * Pays shares, several together, each in whole or in part: payees → bank. One whose footing or receipt is missing on the
 * day takes a written reason.
 */
export async function payShares(tx: Tx, acting: Acting, wanted: NewPayment): Promise<Paid> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [wanted.bankLineId]);
  const shares = await lockShares(
    tx,
    collectiveId,
    wanted.items.map(({ shareId }) => shareId),
  );
  await requireNotInBatch(tx, collectiveId, { shareIds: [...shares.keys()] });
  const items = wanted.items.map(({ shareId, amount, reason }, index) => ({
    shareId,
    reason: reason || null,
    amountMinor: parseAmount(amount, shares.get(shareId)?.currency ?? caller.collective.currency, `items[${index}].amount`),
  }));
  const grounds = await loadGrounds(tx, collectiveId, [...shares.keys()], wanted.datedOn);
  const settlements = decidePayment(shares, items, grounds);
  for (const { owedOn } of shares.values()) requireOwedBy(owedOn, wanted.datedOn);
  const commodity = settlements[0]?.share.currency ?? caller.collective.currency;
  const bankOwner = {
    class: "bank",
    id: await chooseBank(tx, { collectiveId, bankId: bankOfHeld(held, wanted.bankId), currency: commodity, now }),
    commodity,
  } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [bankOwner, ...settlements.map(({ share }) => payeeOf(share))] });
  const entry = await postEntry(tx, books, {
    ...payment(
      accountOf(books, bankOwner),
      settlements.map(({ share, amountMinor }) => ({
        account: accountOf(books, payeeOf(share)),
        amountMinor,
        nature: share.nature,
        forMemberId: giverOf(share),
      })),
    ),
    ...draftOf(acting, wanted),
    origin: originOf(settlements),
  });
  await linkHeldLines(tx, held, [entry], { byId: caller.memberId, now });
  await tellPaid(tx, acting, settlements);
  return keep(tx, acting, entry, settlements, "share.paid");
}

const draftOf = (
  { caller }: Acting,
  { datedOn, document, note }: Pick<NewRefund, "datedOn" | "document" | "note">,
): Omit<Draft, "kind" | "lines"> => ({
  datedOn,
  document,
  text: note || null,
  postedBy: caller.memberId,
});

/** A member leaves a share to a fund, today («laisser au commun»): payee → fund. */
export async function waiveShare(tx: Tx, acting: Acting, id: string, wanted: NewWaiver): Promise<Paid> {
  const { caller, now, today } = acting;
  const collectiveId = caller.collective.id;
  const share = await requireShare(tx, collectiveId, id);
  await requireNotInBatch(tx, collectiveId, { shareIds: [id] }, "share");
  const asked = wanted.amount === undefined ? undefined : parseAmount(wanted.amount, share.currency);
  const settlement = decideWaiver(share, caller.memberId, asked);
  await requireFunds(tx, collectiveId, [{ id: wanted.fundId, at: "fundId" }]);
  const fundOwner = { class: "fund", id: wanted.fundId, commodity: share.currency } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [fundOwner, payeeOf(share)] });
  // A fund is archived while nobody posts: it may have been since it was read.
  await requireFunds(tx, collectiveId, [{ id: wanted.fundId, at: "fundId" }]);
  const { amountMinor } = settlement;
  const entry = await postEntry(tx, books, {
    ...waiver(accountOf(books, fundOwner), [
      { account: accountOf(books, payeeOf(share)), amountMinor, nature: share.nature, forMemberId: giverOf(share) },
    ]),
    datedOn: today,
    text: wanted.note || null,
    postedBy: caller.memberId,
    origin: { sharing: share.sharingId, share: id },
  });
  return keep(tx, acting, entry, [settlement], "share.waived");
}

/** A receiver gives back what they were paid, or a part of it: bank → payee → envelope. */
export async function refundShare(tx: Tx, acting: Acting, id: string, wanted: NewRefund): Promise<Paid> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [wanted.bankLineId]);
  const share = await requireShare(tx, collectiveId, id);
  const amountMinor = parseAmount(wanted.amount, share.currency);
  const settlement = decideRefund(share, amountMinor);
  requirePaidBy(await paidHistoryOf(tx, collectiveId, id), wanted.datedOn, amountMinor);
  const commodity = share.currency;
  const bankOwner = {
    class: "bank",
    id: await chooseBank(tx, { collectiveId, bankId: bankOfHeld(held, wanted.bankId), currency: commodity, now }),
    commodity,
  } as const;
  const envelopeOwner = { class: "envelope", id: share.envelopeId, commodity } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [bankOwner, envelopeOwner, payeeOf(share)] });
  const entry = await postEntry(tx, books, {
    ...refund({
      bank: accountOf(books, bankOwner),
      from: accountOf(books, payeeOf(share)),
      envelope: accountOf(books, envelopeOwner),
      amountMinor,
      nature: share.nature,
      forMemberId: giverOf(share),
    }),
    ...draftOf(acting, wanted),
    origin: { sharing: share.sharingId, share: id },
  });
  await linkHeldLines(tx, held, [entry], { byId: caller.memberId, now });
  return keep(tx, acting, entry, [settlement], "share.refunded");
}
