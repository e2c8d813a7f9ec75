/** What can be done with reviews: load, decide, save. */
import { isDeepStrictEqual } from "node:util";
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { parseDecimal } from "../../domain/decimal.js";
import { Refusal } from "../../domain/refusals.js";
import {
  anonymousReviewersMin,
  medianScore,
  type ReviewObject,
  readsWeaknesses,
  requireAmendable,
  requireCriteria,
  requireObject,
  requireSaid,
  scoreOf,
  scoresByReviewer,
  writeScore,
} from "../../domain/review.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
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

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

/** A review as this member may read it: of an anonymous one neither its author nor its scores. */
function answerOf(review: KeptReview, readerId: string, { isAnonymous }: ReviewSettings): ReviewAnswer {
  const isHidden = isAnonymous && review.byId !== readerId;
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
export async function loadReview(on: Queryable, { collective, memberId }: Caller, id: string): Promise<ReviewAnswer> {
  const settings = await loadReviewSettings(on, collective.id);
  const review = await findReview(on, collective.id, id, settings.isAnonymous ? memberId : undefined);
  return answerOf(requireFound(review, id), memberId, settings);
}

function requireFound(review: KeptReview | undefined, id: string): KeptReview {
  if (!review) throw new Refusal("not_found", { at: "review", id });
  return review;
}

export async function pageReviews(on: Queryable, { collective, memberId }: Caller, { cursor, ...filter }: ReviewFilter) {
  const settings = await loadReviewSettings(on, collective.id);
  const anonymousTo = settings.isAnonymous ? memberId : undefined;
  const rows = await listReviews(on, collective.id, { ...filter, anonymousTo, after: readIdCursor(cursor) });
  return cutPage(
    rows,
    filter.limit,
    ({ id }) => [id],
    (row) => answerOf(row, memberId, settings),
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

/** Says something of a peer, who is told. Refuses `self_review`, and what is wrong with its object, words or scores. */
export async function writeReview(tx: Tx, acting: Acting, asked: NewReview): Promise<ReviewAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const said = requireSaid(asked);
  const { criteria, isAnonymous } = await loadReviewSettings(tx, collectiveId);
  requireCriteria(said.scores, criteria);
  const object = requireObject(asked);
  const ofId = await requireReviewed(tx, caller, object);
  const id = newId();
  await insertReview(tx, { collectiveId, id, byId: caller.memberId, ...object, ofId, ...said, createdAt: now, changedAt: now });
  await record(tx, acting, "review.written", id, { isAnonymous, ...object, ofId });
  await tellMembers(tx, collectiveId, [
    { memberId: ofId, at: now, what: "review.written", subject: "review", subjectId: id, byId: isAnonymous ? null : caller.memberId },
  ]);
  return loadReview(tx, caller, id);
}

/** Who is reviewed: somebody of the collective, and not the author. */
async function requireReviewed(tx: Tx, { collective, memberId }: Caller, object: ReviewObject): Promise<string> {
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
 * Refuses `review_of_another`, `review_in_sharing`, `nothing_changed`, and what is wrong with its words or scores.
 */
export async function amendReview(tx: Tx, acting: Acting, id: string, change: ReviewChange): Promise<ReviewAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const before = requireFound(await lockReview(tx, collectiveId, id), id);
  if (before.byId !== caller.memberId) throw new Refusal("review_of_another", { at: "review" });
  requireAmendable(before, await holdCountingSharings(tx, collectiveId, before));
  const { strengths = before.strengths, weaknesses = before.weaknesses, scores = before.scores } = change;
  const said = requireSaid({ strengths, weaknesses, scores });
  const { criteria, isAnonymous } = await loadReviewSettings(tx, collectiveId);
  requireCriteria(said.scores, criteria, before.scores);
  const fields = (["strengths", "weaknesses", "scores"] as const).filter((field) => !isDeepStrictEqual(said[field], before[field]));
  if (fields.length === 0) throw new Refusal("nothing_changed", { at: "review" });
  const isPublished = before.isPublished && !fields.includes("weaknesses");
  await updateReview(tx, collectiveId, id, { ...said, isPublished, changedAt: now });
  await record(tx, acting, "review.amended", id, { isAnonymous, fields });
  return loadReview(tx, caller, id);
}

/** The person reviewed lets everybody read the weaknesses. Refuses `weaknesses_of_another`. */
export async function publishReview(tx: Tx, acting: Acting, id: string): Promise<ReviewAnswer> {
  const { caller } = acting;
  const collectiveId = caller.collective.id;
  const before = requireFound(await lockReview(tx, collectiveId, id), id);
  if (before.ofId !== caller.memberId) throw new Refusal("weaknesses_of_another", { at: "review" });
  if (!before.isPublished) {
    await updateReview(tx, collectiveId, id, { isPublished: true });
    await record(tx, acting, "review.published", id, { isAnonymous: false });
  }
  return loadReview(tx, caller, id);
}

/** What the reviews of a member come to. Refuses `not_found`. */
export async function summariseReviews(
  on: Queryable,
  { collective }: Caller,
  memberId: string,
  envelopeId: string | undefined,
): Promise<ReviewSummary> {
  if ((await findName(on, collective.id, memberId)) === undefined) throw new Refusal("not_found", { at: "member", id: memberId });
  const reviews = await listScores(on, collective.id, memberId, envelopeId);
  const { isAnonymous } = await loadReviewSettings(on, collective.id);
  const scores = scoresByReviewer(reviews).map(({ score }) => parseDecimal(score));
  const told = (count: number) => (isAnonymous && count < anonymousReviewersMin ? null : count);
  return {
    memberId,
    envelopeId: envelopeId ?? null,
    reviewers: told(new Set(reviews.map(({ by }) => by)).size),
    scorers: told(scores.length),
    median: told(scores.length) === null ? null : (medianScore(scores)?.toFixed() ?? null),
  };
}
