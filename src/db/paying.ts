/**
 * What is owed is paid, several at once: an entry for each transfer, all in one transaction, with what it settles, who is told
 * of it, and the trail of each share and bill. Payment batches and bank lines post here; one share or bill by hand does not.
 *
 *   Bob’s two shares and two bills of the printer → three entries: Bob 354.90, the printer 240.00, the printer 60.00
 *
 * The caller holds the rows of the shares and bills locked, and has decided what is paid of each.
 */
import type { Books, Draft } from "../domain/ledger.js";
import { formatAmount } from "../domain/money.js";
import type { Settlement } from "../domain/payment.js";
import { billPayment, payment } from "../domain/postings.js";
import { recordEvents } from "./audit.js";
import { type OwedBill, settleBill } from "./bills.js";
import { accountOf, type ChainedEntry, openBooks, postEntries } from "./ledger.js";
import { tellMembers } from "./notices.js";
import { settleShares } from "./shares.js";
import type { Tx } from "./transaction.js";

/** A transfer: shares of one payee, or a bill. */
export type PaidPart = { readonly document: string } & (
  | { readonly payeeId: string; readonly settlements: readonly Settlement[] }
  | { readonly bill: OwedBill; readonly amountMinor: bigint }
);

interface Paying {
  readonly collectiveId: string;
  readonly byId: string;
  readonly now: Date;
  readonly bankId: string;
  readonly currency: string;
  readonly datedOn: string;
  readonly text?: string | null;
  /** What of their origin all of them share. */
  readonly origin?: Readonly<Record<string, string>>;
}

/** The entries, in the order of the parts. Refuses what posting does (`year_closed`). */
export async function payParts(tx: Tx, paying: Paying, parts: readonly PaidPart[]): Promise<ChainedEntry[]> {
  if (parts.length === 0) return [];
  const { collectiveId, now, bankId, currency: commodity } = paying;
  const bankOwner = { class: "bank", id: bankId, commodity } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [bankOwner, ...parts.map((part) => ownerOf(part, commodity))] });
  const drafts = parts.map((part) => draftOf(books, paying, part));
  const { entries } = await postEntries(tx, books, drafts);
  for (const [index, part] of parts.entries()) {
    const entryId = (entries[index] as ChainedEntry).id;
    if ("settlements" in part) await settleShares(tx, collectiveId, entryId, part.settlements, now);
    else await settleBill(tx, collectiveId, { billId: part.bill.id, entryId, how: "paid", amountMinor: part.amountMinor, createdAt: now });
  }
  await tellPaid(tx, paying, parts, entries);
  return entries;
}

const ownerOf = (part: PaidPart, commodity: string) =>
  "bill" in part
    ? ({ class: "third-party", id: part.bill.thirdPartyId, commodity } as const)
    : ({ class: "member", id: part.payeeId, commodity } as const);

function draftOf(books: Books, { bankId, currency: commodity, datedOn, text = null, byId, origin = {} }: Paying, part: PaidPart): Draft {
  const bank = accountOf(books, { class: "bank", id: bankId, commodity });
  const written = { datedOn, document: part.document, text, postedBy: byId };
  if ("bill" in part) {
    const { id, envelopeId, thirdPartyId, nature } = part.bill;
    const account = accountOf(books, { class: "third-party", id: thirdPartyId, commodity });
    return {
      ...billPayment(bank, [{ account, amountMinor: part.amountMinor, nature }]),
      ...written,
      origin: { ...origin, bill: id, envelope: envelopeId, thirdParty: thirdPartyId },
    };
  }
  const account = accountOf(books, { class: "member", id: part.payeeId, commodity });
  const sharings = [...new Set(part.settlements.map(({ share }) => share.sharingId))];
  const posting = payment(
    bank,
    part.settlements.map(({ share, amountMinor }) => ({
      ...{ account, amountMinor, nature: share.nature },
      forMemberId: share.memberId === share.payeeId ? null : share.memberId,
    })),
  );
  return { ...posting, ...written, origin: { ...origin, ...(sharings.length === 1 ? { sharing: sharings[0] as string } : {}) } };
}

/** Who is paid is told, once a sharing; the trail has each share and bill, as when they are paid by hand. */
async function tellPaid(
  tx: Tx,
  { collectiveId, byId, now }: Paying,
  parts: readonly PaidPart[],
  entries: readonly ChainedEntry[],
): Promise<void> {
  const told = new Map<string, { memberId: string; sharingId: string }>();
  const events = parts.flatMap((part, index) => {
    const entryId = entries[index]?.id;
    const base = { collectiveId, byId, at: now };
    if ("bill" in part) {
      const amount = formatAmount(part.amountMinor, part.bill.currency);
      return [{ ...base, action: "bill.paid", subject: "bill", subjectId: part.bill.id, details: { entryId, amount } }];
    }
    return part.settlements.map(({ share, amountMinor }) => {
      for (const memberId of [share.memberId, share.payeeId])
        if (memberId !== byId) told.set(`${memberId} ${share.sharingId}`, { memberId, sharingId: share.sharingId });
      const details = { entryId, memberId: share.memberId, amount: formatAmount(amountMinor, share.currency) };
      return { ...base, action: "share.paid", subject: "share", subjectId: share.id, details };
    });
  });
  await recordEvents(tx, events);
  await tellMembers(
    tx,
    collectiveId,
    [...told.values()].map(({ memberId, sharingId }) => ({
      ...{ memberId, at: now, what: "share.paid" as const, subject: "sharing", subjectId: sharingId, byId },
    })),
  );
}
