/**
 * From one command to a shared envelope: the service that the README starts, as a process in an empty folder, and two people
 * on phones who have nothing but the link it prints. Each answers for their own page; nobody goes back to the command line.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Test } from "tap";
import { openChromium, type Visitor, visit, whyNoChromium } from "../support/chromium.js";
import { scratchFolder, serve } from "../support/processes.js";
import { t } from "../support/tap.js";

const skip = (await whyNoChromium()) ?? false;

/** Words as they read: every kind of space is one. */
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const words = (text: string) => new RegExp(text.replace(/[.?*+()]/g, "\\$&").replace(/ /g, "\\s"));
const title = (page: Page, text: string): Promise<void> => page.getByRole("heading", { level: 1, name: words(text) }).waitFor();
const press = (place: Page | Locator, name: string) => place.getByRole("button", { name: words(name) }).click();

/** The command of the README, without the build that `npm test` has done: it takes its folder from where it is called. */
const readme = readFileSync("README.md", "utf8");
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));

t.test("somebody new, from the setup link to a shared envelope, without the command line", { skip }, async (t) => {
  t.match(readme, /^```\nnpm start\n```$/m);
  t.match(scripts.start, /&& node dist\/main\.js serve$/, "which is what is started here");
  const folder = scratchFolder(t);
  const service = await serve(t, {}, folder);
  t.ok(existsSync(join(folder, "data")), "the folder was empty; the database lies in it");
  const browser = await openChromium();
  const maud = await visit(t, browser, service);
  const leo = await visit(t, browser, service);
  /** A page is looked at when it says its answer. */
  const looked = async (t: Test, visitor: Visitor, page: string) => t.same(await visitor.axe(), [], page);

  await t.test("four questions", async (t) => {
    const { page } = maud;
    await page.goto(`${service.url}/setup#${service.setupToken}`);
    await page.getByLabel("Comment s’appelle votre collectif").fill("Les Trois Fontaines");
    await page.getByLabel("quel est votre prénom").fill("Maud");
    await page.getByLabel("Adresse e-mail").fill("maud@fontaines.example");
    await page.getByLabel("Mot de passe").fill("trois fontaines au village");
    await press(page, "Créer le collectif");
    await title(page, "Bonjour Maud, rien ne vous attend.");
    await maud.ends(t);
  });

  await t.test("a second person is invited from the home page, and joins in another browser", async (t) => {
    const { page } = maud;
    await page.getByRole("link", { name: "Inviter quelqu’un" }).click();
    await press(page, "Ajouter quelqu’un");
    await page.getByLabel("Comment l’appelle-t-on ici").fill("Léo");
    await page.getByRole("dialog").getByRole("button", { name: "Ajouter" }).click();
    await press(page, "Créer un lien d’invitation");
    const link = await page.getByLabel("Le lien").inputValue();
    await page.getByLabel(/^trésorerie/).click();
    await press(page, "Donner ce rôle");
    await page.getByText("Rôles enregistrés.").waitFor();
    await maud.ends(t);
    await leo.page.goto(link);
    await leo.page.getByLabel("Adresse e-mail").fill("leo@fontaines.example");
    await leo.page.getByLabel("Mot de passe").fill("quatre saisons au jardin");
    await looked(t, leo, "the invitation");
    await press(leo.page, "Rejoindre le collectif");
    await title(leo.page, "Bonjour Léo, rien ne vous attend.");
    await leo.ends(t);
  });

  await t.test("an envelope is opened, and money comes into it", async (t) => {
    const { page } = maud;
    await page.getByRole("link", { name: "Accueil" }).click();
    await page.getByRole("link", { name: "Ouvrir une enveloppe" }).click();
    await page.getByLabel("Comment s’appelle-t-elle").fill("Jardin");
    await looked(t, maud, "a new envelope");
    await press(page, "Ouvrir l’enveloppe");
    await title(page, "Jardin : l’argent n’est pas encore arrivé.");
    await looked(t, maud, "the envelope");
    await page.getByRole("link", { name: "Noter de l’argent reçu" }).click();
    const form = page.locator("#record form");
    await form.getByLabel("Montant").fill("300");
    await form.getByLabel("D’où il vient").selectOption({ label: "De quelqu’un d’autre, en quelques mots" });
    await form.getByLabel("En quelques mots").fill("Collecte du marché");
    await form.getByLabel("Pièce").fill("COL-1");
    await press(form, "Noter 300,00 € reçus");
    await page.getByText(words("300,00 € sont entrés dans Jardin.")).first().waitFor();
    await maud.ends(t);
  });

  await t.test("both log what they gave, each in a line", async (t) => {
    for (const [{ page, ends }, line, said] of [
      [maud, "4 h 200 € désherbage #jardin", "4 h"],
      [leo, "3 h 150 € arrosage #jardin", "3 h"],
      [leo, "1 h compost #jardin", "1 h"],
    ] as const) {
      await page.getByRole("link", { name: "Déclarer" }).click();
      await page.getByLabel("en une ligne").fill(line);
      await page.locator(".understood", { hasText: /pour l’enveloppe Jardin/ }).waitFor();
      await press(page, "Enregistrer");
      await page.getByText(words(`Enregistré : ${said}`)).waitFor();
      await ends(t);
    }
  });

  await t.test("the envelope is shared: prepared, opened, claimed, compared, proposed", async (t) => {
    const { page } = maud;
    await page.getByRole("link", { name: "Enveloppes" }).click();
    await page.getByRole("link", { name: /^Jardin/ }).click();
    await title(page, "Jardin : 300,00 € pour 350,00 € souhaités.");
    await looked(t, maud, "more is wished than there is");
    await page.getByRole("link", { name: "Préparer un partage" }).click();
    await title(page, "300,00 € à partager : comment ?");
    await looked(t, maud, "preparing");
    await press(page, "Préparer ce partage");
    await title(page, "300,00 € à partager, bientôt.");
    await press(page, "Ouvrir les souhaits");
    await press(page.getByRole("dialog"), "Ouvrir les souhaits");
    await title(page, "300,00 € pour 350,00 € souhaités.");
    await page.getByRole("heading", { name: "Et avec une autre règle" }).waitFor();
    await page.getByText("Voir le tableau").click();
    await maud.ends(t);

    await leo.page.getByRole("link", { name: "Accueil" }).click();
    await title(leo.page, "Bonjour Léo, une chose vous attend.");
    await leo.page.getByRole("link", { name: /ce que je (souhaite|retiens)/ }).click();
    await leo.page.getByLabel("Souhaité pour «1 h compost #jardin»").waitFor();
    await looked(t, leo, "a wish to say");
    await press(leo.page, "Rien : c’est bénévole");
    await leo.page.getByLabel("Souhaité pour «1 h compost #jardin»").waitFor({ state: "detached" });
    await press(leo.page, "Modifier le souhait pour «3 h 150 € arrosage #jardin»");
    await leo.page.getByLabel("Souhaité pour «3 h 150 € arrosage #jardin»").fill("160");
    await press(leo.page, "Souhaiter");
    await title(leo.page, "300,00 € pour 360,00 € souhaités.");
    const kept = leo.page.getByLabel("Retenu pour «3 h 150 € arrosage #jardin»");
    await kept.fill("100");
    const own = leo.page.locator("form.kept", { has: kept });
    await own.getByRole("combobox").selectOption("offered");
    await press(own, "Retenir");
    await leo.page.getByText(words("On y est : 300,00 € sur 300,00 €.")).waitFor();
    await leo.ends(t);
    await page.getByText(words("On y est : 300,00 € sur 300,00 €.")).waitFor();
    await press(page, "Proposer ce partage");
    await press(page.getByRole("dialog"), "Proposer ce partage");
    await title(page, "300,00 € proposés à 2 personnes.");
    await maud.ends(t);
  });

  await t.test("who did not propose it adopts it; it is posted, and paid", async (t) => {
    const { page } = leo;
    await title(page, "300,00 € proposés à 2 personnes.");
    for (const act of ["Adopter ce partage", "Porter ce partage aux comptes"]) {
      await press(page, act);
      await looked(t, leo, act);
      await press(page.getByRole("dialog"), act);
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await title(page, "300,00 € à verser à 2 personnes.");
    await leo.ends(t);
    await page.getByRole("link", { name: "Verser les rétributions" }).click();
    await title(page, "300,00 € à verser, à 2 bénéficiaires.");
    await press(page, "Tout cocher");
    await press(page, "Verser…");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Référence du virement").fill("VIR-1");
    // What is listed at once is listed as it stands: only once the dialog is there.
    for (const reason of await dialog.getByLabel(/^Pourquoi payer/).all()) await reason.fill("Dit en réunion");
    await press(dialog, "Écrire le versement de 300,00 €");
    await title(page, "Tout est versé : rien n’est dû.");
    await leo.ends(t);
  });

  await t.test("an address of nothing says so, kindly", async (t) => {
    const { page } = maud;
    const here = page.url().replace(/\/sharings.*/, "");
    maud.provokes(/status of 40[04] .*(sharings\/xx|envelopes\/01985f0e-3c7a-7cc1-9d4e-6f1a2b3c4d5e)$/);
    for (const nothing of ["sharings/xx", "envelopes/01985f0e-3c7a-7cc1-9d4e-6f1a2b3c4d5e"]) {
      await page.goto(`${here}/${nothing}`);
      await title(page, "Il n’y a rien ici pour vous.");
      await looked(t, maud, nothing);
    }
    await page.goto(here);
  });

  await t.test("and each sees why", async (t) => {
    for (const [visitor, name, received, given] of [
      [maud, "Maud", "200,00 €", "4 h 200 € désherbage #jardin"],
      [leo, "Léo", "100,00 €", "3 h 150 € arrosage #jardin"],
    ] as const) {
      const { page } = visitor;
      await page.getByRole("link", { name: "Partages", exact: true }).click();
      await page.getByRole("link", { name: /^Jardin/ }).click();
      await page
        .getByRole("link", { name: `Pourquoi ce montant pour ${name}` })
        .first()
        .click();
      await title(page, `${name} reçoit ${received}.`);
      const reasons = plain(await page.getByRole("main").textContent());
      for (const reason of [given, `${received} de travail à ${name}`, `${received} déjà versés`, "Vérifier ce calcul"])
        t.ok(reasons.includes(reason), reason);
      await visitor.ends(t);
    }
  });
});
