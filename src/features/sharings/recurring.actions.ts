/** Sharings that recur: the next one is prepared when one is posted, and its circle is reminded when its wishes open. */
import { recordEvents } from "../../db/audit.js";
import { findCharterOf } from "../../db/charters.js";
import { type Effects, scheduleWork } from "../../db/due-work.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { startOfDay } from "../../domain/calendar.js";
import { hasFixedLines } from "../../domain/charter-split.js";
import { nextDays, type Recurrence } from "../../domain/recurrence.js";
import { findKeyInForce } from "./keys.queries.js";
import type { Acting } from "./open-sharing.js";
import { findReminded, isNextPrepared, listSeated } from "./recurring.queries.js";
import { loadParticipants, saveParticipants } from "./settlement.queries.js";
import { insertSharing, type Sharing } from "./sharings.queries.js";

export const reminderWork = "sharing.reminder" as const;

/** Prepares the next of a sharing that recurs, unless somebody did already: the same settings, later days. */
export async function prepareNext(tx: Tx, { caller, now }: Acting, posted: Sharing): Promise<void> {
  const { collectiveId, envelopeId, circleId, title, amountMinor, facilitatorId, sharingKey, recurs } = posted;
  if (recurs === null || (await isNextPrepared(tx, posted))) return;
  const days = nextDays(posted, recurs as Recurrence);
  // What a decision put in force since counts from the next one on; the split of a charter is paid by instalments alone.
  const inForce = await findKeyInForce(tx, collectiveId, envelopeId);
  const isOfCharter = inForce !== undefined && hasFixedLines(inForce.sharingKey) && (await findCharterOf(tx, collectiveId, { envelopeId }));
  const key = inForce && !isOfCharter ? { sharingKey: inForce.sharingKey, keyId: inForce.id } : { sharingKey };
  const id = newId();
  await insertSharing(tx, {
    ...{ collectiveId, id, envelopeId, circleId, title, amountMinor, facilitatorId, recurs },
    ...key,
    ...days,
    createdBy: caller.memberId,
    createdAt: now,
  });
  const { takingPart } = await loadParticipants(tx, posted);
  await saveParticipants(tx, { collectiveId, sharingId: id, memberIds: [...takingPart], isOut: false, saidBy: caller.memberId, now });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "sharing.prepared",
      subject: "sharing",
      subjectId: id,
      details: { after: posted.id, opensOn: days.opensOn },
    },
  ]);
  await scheduleWork(tx, { collectiveId, work: reminderWork, subjectId: id, dueAt: startOfDay(days.opensOn, caller.collective.timeZone) });
}

/** Reminds the people of the circle that wishes are open, as long as nobody proposed or abandoned the sharing. */
export const sharingEffects: Effects = {
  [reminderWork]: async (tx, { collectiveId, subjectId }, now) => {
    const sharing = subjectId === null ? undefined : await findReminded(tx, collectiveId, subjectId);
    if (!sharing) return;
    const seated = await listSeated(tx, collectiveId, sharing.circleId);
    const notice = { at: now, what: reminderWork, subject: "sharing", subjectId: sharing.id, byId: null };
    await tellMembers(
      tx,
      collectiveId,
      seated.map((memberId) => ({ memberId, ...notice })),
    );
  },
};
