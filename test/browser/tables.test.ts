/** Every page that shows a list gives it away as CSV, XLSX and ODS: the same rows in the three, and those of the page. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { Test } from "tap";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { openRound } from "../support/rounds-in-browser.js";
import { readOds, readXlsx } from "../support/sheets.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();

/** Follows the three links of a table, by what is read aloud before the format, and gives the lines of the CSV. */
async function takenFrom(t: Test, page: Page, named: string): Promise<string[]> {
  const take = async (format: string) => {
    const link = page.getByRole("link", { name: `${named}${format}`, exact: true });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    t.match(download.suggestedFilename(), new RegExp(`\\.${format.toLowerCase()}$`));
    return readFileSync(await download.path());
  };
  const csv = (await take("CSV")).toString("utf8").trimEnd().split("\r\n");
  // A spreadsheet may end with a row of sums.
  for (const [format, read] of [["XLSX", readXlsx] as const, ["ODS", readOds] as const]) {
    const rows = read(await take(format)).rows.length;
    t.ok(rows === csv.length || rows === csv.length + 1, `${named}${format}: ${rows} rows, ${csv.length} lines`);
  }
  return csv;
}

t.test("lists are taken away from their own pages, on a phone", { skip: missing ?? false }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const maelle = await visit(t, browser, demo);
  await maelle.logIn("maelle");
  const { page } = maelle;

  await t.test("the matrix of wealth, of the days that are shown", async (t) => {
    await page.goto(`${demo.home}/wealth?span=all`);
    const all = await takenFrom(t, page, "Télécharger en ");
    t.match(all[0], /^\ufeffParticipant·e;/);
    await page.goto(`${demo.home}/wealth?span=days&from=2026-03-01&until=2026-03-31`);
    t.not((await takenFrom(t, page, "Télécharger en ")).join("\n"), all.join("\n"));
    t.same(await maelle.axe(), []);
  });

  await t.test("my own contributions, and nobody else’s", async (t) => {
    await page.goto(`${demo.home}/mine`);
    const [head, ...lines] = await takenFrom(t, page, "Mes contributions : ");
    t.match(head, /^\ufeffDate;Jusqu’au;Participant·e;/);
    t.ok(lines.length > 0);
    t.same(
      lines.filter((line) => line.split(";")[2] !== "Maëlle"),
      [],
    );
    t.same(await maelle.axe(), []);
  });

  await t.test("the balances of the evening that is shown", async (t) => {
    await page.goto(`${demo.home}/treasury/years`);
    await page.getByLabel("Au soir du").fill("2026-01-31");
    await page.getByRole("link", { name: "Emporter ces soldes : CSV" }).and(page.locator("[href*='2026-01-31']")).waitFor();
    const lines = await takenFrom(t, page, "Emporter ces soldes : ");
    t.equal(lines[0], "\ufeffClasse;Compte;Solde;Monnaie");
    t.same(await maelle.axe(), []);
  });

  await t.test("a round’s participants, results and entries, its ballots beside them once it is closed", async (t) => {
    const id = await openRound(page, demo, { title: "Envies du quartier", phase: "settling" });
    await page.goto(`${demo.home}/rounds/${id}/pilot`);
    await page.getByText("Fichiers", { exact: true }).click();
    t.match((await takenFrom(t, page, "Participant·es et projets : "))[0], /^\ufeffParticipant·e;Projet;/);
    t.match((await takenFrom(t, page, "Résultats : "))[0], /^\ufeffProjet;/);
    t.ok((await takenFrom(t, page, "Toutes les écritures : ")).length > 5);
    t.same(await maelle.axe(), []);
  });
  await maelle.ends(t);
});
