#!/usr/bin/env node
/**
 * The process: arguments → command (DESIGN §13).
 *
 * A command is loaded only when it is called, so that `share` opens no database and starts at once.
 * To add one: write src/cli/NAME.ts with `(args, io) => Promise<exit code>`, and a row here.
 */
import type { Command } from "./cli/command.js";
import type { Language } from "./domain/refusals.js";

interface Row {
  readonly takes: string;
  readonly fr: string;
  readonly en: string;
  readonly load: () => Promise<Command>;
}

const commands: ReadonlyMap<string, Row> = new Map<string, Row>([
  [
    "serve",
    {
      takes: "",
      fr: "lance le service ; le premier démarrage propose de créer un collectif",
      en: "runs the service; the first start offers to create a collective",
      load: async () => (await import("./cli/serve.js")).serveWith(commandOf),
    },
  ],
  [
    "demo",
    {
      takes: "[--once]",
      fr: "un collectif d’exemple, servi avec des accès prêts ; --once : montre et s’arrête",
      en: "an example collective, served with ready logins; --once: shows and ends",
      load: async () => (await import("./cli/demo.js")).demo,
    },
  ],
  [
    "share",
    {
      takes: "FILE | -",
      fr: "le résultat d’un document de partage ; --table, --explain MEMBER",
      en: "the result of a sharing document; --table, --explain MEMBER",
      load: async () => (await import("./cli/share.js")).share,
    },
  ],
  [
    "tally",
    {
      takes: "FILE.pb",
      fr: "recompte un fichier de bulletins et dit si le résultat publié est confirmé ; --rule, --explain PROJECT",
      en: "recounts a ballot file and says whether the published result is confirmed; --rule, --explain PROJECT",
      load: async () => (await import("./cli/tally.js")).tally,
    },
  ],
  [
    "import",
    {
      takes: "FILE --collective SLUG",
      fr: "l’aperçu d’un fichier de contributions ou de participant·es ; --apply : l’importe, en entier ou pas du tout",
      en: "the preview of a file of contributions or members; --apply: imports it, all of it or nothing",
      load: async () => (await import("./cli/import.js")).importFile,
    },
  ],
  [
    "export",
    {
      takes: "WHAT --collective SLUG",
      fr: "un tableau en CSV, XLSX ou ODS ; le FEC, les journaux, les virements d’un exercice",
      en: "a table as CSV, XLSX or ODS; the FEC, the journals, the transfers of a year",
      load: async () => (await import("./cli/export.js")).exportTable,
    },
  ],
  [
    "reconcile",
    {
      takes: "--collective SLUG",
      fr: "les lignes de relevé qui attendent ; --apply : rapproche celles qui sont déjà écrites",
      en: "the lines of statements that wait; --apply: matches those that are booked already",
      load: async () => (await import("./cli/reconcile.js")).reconcile,
    },
  ],
  [
    "close",
    {
      takes: "--collective SLUG",
      fr: "ce qu’il faut regarder avant de clore un exercice ; --apply : le clôt, pour toujours",
      en: "what to look at before a fiscal year closes; --apply: closes it, for good",
      load: async () => (await import("./cli/close.js")).close,
    },
  ],
  [
    "verify",
    {
      takes: "--collective SLUG",
      fr: "recalcule le journal et nomme la première écriture fausse ; --head HASH : la fin n’a pas été coupée",
      en: "recomputes the ledger and names the first entry that fails; --head HASH: its tail was not cut",
      load: async () => (await import("./cli/verify.js")).verify,
    },
  ],
  [
    "backup",
    {
      takes: "--collective SLUG",
      fr: "tout un collectif en une archive ; --out FILE",
      en: "all of a collective as one archive; --out FILE",
      load: async () => (await import("./cli/backup.js")).backup,
    },
  ],
  [
    "restore",
    {
      takes: "FILE",
      fr: "remet ici le collectif d’une archive, vérifié, en entier ou pas du tout ; --slug NAME",
      en: "puts the collective of an archive here, verified, all of it or nothing; --slug NAME",
      load: async () => (await import("./cli/restore.js")).restore,
    },
  ],
]);

const commandOf = async (name: string): Promise<Command | undefined> => commands.get(name)?.load();

/** French, unless the terminal speaks English. */
const terminalLanguage = (): Language =>
  /^en/i.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? "") ? "en" : "fr";

function usage(language: Language): string {
  const rows = [...commands].map(([name, row]) => `  ${`${name} ${row.takes}`.padEnd(32)}${row[language]}\n`);
  const title = language === "fr" ? "usage : moisson COMMANDE …" : "usage: moisson COMMAND …";
  const more = language === "fr" ? "moisson COMMANDE --help en dit plus." : "moisson COMMAND --help says more.";
  return `${title}\n\n${rows.join("")}\n${more}\n`;
}

async function main([name = "--help", ...args]: string[]): Promise<number> {
  const command = await commandOf(name);
  if (command) return command(args, process);
  const asked = name === "--help" || name === "-h" || name === "help";
  const told = args[args.indexOf("--lang") + 1];
  const language = args.includes("--lang") && (told === "fr" || told === "en") ? told : terminalLanguage();
  if (!asked) process.stderr.write(`${language === "fr" ? "commande inconnue :" : "unknown command:"} ${name}\n`);
  (asked ? process.stdout : process.stderr).write(usage(language));
  return asked ? 0 : 2;
}

// A reader that closes early (`moisson share - | head -1`) ends the process without a complaint.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await main(process.argv.slice(2));
