import { eq } from "drizzle-orm";
import type { Test } from "tap";
import { letGo } from "../../src/db/housekeeping.js";
import { loginSessions, logins, loginTokens } from "../../src/db/schema/index.js";
import { createSetupToken } from "../../src/features/collectives/setup.actions.js";
import { makeOperatorPasswordLink } from "../../src/features/session/links.actions.js";
import { attemptKey } from "../../src/http/attempts.js";
import { browser } from "../support/browser.js";
import { type House, openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const password = "trois pommes au verger";
const otherPassword = "quatre poires au jardin";
const http = "http://192.168.1.10:3000";

/** A service that was set up: Ana created «Les Communs» with a browser of her own. */
async function setUpHouse(t: Test, options: Parameters<typeof openHouse>[1] & { address?: string } = {}) {
  const { address = http, ...rest } = options;
  const house = await openHouse(t, rest);
  const ana = browser(house, address);
  const token = await createSetupToken(house.database.orm, house.clock.now);
  const made = await ana.send("POST", "/setup", {
    token,
    collective: { name: "Les Communs" },
    person: { name: "Ana", email: "ana@communs.example", password },
  });
  t.equal(made.status, 201);
  return { house, ana, token, address, me: (await ana.send("GET", "/session")).body.collectives[0].memberId as string };
}

const logInAs = async (house: House, email: string, word = password, address = http, from?: string) => {
  const client = browser(house, address, from);
  return { client, reply: await client.send("POST", "/session", { email, password: word }) };
};

const after = (house: House, seconds: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + seconds * 1000);
};

/** Ana adds a member and hands them an invitation. */
async function invited(ana: ReturnType<typeof browser>, name: string, email: string | null = null) {
  const member = await ana.send("POST", "/collectives/les-communs/members", { kind: "person", name, email });
  const link = await ana.send("POST", `/collectives/les-communs/members/${member.body.id}/invitation`);
  return { memberId: member.body.id as string, link };
}

t.test("the setup link creates the first collective, once", async (t) => {
  const { house, ana, token } = await setUpHouse(t);
  const session = await ana.send("GET", "/session");
  t.match(session, {
    status: 200,
    body: { email: "ana@communs.example", locale: "fr", collectives: [{ slug: "les-communs", roles: ["admin", "treasurer"] }] },
  });
  t.equal(session.body.collectives[0].pilotOf.length, 1);
  const again = { token, collective: { name: "Autre" }, person: { name: "Zoé", email: "zoe@autre.example", password } };
  t.match(await browser(house, http).send("POST", "/setup", again), { status: 401, body: { code: "token_invalid" } });
  t.equal(await createSetupToken(house.database.orm, house.clock.now), null, "no other link is made");
});

t.test("two setup links opened at once make one collective", async (t) => {
  const house = await openHouse(t);
  const tokens = [await createSetupToken(house.database.orm, house.clock.now), await createSetupToken(house.database.orm, house.clock.now)];
  const replies = await Promise.all(
    tokens.map((token, index) =>
      browser(house, http).send("POST", "/setup", {
        token,
        collective: { name: `Collectif ${index}` },
        person: { name: "Ana", email: `ana${index}@communs.example`, password },
      }),
    ),
  );
  t.same(replies.map(({ status }) => status).sort(), [201, 401]);
});

t.test("what the setup refuses", async (t) => {
  const house = await openHouse(t);
  const token = await createSetupToken(house.database.orm, house.clock.now);
  const ask = (change: object, collective: object = {}) =>
    browser(house, http).send("POST", "/setup", {
      token,
      collective: { name: "Les Communs", ...collective },
      person: { name: "Ana", email: "ana@communs.example", password, ...change },
    });
  t.match(await ask({ password: "court" }), { status: 422, body: { code: "password_too_short", figures: { min: 10 } } });
  t.match(await ask({ email: "ana" }), { status: 400, body: { code: "request_invalid", figures: { at: "body.person.email" } } });
  t.match(await ask({}, { timeZone: "Mars/Olympus" }), { status: 422, body: { code: "unknown_time_zone" } });
  t.match(await ask({}, { currency: "ABC" }), { status: 422, body: { code: "unknown_currency" } });
  after(house, 8 * 86_400);
  t.match(await ask({}), { status: 401, body: { code: "token_invalid" } }, "a link is good for a week");
});

t.test("log in, refresh, log out", async (t) => {
  const { house } = await setUpHouse(t);
  const { client, reply } = await logInAs(house, " Ana@Communs.Example ");
  t.match(reply, { status: 200, body: { email: "ana@communs.example", accessToken: null } });
  t.equal((await client.send("GET", "/collectives/les-communs")).status, 200);

  const before = client.cookies.get("moisson_refresh");
  after(house, 601);
  t.match(
    await client.send("GET", "/collectives/les-communs"),
    { status: 401, body: { code: "token_invalid" } },
    "access ends after ten minutes",
  );
  t.match(await client.send("GET", "/session"), { status: 200, body: null });
  t.match(await client.send("POST", "/session/refresh"), { status: 200, body: { email: "ana@communs.example" } });
  t.not(client.cookies.get("moisson_refresh"), before);
  t.equal((await client.send("GET", "/collectives/les-communs")).status, 200);

  const access = client.cookies.get("moisson_access") ?? "";
  t.equal((await client.send("DELETE", "/session")).status, 204);
  t.equal(client.cookies.size, 0);
  t.match(
    await house.ask("GET", "/api/v1/collectives/les-communs", { token: access }),
    { status: 401, body: { code: "token_invalid" } },
    "a copied access token ends with its session",
  );
  t.match(await client.send("POST", "/session/refresh"), { status: 200, body: null });
  t.match(await house.ask("GET", "/api/v1/session"), { status: 200, body: null }, "nobody is logged in");
});

t.test("two tabs that refresh at once get the same successor; a copy used later ends the session", async (t) => {
  const { house } = await setUpHouse(t);
  const { client } = await logInAs(house, "ana@communs.example");
  const first = client.cookies.get("moisson_refresh") ?? "";
  const tabs = await Promise.all(
    [1, 2, 3].map(async () => {
      const tab = browser(house, http);
      tab.cookies.set("moisson_refresh", first);
      return { tab, reply: await tab.send("POST", "/session/refresh") };
    }),
  );
  t.same(new Set(tabs.map(({ reply }) => reply.status)), new Set([200]));
  t.equal(new Set(tabs.map(({ tab }) => tab.cookies.get("moisson_refresh"))).size, 1);

  after(house, 30);
  const late = browser(house, http);
  late.cookies.set("moisson_refresh", first);
  t.equal((await late.send("POST", "/session/refresh")).status, 200, "30 s later it still answers");
  after(house, 1);
  const thief = browser(house, http);
  thief.cookies.set("moisson_refresh", first);
  t.match(await thief.send("POST", "/session/refresh"), { status: 401, body: { code: "token_invalid" } });
  t.equal(thief.cookies.size, 0, "its cookies are cleared");
  const [{ tab } = { tab: thief }] = tabs;
  t.match(await tab.send("GET", "/collectives/les-communs"), { status: 401 }, "the family is over at once");
  t.match(await tab.send("POST", "/session/refresh"), { status: 401 });
});

t.test("a session that stays away for 30 days is over", async (t) => {
  const { house } = await setUpHouse(t);
  const { client } = await logInAs(house, "ana@communs.example");
  after(house, 30 * 86_400);
  t.match(await client.send("POST", "/session/refresh"), { status: 401, body: { code: "token_invalid" } });
});

t.test("wrong passwords: the same answer whether the e-mail is known or not, ten tries from one address", async (t) => {
  const { house } = await setUpHouse(t);
  const [known, unknown] = await Promise.all([
    logInAs(house, "ana@communs.example", "not the password"),
    logInAs(house, "nobody@communs.example", "not the password"),
  ]);
  t.equal(known.reply.status, 401);
  t.same({ ...known.reply.body, requestId: "" }, { ...unknown.reply.body, requestId: "" });

  for (let count = 2; count <= 10; count++) await logInAs(house, "ana@communs.example", "not the password");
  const shut = await logInAs(house, "ana@communs.example");
  t.match(shut.reply, { status: 429, body: { code: "too_many_requests", figures: { seconds: 900 } }, headers: { "retry-after": "900" } });
  t.equal(
    (await logInAs(house, "ana@communs.example", password, http, "192.168.1.77")).reply.status,
    200,
    "from elsewhere Ana still gets in",
  );
  t.equal((await logInAs(house, "nobody@communs.example", password)).reply.status, 401, "others of the same address may try");
  after(house, 900);
  t.equal((await logInAs(house, "ana@communs.example")).reply.status, 200);
  for (let count = 0; count < 12; count++)
    t.equal((await logInAs(house, "ana@communs.example")).reply.status, 200, "right passwords are not counted");
});

t.test("tries count by account and address; an IPv6 household is one address", (t) => {
  const table: [one: string, other: string, same: boolean][] = [
    ["192.168.1.7", "192.168.1.8", false],
    ["::ffff:192.168.1.7", "192.168.1.7", true],
    ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true],
    ["2001:db8:1:2::1", "2001:db8:1:3::1", false],
    ["2001:db8::1", "2001:db8:0:0:5::", true],
    ["::1", "0:0:0:0:0:0:0:2", true],
  ];
  for (const [one, other, same] of table) t.equal(attemptKey("ana", one) === attemptKey("ana", other), same, `${one} ${other}`);
  t.not(attemptKey("ana", "::1"), attemptKey("bob", "::1"));
  t.end();
});

t.test("over plain http a phone logs in; over https cookies are Secure and __Host-", async (t) => {
  const { house } = await setUpHouse(t);
  const { client, reply } = await logInAs(house, "ana@communs.example", password, "http://192.168.1.10:3000");
  const cookies = [reply.headers["set-cookie"]].flat() as string[];
  t.ok(cookies.every((line) => /; HttpOnly/.test(line) && /; SameSite=Strict/.test(line) && !/; Secure/.test(line)));
  t.strictSame([...client.cookies.keys()].sort(), ["moisson_access", "moisson_refresh"]);
  t.equal((await client.send("PATCH", "/collectives/les-communs", { hostedBy: null })).status, 200);

  const secure = await setUpHouse(t, { publicUrl: "https://moisson.example.org", address: "https://moisson.example.org" });
  const laptop = await logInAs(secure.house, "ana@communs.example", password, "https://moisson.example.org");
  const lines = [laptop.reply.headers["set-cookie"]].flat() as string[];
  t.ok(lines.every((line) => line.startsWith("__Host-moisson_") && /; Secure/.test(line) && /; Path=\//.test(line)));
  t.equal((await laptop.client.send("GET", "/collectives/les-communs")).status, 200);
  t.equal((await laptop.client.send("POST", "/session/refresh")).status, 200);
});

t.test("by cookie, only our own pages change anything", async (t) => {
  const { house, ana, me } = await setUpHouse(t);
  const foreign = { origin: "https://elsewhere.example" };
  const table: [method: "POST" | "PUT" | "DELETE" | "PATCH", path: string, body?: object][] = [
    ["POST", "/session", { email: "ana@communs.example", password }],
    ["POST", "/session/refresh"],
    ["DELETE", "/session"],
    ["PATCH", "/session", { locale: "en" }],
    ["PUT", "/session/password", { current: password, password: otherPassword }],
    ["POST", "/session/tokens", { label: "Export", scopes: ["read"] }],
    ["POST", `/collectives/les-communs/members/${me}/leave`],
  ];
  for (const [method, path, body] of table) {
    for (const headers of [foreign, { origin: "null" }]) {
      t.match(
        await ana.send(method, path, body, headers),
        { status: 403, body: { code: "origin_mismatch" } },
        `${method} ${path} from ${headers.origin}`,
      );
    }
  }
  const cookie = [...ana.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const bare = await house.ask("DELETE", "/api/v1/session", { headers: { cookie } });
  t.match(bare, { status: 403, body: { code: "origin_mismatch" } }, "no origin at all");
  t.match(await ana.send("GET", "/session", undefined, foreign), { status: 200, body: { email: "ana@communs.example" } });
});

t.test("a new password ends every other session", async (t) => {
  const { house, ana } = await setUpHouse(t);
  const { client: other } = await logInAs(house, "ana@communs.example");
  t.match(await ana.send("PUT", "/session/password", { current: "not the password", password: otherPassword }), {
    status: 401,
    body: { code: "login_failed", figures: { at: "current" } },
  });
  t.match(await ana.send("PUT", "/session/password", { current: password, password: "court" }), {
    status: 422,
    body: { code: "password_too_short" },
  });
  t.equal((await ana.send("PUT", "/session/password", { current: password, password: otherPassword })).status, 204);
  t.equal((await ana.send("GET", "/collectives/les-communs")).status, 200, "this one goes on");
  t.match(await other.send("GET", "/collectives/les-communs"), { status: 401, body: { code: "token_invalid" } });
  t.match(await other.send("POST", "/session/refresh"), { status: 401 });
  t.equal((await logInAs(house, "ana@communs.example")).reply.status, 401);
  t.equal((await logInAs(house, "ana@communs.example", otherPassword)).reply.status, 200);
});

t.test("the same password in another Unicode form is the same password", async (t) => {
  const { house, ana } = await setUpHouse(t);
  const composed = "é".repeat(12);
  await ana.send("PUT", "/session/password", { current: password, password: composed });
  t.equal((await logInAs(house, "ana@communs.example", composed.normalize("NFD"))).reply.status, 200);
});

t.test("a person’s script asks for a bearer session: no cookie, ten minutes", async (t) => {
  const { house } = await setUpHouse(t);
  const reply = await house.ask("POST", "/api/v1/session", { body: { email: "ana@communs.example", password, transport: "bearer" } });
  t.equal(reply.headers["set-cookie"], undefined);
  const token = reply.body.accessToken;
  t.equal((await house.ask("GET", "/api/v1/collectives/les-communs", { token })).status, 200);
  t.equal((await house.ask("DELETE", "/api/v1/session", { token })).status, 204);
  t.equal((await house.ask("GET", "/api/v1/collectives/les-communs", { token })).status, 401);
});

t.test("tokens for scripts: scopes, their end, and what they never do", async (t) => {
  const { house, ana } = await setUpHouse(t);
  const make = (body: object) => ana.send("POST", "/session/tokens", body);
  const reading = await make({ label: "Export du lundi", scopes: ["read"], days: 30 });
  const writing = await make({ label: "Import", scopes: ["read", "write"], days: null });
  t.match(reading, { status: 201, body: { label: "Export du lundi", scopes: ["read"], token: /^moisson_/ } });
  const listed = await ana.send("GET", "/session/tokens");
  t.equal(listed.body.items.length, 2);
  t.notMatch(JSON.stringify(listed.body), /moisson_/, "the secret is told once");

  const as = (token: string, method: "GET" | "PATCH" | "POST", path: string, body?: object) =>
    house.ask(method, `/api/v1${path}`, { token, ...(body ? { body } : {}) });
  const { token } = reading.body;
  t.equal((await as(token, "GET", "/collectives/les-communs")).status, 200);
  t.match(await as(token, "PATCH", "/collectives/les-communs", { name: "Autre" }), { status: 403, body: { code: "role_missing" } });
  t.equal((await as(writing.body.token, "PATCH", "/collectives/les-communs", { name: "Autre" })).status, 200);
  t.match(
    await as(writing.body.token, "POST", "/session/tokens", { label: "x", scopes: ["write"] }),
    { status: 403 },
    "a script makes no tokens",
  );
  t.match(await as(writing.body.token, "GET", "/session/tokens"), { status: 403 });

  after(house, 30 * 86_400);
  t.match(await as(token, "GET", "/collectives/les-communs"), { status: 401, body: { code: "token_invalid" } });
  const { client } = await logInAs(house, "ana@communs.example");
  t.equal((await client.send("DELETE", `/session/tokens/${writing.body.id}`)).status, 204);
  t.equal((await as(writing.body.token, "GET", "/collectives/les-communs")).status, 401);
  t.match(await client.send("DELETE", `/session/tokens/${writing.body.id}`), { status: 404 });
});

t.test("an invitation gives a member a login, once", async (t) => {
  const { house, ana } = await setUpHouse(t);
  const { memberId, link } = await invited(ana, "Bob", "bob@communs.example");
  t.match(link, { status: 201, body: { link: /^http:\/\/192\.168\.1\.10:3000\/invitation#/ } });
  const bob = browser(house, http);
  const accepted = await bob.send("POST", "/invitations/accept", { token: link.body.token, password: otherPassword });
  t.match(accepted, { status: 200, body: { email: "bob@communs.example", collectives: [{ slug: "les-communs", memberId, roles: [] }] } });
  t.equal((await bob.send("GET", "/collectives/les-communs")).status, 200, "and he is logged in");
  t.match(
    await browser(house, http).send("POST", "/invitations/accept", { token: link.body.token, email: "eve@communs.example", password }),
    {
      status: 401,
      body: { code: "token_invalid" },
    },
  );
  t.match(await ana.send("POST", `/collectives/les-communs/members/${memberId}/invitation`), {
    status: 409,
    body: { code: "login_present" },
  });
  t.match(await bob.send("POST", `/collectives/les-communs/members/${memberId}/invitation`), {
    status: 403,
    body: { code: "role_missing" },
  });
});

t.test("of many who open one invitation at once, one gets in", async (t) => {
  const { house, ana } = await setUpHouse(t);
  const { link } = await invited(ana, "Bob");
  const replies = await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      browser(house, http).send("POST", "/invitations/accept", { token: link.body.token, email: `bob${index}@communs.example`, password }),
    ),
  );
  t.same(replies.map(({ status }) => status).sort(), [200, 401, 401, 401, 401]);
  t.equal((await house.database.orm.select().from(logins)).length, 2, "and the others leave no login behind");
});

t.test("one e-mail is one login: who has one accepts with its password, or logged in", async (t) => {
  const { house, ana, me } = await setUpHouse(t, { openSignup: true });
  const bobs = await invited(ana, "Bob", "bob@communs.example");
  const bob = browser(house, http);
  await bob.send("POST", "/invitations/accept", { token: bobs.link.body.token, password: otherPassword });
  const founded = await bob.send("POST", "/collectives", { collective: { name: "Le Jardin" }, person: { name: "Bob" } });
  t.match(founded, { status: 201, body: { slug: "le-jardin" } });

  const anas = await bob.send("POST", "/collectives/le-jardin/members", { kind: "person", name: "Ana" });
  const link = await bob.send("POST", `/collectives/le-jardin/members/${anas.body.id}/invitation`);
  const accept = (body: object) => browser(house, http).send("POST", "/invitations/accept", { token: link.body.token, ...body });
  t.match(
    await accept({ email: "ana@communs.example", password: otherPassword }),
    { status: 409, body: { code: "email_taken" } },
    "nobody sets the password of a login by inviting it",
  );
  t.match(await accept({}), { status: 401, body: { code: "not_logged_in" } });
  t.match(
    await accept({ password: otherPassword }),
    { status: 400, body: { code: "request_invalid", figures: { at: "body.email" } } },
    "the profile has no e-mail",
  );
  t.match(await accept({ email: "ana@communs.example", password }), {
    status: 200,
    body: { collectives: [{ slug: "le-jardin" }, { slug: "les-communs" }] },
  });

  const again = await bob.send("POST", "/collectives/le-jardin/members", { kind: "person", name: "Ana encore" });
  const second = await bob.send("POST", `/collectives/le-jardin/members/${again.body.id}/invitation`);
  t.match(await ana.send("POST", "/invitations/accept", { token: second.body.token }), {
    status: 409,
    body: { code: "already_member", figures: { member: "P2" } },
  });
  t.equal((await ana.send("GET", `/collectives/les-communs/members/${me}`)).status, 200);
});

t.test("who is logged in accepts by a click", async (t) => {
  const { house, ana } = await setUpHouse(t, { openSignup: true });
  await ana.send("POST", "/collectives", { collective: { name: "Le Jardin" }, person: { name: "Ana" } });
  const { link } = await invited(ana, "Bob", "bob@communs.example");
  const bob = browser(house, http);
  await bob.send("POST", "/invitations/accept", { token: link.body.token, password: otherPassword });
  const there = await ana.send("POST", "/collectives/le-jardin/members", { kind: "person", name: "Bob" });
  const second = await ana.send("POST", `/collectives/le-jardin/members/${there.body.id}/invitation`);
  t.match(await bob.send("POST", "/invitations/accept", { token: second.body.token }), {
    status: 200,
    body: { collectives: [{ slug: "le-jardin" }, { slug: "les-communs" }] },
  });
  const profile = await ana.send("GET", `/collectives/le-jardin/members/${there.body.id}`);
  t.equal(profile.body.contact.email, "bob@communs.example", "the profile learns the e-mail");
});

t.test("an invitation ends after a week, when another replaces it, and when its member leaves", async (t) => {
  const { house, ana } = await setUpHouse(t);
  const { memberId, link } = await invited(ana, "Bob");
  const accept = (token: string) =>
    browser(house, http).send("POST", "/invitations/accept", { token, email: "bob@communs.example", password });
  const second = await ana.send("POST", `/collectives/les-communs/members/${memberId}/invitation`);
  t.match(await accept(link.body.token), { status: 401, body: { code: "token_invalid" } });
  await ana.send("POST", `/collectives/les-communs/members/${memberId}/leave`);
  t.match(await accept(second.body.token), { status: 401 });
  t.match(await ana.send("POST", `/collectives/les-communs/members/${memberId}/invitation`), {
    status: 422,
    body: { code: "member_inactive" },
  });
  await ana.send("POST", `/collectives/les-communs/members/${memberId}/return`);
  const third = await ana.send("POST", `/collectives/les-communs/members/${memberId}/invitation`);
  after(house, 7 * 86_400);
  t.match(await accept(third.body.token), { status: 401 });
  t.match(await accept("no token of ours"), { status: 401 });
});

t.test("a link says whether it still opens, and stays as it is", async (t) => {
  const house = await openHouse(t);
  const phone = browser(house, http);
  const standing = async (purpose: string, token: string) => {
    const { status, body } = await phone.send("POST", "/links/standing", { purpose, token });
    return status === 200 ? "open" : body.code;
  };
  const setup = (await createSetupToken(house.database.orm, house.clock.now)) ?? "";
  t.equal(await standing("setup", setup), "open");
  t.equal(await standing("setup", setup), "open", "asking opens nothing");
  t.equal(await standing("invitation", setup), "token_invalid", "of another purpose");
  t.equal(await standing("setup", "x".repeat(43)), "token_invalid");
  await phone.send("POST", "/setup", {
    token: setup,
    collective: { name: "Les Communs" },
    person: { name: "Ana", email: "ana@communs.example", password },
  });
  t.equal(await standing("setup", setup), "token_invalid", "it was used");
  const { ana } = await setUpHouse(t, {});
  const { link } = await invited(ana, "Bob");
  const ask = (token: string) => ana.send("POST", "/links/standing", { purpose: "invitation", token });
  t.match(await ask(link.body.token), { status: 200, body: { invited: { member: "Bob", collective: "Les Communs" } } }, "whom, and where");
  t.match(await ask("x".repeat(43)), { status: 401, body: { code: "token_invalid" } }, "nothing is told without the link");
});

t.test("a forgotten password: a link by an admin, for who is part of this collective alone", async (t) => {
  const { house, ana, me } = await setUpHouse(t, { openSignup: true });
  const { memberId, link } = await invited(ana, "Bob", "bob@communs.example");
  const linkFor = (id: string) => ana.send("POST", `/collectives/les-communs/members/${id}/password-link`);
  t.match(await linkFor(memberId), { status: 409, body: { code: "login_missing" } });
  const bob = browser(house, http);
  await bob.send("POST", "/invitations/accept", { token: link.body.token, password });

  const first = await linkFor(memberId);
  t.match(first, { status: 201, body: { link: /\/password#/ } });
  const choose = (token: string, word = otherPassword) =>
    browser(house, http).send("POST", "/password-links/accept", { token, password: word });
  t.match(await choose(first.body.token, "court"), { status: 422, body: { code: "password_too_short" } });
  t.match(await choose(first.body.token), { status: 200, body: { email: "bob@communs.example" } });
  t.match(await choose(first.body.token), { status: 401, body: { code: "token_invalid" } }, "once");
  t.match(await bob.send("GET", "/collectives/les-communs"), { status: 401 }, "his sessions ended");
  t.equal((await logInAs(house, "bob@communs.example", otherPassword)).reply.status, 200);

  const before = await linkFor(memberId);
  const { client } = await logInAs(house, "bob@communs.example", otherPassword);
  await client.send("POST", "/collectives", { collective: { name: "Le Jardin" }, person: { name: "Bob" } });
  t.match(await choose(before.body.token, password), { status: 401 }, "made before, it does not open another collective");
  t.match(await linkFor(memberId), { status: 409, body: { code: "login_elsewhere" } });
  const operators = await makeOperatorPasswordLink(house.database.orm, "Bob@communs.example", house.clock.now);
  t.equal((await choose(operators.token, password)).status, 200);
  const anas = await linkFor(me);
  t.equal((await choose(anas.body.token)).status, 200, "an admin, too");
});

t.test("of many who open one password link at once, one chooses", async (t) => {
  const { house, ana, me } = await setUpHouse(t);
  const link = await ana.send("POST", `/collectives/les-communs/members/${me}/password-link`);
  const replies = await Promise.all(
    [1, 2, 3, 4].map((number) =>
      browser(house, http).send("POST", "/password-links/accept", { token: link.body.token, password: `${otherPassword} ${number}` }),
    ),
  );
  t.same(replies.map(({ status }) => status).sort(), [200, 401, 401, 401]);
});

t.test("secrets are kept as hashes only", async (t) => {
  const { house, ana } = await setUpHouse(t);
  const { link } = await invited(ana, "Bob");
  const script = await ana.send("POST", "/session/tokens", { label: "Export", scopes: ["read"] });
  await ana.send("POST", "/session/refresh");
  const kept = JSON.stringify([
    await house.database.orm.select().from(loginTokens),
    await house.database.orm.select().from(loginSessions),
    await house.database.orm.select().from(logins),
  ]);
  for (const secret of [link.body.token, script.body.token, ...ana.cookies.values(), password]) t.notOk(kept.includes(secret));
  const [login] = await house.database.orm.select().from(logins).where(eq(logins.email, "ana@communs.example"));
  t.match(login?.passwordHash, /^\$argon2id\$/);
});

t.test("what is past its day is let go of, and nothing else", async (t) => {
  const { house, ana } = await setUpHouse(t);
  await invited(ana, "Bob");
  await ana.send("POST", "/session/tokens", { label: "Export", scopes: ["read"], days: null });
  const db = house.database.orm;
  await letGo(db, house.clock.now);
  t.same([(await db.select().from(loginSessions)).length, (await db.select().from(loginTokens)).length], [1, 3]);
  await letGo(db, new Date(house.clock.now.getTime() + 31 * 86_400_000));
  t.same(
    [(await db.select().from(loginSessions)).length, (await db.select().from(loginTokens)).length],
    [0, 1],
    "a token without end stays",
  );
});

t.test("a login chooses the language it reads", async (t) => {
  const { ana } = await setUpHouse(t);
  t.match(await ana.send("PATCH", "/session", { locale: "en" }), { status: 200, body: { locale: "en" } });
  t.match(await ana.send("PATCH", "/session", { locale: "de" }), { status: 400 });
});
