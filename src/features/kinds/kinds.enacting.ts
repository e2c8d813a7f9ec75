/** What decisions do with kinds: set a rate (DESIGN §11). */
import { recordEvents } from "../../db/audit.js";
import { type Enactments, requireReach } from "../../db/enacting.js";
import { requireRate } from "../../domain/kind.js";
import { requireKind } from "./kinds.actions.js";
import { saveRate, settledOn } from "./kinds.queries.js";

export const kindEnactments: Enactments = {
  /** A rate from a day on. Refuses `not_found`, `rate_settled`, `kind_qualitative`, `rate_invalid`. */
  "set-rate": async (tx, deciding, { kindId, rate, fromOn }) => {
    requireReach(deciding, null);
    const { collective, decisionId, now } = deciding;
    const kind = await requireKind(tx, collective.id, kindId);
    requireRate(kind, { rate, fromOn }, await settledOn(tx, collective.id, kindId));
    await saveRate(tx, { collectiveId: collective.id, kindId, rate, fromOn, decisionId, createdAt: now });
    const details = { rate, fromOn, decisionId };
    await recordEvents(tx, [
      { collectiveId: collective.id, byId: null, at: now, action: "kind.rate_set", subject: "kind", subjectId: kindId, details },
    ]);
    return { subject: "kind", subjectId: kindId };
  },
};
