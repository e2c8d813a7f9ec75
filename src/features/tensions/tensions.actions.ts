/**
 * What can be done with tensions: load, decide, save. The rules are in domain/tension. The audit trail, which everybody reads,
 * says that one was opened or closed, and not by whom; who did what in it stands in the tension itself.
 */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { tellMembers } from "../../db/notices.js";
import { findParties } from "../../db/parties.js";
import type { Tx } from "../../db/transaction.js";
import { requirePartyHere } from "../../domain/party.js";
import { requireHolder, requireNamed, requireNextStep, requireTensionOpen } from "../../domain/tension.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import {
  findTension,
  insertPeople,
  insertStep,
  insertTension,
  type KeptTension,
  listTensions,
  lockTension,
  updateTension,
} from "./tensions.queries.js";
import type { NewStep, NewTension, Tension, TensionQuery } from "./tensions.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}

export async function pageTensions(on: Queryable, { caller }: Pick<Acting, "caller">, query: TensionQuery) {
  const rows = await listTensions(on, caller.collective.id, caller.memberId, query, readIdCursor(query.cursor));
  return cutPage(
    rows,
    query.limit,
    ({ id }) => [id],
    ({ id, title, openedBy, openedAt, ownerId, lastStep, closedOn }) => ({
      ...{ id, title, openedBy, ownerId, lastStep, closedOn, openedAt: openedAt.toISOString() },
    }),
  );
}

/** One tension. Refuses `not_found`, also to whoever it does not name. */
export async function loadTension(on: Queryable, { caller }: Pick<Acting, "caller">, id: string): Promise<Tension> {
  const { memberId, roles } = caller;
  const kept = requireNamed(await findTension(on, caller.collective.id, id), memberId, id);
  const { title, text, openedBy, ownerId, closedOn, outcome, closedBy, decisionId } = kept;
  const isHolder = memberId === ownerId || memberId === openedBy;
  return {
    ...{ id, title, text, openedBy, ownerId, closedOn, outcome, closedBy, decisionId },
    openedAt: kept.openedAt.toISOString(),
    lastStep: kept.steps.at(-1)?.step ?? null,
    people: kept.people.map(({ namedAt, ...person }) => ({ ...person, namedAt: namedAt.toISOString() })),
    steps: kept.steps.map(({ saidAt, ...step }) => ({ ...step, saidAt: saidAt.toISOString() })),
    mayHold: closedOn === null && (isHolder || roles.has("admin")),
    mayClose: closedOn === null && isHolder,
  };
}

/** Refuses `not_found`, also to whoever it does not name. */
const requireLocked = async (tx: Tx, { caller }: Acting, id: string): Promise<KeptTension> =>
  requireNamed(await lockTension(tx, caller.collective.id, id), caller.memberId, id);

async function requireHere(tx: Tx, collectiveId: string, memberIds: readonly string[], at: (place: number) => string): Promise<void> {
  const parties = memberIds.map((id) => ({ kind: "member" as const, id }));
  const known = await findParties(tx, collectiveId, parties);
  for (const [place, party] of parties.entries()) requirePartyHere(party, known(party), at(place));
}

/** Names people who are not yet, and tells them. */
async function name(tx: Tx, { caller, now }: Acting, tensionId: string, memberIds: readonly string[]): Promise<void> {
  const collectiveId = caller.collective.id;
  const added = [...new Set(memberIds)];
  if (added.length === 0) return;
  await insertPeople(
    tx,
    added.map((memberId) => ({ collectiveId, tensionId, memberId, namedBy: caller.memberId, namedAt: now })),
  );
  const notice = { at: now, what: "tension.named" as const, subject: "tension", subjectId: tensionId, byId: caller.memberId };
  const told = added.filter((memberId) => memberId !== caller.memberId);
  await tellMembers(
    tx,
    collectiveId,
    told.map((memberId) => ({ memberId, ...notice })),
  );
}

/** What everybody may know: that there is one, and that it is closed. */
export const recordTension = (tx: Tx, collectiveId: string, now: Date, verb: "opened" | "closed", id: string) =>
  recordEvents(tx, [{ collectiveId, byId: null, at: now, action: `tension.${verb}`, subject: "tension", subjectId: id }]);

/** Opens a tension. Refuses `unknown_member`, `member_inactive`. */
export async function openTension(tx: Tx, acting: Acting, { title, text, ownerId, namedIds }: NewTension): Promise<Tension> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const owner = ownerId ?? caller.memberId;
  await requireHere(tx, collectiveId, [owner], () => "ownerId");
  await requireHere(tx, collectiveId, namedIds, (place) => `namedIds[${place}]`);
  const id = newId();
  await insertTension(tx, { collectiveId, id, title, text, openedBy: caller.memberId, openedAt: now, ownerId: owner });
  await name(tx, acting, id, [caller.memberId, owner, ...namedIds]);
  await recordTension(tx, collectiveId, now, "opened", id);
  return loadTension(tx, acting, id);
}

/** Names others: they read all of it. Refuses `not_found`, `tension_closed`, `unknown_member`, `member_inactive`. */
export async function nameInTension(tx: Tx, acting: Acting, id: string, memberIds: readonly string[]): Promise<Tension> {
  const tension = await requireLocked(tx, acting, id);
  requireTensionOpen(tension);
  await requireHere(tx, acting.caller.collective.id, memberIds, (place) => `memberIds[${place}]`);
  await name(
    tx,
    acting,
    id,
    memberIds.filter((memberId) => !tension.namedIds.includes(memberId)),
  );
  return loadTension(tx, acting, id);
}

/** Gives a tension to somebody else to look after. Refuses `not_found`, `tension_closed`, `tension_of_others`, and who is not here. */
export async function giveTension(tx: Tx, acting: Acting, id: string, ownerId: string): Promise<Tension> {
  const { caller } = acting;
  const collectiveId = caller.collective.id;
  const tension = await requireLocked(tx, acting, id);
  requireTensionOpen(tension);
  requireHolder(tension, caller.memberId, caller.roles.has("admin"));
  await requireHere(tx, collectiveId, [ownerId], () => "ownerId");
  await updateTension(tx, collectiveId, id, { ownerId });
  if (!tension.namedIds.includes(ownerId)) await name(tx, acting, id, [ownerId]);
  return loadTension(tx, acting, id);
}

/** Writes down a step of the dispute path. Refuses `not_found`, and as `requireNextStep` does. */
export async function takeStep(tx: Tx, acting: Acting, id: string, wanted: NewStep): Promise<Tension> {
  const { caller, now, today } = acting;
  const tension = await requireLocked(tx, acting, id);
  requireNextStep(tension, wanted, today);
  const number = tension.steps.length + 1;
  await insertStep(tx, { collectiveId: caller.collective.id, tensionId: id, number, ...wanted, saidBy: caller.memberId, saidAt: now });
  return loadTension(tx, acting, id);
}

/** Closes a tension. Refuses `not_found`, `tension_closed`, `tension_of_others`. */
export async function closeTension(tx: Tx, acting: Acting, id: string, outcome: string): Promise<Tension> {
  const { caller, now, today } = acting;
  const tension = await requireLocked(tx, acting, id);
  requireTensionOpen(tension);
  requireHolder(tension, caller.memberId);
  await updateTension(tx, caller.collective.id, id, { closedOn: today, outcome, closedBy: caller.memberId });
  await recordTension(tx, caller.collective.id, now, "closed", id);
  return loadTension(tx, acting, id);
}
