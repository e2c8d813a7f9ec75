/** A statement is added from the command line, by the name of its bank account. */
import { closeSync, openSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { importFile } from "../../src/cli/import.js";
import { readConfig } from "../../src/config.js";
import { queryRows } from "../../src/db/client.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);

async function run(args: readonly string[], input = "") {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const place = { database: house.database, config: readConfig({}) };
  const code = await importFile([...args], { stdin: Readable.from([Buffer.from(input)]), stdout, stderr, place });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

t.test("a statement is added to the bank that is named, once", async (t) => {
  const { tom, ana, collectiveId } = await house.collective("les-communs", { ana: ["admin"], tom: ["treasurer"] });
  await tom.post("/banks", { name: "Compte courant" });
  await tom.post("/banks", { name: "HelloAsso" });
  const to = ["--statement", "--collective", "les-communs"];
  const bpce = "fixtures/statements/bpce.csv";
  t.strictSame(await run([bpce, ...to, "--bank", "compte courant"]), {
    code: 0,
    out: "bpce.csv (Banque Populaire, Caisse d’Épargne) : 4 lignes lues, 0 déjà là, 4 ajoutées\n",
    err: "",
  });
  t.match(await run([bpce, ...to, "--bank", "Compte courant", "--lang", "en"]), {
    code: 0,
    out: /: 4 lines read, 4 here already, 0 added\n/,
  });
  t.match(await run(["fixtures/statements/ofx-1.ofx", ...to, "--bank", "Compte courant", "--lang", "en"]), {
    code: 0,
    out: /: 2 lines read, 0 here already, 2 added; balance 2550\.00 on 2026-03-31\n2 look like lines of another statement/,
  });
  const json = await run(["fixtures/statements/helloasso-orders.csv", ...to, "--bank", "HelloAsso", "--by", "tom", "--json"]);
  t.match(JSON.parse(json.out), { source: "helloasso", linesRead: 3, addedBy: tom.memberId });
  t.match(await run(["-", ...to, "--bank", "HelloAsso"], "Date;Libellé;Montant(EUROS)\n02/03/2026;A;20,00\n"), {
    code: 0,
    out: /^stdin .*1 ajoutées/,
  });
  const rows = await queryRows<{ by: string; count: number }>(
    house.database.orm,
    sql`select s.added_by as by, count(*)::int as count from bank_lines b join bank_statements s on s.collective_id = b.collective_id and s.id = b.statement_id
      where b.collective_id = ${collectiveId} group by 1 order by 2`,
  );
  t.strictSame(
    [...rows].map((row) => ({ ...row })),
    [
      { by: tom.memberId, count: 3 },
      { by: ana.memberId, count: 7 },
    ],
  );

  t.match(await run([bpce, ...to]), { code: 1, err: /^error: bank_missing: / });
  t.match(await run([bpce, ...to, "--bank", "Caisse"]), { code: 1, err: /^error: unknown_bank: / });
  t.match(await run(["nowhere.csv", ...to, "--bank", "HelloAsso"]), { code: 1, err: /^error: not_found: / });
  // Of a file that memory does not hold no more is read than a statement may be.
  const endless = join(t.testdir(), "endless.csv");
  closeSync(openSync(endless, "w"));
  truncateSync(endless, 3 * 2 ** 30);
  t.match(await run([endless, ...to, "--bank", "HelloAsso"]), { code: 1, err: /^error: body_too_large: / });
  t.match(await run([bpce, "--statement"]), { code: 2, err: /usage : moisson import/ });
  t.match(await run(["-", ...to, "--bank", "HelloAsso"], "Date;Libellé;Montant(EUROS)\n31/02/2026;A;20,00\n"), {
    code: 1,
    err: /^error: statement_has_errors: Ligne 2, Date : «31\/02\/2026» n’est pas un jour du calendrier\. Rien n’est enregistré\.[^\n]*\n$/,
  });
});
