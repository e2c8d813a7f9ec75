/** What decisions do with charters: put a revision in force (DESIGN §11). */
import { lockCharter } from "../../db/charters.js";
import { loadDeciders } from "../../db/consent-rules.js";
import { type Enactments, requireReach } from "../../db/enacting.js";
import { latestOf, requireComplete, requireRevisable } from "../../domain/charter.js";
import { Refusal } from "../../domain/refusals.js";
import { knownOf } from "./charters.answers.js";
import { comeInForce } from "./coming-in-force.js";

export const charterEnactments: Enactments = {
  /**
   * Refuses `not_found`, `charter_not_in_force`, `change_stale`, `charter_signatures_missing` with who has to sign besides those who
   * decided; a version that is not complete; `split_below_paid`.
   */
  "revise-charter": async (tx, deciding, { charterId, versionId }) => {
    const { collective, decisionId, openedById, openedAt, now, today } = deciding;
    const charter = await lockCharter(tx, collective.id, charterId);
    if (!charter) throw new Refusal("not_found", { at: "charter", id: charterId });
    requireReach(deciding, charter.circleId);
    const known = await knownOf(tx, collective.id, [charter]);
    const deciderIds = await loadDeciders(tx, collective.id, { decisionId, openedAt, today });
    requireRevisable(charter, versionId, { deciderIds, seenAt: openedAt, nameOf: (party) => known(party)?.name ?? "" });
    const version = latestOf(charter);
    requireComplete(charter.title, version);
    await comeInForce(tx, charter, version, { byId: openedById, decisionId, now });
    return { subject: "charter", subjectId: charterId };
  },
};
