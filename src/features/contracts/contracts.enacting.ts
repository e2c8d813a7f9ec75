/** What decisions do with contracts: sign one (DESIGN §11). */
import { recordEvents } from "../../db/audit.js";
import { type Enactments, requireReach } from "../../db/enacting.js";
import { requireSignable } from "../../domain/contract.js";
import { Refusal } from "../../domain/refusals.js";
import { lockContract, updateContract } from "./contracts.queries.js";

export const contractEnactments: Enactments = {
  /** What it replaces ends on the same day. Refuses `not_found`, `contract_not_draft`, `change_stale`. */
  "sign-contract": async (tx, deciding, { contractId }) => {
    requireReach(deciding, null);
    const { collective, decisionId, openedAt, now, today } = deciding;
    const draft = await lockContract(tx, collective.id, contractId);
    if (!draft) throw new Refusal("not_found", { at: "contract", id: contractId });
    const replaced = draft.replacesId === null ? null : await lockContract(tx, collective.id, draft.replacesId);
    requireSignable(draft, { seenAt: openedAt, replaced: replaced ?? null });
    await updateContract(tx, collective.id, contractId, { signedOn: today, decisionId });
    if (replaced) await updateContract(tx, collective.id, replaced.id, { endedOn: today });
    const event = { collectiveId: collective.id, byId: null, at: now, subject: "contract" };
    const details = { decisionId, ...(replaced ? { replacesId: replaced.id } : {}) };
    await recordEvents(tx, [
      { ...event, action: "contract.signed", subjectId: contractId, details },
      ...(replaced ? [{ ...event, action: "contract.ended", subjectId: replaced.id, details: { endedOn: today, decisionId } }] : []),
    ]);
    return { subject: "contract", subjectId: contractId };
  },
};
