/** What can be done with buckets: propose, change, publish, accept, complete, cancel. */

import { openRoundAccounts } from "../../db/accounts.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { formatCommodity } from "../../domain/ledger.js";
import type { NoticeKind } from "../../domain/notices.js";
import { Refusal } from "../../domain/refusals.js";
import {
  type BudgetItem,
  bucketIs,
  goalsOf,
  parseCommodity,
  requireAcceptable,
  requireCancellable,
  requireEditable,
  requireProposing,
  requireRunning,
} from "../../domain/round.js";
import type { BucketAnswer, BucketChange, NewBucket } from "./buckets.schema.js";
import { type Acting, type OpenRound, openRound, requireBucket } from "./open-round.js";
import { returnPledges } from "./pledges.actions.js";
import { recordRound } from "./rounds.actions.js";
import { loadBucket } from "./rounds.answers.js";
import {
  areMembersHere,
  type BucketRow,
  bucketFactsOf,
  insertBucket,
  proposerOf,
  type RoundRow,
  roundFactsOf,
  standingPledges,
  updateBuckets,
} from "./rounds.queries.js";

export async function proposeBucket(tx: Tx, acting: Acting, roundId: string, asked: NewBucket): Promise<BucketAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const open = await openRound(tx, acting, roundId);
  requireProposing(roundFactsOf(open.round), now);
  requireProposer(acting, open);
  const cocreatorIds = [...new Set(asked.cocreatorIds ?? [caller.memberId])];
  await requireHere(tx, collectiveId, cocreatorIds);
  requireFreeTitle(open, asked.title);
  const items = itemsOf(asked.items, open.round);
  const goals = goalsOf(items, roundFactsOf(open.round));
  const id = newId();
  await openRoundAccounts(tx, { collectiveId, ids: [id], commodity: open.round.commodity, now });
  await insertBucket(tx, {
    collectiveId,
    id,
    roundId,
    title: asked.title,
    summary: asked.summary,
    description: asked.description,
    cocreatorIds,
    items: keptItems(items, open.round),
    ...goals,
    status: asked.publish ? "published" : "draft",
    statusAt: now,
    createdAt: now,
  });
  await recordRound(tx, acting, roundId, asked.publish ? "bucket.published" : "bucket.drafted", { bucket: id });
  await tell(tx, acting, open, cocreatorIds, "bucket.cocreator_named");
  // Who proposes for others may not be among those who see its draft.
  return loadBucket(tx, asked.publish || cocreatorIds.includes(caller.memberId) ? acting : as(acting, cocreatorIds[0]), roundId, id);
}

const as = (acting: Acting, memberId = acting.caller.memberId): Acting => ({ ...acting, caller: { ...acting.caller, memberId } });

function requireProposer({ caller }: Acting, { round, participants }: OpenRound): void {
  const { proposers } = roundFactsOf(round);
  const isPilot = caller.pilotOf.has(round.circleId);
  const isOne =
    proposers === "members" || (proposers === "participants" && participants.some(({ memberId }) => memberId === caller.memberId));
  if (!isOne && !isPilot) throw new Refusal("not_proposer", { proposers });
}

async function requireHere(tx: Tx, collectiveId: string, ids: readonly string[]): Promise<void> {
  const here = await areMembersHere(tx, collectiveId, ids);
  const unknown = ids.find((id) => !here.has(id));
  if (unknown !== undefined) throw new Refusal("unknown_member", { at: "cocreatorIds", id: unknown });
}

function requireFreeTitle({ buckets }: OpenRound, title: string, but?: string): void {
  const taken = buckets.some((one) => one.title === title && one.status !== "cancelled" && one.id !== but);
  if (taken) throw new Refusal("name_taken", { at: "title", name: title });
}

const itemsOf = (asked: NewBucket["items"], { commodity }: RoundRow): BudgetItem[] =>
  asked.map(({ label, isIncome, min, max }, index) => ({
    label,
    isIncome,
    minMinor: parseCommodity(min, commodity, `items[${index}].min`),
    maxMinor: max === null ? null : parseCommodity(max, commodity, `items[${index}].max`),
  }));

const keptItems = (items: readonly BudgetItem[], { commodity }: RoundRow) =>
  items.map(({ label, isIncome, minMinor, maxMinor }) => ({
    label,
    isIncome,
    min: formatCommodity(minMinor, commodity),
    max: maxMinor === null ? null : formatCommodity(maxMinor, commodity),
  }));

/** Only those who carry a bucket change it; pilots of the circle may as well where `pilotToo` says so. */
function requireCocreator(acting: Acting, round: RoundRow, bucket: BucketRow, pilotToo = false): void {
  if (isCocreator(acting, round, bucket, pilotToo)) return;
  throw new Refusal("not_cocreator", { at: "bucket" });
}

const isCocreator = ({ caller }: Acting, round: RoundRow, bucket: BucketRow, pilotToo: boolean): boolean =>
  bucket.cocreatorIds.includes(caller.memberId) || (pilotToo && caller.pilotOf.has(round.circleId));

export async function changeBucket(tx: Tx, acting: Acting, roundId: string, bucketId: string, change: BucketChange): Promise<BucketAnswer> {
  const { caller } = acting;
  const collectiveId = caller.collective.id;
  const open = await openRound(tx, acting, roundId);
  const bucket = requireBucket(open, acting.caller.memberId, bucketId);
  requireCocreator(acting, open.round, bucket);
  requireRunning(roundFactsOf(open.round));
  requireEditable(roundFactsOf(open.round), bucketFactsOf(bucket), open.shown(bucketId), acting.now);
  if (change.title !== undefined) requireFreeTitle(open, change.title, bucketId);
  if (change.cocreatorIds) await requireHere(tx, collectiveId, change.cocreatorIds);
  const items = change.items && itemsOf(change.items, open.round);
  await updateBuckets(tx, collectiveId, [bucketId], {
    title: change.title ?? bucket.title,
    summary: change.summary ?? bucket.summary,
    description: change.description ?? bucket.description,
    cocreatorIds: change.cocreatorIds ? [...new Set(change.cocreatorIds)] : bucket.cocreatorIds,
    ...(items ? { items: keptItems(items, open.round), ...goalsOf(items, roundFactsOf(open.round)) } : {}),
  });
  await recordRound(tx, acting, roundId, "bucket.changed", { bucket: bucketId, fields: Object.keys(change) });
  const named = (change.cocreatorIds ?? []).filter((id) => !bucket.cocreatorIds.includes(id));
  await tell(tx, acting, open, named, "bucket.cocreator_named");
  return loadBucket(
    tx,
    as(acting, change.cocreatorIds && bucket.status === "draft" ? change.cocreatorIds[0] : undefined),
    roundId,
    bucketId,
  );
}

/** Shows a draft to everybody, while buckets are proposed. */
export async function publishBucket(tx: Tx, acting: Acting, roundId: string, bucketId: string): Promise<BucketAnswer> {
  const open = await openRound(tx, acting, roundId);
  const bucket = requireBucket(open, acting.caller.memberId, bucketId);
  requireCocreator(acting, open.round, bucket);
  requireProposing(roundFactsOf(open.round), acting.now);
  if (bucket.status !== "draft") throw bucketIs(bucket.status);
  return moveOn(tx, acting, open, bucketId, "published");
}

/** From its minimum on: the bucket is funded, its pledges stay, and those who pledged are told. */
export async function acceptBucket(tx: Tx, acting: Acting, roundId: string, bucketId: string): Promise<BucketAnswer> {
  const { now } = acting;
  const open = await openRound(tx, acting, roundId);
  const bucket = requireBucket(open, acting.caller.memberId, bucketId);
  requireCocreator(acting, open.round, bucket);
  requireAcceptable(roundFactsOf(open.round), bucketFactsOf(bucket), open.shown(bucketId), now);
  await tell(tx, acting, open, await pledgersOf(tx, bucket), "bucket.accepted");
  return moveOn(tx, acting, open, bucketId, "funded");
}

/** What was to be done is done, with what the close of the round gave. */
export async function completeBucket(tx: Tx, acting: Acting, roundId: string, bucketId: string): Promise<BucketAnswer> {
  const open = await openRound(tx, acting, roundId);
  const bucket = requireBucket(open, acting.caller.memberId, bucketId);
  requireCocreator(acting, open.round, bucket, true);
  if (bucket.status !== "funded" || open.round.outcome !== "closed") throw bucketIs(bucket.status);
  return moveOn(tx, acting, open, bucketId, "completed");
}

/**
 * Cancels a bucket: all that was pledged to it goes back to those who pledged, who are told, and so are its cocreators. Who
 * carries it may, and the pilots of the circle; who proposed it for others as long as it could still be changed.
 */
export async function cancelBucket(tx: Tx, acting: Acting, roundId: string, bucketId: string): Promise<BucketAnswer> {
  const { caller, now } = acting;
  const open = await openRound(tx, acting, roundId);
  const bucket = requireBucket(open, caller.memberId, bucketId);
  if (!isCocreator(acting, open.round, bucket, true) && (await proposerOf(tx, bucket)) === caller.memberId) {
    requireRunning(roundFactsOf(open.round));
    requireEditable(roundFactsOf(open.round), bucketFactsOf(bucket), open.shown(bucketId), now);
  } else requireCocreator(acting, open.round, bucket, true);
  requireCancellable(roundFactsOf(open.round), bucketFactsOf(bucket));
  await tell(tx, acting, open, [...(await pledgersOf(tx, bucket)), ...bucket.cocreatorIds], "bucket.cancelled");
  await returnPledges(tx, acting, open, [bucketId]);
  return moveOn(tx, acting, open, bucketId, "cancelled");
}

async function moveOn(
  tx: Tx,
  acting: Acting,
  { round }: OpenRound,
  bucketId: string,
  status: "published" | "funded" | "completed" | "cancelled",
): Promise<BucketAnswer> {
  await updateBuckets(tx, acting.caller.collective.id, [bucketId], { status, statusAt: acting.now });
  await recordRound(tx, acting, round.id, `bucket.${status}`, { bucket: bucketId });
  return loadBucket(tx, acting, round.id, bucketId);
}

const pledgersOf = async (tx: Tx, { collectiveId, roundId, id }: BucketRow): Promise<string[]> =>
  (await standingPledges(tx, collectiveId, roundId, { bucketId: id })).map(({ memberId }) => memberId);

/** Tells others, each once, what was done with a bucket. */
async function tell(tx: Tx, { caller, now }: Acting, { round }: OpenRound, memberIds: readonly string[], what: NoticeKind): Promise<void> {
  const told = [...new Set(memberIds)].filter((id) => id !== caller.memberId);
  const notices = told.map((memberId) => ({ memberId, at: now, what, subject: "round", subjectId: round.id, byId: caller.memberId }));
  await tellMembers(tx, caller.collective.id, notices);
}
