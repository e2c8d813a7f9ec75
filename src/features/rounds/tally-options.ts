/** The tally of a round: its rule as it is asked for, and its count. */
import { formatCommodity } from "../../domain/ledger.js";
import { Refusal } from "../../domain/refusals.js";
import { parseCommodity, type RoundMethod, type UnspentRule } from "../../domain/round.js";
import {
  completionElection,
  electionDocument,
  inNobodysOrder,
  readTallyOptions,
  requireIncrement,
  type Vote,
} from "../../domain/round-election.js";
import type { Complete, SettledBucket } from "../../domain/settlement.js";
import type { TallyResult } from "../../domain/tally/result.js";
import { tallyElection } from "../../domain/tally/tally.js";
import { roundLooksMax } from "../../domain/tally/work.js";
import type { RoundRow } from "./rounds.queries.js";

/**
 * Refuses `tally_missing` where ballots are to be counted, or credits to complete buckets, and no rule is said; and
 * `rule_invalid` for a rule that cannot work.
 */
export function requireTally(
  asked: { readonly method: RoundMethod; readonly unspent: UnspentRule; readonly tally: object | null },
  commodity: string,
): void {
  const isNeeded = asked.method === "ballots" || asked.unspent === "tally";
  if (asked.tally === null) {
    if (isNeeded) throw new Refusal("tally_missing", { at: "tally" });
    return;
  }
  const isCompleting = asked.method === "credits";
  const options = readTallyOptions(isCompleting ? { ...asked.tally, ballotType: "cumulative" } : asked.tally);
  requireIncrement(options, commodity);
  // What completes a bucket gives it all that is missing, or nothing.
  if (isCompleting && options.rule.kind === "divide")
    throw new Refusal("rule_invalid", { at: "tally.rule.name", problem: "one_of", allowed: ["greedy", "equal-shares"] });
}

/** By which rule unspent credits complete buckets; `told` hears the election and its result. */
export const completionRule =
  (round: RoundRow, told: (counted: Counted) => void): Complete =>
  (asked) => {
    const document = completionElection(asked, round, readTallyOptions({ ...round.tally, ballotType: "cumulative" }));
    if (!document) return [];
    const result = tallyElection(document, roundLooksMax);
    told({ document, result });
    return result.selected;
  };

export interface Counted {
  readonly document: Record<string, unknown>;
  readonly result: TallyResult;
}

export interface Cast {
  readonly memberId: string;
  readonly votes: readonly Vote[];
}

/** Counts the ballots of a round; null where there is no bucket to vote for. */
export function countBallots(round: RoundRow, poolMinor: bigint, buckets: readonly SettledBucket[], cast: readonly Cast[]): Counted | null {
  const options = readTallyOptions(round.tally);
  const projects = buckets.filter(({ status }) => status === "published");
  if (projects.length === 0) return null;
  const known = new Set(projects.map(({ id }) => id));
  const document = electionDocument(
    {
      commodity: round.commodity,
      seed: round.seed,
      budgetMinor: poolMinor,
      projects: projects.map(({ id, title, minMinor, maxMinor }) => ({ id, title, costMinor: minMinor, mostMinor: maxMinor })),
      // A bucket may have been cancelled since it was voted for.
      ballots: inNobodysOrder(
        cast.map(({ votes }) => votes),
        known,
        options,
      ),
    },
    options,
  );
  return { document, result: tallyElection(document, roundLooksMax) };
}

/** What each bucket gets by a count. */
export const amountsOf = (round: RoundRow, { result }: Counted): ReadonlyMap<string, bigint> =>
  new Map(
    result.projects.flatMap(({ id, amount }) =>
      amount === formatCommodity(0n, round.commodity) ? [] : [[id, parseCommodity(amount, round.commodity)] as const],
    ),
  );
