/**
 * Leaving, coming back, and being forgotten.
 *
 *  1. Who leaves, or is asked to, gives up roles and seats the same day, and opens nothing here any more. What they gave
 *     stays, what is owed to them stays owed. Standings keep their days: a subscription was paid until its end.
 *  2. Their sessions end when this was the only collective they are part of; elsewhere they stay logged in.
 *  3. Erasure also forgets who they were (erasure.actions says what goes and what stays). It cannot be undone.
 *  4. The last admin who can log in does neither: somebody else is given the role first.
 */
import { forgetBankDetails } from "../../db/bank-details.js";
import { closeLinksOf } from "../../db/links.js";
import { lockCollective, presentAdmins } from "../../db/members.js";
import { endFamilies } from "../../db/sessions.js";
import type { Tx } from "../../db/transaction.js";
import { type MemberFacts, requireAdminStays, requirePresent } from "../../domain/member.js";
import { forgetReceipts, requireOwedNothing } from "./erasure.actions.js";
import { deleteWordsAbout } from "./erasure.queries.js";
import { type Acting, loadMember, recordMember, requireMember, requireSelfOrAdmin } from "./members.actions.js";
import {
  clearPayee,
  deleteLoginIfLinkedNowhere,
  deleteProfile,
  deleteSeats,
  forgetSignatures,
  isPresentAnywhere,
  updateMember,
} from "./members.queries.js";
import type { Member } from "./members.schema.js";

/** A member leaves (rules 1, 2 and 4). Refuses `last_admin`, `member_inactive`. */
export async function leave(tx: Tx, acting: Acting, id: string): Promise<Member> {
  const member = await requireOwn(tx, acting, id);
  requirePresent(member);
  const gone = await goAway(tx, leavingOf(acting), member);
  await recordMember(tx, acting, "member.left", id, { ...gone, on: acting.today });
  if (member.loginId !== null) await endSessionsIfNowhere(tx, member.loginId, acting.now);
  return loadMember(tx, acting, id);
}

/** A member who had left is here again, without roles and seats. Refuses `not_found` for who was erased. */
export async function comeBack(tx: Tx, acting: Acting, id: string): Promise<Member> {
  const collectiveId = acting.caller.collective.id;
  const member = await requireMember(tx, collectiveId, id);
  if (member.leftOn === null) return loadMember(tx, acting, id);
  await updateMember(tx, collectiveId, id, { leftOn: null });
  await recordMember(tx, acting, "member.returned", id, { left: member.leftOn });
  return loadMember(tx, acting, id);
}

/** Forgets who a member is (rule 3). Refuses `last_admin`, `member_is_owed`, and `not_found` for who was forgotten already. */
export async function erase(tx: Tx, acting: Acting, id: string): Promise<Member> {
  const { caller, now, today } = acting;
  const collectiveId = caller.collective.id;
  const member = await requireOwn(tx, acting, id);
  await requireOwedNothing(tx, acting, id);
  const gone = member.leftOn === null ? await goAway(tx, leavingOf(acting), member) : {};
  const receipts = await forgetReceipts(tx, collectiveId, id);
  await deleteWordsAbout(tx, collectiveId, id);
  await deleteProfile(tx, collectiveId, id);
  await forgetBankDetails(tx, collectiveId, id);
  await forgetSignatures(tx, collectiveId, id);
  await updateMember(tx, collectiveId, id, { loginId: null, payeeId: null, erasedAt: now, leftOn: member.leftOn ?? today });
  const { loginId } = member;
  if (loginId !== null && !(await deleteLoginIfLinkedNowhere(tx, loginId))) await endSessionsIfNowhere(tx, loginId, now);
  await recordMember(tx, acting, "member.erased", id, { code: member.code, ...gone, ...receipts });
  return loadMember(tx, acting, id);
}

async function requireOwn(tx: Tx, { caller }: Acting, id: string): Promise<MemberFacts> {
  // Two admins who leave at once: the second one finds the first gone.
  await lockCollective(tx, caller.collective.id);
  const member = await requireMember(tx, caller.collective.id, id);
  requireSelfOrAdmin(caller, id);
  return member;
}

interface Leaving {
  readonly collectiveId: string;
  readonly now: Date;
  readonly today: string;
}

const leavingOf = ({ caller, now, today }: Acting): Leaving => ({ collectiveId: caller.collective.id, now, today });

/** Rule 1, whoever says so; what ended is answered. Refuses `last_admin`. Ask under `lockCollective`. */
export async function goAway(tx: Tx, { collectiveId, now, today }: Leaving, { id, kind, roles }: MemberFacts) {
  requireAdminStays(await presentAdmins(tx, collectiveId), id);
  await updateMember(tx, collectiveId, id, { leftOn: today, roles: [] });
  await closeLinksOf(tx, collectiveId, id, now);
  const circles = await deleteSeats(tx, collectiveId, id);
  const unpaid = kind === "structure" ? await clearPayee(tx, collectiveId, id) : [];
  return { roles, circles, ...(unpaid.length > 0 ? { paidThemselvesAgain: unpaid } : {}) };
}

/** Rule 2. */
export async function endSessionsIfNowhere(tx: Tx, loginId: string, now: Date): Promise<void> {
  if (!(await isPresentAnywhere(tx, loginId))) await endFamilies(tx, loginId, now);
}
