/** Journeys into Moisson: a first collective, the demonstration, a phone on the local network, another language, by mail. */
import { networkInterfaces } from "node:os";
import { openChromium, openDemo, openService, visit, whyNoChromium } from "../support/chromium.js";
import { mailServer } from "../support/mail-server.js";
import { t } from "../support/tap.js";

const skip = (await whyNoChromium()) ?? false;

t.test("a new user: from the setup link to a first collective that teaches what comes next", { skip }, async (t) => {
  const service = await openService(t);
  const phone = await visit(t, await openChromium(), service);
  const { page } = phone;
  await page.goto(service.setupLink);
  await page.getByRole("heading", { name: "Quelques questions, et votre collectif commence." }).waitFor();
  t.equal(new URL(page.url()).hash, "", "the token does not stay in the address");
  t.same(await phone.axe(), []);
  await page.getByLabel("Comment s’appelle votre collectif ?").fill("Les Trois Fontaines");
  await page.getByLabel("quel est votre prénom ?").fill("Maud");
  await page.getByLabel("Adresse e-mail").fill("maud@fontaines.example");
  await page.getByLabel("Mot de passe").fill("trop court");
  await page.getByLabel("Mot de passe").fill("court");
  phone.provokes(/422/);
  await page.getByRole("button", { name: "Créer le collectif" }).click();
  await page.getByRole("alert").getByText("10").waitFor();
  t.equal(await page.getByLabel("Comment s’appelle votre collectif ?").inputValue(), "Les Trois Fontaines", "what was typed stays");
  await page.getByLabel("Mot de passe").fill("trois fontaines au village");
  await page.getByRole("button", { name: "Créer le collectif" }).click();
  await page.getByRole("heading", { name: "Bonjour Maud, rien ne vous attend." }).waitFor();
  await page.getByText("Pas encore d’enveloppe").waitFor();
  t.match(page.url(), /\/c\/les-trois-fontaines$/);
  await phone.ends(t);
});

t.test("who looks around first: the setup link tells the demonstration", { skip }, async (t) => {
  const service = await openService(t);
  const phone = await visit(t, await openChromium(), service);
  await phone.page.goto(service.setupLink);
  await phone.page.getByRole("button", { name: "Charger la démonstration" }).click();
  await phone.page.getByRole("heading", { name: /Bonjour Maëlle/ }).waitFor({ timeout: 60_000 });
  // Whose secret told it is who serves it: the bank details open, and transfers can leave.
  const proposal = await phone.page.request.get(`${service.url}/api/v1/collectives/fabrique-du-quai/payment-batches/proposal`);
  const { items } = (await proposal.json()) as { items: { staysOut: string[] }[] };
  t.equal(items.filter(({ staysOut }) => staysOut.length === 0).length, 2);
  // What takes weeks is in it too: the workshop has looked back.
  await phone.page.goto(`${phone.page.url()}/reviews`);
  await phone.page.getByRole("link", { name: /^Atelier du kit, du .*moissonnée/ }).click();
  await phone.page.getByText("On range ensemble, avant de se dire au revoir").waitFor();
  await phone.ends(t);
});

const lan = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

t.test("a phone on the local network, over plain http", { skip: skip || (lan ? false : "no local network here") }, async (t) => {
  const service = await openDemo(t, { host: "0.0.0.0" });
  const url = service.url.replace(/\/\/[^:]+/, `//${lan}`);
  const phone = await visit(t, await openChromium(), { url, password: "moisson-demo" });
  await phone.logIn("noor");
  await phone.page.getByRole("heading", { name: /Bonjour Noor/ }).waitFor();
  t.equal(await phone.page.evaluate("isSecureContext"), false, "it is no secure context");
  await phone.ends(t);
});

t.test("another language, and the way out", { skip }, async (t) => {
  const demo = await openDemo(t);
  const phone = await visit(t, await openChromium(), demo);
  const { page } = phone;
  await phone.logIn("noor");
  await page.getByRole("link", { name: "Menu de Noor" }).click();
  await page.getByLabel("English").check();
  await page.getByRole("button", { name: "Log out" }).waitFor();
  t.equal(await page.evaluate("document.documentElement.lang"), "en");
  await page.getByRole("link", { name: "Home" }).click();
  await page.getByRole("heading", { name: /^Hello Noor/ }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: /^Hello Noor/ }).waitFor();
  t.pass("the login reads on in it");
  t.same(await phone.axe(), []);
  await page.getByRole("link", { name: "Menu of Noor" }).click();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("heading", { name: "Hello." }).waitFor();
  await page.goto(`${demo.home}/envelopes`);
  await page.getByRole("heading", { name: "Hello." }).waitFor();
  t.match(page.url(), /next=/, "it knows where one was going");
  await page.locator("input[type=email]").fill("noor@moisson.example");
  await page.locator("input[type=password]").fill(demo.password ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${demo.home}/envelopes`);
  t.pass("one login leads there");
  await phone.ends(t);
});

t.test("by mail: an invitation, and a link for who forgot their password", { skip }, async (t) => {
  const server = await mailServer(t);
  const demo = await openDemo(t, { smtp: server.url });
  const browser = await openChromium();
  const admin = await visit(t, browser, demo);
  const { page } = admin;
  await admin.logIn("maelle");
  await page.goto(`${demo.home}/members`);
  await page.getByRole("button", { name: "Ajouter quelqu’un" }).click();
  await page.getByLabel("Comment l’appelle-t-on ici ?").fill("Awa");
  await page.getByLabel("Adresse e-mail").fill("awa@moisson.example");
  await page.getByText("vous choisirez ensuite d’envoyer l’invitation").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Ajouter" }).click();
  await page.getByRole("button", { name: "Inviter par e-mail à awa@moisson.example" }).click();
  await page.getByText("L’invitation part à awa@moisson.example.").waitFor();
  const shown = await page.getByLabel("Le lien").inputValue();
  await admin.ends(t);
  const linkIn = (text: string) => /http:\S+/.exec(text)?.[0] ?? "";
  const invitation = await server.next();
  t.equal(linkIn(invitation.text), shown, "the link in the mail is the one that is shown");

  const awa = await visit(t, browser, demo);
  await awa.page.goto(linkIn(invitation.text));
  await awa.page.getByLabel("Adresse e-mail").fill("awa@moisson.example");
  await awa.page.getByLabel("Mot de passe").fill("des figues au soleil");
  await awa.page.getByRole("button", { name: "Rejoindre le collectif" }).click();
  await awa.page.waitForURL(/\/c\//);

  const later = await visit(t, browser, demo);
  await later.page.goto(`${demo.url}/login`);
  await later.page.getByLabel("Adresse e-mail").fill("awa@moisson.example");
  await later.page.getByRole("button", { name: "Mot de passe oublié" }).click();
  await later.page.getByRole("heading", { level: 1, name: "Choisissez un autre mot de passe." }).waitFor();
  t.equal(await later.page.getByLabel("Adresse e-mail").inputValue(), "awa@moisson.example", "what was typed stays");
  t.same(await later.axe(), []);
  await later.page.getByRole("button", { name: "Recevoir un lien" }).click();
  await later.page.getByRole("heading", { level: 1, name: "Regardez vos e-mails." }).waitFor();
  // Once the page is drawn, its title is what is read next.
  await later.page.waitForFunction("document.activeElement.tagName === 'H1'");
  t.same(await later.axe(), []);
  await later.page.goto(linkIn((await server.next()).text));
  await later.page.getByLabel("Mot de passe").fill("des dattes à l’ombre");
  await later.page.getByRole("button", { name: "Enregistrer et me connecter" }).click();
  await later.page.getByRole("heading", { name: /Bonjour Awa/ }).waitFor();
  await later.ends(t);
});

t.test("without a mail server the login page says who can help", { skip }, async (t) => {
  const service = await openService(t);
  const phone = await visit(t, await openChromium(), service);
  await phone.page.goto(`${service.url}/login`);
  await phone.page.getByText("Un·e admin de votre collectif peut vous faire un lien").waitFor();
  t.equal(await phone.page.getByRole("button", { name: "Mot de passe oublié" }).count(), 0);
  await phone.ends(t);
});
