/** Pages of rounds: the two of the demonstration, and what is set up here for states it does not show. */
import type { Page } from "playwright-core";
import type { Demo } from "../test/support/chromium.js";
import { ask, openRound, roundCalled } from "../test/support/rounds-in-browser.js";
import type { Shot } from "./shots.js";

const running = "Deuxième cobudget du Quai";
const ended = "Premier cobudget du Quai";

const at =
  (title: string, rest = "") =>
  async (page: Page, demo: Demo): Promise<string> =>
    `/rounds/${(await roundCalled(page, demo, title)).id}${rest}`;

const bucketAt =
  (title: string, bucket: string) =>
  async (page: Page, demo: Demo): Promise<string> => {
    const { id } = await roundCalled(page, demo, title);
    const { items } = await ask(page, demo, "GET", `/rounds/${id}/buckets`);
    return `/rounds/${id}/buckets/${items.find((each: { title: string }) => each.title === bucket).id}`;
  };

const settledAt =
  (rest = "") =>
  async (page: Page, demo: Demo) =>
    `/rounds/${await openRound(page, demo, { title: "Cobudget à clore", phase: "settling" })}${rest}`;
const voteAt = (ballotType: string) => async (page: Page, demo: Demo) =>
  `/rounds/${await openRound(page, demo, { title: `Vote (${ballotType})`, ballotType })}`;
const secretAt = async (page: Page, demo: Demo) => `/rounds/${await openRound(page, demo, { title: "Cobudget secret", isSecret: true })}`;

export const roundShots: readonly Shot[] = [
  { name: "round-board", as: "noor", path: at(running) },
  { name: "round-outcome", as: "noor", path: at(ended) },
  { name: "round-list", as: "noor", path: "/rounds" },
  { name: "round-bucket", as: "noor", path: bucketAt(running, "Fresque du pignon, au pochoir") },
  { name: "round-propose", as: "noor", path: at(running, "/buckets/new") },
  { name: "round-pilot", as: "maelle", path: at(running, "/pilot") },
  {
    name: "round-settings",
    as: "maelle",
    path: at(running, "/pilot"),
    before: async (page) => {
      await page.getByText("Les dates", { exact: true }).click();
      await page.getByText("Les réglages", { exact: true }).click();
    },
  },
  { name: "round-settling", as: "maelle", path: settledAt() },
  { name: "round-closing", as: "maelle", path: settledAt("/pilot") },
  { name: "round-secret", as: "maelle", path: secretAt },
  { name: "round-open", as: "maelle", path: "/rounds/new" },
  ...["approval", "choose-1", "cumulative", "scoring", "ordinal"].map((type) => ({
    name: `round-vote-${type}`,
    as: "maelle",
    path: voteAt(type),
  })),
];
