/** What decisions do with funds: say what must stay in one (DESIGN §5, §11). */
import { recordEvents } from "../../db/audit.js";
import { type Enactments, requireReach } from "../../db/enacting.js";
import { openBooks } from "../../db/ledger.js";
import { formatAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { loadFund, parseFloor } from "./funds.actions.js";
import { updateFund } from "./funds.queries.js";

export const fundEnactments: Enactments = {
  /** While nobody posts, so that it holds for the next entry. Refuses `not_found`, `fund_archived` and what `parseFloor` refuses. */
  "set-fund-floor": async (tx, deciding, { fundId, floor }) => {
    requireReach(deciding, null);
    const { collective, decisionId, now } = deciding;
    const collectiveId = collective.id;
    await openBooks(tx, { collectiveId, now, owners: [] });
    const { name, currency, isArchived } = await loadFund(tx, collectiveId, fundId);
    if (isArchived) throw new Refusal("fund_archived", { at: "fundId", fund: name });
    const floorMinor = parseFloor(floor, currency);
    await updateFund(tx, collectiveId, fundId, { floorMinor, floorDecisionId: decisionId });
    const details = { fields: ["floorMinor"], floor: formatAmount(floorMinor, currency), decisionId };
    await recordEvents(tx, [{ collectiveId, byId: null, at: now, action: "fund.changed", subject: "fund", subjectId: fundId, details }]);
    return { subject: "fund", subjectId: fundId };
  },
};
