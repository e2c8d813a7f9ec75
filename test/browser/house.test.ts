/**
 * Journeys through the house: an envelope’s figure opens into its reasons; somebody is invited by a link and joins in another
 * browser; the public page is turned on, and read by nobody in particular, without any name.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoFolder } from "../../src/cli/demo-story.js";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
const fixture = JSON.parse(readFileSync(join(demoFolder, "collective.json"), "utf8"));
/** As people read it: spaces that do not break are spaces. */
const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

t.test("the house", { skip }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();

  await t.test("an envelope: what is left for what is wished, and the reasons of a figure", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("noor");
    await page.goto(`${demo.home}/envelopes`);
    t.match(plain(await page.locator("h1").textContent()), /^\d+ enveloppes, où il reste [\d ]+,\d\d €\.$/);
    await page.getByRole("link", { name: /Accueil 2026/ }).click();
    await page.getByRole("heading", { level: 1, name: /15 000,00 € souhaités/ }).waitFor();
    t.equal(plain(await page.locator("h1").textContent()), "Accueil 2026 : 10 000,00 € pour 15 000,00 € souhaités.");
    t.ok(await page.getByText("À régler ensemble.").isVisible(), "red is said in words");

    const wished = page.locator("details").filter({ hasText: "Souhaits en cours" });
    await wished.locator("summary").focus();
    await page.keyboard.press("Enter");
    await wished.getByText(/raisons font/).waitFor();
    const amounts = await wished.locator("li .amount").allTextContents();
    const cents = amounts.map((amount) => BigInt(plain(amount).replace(/[^\d]/g, "")));
    t.ok(cents.length > 3, "several reasons");
    t.equal(
      cents.reduce((sum, each) => sum + each, 0n),
      1_500_000n,
      "which add up to the figure",
    );
    t.ok(await wished.getByRole("link").first().getAttribute("href"), "each leads further");
    await phone.ends(t);
  });

  await t.test("what stands in the way of closing an envelope is said in figures, with where to go", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("maelle");
    await page.goto(`${demo.home}/envelopes`);
    await page.getByRole("link", { name: /Kit incubateur/ }).click();
    await page.getByRole("button", { name: "Clore l’enveloppe" }).click();
    const dialog = page.getByRole("dialog");
    const stands = (await dialog.getByRole("listitem").allTextContents()).map(plain);
    t.match(stands, [/^Il y reste 1 008,50 €/, /^2 500,00 € sont attendus/]);
    t.equal(await dialog.getByRole("button", { name: "Clore l’enveloppe" }).getAttribute("aria-disabled"), "true");
    t.same(await phone.axe(), []);
    await dialog.getByRole("link", { name: "Virements" }).click();
    await page.waitForURL(/treasury\/transfers/);
    await phone.ends(t);
  });

  await t.test("a pilot has a levy go by brackets, without a line of code", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("bastien");
    await page.goto(`${demo.home}/sharings`);
    await page.getByRole("link", { name: /Accueil, premier trimestre/ }).click();
    await page.getByRole("link", { name: /Changer la règle/ }).click();
    await page.getByRole("heading", { level: 1, name: /^La règle/ }).waitFor();
    const levy = page.getByRole("listitem").filter({ hasText: "Part reversée à un fonds" });
    if ((await levy.count()) === 0) {
      await page.getByLabel("Ajouter une étape").selectOption("levy");
      await page.getByRole("button", { name: "+ Ajouter une étape" }).click();
    }
    await levy.getByLabel("Combien").selectOption("brackets");
    await levy.getByLabel("Jusqu’à").fill("2 000");
    await levy.getByLabel("Pour cent").first().fill("5");
    await levy.getByLabel("Pour cent").last().fill("10");
    await levy.getByRole("button", { name: "Ajouter une tranche" }).click();
    await levy.getByLabel("Jusqu’à").last().fill("1 000");
    await page.getByText(/les tranches ne montent pas/).waitFor();
    await levy.getByLabel("Jusqu’à").last().fill("5 000");
    t.match(plain(await levy.textContent()), /5 % jusqu’à 2 000,00 €, 10 % jusqu’à 5 000,00 €, 10 % au-delà/);
    await levy.getByRole("button", { name: "Retirer la tranche 2" }).click();
    await levy.getByLabel("Les tranches commencent").selectOption("year");
    t.equal(await page.getByText("JSON").count(), 0);
    t.same(await phone.axe(), []);
    await page.getByRole("button", { name: "Enregistrer cette règle" }).click();
    await page.getByText("La règle est enregistrée.").waitFor();
    await page
      .getByText(/Une part par tranches va à/)
      .first()
      .waitFor();
    await phone.ends(t);
  });

  await t.test("an admin invites a person by a link, who joins in another browser", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("maelle");
    await page.goto(`${demo.home}/members`);
    await page.getByRole("button", { name: "Ajouter quelqu’un" }).click();
    await page.getByLabel("Comment l’appelle-t-on ici ?").fill("Awa");
    await page.getByRole("dialog").getByRole("button", { name: "Ajouter" }).click();
    await page.getByRole("heading", { level: 1, name: /Awa/ }).waitFor();
    await page.getByRole("button", { name: "Créer un lien d’invitation" }).click();
    const link = await page.getByLabel("Le lien").inputValue();
    t.match(link, /\/invitation#.{20,}/);
    t.equal(await page.locator(":focus").inputValue(), link, "one goes on from the link");
    await phone.ends(t);

    const other = await visit(t, browser, demo);
    await other.page.goto(link);
    await other.page.getByLabel("Adresse e-mail").fill("awa@moisson.example");
    await other.page.getByLabel("Mot de passe").fill("des figues au soleil");
    await other.page.getByRole("button", { name: "Rejoindre le collectif" }).click();
    await other.page.waitForURL(/\/c\/fabrique-du-quai/);
    await other.page.goto(`${demo.home}/members`);
    await other.page.getByRole("main").getByRole("link", { name: "Awa" }).click();
    await other.page.getByRole("heading", { level: 1, name: "Awa, c’est vous." }).waitFor();
    t.equal(await other.page.getByRole("button", { name: "Créer un lien d’invitation" }).count(), 0, "who is no admin makes no links");
    await other.ends(t);

    await page.reload();
    await page.getByText("Se connecte avec sa propre adresse.").waitFor();
  });

  await t.test("the public page is turned on, and names nobody", async (t) => {
    const stranger = await visit(t, browser, demo, { locale: "fr-FR" });
    stranger.provokes(/404/);
    await stranger.page.goto(`${demo.url}/p/${demo.slug}`);
    await stranger.page.getByRole("heading", { level: 1, name: "Il n’y a pas de page publique ici." }).waitFor();

    const phone = await visit(t, browser, demo);
    await phone.logIn("maelle");
    await phone.page.goto(`${demo.home}/settings`);
    await phone.page.getByLabel(/Montrer cette page à tout le monde/).click();
    const address = await phone.page.getByLabel("Son adresse").inputValue();
    t.equal(address, `${demo.url}/p/${demo.slug}`);
    await phone.ends(t);

    await stranger.page.goto(address);
    const title = stranger.page.getByRole("heading", { level: 1, name: /La Fabrique du Quai/ });
    await title.waitFor();
    t.equal(plain(await title.textContent()), "La Fabrique du Quai : 10 072,00 € partagés.");
    for (const summary of await stranger.page.locator("summary").all()) await summary.click();
    const shown = plain(await stranger.page.locator("body").textContent());
    t.match(shown, /Part n° 1/);
    for (const { name } of [...fixture.people, ...fixture.structures, { name: "Awa" }])
      t.notOk(shown.includes(name), `${name} is not named`);
    await stranger.ends(t);
  });

  await t.test("rounds are shown where they are used; an admin says which modules are", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("maelle");
    await page.goto(`${demo.home}/settings`);
    const reviews = page.getByLabel(/Avis des pairs/);
    await reviews.click();
    await page.getByText("Avis des pairs : c’est rangé.").waitFor();
    t.notOk(await reviews.isChecked());
    t.equal(await page.locator(":focus").getAttribute("type"), "checkbox", "who comes by keyboard stays where they were");
    t.ok(await page.getByRole("link", { name: "Cobudgets" }).isVisible());

    // Two switches in the same turn of the page: both are meant.
    await page.getByLabel(/Votes sur des projets/).isChecked();
    await page.evaluate(`for (const label of document.querySelectorAll("#modules label"))
      if (/^(Votes|Avis)/.test(label.textContent)) label.click()`);
    await page.getByText("Avis des pairs : c’est allumé.").waitFor();
    t.ok(await reviews.isChecked());
    t.same((await ask(page, demo, "GET", "")).modules, ["rounds", "reviews"], "votes are put away, reviews are back");

    // Somebody else sets something while the page is open: saving what one has changed leaves it.
    await ask(page, demo, "PATCH", "", { carriedMonths: 9 });
    await page.getByLabel("Critères, un par ligne").fill("Écoute\nSoin");
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await page.getByText("Réglages enregistrés.").waitFor();
    t.match(await ask(page, demo, "GET", ""), { carriedMonths: 9, reviewCriteria: ["Écoute", "Soin"] });
    await page.goto(`${demo.home}/audit`);
    await page.getByText("Maëlle a changé des réglages").first().waitFor();
    const older = page.getByRole("button", { name: "Voir plus ancien" });
    const events = page.locator("main time");
    while ((await older.count()) > 0 && (await page.getByText("Maëlle a créé le collectif").count()) === 0) {
      const shown = await events.count();
      await older.click();
      await events.nth(shown).waitFor();
    }
    await page.getByText("Maëlle a créé le collectif").waitFor();
    t.equal(await page.getByText("a changé quelque chose").count(), 0, "every event of the story has its sentence");
    await phone.ends(t);
  });
});
