/**
 * What a collective has with others and among its own, on a phone: a contract is written and proposed, the one of the
 * demonstration shows its money and its review; a resource has rights and users; a tension is read by those it names alone; the
 * words of a retrospective are harvested, and what is published is read without names; a rate says which decision it is from.
 */

import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { idCalled } from "../support/decisions-in-browser.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const skip = (await whyNoChromium()) ?? false;
/** As people read it: spaces that do not break are spaces. */
const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

t.test("ties, retrospectives and rates", { skip }, async (t) => {
  const demo = await openDemo(t, { isToldThroughTime: true });
  const browser = await openChromium();
  const [bastien, noor] = [await visit(t, browser, demo), await visit(t, browser, demo)];
  await bastien.logIn("bastien");
  await noor.logIn("noor");
  const { page } = bastien;
  const main = async (of = page) => plain(await of.getByRole("main").textContent());

  await t.test(
    "reciprocity: a contract is written, proposed, and waits for its decision; money is traced to the one in force",
    async (t) => {
      await page.goto(`${demo.home}/contracts`);
      await page.getByRole("heading", { level: 1, name: "Un contrat de réciprocité est en vigueur." }).waitFor();
      t.match(await main(), /Partenaires.*L’accueil du quartier.*10 000,00 € reçus/s, "by kind of actor, with what came in");
      t.same(await bastien.axe(), []);
      await page.getByRole("button", { name: "Écrire un contrat" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Son nom").fill("La salle de répétition");
      await dialog.getByLabel("Ce que l’autre partie donne au collectif").fill("Un concert par saison.");
      await dialog.getByLabel("Ce qu’elle en reçoit").fill("La salle, le jeudi soir.");
      await dialog.getByLabel("Avec quelle sorte d’acteur").selectOption({ label: "Usager·es" });
      bastien.provokes(/422/);
      await dialog.getByRole("button", { name: "Garder le brouillon" }).click();
      await dialog
        .getByText(/^Un contrat a au moins 1 partie/)
        .first()
        .waitFor();
      await dialog.getByLabel("Avec qui").selectOption({ label: "Yann" });
      t.same(await bastien.axe(), []);
      await dialog.getByRole("button", { name: "Garder le brouillon" }).click();
      await page.getByRole("heading", { level: 1, name: "La salle de répétition : pas encore signé" }).waitFor();
      await page.getByRole("button", { name: "Proposer de le signer" }).click();
      await page.getByText(/^C’est proposé\./).waitFor();
      const decision = await idCalled(page, demo, "/decisions?limit=200", "Signer le contrat «La salle de répétition»");
      const { state, attempts } = await ask(page, demo, "GET", `/decisions/${decision}`);
      t.match({ state, way: attempts[0].way }, { state: "open", way: "announced" });

      await page.goto(`${demo.home}/contracts`);
      await page.getByRole("link", { name: /L’accueil du quartier/ }).click();
      await page.getByRole("heading", { level: 2, name: "Argent reçu sous ce contrat" }).waitFor();
      t.match(await main(), /À revoir d’ici le.*Revues.*Pas encore de revue.*10 000,00 €/s);
      t.same(await bastien.axe(), []);
    },
  );

  await t.test("the register: rights by kind of actor, users under their contract, a use that ends", async (t) => {
    await page.goto(`${demo.home}/resources`);
    await page.getByRole("heading", { level: 1, name: "Une ressource que nous avons en commun." }).waitFor();
    await page.getByRole("link", { name: /^L’atelier/ }).click();
    await page.getByRole("heading", { level: 2, name: "Qui s’en sert" }).waitFor();
    t.match(await main(), /Partenaires.*Y accéder.*Le mercredi.*Ville du Quai.*sous un contrat/s);
    t.same(await bastien.axe(), []);
    await page.getByRole("button", { name: "Noter qui s’en sert" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Qui", { exact: true }).selectOption({ label: "Solène" });
    t.same(await bastien.axe(), []);
    await dialog.getByRole("button", { name: "Noter qui s’en sert" }).click();
    const line = page.getByRole("listitem").filter({ hasText: "Solène" });
    await line.getByRole("button", { name: "Noter la fin de l’usage" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Noter la fin de l’usage" }).click();
    await page.getByText("La fin de l’usage est notée.").waitFor();
  });

  await t.test("a tension: read by those it names alone, counted for all, walked and closed", async (t) => {
    await page.goto(`${demo.home}/tensions`);
    await page.getByRole("heading", { level: 1, name: "Une tension ouverte vous nomme." }).waitFor();
    await page.getByRole("button", { name: "Ouvrir une tension" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("De quoi s’agit-il, en une ligne").fill("Le bruit du samedi");
    await dialog.getByLabel("Ce qui s’est passé, comme vous le voyez").fill("La scie tourne pendant la sieste.");
    await dialog.getByRole("checkbox", { name: "Idriss" }).check();
    t.same(await bastien.axe(), []);
    await dialog.getByRole("button", { name: "Ouvrir une tension" }).click();
    await page.getByRole("heading", { level: 1, name: "Le bruit du samedi" }).waitFor();
    const path = new URL(page.url()).pathname;
    t.match(await main(), /Seules les personnes nommées ici la lisent\..*on commence par se parler/s);
    t.same(await bastien.axe(), []);

    noor.provokes(/404/);
    await noor.page.goto(`${demo.home}/tensions`);
    await noor.page.getByRole("heading", { level: 1, name: "Aucune tension ouverte ne vous nomme." }).waitFor();
    await noor.page.getByText(/2 ouvertes, 0 close\./).waitFor();
    await noor.page.goto(demo.url + path);
    await noor.page.getByRole("heading", { level: 1 }).waitFor();
    t.notMatch(await noor.page.locator("body").textContent(), /bruit du samedi|scie tourne/);
    t.same(await noor.axe(), []);

    await page.getByRole("button", { name: "Noter une étape" }).click();
    await dialog.getByLabel("Quelle étape").selectOption({ label: "Médiation" });
    await dialog.getByLabel("Ce qui en est sorti").fill("La scie se tait de 13 h à 15 h.");
    await dialog.getByRole("button", { name: "Noter une étape" }).click();
    await page.getByText(/^Médiation · /).waitFor();
    await page.getByRole("button", { name: "Noter une étape" }).click();
    t.same(
      await dialog.getByLabel("Quelle étape").locator("option").allTextContents(),
      ["Médiation", "Conseil", "Se séparer"],
      "the path does not go back",
    );
    await dialog.getByRole("button", { name: "Annuler" }).click();
    await page.getByRole("button", { name: "Clore la tension" }).click();
    await dialog.getByLabel("Ce qui en est sorti").fill("Un horaire est affiché.");
    await dialog.getByRole("button", { name: "Clore la tension" }).click();
    await page.getByRole("heading", { level: 1, name: /^Le bruit du samedi : close le/ }).waitFor();
    await noor.page.goto(`${demo.home}/tensions`);
    await noor.page.getByText(/1 ouverte, 1 close\./).waitFor();
  });

  await t.test("a retrospective: nuggets and pebbles, a harvest, and what is published without names", async (t) => {
    const orchard = await idCalled(page, demo, "/circles", "Vergers du quartier");
    await page.goto(`${demo.home}/circles/${orchard}`);
    await page.getByRole("link", { name: "Toutes ses rétrospectives" }).click();
    await page.getByRole("button", { name: "Ouvrir une rétrospective" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("De quoi parle-t-on ?").selectOption({ label: "Cercle Vergers du quartier" });
    t.same(await bastien.axe(), []);
    await dialog.getByRole("button", { name: "Ouvrir une rétrospective" }).click();
    await page.getByRole("heading", { level: 1, name: "Vergers du quartier : que garde-t-on de ces jours ?" }).waitFor();
    const path = new URL(page.url()).pathname;
    for (const [kind, said] of [
      [/^Pépites/, "La cueillette à la lampe frontale."],
      [/^Cailloux/, "L’échelle est restée chez moi."],
    ] as const) {
      await page.getByRole("button", { name: "Dire une parole" }).click();
      const option = dialog.getByLabel("C’est").locator("option").filter({ hasText: kind });
      await dialog.getByLabel("C’est").selectOption((await option.getAttribute("value")) as string);
      await dialog.getByLabel("En quelques mots").fill(said);
      await dialog.getByRole("button", { name: "Dire une parole" }).click();
      await page.getByText(said).waitFor();
    }
    await page.getByRole("button", { name: "Publier : La cueillette à la lampe frontale." }).click();
    await page.getByText("publiée", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Garder au cercle : L’échelle est restée chez moi." }).click();
    await page.getByText("moissonnée", { exact: true }).waitFor();
    t.same(await bastien.axe(), []);

    await noor.page.goto(demo.url + path);
    await noor.page.getByText("La cueillette à la lampe frontale.").waitFor();
    const heard = await main(noor.page);
    t.notMatch(heard, /échelle est restée/, "what is kept stays in the circle");
    t.notMatch(heard.replace(/Bastien moissonne\./, ""), /Bastien/, "and nobody is named");

    await page.getByRole("button", { name: "Clore la rétrospective" }).click();
    t.match(plain(await dialog.textContent()), /1 sur 2 paroles/);
    await dialog.getByRole("button", { name: "Clore la rétrospective" }).click();
    await page.getByRole("heading", { level: 1, name: "Vergers du quartier : ce que l’on garde de ces jours" }).waitFor();
    t.same(await noor.axe(), []);
    await page.goto(`${demo.home}/circles/${orchard}`);
    await page.getByText("moissonnée, 2 paroles").waitFor();
    await page.locator(`a[href="${path}"]`).click();
    await page.getByRole("heading", { level: 1, name: "Vergers du quartier : ce que l’on garde de ces jours" }).waitFor();
  });

  await t.test("the rate grid: each rate with its day, the decision it is from and what was said of it", async (t) => {
    await page.goto(`${demo.home}/rates`);
    const rates = page.getByRole("table", { name: /^Les taux de Salle prêtée/ });
    await rates.waitFor();
    // The decisions’ titles come a moment after the table.
    await rates.getByText("Une clé pour les petits projets").waitFor();
    t.match(plain(await rates.textContent()), /65,00 € par jour.*Une clé pour les petits projets.*60,00 € par jour.*l’administration/s);
    await rates.getByRole("button", { name: /^Ce qui s’en est dit/ }).click();
    await rates.getByText(/La salle prêtée compte 65 € par jour/).waitFor();
    t.same(await bastien.axe(), []);
  });

  await t.test("the matrix of wealth is filled: hours, money, goods, care and joy side by side", async (t) => {
    await page.goto(`${demo.home}/wealth?span=all`);
    await page.getByRole("heading", { level: 1, name: /participant·es ont donné, de 8 natures/ }).waitFor();
    const table = page.getByRole("table");
    for (const kind of ["Heures", "Frais", "Denrées données", "Soin", "Joie"])
      t.ok(await table.getByRole("columnheader", { name: new RegExp(`^${kind}`) }).count(), kind);
    await table.getByText("Tout l’hiver, elle a pris des nouvelles de chacun·e").first().waitFor();
    t.same(await bastien.axe(), []);
  });

  await t.test("in English too", async (t) => {
    const spoken = `fetch("/api/v1/session", { method: "PATCH", headers: { "content-type": "application/json" }, body: '{"locale":"en"}' }).then((answer) => answer.text())`;
    await noor.page.evaluate(spoken);
    await noor.page.evaluate('localStorage.setItem("moisson.language", "en")');
    for (const [path, title] of [
      ["decisions", /decision|word/i],
      ["social-code", /code/i],
      ["circles", /circle/i],
      ["charters", /charter/i],
      ["wealth?span=all", /^\d+ members? gave/],
      ["reviews", /review/i],
      ["contracts", /^One reciprocity contract is in force\.$/],
      ["resources", /^One resource we hold in common\.$/],
      ["tensions", /^No open tension names you\.$/],
      ["rates", /^\d+ kinds have a rate today\.$/],
    ] as const) {
      await noor.page.goto(`${demo.home}/${path}`);
      const heading = noor.page.getByRole("heading", { level: 1, name: title });
      await heading.waitFor();
      t.equal(await noor.page.locator("html").getAttribute("lang"), "en", path);
      t.notMatch(await heading.textContent(), / (?:est|une|vous) /, path);
    }
  });

  await bastien.ends(t);
  await noor.ends(t);
});
