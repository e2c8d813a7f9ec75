/** Decisions beside the demonstration, set up through the service by who is logged in on a page. */
import type { Page } from "playwright-core";
import type { Demo } from "./chromium.js";
import { ask } from "./rounds-in-browser.js";

// biome-ignore lint/suspicious/noExplicitAny: what a journey reads of an answer, the API's own tests guard
type Answer = any;

/** Turns decisions on, as an admin does in the settings. */
export async function turnOn(page: Page, demo: Demo): Promise<void> {
  const { modules } = await ask(page, demo, "GET", "");
  if (!modules.includes("decisions")) await ask(page, demo, "PATCH", "", { modules: [...modules, "decisions"] });
}

export const idCalled = async (page: Page, demo: Demo, path: string, name: string): Promise<string> =>
  (await ask(page, demo, "GET", path)).items.find((each: Answer) => (each.name ?? each.title) === name).id;

/** A key that is written and waits to be put in force. */
export async function writeKey(page: Page, demo: Demo, name: string, envelope: string): Promise<Answer> {
  const envelopeId = await idCalled(page, demo, "/envelopes?limit=200", envelope);
  return ask(page, demo, "POST", "/keys", { name, envelopeId, key: { steps: [{ kind: "equal", among: "contributors" }] } });
}

/** Proposes something, once for each title; its id. */
export async function proposeOnce(page: Page, demo: Demo, title: string, more: Record<string, unknown> = {}): Promise<string> {
  const { items } = await ask(page, demo, "GET", "/decisions?limit=200");
  const known = items.find((each: Answer) => each.title === title);
  if (known) return known.id;
  const body = { title, way: "announced", text: `${title}.`, parts: [{ title, changes: [] }], ...more };
  return (await ask(page, demo, "POST", "/decisions", body)).id;
}
