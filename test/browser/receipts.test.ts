/** The receipt of an expense, on a phone: added while the ticket is in the hand, seen, taken away; and who sees only that there is one. */

import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { pdf, png, zip } from "../support/receipt-files.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();

t.test("a receipt", { skip: missing ?? false }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();
  const phone = await visit(t, browser, demo);
  const { page } = phone;
  await phone.logIn("bastien");
  await page.goto(`${demo.home}/contribute`);
  await page.getByLabel("en une ligne").fill("64,20 € frais #kit-incubateur train pour la rencontre");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("heading", { name: "Un reçu pour cette dépense" }).waitFor();
  const field = page.getByLabel("Ajouter une photo ou un PDF");
  await field.setInputFiles({ name: "billet.png", mimeType: "image/png", buffer: png });
  await page.getByText("Justificatif ajouté.").waitFor();
  const image = page.locator(".receipt img");
  await image.waitFor();
  await page.waitForFunction("document.querySelector('.receipt img').naturalWidth === 1");
  const [{ id }] = (await (await page.request.get(`${demo.url}/api/v1/collectives/${demo.slug}/contributions?q=rencontre`)).json()).items;
  await page.goto(`${demo.home}/contributions/${id}`);
  await field.setInputFiles({ name: "réservation.pdf", mimeType: "application/pdf", buffer: pdf() });
  await page.getByText("réservation.pdf").waitFor();
  await page.getByRole("button", { name: "Enlever billet.png" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Enlever" }).click();
  await page.getByText("billet.png").first().waitFor({ state: "detached" });
  await phone.ends(t);
  await field.setInputFiles({ name: "ticket.jpg", mimeType: "image/jpeg", buffer: zip });
  await page.getByText("«ticket.jpg» n’est ni une photo ni un PDF").waitFor();

  const other = await visit(t, browser, demo);
  await other.logIn("noor");
  await other.page.goto(`${demo.home}/contributions/${id}`);
  await other.page.getByText("Il y en a un.").waitFor();
  t.equal(await other.page.getByText("réservation.pdf").count(), 0);
  t.equal(await other.page.getByLabel("Ajouter une photo ou un PDF").count(), 0);
  await other.ends(t);
});
