/**
 * How a command line is read that looks at something of a collective, and does it with `--apply`.
 *
 *   const { asked, spoken, code } = await readApplying(args, io, usage, { ...applying, year: { type: "string" } });
 */
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Language } from "../domain/refusals.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";

/** The options that all of these have. */
export const applying = {
  collective: { type: "string" },
  apply: { type: "boolean", default: false },
  by: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

type Options = NonNullable<ParseArgsConfig["options"]> & typeof applying;
type Values<Wanted extends Options> = ReturnType<typeof parseArgs<{ options: Wanted; strict: true }>>["values"];

/** What was asked, once a collective was named. */
export type Asked<Wanted extends Options> = Values<Wanted> & { readonly collective: string };

/** Reads a command line: what is asked of which collective, or nothing where it was help, or was wrong; then `code` is how it ends. */
export async function readApplying<Wanted extends Options>(
  args: string[],
  io: Io,
  usage: Readonly<Record<Language, string>>,
  options: Wanted,
): Promise<{ asked: Asked<Wanted> | undefined; spoken: { language: Language; json: boolean }; code: number }> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: Asked<Wanted> | undefined;
  const code = await answer(io, spoken, async () => {
    const values: Values<Wanted> & { collective?: string; lang?: string; help?: boolean } = parseArgs({
      args,
      options,
      strict: true,
    }).values;
    spoken.language = parseLanguage(values.lang);
    if (values.help) io.stdout.write(`${usage[spoken.language]}\n`);
    else if (values.collective === undefined) throw new UsageError(usage[spoken.language]);
    else asked = { ...values, collective: values.collective };
  });
  return { asked, spoken, code };
}
