/**
 * A journey of a treasurer, on a phone: writes a third party's IBAN, chooses what leaves together, takes the payment file away,
 * and records what the bank paid; one transfer came back.
 */
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { t } from "../support/tap.js";

const skip = (await whyNoChromium()) ?? false;
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = async (place: Locator): Promise<string> => plain(await place.textContent());

t.test("a treasurer pays by a file, on a phone", { skip }, async (t) => {
  const demo = await openDemo(t);
  const odile = await visit(t, await openChromium(), demo);
  await odile.logIn("odile");
  const { page } = odile;

  await page.goto(`${demo.home}/treasury/third-parties`);
  await page.getByRole("button", { name: "IBAN Imprimerie des Docks" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("IBAN", { exact: true }).fill("LU28 0019 4006 4475 0001");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog
    .getByText(/ne se vérifie pas/)
    .first()
    .waitFor();
  await dialog.getByLabel("IBAN", { exact: true }).fill("LU28 0019 4006 4475 0000");
  t.same(await odile.axe(), [], "axe finds nothing in the dialog");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("L’IBAN qui finit par 0000 est gardé.").waitFor();

  await page.goto(`${demo.home}/treasury/batches`);
  await page.getByRole("heading", { level: 1, name: /peuvent partir/ }).waitFor();
  t.equal(await textOf(page.locator("h1")), "7 560,00 € peuvent partir, 2 lignes.");
  const yann = page.getByRole("listitem").filter({ hasText: "Yann" });
  t.match(await textOf(yann), /à quel titre \?.*IBAN à demander/, "what stays out says why");
  t.same(await odile.axe(), [], "axe finds nothing on the page");
  await page.getByRole("button", { name: "Préparer…" }).click();
  await dialog.getByRole("button", { name: /^Préparer 7/ }).click();
  await page.getByRole("heading", { level: 1, name: /Virements n°/ }).waitFor();
  t.equal(await textOf(page.locator("h1")), "Virements n° 1 : 7 560,00 € en 2 fois.");
  t.match(await textOf(page.locator("table")), /Appui aux jardins.*V1-1.*··3000.*2 080,00 €.*Coordination et récolte.*V1-2.*··2606/);
  t.same(await odile.axe(), [], "axe finds nothing on the list");

  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger le fichier pour la banque" }).click();
  const file = await saved;
  t.match(file.suggestedFilename(), /^fabrique-du-quai-virements-1-\d{4}-\d\d-\d\d\.xml$/);
  t.match(readFileSync(await file.path(), "utf8"), /<NbOfTxs>2<\/NbOfTxs>\s*<CtrlSum>7560\.00<\/CtrlSum>/);

  await page.getByRole("button", { name: "La banque a payé…" }).click();
  await dialog.getByRole("checkbox", { name: /Appui aux jardins/ }).uncheck();
  await dialog.getByRole("button", { name: /Écrire 5.480,00.€ payés/ }).click();
  await page.getByText(/5.480,00.€ payés, c’est écrit\./).waitFor();
  await page.getByRole("link", { name: "payé", exact: true }).waitFor();
  t.match(await textOf(page.locator("table")), /Appui aux jardins.*revenu/);
  t.equal(await textOf(page.locator("h1")), "Virements n° 1 : 5 480,00 € payés sur 7 560,00 € en 2 fois.");
  await page.getByText("payés en partie", { exact: false }).waitFor();
  t.equal(await textOf(page.locator("tfoot")), "Payé5 480,00 €Revenu2 080,00 €Total7 560,00 €");
  await page.getByRole("link", { name: "payé", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /n°/ }).waitFor();
  await page.goto(`${demo.home}/treasury/batches`);
  const batch = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Virements n° 1" }) });
  t.match(await textOf(batch), /7 560,00 € ?payés en partie ?5 480,00 € payés sur 7 560,00 €, 2 virements/, "the list says so too");
  await odile.ends(t);
});
