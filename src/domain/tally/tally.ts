/**
 * Counting an election by its rule (DESIGN §9): pure, exact, the same wherever it is done.
 *
 *   tallyElection({ format: "moisson.election/1", … }) → TallyResult, or a Refusal
 *
 * `looksMax` limits how much a count may take (work.ts): `tally_too_long`.
 */
import { divideBudget } from "./divide.js";
import { type Election, parseElection } from "./election.js";
import { equalShares } from "./equal-shares.js";
import { greedy } from "./greedy.js";
import { resultOfDivision, resultOfOutcome, type TallyResult } from "./result.js";
import { Work } from "./work.js";

/** The result of any value taken for an election. Throws a Refusal, and nothing else. */
export const tallyElection = (value: unknown, looksMax?: number): TallyResult => tally(parseElection(value), looksMax);

/** The result of an election that was read before. */
export function tally(election: Election, looksMax?: number): TallyResult {
  const result = count(election, new Work(election.rule.name, looksMax));
  requireWithinBudget(election, result);
  return result;
}

function count(election: Election, work: Work): TallyResult {
  const { rule } = election;
  switch (rule.kind) {
    case "greedy":
      return resultOfOutcome(election, greedy(election, rule), null);
    case "equal-shares": {
      const outcome = equalShares(election, rule, work);
      return resultOfOutcome(election, outcome, outcome.course);
    }
    case "divide":
      return resultOfDivision(election, divideBudget(election, rule, work));
  }
}

/** A bug, never an input: no result is better than one that spends what is not there. */
function requireWithinBudget({ projects, budget, places }: Election, { order, spent, rule }: TallyResult): void {
  const units = BigInt(spent.replace(".", ""));
  if (units > budget)
    throw new Error(`tally by ${rule} spends ${spent} of ${budget} (10^-${places}) on ${order.length} of ${projects.length}`);
}
