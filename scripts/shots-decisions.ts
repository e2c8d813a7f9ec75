/** Pages of decisions: the demonstration has none, so they are turned on and proposed here. */
import type { Page } from "playwright-core";
import type { Demo } from "../test/support/chromium.js";
import { idCalled, proposeOnce, turnOn, writeKey } from "../test/support/decisions-in-browser.js";
import { ask } from "../test/support/rounds-in-browser.js";
import type { Shot } from "./shots.js";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** One with changes of several kinds, in the making; who reads has to say their word. */
async function proposed(page: Page, demo: Demo): Promise<string> {
  await turnOn(page, demo);
  const kindId = await idCalled(page, demo, "/kinds", "Facilitation");
  const { items: keys } = await ask(page, demo, "GET", "/keys");
  const keyId = keys[0]?.id ?? (await writeKey(page, demo, "Parts égales", "Petits projets")).id;
  return proposeOnce(page, demo, "Le tarif de l’heure de facilitation", {
    text: "Faciliter demande de préparer et de ranger, et nos voisins comptent déjà ces heures-là.\n\nNous proposons de les reconnaître à partir du mois prochain, et de partager les petits projets à parts égales.",
    parts: [
      {
        title: "Le tarif",
        changes: [
          { kind: "set-rate", kindId, rate: "32.00", fromOn: inDays(20) },
          { kind: "adopt-key", keyId },
          { kind: "open-envelope", name: "Fête d’été", circleId: await idCalled(page, demo, "/circles", "Accueil"), referentId: null },
        ],
      },
    ],
  });
}

/** One that was blocked in a meeting. */
async function postponed(page: Page, demo: Demo): Promise<string> {
  await turnOn(page, demo);
  const { items } = await ask(page, demo, "GET", "/decisions?limit=200");
  const title = "Ouvrir la cour le dimanche";
  const known = items.find((each: { title: string }) => each.title === title);
  if (known) return known.id;
  const circleId = await idCalled(page, demo, "/circles", "Accueil");
  const [maelle, bastien] = [
    await idCalled(page, demo, "/members?limit=200", "Maëlle"),
    await idCalled(page, demo, "/members?limit=200", "Bastien"),
  ];
  const meeting = await ask(page, demo, "POST", "/meetings", { circleId, presentIds: [maelle, bastien] });
  return proposeOnce(page, demo, title, {
    ...{ circleId, way: "meeting", meetingId: meeting.id },
    text: "Une équipe ouvre la cour chaque dimanche après-midi, avec du thé et des chaises.",
    said: [
      { voterId: bastien, choice: "block", argument: "Personne n’a encore dit qui ferme, ni à quelle heure. J’ai besoin de le savoir." },
    ],
  });
}

const adopted = async (page: Page, demo: Demo): Promise<string> => {
  await turnOn(page, demo);
  const circleId = await idCalled(page, demo, "/circles", "Accueil");
  const maelle = await idCalled(page, demo, "/members?limit=200", "Maëlle");
  const { items } = await ask(page, demo, "GET", "/decisions?limit=200");
  const title = "Une enveloppe pour les outils";
  const known = items.find((each: { title: string }) => each.title === title);
  if (known) return known.id;
  const meeting = await ask(page, demo, "POST", "/meetings", { circleId, presentIds: [maelle] });
  const change = { kind: "open-envelope", name: "Outils de la cour", circleId, referentId: maelle };
  return proposeOnce(page, demo, title, {
    ...{ circleId, way: "meeting", meetingId: meeting.id, text: "Mettre de côté de quoi réparer ce qui casse." },
    parts: [{ title, changes: [change] }],
  });
};

const at = (found: (page: Page, demo: Demo) => Promise<string>) => async (page: Page, demo: Demo) =>
  `/decisions/${await found(page, demo)}`;

export const decisionShots: readonly Shot[] = [
  {
    name: "decision-empty",
    as: "maelle",
    path: async (page, demo) => {
      await turnOn(page, demo);
      return "/decisions";
    },
  },
  { name: "decision-open", as: "maelle", path: at(proposed) },
  {
    name: "decision-asked",
    as: "bastien",
    path: async (page, demo) => `/decisions/${await idCalled(page, demo, "/decisions", "Le tarif de l’heure de facilitation")}`,
  },
  { name: "decision-postponed", as: "maelle", path: at(postponed) },
  { name: "decision-adopted", as: "maelle", path: at(adopted) },
  { name: "decision-list", as: "bastien", path: "/decisions" },
  {
    name: "decision-new",
    as: "maelle",
    path: "/decisions/new",
    before: async (page) => {
      await page.getByLabel("En une ligne").fill("Le tarif de l’heure");
      await page.getByLabel("Ajouter un changement").selectOption({ label: "fixer un taux" });
      await page.getByRole("button", { name: "Ajouter", exact: true }).click();
    },
  },
  {
    name: "decision-again",
    as: "maelle",
    path: async (page, demo) => `/decisions/new?again=${await postponed(page, demo)}`,
  },
  { name: "decision-menu", as: "maelle", path: "/menu" },
];
