/** Ways in that go by mail, to a real mail server; and what happens without one. */
import { eq } from "drizzle-orm";
import type { Test } from "tap";
import { doDueWork } from "../../src/db/due-work.js";
import { letGo } from "../../src/db/housekeeping.js";
import { collectives, logins, loginTokens, mails, memberProfiles, members } from "../../src/db/schema/index.js";
import { invitationsMax } from "../../src/domain/invitation.js";
import { effectsWith, letters } from "../../src/effects.js";
import { outboxOf, sendDueMails } from "../../src/mail/outbox.js";
import { sealWith } from "../../src/mail/seal.js";
import { connectionOf, smtpTransport } from "../../src/mail/transport.js";
import { browser } from "../support/browser.js";
import { proposal, subscribe } from "../support/decision-stories.js";
import { drippingServer, type MailServer, type MailServerOptions, mailServer } from "../support/mail-server.js";
import { type House, openHouse, testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";

const password = "trois pommes au verger";
const http = "http://192.168.1.10:3000";
const base = "https://moisson.example.org";
const from = { name: "Moisson", address: "moisson@example.org" };

/** A service that sends mails, with what it logs of them; `round` is what the process does every other second. */
async function mailHouse(t: Test, options: MailServerOptions = {}) {
  const house = await openHouse(t, { sendsMail: true });
  const server = await mailServer(t, options);
  const logged: { level: string; what: Record<string, unknown>; says: string }[] = [];
  const log = {
    warn: (what: object, says: string) => logged.push({ level: "warn", what: { ...what }, says }),
    error: (what: object, says: string) => logged.push({ level: "error", what: { ...what }, says }),
  };
  const round = (url = server.url, secret = testSecret, patience?: () => AbortSignal) =>
    sendDueMails(
      house.database.orm,
      { outbox: outboxOf(sealWith(secret)), transport: smtpTransport({ url, from }, patience), letters, base, log },
      () => house.clock.now,
    );
  return { house, server, logged, round };
}

const forgot = (house: House, email: string, address = "127.0.0.1") =>
  browser(house, http, address).send("POST", "/password-links", { email });

const after = (house: House, minutes: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + minutes * 60_000);
};

const waiting = (house: House) => house.database.orm.select().from(mails);
const linkIn = (text: string) => /https:\/\/\S+/.exec(text)?.[0] ?? "";
const tokenIn = (text: string) => linkIn(text).split("#")[1] ?? "";

t.test("without a mail server nothing changes: links are handed over", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  t.match(await house.ask("GET", "/api/v1/service"), { status: 200, body: { sendsMail: false } });
  t.match(await forgot(house, "ana@les-communs.example"), { status: 409, body: { code: "mail_off" } });
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob", email: "bob@example.org" });
  t.match(await ana.post(`/members/${bob.id}/invitation`), { status: 201, body: { mailedTo: null } });
  t.match(await ana.post(`/members/${bob.id}/invitation`, { byMail: true }), { status: 409, body: { code: "mail_off" } });
  t.same(await waiting(house), []);
});

t.test("who forgot their password gets a link that opens once, in their language", async (t) => {
  const { house, server, round } = await mailHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  t.match(await house.ask("GET", "/api/v1/service"), { status: 200, body: { sendsMail: true } });
  t.equal((await forgot(house, " Ana@Les-Communs.example ")).status, 204);
  t.equal(server.received.length, 0, "nothing was sent while she waited");
  t.equal(await round(), 1);
  const mail = await server.next();
  t.same(mail.to, ["ana@les-communs.example"]);
  t.equal(mail.from, "moisson@example.org");
  t.match(mail.header("From"), /^Moisson <moisson@example\.org>$/);
  t.equal(mail.header("Subject"), "Moisson\u00a0: choisir un autre mot de passe");
  t.match(mail.header("Content-Type"), /^text\/plain; charset=utf-8$/i);
  t.equal(mail.header("Auto-Submitted"), "auto-generated");
  t.match(mail.text, /le mot de passe d’ana@les-communs\.example/);
  t.match(mail.text, /une seule fois, pendant 2 jours/);
  t.match(linkIn(mail.text), /^https:\/\/moisson\.example\.org\/password#[\w-]{43}$/, "the token stands behind the #");
  t.same(await waiting(house), [], "what was sent is forgotten");

  const accept = () => browser(house, http).send("POST", "/password-links/accept", { token: tokenIn(mail.text), password });
  t.match(await accept(), { status: 200, body: { email: "ana@les-communs.example" } });
  t.match(await accept(), { status: 401, body: { code: "token_invalid" } });
  t.match(await browser(house, http).send("POST", "/session", { email: "ana@les-communs.example", password }), { status: 200 });

  await house.database.orm.update(logins).set({ locale: "en" }).where(eq(logins.id, ana.loginId));
  after(house, 1);
  await forgot(house, "ana@les-communs.example");
  await forgot(house, "ana@les-communs.example");
  t.equal(await round(), 2);
  const [first, second] = [await server.next(), await server.next()];
  t.equal(first.header("Subject"), "Moisson: choose another password");
  t.match(first.text, /It opens once, within 2 days/);
  const opened = await browser(house, http).send("POST", "/password-links/accept", { token: tokenIn(first.text), password });
  t.equal(opened.status, 200);
  const late = await browser(house, http).send("POST", "/password-links/accept", { token: tokenIn(second.text), password });
  t.match(late, { status: 401, body: { code: "token_invalid" } }, "one that was opened closes the others");
});

t.test("two links of one login that are opened at once: one opens", async (t) => {
  const { house, server, round } = await mailHouse(t);
  await house.collective("les-communs", { ana: ["admin"] });
  await forgot(house, "ana@les-communs.example");
  await forgot(house, "ana@les-communs.example");
  await round();
  const tokens = [tokenIn((await server.next()).text), tokenIn((await server.next()).text)];
  const replies = await Promise.all(
    tokens.map((token) => browser(house, http).send("POST", "/password-links/accept", { token, password })),
  );
  t.same(replies.map(({ status }) => status).sort(), [200, 401]);
});

t.test("an e-mail nobody logs in with looks the same: one row is written, and it goes unsent", async (t) => {
  const { house, server, logged, round } = await mailHouse(t);
  await house.collective("les-communs", { ana: ["admin"] });
  const known = await forgot(house, "ana@les-communs.example");
  const unknown = await forgot(house, "ano@les-communs.example");
  const shown = ({ status, body, headers: { date, ...headers } }: typeof known) => ({ status, body, headers });
  t.same(shown(unknown), shown(known));
  const rows = (await waiting(house)).map(({ letter, sealed, tries }) => ({ letter, length: sealed.length, tries }));
  t.same(rows[0], rows[1], "the same is kept of both");
  t.same((await house.database.orm.select().from(loginTokens)).length, 0, "nobody looked yet");
  t.equal(await round(), 1);
  t.same(
    server.received.flatMap(({ to }) => to),
    ["ana@les-communs.example"],
  );
  t.same(await waiting(house), []);
  t.same(logged, []);
});

t.test("how often links may be asked for: to one address, and from one network", async (t) => {
  const { house } = await mailHouse(t);
  for (let asked = 0; asked < 5; asked += 1)
    t.equal((await forgot(house, asked % 2 ? "ana@example.org" : " ANA@example.org", `10.0.0.${asked}`)).status, 204);
  t.match(await forgot(house, "ana@example.org", "10.0.0.9"), { status: 429, body: { code: "too_many_requests" } }, "wherever it is asked");
  for (let asked = 0; asked < 30; asked += 1) await forgot(house, `p${asked}@example.org`, "2001:db8:1:2::1");
  t.match(await forgot(house, "bob@example.org", "2001:db8:1:2::7"), { status: 429, body: { code: "too_many_requests" } });
  t.equal((await forgot(house, "bob@example.org", "2001:db8:1:3::7")).status, 204, "the neighbours may still");
  after(house, 15);
  t.equal((await forgot(house, "ana@example.org", "10.0.0.9")).status, 204);
});

t.test("ten a day to one address, whether it has a login or not", async (t) => {
  const { house } = await mailHouse(t);
  await house.collective("les-communs", { ana: ["admin"] });
  const both = async () => {
    const known = await forgot(house, "ana@les-communs.example", "10.0.0.9");
    const unknown = await forgot(house, "ano@les-communs.example", "10.0.0.9");
    const shown = ({ status, body }: typeof known) => ({ status, code: body?.code, figures: body?.figures });
    t.same(shown(unknown), shown(known));
    return known;
  };
  for (let asked = 0; asked < 10; asked += 1) {
    if (asked === 5) after(house, 15);
    t.equal((await both()).status, 204);
  }
  after(house, 15);
  const refused = await both();
  t.match(refused, { status: 429, body: { detail: "Trop d’essais ; réessayez dans 24 h." } });
  t.equal((await waiting(house)).length, 20, "nothing more is written");
  after(house, 24 * 60 - 30);
  t.equal((await both()).status, 204);
});

t.test("another site's page asks for no mail", async (t) => {
  const { house } = await mailHouse(t);
  const body = { email: "ana@example.org" };
  const foreign = await browser(house, http).send("POST", "/password-links", body, { origin: "https://elsewhere.example" });
  t.match(foreign, { status: 403, body: { code: "origin_mismatch" } });
});

t.test("an invitation goes by mail as well, in the language of the collective", async (t) => {
  const { house, server, round } = await mailHouse(t);
  const { ana, collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob", email: "bob@example.org" });
  const made = await ana.post(`/members/${bob.id}/invitation`, { byMail: true });
  t.match(made, { status: 201, body: { mailedTo: "bob@example.org" } });
  t.equal(await round(), 1);
  const mail = await server.next();
  t.same(mail.to, ["bob@example.org"]);
  t.equal(mail.header("Subject"), "Ana vous invite dans les-communs");
  t.match(mail.text, /^Bonjour Bob,\n/);
  t.match(mail.text, /jusqu’au jeudi 19 mars 2026 à 10\u00a0h/, "in the time of the collective");
  t.equal(linkIn(mail.text), `${base}/invitation#${made.body.token}`, "it is the very link that was shown");
  const joined = await browser(house, http).send(
    "POST",
    "/invitations/accept",
    { token: made.body.token, password },
    {
      "accept-language": "en",
    },
  );
  t.match(joined, { status: 200, body: { email: "bob@example.org", locale: "en" } }, "a new login reads on in the language it came in");

  await house.database.orm.update(collectives).set({ locale: "en" }).where(eq(collectives.id, collectiveId));
  const { body: cleo } = await ana.post("/members", { kind: "person", name: "Cleo", email: "cleo@example.org" });
  await ana.post(`/members/${cleo.id}/invitation`, { byMail: true });
  await round();
  const english = await server.next();
  t.equal(english.header("Subject"), "Ana invites you to les-communs");
  t.match(english.text, /It opens once, until Thursday, 19 March 2026 at 10:00/);

  await ana.post(`/members/${cleo.id}/invitation`, { byMail: true });
  await ana.post(`/members/${cleo.id}/invitation`);
  t.equal(await round(), 0, "a link that was replaced is not sent any more");
  t.same(await waiting(house), []);

  const { body: dora } = await ana.post("/members", { kind: "person", name: "Dora" });
  const nowhere = await ana.post(`/members/${dora.id}/invitation`, { byMail: true });
  t.match(nowhere, { status: 422, body: { code: "member_email_missing", detail: "Aucune adresse e-mail n’est notée pour Dora." } });
  const links = await house.database.orm.select().from(loginTokens).where(eq(loginTokens.memberId, dora.id));
  t.same(links, [], "and no link was made");
  const { body: eve } = await ana.post("/members", { kind: "person", name: "Eve", email: "eve@example.org" });
  for (let asked = 0; asked < 5; asked += 1) t.equal((await ana.post(`/members/${eve.id}/invitation`, { byMail: true })).status, 201);
  t.match(await ana.post(`/members/${eve.id}/invitation`, { byMail: true }), { status: 429 });
  t.equal((await ana.post(`/members/${eve.id}/invitation`)).status, 201, "by hand it is made all the same");
});

t.test("an invitation carries no address but its own, whatever people call themselves", async (t) => {
  const { house, server, round } = await mailHouse(t);
  const { ana, collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  const db = house.database.orm;
  await db.update(memberProfiles).set({ name: "Ana, cadeaux.example" }).where(eq(memberProfiles.id, ana.memberId));
  await db.update(collectives).set({ name: "https://cadeaux" }).where(eq(collectives.id, collectiveId));
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob www.cadeaux.example", email: "bob@example.org" });
  await ana.post(`/members/${bob.id}/invitation`, { byMail: true });
  t.equal(await round(), 1);
  const mail = await server.next();
  t.equal(mail.header("Subject"), "Quelqu’un vous invite dans un collectif");
  t.match(mail.text, /^Bonjour,\n/);
  t.notMatch(mail.text, /cadeaux/);
});

t.test("so many invitations by mail a day from one person, in all their collectives together", async (t) => {
  const { house } = await mailHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const { ana: elsewhere } = await house.collective("ailleurs", { ana: ["admin"] });
  await house.database.orm.update(members).set({ loginId: ana.loginId }).where(eq(members.id, elsewhere.memberId));
  const invite = async (slug: string, number: number) => {
    const path = `/api/v1/collectives/${slug}/members`;
    const { body } = await ana.post(path, { kind: "person", name: `Bob ${number}`, email: `bob${number}@example.org` });
    return { id: body.id, reply: await ana.post(`${path}/${body.id}/invitation`, { byMail: true }) };
  };
  for (let number = 1; number < invitationsMax; number += 1) t.equal((await invite("les-communs", number)).reply.status, 201);
  const racing = await Promise.all([invite("ailleurs", 101), invite("ailleurs", 102), invite("les-communs", 103)]);
  t.same(racing.map(({ reply }) => reply.status).sort(), [201, 429, 429], "of those at once, as many as there are left");
  const last = await invite("les-communs", 104);
  t.match(last.reply, {
    status: 429,
    body: {
      code: "invitations_spent",
      figures: { max: 30, hours: 24, againAt: /^2026-03-13T09:00/ },
      detail: /pourra partir le 13\/03\/2026 à 10\u00a0h/,
    },
  });
  t.equal((await waiting(house)).length, invitationsMax);
  t.equal((await ana.post(`/members/${last.id}/invitation`)).status, 201, "by hand it is made all the same");
  after(house, 24 * 60 + 1);
  t.equal((await ana.post(`/members/${last.id}/invitation`, { byMail: true })).status, 201, "a day later");
});

t.test("no name adds a header or a receiver", async (t) => {
  const { house, server, round } = await mailHouse(t);
  const { ana, collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  const evil = "Ana\r\nBcc: eve\r\n\r\nClick\u2028here\u0085now\0";
  const db = house.database.orm;
  await db
    .update(memberProfiles)
    .set({ name: evil.replace("\0", "") })
    .where(eq(memberProfiles.id, ana.memberId));
  await db.update(collectives).set({ name: "Les Communs\nReply-To: eve" }).where(eq(collectives.id, collectiveId));
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob", email: "bob@example.org" });
  await ana.post(`/members/${bob.id}/invitation`, { byMail: true });
  t.equal(await round(), 1);
  const mail = await server.next();
  t.same(mail.to, ["bob@example.org"]);
  t.notOk(
    mail.headers.some((line) => /^(bcc|reply-to|cc):/i.test(line)),
    mail.headers.join("\n"),
  );
  t.equal(mail.header("Subject"), "Ana Bcc: eve Click here now vous invite dans Les Communs Reply-To: eve");
  t.match(mail.text.split("\n")[0], /^Bonjour Bob,$/);
  t.notMatch(mail.text, /^(Bcc|Click|Reply-To)/m);

  const transport = smtpTransport({ url: server.url, from: { name: "Moisson\r\nBcc: eve@example.org", address: from.address } });
  await transport.send({ to: "bob@example.org", subject: "a\r\nBcc: eve@example.org\r\n\r\nb", text: "x" });
  const second = await server.next();
  t.same(second.to, ["bob@example.org"]);
  t.notOk(second.headers.some((line) => /^bcc:/i.test(line)));
  t.equal(second.header("Subject"), "a Bcc: eve@example.org b");
  await t.rejects(transport.send({ to: "bob@example.org, eve@example.org", subject: "a", text: "x" }), { name: "MailFailed" });
});

t.test("a server that is down fails nobody: the mail is tried again, and arrives", async (t) => {
  const { house, server, logged, round } = await mailHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob", email: "bob@example.org" });
  const made = await ana.post(`/members/${bob.id}/invitation`, { byMail: true });
  t.equal((await forgot(house, "ana@les-communs.example")).status, 204);
  const nowhere = "smtp://127.0.0.1:1";
  t.equal(await round(nowhere), 0);
  t.equal(await round(nowhere), 0, "nothing is due before a minute has passed");
  t.match(logged, [
    { level: "warn", what: { tries: 1, code: "ESOCKET" } },
    { level: "warn", what: { tries: 1, code: "ESOCKET" } },
  ]);
  t.equal(logged.length, 2);
  t.equal((await waiting(house)).length, 2);
  after(house, 1);
  t.equal(await round(), 2);
  t.same(server.received.flatMap(({ to }) => to).sort(), ["ana@les-communs.example", "bob@example.org"]);
  const said = JSON.stringify(logged);
  for (const secret of ["example", made.body.token, "Bob"]) t.notMatch(said, secret, "the log says nothing of whom or what");
});

t.test("a server that answers byte by byte holds nobody up: the mail has its time, is put off, and the connection is closed", async (t) => {
  const { house, server, logged, round } = await mailHouse(t);
  await house.collective("les-communs", { ana: ["admin"] });
  await forgot(house, "ana@les-communs.example");
  const slow = await drippingServer(t);
  const patience = new AbortController();
  const ended = round(slow.url, testSecret, () => patience.signal);
  await slow.drips;
  patience.abort();
  t.equal(await ended, 0);
  await slow.left;
  t.match(logged, [{ level: "warn", what: { tries: 1, code: "too_slow" } }]);
  after(house, 1);
  t.equal(await round(), 1);
  t.same(server.received[0]?.to, ["ana@les-communs.example"]);
});

t.test("an outage of a day loses no mail: each is tried as long as the link in it stands, and carries one link", async (t) => {
  let answer: number | undefined = 450;
  const { house, server, logged, round } = await mailHouse(t, { refuses: () => answer });
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob", email: "bob@example.org" });
  const made = await ana.post(`/members/${bob.id}/invitation`, { byMail: true });
  await forgot(house, "ana@les-communs.example");
  for (const pause of [1, 5, 30, ...Array(14).fill(120)]) {
    t.equal(await round(), 0);
    t.equal((await waiting(house)).length, 2);
    after(house, pause - 1);
    const said = logged.length;
    await round();
    t.equal(logged.length, said, `nothing is due before ${pause} minutes have passed`);
    after(house, 1);
  }
  t.match(logged.at(-1), { level: "warn", what: { tries: 17, code: "EENVELOPE", status: 450, command: "RCPT" } });
  t.notMatch(JSON.stringify(logged), "ana@", "what the server says repeats the address, and is left out");
  const links = await house.database.orm.select().from(loginTokens).where(eq(loginTokens.purpose, "password"));
  t.equal(links.length, 1, "a link a mail, however often it is tried");

  answer = undefined;
  t.equal(await round(), 2);
  const mails = [await server.next(), await server.next()];
  const [toAna, toBob] = ["ana@les-communs.example", "bob@example.org"].map((one) => mails.find(({ to }) => to[0] === one));
  t.match(toAna?.text, /une seule fois, pendant 19 heures/, "what it says of its link is true when it leaves");
  t.equal(tokenIn(toBob?.text ?? ""), made.body.token);
  const accept = (path: string, token: string) => browser(house, http).send("POST", `${path}/accept`, { token, password });
  t.equal((await accept("/password-links", tokenIn(toAna?.text ?? ""))).status, 200);
  t.equal((await accept("/invitations", made.body.token)).status, 200);
});

t.test("a mail whose link has ended is dropped, and said", async (t) => {
  const { house, logged, round } = await mailHouse(t, { refuses: () => 450 });
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob", email: "bob@example.org" });
  await ana.post(`/members/${bob.id}/invitation`, { byMail: true });
  await forgot(house, "ana@les-communs.example");
  await round();
  const day = 24 * 60;
  const dropped = () => logged.filter(({ says }) => says === "a mail was dropped: the link in it has ended").map(({ what }) => what.letter);
  after(house, 2 * day - 1);
  await round();
  t.same(dropped(), [], "both links stand");
  after(house, 120);
  await letGo(house.database.orm, house.clock.now);
  await round();
  t.same(dropped(), ["password"]);
  after(house, 5 * day - 121);
  await round();
  t.same(dropped(), ["password"], "an invitation stands for a week");
  after(house, 120);
  await letGo(house.database.orm, house.clock.now);
  await round();
  t.same(dropped(), ["password", "invitation"], "housekeeping leaves it to who says it");
  t.same(await waiting(house), []);
  t.equal((await house.database.orm.select().from(loginTokens)).length, 0, "and no link was made anew");
});

t.test("of two mails of one login, the link of one that was opened drops the other", async (t) => {
  const { house, server, logged, round } = await mailHouse(t);
  await house.collective("les-communs", { ana: ["admin"] });
  for (let asked = 0; asked < 2; asked += 1) await forgot(house, "ana@les-communs.example");
  await house.database.orm.update(mails).set({ tries: 0 });
  await round("smtp://127.0.0.1:1");
  after(house, 1);
  const stops = [false, true];
  const one = {
    outbox: outboxOf(sealWith(testSecret)),
    transport: smtpTransport({ url: server.url, from }),
    letters,
    base,
  };
  const log = { warn: (what: object, says: string) => logged.push({ level: "warn", what: { ...what }, says }), error: () => {} };
  await sendDueMails(
    house.database.orm,
    { ...one, log },
    () => house.clock.now,
    () => stops.shift() ?? true,
  );
  const token = tokenIn((await server.next()).text);
  t.equal((await browser(house, http).send("POST", "/password-links/accept", { token, password })).status, 200);
  t.equal(await round(), 0);
  t.match(logged.at(-1), { level: "warn", what: { letter: "password", tries: 2 }, says: "a mail was dropped: the link in it has ended" });
  t.equal(server.received.length, 1);
});

t.test("an address that is refused for good is not tried again", async (t) => {
  const { house, logged, round } = await mailHouse(t, { refuses: () => 550 });
  await house.collective("les-communs", { ana: ["admin"] });
  await forgot(house, "ana@les-communs.example");
  await round();
  t.same(await waiting(house), []);
  t.match(logged, [{ level: "error", what: { tries: 1, status: 550 } }]);
});

t.test("a sender that is refused loses no mail: it goes out once the server takes it again", async (t) => {
  let answer: number | undefined = 554;
  const { house, server, logged, round } = await mailHouse(t, { refusesSender: () => answer });
  await house.collective("les-communs", { ana: ["admin"] });
  await forgot(house, "ana@les-communs.example");
  t.equal(await round(), 0);
  t.match(logged, [{ level: "warn", what: { tries: 1, status: 554 } }]);
  answer = undefined;
  after(house, 1);
  t.equal(await round(), 1);
  t.same(server.received[0]?.to, ["ana@les-communs.example"]);
});

t.test("behind a proxy the network that asks is the one the proxy saw, whatever the caller says before it", async (t) => {
  const house = await openHouse(t, { sendsMail: true, trustProxy: true });
  const from = (said: string) => ({ "x-forwarded-for": `${said}, 203.0.113.7` });
  const ask = (place: number) =>
    browser(house, http).send("POST", "/password-links", { email: `p${place}@communs.example` }, from(`9.9.9.${place}`));
  const statuses = [];
  for (let place = 0; place < 31; place += 1) statuses.push((await ask(place)).status);
  t.same(statuses, [...Array(30).fill(204), 429]);
});

t.test("several processes send a mail once; one that died leaves it to the others", async (t) => {
  const { house, server, round } = await mailHouse(t);
  await house.collective("les-communs", { ana: ["admin"] });
  for (let asked = 0; asked < 3; asked += 1) await forgot(house, "ana@les-communs.example");
  const sent = await Promise.all([round(), round(), round()]);
  t.equal(
    sent.reduce((sum, each) => sum + each),
    3,
  );
  t.equal(server.received.length, 3);
  await forgot(house, "ana@les-communs.example");
  const dueAt = new Date(house.clock.now.getTime() + 10 * 60_000);
  await house.database.orm.update(mails).set({ tries: 1, dueAt });
  t.equal(await round(), 0, "it is taken");
  after(house, 10);
  t.equal(await round(), 1);
});

t.test("what waits is sealed: the database alone tells neither address nor token", async (t) => {
  const { house, server, logged, round } = await mailHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob", email: "bob@example.org" });
  const { body } = await ana.post(`/members/${bob.id}/invitation`, { byMail: true });
  const [row] = await waiting(house);
  const read = Buffer.from(row?.sealed ?? "", "base64url").toString("latin1");
  t.notMatch(read, /bob@|Bob/);
  t.notOk(read.includes(body.token));
  t.equal(
    sealWith("another secret", testSecret)
      .open(row?.sealed ?? "")
      ?.includes(body.token),
    true,
    "the former secret opens it",
  );
  t.equal(sealWith("another secret").open(row?.sealed ?? ""), undefined);
  t.equal(await round(server.url, "another secret"), 0);
  t.match(logged, [{ level: "error", what: { code: "sealed_otherwise" } }], "what nobody can open is given up, and said");
  t.same(await waiting(house), []);
});

t.test("mails nobody sends are let go of the day after their week; letters of a newer process stay", async (t) => {
  const { house, round } = await mailHouse(t);
  await house.collective("les-communs", { ana: ["admin"] });
  await forgot(house, "ana@les-communs.example");
  await house.database.orm.update(mails).set({ letter: "reminder" });
  t.equal(await round(), 0);
  t.equal((await waiting(house)).length, 1);
  after(house, 8 * 24 * 60 + 1);
  await letGo(house.database.orm, house.clock.now);
  t.same(await waiting(house), []);
});

t.test("servers with a login, and over TLS", async (t) => {
  const login = { user: "moisson@example.org", pass: "trois pommes: 100 %/an" };
  const mail = { to: "bob@example.org", subject: "é", text: "x" };
  for (const secure of [false, true]) {
    const server: MailServer = await mailServer(t, { login, secure });
    await smtpTransport({ url: server.url, from }).send(mail);
    const { isEncrypted, header } = await server.next();
    t.equal(isEncrypted, true, "STARTTLS is taken where it is offered");
    t.equal(header("Subject"), "é");
    const wrong = server.url.replace(encodeURIComponent(login.pass), "wrong");
    const failure = await smtpTransport({ url: wrong, from })
      .send(mail)
      .catch((error: unknown) => error);
    t.match(failure, { name: "MailFailed", reason: { code: "EAUTH", status: 535 }, isFinal: false });
  }
  const far = connectionOf({ url: "smtp://me:secret@mail.example.org", from });
  t.match(far, { host: "mail.example.org", port: 587, secure: false, requireTLS: true }, "no password crosses the network in the clear");
  t.notOk("tls" in far, "and certificates elsewhere are looked at");
  t.match(connectionOf({ url: "smtps://mail.example.org", from }), { port: 465, secure: true });
  t.match(connectionOf({ url: "smtp://[::1]:25", from }), { host: "::1", port: 25 });
});

t.test("who has not looked at a decision that closes soon is reminded by mail, once, and nobody else", async (t) => {
  const { house, server, round } = await mailHouse(t);
  const { ana, bob, cleo } = await house.collective("les-communs", { ana: ["admin"], bob: [], cleo: [] });
  await subscribe(ana, ana, bob, cleo);
  const { id, attempts } = (await ana.post("/decisions", proposal("Le tarif de la salle"))).body;
  await bob.post(`/decisions/${id}/ballots`, { choice: "agree" });
  const due = async (instant: string) => {
    house.clock.now = new Date(instant);
    await doDueWork(house.database.orm, house.clock.now, effectsWith(house.app.moisson.outbox));
  };
  // It closes on Tuesday 17 March at 10:00; the reminder is for the day before.
  t.equal(attempts[0].closesAt, "2026-03-17T09:00:00.000Z");
  await due("2026-03-15T23:00:00.000Z");
  t.equal(await round(), 1);
  const mail = await server.next();
  t.same(mail.to, ["cleo@les-communs.example"]);
  t.equal(mail.header("Subject"), "Votre avis : Le tarif de la salle");
  t.match(mail.text, /mardi 17 mars 2026/);
  t.equal(linkIn(mail.text), `https://moisson.example.org/c/les-communs/decisions/${id}`);

  const shortlyBefore = (instant: string) => new Date(Date.parse(instant) - 2 * 3_600_000).toISOString();
  const second = (await ana.post("/decisions", proposal("Voir www.exemple.org"))).body;
  await due(shortlyBefore(second.attempts[0].closesAt));
  t.equal(await round(), 2, "Bob and Cleo");
  const named = [await server.next(), await server.next()];
  for (const { text } of named) t.notMatch(text, /exemple/, "a title that is an address is not repeated");

  const late = (await ana.post("/decisions", proposal("Trop tard"))).body;
  await due(shortlyBefore(late.attempts[0].closesAt));
  house.clock.now = new Date(late.attempts[0].closesAt);
  t.equal(await round(), 0, "once it is closed nothing is written");
});
