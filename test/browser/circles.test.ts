/**
 * A circle on a phone: a meeting is written with an action, the next meeting shows it, it is ticked there; the circle’s page
 * is printed as its sheet; a circle that has not met for a while is told so kindly.
 */

import { openChromium, openDemo, visit, whyNoChromium } from "../support/chromium.js";
import { t } from "../support/tap.js";

const missing = await whyNoChromium();
const skip = missing ?? false;
/** As people read it: spaces that do not break are spaces. */
const plain = (text: string | null): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

t.test("circles", { skip }, async (t) => {
  const demo = await openDemo(t);
  const browser = await openChromium();

  await t.test("a meeting, its action, and the meeting after it", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("noor");
    await page.goto(`${demo.home}/circles`);
    await page.getByRole("link", { name: /^Accueil.*une réunion à prévoir/ }).click();
    // Or eleven, when midnight has passed since the demonstration was told.
    await page.getByText(/^Depuis 1[01] jours, Accueil attend sa prochaine réunion\.$/).waitFor();
    t.match(plain(await page.getByText(/La dernière était le/).textContent()), /Et si l’on se retrouvait \?$/);

    await page.getByRole("link", { name: "Écrire une réunion" }).click();
    await page.getByRole("heading", { level: 1, name: "Accueil se réunit." }).waitFor();
    t.ok(await page.getByRole("checkbox", { name: "Noor" }).isChecked(), "who writes is here");
    await page.getByRole("checkbox", { name: "Bastien" }).check();
    await page.getByLabel("Informations").fill("La salle est libre le mercredi.");
    await page.getByRole("button", { name: "Ajouter une décision" }).click();
    await page.getByLabel("Décision 1", { exact: true }).fill("La permanence passe au mercredi.");
    await page.getByRole("button", { name: "Ajouter une action" }).click();
    await page.getByLabel("Que faut-il faire ?").fill("Réserver la salle");

    // What is typed outlives the page; what nobody takes on is refused, beside the field.
    await page.reload();
    t.equal(await page.getByLabel("Décision 1", { exact: true }).inputValue(), "La permanence passe au mercredi.");
    phone.provokes(/422/);
    await page.getByRole("button", { name: "Enregistrer la réunion" }).click();
    const owner = page.getByLabel("Qui s’en occupe ?");
    await page.locator("select[aria-invalid]").waitFor();
    t.equal(await owner.getAttribute("aria-invalid"), "true");
    t.match(plain(await page.getByRole("alert").filter({ hasText: "Réserver" }).textContent()), /^Qui s’occupe de «Réserver la salle» \?/);
    await owner.selectOption({ label: "Yann" });
    await page.getByRole("button", { name: "Enregistrer la réunion" }).click();
    await page.getByRole("heading", { level: 1, name: /^Accueil, .* une décision, une action\.$/ }).waitFor();
    t.ok(await page.getByText("Présent·es : Bastien et Noor.").isVisible());

    // The circle is late no more; its next meeting begins with the action, and it is ticked there.
    await page.getByRole("link", { name: "← Accueil" }).click();
    await page.getByRole("heading", { level: 2, name: "Actions en cours" }).waitFor();
    t.equal(await page.getByText("attend sa prochaine réunion").count(), 0);
    await page.getByRole("link", { name: "Écrire une réunion" }).click();
    const carried = page.getByRole("checkbox", { name: /^Réserver la salle/ });
    await carried.waitFor();
    t.equal(await page.getByLabel("Informations").inputValue(), "", "nothing of the meeting before is left");
    await carried.check();
    await page.getByText("C’est fait.").waitFor();
    t.ok(await carried.isChecked(), "it stays in sight");
    await page.getByRole("button", { name: "Enregistrer la réunion" }).click();
    await page.getByRole("heading", { level: 2, name: "Ce qui était en cours" }).waitFor();
    t.ok(await carried.isChecked(), "the meeting tells what was ticked in it");
    t.match(plain(await page.locator("main").textContent()), /Yann, pour le .* · fait le/);
    await phone.ends(t);
  });

  await t.test("notes are amended, and what they said can be read", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("idriss");
    await page.goto(`${demo.home}/circles`);
    await page.getByRole("link", { name: /^Atelier du kit/ }).click();
    await page
      .getByRole("link", { name: /aucune action$/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Modifier le compte rendu" }).click();
    await page.getByLabel("Informations").fill("Le prochain atelier aura lieu dans la cour.");
    await page.getByRole("button", { name: "Enregistrer la réunion" }).click();
    await page.getByText("Modifié une fois").click();
    await page.getByText("Le prochain atelier aura lieu dans la cour s’il fait beau.").waitFor();
    await phone.ends(t);
  });

  await t.test("a pilot writes the sheet and a link; printed, the page is the sheet", async (t) => {
    const phone = await visit(t, browser, demo);
    const { page } = phone;
    await phone.logIn("bastien");
    await page.goto(`${demo.home}/circles`);
    await page.getByRole("link", { name: /^Vergers du quartier/ }).click();
    await page.getByText("Se réunit quand il le faut.").waitFor();
    await page.getByRole("button", { name: "Modifier la fiche" }).click();
    await page.getByLabel("Responsabilités").fill("Les échelles et le pressoir.");
    await page.getByLabel("À quel rythme se réunit-il ?").selectOption({ label: "toutes les 4 semaines" });
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("Se réunit toutes les 4 semaines.").waitFor();
    await page.locator("summary", { hasText: "Ajouter un lien" }).click();
    await page.getByLabel("Avec quel cercle ?").selectOption({ label: "Atelier du kit" });
    await page.getByLabel("Qu’est-ce qui passe ?").fill("Du bois de taille.");
    await page.getByRole("button", { name: "Ajouter un lien" }).click();
    await page.getByRole("img", { name: "Vergers du quartier reçoit d’un cercle et transmet à 2 cercles." }).waitFor();
    t.equal(await page.locator(".link-picture .arrow").count(), 3);
    t.ok(await page.getByRole("cell", { name: "Du bois de taille." }).isVisible());

    await page.emulateMedia({ media: "print" });
    for (const shown of ["Les échelles et le pressoir.", "Du bois de taille.", "Qui en est"])
      t.ok(await page.getByText(shown).isVisible(), `${shown} is printed`);
    t.ok(await page.locator(".link-picture").isVisible());
    for (const hidden of [
      page.getByRole("heading", { name: "Réunions" }),
      page.getByRole("button", { name: "Modifier la fiche" }),
      page.locator("summary", { hasText: "Ajouter un lien" }),
      page.getByRole("navigation"),
    ])
      t.notOk(await hidden.first().isVisible(), `${hidden} is not`);
    await page.emulateMedia({ media: "screen" });
    await phone.ends(t);
  });
});
