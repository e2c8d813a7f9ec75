/** Periods of reviews: opened, written in, closed at one instant for everybody; what they come to in a sharing. */

import { doDueWork } from "../../src/db/due-work.js";
import { effects } from "../../src/effects.js";
import { openVillage, type Village } from "../support/sharing-stories.js";
import { openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const closesAt = "2026-03-20T16:00:00.000Z";
const days = { fromOn: "2026-01-01", untilOn: "2026-03-31" };
const period = { title: "Premier trimestre", ...days, closesAt };

const opens = async (person: Person, wanted: object): Promise<string> => {
  const { status, body } = await person.post("/review-periods", { ...period, ...wanted });
  if (status !== 201) throw new Error(`opening was refused: ${JSON.stringify(body)}`);
  return body.id;
};
const says = (by: Person, of: Person, periodId: string, said: object) => by.post("/reviews", { ofId: of.memberId, periodId, ...said });

/** What everybody is told of each, by name. */
const heard = async <Names extends string>(village: Village<Names>, by: Person, id: string) => {
  const nameOf = new Map(Object.values<Person>(village.people).map(({ memberId, name }) => [memberId, name]));
  const { peers } = (await by.get(`/review-periods/${id}`)).body;
  return Object.fromEntries(
    peers.map(({ memberId, reviewers, scorers, median }: Record<string, string>) => [
      nameOf.get(memberId as string),
      [reviewers, scorers, median],
    ]),
  );
};

t.test("a period from its opening to the sharing that counts with it", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [], cleo: [], tom: [] });
  const { ana, bob, cleo, tom } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "20" });
  await village.logs("cleo", kit, { kind: "hours", quantity: "20" });
  const key = { steps: [{ kind: "weights", kinds: [village.kinds.hours], quality: { min: "0.8", max: "1.2" }, cap: false }] };
  const sharing = await village.prepares("ana", kit, { key });
  const shares = async () => village.sharesOf((await ana.get(`/sharings/${sharing}`)).body);

  const opened = await ana.post("/review-periods", { ...period, envelopeId: kit });
  t.match(opened, {
    status: 201,
    body: {
      title: "Premier trimestre",
      envelopeId: kit,
      circleId: village.circleId,
      ...days,
      closesAt,
      isOver: false,
      isAnonymous: false,
      criteria: ["care", "quality", "impact"],
      people: 4,
      isPeer: true,
      left: 3,
      mayClose: true,
      written: 0,
      closedAt: null,
    },
  });
  const { id } = opened.body;
  t.match((await bob.get("/notices")).body.items[0], { what: "review_period.opened", subject: "review_period", subjectId: id });
  const waits = async (who: Person) => (await who.get("/home")).body.waiting.filter(({ kind }: { kind: string }) => kind === "review");
  t.same(await waits(bob), [{ kind: "review", id, title: "Premier trimestre", untilOn: "2026-03-20", names: ["Ana", "Cleo", "Tom"] }]);

  const ofBob = await says(ana, bob, id, { strengths: "Précis.", weaknesses: "Pressé.", scores: { care: "5", quality: "4" } });
  t.match(ofBob, { status: 201, body: { periodId: id, envelopeId: kit, ...days, byId: ana.memberId, score: "4.5" } });
  t.match(await says(ana, bob, id, { strengths: "Encore." }), {
    status: 409,
    body: { code: "reviewed_already", figures: { member: "Bob" }, detail: /Bob/ },
  });
  t.match(await ana.patch(`/reviews/${ofBob.body.id}`, { scores: { care: "5" } }), { status: 200, body: { score: "5" } }, "amended");
  t.equal((await says(tom, bob, id, { scores: { care: "4" } })).status, 201);
  t.equal((await says(cleo, bob, id, { scores: { care: "5" } })).status, 201);
  t.equal((await says(bob, cleo, id, { scores: { care: "1" } })).status, 201);
  t.match((await ana.get(`/review-periods/${id}`)).body, { left: 2, written: 4 });
  t.match((await ana.get("/review-periods?state=open")).body.items, [{ id, people: 4, left: 2 }]);
  t.same((await waits(ana))[0].names, ["Cleo", "Tom"]);

  t.same(
    await heard(village, ana, id),
    { ana: [null, null, null], bob: [null, null, null], cleo: [null, null, null], tom: [null, null, null] },
    "nothing is heard before the close",
  );
  t.same((await bob.get(`/reviews?period=${id}&of=${bob.memberId}`)).body.items, [], "not even by who is reviewed");
  t.same((await bob.get("/reviews")).body.items.length, 1, "one’s own words alone");
  t.match(await bob.get(`/reviews/${ofBob.body.id}`), { status: 404 });
  t.match(await bob.post(`/reviews/${ofBob.body.id}/publication`), { status: 404 });
  t.match((await bob.get(`/members/${bob.memberId}/review-summary`)).body, { reviewers: 0, median: null });
  t.same((await bob.get(`/members/${bob.memberId}/data`)).body.reviewsReceived, []);
  t.same((await bob.get("/notices")).body.items.length, 1, "nor told that somebody wrote");
  t.match(await shares(), { bob: "500.00", cleo: "500.00" }, "no sharing counts with it yet");

  house.clock.now = new Date(closesAt);
  t.same(
    await heard(village, tom, id),
    { ana: [0, 0, null], bob: [3, 3, "5"], cleo: [1, 1, "1"], tom: [0, 0, null] },
    "over at its instant, though nobody wrote it down yet",
  );
  t.match(await shares(), { bob: "600.00", cleo: "400.00" }, "medians 5 and 1: coefficients 1.2 and 0.8");
  t.same(await waits(ana), []);
  for (const late of [
    await says(tom, cleo, id, { scores: { care: "5" } }),
    await ana.patch(`/reviews/${ofBob.body.id}`, { scores: { care: "1" } }),
    await ana.post(`/review-periods/${id}/close`),
  ])
    t.match(late, {
      status: 409,
      body: { code: "reviews_closed", figures: { closedAt: closesAt }, detail: /depuis le 20\/03\/2026 à 17\u00a0h/ },
    });

  t.equal(await doDueWork(house.database.orm, house.clock.now, effects), 1);
  t.match((await bob.get("/notices")).body.items[0], { what: "review_period.closed", subjectId: id });
  t.match((await ana.get(`/review-periods/${id}`)).body, { isOver: true, closedAt: closesAt, closedBy: null, mayClose: false });
  t.match((await bob.get(`/reviews?period=${id}&of=${bob.memberId}`)).body.items.length, 3);
  const readByCleo = (await cleo.get(`/reviews/${ofBob.body.id}`)).body;
  t.match(readByCleo, { strengths: "Précis.", weaknesses: null }, "weaknesses are read by the person reviewed alone");
  t.match(await ana.post(`/reviews/${ofBob.body.id}/publication`), { status: 403, body: { code: "weaknesses_of_another" } });
  t.match(await bob.post(`/reviews/${ofBob.body.id}/publication`), { status: 200, body: { weaknesses: "Pressé." } });
  t.match((await cleo.get(`/reviews/${ofBob.body.id}`)).body, { weaknesses: "Pressé." }, "until they publish them");
});

t.test("bad input, each with its code and figures", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cleo: ["admin"], tom: [] });
  const { ana, bob, cleo, tom } = village.people;
  const kit = await village.envelope("Kit");
  const structure = await village.structure("Coopérative");
  const refused: [by: Person, wanted: object, status: number, code: string, figures: object][] = [
    [bob, { envelopeId: kit }, 403, "role_missing", {}],
    [ana, {}, 422, "review_unclear", { at: "envelopeId" }],
    [ana, { envelopeId: kit, circleId: village.circleId }, 422, "review_unclear", { at: "circleId" }],
    [ana, { envelopeId: village.circleId }, 422, "unknown_envelope", { at: "envelopeId" }],
    [ana, { circleId: kit }, 422, "unknown_circle", { at: "circleId" }],
    [ana, { envelopeId: kit, untilOn: "2025-12-31" }, 422, "days_reversed", { at: "untilOn" }],
    [ana, { envelopeId: kit, closesAt: "2026-03-12T09:00:00.000Z" }, 422, "closing_not_ahead", { at: "closesAt" }],
    [ana, { envelopeId: kit, memberIds: [ana.memberId] }, 422, "peers_too_few", { people: 1, min: 2 }],
    [ana, { envelopeId: kit, memberIds: [] }, 422, "peers_too_few", { people: 0, min: 2 }],
    [ana, { envelopeId: kit, memberIds: [ana.memberId, structure] }, 422, "unknown_member", { at: "memberIds[1]" }],
    [ana, { envelopeId: kit, title: " " }, 400, "request_invalid", {}],
  ];
  for (const [by, wanted, status, code, figures] of refused)
    t.match(await by.post("/review-periods", { ...period, ...wanted }), { status, body: { code, figures } }, code);

  const id = await opens(cleo, { envelopeId: kit, memberIds: [ana.memberId, bob.memberId] });
  const said = { scores: { care: "4" } };
  const unsaid: [by: Person, of: Person, said: object, status: number, code: string, figures: object][] = [
    [ana, ana, said, 422, "self_review", { member: "Ana" }],
    [tom, ana, said, 403, "not_a_peer", { people: 2 }],
    [ana, tom, said, 422, "peer_unknown", { at: "ofId", people: 2 }],
    [ana, bob, {}, 422, "review_empty", {}],
    [ana, bob, { scores: { care: "6" } }, 422, "score_invalid", { score: "6", min: 1, max: 5 }],
    [ana, bob, { scores: { élan: "4" } }, 422, "unknown_criterion", { criterion: "élan", known: ["care", "quality", "impact"] }],
    [ana, bob, { ...said, envelopeId: kit }, 422, "review_unclear", { at: "periodId" }],
  ];
  for (const [by, of, words, status, code, figures] of unsaid)
    t.match(await says(by, of, id, words), { status, body: { code, figures } }, code);
  t.match(await ana.post("/reviews", { ofId: bob.memberId, periodId: kit, ...said }), {
    status: 404,
    body: { figures: { at: "periodId" } },
  });
  t.match(await tom.get(`/review-periods/${id}`), { status: 200, body: { isPeer: false, left: 0, mayClose: false } });
  t.match(await tom.post(`/review-periods/${id}/close`), { status: 403, body: { code: "role_missing" } });
  t.match(await ana.post(`/review-periods/${id}/close`), {
    status: 200,
    body: { isOver: true, closedAt: "2026-03-12T09:00:00.000Z", closedBy: ana.memberId },
  });
  t.match(await says(ana, bob, id, said), {
    status: 409,
    body: { code: "reviews_closed", figures: { closedAt: "2026-03-12T09:00:00.000Z" } },
  });
  house.clock.now = new Date(closesAt);
  await doDueWork(house.database.orm, house.clock.now, effects);
  t.match((await ana.get(`/review-periods/${id}`)).body, { closedAt: "2026-03-12T09:00:00.000Z" }, "closed once");
});

t.test("criteria and anonymity are those of its opening", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [], cleo: [], tom: [], zoe: [] });
  const { ana, bob, cleo, tom } = village.people;
  const kit = await village.envelope("Kit");
  const named = await opens(ana, { envelopeId: kit });
  await ana.patch("", { reviewCriteria: ["élan"], hasAnonymousReviews: true });
  const veiled = await opens(ana, { circleId: village.circleId });
  t.match((await ana.get(`/review-periods/${named}`)).body, { criteria: ["care", "quality", "impact"], isAnonymous: false });
  t.match((await ana.get(`/review-periods/${veiled}`)).body, { criteria: ["élan"], isAnonymous: true, envelopeId: null });
  t.match(await says(ana, bob, named, { scores: { élan: "4" } }), { status: 422, body: { code: "unknown_criterion" } });
  t.match(await says(ana, bob, named, { scores: { care: "4" } }), { status: 201 });
  for (const [by, score] of [
    [ana, "2"],
    [cleo, "4"],
  ] as const)
    t.equal((await says(by, bob, veiled, { strengths: by.name, scores: { élan: score } })).status, 201);
  t.equal((await says(bob, tom, veiled, { strengths: "seul", scores: { élan: "1" } })).status, 201);
  for (const id of [named, veiled]) t.equal((await ana.post(`/review-periods/${id}/close`)).status, 200);

  t.match((await bob.get(`/reviews?period=${named}`)).body.items, [{ byId: ana.memberId, scores: { care: "4" }, isAnonymous: false }]);
  t.same((await heard(village, tom, named)).bob, [1, 1, "4"], "what was said under names stays so");
  t.same((await bob.get(`/reviews?period=${veiled}&of=${bob.memberId}`)).body.items, [], "two are too few");
  t.same((await heard(village, tom, veiled)).bob, [null, null, null]);
  t.same((await tom.get(`/reviews?period=${veiled}`)).body.items, []);

  const third = await opens(ana, { circleId: village.circleId });
  for (const [by, score] of [
    [ana, "2"],
    [cleo, "4"],
    [tom, "3.5"],
  ] as const)
    await says(by, bob, third, { strengths: by.name, weaknesses: "Pressé.", scores: { élan: score } });
  await ana.post(`/review-periods/${third}/close`);
  t.same((await heard(village, tom, third)).bob, [3, 3, "3.5"]);
  const read = (await bob.get(`/reviews?period=${third}&of=${bob.memberId}`)).body.items;
  t.match(
    read,
    [1, 2, 3].map(() => ({ byId: null, scores: {}, score: null, weaknesses: "Pressé." })),
  );
  t.same((await ana.get(`/reviews?period=${third}&by=${tom.memberId}`)).body.items, [], "asking by whom says nothing");
  const trail = (await ana.get("/audit?limit=100")).body.items.filter(({ subject }: { subject: string }) => subject === "review");
  t.ok(trail.length > 0);
  t.same(
    trail.filter(
      ({ byId, details }: { byId: string | null; details: { periodId?: string } }) => byId !== null && details.periodId !== named,
    ),
    [],
    "nor does the trail say who",
  );
  t.equal((await bob.get(`/members/${bob.memberId}/data`)).body.reviewsReceived.length, 4, "one named, three anonymous");
});

t.test("who takes part: the circle, and who gave something in these days", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [], cleo: [] });
  const { ana, bob } = village.people;
  const inner = (await ana.post("/circles", { name: "Cuisine", parentId: village.circleId })).body.id;
  await ana.put(`/circles/${inner}/members/${ana.memberId}`, { role: "pilot" });
  const kit = (await ana.post("/envelopes", { name: "Kit", circleId: inner, currency: "EUR" })).body.id;
  await bob.post("/contributions", { envelopeId: kit, circleId: inner, kindId: village.kinds.hours, quantity: "1", note: "vaisselle" });
  const id = await opens(ana, { envelopeId: kit });
  const { peers } = (await ana.get(`/review-periods/${id}`)).body;
  t.same(
    peers.map(({ name }: { name: string }) => name),
    ["Ana", "Bob"],
    "not Cleo, who neither is in the circle nor gave",
  );
  t.match((await bob.get(`/review-periods?envelope=${kit}`)).body.items, [{ id, people: 2, isPeer: true, left: 1 }]);
  t.same((await bob.get("/review-periods?state=closed")).body.items, []);
});

t.test("a race at the closing instant: what was taken is counted, what was late is refused", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cleo: [], dora: [], emil: [] });
  const people: Person[] = Object.values(village.people);
  const [ana] = people as [Person];
  for (let round = 0; round < 4; round += 1) {
    house.clock.now = new Date("2026-03-12T09:00:00.000Z");
    const id = await opens(ana, { circleId: village.circleId, title: `Tour ${round}` });
    const at = new Date(closesAt);
    house.clock.now = new Date(at.getTime() - 1);
    const words = people.flatMap((by) => people.filter((of) => of !== by).map((of) => says(by, of, id, { scores: { care: "4" } })));
    const ends = [1, 2, 3].map(() => doDueWork(house.database.orm, at, effects));
    const said = await Promise.all(words);
    await Promise.all(ends);
    await doDueWork(house.database.orm, at, effects);
    house.clock.now = at;
    const taken = said.filter(({ status }) => status === 201).length;
    const late = said.filter(({ body }) => body.code === "reviews_closed").length;
    t.equal(taken + late, 20, "each was taken or refused as late");
    const { body } = await ana.get(`/review-periods/${id}`);
    t.match(body, { isOver: true, closedAt: closesAt, written: taken });
    const trail = (await ana.get("/audit?limit=100")).body.items.filter(
      ({ action, subjectId }: { action: string; subjectId: string }) => action === "review_period.closed" && subjectId === id,
    );
    t.match(trail, [{ details: { reviews: taken } }], "closed once, after what it counts");
    t.equal(trail.length, 1);
  }
});

t.test("the same author twice at once reviews once", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [] });
  const { ana, bob } = village.people;
  const id = await opens(ana, { circleId: village.circleId });
  const said = await Promise.all(Array.from({ length: 8 }, () => says(ana, bob, id, { scores: { care: "4" } })));
  t.equal(said.filter(({ status }) => status === 201).length, 1);
  t.equal(said.filter(({ body }) => body.code === "reviewed_already").length, 7);
});
