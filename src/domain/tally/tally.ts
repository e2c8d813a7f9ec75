/**
 * Counting an election by its rule (DESIGN §9): pure, exact, the same wherever it is done.
 *
 *   tallyElection({ format: "moisson.election/1", … }) → TallyResult, or a Refusal
 */
import { divideBudget } from "./divide.js";
import { type Election, parseElection } from "./election.js";
import { equalShares } from "./equal-shares.js";
import { greedy } from "./greedy.js";
import { resultOfDivision, resultOfOutcome, type TallyResult } from "./result.js";

/** The result of any value taken for an election. Throws a Refusal, and nothing else. */
export const tallyElection = (value: unknown): TallyResult => tally(parseElection(value));

/** The result of an election that was read before. */
export function tally(election: Election): TallyResult {
  const result = count(election);
  requireWithinBudget(election, result);
  return result;
}

function count(election: Election): TallyResult {
  const { rule } = election;
  switch (rule.kind) {
    case "greedy":
      return resultOfOutcome(election, greedy(election, rule), null);
    case "equal-shares": {
      const outcome = equalShares(election, rule);
      return resultOfOutcome(election, outcome, outcome.course);
    }
    case "divide":
      return resultOfDivision(election, divideBudget(election, rule));
  }
}

/** A bug, never an input: no result is better than one that spends what is not there. */
function requireWithinBudget({ projects, budget, places }: Election, { order, spent, rule }: TallyResult): void {
  const units = BigInt(spent.replace(".", ""));
  if (units > budget)
    throw new Error(`tally by ${rule} spends ${spent} of ${budget} (10^-${places}) on ${order.length} of ${projects.length}`);
}
