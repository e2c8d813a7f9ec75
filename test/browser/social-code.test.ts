/**
 * The social code on a phone: it begins from the model, a figure and a section are changed, and what changes is read word by
 * word; a meeting publishes it, and the text shows the figure that now counts.
 */
import { readFile } from "node:fs/promises";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { publishCode } from "../support/decisions-in-browser.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
/** As people read it: spaces that do not break are spaces. */
const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

t.test("the social code", { skip }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const phone = await visit(t, browser, demo);
  const { page } = phone;
  const write = page.getByText("Écrire", { exact: true });
  const save = page.getByRole("button", { name: "Enregistrer le brouillon" });
  let version = "";
  await phone.logIn("bastien");

  await t.test("a first version begins from the model, and is read before it is proposed", async (t) => {
    await page.goto(`${demo.home}/social-code`);
    await page.getByRole("heading", { level: 1, name: "La Fabrique du Quai n’a pas encore de code social." }).waitFor();
    await page.getByRole("row", { name: /^Durée d’ouverture.*72 heures comptées.*le modèle de départ/ }).waitFor();
    await page.getByRole("link", { name: /^De notre texte/ }).click();
    await page.locator("summary", { hasText: "3. Comment nous décidons" }).click();
    const preview = page.locator(".code-preview");
    t.match(plain(await preview.textContent()), /reste ouverte 72 heures, .*\(les samedis et dimanches\)/);

    // A figure is said here, and the preview follows; one that cannot be is refused beside its field.
    await page.getByRole("button", { name: "Le dire ici : Durée d’ouverture" }).click();
    const hours = page.getByLabel("Le temps laissé à chaque proposition");
    await hours.fill("0");
    phone.provokes(/422/);
    await save.click();
    await page.locator("input[aria-invalid]").waitFor();
    t.match(plain(await page.locator(".field .fault").textContent()), /de 1 à 1560/);
    await hours.fill("48");
    t.match(plain(await preview.textContent()), /reste ouverte 48 heures/);

    // A mark that names nothing is said before anything is sent; one from the menu stands where the cursor is.
    const text = page.locator("details[open] textarea");
    await text.fill("Une proposition reste ouverte  heures. {demain}");
    await page.getByText("Aucun réglage ne s’appelle {demain}").waitFor();
    await text.fill("Une proposition reste ouverte  heures.");
    await text.evaluate((area) => (area as never as { setSelectionRange(from: number, to: number): void }).setSelectionRange(30, 30));
    await page.locator("details[open]").getByLabel("Insérer un réglage").selectOption({ label: "Durée d’ouverture" });
    t.equal(await text.inputValue(), "Une proposition reste ouverte {openHours} heures.");

    // What is typed outlives the page; sections move.
    await page.reload();
    await page.locator("summary", { hasText: "3. Comment nous décidons" }).click();
    t.equal(await page.locator("details[open] textarea").inputValue(), "Une proposition reste ouverte {openHours} heures.");
    const up = page.getByRole("button", { name: "Monter : Comment nous décidons" });
    await up.press("Enter");
    await page.locator("summary", { hasText: "2. Comment nous décidons" }).waitFor();
    t.ok(await up.evaluate((button) => button === button.ownerDocument.activeElement), "who moves it stays on its button");
    t.same(await phone.axe(), []);
    await save.click();

    await page.getByRole("heading", { level: 1, name: /version 1 du code social, un brouillon\.$/ }).waitFor();
    const changed = page.getByRole("row", { name: /^Durée d’ouverture/ });
    await changed.waitFor();
    t.match(plain(await changed.textContent()), /72 heures comptées48 heures comptées$/);
    t.same(await phone.axe(), []);
    version = page.url().split("/").at(-1) as string;
    await page.getByRole("link", { name: "Proposer à la décision" }).click();
    await page.getByText("Une nouvelle version du code social entre en vigueur.").waitFor();
    t.match(page.url(), new RegExp(`/decisions/new\\?code=${version}$`));
    t.equal(
      await page.getByRole("link", { name: "version du code social" }).getAttribute("href"),
      `${new URL(demo.home).pathname}/social-code/versions/${version}`,
    );
  });

  await t.test("published, its text shows the figure that counts", async (t) => {
    const decisionId = await publishCode(page, demo, version);
    t.equal((await ask(page, demo, "GET", "/decision-rules")).openHours, 48);
    await page.goto(`${demo.home}/social-code`);
    await page.getByRole("heading", { level: 1, name: "La Fabrique du Quai : le code social, version 1." }).waitFor();
    const figure = page.getByRole("link", { name: "48", exact: true });
    t.equal(plain(await figure.getAttribute("title")), "Durée d’ouverture : le réglage, tel qu’il est");
    await figure.click();
    t.match(page.url(), /#setting-openHours$/);
    await page.getByRole("row", { name: /^Durée d’ouverture.*48 heures comptées.*le code du collectif/ }).waitFor();
    t.match(
      await page.getByRole("link", { name: "publié par une décision" }).getAttribute("href"),
      new RegExp(`/decisions/${decisionId}$`),
    );

    await page.emulateMedia({ media: "print" });
    t.ok(await page.getByText("reste ouverte 48 heures").isVisible());
    for (const hidden of [
      page.getByRole("heading", { name: "Les versions" }),
      page.getByRole("link", { name: "Proposer une nouvelle version" }),
    ])
      t.notOk(await hidden.isVisible(), `${hidden} is not printed`);
    await page.emulateMedia({ media: "screen" });
    t.same(await phone.axe(), []);
  });

  await t.test("the next version shows word by word what it changes", async (t) => {
    await page.getByRole("link", { name: "Proposer une nouvelle version" }).click();
    await page.locator("summary", { hasText: "2. Comment nous décidons" }).click();
    await page.locator("details[open] textarea").fill("Une proposition reste ouverte {openHours} heures comptées.");
    await page.locator("summary", { hasText: "3. Ce à quoi nous tenons" }).click();
    await page.getByRole("button", { name: "Retirer : Ce à quoi nous tenons" }).click();
    await page.getByLabel("Le temps laissé à chaque proposition").fill("24");
    await save.click();
    await page.getByText("Par rapport à la version 1. 2 parties changent.").waitFor();
    const told = page.locator("section.card", { hasText: "Comment nous décidons" });
    t.match(plain(await told.textContent()), /reste ouverte \[retiré 48\] \[ajouté 24\] heures\[ajouté {2}comptées\]\./);
    t.same(await told.locator("ins, del").evaluateAll((words) => words.map(({ localName }) => localName)), ["del", "ins", "ins"]);
    t.ok(await page.locator("del.whole", { hasText: "La confiance d’abord" }).isVisible());
    t.equal(await page.getByText(/^Sans changement\s: Qui nous sommes, /).count(), 1);

    // It is written again, and what it changes follows.
    await write.click();
    await page.getByRole("button", { name: "Hériter : Durée d’ouverture" }).click();
    await page.getByText("Hérité : 72 heures comptées.").waitFor();
    await save.click();
    await page.getByRole("row", { name: /^Durée d’ouverture.*72 heures comptées/ }).waitFor();
    await phone.ends(t);
  });

  await t.test("a version goes away as a file and comes back as a draft; another file is refused kindly", async (t) => {
    await page.goto(`${demo.home}/social-code`);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Exporter en fichier" }).click()]);
    t.equal(download.suggestedFilename(), "code-social-la-fabrique-du-quai-v1.json");
    const file = await readFile(await download.path());
    t.match(JSON.parse(file.toString()), { format: "moisson.social-code/1", consent: { openHours: 48 } });

    await page.locator("summary", { hasText: "Reprendre le code d’un autre collectif" }).click();
    const chosen = page.getByLabel("Son fichier");
    for (const [name, content] of [
      ["photo.json", "GIF89a"],
      ["autre.json", '{"format":"other"}'],
    ] as const) {
      phone.provokes(/400/);
      await chosen.setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
      await page.getByText(`«${name}» n’est pas un code social que l’on sache lire.`).waitFor();
    }
    await chosen.setInputFiles({ name: "code.json", mimeType: "application/json", buffer: file });
    await page.getByRole("heading", { level: 1, name: /version 3 du code social, un brouillon\.$/ }).waitFor();
    await page.locator(".code-text").getByText("reste ouverte 48 heures").waitFor();
    await phone.ends(t);
  });
});
