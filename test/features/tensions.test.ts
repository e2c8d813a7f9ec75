/** Tensions: opened, walked step by step, closed; read by those they name, counted for all others. */

import { newId } from "../../src/db/id.js";
import { proposal, reach, subscribe } from "../support/decision-stories.js";
import { openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";

const words = { title: "Les clés de l’atelier", text: "La porte était ouverte.", note: "Ils se parlent.", outcome: "Chacun ferme." };
const secret = new RegExp(Object.values(words).join("|"));

async function village(t: Parameters<typeof openHouse>[0]) {
  const house = await openHouse(t);
  const people = await house.collective("les-communs", { ana: ["admin"], bob: [], cleo: [], eve: [], tom: ["treasurer", "pilot"] });
  const opens = async (by: Person, more: Record<string, unknown> = {}): Promise<string> => {
    const { status, body } = await by.post("/tensions", { title: words.title, text: words.text, ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  };
  return { house, ...people, opens };
}
const step = (name: string, takenOn = "2026-03-12") => ({ step: name, takenOn, note: words.note });

t.test("a tension is opened, walked, and closed with an outcome", async (t) => {
  const { ana, bob, cleo, eve, opens } = await village(t);
  const id = await opens(bob, { ownerId: cleo.memberId });
  const { title, text } = words;
  t.hasStrict((await cleo.get(`/tensions/${id}`)).body, { title, text, openedBy: bob.memberId, ownerId: cleo.memberId, lastStep: null });
  t.hasStrict((await cleo.get("/notices?unseen=true")).body.items, [{ what: "tension.named", subjectId: id, byId: bob.memberId }]);
  t.equal((await cleo.post(`/tensions/${id}/steps`, step("talk", "2026-03-03"))).status, 201);
  t.equal((await bob.post(`/tensions/${id}/steps`, step("mediation"))).status, 201);
  t.hasStrict(await bob.post(`/tensions/${id}/steps`, step("crisis_meeting")), {
    status: 422,
    body: { code: "tension_step_back", figures: { step: "crisis_meeting", lastStep: "mediation" } },
  });
  t.hasStrict(await bob.post(`/tensions/${id}/steps`, step("council", "2026-03-13")), { status: 422, body: { code: "day_in_future" } });

  t.equal((await cleo.post(`/tensions/${id}/people`, { memberIds: [eve.memberId, bob.memberId] })).status, 201);
  t.hasStrict((await eve.get("/tensions")).body.items, [{ id, lastStep: "mediation" }]);
  t.hasStrict(await eve.post(`/tensions/${id}/close`, { outcome: words.outcome }), { status: 403, body: { code: "tension_of_others" } });
  t.hasStrict(await eve.put(`/tensions/${id}/owner`, { ownerId: eve.memberId }), { status: 403, body: { code: "tension_of_others" } });
  t.equal(
    (await ana.put(`/tensions/${id}/owner`, { ownerId: ana.memberId })).status,
    404,
    "an admin who is not named finds nothing to take",
  );
  t.equal((await eve.post(`/tensions/${id}/people`, { memberIds: [ana.memberId] })).status, 201, "who is named may name others");
  t.hasStrict(await ana.put(`/tensions/${id}/owner`, { ownerId: eve.memberId }), { status: 200, body: { ownerId: eve.memberId } });
  t.hasStrict(await eve.post(`/tensions/${id}/close`, { outcome: words.outcome }), {
    status: 200,
    body: { closedOn: "2026-03-12", closedBy: eve.memberId, outcome: words.outcome, mayClose: false },
  });
  const own = (await bob.get(`/members/${bob.memberId}/data`)).body;
  t.match(own.tensions, [{ title, text, openedByThem: true, heldByThem: false, closedOn: "2026-03-12" }]);
  t.match(own.tensionSteps, [{ tensionId: id, step: "mediation", note: words.note }]);
  const throughAdmin = (await ana.get(`/members/${bob.memberId}/data`)).body;
  t.hasStrict(throughAdmin, { tensions: null, tensionSteps: null }, "a record read through an admin has none of it");
  const after = [
    await bob.post(`/tensions/${id}/steps`, step("council")),
    await bob.post(`/tensions/${id}/close`, { outcome: "x" }),
    await bob.put(`/tensions/${id}/owner`, { ownerId: bob.memberId }),
    await bob.post(`/tensions/${id}/people`, { memberIds: [ana.memberId] }),
  ];
  t.same(
    after.map(({ status, body }) => `${status} ${body.code}`),
    after.map(() => "409 tension_closed"),
  );
  t.same((await bob.get(`/tensions/${id}`)).body.people.length, 4);
});

t.test("whoever it does not name reads nothing of it anywhere, an admin neither", async (t) => {
  const { house, ana, bob, cleo, eve, tom, opens } = await village(t);
  const { dora } = await house.collective("ailleurs", { dora: ["admin"] });
  const id = await opens(bob, { ownerId: cleo.memberId });
  await cleo.post(`/tensions/${id}/steps`, step("talk"));
  const closed = await opens(bob);
  await bob.post(`/tensions/${closed}/close`, { outcome: words.outcome });

  for (const by of [eve, ana, tom, dora]) {
    const refused = [
      await by.get(`/tensions/${id}`),
      await by.post(`/tensions/${id}/people`, { memberIds: [by.memberId] }),
      await by.put(`/tensions/${id}/owner`, { ownerId: by.memberId }),
      await by.post(`/tensions/${id}/steps`, step("talk")),
      await by.post(`/tensions/${id}/close`, { outcome: "x" }),
    ];
    const missing = await by.get(`/tensions/${newId()}`);
    for (const { status, body } of refused) {
      t.equal(status, 404, by.name);
      t.same({ ...body, figures: null, requestId: null }, { ...missing.body, figures: null, requestId: null }, "as if it were not there");
    }
    t.same((await by.get("/tensions")).body, { items: [], nextCursor: null });
  }
  t.same((await eve.get("/tensions/count")).body, { open: 1, closed: 1 });
  t.same((await dora.get("/tensions/count")).body, { open: 0, closed: 0 });

  // Every reading of the collective, by the id of the tension and of its people: not a word of it.
  await house.app.ready();
  // What follows the whole ledger would not end by itself.
  await house.app.streams.close();
  const readings = house.app.declaredRoutes.filter(({ method, url }) => method === "GET" && url.includes("/:collective"));
  t.ok(readings.length > 40, "the readings are found");
  let answered = 0;
  for (const by of [eve, ana, tom])
    for (const { url } of readings) {
      for (const one of [id, bob.memberId]) {
        const { status, body } = await by.get(url.replace("/api/v1/collectives/:collective", "").replace(/:(\w+)/g, () => one) || "/");
        if (status === 200) answered += 1;
        t.notMatch(JSON.stringify(body ?? ""), secret, `${url} as ${by.name}`);
      }
    }
  t.ok(answered > 60, "most of them answer");
  t.match(JSON.stringify((await bob.get(`/tensions/${id}`)).body), secret, "the words are those that would be found");

  const events = (await ana.get("/audit?action=tension")).body.items;
  t.same(
    events.map(({ action, byId, details }: Record<string, unknown>) => ({ action, byId, details })).reverse(),
    ["tension.opened", "tension.opened", "tension.closed"].map((action) => ({ action, byId: null, details: {} })),
    "the trail says that there are some, and not whose",
  );
});

t.test("a decision closes one that its proposer is named in", async (t) => {
  const { house, ana, bob, cleo, opens } = await village(t);
  await subscribe(ana, ana, bob, cleo);
  const id = await opens(bob);
  const close = proposal("Clore", [{ kind: "close-tension", tensionId: id, outcome: "Chacun a son créneau." }]);
  t.hasStrict(await ana.post("/decisions", close), { status: 404, body: { code: "not_found" } });
  const decision = (await bob.post("/decisions", close)).body.id;
  t.equal((await bob.get(`/tensions/${id}`)).body.closedOn, null, "what is tried is taken back");
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.hasStrict((await bob.get(`/tensions/${id}`)).body, {
    ...{ closedOn: "2026-03-17", outcome: "Chacun a son créneau.", closedBy: null, decisionId: decision },
  });
  t.hasStrict((await cleo.get(`/decisions/${decision}`)).body.effects, [{ subject: "tension", subjectId: id, refusal: null }]);
  t.equal((await cleo.get(`/tensions/${id}`)).status, 404);
});

t.test("what is refused", async (t) => {
  const { house, bob, eve, opens } = await village(t);
  const { dora } = await house.collective("ailleurs", { dora: [] });
  const refused: [Record<string, unknown>, number, object][] = [
    [{ ownerId: dora.memberId }, 422, { code: "unknown_member", figures: { at: "ownerId" } }],
    [{ namedIds: [eve.memberId, dora.memberId] }, 422, { code: "unknown_member", figures: { at: "namedIds[1]" } }],
    [{ title: " " }, 400, { figures: { at: "body.title" } }],
  ];
  for (const [more, status, body] of refused) t.hasStrict(await bob.post("/tensions", { title: words.title, ...more }), { status, body });
  const id = await opens(bob);
  t.hasStrict(await bob.put(`/tensions/${id}/owner`, { ownerId: dora.memberId }), { status: 422, body: { code: "unknown_member" } });
  t.equal((await bob.post(`/tensions/${id}/close`, { outcome: "" })).status, 400);
});
