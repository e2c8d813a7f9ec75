/**
 * One-time links: to set up the first collective, to accept an invitation, to choose another password. The token stands
 * in the fragment of the address, which browsers send to nobody, and is consumed by a POST.
 */
import { and, asc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { Queryable } from "./client.js";
import { newId } from "./id.js";
import { loginTokens } from "./schema/index.js";
import { hashOfSecret, newSecret } from "./secrets.js";
import type { Tx } from "./transaction.js";

/** How long a link may wait to be opened; one that was asked for by mail lies in a mailbox, and waits less. */
export const linkDays = 7;
export const mailedPasswordDays = 2;

export type LinkPurpose = "setup" | "invitation" | "password";

/** For whom a link is: a member row, a login, or (setup) nobody yet. */
export interface LinkTarget {
  readonly loginId?: string;
  readonly collectiveId?: string;
  readonly memberId?: string;
}

export type Link = typeof loginTokens.$inferSelect;

const isOpen = (now: Date) => and(isNull(loginTokens.usedAt), or(isNull(loginTokens.expiresAt), gt(loginTokens.expiresAt, now)));

/** A new link; the token is told here, once, and never again. */
export async function issueLink(
  tx: Tx,
  purpose: LinkPurpose,
  target: LinkTarget,
  now: Date,
  days = linkDays,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  await tx.insert(loginTokens).values({ id: newId(), purpose, tokenHash: hashOfSecret(token), createdAt: now, expiresAt, ...target });
  return { token, expiresAt };
}

const opens = (purpose: LinkPurpose, token: string, now: Date) =>
  and(eq(loginTokens.purpose, purpose), eq(loginTokens.tokenHash, hashOfSecret(token)), isOpen(now));

/** The open link of a token, if any, as it stands. */
export async function findLink(on: Queryable, purpose: LinkPurpose, token: string, now: Date): Promise<Link | undefined> {
  const [link] = await on
    .select()
    .from(loginTokens)
    .where(opens(purpose, token, now));
  return link;
}

/** The open link of a token, its row locked: who opens it at the same moment waits, and finds it used. */
export async function lockLink(tx: Tx, purpose: LinkPurpose, token: string, now: Date): Promise<Link | undefined> {
  const [link] = await tx
    .select()
    .from(loginTokens)
    .where(opens(purpose, token, now))
    .for("update");
  return link;
}

/** Every open link of a purpose, locked in one order. */
export const lockOpenLinks = (tx: Tx, purpose: LinkPurpose, now: Date): Promise<Link[]> =>
  tx
    .select()
    .from(loginTokens)
    .where(and(eq(loginTokens.purpose, purpose), isOpen(now)))
    .orderBy(asc(loginTokens.id))
    .for("update");

/** Closes links: each was opened, or another took its place. */
export async function closeLinks(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(loginTokens)
      .set({ usedAt: now })
      .where(inArray(loginTokens.id, [...ids]));
}

/** Closes every link by which another password could be chosen for a login: one of them was opened. */
export async function closePasswordLinksOf(tx: Tx, loginId: string, now: Date): Promise<void> {
  await tx
    .update(loginTokens)
    .set({ usedAt: now })
    .where(and(eq(loginTokens.loginId, loginId), eq(loginTokens.purpose, "password"), isNull(loginTokens.usedAt)));
}

/** Closes what is still open for a member: another link replaces it, or they left. */
export async function closeLinksOf(tx: Tx, collectiveId: string, memberId: string, now: Date): Promise<void> {
  await tx
    .update(loginTokens)
    .set({ usedAt: now })
    .where(and(eq(loginTokens.collectiveId, collectiveId), eq(loginTokens.memberId, memberId), isNull(loginTokens.usedAt)));
}
