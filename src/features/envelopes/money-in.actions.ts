/** Money comes in, is expected, or goes back to its funder. */
import { recordEvents } from "../../db/audit.js";
import { bankOfHeld, holdBankLines, linkHeldLines } from "../../db/bank-lines.js";
import { chooseBank } from "../../db/banks.js";
import type { Queryable } from "../../db/client.js";
import { type Envelope, loadFigures, lockEnvelopes } from "../../db/envelope-figures.js";
import { newId } from "../../db/id.js";
import { type AccountOwner, accountOf, findEntry, type ListedEntry, openBooks, postEntry } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import {
  decideArrival,
  decideExpectedStatus,
  type ExpectedStatus,
  levyOf,
  requireGifts,
  requireLeft,
  requireOpenEnvelope,
  requireThirdParty,
} from "../../domain/envelope.js";
import { requirePositive } from "../../domain/ledger.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { grantReturned, moneyIn } from "../../domain/postings.js";
import { Refusal } from "../../domain/refusals.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { type PostedEntry, postedOf } from "../../http/posted.js";
import { loadEnvelope } from "./envelopes.actions.js";
import { findThirdParty, isMemberHere, isThirdParty } from "./envelopes.queries.js";
import type { EnvelopeAnswer } from "./envelopes.schema.js";
import {
  type ExpectedRow,
  envelopeOfExpected,
  type FundRow,
  findFunds,
  insertExpectedMoney,
  linkGifts,
  lockExpectedMoney,
  lockGifts,
  sumLinkedGifts,
  updateExpectedMoney,
} from "./money-in.queries.js";
import type {
  ExpectedMoneyAnswer,
  ExpectedMoneyChange,
  LinkedGifts,
  NewExpectedMoney,
  NewGrantReturn,
  NewMoneyIn,
} from "./money-in.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}
interface Moved {
  readonly entry: PostedEntry;
  readonly envelope: EnvelopeAnswer;
}

/** An envelope with its row locked. Refuses `not_found`, or `unknown_envelope` where a field names it. */
export async function requireEnvelope(
  tx: Tx,
  collectiveId: string,
  id: string,
  otherwise: "not_found" | "unknown_envelope" = "not_found",
): Promise<Envelope> {
  const envelope = (await lockEnvelopes(tx, collectiveId, [id])).get(id);
  if (!envelope) throw new Refusal(otherwise, { at: otherwise === "not_found" ? "envelope" : "envelopeId", id });
  return envelope;
}

// Money in -----------------------------------------------------------------------------------------------------------

/** Records money that came in: bank → envelope, levies to their funds, the expected money and the gifts that it is. */
export async function recordMoneyIn(tx: Tx, { caller, now, today }: Acting, id: string, wanted: NewMoneyIn): Promise<Moved> {
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [wanted.bankLineId]);
  const envelope = await requireEnvelope(tx, collectiveId, id);
  requireOpenEnvelope(envelope, "envelope");
  const amountMinor = parseAmount(wanted.amount, envelope.currency);
  requirePositive(amountMinor);
  await requireSource(tx, collectiveId, wanted);
  const expected = wanted.expectedId === undefined ? undefined : await requireExpected(tx, collectiveId, id, wanted.expectedId);
  const arrival = expected && decideArrival({ status: expected.status as ExpectedStatus, amountMinor: expected.amountMinor }, amountMinor);
  requireGifts(wanted.giftIds, await lockGifts(tx, collectiveId, wanted.giftIds), {
    amountMinor,
    currency: envelope.currency,
    nature: wanted.nature,
    memberId: wanted.memberId ?? null,
  });
  const fundIds = wanted.levy.map(({ fundId }) => fundId);
  const funds = await requireFunds(tx, collectiveId, fundIds, envelope.currency, "levy");

  const commodity = envelope.currency;
  const bankOwner = {
    class: "bank",
    id: await chooseBank(tx, { collectiveId, bankId: bankOfHeld(held, wanted.bankId), currency: commodity, now }),
    commodity,
  } as const;
  const envelopeOwner = { class: "envelope", id, commodity } as const;
  const fundOwners = funds.map((fund) => ({ class: "fund", id: fund.id, commodity }) as const);
  const books = await openBooks(tx, { collectiveId, now, owners: [bankOwner, envelopeOwner, ...fundOwners] satisfies AccountOwner[] });
  // A fund is archived while nobody posts: it may have been since it was read.
  await requireFunds(tx, collectiveId, fundIds, envelope.currency, "levy");
  const entry = await postEntry(tx, books, {
    ...moneyIn({
      bank: accountOf(books, bankOwner),
      envelope: accountOf(books, envelopeOwner),
      amountMinor,
      nature: wanted.nature,
      levies: wanted.levy.map(({ fundId, percent }) => ({
        fund: accountOf(books, { class: "fund", id: fundId, commodity }),
        amountMinor: levyOf(amountMinor, percent),
      })),
    }),
    datedOn: wanted.datedOn,
    origin: originOf(id, wanted),
    document: wanted.document,
    text: [wanted.source, wanted.note].filter(Boolean).join(" : ") || null,
    postedBy: caller.memberId,
  });
  if (expected && arrival) await receiveExpected(tx, expected, arrival, entry.id, now);
  await linkGifts(tx, collectiveId, wanted.giftIds, entry.id, now);
  await linkHeldLines(tx, held, [entry], { byId: caller.memberId, now });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "money.received",
      subject: "entry",
      subjectId: entry.id,
      details: { envelopeId: id, amount: formatAmount(amountMinor, commodity), nature: wanted.nature },
    },
  ]);
  return { entry: postedOf(entry), envelope: await loadEnvelope(tx, collectiveId, id, today) };
}

/**
 * Gifts that are declared after their money came in: they are that money too, as far as it reaches. Refuses `not_found`
 * for what is no money in, `already_reversed`, and what is wrong with the gifts.
 */
export async function linkGiftsTo(tx: Tx, { caller, now }: Acting, entryId: string, giftIds: readonly string[]): Promise<LinkedGifts> {
  const collectiveId = caller.collective.id;
  const gifts = await lockGifts(tx, collectiveId, giftIds);
  // Under the lock of the chain nobody reverses the entry or links other gifts to it meanwhile.
  await openBooks(tx, { collectiveId, now, owners: [] });
  const entry = await requireMoneyIn(tx, collectiveId, entryId);
  if (entry.reversedByNumber !== null) throw new Refusal("already_reversed", { number: entry.number, by: entry.reversedByNumber });
  // Bank → envelope, under the nature of the money (domain/postings).
  const [bank, received] = entry.lines;
  if (!bank || !received) throw new RangeError(`entry ${entryId} has no lines`);
  const linkedMinor = await sumLinkedGifts(tx, collectiveId, entryId);
  requireGifts(giftIds, gifts, {
    amountMinor: bank.amountMinor - linkedMinor,
    currency: bank.commodity,
    nature: received.nature ?? "",
    memberId: entry.origin.member ?? null,
  });
  await linkGifts(tx, collectiveId, giftIds, entryId, now);
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: "gifts.linked", subject: "entry", subjectId: entryId, details: { giftIds } },
  ]);
  return loadLinkedGifts(tx, caller, entryId);
}

async function requireMoneyIn(on: Queryable, collectiveId: string, entryId: string): Promise<ListedEntry> {
  const entry = await findEntry(on, collectiveId, entryId);
  if (entry?.kind !== "money-in") throw new Refusal("not_found", { at: "entry", id: entryId });
  return entry;
}

/** What of some money is gifts that members declared. */
export async function loadLinkedGifts(on: Queryable, { collective }: Caller, entryId: string): Promise<LinkedGifts> {
  const entry = await requireMoneyIn(on, collective.id, entryId);
  const commodity = entry.lines[0]?.commodity ?? collective.currency;
  return { entry: postedOf(entry), linked: formatAmount(await sumLinkedGifts(on, collective.id, entryId), commodity) };
}

function originOf(envelopeId: string, { sourceId, memberId, expectedId }: NewMoneyIn): Record<string, string> {
  return {
    envelope: envelopeId,
    ...(sourceId ? { thirdParty: sourceId } : {}),
    ...(memberId ? { member: memberId } : {}),
    ...(expectedId ? { expected: expectedId } : {}),
  };
}

async function requireSource(tx: Tx, collectiveId: string, { sourceId, memberId, source }: NewMoneyIn): Promise<void> {
  if (sourceId === undefined && memberId === undefined && source === undefined) throw new Refusal("source_missing", { at: "sourceId" });
  if (sourceId !== undefined) requireThirdParty(await findThirdParty(tx, collectiveId, sourceId), "sourceId", sourceId);
  if (memberId !== undefined && !(await isMemberHere(tx, collectiveId, memberId)))
    throw new Refusal("unknown_member", { at: "memberId", id: memberId });
}

/** Funds by their ids, in order. Refuses `unknown_fund`, `fund_archived`, `currency_mismatch`. */
export async function requireFunds(tx: Tx, collectiveId: string, ids: readonly string[], currency: string, at: string): Promise<FundRow[]> {
  const known = ids.length === 0 ? [] : await findFunds(tx, collectiveId, ids);
  return ids.map((id) => {
    const fund = known.find((one) => one.id === id);
    if (!fund) throw new Refusal("unknown_fund", { at, id });
    if (fund.isArchived) throw new Refusal("fund_archived", { at, fund: fund.name });
    if (fund.currency !== currency) throw new Refusal("currency_mismatch", { at, expected: currency, found: fund.currency });
    return fund;
  });
}

async function requireExpected(tx: Tx, collectiveId: string, envelopeId: string, id: string): Promise<ExpectedRow> {
  const expected = await lockExpectedMoney(tx, collectiveId, id);
  if (expected?.envelopeId !== envelopeId) throw new Refusal("not_found", { at: "expectedId", id });
  return expected;
}

async function receiveExpected(
  tx: Tx,
  expected: ExpectedRow,
  { receivedMinor, restMinor }: { receivedMinor: bigint; restMinor: bigint },
  entryId: string,
  now: Date,
): Promise<void> {
  const { collectiveId, id, status } = expected;
  await updateExpectedMoney(tx, collectiveId, id, {
    status: "received",
    statusBefore: status,
    amountMinor: receivedMinor,
    receivedEntryId: entryId,
  });
  if (restMinor > 0n) await insertExpectedMoney(tx, { ...expected, id: newId(), amountMinor: restMinor, createdAt: now });
}

// Grants that go back ------------------------------------------------------------------------------------------------

/** Gives a grant, or what is left of it, back to its funder: envelope → bank. Never what adopted sharings wait for. */
export async function returnGrant(tx: Tx, { caller, now, today }: Acting, id: string, wanted: NewGrantReturn): Promise<Moved> {
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [wanted.bankLineId]);
  const envelope = await requireEnvelope(tx, collectiveId, id);
  const commodity = envelope.currency;
  const amountMinor = parseAmount(wanted.amount, commodity);
  requirePositive(amountMinor);
  if (wanted.sourceId !== undefined && !(await isThirdParty(tx, collectiveId, wanted.sourceId))) {
    throw new Refusal("unknown_third_party", { at: "sourceId", id: wanted.sourceId });
  }
  await requireLeftOf(tx, collectiveId, envelope, amountMinor, today);
  const bank = {
    class: "bank",
    id: await chooseBank(tx, { collectiveId, bankId: bankOfHeld(held, wanted.bankId), currency: commodity, now }),
    commodity,
  } as const;
  const owner = { class: "envelope", id, commodity } as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [bank, owner] });
  const entry = await postEntry(tx, books, {
    ...grantReturned({ envelope: accountOf(books, owner), bank: accountOf(books, bank), amountMinor }),
    datedOn: wanted.datedOn,
    origin: { envelope: id, ...(wanted.sourceId ? { thirdParty: wanted.sourceId } : {}) },
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
      action: "grant.returned",
      subject: "entry",
      subjectId: entry.id,
      details: { envelopeId: id, amount: formatAmount(amountMinor, commodity) },
    },
  ]);
  return { entry: postedOf(entry), envelope: await loadEnvelope(tx, collectiveId, id, today) };
}

/** Refuses `insufficient_balance` where less is left in a locked envelope than is asked. */
export async function requireLeftOf(
  tx: Tx,
  collectiveId: string,
  envelope: Envelope,
  askedMinor: bigint,
  today: string,
  at = "amount",
): Promise<void> {
  const figures = (await loadFigures(tx, collectiveId, today, [envelope.id])).get(envelope.id);
  requireLeft(envelope, figures?.leftMinor ?? 0n, askedMinor, at);
}

// Expected money -----------------------------------------------------------------------------------------------------

export function expectedAnswer(row: ExpectedRow, currency: string): ExpectedMoneyAnswer {
  return {
    id: row.id,
    envelopeId: row.envelopeId,
    amount: formatAmount(row.amountMinor, currency),
    source: row.source,
    sourceId: row.sourceId,
    status: row.status as ExpectedStatus,
    expectedOn: row.expectedOn,
    receivedEntryId: row.receivedEntryId,
  };
}

export async function expectMoney(
  tx: Tx,
  { caller, now }: Acting,
  envelopeId: string,
  wanted: NewExpectedMoney,
): Promise<ExpectedMoneyAnswer> {
  const collectiveId = caller.collective.id;
  const envelope = await requireEnvelope(tx, collectiveId, envelopeId);
  requirePilot(caller, envelope.circleId, "treasurer");
  requireOpenEnvelope(envelope, "envelope");
  if (wanted.sourceId !== null) requireThirdParty(await findThirdParty(tx, collectiveId, wanted.sourceId), "sourceId", wanted.sourceId);
  const amountMinor = parseAmount(wanted.amount, envelope.currency);
  requirePositive(amountMinor);
  const { amount: _, ...fields } = wanted;
  const row = { ...fields, collectiveId, id: newId(), envelopeId, amountMinor, createdAt: now, receivedEntryId: null, statusBefore: null };
  await insertExpectedMoney(tx, row);
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "money.expected",
      subject: "expected-money",
      subjectId: row.id,
      details: { envelopeId, amount: formatAmount(amountMinor, envelope.currency), status: row.status },
    },
  ]);
  return expectedAnswer(row, envelope.currency);
}

export async function changeExpectedMoney(
  tx: Tx,
  { caller, now }: Acting,
  id: string,
  change: ExpectedMoneyChange,
): Promise<ExpectedMoneyAnswer> {
  const collectiveId = caller.collective.id;
  const envelopeId = await envelopeOfExpected(tx, collectiveId, id);
  if (envelopeId === undefined) throw new Refusal("not_found", { at: "expectedMoney", id });
  const envelope = await requireEnvelope(tx, collectiveId, envelopeId);
  requirePilot(caller, envelope.circleId, "treasurer");
  const row = await requireExpected(tx, collectiveId, envelopeId, id);
  const before = row.status as ExpectedStatus;
  if (before === "received") throw new Refusal("expected_received", { at: "status" });
  const amountMinor = change.amount === undefined ? row.amountMinor : parseAmount(change.amount, envelope.currency);
  requirePositive(amountMinor);
  const changed = {
    amountMinor,
    status: decideExpectedStatus(before, change.status ?? before),
    source: change.source ?? row.source,
    expectedOn: change.expectedOn === undefined ? row.expectedOn : change.expectedOn,
  };
  await updateExpectedMoney(tx, collectiveId, id, changed);
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "money.expected",
      subject: "expected-money",
      subjectId: id,
      details: { envelopeId, amount: formatAmount(amountMinor, envelope.currency), status: changed.status },
    },
  ]);
  return expectedAnswer({ ...row, ...changed }, envelope.currency);
}
