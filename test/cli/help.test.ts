/** Every command says what it takes, in both languages, and a wrong command line is told and ends with 2. */
import { PassThrough } from "node:stream";
import { backup } from "../../src/cli/backup.js";
import { close } from "../../src/cli/close.js";
import type { Command } from "../../src/cli/command.js";
import { demo } from "../../src/cli/demo.js";
import { exportTable } from "../../src/cli/export.js";
import { columnsOf, importFile } from "../../src/cli/import.js";
import { reconcile } from "../../src/cli/reconcile.js";
import { restore } from "../../src/cli/restore.js";
import { serveWith } from "../../src/cli/serve.js";
import { share } from "../../src/cli/share.js";
import { tally } from "../../src/cli/tally.js";
import { verify } from "../../src/cli/verify.js";
import { t } from "../support/tap.js";

const commands: Readonly<Record<string, Command>> = {
  serve: serveWith(async () => undefined),
  demo,
  share,
  tally,
  import: importFile,
  export: exportTable,
  reconcile,
  close,
  verify,
  backup,
  restore,
};

async function run(command: Command, args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await command(args, { stdin: new PassThrough(), stdout, stderr });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

for (const [name, command] of Object.entries(commands)) {
  t.test(name, async (t) => {
    const french = await run(command, ["--help"]);
    t.match(french, { code: 0, err: "" });
    t.match(french.out, new RegExp(`^usage ?: moisson ${name}`));
    t.match(french.out, /^usage : /);
    t.match((await run(command, ["--help", "--lang", "en"])).out, new RegExp(`^usage: moisson ${name}`));
    t.match(await run(command, ["--fast", "--lang", "en"]), { code: 2, out: "", err: /^unknown option: --fast\. / });
    t.match(await run(command, ["--fast"]), { code: 2, out: "", err: /^option inconnue : --fast\. / });
  });
}

t.test("a command that lacks something says its usage", async (t) => {
  for (const [name, args] of [
    ["share", []],
    ["tally", []],
    ["import", ["contributions.csv"]],
    ["export", ["balances"]],
    ["export", ["balances", "--collective", "les-communs", "--format", "xls"]],
    ["export", ["secrets", "--collective", "les-communs"]],
    ["export", ["envelope-report", "--collective", "les-communs"]],
    ["export", ["member", "--collective", "les-communs"]],
    ["export", ["payment-batch", "--collective", "les-communs", "--batch", "first"]],
    ["export", ["payees", "--collective", "les-communs", "--from", "2026-01-01"]],
    ["reconcile", []],
    ["close", ["--year", "2025"]],
    ["verify", []],
    ["verify", ["--collective", "les-communs", "--head", "abc"]],
    ["backup", []],
    ["restore", []],
    ["restore", ["one.gz", "two.gz"]],
    ["demo", ["twice"]],
  ] as const) {
    t.match(await run(commands[name] as Command, [...args]), { code: 2, out: "", err: new RegExp(`usage : moisson ${name}`) });
  }
  t.match(await run(share, ["--explain"]), { code: 2, err: /^--explain : sa valeur manque/ });
});

t.test("columns on the command line: a comma is of the header unless a column follows", async (t) => {
  t.same(columnsOf("day=Quand ?, note=Quoi, en gros,quantity=Combien = h"), {
    day: "Quand ?",
    note: "Quoi, en gros",
    quantity: "Combien = h",
  });
  for (const text of ["", "day", "day=", "=Quand", "day=A,day=B"]) t.throws(() => columnsOf(text), { code: "mapping_unfit" }, text);
});
