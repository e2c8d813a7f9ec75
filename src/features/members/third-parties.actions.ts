/** What can be done with third parties: load, decide, save. They are archived, never deleted: bills and entries name them. */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { lockCollective } from "../../db/members.js";
import type { Tx } from "../../db/transaction.js";
import { requireUnusedName } from "../../domain/names.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { findThirdParty, insertThirdParty, thirdPartyNames, updateThirdParty } from "./third-parties.queries.js";
import type { NewThirdParty, ThirdParty, ThirdPartyChange } from "./third-parties.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

/** One third party. Refuses `not_found`. */
export async function loadThirdParty(on: Queryable, collectiveId: string, id: string): Promise<ThirdParty> {
  const one = await findThirdParty(on, collectiveId, id);
  if (!one) throw new Refusal("not_found", { at: "thirdParty", id });
  return one;
}

const record = (tx: Tx, { caller, now }: Acting, action: string, id: string, details: Record<string, unknown>) =>
  recordEvents(tx, [
    { collectiveId: caller.collective.id, byId: caller.memberId, at: now, action, subject: "third-party", subjectId: id, details },
  ]);

/** A supplier or funder more. Refuses `name_taken`. */
export async function addThirdParty(tx: Tx, acting: Acting, { name }: NewThirdParty): Promise<ThirdParty> {
  const collectiveId = acting.caller.collective.id;
  await lockCollective(tx, collectiveId);
  requireUnusedName(await thirdPartyNames(tx, collectiveId), name);
  const id = newId();
  await insertThirdParty(tx, { collectiveId, id, name, createdAt: acting.now });
  await record(tx, acting, "third-party.added", id, {});
  return loadThirdParty(tx, collectiveId, id);
}

/** Renames or archives. Refuses `name_taken`, `not_found`. */
export async function changeThirdParty(tx: Tx, acting: Acting, id: string, change: ThirdPartyChange): Promise<ThirdParty> {
  const collectiveId = acting.caller.collective.id;
  await lockCollective(tx, collectiveId);
  await loadThirdParty(tx, collectiveId, id);
  const { name } = change;
  if (name !== undefined) {
    const others = (await thirdPartyNames(tx, collectiveId)).filter((other) => other.id !== id);
    requireUnusedName(others, name);
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await updateThirdParty(tx, collectiveId, id, given);
  await record(tx, acting, "third-party.changed", id, { fields: Object.keys(given) });
  return loadThirdParty(tx, collectiveId, id);
}
