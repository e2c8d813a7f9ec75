/** What decisions do with tensions: close one (DESIGN §11). */
import type { Enactments } from "../../db/enacting.js";
import { requireNamed, requireTensionOpen } from "../../domain/tension.js";
import { recordTension } from "./tensions.actions.js";
import { lockTension, updateTension } from "./tensions.queries.js";

export const tensionEnactments: Enactments = {
  /** Who proposed it is named in it: to others it is not there to be closed. Refuses `not_found`, `tension_closed`. */
  "close-tension": async (tx, { collective, decisionId, openedById, now, today }, { tensionId, outcome }) => {
    const tension = requireNamed(await lockTension(tx, collective.id, tensionId), openedById, tensionId);
    requireTensionOpen(tension);
    await updateTension(tx, collective.id, tensionId, { closedOn: today, outcome, decisionId });
    await recordTension(tx, collective.id, now, "closed", tensionId);
    return { subject: "tension", subjectId: tensionId };
  },
};
