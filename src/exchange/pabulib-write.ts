/**
 * An election as a Pabulib file, so that anyone can count it again: `moisson tally FILE.pb`, or any other program.
 *
 *  1. Projects stand in the order of the lot that the seed draws: in a file, ties go by its order.
 *  2. Voters are numbers. What a ballot may hold is told as Pabulib names it. What a rule has beyond its name in such files
 *     stands in keys and columns of ours, which our reader reads back (pabulib-election.ts), so that the file is counted by the
 *     very rule; and in the comment, for people.
 */
import { fieldsOf } from "../domain/sharing/fields.js";
import { parseElection } from "../domain/tally/election.js";
import type { EqualSharesRule, Rule } from "../domain/tally/rule.js";
import type { PabulibFile, PabulibTable } from "./pabulib.js";
import { withdrawnCost } from "./pabulib-election.js";

interface Written {
  readonly description: string;
  /** The country in English, who decided, and when, as far as they are known. */
  readonly country?: string | undefined;
  readonly unit?: string | undefined;
  readonly instance?: string | undefined;
  /** Days: 2026-03-26. */
  readonly beginsOn?: string | undefined;
  readonly endsOn?: string | undefined;
  /** What a ballot may hold at most, and the points it may give. */
  readonly limits?: Readonly<Partial<Record<(typeof limitNames)[number], number | null>>>;
  /** Ids of the winners. */
  readonly selected: readonly string[];
}

const limitNames = ["max_length", "min_points", "max_points", "max_sum_points", "default_score"] as const;

/** As Pabulib writes days: 26.03.2026. */
const dayOf = (day: string | undefined): string | undefined => day?.split("-").reverse().join(".");

interface WrittenProject {
  readonly id: string;
  readonly name?: string;
  readonly cost?: string;
  readonly least?: string;
  readonly most?: string;
  readonly withdrawn?: boolean;
}

/** `document` is a `moisson.election/1` that was counted. */
export function pabulibOf(document: Record<string, unknown>, written: Written): PabulibFile {
  const election = parseElection(document);
  const ballots = document.ballots as readonly { readonly projects: readonly string[]; readonly points?: readonly string[] }[];
  const projects = document.projects as readonly WrittenProject[];
  const hasPoints = election.ballotType === "cumulative" || election.ballotType === "scoring";
  const inLot = projects.map((project, index) => ({ project, lot: election.lot[index] ?? index })).sort((a, b) => a.lot - b.lot);
  const won = new Set(written.selected);
  const own = ownColumns.filter((column) => projects.some((project) => isNeeded(project, column)));
  const limits = { max_length: document.rankMax, default_score: document.defaultScore, ...written.limits };
  const known: readonly (readonly [string, unknown])[] = [
    ["description", written.description],
    ["country", written.country],
    ["unit", written.unit],
    ["instance", written.instance],
    ["num_projects", projects.length],
    ["num_votes", ballots.length],
    ["budget", document.budget],
    ["vote_type", election.ballotType],
    ["rule", ruleName(election.rule)],
    ...ownMeta(election.rule),
    ["supported_only", document.supportedOnly === true ? "true" : null],
    ["date_begin", dayOf(written.beginsOn)],
    ["date_end", dayOf(written.endsOn)],
    ...limitNames.map((name) => [name, (limits as Readonly<Record<string, unknown>>)[name]] as const),
    ["min_project_score_threshold", election.rule.kind === "greedy" ? election.rule.threshold?.toFixed() : null],
    ["currency", election.currency],
    ["comment", `rule: ${JSON.stringify(fieldsOf(document.rule))}`],
  ];
  const meta = known.flatMap(([key, value]) => (value === null || value === undefined || value === "" ? [] : [[key, String(value)]]));
  return {
    meta: table(["key", "value"], meta),
    projects: table(
      ["project_id", "cost", "name", "selected", ...own],
      inLot.map(({ project }) => [
        project.id,
        project.cost ?? "0",
        project.name ?? "",
        won.has(project.id) ? "1" : "0",
        ...own.map((column) => ownCell(project, column)),
      ]),
    ),
    votes: table(
      ["voter_id", "vote", ...(hasPoints ? ["points"] : [])],
      ballots.map(({ projects: named, points = [] }, index) => [
        String(index + 1),
        named.join(","),
        ...(hasPoints ? [points.join(",")] : []),
      ]),
    ),
  };
}

const ownColumns = ["least", "most", "withdrawn"] as const;
type OwnColumn = (typeof ownColumns)[number];

const ownCell = (project: WrittenProject, column: OwnColumn): string =>
  column === "withdrawn" ? (project.withdrawn ? "1" : "0") : (project[column] ?? "");

/** A project is withdrawn where its cost says so, unless it is said. */
const isNeeded = (project: WrittenProject, column: OwnColumn): boolean =>
  column === "withdrawn" ? project.withdrawn === true || Number(project.cost) === Number(withdrawnCost) : project[column] !== undefined;

/** What equal shares has beyond its name. */
const ownMeta = (rule: Rule): [string, string][] =>
  rule.kind === "equal-shares"
    ? [
        ["rule_utility", rule.utility],
        ["rule_start", rule.start],
        ["rule_increment", rule.increment.toFixed()],
      ]
    : [];

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): PabulibTable => ({
  columns,
  rows: rows.map((cells) => ({ line: 0, cells })),
});

function ruleName(rule: Rule): string {
  return rule.kind === "equal-shares" ? sharesName(rule) : rule.name;
}

function sharesName({ completion, exhaustive, comparison }: EqualSharesRule): string {
  const completed = exhaustive && completion.startsWith("add1") ? completion.replace("add1", "add1e") : completion;
  return `equalshares${completed === "none" ? "" : `/${completed}`}${comparison ? "-comparison" : ""}`;
}
