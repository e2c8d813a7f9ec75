/**
 * The first collective of a service: an empty database prints a link to the terminal, and only that link creates it
 * (DESIGN §14). Who can read the terminal runs the service; nobody else can take it over.
 */
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { closeLinks, findLink, issueLink, lockOpenLinks } from "../../db/links.js";
import { hashOfSecret } from "../../db/secrets.js";
import { openFamily, type Session } from "../../db/sessions.js";
import { inTransaction } from "../../db/transaction.js";
import { emailForm, requirePassword } from "../../domain/password.js";
import { Refusal } from "../../domain/refusals.js";
import { hashPassword } from "../../http/passwords.js";
import { createCollective, type Founded } from "./collectives.actions.js";
import { anyCollective, insertLogin } from "./collectives.queries.js";
import type { NewCollective } from "./collectives.schema.js";

/** A token for `/setup#…`, or null when there is a collective already. Links printed before stay good until one is used. */
export async function createSetupToken(db: Queryable, now: Date): Promise<string | null> {
  return inTransaction(db, async (tx) => ((await anyCollective(tx)) ? null : (await issueLink(tx, "setup", {}, now)).token));
}

/** Refuses `token_invalid` unless the token opens the first collective of this service. */
export async function requireSetupToken(db: Queryable, token: string, now: Date): Promise<void> {
  if ((await anyCollective(db)) || !(await findLink(db, "setup", token, now))) throw new Refusal("token_invalid", { at: "token" });
}

export interface SetUp {
  readonly token: string;
  readonly collective: NewCollective;
  readonly person: { readonly name: string; readonly email: string; readonly password: string };
}

/** Creates the first collective with its first login, once. Refuses `token_invalid`, `password_too_short`. */
export async function setUp(db: Queryable, { token, collective, person }: SetUp, now: Date): Promise<Founded & { session: Session }> {
  requirePassword(person.password, "person.password");
  if (!(await findLink(db, "setup", token, now))) throw new Refusal("token_invalid", { at: "token" });
  const email = emailForm(person.email);
  const passwordHash = await hashPassword(person.password);
  return inTransaction(db, async (tx) => {
    // All of them locked: two links printed by two processes make one collective.
    const links = await lockOpenLinks(tx, "setup", now);
    const isOpen = links.some((link) => link.tokenHash === hashOfSecret(token));
    if (!isOpen || (await anyCollective(tx))) throw new Refusal("token_invalid", { at: "token" });
    const loginId = await insertLogin(tx, { id: newId(), email, passwordHash, locale: collective.locale, createdAt: now });
    if (loginId === undefined) throw new Refusal("email_taken", { at: "person.email" });
    const founded = await createCollective(tx, collective, { loginId, name: person.name, email }, now);
    await closeLinks(
      tx,
      links.map(({ id }) => id),
      now,
    );
    return { ...founded, session: await openFamily(tx, loginId, now) };
  });
}
