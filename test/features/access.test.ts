/**
 * Every route of the service, as everybody who may come to its door. What a route declares is what it does: the table
 * below is computed from the declarations, so a new feature is covered without a word here.
 */
import Fastify from "fastify";
import { newId } from "../../src/db/id.js";
import { logins, loginTokens } from "../../src/db/schema/index.js";
import { hashOfSecret } from "../../src/db/secrets.js";
import { type DeclaredRoute, guardAccess, type Role } from "../../src/http/access.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";

/** Who comes, and what they are in the collective of the path; null for who is not part of it. */
const comers: Record<string, readonly Role[] | null> = {
  member: ["member"],
  pilot: ["member", "pilot"],
  treasurer: ["member", "treasurer"],
  admin: ["member", "admin"],
  outsider: null,
  "admin elsewhere": null,
};

/** Refused by the declaration itself: an action may still say no once it knows the circle or the member. */
const isRefusedByRole = ({ status, body }: Reply, access: readonly Role[]): boolean =>
  status === 403 && body.code === "role_missing" && String(body.figures.roles) === String(access);

const isInside = ({ url }: DeclaredRoute): boolean => url.includes("/:collective");

/** A path nobody has: the ids in it are random, so that whoever is let in finds nothing and changes nothing. */
const pathOf = ({ url }: DeclaredRoute): string =>
  url
    .replace(":collective", "les-communs")
    .replace(":from", "2026-01-01")
    .replace(/:\w+/g, () => newId())
    .replace("*", "nothing");

t.test("every route, as everybody", async (t) => {
  const house = await openHouse(t);
  const people = await house.collective("les-communs", { ana: ["admin"], bob: ["pilot"], tom: ["treasurer"], cleo: [] });
  const { dora } = await house.collective("ailleurs", { dora: ["admin", "pilot", "treasurer"] });
  const loginId = newId();
  const createdAt = house.clock.now;
  await house.database.orm.insert(logins).values({ id: loginId, email: "zoe@nulle-part.example", createdAt });
  const script = "moisson_a-script-that-reads";
  await house.database.orm.insert(loginTokens).values({
    id: newId(),
    purpose: "bearer",
    tokenHash: hashOfSecret(script),
    loginId: people.ana.loginId,
    scopes: ["read"],
    createdAt,
  });
  const tokens: Record<string, string> = {
    member: people.cleo.token,
    pilot: people.bob.token,
    treasurer: people.tom.token,
    admin: people.ana.token,
    outsider: house.app.session.tokens.sign(loginId, newId(), createdAt),
    "admin elsewhere": dora.token,
  };
  const stale = house.app.session.tokens.sign(people.ana.loginId, newId(), new Date(createdAt.getTime() - 601_000));
  const badTokens = ["nonsense", "moisson_nonsense", stale, `${people.ana.token}x`];

  await house.app.ready();
  // What follows the whole ledger would not end by itself.
  await house.app.streams.close();
  const routes = house.app.declaredRoutes;
  t.ok(routes.filter(isInside).length > 20, "the routes are found");
  t.ok(routes.filter((route) => !isInside(route)).every(({ access }) => access.every((role) => role === "public" || role === "login")));
  for (const route of routes) {
    const { method, url, access } = route;
    const ask = (token?: string) =>
      house.ask(method as "GET", pathOf(route), {
        ...(token ? { token } : {}),
        ...(method === "GET" || method === "HEAD" ? {} : { body: {} }),
      });
    const isPublic = access.includes("public");
    t.equal((await ask()).status === 401, !isPublic, `${method} ${url} as nobody`);
    for (const token of badTokens) {
      const { status } = await ask(token);
      t.equal(status === 401, !isPublic, `${method} ${url} with a bad token`);
    }
    for (const [comer, roles] of Object.entries(comers)) {
      const reply = await ask(tokens[comer]);
      const said = `${method} ${url} as ${comer}: ${reply.status}`;
      t.not(reply.status, 500, said);
      if (isPublic || access.includes("login")) t.not(reply.status, 401, said);
      else if (roles === null) t.equal(reply.status, 404, said);
      else if (access.some((role) => roles.includes(role))) t.notOk(reply.status === 401 || isRefusedByRole(reply, access), said);
      else t.ok(method === "HEAD" ? reply.status === 403 : isRefusedByRole(reply, access), said);
    }
    const reads = method === "GET" || method === "HEAD";
    if (!isPublic && (!reads || access.includes("login")))
      t.equal((await ask(script)).status, 403, `${method} ${url} by a script that only reads`);
  }
});

t.test("a route without a declaration stops the start", async (t) => {
  for (const config of [undefined, {}, { access: [] }]) {
    const app = Fastify();
    guardAccess(app, { login: async () => null, isOver: async () => false, membership: async () => undefined });
    app.get("/open-by-mistake", { ...(config ? { config } : {}) }, async () => "all of it");
    await t.rejects(async () => app.ready(), /GET \/open-by-mistake does not declare who may call it/);
    await app.close();
  }
});

t.test("roles are read at each request, never from the token", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  t.equal((await bob.post("/kinds", { name: "Heures" })).status, 403);
  await ana.put(`/members/${bob.memberId}/roles`, { roles: ["admin"] });
  t.equal((await bob.post("/kinds", { name: "Heures" })).status, 201);
  await ana.put(`/members/${bob.memberId}/roles`, { roles: [] });
  t.equal((await bob.post("/kinds", { name: "Facilitation" })).status, 403);
});

t.test("a short name that is none finds nothing", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  for (const slug of ["%00", "LES-COMMUNS", "les-communs%20", "'", "x".repeat(150)]) {
    t.match(await ana.get(`/api/v1/collectives/${slug}/members`), { status: 404, body: { code: "not_found" } }, slug);
  }
});
