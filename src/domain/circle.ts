/** Rules of circles: names are unique in a collective, and circles nest without loops. */
import { Refusal } from "./refusals.js";

/** Each circle with its parent. */
export type CircleTree = ReadonlyMap<string, { readonly name: string; readonly parentId: string | null }>;

/** Refuses `name_taken` when another circle has this name, upper and lower case alike. */
export function requireFreeName(tree: CircleTree, id: string, name: string): void {
  for (const [other, circle] of tree) {
    if (other !== id && circle.name.toLowerCase() === name.toLowerCase()) throw new Refusal("name_taken", { at: "name", name });
  }
}

/** Refuses a parent that is unknown (`not_found`), or that would make a circle part of itself (`circle_loop`). */
export function requireNoLoop(tree: CircleTree, id: string, parentId: string | null): void {
  if (parentId !== null && !tree.has(parentId)) throw new Refusal("not_found", { at: "parentId", id: parentId });
  for (let above = parentId; above !== null; above = tree.get(above)?.parentId ?? null) {
    if (above === id) throw new Refusal("circle_loop", { at: "parentId", id: parentId });
  }
}
