/**
 * Secrets that a person or a script carries: refresh tokens, links, scripts' tokens. Each is 256 random bits, made here
 * and kept only as its sha256, so that who reads the database can use none of them.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";

export const newSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of a secret. */
export const hashOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/**
 * A secret sealed so that only who carries another can read it: both are 32 random bytes, so a pad drawn from the
 * carrier's, used this once, hides it wholly. Sealing twice opens.
 */
export function sealFor(carrier: string, secret: string): string {
  const pad = createHmac("sha256", carrier).update("moisson successor").digest();
  return Buffer.from(Buffer.from(secret, "base64url").map((byte, index) => byte ^ (pad[index] ?? 0))).toString("base64url");
}
