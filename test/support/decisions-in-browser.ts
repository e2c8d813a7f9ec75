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

/** A meeting of everybody publishes a version of the social code, at once; the id of the decision. */
export async function publishCode(page: Page, demo: Demo, versionId: string): Promise<string> {
  const { items: members } = await ask(page, demo, "GET", "/members?limit=200");
  const presentIds = members.filter(({ kind }: Answer) => kind === "person").map(({ id }: Answer) => id);
  const meeting = await ask(page, demo, "POST", "/meetings", { circleId: await idCalled(page, demo, "/circles", "Accueil"), presentIds });
  const parts = [{ title: "Code social", changes: [{ kind: "publish-social-code", versionId }] }];
  const decision = { title: "Notre code social", way: "meeting", meetingId: meeting.id, text: "Lu ensemble.", parts };
  const { id, state } = await ask(page, demo, "POST", "/decisions", decision);
  if (state !== "adopted") throw new Error(`it is ${state}`);
  return id;
}
