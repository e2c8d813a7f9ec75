/** What decisions do with envelopes: open one (DESIGN §11). */

import { recordEvents } from "../../db/audit.js";
import { findOnlyCircle, isCircleOpen } from "../../db/circles.js";
import { type Enactments, requireReach } from "../../db/enacting.js";
import { insertEnvelope } from "../../db/envelopes.js";
import { newId } from "../../db/id.js";
import { lockNames } from "../../db/names.js";
import { Refusal } from "../../domain/refusals.js";
import { isMemberHere, isNameTaken } from "./envelopes.queries.js";

export const envelopeEnactments: Enactments = {
  /** In the collective’s currency. Refuses `circle_missing`, `unknown_circle`, `unknown_member`, `name_taken`. */
  "open-envelope": async (tx, deciding, { name, circleId, referentId }) => {
    const { collective, decisionId, now } = deciding;
    const itsCircle = circleId ?? (await findOnlyCircle(tx, collective.id));
    if (itsCircle === undefined) throw new Refusal("circle_missing", { at: "circleId" });
    requireReach(deciding, itsCircle);
    if (!(await isCircleOpen(tx, collective.id, itsCircle))) throw new Refusal("unknown_circle", { at: "circleId", id: itsCircle });
    if (referentId !== null && !(await isMemberHere(tx, collective.id, referentId)))
      throw new Refusal("unknown_member", { at: "referentId", id: referentId });
    await lockNames(tx, collective.id);
    if (await isNameTaken(tx, collective.id, name)) throw new Refusal("name_taken", { at: "name", name });
    const id = newId();
    await insertEnvelope(tx, {
      ...{ collectiveId: collective.id, id, circleId: itsCircle, name, referentId, currency: collective.currency, createdAt: now },
    });
    const details = { circleId: itsCircle, decisionId };
    await recordEvents(tx, [
      { collectiveId: collective.id, byId: null, at: now, action: "envelope.opened", subject: "envelope", subjectId: id, details },
    ]);
    return { subject: "envelope", subjectId: id };
  },
};
