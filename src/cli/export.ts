/**
 * `moisson export WHAT --collective SLUG`: a table as CSV or a spreadsheet, or a file that other programs read, on stdout or in a file.
 * The ledger's head of that moment is told on stderr, so that the file holds rows alone.
 *
 *   moisson export balances --collective les-communs --dialect en
 *   moisson export entries --collective les-communs --from 2026-01-01 --until 2026-12-31 --out 2026.csv
 *   moisson export shares --collective les-communs --format xlsx --out .
 *   moisson export fec --collective les-communs --year 2026 --out .
 *   moisson export envelope-report --collective les-communs --envelope "Kit incubateur" --format ods --out .
 */
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { yearMeant } from "../db/accounting.js";
import { type Queryable, queryRows } from "../db/client.js";
import { type ExportFile, writeExportFile } from "../db/export-file.js";
import { dayIn, isDay } from "../domain/calendar.js";
import { type Language, Refusal } from "../domain/refusals.js";
import { lookUp, nameIndex } from "../exchange/names.js";
import { type TableFormat, tableFormats } from "../exchange/table-write.js";
import { findAccounted } from "../features/accounts/accounts.queries.js";
import { type AccountFile, accountFiles } from "../features/accounts/accounts.schema.js";
import { writeAccountFile } from "../features/accounts/files.actions.js";
import { type ExportName, exportNames, writeExport } from "../features/exports/exports.actions.js";
import { recordOf } from "../features/members/record.actions.js";
import { writeStatement } from "../features/payment-batches/payees.actions.js";
import { writeBatchFile, writeBatchList } from "../features/payment-batches/payment-batches.actions.js";
import { batchNumbered } from "../features/payment-batches/payment-batches.queries.js";
import { writeEnvelopeReport, writeYearReport } from "../features/reports/reports.actions.js";
import { bankDetailsSeal } from "../mail/seal.js";
import { actingIn, findCollective, memberCalled } from "./collective.js";
import { answer, type Io, languageIn, parseLanguage, UsageError } from "./command.js";
import { type OpenPlace, onDatabase } from "./database.js";
import { secretOf } from "./secret.js";

const yearFiles = [...accountFiles, "report", "payees"] as const;

const usage: Readonly<Record<Language, string>> = {
  fr: `usage : moisson export ${exportNames.join("|")} --collective NOM
          [--format csv|xlsx|ods] [--dialect fr|en] [--from JOUR] [--until JOUR] [--out FICHIER] [--json] [--lang fr|en]
        moisson export ${yearFiles.join("|")} --collective NOM
          [--year EXERCICE] [--format csv|xlsx|ods] [--dialect fr|en] [--out FICHIER] [--json] [--lang fr|en]
        moisson export envelope-report --envelope NOM --collective NOM [--from JOUR] [--until JOUR] …
        moisson export payment-batch|payment-list --collective NOM [--batch NUMÉRO] …
        moisson export member --member NOM --collective NOM …

  --format         csv (par défaut), xlsx pour Excel ou ods pour LibreOffice ; pour les tableaux seulement
  --dialect fr     ; et virgules, jj/mm/aaaa, pour le tableur (par défaut) ; en : RFC 4180
  --from, --until  une période, jours compris, comme 2026-03-31 ; pour balances, le soir de --until
  --year           l’exercice, par son année ou son premier jour : 2026, 2026-09-01 ; le dernier par défaut.
                   fec : le fichier des écritures comptables ; hledger, ledger, beancount : le journal en texte ;
                   trial-balance : la balance générale ; report : le bilan ;
                   payees : qui a reçu quoi dans l’année civile où il commence, à côté du seuil de la DAS2
  envelope-report  le compte rendu financier d’une enveloppe : prévu, réalisé, bénévolat
  payment-batch    le fichier de virements (pain.001), ou la feuille de demandes d’un collectif hébergé ;
  payment-list     la liste à signer. --batch : le numéro des virements ; les derniers par défaut
  member           ce qui est gardé d’une personne ; ce qui n’est qu’à elle reste pour «Mes données», sur sa page
  --out            dans un fichier, ou un dossier qui en prend le nom ; sinon sur la sortie standard. La tête du journal
                   est dite à côté`,
  en: `usage: moisson export ${exportNames.join("|")} --collective SLUG
         [--format csv|xlsx|ods] [--dialect fr|en] [--from DAY] [--until DAY] [--out FILE] [--json] [--lang fr|en]
       moisson export ${yearFiles.join("|")} --collective SLUG
         [--year YEAR] [--format csv|xlsx|ods] [--dialect fr|en] [--out FILE] [--json] [--lang fr|en]
       moisson export envelope-report --envelope NAME --collective SLUG [--from DAY] [--until DAY] …
       moisson export payment-batch|payment-list --collective SLUG [--batch NUMBER] …
       moisson export member --member NAME --collective SLUG …

  --format         csv (the default), xlsx for Excel or ods for LibreOffice; for tables alone
  --dialect fr     ; and decimal commas, dd/mm/yyyy, for French spreadsheets (the default); en: RFC 4180
  --from, --until  a period, both days included, like 2026-03-31; for balances, the evening of --until
  --year           the fiscal year, by its year or its first day: 2026, 2026-09-01; the latest by default.
                   fec: the French file of accounting entries; hledger, ledger, beancount: the plain-text journal;
                   trial-balance: balances by account; report: the report of the year;
                   payees: what each payee was paid in the calendar year it begins in, beside the DAS2 threshold
  envelope-report  the financial report of an envelope: planned, realised, volunteering
  payment-batch    the payment file (pain.001), or the sheet of requests of a hosted collective;
  payment-list     the list to sign. --batch: the number of the batch; the latest by default
  member           what is kept of a person; what belongs to them alone stays for “My data”, on their page
  --out            into a file, or a folder that gets it under its own name; else on standard output. The head of the
                   ledger is told beside it`,
};

const options = {
  collective: { type: "string" },
  format: { type: "string", default: "csv" },
  dialect: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  year: { type: "string" },
  envelope: { type: "string" },
  batch: { type: "string" },
  member: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean", default: false },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** What may be said of which file; anything else said with it is a mistake. */
const chosenBy = ["from", "until", "year", "envelope", "batch", "member"] as const;
type Choice = (typeof chosenBy)[number];
type Chosen = Partial<Record<Choice, string>>;

const takes: ReadonlyMap<string, readonly Choice[]> = new Map<string, readonly Choice[]>([
  ...exportNames.map((what): [string, Choice[]] => [what, ["from", "until"]]),
  ...yearFiles.map((what): [string, Choice[]] => [what, ["year"]]),
  ["envelope-report", ["envelope", "from", "until"]],
  ["payment-batch", ["batch"]],
  ["payment-list", ["batch"]],
  ["member", ["member"]],
]);
/** Without which there is nothing to write. */
const needs: Readonly<Record<string, Choice>> = { "envelope-report": "envelope", member: "member" };

interface Asked extends Chosen {
  readonly what: string;
  readonly slug: string;
  readonly format: TableFormat;
  readonly dialect: Language;
  readonly out: string | undefined;
}

export async function exportTable(args: string[], io: Io): Promise<number> {
  const spoken = { language: languageIn(args), json: args.includes("--json") };
  let asked: Asked | undefined;
  const code = await answer(io, spoken, async () => {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    spoken.language = parseLanguage(values.lang);
    if (values.help) {
      io.stdout.write(`${usage[spoken.language]}\n`);
      return;
    }
    const [what = "", ...more] = positionals;
    const { collective: slug, format, out } = values;
    const taken = takes.get(what);
    if (more.length > 0 || slug === undefined || !isTableFormat(format) || taken === undefined)
      throw new UsageError(usage[spoken.language]);
    for (const day of [values.from, values.until])
      if (day !== undefined && !isDay(day)) throw new UsageError(`${day}: 2026-03-31\n${usage[spoken.language]}`);
    const chosen = Object.fromEntries(chosenBy.flatMap((each) => (values[each] === undefined ? [] : [[each, values[each]]]))) as Chosen;
    const isUnfit = Object.keys(chosen).some((each) => !taken.some((one) => one === each));
    const needed = needs[what];
    if (isUnfit || (needed && chosen[needed] === undefined)) throw new UsageError(usage[spoken.language]);
    if (chosen.batch !== undefined && !/^[1-9]\d{0,8}$/.test(chosen.batch))
      throw new UsageError(`--batch: 1, 2, …\n${usage[spoken.language]}`);
    asked = { ...chosen, what, slug, format, dialect: parseLanguage(values.dialect), out };
  });
  if (asked === undefined) return code;
  const wanted = asked;
  return onDatabase(io, "export", args, (place) =>
    answer(io, spoken, async () => {
      const file = await writeAsked(place, wanted);
      const { out } = wanted;
      try {
        await pipeline(createReadStream(file.path), out === undefined ? io.stdout : createWriteStream(placeOf(io, out, file.name)), {
          end: out !== undefined,
        });
      } finally {
        file.discard();
      }
      io.stderr.write(`${spoken.language === "fr" ? "tête" : "head"} ${file.position} ${file.hash}\n`);
    }),
  );
}

/** A folder takes the file under its own name. */
function placeOf({ folder = process.cwd() }: Io, out: string, name: string): string {
  const path = resolve(folder, out);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, name) : path;
}

async function writeAsked(place: OpenPlace, asked: Asked): Promise<ExportFile> {
  const db = place.database.orm;
  const { what, slug, format, dialect, from, until } = asked;
  const collective = await findCollective(db, slug);
  const today = dayIn(new Date(), collective.timeZone);
  if (isExport(what)) return writeExport(db, collective, { what, format, dialect, from, until, readerId: null });
  if (isAccountFile(what)) {
    const startsOn = await yearMeant(db, collective.id, asked.year);
    return writeAccountFile(db, await findAccounted(db, collective.id), { what, format, dialect, startsOn, today });
  }
  switch (what) {
    case "report":
      return writeYearReport(db, collective, await yearMeant(db, collective.id, asked.year), { format, dialect });
    case "payees": {
      const startsOn = await yearMeant(db, collective.id, asked.year);
      return writeStatement(db, collective, Number(startsOn.slice(0, 4)), { format, dialect });
    }
    case "envelope-report": {
      const id = await envelopeCalled(db, collective.id, asked.envelope ?? "");
      const days = { fromOn: from, untilOn: until };
      return writeEnvelopeReport(db, { caller: { collective }, today }, id, { ...days, format, dialect });
    }
    case "payment-list":
      return writeBatchList(db, { caller: { collective } }, await batchMeant(db, collective.id, asked.batch), { format, dialect });
    case "payment-batch":
      requirePlain(what, format);
      return batchFile(place, asked);
    default:
      requirePlain(what, format);
      return memberFile(db, asked);
  }
}

/** Refuses `file_not_a_table`. */
function requirePlain(what: string, format: TableFormat): void {
  if (format !== "csv") throw new Refusal("file_not_a_table", { at: "--format", what, format });
}

/** The payment file as it was handed to the bank, opened with the secret that sealed it. */
async function batchFile({ database, config }: OpenPlace, { slug, batch, dialect }: Asked): Promise<ExportFile> {
  const db = database.orm;
  const collective = await findCollective(db, slug);
  const seal = bankDetailsSeal(secretOf(config), config.secretPrevious);
  const file = await writeBatchFile(db, { caller: { collective } }, seal, await batchMeant(db, collective.id, batch), dialect);
  return wholeFile(db, collective.id, file);
}

async function memberFile(db: Queryable, { slug, member: called = "" }: Asked): Promise<ExportFile> {
  const acting = await actingIn(db, await findCollective(db, slug));
  const { collective } = acting.caller;
  const id = await memberCalled(db, collective.id, called);
  if (!id) throw new Refusal(id === null ? "name_ambiguous" : "unknown_member", { at: "--member", id: called, text: called });
  return writeExportFile(
    db,
    collective.id,
    async function* (tx) {
      yield `${JSON.stringify(await recordOf(tx, acting, id, false), null, 2)}\n`;
    },
    () => `${collective.slug}-member-${id.slice(-4)}.json`,
  );
}

const wholeFile = (db: Queryable, collectiveId: string, { name, text }: { readonly name: string; readonly text: string }) =>
  writeExportFile(
    db,
    collectiveId,
    async function* () {
      yield text;
    },
    () => name,
  );

/** Refuses `unknown_envelope`, `name_ambiguous`. */
async function envelopeCalled(db: Queryable, collectiveId: string, name: string): Promise<string> {
  const rows = await queryRows<{ id: string; name: string }>(
    db,
    sql`select id, name from envelopes where collective_id = ${collectiveId}::uuid order by created_at, id`,
  );
  const id = lookUp(nameIndex(rows), name);
  if (!id) throw new Refusal(id === null ? "name_ambiguous" : "unknown_envelope", { at: "--envelope", id: name, text: name });
  return id;
}

/** Refuses `not_found`. */
async function batchMeant(db: Queryable, collectiveId: string, number: string | undefined): Promise<string> {
  const id = await batchNumbered(db, collectiveId, number === undefined ? undefined : Number(number));
  if (id === undefined) throw new Refusal("not_found", { at: "--batch", number: number ?? "" });
  return id;
}

const isTableFormat = (name: string): name is TableFormat => tableFormats.some((each) => each === name);
const isExport = (name: string): name is ExportName => exportNames.some((each) => each === name);
const isAccountFile = (name: string): name is AccountFile => accountFiles.some((each) => each === name);
