/** What can be done with decisions: load, decide, save. The rules are in domain/consent; what they change is db/enacting. */

import { recordEvents } from "../../db/audit.js";
import { announceChange } from "../../db/changes.js";
import { requireOpenCircle } from "../../db/circles.js";
import { scheduleWork } from "../../db/due-work.js";
import { type Deciding, type Enactments, enact } from "../../db/enacting.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { type Opening, openAttempt } from "../../domain/consent/attempts.js";
import { castBallot, firstSight, rule } from "../../domain/consent/ballots.js";
import type { Attempt } from "../../domain/consent/decision.js";
import { outcomeOf } from "../../domain/consent/outcome.js";
import { reopen } from "../../domain/consent/reopening.js";
import type { NoticeVerb } from "../../domain/notices.js";
import { Refusal } from "../../domain/refusals.js";
import { type Acting, loadRules, proposersOf, type Rules, tellDecision, votersOf } from "./decisions.answers.js";
import {
  findMeetingPeople,
  insertAttempt,
  insertBallot,
  insertDecision,
  insertReopening,
  type KeptDecision,
  lockDecision,
  saveListing,
  saveRuling,
  saveSight,
} from "./decisions.queries.js";
import type { DecisionAnswer, NewAttempt, NewBallot, NewDecision, NewReopening, NewRuling } from "./decisions.schema.js";
import { circlesOf, closingWork, reminderAt, reminderWork, settle } from "./decisions.settling.js";

async function requireLocked(tx: Tx, { caller }: Acting, id: string): Promise<KeptDecision> {
  const kept = await lockDecision(tx, caller.collective.id, id);
  if (!kept) throw new Refusal("not_found", { at: "decision", id });
  return kept;
}

/** Writes down what was done, and tells who has the decision open that it changed. */
async function record(tx: Tx, { caller, now }: Acting, id: string, verb: string, details: Record<string, unknown> = {}): Promise<void> {
  const collectiveId = caller.collective.id;
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: `decision.${verb}`, subject: "decision", subjectId: id, details },
  ]);
  await announceChange(tx, { collectiveId, subject: "decision", id });
}

function tell(tx: Tx, { caller, now }: Acting, id: string, verb: NoticeVerb<"decision">, memberIds: readonly string[]): Promise<void> {
  const notice = { at: now, what: `decision.${verb}` as const, subject: "decision", subjectId: id, byId: caller.memberId };
  const told = memberIds.filter((memberId) => memberId !== caller.memberId);
  return tellMembers(
    tx,
    caller.collective.id,
    told.map((memberId) => ({ memberId, ...notice })),
  );
}

/** Proposes something, and opens the first attempt at it. Refuses `unknown_circle`, and as `openNext` does. */
export async function propose(
  tx: Tx,
  acting: Acting,
  enactments: Enactments,
  { title, circleId, ...wanted }: NewDecision,
): Promise<DecisionAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  await holdCircleOpen(tx, collectiveId, circleId);
  const id = newId();
  await insertDecision(tx, { collectiveId, id, circleId, title, proposedBy: caller.memberId, proposedAt: now });
  return openOn(tx, acting, enactments, await requireLocked(tx, acting, id), wanted);
}

/** Opens another attempt. Refuses `not_found`, `circle_archived`; what cannot be opened (domain/consent/attempts); and what could not be done today. */
export async function openNext(tx: Tx, acting: Acting, enactments: Enactments, id: string, wanted: NewAttempt): Promise<DecisionAnswer> {
  const kept = await requireLocked(tx, acting, id);
  await holdCircleOpen(tx, kept.collectiveId, kept.circleId);
  return openOn(tx, acting, enactments, kept, wanted);
}

/** Held until the attempt is there: who archives the circle meanwhile waits, and then sees it; who comes after that is refused. */
async function holdCircleOpen(tx: Tx, collectiveId: string, circleId: string | null): Promise<void> {
  if (circleId !== null) await requireOpenCircle(tx, collectiveId, circleId);
}

async function openOn(tx: Tx, acting: Acting, enactments: Enactments, kept: KeptDecision, wanted: NewAttempt): Promise<DecisionAnswer> {
  const { caller, now } = acting;
  const { collectiveId, id, circleId, decision } = kept;
  const rules = await loadRules(tx, acting, circleId);
  const opening = await openingOf(tx, acting, kept, wanted);
  const attempt = openAttempt({ ...rules, decision, proposerIds: proposersOf(rules), voterIds: votersOf(rules) }, opening, now);
  await requirePossible(tx, acting, enactments, kept, attempt);
  await insertAttempt(tx, collectiveId, id, attempt);
  if (attempt.meeting)
    await saveListing(tx, { collectiveId, decisionId: id, meetingId: attempt.meeting.meetingId, title: kept.title, now });
  const { number, way, closesAt, isLastResort } = attempt;
  await record(tx, acting, id, "opened", { circleId, attempt: number, way, closesAt: closesAt.toISOString(), isLastResort });
  if (closesAt > now) {
    await tell(tx, acting, id, "opened", attempt.voterIds);
    await scheduleWork(tx, { collectiveId, work: closingWork, subjectId: id, dueAt: closesAt });
    const remindAt = reminderAt(attempt, rules.calendar);
    if (remindAt) await scheduleWork(tx, { collectiveId, work: reminderWork, subjectId: id, dueAt: remindAt });
  } else await settle(tx, enactments, { collective: caller.collective, now }, id);
  return tellDecision(tx, acting, id);
}

/** What is asked, as the rules read it. A part keeps the id it is given, so that it can be reopened and come back. */
async function openingOf(tx: Tx, { caller }: Acting, { circleId }: KeptDecision, wanted: NewAttempt): Promise<Opening> {
  const { way, text, parts, hours, isLastResort, meetingId, said } = wanted;
  const proposal = { text, parts: parts.map(({ id, title, changes }) => ({ id: id ?? newId(), title, changes })) };
  const opening = { openedById: caller.memberId, proposal, hours };
  if (way === "announced") return { ...opening, way };
  if (way === "ballots") return { ...opening, way, isLastResort };
  const meeting = meetingId === null ? undefined : await findMeetingPeople(tx, caller.collective.id, meetingId);
  if (!meeting || meetingId === null) throw new Refusal("not_found", { at: "meetingId", id: meetingId });
  if (circleId !== null && meeting.circleId !== circleId) throw new Refusal("meeting_of_another_circle", { at: "meetingId" });
  return { ...opening, way, meetingId, presentIds: meeting.presentIds, said };
}

/** Each change is tried, and taken back. Refuses what a change would be refused today, with its place in the proposal. */
async function requirePossible(tx: Tx, { caller, now, today }: Acting, enactments: Enactments, kept: KeptDecision, attempt: Attempt) {
  const { collectiveId, id, circleId, title } = kept;
  const { openedById, openedAt } = attempt;
  const circleIds = await circlesOf(tx, collectiveId, circleId);
  const deciding: Deciding = { collective: caller.collective, decisionId: id, title, openedById, openedAt, circleIds, now, today };
  for (const [place, part] of attempt.proposal.parts.entries())
    for (const [index, change] of part.changes.entries())
      await tx
        .transaction(async (attempted) => {
          await enact(attempted, enactments, deciding, change);
          throw new Tried();
        })
        .catch((error: unknown) => {
          if (error instanceof Tried) return;
          if (!(error instanceof Refusal)) throw error;
          const at = `parts[${place}].changes[${index}]`;
          throw new Refusal(error.code, { ...error.figures, at: "at" in error.figures ? `${at}.${String(error.figures.at)}` : at });
        });
}

/** Takes back what was only tried. */
class Tried extends Error {}

/** Says one's word in the open attempt. Refuses `not_found`, `not_deciding`, `ballot_late`, `block_without_argument`. */
export async function cast(tx: Tx, acting: Acting, id: string, { choice, argument }: NewBallot): Promise<DecisionAnswer> {
  const { caller, now } = acting;
  const { collectiveId, decision } = await requireLocked(tx, acting, id);
  const attempt = requireAttempt(decision.attempts.at(-1));
  const ballot = castBallot(attempt, { voterId: caller.memberId, choice, argument }, now);
  await insertBallot(tx, collectiveId, id, attempt.number, ballot);
  await record(tx, acting, id, "ballot_cast", { attempt: attempt.number, choice });
  if (choice === "block") await tell(tx, acting, id, "blocked", [attempt.openedById]);
  return tellDecision(tx, acting, id);
}

function requireAttempt(attempt: Attempt | undefined): Attempt {
  if (!attempt) throw new RangeError("a decision begins with an attempt");
  return attempt;
}

/** Says that one has seen the open attempt, to who has it open too; nothing where it is over, or where one does not decide. */
export async function see(tx: Tx, acting: Acting, id: string): Promise<DecisionAnswer> {
  const { caller, now } = acting;
  const { collectiveId, decision } = await requireLocked(tx, acting, id);
  const attempt = requireAttempt(decision.attempts.at(-1));
  const sight = firstSight(attempt, caller.memberId, now);
  if (sight) {
    await saveSight(tx, collectiveId, id, attempt.number, sight.memberId, sight.seenAt);
    await announceChange(tx, { collectiveId, subject: "decision", id });
  }
  return tellDecision(tx, acting, id);
}

/** The council speaks. Refuses `council_not_asked`, `not_in_council`. */
export async function ruleOn(tx: Tx, acting: Acting, enactments: Enactments, id: string, wanted: NewRuling): Promise<DecisionAnswer> {
  const { caller, now } = acting;
  const { collectiveId, decision } = await requireLocked(tx, acting, id);
  const attempt = requireAttempt(decision.attempts.at(-1));
  // Who writes it down is of the council, and spoke.
  const memberIds = [...new Set([...wanted.memberIds, caller.memberId])];
  await saveRuling(tx, collectiveId, id, attempt.number, rule(attempt, { isAdopted: wanted.isAdopted, memberIds }, now));
  await record(tx, acting, id, "ruled", { attempt: attempt.number, isAdopted: wanted.isAdopted, memberIds });
  await settle(tx, enactments, { collective: caller.collective, now }, id);
  return tellDecision(tx, acting, id);
}

/** Reopens what was decided, whole or the parts named (domain/consent/reopening); what it has not done yet it does not do. */
export async function reopenDecision(tx: Tx, acting: Acting, id: string, { partIds, reason }: NewReopening): Promise<DecisionAnswer> {
  const { caller, now } = acting;
  const kept = await requireLocked(tx, acting, id);
  const { collectiveId, decision, circleId } = kept;
  const rules: Rules = await loadRules(tx, acting, circleId);
  const facts = { decision, proposerIds: proposersOf(rules), timeZone: rules.calendar.timeZone, proposing: rules.settings.proposing };
  const reopening = reopen(facts, { reopenedById: caller.memberId, partIds, reason }, now);
  await insertReopening(tx, collectiveId, id, decision.reopenings.length + 1, reopening);
  await record(tx, acting, id, "reopened", { partIds: reopening.partIds });
  const last = decision.attempts.at(-1);
  await tell(tx, acting, id, "reopened", last && outcomeOf(last, now) !== null ? last.voterIds : []);
  return tellDecision(tx, acting, id);
}
