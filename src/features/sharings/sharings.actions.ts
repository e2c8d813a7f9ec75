/** The life of sharings before they are posted: opened, changed, proposed, objected to, adopted, abandoned. */
import { createHash } from "node:crypto";
import { draftInstalment, findCharterOf, type KeptCharter, lockCharterOfEnvelope } from "../../db/charters.js";
import type { Queryable } from "../../db/client.js";
import { loadFigures, lockEnvelopes } from "../../db/envelope-figures.js";
import { databaseFault } from "../../db/errors.js";
import { newId } from "../../db/id.js";
import type { Tx } from "../../db/transaction.js";
import type { Day } from "../../domain/calendar.js";
import { inForceOf } from "../../domain/charter.js";
import { hasFixedLines } from "../../domain/charter-split.js";
import { requireOpenEnvelope } from "../../domain/envelope.js";
import { parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { sharingFingerprintText } from "../../domain/sharing/document.js";
import { formatResult, type SharingResult } from "../../domain/sharing/result.js";
import { assembleSharing, linesTaken, requireKey } from "../../domain/sharing-assembly.js";
import {
  distributedMinor,
  requireAdoption,
  requireExpensesCovered,
  requireMeeting,
  requireOpen,
  requireProposed,
  requireUnposted,
  requireWithinExpected,
} from "../../domain/sharing-life.js";
import type { Share } from "../../domain/sharing-split.js";
import { requirePilot } from "../../http/access.js";
import { loadNames, nameableIn } from "./facts.queries.js";
import { keyFor } from "./keys.actions.js";
import { type Acting, answerTable, lockSharing, record, type Speaking, tell } from "./open-sharing.js";
import { findTaken, holdLines, lockWhatEnters, releaseLines, type SettlementLine, saveParticipants } from "./settlement.queries.js";
import {
  documentText,
  factsOf,
  loadAdoption,
  loadMaterial,
  type Material,
  previewOf,
  type Settled,
  settledOf,
  splitOf,
} from "./sharings.facts.js";
import { insertObjection, insertSharing, type Sharing, updateSharing, voidLines } from "./sharings.queries.js";
import type { NewSharing, SharingChange, SharingTableAnswer } from "./sharings.schema.js";

// Opening and changing -----------------------------------------------------------------------------------------------

export async function createSharing(tx: Tx, acting: Acting, wanted: NewSharing): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const charter = await lockCharterOfEnvelope(tx, collectiveId, wanted.envelopeId);
  const envelope = (await lockEnvelopes(tx, collectiveId, [wanted.envelopeId])).get(wanted.envelopeId);
  if (!envelope) throw new Refusal("unknown_envelope", { at: "envelopeId", id: wanted.envelopeId });
  requirePilot(caller, envelope.circleId, "admin");
  requireOpenEnvelope(envelope, "envelopeId");
  if (envelope.currency !== caller.collective.currency)
    throw new Refusal("currency_mismatch", { at: "envelopeId", expected: caller.collective.currency, found: envelope.currency });
  const { key, amount, envelopeId, members, ...settings } = wanted;
  if (charter && key === null && charter.closedAt === null && inForceOf(charter)?.keyId) return shareCharter(tx, acting, charter, wanted);
  const { sharingKey, keyId } = await keyFor(tx, collectiveId, envelopeId, key);
  if (charter && hasFixedLines(sharingKey)) throw new Refusal("charter_pays_by_instalments", { at: "key", charter: charter.title });
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

/** The envelope of a charter, shared by the charter’s key: an instalment of what is left of its lines (DESIGN §11). */
async function shareCharter(tx: Tx, acting: Acting, charter: KeptCharter, wanted: NewSharing): Promise<SharingTableAnswer> {
  const { caller, now, today } = acting;
  const { amount, envelopeId: _envelope, key: _key, members, recurs, ...settings } = wanted;
  if (recurs !== null) throw new Refusal("instalment_fixed", { at: "recurs", charter: charter.title });
  const minor = amountMinor(amount, charter.currency);
  const { sharingId } = await draftInstalment(
    tx,
    charter,
    { memberId: caller.memberId, now, today },
    { wanted: minor === null ? null : { amountMinor: minor }, note: "", settings },
  );
  const { sharingKey } = await lockSharing(tx, acting, sharingId);
  await requireSettings(tx, acting, charter.currency, { ...settings, key: sharingKey, members });
  const { collectiveId } = charter;
  await saveParticipants(tx, { collectiveId, sharingId, memberIds: members, isOut: false, saidBy: caller.memberId, now });
  return answerTable(tx, acting, sharingId);
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
    const charter = await findCharterOf(tx, sharing.collectiveId, { sharingId: id, envelopeId: sharing.envelopeId });
    if (charter?.isInstalment && (key !== undefined || amount !== undefined || settings.recurs))
      throw new Refusal("instalment_fixed", { at: "key", charter: charter.title });
    if (charter && hasFixedLines(settings.sharingKey))
      throw new Refusal("charter_pays_by_instalments", { at: "key", charter: charter.title });
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
  const material = await loadMaterial(tx, sharing, { collective: caller.collective, today, now });
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
  const material = await loadMaterial(on, sharing, { collective: acting.caller.collective, today: acting.today, now: acting.now });
  return splitOf(material, keptOf(material)).shares;
}

/** What is kept of a proposed sharing. */
export function keptOf(material: Material): Settled {
  const settled = settledOf(material);
  if ("refusal" in settled) throw settled.refusal;
  return settled;
}

// Abandoning --------------------------------------------------------------------------------------------------------

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
