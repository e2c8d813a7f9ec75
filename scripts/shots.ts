/** What is photographed: a page, who sees it, and how one gets there. `path` without a slash is inside the collective. */
import type { Page } from "playwright-core";
import type { Demo } from "../test/support/chromium.js";

export interface Shot {
  readonly name: string;
  /** A login of the demonstration, or `nobody`. */
  readonly as: string;
  readonly path: string | ((page: Page, demo: Demo) => Promise<string>);
  readonly before?: (page: Page) => Promise<unknown>;
}

export const shots: readonly Shot[] = [
  { name: "login", as: "nobody", path: "/login" },
  { name: "home", as: "noor", path: "" },
  { name: "menu", as: "noor", path: "/c/fabrique-du-quai/menu" },
  {
    name: "treasury-payments",
    as: "odile",
    path: "/treasury/payments",
    before: async (page) => {
      for (const box of (await page.getByRole("checkbox").all()).slice(2, 4)) await box.check();
    },
  },
  {
    name: "treasury-pay",
    as: "odile",
    path: "/treasury/payments",
    before: async (page) => {
      for (const box of (await page.getByRole("checkbox").all()).slice(2, 4)) await box.check();
      await page.getByRole("button", { name: "Verser…" }).click();
      await page.locator("dialog .booked").waitFor();
    },
  },
  {
    name: "treasury-bills",
    as: "odile",
    path: "/treasury/bills",
    before: async (page) => {
      await page.getByLabel("De qui").selectOption({ index: 1 });
      await page.getByLabel("Montant").first().fill("450,00");
    },
  },
];
