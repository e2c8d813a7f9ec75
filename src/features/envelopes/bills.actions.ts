/** Bills are recorded, paid in part or whole, and partly given back; banks take their fees. */
import { recordEvents } from "../../db/audit.js";
import { bankOfHeld, type HeldLine, holdBankLines, linkHeldLines } from "../../db/bank-lines.js";
import { chooseBank } from "../../db/banks.js";
import { settleBill } from "../../db/bills.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { accountOf, type ChainedEntry, openBooks, postEntry } from "../../db/ledger.js";
import { requireNotInBatch } from "../../db/payment-batches.js";
import type { Tx } from "../../db/transaction.js";
import { type BillFacts, billLeft, decideBillPayment, decideBillRefund, requireNewBill } from "../../domain/bill.js";
import { isOutsideDays, requireOpenEnvelope, requireThirdParty } from "../../domain/envelope.js";
import { requirePositive } from "../../domain/ledger.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { requireOwedBy } from "../../domain/payment.js";
import { bankFee, bill, billPayment, refund } from "../../domain/postings.js";
import { requirePaidBy } from "../../domain/refund.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readDayCursor } from "../../http/paging.js";
import { type PostedEntry, postedOf } from "../../http/posted.js";
import {
  type BillRow,
  findBill,
  findTwin,
  insertBill,
  type ListedBillSettlement,
  listBillSettlements,
  listBills,
  lockBill,
  lockThirdParty,
} from "./bills.queries.js";
import type { BillAnswer, BillQuery, NewBankFee, NewBill, NewBillPayment, NewBillRefund } from "./bills.schema.js";
import { requireEnvelope } from "./money-in.actions.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}
interface BillMoved {
  readonly bill: BillAnswer;
  readonly entry: PostedEntry;
}

// Reading ------------------------------------------------------------------------------------------------------------

const factsOf = ({ bill: row, currency }: BillRow): BillFacts & { billedOn: string } => ({
  ...row,
  currency,
  isReversed: row.reversedAt !== null,
});

function billAnswer(row: BillRow, settlements: readonly ListedBillSettlement[]): BillAnswer {
  const { bill: one, currency } = row;
  const money = (minor: bigint) => formatAmount(minor, currency);
  return {
    id: one.id,
    envelopeId: one.envelopeId,
    thirdPartyId: one.thirdPartyId,
    amount: money(one.amountMinor),
    paid: money(one.paidMinor),
    refunded: money(one.refundedMinor),
    left: money(billLeft(factsOf(row))),
    currency,
    nature: one.nature,
    document: one.document,
    label: one.label,
    billedOn: one.billedOn,
    dueOn: one.dueOn,
    entryId: one.entryId,
    reversedAt: one.reversedAt?.toISOString() ?? null,
    settlements: settlements
      .filter(({ billId }) => billId === one.id)
      .map(({ entryId, how, amountMinor, datedOn }) => ({ entryId, how: how as "paid", amount: money(amountMinor), datedOn })),
    warnings: isOutsideDays(row, one.billedOn) ? ["day_outside_envelope"] : [],
  };
}

/** One bill with what was paid of it. Refuses `not_found`. */
export async function loadBill(on: Queryable, collectiveId: string, id: string): Promise<BillAnswer> {
  const row = await findBill(on, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "bill", id });
  return billAnswer(row, await listBillSettlements(on, collectiveId, [id]));
}

export async function pageOfBills(on: Queryable, collectiveId: string, query: BillQuery) {
  const rows = await listBills(on, collectiveId, query, query.limit + 1, readDayCursor(query.cursor));
  const settlements = await listBillSettlements(
    on,
    collectiveId,
    rows.map(({ bill: { id } }) => id),
  );
  return cutPage(
    rows,
    query.limit,
    ({ bill: { billedOn, id } }) => [billedOn, id],
    (row) => billAnswer(row, settlements),
  );
}

// Recording ----------------------------------------------------------------------------------------------------------

/** Records a bill: envelope → third party; and its payment, when it is paid at once. */
export async function recordBill(tx: Tx, acting: Acting, wanted: NewBill): Promise<BillMoved> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const { envelopeId, thirdPartyId, document, payment } = wanted;
  const held = await holdBankLines(tx, collectiveId, [payment?.bankLineId]);
  const envelope = await requireEnvelope(tx, collectiveId, envelopeId, "unknown_envelope");
  requireOpenEnvelope(envelope, "envelopeId");
  const commodity = envelope.currency;
  const amountMinor = parseAmount(wanted.amount, commodity);
  requirePositive(amountMinor);
  requireThirdParty(await lockThirdParty(tx, collectiveId, thirdPartyId), "thirdPartyId", thirdPartyId);
  const twin = await findTwin(tx, collectiveId, thirdPartyId, document);
  requireNewBill(twin && factsOf(twin));

  const id = newId();
  const from = { class: "envelope", id: envelopeId, commodity } as const;
  const to = { class: "third-party", id: thirdPartyId, commodity } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [from, to] });
  const entry = await postEntry(tx, books, {
    ...bill({ envelope: accountOf(books, from), thirdParty: accountOf(books, to), amountMinor, nature: wanted.nature }),
    datedOn: wanted.datedOn ?? wanted.billedOn,
    origin: { bill: id, envelope: envelopeId, thirdParty: thirdPartyId },
    document,
    text: [wanted.label, wanted.note].filter(Boolean).join(" : "),
    postedBy: caller.memberId,
  });
  await insertBill(tx, {
    collectiveId,
    id,
    envelopeId,
    thirdPartyId,
    amountMinor,
    nature: wanted.nature,
    document,
    label: wanted.label,
    billedOn: wanted.billedOn,
    dueOn: wanted.dueOn,
    entryId: entry.id,
    createdAt: now,
  });
  await tell(tx, acting, "bill.recorded", id, { envelopeId, thirdPartyId, amount: formatAmount(amountMinor, commodity) });
  if (payment) {
    const { bankId, datedOn = entry.datedOn } = payment;
    await payHeld(tx, acting, id, { bankId, datedOn, document: payment.document ?? document }, held);
  }
  return { bill: await loadBill(tx, collectiveId, id), entry: postedOf(entry) };
}

const tell = (tx: Tx, { caller, now }: Acting, action: string, billId: string, details: Record<string, unknown>) =>
  recordEvents(tx, [
    { collectiveId: caller.collective.id, byId: caller.memberId, at: now, action, subject: "bill", subjectId: billId, details },
  ]);

// Paying -------------------------------------------------------------------------------------------------------------

async function requireBill(tx: Tx, collectiveId: string, id: string): Promise<BillRow> {
  const row = await lockBill(tx, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "bill", id });
  return row;
}

/** Pays a bill, or a part of it: third party → bank. Refuses `payment_before_debt`, and as `decideBillPayment` does. */
export async function payBill(tx: Tx, acting: Acting, id: string, wanted: NewBillPayment): Promise<BillMoved> {
  return payHeld(tx, acting, id, wanted, await holdBankLines(tx, acting.caller.collective.id, [wanted.bankLineId]));
}

async function payHeld(tx: Tx, acting: Acting, id: string, wanted: NewBillPayment, held: readonly HeldLine[]): Promise<BillMoved> {
  const row = await requireBill(tx, acting.caller.collective.id, id);
  await requireNotInBatch(tx, acting.caller.collective.id, { billIds: [id] }, "bill");
  const asked = wanted.amount === undefined ? undefined : parseAmount(wanted.amount, row.currency);
  requireOwedBy(row.owedOn, wanted.datedOn);
  return settle(tx, acting, row, "paid", decideBillPayment(factsOf(row), asked), wanted, held);
}

/** A third party gives back what it was paid, or a part of it: bank → third party → envelope. */
export async function refundBill(tx: Tx, acting: Acting, id: string, wanted: NewBillRefund): Promise<BillMoved> {
  const held = await holdBankLines(tx, acting.caller.collective.id, [wanted.bankLineId]);
  const row = await requireBill(tx, acting.caller.collective.id, id);
  const amountMinor = decideBillRefund(factsOf(row), parseAmount(wanted.amount, row.currency));
  requirePaidBy(await listBillSettlements(tx, acting.caller.collective.id, [id]), wanted.datedOn, amountMinor);
  return settle(tx, acting, row, "refunded", amountMinor, wanted, held);
}

async function settle(
  tx: Tx,
  acting: Acting,
  { bill: row, currency: commodity }: BillRow,
  how: "paid" | "refunded",
  amountMinor: bigint,
  wanted: Omit<NewBillPayment, "amount">,
  held: readonly HeldLine[],
): Promise<BillMoved> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const bankOwner = {
    class: "bank",
    id: await chooseBank(tx, { collectiveId, bankId: bankOfHeld(held, wanted.bankId), currency: commodity, now }),
    commodity,
  } as const;
  const partyOwner = { class: "third-party", id: row.thirdPartyId, commodity } as const;
  const envelopeOwner = { class: "envelope", id: row.envelopeId, commodity } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [bankOwner, partyOwner, envelopeOwner] });
  const [bank, thirdParty, nature] = [accountOf(books, bankOwner), accountOf(books, partyOwner), row.nature];
  const posting =
    how === "paid"
      ? billPayment(bank, [{ account: thirdParty, amountMinor, nature }])
      : refund({ bank, from: thirdParty, envelope: accountOf(books, envelopeOwner), amountMinor, nature });
  const entry: ChainedEntry = await postEntry(tx, books, {
    ...posting,
    datedOn: wanted.datedOn,
    origin: { bill: row.id, envelope: row.envelopeId, thirdParty: row.thirdPartyId },
    document: wanted.document,
    text: wanted.note || null,
    postedBy: caller.memberId,
  });
  await settleBill(tx, collectiveId, {
    billId: row.id,
    entryId: entry.id,
    how,
    amountMinor: how === "paid" ? amountMinor : -amountMinor,
    createdAt: now,
  });
  await linkHeldLines(tx, held, [entry], { byId: caller.memberId, now });
  await tell(tx, acting, `bill.${how}`, row.id, { entryId: entry.id, amount: formatAmount(amountMinor, commodity) });
  return { bill: await loadBill(tx, collectiveId, row.id), entry: postedOf(entry) };
}

// Bank fees ----------------------------------------------------------------------------------------------------------

/** A bank fee is a bill that nobody sent and that is paid already: envelope → bank. */
export async function recordBankFee(tx: Tx, { caller, now }: Acting, wanted: NewBankFee): Promise<{ entry: PostedEntry }> {
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [wanted.bankLineId]);
  const envelope = await requireEnvelope(tx, collectiveId, wanted.envelopeId, "unknown_envelope");
  requireOpenEnvelope(envelope, "envelopeId");
  const commodity = envelope.currency;
  const amountMinor = parseAmount(wanted.amount, commodity);
  const bankOwner = {
    class: "bank",
    id: await chooseBank(tx, { collectiveId, bankId: bankOfHeld(held, wanted.bankId), currency: commodity, now }),
    commodity,
  } as const;
  const owner = { class: "envelope", id: envelope.id, commodity } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [bankOwner, owner] });
  const entry = await postEntry(tx, books, {
    ...bankFee({ envelope: accountOf(books, owner), bank: accountOf(books, bankOwner), amountMinor }),
    datedOn: wanted.datedOn,
    origin: { envelope: envelope.id },
    document: wanted.document,
    text: wanted.note || null,
    postedBy: caller.memberId,
  });
  await linkHeldLines(tx, held, [entry], { byId: caller.memberId, now });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "bank-fee.recorded",
      subject: "entry",
      subjectId: entry.id,
      details: { envelopeId: envelope.id, amount: formatAmount(amountMinor, commodity) },
    },
  ]);
  return { entry: postedOf(entry) };
}
