/**
 * `moisson restore FILE`: the collective of an archive, verified, in a database where it is not (db/archive/restore).
 *
 *   moisson restore les-communs-128.moisson.gz
 *   Restauré : les-communs, 128 écritures vérifiées, tête 128 9f86d081884c…
 *
 * Logins are not in an archive. Each person who keeps the collective's settings gets a link, told once, to choose a login
 * by; they invite the others.
 */
import { createReadStream, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { sql } from "drizzle-orm";
import type { Config } from "../config.js";
import { type Restored, restoreArchive } from "../db/archive/restore.js";
import { queryRows } from "../db/client.js";
import { issueLink, linkDays } from "../db/links.js";
import type { Tx } from "../db/transaction.js";
import { isSlug } from "../domain/collective.js";
import { type Language, Refusal } from "../domain/refusals.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { onDatabase } from "./database.js";
import { linesOf } from "./lines.js";

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson restore FICHIER [--slug NOM] [--json] [--lang fr|en]

  Remet ici le collectif d’une archive de «moisson backup», en entier ou pas du tout : chaque écriture est repassée,
  chaque somme et chaque empreinte vérifiée. Il ne doit pas déjà y être.
  --slug    sous un autre nom dans les adresses

  Les accès ne sont pas dans l’archive : l’administration reçoit ici un lien, et invite les autres.`,
  en: `usage: moisson restore FILE [--slug NAME] [--json] [--lang fr|en]

  Puts the collective of an archive of “moisson backup” here, all of it or nothing: each entry is posted again, each sum
  and hash verified. It must not be here already.
  --slug    under another name in addresses

  Logins are not in the archive: admins get a link here, and invite the others.`,
};

const options = {
  slug: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

export async function restore(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: { path: string; slug: string | undefined } | undefined;
  const code = await answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) {
      io.stdout.write(`${usage[spoken.language]}\n`);
      return;
    }
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError(usage[spoken.language]);
    if (values.slug !== undefined && !isSlug(values.slug))
      throw new UsageError(`--slug ${values.slug}: a-z 0-9 -\n${usage[spoken.language]}`);
    const path = resolve(io.folder ?? process.cwd(), file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Refusal("not_found", { at: file });
    asked = { path, slug: values.slug };
  });
  if (asked === undefined) return code;
  const { path, slug } = asked;
  return onDatabase(
    io,
    "restore",
    args,
    ({ database, config }) =>
      answer(io, spoken, async () => {
        let links: AdminLink[] = [];
        const restored = await restoreArchive(
          database.orm,
          () => linesIn(path),
          { slug },
          async (tx, { collectiveId }) => {
            links = await linksForAdmins(tx, collectiveId, new Date());
          },
        );
        const told = links.map(({ name, token }) => ({ name, link: `${baseOf(config)}/invitation#${token}` }));
        io.stdout.write(spoken.json ? jsonLine(restored, told) : sentences(restored, told, spoken.language));
      }),
    { isFilled: true },
  );
}

/** The lines of an archive; bytes that are none are refused as damaged. */
async function* linesIn(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.once("error", (error) => gunzip.destroy(error));
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const line of linesOf(file.pipe(gunzip))) {
      if (line === "too_long") throw new Refusal("archive_damaged", { problem: "archive_unreadable" });
      yield utf8.decode(line);
    }
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (code === "Z_BUF_ERROR") throw new Refusal("archive_damaged", { problem: "archive_cut" });
    if (code.startsWith("Z_") || code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw new Refusal("archive_damaged", { problem: "archive_unreadable" });
    throw error;
  } finally {
    file.destroy();
  }
}

interface AdminLink {
  readonly name: string;
  readonly token: string;
}

/** A way in for each admin who is there. The trail tells nothing of it: it stays as it was archived. */
async function linksForAdmins(tx: Tx, collectiveId: string, now: Date): Promise<AdminLink[]> {
  const admins = await queryRows<{ id: string; name: string }>(
    tx,
    sql`select m.id, p.name from members m join member_profiles p on p.collective_id = m.collective_id and p.id = m.id
      where m.collective_id = ${collectiveId}::uuid and m.kind = 'person' and m.left_on is null and 'admin' = any (m.roles)
      order by m.created_at, m.id`,
  );
  const links: AdminLink[] = [];
  for (const { id, name } of admins) {
    const { token } = await issueLink(tx, "invitation", { collectiveId, memberId: id }, now);
    links.push({ name, token });
  }
  return links;
}

/** Where people reach the service, as far as its configuration says. */
const baseOf = ({ publicUrl, host, port }: Config): string =>
  publicUrl?.replace(/\/$/, "") ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

type Told = readonly { readonly name: string; readonly link: string }[];

const jsonLine = ({ slug, entries, rows, head }: Restored, links: Told): string =>
  `${JSON.stringify({ collective: slug, entries, rows, position: String(head.position), hash: head.hash, links })}\n`;

function sentences({ slug, entries, head: { position, hash } }: Restored, links: Told, language: Language): string {
  const [restored, how] =
    language === "fr"
      ? [
          `Restauré : ${slug}, ${entries} ${entries < 2 ? "écriture vérifiée" : "écritures vérifiées"}, tête ${position} ${hash}`,
          `Les accès ne sont pas dans une archive. Un lien par personne de l’administration, ${linkDays} jours ; elle invite les autres :`,
        ]
      : [
          `Restored: ${slug}, ${entries} ${entries === 1 ? "entry" : "entries"} verified, head ${position} ${hash}`,
          `Logins are not in an archive. One link an admin, for ${linkDays} days; they invite the others:`,
        ];
  return [restored, ...(links.length > 0 ? [how] : []), ...links.map(({ name, link }) => `  ${name}  ${link}`), ""].join("\n");
}
