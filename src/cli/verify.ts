/**
 * `moisson verify --collective SLUG`: recomputes the ledger and names the first entry that fails (db/checks).
 *
 *   moisson verify --collective les-communs                 128 écritures vérifiées, tête 128 9f86d081884c…
 *   moisson verify --collective les-communs --head HASH     also that this head, once written down, is in the chain
 */
import { parseArgs } from "node:util";
import { eq } from "drizzle-orm";
import { type Verified, verifyLedger } from "../db/checks.js";
import type { Queryable } from "../db/client.js";
import { collectives } from "../db/schema/index.js";
import { type Language, Refusal } from "../domain/refusals.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { onDatabase } from "./database.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson verify --collective NOM [--head EMPREINTE] [--json] [--lang fr|en]

  Recalcule chaque écriture, chaque somme et chaque empreinte, et nomme la première qui ne tient pas.
  --head    une tête notée un jour (64 × 0-9 a-f) : elle doit être encore dans la chaîne`,
  en: `usage: moisson verify --collective SLUG [--head HASH] [--json] [--lang fr|en]

  Recomputes every entry, sum and hash, and names the first that fails.
  --head    a head once written down (64 × 0-9 a-f): it must still be in the chain`,
};

const options = {
  collective: { type: "string" },
  head: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

export async function verify(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: { slug: string; head: string | undefined } | undefined;
  const code = await answer(io, spoken, async () => {
    const { values } = parseArgs({ args, options, strict: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) io.stdout.write(`${usage[spoken.language]}\n`);
    else if (values.collective === undefined) throw new UsageError(usage[spoken.language]);
    else asked = { slug: values.collective, head: headOf(values.head, spoken.language) };
  });
  if (asked === undefined) return code;
  const { slug, head } = asked;
  return onDatabase(io, "verify", args, ({ database }) =>
    answer(io, spoken, async () => {
      const verified = await verifyLedger(database.orm, { collectiveId: await collectiveOf(database.orm, slug), head });
      io.stdout.write(spoken.json ? jsonLine(slug, verified) : sentence(verified, spoken.language));
    }),
  );
}

const jsonLine = (collective: string, { entries, head }: Verified): string =>
  `${JSON.stringify({ collective, entries, position: String(head.position), hash: head.hash })}\n`;

function sentence({ entries, head: { position, hash } }: Verified, language: Language): string {
  const counted = {
    fr: entries < 2 ? `${entries} écriture vérifiée` : `${entries} écritures vérifiées`,
    en: entries === 1 ? "1 entry verified" : `${entries} entries verified`,
  };
  return `${counted[language]}, ${language === "fr" ? "tête" : "head"} ${position} ${hash}\n`;
}

function headOf(text: string | undefined, language: Language): string | undefined {
  const head = text?.toLowerCase();
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) throw new UsageError(`--head: 64 × 0-9 a-f\n${usage[language]}`);
  return head;
}

async function collectiveOf(db: Queryable, slug: string): Promise<string> {
  const [collective] = await db.select({ id: collectives.id }).from(collectives).where(eq(collectives.slug, slug));
  if (collective === undefined) throw new Refusal("not_found", { at: `--collective ${slug}` });
  return collective.id;
}
