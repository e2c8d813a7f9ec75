/**
 * A charter of cooperation on a phone: it is written with three parties, and says that 712 € are not 10 % of 8 272 €; two sign here, one on
 * paper; in force, money comes in, an instalment is asked, and a sharing pays each line to the cent.
 */
import { writeFile } from "node:fs/promises";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { idCalled } from "../support/decisions-in-browser.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();

t.test("a charter is signed and shared to the cent", { skip }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const [bastien, noor, odile, maelle] = await Promise.all(
    ["bastien", "noor", "odile", "maelle"].map(async (name) => {
      const visitor = await visit(t, browser, demo);
      await visitor.logIn(name);
      return visitor;
    }),
  );
  if (!bastien || !noor || !odile || !maelle) throw new Error("nobody is there");
  const { page } = bastien;
  let path = "";

  await t.test("written article by article, its split says where percent and amount disagree", async (t) => {
    await page.goto(`${demo.home}/charters`);
    await page.getByRole("link", { name: "Écrire une charte" }).click();
    await page.getByRole("heading", { level: 1, name: "Écrire une charte, article par article" }).waitFor();
    await page.getByLabel("Nom du projet").fill("Récit du Commun");
    const circle = page.getByLabel("Cercle qui tiendra son enveloppe");
    if (await circle.isVisible()) await circle.selectOption({ label: "Accueil" });
    for (const name of ["Appui aux jardins", "Noor"]) await page.getByLabel("Avec qui").selectOption({ label: name });
    await page.getByLabel("Rôle de Noor").fill("Écrit");
    await page.getByLabel("Total à répartir").fill("8272");
    for (const [place, [label, party, percent, amount]] of [
      ["Association", "Appui aux jardins", "10", "712"],
      ["Rédaction", "Noor", "", "5 480,00"],
      ["Mise en page", "Bastien", "", "2080,01"],
    ].entries()) {
      await page.getByRole("button", { name: "Ajouter une ligne" }).click();
      const line = page.getByRole("group", { name: `Ligne ${place + 1}` });
      await line.getByLabel("Ce qui est payé").fill(label as string);
      await line.getByLabel("À qui").selectOption({ label: party as string });
      await line.getByLabel("Part", { exact: true }).fill(percent as string);
      await line.getByLabel("Montant").fill(amount as string);
    }
    await page.getByText(/0,01.€ de trop/).waitFor();
    const save = page.getByRole("button", { name: "Garder le texte" });
    bastien.provokes(/422/);
    await save.click();
    await page
      .getByRole("alert")
      .getByText(/8.?272,01.*0,01.*de trop/)
      .waitFor();
    await page.getByRole("group", { name: "Ligne 3" }).getByLabel("Montant").fill("2080");
    await page.getByText("le compte y est").waitFor();
    t.match(
      plain(await page.getByRole("group", { name: "Ligne 1" }).locator(".notice").textContent()),
      /712,00 € n’est pas 10 % : c’est 8,61 % du total, et 9,42 % des autres lignes\. 10 % du total feraient 827,20 €/,
    );
    t.same(await bastien.axe(), []);
    await save.click();
    await page.getByRole("heading", { level: 1, name: "Récit du Commun : la charte s’écrit" }).waitFor();
    await page
      .getByText(/8,61.% du total/)
      .first()
      .waitFor();
    path = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Ouvrir à la signature" }).click();
    await page
      .getByRole("alert")
      .getByText(/garde des passages à compléter.: Objet\./)
      .waitFor();
    await page.getByRole("link", { name: "Modifier le texte" }).click();
    await page.getByLabel(/^Texte.: Objet$/).fill("Écrire et imprimer le récit du commun.");
    await save.click();
    await page.getByRole("heading", { level: 1, name: "Récit du Commun : la charte s’écrit" }).waitFor();
    await page.getByRole("button", { name: "Ouvrir à la signature" }).click();
    await page.getByRole("heading", { level: 1, name: "Récit du Commun : la charte se signe" }).waitFor();
    t.same(await bastien.axe(), []);
  });

  await t.test("a text that is written again while somebody signs is read again first", async (t) => {
    const { page } = noor;
    await page.goto(demo.url + path);
    await page.getByRole("button", { name: "Signer", exact: true }).click();
    const url = `/api/v1/collectives/${demo.slug}${path.replace(/^\/c\/[^/]+/, "")}`;
    const body = JSON.stringify({ articles: { values: "On se dit ce qui ne va pas, tôt." } });
    await bastien.page.evaluate(
      `fetch("${url}", { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify(${body}) }).then((answer) => answer.text())`,
    );
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Les mots de la signature").fill("lu et approuvé");
    noor.provokes(/409/);
    await dialog.getByRole("button", { name: "Signer", exact: true }).click();
    await dialog.getByText("réécrite après que vous l’avez ouverte").waitFor();
    await page.getByText("On se dit ce qui ne va pas, tôt.").waitFor({ state: "attached" });
    await dialog.getByRole("button", { name: "Annuler" }).click();
    await page.getByRole("status").getByText("Le texte vient d’être réécrit").waitFor();
    t.same(await noor.axe(), []);
  });

  await t.test("two sign here, one on paper: it is in force", async (t) => {
    for (const visitor of [bastien, noor]) {
      // Noor is there already: her page has read the text anew by itself.
      if (visitor === bastien) await visitor.page.goto(demo.url + path);
      await visitor.page.getByRole("button", { name: "Signer", exact: true }).click();
      const dialog = visitor.page.getByRole("dialog");
      await dialog.getByLabel("Les mots de la signature").fill(visitor === noor ? "oui" : "Lu et approuvé");
      if (visitor === noor) {
        noor.provokes(/422/);
        await dialog.getByRole("button", { name: "Signer", exact: true }).click();
        await dialog
          .getByRole("alert")
          .getByText(/lu et approuvé/)
          .waitFor();
        t.same(await noor.axe(), []);
        await dialog.getByLabel("Les mots de la signature").fill("lu et approuvé");
      }
      await dialog.getByRole("button", { name: "Signer", exact: true }).click();
      await dialog.waitFor({ state: "detached" });
      if (visitor === bastien)
        await noor.page
          .getByText(/^Il manque la signature de.:/)
          .filter({ hasNotText: "Bastien" })
          .waitFor();
    }
    const clerk = odile.page;
    await clerk.goto(demo.url + path);
    await clerk.getByRole("button", { name: "Noter une signature sur papier" }).click();
    const sheet = plain(await clerk.getByRole("dialog").textContent());
    const [mark = "none"] = sheet.match(/Version 1, texte du \d+ \S+ \d{4} à \d+ h(?: \d\d)?/) ?? [];
    t.ok(plain(await clerk.locator("article.charter-text").textContent()).startsWith(mark), "the sheet says which text it has");
    await clerk.getByLabel("Le nom, comme il est écrit").fill("Odette, pour l’association");
    await clerk.getByRole("button", { name: "Noter la signature" }).click();
    await clerk.getByRole("heading", { level: 1, name: "Récit du Commun : la charte est en vigueur" }).waitFor();
    await clerk.getByText(/Odette, pour l’association, «lu et approuvé»/).waitFor();
    t.same(await odile.axe(), []);
    const pdf = await clerk.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
    if (process.env.PRINTED) await writeFile(process.env.PRINTED, pdf);
    t.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length, 2, "two pages of paper");
  });

  await t.test("money comes in, an instalment is asked and paid, each line to the cent", async (t) => {
    const id = path.split("/").at(-1) as string;
    const { envelopeId } = await ask(odile.page, demo, "GET", `/charters/${id}`);
    await ask(odile.page, demo, "POST", `/envelopes/${envelopeId}/money-in`, {
      ...{ amount: "9000.00", nature: "grant", source: "Métropole", document: "N-charte" },
      datedOn: new Date().toISOString().slice(0, 10),
    });
    await noor.page.goto(demo.url + path);
    await noor.page.getByText("Dans son enveloppe, il reste 9 000,00 €").waitFor();
    await noor.page.getByLabel("Combien en tout").fill("1000");
    await noor.page.getByRole("button", { name: "Préparer le versement" }).click();
    await noor.page.getByText("0,00 € versés, 86,07 € demandés, 625,93 € restent").waitFor();
    t.same(await noor.axe(), []);
    const { instalments } = await ask(noor.page, demo, "GET", `/charters/${id}`);
    const sharing = `${demo.home}/sharings/${instalments[0].sharingId}`;
    await page.goto(sharing);
    await page.getByRole("link", { name: "Charte «Récit du Commun»" }).waitFor();
    // Bastien, whom it pays, proposes it; Maëlle, whom it does not, adopts it; Odile keeps the accounts.
    for (const [visitor, act] of [
      [bastien, "Proposer ce partage"],
      [maelle, "Adopter ce partage"],
      [odile, "Porter ce partage aux comptes"],
    ] as const) {
      await visitor.page.goto(sharing);
      await visitor.page.getByRole("button", { name: act }).click();
      const dialog = visitor.page.getByRole("dialog");
      await dialog.getByRole("button", { name: act }).click();
      await dialog.waitFor({ state: "detached" });
    }
    await noor.page.goto(demo.url + path);
    for (const said of [
      "86,07 € versés, 0,00 € demandés, 625,93 € restent",
      "662,48 € versés, 0,00 € demandés, 4 817,52 € restent",
      "251,45 € versés, 0,00 € demandés, 1 828,55 € restent",
    ])
      await noor.page.getByText(said).waitFor();
    t.equal(await idCalled(page, demo, "/envelopes?limit=200", "Récit du Commun"), envelopeId);
    await noor.page.getByText("Dans son enveloppe, il reste 8 000,00 €").waitFor();
  });

  for (const visitor of [bastien, noor, odile, maelle]) await visitor.ends(t);
});
