/** What can be done with members: load, decide, save. */
import { recordEvents } from "../../db/audit.js";
import { isCircleOpen, saveSeat } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { lockCollective, lockMember, nextMemberCode, presentAdmins } from "../../db/members.js";
import { tellMembers } from "../../db/notices.js";
import type { Tx } from "../../db/transaction.js";
import { parseSiret } from "../../domain/footing.js";
import {
  type MemberFacts,
  requireAdminStays,
  requireFreePeriod,
  requirePayee,
  requirePerson,
  requirePresent,
  type StandingPeriod,
} from "../../domain/member.js";
import { Refusal } from "../../domain/refusals.js";
import { type Caller, requirePilot } from "../../http/access.js";
import {
  deletePeriod,
  findMember,
  insertMember,
  insertPeriod,
  isEmailTaken,
  listPeriods,
  updateMember,
  updatePeriod,
  updateProfile,
} from "./members.queries.js";
import type { Member, MemberChange, NewMember, NewStanding, StandingChange } from "./members.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}

export const readerOf = ({ caller, today }: Acting) => ({ collectiveId: caller.collective.id, today, reader: caller });

/** One member, as the caller may see them. Refuses `not_found`. */
export async function loadMember(on: Queryable, acting: Acting, id: string): Promise<Member> {
  const member = await findMember(on, readerOf(acting), id);
  if (!member) throw new Refusal("not_found", { at: "member", id });
  return member;
}

/** One member under lock. Refuses `not_found`, also for who was erased: there is nothing left to change. */
export async function requireMember(tx: Tx, collectiveId: string, id: string): Promise<MemberFacts> {
  const member = await lockMember(tx, collectiveId, id);
  if (!member || member.isErased) throw new Refusal("not_found", { at: "member", id });
  return member;
}

/** What is one's own, oneself and admins change. Refuses `role_missing`. */
export function requireSelfOrAdmin(caller: Caller, id: string): void {
  if (caller.memberId !== id && !caller.roles.has("admin")) throw new Refusal("role_missing", { roles: ["self", "admin"] });
}

export const recordMember = (tx: Tx, { caller, now }: Acting, action: string, id: string, details: Record<string, unknown> = {}) =>
  recordEvents(tx, [
    { collectiveId: caller.collective.id, byId: caller.memberId, at: now, action, subject: "member", subjectId: id, details },
  ]);

/** A person or a structure more, with the next code name; they have no login until they are invited. */
export async function addMember(tx: Tx, acting: Acting, wanted: NewMember): Promise<Member> {
  const { caller, now, today } = acting;
  const collectiveId = caller.collective.id;
  const joinedOn = wanted.joinedOn ?? today;
  if (joinedOn > today) throw new Refusal("day_in_future", { at: "joinedOn", day: joinedOn, today });
  await lockCollective(tx, collectiveId);
  await requireFreeEmail(tx, collectiveId, wanted.email);
  if (wanted.payeeId !== null) requirePayee(await lockMember(tx, collectiveId, wanted.payeeId), wanted.payeeId);
  const id = newId();
  const { name, email, phone, note, kind, payeeId } = wanted;
  const code = await nextMemberCode(tx, collectiveId);
  await insertMember(tx, { collectiveId, id, code, kind, payeeId, joinedOn, createdAt: now }, { name, email, phone, note });
  if (wanted.standing) await insertStanding(tx, acting, id, [], wanted.standing);
  await recordMember(tx, acting, "member.added", id, { code, kind });
  if (wanted.circleId !== null) await seatAdded(tx, acting, id, wanted.circleId);
  return loadMember(tx, acting, id);
}

/** Refuses `unknown_circle` where there is none or it is archived, and `role_missing`: one’s pilots and admins seat people. */
async function seatAdded(tx: Tx, { caller, now }: Acting, memberId: string, circleId: string): Promise<void> {
  const collectiveId = caller.collective.id;
  if (!(await isCircleOpen(tx, collectiveId, circleId))) throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
  requirePilot(caller, circleId, "admin");
  await saveSeat(tx, { collectiveId, circleId, memberId, role: "contributor" });
  await recordEvents(tx, [
    {
      ...{ collectiveId, byId: caller.memberId, at: now, action: "circle.seated" },
      ...{ subject: "circle", subjectId: circleId, details: { memberId, role: "contributor" } },
    },
  ]);
}

/** Changes a profile or a default payee. Refuses `member_email_taken`, `siret_invalid`, `unknown_member`, `payee_not_structure`. */
export async function changeMember(tx: Tx, acting: Acting, id: string, change: MemberChange): Promise<Member> {
  const { caller } = acting;
  const collectiveId = caller.collective.id;
  await lockCollective(tx, collectiveId);
  await requireMember(tx, collectiveId, id);
  requireSelfOrAdmin(caller, id);
  const { payeeId, siret, ...rest } = change;
  const profile = { ...rest, siret: siret ? parseSiret(siret) : siret };
  if (profile.email) await requireFreeEmail(tx, collectiveId, profile.email, id);
  if (payeeId) requirePayee(await lockMember(tx, collectiveId, payeeId), payeeId);
  if (payeeId !== undefined) await updateMember(tx, collectiveId, id, { payeeId });
  const given = Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await updateProfile(tx, collectiveId, id, given);
  const fields = [...Object.keys(given), ...(payeeId === undefined ? [] : ["payeeId"])];
  // The trail says which fields; what they said stays in the profile, where it can be erased.
  await recordMember(tx, acting, "member.changed", id, { fields, ...(payeeId === undefined ? {} : { payeeId }) });
  return loadMember(tx, acting, id);
}

async function requireFreeEmail(tx: Tx, collectiveId: string, email: string | null, but?: string): Promise<void> {
  if (email !== null && (await isEmailTaken(tx, collectiveId, email, but))) throw new Refusal("member_email_taken", { at: "email" });
}

/** Whose roles somebody else changed is told. */
async function tellOfRoles(tx: Tx, { caller, now }: Acting, { id, roles }: Pick<MemberFacts, "id" | "roles">, kept: readonly string[]) {
  const isSame = [...roles].sort().join() === kept.join();
  if (isSame || id === caller.memberId) return;
  await tellMembers(tx, caller.collective.id, [
    { memberId: id, at: now, what: "member.roles_set", subject: "member", subjectId: id, byId: caller.memberId },
  ]);
}

/** The roles a person has from now on; they are told. Refuses `not_a_person`, `member_inactive`, `last_admin`. */
export async function setRoles(tx: Tx, acting: Acting, id: string, roles: readonly ("admin" | "treasurer")[]): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  await lockCollective(tx, collectiveId);
  const member = await requireMember(tx, collectiveId, id);
  requirePresent(member);
  requirePerson(member);
  if (!roles.includes("admin")) requireAdminStays(await presentAdmins(tx, collectiveId), id);
  const kept = [...new Set(roles)].sort();
  await updateMember(tx, collectiveId, id, { roles: kept });
  await recordMember(tx, acting, "member.roles_set", id, { before: member.roles, roles: kept });
  await tellOfRoles(tx, acting, member, kept);
  return loadMember(tx, acting, id);
}

/** A dated standing more. Refuses `standing_overlaps`, `days_reversed`. */
export async function addStanding(tx: Tx, acting: Acting, id: string, wanted: NewStanding): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  await requireMember(tx, collectiveId, id);
  await insertStanding(tx, acting, id, await listPeriods(tx, collectiveId, id), wanted);
  await recordMember(tx, acting, "member.standing_added", id, { ...wanted });
  return loadMember(tx, acting, id);
}

async function insertStanding(tx: Tx, { caller, now }: Acting, memberId: string, periods: readonly StandingPeriod[], wanted: NewStanding) {
  const period = { id: newId(), ...wanted };
  requireFreePeriod(periods, period);
  await insertPeriod(tx, { collectiveId: caller.collective.id, memberId, ...period, createdAt: now });
}

/** Other days for a standing: a subscription that ends. */
export async function changeStanding(tx: Tx, acting: Acting, id: string, periodId: string, change: StandingChange): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  const { periods, period } = await requirePeriod(tx, collectiveId, id, periodId);
  const changed: StandingPeriod = {
    ...period,
    fromOn: change.fromOn ?? period.fromOn,
    untilOn: change.untilOn === undefined ? period.untilOn : change.untilOn,
  };
  requireFreePeriod(periods, changed);
  const { fromOn, untilOn } = changed;
  await updatePeriod(tx, collectiveId, periodId, { fromOn, untilOn });
  await recordMember(tx, acting, "member.standing_changed", id, { standing: period.standing, fromOn, untilOn });
  return loadMember(tx, acting, id);
}

/** Takes back a standing that was written by mistake; the trail keeps that it was. */
export async function dropStanding(tx: Tx, acting: Acting, id: string, periodId: string): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  const { period } = await requirePeriod(tx, collectiveId, id, periodId);
  await deletePeriod(tx, collectiveId, periodId);
  const { standing, fromOn, untilOn } = period;
  await recordMember(tx, acting, "member.standing_dropped", id, { standing, fromOn, untilOn });
  return loadMember(tx, acting, id);
}

async function requirePeriod(tx: Tx, collectiveId: string, memberId: string, periodId: string) {
  await requireMember(tx, collectiveId, memberId);
  const periods = await listPeriods(tx, collectiveId, memberId);
  const period = periods.find(({ id }) => id === periodId);
  if (!period) throw new Refusal("not_found", { at: "standing", id: periodId });
  return { periods, period };
}
