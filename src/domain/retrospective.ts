/**
 * Retrospectives (DESIGN §10): what a circle keeps of some days. Its people say strengths and weaknesses, nuggets (pépites:
 * what shone) and pebbles (cailloux: what hurt in the shoe); a harvester (moissonneur·se) gathers them.
 *
 *  1. The people of the circle and the harvester say words, as many as they like, and read all of them. A word says something.
 *  2. Its author amends or takes back a word until the harvester took it up: what was agreed to is what stands.
 *  3. The harvester alone takes words up and says of each whether it may be published, writes the gathering, and closes. Where
 *     they have left, a pilot of the circle does.
 *  4. Everybody else of the collective reads the words that may be published, without who said them; and the gathering once
 *     it is closed. Nothing is published by itself: words nobody took up stay with the circle.
 *  5. Closed, nothing of it changes.
 *
 *   nugget «le soir de la soupe», published → all read it · weakness «on finit tard», not → the circle reads it, and Ana’s name
 */
import { Refusal } from "./refusals.js";

export const wordKinds = ["strength", "weakness", "nugget", "pebble"] as const;
export type WordKind = (typeof wordKinds)[number];

export interface RetrospectiveState {
  readonly harvesterId: string;
  readonly closedAt: Date | null;
}

export interface WordState {
  readonly byId: string;
  readonly harvestedAt: Date | null;
  readonly isPublished: boolean;
}

/** Rule 5. Refuses `retrospective_closed` with the instant. */
export function requireRetrospectiveOpen({ closedAt }: RetrospectiveState): void {
  if (closedAt !== null) throw new Refusal("retrospective_closed", { at: "retrospective", closedAt: closedAt.toISOString() });
}

/** Rule 3: who asks, and whether the harvester is still here. */
export interface Harvesting {
  readonly memberId: string;
  readonly isPilot: boolean;
  readonly isHarvesterHere: boolean;
}

/** Rule 3. */
export const mayHarvest = ({ harvesterId }: RetrospectiveState, { memberId, isPilot, isHarvesterHere }: Harvesting): boolean =>
  harvesterId === memberId || (isPilot && !isHarvesterHere);

/** Rule 3. Refuses `harvester_only`. */
export function requireHarvester(retrospective: RetrospectiveState, harvesting: Harvesting, harvester: string): void {
  if (!mayHarvest(retrospective, harvesting)) throw new Refusal("harvester_only", { at: "retrospective", harvester });
}

/** Rule 1: what was said, trimmed. Refuses `word_empty`. */
export function requireWord(text: string): string {
  const said = text.trim();
  if (said === "") throw new Refusal("word_empty", { at: "text" });
  return said;
}

/** Rule 2. Refuses `word_of_another`, `word_harvested` with the instant. */
export function requireOwnWord({ byId, harvestedAt }: WordState, memberId: string): void {
  if (byId !== memberId) throw new Refusal("word_of_another", { at: "word" });
  if (harvestedAt !== null) throw new Refusal("word_harvested", { at: "word", harvestedAt: harvestedAt.toISOString() });
}

/** Rules 1 and 4: the words a reader finds, and whether they find who said them. */
export function wordsFor<Word extends WordState>(words: readonly Word[], isInside: boolean): (Word & { readonly isNamed: boolean })[] {
  return words.filter(({ isPublished }) => isInside || isPublished).map((word) => ({ ...word, isNamed: isInside }));
}
