/**
 * Ways in that go by mail (rules in links.actions). Nothing is sent here: a letter is posted with the rest, and leaves after
 * the commit. Refused with `mail_off` where no mail server is configured.
 */
import type { Queryable } from "../../db/client.js";
import { inTransaction, type Tx } from "../../db/transaction.js";
import { displayInstant } from "../../domain/display.js";
import { invitationHours, requireFewer } from "../../domain/invitation.js";
import { emailForm } from "../../domain/password.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { type Attempts, networkOf } from "../../http/attempts.js";
import type { Outbox } from "../../mail/outbox.js";
import type { MadeLink } from "./links.actions.js";
import type { InvitationFacts, SessionLetter } from "./session.letters.js";
import { lockLogin, mailedInvitations, profileOf } from "./session.queries.js";

/** From where somebody asks for mails, and how many were asked for: for one address, of late and in a day, and from one network. */
export interface Asking {
  readonly perAddress: readonly Attempts[];
  readonly perNetwork: Attempts;
  readonly address: string;
  readonly now: Date;
}

export function requireMail(outbox: Outbox | null): Outbox {
  if (!outbox) throw new Refusal("mail_off");
  return outbox;
}

/**
 * Posts a link for who forgot their password. The same is done, and answered, whether the e-mail has a login or not: one row
 * is written, and nobody has looked yet. Refuses `too_many_requests`.
 */
export async function askPasswordLink(db: Queryable, outbox: Outbox | null, asking: Asking, email: string): Promise<null> {
  const sender = requireMail(outbox);
  const account = emailForm(email);
  asking.perNetwork.count(networkOf(asking.address), asking.now);
  for (const window of asking.perAddress) window.count(account, asking.now);
  await inTransaction(db, (tx) => sender.post(tx, "password" satisfies SessionLetter, { email: account }, asking.now));
  return null;
}

/**
 * Refuses `invitations_spent` where a login had as many invitations sent by mail in the last day as it may, in whichever
 * collective: our mail is not for writing to strangers. The login is locked, so that several at once are counted.
 */
export async function requireInvitationLeft(tx: Tx, loginId: string, now: Date): Promise<void> {
  await lockLogin(tx, loginId);
  const sentAt = await mailedInvitations(tx, loginId, new Date(now.getTime() - invitationHours * 3_600_000));
  requireFewer(sentAt, now);
}

export interface Inviting {
  readonly caller: Caller;
  readonly memberId: string;
  readonly made: MadeLink;
  readonly perAddress: Attempts;
  readonly now: Date;
}

/** Posts an invitation that was just made, to the e-mail in the member's profile, which it answers. Refuses `member_email_missing`. */
export async function mailInvitation(tx: Tx, outbox: Outbox, { caller, memberId, made, perAddress, now }: Inviting): Promise<string> {
  const { collective } = caller;
  const invited = await profileOf(tx, collective.id, memberId);
  const inviter = await profileOf(tx, collective.id, caller.memberId);
  if (!invited?.email) throw new Refusal("member_email_missing", { at: "member", member: invited?.name ?? "" });
  perAddress.count(`${collective.id} ${emailForm(invited.email)}`, now);
  const facts: InvitationFacts = {
    to: invited.email,
    language: collective.locale,
    name: invited.name,
    inviter: inviter?.name ?? "",
    collective: collective.name,
    token: made.token,
    until: displayInstant(made.expiresAt, collective.timeZone, collective.locale === "en" ? "en" : "fr"),
  };
  await outbox.post(tx, "invitation" satisfies SessionLetter, facts, now);
  return invited.email;
}
