/**
 * Sealing what waits to be sent: a mail holds an address and perhaps the token of a link, of which the database otherwise
 * keeps only hashes. Who reads the database alone can use neither. AES-256-GCM, by a key drawn from the service's secret.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const ivBytes = 12;
const tagBytes = 16;

export interface Seal {
  close(text: string): string;
  /** Undefined when it was sealed with a secret that this process does not have. */
  open(sealed: string): string | undefined;
  /** The same sealed with the first secret; undefined when it is already, or cannot be opened. */
  renew(sealed: string): string | undefined;
}

/**
 * Seals with the first secret; opens what either sealed, so that the secret can be changed while mails wait. What is sealed for
 * another purpose has a key of its own.
 */
export function sealWith(secret: string, previous?: string, purpose = "moisson mails"): Seal {
  const keys = [secret, ...(previous ? [previous] : [])].map((each) => Buffer.from(hkdfSync("sha256", each, "", purpose, 32)));
  const [first] = keys as [Buffer];
  const close = (text: string): string => {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv("aes-256-gcm", first, iv);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
  };
  const openBy = (tried: readonly Buffer[], sealed: string): string | undefined => {
    const bytes = Buffer.from(sealed, "base64url");
    for (const key of tried) {
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
        decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
      } catch {
        // The other secret may fit.
      }
    }
    return undefined;
  };
  return {
    close,
    open: (sealed) => openBy(keys, sealed),
    renew: (sealed) => {
      const text = openBy(keys.slice(1), sealed);
      return text === undefined ? undefined : close(text);
    },
  };
}

/** What seals where money is paid to. */
export const bankDetailsSeal = (secret: string, previous?: string): Seal => sealWith(secret, previous, "moisson bank details");
