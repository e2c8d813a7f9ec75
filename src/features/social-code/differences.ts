/** What changed between two texts, word by word, as people read it. */
import { diffWordsWithSpace } from "diff";

export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Beyond so many changed words a comparison word by word helps nobody: the text is told as another. */
const changesMax = 2_000;

export function wordsChanged(before: string, after: string): Piece[] {
  const pieces = diffWordsWithSpace(before, after, { maxEditLength: changesMax });
  if (!pieces)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return pieces.map(({ added, removed, value }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value }));
}
