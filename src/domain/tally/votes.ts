/**
 * Who comes first: by votes, and in a tie (DESIGN §9) the lower cost, then more votes, then the lot.
 *
 *   12 votes at 300.00, 12 votes at 200.00, 15 votes at 900.00 → third, second, first
 */
import type { Election } from "./election.js";

/** Below zero where project `a` wins a tie against `b`. */
export function tieOrder({ projects, ballots, lot }: Pick<Election, "projects" | "ballots" | "lot">): (a: number, b: number) => number {
  return (a, b) => {
    const [one, other] = [projects[a]?.cost ?? 0n, projects[b]?.cost ?? 0n];
    if (one !== other) return one < other ? -1 : 1;
    return (ballots.votes[b] as number) - (ballots.votes[a] as number) || (lot[a] as number) - (lot[b] as number);
  };
}

/** Every project, the most votes first. */
export function byVotes(election: Election): number[] {
  const { votes } = election.ballots;
  const tied = tieOrder(election);
  return election.projects.map((_, project) => project).sort((a, b) => (votes[b] as number) - (votes[a] as number) || tied(a, b));
}
