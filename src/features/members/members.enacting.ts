/** What decisions do with members: make somebody adhérent·e, or see them leave (DESIGN §11). */
import { recordEvents } from "../../db/audit.js";
import { type Deciding, type Enactments, requireReach } from "../../db/enacting.js";
import { newId } from "../../db/id.js";
import { lockCollective } from "../../db/members.js";
import type { Tx } from "../../db/transaction.js";
import { requireFreePeriod, requirePresent } from "../../domain/member.js";
import { endSessionsIfNowhere, goAway } from "./leaving.actions.js";
import { requireMember } from "./members.actions.js";
import { insertPeriod, listPeriods, updateMember } from "./members.queries.js";

const record = (tx: Tx, { collective, decisionId, now }: Deciding, action: string, id: string, details: Record<string, unknown>) =>
  recordEvents(tx, [
    { collectiveId: collective.id, byId: null, at: now, action, subject: "member", subjectId: id, details: { ...details, decisionId } },
  ]);

export const memberEnactments: Enactments = {
  /** Who had left is here again. Refuses `not_found`, `standing_overlaps`. */
  "admit-member": async (tx, deciding, { memberId, fromOn }) => {
    requireReach(deciding, null);
    const collectiveId = deciding.collective.id;
    const member = await requireMember(tx, collectiveId, memberId);
    const period = { id: newId(), standing: "subscriber", fromOn, untilOn: null } as const;
    requireFreePeriod(await listPeriods(tx, collectiveId, memberId), period);
    if (member.leftOn !== null) await updateMember(tx, collectiveId, memberId, { leftOn: null });
    await insertPeriod(tx, { collectiveId, memberId, ...period, createdAt: deciding.now });
    await record(tx, deciding, "member.admitted", memberId, { fromOn });
    return { subject: "member", subjectId: memberId };
  },

  /** As when somebody leaves: roles and seats end, what is owed stays owed. Refuses `not_found`, `member_inactive`, `last_admin`. */
  "exclude-member": async (tx, deciding, { memberId, lastOn }) => {
    requireReach(deciding, null);
    const { collective, now, today } = deciding;
    await lockCollective(tx, collective.id);
    const member = await requireMember(tx, collective.id, memberId);
    requirePresent(member);
    const gone = await goAway(tx, { collectiveId: collective.id, now, today }, member);
    await record(tx, deciding, "member.excluded", memberId, { ...gone, lastOn });
    if (member.loginId !== null) await endSessionsIfNowhere(tx, member.loginId, now);
    return { subject: "member", subjectId: memberId };
  },
};
