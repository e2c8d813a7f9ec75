/** Names that are unique in a collective, as people compare them: «Frais» is «frais», «Élan» is «elan». */
import { nameKey } from "./fold.js";
import { Refusal } from "./refusals.js";

/** Refuses `name_taken` when one of the others has this name: accents, case and punctuation alike. */
export function requireUnusedName(others: readonly { readonly name: string }[], name: string): void {
  if (others.some((other) => nameKey(other.name) === nameKey(name))) throw new Refusal("name_taken", { at: "name", name });
}
