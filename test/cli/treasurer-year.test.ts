/**
 * A treasurer’s year by commands alone, from the bank statement to the closed year and its archive elsewhere: every file of the
 * year comes out, says what the service says, opens in the programs it is for, and all of them give one trial balance.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import type { Test } from "tap";
import { backup } from "../../src/cli/backup.js";
import { close } from "../../src/cli/close.js";
import type { Command } from "../../src/cli/command.js";
import { exportTable } from "../../src/cli/export.js";
import { importFile } from "../../src/cli/import.js";
import { reconcile } from "../../src/cli/reconcile.js";
import { restore } from "../../src/cli/restore.js";
import { verify } from "../../src/cli/verify.js";
import { readConfig } from "../../src/config.js";
import type { Database } from "../../src/db/client.js";
import { exportNames } from "../../src/features/exports/exports.actions.js";
import { balancesBy, cents, fecBalances, isHere, programs, reads, sheetBalances, trialBalances } from "../support/accountants.js";
import { done, openTwoYears } from "../support/accounts-stories.js";
import { openTestDatabase } from "../support/database.js";
import { scratchFolder } from "../support/processes.js";
import { readOds, readXlsx } from "../support/sheets.js";
import { makeContribution, makeKind, openHouse, testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const story = await openTwoYears(house);
const { people, collectiveId, circleId, kit, current } = story;
const { tom, bob } = people;
const slug = "les-communs-1";
const folder = scratchFolder(t);
const config = readConfig({ SECRET: testSecret });

const commands = { import: importFile, reconcile, export: exportTable, close, verify, backup, restore } satisfies Record<string, Command>;

/** Runs `moisson NAME …` and gives its exit code, what it wrote, and what it said beside. */
async function moisson(name: keyof typeof commands, args: readonly string[], database: Database = house.database) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const out: Buffer[] = [];
  stdout.on("data", (chunk: Buffer) => out.push(chunk));
  const code = await commands[name]([...args], { stdin: Readable.from([]), stdout, stderr, place: { database, config } });
  return { code, bytes: Buffer.concat(out), out: Buffer.concat(out).toString(), said: String(stderr.read() ?? "") };
}
const here = ["--collective", slug];

/** The bytes of an export. */
async function exported(what: string, args: readonly string[] = [], database?: Database): Promise<Buffer> {
  const { code, bytes, said } = await moisson("export", [what, ...here, ...args], database);
  if (code !== 0) throw new Error(`${what} ${args.join(" ")}: ${said}`);
  return bytes;
}
const text = async (what: string, ...args: string[]): Promise<string> => (await exported(what, args)).toString();
const ofService = async (path: string): Promise<string> => done(await tom.get(path)).body;

t.before(async () => {
  const kindId = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  await makeContribution(house, {
    ...{ collectiveId, circleId, memberId: bob.memberId, kindId, envelopeId: kit },
    ...{ dayOn: "2025-06-01", quantity: "3", isVolunteered: true, note: "Tenue de la buvette" },
  });
  done(await tom.put(`/volunteering/kinds/${kindId}/rates/2025-01-01`, { rate: "11.88", source: "SMIC horaire brut 2025" }));
  const lines = [
    { side: "in", nature: "grant", label: "Métropole", amount: "3000.00" },
    { side: "out", nature: "work", label: "Coordination", amount: "900.00" },
  ];
  done(await tom.put(`/envelopes/${kit}/plan`, { lines }));
  done(await tom.put(`/bank-details/bank/${current.id}`, { iban: "FR14 2004 1010 0505 0001 3M02 606", holder: "Les Communs" }));
  done(await tom.put(`/bank-details/member/${bob.memberId}`, { iban: "BE68 5390 0754 7034" }));
});

/** What is owed still leaves in one batch. */
async function opensBatch(): Promise<void> {
  const owed: { what: string; id: string; staysOut: string[] }[] = done(await tom.get("/payment-batches/proposal")).body.items;
  const items = owed.filter(({ staysOut }) => staysOut.length === 0).map(({ what, id }) => ({ what, id }));
  done(await tom.post("/payment-batches", { executesOn: "2026-02-15", items, bankId: current.id }));
}

t.test("the statement comes in, and what is booked already is matched; the rest waits", async (t) => {
  const file = join(folder, "2025.csv");
  const rows = [
    "01/03/2025;01/03/2025;;3000,00;VIR METROPOLE N GRANT;",
    "10/04/2025;10/04/2025;-100,00;;VIR IMPRIMERIE V1;",
    "30/04/2025;30/04/2025;-4,20;;FRAIS TENUE DE COMPTE;",
    "05/06/2025;05/06/2025;-9,99;;ACHAT CARTE INCONNU;",
  ];
  writeFileSync(file, ["Date;Date de valeur;Débit;Crédit;Libellé;Solde", ...rows].join("\r\n"), "latin1");
  const to = [file, "--statement", ...here, "--bank", "Compte courant"];
  t.match(await moisson("import", to), { code: 0, out: /4 lignes lues, 0 déjà là, 4 ajoutées/ });
  t.match(await moisson("import", to), { code: 0, out: /4 lignes lues, 4 déjà là, 0 ajoutées/ });
  const before = await moisson("reconcile", here);
  t.match(before.out, /^2025-03-01 {2}3\s000,00\s€ {2}VIR METROPOLE N GRANT → .* : même montant, le même jour/m);
  t.equal(before.out.trimEnd().split("\n").length, 4, "nothing is matched before it is said");
  const after = await moisson("reconcile", [...here, "--apply", "--lang", "en"]);
  t.match(after, { code: 0, out: /^3 lines matched\n2025-06-05 {2}-€9\.99 {2}ACHAT CARTE INCONNU\n$/ });
  t.match(await moisson("reconcile", [...here, "--apply", "--bank", "Caisse"]), {
    code: 0,
    out: "0 ligne rapprochée\nAucune ligne n’attend.\n",
  });
  t.match(await moisson("reconcile", [...here, "--bank", "Coffre"]), { code: 1, said: /^error: unknown_bank: / });
});

t.test("each table comes as CSV in both dialects, as XLSX and as ODS", async (t) => {
  for (const what of exportNames) {
    const fr = await text(what);
    const en = await text(what, "--dialect", "en");
    t.ok(fr.startsWith("\ufeff") && fr.endsWith("\r\n"), `${what} in French`);
    t.notOk(en.startsWith("\ufeff"), `${what} in English`);
    const header = (fr.split("\r\n")[0] ?? "").replace("\ufeff", "").split(";");
    for (const [format, read] of [["xlsx", readXlsx] as const, ["ods", readOds] as const]) {
      const { rows } = read(await exported(what, ["--format", format]));
      t.same(
        rows[0]?.map((cell) => cell?.value),
        header,
        `${what} as ${format}`,
      );
      t.ok(rows.length > 1, "there is something in it");
    }
  }
  t.match(await text("volunteering", "--from", "2025-01-01", "--until", "2025-12-31"), /^Bob;01\/06\/2025;;.*;3;h;;Tenue de la buvette$/m);
});

/** Every file of 2025 that tells balances. */
async function balancesOf2025(t: Test, database?: Database): Promise<void> {
  const of = (what: string, ...more: string[]) => exported(what, ["--year", "2025", ...more], database);
  const expected = fecBalances((await of("fec")).toString());
  t.ok(Object.keys(expected).length > 10, "the FEC has accounts");
  t.equal(
    Object.values(expected).reduce((sum, each) => sum + BigInt(each), 0n),
    0n,
    "and balances",
  );
  t.same(trialBalances((await of("trial-balance")).toString()), expected, "the trial balance as CSV");
  t.same(sheetBalances(readXlsx(await of("trial-balance", "--format", "xlsx"))), expected, "as XLSX");
  t.same(sheetBalances(readOds(await of("trial-balance", "--format", "ods"))), expected, "as ODS");
  for (const format of ["hledger", "ledger", "beancount"] as const) {
    const program = format === "beancount" ? "bean-check" : format;
    await t.test(program, { skip: isHere(program) ? false : `no ${program}` }, async (t) => {
      const journal = (await of(format)).toString();
      t.equal(reads(program, programs[program], `year.${format}`, journal).code, 0, "it accepts the journal");
      t.same(balancesBy(format, journal), expected, "and reads the same balances");
    });
  }
  const evening = (await exported("balances", ["--until", "2025-12-31"], database)).toString().trimEnd().split("\r\n").slice(1);
  const shown = (kind: string) =>
    evening
      .map((line) => line.split(";"))
      .filter(([of]) => of === kind)
      .reduce((sum, cells) => sum + cents(cells[2] ?? "0"), 0n);
  const sum = (beginning: RegExp) =>
    Object.entries(expected).reduce((all, [key, amount]) => (beginning.test(key) ? all + BigInt(amount) : all), 0n);
  t.equal(shown("banque"), sum(/^5[13]/), "banks, as the ledger has them that evening");
  t.equal(shown("participant·e"), -sum(/^46/), "members");
  t.equal(shown("tiers"), -sum(/^401/), "third parties");
}

t.test("all files of the open year give one trial balance", (t) => balancesOf2025(t));

t.test("reports, payees, the transfers and a person’s record come out as the service tells them", async (t) => {
  t.equal(await text("report", "--year", "2025"), await ofService("/years/2025-01-01/report/file"));
  t.match(await text("report", "--year", "2025"), /^Enveloppes et fonds;Kit \| commun;reste;;;1993,39$/m);
  const days = ["--from", "2025-01-01", "--until", "2025-12-31"];
  const report = await text("envelope-report", "--envelope", "kit | commun", ...days);
  t.equal(report, await ofService(`/envelopes/${kit}/report/file?fromOn=2025-01-01&untilOn=2025-12-31`));
  t.match(
    report,
    /^Budget;subvention \(entré\) · Métropole;prévu;;;3000,00\r\nBudget;subvention \(entré\) · Métropole;réalisé;;;3000,00$/m,
  );
  t.match(report, /^Bénévolat;temps;heures;3;h;\r\nBénévolat;temps;valeur;;;35,64$/m, "3 h at 11.88");
  t.equal(await text("payees", "--year", "2025"), await ofService("/payees/2025/file"));
  t.match(await text("payees", "--year", "2025"), /^2025;P\d;Ana;.*;500,00;/m);
  for (const [what, ...args] of [["report"], ["payees", "--year", "2025"], ["envelope-report", "--envelope", "Maison"]] as const)
    t.ok(readXlsx(await exported(what, [...args, "--format", "xlsx"])).rows.length > 1, `${what} as a spreadsheet`);
  t.match(await moisson("export", ["payment-batch", ...here]), { code: 1, said: /^error: not_found: / }, "nothing has left yet");

  await opensBatch();
  const [batch] = done(await tom.get("/payment-batches")).body.items;
  const transfers = await text("payment-batch");
  t.equal(transfers, await ofService(`/payment-batches/${batch.id}/file`));
  t.match(
    transfers,
    /<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain\.001\.001\.09">[\s\S]*<CtrlSum>50\.00<\/CtrlSum>[\s\S]*BE68539007547034/,
  );
  t.match(await text("payment-list", "--batch", "1"), /\r\nV1-1;Bob;Partage d’hiver;frais;;50,00\r\n;Total;;;;50,00\r\n$/);
  t.match(await moisson("export", ["payment-batch", ...here, "--batch", "2"]), { code: 1, said: /^error: not_found: / });
  t.match(await moisson("export", ["payment-batch", ...here, "--format", "ods"]), { code: 1, said: /^error: file_not_a_table: / });

  const record = JSON.parse(await text("member", "--member", "bob"));
  t.match(record, { format: "moisson.member/1", member: { id: bob.memberId, name: "Bob" } });
  t.equal(record.contributions.length, 1);
  t.equal(record.bankDetails, null, "what belongs to Bob alone is not told");
  t.match(await moisson("export", ["member", ...here, "--member", "zoe"]), { code: 1, said: /^error: unknown_member: / });
  t.match(await moisson("export", ["envelope-report", ...here, "--envelope", "Grenier"]), { code: 1, said: /^error: unknown_envelope: / });
});

t.test("the year says what is to be looked at, closes, and is kept", async (t) => {
  const looked = await moisson("close", here);
  t.match(looked, {
    code: 0,
    out: /^- Une rétribution reste à verser\s: 50,00\s€\.\n(- .*\n)*- Une ligne de relevé attend d’être rapprochée\.\n/,
  });
  t.match(await moisson("close", [...here, "--year", "2026", "--lang", "en"]), {
    out: /^(! The year is not over\.\n)?! The year before it is still open\.\n/,
  });
  t.match(await moisson("close", [...here, "--year", "2026", "--apply"]), { code: 1, said: /^error: year_(not_over|before_open): / });
  const provisional = await text("fec", "--year", "2025");
  t.match(await text("hledger", "--year", "2025"), /provisoire/);
  t.match(await moisson("close", [...here, "--by", "tom", "--apply"]), {
    code: 0,
    out: /^Clos : 2025-01-01 – 2025-12-31, \d+ écritures\n$/,
  });
  t.match(await moisson("close", [...here, "--year", "2025", "--apply"]), { code: 1, said: /^error: year_closed: / });
  t.equal(JSON.parse((await moisson("close", [...here, "--json"])).out).startsOn, "2026-01-01", "the next is open");

  t.match(await moisson("export", ["fec", ...here, "--year", "2025", "--out", folder]), { code: 0 });
  t.equal(readFileSync(join(folder, "123456782FEC20251231.txt"), "utf8"), provisional, "under the same name, the same bytes");
  t.notMatch(await text("hledger", "--year", "2025"), /provisoire/);
  await balancesOf2025(t);
  const opening = fecBalances(await text("fec", "--year", "2026"));
  t.ok(BigInt(opening["512"] ?? 0) > 0n, "2026 begins with what 2025 left");
});

t.test("the archive comes back elsewhere to the same files", async (t) => {
  t.match(await moisson("backup", [...here, "--out", folder]), { code: 0, said: /^tête \d+ [0-9a-f]{64}\n$/ });
  const archive = readdirSync(folder).find((name) => name.endsWith(".moisson.gz")) ?? "missing";
  const elsewhere = await openTestDatabase();
  t.teardown(() => elsewhere.close());
  t.match(await moisson("restore", [join(folder, archive)], elsewhere), {
    code: 0,
    out: /^Restauré : les-communs-1, \d+ écritures vérifiées/,
  });
  t.equal((await moisson("verify", here, elsewhere)).out, (await moisson("verify", here)).out);
  await balancesOf2025(t, elsewhere);
  for (const what of ["fec", "hledger", "ledger", "beancount", "trial-balance", "report", "payees"])
    t.ok((await exported(what, ["--year", "2025"], elsewhere)).equals(await exported(what, ["--year", "2025"])), what);
  t.ok((await exported("entries", [], elsewhere)).equals(await exported("entries")), "entries");
});

t.test("a hosted collective asks its host by a sheet", async (t) => {
  const [batch] = done(await tom.get("/payment-batches")).body.items;
  done(await tom.post(`/payment-batches/${batch.id}/cancellation`, {}));
  done(await tom.patch("", { hostedBy: "La Coopérative" }));
  await opensBatch();
  t.match(
    await text("payment-batch"),
    /^\ufeffRéférence;Bénéficiaire;Pour;Nature;Documents;Montant\r\nV2-1;Bob;Partage d’hiver;frais;;50,00\r\n;Total;;;;50,00\r\n$/,
  );
});
