/**
 * What an attempt decides, counted from its ballots: the same for everyone, whenever one looks (DESIGN §11).
 *
 *  1. A ballot counts when it was cast before the closing instant; at that very instant it is late. Where ballots and the
 *     closing wait for each other, the lock of the decision says who comes first, and nothing is added to what was settled.
 *  2. Of several ballots of one person the last counts.
 *  3. Nobody blocks: adopted, also where nobody said a word. Somebody blocks: postponed.
 *  4. In an attempt of the last resort a block is no end. By vote: adopted where agree ≥ the share of agree + disagree +
 *     block, and at least one of these; rejected below. Who abstains or is silent takes no side. By a council: as it says.
 *
 *   two thirds: 4 agree, 1 disagrees, 1 blocks, 5 abstain → 4 of 6, 4 needed: adopted
 *               3 agree, 1 disagrees, 1 blocks            → 3 of 5, 4 needed: rejected
 */
import type { Attempt, Ballot, Choice, Counts, Outcome } from "./decision.js";

type Counted = Pick<Attempt, "ballots" | "voterIds" | "openedAt" | "closesAt" | "meeting">;

/** The ballots that count, one a person, in the order in which they were cast (rules 1 and 2). */
export function countedBallots({ ballots, voterIds, closesAt, meeting, openedAt }: Counted): Ballot[] {
  const last = new Map<string, Ballot>();
  for (const ballot of [...ballots].sort((a, b) => a.number - b.number)) {
    // What the notes of a meeting record was said there, also where the meeting decided at once.
    const isInTime = ballot.castAt < closesAt || (meeting !== null && ballot.castAt.getTime() === openedAt.getTime());
    if (!isInTime || !voterIds.includes(ballot.voterId)) continue;
    last.delete(ballot.voterId);
    last.set(ballot.voterId, ballot);
  }
  return [...last.values()];
}

export function countsOf(attempt: Counted): Counts {
  const ballots = countedBallots(attempt);
  const count = (choice: Choice): number => ballots.filter((ballot) => ballot.choice === choice).length;
  return {
    agree: count("agree"),
    abstain: count("abstain"),
    disagree: count("disagree"),
    block: count("block"),
    silent: attempt.voterIds.length - ballots.length,
  };
}

/** What a share of those who take sides asks for: { sides: 5, needed: 4 } for two thirds of 3 + 1 + 1. */
export function sidesOf(
  { agree, disagree, block }: Counts,
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
): { readonly sides: number; readonly needed: number } {
  const sides = agree + disagree + block;
  const [whole, rest] = [numerator * sides, (numerator * sides) % denominator];
  // At least one of them: a share of nobody is not an agreement.
  return { sides, needed: Math.max(1, (whole - rest) / denominator + (rest === 0 ? 0 : 1)) };
}

/** What an attempt decided, or null while it is open (rules 3 and 4). */
export function outcomeOf(attempt: Attempt, now: Date): Outcome | null {
  if (attempt.settled !== null) return attempt.settled;
  const { closesAt: at, isLastResort, ruling } = attempt;
  const { lastResort } = attempt.settings;
  if (now < at) return null;
  const counts = countsOf(attempt);
  if (counts.block === 0) return { kind: "adopted", by: "consent", at, counts };
  if (!isLastResort || lastResort.kind === "none") return { kind: "postponed", at, counts };
  if (lastResort.kind === "vote") {
    const isAdopted = counts.agree >= sidesOf(counts, lastResort).needed;
    return { kind: isAdopted ? "adopted" : "rejected", by: "vote", at, counts };
  }
  if (ruling === null || now < ruling.ruledAt) return { kind: "waiting", at, counts };
  return { kind: ruling.isAdopted ? "adopted" : "rejected", by: "council", at: ruling.ruledAt, counts };
}
