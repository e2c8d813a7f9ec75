/** Volunteering: what counts, what it is worth, who is pointed out, and the accounts of a year that is over. */

import { deliberate, openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const days = "fromOn=2026-01-01&untilOn=2026-12-31";

/** Of five times hours, Ana’s are paid, Bob’s offered, Cy’s marked as volunteered, and two are not settled yet. */
async function givenVillage() {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const kit = await village.envelope("Kit", "300.00");
  const other = await village.envelope("Ailleurs", "10.00");
  await village.logs("ana", kit, { kind: "hours", quantity: "10", claim: "200.00", dayOn: "2026-03-01" });
  const offered = await village.logs("bob", kit, { kind: "hours", quantity: "4.5", claim: "90.00", dayOn: "2026-03-02" });
  await village.logs("cy", other, { kind: "hours", quantity: "2", dayOn: "2026-03-03", isVolunteered: true });
  await village.logs("cy", other, { kind: "expert", quantity: "1", dayOn: "2026-03-04", claim: "50.00" });
  await village.logs("ana", kit, { kind: "joy", dayOn: "2026-03-04", note: "Le chant" });
  await village.logs("ana", kit, { kind: "train", amount: "12.00", settlement: "gift", dayOn: "2026-03-05", note: "Train" });
  const withdrawn = await village.logs("bob", other, { kind: "hours", quantity: "8", dayOn: "2026-03-05" });
  await village.people.bob.post(`/contributions/${withdrawn}/withdrawal`, { reason: "Trompé" });
  const sharing = await village.prepares("ana", kit, { amount: "200.00" });
  await village.people.bob.put(`/sharings/${sharing}/lines/${offered}/kept`, { kept: "0.00", remainder: "offered" });
  await village.settles(sharing, { proposes: "ana", adopts: "tom", posts: "tom" });
  return { ...village, kit, other };
}

const village = await givenVillage();
const { people, kinds } = village;

t.test("what is offered, marked or not wished counts; what was paid, waits or was taken back does not", async (t) => {
  const { status, body } = await people.cy.get(`/volunteering?${days}`);
  t.equal(status, 200);
  t.match(body.lines, [
    { kind: "Heures", unit: "h", valuedAs: "time", people: 2, count: 2, quantity: "6.5", hours: "6.5", value: "0.00", isRateMissing: true },
  ]);
  t.match(body.totals, [{ valuedAs: "time", hours: "6.5", personDays: "0.93", account: "864", givenAccount: "875" }]);
  t.same(body.paidToo, []);
  t.match((await people.cy.get(`/volunteering/sheet?${days}`)).body.items, [
    { member: "Bob", quantity: "4.5", envelope: "Kit" },
    { member: "Cy", quantity: "2" },
  ]);
  t.equal((await people.cy.get("/volunteering?fromOn=2026-05-01&untilOn=2026-04-01")).status, 422);
});

t.test("reference rates have a day and a source, and treasurers set them", async (t) => {
  const rate = { rate: "11.88", source: "SMIC horaire brut 2025" };
  t.hasStrict(await people.cy.put(`/volunteering/kinds/${kinds.hours}/rates/2026-01-01`, rate), { status: 403 });
  t.hasStrict(await people.tom.put(`/volunteering/kinds/${kinds.joy}/rates/2026-01-01`, rate), {
    status: 422,
    body: { code: "kind_not_valued" },
  });
  t.equal((await people.tom.put(`/volunteering/kinds/${kinds.hours}/rates/2026-01-01`, rate)).status, 200);
  t.equal((await people.tom.put(`/volunteering/kinds/${kinds.hours}/rates/2026-03-03`, { ...rate, rate: "12.02" })).status, 200);
  t.match((await people.cy.get(`/volunteering?${days}`)).body.lines, [{ value: "77.50", isRateMissing: false }], "4.5 × 11.88 + 2 × 12.02");
  t.equal((await people.tom.delete(`/volunteering/kinds/${kinds.hours}/rates/2026-03-03`)).status, 200);
  t.match((await people.cy.get(`/volunteering?${days}`)).body.totals, [{ value: "77.22" }]);
  t.equal((await people.tom.put(`/volunteering/kinds/${kinds.hours}`, { valuedAs: "none" })).status, 200);
  t.same((await people.cy.get(`/volunteering?${days}`)).body.lines, []);
  await people.tom.put(`/volunteering/kinds/${kinds.hours}`, { valuedAs: "time" });
});

t.test("who is paid and volunteers for one envelope is pointed out", async (t) => {
  await village.logs("ana", village.kit, { kind: "hours", quantity: "1", dayOn: "2026-03-06", isVolunteered: true });
  t.match((await people.cy.get(`/volunteering?${days}`)).body.paidToo, [{ member: "Ana", envelope: "Kit" }]);
});

t.test("once the year is over its accounts hold the value, outside of what it comes to", async (t) => {
  const before = (await people.cy.get("/years/2026-01-01/balance")).body;
  t.notOk(
    before.lines.some(({ number }: { number: string }) => number.startsWith("8")),
    "not while it runs",
  );
  house.clock.now = new Date("2027-01-02T10:00:00Z");
  const { body } = await people.cy.get("/years/2026-01-01/balance");
  const of = (number: string) => body.lines.find((line: { number: string }) => line.number === number)?.balance;
  t.same([of("864"), of("875")], ["89.10", "-89.10"], "7.5 h at 11.88");
  t.equal(body.result, before.result, "the result is the same");
});

t.test("the export lists each contribution", async (t) => {
  const { body } = await people.cy.get("/exports/volunteering?from=2026-01-01&until=2026-12-31");
  t.equal(body.split("\r\n").length, 5);
  t.match(body, /Bob;02\/03\/2026;;.*;Kit;Heures;temps;4,5;h;;préparation/);
});

t.test("a structure volunteers nothing, what may still be paid is not given, and who left their share is not paid", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { ana, tom } = village.people;
  const kit = await village.envelope("Kit", "60.00");
  const memberId = await village.structure("Atelier");
  await village.logs("ana", kit, { kind: "hours", quantity: "5", dayOn: "2026-03-01", isVolunteered: true, memberId });
  await village.logs("ana", kit, { kind: "hours", quantity: "2", dayOn: "2026-03-02", isVolunteered: true });
  t.match((await ana.get(`/volunteering?${days}`)).body.totals, [{ people: 1, hours: "2" }]);
  await village.logs("ana", kit, { kind: "hours", quantity: "1", claim: "25.00", dayOn: "2026-03-03" });
  const sharing = await village.prepares("ana", kit, { amount: "25.00" });
  await village.settles(sharing, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.equal((await ana.get(`/volunteering?${days}`)).body.paidToo.length, 1);
  const fundId = await village.fund("Communs");
  const [share] = (await tom.get("/owed")).body.items[0].items;
  t.equal((await ana.post(`/shares/${share.id}/waiver`, { fundId })).status, 201);
  t.same((await ana.get(`/volunteering?${days}`)).body.paidToo, []);
});

t.test("a wish that is carried is not given; once all of it is left to the collective, it is", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const { bob, cy, ana } = village.people;
  const kit = await village.envelope("Kit", "100.00");
  const own = await village.logs("ana", kit, { kind: "hours", quantity: "1", claim: "100.00", dayOn: "2026-03-01" });
  const wish = await village.logs("bob", kit, { kind: "hours", quantity: "4", claim: "80.00", dayOn: "2026-03-02" });
  const other = await village.logs("cy", kit, { kind: "hours", quantity: "2", claim: "60.00", dayOn: "2026-03-03" });
  const given = async () => (await ana.get(`/volunteering/sheet?${days}`)).body.items.map((item: { member: string }) => item.member);
  const first = await village.prepares("ana", kit, { key: deliberate, amount: "100.00" });
  await ana.put(`/sharings/${first}/lines/${own}/kept`, { kept: "100.00" });
  await bob.put(`/sharings/${first}/lines/${wish}/kept`, { kept: "0.00", remainder: "carried" });
  await cy.put(`/sharings/${first}/lines/${other}/kept`, { kept: "0.00", remainder: "carried" });
  await village.settles(first, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.same(await given(), [], "both may still be paid");
  await village.receives(kit, "10.00");
  const second = await village.prepares("ana", kit, { key: deliberate, amount: "10.00" });
  const { lines } = (await ana.get(`/sharings/${second}`)).body;
  const again = (contribution: string) => lines.find((line: { contributionId: string }) => line.contributionId === contribution).line;
  await bob.put(`/sharings/${second}/lines/${again(wish)}/kept`, { kept: "0.00", remainder: "offered" });
  await cy.put(`/sharings/${second}/lines/${again(other)}/kept`, { kept: "10.00", remainder: "offered" });
  await village.settles(second, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.same(await given(), ["Bob"], "Bob left all of it, Cy was paid a part");
});

t.test("a year that closed without a line of its accounts stays without, whatever its hours are valued at later", async (t) => {
  const village = await openVillage(house, { cy: [], tom: ["treasurer"] });
  const { cy, tom } = village.people;
  const given = { kindId: village.kinds.hours, quantity: "2", note: "Accueil", dayOn: "2026-03-03", isVolunteered: true };
  t.match(await cy.post("/contributions", given), { status: 201 });
  const { body: bank } = await tom.post("/banks", { name: "Dollars", currency: "USD" });
  const { body: envelope } = await tom.post("/envelopes", { name: "Ailleurs", currency: "USD" });
  const dollars = { amount: "10.00", nature: "gift", source: "Quelqu’un", document: "N1", datedOn: "2026-03-04", bankId: bank.id };
  t.match(await tom.post(`/envelopes/${envelope.id}/money-in`, dollars), { status: 201 });
  house.clock.now = new Date("2027-01-02T10:00:00Z");
  t.match(await tom.post("/years/2026-01-01/closing"), { status: 200 });
  const rate = { rate: "11.88", source: "SMIC horaire brut 2025" };
  t.match(await tom.put(`/volunteering/kinds/${village.kinds.hours}/rates/2026-01-01`, rate), { status: 200 });
  t.match((await cy.get("/volunteering?fromOn=2026-01-01&untilOn=2026-12-31")).body.totals, [{ value: "23.76" }]);
  t.same((await cy.get("/years/2026-01-01/balance")).body.lines, []);
});
