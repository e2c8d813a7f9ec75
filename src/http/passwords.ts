/**
 * Passwords as argon2id hashes, with the cost OWASP names (19 MiB, two passes): about 30 ms, on a thread of its own.
 *
 * A login that does not exist costs the same time as one that does: its password is compared with the hash of a secret
 * nobody knows, so the time of an answer tells nothing.
 */
import { hash, verify } from "@node-rs/argon2";
import { newSecret } from "../db/secrets.js";
import { passwordForm } from "../domain/password.js";

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(passwordForm(password), cost);

let hashOfNobody: Promise<string> | undefined;

/** Whether the password is the one of this hash; of no hash (no such login, or none set yet) it never is. */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  hashOfNobody ??= hashPassword(newSecret());
  const fits = await verify(passwordHash ?? (await hashOfNobody), passwordForm(password));
  return fits && passwordHash != null;
}
