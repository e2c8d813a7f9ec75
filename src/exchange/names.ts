/**
 * Names in a file → ids: who «Héléne  MARTIN», «martin helene» or «helene@exemple.org» is, among those who are here.
 *
 * A name that several have leads to nobody: it is a fault to settle by hand, never a guess.
 *
 *   const members = nameIndex([{ id: "m1", name: "Hélène Martin", also: ["helene@exemple.org"] }])
 *   lookUp(members, "MARTIN Hélène") → "m1"
 */
import { nameKey, singular } from "../domain/fold.js";

export interface Nameable {
  readonly id: string;
  readonly name: string;
  /** Other names, e-mail addresses, code names. */
  readonly also?: readonly string[];
}

/** By folded name; null where several have it. */
export type NameIndex = ReadonlyMap<string, string | null>;

const inSingular = (key: string): string => key.split(" ").map(singular).join(" ");
/** The last name first: «Marie Anne Durand» as «durand marie anne», «Zoé Dupont-Léger» as «dupont leger zoe». */
const turned = (key: string): string[] => {
  const words = key.split(" ");
  return [-1, 1].map((at) => [...words.slice(at), ...words.slice(0, at)].join(" "));
};

export function nameIndex(items: Iterable<Nameable>): NameIndex {
  const index = new Map<string, string | null>();
  const weaker = new Map<string, string | null>();
  const add = (to: Map<string, string | null>, key: string, id: string): void => {
    if (key !== "") to.set(key, to.has(key) && to.get(key) !== id ? null : id);
  };
  for (const { id, name, also = [] } of items) {
    index.set(id, id);
    for (const called of [name, ...also]) {
      const key = nameKey(called);
      add(index, key, id);
      for (const other of turned(key)) add(weaker, other, id);
      add(weaker, inSingular(key), id);
    }
  }
  // A name as it is written goes before one turned round or in the singular.
  for (const [key, id] of weaker) if (!index.has(key)) index.set(key, id);
  return index;
}

/** The id; null where several are called so; undefined where nobody is. */
export function lookUp(index: NameIndex, typed: string): string | null | undefined {
  const exact = index.get(typed);
  if (exact !== undefined) return exact;
  const key = nameKey(typed);
  const found = index.get(key);
  return found !== undefined ? found : index.get(inSingular(key));
}
