/** Random elections, small and full of ties, as plain documents. */
import fc from "fast-check";

export interface RandomElection {
  readonly format: "moisson.election/1";
  readonly currency?: string;
  readonly budget: string;
  readonly seed?: string;
  readonly ballotType: "approval" | "choose-1" | "cumulative" | "scoring" | "ordinal";
  readonly rankMax?: number;
  readonly defaultScore?: string;
  readonly projects: readonly { readonly id: string; readonly cost: string; readonly withdrawn?: boolean }[];
  readonly ballots: readonly { readonly projects: readonly string[]; readonly points?: readonly string[] }[];
  readonly rule: Readonly<Record<string, unknown>>;
}

export const ids = ["p0", "p1", "p2", "p3", "p4", "p5", "p6"] as const;

const utilitiesOf = {
  approval: ["cost", "cardinality"],
  "choose-1": ["cost", "cardinality"],
  cumulative: ["cost", "cardinality", "points"],
  scoring: ["cost", "cardinality", "points"],
  ordinal: ["cost", "cardinality", "borda"],
} as const;

const completions = ["none", "utilitarian", "add1", "add1u"] as const;

/** An equal-shares rule of any kind that goes with the ballots. */
export const sharesRule = (ballotType: RandomElection["ballotType"]): fc.Arbitrary<Record<string, unknown>> =>
  fc.record({
    name: fc.constant("equal-shares"),
    utility: fc.constantFrom(...utilitiesOf[ballotType]),
    completion: fc.constantFrom(...completions),
    exhaustive: fc.boolean(),
    comparison: fc.boolean(),
    start: fc.constantFrom("integral", "exact"),
    increment: fc.constantFrom("1", "0.5", "2", "0.07"),
  });

export const greedyRule = fc.constantFrom<Record<string, unknown>>(
  { name: "greedy" },
  { name: "greedy-no-skip" },
  { name: "greedy-no-skip", threshold: "2" },
  { name: "greedy-threshold", threshold: "2" },
);

/** Few projects, few voters, small round numbers: ties, exact fits and voters who pay their last unit are common. */
export function randomElection(
  ruleFor: (ballotType: RandomElection["ballotType"]) => fc.Arbitrary<Record<string, unknown>>,
  {
    types = ["approval", "choose-1", "cumulative", "scoring", "ordinal"] as const,
  }: { types?: readonly RandomElection["ballotType"][] } = {},
): fc.Arbitrary<RandomElection> {
  return fc
    .record({ ballotType: fc.constantFrom(...types), projectCount: fc.integer({ min: 1, max: ids.length }) })
    .chain(({ ballotType, projectCount }) => {
      const named = ids.slice(0, projectCount);
      const rankMax = Math.max(1, projectCount - 1);
      const longest = ballotType === "choose-1" ? 1 : ballotType === "ordinal" ? rankMax : projectCount;
      const low = ballotType === "scoring" ? -2 : 0;
      const ballot = fc.shuffledSubarray([...named], { maxLength: longest }).chain((chosen) =>
        ballotType === "cumulative" || ballotType === "scoring"
          ? fc.record({
              projects: fc.constant(chosen),
              points: fc.array(fc.integer({ min: low, max: 4 }).map(String), { minLength: chosen.length, maxLength: chosen.length }),
            })
          : fc.constant({ projects: chosen }),
      );
      return fc.record(
        {
          format: fc.constant("moisson.election/1" as const),
          currency: fc.constantFrom("EUR", "JPY"),
          budget: fc.integer({ min: 0, max: 24 }).map(String),
          seed: fc.constantFrom("a", "b", "c"),
          ballotType: fc.constant(ballotType),
          rankMax: fc.constant(rankMax),
          defaultScore: fc.constantFrom("0", "1", "-1"),
          projects: fc.tuple(
            ...named.map((id) =>
              fc.record(
                { id: fc.constant(id), cost: fc.integer({ min: 0, max: 12 }).map(String), withdrawn: fc.boolean() },
                { requiredKeys: ["id", "cost"] },
              ),
            ),
          ),
          ballots: fc.array(ballot, { maxLength: 9 }),
          rule: ruleFor(ballotType),
        },
        { requiredKeys: ["format", "budget", "ballotType", "rankMax", "projects", "ballots", "rule"] },
      );
    });
}
