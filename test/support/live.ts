/**
 * Somebody who follows a stream of changes over a real connection, as a page does.
 *
 *   const url = await house.app.listen({ host: "127.0.0.1", port: 0 });
 *   const page = await follow(t, `${url}/api/v1/collectives/les-communs/rounds/${id}/events`, ana.token);
 *   await page.until(1);      the event of the opening
 */
import type { Test } from "tap";

export interface Follower {
  readonly status: number;
  readonly headers: Headers;
  /** Everything that came, as it came. */
  readonly heard: () => string;
  /** How many events came. */
  readonly count: () => number;
  /** Waits until so many events came. */
  readonly until: (count: number) => Promise<void>;
  /** Waits until this was heard. */
  readonly untilHeard: (what: RegExp) => Promise<void>;
  /** Waits until the service ends the answer; rejects when it breaks off. */
  readonly untilEnd: () => Promise<void>;
  leave(): void;
}

const patienceMs = 60_000;

export async function follow(t: Test, url: string, token: string): Promise<Follower> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: leaving.signal });
  t.teardown(() => leaving.abort());
  let heard = "";
  const count = () => heard.split("event: changed\n").length - 1;
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) heard += decoder.decode(chunk, { stream: true });
  })();
  let hasEnded = false;
  // Whoever leaves breaks it off.
  void ended
    .catch(() => {})
    .finally(() => {
      hasEnded = true;
    });
  /** Looks again and again, for a while. */
  const awaited = async (is: () => boolean, what: string) => {
    for (const since = Date.now(); !is(); await new Promise((resolve) => setTimeout(resolve, 5)))
      if (Date.now() - since > patienceMs) throw new Error(`${what} was awaited, and this came: ${heard}`);
  };
  return {
    status: response.status,
    headers: response.headers,
    heard: () => heard,
    count,
    until: (wanted) => awaited(() => count() >= wanted, `event ${wanted}`),
    untilHeard: (what) => awaited(() => what.test(heard), `${what}`),
    untilEnd: async () => {
      await awaited(() => hasEnded, "the end");
      await ended;
    },
    leave: () => leaving.abort(),
  };
}
