/** Home: what waits for each, their envelopes, and what happened, in one answer. */

import { proposal, reach, subscribe } from "../support/decision-stories.js";
import { openRoundStory } from "../support/round-stories.js";
import { openVillage } from "../support/sharing-stories.js";
import { makeEnvelope, openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);

const homeOf = async (person: Person) => {
  const { status, body } = await person.get("/home");
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};
const waitingFor = async (person: Person) => (await homeOf(person)).waiting;

t.test("a question waits for the author until it is answered, and is told by name", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [] });
  const { ana, bob } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  const id = await village.logs("bob", kit, { kind: "hours", quantity: "12", note: "préparation" });
  t.strictSame(await homeOf(bob), {
    name: "Bob",
    waiting: [],
    envelopes: [{ id: kit, name: "Kit", currency: "EUR", received: "1000.00", left: "1000.00", wished: "0.00", colour: "green" }],
    hasMoreEnvelopes: false,
    news: [],
  });
  const { body } = await ana.post(`/contributions/${id}/questions`, { reason: "Douze, ou deux ?" });
  const asked = await homeOf(bob);
  t.strictSame(asked.waiting, [{ kind: "question", id, note: "préparation" }]);
  t.match(asked.news, [
    { dayOn: "2026-03-12", what: "contribution.questioned", subject: "contribution", subjectId: id, by: "Ana", title: null },
  ]);
  t.strictSame((await homeOf(ana)).waiting, [], "it is not hers to answer");
  t.strictSame((await homeOf(ana)).news, [], "nobody is told what they did themselves");
  const answered = await bob.post(`/contributions/${id}/questions/${body.questions[0].id}/answer`, { answer: "Deux." });
  t.equal(answered.status, 200, JSON.stringify(answered.body));
  t.strictSame(await waitingFor(bob), []);
});

t.test("what became of a decision is told with its title", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  await subscribe(ana, ana, bob);
  const { body: decision } = await ana.post("/decisions", proposal("Le tarif de la salle"));
  const told = { subject: "decision", subjectId: decision.id, title: "Le tarif de la salle" };
  t.match((await homeOf(bob)).news, [{ ...told, what: "decision.opened" }]);
  await reach(house, decision.attempts[0].closesAt);
  t.match((await homeOf(bob)).news, [
    { ...told, what: "decision.adopted", by: null },
    { ...told, what: "decision.opened" },
  ]);
});

t.test("lines of a statement wait for who keeps the money, by account, and for nobody else", async (t) => {
  const village = await openVillage(house, { ana: ["admin", "pilot"], tom: ["treasurer"] });
  const { ana, tom } = village.people;
  t.strictSame(await waitingFor(tom), []);
  const [first, second] = [await tom.post("/banks", { name: "Caisse" }), await tom.post("/banks", { name: "Livret" })];
  const add = (bankId: string, ...rows: string[]) =>
    tom.post("/bank-statements/text", { bankId, text: ["Date;Libellé;Montant(EUROS)", ...rows].join("\n") });
  await add(second?.body.id, "05/03/2026;A;20,00", "02/03/2026;B;-3,00");
  await add(first?.body.id, "01/03/2026;C;5,00");
  t.strictSame(await waitingFor(tom), [
    { kind: "bank-lines", id: first?.body.id, title: "Caisse", lines: 1, sinceOn: "2026-03-01" },
    { kind: "bank-lines", id: second?.body.id, title: "Livret", lines: 2, sinceOn: "2026-03-02" },
  ]);
  t.strictSame(await waitingFor(ana), []);
  for (const { id } of (await tom.get("/bank-lines")).body.items) await tom.post(`/bank-lines/${id}/setting-aside`, { reason: "Essai" });
  t.strictSame(await waitingFor(tom), []);
});

t.test("what is owed waits for who keeps the money, but for what an open batch holds", async (t) => {
  house.clock.now = new Date("2026-03-12T09:00:00Z");
  const crew = { ana: ["admin", "pilot"], bob: [], tom: ["treasurer"] };
  const elsewhere = await openTreasury(house, crew);
  const { people, envelope, thirdParty, shares } = await openTreasury(house, crew);
  const { ana, bob, tom } = people;
  const kit = await envelope("Kit", "3000.00");
  t.strictSame(await waitingFor(tom), [], "nothing is owed");

  const [work, train] = await shares(kit, [
    { memberId: bob.memberId, amount: "312.40" },
    { memberId: bob.memberId, amount: "42.57", nature: "expenses" },
  ]);
  const printer = await thirdParty("Imprimerie des Docks");
  const bill = { envelopeId: kit, thirdPartyId: printer, nature: "purchase", label: "Livrets", billedOn: today };
  const { body: billed } = await tom.post("/bills", { ...bill, document: "F-17", amount: "240.00" });
  const owed = (counts: { shares: number; bills: number }, amount: string) => [
    { kind: "owed", ...counts, sums: [{ currency: "EUR", amount }] },
  ];
  t.strictSame(await waitingFor(tom), owed({ shares: 2, bills: 1 }, "594.97"));
  for (const other of [ana, bob]) t.strictSame(await waitingFor(other), [], `${other.name} does not keep the money`);
  t.strictSame(await waitingFor(elsewhere.people.tom), [], "another collective owes nothing");

  const [bank] = (await tom.get("/banks")).body.items;
  const pay = { bankId: bank.id, datedOn: today, document: "V" };
  await tom.post("/payments", { ...pay, items: [{ shareId: work, amount: "300.00" }] });
  t.strictSame(await waitingFor(tom), owed({ shares: 2, bills: 1 }, "294.97"), "a part is paid, the rest waits");

  await tom.put(`/bank-details/bank/${bank.id}`, { iban: "FR1420041010050500013M02606", holder: "Les Communs" });
  await tom.put(`/bank-details/member/${bob.memberId}`, { iban: "DE89370400440532013000" });
  const { status, body: batch } = await tom.post("/payment-batches", { executesOn: today, items: [{ what: "share", id: train }] });
  t.equal(status, 201, JSON.stringify(batch));
  t.strictSame(await waitingFor(tom), owed({ shares: 1, bills: 1 }, "252.40"), "what is in a batch waits for the bank");
  await tom.post(`/payment-batches/${batch.id}/cancellation`, {});
  t.strictSame(await waitingFor(tom), owed({ shares: 2, bills: 1 }, "294.97"), "and is owed again");

  await tom.post(`/bills/${billed.bill.id}/payments`, { datedOn: today, document: "V2" });
  t.strictSame(await waitingFor(tom), owed({ shares: 2, bills: 0 }, "54.97"));
  await tom.post("/payments", {
    ...pay,
    items: [
      { shareId: work, amount: "12.40" },
      { shareId: train, amount: "42.57" },
    ],
  });
  t.strictSame(await waitingFor(tom), [], "all is paid");
});

t.test("what is owed is told a currency at a time", async (t) => {
  const { people, envelope, thirdParty, shares } = await openTreasury(house, { bob: [], tom: ["treasurer"] });
  const { bob, tom } = people;
  await shares(await envelope("Kit", "100.00"), [{ memberId: bob.memberId, amount: "99.99" }]);
  const { body: circles } = await tom.get("/circles");
  const { body: swiss } = await tom.post("/envelopes", { name: "Bâle", circleId: circles.items[0].id, currency: "CHF" });
  const { body: till } = await tom.post("/banks", { name: "Caisse de Bâle", currency: "CHF" });
  const came = { amount: "40.00", nature: "grant", source: "Bâle", document: "B", datedOn: today, bankId: till.id };
  await tom.post(`/envelopes/${swiss.id}/money-in`, came);
  const bill = { envelopeId: swiss.id, thirdPartyId: await thirdParty("Bâle SA"), nature: "purchase", label: "Salle", billedOn: today };
  const billed = await tom.post("/bills", { ...bill, document: "B-1", amount: "12.05" });
  t.equal(billed.status, 201, JSON.stringify(billed.body));
  const sums = [
    { currency: "CHF", amount: "12.05" },
    { currency: "EUR", amount: "99.99" },
  ];
  t.strictSame(await waitingFor(tom), [{ kind: "owed", shares: 1, bills: 1, sums }]);
});

t.test("a year that is over waits to be closed, the earliest first, for who keeps the money", async (t) => {
  const crew = { ana: ["admin"], tom: ["treasurer"] };
  house.clock.now = new Date("2025-12-31T22:30:00Z");
  const { people, envelope } = await openTreasury(house, crew);
  const { ana, tom } = people;
  const kit = await envelope("Kit");
  const receives = async (datedOn: string) => {
    const money = { amount: "10.00", nature: "grant", source: "Métropole", document: datedOn, datedOn };
    const { status, body } = await tom.post(`/envelopes/${kit}/money-in`, money);
    t.equal(status, 201, JSON.stringify(body));
  };
  const year = (first: number) => [{ kind: "year", startsOn: `${first}-01-01`, endsOn: `${first}-12-31` }];
  await receives("2025-12-31");
  t.strictSame(await waitingFor(tom), [], "it is still its last day in Paris");
  house.clock.now = new Date("2025-12-31T23:30:00Z");
  t.strictSame(await waitingFor(tom), year(2025), "there it is the first of January");
  t.strictSame(await waitingFor(ana), []);
  const elsewhere = await openTreasury(house, crew);
  t.strictSame(await waitingFor(elsewhere.people.tom), [], "it has no year that is over");

  await receives("2024-05-02");
  t.strictSame(await waitingFor(tom), year(2024), "one at a time");
  t.equal((await tom.post("/years/2025-01-01/closing")).body.code, "year_before_open", "the other may not close yet");
  await tom.post("/years/2024-01-01/closing");
  t.strictSame(await waitingFor(tom), year(2025));
  await tom.post("/years/2025-01-01/closing");
  t.strictSame(await waitingFor(tom), []);
});

t.test("a sharing: wishes to say, too much asked, a proposal to adopt", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cleo: [], tom: ["treasurer"] });
  const { ana, bob, cleo, tom } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  const given = await village.logs("bob", kit, { kind: "hours", quantity: "20" });
  const hers = await village.logs("ana", kit, { kind: "hours", quantity: "40", claim: "900.00" });
  const id = await village.prepares("ana", kit, { title: "Accueil", closesOn: "2026-03-20" });
  const about = { id, title: "Accueil", untilOn: "2026-03-20", currency: "EUR", amount: "1000.00" };
  t.strictSame(await waitingFor(bob), [{ kind: "wishes", ...about, lines: 1 }], "all that is left of the envelope is shared");
  t.strictSame(await waitingFor(ana), [], "what she asks is there");
  t.strictSame(await waitingFor(cleo), [], "she gave nothing");

  await bob.patch(`/contributions/${given}`, { claim: "400.00" });
  const { body: table } = await bob.get(`/sharings/${id}`);
  const settle = { kind: "settle", ...about, over: "300.00" };
  t.equal(table.budget.over, settle.over, "as its table says");
  t.strictSame(await waitingFor(bob), [settle]);
  t.strictSame(await waitingFor(ana), [settle]);
  await ana.put(`/sharings/${id}/lines/${hers}/kept`, { kept: "800.00" });
  t.strictSame(await waitingFor(ana), [], "she said what she keeps");
  t.strictSame(await waitingFor(bob), [{ ...settle, over: "200.00" }]);
  await ana.put(`/sharings/${id}/members/${bob.memberId}`, { isOut: true });
  t.strictSame(await waitingFor(bob), [], "he was taken out");

  await village.does("ana", "propose", id);
  t.strictSame(await waitingFor(ana), [], "it pays her: it is not hers to adopt");
  t.strictSame(await waitingFor(bob), [], "he may not adopt it");
  t.strictSame(await waitingFor(tom), [{ kind: "adopt", ...about, untilOn: null, amount: "800.00", people: 1, structures: 0 }]);
  await village.does("tom", "adopt", id);
  t.strictSame(await waitingFor(tom), []);
});

t.test("a proposal waits for a pilot it does not pay; an announced sharing opens on its day", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { ana, bob, tom } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "20" });
  const { body: announced } = await ana.post("/sharings", {
    envelopeId: kit,
    title: "Printemps",
    untilOn: "2026-03-31",
    opensOn: "2026-03-13",
    key: { steps: [{ kind: "claims", settle: "pro-rata" }, { kind: "equal" }] },
  });
  t.strictSame(await waitingFor(bob), [], JSON.stringify(announced.code ?? "not yet"));
  house.clock.now = new Date("2026-03-13T09:00:00Z");
  t.match(await waitingFor(bob), [{ kind: "wishes", title: "Printemps", untilOn: null }]);
  await ana.patch(`/sharings/${announced.id}`, { key: { steps: [{ kind: "equal" }] } });
  t.strictSame(await waitingFor(bob), [], "equal parts look at no wish");
  await village.does("ana", "propose", announced.id);
  t.match(await waitingFor(ana), [{ kind: "adopt", people: 1, amount: "1000.00" }]);
  t.strictSame(await waitingFor(tom), [], "a pilot is nearer");
  await ana.post(`/sharings/${announced.id}/abandon`);
  t.strictSame(await waitingFor(ana), []);
});

t.test("a round: credits to pledge, in money or points; a ballot to cast, and one that is cast", async (t) => {
  const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [], zoe: [] };
  const money = await openRoundStory(house, crew, { pilot: "ana", pool: "600.00" });
  const { ana, bob, zoe } = money.people;
  await money.share("600.00", [ana, bob]);
  const compost = await money.bucket(ana, "Compost", "100.00", "300.00");
  const about = { id: money.roundId, title: "Cobudget", untilOn: "2026-03-26" };
  t.strictSame(await waitingFor(bob), [{ kind: "pledge", ...about, commodity: "EUR", left: "300.00" }]);
  t.strictSame(await waitingFor(zoe), [], "she has no credits");
  await money.pledge(bob, compost, "300.00");
  t.strictSame(await waitingFor(bob), []);
  t.match(await waitingFor(ana), [{ left: "300.00" }], "hers are hers");

  const tally = { ballotType: "approval", rule: { name: "greedy" } };
  const ballots = await openRoundStory(house, crew, { pilot: "ana", method: "ballots", tally });
  const voter = ballots.people.bob;
  const mill = await ballots.bucket(ballots.people.ana, "Moulin", "200.00");
  const vote = { id: ballots.roundId, title: "Cobudget", untilOn: "2026-03-26" };
  t.strictSame(await waitingFor(voter), [{ kind: "vote", ...vote }]);
  await voter.put(ballots.path("/ballot"), { votes: [{ bucketId: mill }] });
  t.strictSame(await waitingFor(voter), [{ kind: "voted", ...vote }]);
  t.strictSame(await waitingFor(ballots.people.zoe), [{ kind: "vote", ...vote }], "nobody votes for another");
  ballots.end();
  t.strictSame(await waitingFor(voter), []);
  t.strictSame(await waitingFor(ana), [], "pledges have ended");
});

t.test("points are told as they are counted", async (t) => {
  house.clock.now = new Date("2026-03-12T09:00:00Z");
  const { ana, bob, circleId } = await house.collective("points", { ana: ["pilot"], bob: [] });
  const dates = { proposalsFrom: "2026-03-11T09:00:00Z", proposalsUntil: "2026-03-20T09:00:00Z" };
  const pledges = { pledgesFrom: "2026-03-12T08:00:00Z", pledgesUntil: "2026-03-26T23:00:00Z" };
  const { body } = await ana.post("/rounds", { circleId, title: "Priorités", pool: "20", ...dates, ...pledges });
  await ana.post(`/rounds/${body.id}/credits`, { by: "equal", amount: "20", memberIds: [ana.memberId, bob.memberId] });
  t.match(await waitingFor(bob), [{ kind: "pledge", commodity: "points", left: "10", untilOn: "2026-03-26" }]);
});

t.test("the envelopes of one’s circles; all of them where these have none", async (t) => {
  house.clock.now = new Date("2026-03-12T09:00:00Z");
  const { ana, bob, collectiveId, circleId } = await house.collective("enveloppes", { ana: ["admin"], bob: [] });
  const { body: garden } = await ana.post("/circles", { name: "Jardin" });
  await makeEnvelope(house, { collectiveId, circleId: garden.id, name: "Serre" });
  await makeEnvelope(house, { collectiveId, circleId: garden.id, name: "Close", closedAt: house.clock.now });
  const names = async (person: Person) => {
    const { envelopes, hasMoreEnvelopes } = await homeOf(person);
    return [envelopes.map(({ name }: { name: string }) => name), hasMoreEnvelopes];
  };
  t.strictSame(await names(bob), [["Serre"], false], "his circle has none");
  await makeEnvelope(house, { collectiveId, circleId, name: "Accueil" });
  t.strictSame(await names(bob), [["Accueil"], true]);
});
