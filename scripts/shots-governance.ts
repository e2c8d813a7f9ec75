/** Pages of the social code, contracts, tensions, reviews and retrospectives: the demonstration has none, so they are written here. */
import type { Page } from "playwright-core";
import { charterModel } from "../src/domain/charter-model.js";
import type { Demo } from "../test/support/chromium.js";
import { idCalled, publishCode } from "../test/support/decisions-in-browser.js";
import { ask } from "../test/support/rounds-in-browser.js";
import type { Shot } from "./shots.js";

interface Drafted {
  readonly sections: readonly { readonly title: string; readonly text: string }[];
  readonly consent?: object;
}

/** Writes a version of the social code made from the model; its address. A meeting publishes it where that is wanted. */
async function codeVersion(page: Page, demo: Demo, change: (model: Drafted) => Drafted, isPublished: boolean): Promise<string> {
  await page.goto(demo.home);
  const model: Drafted = await ask(page, demo, "GET", "/social-code/model?language=fr");
  const { sections, consent = {} } = change(model);
  const { id } = await ask(page, demo, "POST", "/social-code/versions", { sections, consent });
  if (isPublished) await publishCode(page, demo, id);
  return `/social-code/versions/${id}`;
}

const today = () => new Date().toISOString().slice(0, 10);

/** A contract with a partner, which waits to be signed. */
async function contract(page: Page, demo: Demo): Promise<string> {
  await page.goto(demo.home);
  const { items } = await ask(page, demo, "GET", "/third-parties?limit=200");
  const body = {
    ...{ title: "La cour, un dimanche par mois", category: "partner", parties: [{ kind: "third-party", id: items[0].id }] },
    gives: "La cour et ses tables, un dimanche par mois, de mars à octobre.",
    receives: "Le ménage, et une page de remerciement dans le programme.",
    measure: "Huit dimanches par an.",
    condition: "Rien ne se vend sans que nous en parlions.",
    reviewOn: "2027-03-01",
  };
  return `/contracts/${(await ask(page, demo, "POST", "/contracts", body)).id}`;
}

/** A tension that somebody opened, and talked about once. */
async function tension(page: Page, demo: Demo): Promise<string> {
  await page.goto(demo.home);
  const namedIds = [await idCalled(page, demo, "/members?limit=200", "Bastien")];
  const text = "Deux fois, la porte de l’atelier était ouverte le soir. J’ai peur pour les outils, et je n’ose plus prêter ma clé.";
  const { id } = await ask(page, demo, "POST", "/tensions", { title: "Les clés de l’atelier", text, namedIds });
  const note = "Nous nous sommes parlé ; nous nous reparlons mardi.";
  await ask(page, demo, "POST", `/tensions/${id}/steps`, { step: "talk", takenOn: today(), note });
  return `/tensions/${id}`;
}

/** A workshop with rights and somebody who uses it. */
async function resource(page: Page, demo: Demo): Promise<string> {
  await page.goto(demo.home);
  const rights = [
    {
      category: "contributor",
      access: "Tous les jours, avec sa clé.",
      use: "Réparer, fabriquer, apprendre.",
      change: "Après en avoir parlé au cercle.",
    },
    { category: "commercial_user", access: "Le mercredi.", use: "Fabriquer, sous contrat.", change: "" },
  ];
  const what = "Deux établis, une scie à ruban, une presse. La clé est chez Bastien.";
  const name = `L’atelier ${await page.evaluate("Date.now() % 1000")}`;
  const { id } = await ask(page, demo, "POST", "/resources", { name, what, rights });
  const { items } = await ask(page, demo, "GET", "/third-parties?limit=200");
  await ask(page, demo, "POST", `/resources/${id}/users`, { party: { kind: "third-party", id: items[0].id }, sinceOn: "2026-03-01" });
  return `/resources/${id}`;
}

/** A charter in force, with money in its envelope, one instalment on its way and a line whose percent is not its amount. */
async function charter(page: Page, demo: Demo, state: "open" | "in-force" = "in-force"): Promise<string> {
  await page.goto(demo.home);
  const { items: members } = await ask(page, demo, "GET", "/members?limit=200");
  const [me, ...others] = ["Maëlle", "Bastien", "Appui aux jardins"].map((name) => {
    const found = members.find((each: { name: string }) => each.name.startsWith(name));
    return { kind: "member", id: found.id, name: found.name };
  });
  const all = [me, ...others].map((party) => ({ kind: "member", id: party?.id }));
  const [writer, designer, association] = all;
  const model = charterModel("fr");
  const { id } = await ask(page, demo, "POST", "/charters", {
    ...{ title: "Récit du Commun", circleId: await idCalled(page, demo, "/circles", "Accueil") },
    articles: { ...model, object: "Écrire, mettre en page et imprimer à trois cents exemplaires le récit du commun, pour la Métropole." },
    ...{ startsOn: today(), parties: all.map((party, place) => ({ ...party, role: ["Écrit", "Met en page", "Porte le projet"][place] })) },
    ...{ total: "8272.00" },
    lines: [
      { label: "Association", party: association, deliverables: "Contrat, assurance, comptes.", percent: "10", amount: "712.00" },
      { label: "Rédaction", party: writer, deliverables: "Le texte, relu.", amount: "5480.00" },
      { label: "Mise en page", party: designer, deliverables: "La maquette, prête à imprimer.", amount: "2080.00" },
    ],
  });
  await ask(page, demo, "POST", `/charters/${id}/open`);
  const words = "lu et approuvé";
  const { versions } = await ask(page, demo, "GET", `/charters/${id}`);
  const readChangedAt = versions[0].changedAt;
  for (const [place, party] of all.entries())
    if (state === "in-force" || place === 1)
      await ask(page, demo, "POST", `/charters/${id}/signatures`, {
        ...{ party, words, readChangedAt, how: "paper", name: [me, ...others][place]?.name },
      });
  if (state === "in-force") {
    const { envelopeId } = await ask(page, demo, "GET", `/charters/${id}`);
    const money = { amount: "8272.00", nature: "grant", source: "Métropole", document: `N-${id}`, datedOn: today() };
    await ask(page, demo, "POST", `/envelopes/${envelopeId}/money-in`, money);
    await ask(page, demo, "POST", `/charters/${id}/instalments`, { amount: "1000.00", note: "Premier jet" });
  }
  return `/charters/${id}`;
}

const quarterDays = () => ({ fromOn: `${today().slice(0, 4)}-01-01`, untilOn: today() });

/** A period of reviews of the circle Accueil that its pilot opened and began to write in; closed where that is wanted. */
async function reviewPeriod(page: Page, demo: Demo, isClosed: boolean): Promise<string> {
  await page.goto(demo.home);
  const circleId = await idCalled(page, demo, "/circles", "Accueil");
  const closesAt = new Date(Date.now() + 6 * 86_400_000).toISOString();
  const title = isClosed ? "L’accueil, au printemps" : "L’accueil, cet été";
  const { id, peers, criteria } = await ask(page, demo, "POST", "/review-periods", { title, circleId, ...quarterDays(), closesAt });
  const me = await idCalled(page, demo, "/members?limit=200", "Bastien");
  const words = ["Elle accueille chacun·e par son prénom.", "Tout est prêt avant l’heure, et l’on sait quoi faire."];
  const others = peers.filter(({ memberId }: { memberId: string }) => memberId !== me).slice(0, 2);
  for (const [index, { memberId }] of others.entries()) {
    const scores = { [criteria[0]]: "4", [criteria[1]]: index === 0 ? "5" : "3" };
    const weaknesses = "Dire plus tôt quand une soirée est de trop.";
    await ask(page, demo, "POST", "/reviews", { ofId: memberId, periodId: id, strengths: words[index], weaknesses, scores });
  }
  if (isClosed) await ask(page, demo, "POST", `/review-periods/${id}/close`, {});
  return `/reviews/${id}`;
}

/** A retrospective of the circle Accueil with a word of each kind, one of them published. */
async function retrospective(page: Page, demo: Demo): Promise<string> {
  await page.goto(demo.home);
  const circleId = await idCalled(page, demo, "/circles", "Accueil");
  const { id } = await ask(page, demo, "POST", "/retrospectives", { circleId, ...quarterDays() });
  const words = [
    { kind: "nugget", text: "Le soir de la soupe : trente personnes, et personne ne voulait partir." },
    { kind: "strength", text: "On s’écoute, même quand on n’est pas d’accord." },
    { kind: "pebble", text: "La clé perdue, trois fois." },
    { kind: "weakness", text: "On finit trop tard, et ce sont toujours les mêmes qui rangent." },
  ];
  for (const word of words) await ask(page, demo, "POST", `/retrospectives/${id}/words`, word);
  const { said } = await ask(page, demo, "GET", `/retrospectives/${id}`);
  await ask(page, demo, "POST", `/retrospectives/${id}/words/${said[0].id}/harvest`, { isPublished: true });
  await ask(page, demo, "PUT", `/retrospectives/${id}/gathering`, {
    gathering: "On garde la soupe. On finit à 21 h, et l’on range à tour de rôle.",
  });
  return `/retrospectives/${id}`;
}

export const governanceShots: readonly Shot[] = [
  {
    name: "social-code-none",
    as: "noor",
    path: async (page, demo) => {
      await page.goto(demo.home);
      return `/social-code?circle=${await idCalled(page, demo, "/circles", "Accueil")}`;
    },
  },
  { name: "social-code-new", as: "noor", path: "/social-code/new?start=model" },
  {
    name: "social-code-written",
    as: "noor",
    path: "/social-code/new?start=model",
    before: async (page) => {
      await page.locator("summary", { hasText: "Comment nous décidons" }).click();
      for (const name of ["Durée d’ouverture", "Jours de repos", "Dernier recours", "Qui décide"])
        await page.getByRole("button", { name: `Le dire ici : ${name}` }).click();
      await page.getByLabel("La parole d’un conseil").check();
    },
  },
  {
    name: "social-code-read",
    as: "noor",
    path: async (page, demo) => {
      await codeVersion(page, demo, (model) => model, true);
      return "/social-code";
    },
  },
  {
    name: "social-code-changes",
    as: "noor",
    path: (page, demo) =>
      codeVersion(
        page,
        demo,
        ({ sections: [first, , third, ...others] }) => ({
          sections: [first, third, ...others.slice(1), { title: "La joie", text: "Nous fêtons ce qui est fini." }].map((section, index) =>
            index === 0 ? { ...section, text: section?.text.replace("des lieux, des savoirs", "des jardins, des savoirs") } : section,
          ) as Drafted["sections"],
          consent: { openHours: 48, deciding: ["subscriber"] },
        }),
        false,
      ),
  },
  { name: "charter-new", as: "maelle", path: "/c/fabrique-du-quai/charters/new" },
  { name: "charter-open", as: "maelle", path: (page, demo) => charter(page, demo, "open") },
  { name: "charter-in-force", as: "maelle", path: (page, demo) => charter(page, demo) },
  { name: "charters", as: "maelle", path: "/charters" },

  { name: "recognition-wealth", as: "noor", path: "/wealth?span=all" },
  { name: "recognition-period", as: "bastien", path: (page, demo) => reviewPeriod(page, demo, false) },
  { name: "recognition-heard", as: "bastien", path: (page, demo) => reviewPeriod(page, demo, true) },
  { name: "recognition-retrospective", as: "bastien", path: retrospective },
  { name: "recognition-reviews", as: "bastien", path: "/reviews" },
  { name: "recognition-rates", as: "noor", path: "/rates" },
  { name: "contract", as: "maelle", path: contract },
  { name: "tension", as: "maelle", path: tension },
  { name: "resources-none", as: "maelle", path: "/resources" },
  { name: "resource", as: "maelle", path: resource },
  { name: "resources", as: "maelle", path: "/resources" },
  {
    name: "resources-adding",
    as: "maelle",
    path: "/resources",
    before: (page) => page.getByRole("button", { name: "Ajouter une ressource" }).click(),
  },
];
