/**
 * Decisions that act: each feature says what it does when a change of its own is adopted (DESIGN §11), and the composition
 * root hands them all to the decisions. The same function checks a change when it is proposed (in a transaction that is
 * taken back), so that what can be proposed is what could be done now.
 */
import type { Change, ChangeKind } from "../domain/consent/change.js";
import { Refusal } from "../domain/refusals.js";
import type { Collective } from "./membership.js";
import type { Tx } from "./transaction.js";

/** On whose behalf a change is made: of nobody alone, of those who decided. */
export interface Deciding {
  readonly collective: Collective;
  readonly decisionId: string;
  readonly title: string;
  /** Who opened the attempt, and when: what they proposed is as it was then. */
  readonly openedById: string;
  readonly openedAt: Date;
  /** The circles a decision speaks for: the one that decides and those in it; null for all, where the collective decides. */
  readonly circleIds: ReadonlySet<string> | null;
  readonly now: Date;
  readonly today: string;
}

/** What a change made or changed. */
export interface Enacted {
  readonly subject: string;
  readonly subjectId: string;
}

type ChangeOf<Kind extends ChangeKind> = Extract<Change, { readonly kind: Kind }>;

export type Enactments = {
  readonly [Kind in ChangeKind]?: (tx: Tx, deciding: Deciding, change: ChangeOf<Kind>) => Promise<Enacted>;
};

/** Does one change. Refuses as its feature does, and `change_unknown` where nothing here knows how. */
export function enact(tx: Tx, enactments: Enactments, deciding: Deciding, change: Change): Promise<Enacted> {
  const act = enactments[change.kind] as ((tx: Tx, deciding: Deciding, change: Change) => Promise<Enacted>) | undefined;
  if (!act) throw new Refusal("change_unknown", { at: "kind", kind: change.kind });
  return act(tx, deciding, change);
}

/** Refuses `change_out_of_reach`: a circle decides for itself and the circles in it, the collective for all. */
export function requireReach({ circleIds }: Deciding, circleId: string | null): void {
  if (circleIds === null || (circleId !== null && circleIds.has(circleId))) return;
  throw new Refusal("change_out_of_reach", { at: "circleId" });
}
