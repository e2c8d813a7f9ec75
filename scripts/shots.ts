/** What is photographed: a page, who sees it, and how one gets there. `path` is inside the collective, unless it begins with /c/ or is a way in. */
import type { Page } from "playwright-core";
import type { Demo } from "../test/support/chromium.js";
import { decisionShots } from "./shots-decisions.js";
import { governanceShots } from "./shots-governance.js";
import { roundShots } from "./shots-rounds.js";

export interface Shot {
  readonly name: string;
  /** A login of the demonstration, or `nobody`. */
  readonly as: string;
  readonly path: string | ((page: Page, demo: Demo) => Promise<string>);
  readonly before?: (page: Page) => Promise<unknown>;
}

/** The address behind a link of another page, by its words. */
const linked =
  (from: string, words: string | RegExp) =>
  async (page: Page, demo: Demo): Promise<string> => {
    await page.goto(demo.home + from);
    return (await page.getByRole("main").getByRole("link", { name: words }).first().getAttribute("href")) as string;
  };

/** The address of somebody’s share in a sharing. */
const shareOf = (title: string, name: string) => async (page: Page, demo: Demo) => {
  const members = await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/members?limit=200`);
  const { items } = (await members.json()) as { items: { id: string; name: string }[] };
  return sharing(title, `/shares/${items.find((each) => each.name === name)?.id}`)(page, demo);
};

/** The address of a sharing by the beginning of its title. */
const sharing =
  (title: string, rest = "") =>
  async (page: Page, demo: Demo) => {
    const answer = await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/sharings`);
    const { items } = (await answer.json()) as { items: { id: string; title: string }[] };
    return `/c/${demo.slug}/sharings/${items.find((each) => each.title.startsWith(title))?.id}${rest}`;
  };

/** A page of a link that nobody made, as if it opened. */
const goodLink =
  (path: string, invited: { member: string; collective: string } | null = null) =>
  async (page: Page) => {
    await page.route("**/api/v1/links/standing", (route) =>
      route.request().postDataJSON().token === "link" ? route.fulfill({ json: { invited } }) : route.fallback(),
    );
    return path;
  };

/** The page of a bank whose statement says what the ledger knows, what it does not, and something by name. */
async function withStatement(page: Page, demo: Demo): Promise<string> {
  const api = `${demo.url}/api/v1/collectives/${demo.slug}`;
  const { items } = (await (await page.request.get(`${api}/entries?kind=money-in&limit=50`)).json()) as {
    items: { datedOn: string; lines: { amount: string }[] }[];
  };
  const french = (day: string) => day.split("-").reverse().join("/");
  const known = items.slice(0, 2).map(({ datedOn, lines }, index) => {
    const day = french(datedOn);
    return `${day};${day};;${lines[0]?.amount.replace(".", ",")};${index === 0 ? "VIR RECU 4471 CONVENTION" : "REMISE CHEQUES"};`;
  });
  const day = french(items[0]?.datedOn ?? "2026-01-02");
  const text = [
    "Date;Date de valeur;Débit;Crédit;Libellé;Solde",
    ...known,
    `${day};${day};-7,50;;FRAIS TENUE DE COMPTE;`,
    `${day};${day};;20,00;VIR DE NOOR ADHESION 2026;`,
    // What the ledger holds that day, 23,672.00, and what it does not know yet.
    `${day};${day};-18,90;;CB LIBRAIRIE DU COIN;23665,60`,
  ].join("\n");
  await page.goto(demo.home);
  await page.evaluate(
    `fetch("/api/v1/collectives/${demo.slug}/bank-statements/text", { method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify({ text, name: "releve-mars.csv" }))} })`,
  );
  return "/treasury/bank";
}

export const shots: readonly Shot[] = [
  { name: "login", as: "nobody", path: "/login" },
  { name: "setup", as: "nobody", path: goodLink("/setup#link") },
  { name: "invitation", as: "nobody", path: goodLink("/invitation#link", { member: "Solène", collective: "La Fabrique du Quai" }) },
  { name: "password", as: "nobody", path: goodLink("/password#link") },
  { name: "link-over", as: "nobody", path: "/invitation#used" },
  { name: "home", as: "noor", path: "" },
  {
    name: "contribute-alike",
    as: "noor",
    path: "/c/fabrique-du-quai/contribute",
    before: async (page) => {
      await page.getByLabel("en une ligne").fill("110 h #accueil-2026 du 15/01, accompagnement");
      await page
        .getByText("C’est la même")
        .waitFor({ timeout: 3_000 })
        .catch(() => undefined);
    },
  },
  {
    name: "contribute-typed",
    as: "noor",
    path: "/c/fabrique-du-quai/contribute",
    before: (page) => page.getByLabel("en une ligne").fill("3h30 facilitation #kit-incubateur atelier du 12/03"),
  },
  {
    name: "contribute-asked",
    as: "noor",
    path: "/c/fabrique-du-quai/contribute",
    before: (page) => page.getByLabel("en une ligne").fill("@yann 60 € facilitation des ateliers du 31/02"),
  },
  {
    name: "contribute-without",
    as: "noor",
    path: "/c/fabrique-du-quai/contribute",
    before: async (page) => {
      await page.getByLabel("en une ligne").fill("don 20 € #acueil");
      await page.getByText("Peut-être l’enveloppe").waitFor();
    },
  },
  { name: "table", as: "maelle", path: "/c/fabrique-du-quai/contribute/table" },
  {
    name: "table-mapping",
    as: "maelle",
    path: "/c/fabrique-du-quai/contribute/table",
    before: async (page) => {
      const rows = [
        "Moment;Prénom usuel;Sorte;Combien;Ce qui s’est passé",
        "13/03/2026;Noor;Heures;2;Balayage du quai",
        "14/03/2026;Yann;Heures;1,5;Balayage, la fin",
        "15/03/2026;Noor;Heures;1;Tri",
      ];
      await page.getByLabel("Le tableau collé").fill(rows.join("\n"));
      await page.getByRole("button", { name: "Lire le tableau" }).click();
      await page.getByRole("heading", { level: 2, name: "Quelle colonne" }).waitFor();
    },
  },
  {
    name: "table-sheet",
    as: "maelle",
    path: "/c/fabrique-du-quai/contribute/table",
    before: async (page) => {
      const rows = [
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags",
        "Noor,,Mairie,Accueil,,Permanence,No,2026-03-13,09:00:00,2026-03-13,10:30:00,01:30:00,quai",
        "Yann,,Mairie,Site vitrine,Maquette,,No,2026-03-14,09:00:00,2026-03-14,09:20:00,00:20:00,",
      ];
      await page.getByLabel("Le tableau collé").fill(rows.join("\n"));
      await page.getByText("Ce que le tableau ne dit pas").click();
      await page.getByLabel("Nature").selectOption({ label: "Heures" });
      await page.getByLabel("Cercle").selectOption({ label: "Accueil" });
      await page.getByRole("button", { name: "Lire le tableau" }).click();
      await page.getByText("Comment il est lu").click();
    },
  },
  {
    name: "table-faulty",
    as: "maelle",
    path: "/c/fabrique-du-quai/contribute/table",
    before: async (page) => {
      const rows = [
        "Date;Qui;Nature;Quantité;Cercle;Note",
        "12/03/2026;Noor;Facilitation;3h30;Accueil;Atelier d’accueil",
        "13/03/2026;Nour;Heures;-2;Accueil;Rangement de la cour",
        "31/02/2026;Yann;Heures;2;Accueil;Affiches",
      ];
      await page.getByLabel("Le tableau collé").fill(rows.join("\n"));
      await page.getByRole("button", { name: "Lire le tableau" }).click();
      await page.getByRole("button", { name: "Corriger et relire" }).waitFor();
    },
  },
  {
    name: "contribution",
    as: "bastien",
    path: async (page, demo) => {
      const api = `${demo.url}/api/v1/collectives/${demo.slug}`;
      const { items } = await (await page.request.get(`${api}/contributions?q=soupe`)).json();
      return `${demo.home.slice(demo.url.length)}/contributions/${items[0].id}`;
    },
  },
  {
    name: "mine",
    as: "bastien",
    path: "/c/fabrique-du-quai/mine",
    before: async (page) => {
      const show = page.getByRole("button", { name: "Montrer mon heure" });
      if (await show.isVisible()) await show.click();
    },
  },
  { name: "circle-kit", as: "idriss", path: linked("/circles", /^Atelier du kit/) },
  { name: "circle-late", as: "noor", path: linked("/circles", /^Accueil/) },
  {
    name: "circle-sheet",
    as: "bastien",
    path: linked("/circles", /^Vergers/),
    before: async (page) => {
      await page.getByRole("button", { name: "Modifier la fiche" }).click();
      await page.locator("summary", { hasText: "Ajouter un lien" }).click();
    },
  },
  {
    name: "circle-meeting",
    as: "noor",
    path: async (page, demo) => {
      const { items } = await (await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/meetings`)).json();
      return `/c/${demo.slug}/meetings/${items[0].id}`;
    },
  },
  {
    name: "circle-writing",
    as: "noor",
    path: "/meetings/new",
    before: async (page) => {
      await page.getByLabel("Informations").fill("La salle est libre le mercredi.");
      await page.getByRole("button", { name: "Ajouter une décision" }).click();
      await page.getByRole("button", { name: "Ajouter une action" }).click();
    },
  },
  { name: "menu", as: "noor", path: "/c/fabrique-du-quai/menu" },
  {
    name: "treasury-payments",
    as: "odile",
    path: "/treasury/payments",
    before: async (page) => {
      for (const box of (await page.getByRole("checkbox").all()).slice(2, 4)) await box.check();
    },
  },
  {
    name: "treasury-pay",
    as: "odile",
    path: "/treasury/payments",
    before: async (page) => {
      for (const box of (await page.getByRole("checkbox").all()).slice(2, 4)) await box.check();
      await page.getByRole("button", { name: "Verser…" }).click();
      await page.locator("dialog .booked").waitFor();
    },
  },
  {
    name: "treasury-batches",
    as: "odile",
    path: async (page, demo) => {
      const at = `${demo.url}/api/v1/collectives/${demo.slug}/payment-batches`;
      const { items } = (await (await page.request.get(at)).json()) as { items: { id: string; status: string }[] };
      for (const { id } of items.filter(({ status }) => status === "open"))
        await page.request.post(`${at}/${id}/cancellation`, { data: {}, headers: { origin: demo.url } });
      return "/treasury/batches";
    },
  },
  {
    name: "treasury-batch-prepare",
    as: "odile",
    path: "/treasury/batches",
    before: (page) =>
      page
        .getByRole("button", { name: "Préparer…" })
        .click({ timeout: 3_000 })
        .catch(() => undefined),
  },
  {
    name: "treasury-batch",
    as: "odile",
    path: async (page, demo) => {
      const at = `${demo.url}/api/v1/collectives/${demo.slug}/payment-batches`;
      const made = (await (await page.request.get(at)).json()) as { items: { id: string; status: string }[] };
      const open = made.items.find(({ status }) => status === "open");
      if (open) return `/treasury/batches/${open.id}`;
      const { items } = (await (await page.request.get(`${at}/proposal`)).json()) as {
        items: { what: string; id: string; staysOut: string[] }[];
      };
      const ready = items.filter(({ staysOut }) => staysOut.length === 0).map(({ what, id }) => ({ what, id }));
      const executesOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      const answer = await page.request.post(at, { data: { executesOn, items: ready }, headers: { origin: demo.url } });
      return `/treasury/batches/${((await answer.json()) as { id: string }).id}`;
    },
  },
  { name: "treasury-payees", as: "odile", path: "/treasury/payees" },
  {
    name: "treasury-iban",
    as: "odile",
    path: "/treasury/third-parties",
    before: (page) => page.getByRole("button", { name: /^IBAN/ }).first().click(),
  },
  {
    name: "treasury-bills",
    as: "odile",
    path: "/treasury/bills",
    before: async (page) => {
      await page.getByLabel("De qui").selectOption({ index: 1 });
      await page.getByLabel("Montant").first().fill("450,00");
    },
  },
  { name: "treasury-home", as: "odile", path: "/treasury" },
  {
    name: "treasury-bank",
    as: "odile",
    path: withStatement,
    before: (page) => page.locator("summary", { hasText: "Dire ce que c’est" }).last().click(),
  },
  {
    name: "treasury-bank-several",
    as: "odile",
    path: withStatement,
    before: async (page) => {
      const card = page.getByRole("listitem").filter({ hasText: "LIBRAIRIE DU COIN" }).first();
      await card.locator("summary").last().click();
      await card.getByRole("button", { name: "Plusieurs choses à la fois…" }).click();
      await page.getByRole("dialog").getByRole("checkbox").first().check();
    },
  },
  { name: "treasury-entries", as: "noor", path: "/treasury/entries" },
  {
    name: "treasury-entry",
    as: "odile",
    path: "/treasury/entries?kind=sharing",
    before: async (page) => {
      await page.getByRole("heading", { level: 2 }).first().getByRole("link").click();
      await page.getByText("Sa place dans la chaîne").waitFor();
    },
  },
  { name: "treasury-third-parties", as: "odile", path: "/treasury/third-parties" },
  { name: "treasury-exports", as: "odile", path: "/treasury/exports" },
  { name: "treasury-years", as: "odile", path: "/treasury/years" },
  { name: "treasury-year", as: "odile", path: "/treasury/years/2026-01-01" },
  { name: "treasury-accounts", as: "odile", path: "/treasury/accounts" },
  {
    name: "treasury-account-change",
    as: "odile",
    path: "/treasury/accounts",
    before: async (page) => {
      await page
        .getByRole("button", { name: /Changer le compte.*banque/ })
        .first()
        .click();
    },
  },
  { name: "treasury-volunteering", as: "odile", path: "/treasury/volunteering?from=2026-01-01&until=2026-12-31" },
  { name: "treasury-sheets", as: "odile", path: "/treasury/volunteering?sheet&from=2026-01-01&until=2026-12-31" },
  {
    name: "envelope-report",
    as: "odile",
    path: async (page, demo) => {
      const found = `fetch("/api/v1/collectives/${demo.slug}/envelopes?limit=100").then((answer) => answer.json()).then(({ items }) => items.find(({ name }) => name === "Kit incubateur").id)`;
      return `/envelopes/${await page.evaluate(found)}/report`;
    },
  },
  {
    name: "treasury-transfers",
    as: "odile",
    path: "/treasury/transfers",
    before: async (page) => {
      await page.getByLabel("De", { exact: true }).selectOption({ index: 1 });
      await page.getByLabel("Vers", { exact: true }).selectOption({ index: 5 });
      await page.getByLabel("Montant").fill("250");
    },
  },
  {
    name: "treasury-fund",
    as: "odile",
    path: "/treasury/transfers",
    before: (page) => page.getByRole("button", { name: "Archiver Association" }).click(),
  },
  {
    name: "treasury-money-in",
    as: "odile",
    path: "/treasury/money-in",
    before: async (page) => {
      await page.getByRole("button", { name: /C’est arrivé/ }).click();
      await page.locator("section.card").getByLabel("Montant").fill("1 000");
    },
  },
  { name: "envelopes", as: "maelle", path: "/c/fabrique-du-quai/envelopes" },
  { name: "envelope-over", as: "maelle", path: linked("/envelopes", /Accueil 2026/) },
  {
    name: "envelope-kit",
    as: "maelle",
    path: linked("/envelopes", /Kit incubateur/),
    before: async (page) => {
      for (const figure of [/Reçu/, /Factures et frais/, /Versé/])
        await page.locator("summary").filter({ hasText: figure }).first().click();
      await page.waitForLoadState("networkidle");
    },
  },
  {
    name: "envelope-closing",
    as: "maelle",
    path: linked("/envelopes", /Kit incubateur/),
    before: (page) => page.getByRole("button", { name: "Clore l’enveloppe" }).click(),
  },
  { name: "contracts", as: "maelle", path: "/c/fabrique-du-quai/contracts" },
  {
    name: "contract-writing",
    as: "maelle",
    path: "/c/fabrique-du-quai/contracts",
    before: (page) => page.getByRole("button", { name: "Écrire un contrat" }).click(),
  },
  { name: "tensions", as: "maelle", path: "/c/fabrique-du-quai/tensions" },
  { name: "circles", as: "noor", path: "/c/fabrique-du-quai/circles" },
  { name: "circle", as: "maelle", path: linked("/circles", /^Accueil/) },
  { name: "audit", as: "maelle", path: "/c/fabrique-du-quai/audit" },
  { name: "kinds", as: "maelle", path: "/c/fabrique-du-quai/kinds" },
  {
    name: "kind-rate",
    as: "maelle",
    path: "/c/fabrique-du-quai/kinds",
    before: (page) =>
      page
        .getByRole("button", { name: /^Fixer un taux/ })
        .first()
        .click(),
  },
  {
    name: "settings",
    as: "maelle",
    path: "/c/fabrique-du-quai/settings",
    before: async (page) => {
      await page.getByLabel("Un jour de plus").fill("2026-05-15");
      await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    },
  },
  {
    name: "public",
    as: "maelle",
    path: "/c/fabrique-du-quai/settings",
    before: async (page) => {
      const turn = page.getByLabel(/Montrer cette page/);
      if (!(await turn.isChecked())) await turn.click();
      await page.getByRole("link", { name: "Voir la page publique" }).click();
      await page.getByText("Aucun nom de personne").waitFor();
      await page.locator("summary").filter({ hasText: "Voir le tableau" }).last().click();
    },
  },
  { name: "members", as: "maelle", path: "/c/fabrique-du-quai/members" },
  {
    name: "member-invited",
    as: "maelle",
    path: linked("/members", "Solène"),
    before: (page) => page.getByRole("button", { name: "Créer un lien d’invitation" }).click(),
  },
  {
    name: "member-role",
    as: "maelle",
    path: linked("/members", "Noor"),
    before: (page) => page.getByLabel(/^trésorerie/).click(),
  },
  {
    name: "member-erase",
    as: "maelle",
    path: linked("/members", "Bastien"),
    before: (page) => page.getByRole("button", { name: "Effacer ses données" }).click(),
  },
  { name: "envelope-new", as: "maelle", path: "/c/fabrique-du-quai/envelopes/new" },
  { name: "sharing-open-pilot", as: "bastien", path: sharing("Accueil") },
  { name: "sharing-open", as: "noor", path: sharing("Accueil") },
  { name: "share", as: "noor", path: shareOf("Kit", "Noor") },
  {
    name: "share-refund",
    as: "odile",
    path: shareOf("Kit", "Bastien"),
    before: async (page) => {
      await page
        .getByRole("button", { name: /^Argent rendu/ })
        .first()
        .click();
      await page.locator("dialog .booked").waitFor();
    },
  },
  { name: "sharings", as: "bastien", path: "/c/fabrique-du-quai/sharings" },
  { name: "sharing-new", as: "bastien", path: "/c/fabrique-du-quai/sharings/new" },
  { name: "sharing-key", as: "bastien", path: sharing("Accueil", "/key") },
  {
    name: "sharing-key-brackets",
    as: "bastien",
    path: sharing("Accueil", "/key"),
    before: async (page) => {
      await page.getByLabel("Ajouter une étape").selectOption("levy");
      await page.getByRole("button", { name: "+ Ajouter une étape" }).click();
      await page.getByLabel("Combien").last().selectOption("brackets");
    },
  },
  { name: "sharing-posted", as: "odile", path: sharing("Kit") },
  // They open rounds of their own, which take from the envelopes: last.
  ...roundShots,
  // They turn decisions on, which every page then names: after all others.
  ...decisionShots,
  ...governanceShots,
];
