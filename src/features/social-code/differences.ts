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
  return unbroken(
    pieces.map(({ added, removed, value }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value.join("") })),
  );
}

/** Pieces that follow each other as one: what left, and what came; where nothing changed, both are the text itself. */
interface Stretch {
  readonly before: string;
  readonly after: string;
  readonly isSame: boolean;
}

/**
 * Words that stay by chance between longer changes are told with them: one reads a sentence and the one that took its place,
 * not a mosaic.
 *
 *   "des lieux, des liens" → "au bord, du fleuve": one change, though the comma stays
 */
function unbroken(pieces: readonly Piece[]): Piece[] {
  const told: Stretch[] = [];
  for (const { kind, text } of pieces) {
    const last = told.at(-1);
    const next = { before: kind === "added" ? "" : text, after: kind === "removed" ? "" : text, isSame: kind === "same" };
    if (!last || last.isSame || next.isSame) told.push(next);
    else told.push(joined([...told.splice(-1), next]));
    // What was joined is longer than what it was: what stays before it may be by chance too.
    while (isMosaic(told.slice(-3))) told.push(joined(told.splice(-3)));
  }
  return told.flatMap(({ before, after, isSame }): Piece[] =>
    isSame
      ? [{ kind: "same", text: before }]
      : [
          ...(before === "" ? [] : [{ kind: "removed" as const, text: before }]),
          ...(after === "" ? [] : [{ kind: "added" as const, text: after }]),
        ],
  );
}

const joined = (stretches: readonly Stretch[]): Stretch => ({
  before: stretches.map(({ before }) => before).join(""),
  after: stretches.map(({ after }) => after).join(""),
  isSame: false,
});

const longer = ({ before, after }: Stretch): number => Math.max(before.length, after.length);

const isMosaic = ([left, kept, right]: readonly Stretch[]): boolean =>
  left !== undefined && kept !== undefined && right?.isSame === false && kept.before.length <= Math.min(longer(left), longer(right));
