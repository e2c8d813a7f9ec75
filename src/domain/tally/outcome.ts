/** What a rule that chooses projects comes to, and why, project by project, in exact figures. */
import type { Ratio } from "../ratio.js";

export type Reason =
  | { readonly kind: "withdrawn" }
  /** Greedy: what was left when its turn came. */
  | { readonly kind: "fits" | "does-not-fit"; readonly left: bigint }
  | { readonly kind: "after-stop"; readonly by: number }
  | { readonly kind: "under-threshold" }
  /** Equal shares: what a weight of one paid in full; voters who paid in full and what they paid; who had less. */
  | {
      readonly kind: "bought";
      readonly price: Ratio;
      readonly effectiveVotes: Ratio;
      readonly full: number;
      readonly fullSum: Ratio;
      readonly less: number;
      readonly lessSum: Ratio;
    }
  /** Its supporters have `held` left together at the end. */
  | { readonly kind: "unaffordable"; readonly held: Ratio }
  | { readonly kind: "no-support" }
  /** Cost utilities: what costs nothing is of no utility. */
  | { readonly kind: "no-utility" }
  | { readonly kind: "completed"; readonly left: bigint }
  | { readonly kind: "all-fit" };

export interface Outcome {
  /** Winners, first chosen first. */
  readonly order: readonly number[];
  readonly spent: bigint;
  /** By project. */
  readonly reasons: readonly Reason[];
}

/** What equal shares went through to its outcome. */
export interface SharesCourse {
  /** What each voter began with in the run that counts. */
  readonly perVoter: Ratio;
  /** How often every voter was given one increment more. */
  readonly increments: number;
  readonly comparison: Comparison | null;
  /** By ballot: what its voter has left. */
  readonly leftOf: (ballot: number) => Ratio;
}

/** How many voters have more of their projects win in the one outcome than in the other. */
export interface Comparison {
  readonly prefersShares: number;
  readonly prefersGreedy: number;
  readonly replaced: boolean;
}
