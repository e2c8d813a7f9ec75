/**
 * A decision in two parts on a phone: one of them is reopened, the other stands; proposed again it is blocked twice, and the council that
 * the social code names has the last word.
 */

import { openChromium, openDemo, type Visitor, visit, whyNoChromium } from "../support/chromium.js";
import { idCalled, publishCode, turnOn } from "../support/decisions-in-browser.js";
import { MovingClock, moveOn } from "../support/moving-clock.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const skip = (await whyNoChromium()) ?? false;
const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");
const title = "La salle du quai";

t.test("a part that comes back, and a council", { skip }, async (t) => {
  const clock = new MovingClock();
  const demo = await openDemo(t, { clock });
  const browser = await openChromium();
  const [maelle, bastien, noor] = [await visit(t, browser, demo), await visit(t, browser, demo), await visit(t, browser, demo)];
  const all = [maelle, bastien, noor];
  await maelle.logIn("maelle");
  await bastien.logIn("bastien");
  await noor.logIn("noor");
  const { page } = maelle;
  await turnOn(page, demo);
  const main = async () => plain(await page.locator("main").textContent());
  const reach = (instant: string) => moveOn(instant, demo, clock, [maelle, bastien, noor]);
  const meeting = async (more = {}) => {
    const { items: members } = await ask(page, demo, "GET", "/members?limit=200");
    const presentIds = members.filter(({ kind }: { kind: string }) => kind === "person").map(({ id }: { id: string }) => id);
    return ask(page, demo, "POST", "/meetings", { circleId: await idCalled(page, demo, "/circles", "Accueil"), presentIds, ...more });
  };
  const lastResort = { kind: "council", name: "Sages", memberIds: [await idCalled(page, demo, "/members?limit=200", "Noor")] };
  const sections = [{ title: "Décider", text: "Les sages ont le dernier mot." }];
  const code = { sections, consent: { attemptsBefore: 1, meetingsBefore: 1, lastResort } };
  await publishCode(page, demo, (await ask(page, demo, "POST", "/social-code/versions", code)).id);
  let decision = "";
  const read = () => ask(page, demo, "GET", `/decisions/${decision}`);
  const open = async (phone: Visitor) => {
    await phone.page.goto(`${demo.home}/decisions/${decision}`);
    await phone.page.getByRole("heading", { level: 1, name: title }).waitFor();
  };
  const blocks = async () => {
    await open(bastien);
    await bastien.page.getByRole("radio", { name: "Blocage" }).check();
    await bastien.page.getByLabel(/^Pourquoi/).fill("Le quai est à tout le monde.");
    await bastien.page.getByRole("button", { name: "Donner mon avis" }).click();
    await bastien.page.getByText("Vous bloquez.").waitFor();
    await bastien.page.goto(demo.home);
    await bastien.page.waitForLoadState("networkidle");
    await reach((await read()).attempts.at(-1).closesAt);
  };

  await t.test("two parts are proposed, and adopted by a meeting", async (t) => {
    await meeting();
    await page.goto(`${demo.home}/decisions/new`);
    await page.getByLabel("En une ligne").fill(title);
    await page.getByLabel("La proposition").fill("On ouvre la salle, et l’on en fixe les heures.");
    await page.getByText("En plusieurs parties", { exact: true }).click();
    await page.getByRole("button", { name: "Ajouter une partie" }).click();
    await page.getByLabel(/^Partie 1/).fill("Ouvrir la salle");
    await page.getByLabel(/^Partie 2/).fill("Ses heures");
    await page.getByRole("radio", { name: "En réunion" }).check();
    await page.getByLabel("Quelle réunion ?").selectOption({ index: 1 });
    t.same(await maelle.axe(), []);
    await page.getByRole("button", { name: "Noter la décision" }).click();
    await page.getByRole("heading", { level: 1, name: `${title} : c’est adopté.` }).waitFor();
    decision = page.url().split("/").at(-1) as string;
    t.equal(await page.getByText("adoptée", { exact: true }).count(), 2);
  });

  await t.test("one of them is reopened, and comes back alone", async (t) => {
    await page.locator("summary", { hasText: "Rouvrir la décision" }).click();
    await page.getByRole("checkbox", { name: "Ouvrir la salle" }).uncheck();
    await page.getByLabel("Pourquoi y revenir ?").fill("Les heures ne conviennent pas.");
    t.same(await maelle.axe(), []);
    await page.getByRole("button", { name: "Rouvrir la décision" }).click();
    await page.getByRole("heading", { level: 1, name: `${title} : on y revient.` }).waitFor();
    t.equal(await page.getByText("adoptée", { exact: true }).count(), 1);
    t.equal(await page.getByText("rouverte", { exact: true }).count(), 1);
    t.match(await main(), /Maëlle l’a rouverte .*«Les heures ne conviennent pas\.»/);
    await page.getByRole("link", { name: "Proposer de nouveau" }).click();
    await page.getByLabel("La proposition").waitFor();
    t.notMatch(await main(), /Ouvrir la salle/, "what stands is not proposed again");
    await page.getByLabel("La proposition").fill("Le soir, jusqu’à dix heures.");
    await page.getByRole("radio", { name: "Par bulletins" }).check();
    await page.getByRole("button", { name: "Proposer" }).click();
    await page.getByRole("heading", { level: 1, name: `${title} : on en décide.` }).waitFor();
    t.match((await read()).attempts.at(-1).parts, [{ title: "Ses heures" }]);
    t.equal((await read()).attempts.at(-1).parts.length, 1);
  });

  await t.test("blocked twice, it waits for the council’s word, and has it", async (t) => {
    await blocks();
    await meeting({ decisions: [{ text: "Les heures", decisionId: decision }] });
    await reach((await read()).lastResort.possibleAt);
    await open(maelle);
    await page.getByText("Quand le consentement n’y arrive pas : Sages a le dernier mot.").waitFor();
    await page.getByRole("link", { name: "Ouvrir le dernier recours" }).click();
    await page.getByRole("button", { name: "Proposer" }).click();
    await page.getByText(/^Dernier recours, jusqu’au/).waitFor();
    await blocks();
    await open(maelle);
    t.match(await main(), /Un blocage demeure : Sages a le dernier mot\./);
    t.match(await main(), /Le consentement n’a pas abouti : Noor a le dernier mot\./, "one is not several");
    t.notOk(await page.getByRole("button", { name: "Écrire la parole du conseil" }).isVisible(), "nobody else writes it");
    await open(noor);
    await noor.page.getByRole("radio", { name: "Le conseil adopte" }).check();
    t.same(await noor.axe(), []);
    await noor.page.getByRole("button", { name: "Écrire la parole du conseil" }).click();
    await noor.page.getByRole("heading", { level: 1, name: `${title} : c’est adopté.` }).waitFor();
    await noor.page.getByText(/^Adoptée par la parole du conseil/).waitFor();
    for (const phone of all) await phone.ends(t);
  });
});
