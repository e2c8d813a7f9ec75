/** Names near to one that is nobody’s: what somebody may have meant by `#cantin`. */
import { slug } from "../fold.js";
import type { Named } from "./names.js";

/** Whose name has a word near to this one, the nearest first: `#cantin` may be «Cantine 2026», `#kits` «Kit commun». */
export function idsNear(name: string, items: readonly Named[]): readonly string[] {
  const wanted = slug(name);
  const limit = wanted.length < 5 ? 1 : 2;
  const distances = items.map((item) => {
    const called = slug(item.name);
    const words = called.split("-").filter((word) => word.length > 2);
    const spellings = [called, called.replaceAll("-", ""), ...words];
    return { id: item.id, letters: Math.min(...spellings.map((spelling) => lettersApart(wanted, spelling))) };
  });
  return distances
    .filter(({ letters }) => letters <= limit)
    .sort((a, b) => a.letters - b.letters)
    .map(({ id }) => id);
}

/** How many letters are missing, too many or other. */
function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
