/**
 * Logging in and out, passwords, and scripts' tokens. These actions open their own transactions: a password takes 30 ms
 * to hash, and nothing of the database waits for that.
 */
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { hashOfSecret, newSecret } from "../../db/secrets.js";
import { endFamilies, endFamily, exchangeToken, familyOf, type Session as OpenSession, openFamily } from "../../db/sessions.js";
import { inTransaction, type Tx } from "../../db/transaction.js";
import { emailForm, requirePassword } from "../../domain/password.js";
import { Refusal } from "../../domain/refusals.js";
import { type Attempts, attemptKey } from "../../http/attempts.js";
import { scriptTokenPrefix } from "../../http/auth.js";
import { hashPassword, isPassword } from "../../http/passwords.js";
import {
  deleteScriptToken,
  findLogin,
  findLoginById,
  insertScriptToken,
  type Login,
  loadSession,
  lockLogin,
  updateLogin,
} from "./session.queries.js";
import type { NewScriptToken, ScriptToken, Session } from "./session.schema.js";

/** From where somebody tries a password, and when. */
export interface Trying {
  readonly attempts: Attempts;
  readonly address: string;
  readonly now: Date;
}

/** A login by its password. Refuses `login_failed`, in the same time and words whether the e-mail is known or not. */
export async function checkCredentials(db: Queryable, { attempts, address, now }: Trying, email: string, password: string): Promise<Login> {
  const account = emailForm(email);
  const key = attemptKey(account, address);
  attempts.count(key, now);
  const login = await findLogin(db, account);
  const fits = await isPassword(password, login?.passwordHash);
  if (!fits || !login) throw new Refusal("login_failed", { at: "password" });
  attempts.clear(key);
  return login;
}

/** Opens a session. `seconds` is how long it lasts unless it is refreshed. */
export async function logIn(db: Queryable, trying: Trying, email: string, password: string, seconds?: number): Promise<OpenSession> {
  const checked = await checkCredentials(db, trying, email, password);
  return inTransaction(db, async (tx) => {
    const login = await lockLogin(tx, checked.id);
    // Changed while it was being checked: the old one opens nothing any more.
    if (login?.passwordHash !== checked.passwordHash) throw new Refusal("login_failed", { at: "password" });
    return openFamily(tx, checked.id, trying.now, seconds);
  });
}

/** The next session of a refresh token. A copied token ends its family, and that is saved although it is refused. */
export async function refreshSession(db: Queryable, refreshToken: string, now: Date): Promise<OpenSession> {
  const session = await inTransaction(db, (tx) => exchangeToken(tx, refreshToken, now));
  if (!session) throw new Refusal("token_invalid", { at: "cookie" });
  return session;
}

/** Ends the families of whoever logs out: of their access token, of their refresh token, or of both. */
export async function logOut(db: Queryable, familyId: string | null, refreshToken: string | undefined, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const families = [familyId, refreshToken === undefined ? null : await familyOf(tx, refreshToken)];
    for (const family of new Set(families)) if (family) await endFamily(tx, family, now);
  });
}

/** Another password. Every other session of the login ends; scripts' tokens stay until they are deleted. */
export async function changePassword(
  db: Queryable,
  { attempts, address, now }: Trying,
  { loginId, familyId }: { loginId: string; familyId: string | null },
  { current, password }: { current: string; password: string },
): Promise<void> {
  requirePassword(password);
  const key = attemptKey(loginId, address);
  attempts.count(key, now);
  const before = await findLoginById(db, loginId);
  if (!before || !(await isPassword(current, before.passwordHash))) throw new Refusal("login_failed", { at: "current" });
  attempts.clear(key);
  const passwordHash = await hashPassword(password);
  await inTransaction(db, async (tx) => {
    const login = await lockLogin(tx, loginId);
    if (login?.passwordHash !== before.passwordHash) throw new Refusal("login_failed", { at: "current" });
    await updateLogin(tx, loginId, { passwordHash });
    await endFamilies(tx, loginId, now, familyId ?? undefined);
  });
}

/** Who a login is, as the API tells it. Refuses `token_invalid` when the login was erased. */
export async function sessionOf(on: Queryable, loginId: string): Promise<Session> {
  const session = await loadSession(on, loginId);
  if (!session) throw new Refusal("token_invalid", { at: "session" });
  return session;
}

/** A token for a script of this person. The secret is told here, once. */
export async function makeScriptToken(
  tx: Tx,
  { loginId, now }: { loginId: string; now: Date },
  { label, scopes, days }: NewScriptToken,
): Promise<ScriptToken & { token: string }> {
  // Its access token outlives an erased login by minutes.
  if (!(await lockLogin(tx, loginId))) throw new Refusal("token_invalid", { at: "session" });
  const token = scriptTokenPrefix + newSecret();
  const made = await insertScriptToken(tx, {
    id: newId(),
    purpose: "bearer",
    tokenHash: hashOfSecret(token),
    loginId,
    label,
    scopes: [...new Set(scopes)],
    createdAt: now,
    expiresAt: days === null ? null : new Date(now.getTime() + days * 86_400_000),
  });
  return { ...made, token };
}

/** From now on the token opens nothing. Refuses `not_found`. */
export async function dropScriptToken(tx: Tx, loginId: string, id: string): Promise<null> {
  if (!(await deleteScriptToken(tx, loginId, id))) throw new Refusal("not_found", { at: "token", id });
  return null;
}
