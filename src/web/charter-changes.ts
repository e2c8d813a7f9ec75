/**
 * What one version of a charter changes in another, passage by passage: who signs a revision reads that, and not eleven articles twice.
 *
 *   «Mise en page»: Bastien, 2 080,00 €  ─▶  Bastien, 1 580,00 €      before: 2 080,00 €   after: 1 580,00 €
 */

/** A piece of a version (an article, a role, a line of its split) as the reader sees it, in passages. */
export interface Piece {
  /** The same in both versions. */
  readonly key: string;
  readonly name: string;
  readonly passages: readonly string[];
}

export interface PieceChange {
  readonly key: string;
  readonly name: string;
  readonly kind: "changed" | "added" | "removed";
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((passage, place) => passage === other[place]);

/** In the order of the new version; what was taken out comes last. Passages that stay are left out, unless they only changed places. */
export function changesBetween(before: readonly Piece[], after: readonly Piece[]): PieceChange[] {
  const changed = after.flatMap((piece): PieceChange[] => {
    const { key, name } = piece;
    const old = before.find((one) => one.key === key);
    if (!old) return [{ key, name, kind: "added", before: [], after: piece.passages }];
    const [from, to] =
      name === old.name
        ? [old.passages, piece.passages]
        : [
            [old.name, ...old.passages],
            [name, ...piece.passages],
          ];
    if (isSame(from, to)) return [];
    const [gone, come] = [from.filter((passage) => !to.includes(passage)), to.filter((passage) => !from.includes(passage))];
    const isMoved = gone.length === 0 && come.length === 0;
    return [{ key, name, kind: "changed", before: isMoved ? from : gone, after: isMoved ? to : come }];
  });
  const removed = before
    .filter(({ key }) => !after.some((piece) => piece.key === key))
    .map(({ key, name, passages }): PieceChange => ({ key, name, kind: "removed", before: passages, after: [] }));
  return [...changed, ...removed];
}
