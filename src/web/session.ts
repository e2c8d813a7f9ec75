/** Who is logged in. `undefined`: not known yet; `null`: nobody. */
import { signal } from "@preact/signals";
import type { Session as OpenSession } from "../features/session/session.schema.js";
import { answerOf, renewal, send } from "./api.js";
import { forgetReadings } from "./readings.js";
import { readIn } from "./speech.js";

type OpenedSession = OpenSession & { accessEndsAt: string };

export const session = signal<OpenSession | null | undefined>(undefined);

function take(opened: OpenedSession | null): void {
  renewal.endsAt = opened ? Date.parse(opened.accessEndsAt) : Number.POSITIVE_INFINITY;
  session.value = opened;
  if (opened) readIn(opened.locale);
}

renewal.renew = async () => {
  const opened = await answerOf<OpenedSession | null>(await send("POST", "/session/refresh", {}));
  take(opened ?? null);
  return opened !== null;
};

/** Finds out who is here. Throws a Problem when the service does not answer. */
export const resumeSession = renewal.renew;

/** Opens a session: by a login, an invitation, a setup, another password. What opened it may answer with something else. */
export async function openSession(path: string, body: unknown): Promise<OpenSession> {
  const answer = await answerOf<Partial<OpenedSession>>(await send("POST", path, body));
  forgetReadings();
  if (answer.accessEndsAt) take(answer as OpenedSession);
  else await resumeSession();
  if (!session.value) throw new Error(`${path} opened no session`);
  return session.value;
}

export async function logOut(): Promise<void> {
  await answerOf(await send("DELETE", "/session"));
  forgetReadings();
  take(null);
}
