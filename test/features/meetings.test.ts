/** Meetings of circles: what was told, decided and taken on, and how open actions follow to the next meeting. */

import { newId } from "../../src/db/id.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

t.test("a meeting is written, its open action follows to the next one, and is ticked there", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, cleo, circleId } = await house.collective("les-communs", { ana: ["pilot"], bob: [], cleo: [] });
  const written = await bob.post("/meetings", {
    circleId,
    metOn: "2026-03-10",
    presentIds: [ana.memberId, bob.memberId],
    noteTakerId: bob.memberId,
    information: "La salle est libre le mercredi.",
    decisions: [{ text: "La permanence passe au mercredi." }],
    actions: [
      { text: "Réserver la salle", ownerId: ana.memberId, dueOn: "2026-03-12" },
      { text: "Prévenir les voisins", ownerId: bob.memberId, dueOn: "2026-03-20" },
    ],
  });
  t.hasStrict(written, { status: 201, body: { circleId, metOn: "2026-03-10", carried: [], version: 0 } });
  t.match(written.body.decisions, [{ text: "La permanence passe au mercredi.", decisionId: null }]);
  const [room, neighbours] = written.body.actions;
  t.match(room, { status: "open", ownerId: ana.memberId, meetingId: written.body.id, metOn: "2026-03-10", endedOn: null });
  const told = (await ana.get("/notices")).body.items;
  t.match(
    told,
    [{ what: "meeting.action_given", subject: "meeting", subjectId: written.body.id, byId: bob.memberId }],
    "who is given one is told",
  );
  t.same((await bob.get("/notices")).body.items, [], "who takes one is not");

  // Ana does hers the day before the next meeting, Bob ticks his in it.
  house.clock.now = new Date("2026-03-16T09:00:00Z");
  t.match(await ana.patch(`/meeting-actions/${room.id}`, { status: "done" }), {
    status: 200,
    body: { status: "done", endedOn: "2026-03-16", endedBy: ana.memberId },
  });
  house.clock.now = new Date("2026-03-17T09:00:00Z");
  const next = await ana.post("/meetings", { circleId, presentIds: [ana.memberId] });
  t.hasStrict(next, { status: 201, body: { metOn: "2026-03-17" } });
  t.same(
    next.body.carried.map(({ id }: { id: string }) => id),
    [neighbours.id],
  );
  t.equal((await bob.patch(`/meeting-actions/${neighbours.id}`, { status: "done" })).status, 200);
  t.match((await bob.get(`/meetings/${next.body.id}`)).body.carried, [{ id: neighbours.id, status: "done", endedOn: "2026-03-17" }]);
  t.same((await cleo.get(`/meeting-actions?circle=${circleId}&status=open`)).body.items, []);
  const later = await ana.post("/meetings", { circleId });
  t.same(
    later.body.carried,
    [{ ...neighbours, status: "done", endedOn: "2026-03-17", endedBy: bob.memberId }],
    "a second meeting on that day",
  );
  house.clock.now = new Date("2026-03-18T09:00:00Z");
  t.same((await ana.post("/meetings", { circleId })).body.carried, [], "what is done follows no further");

  const listed = (await cleo.get(`/meetings?circle=${circleId}&limit=3`)).body;
  t.same(
    listed.items.map(({ metOn }: { metOn: string }) => metOn),
    ["2026-03-18", "2026-03-17", "2026-03-17"],
  );
  const rest = (await cleo.get(`/meetings?circle=${circleId}&limit=3&cursor=${listed.nextCursor}`)).body;
  t.match(rest, { items: [{ id: written.body.id, present: 2, decisions: 1, actions: 2, openActions: 0 }], nextCursor: null });
});

t.test("notes are amended, and what they said is kept", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, circleId } = await house.collective("les-communs", { ana: ["pilot", "admin"], bob: [] });
  const { body: meeting } = await ana.post("/meetings", {
    circleId,
    information: "Trois personnes sont venues.",
    decisions: [{ text: "On ouvre le samedi." }, { text: "On ferme le lundi." }],
    actions: [
      { text: "Faire l’affiche", ownerId: ana.memberId, dueOn: "2026-03-20" },
      { text: "Compter les clés", ownerId: bob.memberId, dueOn: "2026-03-20" },
    ],
  });
  const [poster, keys] = meeting.actions;
  await bob.patch(`/meeting-actions/${keys.id}`, { status: "done" });
  const amended = await bob.patch(`/meetings/${meeting.id}`, {
    information: "Quatre personnes sont venues.",
    decisions: [{ id: meeting.decisions[1].id, text: "On ferme le lundi et le mardi." }],
    actions: [
      { id: keys.id, text: "Compter les clés", ownerId: bob.memberId, dueOn: "2026-03-20" },
      { text: "Faire deux affiches", ownerId: ana.memberId, dueOn: "2026-03-22" },
    ],
  });
  t.equal(amended.status, 200);
  t.match(amended.body, {
    information: "Quatre personnes sont venues.",
    decisions: [{ id: meeting.decisions[1].id, text: "On ferme le lundi et le mardi." }],
    actions: [
      { id: keys.id, status: "done" },
      { text: "Faire deux affiches", status: "open" },
    ],
  });
  t.equal(amended.body.decisions.length, 1);
  const history = async (query = "") => (await ana.get(`/meetings/${meeting.id}/history${query}`)).body;
  const [version] = (await history()).items;
  t.match(version, {
    version: 1,
    changedBy: bob.memberId,
    before: {
      information: "Trois personnes sont venues.",
      decisions: [{ text: "On ouvre le samedi." }, {}],
      actions: [
        { id: poster.id, status: "open", endedOn: null },
        { id: keys.id, status: "done", endedOn: "2026-03-12", endedBy: bob.memberId },
      ],
    },
  });
  t.notOk("metOn" in version.before, "only what was amended");
  const { items } = (await ana.get(`/audit?subjectId=${meeting.id}`)).body;
  const event = items.find(({ action }: { action: string }) => action === "meeting.amended");
  t.match(event, { byId: bob.memberId, details: { version: 1, fields: ["information", "decisions", "actions"] } });
  t.notMatch(JSON.stringify(items), /personnes|affiche/, "the trail has no text of the notes");
  t.match(await ana.patch(`/meetings/${meeting.id}`, { read: 0, decisions: [{ text: "On reste." }] }), {
    status: 409,
    body: { code: "notes_amended", figures: { at: "decisions", by: bob.memberId, version: 1 } },
  });
  t.match(await ana.patch(`/meetings/${meeting.id}`, { read: 0, metOn: "2026-03-11" }), { status: 200, body: { metOn: "2026-03-11" } });
  t.equal((await ana.patch(`/meetings/${meeting.id}`, { read: 1, metOn: "2026-03-10" })).status, 409);
  t.equal((await ana.patch(`/meetings/${meeting.id}`, { read: 2, metOn: "2026-03-12" })).status, 200);
  const pages: number[][] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await history(`?limit=2${cursor && `&cursor=${cursor}`}`);
    pages.push(page.items.map((each: { version: number }) => each.version));
    cursor = page.nextCursor;
  }
  t.same(pages, [[3, 2], [1]], "a page at a time, the latest first");
  t.match((await ana.get(`/meetings/${meeting.id}`)).body, { version: 3 });
  t.match(await ana.get(`/meetings/${meeting.id}/history?cursor=x`), { status: 400, body: { code: "cursor_invalid" } });
  t.match(await ana.get(`/meetings/${bob.memberId}/history`), { status: 404 });
  const same = { information: "Quatre personnes sont venues." };
  t.match(await bob.patch(`/meetings/${meeting.id}`, same), { status: 409, body: { code: "nothing_changed" } });
  t.match(
    await bob.patch(`/meetings/${meeting.id}`, { actions: [{ id: poster.id, text: "x", ownerId: ana.memberId, dueOn: "2026-03-22" }] }),
    {
      status: 404,
      body: { code: "not_found", figures: { at: "actions[0].id", id: poster.id } },
    },
  );
  const twice = { id: meeting.decisions[1].id, text: "x" };
  t.match(await bob.patch(`/meetings/${meeting.id}`, { decisions: [twice, twice] }), {
    status: 400,
    body: { code: "request_invalid", figures: { problem: "listed_twice" } },
  });
  const record = (await bob.get(`/members/${bob.memberId}/data`)).body;
  t.match(record.actions, [{ text: "Compter les clés", status: "done", dueOn: "2026-03-20" }]);
});

t.test("what is refused, with its code and figures", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, cleo, gil, circleId } = await house.collective("les-communs", { ana: ["admin", "pilot"], bob: [], cleo: [], gil: [] });
  const { dora } = await house.collective("ailleurs", { dora: ["pilot"] });
  const { body: closed } = await ana.post("/circles", { name: "Jardin", contributors: [ana.memberId] });
  const { body: inJardin } = await ana.post("/meetings", {
    circleId: closed.id,
    actions: [{ text: "Bêcher", ownerId: bob.memberId, dueOn: "2026-03-20" }],
  });
  await ana.patch(`/circles/${closed.id}`, { isArchived: true });
  const { body: coop } = await ana.post("/members", { kind: "structure", name: "La Coop" });
  await ana.post(`/members/${gil.memberId}/leave`);
  const action = { text: "Réserver", ownerId: bob.memberId, dueOn: "2026-03-20" };
  const unknown = newId();
  for (const [who, body, status, code, figures] of [
    [ana, { circleId: closed.id }, 409, "circle_archived", { at: "circleId", circle: "Jardin" }],
    [ana, { circleId: unknown }, 422, "unknown_circle", { at: "circleId", id: unknown }],
    [dora, { circleId }, 422, "unknown_circle", { at: "circleId", id: circleId }],
    [ana, { circleId, metOn: "2026-03-13" }, 422, "day_in_future", { at: "metOn", day: "2026-03-13", today: "2026-03-12" }],
    [
      ana,
      { circleId, actions: [{ ...action, ownerId: null }] },
      422,
      "action_without_owner",
      { at: "actions[0].ownerId", action: "Réserver" },
    ],
    [ana, { circleId, actions: [{ text: "Réserver" }] }, 422, "action_without_owner", { at: "actions[0].ownerId", action: "Réserver" }],
    [ana, { circleId, actions: [{ ...action, dueOn: null }] }, 422, "action_without_day", { at: "actions[0].dueOn", action: "Réserver" }],
    [
      ana,
      { circleId, actions: [{ ...action, ownerId: gil.memberId }] },
      422,
      "member_inactive",
      { at: "actions[0].ownerId", member: "Gil", left: "2026-03-12" },
    ],
    [
      ana,
      { circleId, actions: [{ ...action, ownerId: dora.memberId }] },
      422,
      "unknown_member",
      { at: "actions[0].ownerId", id: dora.memberId },
    ],
    [ana, { circleId, presentIds: [dora.memberId] }, 422, "unknown_member", { at: "presentIds[0]", id: dora.memberId }],
    [ana, { circleId, presentIds: [coop.id] }, 422, "structure_at_meeting", { at: "presentIds[0]", member: "La Coop" }],
    [ana, { circleId, metOn: "2026-02-30" }, 400, "request_invalid", { at: "body.metOn", problem: "day_malformed" }],
    [ana, { circleId, decisions: [{ id: unknown, text: "x" }] }, 404, "not_found", { at: "decisions[0].id", id: unknown }],
  ] as const)
    t.match(await who.post("/meetings", body), { status, body: { code, figures } }, `${code} ${JSON.stringify(body)}`);

  await ana.delete(`/circles/${circleId}/members/${cleo.memberId}`);
  const notSeated = { status: 403, body: { code: "not_seated", figures: { circle: "les-communs" } } };
  t.match(await cleo.post("/meetings", { circleId }), notSeated);
  const { body: meeting } = await bob.post("/meetings", { circleId, actions: [action] });
  t.match(await cleo.patch(`/meetings/${meeting.id}`, { information: "x" }), notSeated);
  const at = `/meeting-actions/${meeting.actions[0].id}`;
  t.match(await cleo.patch(at, { status: "done" }), notSeated);
  t.match(await dora.patch(at, { status: "done" }), { status: 404, body: { code: "not_found", figures: { at: "action" } } });
  t.match(await ana.patch(at, { ownerId: gil.memberId }), { status: 422, body: { code: "member_inactive", figures: { at: "ownerId" } } });
  t.match(await ana.patch(at, { dueOn: "2026-03-01" }), {
    status: 422,
    body: { code: "action_due_before", figures: { met: "2026-03-12" } },
  });
  t.match(await ana.patch(`/meetings/${inJardin.id}`, { information: "x" }), { status: 409, body: { code: "circle_archived" } });
  t.match(
    await bob.patch(`/meeting-actions/${inJardin.actions[0].id}`, { status: "done" }),
    { status: 200 },
    "an owner outside of the circle ends theirs",
  );
  t.match(await bob.patch(`/meeting-actions/${inJardin.actions[0].id}`, { ownerId: ana.memberId }), {
    status: 403,
    body: { code: "not_seated" },
  });

  t.match(await ana.patch(`/meeting-actions/${inJardin.actions[0].id}`, { ownerId: ana.memberId }), {
    status: 409,
    body: { code: "circle_archived", figures: { at: "circle", circle: "Jardin" } },
  });

  // Who has left since stays where they stood.
  const { body: owned } = await ana.post("/meetings", { circleId, actions: [{ ...action, ownerId: cleo.memberId }] });
  await ana.post(`/members/${cleo.memberId}/leave`);
  const again = { ...action, id: owned.actions[0].id, ownerId: cleo.memberId, dueOn: "2026-03-25" };
  t.match(await ana.patch(`/meetings/${owned.id}`, { actions: [again] }), { status: 200, body: { actions: [{ dueOn: "2026-03-25" }] } });
});

t.test("two who tick an action at once end it once; one who amends meanwhile loses nothing", async (t) => {
  const house = await openHouse(t);
  const { ana, bob, circleId } = await house.collective("les-communs", { ana: ["pilot"], bob: [] });
  const action = { text: "Réserver", ownerId: bob.memberId, dueOn: "2026-03-20" };
  const { body: meeting } = await ana.post("/meetings", { circleId, actions: [action] });
  const { id } = meeting.actions[0];
  const replies = await Promise.all([
    ...[ana, bob, ana, bob].map((who) => who.patch(`/meeting-actions/${id}`, { status: "done" })),
    ana.patch(`/meetings/${meeting.id}`, { actions: [{ ...action, id, text: "Réserver la salle" }] }),
  ]);
  t.same(
    replies.map(({ status }) => status),
    [200, 200, 200, 200, 200],
  );
  t.match((await ana.get(`/meetings/${meeting.id}`)).body.actions, [{ text: "Réserver la salle", status: "done" }]);
  const { items } = (await ana.get(`/audit?subjectId=${meeting.id}`)).body;
  t.equal(items.filter(({ action: what }: { action: string }) => what === "meeting.action_done").length, 1);
});
