/** What can be done with resources: load, decide, save. The rules are in domain/resource. */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { lockNames } from "../../db/names.js";
import { findParties, partyColumns, partyOf } from "../../db/parties.js";
import type { Tx } from "../../db/transaction.js";
import { requireUnusedName } from "../../domain/names.js";
import { requirePartyHere } from "../../domain/party.js";
import { Refusal } from "../../domain/refusals.js";
import { requireInRegister, requireUse, requireUseDays } from "../../domain/resource.js";
import type { Caller } from "../../http/access.js";
import {
  holdContract,
  insertResource,
  insertUse,
  listResources,
  listUses,
  lockResource,
  type ResourceRow,
  updateResource,
  updateUse,
} from "./resources.queries.js";
import type { NewResource, NewUse, Resource, ResourceChange } from "./resources.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

const keeps = ({ stewardId }: ResourceRow, { memberId, roles }: Caller): boolean => stewardId === memberId || roles.has("admin");

/** All resources, or one. */
export async function tellResources(on: Queryable, { caller }: Pick<Acting, "caller">, one?: string): Promise<Resource[]> {
  const collectiveId = caller.collective.id;
  const rows = await listResources(on, collectiveId, one);
  const uses = await listUses(on, collectiveId, one);
  const known = await findParties(on, collectiveId, uses.map(partyOf));
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, what: row.what, stewardId: row.stewardId, isArchived: row.isArchived },
    rights: row.rights.map((each) => ({ ...each })),
    users: uses
      .filter(({ resourceId }) => resourceId === row.id)
      .map((use) => {
        const party = partyOf(use);
        const { id, sinceOn, untilOn, contractId } = use;
        return { id, sinceOn, untilOn, contractId, party: { ...party, name: known(party)?.name ?? "" } };
      }),
    mayChange: keeps(row, caller),
  }));
}

/** One resource. Refuses `not_found`. */
export async function loadResource(on: Queryable, looking: Pick<Acting, "caller">, id: string): Promise<Resource> {
  const [found] = await tellResources(on, looking, id);
  if (!found) throw new Refusal("not_found", { at: "resource", id });
  return found;
}

const record = (tx: Tx, { caller, now }: Acting, verb: string, id: string, details: Record<string, unknown> = {}) =>
  recordEvents(tx, [
    {
      ...{ collectiveId: caller.collective.id, byId: caller.memberId, at: now, action: `resource.${verb}` },
      ...{ subject: "resource", subjectId: id, details },
    },
  ]);

async function requireFreeName(tx: Tx, collectiveId: string, name: string, ownId?: string): Promise<void> {
  await lockNames(tx, collectiveId);
  requireUnusedName(
    (await listResources(tx, collectiveId)).filter(({ id }) => id !== ownId),
    name,
  );
}

async function requireSteward(tx: Tx, collectiveId: string, id: string): Promise<void> {
  const steward = { kind: "member", id } as const;
  requirePartyHere(steward, (await findParties(tx, collectiveId, [steward]))(steward), "stewardId");
}

/** A resource to be kept. Refuses `not_found`, `resource_of_another`. */
async function requireKept(tx: Tx, { caller }: Acting, id: string): Promise<ResourceRow> {
  const row = await lockResource(tx, caller.collective.id, id);
  if (!row) throw new Refusal("not_found", { at: "resource", id });
  if (!keeps(row, caller)) throw new Refusal("resource_of_another", { at: "resource" });
  return row;
}

/** Adds a resource. Refuses `name_taken`, `unknown_member`, `member_inactive`. */
export async function addResource(tx: Tx, acting: Acting, { stewardId, ...wanted }: NewResource): Promise<Resource> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const steward = stewardId ?? caller.memberId;
  await requireFreeName(tx, collectiveId, wanted.name);
  await requireSteward(tx, collectiveId, steward);
  const id = newId();
  await insertResource(tx, { collectiveId, id, ...wanted, stewardId: steward, createdAt: now });
  await record(tx, acting, "added", id, { stewardId: steward });
  return loadResource(tx, acting, id);
}

/** Changes or archives a resource. Refuses `not_found`, `resource_of_another`, `resource_archived`, and as `addResource` does. */
export async function changeResource(tx: Tx, acting: Acting, id: string, change: ResourceChange): Promise<Resource> {
  const collectiveId = acting.caller.collective.id;
  if (change.name !== undefined) await requireFreeName(tx, collectiveId, change.name, id);
  const row = await requireKept(tx, acting, id);
  if (change.isArchived !== false) requireInRegister(row);
  if (change.stewardId !== undefined) await requireSteward(tx, collectiveId, change.stewardId);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await updateResource(tx, collectiveId, id, given);
  await record(tx, acting, "changed", id, { fields: Object.keys(given) });
  return loadResource(tx, acting, id);
}

/** Somebody uses it from a day on. Refuses `not_found`, `resource_of_another`, `resource_archived`, and as `requireUse` does. */
export async function addUse(tx: Tx, acting: Acting, id: string, { party, contractId, ...days }: NewUse): Promise<Resource> {
  const collectiveId = acting.caller.collective.id;
  requireInRegister(await requireKept(tx, acting, id));
  requirePartyHere(party, (await findParties(tx, collectiveId, [party]))(party), "party.id");
  const contract = contractId === null ? null : await holdContract(tx, collectiveId, contractId);
  if (contract === undefined) throw new Refusal("not_found", { at: "contractId", id: contractId });
  requireUse({ party, ...days }, contract);
  const useId = newId();
  await insertUse(tx, { collectiveId, id: useId, resourceId: id, ...partyColumns(party), contractId, ...days });
  await record(tx, acting, "used", id, { useId, contractId, ...days });
  return loadResource(tx, acting, id);
}

/** Says the last day of a use. Refuses `not_found`, `resource_of_another`, `days_reversed`. */
export async function endUse(tx: Tx, acting: Acting, id: string, useId: string, untilOn: string): Promise<Resource> {
  const collectiveId = acting.caller.collective.id;
  await requireKept(tx, acting, id);
  const use = (await listUses(tx, collectiveId, id)).find((each) => each.id === useId);
  if (!use) throw new Refusal("not_found", { at: "use", id: useId });
  requireUseDays({ sinceOn: use.sinceOn, untilOn });
  await updateUse(tx, collectiveId, useId, untilOn);
  await record(tx, acting, "use_ended", id, { useId, untilOn });
  return loadResource(tx, acting, id);
}
