/** What decisions do with sharings and keys: adopt one that was proposed, put one in force (DESIGN §11). */

import { recordEvents } from "../../db/audit.js";
import { lockOpenCircle } from "../../db/circles.js";
import { type Enactments, requireReach } from "../../db/enacting.js";
import { Refusal } from "../../domain/refusals.js";
import { requireKey } from "../../domain/sharing-assembly.js";
import { requireProposed } from "../../domain/sharing-life.js";
import { loadNames, nameableIn } from "./facts.queries.js";
import { enforceKey, lockKey } from "./keys.queries.js";
import { lockSharing } from "./open-sharing.js";
import { adopt } from "./sharings.actions.js";

export const sharingEnactments: Enactments = {
  /** Refuses `not_found`, `sharing_not_proposed`, `sharing_exceeds_left`; `change_stale` where it was proposed anew meanwhile. */
  "adopt-sharing": async (tx, deciding, { sharingId }) => {
    const { collective, decisionId, openedAt, now, today } = deciding;
    const speaking = { caller: { collective, memberId: null }, now, today };
    const sharing = await lockSharing(tx, speaking, sharingId);
    requireReach(deciding, sharing.circleId);
    requireProposed(sharing.status);
    // What people agreed to is the proposal they saw.
    if (sharing.proposedAt !== null && sharing.proposedAt > openedAt) throw new Refusal("change_stale", { at: "sharing", id: sharingId });
    await adopt(tx, speaking, sharing, { by: "decision", byId: decisionId });
    return { subject: "sharing", subjectId: sharingId };
  },

  /** Refuses `not_found`, `key_in_force`, `unknown_circle`, and a key that cannot work any more. */
  "adopt-key": async (tx, deciding, { keyId }) => {
    const { collective, decisionId, now } = deciding;
    const key = await lockKey(tx, collective.id, keyId);
    if (!key) throw new Refusal("not_found", { at: "key", id: keyId });
    requireReach(deciding, key.circleId);
    if (key.inForceAt !== null) throw new Refusal("key_in_force", { at: "key", id: keyId });
    if (!(await lockOpenCircle(tx, collective.id, key.circleId))) throw new Refusal("unknown_circle", { at: "key", id: key.circleId });
    requireKey(key.sharingKey, nameableIn(await loadNames(tx, collective.id), collective.currency));
    await enforceKey(tx, key, now, decisionId);
    const details = { circleId: key.circleId, envelopeId: key.envelopeId, decisionId };
    await recordEvents(tx, [
      { collectiveId: collective.id, byId: null, at: now, action: "key.enforced", subject: "key", subjectId: keyId, details },
    ]);
    return { subject: "key", subjectId: keyId };
  },
};
