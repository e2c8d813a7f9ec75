/** The tree of circles as it is shown: each under the one it is part of, by name. */

export interface Nested {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** Circles in the order of their tree, each with its depth; one whose parent is not among them stands at the root. */
export function nest<Circle extends Nested>(circles: readonly Circle[]): { circle: Circle; depth: number }[] {
  const known = new Set(circles.map(({ id }) => id));
  const below = (parentId: string | null, depth: number): { circle: Circle; depth: number }[] =>
    circles
      .filter((circle) => (circle.parentId !== null && known.has(circle.parentId) ? circle.parentId : null) === parentId)
      .flatMap((circle) => [{ circle, depth }, ...below(circle.id, depth + 1)]);
  return below(null, 0);
}

/** Circles that may hold this one: all but itself and those inside it. */
export function possibleParents<Circle extends Nested>(circles: readonly Circle[], id: string): Circle[] {
  const inside = new Set([id]);
  for (const { circle } of nest(circles)) if (circle.parentId !== null && inside.has(circle.parentId)) inside.add(circle.id);
  return circles.filter((circle) => !inside.has(circle.id));
}
