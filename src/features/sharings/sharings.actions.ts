/** The life of sharings: opened, changed, proposed, objected to, adopted, posted, reversed, abandoned. */
import { createHash } from "node:crypto";
import { recordEvents } from "../../db/audit.js";
import { announceChange } from "../../db/changes.js";
import type { Queryable } from "../../db/client.js";
import { loadFigures, lockEnvelopes } from "../../db/envelope-figures.js";
import { databaseFault } from "../../db/errors.js";
import { newId } from "../../db/id.js";
import { type AccountOwner, accountOf, openBooks, postEntry, postReversal } from "../../db/ledger.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import type { Day } from "../../domain/calendar.js";
import { requireOpenEnvelope } from "../../domain/envelope.js";
import { parseAmount } from "../../domain/money.js";
import { sharing as sharingPosting } from "../../domain/postings.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import { type Outcome, outcomeOf } from "../../domain/settlement-table.js";
import { sharingFingerprintText } from "../../domain/sharing/document.js";
import { formatResult, type SharingResult } from "../../domain/sharing/result.js";
import { assembleSharing, lineIdOf, linesTaken, requireKey, unpaidRuleOf } from "../../domain/sharing-assembly.js";
import {
  distributedMinor,
  fallsOn,
  requireAdopted,
  requireAdoption,
  requireExpensesCovered,
  requireMeeting,
  requireMovable,
  requireOpen,
  requireProposed,
  requireReversible,
  requireUnposted,
  requireWithinExpected,
} from "../../domain/sharing-life.js";
import type { Share } from "../../domain/sharing-split.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { loadNames, nameableIn } from "./facts.queries.js";
import { keyFor } from "./keys.actions.js";
import { prepareNext } from "./recurring.actions.js";
import { findTaken, holdLines, lockWhatEnters, releaseLines, type SettlementLine, saveParticipants } from "./settlement.queries.js";
import { type Reader, tableAnswer } from "./sharings.answers.js";
import {
  documentText,
  factsOf,
  loadAdoption,
  loadMaterial,
  type Material,
  nothingPaid,
  previewOf,
  type Settled,
  settledOf,
  splitOf,
} from "./sharings.facts.js";
import {
  askedAgainIn,
  type CarriedWish,
  findSharing,
  insertCarried,
  insertObjection,
  insertShares,
  insertSharing,
  listCarried,
  listShares,
  type Sharing,
  saveNominalTakes,
  saveOutcomes,
  updateCarried,
  updateSharing,
  voidCarried,
  voidCarriedBy,
  voidLines,
} from "./sharings.queries.js";
import type { NewSharing, SharingChange, SharingTableAnswer } from "./sharings.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: Day;
  readonly language: Language;
}

/** On whose behalf something is written: a person's, or nobody's alone (`memberId` null). */
export interface Speaking {
  readonly caller: Pick<Caller, "collective"> & { readonly memberId: string | null };
  readonly now: Date;
  readonly today: Day;
}

export const readerOf = ({ caller, today, language }: Acting): Reader => ({
  collective: caller.collective,
  memberId: caller.memberId,
  today,
  language,
});

/** One sharing. Refuses `not_found`. */
export async function loadSharing(on: Queryable, { caller, today }: Acting, id: string): Promise<Sharing> {
  const sharing = await findSharing(on, { collectiveId: caller.collective.id, id, today });
  if (!sharing) throw new Refusal("not_found", { at: "sharing", id });
  return sharing;
}

/** One sharing, its row locked: whoever changes it comes one after another. */
export async function lockSharing(tx: Tx, { caller, today }: Speaking, id: string): Promise<Sharing> {
  const sharing = await findSharing(tx, { collectiveId: caller.collective.id, id, today, lock: true });
  if (!sharing) throw new Refusal("not_found", { at: "sharing", id });
  return sharing;
}

export async function answerTable(on: Queryable, acting: Acting, id: string): Promise<SharingTableAnswer> {
  return tableAnswer(on, await loadSharing(on, acting, id), readerOf(acting));
}

/** Writes into the audit trail what was done, and tells who has the sharing open that it changed. */
export async function record(tx: Tx, { caller, now }: Speaking, id: string, verb: string, details: Record<string, unknown> = {}) {
  const collectiveId = caller.collective.id;
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: `sharing.${verb}`, subject: "sharing", subjectId: id, details },
  ]);
  await announceChange(tx, { collectiveId, subject: "sharing", id });
}

/** Tells members, but never who acts. */
export function tell(tx: Tx, { caller, now }: Speaking, id: string, verb: string, memberIds: Iterable<string>): Promise<void> {
  const told = [...new Set(memberIds)].filter((memberId) => memberId !== caller.memberId);
  return tellMembers(
    tx,
    caller.collective.id,
    told.map((memberId) => ({ memberId, at: now, what: `sharing.${verb}`, subject: "sharing", subjectId: id, byId: caller.memberId })),
  );
}

// Opening and changing -----------------------------------------------------------------------------------------------

export async function createSharing(tx: Tx, acting: Acting, wanted: NewSharing): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const envelope = (await lockEnvelopes(tx, collectiveId, [wanted.envelopeId])).get(wanted.envelopeId);
  if (!envelope) throw new Refusal("unknown_envelope", { at: "envelopeId", id: wanted.envelopeId });
  requirePilot(caller, envelope.circleId, "admin");
  requireOpenEnvelope(envelope, "envelopeId");
  if (envelope.currency !== caller.collective.currency)
    throw new Refusal("currency_mismatch", { at: "envelopeId", expected: caller.collective.currency, found: envelope.currency });
  const { key, amount, envelopeId, members, ...settings } = wanted;
  const { sharingKey, keyId } = await keyFor(tx, collectiveId, envelopeId, key);
  await requireSettings(tx, acting, envelope.currency, { ...settings, key: sharingKey, members });
  const id = newId();
  await insertSharing(tx, {
    collectiveId,
    id,
    envelopeId,
    circleId: envelope.circleId,
    ...settings,
    amountMinor: amountMinor(amount, envelope.currency),
    ...{ sharingKey, keyId },
    createdBy: caller.memberId,
    createdAt: now,
  });
  await saveParticipants(tx, { collectiveId, sharingId: id, memberIds: members, isOut: false, saidBy: caller.memberId, now });
  await record(tx, acting, id, "created", { envelopeId });
  return answerTable(tx, acting, id);
}

const amountMinor = (amount: string | null, currency: string): bigint | null => {
  if (amount === null) return null;
  const minor = parseAmount(amount, currency);
  if (minor <= 0n) throw new Refusal("amount_not_positive", { at: "amount" });
  return minor;
};

/** Refuses days that run backwards, people who are not here, and a key that cannot work. */
async function requireSettings(
  on: Queryable,
  { caller }: Acting,
  currency: string,
  wanted: {
    fromOn: Day | null;
    untilOn: Day;
    opensOn: Day | null;
    closesOn: Day | null;
    facilitatorId: string | null;
    members: readonly string[];
    key: unknown;
  },
): Promise<void> {
  requireInOrder(wanted.fromOn, wanted.untilOn, "untilOn");
  requireInOrder(wanted.opensOn, wanted.closesOn, "closesOn");
  const nameable = nameableIn(await loadNames(on, caller.collective.id), currency);
  const present = new Set(nameable.members.map(({ id }) => id));
  for (const [at, id] of [
    ...wanted.members.map((id, place) => [`members[${place}]`, id] as const),
    ["facilitatorId", wanted.facilitatorId] as const,
  ])
    if (id !== null && !present.has(id)) throw new Refusal("unknown_member", { at, id });
  requireKey(wanted.key, nameable);
}

function requireInOrder(from: Day | null, until: Day | null, at: string): void {
  if (from !== null && until !== null && until < from) throw new Refusal("days_reversed", { at, from, until });
}

/** Changes the settings of a draft or open sharing; what was learnt may be written at any time. */
export async function changeSharing(tx: Tx, acting: Acting, id: string, change: SharingChange): Promise<SharingTableAnswer> {
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(acting.caller, sharing.circleId, "admin");
  const { learnt, key, amount, ...given } = definedOf(change);
  const settings = { ...given, ...(key === undefined ? {} : await keyFor(tx, sharing.collectiveId, sharing.envelopeId, key)) };
  const changesAmount = amount === undefined ? {} : { amountMinor: amountMinor(amount, sharing.currency) };
  if (Object.keys({ ...settings, ...changesAmount }).length > 0) {
    requireOpen(sharing.status);
    const { sharingKey, ...next } = { ...sharing, ...settings };
    await requireSettings(tx, acting, sharing.currency, { ...next, members: [], key: sharingKey });
  }
  const fields = { ...settings, ...changesAmount, ...(learnt === undefined ? {} : { learnt }) };
  if (Object.keys(fields).length > 0) await updateSharing(tx, sharing, fields);
  await record(tx, acting, id, "changed", { fields: Object.keys(change) });
  return answerTable(tx, acting, id);
}

type Defined<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** The fields that were given. */
const definedOf = <Fields extends object>(change: Fields): Defined<Fields> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<Fields>;

/** Opens a draft today, whatever day was announced. */
export async function openSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(acting.caller, sharing.circleId, "admin");
  requireOpen(sharing.status);
  const isAnnounced = sharing.opensOn !== null && sharing.opensOn <= acting.today;
  await updateSharing(tx, sharing, { status: "open", ...(isAnnounced ? {} : { opensOn: acting.today }) });
  await record(tx, acting, id, "opened");
  return answerTable(tx, acting, id);
}

// Proposing and objecting --------------------------------------------------------------------------------------------

/**
 * Freezes the document: its contributions are held, its figures and code names kept, its fingerprint shown. Refused
 * when the key cannot be paid, the expenses are short, or more is asked than is left and expected.
 */
export async function proposeSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const { caller, now, today } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(caller, sharing.circleId, "admin");
  requireMeeting(sharing.status);
  await lockWhatEnters(tx, sharing, caller.collective.timeZone, today);
  const material = await loadMaterial(tx, sharing, { collective: caller.collective, today });
  const preview = previewOf(material);
  if ("refusal" in preview) throw preview.refusal;
  const { result } = preview;
  const lines = linesTaken(material.lines, material.participants.takenOut);
  requireExpensesCovered(lines, result);
  requireWithinExpected(material.amountMinor, material, sharing.currency);
  const document = assembleSharing(factsOf(material, "code"));
  await requireHeld(tx, sharing, lines);
  await updateSharing(tx, sharing, {
    status: "proposed",
    sequence: material.sequence,
    document: documentText(document),
    documentHash: createHash("sha256").update(sharingFingerprintText(document)).digest("hex"),
    result: formatResult(result),
    distributedMinor: distributedMinor(result),
    proposedAt: now,
    proposedBy: caller.memberId,
  });
  await record(tx, acting, id, "proposed");
  await tell(
    tx,
    acting,
    id,
    "proposed",
    preview.parsed.members.map((member) => member.id),
  );
  return answerTable(tx, acting, id);
}

/**
 * Holds the lines. What was logged after they were locked may have been taken by another sharing in between: the unique
 * index says so last, and the refusal names the contribution and that sharing.
 */
export async function requireHeld(tx: Tx, sharing: Sharing, lines: readonly SettlementLine[]): Promise<void> {
  try {
    await tx.transaction((attempt) => holdLines(attempt, sharing, lines));
  } catch (error) {
    const { constraint } = databaseFault(error) ?? {};
    if (constraint !== "sharing_lines_once" && constraint !== "sharing_lines_carried_once") throw error;
    throw new Refusal("contribution_in_sharing", { at: "lines", ...(await findTaken(tx, sharing, lines)) });
  }
}

/** Any member may object, with a reason: the sharing is open again, and its contributions are let go. */
export async function objectToSharing(tx: Tx, acting: Acting, id: string, reason: string): Promise<SharingTableAnswer> {
  const sharing = await lockSharing(tx, acting, id);
  requireProposed(sharing.status);
  await reopen(tx, acting, sharing, reason);
  return answerTable(tx, acting, id);
}

export async function reopen(tx: Tx, acting: Acting, sharing: Sharing, reason: string): Promise<void> {
  const { caller, now } = acting;
  const { collectiveId, id, documentHash } = sharing;
  await insertObjection(tx, {
    collectiveId,
    sharingId: id,
    memberId: caller.memberId,
    reason,
    documentHash: documentHash ?? "",
    objectedAt: now,
  });
  await releaseLines(tx, sharing);
  await updateSharing(tx, sharing, {
    status: "open",
    sequence: null,
    document: null,
    documentHash: null,
    result: null,
    distributedMinor: null,
    proposedAt: null,
    proposedBy: null,
  });
  await record(tx, acting, id, "objected", { documentHash });
  await tell(tx, acting, id, "objected", sharing.proposedBy === null ? [] : [sharing.proposedBy]);
}

// Adopting -----------------------------------------------------------------------------------------------------------

/** Adopts by a person's word. Refuses who may not, and `adoption_by_decision` in a circle that decides by consent. */
export async function adoptSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const { caller } = acting;
  const sharing = await lockSharing(tx, acting, id);
  const adoption = await loadAdoption(tx, sharing, await sharesOfProposal(tx, acting, sharing));
  requireAdoption({ status: sharing.status, ...adoption }, { by: "pilot", memberId: caller.memberId });
  await adopt(tx, acting, sharing, { by: "pilot", byId: caller.memberId });
  return answerTable(tx, acting, id);
}

/** Adopts a proposal, by whichever way that may. Refuses `sharing_exceeds_left` where the envelope has less by now. */
export async function adopt(
  tx: Tx,
  acting: Speaking,
  sharing: Sharing,
  { by, byId }: { readonly by: "pilot" | "decision"; readonly byId: string },
): Promise<void> {
  const { collectiveId, envelopeId, id } = sharing;
  const result = resultOf(sharing);
  // Who adopts, transfers or closes waits for who is doing so; what they read next is what they left.
  await lockEnvelopes(tx, collectiveId, [envelopeId]);
  const figures = (await loadFigures(tx, collectiveId, acting.today, [envelopeId])).get(envelopeId);
  if (result && figures) requireWithinExpected(distributedMinor(result), figures, sharing.currency);
  await updateSharing(tx, sharing, { status: "adopted", adoptedBy: by, adoptedById: byId, adoptedAt: acting.now });
  await record(tx, acting, id, "adopted", { by, ...(by === "decision" ? { decisionId: byId } : {}) });
  await tell(tx, acting, id, "adopted", result?.shares.map(({ member }) => member) ?? []);
}

const resultOf = ({ result }: Sharing): SharingResult | null => (result === null ? null : (JSON.parse(result) as SharingResult));

/** The shares that posting would make; none while nothing is proposed. */
export async function sharesOfProposal(on: Queryable, acting: Acting, sharing: Sharing): Promise<Share[]> {
  if (sharing.document === null) return [];
  const material = await loadMaterial(on, sharing, { collective: acting.caller.collective, today: acting.today });
  return splitOf(material, keptOf(material)).shares;
}

/** What is kept of a proposed sharing. */
function keptOf(material: Material): Settled {
  const settled = settledOf(material);
  if ("refusal" in settled) throw settled.refusal;
  return settled;
}

// Posting ------------------------------------------------------------------------------------------------------------

/**
 * Writes the sharing into the ledger: one entry, envelope → members and funds, one line per member × payee × nature. The
 * result is the one that was proposed. Refuses `insufficient_balance` where what was received does not cover it yet.
 */
export async function postSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const { caller, now, today } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(caller, sharing.circleId, "treasurer");
  requireAdopted(sharing.status);
  const { collectiveId } = sharing;
  await lockEnvelopes(tx, collectiveId, [sharing.envelopeId]);
  const material = await loadMaterial(tx, sharing, { collective: caller.collective, today });
  const kept = keptOf(material);
  const { result } = kept;
  const { paid, shares } = splitOf(material, kept);
  const entryId = await postShares(tx, acting, sharing, shares, result);
  await insertShares(tx, collectiveId, id, shares);
  const rule = unpaidRuleOf(sharing.sharingKey);
  const outcomes = material.lines.map((line) => {
    const linePaid = paid.get(lineIdOf(line)) ?? nothingPaid;
    return { line, outcome: { ...outcomeOf(line, linePaid.claimPaidMinor, rule), paidMinor: linePaid.paidMinor } };
  });
  await saveOutcomes(
    tx,
    collectiveId,
    outcomes.flatMap(({ line, outcome }) => (line.rowId === null ? [] : [{ rowId: line.rowId, ...outcome }])),
  );
  await insertCarried(tx, sharing, carriedRows(acting, outcomes));
  const { nominals, availableMinor } = takesOf(result);
  await saveNominalTakes(tx, collectiveId, id, nominals);
  await updateSharing(tx, sharing, {
    // Where nobody gets a share there is nothing to pay.
    status: shares.length === 0 ? "paid" : "posted",
    postedAt: now,
    entryId,
    takesAvailableMinor: availableMinor,
  });
  await record(tx, acting, id, "posted", { entryId });
  await prepareNext(tx, acting, sharing);
  await tell(
    tx,
    acting,
    id,
    "posted",
    result.shares.map(({ member }) => member),
  );
  return answerTable(tx, acting, id);
}

/** The entry of a sharing; none where nobody gets anything. */
async function postShares(
  tx: Tx,
  { caller, now, today }: Acting,
  sharing: Sharing,
  shares: readonly Share[],
  result: SharingResult,
): Promise<string | null> {
  if (shares.length === 0 && result.funds.length === 0) return null;
  const { collectiveId, currency } = sharing;
  const owner = <Class extends AccountOwner["class"]>(accountClass: Class, id: string): AccountOwner<Class> => ({
    class: accountClass,
    id,
    commodity: currency,
  });
  const envelope = owner("envelope", sharing.envelopeId);
  const payees = [...new Set(shares.map(({ payeeId }) => payeeId))].map((payeeId) => owner("member", payeeId));
  const funds = result.funds.map(({ fund }) => owner("fund", fund));
  const books = await openBooks(tx, { collectiveId, now, owners: [envelope, ...payees, ...funds] });
  const posting = sharingPosting({
    envelope: accountOf(books, envelope),
    shares: shares.map(({ memberId, payeeId, nature, amountMinor }) => ({
      memberId,
      payee: accountOf(books, owner("member", payeeId)),
      nature,
      amountMinor,
    })),
    funds: result.funds.map(({ fund, amount }) => ({
      fund: accountOf(books, owner("fund", fund)),
      amountMinor: parseAmount(amount, currency),
    })),
  });
  const entry = await postEntry(tx, books, {
    ...posting,
    datedOn: today,
    origin: { sharing: sharing.id },
    postedBy: caller.memberId,
    text: sharing.title,
  });
  return entry.id;
}

/** What is asked again next time. What was carried before keeps the day on which it falls. */
const carriedRows = ({ caller, today }: Acting, outcomes: readonly { readonly line: SettlementLine; readonly outcome: Outcome }[]) =>
  outcomes
    .filter(({ outcome }) => outcome.carriedMinor > 0n)
    .map(({ line, outcome }) => ({
      contributionId: line.contributionId,
      amountMinor: outcome.carriedMinor,
      carriedOn: today,
      fallsOn: line.fallsOn ?? fallsOn(today, caller.collective.carriedMonths),
    }));

/** The nominal takes of the last takes step, and what it could pay from; null where the key has none. */
function takesOf({ lines, currency }: SharingResult): { nominals: Map<string, bigint>; availableMinor: bigint | null } {
  const last = Math.max(0, ...lines.flatMap(({ step, basis }) => (basis.kind === "takes" ? [step] : [])));
  const nominals = new Map<string, bigint>();
  let availableMinor: bigint | null = null;
  for (const { step, to, basis } of lines) {
    if (step !== last || basis.kind !== "takes" || !("member" in to)) continue;
    nominals.set(to.member, parseAmount(basis.nominal, currency));
    availableMinor = parseAmount(basis.available, currency);
  }
  return { nominals, availableMinor };
}

// Reversing and abandoning -------------------------------------------------------------------------------------------

/** Undoes a posted sharing while no share is paid: its contributions are free again, what it carried is void. */
export async function reverseSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(caller, sharing.circleId, "treasurer");
  const { collectiveId, entryId } = sharing;
  const shares = await listShares(tx, collectiveId, id, true);
  requireReversible({
    status: sharing.status,
    settledMinor: shares.reduce((sum, { paidMinor, waivedMinor }) => sum + paidMinor + waivedMinor, 0n),
    currency: sharing.currency,
    askedAgainIn: await askedAgainIn(tx, collectiveId, id),
  });
  const reversal = entryId === null ? null : await postReversal(tx, { collectiveId, entryId, now, postedBy: caller.memberId });
  await voidCarriedBy(tx, collectiveId, id, now);
  await voidLines(tx, collectiveId, id, now);
  await updateSharing(tx, sharing, { status: "reversed", endedAt: now, reversalEntryId: reversal?.id ?? null });
  await record(tx, acting, id, "reversed", { entryId, reversalEntryId: reversal?.id ?? null });
  await tell(
    tx,
    acting,
    id,
    "reversed",
    shares.map(({ memberId }) => memberId),
  );
  return answerTable(tx, acting, id);
}

/** Gives a sharing up before it is posted: its contributions are free for the next. */
export async function abandonSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(acting.caller, sharing.circleId, "admin");
  requireUnposted(sharing.status);
  await voidLines(tx, sharing.collectiveId, id, acting.now);
  await updateSharing(tx, sharing, { status: "abandoned", endedAt: acting.now });
  await record(tx, acting, id, "abandoned");
  return answerTable(tx, acting, id);
}

// Carried wishes -----------------------------------------------------------------------------------------------------

/** A carried wish that waits, its row locked, with the sharing that holds it now. Refuses `carried_over`. */
async function lockCarried(tx: Tx, acting: Acting, id: string): Promise<{ wish: CarriedWish; heldBy: Sharing | null }> {
  const wanted = { collectiveId: acting.caller.collective.id, today: acting.today, id };
  const [wish] = await listCarried(tx, { ...wanted, lock: true });
  if (!wish) throw new Refusal("carried_over", { at: "carried", id });
  // Read again: a sharing that was proposed while this waited for the lock holds it by now.
  const [again] = await listCarried(tx, wanted);
  const heldBy = again?.askedAgainIn;
  return { wish, heldBy: heldBy ? await loadSharing(tx, acting, heldBy) : null };
}

const recordCarried = (
  tx: Tx,
  { caller, now }: Acting,
  verb: string,
  { id, sharingId }: CarriedWish,
  details: Record<string, unknown> = {},
) =>
  recordEvents(tx, [
    {
      collectiveId: caller.collective.id,
      byId: caller.memberId,
      at: now,
      action: `carried.${verb}`,
      subject: "sharing",
      subjectId: sharingId,
      details: { carriedId: id, ...details },
    },
  ]);

/** An author lets a carried wish go. Refuses `carried_over` once it fell or was settled, `contribution_in_sharing` while it is asked again. */
export async function releaseCarried(tx: Tx, acting: Acting, id: string): Promise<CarriedWish> {
  const { caller, now } = acting;
  const { wish, heldBy } = await lockCarried(tx, acting, id);
  if (wish.memberId !== caller.memberId) throw new Refusal("kept_of_another", { at: "carried", member: wish.memberId });
  if (heldBy) throw new Refusal("contribution_in_sharing", { at: "carried", sharing: heldBy.id, state: heldBy.status });
  await voidCarried(tx, caller.collective.id, id, now);
  await recordCarried(tx, acting, "released", wish);
  return wish;
}

/**
 * A carried wish moves to another envelope by the word of who pilots both circles, or an admin; its author is told. A
 * decision will move it here too.
 */
export async function moveCarried(tx: Tx, acting: Acting, id: string, envelopeId: string): Promise<CarriedWish> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const [seen] = await listCarried(tx, { collectiveId, today: acting.today, id });
  if (!seen) throw new Refusal("carried_over", { at: "carried", id });
  // Envelopes before the wish, as who closes one locks them.
  const envelopes = await lockEnvelopes(tx, collectiveId, [seen.envelopeId, envelopeId]);
  const { wish, heldBy } = await lockCarried(tx, acting, id);
  const [from, to] = [envelopes.get(wish.envelopeId), envelopes.get(envelopeId)];
  if (!to) throw new Refusal("unknown_envelope", { at: "envelopeId", id: envelopeId });
  if (from) requirePilot(caller, from.circleId, "admin");
  requirePilot(caller, to.circleId, "admin");
  requireMovable({ ...wish, heldBy }, to);
  await updateCarried(tx, collectiveId, id, { envelopeId });
  await recordCarried(tx, acting, "moved", wish, { from: wish.envelopeId, to: envelopeId });
  const notice = { at: now, what: "carried.moved", subject: "sharing", subjectId: wish.sharingId, byId: caller.memberId };
  if (wish.memberId !== caller.memberId) await tellMembers(tx, collectiveId, [{ memberId: wish.memberId, ...notice }]);
  return { ...wish, envelopeId };
}
