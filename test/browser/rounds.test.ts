/** Journeys through rounds: pledging beside others, by keyboard alone, in secret; closing; voting; proposing. */
import type { Browser, Page } from "playwright-core";
import { type Demo, openChromium, openDemo, type Teardown, type Visitor, visit, whyNoChromium } from "../support/chromium.js";
import { ask, openRound, roundCalled } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();

let demo: Demo;
let browser: Browser;
t.before(async () => {
  if (missing) return;
  demo = await openDemo(t);
  browser = await openChromium();
});

async function phoneOf(tt: Teardown, name: string, width = 390): Promise<Visitor> {
  const phone = await visit(tt, browser, demo, { width });
  await phone.logIn(name);
  return phone;
}

const running = "Deuxième cobudget du Quai";
const board = async (page: Page, title = running): Promise<string> => `${demo.home}/rounds/${(await roundCalled(page, demo, title)).id}`;
const card = (page: Page, bucket: string) => page.getByRole("article", { name: bucket });
const plain = (text: string | null) => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

t.test("what one pledges moves the figures of the other, who is told who did", { skip: missing ?? false }, async (tt) => {
  const noor = await phoneOf(tt, "noor");
  const idriss = await phoneOf(tt, "idriss");
  await noor.page.goto(await board(noor.page));
  await idriss.page.goto(await board(idriss.page));
  await card(idriss.page, "Bancs de la cour").getByText(/30,00/).first().waitFor();

  tt.match(plain(await noor.page.locator("h1").textContent()), /Il vous reste à flécher 70,00 €/);
  const field = card(noor.page, "Bancs de la cour").getByRole("textbox");
  await field.fill("25");
  tt.match(plain(await noor.page.locator("h1").textContent()), /45,00 €/, "what is left follows the hand");
  await field.blur();
  await card(noor.page, "Bancs de la cour")
    .getByText(/✓ 25,00/)
    .waitFor();

  await idriss.page.getByText(/À l’instant.*Noor a fléché 25,00.*vers Bancs de la cour/).waitFor();
  await card(idriss.page, "Bancs de la cour")
    .getByText(/55,00.*sur 70,00/)
    .waitFor();

  await card(noor.page, "Bancs de la cour")
    .getByRole("button", { name: /Revenir à/ })
    .click();
  await idriss.page.getByText(/Noor a repris 25,00.*à Bancs de la cour/).waitFor();
  await card(idriss.page, "Bancs de la cour")
    .getByText(/30,00.*sur 70,00/)
    .waitFor();
  await noor.ends(tt);
  await idriss.ends(tt);
});

t.test("a pledge by keyboard alone; too much is refused beside the field with what would pass", { skip: missing ?? false }, async (tt) => {
  const { page, provokes, ends } = await phoneOf(tt, "odile");
  await page.goto(await board(page));
  const meal = card(page, "Repas partagé du mois");
  const slider = meal.getByRole("slider");
  await slider.waitFor();
  // From the title on, by the keyboard: the slider is reached, moved and let go of, and keeps the focus.
  for (let tab = 0; tab < 40; tab += 1) {
    await page.keyboard.press("Tab");
    if (await slider.evaluate((element) => element === element.ownerDocument.activeElement)) break;
  }
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
  tt.equal(plain(await slider.getAttribute("aria-valuetext")), "4,00 €", "four steps of the scale");
  await meal.getByText(/✓ 4,00/).waitFor();
  tt.ok(await slider.evaluate((element) => element === element.ownerDocument.activeElement), "the focus stays where it was");

  await page.keyboard.press("End");
  await meal.getByText(/✓ 50,00/).waitFor();
  tt.match(plain(await slider.getAttribute("aria-valuetext")), "50,00 €", "the hand stops at what the bucket still takes");

  await page.keyboard.press("Tab");
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await meal.getByText(/✓ 4,00/).waitFor();
  const bar = meal.locator(".goal-bar");
  const stood = await bar.innerHTML();

  provokes(/422|409/);
  await meal.getByRole("textbox").fill("79,5");
  await page.keyboard.press("Enter");
  const refusal = meal.getByText(/Le projet prend encore/);
  await refusal.waitFor();
  tt.equal(await meal.getByRole("textbox").inputValue(), "79,50", "what was typed stays");
  tt.equal(plain(await slider.getAttribute("aria-valuetext")), "4,00 €", "the slider goes back to what stands");
  tt.equal(await bar.innerHTML(), stood, "and so does the bar");
  tt.match(plain(await page.locator("h1").textContent()), /86,00 €/, "the credits in sight are those one has");
  await meal.getByRole("button", { name: /Mettre 50,00/ }).press("Enter");
  await refusal.waitFor({ state: "detached" });
  await meal.getByRole("textbox").fill("0");
  await page.keyboard.press("Enter");
  await meal.getByText("✓ Tout est repris.").waitFor();
  await ends(tt);
});

t.test("a secret round shows no totals, also to its pilot", { skip: missing ?? false }, async (tt) => {
  const { page, ends } = await phoneOf(tt, "maelle");
  await openRound(page, demo, { title: "Cobudget secret", isSecret: true });
  await page.goto(await board(page, "Cobudget secret"));
  await page
    .getByText(/secrets jusqu’à la clôture/)
    .first()
    .waitFor();
  const seeds = card(page, "Grainothèque");
  tt.match(plain(await seeds.textContent()), /Vous y avez fléché 60,00 €/);
  tt.equal(await page.locator(".goal-bar").count(), 0, "no bar tells what is pledged");
  tt.notMatch(plain(await page.locator("main").textContent()), /par une personne|encore .* pour exister/);
  await ends(tt);

  const idriss = await phoneOf(tt, "idriss");
  await idriss.page.goto(await board(idriss.page, "Cobudget secret"));
  await card(idriss.page, "Grainothèque").waitFor();
  tt.notMatch(plain(await card(idriss.page, "Grainothèque").textContent()), /fléché 60,00/);
  await idriss.ends(tt);
});

t.test("its pilot reads how a round would close, closes it, and everybody reads why", { skip: missing ?? false }, async (tt) => {
  const { page, provokes, ends } = await phoneOf(tt, "maelle");
  const id = await openRound(page, demo, { title: "Cobudget à clore", phase: "settling" });
  await page.goto(`${demo.home}/rounds/${id}`);
  await page.getByRole("link", { name: "Relire et clore" }).click();
  await page.getByRole("heading", { level: 1, name: /À clore : un projet financé, 60,00/ }).waitFor();
  await page.getByText(/«Atelier vélo du samedi» a 20,00.*minimum de 140,00/).waitFor();

  // Somebody else changes what it would be while the dialog stands open: the new one is shown before it is confirmed.
  await page.getByRole("button", { name: "Clore le cobudget" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/Un projet devient une enveloppe/).waitFor();
  const bastien = await phoneOf(tt, "bastien");
  const { items } = await ask(bastien.page, demo, "GET", `/rounds/${id}/buckets`);
  const workshop = items.find((bucket: { title: string }) => bucket.title === "Atelier vélo du samedi");
  await ask(bastien.page, demo, "POST", `/rounds/${id}/buckets/${workshop.id}/cancellation`, {});
  provokes(/409/);
  await dialog.getByRole("button", { name: "Clore", exact: true }).click();
  await dialog.getByText("Le règlement a changé depuis que vous l’avez lu").waitFor();
  await dialog.getByRole("button", { name: "Clore", exact: true }).click();

  await page.getByRole("heading", { level: 1, name: /Un projet financé, 60,00/ }).waitFor();
  await page.getByText(/«Atelier vélo du samedi» a été annulé/).waitFor();
  await page.getByRole("link", { name: "Voir son enveloppe" }).waitFor();
  await ends(tt);
});

t.test("a ballot is cast, and changed, by keyboard", { skip: missing ?? false }, async (tt) => {
  const pilot = await phoneOf(tt, "maelle");
  const id = await openRound(pilot.page, demo, { title: "Vote de la cour", ballotType: "approval" });
  const { page, provokes, ends } = await phoneOf(tt, "noor");
  // Before one is cast there is none to read.
  provokes(/404.*\/ballot/);
  await page.goto(`${demo.home}/rounds/${id}`);
  await page.getByRole("heading", { level: 1, name: /4 projets pour 400,00.*lesquels soutenez-vous/ }).waitFor();
  await page.getByRole("checkbox", { name: "Grainothèque" }).press("Space");
  await page.getByRole("checkbox", { name: "Four à pain partagé" }).press("Space");
  await page.getByText("Encore un choix possible.").waitFor();
  await page.getByRole("button", { name: "Déposer mon bulletin" }).press("Enter");
  await page.getByText(/✓ Votre bulletin est déposé/).waitFor();
  await page.getByRole("checkbox", { name: "Grainothèque" }).press("Space");
  await page.getByText("Ces changements ne sont pas encore déposés.").waitFor();
  await page.getByRole("button", { name: "Changer mon bulletin" }).click();
  await page.getByText(/✓ Votre bulletin est déposé/).waitFor();
  const ballot = await ask(page, demo, "GET", `/rounds/${id}/ballot`);
  tt.equal(ballot.votes.length, 1);
  await ends(tt);
});

t.test("a bucket cancelled under the hand leaves the ballot, which is cast without it", { skip: missing ?? false }, async (tt) => {
  const pilot = await phoneOf(tt, "maelle");
  const id = await openRound(pilot.page, demo, { title: "Vote écourté", ballotType: "approval" });
  const { page, provokes, ends } = await phoneOf(tt, "noor");
  provokes(/404.*\/ballot/);
  await page.goto(`${demo.home}/rounds/${id}`);
  for (const name of ["Grainothèque", "Four à pain partagé"]) await page.getByRole("checkbox", { name }).press("Space");
  await page.getByText("Encore un choix possible.").waitFor();
  const { items } = await ask(pilot.page, demo, "GET", `/rounds/${id}/buckets`);
  const idOf = (title: string) => items.find((bucket: { title: string }) => bucket.title === title).id;
  await ask(pilot.page, demo, "POST", `/rounds/${id}/buckets/${idOf("Grainothèque")}/cancellation`, {});
  await page.getByText(/Un projet que vous aviez choisi n’est plus soumis au vote/).waitFor();
  tt.equal(await page.getByRole("checkbox", { name: "Grainothèque" }).count(), 0);
  await page.getByText("Encore 2 choix possibles.").waitFor();
  await page.getByRole("button", { name: "Déposer mon bulletin" }).click();
  await page.getByText(/✓ Votre bulletin est déposé/).waitFor();
  const { votes } = await ask(page, demo, "GET", `/rounds/${id}/ballot`);
  tt.same(
    votes.map(({ bucketId }: { bucketId: string }) => bucketId),
    [idOf("Four à pain partagé")],
  );
  await ends(tt);
});

t.test("a ranked ballot: the focus follows what is moved, and each move is said", { skip: missing ?? false }, async (tt) => {
  const pilot = await phoneOf(tt, "maelle");
  const id = await openRound(pilot.page, demo, { title: "Vote par ordre", ballotType: "ordinal" });
  const { page, provokes, ends } = await phoneOf(tt, "noor");
  provokes(/404.*\/ballot/);
  await page.goto(`${demo.home}/rounds/${id}`);
  await page.getByRole("button", { name: "Ajouter Lampions de la cour" }).waitFor();
  // In the same turn of the page, before it is painted: a key pressed at once falls where the focus is said to be.
  tt.equal(
    await page.evaluate(`(async () => {
      document.querySelector('[aria-label="Ajouter Lampions de la cour"]').click();
      for (let hop = 0; hop < 10; hop += 1) await undefined;
      return document.activeElement.ariaLabel;
    })()`),
    "Monter Lampions de la cour",
  );
  await page.getByRole("button", { name: "Ajouter Grainothèque" }).press("Enter");
  await page.getByRole("button", { name: "Monter Grainothèque" }).press("Enter");
  await page.getByText("Grainothèque est maintenant n° 1.").waitFor();
  tt.equal(await page.evaluate("document.activeElement.ariaLabel"), "Monter Grainothèque");
  await page.getByRole("button", { name: "Déposer mon bulletin" }).press("Enter");
  await page.getByText(/✓ Votre bulletin est déposé/).waitFor();
  const { votes } = await ask(page, demo, "GET", `/rounds/${id}/ballot`);
  const { items } = await ask(page, demo, "GET", `/rounds/${id}/buckets`);
  tt.same(
    votes.map(({ bucketId }: { bucketId: string }) => items.find((bucket: { id: string }) => bucket.id === bucketId).title),
    ["Grainothèque", "Lampions de la cour"],
  );
  await ends(tt);
});

t.test("a bucket is proposed with its budget, then found on the board, at 320 px too", { skip: missing ?? false }, async (tt) => {
  const { page, provokes, ends } = await phoneOf(tt, "noor", 320);
  await page.goto(await board(page));
  await page.getByRole("link", { name: "Proposer un projet" }).click();
  await page.getByLabel("Titre").fill("Hôtel à insectes");
  await page.getByLabel("En une phrase").fill("Des tiges, des trous, des abeilles.");
  await page.getByLabel("Poste", { exact: true }).fill("Bois");
  await page.getByLabel("Minimum").fill("60");
  await page.getByLabel(/Avec plus/).fill("45,5");
  provokes(/422/);
  await page.getByRole("button", { name: "Publier le projet" }).click();
  await page.locator(".field .fault", { hasText: /plus petit que le minimum/ }).waitFor();
  await page.getByLabel(/Avec plus/).fill("85,50");
  await page.getByText(/En tout, il faut au moins 60,00.*avec plus, 85,50/).waitFor();
  await page.getByRole("button", { name: "Publier le projet" }).click();
  await page.getByRole("heading", { level: 1, name: /Hôtel à insectes : encore 60,00.*pour exister/ }).waitFor();
  // Its text was changed since the page was opened: changing it again begins with that.
  const at = new URL(page.url()).pathname.split("/").slice(3).join("/");
  await ask(page, demo, "PATCH", `/${at}`, { summary: "Des tiges, des trous, des guêpes." });
  await page.getByText("Des tiges, des trous, des guêpes.").waitFor();
  await page.getByText("Modifier", { exact: true }).click();
  tt.equal(await page.getByLabel("En une phrase").inputValue(), "Des tiges, des trous, des guêpes.");
  tt.equal(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), false, "nothing runs over the edge");
  await page.goto(await board(page));
  await card(page, "Hôtel à insectes").waitFor();
  tt.equal(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), false, "nor on the board");
  await ends(tt);
});

t.test("a round is opened, and its credits given from a file whose errors are named by line", { skip: missing ?? false }, async (tt) => {
  const { page, ends } = await phoneOf(tt, "maelle");
  await page.goto(`${demo.home}/rounds/new`);
  await page.getByLabel("Son nom").fill("Cobudget d’automne");
  const envelope = page.getByLabel("Enveloppe qui le finance");
  await envelope.selectOption({ label: (await envelope.locator("option", { hasText: "Kit incubateur" }).textContent()) ?? "" });
  await page.getByLabel("Combien mettre de côté").fill("100");
  await page.getByRole("button", { name: "Ouvrir le cobudget" }).click();
  await page.getByRole("heading", { level: 1, name: /100,00.*restent à donner en crédits/ }).waitFor();
  // More is put aside while an amount is typed, which stays; without one it is all there is.
  const amount = page.getByLabel("Combien en tout").first();
  tt.equal(await amount.inputValue(), "100,00");
  await amount.fill("30");
  await ask(page, demo, "POST", `/rounds/${page.url().split("/")[6]}/pool`, { amount: "10.00" });
  await page.getByRole("heading", { level: 1, name: /110,00.*restent à donner en crédits/ }).waitFor();
  tt.equal(await amount.inputValue(), "30");
  await page.getByText("Fixer pour une personne").click();
  tt.equal(await page.getByLabel("Pour qui").inputValue(), "", "nobody is chosen beforehand");
  await page.getByText("Depuis un fichier (CSV)").click();
  const lines = page.getByLabel(/Lignes/);
  await lines.fill("email;montant\nnoor@moisson.example;40,00\npersonne@moisson.example;10\n");
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByText("Une ligne à revoir : rien n’est donné.").waitFor();
  await page.getByText("ligne 3 :").waitFor();
  await lines.fill("email;montant\nnoor@moisson.example;40,00\nodile@moisson.example;70\n");
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByText(/Il resterait 0,00.*à donner/).waitFor();
  const file = page.locator("form", { has: lines });
  await file.getByRole("button", { name: "Donner ces crédits" }).click();
  await page.getByRole("heading", { level: 1, name: "Tous les crédits sont donnés, à 2 personnes." }).waitFor();
  await ends(tt);
});

t.test("its pilot changes what it decides by, until somebody pledges; then it is said why not", { skip: missing ?? false }, async (tt) => {
  const { page, ends } = await phoneOf(tt, "maelle");
  const begun = await openRound(page, demo, { title: "Cobudget réglé" });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const dates = { proposalsFrom: inDays(-1), proposalsUntil: inDays(3), pledgesFrom: inDays(3), pledgesUntil: inDays(5) };
  const { id } = await ask(page, demo, "POST", `/rounds/${begun}/copy`, { title: "Cobudget à régler", ...dates });
  await page.goto(`${demo.home}/rounds/${id}/pilot`);
  await page.getByText("Les réglages", { exact: true }).click();
  await page.getByLabel("Son nom").fill("Cobudget bien réglé");
  await page.getByLabel("Au plus, par personne et par projet").fill("45,50");
  // Another pilot saves something else: it comes to the page, where what was typed stays.
  await ask(page, demo, "PATCH", `/rounds/${id}`, { description: "Un mot d’une autre main." });
  const description = page.locator("details", { hasText: "Les réglages" }).locator("textarea").first();
  while ((await description.inputValue()) !== "Un mot d’une autre main.") await page.waitForTimeout(50);
  tt.equal(await page.getByLabel("Au plus, par personne et par projet").inputValue(), "45,50");
  await page.getByLabel("Fléchages secrets").check();
  await page.getByRole("button", { name: "Enregistrer les réglages" }).click();
  await page.getByText("Réglages enregistrés.").waitFor();
  await page.getByRole("link", { name: "Cobudget bien réglé" }).waitFor();
  tt.match(await ask(page, demo, "GET", `/rounds/${id}`), {
    ...{ title: "Cobudget bien réglé", description: "Un mot d’une autre main.", cap: "45.50", isSecret: true, mayChange: true },
  });

  await page.getByText("Les dates", { exact: true }).click();
  const proposed = page.getByLabel("On propose jusqu’à");
  const stood = await proposed.inputValue();
  const typed = `${inDays(6).slice(0, 10)}T18:00`;
  await page.getByLabel("On flèche jusqu’à").fill(typed);
  await ask(page, demo, "PATCH", `/rounds/${id}`, { proposalsUntil: inDays(2) });
  while ((await proposed.inputValue()) === stood) await page.waitForTimeout(50);
  tt.equal(await page.getByLabel("On flèche jusqu’à").inputValue(), typed, "so it is with dates");
  await page.getByRole("button", { name: "Enregistrer les dates" }).click();
  await page.getByText("Dates enregistrées.").waitFor();

  await page.goto(`${demo.home}/rounds/${begun}/pilot`);
  await page.getByText("Les réglages", { exact: true }).click();
  await page.getByText("On a commencé à flécher").waitFor();
  await page.getByText("Au plus 60,00 € par personne et par projet.").waitFor();
  tt.equal(await page.getByLabel("Au plus, par personne et par projet").count(), 0);
  await page.getByLabel("Qui propose").selectOption({ label: "Qui pilote le cercle" });
  await page.getByRole("button", { name: "Enregistrer les réglages" }).click();
  await page.getByText("Réglages enregistrés.").waitFor();
  tt.equal((await ask(page, demo, "GET", `/rounds/${begun}`)).proposers, "pilots");
  await ends(tt);
});
