/**
 * What every command has in common (DESIGN §13): its streams, its exit codes and the way it says no.
 *
 *   0  done
 *   1  refused: one line `error: CODE: what and where` on stderr; with `--json` also the problem as JSON on stdout
 *   2  usage: the command line itself is wrong
 *   3  `tally` alone: counted, and the published winners are others
 *
 *   answer(io, { language: "fr", json: false }, async () => { throw new Refusal("unknown_member", { id: "zoe", at: "--explain" }) })
 *   → error: unknown_member: Participant·e inconnu·e : zoe (--explain).       exit code 1
 */

import { refusalPlace, refusalSentence, saysWhere } from "../domain/refusals/sentence.js";
import { type Language, Refusal } from "../domain/refusals.js";
import type { OpenPlace } from "./database.js";

/** The streams of a command: those of the process, or a test's own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Where relative paths start; the process's own folder unless the command came from another process. */
  readonly folder?: string;
  /** The open database, when the command runs inside the process that holds it (cli/database.ts). */
  readonly place?: OpenPlace;
}

/** A command: its arguments without its name, and the exit code it ends with. */
export type Command = (args: string[], io: Io) => Promise<number>;

/** The command line cannot be understood; the message says what is expected. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const isUsage = (error: unknown): error is Error =>
  error instanceof UsageError || (error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS"));

/** Runs a command and turns a refusal or a wrong command line into its exit code. Anything else is a bug and is thrown on. */
export async function answer(io: Io, options: { language: Language; json: boolean }, run: () => Promise<void>): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    if (error instanceof Refusal) {
      if (options.json) io.stdout.write(await problemLine(error, options.language));
      io.stderr.write(`${errorLine(error, options.language)}\n`);
      return 1;
    }
    if (!isUsage(error)) throw error;
    io.stderr.write(`${usageSentence(error, options.language)}\n`);
    return 2;
  }
}

/** What node says of an option, shorter and in both languages; our own sentences as they are. */
function usageSentence(error: Error, language: Language): string {
  const [, option = ""] = /'(-[^' ]*)/.exec(error.message) ?? [];
  switch ((error as NodeJS.ErrnoException).code) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return language === "fr"
        ? `option inconnue : ${option}. --help dit lesquelles il y a.`
        : `unknown option: ${option}. --help says which there are.`;
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
      return language === "fr" ? `${option} : sa valeur manque, ou est de trop.` : `${option}: its value is missing, or one too many.`;
    default:
      return error.message;
  }
}

/** `error: CODE: what (where)`, on one line. */
export function errorLine(refusal: Refusal, language: Language): string {
  const sentence = refusalSentence(refusal.code, refusal.figures, language);
  const { at } = refusal.figures;
  const where = typeof at === "string" && at !== "" && !saysWhere(refusal.code, language) ? ` (${refusalPlace(at, language)})` : "";
  return `error: ${refusal.code}: ${sentence}${where}`.replace(/\s*\n\s*/g, " ");
}

/** The problem details that the service would answer. Loaded when needed: most commands never are refused. */
async function problemLine(refusal: Refusal, language: Language): Promise<string> {
  const { problemOf } = await import("../http/problems.js");
  return `${JSON.stringify(problemOf(refusal, language))}\n`;
}

/** The language that a command line asks for, whatever else is wrong with it: French unless `--lang en`. */
export const languageIn = (args: readonly string[]): Language =>
  args.includes("--lang=en") || args[args.indexOf("--lang") + 1] === "en" ? "en" : "fr";

/** The value of `--lang`: French unless English is asked for. */
export function parseLanguage(text: string | undefined): Language {
  if (text === undefined || text === "fr") return "fr";
  if (text === "en") return "en";
  throw new UsageError(`--lang fr | en, not “${text}”`);
}
