/**
 * `moisson export WHAT --collective SLUG`: a table as CSV, on stdout or in a file. The ledger's head of that moment is
 * told on stderr, so that the file holds rows alone.
 *
 *   moisson export balances --collective les-communs --dialect en
 *   moisson export entries --collective les-communs --from 2026-01-01 --until 2026-12-31 --out 2026.csv
 */
import { createReadStream, createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { eq } from "drizzle-orm";
import { collectives } from "../db/schema/index.js";
import { isDay } from "../domain/calendar.js";
import { type Language, Refusal } from "../domain/refusals.js";
import { type ExportName, exportNames, type Wanted, writeExport } from "../features/exports/exports.actions.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { onDatabase } from "./database.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson export ${exportNames.join("|")} --collective NOM
          [--dialect fr|en] [--from JOUR] [--until JOUR] [--out FICHIER] [--json] [--lang fr|en]

  --dialect fr     ; et virgules, jj/mm/aaaa, pour le tableur (par défaut) ; en : RFC 4180
  --from, --until  une période, jours compris, comme 2026-03-31 ; pour balances, le soir de --until
  --out            dans un fichier ; sinon sur la sortie standard. La tête du journal est dite à côté`,
  en: `usage: moisson export ${exportNames.join("|")} --collective SLUG
         [--dialect fr|en] [--from DAY] [--until DAY] [--out FILE] [--json] [--lang fr|en]

  --dialect fr     ; and decimal commas, dd/mm/yyyy, for French spreadsheets (the default); en: RFC 4180
  --from, --until  a period, both days included, like 2026-03-31; for balances, the evening of --until
  --out            into a file; else on standard output. The head of the ledger is told beside it`,
};

const options = {
  collective: { type: "string" },
  dialect: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

export async function exportTable(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: { slug: string; out: string | undefined; wanted: Wanted } | undefined;
  const code = await answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) {
      io.stdout.write(`${usage[spoken.language]}\n`);
      return;
    }
    const [what, ...more] = positionals;
    if (!isExport(what) || more.length > 0 || values.collective === undefined) throw new UsageError(usage[spoken.language]);
    for (const day of [values.from, values.until])
      if (day !== undefined && !isDay(day)) throw new UsageError(`${day}: 2026-03-31\n${usage[spoken.language]}`);
    const wanted = { what, dialect: parseLanguage(values.dialect), from: values.from, until: values.until, readerId: null };
    asked = { slug: values.collective, out: values.out, wanted };
  });
  if (asked === undefined) return code;
  const { slug, out, wanted } = asked;
  return onDatabase(io, "export", args, ({ database }) =>
    answer(io, spoken, async () => {
      const [collective] = await database.orm.select().from(collectives).where(eq(collectives.slug, slug));
      if (collective === undefined) throw new Refusal("not_found", { at: `--collective ${slug}` });
      const file = await writeExport(database.orm, collective, wanted);
      try {
        const to = out === undefined ? io.stdout : createWriteStream(resolve(io.folder ?? process.cwd(), out));
        await pipeline(createReadStream(file.path), to, { end: out !== undefined });
      } finally {
        file.discard();
      }
      io.stderr.write(`${spoken.language === "fr" ? "tête" : "head"} ${file.position} ${file.hash}\n`);
    }),
  );
}

const isExport = (name: string | undefined): name is ExportName => exportNames.some((each) => each === name);
