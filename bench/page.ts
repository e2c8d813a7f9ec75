/**
 * `bench page`: what a phone waits for. Chromium with a processor four times slower and a network of 1.6 Mbit/s and 150 ms.
 *
 *   home, first visit     until what waits and the envelopes are on the screen. Limit: 2 s
 *   home, second visit    the same, scripts and fonts kept by the browser. Limit: 1 s
 *   board of 200 buckets  from a move of a slider to the picture after it. Limit: 50 ms
 *   sizes                 script of the first load, everything of it, the largest page. Limits: 60, 200 and 30 kB, compressed
 */
import type { Page } from "playwright-core";
import { bundleSizes, limits } from "../test/support/bundles.js";
import { type Demo, launchChromium, openDemo, visit } from "../test/support/chromium.js";

const runs = 3;
const network = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

export async function run(): Promise<void> {
  console.log("page: what a phone waits for (processor 4 times slower, 1.6 Mbit/s, 150 ms)");
  saySizes();
  const ends: (() => unknown)[] = [];
  const t = { teardown: (end: () => unknown) => void ends.unshift(end) } as never;
  try {
    const demo = await openDemo(t);
    const visitor = await visit(t, await launchChromium(t), demo);
    await visitor.logIn("noor");
    await sayHome(visitor.page, demo);
    await sayBoard(visitor.page, demo);
  } finally {
    for (const end of ends) await end();
  }
}

/** What the home page needs at first, and the largest page beyond it. */
function saySizes(): void {
  const { script, everything, pages } = bundleSizes();
  const [largest] = pages;
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(`  script of the first load   ${kB(script)}   (limit ${limits.script / 1000} kB)`);
  console.log(`  everything of it           ${kB(everything)}   (limit ${limits.everything / 1000} kB)`);
  console.log(`  the largest page           ${kB(largest?.size ?? 0)}   (limit ${limits.page / 1000} kB; ${largest?.name})`);
}

async function slowly(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return session;
}

async function sayHome(page: Page, demo: Demo): Promise<void> {
  const session = await slowly(page);
  const once = async () => {
    const started = performance.now();
    await page.goto(demo.home, { waitUntil: "commit" });
    await page.getByRole("heading", { name: /^Bonjour/ }).waitFor();
    await page.getByText("souhaité").first().waitFor();
    return performance.now() - started;
  };
  const first: number[] = [];
  const second: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    await session.send("Network.clearBrowserCache");
    first.push(await once());
    second.push(await once());
  }
  console.log(`  home, first visit          ${(median(first) / 1000).toFixed(2)} s   (limit 2 s)`);
  console.log(`  home, second visit         ${(median(second) / 1000).toFixed(2)} s   (limit 1 s)`);
  await session.send("Network.emulateNetworkConditions", { ...network, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
}

const boardBuckets = 200;

/** How long the picture takes after a slider moves, on a board of many buckets. */
async function sayBoard(page: Page, demo: Demo): Promise<void> {
  await page.goto(`${demo.home}/rounds/${await openBoard(demo)}`);
  await page
    .locator('input[type="range"]')
    .nth(boardBuckets - 1)
    .waitFor();
  const waits = (await page.evaluate(moveSliders)) as number[];
  console.log(`  a slider among ${boardBuckets} buckets  ${median(waits).toFixed(0)} ms   (limit 50 ms)`);
}

/** A round of points with many buckets, in the demonstration, in which everybody has credits. */
async function openBoard(demo: Demo): Promise<string> {
  // biome-ignore lint/suspicious/noExplicitAny: a measurement reads whatever the service answers
  const ask = async (method: string, path: string, token?: string, body?: unknown): Promise<any> => {
    const response = await fetch(`${demo.url}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  const opened = await ask("POST", "/session", undefined, {
    email: "bastien@moisson.example",
    password: demo.password,
    transport: "bearer",
  });
  const token = opened.accessToken as string;
  const [here] = opened.collectives;
  const at = `/collectives/${here.slug}`;
  const hour = 3_600_000;
  const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
  const round = await ask("POST", `${at}/rounds`, token, {
    circleId: here.pilotOf[0],
    pool: "100000",
    title: "Deux cents projets",
    proposalsFrom: inHours(-2),
    proposalsUntil: inHours(48),
    pledgesFrom: inHours(-1),
    pledgesUntil: inHours(48),
  });
  const { items: members } = await ask("GET", `${at}/members?limit=200`, token);
  const memberIds = members.filter(({ kind }: { kind: string }) => kind === "person").map(({ id }: { id: string }) => id);
  await ask("POST", `${at}/rounds/${round.id}/credits`, token, { by: "equal", amount: "100000", memberIds });
  for (let index = 1; index <= boardBuckets; index += 1) {
    await ask("POST", `${at}/rounds/${round.id}/buckets`, token, {
      title: `Projet ${index}`,
      items: [{ label: "Tout", min: "100", max: "500" }],
      publish: true,
    });
  }
  return round.id;
}

/** In the page: moves sliders here and there, and waits for the picture after each move. */
const moveSliders = `(async () => {
  const sliders = [...document.querySelectorAll('input[type="range"]')];
  const waits = [];
  for (let index = 0; index < 15; index += 1) {
    const slider = sliders[(index * 37) % sliders.length];
    const started = performance.now();
    slider.value = String(Number(slider.value) + Number(slider.step || 1));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
    waits.push(performance.now() - started);
  }
  return waits;
})()`;

const median = (figures: readonly number[]): number => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] as number;
