/**
 * A treasurer's year in the browser: what the year came to and what to look at before it closes, another account, what was given
 * without pay and its value, an envelope beside its plan, and the file for the accountant.
 */
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = async (place: Locator): Promise<string> => plain(await place.textContent());

t.test("a treasurer’s year, on a phone", { skip: missing ?? false }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const odile = await visit(t, browser, demo);
  await odile.logIn("odile");
  const { page } = odile;

  await t.test("the year says what is left of it, and what to look at", async (t) => {
    await page.goto(`${demo.home}/treasury/years`);
    await page.getByRole("link", { name: /Le bilan de 2026/ }).click();
    await page.getByRole("heading", { level: 1, name: /En 2026, il reste/ }).waitFor();
    t.equal(await textOf(page.locator("h1")), "En 2026, il reste 14 230,50 € de ce qui est entré.");
    const checks = page.locator("section", { has: page.getByRole("heading", { name: "Avant de clore" }) }).getByRole("listitem");
    await checks.first().waitFor();
    t.match((await checks.allInnerTexts()).map(plain), [/L’exercice n’est pas fini/, /5 rétributions restent à verser : 7 853,69 €/]);
    t.match(await checks.getByRole("link", { name: /^5 rétributions/ }).getAttribute("href"), /\/treasury\/payments$/, "with where to go");
    t.same(await odile.axe(), []);
  });

  await t.test("the file of entries comes with the number of the collective", async (t) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Télécharger FEC" }).click()]);
    t.equal(download.suggestedFilename(), "123456782FEC20261231.txt");
    const fec = readFileSync(await download.path(), "utf8");
    t.match(fec, /^JournalCode\tJournalLib\tEcritureNum\t/);
    t.match(
      fec,
      /\r\nBQ\tBanque\t1\t20260120\t512\tBanques\t\t\tFDF-2026-014\t20260120\tEntrée d’argent · Kit incubateur\t3000,00\t0,00\t/,
    );
  });

  await t.test("another account is chosen, and the chart’s comes back", async (t) => {
    await page.getByRole("link", { name: "Le plan comptable, compte par compte" }).click();
    await page.getByRole("button", { name: "Changer le compte : Subvention reçue" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Annuler" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Changer le compte : Subvention reçue" }).click();
    await dialog.getByLabel("Numéro").fill("625");
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await dialog
      .locator(".fault")
      .getByText(/commencent par 7/)
      .waitFor();
    await dialog.getByLabel("Numéro").fill("7411");
    await dialog.getByLabel("Intitulé").fill("Subventions des villes");
    t.same(await odile.axe(), []);
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("7411 Subventions des villes").waitFor();
    await page.getByRole("button", { name: "Changer le compte : Subvention reçue" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revenir au plan comptable" }).click();
    await page.getByText("741 Subventions d’exploitation").waitFor();
  });

  await t.test("what was given without pay has its value, and its sheets", async (t) => {
    await page.goto(`${demo.home}/treasury/volunteering?from=2026-01-01&until=2026-12-31`);
    await page.getByRole("heading", { level: 1, name: /de bénévolat, pour/ }).waitFor();
    t.match(await textOf(page.locator("h1")), /^14 h de bénévolat, pour \d+,\d\d €\.$/);
    t.same(await odile.axe(), []);
    await page.getByRole("button", { name: "Fixer un taux : Heures" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Euros par heure").fill("15,50");
    await dialog.getByLabel("À partir du").fill("2026-01-01");
    await dialog.getByLabel("Source").fill("Barème du réseau");
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText(/15,50\s€ par heure depuis le/).waitFor();
    await page.getByRole("link", { name: "Les feuilles à signer" }).click();
    await page.getByRole("heading", { level: 1, name: "Feuilles de bénévolat" }).waitFor();
    t.ok((await page.locator(".one-sheet").count()) > 0);
    t.match(await textOf(page.locator(".one-sheet").first()), /La Fabrique du Quai, du 01\/01\/2026 au 31\/12\/2026/, "it is read alone");
    t.same(await odile.axe(), []);
  });

  await t.test("an envelope stands beside its plan", async (t) => {
    await page.goto(`${demo.home}/envelopes`);
    await page
      .getByRole("link", { name: /Kit incubateur/ })
      .first()
      .click();
    await page.getByRole("link", { name: /Le compte rendu financier/ }).click();
    await page.getByRole("heading", { level: 1, name: /Kit incubateur : il reste 1 008,50 €/ }).waitFor();
    t.match(await textOf(page.getByRole("row", { name: /Travail/ })), /Fabrication et essais.*2 300,00 €.*1 648,60 €/);
    await page.getByRole("button", { name: "Changer le budget prévu" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Ajouter une ligne" }).click();
    const last = dialog.getByRole("group", { name: "Ligne 6" });
    await last.getByLabel("Nature").selectOption("rent");
    await last.getByLabel("En mots").fill("Salle");
    await last.getByLabel("Montant").fill("80,00");
    t.same(await odile.axe(), []);
    await dialog.getByRole("button", { name: "Enregistrer le budget" }).click();
    await page.getByRole("row", { name: /Loyer Salle/ }).waitFor();
  });
  await odile.ends(t);
});
