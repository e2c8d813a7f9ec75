/**
 * A decision on a phone, from the proposal of a key to the sharing that uses it: somebody blocks and says why, a meeting
 * speaks of it, it comes back and is blocked again, and two thirds of those who take sides end it.
 */

import { openChromium, openDemo, type Visitor, visit, whyNoChromium } from "../support/chromium.js";
import { idCalled, turnOn, writeKey } from "../support/decisions-in-browser.js";
import { MovingClock, moveOn } from "../support/moving-clock.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
/** As people read it: spaces that do not break are spaces. */
const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");
const title = "La clé des petits projets";

t.test("decisions", { skip }, async (t) => {
  const clock = new MovingClock();
  const demo = await openDemo(t, { clock });
  const browser = await openChromium();
  const [maelle, bastien, noor] = [await visit(t, browser, demo), await visit(t, browser, demo), await visit(t, browser, demo)];
  const all = [maelle, bastien, noor];
  for (const [phone, name] of [
    [maelle, "maelle"],
    [bastien, "bastien"],
    [noor, "noor"],
  ] as const)
    await phone.logIn(name);
  const { page } = maelle;
  await turnOn(page, demo);
  const key = await writeKey(page, demo, "Parts égales", "Petits projets");

  const reach = (instant: string) => moveOn(instant, demo, clock, [maelle, bastien, noor]);
  const id = () => page.url().split("/").at(-1) as string;
  let decision = "";
  const read = () => ask(page, demo, "GET", `/decisions/${decision}`);
  const open = async (phone: Visitor) => {
    await phone.page.goto(`${demo.home}/decisions/${decision}`);
    await phone.page.getByRole("heading", { level: 1, name: title }).waitFor();
  };
  /** Back home, where nothing listens: a page that is asked nothing meanwhile is not between two clocks. */
  const leave = async (phone: Visitor) => {
    await phone.page.goto(demo.home);
    await phone.page.getByRole("heading", { level: 1, name: /^Bonjour/ }).waitFor();
    await phone.page.waitForLoadState("networkidle");
  };
  const say = async (phone: Visitor, choice: string, argument?: string) => {
    await open(phone);
    await phone.page.getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
    if (argument) await phone.page.getByLabel(/^Pourquoi/).fill(argument);
    await phone.page.getByRole("button", { name: "Donner mon avis" }).click();
    await phone.page.getByText("Votre avis est noté.").waitFor();
    await leave(phone);
  };

  await t.test("it is proposed, once", async (t) => {
    await page.goto(demo.home);
    await page.getByRole("navigation", { name: "Pages du collectif" }).getByRole("link", { name: "Décisions" }).click();
    await page.getByRole("heading", { level: 2, name: "Décider par consentement, c’est quoi ?" }).waitFor();
    t.same(await maelle.axe(), []);
    await page.getByRole("link", { name: "Proposer" }).click();
    await page.getByLabel("En une ligne").fill(title);
    await page.getByLabel("La proposition").fill("On partage les petits projets à parts égales, pour ne plus compter.");
    await page.getByLabel("Ajouter un changement").selectOption({ label: "mettre une clé en vigueur" });
    await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    await page.getByLabel("Quelle clé, parmi celles qui sont écrites ?").selectOption({ label: "Parts égales" });
    await page.getByText(/^Ouverte jusqu’au .*, si vous proposez maintenant\.$/).waitFor();
    t.same(await maelle.axe(), []);
    await page.getByRole("button", { name: "Proposer" }).dblclick();
    await page.getByRole("heading", { level: 1, name: `${title} : on en décide.` }).waitFor();
    decision = id();
    t.equal((await ask(page, demo, "GET", "/decisions")).items.length, 1, "two taps propose once");
    t.match(
      plain(await page.locator("main").textContent()),
      /La clé «Parts égales» sera celle des prochains partages de «Petits projets»\./,
    );
    t.match(plain(await page.locator("main").textContent()), /encore 3 jours comptés\. Qui ne dit mot consent\./);
  });

  await t.test("somebody blocks, and says why; who has it open sees it", async (t) => {
    await bastien.page.goto(demo.home);
    const card = bastien.page.locator("section.card", { hasText: title });
    await card.getByRole("link", { name: "Donner mon avis" }).click();
    await bastien.page.getByText("Un blocage demande un argument").waitFor();
    await bastien.page.getByRole("radio", { name: "Blocage" }).check();
    await bastien.page.getByRole("button", { name: "Donner mon avis" }).click();
    t.ok(await bastien.page.locator("textarea:invalid").count(), "not without an argument");
    await bastien.page.getByLabel("Pourquoi ? (nécessaire pour bloquer)").fill("Qui fait le plus n’aurait pas plus.");
    await bastien.page.getByRole("button", { name: "Donner mon avis" }).click();
    await bastien.page.getByText("Vous bloquez.").waitFor();
    await page.getByText("Qui fait le plus n’aurait pas plus.").waitFor();
    t.match(plain(await page.locator("main").textContent()), /1 bloque, .* n’ont rien dit/);
    // Opening the page is seeing it, and whoever has it open is told.
    await open(noor);
    const saw = page.locator("dl.sheet > div", { hasText: "Ont vu, sans rien dire" });
    await saw.getByText("Noor").waitFor();
    await leave(noor);
    await bastien.ends(t);
    await leave(bastien);
  });

  await t.test("it is postponed; a meeting speaks of it; as it was it waits a week", async (t) => {
    await reach((await read()).attempts[0].closesAt);
    await page.getByRole("heading", { level: 1, name: `${title} : c’est reporté.` }).waitFor();
    await page.getByText("1 tentative sur 2, 0 réunion sur 2").waitFor();
    t.same(await maelle.axe(), []);

    const circle = await idCalled(page, demo, "/circles", "Accueil");
    await page.goto(`${demo.home}/meetings/new?circle=${circle}`);
    await page.getByRole("button", { name: "Ajouter une décision" }).click();
    await page.getByLabel("Parle d’une décision en cours").selectOption({ label: title });
    t.equal(await page.getByLabel("Décision 1", { exact: true }).inputValue(), title);
    await page.getByRole("button", { name: "Enregistrer la réunion" }).click();
    await page.getByRole("heading", { level: 2, name: "Décisions" }).waitFor();
    await page.getByRole("link", { name: title }).click();
    await page.getByText("1 tentative sur 2, 1 réunion sur 2").waitFor();

    await page.getByRole("link", { name: "Reprendre la proposition" }).click();
    await page.getByText(/^Telle quelle, elle peut revenir à partir du/).waitFor();
    maelle.provokes(/409/);
    await page.getByRole("button", { name: "Proposer" }).click();
    await page.getByRole("alert").filter({ hasText: "La même proposition revient à partir du" }).waitFor();
    await reach((await read()).lastResort.possibleAt);
    await page.getByRole("button", { name: "Proposer" }).click();
    await page.getByRole("heading", { level: 1, name: `${title} : on en décide.` }).waitFor();
    await page.getByRole("heading", { level: 3, name: "Entendu aux tentatives d’avant" }).waitFor();
    t.ok(await page.getByText("Qui fait le plus n’aurait pas plus.").isVisible(), "the argument went on");
  });

  await t.test("blocked again, it is ended by two thirds, and takes effect", async (t) => {
    await say(bastien, "Blocage", "Rien n’a changé pour moi.");
    await reach((await read()).attempts[1].closesAt);
    const circleId = await idCalled(page, demo, "/circles", "Accueil");
    await ask(page, demo, "POST", "/meetings", { circleId, decisions: [{ text: "La clé, encore", decisionId: decision }] });
    await reach((await read()).lastResort.possibleAt);
    await open(maelle);
    await page.getByText("2 tentatives sur 2, 2 réunions sur 2").waitFor();
    t.same(await maelle.axe(), []);
    await page.getByRole("link", { name: "Ouvrir le dernier recours" }).click();
    t.ok(await page.getByRole("checkbox", { name: /En dernier recours/ }).isChecked());
    await page.getByRole("button", { name: "Proposer" }).click();
    await page.getByText(/^Dernier recours, jusqu’au/).waitFor();
    await say(maelle, "D’accord");
    await say(noor, "D’accord");
    await say(bastien, "Blocage", "Je le redis.");
    await open(maelle);
    await reach((await read()).attempts[2].closesAt);
    await page.getByRole("heading", { level: 1, name: `${title} : c’est adopté.` }).waitFor();
    await page.getByText(/^Adoptée par vote, en dernier recours/).waitFor();
    await page.getByText("fait", { exact: true }).waitFor();
    await page.getByText(/on peut y revenir à partir du/).waitFor();
    t.equal(await page.locator("summary", { hasText: /Tentative [12].*reportée/ }).count(), 2, "both attempts before are told");

    const envelopeId = await idCalled(page, demo, "/envelopes?limit=200", "Petits projets");
    const made = await ask(page, demo, "POST", "/sharings", {
      envelopeId,
      title: "Petits projets",
      untilOn: clock.now.toISOString().slice(0, 10),
    });
    t.equal(made.keyId, key.id, "the next sharing is computed by it");

    await page.goto(`${demo.home}/sharings/${made.id}/key`);
    await page.getByRole("button", { name: "Proposer cette règle pour la suite" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Son nom").fill("Pour tout le cercle");
    await dialog.getByLabel("Pour quels partages").selectOption("circle");
    await dialog.getByRole("button", { name: "Proposer cette règle pour la suite" }).click();
    t.match(
      await page.getByLabel("En une ligne").inputValue(),
      /Pour tout le cercle/,
      "a rule is written where it is tried, and proposed at once",
    );
    const [written] = (await ask(page, demo, "GET", "/keys?limit=1")).items;
    t.match(written, { name: "Pour tout le cercle", envelopeId: null, circleId: made.circleId, key: made.key, state: "draft" });
    await page.goto(`${demo.home}/decisions/${decision}`);
    await page.getByRole("heading", { level: 1, name: `${title} : c’est adopté.` }).waitFor();

    await page.emulateMedia({ media: "print" });
    t.ok(await page.getByText("On partage les petits projets à parts égales").first().isVisible());
    t.notOk(await page.getByRole("button", { name: "Imprimer" }).isVisible());
    await page.emulateMedia({ media: "screen" });
    await page.goto(`${demo.home}/decisions`);
    await page.getByText("adoptée par vote").waitFor();
    for (const phone of all) await phone.ends(t);
  });
});
