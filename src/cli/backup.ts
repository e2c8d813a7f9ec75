/**
 * `moisson backup --collective SLUG`: all of a collective as one archive, on stdout or in a file (db/archive). The ledger's
 * head of that moment is told on stderr; `verify --head` finds it again, here and wherever the archive is restored.
 *
 *   moisson backup --collective les-communs --out /media/key     les-communs-128.moisson.gz
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { writeBackup } from "../db/archive/backup.js";
import type { Language } from "../domain/refusals.js";
import { findCollective } from "./collective.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { onDatabase } from "./database.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson backup --collective NOM [--out FICHIER] [--json] [--lang fr|en]

  Tout un collectif en une archive, que «moisson restore» remet ailleurs, vérifiée. Elle contient les données
  personnelles, et ni accès ni mot de passe : gardez-la comme la base elle-même.
  --out    dans un fichier, ou un dossier, où elle a son nom et ne remplace aucune autre ; sinon sur la sortie standard.
           La tête du journal est dite à côté`,
  en: `usage: moisson backup --collective SLUG [--out FILE] [--json] [--lang fr|en]

  All of a collective as one archive, which “moisson restore” puts elsewhere, verified. It holds personal data, and
  neither logins nor passwords: keep it as you keep the database itself.
  --out    into a file, or a folder, where it has its own name and replaces no other; else on standard output. The
           head of the ledger is told beside it`,
};

const options = {
  collective: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

export async function backup(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: { slug: string; out: string | undefined } | undefined;
  const code = await answer(io, spoken, async () => {
    const { values } = parseArgs({ args, options, strict: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) io.stdout.write(`${usage[spoken.language]}\n`);
    else if (values.collective === undefined) throw new UsageError(usage[spoken.language]);
    else asked = { slug: values.collective, out: values.out };
  });
  if (asked === undefined) return code;
  const { slug, out } = asked;
  return onDatabase(io, "backup", args, ({ database }) =>
    answer(io, spoken, async () => {
      const file = await writeBackup(database.orm, await findCollective(database.orm, slug));
      try {
        if (out === undefined) await pipeline(createReadStream(file.path), io.stdout, { end: false });
        else await copyWhole(file.path, await placeOf(io, out, file));
      } finally {
        file.discard();
      }
      io.stderr.write(`${spoken.language === "fr" ? "tête" : "head"} ${file.position} ${file.hash}\n`);
    }),
  );
}

/**
 * A folder takes the file under its own name, and keeps what it has: another archive of the same entries, as contributions may have
 * come since, stands beside it as `les-communs-128-2.moisson.gz`.
 */
async function placeOf({ folder = process.cwd() }: Io, out: string, { name, path }: { name: string; path: string }): Promise<string> {
  const to = resolve(folder, out);
  if (!statSync(to, { throwIfNoEntry: false })?.isDirectory()) return to;
  const hash = await hashOf(path);
  for (let copy = 1; ; copy += 1) {
    const place = join(to, copy === 1 ? name : name.replace(/(?=\.moisson\.gz$)/, `-${copy}`));
    if (!existsSync(place) || (await hashOf(place)) === hash) return place;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** For its owner alone, and under its name only once it is whole: half an archive never stands in the place of one. */
async function copyWhole(from: string, to: string): Promise<void> {
  const draft = `${to}.part`;
  try {
    await pipeline(createReadStream(from), createWriteStream(draft, { mode: 0o600, flush: true }));
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
