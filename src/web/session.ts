/**
 * Who is logged in. `undefined`: not known yet; `null`: nobody.
 *
 * What a page knew when it was left is kept on the device while the session lasts, so that a page opened again begins at once;
 * the service is asked meanwhile, and has the last word.
 */
import { signal } from "@preact/signals";
import type { Session as OpenSession } from "../features/session/session.schema.js";
import { answerOf, marginMs, renewal, send } from "./api.js";
import { forgetReadings, refreshReadings } from "./readings.js";
import { type Language, language, readIn } from "./speech.js";

type OpenedSession = OpenSession & { accessEndsAt: string };

export const session = signal<OpenSession | null | undefined>(undefined);

const kept = "moisson.session";

function take(opened: OpenedSession | null): void {
  renewal.endsAt = opened ? Date.parse(opened.accessEndsAt) : Number.POSITIVE_INFINITY;
  session.value = opened;
  if (opened) localStorage.setItem(kept, JSON.stringify(opened));
  else localStorage.removeItem(kept);
  if (opened) readOn(opened.locale);
}

/** In another language than so far, what the service said in the former one is asked for again. */
function readOn(locale: Language): void {
  const changes = locale !== language.value;
  readIn(locale);
  if (changes) refreshReadings();
}

/** Reads on in another language, here and at the next visit of this device. */
export function chooseLanguage(locale: Language): void {
  const known = keptSession();
  if (known) localStorage.setItem(kept, JSON.stringify({ ...known, locale }));
  readOn(locale);
}

/** The session as this device knew it, while it needs no refresh. */
function keptSession(): OpenedSession | undefined {
  try {
    const opened = JSON.parse(localStorage.getItem(kept) ?? "null") as OpenedSession | null;
    return opened && Date.parse(opened.accessEndsAt) - marginMs > Date.now() ? opened : undefined;
  } catch {
    return undefined;
  }
}

renewal.renew = async () => {
  const opened = await answerOf<OpenedSession | null>(await send("POST", "/session/refresh", {}));
  take(opened ?? null);
  return opened !== null;
};

/** Asks the service anew who is here. Throws a Problem when it does not answer. */
export const resumeSession = renewal.renew;

/** Takes the session this device knows, if it does, without asking anybody. */
export function recallSession(): void {
  const known = keptSession();
  if (known) take(known);
}

/** Finds out who is here, at the start. Throws a Problem when the service does not answer and nothing is known. */
export async function startSession(): Promise<void> {
  const known = keptSession();
  if (!known) {
    await resumeSession();
    return;
  }
  if (session.value === undefined) take(known);
  const said = await answerOf<OpenSession | null>(await send("GET", "/session"));
  if (said?.loginId === known.loginId) take({ ...known, ...said });
  else await resumeSession();
}

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
