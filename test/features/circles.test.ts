import t from "tap";
import { openHouse } from "../support/stories.js";

t.test("a pilot opens a circle, seats people and changes it", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, circleId } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  const opened = await ana.post("/circles", { name: "Accueil", purpose: "Recevoir.", parentId: circleId, pilots: [bob.memberId] });
  t.equal(opened.status, 201);
  t.match(opened.body, { name: "Accueil", parentId: circleId, members: [{ memberId: bob.memberId, role: "pilot" }] });

  const changed = await bob.patch(`/circles/${opened.body.id}`, { purpose: "Recevoir et écouter." });
  t.match(changed, { status: 200, body: { name: "Accueil", purpose: "Recevoir et écouter." } });
  const seated = await bob.put(`/circles/${opened.body.id}/members/${ana.memberId}`, { role: "contributor" });
  t.equal(seated.body.members.length, 2);
  const left = await ana.delete(`/circles/${opened.body.id}/members/${ana.memberId}`);
  t.equal(left.body.members.length, 1);
});

t.test("what is refused", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, circleId } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  const { dora } = await house.collective("ailleurs", { dora: ["admin"] });
  const below = await ana.post("/circles", { name: "Atelier", parentId: circleId });
  t.match(await ana.post("/circles", { name: "atelier" }), { status: 409, body: { code: "name_taken", figures: { name: "atelier" } } });
  t.match(await ana.patch(`/circles/${circleId}`, { parentId: below.body.id }), { status: 422, body: { code: "circle_loop" } });
  t.match(await ana.post("/circles", { name: "Jardin", pilots: [dora.memberId] }), { status: 422, body: { code: "unknown_member" } });
  t.match(await ana.post("/circles", { name: "" }), { status: 400, body: { code: "request_invalid", figures: { at: "body.name" } } });
  t.match(await bob.post("/circles", { name: "Jardin" }), { status: 403, body: { code: "role_missing" } });
  t.match(await dora.get(`/api/v1/collectives/les-communs/circles/${circleId}`), { status: 404, body: { code: "not_found" } });
  t.match(await dora.patch(`/circles/${circleId}`, { purpose: "x" }), { status: 404 });
  t.match(await house.ask("GET", "/api/v1/collectives/les-communs/circles"), { status: 401, body: { code: "not_logged_in" } });
});

t.test("the same request twice under one key opens one circle", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: ["admin"] });
  const headers = { "idempotency-key": "k1" };
  const replies = await Promise.all(Array.from({ length: 5 }, () => ana.post("/circles", { name: "Accueil", purpose: "" }, headers)));
  t.same(new Set(replies.map(({ status }) => status)), new Set([201]));
  t.equal(new Set(replies.map(({ body }) => body.id)).size, 1);
  t.match(await ana.post("/circles", { name: "Autre" }, headers), { status: 409, body: { code: "idempotency_mismatch" } });
  t.match(await ana.post("/circles", { purpose: "", name: "Accueil" }, headers), { status: 201 }, "the order of fields says nothing");
});
