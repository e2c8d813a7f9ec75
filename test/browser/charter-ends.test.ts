/**
 * A charter in force on a phone, until its end: a line and an article are revised, never below what is paid, and the version that all
 * have signed is in force; then it is wound down along its checklist, to a zero balance and the experience written down.
 */
import { openChromium, openDemo, type Visitor, visit, whyNoChromium } from "../support/chromium.js";
import { idCalled } from "../support/decisions-in-browser.js";
import { ask } from "../support/rounds-in-browser.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const words = "lu et approuvé";

t.test("a charter is revised by all who signed it, and wound down to zero", { skip }, async (t) => {
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

  /** Bastien, whom it pays, proposes it; Maëlle, whom it does not, adopts it; Odile keeps the accounts. */
  const settlers: readonly [Visitor, string, string][] = [
    [bastien, "propose", "Proposer ce partage"],
    [maelle, "adopt", "Adopter ce partage"],
    [odile, "post", "Porter ce partage aux comptes"],
  ];
  // In force, and an instalment of 600 € of the 1 000 € that came is paid: 51,64 to the association, 397,49 to Noor, 150,87 to Bastien.
  const partyCalled = async (name: string) => ({ kind: "member", id: await idCalled(bastien.page, demo, "/members?limit=200", name) });
  const [association, writer, layouter] = await Promise.all(["Appui aux jardins", "Noor", "Bastien"].map(partyCalled));
  const { id } = await ask(bastien.page, demo, "POST", "/charters", {
    title: "Récit du Commun",
    circleId: await idCalled(bastien.page, demo, "/circles", "Accueil"),
    articles: { object: "Écrire et imprimer le récit du commun.", values: "Soin.\n\nRéciprocité." },
    startsOn: new Date().toISOString().slice(0, 10),
    parties: [
      { ...association, role: "Porte le projet" },
      { ...writer, role: "Écrit" },
      { ...layouter, role: "Met en page" },
    ],
    total: "8272.00",
    lines: [
      { label: "Association", party: association, amount: "712.00" },
      { label: "Rédaction", party: writer, amount: "5480.00" },
      { label: "Mise en page", party: layouter, amount: "2080.00" },
    ],
  });
  const at = `/charters/${id}`;
  await ask(bastien.page, demo, "POST", `${at}/open`, {});
  for (const [{ page }, name] of [
    [bastien, "Bastien"],
    [noor, "Noor"],
  ] as const)
    await ask(page, demo, "POST", `${at}/signatures`, { name, words });
  const { changedAt: readChangedAt } = (await ask(odile.page, demo, "GET", at)).versions[0];
  const paper = { party: association, name: "Odette", words, how: "paper", readChangedAt };
  const { envelopeId } = await ask(odile.page, demo, "POST", `${at}/signatures`, paper);
  await ask(odile.page, demo, "POST", `/envelopes/${envelopeId}/money-in`, {
    ...{ amount: "1000.00", nature: "grant", source: "Métropole", document: "N-charte" },
    datedOn: new Date().toISOString().slice(0, 10),
  });
  const { instalments } = await ask(noor.page, demo, "POST", `${at}/instalments`, { amount: "600.00" });
  for (const [{ page }, verb] of settlers) await ask(page, demo, "POST", `/sharings/${instalments[0].sharingId}/${verb}`, {});
  const charter = demo.home + at;
  const heading = (visitor: Visitor, name: string) => visitor.page.getByRole("heading", { name: name.replace(" :", "\u00a0:") });

  await t.test("a line and an article are written anew; a line does not fall below what is paid", async (t) => {
    const { page } = bastien;
    await page.goto(charter);
    await page.getByText(/^En vigueur depuis le/).waitFor();
    await page.getByRole("link", { name: "Écrire une nouvelle version" }).click();
    await heading(bastien, "Récit du Commun : une nouvelle version").waitFor();
    await page.getByText("La version signée reste en vigueur").waitFor();
    await page.locator("summary", { hasText: "Valeurs" }).click();
    await page.getByLabel(/^Texte.: Valeurs$/).fill("Soin.\n\nFranchise : on se dit ce qui ne va pas, tôt.");
    const layout = page.getByRole("group", { name: "Ligne 3" }).getByLabel("Montant");
    await layout.fill("100");
    bastien.provokes(/409/);
    const save = page.getByRole("button", { name: "Garder le texte" });
    await save.click();
    await page
      .getByRole("alert")
      .getByText(/«Mise en page» ne peut pas passer à 100,00.€.: 150,87.€ en sont déjà versés/)
      .waitFor();
    await layout.fill("1580");
    await page.getByText(/500,00.€ ne sont à personne/).waitFor();
    await page.getByRole("button", { name: "Ajouter une ligne" }).click();
    const line = page.getByRole("group", { name: "Ligne 4" });
    await line.getByLabel("Ce qui est payé").fill("Relecture");
    await line.getByLabel("À qui").selectOption({ label: "Noor" });
    await line.getByLabel("Montant").fill("500");
    await page.getByText("le compte y est").waitFor();
    t.same(await bastien.axe(), []);
    await save.click();
    await heading(bastien, "Récit du Commun : la charte est en vigueur").waitFor();
    await page.getByText(/La version 2 est en préparation.: 0 sur 3 l’a signée/).waitFor();
    t.same(
      (
        await page
          .locator("section", { has: heading(bastien, "Ce que change la version 2") })
          .getByRole("listitem")
          .allInnerTexts()
      ).map(plain),
      [
        "Valeurs Avant : Réciprocité. Après : Franchise : on se dit ce qui ne va pas, tôt.",
        "Mise en page Avant : 2 080,00 € Après : 1 580,00 €",
        "Relecture ajouté Après : Noor · 500,00 €",
      ],
    );
    await page.getByRole("button", { name: "Ouvrir à la signature" }).click();
    await page.getByText("Il manque la signature de").waitFor();
    t.same(await bastien.axe(), []);
  });

  await t.test("until all have signed, the signed version rules; then the new one does, and the page says so", async (t) => {
    const sign = async ({ page }: Visitor) => {
      await page.goto(charter);
      await page.getByRole("button", { name: "Signer", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Les mots de la signature").fill(words);
      await dialog.getByRole("button", { name: "Signer", exact: true }).click();
      await dialog.waitFor({ state: "detached" });
    };
    await sign(bastien);
    await sign(noor);
    await noor.page.getByText(/La version 2 est en préparation.: 2 sur 3 l’ont signée/).waitFor();
    await noor.page.getByText("150,87 € versés, 0,00 € demandés, 1 929,13 € restent").waitFor();
    t.match(plain(await noor.page.locator("article.charter-text").first().textContent()), /^Version 1, /);
    await odile.page.goto(charter);
    await odile.page.getByRole("button", { name: "Noter une signature sur papier" }).click();
    const dialog = odile.page.getByRole("dialog");
    await dialog.getByText(/«Version 2, texte du /).waitFor();
    await dialog.getByLabel("Le nom, comme il est écrit").fill("Odette, pour l’association");
    await dialog.getByRole("button", { name: "Noter la signature" }).click();
    await odile.page.getByText(/C’est signé.: la version 2 est en vigueur\./).waitFor();
    await noor.page.goto(charter);
    for (const { page } of [noor, odile]) {
      await page.getByText(/^La version 2 est en vigueur depuis le/).waitFor();
      t.match(plain(await page.locator("article.charter-text").textContent()), /^Version 2, .*Franchise : .*Relecture/);
      for (const said of ["150,87 € versés, 0,00 € demandés, 1 429,13 € restent", "0,00 € versés, 0,00 € demandés, 500,00 € restent"])
        await page.getByText(said).waitFor();
      await page.getByText(/Version 2, écrite le .*, 3 signatures\./).waitFor();
      t.equal(await heading(noor, "Ce que change la version 2").count(), 0, "it is not to come any more");
    }
    t.same(await odile.axe(), []);
  });

  /** Opens a step of the list, says what was done, and ticks it. */
  const tick = async ({ page }: Visitor, step: string, note: string, label = "Ce qui a été fait (facultatif)") => {
    const item = page.getByRole("listitem").filter({ hasText: step });
    await item.locator("summary").click();
    await item.getByLabel(label).fill(note);
    await item.getByRole("button", { name: "C’est fait" }).click();
    return item;
  };

  await t.test("its end is opened with a reason, and the list comes first", async (t) => {
    const { page } = noor;
    await page.locator("summary", { hasText: "Dénouer la charte" }).click();
    await page.getByText("une réunion de crise, puis une médiation").waitFor();
    await page.getByLabel("Pourquoi le projet s’arrête").fill("La Métropole renonce au livre.");
    await page.getByRole("button", { name: "Dénouer la charte" }).click();
    await heading(noor, "Récit du Commun : la charte se dénoue").waitFor();
    await page.getByText(/Rien n’est encore coché\./).waitFor();
    await page.getByText(/L’enveloppe tient encore 400,00.€/).waitFor();
    t.equal(await page.getByRole("link", { name: "Écrire une nouvelle version" }).count(), 0);
    t.match(plain(await page.locator("h2").first().textContent()), /^Dénouer la charte$/);
    await tick(noor, "Protéger le client", "La Métropole est prévenue : elle reçoit le texte, sans la maquette.");
    await page.getByText(/Une étape sur 6 est faite\./).waitFor();
    await tick(noor, "Protéger l’association", "");
    await page.getByText(/2 étapes sur 6 sont faites\./).waitFor();
    await page.getByText(/^La Métropole est prévenue/).waitFor();
    t.same(await noor.axe(), []);
  });

  await t.test("what was not done goes back, what was done is paid; the accounts are settled at zero and not before", async (t) => {
    const { page } = odile;
    await page.goto(charter);
    await page.getByRole("link", { name: "Rendre de l’argent" }).click();
    const back = page.locator("details", { has: page.locator("summary", { hasText: "Rendre de l’argent reçu" }) });
    await back.getByText("Ce qui n’a pas servi retourne à qui l’a donné").waitFor();
    t.match(await back.getByLabel("Enveloppe").locator("option:checked").textContent(), /Récit du Commun/);
    await back.getByLabel("Montant").fill("300");
    await back.getByLabel("Pièce").fill("Virement du solde");
    await back.getByRole("button", { name: /Rendre 300,00/ }).click();
    await page.getByText(/300,00.€ sont rendus/).waitFor();
    await noor.page.goto(charter);
    await noor.page.getByText(/L’enveloppe tient encore 100,00.€/).waitFor();
    await tick(noor, "Rembourser ce qui n’est pas fait", "300 € sont retournés à la Métropole.");
    await noor.page.getByText(/3 étapes sur 6 sont faites\./).waitFor();

    noor.provokes(/409/);
    const settling = await tick(noor, "Solder les comptes à zéro", "Tout est versé.");
    await settling
      .getByRole("alert")
      .getByText(/L’enveloppe tient encore 100,00.€/)
      .waitFor();
    t.same(await noor.axe(), []);
    await noor.page.getByLabel("Comment").selectOption({ label: "Ligne par ligne, pour ce qui est livré" });
    await noor.page.getByLabel("Relecture").fill("100");
    await noor.page.getByRole("button", { name: "Préparer le versement" }).click();
    await noor.page.getByText("0,00 € versés, 100,00 € demandés, 400,00 € restent").waitFor();
    const last = await ask(noor.page, demo, "GET", at);
    for (const [{ page }, , act] of settlers) {
      await page.goto(`${demo.home}/sharings/${last.instalments[1].sharingId}`);
      await page.getByRole("button", { name: act }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: act }).click();
      await dialog.waitFor({ state: "detached" });
    }
    await noor.page.goto(charter);
    await noor.page.getByText("L’enveloppe est à zéro.").waitFor();
    await tick(noor, "Solder les comptes à zéro", "Tout est versé.");
    await noor.page.getByText(/4 étapes sur 6 sont faites\./).waitFor();
  });

  await t.test("the experience is written down, and closes it", async (t) => {
    const { page } = noor;
    await tick(noor, "Tenir un cercle restauratif", "Nous nous sommes vu·es deux heures, chez Maëlle.");
    await page.getByText(/5 étapes sur 6 sont faites\./).waitFor();
    await tick(noor, "Écrire l’expérience", "Poser le cadre plus tôt.\n\nEt fêter ce qui est fait.", "Ce que nous avons appris");
    await heading(noor, "Récit du Commun : la charte est close").waitFor();
    await bastien.page.goto(charter);
    for (const visitor of [noor, bastien]) {
      const { page } = visitor;
      await page.getByText(/^Close le .* L’enveloppe est à zéro, et l’expérience est écrite\./).waitFor();
      t.match(
        plain(await page.locator("section", { has: heading(visitor, "Ce que nous avons appris") }).textContent()),
        /Poser le cadre plus tôt\. Et fêter ce qui est fait\.\s?Noor, le /,
      );
      await page.getByText("La Métropole renonce au livre.").waitFor();
      await page.getByText("100,00 € versés ; 400,00 € ne le seront pas").waitFor();
      t.equal(await page.getByText("En vigueur.").count(), 0, "no version is in force any more");
      for (const gone of ["C’est fait", "Préparer le versement", "Signer"])
        t.equal(await page.getByRole("button", { name: gone }).count(), 0, `${gone} is not offered`);
    }
    await page.goto(`${demo.home}/charters`);
    await page.locator("summary", { hasText: "Une charte close" }).click();
    await page.getByRole("link", { name: /Récit du Commun/ }).waitFor();
  });

  for (const visitor of [bastien, noor, odile, maelle]) await visitor.ends(t);
});
