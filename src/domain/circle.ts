/**
 * Rules of circles: names are unique in a collective, circles nest without loops, an archived circle takes nothing new and
 * nothing goes on in it, and a circle meets at its rhythm.
 *
 *   met on 2 March, every 14 days: due on 16 March; on 16 March it is not late, on 19 March it is, by 3 days
 */
import { addDays, type Day, daysBetween } from "./calendar.js";
import { Refusal } from "./refusals.js";

interface Placed {
  readonly name: string;
  readonly parentId: string | null;
  readonly isArchived: boolean;
}

/** Each circle with its parent. */
export type CircleTree = ReadonlyMap<string, Placed>;

/** Refuses `name_taken` when another circle has this name, upper and lower case alike. */
export function requireFreeName(tree: CircleTree, id: string, name: string): void {
  for (const [other, circle] of tree) {
    if (other !== id && circle.name.toLowerCase() === name.toLowerCase()) throw new Refusal("name_taken", { at: "name", name });
  }
}

/**
 * Refuses a parent that is unknown (`not_found`) or archived (`circle_archived`), or that would make a circle part of itself
 * (`circle_loop`). Where a circle is already, it may stay.
 */
export function requireParent(tree: CircleTree, id: string, parentId: string | null): void {
  if (parentId === null || tree.get(id)?.parentId === parentId) return;
  const parent = tree.get(parentId);
  if (!parent) throw new Refusal("not_found", { at: "parentId", id: parentId });
  requireNotArchived(parent, "parentId");
  for (let above: string | null = parentId; above !== null; above = tree.get(above)?.parentId ?? null) {
    if (above === id)
      throw new Refusal("circle_loop", { at: "parentId", id: parentId, circle: tree.get(id)?.name ?? id, parent: parent.name });
  }
}

/** Refuses `circle_archived`. */
export function requireNotArchived({ name, isArchived }: Pick<Placed, "name" | "isArchived">, at: string): void {
  if (isArchived) throw new Refusal("circle_archived", { at, circle: name });
}

/** What goes on in a circle, by its names: charters somebody signs or holds to, and decisions that are open. */
export interface GoingOn {
  readonly charters: readonly string[];
  readonly decisions: readonly string[];
}

/** Refuses to archive a circle while something goes on in it that would then stand still: `circle_in_use`, by the names of all of it. */
export function requireAtRest({ name }: Pick<Placed, "name">, { charters, decisions }: GoingOn): void {
  if (charters.length === 0 && decisions.length === 0) return;
  throw new Refusal("circle_in_use", {
    ...{ at: "isArchived", circle: name },
    ...(charters.length > 0 ? { charters } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
  });
}

// Links ----------------------------------------------------------------------------------------------------------------

export interface LinkEnds {
  readonly fromId: string;
  readonly toId: string;
}

/** Refuses a link of a circle to itself (`link_to_itself`), from or to a circle that is unknown (`unknown_circle`) or archived. */
export function requireLink(tree: CircleTree, { fromId, toId }: LinkEnds): { readonly from: string; readonly to: string } {
  const [from, to] = [linked(tree, fromId, "fromId"), linked(tree, toId, "toId")];
  if (fromId === toId) throw new Refusal("link_to_itself", { at: "toId", circle: from.name });
  requireNotArchived(from, "fromId");
  requireNotArchived(to, "toId");
  return { from: from.name, to: to.name };
}

function linked(tree: CircleTree, id: string, at: string): Placed {
  const circle = tree.get(id);
  if (!circle) throw new Refusal("unknown_circle", { at, id });
  return circle;
}

// Rhythm ---------------------------------------------------------------------------------------------------------------

export interface Rhythm {
  /** It wants to meet at least every so many days; null = no rhythm is wanted. */
  readonly rhythmDays: number | null;
  /** The day of its last meeting; null before the first. */
  readonly lastMetOn: Day | null;
  /** A circle that has never met counts from its opening. */
  readonly openedOn: Day;
  readonly isArchived: boolean;
}

/** The day by which a circle is to meet, and by how many days that is past; null and 0 where no rhythm is wanted. */
export function dueMeeting({ rhythmDays, lastMetOn, openedOn, isArchived }: Rhythm, today: Day): { dueOn: Day | null; daysLate: number } {
  if (rhythmDays === null || isArchived) return { dueOn: null, daysLate: 0 };
  const dueOn = addDays(lastMetOn ?? openedOn, rhythmDays);
  return { dueOn, daysLate: Math.max(0, daysBetween(dueOn, today)) };
}
