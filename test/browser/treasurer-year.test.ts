/**
 * A treasurer’s year in the browser, on a phone, from the bank statement to the closed year: each file of it is taken away and
 * opened, all of them give one trial balance before and after the closing, and the archive comes back elsewhere to the same.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import type { Locator } from "playwright-core";
import type { Test } from "tap";
import { backup } from "../../src/cli/backup.js";
import type { Command } from "../../src/cli/command.js";
import { exportTable } from "../../src/cli/export.js";
import { restore } from "../../src/cli/restore.js";
import { readConfig } from "../../src/config.js";
import type { Database } from "../../src/db/client.js";
import {
  balancesBy,
  faultsOfPayments,
  fecBalances,
  fecRows,
  isHere,
  programs,
  reads,
  sheetBalances,
  trialBalances,
} from "../support/accountants.js";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { openTestDatabase } from "../support/database.js";
import { MovingClock } from "../support/moving-clock.js";
import { scratchFolder } from "../support/processes.js";
import { png } from "../support/receipt-files.js";
import { type ReadSheet, readOds, readXlsx } from "../support/sheets.js";
import { testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";

const skip = (await whyNoChromium()) ?? false;
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = async (place: Locator): Promise<string> => plain(await place.textContent());

/** The cells of a sheet, row by row. */
const cellsOf = ({ rows }: ReadSheet): string[] => rows.map((row) => row.map((cell) => cell?.value ?? "").join(" | "));

async function runs(command: Command, database: Database, args: readonly string[]): Promise<{ code: number; out: string; said: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const out: Buffer[] = [];
  stdout.on("data", (chunk: Buffer) => out.push(chunk));
  const place = { database, config: readConfig({ SECRET: testSecret }) };
  const code = await command([...args], { stdin: Readable.from([]), stdout, stderr, place });
  return { code, out: Buffer.concat(out).toString(), said: String(stderr.read() ?? "") };
}

t.test("a treasurer’s year, from the statement to the closed year", { skip }, async (t) => {
  const clock = new MovingClock();
  const demo = await openDemo(t, { clock });
  const browser = await openChromium();
  const odile = await visit(t, browser, demo);
  await odile.logIn("odile");
  const { page } = odile;
  const dialog = page.getByRole("dialog");
  const api = `${demo.url}/api/v1/collectives/${demo.slug}`;

  /** Follows a link or a button to a file, and gives the file as it lies on the phone. */
  const takes = async (what: Locator): Promise<{ name: string; bytes: Buffer; text: string }> => {
    const [download] = await Promise.all([page.waitForEvent("download"), what.click()]);
    const bytes = readFileSync(await download.path());
    return { name: download.suggestedFilename(), bytes, text: bytes.toString("utf8") };
  };
  const link = (name: string | RegExp) => page.getByRole("link", typeof name === "string" ? { name, exact: true } : { name });
  /** What the printer would get: what is for the screen alone is not there. */
  const printed = async (check: () => Promise<void>) => {
    await page.emulateMedia({ media: "print" });
    await check();
    await page.emulateMedia({ media: "screen" });
  };

  await t.test("the statement says what came and went, and is matched", async (t) => {
    const [entry] = (await (await page.request.get(`${api}/entries?kind=money-in&limit=1`)).json()).items;
    const day = String(entry.datedOn).split("-").reverse().join("/");
    const rows = [
      `${day};${day};;${String(entry.lines[0].amount).replace(".", ",")};VIR RECU;`,
      `${day};${day};-7,50;;FRAIS TENUE DE COMPTE;`,
      `${day};${day};-3,00;;VIR REJETE;`,
    ];
    const buffer = Buffer.from(["Date;Date de valeur;Débit;Crédit;Libellé;Solde", ...rows].join("\r\n"), "latin1");
    await page.goto(`${demo.home}/treasury/bank`);
    await page.getByLabel("Le fichier de la banque").setInputFiles({ name: "releve.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Ajouter ce relevé" }).click();
    await page.getByText("3 lignes ajoutées.").waitFor();
    await page.getByRole("button", { name: "C’est bien elle" }).click();
    await page.getByText("C’est rapproché.").waitFor();
    const fee = page.getByRole("listitem").filter({ hasText: "FRAIS TENUE DE COMPTE" }).locator("form").first();
    await fee.getByLabel("Dans quelle enveloppe").selectOption({ index: 1 });
    await fee.getByRole("button", { name: "Noter ces frais" }).click();
    await page.getByText("7,50 € : noté et rapproché.").waitFor();
    await page.getByRole("heading", { level: 1, name: "Une ligne du relevé attend." }).waitFor();
    t.same(await odile.axe(), []);
  });

  await t.test("what is owed leaves as one payment file, and as a list to sign", async (t) => {
    await page.goto(`${demo.home}/treasury/third-parties`);
    await page.getByRole("button", { name: "IBAN Imprimerie des Docks" }).click();
    await dialog.getByLabel("IBAN", { exact: true }).fill("LU28 0019 4006 4475 0000");
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("L’IBAN qui finit par 0000 est gardé.").waitFor();
    await page.goto(`${demo.home}/treasury/batches`);
    await page.getByRole("button", { name: "Préparer…" }).click();
    await dialog.getByRole("button", { name: /^Préparer 7/ }).click();
    await page.getByRole("heading", { level: 1, name: /Virements n°/ }).waitFor();
    const file = await takes(link("Télécharger le fichier pour la banque"));
    t.match(file.name, /^fabrique-du-quai-virements-1-\d{4}-\d\d-\d\d\.xml$/);
    t.match(file.text, /<NbOfTxs>2<\/NbOfTxs>\s*<CtrlSum>7560\.00<\/CtrlSum>/);
    if (isHere("xmllint")) t.equal(faultsOfPayments(file.text), "", "as the schema of the bank says");
    await printed(async () => {
      t.ok(await page.getByText("Date et signature").isVisible(), "there is a place to sign");
      t.notOk(await page.getByRole("button", { name: "La banque a payé…" }).isVisible());
      t.match(await textOf(page.locator("table")), /Appui aux jardins.*V1-1.*2 080,00 €.*V1-2.*5 480,00 €.*Total.*7 560,00 €/);
    });
    await page.getByRole("button", { name: "La banque a payé…" }).click();
    await dialog.getByRole("checkbox", { name: /Appui aux jardins/ }).uncheck();
    await dialog.getByRole("button", { name: /Écrire 5.480,00.€ payés/ }).click();
    await page.getByText(/5.480,00.€ payés, c’est écrit\./).waitFor();
  });

  await t.test("a receipt is attached to an expense", async () => {
    await page.goto(`${demo.home}/contribute`);
    await page.getByLabel("en une ligne").fill("64,20 € frais #kit-incubateur train pour la rencontre");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByLabel("Ajouter une photo ou un PDF").setInputFiles({ name: "billet.png", mimeType: "image/png", buffer: png });
    await page.getByText("Justificatif ajouté.").waitFor();
    await page.locator(".receipt img").waitFor();
  });

  await t.test("what was given without pay is valued, taken away, and printed to be signed", async (t) => {
    await page.goto(`${demo.home}/treasury/volunteering?from=2025-01-01&until=2026-12-31`);
    // On its way to 2026 a year is 0002: the field waits, and stays the one under the hand when the page follows.
    const since = page.getByLabel("Du", { exact: true });
    await since.fill("0002-01-01");
    t.equal(await since.inputValue(), "0002-01-01");
    t.match(page.url(), /from=2025-01-01/);
    const field = await since.elementHandle();
    await since.fill("2026-01-01");
    await page.waitForURL(/from=2026-01-01&until=2026-12-31/);
    await page.getByRole("heading", { level: 1 }).waitFor();
    t.equal(await since.inputValue(), "2026-01-01");
    t.ok(await field?.evaluate((element) => element.isConnected), "the field is the same");
    await page.getByRole("button", { name: "Fixer un taux : Heures" }).click();
    await dialog.getByLabel("Euros par heure").fill("15,50");
    await dialog.getByLabel("À partir du").fill("2026-01-01");
    await dialog.getByLabel("Source").fill("Barème du réseau");
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText(/15,50\s€ par heure depuis le/).waitFor();
    const csv = await takes(link("Emporter en CSV"));
    t.match(csv.text, /^\ufeffParticipant·e;Date;/);
    for (const [format, read] of [["XLSX", readXlsx] as const, ["ODS", readOds] as const])
      t.equal(read((await takes(link(`Emporter en ${format}`))).bytes).rows.length, csv.text.trimEnd().split("\r\n").length, format);
    await link("Les feuilles à signer").click();
    await page.getByRole("heading", { level: 1, name: "Feuilles de bénévolat" }).waitFor();
    await printed(async () => {
      t.ok(await page.locator(".one-sheet").first().isVisible(), "a sheet a person");
    });
  });

  await t.test("an envelope’s report goes to its funder, on paper and as a table", async (t) => {
    await page.goto(`${demo.home}/envelopes`);
    await link(/Kit incubateur/)
      .first()
      .click();
    await link(/Le compte rendu financier/).click();
    await page.getByRole("heading", { level: 1, name: /Kit incubateur : il reste/ }).waitFor();
    t.same(await odile.axe(), []);
    const csv = await takes(link("Emporter en CSV"));
    t.match(csv.text, /^Budget;travail \(sorti\)[^;]*;prévu;;;2300,00\r\nBudget;travail \(sorti\)[^;]*;réalisé;;;1648,60\r$/m);
    for (const [format, read] of [["XLSX", readXlsx] as const, ["ODS", readOds] as const])
      t.ok(
        cellsOf(read((await takes(link(`Emporter en ${format}`))).bytes)).some((row) => /^Argent .* reste .*1\d\d\d(\.\d+)?$/.test(row)),
        format,
      );
    await printed(async () => {
      t.notOk(await link("Emporter en CSV").isVisible(), "what is for the screen is not printed");
      t.ok(await page.getByRole("row", { name: /Travail/ }).isVisible());
    });
  });

  await t.test("tables come as CSV in both dialects, as XLSX and as ODS", async (t) => {
    await page.goto(`${demo.home}/treasury/exports`);
    const header = /^\ufeff?Position[;,]/;
    const fr = await takes(link(/^CSV : Écritures/));
    t.match(fr.text, /^\ufeffPosition;/);
    const balances = await takes(link(/^CSV : Soldes/));
    t.match(balances.text, /^\ufeffClasse;Compte;Solde;Monnaie\r\nbanque;/);
    await page.getByRole("radio", { name: /RFC 4180/ }).check();
    t.match((await takes(link(/^CSV : Écritures/))).text, /^Position,/);
    for (const [name, format, read] of [["Excel", "XLSX", readXlsx] as const, ["LibreOffice", "ODS", readOds] as const]) {
      await page.getByRole("radio", { name: new RegExp(name) }).check();
      const sheet = read((await takes(link(new RegExp(`^${format} : Écritures`)))).bytes);
      t.match(`${sheet.rows[0]?.map((cell) => cell?.value).join(";")}`, header);
      t.equal(sheet.rows.length, fr.text.trimEnd().split("\r\n").length + 1, `${format}: the same rows, and their sums`);
    }
  });

  await t.test("who was paid, and what is kept of oneself", async (t) => {
    await page.goto(`${demo.home}/treasury/payees`);
    const csv = await takes(link("Télécharger en CSV"));
    t.equal(csv.name, "fabrique-du-quai-payees-2026.csv");
    t.match(csv.text, /^2026;.*;Coordination et récolte;.*;5480,00;/m);
    t.ok(cellsOf(readXlsx((await takes(link("Télécharger en XLSX"))).bytes)).some((row) => row.includes("Coordination et récolte | ")));
    await page.goto(`${demo.home}/mine`);
    const mine = await takes(page.getByRole("button", { name: "Mes données (JSON)" }));
    const record = JSON.parse(mine.text);
    t.match(record, { format: "moisson.member/1", member: { name: "Odile" } });
    t.ok(record.contributions.some(({ note }: { note: string }) => note.includes("train pour la rencontre")));
  });

  /** Every file of the year 2026 that its page offers; the programs open them, and they give one trial balance. */
  const filesOf2026 = async (t: Test): Promise<{ fec: string; expected: Record<string, string> }> => {
    await page.goto(`${demo.home}/treasury/years/2026-01-01`);
    const file = await takes(link("Télécharger FEC"));
    t.equal(file.name, "123456782FEC20261231.txt", "named by the number of the collective");
    const expected = fecBalances(file.text);
    t.ok(Object.keys(expected).length > 5);
    t.ok(
      fecRows(file.text).some(({ CompteNum, Debit }) => CompteNum === "627" && Debit === "7,50"),
      "the fees of the statement",
    );
    for (const format of ["hledger", "ledger", "beancount"] as const) {
      const { text: journal } = await takes(link(`Télécharger ${format}`));
      const program = format === "beancount" ? "bean-check" : format;
      await t.test(program, { skip: isHere(program) ? false : `no ${program}` }, async (t) => {
        t.equal(reads(program, programs[program], `year.${format}`, journal).code, 0, "it accepts the journal");
        t.same(balancesBy(format, journal), expected, "and reads the balances of the FEC");
      });
    }
    t.same(trialBalances((await takes(link("Balance générale : CSV"))).text), expected, "the trial balance as CSV");
    t.same(sheetBalances(readXlsx((await takes(link("Balance générale : XLSX"))).bytes)), expected, "as XLSX");
    t.same(sheetBalances(readOds((await takes(link("Balance générale : ODS"))).bytes)), expected, "as ODS");
    t.match((await takes(link("Bilan : CSV"))).text, /^\ufeffPartie;De quoi;Chiffre;.*\r\nEnsemble;01\/01\/2026 – 31\/12\/2026;entré;/);
    t.ok(
      cellsOf(readOds((await takes(link("Bilan : ODS"))).bytes)).some((row) =>
        row.startsWith("Enveloppes et fonds | Kit incubateur | reste"),
      ),
    );
    return { fec: file.text, expected };
  };

  await t.test("the files of the open year are provisional, and agree", async (t) => {
    await filesOf2026(t);
    await page.getByText("la numérotation est provisoire", { exact: false }).waitFor();
    t.equal(await page.getByRole("button", { name: "Clore… 2026" }).count(), 0, "a year that is not over does not close");
    t.same(await odile.axe(), []);
  });

  await t.test("in January the year closes, after what is pending was said", async (t) => {
    clock.aheadMs = Date.parse("2027-01-15T10:00:00Z") - Date.now();
    await page.clock.setSystemTime(clock.now);
    await page.context().clearCookies();
    await odile.logIn("odile");
    const before = await filesOf2026(t);
    t.ok(before.expected["864"], "volunteering stands in the accounts of a year that is over");
    await page.getByRole("button", { name: "Clore… 2026" }).click();
    await dialog.getByRole("heading", { name: "Clore l’exercice 2026 ?" }).waitFor();
    await dialog.getByText("Une ligne de relevé attend d’être rapprochée.").waitFor();
    t.match(await textOf(dialog), /\d+ rétributions restent à verser : [\d ]+,\d\d €/);
    t.match(await textOf(dialog), /gardés tels qu’ils sont.*Un exercice clos|Un exercice clos ne rouvre jamais.*gardés tels qu’ils sont/);
    t.same(await odile.axe(), [], "axe finds nothing in the dialog");
    await dialog.getByRole("button", { name: "Clore l’exercice 2026 pour toujours" }).click();
    await page.getByText("L’exercice 2026 est clos. Le suivant s’ouvre avec ces soldes.").waitFor();
    await page.getByText("ces fichiers ne changent plus", { exact: false }).waitFor();
    t.equal(await page.getByRole("heading", { name: "Avant de clore" }).count(), 0);
    t.same(await odile.axe(), []);
    const after = await filesOf2026(t);
    t.equal(after.fec, before.fec, "kept as it was");
    t.same(after.expected, before.expected);
  });

  await t.test("a host is asked by a sheet, and what is paid opens the next year with what the last left", async (t) => {
    const maelle = await visit(t, browser, demo);
    await maelle.page.clock.setSystemTime(clock.now);
    await maelle.logIn("maelle");
    await maelle.page.goto(`${demo.home}/settings`);
    await maelle.page.getByLabel("Où est son argent ?").selectOption("hosted");
    await maelle.page.getByLabel("Chez qui ?").fill("La Coopérative du Port");
    await maelle.page.getByRole("button", { name: "Enregistrer" }).click();
    await maelle.page.getByText("Réglages enregistrés.").waitFor();
    await maelle.ends(t);

    await page.goto(`${demo.home}/treasury/batches`);
    await page.getByRole("heading", { level: 1, name: /à demander à La Coopérative du Port/ }).waitFor();
    await page.getByRole("button", { name: "Préparer…" }).click();
    await dialog.getByRole("button", { name: /^Préparer / }).click();
    await page.getByRole("heading", { level: 1, name: /Demande n° 2 à La Coopérative du Port/ }).waitFor();
    const sheet = await takes(link("Télécharger la feuille (CSV)"));
    t.match(sheet.text, /^\ufeffRéférence;Bénéficiaire;Pour;Nature;Documents;Montant\r\n/);
    t.match(sheet.text, /;Appui aux jardins;.*;2080,00\r\n/, "what came back is asked again");
    await page.getByRole("button", { name: "La Coopérative du Port a payé…" }).click();
    await dialog.getByRole("button", { name: /^Écrire / }).click();
    await page.getByText(/payés, c’est écrit\./).waitFor();

    await page.goto(`${demo.home}/treasury/years`);
    await page.getByRole("heading", { level: 1, name: /L’exercice 2027 est ouvert/ }).waitFor();
    await link(/Le bilan de 2027/).click();
    const { text: journal } = await takes(link("Télécharger hledger"));
    t.match(journal, /^2027-01-01 .*/m, "what 2026 left comes first");
    if (isHere("hledger")) t.equal(reads("hledger", programs.hledger, "year.journal", journal).code, 0);
    await odile.ends(t);
  });

  await t.test("the archive comes back elsewhere, with the closed year as it was kept", async (t) => {
    const folder = scratchFolder(t);
    const here = ["--collective", demo.slug];
    t.match(await runs(backup, demo.database, [...here, "--out", folder]), { code: 0 });
    const archive = readdirSync(folder).find((name) => name.endsWith(".moisson.gz")) ?? "missing";
    const elsewhere = await openTestDatabase();
    t.teardown(() => elsewhere.close());
    t.match(await runs(restore, elsewhere, [join(folder, archive)]), { code: 0 });
    for (const args of [
      ["trial-balance", "--year", "2026"],
      ["hledger", "--year", "2026"],
      ["report", "--year", "2026"],
      ["payees", "--year", "2026"],
      ["payment-list", "--batch", "1"],
      ["entries"],
    ]) {
      const [there, kept] = [
        await runs(exportTable, elsewhere, [...args, ...here]),
        await runs(exportTable, demo.database, [...args, ...here]),
      ];
      t.equal(there.code, 0, there.said);
      t.equal(there.out, kept.out, args.join(" "));
    }
  });
});
