/** Decisions by consent: what is proposed, said and counted, and what it does once it is adopted. */

import { enact } from "../../src/db/enacting.js";
import { changeKinds } from "../../src/domain/consent/change.js";
import { enactments } from "../../src/effects.js";
import { again, proposal, reach, subscribe } from "../support/decision-stories.js";
import { openVillage } from "../support/sharing-stories.js";
import { type House, openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";

type Story = { house: House; ana: Person; bob: Person; cleo: Person; eve: Person; circleId: string; kindId: string };

async function collective(t: Parameters<typeof openHouse>[0]): Promise<Story> {
  const house = await openHouse(t);
  const people = await house.collective("les-communs", { ana: ["admin", "treasurer"], bob: [], cleo: [], eve: [] });
  await subscribe(people.ana, people.ana, people.bob, people.cleo);
  const kind = await people.ana.post("/kinds", { name: "Animation", unit: "h" });
  return { house, ...people, kindId: kind.body.id };
}

const rate = (kindId: string, amount = "25.00", fromOn = "2026-04-01") => ({ kind: "set-rate", kindId, rate: amount, fromOn });

t.test("nobody blocks: it is adopted after 72 counted hours, and its rate is in force, with a trace to it", async (t) => {
  const { house, ana, bob, eve, kindId } = await collective(t);
  const rules = await bob.get("/decision-rules");
  t.hasStrict(rules.body, { openHours: 72, mayPropose: true, versionIds: [], closesAt: "2026-03-17T09:00:00.000Z" });
  t.equal(rules.body.voterIds.length, 3);
  t.equal((await eve.get("/decision-rules")).body.mayPropose, false);
  t.match(await eve.post("/decisions", proposal("Tarif")), {
    status: 403,
    body: { code: "not_proposing", detail: /reviennent ici aux adhérent·es et contributeur·ices/ },
  });

  const opened = await bob.post("/decisions", proposal("Tarif", [rate(kindId)]));
  t.hasStrict(opened, { status: 201, body: { state: "open", mayVote: true } });
  const { id } = opened.body;
  t.hasStrict(opened.body.attempts[0], { number: 1, closesAt: "2026-03-17T09:00:00.000Z", secondsLeft: 72 * 3_600 });
  t.match((await ana.get("/home")).body.waiting, [{ kind: "decide", id, title: "Tarif", untilOn: "2026-03-17" }]);
  t.match((await ana.get("/notices")).body.items, [{ what: "decision.opened", subjectId: id, byId: bob.memberId }]);

  t.hasStrict(await eve.post(`/decisions/${id}/ballots`, { choice: "agree" }), {
    status: 403,
    body: { code: "not_deciding", figures: { member: eve.memberId } },
  });
  const block = await ana.post(`/decisions/${id}/ballots`, { choice: "block", argument: "  " });
  t.hasStrict(block, { status: 422, body: { code: "block_without_argument" } });
  t.equal((await ana.post(`/decisions/${id}/ballots`, { choice: "disagree", argument: "Un peu cher." })).status, 200);
  const changed = await ana.post(`/decisions/${id}/ballots`, { choice: "agree" });
  t.hasStrict(changed.body.attempts[0].counts, { agree: 1, disagree: 0, silent: 2 }, "the last word counts");
  t.same((await ana.get("/home")).body.waiting, [], "who spoke is not asked any more");

  await reach(house, "2026-03-17T08:59:59.999Z");
  t.equal((await bob.get(`/decisions/${id}`)).body.state, "open");
  t.equal((await bob.get("/kinds")).body.items[0].rates.length, 0);
  await reach(house, "2026-03-17T09:00:00.000Z");
  const late = await bob.post(`/decisions/${id}/ballots`, { choice: "agree" });
  t.hasStrict(late, { status: 409, body: { code: "ballot_late", figures: { closedAt: "2026-03-17T09:00:00.000Z" } } });
  const adopted = (await bob.get(`/decisions/${id}`)).body;
  t.hasStrict(adopted, {
    state: "adopted",
    effects: [{ attempt: 1, partId: "a", place: 0, subject: "kind", subjectId: kindId, refusal: null }],
  });
  t.hasStrict(adopted.attempts[0].outcome, { kind: "adopted", by: "consent", at: "2026-03-17T09:00:00.000Z" });
  t.same((await bob.get("/kinds")).body.items[0].rates, [{ fromOn: "2026-04-01", rate: "25.00", decisionId: id }]);
  await reach(house, "2026-03-18T09:00:00.000Z");
  t.equal((await bob.get(`/decisions/${id}`)).body.effects.length, 1, "once");
  const trail = (await ana.get(`/audit?subjectId=${kindId}`)).body.items;
  t.match(trail[0], { action: "kind.rate_set", byId: null, details: { rate: "25.00", decisionId: id } }, "the trail names the decision");
});

t.test("a block postpones, its argument goes on; the third attempt is taken by two thirds, and rests", async (t) => {
  const { house, ana, bob, cleo, circleId, kindId } = await collective(t);
  const asked = proposal("Tarif", [rate(kindId)]);
  const { id } = (await bob.post("/decisions", asked)).body;
  await ana.post(`/decisions/${id}/ballots`, { choice: "block", argument: "Rien ne le finance." });
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.equal((await bob.get(`/decisions/${id}`)).body.state, "postponed");
  t.hasStrict(await bob.post(`/decisions/${id}/attempts`, again(asked)), {
    status: 409,
    body: { code: "attempt_too_early", figures: { possibleAt: "2026-03-24T09:00:00.000Z" } },
  });
  const early = await bob.post(`/decisions/${id}/attempts`, again(asked, { isLastResort: true, text: "Autrement." }));
  t.hasStrict(early, {
    status: 409,
    body: { code: "last_resort_not_yet", figures: { attempts: 1, attemptsNeeded: 2, meetings: 0, meetingsNeeded: 2 } },
  });

  const listing = { decisions: [{ text: "Le tarif, encore", decisionId: id }] };
  await reach(house, "2026-03-19T09:00:00.000Z");
  t.equal((await ana.post("/meetings", { circleId, ...listing })).status, 201);
  await reach(house, "2026-03-24T09:00:00.000Z");
  const second = await bob.post(`/decisions/${id}/attempts`, again(asked));
  t.hasStrict(second, { status: 201, body: { state: "open" } });
  t.match(second.body.attempts[1].carried, [{ attempt: 1, voterId: ana.memberId, argument: "Rien ne le finance." }]);
  t.match((await cleo.get("/home")).body.waiting, [{ kind: "decide", id }], "who spoke of the first is asked again");
  await ana.post(`/decisions/${id}/ballots`, { choice: "block", argument: "Toujours rien." });
  const record = (await ana.get(`/members/${ana.memberId}/data`)).body;
  t.match(
    record.decisionBallots,
    [
      { attempt: 1, argument: "Rien ne le finance." },
      { attempt: 2, choice: "block" },
    ],
    "kept about them",
  );
  await reach(house, "2026-03-27T09:00:00.000Z");
  await ana.post("/meetings", { circleId, ...listing });
  const { body: postponed } = await bob.get(`/decisions/${id}`);
  t.hasStrict(postponed, {
    state: "postponed",
    lastResort: { isReady: false, attempts: 2, meetings: 2, possibleAt: "2026-04-03T08:00:00.000Z" },
  });
  await reach(house, "2026-04-03T08:00:00.000Z");
  const third = await bob.post(`/decisions/${id}/attempts`, again(asked, { isLastResort: true }));
  t.hasStrict(third, { status: 201, body: { state: "open" } });
  t.equal(third.body.attempts[2].carried.length, 2);
  await ana.post(`/decisions/${id}/ballots`, { choice: "block", argument: "Non." });
  await bob.post(`/decisions/${id}/ballots`, { choice: "agree" });
  await cleo.post(`/decisions/${id}/ballots`, { choice: "agree" });
  // Good Friday counts, Easter Monday does not.
  await reach(house, "2026-04-09T08:00:00.000Z");
  const { body: voted } = await bob.get(`/decisions/${id}`);
  t.hasStrict(voted, {
    state: "adopted",
    attempts: [{}, {}, { outcome: { kind: "adopted", by: "vote", counts: { agree: 2, block: 1 } } }],
  });
  // From 1 April on was meant; the days since are not shared yet, so it can be.
  t.hasStrict(voted.effects, [{ attempt: 3, refusal: null }]);
  const resting = await ana.post(`/decisions/${id}/reopenings`, { reason: "Encore." });
  t.hasStrict(resting, { status: 409, body: { code: "decision_resting" } });
  t.ok(voted.parts[0].restsUntil);
});

t.test("the day before it closes, who has not looked at it is reminded here, once, and nobody else", async (t) => {
  const { house, ana, bob, cleo, eve } = await collective(t);
  const { id } = (await bob.post("/decisions", proposal("Horaires"))).body;
  await ana.post(`/decisions/${id}/ballots`, { choice: "agree" });
  const reminded = async () => {
    const names: string[] = [];
    for (const each of [ana, bob, cleo, eve]) {
      const { items } = (await each.get("/notices")).body;
      for (const { what, subjectId } of items) if (what === "decision.reminder" && subjectId === id) names.push(each.name);
    }
    return names;
  };
  // It closes on Tuesday 17 March; the day before begins in Paris at 23:00 UTC.
  await reach(house, "2026-03-15T22:59:59.999Z");
  t.same(await reminded(), []);
  await reach(house, "2026-03-15T23:00:00.000Z");
  t.same(await reminded(), [cleo.name]);
  await reach(house, "2026-03-16T12:00:00.000Z");
  t.same(await reminded(), [cleo.name], "once");
});

t.test("days of rest of the collective and of its region do not count", async (t) => {
  const { ana, bob } = await collective(t);
  const closes = async () => (await bob.get("/decision-rules")).body.closesAt;
  t.equal(await closes(), "2026-03-17T09:00:00.000Z");
  t.hasStrict(await ana.patch("", { restDays: ["2026-03-16", "2026-03-13"] }), {
    status: 200,
    body: { restDays: ["2026-03-16", "2026-03-13"] },
  });
  t.equal(await closes(), "2026-03-19T09:00:00.000Z");
  t.hasStrict(await ana.patch("", { restDays: ["2026-02-30"] }), { status: 400 });
  t.hasStrict(await ana.patch("", { region: "bretagne" }), { status: 400 });
  // Good Friday, 3 April 2026, is a holiday in Alsace.
  t.equal((await ana.patch("", { restDays: [], region: "alsace-moselle" })).body.region, "alsace-moselle");
});

t.test("what the world no longer allows is refused with why, and the rest is done", async (t) => {
  const { house, ana, bob, kindId } = await collective(t);
  const parts = [
    { id: "tarif", title: "Tarif", changes: [rate(kindId)] },
    { id: "fete", title: "Fête", changes: [{ kind: "open-envelope", name: "Fête d’été", circleId: null, referentId: null }] },
  ];
  const { id } = (await bob.post("/decisions", { ...proposal("Deux choses"), parts })).body;
  await ana.patch(`/kinds/${kindId}`, { unit: null });
  await reach(house, "2026-03-17T09:00:00.000Z");
  const { body } = await bob.get(`/decisions/${id}`);
  t.match(body.effects, [
    { partId: "fete", refusal: null, subject: "envelope" },
    { partId: "tarif", subject: null, refusal: { code: "kind_qualitative" } },
  ]);
  t.match((await bob.get("/envelopes")).body.items, [{ name: "Fête d’été" }]);
  t.match((await bob.get("/notices")).body.items[0], { what: "decision.change_refused", subjectId: id });
});

t.test("what could not be done today is not proposed: with its place and its reason", async (t) => {
  const { ana, bob, kindId } = await collective(t);
  const changes = [rate(kindId), { kind: "open-envelope", name: "Kit", circleId: null, referentId: null }];
  const { circleId } = (await ana.post("/envelopes", { name: "Kit" })).body;
  t.ok(circleId);
  const refused = await bob.post("/decisions", proposal("Deux choses", changes));
  t.hasStrict(refused, { status: 409, body: { code: "name_taken", figures: { at: "parts[0].changes[1].name" } } });
  t.same((await bob.get("/decisions")).body.items, [], "nothing is half proposed");
  t.same((await bob.get("/kinds")).body.items[0].rates, [], "what was tried is taken back");
  const unknown = await bob.post("/decisions", proposal("Contrat", [{ kind: "sign-contract", contractId: kindId }]));
  t.hasStrict(unknown, { status: 404, body: { code: "not_found" } });
  t.match(unknown.body.figures.at, /^parts\[0\]\.changes\[0\]/);
  const notYet = await bob.post("/decisions", proposal("Charte", [{ kind: "revise-charter", charterId: kindId, versionId: kindId }]));
  t.hasStrict(notYet, { status: 404, body: { code: "not_found" } });
  const change = { kind: "revise-charter", charterId: kindId, versionId: kindId } as const;
  t.throws(
    () => enact({} as never, {}, {} as never, change),
    { code: "change_unknown", figures: { kind: "revise-charter" } },
    "by who knows of none",
  );
  t.match(await bob.post("/decisions", proposal("Rien", [{ kind: "fly", to: "the moon" }])), { status: 400 });
});

t.test("a meeting decides at once with those who were there, and lists what it decided", async (t) => {
  const { ana, bob, cleo, circleId, kindId } = await collective(t);
  const meeting = (await ana.post("/meetings", { circleId, presentIds: [ana.memberId, bob.memberId] })).body;
  const way = { way: "meeting", meetingId: meeting.id };
  const said = [{ voterId: cleo.memberId, choice: "agree" }];
  t.hasStrict(await bob.post("/decisions", proposal("Tarif", [], { ...way, said })), { status: 422, body: { code: "not_present" } });
  const decided = await bob.post("/decisions", proposal("Tarif", [rate(kindId)], way));
  t.hasStrict(decided, { status: 201, body: { state: "adopted", effects: [{ subject: "kind" }] } });
  t.same([...decided.body.attempts[0].sawIds].sort(), [ana.memberId, bob.memberId].sort());
  t.match((await ana.get(`/meetings/${meeting.id}`)).body.decisions, [{ text: "Tarif", decisionId: decided.body.id }]);
  const blocked = await bob.post(
    "/decisions",
    proposal("Autre", [], { ...way, said: [{ voterId: ana.memberId, choice: "block", argument: "Pas sans Cleo." }] }),
  );
  t.hasStrict(blocked, { status: 201, body: { state: "postponed" } });
  const delayed = await bob.post("/decisions", proposal("Avec délai", [], { ...way, hours: 24 }));
  t.hasStrict(delayed, { status: 201, body: { state: "open" } });
  t.equal((await cleo.post(`/decisions/${delayed.body.id}/ballots`, { choice: "block", argument: "J’étais absente." })).status, 200);
});

t.test("in a circle that decides by consent a sharing is adopted by a decision, and only so", async (t) => {
  const village = await openVillage(await openHouse(t), { ana: ["admin", "pilot"], bob: [], tom: ["pilot"] });
  const { house, circleId } = village;
  const { ana, bob, tom } = village.people;
  await subscribe(ana, ana, bob);
  const kit = await village.envelope("Kit", "100.00");
  t.hasStrict(await tom.patch(`/circles/${circleId}`, { adoptsBy: "consent" }), { status: 403 }, "a pilot does not say so alone");
  t.equal((await ana.patch(`/circles/${circleId}`, { adoptsBy: "consent" })).body.adoptsBy, "consent");
  const settings = { untilOn: "2026-03-31", amount: "100.00", key: { steps: [{ kind: "equal" }] }, members: [bob.memberId] };
  const id = await village.prepares("ana", kit, settings);
  const adopting = (more = {}) => proposal("Mars", [{ kind: "adopt-sharing", sharingId: id }], { way: "announced", ...more });
  const early = await bob.post("/decisions", adopting());
  t.hasStrict(early, { status: 409, body: { code: "sharing_not_proposed" } }, "not before it is proposed");
  t.match(early.body.figures.at, "parts[0].changes[0]");
  await village.does("ana", "propose", id);
  t.hasStrict(await tom.post(`/sharings/${id}/adopt`), { status: 409, body: { code: "adoption_by_decision" } });
  t.same((await tom.get("/home")).body.waiting, [], "it waits for nobody's word");

  const stale = (await bob.post("/decisions", adopting())).body;
  house.clock.now = new Date("2026-03-13T09:00:00.000Z");
  await ana.post(`/sharings/${id}/objections`, { reason: "Une ligne manque." });
  await village.does("ana", "propose", id);
  const opened = (await bob.post("/decisions", adopting({ title: "Mars, de nouveau" }))).body;
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.hasStrict((await bob.get(`/decisions/${stale.id}`)).body.effects, [
    { refusal: { code: "change_stale", figures: { at: "sharing", id } } },
  ]);
  await reach(house, "2026-03-18T09:00:00.000Z");
  t.hasStrict((await bob.get(`/sharings/${id}`)).body, { status: "adopted", adoptedBy: "decision", adoptedById: opened.id });
  t.equal((await bob.get(`/decisions/${opened.id}`)).body.effects[0].refusal, null);
});

t.test("announced, in a meeting or by ballots: each way adopts a sharing; reopened, what was posted stays posted", async (t) => {
  const village = await openVillage(await openHouse(t), { ana: ["admin", "pilot"], bob: [], tom: ["treasurer"] });
  const { house, circleId } = village;
  const { ana, bob } = village.people;
  await subscribe(ana, ana, bob);
  await ana.patch(`/circles/${circleId}`, { adoptsBy: "consent" });
  const kit = await village.envelope("Kit", "300.00");
  const settings = { untilOn: "2026-03-31", amount: "100.00", key: { steps: [{ kind: "equal" }] }, members: [bob.memberId] };
  const meeting = (await ana.post("/meetings", { circleId, presentIds: [ana.memberId, bob.memberId] })).body;
  const adopted: { sharing: string; decision: string }[] = [];
  for (const [way, closesAt] of [
    [{ way: "meeting", meetingId: meeting.id }, null],
    [{ way: "announced" }, "2026-03-17T09:00:00.000Z"],
    [{ way: "ballots" }, "2026-03-20T09:00:00.000Z"],
  ] as const) {
    const sharing = await village.prepares("ana", kit, { ...settings, title: way.way });
    await village.does("ana", "propose", sharing);
    const decided = await bob.post("/decisions", proposal(way.way, [{ kind: "adopt-sharing", sharingId: sharing }], way));
    t.equal(decided.status, 201, way.way);
    if (closesAt) {
      t.equal((await bob.get(`/sharings/${sharing}`)).body.status, "proposed", `${way.way}: not before its end`);
      await reach(house, closesAt);
    }
    const decision = decided.body.id;
    t.hasStrict((await bob.get(`/sharings/${sharing}`)).body, { status: "adopted", adoptedBy: "decision", adoptedById: decision }, way.way);
    adopted.push({ sharing, decision });
  }

  const [first] = adopted as [(typeof adopted)[number]];
  await village.does("tom", "post", first.sharing);
  const reopened = await bob.post(`/decisions/${first.decision}/reopenings`, { reason: "Le montant." });
  t.hasStrict(reopened, { status: 200, body: { state: "reopened" } });
  await reach(house, "2026-03-25T09:00:00.000Z");
  t.hasStrict((await bob.get(`/sharings/${first.sharing}`)).body, { status: "posted", adoptedById: first.decision });
  t.equal(await village.balance(kit), "200.00", "no posting is undone");
});

t.test("an envelope is opened by a decision, in its circle and with its referent; each change has who does it", async (t) => {
  const { house, ana, bob, cleo, circleId } = await collective(t);
  const open = (name: string, referentId: string) =>
    proposal(name, [{ kind: "open-envelope", name, circleId, referentId }], { way: "announced" });
  const elsewhere = (await house.collective("ailleurs", { tom: [] })).tom;
  t.hasStrict(await bob.post("/decisions", open("Fête", elsewhere.memberId)), {
    status: 422,
    body: { code: "unknown_member", figures: { at: "parts[0].changes[0].referentId", id: elsewhere.memberId } },
  });
  const { id } = (await bob.post("/decisions", open("Fête", cleo.memberId))).body;
  t.same((await ana.get("/envelopes")).body.items, [], "what is tried is taken back");
  await reach(house, "2026-03-17T09:00:00.000Z");
  const [envelope] = (await ana.get("/envelopes")).body.items;
  t.hasStrict(envelope, { name: "Fête", circleId, referentId: cleo.memberId, currency: "EUR" });
  t.hasStrict((await bob.get(`/decisions/${id}`)).body.effects, [{ subject: "envelope", subjectId: envelope.id, refusal: null }]);
  t.match((await ana.get(`/audit?subjectId=${envelope.id}`)).body.items, [{ action: "envelope.opened", details: { decisionId: id } }]);
  t.same([...changeKinds].sort(), Object.keys(enactments).sort(), "no change is proposed that nobody does");
});

t.test("a decision says what must stay in a fund: no transfer goes below, and only a decision changes it", async (t) => {
  const { house, ana, bob, circleId } = await collective(t);
  const fund = (await ana.post("/funds", { name: "Réserve", floor: "10.00" })).body;
  t.equal(fund.floorDecisionId, null);
  const { id: kit } = (await ana.post("/envelopes", { name: "Kit", circleId })).body;
  const day = "2026-03-12";
  await ana.post(`/envelopes/${kit}/money-in`, { amount: "100.00", nature: "grant", source: "Métropole", document: "D1", datedOn: day });
  await ana.post("/transfers", { from: { envelopeId: kit }, to: { fundId: fund.id }, amount: "80.00", datedOn: day });
  const floor = (amount: string, more = {}) => proposal("Plancher", [{ kind: "set-fund-floor", fundId: fund.id, floor: amount }], more);
  t.hasStrict(await bob.post("/decisions", floor("0.001")), {
    status: 422,
    body: { code: "amount_precision", figures: { at: "parts[0].changes[0].floor", decimals: 2 } },
  });
  t.hasStrict(await bob.post("/decisions", floor("60.00", { circleId })), { status: 422, body: { code: "change_out_of_reach" } });
  const { id } = (await bob.post("/decisions", floor("60.00"))).body;
  t.hasStrict((await ana.get("/funds")).body.items[0], { floor: "10.00", floorDecisionId: null }, "what is tried is taken back");
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.hasStrict((await ana.get("/funds")).body.items[0], { floor: "60.00", floorDecisionId: id });
  t.hasStrict((await bob.get(`/decisions/${id}`)).body.effects, [{ subject: "fund", subjectId: fund.id, refusal: null }]);
  const trail = (await ana.get(`/audit?subjectId=${fund.id}`)).body.items;
  t.match(trail[0], { action: "fund.changed", byId: null, details: { floor: "60.00", decisionId: id } });

  const back = { from: { fundId: fund.id }, to: { envelopeId: kit }, amount: "30.00", datedOn: "2026-03-17" };
  t.hasStrict(await ana.post("/transfers", back), { status: 409, body: { code: "insufficient_balance", figures: { left: "20.00" } } });
  const refused = await ana.patch(`/funds/${fund.id}`, { floor: "0.00" });
  t.hasStrict(refused, { status: 409, body: { code: "floor_by_decision", figures: { fund: "Réserve", floor: "60.00", currency: "EUR" } } });
  t.match(refused.body.detail, /fixé par décision/);
  t.hasStrict(await ana.patch(`/funds/${fund.id}`, { name: "Réserve commune", floor: "60.00" }), {
    status: 200,
    body: { name: "Réserve commune", floor: "60.00", floorDecisionId: id },
  });
});

t.test("a key is put in force, and the next sharing uses it", async (t) => {
  const { house, ana, bob, circleId } = await collective(t);
  const { id: envelopeId } = (await ana.post("/envelopes", { name: "Kit" })).body;
  const equal = { steps: [{ kind: "equal" }] };
  const body = { envelopeId, title: "Mars", untilOn: "2026-03-31", members: [bob.memberId] };
  t.hasStrict(await ana.post("/sharings", body), { status: 422, body: { code: "key_missing" } });
  const draft = await bob.post("/keys", { name: "Parts égales", circleId, key: equal });
  t.hasStrict(draft, { status: 201, body: { state: "draft", circleId, envelopeId: null } });
  t.match(await bob.post("/keys", { name: "Rien", circleId, key: { steps: [{ kind: "magic" }] } }), { status: 422 });
  t.same((await bob.get(`/keys?envelope=${envelopeId}`)).body.items, []);
  const { id } = (await bob.post("/decisions", proposal("Clé", [{ kind: "adopt-key", keyId: draft.body.id }]))).body;
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.match((await bob.get(`/keys?envelope=${envelopeId}`)).body.items, [{ id: draft.body.id, state: "in-force", decisionId: id }]);
  t.hasStrict((await ana.post("/sharings", body)).body, { keyId: draft.body.id, key: equal });

  const other = await bob.post("/keys", {
    name: "Pour le kit",
    envelopeId,
    key: { steps: [{ kind: "claims", settle: "deliberate", unpaid: "carry" }] },
  });
  await bob.post("/decisions", proposal("Clé du kit", [{ kind: "adopt-key", keyId: other.body.id }]));
  t.hasStrict(await bob.post("/decisions", proposal("Encore", [{ kind: "adopt-key", keyId: draft.body.id }])), {
    status: 409,
    body: { code: "key_in_force" },
  });
  await reach(house, "2026-03-20T09:00:00.000Z");
  t.hasStrict((await ana.post("/sharings", body)).body, { keyId: other.body.id }, "an envelope’s own comes before its circle’s");
});

t.test("what was reopened waits; members come and go by a decision, on their day", async (t) => {
  const { house, ana, bob, cleo, eve } = await collective(t);
  const leave = { kind: "exclude-member", memberId: cleo.memberId, lastOn: "2026-03-31" };
  const parts = [
    { id: "cleo", title: "Cleo s’en va", changes: [leave] },
    { id: "eve", title: "Eve arrive", changes: [{ kind: "admit-member", memberId: eve.memberId, fromOn: "2026-03-20" }] },
  ];
  const { id } = (await bob.post("/decisions", { ...proposal("Allées et venues"), parts })).body;
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.match((await bob.get(`/decisions/${id}`)).body, { state: "adopted", effects: [{ partId: "eve" }] });
  t.match((await ana.get(`/members/${eve.memberId}`)).body, { periods: [{ standing: "subscriber", fromOn: "2026-03-20" }] });
  const reopened = await bob.post(`/decisions/${id}/reopenings`, { partIds: ["cleo"], reason: "Elle reste encore un peu." });
  t.hasStrict(reopened, { status: 200, body: { state: "reopened" } });
  await reach(house, "2026-04-01T09:00:00.000Z");
  t.match((await ana.get(`/members/${cleo.memberId}`)).body, { leftOn: null }, "a reopened part does nothing");
  const closed = await bob.post(`/decisions/${id}/attempts`, { way: "ballots", text: "Encore Eve.", parts: [parts[1]] });
  t.hasStrict(closed, { status: 409, body: { code: "part_not_reopened" } });
  const back = { way: "ballots", text: "Cleo s’en va fin avril.", parts: [{ ...parts[0], changes: [{ ...leave, lastOn: "2026-04-30" }] }] };
  t.equal((await bob.post(`/decisions/${id}/attempts`, back)).status, 201);
  await reach(house, "2026-04-30T09:00:00.000Z");
  t.match((await ana.get(`/members/${cleo.memberId}`)).body, { leftOn: null });
  await reach(house, "2026-05-01T00:00:00.000Z");
  t.match((await ana.get(`/members/${cleo.memberId}`)).body, { leftOn: "2026-05-01" });
  t.equal((await cleo.get("/home")).status, 404);
});

t.test("a last day that no day follows is refused; half a character is no text, in parts and arguments too", async (t) => {
  const { house, ana, bob, cleo } = await collective(t);
  const leaves = (lastOn: string) => proposal("Cleo s’en va", [{ kind: "exclude-member", memberId: cleo.memberId, lastOn }]);
  t.match(await bob.post("/decisions", leaves("9999-12-31")), {
    status: 422,
    body: { code: "proposal_invalid", figures: { at: "parts[0].changes[0].lastOn", problem: "day_malformed" } },
  });
  const { id } = (await bob.post("/decisions", leaves("9999-12-30"))).body;
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.match((await ana.get(`/decisions/${id}`)).body, { state: "adopted", effects: [] });
  t.match((await ana.get(`/members/${cleo.memberId}`)).body, { leftOn: null }, "she stays until then");

  for (const partId of ["a\ud800", "a\0"])
    t.match(await bob.post("/decisions", { ...proposal("Texte"), parts: [{ id: partId, title: "Texte" }] }), {
      status: 400,
      body: { code: "request_invalid", figures: { at: "body.parts[0].id", problem: "text_not_keepable" } },
    });
  const open = (await bob.post("/decisions", proposal("Texte"))).body;
  for (const argument of ["\ud800", "\0"])
    t.match(await ana.post(`/decisions/${open.id}/ballots`, { choice: "block", argument }), {
      status: 400,
      body: { code: "request_invalid", figures: { at: "body.argument", problem: "text_not_keepable" } },
    });
});

t.test("a list tells how long is left in counted seconds, and how what is over was taken", async (t) => {
  const { house, bob } = await collective(t);
  await bob.post("/decisions", proposal("Horaires"));
  await reach(house, "2026-03-13T09:00:00.000Z");
  t.hasStrict((await bob.get("/decisions")).body.items, [{ state: "open", secondsLeft: 48 * 3_600, by: null }], "two days and a weekend");
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.hasStrict((await bob.get("/decisions")).body.items, [{ state: "adopted", secondsLeft: null, by: "consent" }]);
});

t.test("a circle decides for itself; another collective’s decisions do not exist", async (t) => {
  const { house, ana, bob, cleo, circleId, kindId } = await collective(t);
  const inner = (await ana.post("/circles", { name: "Kit", parentId: circleId, contributors: [bob.memberId] })).body.id;
  const opened = await bob.post("/decisions", proposal("Horaires", [], { circleId: inner }));
  t.hasStrict(opened, { status: 201, body: { circleId: inner, attempts: [{ notYetIds: [] }] } });
  t.hasStrict(await cleo.post(`/decisions/${opened.body.id}/ballots`, { choice: "agree" }), { status: 403 });
  t.hasStrict(await bob.post("/decisions", proposal("Tarif", [rate(kindId)], { circleId: inner })), {
    status: 422,
    body: { code: "change_out_of_reach" },
  });
  const own = { kind: "open-envelope", name: "Goûter", circleId: inner, referentId: null };
  t.equal((await bob.post("/decisions", proposal("Goûter", [own], { circleId: inner }))).status, 201);
  const { tom } = await house.collective("ailleurs", { tom: ["admin"] });
  await subscribe(tom, tom);
  t.equal((await tom.get(`/decisions/${opened.body.id}`)).status, 404);
  t.equal((await tom.post(`/decisions/${opened.body.id}/ballots`, { choice: "agree" })).status, 404);
  const foreign = proposal("Fête", [{ ...own, circleId: inner }]);
  t.hasStrict(await tom.post("/decisions", foreign), { status: 422, body: { code: "unknown_circle" } });
});
