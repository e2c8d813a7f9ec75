/** Rounds beside those of the demonstration, set up through the service by who is logged in on a page. */
import type { Page } from "playwright-core";
import type { Demo } from "./chromium.js";

// biome-ignore lint/suspicious/noExplicitAny: what a journey reads of an answer, the API's own tests guard
type Answer = any;

/** Asks the service as the page’s reader. */
export const ask = (page: Page, demo: Demo, method: "GET" | "POST" | "PATCH" | "PUT", path: string, body?: unknown): Promise<Answer> =>
  page.evaluate(
    async ({ url, method, body }) => {
      const response = await fetch(url, {
        method,
        ...(body === null ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${method} ${url}: ${JSON.stringify(answer)}`);
      return answer;
    },
    { url: `/api/v1/collectives/${demo.slug}${path}`, method, body: body === undefined ? null : body },
  );

export const roundCalled = async (page: Page, demo: Demo, title: string): Promise<Answer> =>
  (await ask(page, demo, "GET", "/rounds?limit=200")).items.find((round: Answer) => round.title === title);

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();

interface RoundAsked {
  readonly title: string;
  readonly isSecret?: boolean;
  readonly phase?: "pledging" | "settling";
  /** A round of ballots of this kind. */
  readonly ballotType?: string;
}

const projects = [
  { title: "Grainothèque", summary: "Un meuble à tiroirs, des sachets, et le goût d’échanger.", min: "60.00", max: "110.00" },
  { title: "Atelier vélo du samedi", summary: "Des outils, un pied d’atelier, du café.", min: "140.00", max: "200.00" },
  { title: "Lampions de la cour", summary: "Pour les soirs d’été, basse consommation.", min: "90.00", max: null },
  { title: "Four à pain partagé", summary: "Le sol, la voûte, et une première fournée.", min: "190.00", max: "320.00" },
];

/** Opens one as a pilot of «Accueil», with four buckets and credits for all who log in; once for each title. */
export async function openRound(
  page: Page,
  demo: Demo,
  { title, isSecret = false, phase = "pledging", ballotType }: RoundAsked,
): Promise<string> {
  const known = await roundCalled(page, demo, title);
  if (known) return known.id;
  const { items: circles } = await ask(page, demo, "GET", "/circles");
  const { items: envelopes } = await ask(page, demo, "GET", "/envelopes?limit=200");
  const { items: members } = await ask(page, demo, "GET", "/members?limit=200");
  const idOf = (things: Answer[], name: string): string => things.find((each) => each.name === name).id;
  const among = ["Maëlle", "Idriss", "Odile", "Bastien", "Noor"].map((name) => idOf(members, name));
  const round = await ask(page, demo, "POST", "/rounds", {
    title,
    description: "Un petit budget, des envies du quartier.",
    circleId: idOf(circles, "Accueil"),
    envelopeId: idOf(envelopes, "Accueil 2026"),
    pool: "400.00",
    method: ballotType ? "ballots" : "credits",
    isSecret,
    cap: ballotType ? null : "60.00",
    proposalsFrom: inDays(-3),
    proposalsUntil: inDays(4),
    pledgesFrom: inDays(-2),
    pledgesUntil: inDays(5),
    tally: ballotType ? tallyOf(ballotType) : null,
  });
  const path = `/rounds/${round.id}`;
  if (!ballotType) await ask(page, demo, "POST", `${path}/credits`, { by: "equal", amount: "400.00", memberIds: among });
  const ids: string[] = [];
  for (const { min, max, ...bucket } of projects) {
    const items = [{ label: "Tout ce qu’il faut", min, max }];
    ids.push((await ask(page, demo, "POST", `${path}/buckets`, { ...bucket, items, publish: true })).id);
  }
  if (!ballotType) {
    await ask(page, demo, "POST", `${path}/pledges`, { bucketId: ids[0], amount: "60.00" });
    await ask(page, demo, "POST", `${path}/pledges`, { bucketId: ids[1], amount: "20.00" });
  }
  if (phase === "settling") {
    const ended = new Date().toISOString();
    await ask(page, demo, "PATCH", path, { proposalsUntil: ended, pledgesUntil: ended });
  }
  return round.id;
}

const tallyOf = (ballotType: string) => ({
  ballotType,
  ...(ballotType === "cumulative" ? { pointsMax: 10 } : ballotType === "scoring" ? { scoreMin: 0, scoreMax: 5 } : { votesMax: 3 }),
  rule: { name: "equal-shares", utility: "cost", completion: "add1u" },
});
