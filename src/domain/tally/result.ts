/**
 * The result of a tally, `moisson.tally/1`: winners, and for every project the figures that made it win or not. Amounts are
 * decimal strings; `basis` holds figures and ids, never sentences (explanation.ts makes those).
 *
 *   { "format": "moisson.tally/1", "rule": "equal-shares", "currency": "EUR", "budget": "1100.00", "spent": "1000.00", "voters": 11,
 *     "selected": ["path", "playground", "library"],      in the order of the election
 *     "order": ["path", "playground", "library"],         first chosen first
 *     "projects": [{ "id": "path", "cost": "700.00", "votes": "7", "selected": true, "amount": "700.00",
 *                    "basis": { "kind": "bought", "effectiveVotes": "7", "price": "100.00", "full": 7, … } }, …],
 *     "course": { "perVoter": "100.00", "increments": 0, "comparison": null } }
 *
 * `amount` is what the project gets: its cost or nothing, or its part where the budget is divided.
 */
import { add, floor, multiply, type Ratio, ratio } from "../ratio.js";
import type { Division } from "./divide.js";
import type { Election, Project } from "./election.js";
import type { Comparison, Outcome, Reason, SharesCourse } from "./outcome.js";
import type { RuleName } from "./rule.js";

export type ProjectBasis =
  | { readonly kind: "withdrawn" | "no-support" | "no-utility" | "all-fit" }
  | { readonly kind: "fits" | "completed"; readonly left: string }
  | { readonly kind: "does-not-fit"; readonly left: string; readonly missing: string }
  | { readonly kind: "after-stop"; readonly by: string }
  | { readonly kind: "under-threshold"; readonly threshold: string }
  | {
      readonly kind: "bought";
      readonly supporters: number;
      readonly effectiveVotes: string;
      /** What a weight of one (a vote, a point) paid in full. */
      readonly price: string;
      readonly full: number;
      readonly fullSum: string;
      readonly less: number;
      readonly lessSum: string;
    }
  | { readonly kind: "unaffordable"; readonly supporters: number; readonly held: string; readonly missing: string }
  | { readonly kind: "divided"; readonly supporters: number }
  /** What the rule gives it is above what it takes at most, or below what it takes at least. */
  | { readonly kind: "above-most" | "under-least"; readonly supporters: number; readonly part: string; readonly bound: string };

export interface ProjectResult {
  readonly id: string;
  readonly cost: string;
  /** Approvals, Σ points, or Σ (rankMax − rank + 1). */
  readonly votes: string;
  readonly selected: boolean;
  readonly amount: string;
  readonly basis: ProjectBasis;
}

export interface CourseResult {
  readonly perVoter: string;
  readonly increments: number;
  readonly comparison: Comparison | null;
}

export interface TallyResult {
  readonly format: "moisson.tally/1";
  readonly rule: RuleName;
  readonly currency: string | null;
  readonly budget: string;
  readonly spent: string;
  readonly voters: number;
  readonly selected: readonly string[];
  readonly order: readonly string[];
  readonly projects: readonly ProjectResult[];
  readonly course: CourseResult | null;
  /** `median`: every median was 0, so the mean decided. */
  readonly byMean: boolean;
}

/** Decimals beyond those of the currency for what one voter pays. */
const priceDecimals = 2;

/** Whole units as a decimal string: 123450n at two places is 1234.50. */
export function formatUnits(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const sign = units < 0n ? "-" : "";
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A ratio of units, half up, with `more` decimals of which idle zeros are left out. */
function formatRatio(value: Ratio, places: number, more = 0): string {
  const scaled = floor(add(multiply(value, ratio(10n ** BigInt(more))), { numerator: 1n, denominator: 2n }));
  const text = formatUnits(scaled, places + more);
  return more === 0 ? text : text.replace(new RegExp(`0{1,${more}}$`), "").replace(/\.$/, "");
}

export function resultOfOutcome(election: Election, { order, spent, reasons }: Outcome, course: SharesCourse | null): TallyResult {
  const { projects, places } = election;
  const won = new Set(order);
  return {
    ...heading(election, spent),
    selected: projects.flatMap(({ id }, project) => (won.has(project) ? [id] : [])),
    order: order.map((project) => idOf(election, project)),
    projects: projects.map((_, project) => ({
      ...counted(election, project),
      selected: won.has(project),
      amount: formatUnits(won.has(project) ? (projects[project]?.cost ?? 0n) : 0n, places),
      basis: basisOf(election, project, reasons[project] ?? { kind: "withdrawn" }),
    })),
    course: course && {
      perVoter: formatRatio(course.perVoter, places, priceDecimals),
      increments: course.increments,
      comparison: course.comparison,
    },
    byMean: false,
  };
}

export function resultOfDivision(election: Election, { parts, amounts, byMean }: Division): TallyResult {
  const { projects, places } = election;
  const largest = projects.flatMap((_, project) => ((amounts[project] ?? 0n) > 0n ? [project] : []));
  largest.sort((a, b) => {
    const difference = (amounts[b] as bigint) - (amounts[a] as bigint);
    return difference === 0n ? (election.lot[a] as number) - (election.lot[b] as number) : difference < 0n ? -1 : 1;
  });
  return {
    ...heading(
      election,
      amounts.reduce((sum, amount) => sum + amount, 0n),
    ),
    selected: projects.flatMap(({ id }, project) => ((amounts[project] ?? 0n) > 0n ? [id] : [])),
    order: largest.map((project) => idOf(election, project)),
    projects: projects.map((_, project) => ({
      ...counted(election, project),
      selected: (amounts[project] ?? 0n) > 0n,
      amount: formatUnits(amounts[project] ?? 0n, places),
      basis: dividedBasis(election, project, parts[project] ?? 0n),
    })),
    course: null,
    byMean,
  };
}

function dividedBasis({ projects, places, ballots }: Election, project: number, part: bigint): ProjectBasis {
  const { out, least, most } = projects[project] as Project;
  if (out !== null) return { kind: out };
  const supporters = ballots.supporters[project] as number;
  const figures = (bound: bigint) => ({ supporters, part: formatUnits(part, places), bound: formatUnits(bound, places) });
  if (part > 0n && part < least) return { kind: "under-least", ...figures(least) };
  if (most !== null && part > most) return { kind: "above-most", ...figures(most) };
  return { kind: "divided", supporters };
}

const idOf = ({ projects }: Election, project: number): string => projects[project]?.id ?? "";

const heading = ({ rule, currency, budget, places, ballots }: Election, spent: bigint) =>
  ({
    format: "moisson.tally/1",
    rule: rule.name,
    currency,
    budget: formatUnits(budget, places),
    spent: formatUnits(spent, places),
    voters: ballots.count,
  }) as const;

function counted(election: Election, project: number): Pick<ProjectResult, "id" | "cost" | "votes"> {
  const { projects, places, ballots } = election;
  const votes = ratio(BigInt(ballots.votes[project] as number), 10n ** BigInt(ballots.pointPlaces));
  return {
    id: idOf(election, project),
    cost: formatUnits(projects[project]?.cost ?? 0n, places),
    votes: formatRatio(votes, 0, ballots.pointPlaces),
  };
}

function basisOf(election: Election, project: number, reason: Reason): ProjectBasis {
  const { places, projects, ballots, rule, currency } = election;
  // Without a currency the amounts of a document say nothing of how fine a sum may be.
  const sum = (value: Ratio) => formatRatio(value, places, currency === null ? priceDecimals : 0);
  const units = (amount: bigint) => formatUnits(amount, places);
  const cost = projects[project]?.cost ?? 0n;
  const supporters = ballots.supporters[project] as number;
  switch (reason.kind) {
    case "fits":
    case "completed":
      return { kind: reason.kind, left: units(reason.left) };
    case "does-not-fit":
      return { kind: reason.kind, left: units(reason.left), missing: units(cost - reason.left) };
    case "after-stop":
      return { kind: reason.kind, by: idOf(election, reason.by) };
    case "under-threshold":
      return { kind: reason.kind, threshold: (rule.kind === "greedy" && rule.threshold?.toFixed()) || "" };
    case "bought":
      return {
        kind: reason.kind,
        supporters,
        effectiveVotes: formatRatio(divideByPoints(reason.effectiveVotes, election), 0, 2),
        price: formatRatio(timesPoints(reason.price, election), places, priceDecimals),
        full: reason.full,
        fullSum: sum(reason.fullSum),
        less: reason.less,
        lessSum: sum(reason.lessSum),
      };
    case "unaffordable": {
      const missing = add(ratio(cost), { ...reason.held, numerator: -reason.held.numerator });
      return { kind: reason.kind, supporters, held: sum(reason.held), missing: sum(missing) };
    }
    default:
      return { kind: reason.kind };
  }
}

/** Weights that are points count in whole points (ballots.ts): a price is for one point, effective votes are points. */
const pointsIn = ({ rule, ballots }: Election): bigint =>
  rule.kind === "equal-shares" && rule.utility === "points" ? 10n ** BigInt(ballots.pointPlaces) : 1n;
const timesPoints = (price: Ratio, election: Election): Ratio => multiply(price, ratio(pointsIn(election)));
const divideByPoints = (votes: Ratio, election: Election): Ratio => multiply(votes, ratio(1n, pointsIn(election)));

/** One line of JSON and a newline: the same tally is always the same bytes. */
export const formatTally = (result: TallyResult): string => `${JSON.stringify(result)}\n`;
