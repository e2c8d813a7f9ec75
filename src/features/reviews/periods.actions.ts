/**
 * What can be done with periods of reviews: load, decide, save. The rules are in domain/review-period. That a period is over
 * is so whoever looks; that it is written down and told is due work, or the word of who closes it earlier.
 */
import { recordEvents } from "../../db/audit.js";
import { announceOpenSharings } from "../../db/changes.js";
import { isCircleOpen } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { type Effects, scheduleWork } from "../../db/due-work.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import type { NoticeVerb } from "../../domain/notices.js";
import { Refusal } from "../../domain/refusals.js";
import { requireDaysInOrder, type ScoredReview } from "../../domain/review.js";
import {
  closingInstant,
  type HeardOf,
  heardOf,
  isPeriodOver,
  leftToReview,
  requireClosingAhead,
  requirePeers,
  requirePeriodOpen,
  untold,
} from "../../domain/review-period.js";
import { type Caller, requirePilot } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import {
  closePeriodRow,
  findEnvelopePlace,
  findPeers,
  findPeriod,
  insertPeriod,
  type KeptPeriod,
  listPeople,
  listPeriods,
  listReviewed,
  listScored,
  lockPeriod,
  type PeriodRow,
} from "./periods.queries.js";
import type { NewReviewPeriod, ReviewPeriodAnswer, ReviewPeriodLine, ReviewPeriodQuery } from "./periods.schema.js";
import type { Acting } from "./reviews.actions.js";
import { loadReviewSettings } from "./reviews.queries.js";

export const closingWork = "review_period.closing";

// Reading

export async function pagePeriods(on: Queryable, { caller, now }: Acting, query: ReviewPeriodQuery) {
  const { cursor, ...filter } = query;
  const wanted = { ...filter, before: readIdCursor(cursor) };
  const rows = await listPeriods(on, caller.collective.id, { memberId: caller.memberId, now }, wanted);
  return cutPage(
    rows,
    query.limit,
    ({ id }) => [id],
    (row) => lineOf(row, now),
  );
}

function lineOf({ people, isPeer, reviewed, ...period }: PeriodRow, now: Date): ReviewPeriodLine {
  const left = isPeer && !isPeriodOver(period, now) ? people - 1 - reviewed : 0;
  return { ...told(period, now), people, isPeer, left };
}

function told(period: KeptPeriod, now: Date) {
  const { id, title, circleId, envelopeId, fromOn, untilOn, closesAt, isAnonymous } = period;
  return {
    ...{ id, title, circleId, envelopeId, fromOn, untilOn, isAnonymous },
    closesAt: closesAt.toISOString(),
    isOver: isPeriodOver(period, now),
  };
}

/** One period, with what was heard of each once it is over. Refuses `not_found`. */
export async function loadPeriod(on: Queryable, { caller, now }: Acting, id: string): Promise<ReviewPeriodAnswer> {
  const collectiveId = caller.collective.id;
  const period = requireFound(await findPeriod(on, collectiveId, id), id);
  const people = await listPeople(on, collectiveId, id);
  const own = await listReviewed(on, collectiveId, id, caller.memberId);
  const reviews = await listScored(on, collectiveId, id);
  const isOver = isPeriodOver(period, now);
  const { criteria, openedBy, openedAt, closedBy } = period;
  return {
    ...told(period, now),
    people: people.length,
    isPeer: people.some(({ memberId }) => memberId === caller.memberId),
    left: isOver ? 0 : leftToReview(people, caller.memberId, new Set(own.keys())).length,
    criteria: [...criteria],
    openedBy,
    openedAt: openedAt.toISOString(),
    closedAt: isOver ? closingInstant(period).toISOString() : null,
    closedBy,
    mayClose: !isOver && mayClose(period, caller),
    written: reviews.length,
    peers: people.map((peer) => ({
      ...peer,
      reviewId: own.get(peer.memberId) ?? null,
      ...(isOver ? heardIn(reviews, peer.memberId, period.isAnonymous) : untold),
    })),
  };
}

const heardIn = (reviews: readonly ScoredReview[], memberId: string, isAnonymous: boolean): HeardOf =>
  heardOf(
    reviews.filter(({ of }) => of === memberId),
    isAnonymous,
  );

const mayClose = ({ circleId, openedBy }: KeptPeriod, { memberId, pilotOf, roles }: Caller): boolean =>
  openedBy === memberId || pilotOf.has(circleId) || roles.has("admin");

function requireFound(period: KeptPeriod | undefined, id: string): KeptPeriod {
  if (!period) throw new Refusal("not_found", { at: "period", id });
  return period;
}

// Writing

/**
 * Opens a period. Refuses `review_unclear` for neither or both of envelope and circle, `unknown_envelope`, `unknown_circle`,
 * `role_missing`, `days_reversed`, `closing_not_ahead`, `unknown_member`, `peers_too_few`.
 */
export async function openPeriod(tx: Tx, acting: Acting, wanted: NewReviewPeriod): Promise<ReviewPeriodAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const { title, envelopeId, fromOn, untilOn, memberIds } = wanted;
  const circleId = await requirePlace(tx, collectiveId, wanted);
  requirePilot(caller, circleId, "admin");
  requireDaysInOrder(wanted);
  const closesAt = new Date(wanted.closesAt);
  requireClosingAhead(closesAt, now);
  const found = await findPeers(tx, collectiveId, { circleId, envelopeId, fromOn, untilOn, memberIds });
  const here = new Set(found.map(({ memberId }) => memberId));
  for (const [place, memberId] of (memberIds ?? []).entries())
    if (!here.has(memberId)) throw new Refusal("unknown_member", { at: `memberIds[${place}]`, id: memberId });
  const people = requirePeers(found).map(({ memberId }) => memberId);
  const { criteria, isAnonymous } = await loadReviewSettings(tx, collectiveId);
  const id = newId();
  const opened = { openedBy: caller.memberId, openedAt: now };
  await insertPeriod(
    tx,
    { collectiveId, id, title, circleId, envelopeId, fromOn, untilOn, closesAt, criteria, isAnonymous, ...opened },
    people,
  );
  await scheduleWork(tx, { collectiveId, work: closingWork, subjectId: id, dueAt: closesAt });
  await record(tx, { collectiveId, byId: caller.memberId, at: now }, "opened", id, { envelopeId, circleId, people: people.length });
  await tell(
    tx,
    { collectiveId, byId: caller.memberId, at: now },
    "opened",
    id,
    people.filter((memberId) => memberId !== caller.memberId),
  );
  return loadPeriod(tx, acting, id);
}

/** The circle of a period: its own, or its envelope's. */
async function requirePlace(
  tx: Tx,
  collectiveId: string,
  { envelopeId, circleId }: Pick<NewReviewPeriod, "envelopeId" | "circleId">,
): Promise<string> {
  if (envelopeId !== null && circleId !== null) throw new Refusal("review_unclear", { at: "circleId" });
  if (envelopeId !== null) {
    const place = await findEnvelopePlace(tx, collectiveId, envelopeId);
    if (!place) throw new Refusal("unknown_envelope", { at: "envelopeId", id: envelopeId });
    return place.circleId;
  }
  if (circleId === null) throw new Refusal("review_unclear", { at: "envelopeId" });
  if (!(await isCircleOpen(tx, collectiveId, circleId))) throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
  return circleId;
}

/** Closes a period before its instant. Refuses `not_found`, `role_missing`, `reviews_closed`. */
export async function closePeriod(tx: Tx, acting: Acting, id: string): Promise<ReviewPeriodAnswer> {
  const { caller, now } = acting;
  const period = requireFound(await lockPeriod(tx, caller.collective.id, id), id);
  if (period.openedBy !== caller.memberId) requirePilot(caller, period.circleId, "admin");
  requirePeriodOpen(period, now);
  await writeClose(tx, period, { closedAt: now, closedBy: caller.memberId, now });
  return loadPeriod(tx, acting, id);
}

interface Close {
  readonly closedAt: Date;
  /** Null where its instant came. */
  readonly closedBy: string | null;
  readonly now: Date;
}

/** Writes the close down once, tells its people, and lets the open sharings of its envelope count anew. */
async function writeClose(tx: Tx, { collectiveId, id, envelopeId }: KeptPeriod, { closedAt, closedBy, now }: Close): Promise<void> {
  await closePeriodRow(tx, collectiveId, id, closedAt, closedBy);
  const people = await listPeople(tx, collectiveId, id);
  const reviews = await listScored(tx, collectiveId, id);
  await record(tx, { collectiveId, byId: closedBy, at: now }, "closed", id, { people: people.length, reviews: reviews.length });
  const others = people.map(({ memberId }) => memberId).filter((memberId) => memberId !== closedBy);
  await tell(tx, { collectiveId, byId: closedBy, at: now }, "closed", id, others);
  if (envelopeId !== null) await announceOpenSharings(tx, collectiveId, [envelopeId]);
}

/** What periods do when their instant comes: one that somebody closed earlier is left as it is. */
export const reviewPeriodEffects: Effects = {
  [closingWork]: async (tx, { collectiveId, subjectId }, now) => {
    const period = subjectId === null ? undefined : await lockPeriod(tx, collectiveId, subjectId);
    if (period && period.closedAt === null) await writeClose(tx, period, { closedAt: period.closesAt, closedBy: null, now });
  },
};

interface Happening {
  readonly collectiveId: string;
  readonly byId: string | null;
  readonly at: Date;
}

const record = (tx: Tx, happening: Happening, verb: string, id: string, details: Record<string, unknown>) =>
  recordEvents(tx, [{ ...happening, action: `review_period.${verb}`, subject: "review_period", subjectId: id, details }]);

const tell = (tx: Tx, { collectiveId, byId, at }: Happening, verb: NoticeVerb<"review_period">, id: string, memberIds: readonly string[]) =>
  tellMembers(
    tx,
    collectiveId,
    memberIds.map((memberId) => ({ memberId, byId, at, what: `review_period.${verb}` as const, subject: "review_period", subjectId: id })),
  );
