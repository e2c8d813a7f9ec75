/** What can be done with retrospectives: load, decide, save. The rules are in domain/retrospective. */
import { recordEvents } from "../../db/audit.js";
import { isCircleOpen } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import type { NoticeVerb } from "../../domain/notices.js";
import { Refusal } from "../../domain/refusals.js";
import {
  mayHarvest,
  requireHarvester,
  requireOwnWord,
  requireRetrospectiveOpen,
  requireWord,
  type WordKind,
  wordsFor,
} from "../../domain/retrospective.js";
import { requireDaysInOrder } from "../../domain/review.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import {
  deleteWord,
  findMember,
  findRetrospective,
  insertRetrospective,
  insertWord,
  type KeptRetrospective,
  type KeptWord,
  listRetrospectives,
  listSeated,
  listWords,
  lockRetrospective,
  updateRetrospective,
  updateWord,
} from "./retrospectives.queries.js";
import type {
  NewRetrospective,
  NewWord,
  RetrospectiveAnswer,
  RetrospectiveLine,
  RetrospectiveQuery,
  WordChange,
} from "./retrospectives.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

// Reading

export async function pageRetrospectives(on: Queryable, { collective, memberId }: Caller, { cursor, ...filter }: RetrospectiveQuery) {
  const rows = await listRetrospectives(on, collective.id, memberId, { ...filter, before: readIdCursor(cursor) });
  return cutPage(
    rows,
    filter.limit,
    ({ row }) => [row.id],
    ({ row, words }) => lineOf(row, words),
  );
}

const lineOf = (
  { id, circleId, fromOn, untilOn, harvesterId, openedAt, closedAt }: KeptRetrospective,
  words: number,
): RetrospectiveLine => ({
  ...{ id, circleId, fromOn, untilOn, harvesterId, words },
  openedAt: openedAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
});

/** The people of the circle, and who harvests. */
const isInside = ({ circleId, harvesterId }: KeptRetrospective, { memberId, pilotOf, contributorOf }: Caller): boolean =>
  harvesterId === memberId || pilotOf.has(circleId) || contributorOf.has(circleId);

/** One retrospective, as far as its reader may read it. Refuses `not_found`. */
export async function loadRetrospective(on: Queryable, caller: Caller, id: string): Promise<RetrospectiveAnswer> {
  const collectiveId = caller.collective.id;
  const row = requireFound(await findRetrospective(on, collectiveId, id), id);
  const inside = isInside(row, caller);
  const said = wordsFor(await listWords(on, collectiveId, id), inside);
  return {
    ...lineOf(row, said.length),
    openedBy: row.openedBy,
    isInside: inside,
    mayHarvest: row.closedAt === null && mayHarvest(row, (await harvestingOf(on, row, caller)).harvesting),
    gathering: inside || row.closedAt !== null ? row.gathering : null,
    said: said.map(({ id: wordId, kind, text, byId, changedAt, harvestedAt, isPublished, isNamed }) => ({
      ...{ id: wordId, kind: kind as WordKind, text, isPublished },
      byId: isNamed ? byId : null,
      changedAt: changedAt.toISOString(),
      isHarvested: harvestedAt !== null,
    })),
  };
}

function requireFound(row: KeptRetrospective | undefined, id: string): KeptRetrospective {
  if (!row) throw new Refusal("not_found", { at: "retrospective", id });
  return row;
}

// Writing

/** Never what was said: everybody reads the audit trail. */
async function record(tx: Tx, { caller, now }: Acting, verb: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
  const event = { collectiveId: caller.collective.id, byId: caller.memberId, at: now, action: `retrospective.${verb}` };
  await recordEvents(tx, [{ ...event, subject: "retrospective", subjectId: id, details }]);
}

async function tellCircle(
  tx: Tx,
  { caller, now }: Acting,
  verb: NoticeVerb<"retrospective">,
  { id, circleId, harvesterId }: KeptRetrospective,
): Promise<void> {
  const people = new Set([...(await listSeated(tx, caller.collective.id, circleId)), harvesterId]);
  people.delete(caller.memberId);
  const notice = { at: now, what: `retrospective.${verb}` as const, subject: "retrospective", subjectId: id, byId: caller.memberId };
  await tellMembers(
    tx,
    caller.collective.id,
    [...people].map((memberId) => ({ memberId, ...notice })),
  );
}

/** Opens one. Refuses `unknown_circle`, `role_missing`, `days_reversed`, `unknown_member`, `member_inactive`. */
export async function openRetrospective(tx: Tx, acting: Acting, wanted: NewRetrospective): Promise<RetrospectiveAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const { circleId, fromOn, untilOn } = wanted;
  if (!(await isCircleOpen(tx, collectiveId, circleId))) throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
  requirePilot(caller, circleId, "admin");
  requireDaysInOrder(wanted);
  const harvesterId = wanted.harvesterId ?? caller.memberId;
  const harvester = await findMember(tx, collectiveId, harvesterId);
  if (!harvester) throw new Refusal("unknown_member", { at: "harvesterId", id: harvesterId });
  if (!harvester.isHere) throw new Refusal("member_inactive", { at: "harvesterId", member: harvester.name });
  const id = newId();
  const row = { collectiveId, id, circleId, fromOn, untilOn, harvesterId, openedBy: caller.memberId, openedAt: now };
  await insertRetrospective(tx, row);
  await record(tx, acting, "opened", id, { circleId, harvesterId });
  await tellCircle(tx, acting, "opened", { ...row, gathering: "", closedAt: null });
  return loadRetrospective(tx, caller, id);
}

/** One that is open, locked. Refuses `not_found`, `retrospective_closed`. */
async function requireOpen(tx: Tx, { caller }: Acting, id: string): Promise<KeptRetrospective> {
  const row = requireFound(await lockRetrospective(tx, caller.collective.id, id), id);
  requireRetrospectiveOpen(row);
  return row;
}

/** Whether a caller harvests, and the harvester’s name. */
async function harvestingOf(on: Queryable, { collectiveId, circleId, harvesterId }: KeptRetrospective, { memberId, pilotOf }: Caller) {
  const harvester = await findMember(on, collectiveId, harvesterId);
  return {
    harvesting: { memberId, isPilot: pilotOf.has(circleId), isHarvesterHere: harvester?.isHere ?? false },
    harvester: harvester?.name ?? "",
  };
}

/** Refuses `harvester_only`. */
async function requireHarvesting(tx: Tx, row: KeptRetrospective, caller: Caller): Promise<void> {
  const { harvesting, harvester } = await harvestingOf(tx, row, caller);
  requireHarvester(row, harvesting, harvester);
}

async function requireWordIn(tx: Tx, { collectiveId, id }: KeptRetrospective, wordId: string): Promise<KeptWord> {
  const word = (await listWords(tx, collectiveId, id)).find((each) => each.id === wordId);
  if (!word) throw new Refusal("not_found", { at: "word", id: wordId });
  return word;
}

/** Says a word. Refuses `not_of_circle`, `word_empty`, and as `requireOpen` does. */
export async function sayWord(tx: Tx, acting: Acting, id: string, { kind, text }: NewWord): Promise<RetrospectiveAnswer> {
  const { caller, now } = acting;
  const row = await requireOpen(tx, acting, id);
  if (!isInside(row, caller))
    throw new Refusal("not_of_circle", { at: "retrospective", harvester: (await harvestingOf(tx, row, caller)).harvester });
  const said = { kind, text: requireWord(text), byId: caller.memberId, createdAt: now, changedAt: now };
  await insertWord(tx, { collectiveId: caller.collective.id, id: newId(), retrospectiveId: id, ...said });
  return loadRetrospective(tx, caller, id);
}

/** Its author amends a word. Refuses `word_of_another`, `word_harvested`, `word_empty`, and as `requireOpen` does. */
export async function amendWord(tx: Tx, acting: Acting, id: string, wordId: string, change: WordChange): Promise<RetrospectiveAnswer> {
  const { caller, now } = acting;
  const row = await requireOpen(tx, acting, id);
  const word = await requireWordIn(tx, row, wordId);
  requireOwnWord(word, caller.memberId);
  const text = change.text === undefined ? word.text : requireWord(change.text);
  await updateWord(tx, caller.collective.id, wordId, { kind: change.kind ?? word.kind, text, changedAt: now });
  return loadRetrospective(tx, caller, id);
}

/** Its author takes a word back. Refuses as amending does. */
export async function takeBackWord(tx: Tx, acting: Acting, id: string, wordId: string): Promise<RetrospectiveAnswer> {
  const { caller } = acting;
  const row = await requireOpen(tx, acting, id);
  requireOwnWord(await requireWordIn(tx, row, wordId), caller.memberId);
  await deleteWord(tx, caller.collective.id, wordId);
  return loadRetrospective(tx, caller, id);
}

/** The harvester takes a word up, and says whether it may be published. Refuses `harvester_only`, and as `requireOpen` does. */
export async function harvestWord(tx: Tx, acting: Acting, id: string, wordId: string, isPublished: boolean): Promise<RetrospectiveAnswer> {
  const { caller, now } = acting;
  const row = await requireOpen(tx, acting, id);
  await requireHarvesting(tx, row, caller);
  const { harvestedAt } = await requireWordIn(tx, row, wordId);
  await updateWord(tx, caller.collective.id, wordId, { harvestedAt: harvestedAt ?? now, isPublished });
  await record(tx, acting, "word_harvested", id, { word: wordId, isPublished });
  return loadRetrospective(tx, caller, id);
}

/** The harvester writes what comes of the words. Refuses `harvester_only`, and as `requireOpen` does. */
export async function writeGathering(tx: Tx, acting: Acting, id: string, gathering: string): Promise<RetrospectiveAnswer> {
  const row = await requireOpen(tx, acting, id);
  await requireHarvesting(tx, row, acting.caller);
  await updateRetrospective(tx, acting.caller.collective.id, id, { gathering });
  return loadRetrospective(tx, acting.caller, id);
}

/** The harvester closes: nothing of it changes any more. Refuses `harvester_only`, and as `requireOpen` does. */
export async function closeRetrospective(tx: Tx, acting: Acting, id: string): Promise<RetrospectiveAnswer> {
  const { caller, now } = acting;
  const row = await requireOpen(tx, acting, id);
  await requireHarvesting(tx, row, caller);
  await updateRetrospective(tx, caller.collective.id, id, { closedAt: now });
  await record(tx, acting, "closed", id);
  await tellCircle(tx, acting, "closed", row);
  return loadRetrospective(tx, caller, id);
}
