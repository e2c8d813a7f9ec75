/** The words of one language for refusals, and how a sentence is made of them. */
import { filled } from "../filled.js";
import type { Problem } from "../problems.js";
import type { Language, RefusalCode, RefusalFigures } from "../refusals.js";

/** `{name}` in a sentence is replaced by the figure of that name (domain/filled). */
export interface RefusalWords {
  readonly language: Language;
  readonly refusals: Readonly<Record<RefusalCode, string>>;
  readonly problems: Readonly<Record<Problem, string>>;
  /** The place "", which is all of a document. */
  readonly whole: string;
  /** A line of a file, before its number. */
  readonly line: string;
  readonly colon: string;
  readonly semicolon: string;
  /** Between two roles. */
  readonly or: string;
  /** So many faults besides those that are told. */
  readonly more: (count: number) => string;
  /** Who may do what was refused: «la trésorerie ou à l’administration». */
  readonly roles: Words;
  /** Whose standing decides or proposes: «adhérent·es et contributeur·ices». */
  readonly standings: Words;
  readonly and: string;
  /** Figures that are words of the code, as people say them, one or several: by the figure’s name. */
  readonly figures: Readonly<Record<string, Words>>;
}

type Words = Readonly<Record<string, string>>;

const wordIn = (words: Words | undefined, word: string): string => (words && Object.hasOwn(words, word) ? (words[word] as string) : word);

/**
 * The sentence of a refusal, its figures filled in. A figure that is missing leaves its name; a `problem` that problems.ts
 * knows is said in the same language, with the same figures. An `at` of "" is the whole of what was read: no place is
 * named then.
 */
export function sentenceOf(words: RefusalWords, code: RefusalCode, figures: RefusalFigures, timeZone?: string): string {
  const { roles, standings, faults, at } = figures;
  const worded = inWords(words, figures);
  const said = {
    ...worded,
    ...(typeof at === "string" ? { at: at === "" ? words.whole : saidPlace(words, at) } : {}),
    problem: saidProblem(words, worded, timeZone),
    ...(Array.isArray(roles) ? { roles: roles.map((role) => wordIn(words.roles, String(role))).join(words.or) } : {}),
    ...(Array.isArray(standings) ? { standings: standings.map((each) => wordIn(words.standings, String(each))).join(words.and) } : {}),
  };
  const text = words.refusals[code];
  const sentence = filled(at === "" ? text.replace(/\{at\} ?: /, "") : text, said, words.language, timeZone);
  return code === "request_invalid" && Array.isArray(faults) ? sentence + saidFaults(words, faults.slice(1), timeZone) : sentence;
}

/** A place as people say it: `line 12, cost` is «ligne 12, cost»; a field is called as it is. */
export const saidPlace = ({ line }: RefusalWords, at: string): string => at.replace(/^line(?= \d)/, line);

/** The words of a problem that problems.ts knows; another is said as it is. */
function saidProblem({ problems, language }: RefusalWords, figures: RefusalFigures, timeZone?: string) {
  const { problem } = figures;
  const isKnown = typeof problem === "string" && Object.hasOwn(problems, problem);
  return isKnown ? filled(problems[problem as Problem], figures, language, timeZone) : (problem ?? null);
}

/** What else is wrong with a request, two places more: « ; body.title : ce champ manque ; et 2 autres». */
function saidFaults(words: RefusalWords, faults: readonly unknown[], timeZone?: string): string {
  const told = (faults.slice(0, 2) as RefusalFigures[]).map(
    (fault) => `${saidPlace(words, String(fault.at))}${words.colon} ${saidProblem(words, fault, timeZone)}`,
  );
  const more = faults.length - told.length;
  return [...told, ...(more > 0 ? [words.more(more)] : [])].map((each) => `${words.semicolon} ${each}`).join("");
}

function inWords({ figures: known }: RefusalWords, figures: RefusalFigures): RefusalFigures {
  const worded = (words: Words, figure: unknown) => (typeof figure === "string" ? wordIn(words, figure) : figure);
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => {
      const words = Object.hasOwn(known, name) ? known[name] : undefined;
      if (words === undefined) return [name, figure];
      return [name, Array.isArray(figure) ? figure.map((each) => worded(words, each)) : worded(words, figure)];
    }),
  ) as RefusalFigures;
}
