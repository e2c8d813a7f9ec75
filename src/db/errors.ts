/** What the database itself refuses, as refusals. */
import type { Refusal } from "../domain/refusals.js";

export function refusalOfDatabaseError(_error: unknown): Refusal | undefined {
  return undefined;
}
