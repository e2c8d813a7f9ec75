/** Logging what was given, on a phone: by a line, for oneself and for another; and what happens when nothing answers. */
import type { Test } from "tap";
import { openChromium, openDemo, type Visitor, visit, whyNoChromium } from "../support/chromium.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();

t.test("quick entry", { skip: missing ?? false }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const arrive = async (tt: Test, name: string): Promise<Visitor> => {
    const phone = await visit(tt, browser, demo);
    await phone.logIn(name);
    await phone.page.goto(`${demo.home}/contribute`);
    return phone;
  };

  t.test("a line is understood before it is saved, and can be taken back", async (t) => {
    const phone = await arrive(t, "noor");
    const { page } = phone;
    await page.getByLabel("en une ligne").fill("3h30 facilitation #kit-incubateur atelier du 12/03");
    const understood = page.locator(".understood");
    await understood.getByText("Kit incubateur").waitFor();
    t.equal(
      (await understood.innerText()).replace(/\s+/g, " "),
      "Compris ainsi 3 h 30 de facilitation, le jeudi 12 mars pour l’enveloppe Kit incubateur, «atelier»",
    );
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("Enregistré : 3 h 30 de facilitation.").waitFor();
    const row = page.getByRole("link", { name: "3h30 facilitation #kit-incubateur atelier du 12/03" });
    await row.waitFor();
    t.equal(await page.getByLabel("en une ligne").inputValue(), "", "the line is free again");
    t.equal(
      await page.locator(":focus").getAttribute("placeholder"),
      "3h30 facilitation #kit atelier du 12/03",
      "and one can go on typing",
    );
    await page.getByRole("button", { name: "Annuler" }).click();
    await page.getByText("Retirée.").waitFor();
    await row.waitFor({ state: "detached" });
    t.equal(await page.getByLabel("en une ligne").inputValue(), "3h30 facilitation #kit-incubateur atelier du 12/03");
    await phone.ends(t);
  });

  t.test("for another, and what is not clear is asked", async (t) => {
    const phone = await arrive(t, "bastien");
    const { page } = phone;
    await page.getByLabel("en une ligne").fill("@yann 2 h rangement hier");
    await page.locator(".understood").getByText("Yann").waitFor();
    await page.getByRole("button", { name: "Enregistrer pour Yann" }).click();
    const circle = page.getByRole("group", { name: "Pour quel cercle ?" });
    t.equal(await circle.locator(":focus").count(), 1, "the question has the focus");
    await circle.getByLabel("Accueil").check();
    await page.getByRole("button", { name: "Enregistrer pour Yann" }).click();
    await page.getByText("Enregistré pour Yann").waitFor();
    const { items } = await (await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/contributions?q=rangement`)).json();
    t.equal(items.length, 1, "saved once");
    t.match(items[0], { quantity: "2", note: "@yann 2 h rangement hier" });
    await phone.ends(t);
  });

  t.test("a figure that the chosen kind does not take is missing, and has the focus", async (t) => {
    const phone = await arrive(t, "noor");
    const { page } = phone;
    const save = page.getByRole("button", { name: "Enregistrer" });
    for (const text of ["5 km de livraison #accueil-2026", "2 jours de peinture #accueil-2026"]) {
      await page.getByLabel("en une ligne").fill(text);
      await page.getByLabel("Heures", { exact: true }).check();
      await save.click();
      t.equal(await page.locator(":focus").inputValue(), "", text);
      await page.locator(":focus").fill("3");
      await save.click();
      await page.getByText("Enregistré : 3 h").waitFor();
    }
    await phone.ends(t);
  });

  t.test("what was probably logged already is said before it is saved, and stops nobody", async (t) => {
    const noor = await arrive(t, "noor");
    const { page } = noor;
    const line = page.getByLabel("en une ligne");
    const count = async () => {
      const answer = await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/contributions?q=massifs&status=counted`);
      return (await answer.json()).items.length;
    };
    await line.fill("2 jours salle prêtée #accueil-2026 pour les massifs");
    await page.locator(".understood").getByText("2 jours").waitFor();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("Enregistré : 2 jours de salle prêtée.").waitFor();
    await line.fill("2 jours salle prêtée #accueil-2026 massifs du quai");
    await page.getByText("Vous avez déjà noté 2 jours de salle prêtée ce jour-là : est-ce la même chose ?").waitFor();
    t.same(await noor.axe(), [], "axe finds nothing in the question");
    await page.getByRole("button", { name: "C’est la même : ne rien ajouter" }).click();
    await page.getByText("Rien n’est ajouté").waitFor();
    t.equal(await line.inputValue(), "", "the line is free");
    t.equal(await count(), 1);
    await page.getByRole("button", { name: "Annuler" }).click();
    t.equal(await line.inputValue(), "2 jours salle prêtée #accueil-2026 massifs du quai", "and can come back");
    await page.getByRole("button", { name: "C’est autre chose : enregistrer" }).click();
    await page.getByText("Enregistré :").waitFor();
    t.equal(await page.getByText("avec une remarque").count(), 0, "what was answered is not said again");
    t.equal(await count(), 2);

    const bastien = await arrive(t, "bastien");
    await bastien.page.getByLabel("en une ligne").fill("@noor 2 jours salle prêtée #accueil-2026 encore les massifs");
    await bastien.page.getByText("Noor a déjà noté 2 jours de salle prêtée ce jour-là").waitFor();
    await bastien.page.getByLabel("en une ligne").fill("@noor 1 jour salle prêtée #accueil-2026 encore les massifs");
    await bastien.page.getByRole("button", { name: "Enregistrer pour Noor", exact: true }).click();
    await bastien.page.getByText("Enregistré pour Noor : 1 jour de salle prêtée.").waitFor();
    await bastien.ends(t);
    await page.reload();
    await page.getByRole("link", { name: /encore les massifs.*déclarée par Bastien/ }).click();
    await page.getByText("Bastien, le").first().waitFor();
    await noor.ends(t);
  });

  t.test("saved before the lists are here by which it is understood, a line waits for them", async (t) => {
    const phone = await arrive(t, "noor");
    const { page } = phone;
    let typed = () => {};
    const isTyped = new Promise<void>((resolve) => {
      typed = resolve;
    });
    await page.route("**/kinds*", async (route) => {
      await isTyped;
      await route.continue();
    });
    await page.reload();
    await page.getByLabel("en une ligne").fill("20 min arrosage de la cour #accueil-2026");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    typed();
    await page.getByText("Enregistré :").waitFor();
    t.equal(await page.getByLabel("en une ligne").inputValue(), "", "the line is free again");
    await phone.ends(t);
  });

  t.test("without a connection the line is kept, and leaves once", async (t) => {
    const phone = await arrive(t, "noor");
    const { page } = phone;
    phone.provokes(/ERR_FAILED|contributions/);
    let isCut = true;
    const keys: (string | undefined)[] = [];
    await page.route("**/contributions", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      keys.push(route.request().headers()["idempotency-key"]);
      // The first try arrives, and its answer is lost.
      if (isCut) {
        await route.fetch();
        return route.abort();
      }
      return route.continue();
    });
    await page.getByLabel("en une ligne").fill("45 min compost de la cour pour l’accueil #accueil-2026");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("Votre ligne est gardée").waitFor();
    isCut = false;
    await page.reload();
    t.match(await page.getByLabel("en une ligne").inputValue(), "45 min compost", "the draft outlives the page");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("Enregistré :").waitFor();
    t.equal(keys.length, 2);
    t.equal(keys[0], keys[1], "sent again under the same key");
    const { items } = await (await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/contributions?q=compost`)).json();
    t.equal(items.length, 1, "saved once");
    await phone.ends(t);
  });

  t.test("a table is mended in place, goes in whole, and comes back out", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("maelle");
    await page.goto(`${demo.home}/contribute/table`);
    const rows = [
      "Date\tQui\tNature\tQuantité\tCercle\tNote",
      "12/03/2016\tNoor\tFacilitation\t3h30\tAccueil\tPochoirs du tableau",
      "13/03/2026\tNour\tHeures\t-2\tAccueil\tPochoirs du tableau, suite",
    ];
    await page.getByLabel("Le tableau collé").fill(rows.join("\n"));
    await page.getByRole("button", { name: "Lire le tableau" }).click();
    await page.getByRole("heading", { level: 1, name: "1 ligne prête, 2 points à corriger." }).waitFor();
    t.equal(await page.getByRole("button", { name: "Faire entrer" }).count(), 0, "all or nothing");
    t.same(await phone.axe(), [], "axe finds nothing in the cells to mend");
    await page.getByLabel("Qui, ligne 3").fill("Yann");
    await page.getByLabel("Quantité, ligne 3").fill("2");
    await page.getByRole("button", { name: "Corriger et relire" }).click();
    await page.getByRole("heading", { level: 1, name: "2 contributions prêtes à entrer." }).waitFor();
    await page.getByText("La ligne 2 date du 12/03/2016, il y a plus de 5 ans : est-ce la bonne année ?").waitFor();
    t.same(await phone.axe(), [], "axe finds nothing in what may be amiss");
    await page.getByRole("button", { name: "Faire entrer 2 contributions" }).click();
    await page.getByRole("heading", { level: 1, name: "2 contributions ajoutées." }).waitFor();
    const find = async () => {
      const answer = await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/contributions?q=pochoirs&status=counted`);
      return (await answer.json()).items.map(({ quantity }: { quantity: string }) => quantity).sort();
    };
    t.same(await find(), ["2", "3.5"]);
    await page.getByRole("button", { name: "Annuler cet import" }).click();
    await page.getByRole("dialog", { name: "Retirer 2 contributions ?" }).getByRole("button", { name: "Annuler cet import" }).click();
    await page.getByRole("heading", { level: 1, name: "Import annulé : 2 contributions de moins." }).waitFor();
    t.same(await find(), []);
    await phone.ends(t);
  });

  t.test("a file is read, and what it leaves open is asked", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    phone.provokes(/imports\/text/);
    await phone.logIn("maelle");
    await page.goto(`${demo.home}/contribute/table`);
    const text = "Date,Qui,Nature,Quantité,Cercle,Note\n03/04/2026,Noor,Heures,2,Accueil,Fête des voisins";
    await page
      .getByLabel("Ou un fichier CSV")
      .setInputFiles({ name: "fete.csv", mimeType: "text/csv", buffer: Buffer.from(text, "latin1") });
    const day = page.getByRole("group", { name: "Colonne «Date» : comment se lit 03/04/2026 ?" });
    await day.getByLabel("Le 3 avril").check();
    await page.getByRole("button", { name: "Lire le tableau" }).click();
    await page.getByRole("heading", { level: 1, name: "1 contribution prête à entrer." }).waitFor();
    await page.getByText("Lues dans «fete.csv»").waitFor();
    await page.getByRole("button", { name: "Abandonner cet aperçu" }).click();
    await page.getByRole("heading", { level: 1, name: "Collez votre tableau" }).waitFor();
    t.match(await page.getByLabel("Le tableau collé").inputValue(), "Fête des voisins", "accents of any age");
    await page
      .getByRole("link", { name: /fete\.csv/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "Cet aperçu n’est plus là." }).waitFor();
    await phone.ends(t);
  });

  t.test("a table whose columns nobody knows is mapped by hand; the next one is read by itself", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    phone.provokes(/imports\/text/);
    await phone.logIn("maelle");
    await page.goto(`${demo.home}/contribute/table`);
    const pasted = (...rows: string[]) => ["Moment;Prénom usuel;Sorte;Combien;Pôle du quai;Ce qui s’est passé", ...rows].join("\n");
    await page
      .getByLabel("Le tableau collé")
      .fill(pasted("13/03/2026;Noor;Heures;2;Accueil;Balayage", "14/03/2026;Yann;Heures;1,5;Accueil;Balayage, fin"));
    await page.getByRole("button", { name: "Lire le tableau" }).click();
    await page.getByRole("heading", { level: 2, name: "Quelle colonne est laquelle ?" }).waitFor();
    await page.getByRole("cell", { name: "Balayage, fin" }).waitFor();
    t.same(await phone.axe(), [], "axe finds nothing in what is to be said");
    await page.getByLabel("Date").selectOption("Moment");
    await page.getByRole("button", { name: "Lire le tableau" }).click();
    await page.getByRole("alert").filter({ hasText: "Il manque des colonnes" }).waitFor();
    t.equal(await page.getByLabel("Date").inputValue(), "Moment", "what was said is kept");
    for (const [label, heading] of [
      ["Qui", "Prénom usuel"],
      ["Nature", "Sorte"],
      ["Quantité", "Combien"],
      ["Note", "Ce qui s’est passé"],
    ] as const)
      await page.getByRole("region", { name: "Quelle colonne" }).getByLabel(label, { exact: true }).first().selectOption(heading);
    await page.getByText("D’autres colonnes").click();
    await page.getByRole("region", { name: "Quelle colonne" }).getByLabel("Cercle").selectOption("Pôle du quai");
    await page.getByRole("button", { name: "Lire le tableau" }).click();
    await page.getByRole("heading", { level: 1, name: "2 contributions prêtes à entrer." }).waitFor();
    await page.getByText("Colonnes lues comme vous l’avez dit.").waitFor();
    await page.getByText("Comment il est lu").click();
    t.same(await phone.axe(), [], "axe finds nothing in how it is read");
    await page.getByRole("button", { name: "Faire entrer 2 contributions" }).click();
    await page.getByRole("heading", { level: 1, name: "2 contributions ajoutées." }).waitFor();

    await page.goto(`${demo.home}/contribute/table`);
    await page.getByLabel("Le tableau collé").fill(pasted("16/03/2026;Noor;Heures;3;Accueil;Rangement du quai"));
    await page.getByRole("button", { name: "Lire le tableau" }).click();
    await page.getByRole("heading", { level: 1, name: "1 contribution prête à entrer." }).waitFor();
    await page.getByText("Colonnes lues comme pour un tableau précédent au même en-tête.").waitFor();
    await page.getByText("Comment il est lu").click();
    await page.getByRole("button", { name: "Dire les colonnes autrement" }).click();
    await page.getByRole("heading", { level: 2, name: "Quelle colonne est laquelle ?" }).waitFor();
    await phone.ends(t);
  });

  t.test("a doubt is asked, answered by an amendment, and settled", async (t) => {
    const api = `${demo.url}/api/v1/collectives/${demo.slug}`;
    const author = await arrive(t, "noor");
    await author.page.getByLabel("en une ligne").fill("12 h facilitation #accueil-2026 doute du jour");
    await author.page.getByRole("button", { name: "Enregistrer" }).click();
    await author.page.getByText("Enregistré :").waitFor();
    const { items } = await (await author.page.request.get(`${api}/contributions?q=doute`)).json();
    const address = `${demo.home}/contributions/${items[0].id}`;

    const pilot = await arrive(t, "bastien");
    await pilot.page.goto(address);
    await pilot.page.getByRole("heading", { level: 1, name: "Noor a donné 12 h de facilitation." }).waitFor();
    await pilot.page.getByText("Poser une question").click();
    await pilot.page.getByLabel("Qu’est-ce qui fait douter ?").fill("Est-ce bien 12 heures, ou 2 ?");
    await pilot.page.getByRole("button", { name: "Poser la question" }).click();
    await pilot.page.getByText("Noor", { exact: false }).first().waitFor();
    await pilot.page.getByRole("heading", { name: "Trancher" }).waitFor();

    await author.page.goto(address);
    await author.page.getByText("Est-ce bien 12 heures, ou 2 ?").first().waitFor();
    await author.page.getByText("Modifier", { exact: true }).click();
    await author.page.getByLabel("Quantité").fill("2");
    await author.page.getByLabel("Pourquoi ce changement").fill("Deux, merci.");
    await author.page.getByRole("button", { name: "Enregistrer la modification" }).click();
    await author.page.getByRole("heading", { level: 1, name: "Vous avez donné 2 h de facilitation." }).waitFor();
    await author.page.getByText("quantité : 12 h → 2 h").waitFor();
    await author.ends(t);

    await pilot.page.reload();
    await pilot.page.getByRole("button", { name: "Elle reste" }).click();
    await pilot.page.getByText("Bastien a tranché : la contribution reste").waitFor();
    await pilot.ends(t);
  });

  t.test("what I gave and received; my hour stays on this device", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("idriss");
    const bodies: string[] = [];
    page.on("request", (request) => bodies.push(`${request.url()} ${request.postData() ?? ""}`));
    await page.goto(`${demo.home}/mine`);
    await page.getByRole("heading", { level: 1, name: /vous avez donné .* et reçu 250,49/ }).waitFor();
    await page.getByText("à Coopérative L’Établi, pour moi").waitFor();
    t.equal(await page.getByText("de l’heure").count(), 0, "off by default");
    await page.getByRole("button", { name: "Montrer mon heure" }).click();
    await page.getByText("avant cotisations et impôts").waitFor();
    await page.getByLabel("D’où").fill("Salaire de la boulange");
    await page.getByLabel("Combien").fill("1 250,00");
    await page.getByRole("button", { name: "Ajouter" }).click();
    await page.getByText("250,49\u202f€ reçus ici + 1\u202f250,00\u202f€ d’ailleurs = 1\u202f500,49\u202f€.").waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Mes données (JSON)" }).click();
    const file = await (await (await saved).createReadStream()).toArray();
    t.notMatch(Buffer.concat(file).toString(), /boulange/, "no export has it");
    await phone.ends(t);
    t.notMatch(bodies.join("\n"), /boulange|1250\.00|1500\.49/, "nothing was sent");
    await page.getByRole("button", { name: "Ne plus montrer" }).click();
    await page.getByRole("button", { name: "Montrer mon heure" }).waitFor();
    t.notMatch(await page.evaluate("JSON.stringify(localStorage)"), /boulange/, "and it is erased");
  });
});
