/**
 * Canonical JSON (RFC 8785): one value, one text, so that one text has one hash.
 *
 * Keys are sorted by UTF-16 code units, there is no white space, texts and numbers are written as ECMAScript writes
 * them. The chain of entries (DESIGN §5) and the fingerprint of a sharing (§7.1) are sha256 over this text; hashing is
 * the caller's, as `domain` knows no cryptography.
 *
 *   canonicalJson({ b: 1, a: ["é"] }) → {"a":["é"],"b":1}
 *
 * Throws a RangeError on what JSON cannot say (undefined, NaN, a lone surrogate) and below `canonicalDepthMax`.
 */
export const canonicalDepthMax = 100;

const loneSurrogate = /\p{Surrogate}/u;

/** Whether a text can be written as UTF-8: no half of a surrogate pair stands alone. */
export const isWellFormed = (text: string): boolean => !loneSurrogate.test(text);

export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > canonicalDepthMax) throw new RangeError(`canonical JSON is at most ${canonicalDepthMax} levels deep`);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === "string") return canonicalText(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(",")}]`;
  if (typeof value === "object") {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, item]) => `${canonicalText(key)}:${canonicalJson(item, depth + 1)}`).join(",")}}`;
  }
  throw new RangeError(`canonical JSON has no ${typeof value} like ${String(value)}`);
}

function canonicalText(text: string): string {
  if (!isWellFormed(text)) throw new RangeError("canonical JSON has no lone surrogate");
  return JSON.stringify(text);
}
