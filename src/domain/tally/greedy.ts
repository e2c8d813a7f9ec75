/**
 * Greedy rules (DESIGN §9): by votes, as long as there is money.
 *
 *   greedy             what does not fit is skipped
 *   greedy-no-skip     the first that does not fit ends the count
 *   greedy-threshold   projects with fewer votes than the threshold are dropped first
 *
 *   1100.00 for path 700.00 (7 votes), gym 400.00 (6), park 250.00 (5) → path, gym
 */
import type { Election, Project } from "./election.js";
import type { Outcome, Reason } from "./outcome.js";
import type { GreedyRule } from "./rule.js";
import { byVotes } from "./votes.js";

export function greedy(election: Election, rule: Pick<GreedyRule, "skips" | "threshold">): Outcome {
  const least = rule.threshold === null ? null : rule.threshold.times(`1e${election.ballots.pointPlaces}`);
  const reasons: Reason[] = election.projects.map(({ out }) => ({ kind: out ?? "withdrawn" }));
  const order: number[] = [];
  let spent = 0n;
  let stoppedBy: number | null = null;
  for (const project of byVotes(election)) {
    const { cost, out } = election.projects[project] as Project;
    const left = election.budget - spent;
    if (out !== null) continue;
    if (least?.greaterThan(election.ballots.votes[project] as number)) {
      reasons[project] = { kind: "under-threshold" };
    } else if (stoppedBy !== null) {
      reasons[project] = { kind: "after-stop", by: stoppedBy };
    } else if (cost > left) {
      reasons[project] = { kind: "does-not-fit", left };
      if (!rule.skips) stoppedBy = project;
    } else {
      reasons[project] = { kind: "fits", left };
      order.push(project);
      spent += cost;
    }
  }
  return { order, spent, reasons };
}

/** Adds what still fits, by votes: the utilitarian completion. */
export function completed(election: Election, { order, spent, reasons }: Outcome): Outcome {
  const added = [...order];
  const told = [...reasons];
  let sum = spent;
  for (const project of byVotes(election)) {
    const { cost, out } = election.projects[project] as Project;
    if (out !== null || order.includes(project) || sum + cost > election.budget) continue;
    told[project] = { kind: "completed", left: election.budget - sum };
    added.push(project);
    sum += cost;
  }
  return { order: added, spent: sum, reasons: told };
}
