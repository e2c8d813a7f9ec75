/**
 * `moisson import FILE --collective SLUG`: the preview of a file, and with `--apply` its contributions or members.
 *
 *   moisson import mars.csv --collective les-communs              what it holds, every error by line and column
 *   moisson import mars.csv --collective les-communs --apply      the same, then applied: all of it, or nothing
 *   moisson import - --collective les-communs --member ana        a log on standard input: whose it is
 *   moisson import mars.ofx --statement --collective les-communs  a statement of a bank (import-statement)
 *
 * Who imports is the member of `--by`, or the collective's first admin: who may run this has the database already.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Queryable } from "../db/client.js";
import { inTransaction } from "../db/transaction.js";
import { dayIn } from "../domain/calendar.js";
import { type Language, Refusal, type RefusalCode } from "../domain/refusals.js";
import { lookUp, nameIndex } from "../exchange/names.js";
import { importProfiles } from "../exchange/registry.js";
import { applyAtOnce } from "../features/imports/applying-at-once.js";
import { fileAt, type ImportFile, layDown } from "../features/imports/import-file.js";
import { type Acting, answerOf, applyImport, openImport, requireBatch } from "../features/imports/imports.actions.js";
import { loadLists } from "../features/imports/imports.queries.js";
import type { ImportAnswer, ImportOptions } from "../features/imports/imports.schema.js";
import type { FileToRead, Progress } from "../features/imports/reading.js";
import { stageFile } from "../features/imports/staging.js";
import { findCollective, findImporter } from "./collective.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { onDatabase } from "./database.js";
import { statementUsage } from "./statement-usage.js";

const profiles = importProfiles.map(({ id }) => id);
const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson import FICHIER | - --collective NOM [--apply] [--without-duplicates] [--profile ${profiles.join("|")}]
          [--dialect fr|en] [--day-order day-first|month-first] [--decimal-mark ,|.]
          [--circle NOM] [--envelope NOM] [--member NOM] [--kind NOM] [--by NOM]
          [--columns COLONNE=EN-TÊTE,…] [--amount-as-claim] [--json] [--lang fr|en]

  Sans --apply : l’aperçu, avec chaque erreur par ligne et colonne. Avec --apply : tout, ou rien s’il reste une erreur.
  --without-duplicates         laisse de côté les doublons probables
  --dialect, --day-order, …    comment lire 03/04/2026 ou 1,234, quand le fichier ne le montre pas
  --columns day=Quand,note=Quoi   quelle colonne est laquelle, pour un en-tête inconnu ; retenu une fois appliqué
  --amount-as-claim            le montant d’un relevé de temps est souhaité
  --circle, --envelope, …      pour les lignes qui n’en nomment pas ; --by : qui importe

${statementUsage.fr}`,
  en: `usage: moisson import FILE | - --collective SLUG [--apply] [--without-duplicates] [--profile ${profiles.join("|")}]
         [--dialect fr|en] [--day-order day-first|month-first] [--decimal-mark ,|.]
         [--circle NAME] [--envelope NAME] [--member NAME] [--kind NAME] [--by NAME]
         [--columns COLUMN=HEADER,…] [--amount-as-claim] [--json] [--lang fr|en]

  Without --apply: the preview, with every error by line and column. With --apply: all of it, or nothing while an error is left.
  --without-duplicates         leaves probable duplicates out
  --dialect, --day-order, …    how to read 03/04/2026 or 1,234, where the file does not show it
  --columns day=When,note=What    which column is what, for an unknown header; remembered once applied
  --amount-as-claim            the amount of a time sheet is wished for
  --circle, --envelope, …      for rows that name none; --by: who imports

${statementUsage.en}`,
};

const options = {
  collective: { type: "string" },
  profile: { type: "string" },
  dialect: { type: "string" },
  "day-order": { type: "string" },
  "decimal-mark": { type: "string" },
  circle: { type: "string" },
  envelope: { type: "string" },
  member: { type: "string" },
  kind: { type: "string" },
  by: { type: "string" },
  columns: { type: "string" },
  "amount-as-claim": { type: "boolean", default: false },
  apply: { type: "boolean", default: false },
  "without-duplicates": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  /** Reaches here beside `--help` alone: statements are another command (import-statement). */
  statement: { type: "boolean" },
  help: { type: "boolean", short: "h", default: false },
} as const;

interface Asked {
  readonly path: string;
  readonly slug: string;
  readonly by: string | undefined;
  readonly told: Pick<ImportOptions, "profile" | "dayOrder" | "decimalMark" | "columns" | "amountAsClaim">;
  /** Names of what rows that name none are for. */
  readonly names: Readonly<Record<"circle" | "envelope" | "member" | "kind", string | undefined>>;
  readonly applies: boolean;
  readonly withoutDuplicates: boolean;
}

export async function importFile(args: string[], io: Io): Promise<number> {
  if (args.includes("--statement") && !args.includes("--help") && !args.includes("-h")) {
    return (await import("./import-statement.js")).importStatement(args, io);
  }
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: Asked | undefined;
  const code = await answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) {
      io.stdout.write(`${usage[spoken.language]}\n`);
      return;
    }
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0 || values.collective === undefined) throw new UsageError(usage[spoken.language]);
    const { circle, envelope, member, kind, by } = values;
    asked = {
      path,
      slug: values.collective,
      by,
      told: {
        ...toldOf(values, spoken.language),
        ...(values.columns === undefined ? {} : { columns: columnsOf(values.columns) }),
        ...(values["amount-as-claim"] ? { amountAsClaim: "true" as const } : {}),
      },
      names: { circle, envelope, member, kind },
      applies: values.apply,
      withoutDuplicates: values["without-duplicates"],
    };
  });
  if (asked === undefined) return code;
  const wanted = asked;
  return onDatabase(io, "import", args, ({ database }) => answer(io, spoken, () => importOne(database.orm, wanted, io, spoken)));
}

function toldOf(
  values: { [name in "profile" | "dialect" | "day-order" | "decimal-mark"]?: string | undefined },
  language: Language,
): Asked["told"] {
  const oneOf = <Word extends string>(option: keyof typeof values, words: readonly Word[]): Word | undefined => {
    const word = words.find((known) => known === values[option]);
    if (values[option] !== undefined && word === undefined) throw new UsageError(`--${option} ${words.join(" | ")}\n${usage[language]}`);
    return word;
  };
  const dialect = oneOf("dialect", ["fr", "en"]);
  const dayOrder = oneOf("day-order", ["day-first", "month-first"]) ?? (dialect === "fr" ? "day-first" : undefined);
  const decimalMark = oneOf("decimal-mark", [",", "."]) ?? (dialect && ({ fr: ",", en: "." } as const)[dialect]);
  const profile = oneOf("profile", profiles) as ImportOptions["profile"];
  return { ...(profile ? { profile } : {}), ...(dayOrder ? { dayOrder } : {}), ...(decimalMark ? { decimalMark } : {}) };
}

/**
 * `day=Quand,note=Quoi, en gros` → { day: "Quand", note: "Quoi, en gros" }: a comma is of the header unless a column follows it.
 * Refuses `mapping_unfit`.
 */
export function columnsOf(text: string): Record<string, string> {
  const pairs = text.split(/,(?=\s*\w+=)/).map((pair) => /^\s*(\w+)=(.*\S)\s*$/s.exec(pair));
  const told: Record<string, string> = {};
  for (const pair of pairs) {
    const [, column = "", header = ""] = pair ?? [];
    if (!pair || told[column] !== undefined) throw new Refusal("mapping_unfit", { at: "--columns", text });
    told[column] = header;
  }
  return told;
}

interface Spoken {
  readonly language: Language;
  readonly json: boolean;
}

async function importOne(db: Queryable, asked: Asked, io: Io, spoken: Spoken): Promise<void> {
  const collective = await findCollective(db, asked.slug);
  const now = () => new Date();
  const importer = await findImporter(db, collective.id, asked.by);
  const acting: Acting = { collective, ...importer, now: now(), today: dayIn(now(), collective.timeZone), language: spoken.language };
  const given = { ...asked.told, ...(await idsOf(db, acting, asked.names)) };
  const file = await fileOf(asked.path, io);
  try {
    const { id, toRead, isRepeat } = await openImport(db, acting, file, { options: given, now });
    if (toRead) {
      const progress = progressLine(io, file.bytes, spoken);
      await read(db, acting, { ...toRead, onProgress: progress.show, givesWay: io.place !== undefined }, asked);
      progress.end();
    }
    const previewed = answerOf(await requireBatch(db, acting, id), acting, isRepeat);
    const isToApply = asked.applies && previewed.status !== "applied" && previewed.errorsCounted === 0;
    tell(isToApply ? await inTransaction(db, (tx) => applyImport(tx, acting, id, asked)) : previewed, io, spoken);
    if (previewed.errorsCounted > 0) throw new Refusal("import_has_errors", { at: asked.path, count: previewed.errorsCounted });
  } finally {
    await file.remove();
  }
}

/**
 * Reads the file into its preview, or, where that can be, applies it at once. Not in a process that serves others: the
 * embedded database would be theirs again only at the end of the file.
 */
async function read(db: Queryable, acting: Acting, toRead: FileToRead, asked: Asked): Promise<void> {
  const outcome = asked.applies && !toRead.givesWay ? await applyAtOnce(db, acting, toRead, asked) : "staged";
  if (outcome === "staged") await stageFile(db, toRead);
}

const fileOf = (path: string, io: Io): Promise<ImportFile> =>
  path === "-" ? layDown("stdin", io.stdin, Number.POSITIVE_INFINITY) : fileAt(resolve(io.folder ?? process.cwd(), path), path);

/** The ids of what was named on the command line. */
async function idsOf(db: Queryable, acting: Acting, names: Asked["names"]): Promise<ImportOptions> {
  if (Object.values(names).every((name) => name === undefined)) return {};
  const lists = await loadLists(db, acting.collective.id, { ...acting.collective, ...acting });
  const known = [
    ["circle", "circleId", lists.circles, "unknown_circle"],
    ["envelope", "envelopeId", lists.envelopes, "unknown_envelope"],
    ["member", "memberId", lists.members, "unknown_member"],
    ["kind", "kindId", lists.kinds, "unknown_kind"],
  ] as const;
  const ids: Partial<Record<(typeof known)[number][1], string>> = {};
  for (const [option, field, list, code] of known) {
    const name = names[option];
    if (name === undefined) continue;
    const id = lookUp(nameIndex(list), name);
    if (id === undefined || id === null)
      throw new Refusal((id === null ? "name_ambiguous" : code) as RefusalCode, { at: `--${option}`, id: name, text: name });
    ids[field] = id;
  }
  return ids;
}

// What it says

/** On a terminal, how far the file is, on a line that stays. */
function progressLine(io: Io, bytes: number, { language, json }: Spoken) {
  const isShown = !json && (io.stderr as { isTTY?: boolean }).isTTY === true;
  const rows = language === "fr" ? "lignes" : "rows";
  return {
    show: ({ bytesRead, rowsRead }: Progress) => {
      if (isShown) io.stderr.write(`\r${Math.floor((bytesRead * 100) / Math.max(bytes, 1))} %  ${rowsRead} ${rows} `);
    },
    end: () => {
      if (isShown) io.stderr.write("\r\u001b[K");
    },
  };
}

/** Errors that a person is shown; the preview over HTTP and `--json` list the first 1,000. */
const errorsShown = 50;
const duplicatesShown = 10;

function tell(told: ImportAnswer, io: Io, { language, json }: Spoken): void {
  if (json) {
    io.stdout.write(`${JSON.stringify(told)}\n`);
    return;
  }
  const lines = [...(language === "fr" ? linesFr(told) : linesEn(told)), ...readingLines(told, language)];
  const warnings = told.warnings.map(({ message }) => message);
  const errors = told.errors.slice(0, errorsShown).map(({ line, column, code, message, lines: count }) => {
    const where = `${language === "fr" ? "ligne" : "line"} ${line}${column === null ? "" : `, ${column}`}`;
    return `  ${where}: ${code}: ${message}${count > 1 ? ` (× ${count})` : ""}`;
  });
  const more = told.errors.length > errorsShown ? [`  … (${told.errorsCounted - errorsShown})`] : [];
  io.stdout.write(`${[...lines, ...warnings, ...errors, ...more].join("\n")}\n`);
}

const namesShown = 20;

/** By what the columns were found, where that was not their names; and the names that found nothing. */
function readingLines({ reading, unknownNames }: ImportAnswer, language: Language): string[] {
  const isFr = language === "fr";
  const lines: string[] = [];
  if (reading && reading.mapping !== "profile") {
    const columns = Object.entries(reading.columns).map(([column, header]) => `${column} = ${header}`);
    const said =
      reading.mapping === "told" ? (isFr ? "Colonnes dites" : "Columns as told") : isFr ? "Colonnes retenues" : "Columns as remembered";
    lines.push(`${said}${isFr ? " :" : ":"} ${columns.join(", ")}`);
  }
  if (unknownNames.length > 0) {
    const names = unknownNames.slice(0, namesShown).map(({ name, lines: count }) => `${name} (× ${count})`);
    const more = unknownNames.length > namesShown ? ", …" : "";
    const said = isFr
      ? "Sans enveloppe ni cercle de ce nom, gardés en étiquettes ou dans la note :"
      : "No envelope or circle of this name, kept as tags or in the note:";
    lines.push(`${said} ${names.join(", ")}${more}`);
  }
  return lines;
}

function linesFr(told: ImportAnswer): string[] {
  const read = `${told.fileName} (${told.profile}) : ${told.rowsRead} lignes lues, ${told.rowsValid} valables, ${told.errorsCounted} erreur(s)`;
  if (told.isRepeat) return [read, `Ce fichier a déjà été importé (${told.id}) : rien à ajouter.`];
  const known = `${told.rowsKnown} déjà là, ${told.rowsAlike} doublon(s) probable(s)${likeLines(told, "ligne")}`;
  if (told.status === "applied") return [read, known, `${told.rowsApplied} ajoutées (import ${told.id})`];
  return [read, known, ...(told.errorsCounted === 0 ? ["Rien n’est encore ajouté : recommencez avec --apply."] : [])];
}

function linesEn(told: ImportAnswer): string[] {
  const read = `${told.fileName} (${told.profile}): ${told.rowsRead} rows read, ${told.rowsValid} valid, ${told.errorsCounted} error(s)`;
  if (told.isRepeat) return [read, `This file was imported before (${told.id}): nothing to add.`];
  const known = `${told.rowsKnown} here already, ${told.rowsAlike} probable duplicate(s)${likeLines(told, "line")}`;
  if (told.status === "applied") return [read, known, `${told.rowsApplied} added (import ${told.id})`];
  return [read, known, ...(told.errorsCounted === 0 ? ["Nothing is added yet: run it again with --apply."] : [])];
}

function likeLines({ duplicates }: ImportAnswer, word: string): string {
  if (duplicates.length === 0) return "";
  const shown = duplicates.slice(0, duplicatesShown).map(({ line }) => line);
  return ` (${word}${shown.length > 1 ? "s" : ""} ${shown.join(", ")}${duplicates.length > duplicatesShown ? " …" : ""})`;
}
