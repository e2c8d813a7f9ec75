/** What can be done with reviews: load, decide, save. */
import { isDeepStrictEqual } from "node:util";
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { Refusal } from "../../domain/refusals.js";
import {
  type ReviewObject,
  readsWeaknesses,
  requireAmendable,
  requireCriteria,
  requireObject,
  requireSaid,
  scoreOf,
  writeScore,
} from "../../domain/review.js";
import { heardOf, requirePeriodOpen, requireReviewOf } from "../../domain/review-period.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { holdPeriod, listPeople, listReviewed, lockPeer } from "./periods.queries.js";
import {
  findName,
  findReview,
  holdContribution,
  holdCountingSharings,
  insertReview,
  isEnvelopeHere,
  type KeptReview,
  listReviews,
  listScores,
  loadReviewSettings,
  lockReview,
  type ReviewSettings,
  updateReview,
} from "./reviews.queries.js";
import type { NewReview, ReviewAnswer, ReviewChange, ReviewFilter, ReviewSummary } from "./reviews.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

/** A review as this member may read it: of an anonymous one neither its author nor its scores. */
function answerOf(review: KeptReview, readerId: string): ReviewAnswer {
  const isHidden = review.isAnonymous && review.byId !== readerId;
  const score = isHidden ? null : scoreOf(review.scores);
  return {
    ...review,
    byId: isHidden ? null : review.byId,
    scores: isHidden ? {} : review.scores,
    weaknesses: readsWeaknesses(review, readerId) ? review.weaknesses : null,
    score: score === null ? null : writeScore(score),
    createdAt: review.createdAt.toISOString(),
    changedAt: review.changedAt.toISOString(),
  };
}

/** One review. Refuses `not_found`. */
export async function loadReview(on: Queryable, { caller: { collective, memberId }, now }: Acting, id: string): Promise<ReviewAnswer> {
  return answerOf(requireFound(await findReview(on, collective.id, id, { memberId, now }), id), memberId);
}

function requireFound(review: KeptReview | undefined, id: string): KeptReview {
  if (!review) throw new Refusal("not_found", { at: "review", id });
  return review;
}

export async function pageReviews(on: Queryable, { caller: { collective, memberId }, now }: Acting, { cursor, ...filter }: ReviewFilter) {
  const rows = await listReviews(on, collective.id, { ...filter, reader: { memberId, now }, after: readIdCursor(cursor) });
  return cutPage(
    rows,
    filter.limit,
    ({ id }) => [id],
    (row) => answerOf(row, memberId),
  );
}

/** Neither words nor scores: everybody reads the audit trail. What its author does with an anonymous one is nobody's. */
const record = (
  tx: Tx,
  { caller, now }: Acting,
  action: string,
  id: string,
  { isAnonymous, ...details }: { isAnonymous: boolean } & Record<string, unknown>,
) =>
  recordEvents(tx, [
    {
      collectiveId: caller.collective.id,
      byId: isAnonymous ? null : caller.memberId,
      at: now,
      action,
      subject: "review",
      subjectId: id,
      details: isAnonymous ? {} : details,
    },
  ]);

/**
 * Says something of a peer, who is told; in a period of reviews once it is closed. Refuses `self_review`, and what is wrong
 * with its object, words or scores.
 */
export async function writeReview(tx: Tx, acting: Acting, asked: NewReview): Promise<ReviewAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const said = requireSaid(asked);
  const { criteria, isAnonymous, object } = await requireReviewable(tx, acting, requireObject(asked));
  requireCriteria(said.scores, criteria);
  const id = newId();
  await insertReview(tx, { collectiveId, id, byId: caller.memberId, ...object, ...said, createdAt: now, changedAt: now });
  await record(tx, acting, "review.written", id, { isAnonymous, ...object });
  if (object.periodId === null)
    await tellMembers(tx, collectiveId, [
      {
        ...{ memberId: object.ofId, at: now, what: "review.written", subject: "review", subjectId: id },
        byId: isAnonymous ? null : caller.memberId,
      },
    ]);
  return loadReview(tx, acting, id);
}

interface Reviewable extends ReviewSettings {
  readonly object: {
    readonly ofId: string;
    readonly contributionId: string | null;
    readonly envelopeId: string | null;
    readonly fromOn: string | null;
    readonly untilOn: string | null;
    readonly periodId: string | null;
  };
}

const nowhere = { contributionId: null, envelopeId: null, fromOn: null, untilOn: null, periodId: null };

async function requireReviewable(tx: Tx, acting: Acting, asked: ReviewObject): Promise<Reviewable> {
  if ("periodId" in asked) return requireOpenTo(tx, acting, asked);
  const ofId = await requireReviewed(tx, acting.caller, asked);
  return { ...(await loadReviewSettings(tx, acting.caller.collective.id)), object: { ...nowhere, ...asked, ofId } };
}

/**
 * A peer in a period, held open until the review is saved: its close waits, and so does a twin of the same author.
 * Refuses `not_found`, `reviews_closed`, `not_a_peer`, `peer_unknown`, `self_review`, `reviewed_already`.
 */
async function requireOpenTo(tx: Tx, { caller, now }: Acting, { ofId, periodId }: { ofId: string; periodId: string }): Promise<Reviewable> {
  const collectiveId = caller.collective.id;
  const period = await holdPeriod(tx, collectiveId, periodId);
  if (!period) throw new Refusal("not_found", { at: "periodId", id: periodId });
  requirePeriodOpen(period, now);
  const of = requireReviewOf(await listPeople(tx, collectiveId, periodId), caller.memberId, ofId);
  await lockPeer(tx, collectiveId, periodId, caller.memberId);
  if ((await listReviewed(tx, collectiveId, periodId, caller.memberId)).has(ofId))
    throw new Refusal("reviewed_already", { at: "ofId", member: of.name });
  const { criteria, isAnonymous, envelopeId, fromOn, untilOn } = period;
  return { criteria, isAnonymous, object: { ...nowhere, ofId, envelopeId, fromOn, untilOn, periodId } };
}

/** Who is reviewed: somebody of the collective, and not the author. */
async function requireReviewed(
  tx: Tx,
  { collective, memberId }: Caller,
  object: Exclude<ReviewObject, { readonly periodId: string }>,
): Promise<string> {
  const isOfContribution = object.contributionId !== null;
  const ofId = isOfContribution ? await requireGiver(tx, collective.id, object.contributionId) : object.ofId;
  const name = await findName(tx, collective.id, ofId);
  const at = isOfContribution ? "contributionId" : "ofId";
  if (name === undefined) throw new Refusal("unknown_member", { at, id: ofId });
  if (ofId === memberId) throw new Refusal("self_review", { at, member: name });
  if (!isOfContribution && !(await isEnvelopeHere(tx, collective.id, object.envelopeId)))
    throw new Refusal("unknown_envelope", { at: "envelopeId", id: object.envelopeId });
  return ofId;
}

async function requireGiver(tx: Tx, collectiveId: string, contributionId: string): Promise<string> {
  const contribution = await holdContribution(tx, collectiveId, contributionId);
  if (!contribution) throw new Refusal("not_found", { at: "contributionId", id: contributionId });
  if (contribution.status === "withdrawn") throw new Refusal("contribution_withdrawn", { at: "contributionId" });
  return contribution.memberId;
}

/**
 * Its author amends it. New weaknesses wait for the agreement of the person reviewed again.
 * Refuses `review_of_another`, `review_in_sharing`, `reviews_closed`, `nothing_changed`, and what is wrong with its words or scores.
 */
export async function amendReview(tx: Tx, acting: Acting, id: string, change: ReviewChange): Promise<ReviewAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const before = requireFound(await lockReview(tx, collectiveId, id, { memberId: caller.memberId, now }), id);
  if (before.byId !== caller.memberId) throw new Refusal("review_of_another", { at: "review" });
  const criteria = await requireStillOpen(tx, acting, before);
  const { strengths = before.strengths, weaknesses = before.weaknesses, scores = before.scores } = change;
  const said = requireSaid({ strengths, weaknesses, scores });
  requireCriteria(said.scores, criteria, before.scores);
  const fields = (["strengths", "weaknesses", "scores"] as const).filter((field) => !isDeepStrictEqual(said[field], before[field]));
  if (fields.length === 0) throw new Refusal("nothing_changed", { at: "review" });
  const isPublished = before.isPublished && !fields.includes("weaknesses");
  await updateReview(tx, collectiveId, id, { ...said, isPublished, changedAt: now });
  await record(tx, acting, "review.amended", id, { isAnonymous: before.isAnonymous, fields });
  return loadReview(tx, acting, id);
}

/** The criteria of a review that may still change: until its period closes, or until a sharing that counts with it is proposed. */
async function requireStillOpen(tx: Tx, { caller, now }: Acting, review: KeptReview): Promise<readonly string[]> {
  const collectiveId = caller.collective.id;
  if (review.periodId === null) {
    requireAmendable(review, await holdCountingSharings(tx, collectiveId, review));
    return (await loadReviewSettings(tx, collectiveId)).criteria;
  }
  const period = await holdPeriod(tx, collectiveId, review.periodId);
  if (!period) throw new Error(`a review is of a period: ${review.periodId}`);
  requirePeriodOpen(period, now);
  return period.criteria;
}

/** The person reviewed lets everybody read the weaknesses. Refuses `weaknesses_of_another`. */
export async function publishReview(tx: Tx, acting: Acting, id: string): Promise<ReviewAnswer> {
  const { caller } = acting;
  const collectiveId = caller.collective.id;
  const before = requireFound(await lockReview(tx, collectiveId, id, { memberId: caller.memberId, now: acting.now }), id);
  if (before.ofId !== caller.memberId) throw new Refusal("weaknesses_of_another", { at: "review" });
  if (!before.isPublished) {
    await updateReview(tx, collectiveId, id, { isPublished: true });
    await record(tx, acting, "review.published", id, { isAnonymous: false });
  }
  return loadReview(tx, acting, id);
}

/** What the reviews of a member come to. Refuses `not_found`. */
export async function summariseReviews(
  on: Queryable,
  { caller: { collective }, now }: Acting,
  memberId: string,
  envelopeId: string | undefined,
): Promise<ReviewSummary> {
  if ((await findName(on, collective.id, memberId)) === undefined) throw new Refusal("not_found", { at: "member", id: memberId });
  const reviews = await listScores(on, collective.id, memberId, { envelope: envelopeId, now });
  const { isAnonymous } = await loadReviewSettings(on, collective.id);
  const isVeiled = reviews.length === 0 ? isAnonymous : reviews.some((each) => each.isAnonymous);
  return { memberId, envelopeId: envelopeId ?? null, ...heardOf(reviews, isVeiled) };
}
