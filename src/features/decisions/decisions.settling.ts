/**
 * The end of attempts, and what they do. An attempt ends at its instant whoever looks (domain/consent); that it is written
 * down and takes effect is due work, done once, by whichever process sees it first, under the decision's lock.
 *
 *  1. An outcome is written once. Every change that is due is applied in a step of its own: one that is refused, because the
 *     world moved meanwhile, is written down with why, and does not hold the others.
 *  2. A change that waits for a day (a last day of membership) is applied when it comes, unless its part is reopened before.
 */

import { recordEvents } from "../../db/audit.js";
import { announceChange } from "../../db/changes.js";
import { circlesWithin } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { type Effects, scheduleWork } from "../../db/due-work.js";
import { type Deciding, type Enactments, enact } from "../../db/enacting.js";
import { refusalOfDatabaseError } from "../../db/errors.js";
import { type Collective, findCollective } from "../../db/membership.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { addDays, dayIn, startOfDay } from "../../domain/calendar.js";
import { attentionOf } from "../../domain/consent/ballots.js";
import type { Change } from "../../domain/consent/change.js";
import type { ConsentCalendar } from "../../domain/consent/counted-hours.js";
import type { Attempt } from "../../domain/consent/decision.js";
import { outcomeOf } from "../../domain/consent/outcome.js";
import { type DueChange, dueChanges } from "../../domain/consent/parts.js";
import type { NoticeVerb } from "../../domain/notices.js";
import { Refusal } from "../../domain/refusals.js";
import type { Outbox } from "../../mail/outbox.js";
import type { DecisionLetter, ReminderFacts } from "./decisions.letters.js";
import { findDecision, insertEffect, type KeptDecision, listEffects, lockDecision, saveOutcome } from "./decisions.queries.js";

export const closingWork = "decision.closing";
export const reminderWork = "decision.reminder";

interface Settling {
  readonly collective: Collective;
  readonly now: Date;
}

/** The circles a decision speaks for: its own and all in it; null where the collective decides. */
export const circlesOf = async (on: Queryable, collectiveId: string, circleId: string | null): Promise<ReadonlySet<string> | null> =>
  circleId === null ? null : circlesWithin(on, collectiveId, circleId);

/** A day before an attempt closes, those who have not seen it are reminded; null where it is not open for longer than that. */
export function reminderAt({ openedAt, closesAt }: Attempt, { timeZone }: ConsentCalendar): Date | null {
  const at = startOfDay(addDays(dayIn(closesAt, timeZone), -1), timeZone);
  return at > openedAt ? at : null;
}

/** Writes down how the last attempt ended, where it did, and does what is due. */
export async function settle(tx: Tx, enactments: Enactments, { collective, now }: Settling, id: string): Promise<void> {
  const kept = await lockDecision(tx, collective.id, id);
  const attempt = kept?.decision.attempts.at(-1);
  if (!kept || !attempt) return;
  const outcome = outcomeOf(attempt, now);
  if (outcome === null) return;
  if (attempt.settled === null) {
    // The council's word is not the end of waiting for it: it is asked again.
    if (outcome.kind !== "waiting") await saveOutcome(tx, collective.id, id, attempt.number, outcome);
    const details = { attempt: attempt.number, ...("by" in outcome ? { by: outcome.by } : {}), counts: outcome.counts };
    await recordOf(tx, { collective, now }, id, outcome.kind, details);
    await tellOf(tx, { collective, now }, id, outcome.kind, attempt.voterIds);
  }
  await applyDue(tx, enactments, { collective, now }, kept);
}

/** Rule 1. */
async function applyDue(tx: Tx, enactments: Enactments, settling: Settling, kept: KeptDecision): Promise<void> {
  const { collective, now } = settling;
  const { id, circleId, title, decision } = kept;
  const nameOf = ({ attempt, partId, place }: Pick<DueChange, "attempt" | "partId" | "place">) => `${attempt}.${partId}.${place}`;
  const done = new Set((await listEffects(tx, collective.id, id)).map(nameOf));
  const today = dayIn(now, collective.timeZone);
  const circleIds = await circlesOf(tx, collective.id, circleId);
  for (const due of dueChanges(decision, now)) {
    if (done.has(nameOf(due))) continue;
    const takesEffectOn = effectDay(due.change);
    if (takesEffectOn !== null && takesEffectOn > today) {
      const dueAt = startOfDay(takesEffectOn, collective.timeZone);
      await scheduleWork(tx, { collectiveId: collective.id, work: closingWork, subjectId: id, dueAt });
      continue;
    }
    const opened = decision.attempts.find(({ number }) => number === due.attempt);
    if (!opened) throw new RangeError(`no attempt ${due.attempt} of decision ${id}`);
    const deciding: Deciding = {
      ...{ collective, decisionId: id, title, openedById: opened.openedById, openedAt: opened.openedAt, circleIds, now, today },
    };
    await applyOne(tx, enactments, deciding, due);
  }
}

async function applyOne(tx: Tx, enactments: Enactments, deciding: Deciding, due: DueChange): Promise<void> {
  const { collective, decisionId, now } = deciding;
  const { attempt, partId, place, change } = due;
  const effect = { attempt, partId, place, at: now };
  try {
    const { subject, subjectId } = await tx.transaction((step) => enact(step, enactments, deciding, change));
    await insertEffect(tx, collective.id, decisionId, { ...effect, subject, subjectId, refusal: null });
    await recordOf(tx, deciding, decisionId, "applied", { attempt, part: partId, change: change.kind, subjectId });
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalOfDatabaseError(error);
    if (!refusal) throw error;
    const { code, figures } = refusal;
    await insertEffect(tx, collective.id, decisionId, { ...effect, subject: null, subjectId: null, refusal: { code, figures } });
    await recordOf(tx, deciding, decisionId, "change_refused", { attempt, part: partId, change: change.kind, code });
    await tellOf(tx, deciding, decisionId, "change_refused", [deciding.openedById]);
  }
}

/** Rule 2: the day on which a change takes effect, where it says one that may be later than its adoption. */
const effectDay = (change: Change): string | null => (change.kind === "exclude-member" ? addDays(change.lastOn, 1) : null);

async function recordOf(tx: Tx, { collective, now }: Settling, id: string, verb: string, details: Record<string, unknown>): Promise<void> {
  await recordEvents(tx, [
    { collectiveId: collective.id, byId: null, at: now, action: `decision.${verb}`, subject: "decision", subjectId: id, details },
  ]);
  await announceChange(tx, { collectiveId: collective.id, subject: "decision", id });
}

function tellOf(
  tx: Tx,
  { collective, now }: Settling,
  id: string,
  verb: NoticeVerb<"decision">,
  memberIds: readonly string[],
): Promise<void> {
  const notice = { at: now, what: `decision.${verb}` as const, subject: "decision", subjectId: id, byId: null };
  return tellMembers(
    tx,
    collective.id,
    memberIds.map((memberId) => ({ memberId, ...notice })),
  );
}

/** What decisions do when an instant comes; where mails are sent, a reminder is one too. */
export const decisionEffects = (enactments: Enactments, outbox: Outbox | null): Effects => ({
  [closingWork]: async (tx, { collectiveId, subjectId }, now) => {
    const collective = await findCollective(tx, collectiveId);
    if (collective && subjectId !== null) await settle(tx, enactments, { collective, now }, subjectId);
  },
  [reminderWork]: async (tx, { collectiveId, subjectId }, now) => {
    const collective = await findCollective(tx, collectiveId);
    const kept = subjectId === null ? undefined : await findDecision(tx, collectiveId, subjectId);
    const attempt = kept?.decision.attempts.at(-1);
    if (!collective || !kept || !attempt || outcomeOf(attempt, now) !== null) return;
    const { notYet } = attentionOf(attempt);
    await tellOf(tx, { collective, now }, kept.id, "reminder", notYet);
    for (const memberId of outbox ? notYet : []) {
      const facts: ReminderFacts = { collectiveId, decisionId: kept.id, memberId };
      await outbox?.post(tx, "decision.reminder" satisfies DecisionLetter, facts, now);
    }
  },
});
