/**
 * Screenshots of each page with the demonstration in it, at 390 and 1280 px, light and dark, at 320 px and in English:
 * `npm run screenshots [NAME…]`.
 * They go to screenshots/; names after the command take those pages alone. What axe finds on the way is printed.
 */
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { launchChromium, openDemo, visit } from "../test/support/chromium.js";
import { shots } from "./shots.js";

const folder = "screenshots";
const heights = { 320: 640, 390: 844, 1280: 800 };
const ends: (() => unknown)[] = [];
const t = { teardown: (end: () => unknown) => void ends.unshift(end) } as never;
const wanted = process.argv.slice(2);

const readIn = (page: Page, locale: string) =>
  page.evaluate(
    `fetch("/api/v1/session", { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ locale: "${locale}" }) })`,
  );

mkdirSync(folder, { recursive: true });
try {
  const demo = await openDemo(t);
  const browser = await launchChromium(t);
  for (const { width, scheme, isEnglish } of [
    { width: 390, scheme: "light", isEnglish: true },
    { width: 320, scheme: "light" },
    { width: 390, scheme: "light" },
    { width: 390, scheme: "dark" },
    { width: 1280, scheme: "light" },
    { width: 1280, scheme: "dark" },
  ] as readonly { width: 320 | 390 | 1280; scheme: "light" | "dark"; isEnglish?: true }[]) {
    const view = `${width}-${isEnglish ? "en" : scheme}`;
    const visitors = new Map<string, Awaited<ReturnType<typeof visit>>>();
    for (const { name, as, path, before } of shots) {
      if (wanted.length > 0 && !wanted.some((each) => name.startsWith(each))) continue;
      let visitor = visitors.get(as);
      if (!visitor) {
        visitor = await visit(t, browser, demo, { width, scheme, height: heights[width] });
        if (as !== "nobody") await visitor.logIn(as);
        await visitor.page.addInitScript(`localStorage.setItem("moisson.language", "${isEnglish ? "en" : "fr"}")`);
        // A login reads in a language of its own, and is met again in the next view.
        if (as !== "nobody") await readIn(visitor.page, isEnglish ? "en" : "fr");
        visitors.set(as, visitor);
      }
      const { page } = visitor;
      const address = typeof path === "string" ? path : await path(page, demo);
      await page.goto((/^\/(?:c|p|login|setup|invitation|password)\b/.test(address) ? demo.url : demo.home) + address);
      await page.locator("h1").waitFor();
      // A page that listens for changes is never idle.
      await page.waitForLoadState("networkidle", { timeout: 2_000 }).catch(() => undefined);
      // What is done beforehand goes by French words.
      if (!isEnglish) await before?.(page);
      // As tall as the page: what stands at the foot of the screen then stands at the foot of the picture.
      await page.setViewportSize({ width, height: (await page.evaluate("document.documentElement.scrollHeight")) as number });
      await page.screenshot({ path: `${folder}/${name}-${view}.png`, fullPage: true });
      await page.setViewportSize({ width, height: heights[width] });
      for (const violation of await visitor.axe()) console.log(`${name} ${view}: ${violation}`);
    }
  }
} finally {
  for (const end of ends) await end();
}
