/**
 * Invitations by mail: how many somebody may have sent, and which names a letter repeats. Whoever founds a collective chooses
 * its name, their own and that of whom they invite; a letter to a stranger must not carry what they want to sell.
 *
 *   letterName("Ana") → "Ana"      letterName("Ana, www.exemple.org") → null: the letter says «une personne» instead
 */
import { Refusal } from "./refusals.js";

/** Invitations by mail of one login, in so many hours. */
export const invitationsMax = 30;
export const invitationHours = 24;

/** Refuses `invitations_spent` with the moment the next one may leave. `sentAt` are those of the last hours, the first first. */
export function requireFewer(sentAt: readonly Date[], now: Date): void {
  const within = sentAt.filter((at) => at.getTime() > now.getTime() - invitationHours * 3_600_000);
  const oldest = within[within.length - invitationsMax];
  if (oldest === undefined) return;
  const againAt = new Date(oldest.getTime() + invitationHours * 3_600_000).toISOString();
  throw new Refusal("invitations_spent", { at: "byMail", max: invitationsMax, hours: invitationHours, againAt });
}

/** Longer names are no names. */
export const letterNameMax = 60;

/** What a mail reader makes a link of: «@», «://», «www», four numbers, and a point between words («exemple.org», not «St. Ana»). */
const address = /@|:\/\/|\bwww\b|\d+\.\d+\.\d+\.\d+|[\p{L}\p{N}][.。]\p{L}{2,}|\s[.。]\s?\p{L}{2,}/iu;

/** A name as a letter may repeat it; null where it looks like an address, or is no name at all. */
export function letterName(name: string): string | null {
  // Wide letters and points look the same, and what has no width hides between them.
  const plain = name
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim();
  return plain === "" || plain.length > letterNameMax || address.test(plain) ? null : plain;
}
