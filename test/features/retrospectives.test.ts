/** Retrospectives: what a circle says of its days, who gathers it, and what everybody else reads. */

import { openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const days = { fromOn: "2026-01-01", untilOn: "2026-03-31" };
let villages = 0;

/** A circle of Ana (pilot) and Bob in a collective where Zoe is admin and Tom somebody else; Cleo harvests. */
async function openRetrospective() {
  villages += 1;
  const all = await house.collective(`retro-${villages}`, { zoe: ["admin"], ana: [], bob: [], cleo: [], tom: [] });
  const { zoe, ana, bob, cleo } = all;
  const circleId: string = (await zoe.post("/circles", { name: "Cuisine" })).body.id;
  await zoe.put(`/circles/${circleId}/members/${ana.memberId}`, { role: "pilot" });
  await zoe.put(`/circles/${circleId}/members/${bob.memberId}`, { role: "contributor" });
  const opened = await ana.post("/retrospectives", { circleId, ...days, harvesterId: cleo.memberId });
  return { ...all, circleId, opened, at: `/retrospectives/${opened.body.id}` };
}

const textsOf = async (who: Person, at: string) => (await who.get(at)).body.said.map(({ text }: { text: string }) => text);

t.test("from the first word to the harvest", async (t) => {
  const { zoe, ana, bob, cleo, tom, circleId, opened, at } = await openRetrospective();
  t.match(opened, { status: 201, body: { circleId, ...days, harvesterId: cleo.memberId, isInside: true, words: 0, closedAt: null } });
  t.match((await bob.get("/notices")).body.items[0], { what: "retrospective.opened", subjectId: opened.body.id });
  t.match((await cleo.get("/notices")).body.items[0], { what: "retrospective.opened" });

  const first = (await bob.post(`${at}/words`, { kind: "nugget", text: " Le soir de la soupe. " })).body.said[0];
  t.match(first, { kind: "nugget", text: "Le soir de la soupe.", byId: bob.memberId, isHarvested: false, isPublished: false });
  const late = (await ana.post(`${at}/words`, { kind: "weakness", text: "On finit tard." })).body.said[1];
  await cleo.post(`${at}/words`, { kind: "strength", text: "On s’écoute." });
  const stone = (await bob.post(`${at}/words`, { kind: "pebble", text: "La clé perdue." })).body.said[3];
  t.match(await bob.patch(`${at}/words/${first.id}`, { text: "Le soir de la soupe, tous là." }), { status: 200 });
  t.match(await bob.delete(`${at}/words/${stone.id}`), { status: 200, body: { words: 3 } }, "taken back");
  const all = ["Le soir de la soupe, tous là.", "On finit tard.", "On s’écoute."];
  for (const inside of [ana, bob, cleo]) t.same(await textsOf(inside, at), all, inside.name);
  for (const outside of [zoe, tom]) t.same(await textsOf(outside, at), [], `${outside.name} reads nothing: nothing is published by itself`);

  t.match(await cleo.post(`${at}/words/${first.id}/harvest`, { isPublished: true }), { status: 200 });
  t.match(await cleo.post(`${at}/words/${late.id}/harvest`, { isPublished: false }), { status: 200 });
  t.match((await tom.get(at)).body, {
    isInside: false,
    words: 1,
    gathering: null,
    said: [{ text: "Le soir de la soupe, tous là.", byId: null }],
  });
  t.match((await tom.get("/retrospectives")).body.items, [{ words: 1 }]);
  t.match((await bob.get(`/retrospectives?circle=${circleId}`)).body.items, [{ words: 3 }]);
  t.match(await cleo.put(`${at}/gathering`, { gathering: "On garde la soupe." }), {
    status: 200,
    body: { gathering: "On garde la soupe." },
  });
  t.match((await tom.get(at)).body, { gathering: null }, "told once it is closed");
  house.clock.now = new Date("2026-03-13T09:00:00.000Z");
  t.match(await cleo.post(`${at}/close`), { status: 200, body: { closedAt: "2026-03-13T09:00:00.000Z" } });
  t.match((await tom.get(at)).body, { gathering: "On garde la soupe.", words: 1 });
  t.match((await ana.get("/notices")).body.items[0], { what: "retrospective.closed" });
  const trail = JSON.stringify((await zoe.get("/audit?limit=100")).body.items);
  t.match(trail, /retrospective\.closed/);
  t.notMatch(trail, /soupe|tard/, "the trail holds no word");
  t.match((await bob.get(`/members/${bob.memberId}/data`)).body.retrospectiveWords, [{ kind: "nugget", isPublished: true }]);
});

t.test("where its harvester has left, a pilot of the circle harvests", async (t) => {
  const { zoe, ana, bob, cleo, at } = await openRetrospective();
  const word = (await bob.post(`${at}/words`, { kind: "nugget", text: "La soupe." })).body.said[0];
  const harvests = (who: Person) => who.post(`${at}/words/${word.id}/harvest`, { isPublished: true });
  t.match(await harvests(ana), { status: 403, body: { code: "harvester_only" } });
  t.match((await ana.get(at)).body, { mayHarvest: false });
  t.equal((await zoe.post(`/members/${cleo.memberId}/leave`, {})).status, 200);
  for (const who of [bob, zoe]) t.match(await harvests(who), { status: 403, body: { code: "harvester_only" } }, who.name);
  t.match((await ana.get(at)).body, { mayHarvest: true });
  t.match((await zoe.get(at)).body, { mayHarvest: false });
  t.equal((await harvests(ana)).status, 200);
  t.equal((await ana.put(`${at}/gathering`, { gathering: "On garde la soupe." })).status, 200);
  t.match(await ana.post(`${at}/close`), { status: 200, body: { mayHarvest: false } });
});

t.test("refusals, each with its code and figures", async (t) => {
  const { ana, bob, cleo, tom, circleId, at } = await openRetrospective();
  const word = (await bob.post(`${at}/words`, { kind: "nugget", text: "La soupe." })).body.said[0].id;
  const wanted = { circleId, ...days };
  const opening: [by: Person, body: object, status: number, code: string, figures: object][] = [
    [bob, wanted, 403, "role_missing", {}],
    [ana, { ...wanted, untilOn: "2025-12-31" }, 422, "days_reversed", { at: "untilOn" }],
    [ana, { ...wanted, circleId: bob.memberId }, 422, "unknown_circle", { at: "circleId" }],
    [ana, { ...wanted, harvesterId: circleId }, 422, "unknown_member", { at: "harvesterId" }],
  ];
  for (const [by, body, status, code, figures] of opening)
    t.match(await by.post("/retrospectives", body), { status, body: { code, figures } }, code);

  t.match(await tom.post(`${at}/words`, { kind: "nugget", text: "Moi aussi." }), {
    status: 403,
    body: { code: "not_of_circle", figures: { harvester: "Cleo" }, detail: /Cleo/ },
  });
  t.match(await bob.post(`${at}/words`, { kind: "nugget", text: "  " }), {
    status: 422,
    body: { code: "word_empty", figures: { at: "text" } },
  });
  t.match(await bob.post(`${at}/words`, { kind: "gem", text: "x" }), { status: 400 });
  t.match(await ana.patch(`${at}/words/${word}`, { text: "Autre." }), { status: 403, body: { code: "word_of_another" } });
  t.match(await bob.patch(`${at}/words/${word}`, { text: "" }), { status: 422, body: { code: "word_empty" } });
  t.match(await bob.patch(`${at}/words/${circleId}`, { text: "x" }), { status: 404, body: { figures: { at: "word" } } });
  for (const reply of [
    await ana.post(`${at}/words/${word}/harvest`, { isPublished: true }),
    await ana.put(`${at}/gathering`, { gathering: "x" }),
    await ana.post(`${at}/close`),
  ])
    t.match(reply, { status: 403, body: { code: "harvester_only", figures: { harvester: "Cleo" } } });

  house.clock.now = new Date("2026-03-14T09:00:00.000Z");
  await cleo.post(`${at}/words/${word}/harvest`, { isPublished: false });
  for (const reply of [await bob.patch(`${at}/words/${word}`, { text: "Non." }), await bob.delete(`${at}/words/${word}`)])
    t.match(reply, { status: 409, body: { code: "word_harvested", figures: { harvestedAt: "2026-03-14T09:00:00.000Z" } } });
  await cleo.post(`${at}/close`);
  for (const reply of [
    await bob.post(`${at}/words`, { kind: "nugget", text: "Trop tard." }),
    await cleo.post(`${at}/words/${word}/harvest`, { isPublished: true }),
    await cleo.put(`${at}/gathering`, { gathering: "x" }),
    await cleo.post(`${at}/close`),
  ])
    t.match(reply, { status: 409, body: { code: "retrospective_closed", figures: { closedAt: "2026-03-14T09:00:00.000Z" } } });
});
