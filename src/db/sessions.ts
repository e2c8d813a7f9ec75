/**
 * Session families: a device that is logged in, and the chain of its refresh tokens (DESIGN §14).
 *
 *  1. Each refresh token is exchanged once, for its successor. The tokens of one device are a family.
 *  2. For 30 seconds the one before answers the same successor: two tabs that refresh at once do not fight.
 *  3. Used again later, it was copied: the family ends, for the thief and for the owner, who logs in again.
 *  4. Logging out, another password and leaving a collective end families; an access token of a family that is over
 *     opens nothing from then on.
 *
 *   T0 exchanged at 9:00:00 for T1; T0 again at 9:00:20 → T1; T0 again at 9:05:00 → the family is over, T1 with it.
 */
import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { Queryable } from "./client.js";
import { newId } from "./id.js";
import { loginSessions } from "./schema/index.js";
import { hashOfSecret, newSecret, sealFor } from "./secrets.js";
import type { Tx } from "./transaction.js";

/** A device that stays away this long logs in again. */
export const refreshDays = 30;
/** How long the token before the current one still answers its successor. */
export const graceSeconds = 30;

export interface Session {
  readonly loginId: string;
  readonly familyId: string;
  readonly refreshToken: string;
}

/** A new family for a login. `seconds` is how long its first refresh token may wait to be exchanged. */
export async function openFamily(tx: Tx, loginId: string, now: Date, seconds = refreshDays * 86_400): Promise<Session> {
  return addToken(tx, loginId, newId(), newSecret(), now, seconds);
}

async function addToken(
  tx: Tx,
  loginId: string,
  familyId: string,
  refreshToken: string,
  now: Date,
  seconds = refreshDays * 86_400,
): Promise<Session> {
  await tx.insert(loginSessions).values({
    id: newId(),
    familyId,
    loginId,
    tokenHash: hashOfSecret(refreshToken),
    createdAt: now,
    expiresAt: new Date(now.getTime() + seconds * 1000),
  });
  return { loginId, familyId, refreshToken };
}

/** The successor of a refresh token, or undefined when it opens nothing: unknown, expired, over, or copied (rule 3). */
export async function exchangeToken(tx: Tx, refreshToken: string, now: Date): Promise<Session | undefined> {
  const [row] = await tx
    .select()
    .from(loginSessions)
    .where(eq(loginSessions.tokenHash, hashOfSecret(refreshToken)))
    .for("update");
  // Asked of the whole family: a logout that met this exchange half way has not seen the newest token.
  if (!row || row.expiresAt <= now || (await isFamilyOver(tx, row.familyId))) return undefined;
  if (row.usedAt && row.successor) {
    if (now.getTime() - row.usedAt.getTime() <= graceSeconds * 1000) {
      return newestFrom(tx, sealFor(refreshToken, row.successor), now);
    }
    await endFamily(tx, row.familyId, now);
    return undefined;
  }
  const successor = newSecret();
  await tx
    .update(loginSessions)
    .set({ usedAt: now, successor: sealFor(refreshToken, successor) })
    .where(eq(loginSessions.id, row.id));
  return addToken(tx, row.loginId, row.familyId, successor, now);
}

/** Rule 2: the successor as it stands; had it been exchanged in the same seconds, the newest of the chain. */
async function newestFrom(tx: Tx, successor: string, now: Date): Promise<Session | undefined> {
  const [row] = await tx
    .select()
    .from(loginSessions)
    .where(eq(loginSessions.tokenHash, hashOfSecret(successor)));
  if (!row || row.expiresAt <= now) return undefined;
  if (row.usedAt && row.successor) return newestFrom(tx, sealFor(successor, row.successor), now);
  return { loginId: row.loginId, familyId: row.familyId, refreshToken: successor };
}

/** The family a refresh token belongs to, whatever became of it. */
export async function familyOf(on: Queryable, refreshToken: string): Promise<string | undefined> {
  const [row] = await on
    .select({ familyId: loginSessions.familyId })
    .from(loginSessions)
    .where(eq(loginSessions.tokenHash, hashOfSecret(refreshToken)));
  return row?.familyId;
}

export async function endFamily(tx: Tx, familyId: string, now: Date): Promise<void> {
  await tx
    .update(loginSessions)
    .set({ endedAt: now })
    .where(and(eq(loginSessions.familyId, familyId), isNull(loginSessions.endedAt)));
}

/** Ends every family of a login, but for the one that is `kept`. */
export async function endFamilies(tx: Tx, loginId: string, now: Date, kept?: string): Promise<void> {
  await tx
    .update(loginSessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(loginSessions.loginId, loginId),
        isNull(loginSessions.endedAt),
        kept === undefined ? undefined : ne(loginSessions.familyId, kept),
      ),
    );
}

/** Whether a family was ended (rule 4). */
export async function isFamilyOver(on: Queryable, familyId: string): Promise<boolean> {
  const rows = await on
    .select({ id: loginSessions.id })
    .from(loginSessions)
    .where(and(eq(loginSessions.familyId, familyId), isNotNull(loginSessions.endedAt)))
    .limit(1);
  return rows.length > 0;
}
