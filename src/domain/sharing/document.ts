/**
 * The sharing document, `moisson.sharing/1` (DESIGN §7.1): everything a sharing is computed from, in one JSON text that
 * anyone can keep and recompute.
 *
 * It is read and checked as a whole before anything is paid: shapes, ids, decimals, and what each step needs. Fields
 * nobody knows are ignored.
 *
 *   parseSharingDocument(JSON.parse(text)) → SharingDocument, or a Refusal: document_invalid { at: "members[2].id", … }
 */
import { canonicalDepthMax, canonicalJson } from "../canonical.js";
import { type Facts, parseFacts } from "./facts.js";
import { faulty, fieldsOf, required, within } from "./fields.js";
import { parseSteps, requireNeeds, type Step } from "./key.js";

export interface SharingDocument extends Facts {
  readonly steps: readonly Step[];
}

/** Any value as a sharing document. Refuses as DESIGN §7.2 lists; nothing else is ever thrown. */
export function parseSharingDocument(value: unknown): SharingDocument {
  const document = fieldsOf(value);
  const { facts, places } = parseFacts(document);
  const key = required(document.key, "key");
  const steps = within("key", () => parseSteps(fieldsOf(key), places));
  requireNeeds(steps, facts);
  return { ...facts, steps };
}

/**
 * The text whose sha256 is a document's fingerprint: canonical JSON without any `name`, so that names can be left out
 * of what is published. `rates` keeps its keys, which are ids of kinds. Refuses what canonical JSON cannot say.
 */
export function sharingFingerprintText(document: unknown): string {
  try {
    return canonicalJson(withoutNames(document));
  } catch (error) {
    if (error instanceof RangeError) throw faulty("", "json_malformed");
    throw error;
  }
}

function withoutNames(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > canonicalDepthMax) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNames(item, depth + 1));
  const kept = Object.entries(value).filter(([key]) => key !== "name");
  return Object.fromEntries(kept.map(([key, item]) => [key, key === "rates" ? item : withoutNames(item, depth + 1)]));
}
