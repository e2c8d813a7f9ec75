/** What can be done with kinds: load, decide, save. They are archived, never deleted: contributions are of them. */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { lockCollective } from "../../db/members.js";
import type { Tx } from "../../db/transaction.js";
import { completeKind, type KindRate, requireRate, requireSameMeasure } from "../../domain/kind.js";
import { requireUnusedName } from "../../domain/names.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import {
  deleteRate,
  firstGivenOn,
  hasContributions,
  insertKind,
  kindNames,
  listKinds,
  lockKind,
  saveRate,
  settledOn,
  updateKind,
} from "./kinds.queries.js";
import type { Kind, KindChange, KindUse, NewKind } from "./kinds.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}

/** One kind with its rates. Refuses `not_found`. */
export async function loadKind(on: Queryable, { caller, today }: Acting, id: string): Promise<Kind> {
  const [kind] = await listKinds(on, caller.collective.id, today, id);
  if (!kind) throw new Refusal("not_found", { at: "kind", id });
  return kind;
}

/** Where a rate of this kind can begin. Refuses `not_found`. */
export async function loadUse(on: Queryable, acting: Acting, id: string): Promise<KindUse> {
  await loadKind(on, acting, id);
  const collectiveId = acting.caller.collective.id;
  return {
    firstGivenOn: (await firstGivenOn(on, collectiveId, id)) ?? null,
    settledOn: (await settledOn(on, collectiveId, id)) ?? null,
  };
}

const record = (tx: Tx, { caller, now }: Acting, action: string, id: string, details: Record<string, unknown>) =>
  recordEvents(tx, [
    { collectiveId: caller.collective.id, byId: caller.memberId, at: now, action, subject: "kind", subjectId: id, details },
  ]);

/** A kind more. Refuses `name_taken`, `currency_mismatch`, and what is wrong with its first rate. */
export async function addKind(tx: Tx, acting: Acting, { name, isExpense, rate, ...wanted }: NewKind): Promise<Kind> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  await lockCollective(tx, collectiveId);
  requireUnusedName(await kindNames(tx, collectiveId), name);
  const completed = completeKind({ ...wanted, isExpense }, caller.collective.currency);
  if (rate) requireRate({ name, unit: completed.unit }, rate, undefined);
  const id = newId();
  await insertKind(tx, { collectiveId, id, name, isExpense, ...completed, createdAt: now });
  if (rate) await saveRate(tx, { collectiveId, kindId: id, ...rate, createdAt: now });
  await record(tx, acting, "kind.added", id, { ...completed, isExpense, ...rate });
  return loadKind(tx, acting, id);
}

/** Renames, archives, or changes the measure of a kind nobody has used. Refuses `name_taken`, `kind_in_use`. */
export async function changeKind(tx: Tx, acting: Acting, id: string, change: KindChange): Promise<Kind> {
  const { collective } = acting.caller;
  await lockCollective(tx, collective.id);
  const before = await requireKind(tx, collective.id, id);
  if (change.name !== undefined) {
    const others = (await kindNames(tx, collective.id)).filter((other) => other.id !== id);
    requireUnusedName(others, change.name);
  }
  const isExpense = change.isExpense ?? before.isExpense;
  const wanted = { unit: change.unit === undefined ? before.unit : change.unit, isExpense, nature: change.nature };
  const { unit } = completeKind(wanted, collective.currency);
  const measureChanges = unit !== before.unit || isExpense !== before.isExpense;
  requireSameMeasure(before, { unit, isExpense }, measureChanges && (await hasContributions(tx, collective.id, id)));
  if (unit === null && before.unit !== null && (await loadKind(tx, acting, id)).rates.length > 0)
    throw new Refusal("kind_in_use", { at: "unit", kind: before.name });
  const { name = before.name, nature = before.nature, isArchived = before.isArchived } = change;
  await updateKind(tx, collective.id, id, { name, unit, isExpense, nature, isArchived });
  const fields = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  await record(tx, acting, "kind.changed", id, { fields });
  return loadKind(tx, acting, id);
}

/** Sets the rate from a day on, or sets it again. Refuses `rate_settled`, `kind_qualitative`, `rate_invalid`. */
export async function setRate(tx: Tx, acting: Acting, id: string, rate: KindRate): Promise<Kind> {
  const collectiveId = acting.caller.collective.id;
  const kind = await requireKind(tx, collectiveId, id);
  requireRate(kind, rate, await settledOn(tx, collectiveId, id));
  await saveRate(tx, { collectiveId, kindId: id, ...rate, createdAt: acting.now });
  await record(tx, acting, "kind.rate_set", id, { ...rate });
  return loadKind(tx, acting, id);
}

/** Takes back a rate that no sharing has counted with. Refuses `rate_settled`, `not_found`. */
export async function dropRate(tx: Tx, acting: Acting, id: string, fromOn: string): Promise<Kind> {
  const collectiveId = acting.caller.collective.id;
  const kind = await requireKind(tx, collectiveId, id);
  requireRate(kind, { fromOn, rate: "0" }, await settledOn(tx, collectiveId, id));
  if (!(await deleteRate(tx, collectiveId, id, fromOn))) throw new Refusal("not_found", { at: "rate", from: fromOn });
  await record(tx, acting, "kind.rate_dropped", id, { fromOn });
  return loadKind(tx, acting, id);
}

/** A kind, its row locked. Refuses `not_found`. */
export async function requireKind(tx: Tx, collectiveId: string, id: string) {
  const kind = await lockKind(tx, collectiveId, id);
  if (!kind) throw new Refusal("not_found", { at: "kind", id });
  return kind;
}
