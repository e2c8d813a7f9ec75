/**
 * Reviews on a phone: a pilot opens a time of reviews, people review two peers, nothing is read before the close; then each
 * reads what is said, and a sharing that counts reviews shows the medians to the cent. What was given is seen beside it.
 */

import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { idCalled } from "../support/decisions-in-browser.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

t.test("recognition", { skip }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const phone = await visit(t, browser, demo);
  const { page } = phone;
  await phone.logIn("bastien");
  await page.goto(demo.home);
  const circleId = await idCalled(page, demo, "/circles", "Accueil");
  const idOf = (name: string) => idCalled(page, demo, "/members?limit=200", name);
  const [noor, solene] = [await idOf("Noor"), await idOf("Solène")];
  const { items: kinds } = await ask(page, demo, "GET", "/kinds");
  const kindId = kinds.find(({ unit }: { unit: string | null }) => unit === "h").id;
  const envelopeId = (await ask(page, demo, "POST", "/envelopes", { name: "Moisson d’essai", circleId, currency: "EUR" })).id;
  for (const memberId of [noor, solene])
    await ask(page, demo, "POST", "/contributions", { memberId, circleId, envelopeId, kindId, quantity: "20", note: "Essai" });
  // Idriss gave something too, though no hour: he is one of those who talk of these days.
  const quality = kinds.find(({ isQualitative }: { isQualitative: boolean }) => isQualitative).id;
  const memberId = await idOf("Idriss");
  await ask(page, demo, "POST", "/contributions", { memberId, circleId, envelopeId, kindId: quality, note: "Ses chansons" });
  const { reviewCriteria } = await ask(page, demo, "GET", "");
  const [criterion] = reviewCriteria as string[];
  let at = "";

  const review = async (reader: typeof page, name: string, score: string, strengths: string) => {
    const card = reader.locator("details", { has: reader.locator("summary", { hasText: name }) });
    if ((await card.getAttribute("open")) === null) await card.locator("summary").click();
    await reader
      .getByRole("group", { name: `${criterion} : ${name}` })
      .getByLabel(score, { exact: true })
      .check();
    const form = reader.locator("form", { has: reader.getByRole("button", { name: `Enregistrer mon avis sur ${name}` }) });
    await form.getByLabel("Ce qui a été bon").fill(strengths);
    await form.getByRole("button").click();
    await card.locator("summary").getByText("donné").waitFor();
  };

  await t.test("a pilot opens a time of reviews, and reviews two peers", async (t) => {
    await page.goto(`${demo.home}/reviews`);
    await page.getByRole("heading", { level: 1, name: "Aucun avis ne vous attend." }).waitFor();
    t.same(await phone.axe(), []);
    await page.getByRole("button", { name: "Ouvrir un temps d’avis" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Son nom").fill("Moisson d’essai");
    await dialog.getByLabel("De quoi parle-t-on ?").selectOption({ label: "Enveloppe Moisson d’essai" });
    await dialog.getByLabel("Choisir les personnes").check();
    const people = dialog.getByRole("group", { name: "Se donnent un avis" });
    await people.getByRole("checkbox", { checked: true }).nth(3).waitFor();
    const ticked = await people.getByRole("checkbox", { checked: true }).locator("..").allTextContents();
    t.same(ticked.map(plain).sort(), ["Bastien", "Maëlle", "Noor", "Yann"], "those of the circle, to begin with");
    await people.getByLabel("Yann").uncheck();
    for (const name of ["Solène", "Idriss"]) await people.getByLabel(name).check();
    t.same(await phone.axe(), []);
    await dialog.getByRole("button", { name: "Ouvrir un temps d’avis" }).click();
    await page.getByRole("heading", { level: 1, name: /^Moisson d’essai : 4 avis à donner$/ }).waitFor();
    t.equal(await page.getByText("Yann").count(), 0, "who was taken out is not asked about");
    await page.getByText("Ici, un avis change un montant").waitFor();
    at = new URL(page.url()).pathname;
    // What was said is read after who was reviewed: what was typed stays meanwhile.
    await page.route(/\/reviews\?period=/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.fallback();
    });
    await review(page, "Noor", "3", "Elle tient le cap.");
    const ofNoor = page.locator("details", { has: page.locator("summary", { hasText: "Noor" }) });
    t.equal(await ofNoor.getByLabel("Ce qui a été bon").inputValue(), "Elle tient le cap.", "the words stay in their form");
    await page.unroute(/\/reviews\?period=/);
    await review(page, "Solène", "5", "Tout est prêt avant l’heure.");
    t.same(await phone.axe(), []);
  });

  await t.test("others are asked at home, and read nothing before the close", async (t) => {
    const other = await visit(t, browser, demo);
    await other.logIn("noor");
    await other.page.goto(demo.home);
    await other.page.getByText(/Donner un avis à .*Solène/).waitFor();
    await other.page.goto(new URL(at, demo.url).href);
    await review(other.page, "Solène", "4", "Calme.");
    t.notMatch(plain(await other.page.getByRole("main").textContent()), /Elle tient le cap/);
    t.same(await other.axe(), []);
    await other.ends(t);
    const third = await visit(t, browser, demo);
    await third.logIn("idriss");
    await third.page.goto(demo.home);
    const periodId = at.split("/").at(-1);
    for (const [ofId, score] of [
      [noor, "4"],
      [solene, "5"],
    ])
      await ask(third.page, demo, "POST", "/reviews", { ofId, periodId, scores: { [criterion as string]: score } });
    await third.ends(t);
  });

  await t.test("closed, the medians are read, and reach a sharing to the cent", async (t) => {
    await page.goto(new URL(at, demo.url).href);
    await page.getByRole("button", { name: "Clore maintenant" }).click();
    t.match(plain(await page.getByRole("dialog").textContent()), /5 avis sur 20 sont écrits/);
    await page.getByRole("dialog").getByRole("button", { name: "Clore maintenant" }).click();
    await page.getByRole("heading", { level: 1, name: /^Moisson d’essai : clos le/ }).waitFor();
    t.match(plain(await page.getByRole("row", { name: /^Noor/ }).textContent()), /^Noor223,5$/);
    t.match(plain(await page.getByRole("row", { name: /^Solène/ }).textContent()), /^Solène335$/);
    t.same(await phone.axe(), []);

    const key = { steps: [{ kind: "weights", kinds: [kindId], quality: { min: "0.8", max: "1.2" }, cap: false }] };
    const { untilOn } = await ask(page, demo, "GET", `/review-periods/${at.split("/").at(-1)}`);
    const sharing = await ask(page, demo, "POST", "/sharings", { envelopeId, title: "Essai", untilOn, key, amount: "1000.00" });
    await ask(page, demo, "POST", `/sharings/${sharing.id}/open`);
    await page.goto(`${demo.home}/sharings/${sharing.id}`);
    await page.getByText("Les notes viennent d’un temps d’avis clos : Moisson d’essai.").waitFor();
    const told = plain(await page.getByRole("main").textContent());
    t.match(told, /533,33 €/, "median 5: coefficient 1.2 of 2.25 in all");
    t.match(told, /466,67 €/, "median 3.5: coefficient 1.05");
    await page.goto(`${demo.home}/sharings/${sharing.id}/shares/${solene}`);
    await page
      .getByText(/533,33/)
      .first()
      .waitFor();
    t.match(plain(await page.getByRole("main").textContent()), /1,2/, "and its reasons name the coefficient");
  });

  await t.test("where a key is chosen it says that a review changes an amount; points are public, and that is said first", async (t) => {
    const { untilOn } = await ask(page, demo, "GET", `/review-periods/${at.split("/").at(-1)}`);
    const prepare = async (title: string, step: Record<string, unknown>, members: readonly string[]) => {
      const key = { steps: [step] };
      const made = await ask(page, demo, "POST", "/sharings", { envelopeId, title, untilOn, key, amount: "90.00", members });
      await ask(page, demo, "POST", `/sharings/${made.id}/open`);
      return `${demo.home}/sharings/${made.id}`;
    };
    const quality = { min: "0.8", max: "1.2" };
    await page.goto(`${await prepare("Par avis", { kind: "weights", kinds: [kindId], quality, cap: false }, [])}/key`);
    await page
      .getByText(/ici, un avis change un montant/)
      .first()
      .waitFor();
    t.same(await phone.axe(), []);
    const everybody = [await idOf("Bastien"), noor, solene];
    await page.goto(await prepare("Par points", { kind: "peer", method: "received" }, everybody));
    const section = page.locator('section[aria-labelledby="points"]');
    const told = section.getByText(/Les points ne sont jamais anonymes/);
    await told.waitFor();
    const [words, field] = [await told.boundingBox(), await section.locator("input").first().boundingBox()];
    t.ok(words && field && words.y < field.y, "before anyone gives any");
    t.same(await phone.axe(), []);
  });

  await t.test("what was given is seen at a glance, and each figure opens into its contributions", async (t) => {
    await page.goto(`${demo.home}/wealth?span=all&circle=${circleId}`);
    const figure = page.getByRole("link", { name: /^Solène, .*Voir les contributions$/ }).first();
    await figure.waitFor();
    t.same(await phone.axe(), []);
    await figure.click();
    await page.getByRole("heading", { level: 1, name: /^Solène : / }).waitFor();
    t.ok((await page.locator("a.entry").count()) > 0);
    t.same(await phone.axe(), []);
  });

  await phone.ends(t);
});
