/** What else a sharing is computed from: points of peers, takes, the year's brackets, rates that change. */
import { sql } from "drizzle-orm";
import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);

t.test("points of peers: one’s own row, an absent person’s, and who is taken out", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], dom: [], eve: [], tom: ["treasurer"] });
  const { ana, bob, cy, dom, eve } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  const members = [ana, bob, cy, dom].map(({ memberId }) => memberId);
  const id = await village.prepares("ana", kit, { key: { steps: [{ kind: "peer", method: "impartial" }] }, members });
  const gives = (who: typeof ana, row: [typeof ana, number][]) =>
    who.put(`/sharings/${id}/points`, { points: row.map(([{ memberId }, points]) => ({ to: memberId, points })) });
  t.match((await ana.get(`/sharings/${id}`)).body, {
    points: { isAsked: true, missing: members },
    refusal: { code: "peer_points_missing" },
  });
  t.match((await ana.get(`/sharings/${id}`)).body.refusal, { figures: { from: "Ana", fromId: ana.memberId }, detail: /d’Ana pour Bob/ });
  await gives(ana, [
    [bob, 50],
    [cy, 30],
    [dom, 20],
  ]);
  await gives(bob, [
    [ana, 60],
    [cy, 25],
    [dom, 15],
  ]);
  await gives(cy, [
    [ana, 50],
    [bob, 40],
    [dom, 10],
  ]);
  const refused: [Promise<{ status: number; body: unknown }>, number, string][] = [
    [gives(ana, [[ana, 1]]), 422, "self_points"],
    [gives(eve, [[ana, 1]]), 422, "not_in_sharing"],
    [gives(ana, [[eve, 1]]), 422, "not_in_sharing"],
    [
      gives(ana, [
        [bob, 1],
        [bob, 2],
      ]),
      400,
      "request_invalid",
    ],
    [gives(ana, [[bob, -1]]), 400, "request_invalid"],
    [bob.put(`/sharings/${id}/points/${dom.memberId}`), 403, "role_missing"],
    [bob.put(`/sharings/${id}/members/${dom.memberId}`, { isOut: true }), 403, "role_missing"],
    [ana.put(`/sharings/${id}/members/${id}`, { isOut: true }), 422, "unknown_member"],
  ];
  for (const [reply, status, code] of refused) t.match(await reply, { status, body: { code } }, code);

  const given = await ana.put(`/sharings/${id}/points/${dom.memberId}`);
  t.match(given.body.points, { missing: [] });
  const row = given.body.points.rows.find(({ from }: { from: string }) => from === dom.memberId);
  t.match(row, { givenBy: ana.memberId, points: [{ points: 1 }, { points: 1 }, { points: 1 }] });
  t.match((await dom.get("/notices")).body.items[0], { what: "sharing.points_given", byId: ana.memberId });
  await gives(dom, [
    [ana, 45],
    [bob, 35],
    [cy, 20],
  ]);
  const own = (await bob.get(`/sharings/${id}`)).body;
  t.match(
    own.points.rows.find(({ from }: { from: string }) => from === dom.memberId),
    { givenBy: null },
    "their own row takes its place",
  );
  t.same(village.sharesOf(own), { ana: "409.46", bob: "315.64", cy: "176.72", dom: "98.18" }, "the worked case");

  const without = await ana.put(`/sharings/${id}/members/${dom.memberId}`, { isOut: true });
  t.match(without.body.participants[3], { memberId: dom.memberId, isOut: true }, "visibly");
  t.equal(without.body.result.shares.length, 3);
  t.equal((await ana.put(`/sharings/${id}/members/${dom.memberId}`, { isOut: false })).body.result.shares.length, 4);
});

t.test("takes: throttled by what was taken last time, however many sharings without takes lie between", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const { ana, bob, cy } = village.people;
  const kit = await village.envelope("Kit", "60.00");
  const members = [ana.memberId, bob.memberId];
  const key = { steps: [{ kind: "takes" }] };
  const take = (who: typeof ana, id: string, take: string | null) => who.put(`/sharings/${id}/takes`, { take });
  const first = await village.prepares("ana", kit, { key, members });
  t.match(await take(cy, first, "1.00"), { status: 422, body: { code: "not_in_sharing", figures: { member: "Cy" } } });
  t.match(await take(ana, first, "-1.00"), { status: 400 });
  t.match(await ana.put(`/sharings/${first}/takes`, {}), { status: 400, body: { figures: { at: "body.take", problem: "missing" } } });
  await take(ana, first, "40.00");
  await take(bob, first, "20.00");
  t.same(village.sharesOf(await village.settles(first, { proposes: "ana", adopts: "tom", posts: "tom" })), { ana: "40.00", bob: "20.00" });

  await village.receives(kit, "30.00");
  const between = await village.prepares("ana", kit, { key: { steps: [{ kind: "equal" }] }, members: [cy.memberId] });
  await village.settles(between, { proposes: "ana", adopts: "ana", posts: "ana" });

  await village.receives(kit, "200.00");
  const second = await village.prepares("ana", kit, { key, members });
  await take(ana, second, "80.01");
  const { body } = await take(bob, second, "42.00");
  t.match(body.takes, [
    { memberId: ana.memberId, take: "80.01", last: "40.00" },
    { memberId: bob.memberId, last: "20.00" },
  ]);
  t.same(village.sharesOf(body), { ana: "80.00", bob: "40.00" }, "the worked case");
  t.same(village.sharesOf((await take(bob, second, "auto")).body), { ana: "80.00", bob: "120.00" });
  t.same(village.sharesOf((await take(bob, second, null)).body), { ana: "80.01" }, "alone, nobody is throttled");
});

t.test("brackets go on where the year stopped", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], tom: ["treasurer"] });
  const host = await village.fund("Structure");
  const kit = await village.envelope("Kit", "25000.00");
  const brackets = [
    { upTo: "30000", percent: "11.5" },
    { upTo: "60000", percent: "10.5" },
    { upTo: null, percent: "9.5" },
  ];
  const key = { steps: [{ kind: "levy", to: host, mode: "marginal", brackets, since: "year" }] };
  const settings = { key, members: [village.people.ana.memberId] };
  const leviedBy = async (id: string) =>
    (await village.settles(id, { proposes: "ana", adopts: "ana", posts: "ana" })).result.funds[0].amount;
  t.equal(await leviedBy(await village.prepares("ana", kit, settings)), "2875.00");
  await village.receives(kit, "2875.00");
  const second = await village.prepares("ana", kit, settings);
  t.match((await village.people.ana.get(`/sharings/${second}/document`)).body.key.steps[0], { since: "25000.00" });
  t.equal(await leviedBy(second), "2675.00", "the worked case: 5,000 at 11.5 %, 20,000 at 10.5 %");
  village.house.clock.now = new Date("2027-01-04T09:00:00Z");
  const third = await village.prepares("ana", kit, settings);
  t.match((await village.people.ana.get(`/sharings/${third}/document`)).body.key.steps[0], { since: "0.00" }, "a new year");
});

t.test("a rate that changed within the period", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [], tom: ["treasurer"] });
  const { hours } = village.kinds;
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("ana", kit, { kind: "hours", quantity: "10", dayOn: "2026-02-28" });
  await village.logs("bob", kit, { kind: "hours", quantity: "10", dayOn: "2026-03-01" });
  await village.logs("bob", kit, { kind: "hours", quantity: "99", dayOn: "2026-03-02", isVolunteered: true });
  await village.rows(
    sql`insert into kind_rates (collective_id, kind_id, from_on, rate, created_at) values (${village.collectiveId}, ${hours}, '2026-03-01', 30, now())`,
  );
  const id = await village.prepares("ana", kit, { key: { steps: [{ kind: "weights", kinds: [hours], cap: true }] } });
  const posted = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.same(village.sharesOf(posted), { ana: "250.00", bob: "300.00" }, "each day by its rate; what is volunteered is not paid");
  const { body: why } = await village.people.bob.get(`/sharings/${id}/shares/${village.people.bob.memberId}`);
  t.match(why.steps[0].text, /10 h × 30,00/);
});

t.test("reviews weigh what was given, once a reviewer, where the key says so", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const { ana, bob, cy } = village.people;
  const { hours } = village.kinds;
  const kit = await village.envelope("Kit", "1000.00");
  const film = await village.logs("ana", kit, { kind: "hours", quantity: "10" });
  await village.logs("bob", kit, { kind: "hours", quantity: "10" });
  const reviews = async (who: typeof ana, review: object) => {
    const reply = await who.post("/reviews", review);
    t.equal(reply.status, 201, JSON.stringify(reply.body));
  };
  const period = { envelopeId: kit, fromOn: "2026-03-01", untilOn: "2026-03-31" };
  await reviews(bob, { contributionId: film, scores: { care: "5", quality: "4" } });
  await reviews(bob, { ...period, ofId: ana.memberId, scores: { care: "3.5" } });
  await reviews(cy, { ...period, ofId: ana.memberId, scores: { care: "5" } });
  await reviews(cy, { ...period, ofId: bob.memberId, strengths: "À l’écoute." });
  await reviews(cy, { ...period, ofId: bob.memberId, untilOn: "2026-04-30", scores: { care: "1" } });
  const weights = (more: object) => ({ steps: [{ kind: "weights", kinds: [hours], cap: false, ...more }] });
  const id = await village.prepares("ana", kit, { key: weights({ quality: { min: "0.8", max: "1.2" } }) });
  const { body: document } = await bob.get(`/sharings/${id}/document`);
  t.same(document.reviews, [
    { of: ana.memberId, by: bob.memberId, score: "4" },
    { of: ana.memberId, by: cy.memberId, score: "5" },
  ]);
  t.same(village.sharesOf((await bob.get(`/sharings/${id}`)).body), { ana: "534.88", bob: "465.12" }, "1.15 to 1");
  const said = { wishes: false, reviews: true, points: false, takes: false };
  t.same((await bob.get(`/sharings/${id}`)).body.asksFor, said, "here, a review changes an amount");
  const without = await ana.patch(`/sharings/${id}`, { key: weights({}) });
  t.same(without.body.asksFor, { ...said, reviews: false });
  t.same(village.sharesOf(without.body), { ana: "500.00", bob: "500.00" });
  t.same((await bob.get(`/sharings/${id}/document`)).body.reviews, [], "a key that asks for no scores publishes none");
});
