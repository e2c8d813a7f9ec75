/**
 * An election, `moisson.election/1`: what there is to spend, the projects, the ballots, the rule. Plain JSON, so that
 * anyone can keep it and count again.
 *
 *   { "format": "moisson.election/1",
 *     "currency": "EUR",              // optional; without it the amounts are plain decimals
 *     "budget": "1100.00",            // for `quadratic`: the matching pool
 *     "seed": "round-7",              // optional; draws the lot of ties. Without it ties go by the order of the projects
 *     "ballotType": "approval",       // approval | choose-1 | cumulative | scoring | ordinal
 *     "rankMax": 3,                   // ordinal: how many may be ranked; missing = as many as there are projects
 *     "defaultScore": "0",            // scoring: the points of a project that a ballot does not name; missing = 0
 *     "supportedOnly": false,         // whether a project that no ballot supports cannot win, even where all fit
 *     "projects": [{ "id": "path", "name": "Bike path", "cost": "700.00", "withdrawn": false,
 *                    "least": "300.00", "most": "900.00" }],      // where the rule divides: what it takes at least and at most
 *     "ballots": [{ "projects": ["path", "gym"], "points": ["3", "1"] }],   // ordinal: best first; points where the type has them
 *     "rule": { "name": "equal-shares", "utility": "cost", "completion": "add1" } }    // see rule.ts
 *
 * An empty ballot counts as a voter. A withdrawn project keeps its place and its votes and never wins. Amounts and points
 * are decimal strings; costs may be missing where the rule divides (they are 0 then). Unknown fields are ignored.
 *
 * Refused before anything is counted: `election_invalid` with a place and a problem, `amount_precision`,
 * `unknown_currency`, and what rule.ts refuses.
 */
import type { Decimal } from "../decimal.js";
import { currencyDecimals } from "../money.js";
import { Refusal } from "../refusals.js";
import {
  amountField,
  decimalField,
  type Fields,
  faulty,
  fieldsOf,
  flagField,
  listField,
  required,
  signedDecimalField,
  textField,
  wholeNumberField,
} from "../sharing/fields.js";
import { type Ballot, type Ballots, gatherBallots } from "./ballots.js";
import { lotOf } from "./lot.js";
import { parseRule, type Rule } from "./rule.js";

export const ballotTypes = ["approval", "choose-1", "cumulative", "scoring", "ordinal"] as const;
export type BallotType = (typeof ballotTypes)[number];

export interface Project {
  readonly id: string;
  readonly name: string;
  /** In units of the election: 10^places make one of the currency. */
  readonly cost: bigint;
  /** Why it cannot win, whatever the rule. */
  readonly out: "withdrawn" | "no-support" | null;
  /** Where the budget is divided: a part below `least` is nothing, one above `most` is that. */
  readonly least: bigint;
  readonly most: bigint | null;
}

export interface Election {
  readonly currency: string | null;
  /** Decimals of its amounts: those of the currency, or as many as the document writes. */
  readonly places: number;
  readonly budget: bigint;
  readonly ballotType: BallotType;
  readonly projects: readonly Project[];
  readonly ballots: Ballots;
  /** By project: who stands lower wins a tie that nothing else decides. */
  readonly lot: readonly number[];
  readonly rule: Rule;
}

/**
 * Points have at most this many digits, before and after the point together, once all are on one scale; and all together
 * they stay below 2^53, so that every sum of them is exact.
 */
export const pointDigitsMax = 16;

/** Any value as an election. Throws a Refusal, and nothing else. */
export function parseElection(value: unknown): Election {
  return asElection(() => {
    const fields = fieldsOf(value);
    if (fields.format !== "moisson.election/1") throw faulty("format", "one_of", { allowed: ["moisson.election/1"] });
    const ballotType = choice(fields, "ballotType", ballotTypes);
    const rule = parseRule(fields.rule, ballotType);
    const { currency, places, budget, amounts } = readAmounts(fields);
    const named = readProjects(fields, amounts, rule.kind === "divide");
    const ballots = readBallots(fields, ballotType, named);
    requireExactSums(ballots);
    const isSupportNeeded = flagField(fields, "supportedOnly", false);
    const projects = named.map((project, place): Project => {
      const isUnsupported = isSupportNeeded && ballots.supporters[place] === 0;
      return project.out === null && isUnsupported ? { ...project, out: "no-support" } : project;
    });
    return { currency, places, budget, ballotType, projects, ballots, lot: lotOf(projects.length, textField(fields, "seed")), rule };
  });
}

/** The readers of fields speak of sharing documents and keys; here the same faults are those of an election and its rule. */
function asElection<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal && error.code === "document_invalid") throw new Refusal("election_invalid", error.figures);
    if (error instanceof Refusal && error.code === "key_invalid") throw new Refusal("rule_invalid", error.figures);
    throw error;
  }
}

/** One of a few words, which must be there. */
function choice<T extends string>(fields: Fields, name: string, allowed: readonly T[]): T {
  const word = required(fields[name], name);
  if (!allowed.includes(word as T)) throw faulty(name, "one_of", { allowed });
  return word as T;
}

interface Amounts {
  readonly currency: string | null;
  readonly places: number;
  readonly budget: bigint;
  /** By place in the list; undefined where a project has none. */
  readonly amounts: readonly Readonly<Record<AmountName, bigint | undefined>>[];
}

type AmountName = "cost" | "least" | "most";
/** Each amount of a project, as `read` reads it. */
const amountsOf = <Value>(item: unknown, read: (fields: Fields, name: AmountName) => Value): Readonly<Record<AmountName, Value>> => {
  const fields = fieldsOf(item);
  return { cost: read(fields, "cost"), least: read(fields, "least"), most: read(fields, "most") };
};

/** Every amount in whole units: of the currency, or of the smallest decimal that the document writes. */
function readAmounts(fields: Fields): Amounts {
  const currency = textField(fields, "currency");
  if (currency !== undefined) {
    const places = currencyDecimals(currency);
    const budget = required(amountField(fields, "budget", currency), "budget");
    const amounts = listField(fields, "projects", (item) => amountsOf(item, (project, name) => amountField(project, name, currency)));
    return { currency, places, budget, amounts };
  }
  const budget = required(decimalField(fields, "budget"), "budget");
  const written = listField(fields, "projects", (item) => amountsOf(item, decimalField));
  const known = written.flatMap(({ cost, least, most }) => [cost, least, most]).filter((amount) => amount !== undefined);
  const places = [budget, ...known].reduce((most, decimal) => Math.max(most, decimal.decimalPlaces()), 0);
  const scaled = (decimal: Decimal) => BigInt(decimal.times(`1e${places}`).toFixed());
  const amounts = written.map(({ cost, least, most }) => ({
    cost: cost && scaled(cost),
    least: least && scaled(least),
    most: most && scaled(most),
  }));
  return { currency: null, places, budget: scaled(budget), amounts };
}

function readProjects(fields: Fields, amounts: Amounts["amounts"], divides: boolean): Project[] {
  const seen = new Set<string>();
  const projects = listField(fields, "projects", (item, index) => {
    const project = fieldsOf(item);
    const id = required(textField(project, "id"), "id");
    if (seen.has(id)) throw faulty("id", "twice", { id });
    seen.add(id);
    const { cost: known, least = 0n, most = null } = amounts[index] ?? {};
    const cost = divides ? (known ?? 0n) : required(known, "cost");
    const out = flagField(project, "withdrawn", false) ? ("withdrawn" as const) : null;
    return { id, name: textField(project, "name") ?? "", cost, out, least, most };
  });
  if (projects.length === 0) throw faulty("projects", "no_projects");
  return projects;
}

/** A ballot as it is written: places of projects, and points as texts. */
interface Written {
  readonly projects: readonly number[];
  readonly points: readonly string[] | null;
}

function readBallots(fields: Fields, type: BallotType, projects: readonly Project[]): Ballots {
  const placeOf = new Map(projects.map(({ id }, place) => [id, place]));
  const rankMax = fields.rankMax === undefined ? projects.length : wholeNumberField(fields, "rankMax", 1);
  const longest = type === "choose-1" ? 1 : type === "ordinal" ? rankMax : projects.length;
  const hasPoints = type === "cumulative" || type === "scoring";
  const written = listField(fields, "ballots", (item): Written => {
    const ballot = fieldsOf(item);
    const chosen = listField(ballot, "projects", (id) => {
      const place = placeOf.get(id as string);
      if (place === undefined) throw faulty("", "project_unknown", { id: String(id) });
      return place;
    });
    const again = chosen.length > 1 ? chosen.find((place, index) => chosen.indexOf(place) < index) : undefined;
    if (again !== undefined) throw faulty("projects", "project_twice_in_ballot", { id: projects[again]?.id ?? "" });
    if (chosen.length > longest) throw faulty("projects", "ballot_too_long", { found: chosen.length, max: longest });
    if (!hasPoints) return { projects: chosen, points: null };
    const points = listField(ballot, "points", (text) => pointText(text, type));
    if (points.length !== chosen.length) throw faulty("points", "points_count", { found: points.length, expected: chosen.length });
    return { projects: chosen, points };
  });
  if (type === "ordinal") {
    const ranked = written.map(({ projects: chosen }): Ballot => ({ projects: chosen, points: chosen.map((_, rank) => rankMax - rank) }));
    return gatherBallots(projects.length, ranked, 0);
  }
  if (!hasPoints) return gatherBallots(projects.length, written as readonly Ballot[], 0);
  const unnamed = type === "scoring" && fields.defaultScore !== undefined ? pointText(fields.defaultScore, type, "defaultScore") : "0";
  const places = written.reduce((most, { points }) => (points ?? []).reduce((least, text) => Math.max(least, decimalsOf(text)), most), 0);
  const pointPlaces = Math.max(places, decimalsOf(unnamed));
  const rest = wholePoints(unnamed, pointPlaces, "defaultScore");
  const ballots = written.map(({ projects: chosen, points }, index): Ballot => {
    const given = (points ?? []).map((text) => wholePoints(text, pointPlaces, `ballots[${index}].points`));
    if (rest === 0) return { projects: chosen, points: given };
    const others = projects.map((_, place) => place).filter((place) => !chosen.includes(place));
    return { projects: [...chosen, ...others], points: [...given, ...others.map(() => rest)] };
  });
  return gatherBallots(projects.length, ballots, pointPlaces);
}

/** Refuses points whose sums, as numbers, could be off. */
function requireExactSums({ sizes, starts, points }: Ballots): void {
  let sum = 0;
  for (let group = 0; points !== null && group < sizes.length; group += 1) {
    for (let at = starts[group] as number; at < (starts[group + 1] as number); at += 1)
      sum += (sizes[group] as number) * Math.abs(points[at] as number);
  }
  if (sum > Number.MAX_SAFE_INTEGER) throw faulty("ballots", "points_sum_too_large", { max: Number.MAX_SAFE_INTEGER });
}

/** The text of a number of points; only scoring ballots may have negative ones. */
function pointText(value: unknown, type: BallotType, name = ""): string {
  const text = required(value, name);
  const decimal = required(signedDecimalField({ text }, "text"), name);
  if (type === "cumulative" && decimal.isNegative() && !decimal.isZero()) throw faulty(name, "below_zero");
  return decimal.toFixed();
}

const decimalsOf = (text: string): number => (text.includes(".") ? text.length - text.indexOf(".") - 1 : 0);

/** Points as a whole number of their smallest decimal: wholePoints("2.5", 2) = 250. */
function wholePoints(text: string, places: number, at: string): number {
  const [whole = "", fraction = ""] = text.split(".");
  const digits = whole + fraction.padEnd(places, "0");
  if (digits.replace(/^-?0*/, "").length > pointDigitsMax) throw faulty(at, "points_too_large", { max: pointDigitsMax });
  return Number(digits);
}
