/** What can be done with charters: load, decide, save. The rules are in domain/charter, charter-split and charter-winding. */
import { recordEvents } from "../../db/audit.js";
import { announceChange } from "../../db/changes.js";
import { draftInstalment, insertTracedBill, type KeptCharter, type KeptVersion, loadStandings, lockCharter } from "../../db/charters.js";
import { findOnlyCircle, isCircleOpen, requireOpenCircle } from "../../db/circles.js";
import { loadFigures, lockEnvelopes } from "../../db/envelope-figures.js";
import { newId } from "../../db/id.js";
import { endKeys } from "../../db/keys.js";
import { tellMembers } from "../../db/notices.js";
import { findParties, partyColumns } from "../../db/parties.js";
import type { Tx } from "../../db/transaction.js";
import { dayIn } from "../../domain/calendar.js";
import {
  type Articles,
  articleNames,
  type CharterParty,
  inForceOf,
  latestOf,
  mayChangeCharter,
  requireComplete,
  requireLiving,
  requireNoEnvelope,
  requireSigning,
  requireUnsigned,
  signatoriesOf,
  unsignedOf,
} from "../../domain/charter.js";
import { requireAbovePaid, requireBill, requireSplit, requireSplitComplete, type SplitLine } from "../../domain/charter-split.js";
import { decideWindingStep, type WindingStep } from "../../domain/charter-winding.js";
import { parseAmount } from "../../domain/money.js";
import type { NoticeVerb } from "../../domain/notices.js";
import { isSameParty, type Party, requirePartyHere } from "../../domain/party.js";
import { Refusal } from "../../domain/refusals.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { type Acting, callerOf, knownOf, loadCharter, mayOpen, mayRecord } from "./charters.answers.js";
import {
  deleteTracedBill,
  insertCharter,
  insertSignature,
  insertStep,
  insertVersion,
  listSteps,
  lockBill,
  saveLines,
  saveParties,
  updateCharter,
  updateVersion,
} from "./charters.queries.js";
import type {
  Charter,
  CharterChange,
  NewCharter,
  NewCharterVersion,
  NewInstalment,
  NewSignature,
  NewTracedBill,
  NewWindingStep,
} from "./charters.schema.js";
import { comeInForce } from "./coming-in-force.js";

/** Writes into the audit trail what was done, and tells who has the charter open that it changed. */
async function record(tx: Tx, { caller, now }: Acting, verb: string, id: string, details: Record<string, unknown> = {}) {
  const collectiveId = caller.collective.id;
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: `charter.${verb}`, subject: "charter", subjectId: id, details },
  ]);
  await announceChange(tx, { collectiveId, subject: "charter", id });
}

/** Tells the members among parties, but never who acts. */
const tell = (tx: Tx, { caller, now }: Acting, verb: NoticeVerb<"charter">, id: string, parties: readonly Party[]) =>
  tellMembers(
    tx,
    caller.collective.id,
    parties
      .filter((party) => party.kind === "member" && party.id !== caller.memberId)
      .map(({ id: memberId }) => ({
        memberId,
        at: now,
        what: `charter.${verb}`,
        subject: "charter",
        subjectId: id,
        byId: caller.memberId,
      })),
  );

async function requireLocked(tx: Tx, { caller }: Acting, id: string): Promise<KeptCharter> {
  const charter = await lockCharter(tx, caller.collective.id, id);
  if (!charter) throw new Refusal("not_found", { at: "charter", id });
  return charter;
}

/** Refuses `charter_of_another`. */
function requireMayChange(charter: KeptCharter, caller: Caller): void {
  if (!mayChangeCharter(charter, callerOf(charter, caller))) throw new Refusal("charter_of_another", { at: "charter" });
}

// Writing ----------------------------------------------------------------------------------------------------------------

/** What a version says, as it is written. */
interface Text {
  readonly articles: Articles;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly parties: readonly CharterParty[];
  readonly totalMinor: bigint | null;
  readonly lines: readonly SplitLine[];
}
const emptyText: Text = {
  articles: Object.fromEntries(articleNames.map((name) => [name, ""])) as unknown as Articles,
  ...{ startsOn: null, endsOn: null, parties: [], totalMinor: null, lines: [] },
};

/** A text with changes; lines keep the ids of those they come from, and new ones are given ids. */
function changed(text: Text, wanted: NewCharterVersion, known: readonly SplitLine[], currency: string): Text {
  const { articles = {}, startsOn = text.startsOn, endsOn = text.endsOn, parties = text.parties, total, lines } = wanted;
  return {
    articles: {
      ...text.articles,
      ...(Object.fromEntries(Object.entries(articles).filter(([, value]) => value !== undefined)) as Partial<Articles>),
    },
    ...{ startsOn, endsOn, parties },
    totalMinor: total === undefined ? text.totalMinor : total === null ? null : parseAmount(total, currency, "total"),
    lines:
      lines?.map(({ id, label, party, deliverables, percent, amount }, place) => {
        const isKnown = id === undefined || known.some((line) => line.id === id);
        if (!isKnown || (id !== undefined && lines.findIndex((one) => one.id === id) !== place))
          throw new Refusal("not_found", { at: `lines[${place}].id`, id });
        const amountMinor = amount === null ? null : parseAmount(amount, currency, `lines[${place}].amount`);
        return { id: id ?? newId(), label, party, deliverables, percent, amountMinor };
      }) ?? text.lines,
  };
}

/** Refuses days that run backwards, parties that are unknown or no longer here, and a split that does not hold together. */
async function requireText(tx: Tx, collectiveId: string, text: Text, currency: string, before: readonly Party[] = []): Promise<void> {
  const { startsOn, endsOn, parties, totalMinor, lines } = text;
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    throw new Refusal("days_reversed", { at: "endsOn", from: startsOn, until: endsOn });
  const known = await findParties(tx, collectiveId, [...parties, ...lines.map(({ party }) => party)]);
  // Who has left since stays where they were.
  for (const [place, party] of parties.entries())
    if (!known(party) || !before.some((one) => isSameParty(one, party))) requirePartyHere(party, known(party), `parties[${place}].id`);
  for (const [place, { party }] of lines.entries()) if (!known(party)) requirePartyHere(party, undefined, `lines[${place}].party`);
  requireSplit({ currency, totalMinor, lines }, parties, (party) => known(party)?.name ?? "");
}

async function saveText(tx: Tx, collectiveId: string, versionId: string, { parties, lines }: Text): Promise<void> {
  await saveParties(tx, collectiveId, versionId, parties);
  await saveLines(tx, collectiveId, versionId, lines);
}

const columnsOf = ({ articles, startsOn, endsOn, totalMinor }: Text) => ({ articles, startsOn, endsOn, totalMinor });
const linesOf = ({ versions }: KeptCharter): SplitLine[] => versions.flatMap(({ lines }) => lines);

/** Writes a draft. Refuses `circle_missing`, `unknown_circle`, and as `requireText`. */
export async function writeCharter(tx: Tx, acting: Acting, { title, circleId: wantedCircle, ...wanted }: NewCharter): Promise<Charter> {
  const { caller, now } = acting;
  const { id: collectiveId, currency } = caller.collective;
  const circleId = wantedCircle ?? (await findOnlyCircle(tx, collectiveId));
  if (circleId === undefined) throw new Refusal("circle_missing", { at: "circleId" });
  await requireCircle(tx, collectiveId, circleId);
  const text = changed(emptyText, wanted, [], currency);
  await requireText(tx, collectiveId, text, currency);
  const [id, versionId] = [newId(), newId()];
  const written = { writtenBy: caller.memberId, writtenAt: now };
  await insertCharter(tx, { collectiveId, id, circleId, title, currency, ...written });
  await insertVersion(tx, { collectiveId, id: versionId, charterId: id, number: 1, ...columnsOf(text), ...written, changedAt: now });
  await saveText(tx, collectiveId, versionId, text);
  await record(tx, acting, "written", id, { circleId });
  return loadCharter(tx, acting, id);
}

async function requireCircle(tx: Tx, collectiveId: string, circleId: string): Promise<void> {
  if (!(await isCircleOpen(tx, collectiveId, circleId))) throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
}

/** Writes the latest version again, as long as nobody signed it. Refuses as `requireUnsigned` and `requireText`; `nothing_changed`. */
export async function changeCharter(tx: Tx, acting: Acting, id: string, { title, circleId, ...wanted }: CharterChange): Promise<Charter> {
  const { caller, now } = acting;
  const charter = await requireLocked(tx, acting, id);
  requireMayChange(charter, caller);
  requireUnsigned(charter);
  const { collectiveId, currency } = charter;
  const version = latestOf(charter);
  if (title !== undefined || circleId !== undefined) requireNoEnvelope(charter, charter.envelopeId);
  if (circleId !== undefined && circleId !== charter.circleId) {
    await requireCircle(tx, collectiveId, circleId);
    // What was opened to signature was opened by the word of its circle.
    if (version.openedAt !== null) requirePilot(caller, circleId, "admin");
  }
  const fields = Object.entries({ title, circleId, ...wanted }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (fields.length === 0) throw new Refusal("nothing_changed", { at: "charter" });
  const text = changed(version, wanted, linesOf(charter), currency);
  await requireText(tx, collectiveId, text, currency, version.parties);
  if (version.openedAt !== null) requireReady(title ?? charter.title, text, currency);
  await requireAbove(tx, charter, text);
  if (title !== undefined || circleId !== undefined)
    await updateCharter(tx, collectiveId, id, {
      ...(title === undefined ? {} : { title }),
      ...(circleId === undefined ? {} : { circleId }),
    });
  await updateVersion(tx, collectiveId, version.id, { ...columnsOf(text), changedAt: now });
  await saveText(tx, collectiveId, version.id, text);
  await record(tx, acting, "changed", id, { version: version.number, fields });
  return loadCharter(tx, acting, id);
}

/** A version in force keeps what is paid of it above water. */
async function requireAbove(tx: Tx, charter: KeptCharter, { lines }: Pick<Text, "lines">): Promise<void> {
  if (inForceOf(charter)) requireAbovePaid(await loadStandings(tx, charter), lines, charter.currency);
}

/** Rule 2 of domain/charter. */
function requireReady(title: string, text: Text, currency: string): void {
  requireComplete(title, text);
  requireSplitComplete({ ...text, currency });
}

/** Makes a new version out of the latest; its signatures start anew. Refuses as `requireText`, `split_below_paid`. */
export async function writeVersion(tx: Tx, acting: Acting, id: string, wanted: NewCharterVersion): Promise<Charter> {
  const { caller, now } = acting;
  const charter = await requireLocked(tx, acting, id);
  requireMayChange(charter, caller);
  requireLiving(charter);
  const { collectiveId, currency } = charter;
  const latest = latestOf(charter);
  const text = changed(latest, wanted, linesOf(charter), currency);
  await requireText(tx, collectiveId, text, currency, latest.parties);
  await requireAbove(tx, charter, text);
  const [versionId, number] = [newId(), latest.number + 1];
  const written = { writtenBy: caller.memberId, writtenAt: now, changedAt: now };
  await insertVersion(tx, { collectiveId, id: versionId, charterId: id, number, ...columnsOf(text), ...written });
  await saveText(tx, collectiveId, versionId, text);
  await record(tx, acting, "version_written", id, { version: number });
  return loadCharter(tx, acting, id);
}

// Signing ----------------------------------------------------------------------------------------------------------------

/** Opens the latest version to signature, once; said again it stays open. Refuses what is not complete, `circle_archived`, and as `requireLiving`. */
export async function openCharter(tx: Tx, acting: Acting, id: string): Promise<Charter> {
  const { caller, now } = acting;
  const charter = await requireLocked(tx, acting, id);
  requireMayChange(charter, caller);
  if (!mayOpen(charter, caller)) throw new Refusal("role_missing", { roles: ["pilot", "admin"] });
  requireLiving(charter);
  const version = latestOf(charter);
  if (version.openedAt === null) {
    requireReady(charter.title, version, charter.currency);
    await requireAbove(tx, charter, version);
    // Held until it is open: who archives the circle meanwhile waits, and then sees it.
    await requireOpenCircle(tx, charter.collectiveId, charter.circleId);
    await updateVersion(tx, charter.collectiveId, version.id, { openedAt: now });
    await record(tx, acting, "opened", id, { version: version.number });
    await tell(tx, acting, "opened", id, signatoriesOf(charter, version));
  }
  return loadCharter(tx, acting, id);
}

/** Signs, or records what was signed on paper; the last signature puts the version in force. Refuses as `requireSigning` and `comeInForce`. */
export async function signCharter(tx: Tx, acting: Acting, id: string, wanted: NewSignature): Promise<Charter> {
  const { caller, now, today } = acting;
  const charter = await requireLocked(tx, acting, id);
  const { collectiveId } = charter;
  const version = latestOf(charter);
  const { name, words, how } = wanted;
  const party: Party = wanted.party ?? { kind: "member", id: caller.memberId };
  const signedOn = how === "here" ? today : (wanted.signedOn ?? today);
  const ofCharter = await knownOf(tx, collectiveId, [charter]);
  const named = await findParties(tx, collectiveId, [party]);
  if (!named(party)) throw new Refusal("not_found", { at: "party", id: party.id });
  const nameOf = (one: Party) => (ofCharter(one) ?? named(one))?.name ?? "";
  const signer = {
    ...{ memberId: caller.memberId, mayRecord: mayRecord(charter, caller), today, nameOf },
    writtenOn: dayIn(version.changedAt, caller.collective.timeZone),
  };
  const readChangedAt = wanted.readChangedAt === undefined ? null : new Date(wanted.readChangedAt);
  requireSigning(charter, wanted.versionId ?? version.id, { party, words, how, signedOn, readChangedAt }, signer);
  const signature = { words, how, signedOn, name, recordedBy: caller.memberId, recordedAt: now };
  const place = version.signatures.length;
  await insertSignature(tx, { collectiveId, versionId: version.id, place, ...partyColumns(party), ...signature });
  await record(tx, acting, "signed", id, { version: version.number, how, party: { kind: party.kind, id: party.id } });
  const signed: KeptVersion = { ...version, signatures: [...version.signatures, { ...signature, party }] };
  if (unsignedOf(charter, signed).length === 0) {
    await comeInForce(tx, charter, version, { byId: caller.memberId, decisionId: null, now });
    await tell(tx, acting, "enforced", id, signatoriesOf(charter, version));
  }
  return loadCharter(tx, acting, id);
}

// Paying -----------------------------------------------------------------------------------------------------------------

/** Asks for an instalment: a sharing of its envelope with fixed lines, open at once. Refuses as `draftInstalment`. */
export async function askInstalment(tx: Tx, acting: Acting, id: string, { amount, lines, note }: NewInstalment): Promise<Charter> {
  const { caller, now, today } = acting;
  const charter = await requireLocked(tx, acting, id);
  requireMayChange(charter, caller);
  const { currency, title } = charter;
  const wanted =
    amount === undefined
      ? {
          lines: (lines ?? []).map(({ lineId, amount: part }, place) => ({
            lineId,
            amountMinor: parseAmount(part, currency, `lines[${place}].amount`),
          })),
        }
      : { amountMinor: parseAmount(amount, currency) };
  await draftInstalment(
    tx,
    charter,
    { memberId: caller.memberId, now, today },
    { wanted, note, settings: { title, untilOn: today, opensOn: today, status: "open" } },
  );
  return loadCharter(tx, acting, id);
}

/** Traces a bill to the line of its third party. Refuses `not_found`, `charter_not_in_force`, and as `requireBill`. */
export async function traceBill(tx: Tx, acting: Acting, id: string, { billId, lineId }: NewTracedBill): Promise<Charter> {
  const { caller, now } = acting;
  const charter = await requireLocked(tx, acting, id);
  const { collectiveId, title, envelopeId, closedAt, currency } = charter;
  if (closedAt !== null) throw new Refusal("charter_closed", { at: "charter", charter: title });
  if (envelopeId === null) throw new Refusal("charter_not_in_force", { at: "charter", charter: title });
  const line = (await loadStandings(tx, charter)).find((one) => one.id === lineId);
  if (!line) throw new Refusal("not_found", { at: "lineId", id: lineId });
  const bill = await lockBill(tx, collectiveId, billId);
  if (!bill) throw new Refusal("not_found", { at: "billId", id: billId });
  const known = await findParties(tx, collectiveId, [line.party]);
  requireBill(line, bill, { envelopeId, name: known(line.party)?.name ?? "", currency });
  await insertTracedBill(tx, { collectiveId, billId, charterId: id, lineId, tracedBy: caller.memberId, tracedAt: now });
  await record(tx, acting, "bill_traced", id, { billId, lineId });
  return loadCharter(tx, acting, id);
}

/** Takes a bill off a line it was traced to by mistake. Refuses `not_found`, `charter_closed`. */
export async function untraceBill(tx: Tx, acting: Acting, id: string, billId: string): Promise<Charter> {
  const charter = await requireLocked(tx, acting, id);
  if (charter.closedAt !== null) throw new Refusal("charter_closed", { at: "charter", charter: charter.title });
  if (!(await deleteTracedBill(tx, charter.collectiveId, id, billId))) throw new Refusal("not_found", { at: "bill", id: billId });
  await record(tx, acting, "bill_untraced", id, { billId });
  return loadCharter(tx, acting, id);
}

// Winding down -----------------------------------------------------------------------------------------------------------

/** Opens the end of a charter in force. Refuses `charter_not_in_force`, and as `requireLiving`. */
export async function windDown(tx: Tx, acting: Acting, id: string, reason: string): Promise<Charter> {
  const { caller, now } = acting;
  const charter = await requireLocked(tx, acting, id);
  requireMayChange(charter, caller);
  requireLiving(charter);
  if (!inForceOf(charter)) throw new Refusal("charter_not_in_force", { at: "charter", charter: charter.title });
  await updateCharter(tx, charter.collectiveId, id, { windingAt: now, windingBy: caller.memberId, windingReason: reason });
  await record(tx, acting, "winding_down", id);
  await tell(tx, acting, "winding_down", id, inForceOf(charter)?.parties ?? []);
  return loadCharter(tx, acting, id);
}

/** Ticks a step; the last one closes the charter, and its key is not used any more. Refuses `charter_not_winding`, and as `decideWindingStep`. */
export async function tickStep(tx: Tx, acting: Acting, id: string, { step, note }: NewWindingStep): Promise<Charter> {
  const { caller, now, today } = acting;
  const charter = await requireLocked(tx, acting, id);
  requireMayChange(charter, caller);
  const { collectiveId, title, envelopeId, currency, windingAt, closedAt } = charter;
  if (closedAt !== null) throw new Refusal("charter_closed", { at: "charter", charter: title });
  if (windingAt === null || envelopeId === null) throw new Refusal("charter_not_winding", { at: "charter", charter: title });
  await lockEnvelopes(tx, collectiveId, [envelopeId]);
  const figures = (await loadFigures(tx, collectiveId, today, [envelopeId])).get(envelopeId);
  if (!figures) throw new RangeError(`no figures of envelope ${envelopeId}`);
  const { balanceMinor, committedMinor } = figures;
  const done = new Set((await listSteps(tx, collectiveId, id)).map((row) => row.step as WindingStep));
  const askedMinor = (await loadStandings(tx, charter)).reduce((sum, line) => sum + line.askedMinor, 0n);
  const { closes } = decideWindingStep({ done, balanceMinor, committedMinor, askedMinor, currency }, step, note);
  await insertStep(tx, { collectiveId, charterId: id, step, note, doneBy: caller.memberId, doneOn: today });
  await record(tx, acting, "step_done", id, { step });
  if (closes) {
    await updateCharter(tx, collectiveId, id, { closedAt: now });
    await endKeys(tx, charter, now);
    await record(tx, acting, "closed", id);
    await tell(tx, acting, "closed", id, inForceOf(charter)?.parties ?? []);
  }
  return loadCharter(tx, acting, id);
}
