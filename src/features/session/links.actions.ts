/**
 * Invitations and password links: how somebody comes by a login. An admin makes a link and hands it over, or has it sent by
 * mail where a mail server is configured; who opens it is whom it was handed to.
 *
 *  1. An invitation links a login to one member row. One e-mail is one login: who has one already gives its password, or
 *     is logged in; nobody can set the password of a login by an invitation.
 *  2. A link opens once, within seven days (two, where who forgot their password asked for it); of two who open it at the same
 *     moment one gets in. A new link replaces the one before.
 *  3. A password link opens a login, and with it every collective the login is part of. So an admin can make one only
 *     for who is part of no other collective, now and when it is opened; for others, the operators of the service can.
 *  4. Who forgot their password may ask for a link by mail: it goes to the e-mail of the login alone, so whatever the login
 *     is part of. Whether there is such a login is looked up when the mail is sent, never while the asker waits.
 */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { closeLinksOf, closePasswordLinksOf, findLink, issueLink, type Link, type LinkPurpose, lockLink } from "../../db/links.js";
import { isElsewhere, lockMember } from "../../db/members.js";
import { endFamilies, type Session as OpenSession, openFamily } from "../../db/sessions.js";
import { inTransaction, type Tx } from "../../db/transaction.js";
import { type MemberFacts, requirePerson, requirePresent } from "../../domain/member.js";
import { emailForm, requirePassword } from "../../domain/password.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import { hashPassword } from "../../http/passwords.js";
import { checkCredentials, type Trying } from "./session.actions.js";
import {
  findInvited,
  findLogin,
  findLoginById,
  insertLogin,
  linkMember,
  lockLogin,
  memberCodeOf,
  profileOf,
  updateLogin,
} from "./session.queries.js";
import type { LinkStanding } from "./session.schema.js";

/** Who makes a link, where, when; `byId` is null for the operators' command line. */
export interface Making {
  readonly collectiveId: string;
  readonly byId: string | null;
  readonly now: Date;
}

export interface MadeLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * An invitation for a person without login; the trail says which ones go by mail. Refuses `not_found`, `member_inactive`,
 * `not_a_person`, `login_present`.
 */
export async function inviteMember(tx: Tx, making: Making, memberId: string, byMail = false): Promise<MadeLink> {
  const member = await requireReachable(tx, making.collectiveId, memberId);
  if (member.loginId !== null) throw new Refusal("login_present", { at: "member", member: member.code });
  return makeLink(tx, making, "invitation", memberId, {}, byMail ? { byMail } : {});
}

/** A link to choose another password, for a person of this collective alone (rule 3). */
export async function makePasswordLink(tx: Tx, making: Making, memberId: string): Promise<MadeLink> {
  const member = await requireReachable(tx, making.collectiveId, memberId);
  if (member.loginId === null) throw new Refusal("login_missing", { at: "member", member: member.code });
  if (await isElsewhere(tx, member.loginId, making.collectiveId))
    throw new Refusal("login_elsewhere", { at: "member", member: member.code });
  return makeLink(tx, making, "password", memberId, { loginId: member.loginId });
}

/** A link to choose another password, made by the operators of the service, for any login. Refuses `not_found`. */
export async function makeOperatorPasswordLink(tx: Tx, email: string, now: Date): Promise<MadeLink> {
  const login = await findLogin(tx, emailForm(email));
  if (!login) throw new Refusal("not_found", { at: "email" });
  return issueLink(tx, "password", { loginId: login.id }, now);
}

async function requireReachable(tx: Tx, collectiveId: string, memberId: string): Promise<MemberFacts> {
  const member = await lockMember(tx, collectiveId, memberId);
  if (!member) throw new Refusal("not_found", { at: "member", id: memberId });
  requirePresent(member);
  requirePerson(member);
  return member;
}

async function makeLink(
  tx: Tx,
  { collectiveId, byId, now }: Making,
  purpose: "invitation" | "password",
  memberId: string,
  target: { loginId?: string },
  details: Record<string, unknown> = {},
): Promise<MadeLink> {
  await closeLinksOf(tx, collectiveId, memberId, now);
  const link = await issueLink(tx, purpose, { collectiveId, memberId, ...target }, now);
  const action = purpose === "invitation" ? "member.invited" : "member.password_link_made";
  await recordEvents(tx, [{ collectiveId, byId, at: now, action, subject: "member", subjectId: memberId, details }]);
  return link;
}

/** A link that stands for a member row. */
type MemberLink = Link & { collectiveId: string; memberId: string };

const isMemberLink = (link: Link | undefined): link is MemberLink =>
  link !== undefined && link.collectiveId !== null && link.memberId !== null;

const linkInvalid = () => new Refusal("token_invalid", { at: "token" });

/**
 * Whom an open link awaits, where it is an invitation. Refuses `token_invalid` unless the link still opens. Its page asks this
 * first, before anybody fills in a form for nothing.
 */
export async function standingOf(on: Queryable, purpose: LinkPurpose, token: string, now: Date): Promise<LinkStanding> {
  const link = await findLink(on, purpose, token, now);
  if (!link) throw linkInvalid();
  const { collectiveId, memberId } = link;
  if (purpose !== "invitation" || !collectiveId || !memberId) return { invited: null };
  return { invited: (await findInvited(on, collectiveId, memberId)) ?? null };
}

/** Who accepts: somebody who is logged in, or an e-mail with a password. */
export interface Accepting {
  readonly token: string;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  /** The login of the browser it is opened in. */
  readonly loginId: string | null;
  /** What it is read in: a new login reads on in it, and is written to in it. */
  readonly language: Language;
}

/** The login that accepts: one there is, or one to make. */
type Comer = { readonly id: string; readonly email: string; readonly passwordHash?: string };

/**
 * Links a login to the member row of the invitation (rules 1 and 2), and opens a session unless there is one.
 * Refuses `token_invalid`, `not_logged_in`, `email_taken`, `password_too_short`, `already_member`.
 */
export async function acceptInvitation(
  db: Queryable,
  trying: Trying,
  accepting: Accepting,
): Promise<{ loginId: string; opened?: OpenSession }> {
  const { now } = trying;
  // Before any password is hashed: who has no link is not worth 30 ms.
  const link = await findLink(db, "invitation", accepting.token, now);
  if (!isMemberLink(link)) throw linkInvalid();
  const comer = await comerOf(db, trying, accepting, link);
  return inTransaction(db, async (tx) => {
    const locked = await lockLink(tx, "invitation", accepting.token, now);
    const member = isMemberLink(locked) && (await lockMember(tx, locked.collectiveId, locked.memberId));
    if (!isMemberLink(locked) || !member || member.isErased || member.leftOn !== null || member.loginId !== null) throw linkInvalid();
    const { collectiveId, memberId } = locked;
    if (comer.passwordHash !== undefined) {
      const made = await insertLogin(tx, {
        id: comer.id,
        email: comer.email,
        passwordHash: comer.passwordHash,
        locale: accepting.language,
        createdAt: now,
      });
      if (!made) throw new Refusal("email_taken", { at: "email" });
    }
    const code = await memberCodeOf(tx, collectiveId, comer.id);
    if (code !== undefined) throw new Refusal("already_member", { at: "member", member: code });
    await linkMember(tx, collectiveId, memberId, comer);
    await closeLinksOf(tx, collectiveId, memberId, now);
    await recordEvents(tx, [{ collectiveId, byId: memberId, at: now, action: "member.linked", subject: "member", subjectId: memberId }]);
    if (accepting.password === undefined) return { loginId: comer.id };
    return { loginId: comer.id, opened: await openFamily(tx, comer.id, now) };
  });
}

async function comerOf(db: Queryable, trying: Trying, { email, password, loginId }: Accepting, link: MemberLink): Promise<Comer> {
  if (password === undefined) {
    const login = loginId === null ? undefined : await findLoginById(db, loginId);
    if (!login) throw new Refusal("not_logged_in", { at: "password" });
    return { id: login.id, email: login.email };
  }
  const given = email ?? (await profileOf(db, link.collectiveId, link.memberId))?.email;
  if (!given) throw new Refusal("request_invalid", { at: "body.email", problem: "missing" });
  const account = emailForm(given);
  if (await findLogin(db, account)) return ownerOf(db, trying, account, password);
  requirePassword(password);
  return { id: newId(), email: account, passwordHash: await hashPassword(password) };
}

/** Rule 1: an e-mail that has a login takes its password, not a new one. */
async function ownerOf(db: Queryable, trying: Trying, account: string, password: string): Promise<Comer> {
  try {
    const { id, email } = await checkCredentials(db, trying, account, password);
    return { id, email };
  } catch (error) {
    throw error instanceof Refusal && error.code === "login_failed" ? new Refusal("email_taken", { at: "email" }) : error;
  }
}

/** Another password by a link (rules 2 and 3). Every session of the login ends, and one is opened. */
export async function acceptPasswordLink(db: Queryable, token: string, password: string, now: Date): Promise<OpenSession> {
  requirePassword(password);
  const found = await findLink(db, "password", token, now);
  if (!found) throw linkInvalid();
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    // The login first: two of its links that are opened at once wait for each other here, and the second finds itself closed.
    const login = found.loginId && (await lockLogin(tx, found.loginId));
    const link = await lockLink(tx, "password", token, now);
    if (!link || !login) throw linkInvalid();
    if (isMemberLink(link)) await requireStillTheirs(tx, link, login.id, now);
    await updateLogin(tx, login.id, { passwordHash });
    await endFamilies(tx, login.id, now);
    await closePasswordLinksOf(tx, login.id, now);
    return openFamily(tx, login.id, now);
  });
}

/** The login is still that member, and still of no other collective. */
async function requireStillTheirs(tx: Tx, { collectiveId, memberId }: MemberLink, loginId: string, now: Date): Promise<void> {
  const member = await lockMember(tx, collectiveId, memberId);
  if (member?.loginId !== loginId || member.leftOn !== null || (await isElsewhere(tx, loginId, collectiveId))) throw linkInvalid();
  const action = "member.password_chosen";
  await recordEvents(tx, [{ collectiveId, byId: memberId, at: now, action, subject: "member", subjectId: memberId }]);
}
