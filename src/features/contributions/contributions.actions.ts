/** What can be done with contributions: load, decide, save. The rules are in domain/contribution.ts. */
import { eventsInsert, recordEvents } from "../../db/audit.js";
import { announceOpenSharings, openSharingsTold } from "../../db/changes.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { noticesInsert, tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { isDay } from "../../domain/calendar.js";
import {
  type Actor,
  type Contribution,
  decideAmend,
  decideAnswer,
  decideLog,
  decideQuestion,
  decideSettleQuestion,
  decideWithdraw,
  draftOf as draftAgain,
  type HoldingSharing,
  type LifeChange,
  type LifeFacts,
  lifeOf,
  type Question,
} from "../../domain/contribution.js";
import { type Alike, type ContributionDraft, type DraftFacts, type Warning, warningTexts } from "../../domain/contribution-draft.js";
import { isDecimal } from "../../domain/decimal.js";
import { filled } from "../../domain/filled.js";
import { amountMaxMinor, currencyDecimals, formatAmount, parseAmount } from "../../domain/money.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import type { GroupWork } from "../../http/group-write.js";
import { cutPage, readDayCursor } from "../../http/paging.js";
import {
  contributionsInsert,
  findContribution,
  findReceivedEntry,
  hasOneCircle,
  insertVersion,
  type KeptContribution,
  listContributions,
  listPlaces,
  listQuestions,
  listVersions,
  loadNamed,
  type NamedFacts,
  type NamedIds,
  type Said,
  type SharingPlace,
  saveQuestion,
  updateContribution,
} from "./contributions.queries.js";
import type {
  ContributionAnswer,
  ContributionChange,
  ContributionFilter,
  ContributionStory,
  LoggedAnswer,
  NewContribution,
} from "./contributions.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
  readonly language: Language;
}

const actorOf = ({ memberId, pilotOf, contributorOf }: Caller): Actor => ({ memberId, pilotOf, contributorOf });

// Answers

/** A contribution as the API says it. Its places are its lines in sharings. */
function answerOf({ contribution, unit }: KeptContribution, currency: string, places: readonly SharingPlace[] = []): ContributionAnswer {
  const { amountMinor, claimMinor, status } = contribution;
  const said = places.findLast(({ state }) => state === "posted" || state === "paid");
  // Field by field: under load, copying twenty fields at once costs more than deciding them.
  return {
    id: contribution.id,
    memberId: contribution.memberId,
    loggedBy: contribution.loggedBy,
    paidTo: contribution.paidTo,
    circleId: contribution.circleId,
    envelopeId: contribution.envelopeId,
    kindId: contribution.kindId,
    unit,
    quantity: contribution.quantity,
    amount: amountMinor === null ? null : formatAmount(amountMinor, currency),
    claim: claimMinor === null ? null : formatAmount(claimMinor, currency),
    dayOn: contribution.dayOn,
    untilOn: contribution.untilOn,
    note: contribution.note,
    tags: [...contribution.tags],
    evidence: contribution.evidence,
    settlement: contribution.settlement,
    isVolunteered: contribution.isVolunteered,
    status,
    life: lifeOf(status, said ? { isPaid: said.state === "paid", unpaid: said.unpaid } : null, places.some(isHeld)),
    createdAt: contribution.createdAt.toISOString(),
    changedAt: contribution.changedAt.toISOString(),
  };
}

const isHeld = ({ state }: SharingPlace): boolean => state === "proposed" || state === "adopted";

function loggedAnswer(kept: KeptContribution, warnings: readonly Warning[], { caller, language }: Acting): LoggedAnswer {
  const said = warnings.map(({ code, figures }) => ({ code, message: filled(warningTexts[code][language], figures, language), figures }));
  return { warnings: said, ...answerOf(kept, caller.collective.currency) };
}

/** A page of contributions, the latest day first. */
export async function pageContributions(on: Queryable, { collective }: Caller, filter: ContributionFilter) {
  const rows = await listContributions(on, collective.id, filter, readDayCursor(filter.cursor));
  const shown = rows.slice(0, filter.limit).map(({ contribution }) => contribution.id);
  const places = await listPlaces(on, collective.id, shown);
  return cutPage(
    rows,
    filter.limit,
    ({ contribution }) => [contribution.dayOn, contribution.id],
    (kept) =>
      answerOf(
        kept,
        collective.currency,
        places.filter(({ contributionId }) => contributionId === kept.contribution.id),
      ),
  );
}

/** One contribution with its history, its questions, and the sharings it is in. Refuses `not_found`. */
export async function tellContribution(on: Queryable, { collective }: Caller, id: string): Promise<ContributionStory> {
  const kept = await findContribution(on, collective.id, id);
  if (!kept) throw new Refusal("not_found", { at: "contribution", id });
  const places = await listPlaces(on, collective.id, [id]);
  const versions = await listVersions(on, collective.id, id);
  const questions = await listQuestions(on, collective.id, id);
  const amount = (minor: bigint | null) => (minor === null ? null : formatAmount(minor, collective.currency));
  return {
    ...answerOf(kept, collective.currency, places),
    history: versions.map(({ version, change, changedBy, changedAt, reason, before }) => ({
      version,
      change: change as ContributionStory["history"][number]["change"],
      changedBy,
      changedAt: changedAt.toISOString(),
      reason,
      before,
    })),
    questions: questions.map(({ askedAt, answeredAt, settledAt, ...question }) => ({
      ...question,
      askedAt: askedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      settledAt: settledAt?.toISOString() ?? null,
    })),
    sharings: places.map(({ sharingId, state, isCarried, askedMinor, keptMinor, paidMinor, remainder }) => ({
      sharingId,
      state,
      isCarried,
      asked: amount(askedMinor),
      kept: amount(keptMinor),
      paid: amount(paidMinor),
      remainder,
    })),
    receivedEntryId: await findReceivedEntry(on, collective.id, id),
  };
}

// Logging

export interface LogCall extends Acting {
  readonly body: NewContribution;
}

/** The ids a draft names. */
const idsOf = ({ memberId, paidTo }: { memberId: string; paidTo: string | null }) => [memberId, ...(paidTo === null ? [] : [paidTo])];

/** The contribution that is wished, with what is understood when it is not said: you, today, the envelope's or only circle. */
function draftOf({ caller, today, body }: LogCall, named: NamedFacts): ContributionDraft {
  const { memberId = caller.memberId, dayOn = today } = body;
  const envelope = body.envelopeId === null ? undefined : named.envelopes.get(body.envelopeId);
  const circleId = body.circleId ?? envelope?.circleId ?? named.onlyCircleId;
  if (circleId === null) throw new Refusal("circle_missing", { at: "circleId" });
  const { kindId, envelopeId, paidTo, untilOn, quantity, unit, amount, claim, note, tags, evidence, settlement, isVolunteered } = body;
  return {
    memberId,
    circleId,
    kindId,
    envelopeId,
    paidTo,
    dayOn,
    untilOn,
    quantity,
    unit,
    amount,
    claim,
    note,
    tags,
    evidence,
    settlement,
    isVolunteered,
  };
}

interface LogFacts {
  readonly named: NamedFacts;
  readonly alike: ReturnType<typeof alikeByDay>;
}

/** Logging in groups: what was accepted before in the same group is looked at for duplicates as well. */
export const logging: GroupWork<LogCall, LogFacts, Contribution, LoggedAnswer> = {
  locks: false,
  load: async (on, calls) => {
    const named = await loadNamed(on, collectiveOf(calls), namedIn(calls));
    return { named, alike: alikeByDay(named.alike) };
  },
  decide: ({ named, alike }, call) => {
    const draft = draftOf(call, named);
    const facts = { actor: actorOf(call.caller), alike: alike.of(draft), ...draftFacts(call, named, draft) };
    const { contribution, warnings } = decideLog(facts, { id: newId(), draft }, call.now);
    alike.add(contribution);
    const unit = facts.kinds.get(contribution.kindId)?.unit ?? null;
    return { value: loggedAnswer({ contribution, unit }, warnings, call), change: contribution };
  },
  save: (calls, logged) => {
    const collectiveId = collectiveOf(calls);
    const happened = logged.map(({ id, loggedBy, createdAt }) => ({
      at: createdAt,
      byId: loggedBy,
      subject: "contribution",
      subjectId: id,
    }));
    const told = happened.flatMap((event, index) => {
      const memberId = logged[index]?.memberId;
      return memberId === undefined || memberId === event.byId ? [] : [{ memberId, what: "contribution.logged" as const, ...event }];
    });
    // Who sits in the meeting sees at once what is still logged for it.
    const envelopeIds = [...new Set(logged.flatMap(({ envelopeId }) => envelopeId ?? []))];
    return [
      contributionsInsert(collectiveId, logged),
      eventsInsert(happened.map((event) => ({ collectiveId, action: "contribution.logged", ...event }))),
      ...(told.length > 0 ? [noticesInsert(collectiveId, told)] : []),
      ...(envelopeIds.length > 0 ? [openSharingsTold(collectiveId, envelopeIds)] : []),
    ];
  },
};

/** The collective of a group: all its calls are of one. */
const collectiveOf = ([first]: readonly LogCall[]): string => {
  if (!first) throw new Error("a group has a call");
  return first.caller.collective.id;
};

function namedIn(calls: readonly LogCall[]): NamedIds {
  return {
    members: calls.flatMap(({ caller, body }) => idsOf({ memberId: body.memberId ?? caller.memberId, paidTo: body.paidTo })),
    kinds: calls.map(({ body }) => body.kindId),
    circles: calls.flatMap(({ body }) => body.circleId ?? []),
    envelopes: calls.flatMap(({ body }) => body.envelopeId ?? []),
    said: calls.flatMap(({ caller, today, body }) => {
      const { memberId = caller.memberId, dayOn = today, kindId, quantity, amount } = body;
      return saidBy({ memberId, kindId, dayOn, quantity, amount }, caller.collective.currency);
    }),
  };
}

/** What a draft says, to look for the same; nothing of a draft whose figures cannot be right. */
function saidBy(draft: Pick<ContributionDraft, "memberId" | "kindId" | "dayOn" | "quantity" | "amount">, currency: string): Said[] {
  const { memberId, kindId, dayOn, quantity, amount } = draft;
  if (!isDay(dayOn) || (quantity !== null && !isDecimal(quantity))) return [];
  if (amount === null) return [{ memberId, kindId, dayOn, quantity, amountMinor: null }];
  const isAmount = isDecimal(amount) && (amount.split(".")[1]?.length ?? 0) <= currencyDecimals(currency);
  const minor = isAmount ? parseAmount(amount, currency) : 0n;
  return minor > 0n && minor <= amountMaxMinor ? [{ memberId, kindId, dayOn, quantity, amountMinor: String(minor) }] : [];
}

/** A draft without a circle is for that of its envelope, which is known although it was not asked for. */
function draftFacts({ caller, today }: Acting, named: NamedFacts, draft: ContributionDraft): DraftFacts {
  const envelope = draft.envelopeId === null ? undefined : named.envelopes.get(draft.envelopeId);
  return {
    today,
    currency: caller.collective.currency,
    members: named.members,
    kinds: named.kinds,
    envelopes: named.envelopes,
    circles: envelope ? new Set([...named.circles, envelope.circleId]) : named.circles,
  };
}

/** Contributions on record by giver and day; those of the same group are added as they are accepted. */
function alikeByDay(known: readonly Alike[]) {
  const byDay = new Map<string, Alike[]>();
  const dayOf = ({ memberId, dayOn }: { memberId: string; dayOn: string }) => `${memberId} ${dayOn}`;
  const add = (one: Alike) => {
    const others = byDay.get(dayOf(one));
    if (others) others.push(one);
    else byDay.set(dayOf(one), [one]);
  };
  for (const one of known) add(one);
  return { add, of: (draft: { memberId: string; dayOn: string }): readonly Alike[] => byDay.get(dayOf(draft)) ?? [] };
}

// Changing one

interface LockedFacts extends LifeFacts {
  readonly questions: readonly Question[];
  readonly receivedEntryId: string | null;
}

/** Loads a contribution under lock with what its life depends on, decides, and saves what was decided. */
async function changeContribution<Change extends LifeChange>(
  tx: Tx,
  { caller, now }: Acting,
  id: string,
  decide: (facts: LockedFacts) => Change | Promise<Change>,
): Promise<Change> {
  const collectiveId = caller.collective.id;
  const kept = await findContribution(tx, collectiveId, id, true);
  if (!kept) throw new Refusal("not_found", { at: "contribution", id });
  const questions = await listQuestions(tx, collectiveId, id);
  const change = await decide({
    contribution: kept.contribution,
    questions,
    question: questions.find(({ settledAt }) => settledAt === null) ?? null,
    sharing: holdingSharing(await listPlaces(tx, collectiveId, [id])),
    actor: actorOf(caller),
    isOnlyCircle: await hasOneCircle(tx, collectiveId),
    receivedEntryId: await findReceivedEntry(tx, collectiveId, id),
  });
  const { version, question, told } = change;
  await updateContribution(tx, collectiveId, change.contribution);
  // A wish that is said anew is seen at once by who sits in the meeting, also where it went to another envelope.
  const envelopeIds = [kept.contribution, change.contribution].flatMap(({ envelopeId }) => envelopeId ?? []);
  await announceOpenSharings(tx, collectiveId, [...new Set(envelopeIds)]);
  await insertVersion(tx, collectiveId, id, { ...version, before: { ...answerOf(kept, caller.collective.currency) } });
  if (question) await saveQuestion(tx, collectiveId, id, question);
  const happened = { at: now, subject: "contribution", subjectId: id };
  const action = `contribution.${version.change}` as const;
  await recordEvents(tx, [{ ...happened, collectiveId, byId: caller.memberId, action }]);
  await tellMembers(
    tx,
    collectiveId,
    told.map((memberId) => ({ ...happened, memberId, what: action, byId: caller.memberId })),
  );
  return change;
}

const freezing = new Set(["proposed", "adopted", "posted", "paid"]);

/** Of the sharings it is in, the one that holds it the firmest. */
function holdingSharing(places: readonly SharingPlace[]): HoldingSharing | null {
  const place = places.findLast(({ state }) => freezing.has(state)) ?? places.at(-1);
  return place ? { id: place.sharingId, state: place.state } : null;
}

/** A gift that has come in is in the ledger: its entry is reversed first. */
function requireNotReceived(facts: { receivedEntryId: string | null }): void {
  if (facts.receivedEntryId !== null) throw new Refusal("gift_received", { at: "receivedEntryId", entry: facts.receivedEntryId });
}

export async function amendContribution(
  tx: Tx,
  acting: Acting,
  id: string,
  { reason, ...wanted }: ContributionChange,
): Promise<LoggedAnswer> {
  const { caller, now } = acting;
  const { collective } = caller;
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as Partial<ContributionDraft>;
  let unit: string | null = null;
  const { contribution, warnings } = await changeContribution(tx, acting, id, async (facts) => {
    requireNotReceived(facts);
    const draft = { ...draftAgain(facts.contribution, collective.currency), ...given };
    const named = await loadNamed(tx, caller.collective.id, {
      members: idsOf(draft),
      kinds: [draft.kindId],
      circles: [draft.circleId],
      envelopes: draft.envelopeId === null ? [] : [draft.envelopeId],
      said: saidBy(draft, collective.currency),
    });
    unit = named.kinds.get(draft.kindId)?.unit ?? null;
    // Who leaves the circle alone may amend although it was archived meanwhile.
    const circles = given.circleId === undefined ? new Set([draft.circleId]) : named.circles;
    const draftable = { today: acting.today, currency: caller.collective.currency, ...named, circles };
    return decideAmend({ ...facts, ...draftable }, { change: given, reason }, now);
  });
  return loggedAnswer({ contribution, unit }, warnings, acting);
}

export async function withdrawContribution(tx: Tx, acting: Acting, id: string, reason: string | null): Promise<ContributionStory> {
  await changeContribution(tx, acting, id, (facts) => {
    requireNotReceived(facts);
    return decideWithdraw(facts, { reason }, acting.now);
  });
  return tellContribution(tx, acting.caller, id);
}

export async function questionContribution(tx: Tx, acting: Acting, id: string, reason: string): Promise<ContributionStory> {
  await changeContribution(tx, acting, id, (facts) => decideQuestion(facts, { id: newId(), reason }, acting.now));
  return tellContribution(tx, acting.caller, id);
}

/** Refuses a question that is not of this contribution, or no longer waits. */
function requireAsked({ question, questions, contribution }: LockedFacts, questionId: string): void {
  if (!questions.some(({ id }) => id === questionId)) throw new Refusal("not_found", { at: "question", id: questionId });
  if (question?.id !== questionId) throw new Refusal("not_questioned", { at: "question", id: contribution.id });
}

export async function answerQuestion(tx: Tx, acting: Acting, id: string, questionId: string, answer: string): Promise<ContributionStory> {
  await changeContribution(tx, acting, id, (facts) => {
    requireAsked(facts, questionId);
    return decideAnswer(facts, { answer }, acting.now);
  });
  return tellContribution(tx, acting.caller, id);
}

export async function settleQuestion(
  tx: Tx,
  acting: Acting,
  id: string,
  questionId: string,
  command: { outcome: "kept" | "withdrawn"; reason: string | null },
): Promise<ContributionStory> {
  await changeContribution(tx, acting, id, (facts) => {
    requireAsked(facts, questionId);
    if (command.outcome === "withdrawn") requireNotReceived(facts);
    return decideSettleQuestion(facts, command, acting.now);
  });
  return tellContribution(tx, acting.caller, id);
}
