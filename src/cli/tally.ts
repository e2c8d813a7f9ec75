/**
 * `moisson tally`: the winners of a ballot file, counted here and now by its own rule or by another (DESIGN §13).
 *
 *   moisson tally FILE.pb                    winners, and whether they are the published ones
 *   moisson tally FILE.pb --explain ID       why one project wins or not
 *   moisson tally FILE.pb --rule equalshares/add1 --utility cost …      another rule
 *
 * Says whether the published winners are confirmed, which is an answer, not a refusal: it ends with 0. No database is opened.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { displayAmount, displayDecimal } from "../domain/display.js";
import { type Language, Refusal } from "../domain/refusals.js";
import { type Election, parseElection } from "../domain/tally/election.js";
import { explainAll, explainCourse, explainProject } from "../domain/tally/explanation.js";
import type { ProjectResult, TallyResult } from "../domain/tally/result.js";
import { tally as count } from "../domain/tally/tally.js";
import { decodeBytes } from "../exchange/decode.js";
import { parsePabulib } from "../exchange/pabulib.js";
import { electionOf, type Published, pabulibRules, publishedOf, ruleNameOf } from "../exchange/pabulib-election.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson tally FICHIER.pb [--rule RÈGLE] [--explain PROJET] [--json] [--lang fr|en]
  --rule         ${rulesIn("                 ")}
  --threshold    greedy-threshold, greedy-no-skip : les voix qu’il faut au moins
  et pour equalshares :
  --utility      cost | cardinality | points | borda
  --completion   none | utilitarian | add1 | add1u
  --exhaustive   add1 s’arrête aussi quand plus rien ne tient dans ce qui reste
  --increment    de combien add1 relève la part de chaque bulletin (1)
  --start        integral | exact : add1 part d’une part entière, ou du budget exact
  --comparison   le résultat par voix l’emporte si strictement plus de personnes y gagnent
  --seed TEXTE   tire au sort les dernières égalités ; sans, l’ordre du fichier`,
  en: `usage: moisson tally FILE.pb [--rule RULE] [--explain PROJECT] [--json] [--lang fr|en]
  --rule         ${rulesIn("                 ")}
  --threshold    greedy-threshold, greedy-no-skip: the votes it takes at least
  and for equalshares:
  --utility      cost | cardinality | points | borda
  --completion   none | utilitarian | add1 | add1u
  --exhaustive   add1 stops also when nothing more fits in what is left
  --increment    by how much add1 raises the share of each ballot (1)
  --start        integral | exact: add1 begins with a whole share, or with exactly the budget
  --comparison   the result by votes stands if strictly more voters gain by it
  --seed TEXT    draws the lot of the last ties; without, the order of the file`,
};

function rulesIn(indent: string): string {
  const half = Math.ceil(pabulibRules.length / 2);
  return `${pabulibRules.slice(0, half).join(" | ")} |\n${indent}${pabulibRules.slice(half).join(" | ")}`;
}

const options = {
  rule: { type: "string" },
  threshold: { type: "string" },
  utility: { type: "string" },
  completion: { type: "string" },
  exhaustive: { type: "boolean" },
  increment: { type: "string" },
  start: { type: "string" },
  comparison: { type: "boolean" },
  seed: { type: "string" },
  explain: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

const ruleFields = ["threshold", "utility", "completion", "exhaustive", "increment", "start", "comparison"] as const;

/** A file, counted. */
interface Counted {
  readonly ruleName: string;
  readonly election: Election;
  readonly result: TallyResult;
  readonly published: Published | null;
}

export async function tally(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  return answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) return void io.stdout.write(`${usage[spoken.language]}\n`);
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError(usage[spoken.language]);
    const fields = Object.fromEntries(ruleFields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])));
    const file = parsePabulib(decodeBytes(await readBallots(path)).text);
    const choice = { rule: values.rule, seed: values.seed, fields };
    const election = parseElection(electionOf(file, choice));
    const counted: Counted = { ruleName: ruleNameOf(file, choice), election, result: count(election), published: publishedOf(file) };
    const said = values.json ? jsonOf(counted, values.explain, spoken.language) : textOf(counted, values.explain, spoken.language);
    io.stdout.write(said);
  });
}

async function readBallots(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Refusal("not_found", { at: path, problem: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** Winners that the file does not publish, and published ones that do not win. */
function differences({ result, published }: Counted): { readonly more: string[]; readonly fewer: string[] } {
  const [won, said] = [new Set(result.selected), new Set(published?.winners ?? result.selected)];
  return { more: [...won].filter((id) => !said.has(id)), fewer: [...said].filter((id) => !won.has(id)) };
}

function isSame(counted: Counted): boolean {
  const { more, fewer } = differences(counted);
  return more.length + fewer.length === 0;
}

function jsonOf(counted: Counted, explained: string | undefined, language: Language): string {
  const { ruleName, election, result, published } = counted;
  if (explained !== undefined) explainProject(election, result, explained, language, "--explain");
  const why = explainAll(election, result, language);
  const projects = result.projects.map(({ id, cost, votes, selected, amount, basis }, place) => ({
    id,
    cost,
    votes: Number(votes),
    won: selected,
    ...(election.rule.kind === "divide" ? { amount } : {}),
    why: why[place],
    basis,
  }));
  const document = {
    rule: ruleName,
    counted: election.rule,
    currency: result.currency,
    budget: result.budget,
    spent: result.spent,
    voters: result.voters,
    winners: result.selected,
    order: result.order,
    published: published?.winners ?? null,
    confirmed: published === null ? null : isSame(counted),
    projects: projects.filter(({ id }) => explained === undefined || id === explained),
    course: result.course,
  };
  return `${JSON.stringify(document)}\n`;
}

function textOf(counted: Counted, explained: string | undefined, language: Language): string {
  const { ruleName, election, result } = counted;
  if (explained !== undefined) {
    const course = explainCourse(result, language);
    return `${[explainProject(election, result, explained, language, "--explain"), ...(course === null ? [] : [course])].join("\n")}\n`;
  }
  const french = language === "fr";
  const money = (amount: string) =>
    result.currency === null ? displayDecimal(amount, language) : displayAmount(amount, result.currency, language);
  // In French zero is singular.
  const inNumber = (value: number, [one, many]: readonly [string, string]) =>
    `${displayDecimal(String(value), language)} ${value === 1 || (french && value === 0) ? one : many}`;
  const projects = (value: number) => inNumber(value, french ? ["projet", "projets"] : ["project", "projects"]);
  const ballots = inNumber(result.voters, french ? ["bulletin", "bulletins"] : ["ballot", "ballots"]);
  const title = `${ruleName}${french ? " :" : ":"} ${projects(result.projects.length)}, ${ballots}, budget ${money(result.budget)}`;
  const chosen = result.selected.length;
  const winners = `${french ? (chosen > 1 ? "Retenus :" : "Retenu :") : "Chosen:"} ${projects(chosen)}, ${money(result.spent)}`;
  const course = explainCourse(result, language);
  return `${[title, ...(course === null ? [] : [course]), "", winners, ...winnerRows(counted, money, language), "", ...verdict(counted, french)].join("\n")}\n`;
}

/** One row a winner, first chosen first: id, name, amount, votes. */
function winnerRows({ election, result }: Counted, money: (amount: string) => string, language: Language): string[] {
  const names = new Map(election.projects.map(({ id, name }) => [id, name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")]));
  const projects = new Map(result.projects.map((project) => [project.id, project]));
  const hasPoints = election.ballotType !== "approval" && election.ballotType !== "choose-1";
  const isOne = (votes: string) => (language === "fr" ? /^-?[01](\.|$)/.test(votes) : votes === "1");
  const unit = (votes: string) => (!hasPoints && language === "fr" ? "voix" : `${hasPoints ? "point" : "vote"}${isOne(votes) ? "" : "s"}`);
  const rows = result.order.map((id) => {
    const { amount, votes } = projects.get(id) as ProjectResult;
    return [id, money(amount), `${displayDecimal(votes, language)} ${unit(votes)}`, names.get(id) ?? ""];
  });
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  return rows.map(([id = "", amount = "", votes = "", name = ""]) =>
    `  ${id.padEnd(width(0))}  ${amount.padStart(width(1))}  ${votes.padStart(width(2))}  ${name}`.trimEnd(),
  );
}

/** Whether the published winners are confirmed, and where they differ. */
function verdict(counted: Counted, french: boolean): string[] {
  const { published } = counted;
  if (published === null) {
    return [
      french ? "Le fichier ne publie pas de résultat : rien à confirmer." : "The file publishes no result: there is nothing to confirm.",
    ];
  }
  const { more, fewer } = differences(counted);
  const aside = published.otherwise.filter((id) => !fewer.includes(id));
  const lines = isSame(counted)
    ? [french ? "Le résultat publié est confirmé." : "The published result is confirmed."]
    : [
        french ? "Le résultat publié n’est pas confirmé :" : "The published result is not confirmed:",
        ...(more.length === 0 ? [] : [`${french ? "  retenus ici, pas publiés :" : "  chosen here, not published:"} ${more.join(", ")}`]),
        ...(fewer.length === 0 ? [] : [`${french ? "  publiés, pas retenus ici :" : "  published, not chosen here:"} ${fewer.join(", ")}`]),
      ];
  if (aside.length === 0) return lines;
  const told = french ? "Financés pour une autre raison, selon le fichier :" : "Funded for another reason, as the file says:";
  return [...lines, `${told} ${aside.join(", ")}`];
}
