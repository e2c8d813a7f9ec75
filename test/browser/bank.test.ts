/** A journey of a treasurer: a statement is dropped, its lines are said with one tap, and what is wrong with a file is told. */
import type { Locator } from "playwright-core";
import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { t } from "../support/tap.js";

const skip = (await whyNoChromium()) ?? false;
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = async (place: Locator): Promise<string> => plain(await place.textContent());
const file = (name: string, ...rows: string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(["Date;Date de valeur;Débit;Crédit;Libellé;Solde", ...rows].join("\r\n"), "latin1"),
});

t.test("a treasurer reconciles a statement, on a phone", { skip }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const odile = await visit(t, browser, demo);
  await odile.logIn("odile");
  const { page } = odile;
  const answer = await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/entries?kind=money-in&limit=1`);
  const [entry] = (await answer.json()).items as { number: number; datedOn: string; lines: { amount: string }[] }[];
  const day = (entry?.datedOn ?? "").split("-").reverse().join("/");
  const amount = (entry?.lines[0]?.amount ?? "").replace(".", ",");

  await page.goto(`${demo.home}/treasury`);
  await page.getByRole("link", { name: /Relevés de banque/ }).click();
  await page.getByRole("heading", { level: 1, name: /^Déposez un relevé/ }).waitFor();
  const add = page.getByRole("button", { name: "Ajouter ce relevé" });

  await t.test("a file with an error is refused, with its line and column", async (t) => {
    await page.getByLabel("Le fichier de la banque").setInputFiles(file("faux.csv", "31/02/2026;31/02/2026;-1,00;;X;"));
    await add.click();
    await page.getByText("2 erreurs dans le fichier").waitFor();
    t.match(await textOf(page.getByRole("alert").filter({ hasText: "Rien n’est enregistré" })), /Ligne 2, Date : «31\/02\/2026»/);
  });

  await t.test("columns nobody knows are named by hand", async (t) => {
    const unknown = {
      name: "autre.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("Quand;Quoi;Combien\n03/02/2026;ACHAT GRAINES;-4,00\n"),
    };
    await page.getByLabel("Le fichier de la banque").setInputFiles(unknown);
    await add.click();
    await page.getByLabel("Jour", { exact: true }).selectOption("Quand");
    await page.getByLabel("Libellé").selectOption("Quoi");
    await page.getByLabel("Montant signé").selectOption("Combien");
    t.same(await odile.axe(), [], "axe finds nothing");
    await page.getByRole("button", { name: "Lire avec ces colonnes" }).click();
    await page.getByText("jour/mois, ou mois/jour", { exact: false }).first().waitFor();
    await page.getByLabel("Les dates").selectOption("day-first");
    await page.getByRole("button", { name: "Lire avec ces colonnes" }).click();
    await page.getByText("Une ligne ajoutée.").waitFor();
    await page.getByRole("heading", { level: 1, name: "Une ligne du relevé attend." }).waitFor();
    await page.getByRole("button", { name: "Retirer autre.csv" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Retirer" }).click();
    await page.getByRole("heading", { level: 1, name: /^Déposez un relevé/ }).waitFor();
  });

  await t.test("a good one shows what each line may be", async (t) => {
    const rows = [`${day};${day};;${amount};VIR RECU;`, `${day};${day};-7,50;;FRAIS TENUE DE COMPTE;`, `${day};${day};-3,00;;VIR REJETE;`];
    await page.getByLabel("Le fichier de la banque").setInputFiles(file("mars.csv", ...rows));
    await add.click();
    await page.getByText("3 lignes ajoutées.").waitFor();
    await page.getByRole("heading", { level: 1, name: "3 lignes du relevé attendent." }).waitFor();
    const received = page.getByRole("listitem").filter({ hasText: "VIR RECU" });
    t.match(await textOf(received), new RegExp(`Argent reçu, écriture n° ${entry?.number}.*Même montant, le même jour`));
    // Another device of hers reads on in English: this one follows, what the service says with it.
    const session = `${demo.url}/api/v1/session`;
    const readsIn = (locale: string) => page.request.patch(session, { data: { locale }, headers: { origin: demo.url } });
    await readsIn("en");
    await page.reload();
    await received.getByText("Same amount, the same day.").waitFor();
    await readsIn("fr");
    await page.reload();
    await received.getByText("Même montant, le même jour.").waitFor();
    t.same(await odile.axe(), [], "axe finds nothing");
  });

  await t.test("one tap links, one posts and links, one sets aside", async (t) => {
    await page.getByRole("button", { name: "C’est bien elle" }).dblclick();
    await page.getByText("C’est rapproché.").waitFor();
    await page.getByRole("heading", { level: 1, name: "2 lignes du relevé attendent." }).waitFor();
    const fee = page.getByRole("listitem").filter({ hasText: "FRAIS TENUE DE COMPTE" }).locator("form").first();
    const into = fee.getByLabel("Dans quelle enveloppe");
    t.equal(await textOf(into.locator("option:checked")), "Choisir…", "nobody chose an envelope yet");
    await fee.getByRole("button", { name: "Noter ces frais" }).click();
    await page.getByRole("heading", { level: 1, name: "2 lignes du relevé attendent." }).waitFor();
    await into.selectOption({ index: 1 });
    await fee.getByRole("button", { name: "Noter ces frais" }).dblclick();
    await page.getByText("7,50 € : noté et rapproché.").waitFor();
    await page.getByRole("heading", { level: 1, name: "Une ligne du relevé attend." }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "VIR REJETE" }).locator("summary").click();
    await page.getByLabel("Pourquoi la mettre de côté").fill("Revenu le lendemain");
    await page.getByRole("button", { name: "Mettre de côté" }).click();
    await page.getByRole("heading", { level: 1, name: "Tout ce que dit la banque est rapproché." }).waitFor();
    await page.getByRole("status").getByRole("button", { name: "Reprendre" }).click();
    await page.getByRole("heading", { level: 1, name: "Une ligne du relevé attend." }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "VIR REJETE" }).locator("summary").click();
    await page.getByLabel("Pourquoi la mettre de côté").fill("Revenu le lendemain");
    await page.getByRole("button", { name: "Mettre de côté" }).click();
    await page.getByRole("heading", { level: 1, name: "Tout ce que dit la banque est rapproché." }).waitFor();
    const fees = await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/bank-lines?status=matched`);
    t.equal((await fees.json()).items.length, 2, "twice tapped, once done");
    await page.getByText("Déjà rapproché ou mis de côté").click();
    await page.getByRole("button", { name: "Reprendre VIR REJETE" }).click();
    await page.getByRole("heading", { level: 1, name: "Une ligne du relevé attend." }).waitFor();
    t.same(await odile.axe(), [], "axe finds nothing");
  });

  const api = `${demo.url}/api/v1/collectives/${demo.slug}`;
  /** Asked by the page itself: a write needs its own origin. */
  const post = (path: string, body: object) =>
    page.evaluate(
      `fetch(${JSON.stringify(api + path)}, { method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify(body))} }).then((answer) => answer.json())`,
    ) as Promise<{ id: string; bill?: { id: string } }>;
  const reload = async (title: string) => {
    await page.goto(`${demo.home}/treasury/bank`);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
  };
  const dropped = async (what: ReturnType<typeof file>) => {
    await page.getByLabel("Le fichier de la banque").setInputFiles(what);
    await add.click();
  };

  await t.test("what a line is made of is ticked, until it is the sum; nothing is posted before", async (t) => {
    const envelopes = (await (await page.request.get(`${api}/envelopes`)).json()).items as {
      id: string;
      currency: string;
      closedAt: string | null;
    }[];
    const envelope = envelopes.find(({ currency, closedAt }) => currency === "EUR" && closedAt === null);
    const mill = await post("/third-parties", { name: "Moulin des Prés" });
    for (const [document, amount] of [
      ["M-1", "12.00"],
      ["M-2", "7.00"],
      ["M-3", "7.00"],
    ])
      await post("/bills", {
        ...{ envelopeId: envelope?.id, thirdPartyId: mill.id, nature: "purchase", label: `Farine ${document}`, document, amount },
        billedOn: entry?.datedOn,
      });
    await dropped(file("moulin.csv", `${day};${day};-19,00;;VIR SEPA GROUPE;`, `${day};${day};-26,00;;VIR MOULIN DES PRES;`));
    await page.getByRole("heading", { level: 1, name: "3 lignes du relevé attendent." }).waitFor();
    const named = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /MOULIN DES PRES/ }) });
    t.match(
      await textOf(named),
      /3 versements à la fois : Moulin des Prés.*Tout ce qui est dû à Moulin des Prés, la somme exacte de 3 factures/,
    );

    const grouped = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /GROUPE/ }) });
    await grouped.locator("summary").last().click();
    await grouped.getByRole("button", { name: "Plusieurs choses à la fois…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading", { name: /De quoi est fait/ }).waitFor();
    await dialog.getByRole("checkbox", { name: /Farine M-1/ }).check();
    t.match(await textOf(dialog.getByRole("status")), /^12,00 € cochés, il reste 7,00 € à trouver\.$/);
    await dialog.getByRole("checkbox", { name: /Farine M-2/ }).check();
    await dialog.getByRole("checkbox", { name: /Farine M-3/ }).check();
    t.match(await textOf(dialog.getByRole("status")), /^26,00 € cochés : c’est 7,00 € de trop\.$/);
    await dialog.getByRole("checkbox", { name: /Farine M-3/ }).uncheck();
    t.match(await textOf(dialog.getByRole("status")), /^19,00 € : le compte est bon\.$/);
    t.same(await odile.axe(), [], "axe finds nothing");
    await dialog.getByRole("button", { name: "C’est tout cela" }).dblclick();
    await page
      .getByText("-19,00 € : noté et rapproché.")
      .or(page.getByText("−19,00 € : noté et rapproché."))
      .or(page.getByText("19,00 € : noté et rapproché."))
      .first()
      .waitFor();
    await page.getByRole("heading", { level: 1, name: "2 lignes du relevé attendent." }).waitFor();
    const bills = (await (await page.request.get(`${api}/bills?thirdPartyId=${mill.id}`)).json()).items as {
      document: string;
      left: string;
    }[];
    t.strictSame(bills.map(({ document, left }) => `${document} ${left}`).sort(), ["M-1 0.00", "M-2 0.00", "M-3 7.00"]);

    await page.getByRole("button", { name: "Détacher VIR SEPA GROUPE" }).click();
    await page.getByRole("heading", { level: 1, name: "3 lignes du relevé attendent." }).waitFor();
    await page
      .getByRole("listitem")
      .filter({ hasText: "2 écritures ensemble" })
      .getByRole("button", { name: "C’est bien elle" })
      .first()
      .click();
    await page.getByText("C’est rapproché.").waitFor();
    await page.getByRole("heading", { level: 1, name: "2 lignes du relevé attendent." }).waitFor();
  });

  await t.test("a share of which it is not known on what footing it is paid asks why", async (t) => {
    const owed = (await (await page.request.get(`${api}/owed`)).json()).items as {
      name: string;
      items: { id: string; left: string; doubts: string[] }[];
    }[];
    const yann = owed.find(({ name }) => name === "Yann");
    const share = yann?.items[0];
    t.strictSame(share?.doubts, ["footing_missing"], "the demonstration has such a share");
    const sharings = (await (await page.request.get(`${api}/entries?kind=sharing&limit=1`)).json()).items as { datedOn: string }[];
    const dated = (sharings[0]?.datedOn ?? "").split("-").reverse().join("/");
    await dropped(file("yann.csv", `${dated};${dated};-${share?.left.replace(".", ",")};;VIR YANN;`));
    const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "VIR YANN" }) });
    await card.getByRole("button", { name: "Noter ce paiement" }).click();
    t.match((await (await page.request.get(`${api}/shares/${share?.id}`)).json()).left, share?.left, "nothing is paid without a reason");
    await card.getByLabel(/^Pourquoi payer Yann/).fill("Sa facture vient lundi.");
    t.same(await odile.axe(), [], "axe finds nothing");
    await card.getByRole("button", { name: "Noter ce paiement" }).click();
    await page.getByRole("heading", { level: 1, name: "2 lignes du relevé attendent." }).waitFor();
    const paid = await (await page.request.get(`${api}/shares/${share?.id}`)).json();
    t.match(paid, { left: "0.00", reasons: [{ reason: "Sa facture vient lundi." }] });
  });

  await t.test("the same movements in another layout are shown apart, and one may be another after all", async (t) => {
    const again = {
      name: "autre-format.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`Date;Libellé;Montant(EUROS)\n${day};VIREMENT EMIS GROUPE;-19,00\n${day};FRAIS;-7,50\n`),
    };
    await dropped(again);
    await page.getByText("2 ressemblent à des lignes d’un autre relevé", { exact: false }).waitFor();
    await page.getByRole("heading", { level: 2, name: "2 lignes déjà là, sans doute" }).waitFor();
    t.same(await odile.axe(), [], "axe finds nothing");
    await page.getByRole("button", { name: "C’en est une autre FRAIS" }).click();
    await page.getByRole("heading", { level: 1, name: "3 lignes du relevé attendent." }).waitFor();
    await page.getByRole("heading", { level: 2, name: "Une ligne déjà là, sans doute" }).waitFor();
  });

  await t.test("columns named once are known the next time, and may be named anew", async () => {
    const table = (row: string) => ({
      name: "autre.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`Quand;Quoi;Combien\n${row}\n`),
    });
    await dropped(table("05/02/2026;ACHAT TERREAU;-6,00"));
    await page.getByText("Ses colonnes sont lues comme la dernière fois.", { exact: false }).waitFor();
    await page.getByLabel("Le fichier de la banque").setInputFiles(table("06/02/2026;ACHAT POTS;-2,00"));
    await page.getByRole("button", { name: "Dire moi-même ce que sont les colonnes" }).click();
    await page.getByText("Moisson s’en souviendra", { exact: false }).waitFor();
    await reload("4 lignes du relevé attendent.");
  });

  await t.test("home tells who keeps the money that lines wait", async (t) => {
    await page.goto(demo.home);
    await page.getByRole("heading", { level: 2, name: "Pour la trésorerie" }).waitFor();
    const line = page.getByRole("link", { name: /^4 lignes de relevé attendent un rapprochement, depuis le / });
    await line.waitFor();
    t.match(
      await textOf(page.locator("section").filter({ hasText: "Pour la trésorerie" }).last()),
      /rétributions? et .*factures? à payer, [\d ]+,\d\d € en tout\./,
    );
    t.same(await odile.axe(), [], "axe finds nothing");
    await line.click();
    await page.getByRole("heading", { level: 1, name: "4 lignes du relevé attendent." }).waitFor();
  });

  await t.test("others are told whose it is", async (t) => {
    const noor = await visit(t, browser, demo);
    await noor.logIn("noor");
    await noor.page.goto(`${demo.home}/treasury/bank`);
    await noor.page.getByText("la trésorerie seule les lit").waitFor();
    t.same(await noor.axe(), []);
  });
});
