/**
 * A real browser: journeys on a phone’s viewport through the built pages, against the real service with the demonstration
 * in it.
 *
 *   const demo = await openDemo(t);
 *   const phone = await visit(t, await openChromium(), demo);
 *   await phone.logIn("noor");
 *   await phone.page.getByRole("button", { name: "Enregistrer" }).click();
 *   await phone.ends(t);     // axe finds nothing, the console says nothing, no request failed that was not provoked
 *
 * With `SLOW_ANSWERS=1500` every answer of the service waits up to so many milliseconds, as on a bad network: what a journey reads
 * too early fails then.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium, type Locator, type Page, type Request } from "playwright-core";
import tap, { type Test } from "tap";
import { buildApp } from "../../src/app.js";
import { tellThroughTime } from "../../src/cli/demo-clock.js";
import { demoFolder, demonstrationOf, tellStory } from "../../src/cli/demo-story.js";
import type { Database } from "../../src/db/client.js";
import { doDueWork } from "../../src/db/due-work.js";
import { dayIn } from "../../src/domain/calendar.js";
import { effects, letters } from "../../src/effects.js";
import { createSetupToken } from "../../src/features/collectives/setup.actions.js";
import { watchOutbox } from "../../src/mail/outbox.js";
import { smtpTransport } from "../../src/mail/transport.js";
import { pagesFolder } from "./bundles.js";
import { keptFolder, openFilledOnce, openTestDatabase } from "./database.js";
import { testSecret } from "./stories.js";

export type Teardown = Pick<Test, "teardown">;

const ownArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

/** CHROMIUM, else the system’s, else the one that comes as a package. */
async function chromiumPath(): Promise<string> {
  for (const path of [process.env.CHROMIUM, "/usr/bin/chromium"]) if (path && existsSync(path)) return path;
  return join(await unpackedChromium(), "chromium");
}

/** Where the package’s Chromium lies unpacked. Test files run beside each other: each unpacks for itself, one gives the folder its name. */
async function unpackedChromium(): Promise<string> {
  const { default: packed } = await import("@sparticuz/chromium");
  const folder = join(keptFolder, "chromium");
  if (existsSync(folder)) return folder;
  mkdirSync(keptFolder, { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = draft;
  try {
    await packed.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
  return folder;
}

export async function launchChromium(t: Teardown): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ownArguments });
  t.teardown(() => browser.close());
  return browser;
}

let opened: Promise<Browser> | undefined;

/** The browser of this process, for all its journeys: each visit has a context of its own, which shares nothing with another. */
export function openChromium(): Promise<Browser> {
  opened ??= launchChromium(tap);
  return opened;
}

/** Why there is no browser here, or undefined: `t.skip` says it, and the run that decides counts it as a failure. */
export async function whyNoChromium(): Promise<string | undefined> {
  try {
    await openChromium();
    return undefined;
  } catch (error) {
    return `no Chromium: ${(error as Error).message.split("\n")[0]}`;
  }
}

/** Where a service listens, the mail server it sends by, and its clock. */
export interface Serving {
  readonly host?: string | undefined;
  readonly smtp?: string | undefined;
  readonly clock?: Clock | undefined;
}

export interface Served {
  readonly url: string;
  readonly database: Database;
  /** What was due by now is done, as a process does every few seconds. */
  readonly doDue: () => Promise<unknown>;
}

/** A clock that a journey moves; without, it is the time of day. */
export interface Clock {
  readonly now: Date;
}

/** The real service on a database of its own, listening; nothing is in it. It sends mails where it is told of a mail server. */
export async function openService(t: Teardown, { host, smtp, clock }: Serving = {}): Promise<Served & { setupLink: string }> {
  const database = await openTestDatabase();
  const token = (await createSetupToken(database.orm, clock?.now ?? new Date())) as string;
  const served = await serve(t, database, { host, smtp, clock });
  return { ...served, setupLink: `${served.url}/setup#${token}` };
}

async function serve(t: Teardown, database: Database, { host = "127.0.0.1", smtp, clock }: Serving): Promise<Served> {
  const now = () => clock?.now ?? new Date();
  const app = await buildApp({
    database,
    now,
    secret: testSecret,
    sendsMail: smtp !== undefined,
    maxEventLoopDelay: 0,
    pagesFolder,
    demonstration: async (token, language) => demonstrationOf(await tellThroughTime(database, testSecret, token, language)),
  });
  let mails: ReturnType<typeof watchOutbox> | undefined;
  t.teardown(async () => {
    await mails?.stop();
    await app.close();
    await database.close();
  });
  const url = await app.listen({ host, port: 0 });
  const { outbox } = app.moisson;
  if (smtp && outbox) {
    const transport = smtpTransport({ url: smtp, from: { name: "Moisson", address: "moisson@moisson.example" } });
    mails = watchOutbox(database.orm, now, { outbox, transport, letters, base: url, log: app.log });
  }
  return { url, database, doDue: () => doDueWork(database.orm, now(), effects) };
}

export interface Demo extends Served {
  readonly home: string;
  readonly password: string;
  readonly slug: string;
}

/**
 * The service with the demonstration in it, which is told once a day for each state of the code and of its fixture. Told through
 * time, it has decided for some weeks: a social code, decisions, a contract, a resource, a tension, a charter.
 */
export async function openDemo(t: Teardown, { isToldThroughTime = false, ...serving }: DemoServing = {}): Promise<Demo> {
  const served = await serve(t, await demoDatabase({ isToldThroughTime }), serving);
  const { collective, password } = JSON.parse(readFileSync(join(demoFolder, "collective.json"), "utf8"));
  return { ...served, slug: collective.slug, home: `${served.url}/c/${collective.slug}`, password };
}

/** The database of the demonstration, not served. */
export function demoDatabase({ isToldThroughTime = false } = {}): Promise<Database & { url?: string }> {
  const tell = isToldThroughTime ? tellThroughTime : tellToday;
  const fill = async (empty: Database) => tell(empty, testSecret, (await createSetupToken(empty.orm, new Date())) as string, "fr");
  return openFilledOnce(demoKey(), fill, isToldThroughTime ? "lived" : "filled");
}

interface DemoServing extends Serving {
  readonly isToldThroughTime?: boolean;
}

/** The story without the weeks in which they decide: what it begins with, and what it ends with. */
const tellToday: typeof tellThroughTime = async (database, secret, setupToken, language) => {
  const teller = await buildApp({ database, now: () => new Date(), secret, maxEventLoopDelay: 0 });
  try {
    return await tellStory(teller, setupToken, language);
  } finally {
    await teller.close();
  }
};

/** Of everything the demonstration depends on: its day, its fixture, the service that tells it. */
function demoKey(): string {
  const hash = createHash("sha256").update(dayIn(new Date(), "Europe/Paris"));
  for (const folder of [demoFolder, join(pagesFolder, "..", "..", "src")])
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
      if (/\.(ts|json|csv|txt)$/.test(file)) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 12);
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  logIn(name: string): Promise<void>;
  /** From now on the console may say this: the journey provoked it. */
  provokes(pattern: RegExp): void;
  /** What axe says of the page as it stands. */
  axe(): Promise<string[]>;
  /** No violation, no error. */
  ends(t: Test): Promise<void>;
}

export interface Viewport {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  readonly locale?: string;
}

/** How long a journey waits for what is to come. */
const patienceMs = 45_000;

export async function visit(
  t: Teardown,
  browser: Browser,
  at: { url: string; password?: string },
  viewport: Viewport = {},
): Promise<Visitor> {
  const { width = 390, height = 844, scheme = "light", locale = "fr-FR" } = viewport;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale, timezoneId: "Europe/Paris" });
  t.teardown(() => context.close());
  context.setDefaultTimeout(patienceMs);
  const slowest = Number(process.env.SLOW_ANSWERS ?? 0);
  if (slowest > 0)
    await context.route(/\/api\/v1\//, async (route) => {
      await setTimeout(Math.random() * slowest);
      await route.fallback();
    });
  const page = await context.newPage();
  followRequests(page);
  readAtRest(page.locator("html"));
  const said: string[] = [];
  const provoked: RegExp[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") said.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => said.push(`thrown: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A stream or a file that is left is ended by the browser itself.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") said.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  const axe = async (): Promise<string[]> => {
    // A page that is still on its way has no heading yet.
    await page.locator("h1").first().waitFor();
    await rest(page);
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => (globalThis as never as { axe: { run(): Promise<AxeResult> } }).axe.run());
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ""}`).join(" | ")}`,
    );
  };
  return {
    page,
    context,
    axe,
    logIn: async (name) => {
      await page.goto(`${at.url}/login`);
      await page.getByLabel("Adresse e-mail").fill(`${name}@moisson.example`);
      await page.getByLabel("Mot de passe").fill(at.password ?? "");
      await page.getByRole("button", { name: "Se connecter" }).click();
      await page.waitForURL(/\/c\//);
    },
    provokes: (pattern) => {
      provoked.push(pattern);
    },
    ends: async (tt) => {
      tt.same(await axe(), [], "axe finds nothing");
      tt.same(
        said.filter((line) => !provoked.some((pattern) => pattern.test(line))),
        [],
        "the console says nothing",
      );
    },
  };
}

const asked = new WeakMap<Page, Set<Request>>();

/** What a page has asked for and not been answered; its stream of changes is never answered to its end. */
function followRequests(page: Page): void {
  const open = new Set<Request>();
  asked.set(page, open);
  page.on("request", (request) => {
    if (request.resourceType() !== "eventsource") open.add(request);
  });
  for (const event of ["requestfinished", "requestfailed"] as const) page.on(event as "requestfinished", (request) => open.delete(request));
  // What a page that was left had asked for is of no interest to the next one.
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) for (const request of open) if (!request.isNavigationRequest()) open.delete(request);
  });
}

/**
 * Until a page has all it asked for and has drawn it: before that a name on it is «…», and a list is empty. Throws where an answer
 * does not come, or is not read to its end.
 */
export async function rest(page: Page): Promise<void> {
  const open = asked.get(page) ?? new Set();
  const giveUpAt = performance.now() + patienceMs;
  for (let isQuiet = false; !isQuiet; ) {
    while (open.size > 0) {
      if (performance.now() > giveUpAt) throw new Error(`not answered: ${[...open].map((each) => `${each.method()} ${each.url()}`)}`);
      await setTimeout(10);
    }
    // One frame draws what was answered; what is drawn then asks for what it shows.
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))");
    isQuiet = open.size === 0;
  }
}

const reads = "textContent innerText allTextContents allInnerTexts inputValue getAttribute count isVisible isChecked".split(" ");

/**
 * What a journey reads at once, without waiting for it to become so, it reads of a page at rest. Here for all journeys: a read of a
 * page that is still coming together goes well on a fast machine, and fails on a slow one.
 */
function readAtRest(anyPlace: Locator): void {
  const kind = Object.getPrototypeOf(anyPlace);
  if (kind.readsAtRest) return;
  kind.readsAtRest = true;
  for (const name of reads) {
    const read: (this: Locator, ...given: unknown[]) => unknown = kind[name];
    kind[name] = async function (this: Locator, ...given: unknown[]) {
      await rest(this.page());
      return read.apply(this, given);
    };
  }
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}
