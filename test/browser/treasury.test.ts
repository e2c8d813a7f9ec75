/**
 * Journeys of a treasurer: two shares paid together, one in part; money in, a bill and its payment; a spreadsheet taken
 * away and opened; and of others, who read all of it.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Papa from "papaparse";
import type { Locator, Page } from "playwright-core";
import { openChromium, openDemo, openService, type Visitor, visit, whyNoChromium } from "../support/chromium.js";
import { readXlsx } from "../support/sheets.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
const run = promisify(execFile);

/** Words as they read: every kind of space is one. */
const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = async (place: Locator): Promise<string> => plain(await place.textContent());
const title = (page: Page): Promise<string> => textOf(page.locator("h1"));
const lines = (page: Page): Locator => page.locator(".booked li");
const booked = async (page: Page): Promise<string[]> => (await lines(page).allInnerTexts()).map(plain);

/** Answers of some paths wait until they are let go, as on a bad network. */
async function hold(page: Page, path: RegExp): Promise<() => void> {
  let letGo = (): void => undefined;
  const go = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(path, async (route) => {
    await go;
    await route.continue();
  });
  return letGo;
}

/** The page of the treasury, once it says its answer. */
async function open(visitor: Visitor, home: string, path: string, answer: RegExp): Promise<Page> {
  await visitor.page.goto(`${home}/treasury${path}`);
  await visitor.page.getByRole("heading", { level: 1, name: answer }).waitFor();
  return visitor.page;
}

t.test("a treasurer, on a phone", { skip }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();

  t.test("pays two shares together, one in part, and sees what is left", async (t) => {
    const odile = await visit(t, browser, demo);
    await odile.logIn("odile");
    const page = await open(odile, demo.home, "", /à verser/);
    t.match(await title(page), /^7 853,69 € à verser, 22 084,19 € en banque\.$/, "the answer is in the title");
    await page.getByRole("link", { name: "Verser", exact: true }).click();
    await page.getByRole("heading", { name: /à 4 bénéficiaires/ }).waitFor();
    await page.getByRole("checkbox", { name: /^Noor, frais/ }).check();
    await page.getByRole("checkbox", { name: /^Appui aux jardins, travail/ }).check();
    t.match(await textOf(page.locator(".at-hand")), /^2 lignes cochées, 2 098,90 €/);
    await page.getByRole("button", { name: "Verser…" }).click();

    const dialog = page.getByRole("dialog");
    const structure = dialog.getByLabel(/^Pour Appui aux jardins/);
    await structure.fill("2080,01");
    t.match(await textOf(dialog.locator(".fault")), /2 080,00 €.*2 080,01 €/, "more than is left is said beside the field");
    t.same(await booked(page), [], "and nothing would be written");
    await structure.fill("80.00");
    await dialog.getByText("Il restera 2 000,00 € dû.").waitFor();
    t.same(await booked(page), [
      "Appui aux jardins dû 2 080,00 € → 2 000,00 €",
      "Noor dû 191,45 € → 172,55 €",
      "Compte courant en banque 22 084,19 € → 21 985,29 €",
    ]);
    await dialog.getByLabel("Référence du virement").fill("Virement groupé n° 2");
    await dialog.getByLabel("Pourquoi payer Noor quand même").fill("Ticket vu en réunion");
    t.same(await odile.axe(), [], "axe finds nothing in the dialog");
    await dialog.getByRole("button", { name: /Écrire le versement de 98,90/ }).dblclick();
    await page.getByText("98,90 € versés, c’est écrit.").waitFor();
    await page.getByRole("heading", { name: /7 754,79/ }).waitFor();
    t.match(await title(page), /^7 754,79 € à verser, à 4 bénéficiaires\.$/);
    t.match(await textOf(page.getByRole("listitem").filter({ hasText: "Appui aux jardins" }).first()), /reste de 2 080,00 €/);
    t.equal(await page.getByRole("checkbox", { name: /^Noor, frais/ }).count(), 0, "what is paid is gone");

    await t.test("and takes it back: an opposite entry is written", async (t) => {
      await page
        .getByRole("button", { name: /^Contre-passer/ })
        .first()
        .click();
      await page
        .getByRole("dialog")
        .getByText(/écriture contraire/)
        .first()
        .waitFor();
      t.match(await textOf(page.getByRole("dialog")), /une écriture contraire de 98,90 €/);
      t.same((await booked(page)).at(-1), "Compte courant en banque 21 985,29 € → 22 084,19 €");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Contre-passer 98,90/ })
        .click();
      await page.getByRole("heading", { name: /7 853,69/ }).waitFor();
      t.equal(await page.locator("h1").evaluate((heading) => heading.matches(":focus")), true, "focus goes to the answer");
      await page.getByText("contre-passée", { exact: true }).waitFor();
    });
    await odile.ends(t);
  });

  t.test("records money in, a bill, and pays it in two parts", async (t) => {
    const odile = await visit(t, browser, demo);
    await odile.logIn("odile");
    const page = await open(odile, demo.home, "/money-in", /2.500,00.€ sont attendus/);
    await page.getByRole("button", { name: /C’est arrivé/ }).click();
    const form = page.locator("section.card form");
    await form.getByLabel("Montant").fill("1 000");
    await form.getByText(/Le reste, 1.500,00.€, reste attendu/).waitFor();
    await form.getByText("Part reversée à l’arrivée").click();
    await form.getByLabel(/Pour Part reversée aux communs/).fill("8");
    t.same(await booked(page), [
      "Compte courant en banque 22 084,19 € → 23 084,19 €",
      "Kit incubateur dans l’enveloppe 1 008,50 € → 1 928,50 €",
      "Part reversée aux communs dans le fonds 110,00 € → 190,00 €",
    ]);
    await form.getByLabel("Pièce").fill("FDF-2026-015");
    // What was kept of it waits for all that it speaks of: without the funds, it would be recorded without its levy.
    const letFunds = await hold(page, /\/funds(\?|$)/);
    await page.reload();
    await form.locator("button[aria-busy=true]").waitFor();
    letFunds();
    await form.getByRole("button", { name: /Noter 1.000,00/ }).click();
    await page.getByRole("heading", { name: /1.500,00.€ sont attendus/ }).waitFor();

    await open(odile, demo.home, "/bills", /Toutes les factures sont payées/);
    const other = await odile.context.newPage();
    await other.goto(`${demo.home}/treasury/bills`);
    await other.getByRole("heading", { level: 1, name: /Toutes les factures sont payées/ }).waitFor();
    await page.getByLabel("De qui").selectOption({ label: "Nouveau tiers…" });
    await page.getByLabel("Nom du nouveau tiers").fill("Scierie du Val");
    await page.getByLabel("Nom du nouveau tiers").press("Enter");
    await page.getByLabel("Nom du nouveau tiers").waitFor({ state: "detached" });
    t.equal(await page.getByLabel("De qui").locator("option:checked").textContent(), "Scierie du Val");
    const record = page.locator("#record");
    await record.getByLabel("Pour quelle enveloppe").selectOption({ index: 4 });
    await record.getByLabel("Montant").fill("pas cher");
    await record.getByLabel("Quoi, en quelques mots").fill("Planches");
    await record.getByLabel("Numéro de la facture").fill("F-31");
    await record.getByRole("button", { name: /Noter la facture/ }).click();
    await record.getByText("Écrivez un montant, comme 12,50.").waitFor();
    t.equal(await record.getByLabel("Quoi, en quelques mots").inputValue(), "Planches", "what was typed stays");
    await record.getByLabel("Montant").fill("450,00");
    await record.getByRole("button", { name: /Noter la facture de 450,00/ }).click();
    await page.getByRole("heading", { name: /450,00.€ à payer, pour une facture/ }).waitFor();
    await other.getByRole("heading", { name: /450,00.€ à payer, pour une facture/ }).waitFor();
    await other.close();

    await page.getByRole("button", { name: /^Payer… Scierie/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Montant").fill("200");
    await dialog.getByLabel("Pièce du paiement").fill("Relevé 2026-11");
    await dialog.getByRole("button", { name: /Écrire le paiement de 200,00/ }).click();
    await page.getByRole("heading", { name: /250,00.€ à payer/ }).waitFor();
    t.match(await textOf(page.locator("li.card").filter({ hasText: "Planches" })), /reste 250,00 € sur 450,00 €/);
    // A payment written before the balances are here is not lost: it is written as soon as they are.
    const letBalances = await hold(page, /\/balances$/);
    await open(odile, demo.home, "/bills", /250,00.€ à payer/);
    // A slow answer takes nothing away of what is typed: the form comes with it.
    await page.route(/\/bills\/[0-9a-f-]{36}$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
    await page.getByRole("button", { name: /^Payer… Scierie/ }).click();
    await dialog.getByLabel("Pièce du paiement").fill("Relevé 2026-12");
    await dialog.getByRole("button", { name: "Écrire le paiement" }).click();
    await dialog.locator("button[aria-busy=true]").waitFor();
    letBalances();
    await page.getByRole("heading", { name: "Toutes les factures sont payées." }).waitFor();
    await odile.ends(t);
  });

  t.test("notes what a member gave back, on the page of their amount", async (t) => {
    const odile = await visit(t, browser, demo);
    await odile.logIn("odile");
    const { page } = odile;
    await page.goto(`${demo.home}/sharings`);
    await page
      .getByRole("link", { name: /Kit incubateur/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Pourquoi ce montant pour Bastien" }).click();
    await page.getByRole("heading", { level: 1, name: /Bastien/ }).waitFor();
    await page.getByRole("button", { name: /^Argent rendu \(travail\)/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/Jusqu’à 549,53.€/).waitFor();
    await dialog.getByLabel("Montant").fill("549,54");
    t.match(await textOf(dialog.locator(".fault")), /549,53 €.*549,54 €/, "more than was paid is said beside the field");
    await dialog.getByLabel("Montant").fill("50");
    const effects = await booked(page);
    t.match(effects[0], /^Compte courant en banque/);
    t.equal(effects.length, 2, "the account it passes through ends where it was");
    t.match(effects[1], /^Kit incubateur dans l’enveloppe/);
    await dialog.getByLabel("Pièce").fill("Relevé 2026-11");
    t.same(await odile.axe(), [], "axe finds nothing in the dialog");
    await dialog.getByRole("button", { name: /Écrire le retour de 50,00/ }).click();
    await page.getByText(/50,00.€ rendus depuis à l’enveloppe/).waitFor();
    t.equal(await page.locator("h1").evaluate((heading) => heading.matches(":focus")), true, "focus goes to the answer");
    await page.getByRole("button", { name: "Annuler", exact: true }).click();
    await page.getByText(/rendus depuis à l’enveloppe/).waitFor({ state: "detached" });
    await odile.ends(t);
  });

  t.test("takes the entries away in a spreadsheet", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "moisson-csv-"));
    t.teardown(() => rm(folder, { recursive: true }));
    const odile = await visit(t, browser, demo);
    await odile.logIn("odile");
    const page = await open(odile, demo.home, "/exports", /Tout s’emporte/);
    t.ok(await page.getByRole("radio", { name: /Tableur en français/ }).isChecked());
    const save = async (name: RegExp): Promise<string> => {
      const coming = page.waitForEvent("download");
      await page.getByRole("link", { name }).click();
      const download = await coming;
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    };
    const path = await save(/CSV : Écritures/);
    const text = readFileSync(path, "utf8");
    t.equal(text.charCodeAt(0), 0xfeff, "a byte order mark, so that accents are read");
    t.match(text.slice(1).split("\r\n")[0], /^Position;Exercice;Numéro;Date;/);
    const rows = Papa.parse<Record<string, string>>(text.slice(1), { header: true, delimiter: ";", skipEmptyLines: true }).data;
    t.ok(rows.length > 60, `${rows.length} lines`);
    for (const { Débit = "", Crédit = "", Date: day = "" } of rows) {
      t.match(Débit || Crédit, /^\d+,\d\d$/, "an amount with a comma and no thousands");
      t.match(day, /^\d\d\/\d\d\/\d{4}$/);
    }
    const cents = (cell = "") => BigInt(cell.replace(",", "") || "0");
    t.equal(
      rows.reduce((sum, { Débit, Crédit }) => sum + cents(Débit) - cents(Crédit), 0n),
      0n,
      "the lines sum to zero",
    );
    await t.test("a spreadsheet reads it as it was written", { skip: whyNoSpreadsheet() ?? false }, async (t) => {
      // What a French spreadsheet does on a double click: `;`, UTF-8, French numbers (1036) recognised; out again as plain CSV.
      await run(spreadsheet ?? "", [
        "--headless",
        `-env:UserInstallation=file://${folder}/profile`,
        "--infilter=CSV:59,34,76,1,,1036,false,true",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false",
        "--outdir",
        join(folder, "read"),
        path,
      ]);
      const read = readFileSync(join(folder, "read", path.split("/").at(-1) ?? ""), "utf8").replace(/^\ufeff/, "");
      const cells = Papa.parse<Record<string, string>>(read, { header: true, skipEmptyLines: true }).data;
      t.equal(cells.length, rows.length, "as many lines");
      const hundredths = (cell = "") => (cell === "" ? 0n : BigInt(Math.round(Number(cell) * 100)));
      t.same(
        cells.map(({ Débit, Crédit }) => [hundredths(Débit), hundredths(Crédit)]),
        rows.map(({ Débit, Crédit }) => [cents(Débit), cents(Crédit)]),
        "amounts are numbers, not text",
      );
      t.equal(cells[0]?.Compte, rows[0]?.Compte, "with their accents");
    });

    await page.getByRole("radio", { name: /^Excel/ }).check();
    const sheet = readXlsx(readFileSync(await save(/XLSX : Écritures/)));
    t.same(sheet.titles, ["Écritures"]);
    t.equal(sheet.rows.length, rows.length + 2, "each line, below its header and above the sums");
    await page.getByRole("radio", { name: /RFC 4180/ }).check();
    const english = readFileSync(await save(/CSV : Soldes/), "utf8");
    t.match(english, /^Class,Account,Balance,Currency\r\n/, "no mark, commas");
    const balances = Papa.parse<Record<string, string>>(english, { header: true, skipEmptyLines: true }).data;
    const minor = ({ Balance = "" }: Record<string, string>) => BigInt(Balance.replace(".", ""));
    const sum = (isBank: boolean) => balances.filter((row) => (row.Class === "bank") === isBank).reduce((all, row) => all + minor(row), 0n);
    t.equal(sum(true), sum(false), "what there is is what it is for");
    await page.getByLabel("Du", { exact: true }).fill("2026-12-31");
    await page.getByLabel("Au", { exact: true }).fill("2026-01-01");
    await page.getByText("La fin vient avant le début.").waitFor();
    t.equal(await page.getByRole("link", { name: /^CSV/ }).count(), 0, "no file of a period that is none");
    await page.getByRole("button", { name: "Exercice 2026" }).click();
    t.equal(await page.getByRole("link", { name: /^CSV/ }).count(), 4);
    await odile.ends(t);
  });

  t.test("reads the ledger, an entry’s place in the chain, and the balances of a day", async (t) => {
    const odile = await visit(t, browser, demo);
    await odile.logIn("odile");
    const page = await open(odile, demo.home, "/entries", /écritures, équilibrées au centime/);
    await page.getByText("Filtrer").click();
    await page.getByLabel("Sorte").selectOption({ label: "Partage" });
    await page.waitForURL(/kind=sharing/);
    await page
      .getByRole("heading", { level: 2, name: /^Partage/ })
      .first()
      .waitFor();
    t.equal(await page.getByRole("heading", { level: 2 }).count(), 2, "both sharings");
    await page.getByRole("heading", { level: 2 }).first().getByRole("link").click();
    await page.getByText("Sa place dans la chaîne").waitFor();
    t.match(await title(page), /^Écriture n° \d+ : Partage\.$/);
    t.match(await page.getByRole("link", { name: "Le partage" }).getAttribute("href"), /\/sharings\/[0-9a-f-]{36}$/);
    t.equal(await page.getByRole("button", { name: /Contre-passer/ }).count(), 0, "a sharing undoes its own");
    await open(odile, demo.home, "/years", /L’exercice 2026 est ouvert/);
    await page.getByText(/Il pourra se clore une fois fini/).waitFor();
    await page.getByLabel("Au soir du").fill("2026-01-20");
    await page.getByRole("row", { name: /Kit incubateur/ }).waitFor();
    t.match(await textOf(page.getByRole("row", { name: /Compte courant/ })), /3 000,00 €$/);
    await odile.ends(t);
  });

  t.test("transfers between envelopes; what is missing is said beside its field", async (t) => {
    const odile = await visit(t, browser, demo, { width: 320 });
    await odile.logIn("odile");
    const page = await open(odile, demo.home, "/transfers", /dans les enveloppes/);
    const form = page.locator("section.card form");
    await form.getByLabel("De", { exact: true }).selectOption({ index: 1 });
    await form.getByLabel("Vers").selectOption({ label: await optionOf(form, "Vergers") });
    await form.getByLabel("Montant").fill("99 999,00");
    odile.provokes(/409/);
    await form.getByRole("button", { name: /Virer 99.999,00/ }).click();
    await form.locator(".fault").waitFor();
    t.match(await textOf(form.locator(".fault")), /10 000,00 €/, "what is left is said");
    await form.getByLabel("Montant").fill("250");
    await form.getByRole("button", { name: /Virer 250,00/ }).click();
    await page.getByText(/250,00.€ virés vers Vergers/).waitFor();
    await page.getByRole("button", { name: "Annuler", exact: true }).click();
    await page.getByText("C’est annulé : une écriture contraire le dit.").waitFor();
    const tooWide = await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth);
    t.equal(tooWide, 0, "nothing is cut at 320 px");
    await odile.ends(t);
  });

  t.test("changes a fund, and puts it away once it is empty; renames and archives a third party", async (t) => {
    const odile = await visit(t, browser, demo);
    await odile.logIn("odile");
    const page = await open(odile, demo.home, "/transfers", /dans les enveloppes/);
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: "Modifier Association" }).click();
    await dialog.getByLabel("Nom du fonds").fill("Association, réserve");
    await dialog.getByLabel(/Ce qui doit y rester/).fill("100");
    await dialog.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText(/100,00.€ doivent y rester/).waitFor();
    t.match(
      await textOf(page.getByRole("row", { name: /Association, réserve/ })),
      /712,00 €612,00 €$/,
      "what is left free is above the floor",
    );
    await page.getByRole("button", { name: "Archiver Association, réserve" }).click();
    t.match(await textOf(dialog.locator(".notice")), /Il y reste 712,00 €/, "what stands in the way is said in figures");
    t.equal(await dialog.getByRole("button", { name: "Archiver" }).getAttribute("aria-disabled"), "true");
    t.same(await odile.axe(), [], "axe finds nothing in the dialog");
    await dialog.getByRole("button", { name: "Annuler" }).click();

    await page.getByText("Ouvrir un fonds").click();
    await page.getByLabel("Nom du fonds").fill("Imprévus");
    await page.getByRole("button", { name: "Ouvrir ce fonds" }).click();
    await page.getByRole("button", { name: "Archiver Imprévus" }).click();
    await dialog.getByRole("button", { name: "Archiver" }).click();
    await page.getByText("Un fonds archivé").click();
    await page.getByRole("button", { name: "Reprendre Imprévus" }).click();
    await page.getByRole("button", { name: "Archiver Imprévus" }).waitFor();

    await open(odile, demo.home, "/third-parties", /^5 fournisseurs et financeurs/);
    await page.getByRole("button", { name: "Renommer Scierie du Val" }).click();
    odile.provokes(/409/);
    await dialog.getByLabel("Nom").fill("Ville du Quai");
    await dialog.getByRole("button", { name: "Renommer" }).click();
    await dialog.locator(".fault").waitFor();
    await dialog.getByLabel("Nom").fill("Scierie du Val d’Arve");
    await dialog.getByRole("button", { name: "Renommer" }).click();
    await page.getByRole("button", { name: "Archiver Scierie du Val d’Arve" }).click();
    await dialog.getByRole("button", { name: "Archiver" }).click();
    await page.getByRole("heading", { level: 1, name: /^4 fournisseurs et financeurs/ }).waitFor();
    await open(odile, demo.home, "/bills", /factures sont payées/);
    const offered = (await page.getByLabel("De qui").locator("option").allTextContents()).map(plain);
    t.notOk(offered.includes("Scierie du Val d’Arve"), "an archived one is not offered");
    await page.getByText("Scierie du Val d’Arve").first().waitFor();
    await odile.ends(t);
  });

  t.test("who is no treasurer reads all of it, and may leave their own share to the commons", async (t) => {
    const noor = await visit(t, browser, demo);
    await noor.logIn("noor");
    const page = await open(noor, demo.home, "/payments", /à verser/);
    t.equal(await page.getByRole("checkbox").count(), 0);
    t.equal(await page.getByRole("button", { name: /Contre-passer|Verser/ }).count(), 0);
    await page.getByRole("button", { name: "Laisser au commun…" }).last().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Montant").fill("12,55");
    t.same(await booked(page), ["Noor dû 191,45 € → 178,90 €", "Association, réserve dans le fonds 712,00 € → 724,55 €"]);
    await dialog.getByRole("button", { name: /Laisser 12,55/ }).click();
    await page.getByText(/Merci.: 12,55.€ laissés au commun/).waitFor();
    for (const [path, answer] of [
      ["", /en banque/],
      ["/money-in", /attendus/],
      ["/bills", /facture/],
      ["/transfers", /dans les enveloppes/],
      ["/entries", /écritures/],
      ["/third-parties", /fournisseurs et financeurs/],
      ["/exports", /Tout s’emporte/],
      ["/years", /exercice 2026/],
    ] as const) {
      await open(noor, demo.home, path, answer);
      // Some of these pages stay open to what others write.
      await page.waitForLoadState("networkidle", { timeout: 2_000 }).catch(() => undefined);
      t.equal(
        await page.getByRole("button", { name: /Noter|Virer|Contre-passer|Renommer|Archiver|Clore/ }).count(),
        0,
        `nothing to write on ${path}`,
      );
      t.same(await noor.axe(), [], path);
    }
    await noor.ends(t);
  });
});

t.test("an empty treasury teaches: a first account, then its balances", { skip }, async (t) => {
  const service = await openService(t);
  const password = "une phrase assez longue";
  const home = `${service.url}/c/${await openCollective(service, password)}`;
  const browser = await openChromium();
  const ana = await visit(t, browser, { url: service.url, password });
  await ana.logIn("ana");
  const { page } = ana;
  await open(ana, home, "", /La trésorerie commence/);
  await page.getByLabel("Son nom").fill("Crédit coopératif");
  await page.getByRole("button", { name: "Ouvrir un compte ou une caisse" }).first().click();
  await page.getByRole("heading", { name: "Reprendre les soldes" }).waitFor();
  await page.getByRole("textbox", { name: "Crédit coopératif" }).fill("1 240,00");
  await page.getByText("1 240,00 € d’un côté, 0,00 € de l’autre : écart de 1 240,00 €.").waitFor();
  t.equal(await page.getByRole("button", { name: /Écrire les soldes/ }).getAttribute("aria-disabled"), "true");
  await page.getByLabel("Jardin").fill("1240");
  await page.getByText("On y est : 1 240,00 € des deux côtés.").waitFor();
  await page.getByLabel("D’après quel document").fill("Bilan 2025");
  await page.getByRole("button", { name: /Écrire les soldes/ }).click();
  await page.getByRole("heading", { name: /Rien n’est dû, 1.240,00.€ en banque/ }).waitFor();

  await t.test("gifts that were declared are linked to money that came in before", async (t) => {
    await open(ana, home, "/money-in", /en banque, et rien d’autre n’est attendu/);
    const form = page.locator("section.card form");
    await form.getByLabel("Montant").fill("100");
    await form.getByLabel("Nature").selectOption("gift");
    await form.getByLabel("D’où il vient").selectOption("member");
    t.equal(await form.getByText("Ce sont des dons déclarés").count(), 0, "nobody is said to have given it yet");
    await form.getByLabel("Qui").selectOption({ label: "Ana" });
    await form.getByText("Ce sont des dons déclarés").waitFor();
    await form.getByLabel("Pièce").fill("Relevé 3");
    await form.getByRole("button", { name: /Noter 100,00/ }).click();
    await page.getByRole("button", { name: "Relier à de l’argent déjà reçu…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: /Don pour la serre/ }).check();
    await dialog.getByRole("checkbox", { name: /Don pour la haie/ }).check();
    t.match(await textOf(dialog.getByRole("status")), /^110,00 € de dons, sur 100,00 € reçus\.$/);
    ana.provokes(/422/);
    await dialog.getByRole("button", { name: /Relier 110,00/ }).click();
    await dialog.locator(".danger").waitFor();
    t.match(await textOf(dialog.locator(".danger")), /110,00 €.*100,00 €/, "more gifts than money is refused in figures");
    t.same(await ana.axe(), [], "axe finds nothing in the dialog");
    await dialog.getByRole("checkbox", { name: /Don pour la haie/ }).uncheck();
    await dialog.getByRole("button", { name: /Relier 60,00/ }).click();
    await page.getByText(/60,00.€ de dons sont reliés/).waitFor();
    await page.getByText("Don pour la serre").waitFor({ state: "detached" });
    await page.getByText("Don pour la haie").first().waitFor();
    await page.getByRole("button", { name: "Relier à de l’argent déjà reçu…" }).click();
    await dialog.getByRole("checkbox", { name: /Don pour la haie/ }).check();
    await dialog.getByText("Des dons y sont déjà reliés pour 60,00 € : il reste 40,00 € à relier.").waitFor();
    await dialog.getByRole("button", { name: "Annuler" }).click();
  });

  await t.test("a gift that was chosen, and is withdrawn before the money is recorded, is said to be gone", async (t) => {
    const form = page.locator("section.card form");
    await form.getByLabel("Montant").fill("50");
    await form.getByLabel("Nature").selectOption("gift");
    await form.getByLabel("D’où il vient").selectOption("member");
    await form.getByLabel("Qui").selectOption({ label: "Ana" });
    await form.getByText("Ce sont des dons déclarés").click();
    await form.getByRole("checkbox", { name: /Don pour la haie/ }).check();
    const gift = await page.getByRole("link", { name: "Don pour la haie" }).getAttribute("href");
    await page.goto(`${service.url}${gift}`);
    await page.getByRole("button", { name: "Retirer" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Retirer" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.goto(`${home}/treasury/money-in`);
    await form.getByText(/Un don que vous aviez coché n’est plus là/).waitFor();
    t.equal(await form.getByLabel("Montant").inputValue(), "50", "what was typed stays");
    t.same(await ana.axe(), []);
  });
  await ana.ends(t);
});

/** A collective with a treasurer, an envelope and two promised gifts, and no money yet. */
async function openCollective({ url, setupLink }: { url: string; setupLink: string }, password: string): Promise<string> {
  let authorization = "";
  const send = async (method: string, path: string, body: unknown): Promise<Record<string, string>> => {
    const headers = { "content-type": "application/json", ...(authorization ? { authorization } : {}) };
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const email = "ana@moisson.example";
  const token = setupLink.split("#")[1];
  const person = { name: "Ana", email, password };
  const { slug } = await send("POST", "/setup", { token, collective: { name: "Les Communs", currency: "EUR" }, person });
  const opened = await send("POST", "/session", { email, password, transport: "bearer" });
  authorization = `Bearer ${opened.accessToken}`;
  const [{ memberId } = { memberId: "" }] = opened.collectives as unknown as { memberId: string }[];
  await send("PUT", `/collectives/${slug}/members/${memberId}/roles`, { roles: ["admin", "treasurer"] });
  await send("POST", `/collectives/${slug}/envelopes`, { name: "Jardin" });
  const { id: kindId } = await send("POST", `/collectives/${slug}/kinds`, { name: "Don en espèces", unit: "EUR" });
  for (const [note, amount] of [
    ["Don pour la serre", "60.00"],
    ["Don pour la haie", "50.00"],
  ])
    await send("POST", `/collectives/${slug}/contributions`, { kindId, amount, note });
  return slug ?? "";
}

/** The option of a field whose words begin so. */
async function optionOf(form: Locator, beginning: string): Promise<string> {
  const options = await form.getByLabel("Vers").locator("option").allTextContents();
  return options.find((option) => option.startsWith(beginning)) ?? "";
}

const spreadsheet = ["/usr/bin/soffice", "/usr/bin/libreoffice"].find((path) => existsSync(path));
function whyNoSpreadsheet(): string | undefined {
  return spreadsheet ? undefined : "no LibreOffice: apt-get install libreoffice-calc";
}
