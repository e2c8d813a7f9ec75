/**
 * A ballot file as an election (domain/tally/election.ts), and what a city published of it.
 *
 * Rules of Pabulib, and what they are here:
 *
 *   greedy, greedy-no-skip, greedy-threshold        as named; META min_project_score_threshold is the threshold, and a greedy
 *                                                   file that has one is counted with it
 *   equalshares, or equal-shares                    cost utilities, no completion
 *   equalshares/add1, /add1u, /utilitarian          a completion; /add1e, /add1eu stop where nothing fits any more
 *   …-comparison                                    with the comparison step
 *   mean, median, nash, quadratic                   ours: the budget is divided
 *
 * Ours as well, in the files of rounds, so that these are counted by their very rule; other programs pass over them:
 *
 *   META rule_utility, rule_start, rule_increment   what equal shares has beyond its name, as in domain/tally/rule.ts
 *   META supported_only;true                        what no ballot supports cannot win
 *   PROJECTS least, most                            what a project takes of a divided budget, at least and at most
 *   PROJECTS withdrawn                              0 or 1, instead of what the cost says
 *
 * `greedy-exclusive`, `greedy-custom` and `unknown` depend on what no file holds: they are refused by name.
 *
 * A project at 999999999 was withdrawn after the vote: it keeps its votes and never wins. `selected` 1 says that the rule chose
 * it; other numbers above 0 (2, 3) that it was funded for another reason, which a comment explains.
 */
import { isCurrency } from "../domain/currency.js";
import { parseAmount } from "../domain/money.js";
import { Refusal } from "../domain/refusals.js";
import type { BallotType } from "../domain/tally/election.js";
import { ballotTypeOf, columnReader, lineOf, metaPlace, metaValue, type PabulibFile, type PabulibRow, pbFault } from "./pabulib.js";

/** Rules that can be asked for by name. */
export const pabulibRules = [
  "greedy",
  "greedy-no-skip",
  "greedy-threshold",
  "equalshares",
  "equalshares/utilitarian",
  "equalshares/add1",
  "equalshares/add1u",
  "equalshares-comparison",
  "equalshares/add1-comparison",
  "mean",
  "median",
  "nash",
  "quadratic",
] as const;

const beyondFiles = ["greedy-exclusive", "greedy-custom", "unknown"];
export const withdrawnCost = "999999999";

/** What is asked for instead of the file's own. */
export interface RuleChoice {
  readonly rule?: string | undefined;
  /** Fields of domain/tally/rule.ts that replace those that follow from the rule's name. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly seed?: string | undefined;
}

/** The plain document of a file, to be counted by its own rule or by another. */
export function electionOf(file: PabulibFile, choice: RuleChoice = {}): Record<string, unknown> {
  const ballotType = ballotTypeOf(file);
  const amounts = amountsOf(file);
  const rankMax = ballotType === "ordinal" ? wholeMeta(file, "max_length") : undefined;
  const defaultScore = ballotType === "scoring" ? numberMeta(file, "default_score") : undefined;
  return {
    format: "moisson.election/1",
    ...(amounts.currency === undefined ? {} : { currency: amounts.currency }),
    budget: amounts.budget,
    ...(choice.seed === undefined ? {} : { seed: choice.seed }),
    ballotType,
    ...(metaValue(file, "supported_only")?.toLowerCase() === "true" ? { supportedOnly: true } : {}),
    ...(rankMax === undefined ? {} : { rankMax }),
    ...(defaultScore === undefined ? {} : { defaultScore }),
    projects: projectsOf(file, amounts.costs),
    ballots: ballotsOf(file, ballotType, rankMax),
    rule: ruleOf(file, choice),
  };
}

export interface Published {
  /** Ids of the projects that the rule chose, in the order of the file. */
  readonly winners: readonly string[];
  /** Funded for another reason: `selected` is 2 or more. */
  readonly otherwise: readonly string[];
}

/** What the column `selected` says, or null where there is none, or nothing in it. */
export function publishedOf({ projects }: PabulibFile): Published | null {
  const [id, selected] = [columnReader(projects, "project_id"), columnReader(projects, "selected")];
  if (projects.rows.every((row) => selected(row) === "")) return null;
  const marks = projects.rows.map((row) => {
    const mark = selected(row);
    return { id: id(row), mark: mark === "" ? "0" : decimalOf(mark, `${lineOf(row.line)}, selected`) };
  });
  return {
    winners: marks.flatMap(({ id, mark }) => (mark === "1" ? [id] : [])),
    otherwise: marks.flatMap(({ id, mark }) => (mark === "1" || mark === "0" ? [] : [id])),
  };
}

/** The rule's name, as the file or the caller gives it. */
export function ruleNameOf(file: PabulibFile, { rule }: RuleChoice): string {
  const name = rule ?? metaValue(file, "rule");
  if (name === undefined) throw new Refusal("rule_missing", { at: "META rule", allowed: [...pabulibRules] });
  return name;
}

const sharesName = /^(?:equalshares|equal-shares)(?:\/(none|utilitarian|add1|add1u|add1e|add1eu))?(-comparison)?$/;
const divisions = ["mean", "median", "nash", "quadratic"];

function ruleOf(file: PabulibFile, choice: RuleChoice): Record<string, unknown> {
  const name = ruleNameOf(file, choice);
  const word = name.toLowerCase();
  const fields = choice.fields ?? {};
  const shares = sharesName.exec(word);
  if (shares !== null) {
    requireFor(name, fields, ["utility", "completion", "exhaustive", "comparison", "start", "increment"]);
    const [, completion = "none", comparison] = shares;
    return {
      name: "equal-shares",
      completion: completion.replace("add1e", "add1"),
      exhaustive: completion.startsWith("add1e"),
      comparison: comparison !== undefined,
      ...(choice.rule === undefined ? ownFields(file) : {}),
      ...fields,
    };
  }
  if (divisions.includes(word)) {
    requireFor(name, fields, []);
    return { name: word };
  }
  if (word !== "greedy" && word !== "greedy-no-skip" && word !== "greedy-threshold") {
    const at = choice.rule === undefined ? metaPlace(file, "rule") : "--rule";
    throw new Refusal(beyondFiles.includes(word) ? "rule_beyond_file" : "rule_unknown", { at, rule: name, allowed: [...pabulibRules] });
  }
  requireFor(name, fields, ["threshold"]);
  const threshold = fields.threshold ?? numberMeta(file, "min_project_score_threshold");
  if (threshold === undefined) return { name: word };
  // A file says by its threshold that its rule had one; who asks for «greedy» asks for it without.
  if (word !== "greedy") return { name: word, threshold };
  return choice.rule === undefined || fields.threshold !== undefined ? { name: "greedy-threshold", threshold } : { name: word };
}

/** What the file says of its own equal shares beyond the name. */
function ownFields(file: PabulibFile): Record<string, string> {
  const [utility, start, increment] = [metaValue(file, "rule_utility"), metaValue(file, "rule_start"), numberMeta(file, "rule_increment")];
  return {
    ...(utility === undefined ? {} : { utility }),
    ...(start === undefined ? {} : { start }),
    ...(increment === undefined ? {} : { increment }),
  };
}

/** What is asked for beside a rule goes with it. */
function requireFor(rule: string, fields: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const other = Object.keys(fields).find((field) => !known.includes(field));
  if (other !== undefined) throw new Refusal("rule_invalid", { at: `--${other}`, problem: "not_for_this_rule", rule });
}

interface Amounts {
  readonly currency: string | undefined;
  readonly budget: string;
  readonly costs: readonly string[];
}

/** Amounts in the file's currency where it is one and they fit its decimals, as plain decimals otherwise. */
function amountsOf(file: PabulibFile): Amounts {
  const budget = numberMeta(file, "budget");
  if (budget === undefined) throw pbFault(metaPlace(file, "budget"), "missing");
  const read = columnReader(file.projects, "cost");
  const costs = file.projects.rows.map((row) => {
    const at = `${lineOf(row.line)}, cost`;
    const cost = decimalOf(read(row), at);
    if (cost.startsWith("-")) throw pbFault(at, "below_zero");
    return cost;
  });
  if (budget.startsWith("-")) throw pbFault(metaPlace(file, "budget"), "below_zero");
  const code = metaValue(file, "currency")?.toUpperCase();
  const currency = code !== undefined && isCurrency(code) && [budget, ...costs].every((amount) => fits(amount, code)) ? code : undefined;
  return { currency, budget, costs };
}

function fits(amount: string, currency: string): boolean {
  try {
    parseAmount(amount, currency);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function projectsOf({ projects }: PabulibFile, costs: readonly string[]): Record<string, unknown>[] {
  const [id, name] = [columnReader(projects, "project_id"), columnReader(projects, "name")];
  const [least, most, withdrawn] = [columnReader(projects, "least"), columnReader(projects, "most"), columnReader(projects, "withdrawn")];
  const bounds = { least, most };
  const bound = (column: "least" | "most", row: PabulibRow) => {
    const text = bounds[column](row);
    return text === "" ? {} : { [column]: decimalOf(text, `${lineOf(row.line)}, ${column}`) };
  };
  const isWithdrawn = (row: PabulibRow, cost: string | undefined) => {
    const said = withdrawn(row);
    return said === "" ? cost === withdrawnCost : said === "1";
  };
  return projects.rows.map((row, index) => ({
    id: id(row),
    name: name(row),
    cost: costs[index],
    ...bound("least", row),
    ...bound("most", row),
    ...(isWithdrawn(row, costs[index]) ? { withdrawn: true } : {}),
  }));
}

function ballotsOf({ projects, votes }: PabulibFile, type: BallotType, rankMax: number | undefined): Record<string, unknown>[] {
  const id = columnReader(projects, "project_id");
  const ids = new Set(projects.rows.map(id));
  const [vote, points] = [columnReader(votes, "vote"), columnReader(votes, "points")];
  const hasPoints = type === "cumulative" || type === "scoring";
  if (hasPoints && !votes.columns.includes("points")) throw pbFault("VOTES", "column_missing", { column: "points" });
  const longest = type === "choose-1" ? 1 : (rankMax ?? ids.size);
  return votes.rows.map((row) => {
    const named = listOf(vote(row));
    requireBallot(row, named, ids, longest);
    if (!hasPoints) return { projects: named };
    const given = listOf(points(row));
    const at = `${lineOf(row.line)}, points`;
    if (given.length !== named.length) throw pbFault(at, "points_count", { found: given.length, expected: named.length });
    const decimals = given.map((text) => decimalOf(text, at));
    if (type === "cumulative" && decimals.some((decimal) => decimal.startsWith("-"))) throw pbFault(at, "below_zero");
    return { projects: named, points: decimals };
  });
}

function requireBallot({ line }: PabulibRow, named: readonly string[], ids: ReadonlySet<string>, longest: number): void {
  const at = `${lineOf(line)}, vote`;
  const unknown = named.find((id) => !ids.has(id));
  if (unknown !== undefined) throw pbFault(at, "project_unknown", { id: unknown });
  const twice = named.find((id, place) => named.indexOf(id) < place);
  if (twice !== undefined) throw pbFault(at, "project_twice_in_ballot", { id: twice });
  if (named.length > longest) throw pbFault(at, "ballot_too_long", { found: named.length, max: longest });
}

/** `1, 2,5` as its parts; an empty cell is an empty list. */
const listOf = (cell: string): string[] =>
  cell
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A number as programs write it, `400000.0`, `1e6`, `.5`, as a plain decimal without idle zeros. */
function decimalOf(text: string, at: string): string {
  const [, sign, whole = "", fraction = "", power = "0"] = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,2}))?$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === "" || text.length > 60)
    throw pbFault(at, "number_malformed", { found: text.slice(0, 60) });
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  const padded = point <= 0 ? `${"0".repeat(1 - point)}${digits}` : digits.padEnd(point, "0");
  const split = Math.max(point, 1);
  const [integer, rest] = [padded.slice(0, split).replace(/^0+(?=\d)/, ""), padded.slice(split).replace(/0+$/, "")];
  const value = rest === "" ? integer : `${integer}.${rest}`;
  return sign === "-" && value !== "0" ? `-${value}` : value;
}

function numberMeta(file: PabulibFile, key: string): string | undefined {
  const text = metaValue(file, key);
  return text === undefined ? undefined : decimalOf(text, metaPlace(file, key));
}

function wholeMeta(file: PabulibFile, key: string): number | undefined {
  const text = numberMeta(file, key);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw pbFault(metaPlace(file, key), "whole_number_expected", { min: 1 });
  return Number(text);
}
