/** What decisions do with social codes: publish a version (DESIGN §11). */
import { recordEvents } from "../../db/audit.js";
import { type Enactments, requireReach } from "../../db/enacting.js";
import { Refusal } from "../../domain/refusals.js";
import { requirePublishable } from "../../domain/social-code.js";
import { requireCouncil } from "./social-code.actions.js";
import { findInForce, lockCode, lockVersion, updateVersion } from "./social-code.queries.js";

export const socialCodeEnactments: Enactments = {
  /** Refuses `not_found`, `code_published`, `change_stale`, and `unknown_member` where the council is not what it was. */
  "publish-social-code": async (tx, deciding, { versionId }) => {
    const { collective, decisionId, openedAt, now } = deciding;
    await lockCode(tx, collective.id);
    const version = await lockVersion(tx, collective.id, versionId);
    if (!version) throw new Refusal("not_found", { at: "version", id: versionId });
    requireReach(deciding, version.circleId);
    const inForce = await findInForce(tx, collective.id, version.circleId);
    requirePublishable(version, { seenAt: openedAt, inForceId: inForce?.id ?? null });
    await requireCouncil(tx, collective.id, version.consent);
    await updateVersion(tx, collective.id, versionId, { publishedAt: now, decisionId });
    await recordEvents(tx, [
      {
        ...{ collectiveId: collective.id, byId: null, at: now, action: "social_code.published", subject: "social_code" },
        ...{ subjectId: versionId, details: { circleId: version.circleId, number: version.number, decisionId } },
      },
    ]);
    return { subject: "social_code", subjectId: versionId };
  },
};
