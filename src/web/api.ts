/**
 * The one way to the service: JSON in and out.
 *
 *  1. What is refused comes back as a `Problem` with the service’s own sentence and figures; a request that got no answer is
 *     one too (`offline`): nobody knows whether it arrived, so it is sent again under the same key.
 *  2. The session is refreshed shortly before it ends, once for all that wait, so that nothing is answered 401 meanwhile.
 *  3. A write carries an idempotency key; sent twice, it happens once.
 */
import { language } from "./speech.js";

/** Why something was not done. `detail` is a sentence in the reader’s language. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly figures: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }

  /** Nobody knows whether it was done: no answer came, or one that says nothing about it. */
  get isUnsettled(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

export interface Fault {
  readonly at: string;
  readonly problem: string;
}

/** The fields a problem is about, as the service names them, without the part of the request they stand in. */
export function faultsOf(problem: Problem): Fault[] {
  const { faults, at, problem: word } = problem.figures as { faults?: Fault[]; at?: string; problem?: string };
  const named = faults ?? (typeof at === "string" ? [{ at, problem: word ?? problem.code }] : []);
  return named.map((fault) => ({ ...fault, at: fault.at.replace(/^(?:body|query|params)\./, "") }));
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** How long before its end a session is refreshed. */
export const marginMs = 45_000;

/** Who refreshes the session, and until when it needs none; session.ts says both. */
export const renewal: { endsAt: number; renew: () => Promise<boolean> } = { endsAt: 0, renew: async () => false };

let renewing: Promise<boolean> | undefined;
function renewOnce(): Promise<boolean> {
  renewing ??= renewal.renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

const offline = {
  fr: "La connexion ne répond pas. Rien n’est perdu : réessayez dès qu’elle revient.",
  en: "The connection does not answer. Nothing is lost: try again once it is back.",
};

/** Sends as it is: no refresh before, none after. The session’s own requests are made with it. */
export async function send(method: Method, path: string, body?: unknown, key?: string): Promise<Response> {
  const isForm = body instanceof FormData;
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers: {
        "accept-language": language.value,
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new Problem("offline", 0, offline[language.value]);
  }
}

/** The answer’s JSON, undefined for an empty one; throws a Problem for a refusal. */
export async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text().catch(() => {
    throw new Problem("offline", 0, offline[language.value]);
  });
  const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
  const value = isJson && text !== "" ? JSON.parse(text) : undefined;
  if (response.ok) return value as Answer;
  throw new Problem(
    value?.code ?? "unexpected",
    response.status,
    value?.detail ?? `${response.status} ${response.statusText}`,
    value?.figures,
  );
}

async function call<Answer>(method: Method, path: string, body?: unknown, key?: string): Promise<Answer> {
  if (Date.now() > renewal.endsAt - marginMs) await renewOnce();
  const response = await send(method, path, body, key);
  // A clock that is wrong by minutes: the service decides, once.
  if (response.status === 401 && (await renewOnce())) return answerOf(await send(method, path, body, key));
  return answerOf(response);
}

/** Reads a thing. */
export const get = <Answer>(path: string): Promise<Answer> => call("GET", path);

/** Writes; `key` makes a second try of the same thing harmless. */
export const write = <Answer>(method: Exclude<Method, "GET">, path: string, body?: unknown, key: string = newKey()): Promise<Answer> =>
  call(method, path, body, key);

/** All pages of a list. */
export async function getAll<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const joint: string = path.includes("?") ? "&" : "?";
    const page: { items: Item[]; nextCursor?: string | null } = await get(
      `${path}${cursor === "" ? "" : `${joint}cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor ?? null;
  }
  return items;
}

/** A key nobody else has: from random bytes, which pages on plain http have too. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
