/** The tally rule of a round, as it is asked for. */
import { Refusal } from "../../domain/refusals.js";
import type { RoundMethod, UnspentRule } from "../../domain/round.js";
import type { Complete } from "../../domain/settlement.js";

/** Refuses `tally_missing` where ballots are to be counted, or credits to complete buckets, and no rule is said. */
export function requireTally(asked: { readonly method: RoundMethod; readonly unspent: UnspentRule; readonly tally: object | null }): void {
  if ((asked.method === "ballots" || asked.unspent === "tally") && asked.tally === null)
    throw new Refusal("tally_missing", { at: "tally" });
}

/** By which rule unspent credits complete buckets. */
export function completionRule(_round: { readonly tally: object | null; readonly seed: string }): Complete {
  return () => [];
}
