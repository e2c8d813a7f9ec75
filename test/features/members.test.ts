import { eq } from "drizzle-orm";
import { newId } from "../../src/db/id.js";
import { auditEvents, logins, loginTokens, memberProfiles } from "../../src/db/schema/index.js";
import { isFamilyOver, openFamily } from "../../src/db/sessions.js";
import { inTransaction } from "../../src/db/transaction.js";
import { yearBefore } from "../../src/domain/member.js";
import { makeContribution, makeKind, openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";

const addTo = async (ana: Person, member: object) => (await ana.post("/members", { kind: "person", ...member })).body;

t.test("people and structures, with or without a login", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const coop = await addTo(ana, { kind: "structure", name: "Coopérative L’Établi" });
  t.match(coop, {
    code: "P2",
    kind: "structure",
    hasLogin: false,
    joinedOn: "2026-03-12",
    leftOn: null,
    standings: [],
    contact: { email: null },
  });
  const made = await ana.post("/members", {
    kind: "person",
    name: "  Élise ",
    email: "Elise@communs.example",
    phone: "06 12 34 56 78",
    note: "Là le jeudi.",
    payeeId: coop.id,
    joinedOn: "2025-09-01",
    standing: { standing: "supporter", fromOn: "2025-09-01" },
  });
  t.equal(made.status, 201);
  t.match(made.body, {
    code: "P3",
    name: "Élise",
    contact: { email: "Elise@communs.example", phone: "06 12 34 56 78" },
    payeeId: coop.id,
    joinedOn: "2025-09-01",
    standings: ["supporter"],
    periods: [{ standing: "supporter", fromOn: "2025-09-01", untilOn: null }],
  });
  const many = await Promise.all(["Yann", "Noor", "Odile", "Idriss"].map((name) => addTo(ana, { name })));
  t.same(many.map(({ code }) => code).sort(), ["P4", "P5", "P6", "P7"], "code names have no twin, added at once too");
});

t.test("names are for every member, e-mail and phone for oneself and admins", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, tom } = await house.collective("les-communs", { ana: ["admin"], bob: [], tom: ["treasurer"] });
  const contactSeenBy = async (reader: Person) => (await reader.get(`/members/${bob.memberId}`)).body.contact;
  t.match(await contactSeenBy(ana), { email: "bob@les-communs.example" });
  t.match(await contactSeenBy(bob), { email: "bob@les-communs.example" });
  t.equal(await contactSeenBy(tom), null);
  const { body } = await bob.get("/members");
  t.same(
    body.items.map(({ name, contact }: { name: string; contact: unknown }) => [name, contact !== null]),
    [
      ["Ana", false],
      ["Bob", true],
      ["Tom", false],
    ],
  );
});

t.test("a page at a time, by name, accents aside", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  for (const name of ["Zoé", "Élise", "emile", "Eloi", "Ändi"]) await addTo(ana, { name });
  await addTo(ana, { kind: "structure", name: "La Coop" });
  const names: string[] = [];
  let cursor = "";
  do {
    const { body } = await ana.get(`/members?limit=2${cursor && `&cursor=${cursor}`}`);
    names.push(...body.items.map(({ name }: { name: string }) => name));
    cursor = body.nextCursor;
  } while (cursor);
  t.same(names, ["Ana", "Ändi", "Élise", "Eloi", "emile", "La Coop", "Zoé"]);
  t.same((await ana.get("/members?kind=structure")).body.items.length, 1);
  t.match(await ana.get("/members?cursor=abc"), { status: 400, body: { code: "cursor_invalid" } });
  t.match(await ana.get("/members?limit=0"), { status: 400 });
});

t.test("oneself and admins change a profile", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, cleo } = await house.collective("les-communs", { ana: ["admin"], bob: [], cleo: [] });
  const coop = await addTo(ana, { kind: "structure", name: "La Coop" });
  const mine = `/members/${bob.memberId}`;
  t.match(await bob.patch(mine, { name: "Bobby", note: "Sait souder.", payeeId: coop.id, phone: "06 00 00 00 00" }), {
    status: 200,
    body: { name: "Bobby", note: "Sait souder.", payeeId: coop.id, contact: { phone: "06 00 00 00 00", email: "bob@les-communs.example" } },
  });
  t.match(await ana.patch(mine, { email: null, payeeId: null }), { status: 200, body: { payeeId: null, contact: { email: null } } });
  t.match(await cleo.patch(mine, { name: "x" }), { status: 403, body: { code: "role_missing", figures: { roles: ["self", "admin"] } } });
  t.match(await bob.patch(mine, { email: "CLEO@les-communs.example" }), { status: 409, body: { code: "member_email_taken" } });
  t.match(await bob.patch(mine, { payeeId: cleo.memberId }), { status: 422, body: { code: "payee_not_structure" } });
  t.match(await bob.patch(mine, { payeeId: bob.loginId }), { status: 422, body: { code: "unknown_member", figures: { at: "payeeId" } } });
  t.match(await ana.post("/members", { kind: "person", name: "Zoé", email: "bob@les-communs.example", joinedOn: "2026-03-13" }), {
    status: 422,
    body: { code: "day_in_future" },
  });
  const trail = await house.database.orm.select().from(auditEvents).where(eq(auditEvents.subjectId, bob.memberId));
  t.notMatch(JSON.stringify(trail), /Bobby|06 00/, "the trail says which fields, never what they said");
});

t.test("standings are dated; contributor is computed", async (t) => {
  const house = await openHouse(t);
  const { bob, tom, circleId, collectiveId } = await house.collective("les-communs", { bob: [], tom: ["treasurer"] });
  const at = `/members/${bob.memberId}/standings`;
  const added = await tom.post(at, { standing: "subscriber", fromOn: "2025-01-01", untilOn: "2025-12-31" });
  t.match(added, { status: 201, body: { standings: [], periods: [{ standing: "subscriber", untilOn: "2025-12-31" }] } });
  t.match((await tom.post(at, { standing: "subscriber", fromOn: "2026-01-01" })).body, { standings: ["subscriber"] });
  const refused: [body: object, status: number, code: string][] = [
    [{ standing: "subscriber", fromOn: "2025-12-31" }, 409, "standing_overlaps"],
    [{ standing: "subscriber", fromOn: "2027-01-01" }, 409, "standing_overlaps"],
    [{ standing: "subscriber", fromOn: "2024-01-01", untilOn: "2025-01-01" }, 409, "standing_overlaps"],
    [{ standing: "partner", fromOn: "2025-12-31", untilOn: "2025-12-30" }, 422, "days_reversed"],
    [{ standing: "contributor", fromOn: "2025-12-31" }, 400, "request_invalid"],
    [{ standing: "partner", fromOn: "2025-02-29" }, 400, "request_invalid"],
  ];
  for (const [body, status, code] of refused) t.match(await tom.post(at, body), { status, body: { code } }, JSON.stringify(body));
  t.match(await bob.post(at, { standing: "partner", fromOn: "2026-01-01" }), { status: 403 });

  const [, current] = (await tom.get(`/members/${bob.memberId}`)).body.periods;
  t.match((await tom.patch(`${at}/${current.id}`, { untilOn: "2026-03-11" })).body, { standings: [] });
  t.match((await tom.patch(`${at}/${current.id}`, { untilOn: "2026-03-12" })).body, { standings: ["subscriber"] }, "the last day counts");
  t.match(await tom.patch(`${at}/${current.id}`, { fromOn: "2025-12-31" }), { status: 409, body: { code: "standing_overlaps" } });
  t.match((await tom.delete(`${at}/${current.id}`)).body, { standings: [], periods: [{ untilOn: "2025-12-31" }] });
  t.match(await tom.delete(`${at}/${current.id}`), { status: 404 });

  const kindId = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  const table: [given: object, standings: string[]][] = [
    [{ dayOn: "2025-03-11" }, []],
    [{ dayOn: "2026-01-05", status: "withdrawn" }, []],
    [{ dayOn: "2025-03-01", untilOn: "2025-03-12" }, ["contributor"]],
  ];
  for (const [given, standings] of table) {
    await makeContribution(house, { collectiveId, circleId, memberId: bob.memberId, kindId, quantity: "2", ...given });
    t.same((await bob.get(`/members/${bob.memberId}`)).body.standings, standings, JSON.stringify(given));
  }
});

t.test("within a year, also around 29 February", (t) => {
  const table: [today: string, yearAgo: string][] = [
    ["2026-03-12", "2025-03-12"],
    ["2024-02-29", "2023-02-28"],
    ["2025-02-28", "2024-02-28"],
  ];
  for (const [today, yearAgo] of table) t.equal(yearBefore(today), yearAgo, today);
  t.end();
});

t.test("a name that cannot be seen is refused, and one that would run backwards is kept straight", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const add = (name: string) => ana.post("/members", { kind: "person", name });
  t.match(await add("\u200b\u200b"), { status: 400, body: { code: "request_invalid" } });
  t.match(await add("Yann\u202e"), { status: 201, body: { name: "Yann" } });
});

t.test("roles are a set; the last admin keeps theirs", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  const roles = (by: Person, of: Person, given: string[]) => by.put(`/members/${of.memberId}/roles`, { roles: given });
  t.match(await roles(ana, ana, []), { status: 409, body: { code: "last_admin" } });
  t.match(await ana.post(`/members/${ana.memberId}/leave`), { status: 409, body: { code: "last_admin" } });
  t.match(await ana.post(`/members/${ana.memberId}/erasure`), { status: 409, body: { code: "last_admin" } });
  t.match(await roles(bob, bob, ["admin"]), { status: 403 });
  const yann = await addTo(ana, { name: "Yann" });
  t.equal((await ana.put(`/members/${yann.id}/roles`, { roles: ["admin"] })).status, 200);
  t.match(await roles(ana, ana, []), { status: 409 }, "an admin without a login opens no door");
  t.match(await roles(ana, bob, ["treasurer", "admin"]), { status: 200, body: { roles: ["admin", "treasurer"] } });
  t.match((await bob.get("/home")).body.news, [{ what: "member.roles_set", subject: "member", subjectId: bob.memberId, by: "Ana" }]);
  await roles(ana, bob, ["admin", "treasurer"]);
  t.equal((await bob.get("/home")).body.news.length, 1, "what changes nothing is not told");
  t.match(await roles(ana, ana, ["treasurer"]), { status: 200, body: { roles: ["treasurer"] } });
  t.match(await roles(ana, bob, []), { status: 403 }, "and it counts from the next request on");
  const coop = await addTo(bob, { kind: "structure", name: "La Coop" });
  t.match(await bob.put(`/members/${coop.id}/roles`, { roles: ["treasurer"] }), { status: 422, body: { code: "not_a_person" } });
  t.match(await bob.put(`/members/${yann.id}/roles`, { roles: ["king"] }), { status: 400 });
});

t.test("two admins who leave at once: one stays", async (t) => {
  const house = await openHouse(t);
  for (const round of [1, 2, 3, 4]) {
    const { ana, bob } = await house.collective(`communs-${round}`, { ana: ["admin"], bob: ["admin"] });
    const replies = await Promise.all([ana, bob].map((one) => one.post(`/members/${one.memberId}/leave`)));
    t.same(replies.map(({ status }) => status).sort(), [200, 409]);
    const { body } = await (replies[0]?.status === 409 ? ana : bob).get("/members");
    t.equal(body.items.length, 1);
  }
});

t.test("who leaves opens nothing here any more, and may come back", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, circleId } = await house.collective("les-communs", { ana: ["admin"], bob: ["pilot", "treasurer"] });
  const coop = await addTo(ana, { kind: "structure", name: "La Coop" });
  await bob.patch(`/members/${bob.memberId}`, { payeeId: coop.id });
  const left = await bob.post(`/members/${bob.memberId}/leave`);
  t.match(left, { status: 200, body: { leftOn: "2026-03-12", roles: [] } });
  t.match(await bob.get("/members"), { status: 404, body: { code: "not_found" } });
  const circle = await ana.get(`/circles/${circleId}`);
  t.same(circle.body.members, [{ memberId: ana.memberId, role: "contributor" }]);
  t.match((await ana.get("/members?presence=left")).body, { items: [{ name: "Bob" }] });
  t.equal((await ana.get("/members?presence=all")).body.items.length, 3);
  t.match(await ana.post(`/members/${bob.memberId}/leave`), { status: 422, body: { code: "member_inactive" } });
  t.match(await ana.put(`/members/${bob.memberId}/roles`, { roles: [] }), { status: 422, body: { code: "member_inactive" } });

  t.match(await ana.post(`/members/${coop.id}/leave`), { status: 200 });
  t.match(await ana.post(`/members/${bob.memberId}/return`), { status: 200, body: { leftOn: null, roles: [], payeeId: null } });
  t.equal((await bob.get("/members")).status, 200);
  t.match(await bob.post(`/members/${ana.memberId}/leave`), { status: 403 }, "nobody sends an admin away but an admin");
});

t.test("leaving ends sessions, unless the login is part of another collective", async (t) => {
  const house = await openHouse(t, { openSignup: true });
  const { bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  const open = async (one: Person) => inTransaction(house.database.orm, (tx) => openFamily(tx, one.loginId, house.clock.now));
  const first = await open(bob);
  await bob.post("/api/v1/collectives", { collective: { name: "Le Jardin" }, person: { name: "Bob" } });
  await bob.post(`/members/${bob.memberId}/leave`);
  t.equal(await isFamilyOver(house.database.orm, first.familyId), false);
  const { dora, eve } = await house.collective("ailleurs", { dora: ["admin"], eve: [] });
  const second = await open(eve);
  await dora.post(`/members/${eve.memberId}/leave`);
  t.equal(await isFamilyOver(house.database.orm, second.familyId), true);
});

t.test("who comes may come into a circle, seated by who may", async (t) => {
  const house = await openHouse(t);
  const { ana, tom, circleId } = await house.collective("les-communs", { ana: ["admin"], tom: ["treasurer"] });
  const lea = { kind: "person", name: "Léa", circleId };
  t.match(await tom.post("/members", lea), { status: 403, body: { code: "role_missing" } }, "a treasurer adds people, and seats nobody");
  t.match(await ana.post("/members", { ...lea, circleId: newId() }), { status: 422, body: { code: "unknown_circle" } });
  const { id } = (await ana.post("/members", lea)).body;
  const seats = (await ana.get(`/circles/${circleId}`)).body.members;
  t.match(
    seats.filter(({ memberId }: { memberId: string }) => memberId === id),
    [{ role: "contributor" }],
  );
});

t.test("the record: all that is kept about oneself", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, circleId, collectiveId } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  const kindId = await makeKind(house, collectiveId, { name: "Train", unit: "EUR", isExpense: true });
  await makeContribution(house, { collectiveId, circleId, memberId: bob.memberId, kindId, amountMinor: 4250n, settlement: "reimburse" });
  await bob.put(`/bank-details/member/${bob.memberId}`, { iban: "BE68 5390 0754 7034" });
  const path = `/members/${bob.memberId}/data`;
  const own = await bob.get(path);
  t.match(own, {
    status: 200,
    body: {
      format: "moisson.member/1",
      collective: "les-communs",
      member: { id: bob.memberId, name: "Bob", contact: { email: "bob@les-communs.example" } },
      login: { email: "bob@les-communs.example", createdAt: "2026-03-12T09:00:00.000Z" },
      circles: [{ id: circleId, role: "contributor" }],
      contributions: [{ kind: "Train", amount: "42.50", claim: null, dayOn: "2026-03-12" }],
      reviewsReceived: [],
      shares: [],
      bankDetails: [{ holder: "Bob", bic: null, changedByThem: true }],
      transfers: [],
    },
  });
  t.match(
    await ana.get(path),
    { status: 200, body: { login: null, reviewsReceived: null, bankDetails: null, contributions: [{ amount: "42.50" }] } },
    "through an admin, without what is theirs alone",
  );
  t.match(await bob.get(`/members/${ana.memberId}/data`), { status: 403 });
});

t.test("erasure: the person goes, the code name and the sums stay", async (t) => {
  const house = await openHouse(t, { openSignup: true });
  const { ana, bob, cleo, circleId, collectiveId } = await house.collective("les-communs", { ana: ["admin"], bob: ["pilot"], cleo: [] });
  const kindId = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  await makeContribution(house, { collectiveId, circleId, memberId: bob.memberId, kindId, quantity: "2" });
  t.match(await cleo.post(`/members/${bob.memberId}/erasure`), { status: 403 });
  await bob.post("/api/v1/session/tokens", { label: "Export", scopes: ["read"] });
  const erased = await bob.post(`/members/${bob.memberId}/erasure`);
  t.match(erased, {
    status: 200,
    body: {
      code: "P2",
      name: "P2",
      note: "",
      contact: { email: null, phone: null },
      hasLogin: false,
      isErased: true,
      leftOn: "2026-03-12",
      roles: [],
    },
  });
  t.match(await bob.get("/members"), { status: 404 });
  t.match(await house.ask("GET", "/api/v1/session", { token: bob.token }), { status: 200, body: null });
  t.match(await bob.post("/api/v1/session/tokens", { label: "Export", scopes: ["read"] }), {
    status: 401,
    body: { code: "token_invalid" },
  });
  const db = house.database.orm;
  t.same(await db.select().from(logins).where(eq(logins.id, bob.loginId)), []);
  t.same(await db.select().from(loginTokens).where(eq(loginTokens.loginId, bob.loginId)), []);
  t.same(await db.select().from(memberProfiles).where(eq(memberProfiles.id, bob.memberId)), []);
  t.match(await ana.get(`/members/${bob.memberId}`), { status: 200, body: { name: "P2", standings: ["contributor"] } });
  for (const path of ["erasure", "return", "leave", "invitation"])
    t.match(await ana.post(`/members/${bob.memberId}/${path}`), { status: 404 }, path);
  t.match(await ana.patch(`/members/${bob.memberId}`, { name: "Bob" }), { status: 404 });
  t.match((await ana.get("/members?presence=all")).body.items[2], { name: "P2" });

  await cleo.post("/api/v1/collectives", { collective: { name: "Le Jardin" }, person: { name: "Cléo" } });
  t.equal((await ana.post(`/members/${cleo.memberId}/erasure`)).status, 200);
  t.equal((await cleo.get("/api/v1/collectives/le-jardin")).status, 200, "erased here, she is still who she is elsewhere");
});

t.test("nothing of another collective is there", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const { dora } = await house.collective("ailleurs", { dora: ["admin"] });
  const table: [method: "get" | "post" | "put" | "patch", path: string, body?: object][] = [
    ["get", ""],
    ["get", "/data"],
    ["patch", "", { name: "x" }],
    ["put", "/roles", { roles: [] }],
    ["post", "/leave"],
    ["post", "/return"],
    ["post", "/erasure"],
    ["post", "/invitation"],
    ["post", "/password-link"],
    ["post", "/standings", { standing: "partner", fromOn: "2026-01-01" }],
  ];
  for (const [method, path, body] of table) {
    t.match(await dora[method](`/members/${ana.memberId}${path}`, body), { status: 404, body: { code: "not_found" } }, `${method} ${path}`);
  }
  t.match(await dora.post("/members", { kind: "person", name: "Zoé", payeeId: ana.memberId }), {
    status: 422,
    body: { code: "unknown_member" },
  });
});

t.test("third parties: added, renamed, archived", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, tom } = await house.collective("les-communs", { ana: ["admin"], bob: [], tom: ["treasurer"] });
  const printer = await tom.post("/third-parties", { name: "Imprimerie des Docks" });
  t.match(printer, { status: 201, body: { name: "Imprimerie des Docks", isArchived: false } });
  const town = await ana.post("/third-parties", { name: "Ville du Quai" });
  t.match(await bob.post("/third-parties", { name: "x" }), { status: 403 });
  t.match(await tom.post("/third-parties", { name: "imprimerie DES docks" }), { status: 409, body: { code: "name_taken" } });
  t.match(await tom.patch(`/third-parties/${town.body.id}`, { name: "Imprimerie des docks" }), {
    status: 409,
    body: { code: "name_taken" },
  });
  t.match(await tom.patch(`/third-parties/${town.body.id}`, { name: "ville du quai" }), { status: 200, body: { name: "ville du quai" } });
  t.match(await tom.patch(`/third-parties/${printer.body.id}`, { isArchived: true }), { status: 200, body: { isArchived: true } });
  t.match((await bob.get("/third-parties")).body, { items: [{ name: "ville du quai" }], nextCursor: null });
  t.match((await bob.get("/third-parties?archived=yes")).body, { items: [{ name: "Imprimerie des Docks" }] });
  const page = await bob.get("/third-parties?archived=all&limit=1");
  t.match(page.body, { items: [{ name: "Imprimerie des Docks" }] });
  t.match((await bob.get(`/third-parties?archived=all&limit=1&cursor=${page.body.nextCursor}`)).body, {
    items: [{ name: "ville du quai" }],
    nextCursor: null,
  });
  t.match((await bob.get(`/third-parties/${town.body.id}`)).body, { name: "ville du quai" });
  t.match(await tom.patch(`/third-parties/${bob.memberId}`, { name: "x" }), { status: 404 });
});
