/** What changed between two texts, word by word, as people read it; a mark that names a setting is one word. */
import { diffArrays } from "diff";

export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Beyond so many changed words a comparison word by word helps nobody: the text is told as another. */
const changesMax = 2_000;

/** Marks, words («contributeur·ices» is one, and so is «l’»), spaces, and each other character by itself. */
const wordsOf = (text: string): string[] => text.match(/\{\w+\}|[\p{L}\p{M}\p{N}·_]+[’']?|\s+|./gsu) ?? [];

export function wordsChanged(before: string, after: string): Piece[] {
  const pieces = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: changesMax });
  if (!pieces)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return pieces.map(({ added, removed, value }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value.join("") }));
}
