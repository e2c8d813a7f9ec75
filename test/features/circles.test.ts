import { windingSteps } from "../../src/domain/charter-winding.js";
import { openProject } from "../support/charter-stories.js";
import { proposal, reach, subscribe } from "../support/decision-stories.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";

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
  t.match(await ana.patch(`/circles/${circleId}`, { parentId: below.body.id }), {
    status: 422,
    body: {
      code: "circle_loop",
      figures: { at: "parentId", circle: "les-communs", parent: "Atelier" },
      detail: /«les-communs».*«Atelier»/,
    },
  });
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

t.test("of ten who open a circle of one name at once, one does", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: ["admin"] });
  const opened = await Promise.all(Array.from({ length: 10 }, (_, place) => (place % 2 ? ana : bob).post("/circles", { name: "Atelier" })));
  t.same(opened.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)]);
  t.same(new Set(opened.flatMap(({ body }) => body.code ?? [])), new Set(["name_taken"]));
  const [first, second] = await Promise.all(["Jardin", "Four"].map(async (name) => (await ana.post("/circles", { name })).body.id));
  const renamed = await Promise.all([first, second].map((id) => ana.patch(`/circles/${id}`, { name: "Verger" })));
  t.same(renamed.map(({ status }) => status).sort(), [200, 409]);
});

t.test("a circle has a sheet and a rhythm, and says whether it is late", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, circleId } = await house.collective("les-communs", { ana: ["pilot"], bob: [] });
  const sheet = {
    intentions: "Accueillir sans trier.",
    actions: "Tenir la permanence.",
    responsibilities: "Les clés.",
    autonomy: "Ses horaires.",
    balance: "Une réunion pour trois permanences.",
  };
  t.match((await ana.get(`/circles/${circleId}`)).body, {
    rhythmDays: 14,
    lastMetOn: null,
    dueOn: "2026-03-26",
    daysLate: 0,
    intentions: "",
  });
  t.match(await ana.patch(`/circles/${circleId}`, sheet), { status: 200, body: sheet });
  t.match(await bob.patch(`/circles/${circleId}`, sheet), { status: 403, body: { code: "role_missing" } });
  const late = async () => {
    const [circle] = (await bob.get("/circles")).body.items;
    return [circle.lastMetOn, circle.dueOn, circle.daysLate];
  };
  house.clock.now = new Date("2026-03-28T09:00:00Z");
  t.same(await late(), [null, "2026-03-26", 2], "counted from its opening");
  await bob.post("/meetings", { circleId, metOn: "2026-03-20" });
  t.same(await late(), ["2026-03-20", "2026-04-03", 0]);
  house.clock.now = new Date("2026-04-08T09:00:00Z");
  t.same(await late(), ["2026-03-20", "2026-04-03", 5]);
  await ana.patch(`/circles/${circleId}`, { rhythmDays: 30 });
  t.same(await late(), ["2026-03-20", "2026-04-19", 0]);
  await ana.patch(`/circles/${circleId}`, { rhythmDays: null });
  t.same(await late(), ["2026-03-20", null, 0]);
  for (const rhythmDays of [0, 367, 1.5])
    t.match(await ana.patch(`/circles/${circleId}`, { rhythmDays }), { status: 400, body: { figures: { at: "body.rhythmDays" } } });
  const opened = await ana.post("/circles", { name: "Jardin", ...sheet, rhythmDays: null });
  t.match(opened, { status: 201, body: { ...sheet, rhythmDays: null, dueOn: null } });
});

t.test("an archived circle changes no more until it is reopened", async (t) => {
  const house = await openHouse(t);
  const { ana, circleId } = await house.collective("les-communs", { ana: ["admin"] });
  await ana.patch(`/circles/${circleId}`, { isArchived: true });
  const archived = { status: 409, body: { code: "circle_archived", figures: { at: "circle", circle: "les-communs" } } };
  t.match(await ana.patch(`/circles/${circleId}`, { autonomy: "Tout." }), archived);
  t.match(await ana.patch(`/circles/${circleId}`, { isArchived: true, autonomy: "Tout." }), archived);
  const inside = { status: 409, body: { code: "circle_archived", figures: { at: "parentId", circle: "les-communs" } } };
  t.match(await ana.post("/circles", { name: "Jardin", parentId: circleId }), inside);
  const { body: bob } = await ana.post("/members", { kind: "person", name: "Bob" });
  t.match(await ana.put(`/circles/${circleId}/members/${bob.id}`, { role: "contributor" }), archived, "nobody takes a seat");
  t.match(await ana.put(`/circles/${bob.id}/members/${bob.id}`, { role: "contributor" }), { status: 404 });
  t.match(await ana.patch(`/circles/${circleId}`, { isArchived: false, autonomy: "Tout." }), { status: 200, body: { autonomy: "Tout." } });
});

t.test("a circle with a charter under way or an open decision is not archived, and says which", async (t) => {
  const { house, village, ana, bob, zoe, association, member, write, sign, paper, inForce, done } = await openProject(t);
  await subscribe(zoe, ana, zoe);
  const { circleId } = village;
  const archive = () => ana.patch(`/circles/${circleId}`, { isArchived: true });
  const refused = (figures: object) => ({ status: 409, body: { code: "circle_in_use", figures: { at: "isArchived", ...figures } } });
  const draft = await write({ title: "Brouillon" });
  const opened = await write({ title: "À signer" });
  await done(ana.post(`/charters/${opened}/open`));
  const { id, title } = await inForce();
  t.hasStrict(await archive(), refused({ charters: ["À signer", title] }), "what is only written holds nobody");
  const decision = await done(ana.post("/decisions", proposal("Le tarif", [], { circleId })));
  t.hasStrict(await archive(), refused({ decisions: ["Le tarif"] }));
  await reach(house, decision.attempts[0].closesAt);
  const named = (await archive()).body.figures;
  t.notOk("decisions" in named, "what was decided holds nothing");

  await done(ana.post(`/charters/${id}/winding-down`, { reason: "Le client a renoncé." }));
  t.hasStrict(await archive(), refused({ charters: ["À signer", title] }), "an end that is not ended");
  for (const step of windingSteps) await done(ana.post(`/charters/${id}/winding-down/steps`, { step, note: "Fait." }));
  t.hasStrict(await archive(), refused({ charters: ["À signer"] }));
  await done(sign(ana, opened));
  await done(sign(bob, opened));
  await done(paper(zoe, opened, member(association), "Odile", { signedOn: house.clock.now.toISOString().slice(0, 10) }));
  await done(ana.post(`/charters/${opened}/winding-down`, { reason: "Fini." }));
  for (const step of windingSteps) await done(ana.post(`/charters/${opened}/winding-down/steps`, { step, note: "Fait." }));
  t.equal((await archive()).status, 200);
  t.match(await ana.post(`/charters/${draft}/open`), {
    status: 409,
    body: { code: "circle_archived", figures: { circle: "village-1" } },
  });
});

t.test("who opens a charter and who archives its circle at once: one of them is refused", async (t) => {
  const { ana, write, zoe } = await openProject(t);
  for (const round of [1, 2, 3, 4]) {
    const { body: circle } = await zoe.post("/circles", { name: `Cercle ${round}`, pilots: [ana.memberId] });
    const id = await write({ circleId: circle.id });
    const [opened, archived] = await Promise.all([
      zoe.post(`/charters/${id}/open`),
      zoe.patch(`/circles/${circle.id}`, { isArchived: true }),
    ]);
    t.same([opened.status, archived.status].sort(), [200, 409], `${round}: ${opened.body.code ?? ""} ${archived.body.code ?? ""}`);
  }
});

t.test("who proposes a decision and who archives its circle at once: one of them is refused, also of another attempt", async (t) => {
  const { house, ana, zoe } = await openProject(t);
  await subscribe(zoe, ana, zoe);
  const oneOrder = async (circleId: string, proposing: () => Promise<Reply>) => {
    const [proposed, archived] = await Promise.all([proposing(), zoe.patch(`/circles/${circleId}`, { isArchived: true })]);
    const { items } = (await ana.get("/decisions?limit=200")).body;
    const open = items.filter((each: { circleId: string; state: string }) => each.circleId === circleId && each.state === "open");
    t.equal(open.length, proposed.status === 201 ? 1 : 0);
    if (archived.status === 200) t.match(proposed, { status: 409, body: { code: "circle_archived" } });
    else t.match([proposed.status, archived.status, archived.body.code], [201, 409, "circle_in_use"]);
  };
  for (const round of [1, 2, 3, 4]) {
    const [first, second] = await Promise.all(
      ["Cercle", "Atelier"].map(async (name) => {
        const opened = await zoe.post("/circles", { name: `${name} ${round}`, pilots: [ana.memberId, zoe.memberId] });
        return opened.body.id;
      }),
    );
    const inSecond = proposal("Le tarif", [], { circleId: second });
    const { body: decision } = await ana.post("/decisions", inSecond);
    await zoe.post(`/decisions/${decision.id}/ballots`, { choice: "block", argument: "Trop tôt." });
    await reach(house, decision.attempts[0].closesAt);
    await oneOrder(first, () => ana.post("/decisions", proposal("Le tarif", [], { circleId: first })));
    await oneOrder(second, () =>
      ana.post(`/decisions/${decision.id}/attempts`, { way: "ballots", text: "Plus tard.", parts: inSecond.parts }),
    );
  }
});

t.test("what was postponed in a circle that is archived is not proposed again there", async (t) => {
  const { house, ana, zoe } = await openProject(t);
  await subscribe(zoe, ana, zoe);
  const { body: circle } = await zoe.post("/circles", { name: "Jardin", pilots: [ana.memberId, zoe.memberId] });
  const asked = proposal("Le tarif", [], { circleId: circle.id });
  const { body: decision } = await ana.post("/decisions", asked);
  await zoe.post(`/decisions/${decision.id}/ballots`, { choice: "block", argument: "Trop tôt." });
  await reach(house, decision.attempts[0].closesAt);
  t.equal((await zoe.patch(`/circles/${circle.id}`, { isArchived: true })).status, 200);
  const again = { way: "ballots", text: "Plus tard.", parts: asked.parts };
  const archived = { status: 409, body: { code: "circle_archived", figures: { circle: "Jardin" } } };
  t.match(await ana.post(`/decisions/${decision.id}/attempts`, again), archived);
  t.match(await ana.post("/decisions", asked), archived);
  await zoe.patch(`/circles/${circle.id}`, { isArchived: false });
  t.match(await ana.post(`/decisions/${decision.id}/attempts`, again), { status: 201, body: { state: "open" } });
});

t.test("links between circles are read as incoming and outgoing", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, cleo, circleId } = await house.collective("les-communs", { ana: ["admin"], bob: ["pilot"], cleo: [] });
  const { body: garden } = await ana.post("/circles", { name: "Jardin", pilots: [cleo.memberId] });
  const { body: shed } = await ana.post("/circles", { name: "Remise" });
  const out = await bob.post("/circle-links", { fromId: circleId, toId: garden.id, passes: "Les besoins entendus" });
  t.match(out, { status: 201, body: { fromId: circleId, toId: garden.id, passes: "Les besoins entendus" } });
  const back = await cleo.post("/circle-links", { fromId: garden.id, toId: circleId, passes: "Les récoltes" });
  t.equal(back.status, 201);
  await ana.post("/circle-links", { fromId: shed.id, toId: garden.id, passes: "Les outils" });
  const listed = async (of: string) =>
    (await bob.get(`/circle-links?circle=${of}`)).body.items.map(({ passes }: { passes: string }) => passes);
  t.same(await listed(circleId), ["Les récoltes", "Les besoins entendus"]);
  t.same(await listed(shed.id), ["Les outils"]);
  t.equal((await bob.get("/circle-links")).body.items.length, 3);

  t.match(await bob.post("/circle-links", { fromId: circleId, toId: garden.id, passes: "Encore" }), {
    status: 409,
    body: { code: "link_twice", figures: { from: "les-communs", to: "Jardin", passes: "Les besoins entendus" } },
  });
  t.match(await bob.post("/circle-links", { fromId: circleId, toId: circleId, passes: "x" }), {
    status: 422,
    body: { code: "link_to_itself", figures: { circle: "les-communs" } },
  });
  t.match(await bob.post("/circle-links", { fromId: circleId, toId: bob.memberId, passes: "x" }), {
    status: 422,
    body: { code: "unknown_circle", figures: { at: "toId", id: bob.memberId } },
  });
  t.match(await bob.post("/circle-links", { fromId: garden.id, toId: shed.id, passes: "x" }), {
    status: 403,
    body: { code: "role_missing", figures: { roles: ["pilot", "admin"] } },
  });
  t.match(await bob.patch(`/circle-links/${back.body.id}`, { passes: "Les récoltes du mois" }), {
    status: 200,
    body: { passes: "Les récoltes du mois" },
  });
  t.match(await cleo.delete(`/circle-links/${out.body.id}`), { status: 200, body: { id: out.body.id } }, "a pilot of the other circle");
  t.match(await cleo.delete(`/circle-links/${out.body.id}`), { status: 404, body: { code: "not_found", figures: { at: "link" } } });
  await ana.patch(`/circles/${shed.id}`, { isArchived: true });
  t.match(await ana.post("/circle-links", { fromId: circleId, toId: shed.id, passes: "x" }), {
    status: 409,
    body: { code: "circle_archived", figures: { at: "toId", circle: "Remise" } },
  });
  const tools = (await ana.get(`/circle-links?circle=${shed.id}`)).body.items[0].id;
  t.match(await ana.patch(`/circle-links/${tools}`, { passes: "x" }), {
    status: 409,
    body: { code: "circle_archived", figures: { at: "fromId", circle: "Remise" } },
  });
  t.equal((await ana.delete(`/circle-links/${tools}`)).status, 200, "a link of an archived circle may end");
  const actions = (await ana.get(`/audit?subjectId=${circleId}`)).body.items.map(({ action }: { action: string }) => action);
  t.same(actions, ["circle.unlinked", "circle.linked"]);
});
