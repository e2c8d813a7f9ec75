/** Decisions as the API tells them. */

import { isCircleOpen } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { type Elector, loadConsentRules, loadElectors, type RulesInForce } from "../../db/consent-rules.js";
import { withStanding } from "../../domain/consent/attempts.js";
import { attentionOf } from "../../domain/consent/ballots.js";
import { type ConsentCalendar, closesAt, countedBetween } from "../../domain/consent/counted-hours.js";
import type { Attempt, Outcome } from "../../domain/consent/decision.js";
import { lastResortReadiness } from "../../domain/consent/last-resort.js";
import { countedBallots, countsOf, outcomeOf } from "../../domain/consent/outcome.js";
import { partStates, statusOf } from "../../domain/consent/parts.js";
import { restsUntil } from "../../domain/consent/reopening.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { findDecision, type KeptDecision, listDecisions, listEffects } from "./decisions.queries.js";
import type { DecisionAnswer, DecisionLineAnswer, DecisionQuery, RulesAnswer } from "./decisions.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}

/** By which rules a circle or the collective decides, and its people with their standings. */
export interface Rules extends RulesInForce {
  readonly electors: readonly Elector[];
}

export async function loadRules(on: Queryable, { caller, today }: Acting, circleId: string | null): Promise<Rules> {
  const rules = await loadConsentRules(on, caller.collective.id, circleId);
  return { ...rules, electors: await loadElectors(on, caller.collective.id, circleId, today) };
}

export const proposersOf = ({ electors, settings }: Rules): string[] => withStanding(electors, settings.proposing);
export const votersOf = ({ electors, settings }: Rules): string[] => withStanding(electors, settings.deciding);

/** Refuses `unknown_circle`, also for one that is archived. */
async function requireCircle(on: Queryable, collectiveId: string, circleId: string | null): Promise<void> {
  if (circleId === null || (await isCircleOpen(on, collectiveId, circleId))) return;
  throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
}

export async function tellRules(on: Queryable, acting: Acting, circleId: string | null): Promise<RulesAnswer> {
  await requireCircle(on, acting.caller.collective.id, circleId);
  const rules = await loadRules(on, acting, circleId);
  const { settings, calendar, codes } = rules;
  const { lastResort, deciding, proposing, restWeekdays, ...figures } = settings;
  return {
    ...figures,
    ...{ restWeekdays: [...restWeekdays], deciding: [...deciding], proposing: [...proposing], versionIds: codes.map(({ id }) => id) },
    lastResort: lastResort.kind === "council" ? { ...lastResort, memberIds: [...lastResort.memberIds] } : lastResort,
    voterIds: votersOf(rules),
    mayPropose: proposersOf(rules).includes(acting.caller.memberId),
    closesAt: closesAt(acting.now, settings.openHours, settings, calendar).toISOString(),
  };
}

export async function requireDecision(on: Queryable, collectiveId: string, id: string): Promise<KeptDecision> {
  const kept = await findDecision(on, collectiveId, id);
  if (!kept) throw new Refusal("not_found", { at: "decision", id });
  return kept;
}

const outcomeAnswer = (outcome: Outcome) => ({
  ...{ kind: outcome.kind, by: "by" in outcome ? outcome.by : null, at: outcome.at.toISOString(), counts: outcome.counts },
});

/** Counted seconds until an attempt closes; null once it is over. */
const secondsLeft = (attempt: Attempt, calendar: ConsentCalendar, now: Date): number | null =>
  outcomeOf(attempt, now) === null ? Math.ceil(countedBetween(now, attempt.closesAt, attempt.settings, calendar) / 1_000) : null;

function attemptAnswer(attempt: Attempt, { calendar }: RulesInForce, now: Date): DecisionAnswer["attempts"][number] {
  const { number, way, proposal, openedById, openedAt, isLastResort, meeting, carried } = attempt;
  const outcome = outcomeOf(attempt, now);
  const { spoke, saw, notYet } = attentionOf(attempt);
  return {
    ...{ number, way, text: proposal.text, openedBy: openedById, isLastResort, counts: countsOf(attempt) },
    parts: proposal.parts.map(({ id, title, changes }) => ({ id, title, changes: [...changes] })),
    openedAt: openedAt.toISOString(),
    closesAt: attempt.closesAt.toISOString(),
    secondsLeft: secondsLeft(attempt, calendar, now),
    meetingId: meeting?.meetingId ?? null,
    presentIds: [...(meeting?.presentIds ?? [])],
    ballots: countedBallots(attempt).map(({ voterId, choice, argument, castAt }) => ({
      ...{ voterId, choice, argument, castAt: castAt.toISOString() },
    })),
    ...{ spokeIds: [...spoke], sawIds: [...saw], notYetIds: [...notYet], carried: [...carried] },
    outcome: outcome === null ? null : outcomeAnswer(outcome),
  };
}

/** One decision, whole. Refuses `not_found`. */
export async function tellDecision(on: Queryable, acting: Acting, id: string): Promise<DecisionAnswer> {
  const { caller, now } = acting;
  const kept = await requireDecision(on, caller.collective.id, id);
  const { decision, circleId, title, proposedBy } = kept;
  const rules = await loadRules(on, acting, circleId);
  const effects = await listEffects(on, caller.collective.id, id);
  const last = decision.attempts.at(-1);
  const { lastResort } = rules.settings;
  return {
    ...{ id, circleId, title, proposedBy, proposedAt: decision.proposedAt.toISOString(), state: statusOf(decision, now) },
    attempts: decision.attempts.map((attempt) => attemptAnswer(attempt, rules, now)),
    parts: partStates(decision, now).map((state) => {
      const rests = decision.attempts.find(({ number }) => number === state.attempt)?.settings.restMonths ?? 0;
      const until = restsUntil(state, rests, rules.calendar.timeZone);
      const { part, attempt } = state;
      return { id: part.id, title: part.title, state: state.state, attempt, restsUntil: until && until > now ? until.toISOString() : null };
    }),
    effects: effects.map(({ at, refusal, ...effect }) => ({
      ...effect,
      at: at.toISOString(),
      refusal: refusal && { code: refusal.code, figures: { ...refusal.figures } },
    })),
    meetings: decision.meetings.map(({ meetingId, heldAt }) => ({ meetingId, heldAt: heldAt.toISOString() })),
    reopenings: decision.reopenings.map(({ afterAttempt, partIds, reopenedById, reason, reopenedAt }) => ({
      ...{ afterAttempt, partIds: [...partIds], reopenedBy: reopenedById, reason, reopenedAt: reopenedAt.toISOString() },
    })),
    mayPropose: proposersOf(rules).includes(caller.memberId),
    mayVote: last !== undefined && outcomeOf(last, now) === null && last.voterIds.includes(caller.memberId),
    lastResort: lastResort.kind === "none" ? null : readinessAnswer(lastResortReadiness({ ...rules, decision }, now)),
    council: lastResort.kind === "council" ? { name: lastResort.name, memberIds: [...lastResort.memberIds] } : null,
  };
}

const readinessAnswer = ({ possibleAt, ...figures }: ReturnType<typeof lastResortReadiness>) => ({
  ...figures,
  possibleAt: possibleAt?.toISOString() ?? null,
});

/** A page of decisions, the latest first. */
export async function pageOfDecisions(on: Queryable, { caller, now }: Acting, query: DecisionQuery) {
  const rows = await listDecisions(on, caller.collective.id, query, readIdCursor(query.cursor), now);
  // Days are the collective’s, whichever circle decides.
  const { calendar } = await loadConsentRules(on, caller.collective.id, null);
  return cutPage(
    rows,
    query.limit,
    ({ id }) => [id],
    (kept) => lineOf(kept, caller.memberId, calendar, now),
  );
}

function lineOf(
  { id, circleId, title, proposedBy, decision }: KeptDecision,
  memberId: string,
  calendar: ConsentCalendar,
  now: Date,
): DecisionLineAnswer {
  const last = decision.attempts.at(-1);
  if (!last) throw new RangeError(`decision ${id} has no attempt`);
  const outcome = outcomeOf(last, now);
  return {
    ...{ id, circleId, title, proposedBy, proposedAt: decision.proposedAt.toISOString(), state: statusOf(decision, now) },
    ...{ way: last.way, attempt: decision.attempts.length, closesAt: last.closesAt.toISOString(), counts: countsOf(last) },
    ...{ secondsLeft: secondsLeft(last, calendar, now), by: outcome && "by" in outcome ? outcome.by : null },
    voters: last.voterIds.length,
    mayVote: outcome === null && last.voterIds.includes(memberId),
    hasSpoken: countedBallots(last).some(({ voterId }) => voterId === memberId),
  };
}
