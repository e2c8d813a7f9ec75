/** «À quel titre ?»: footings, receipts and written reasons; the board’s month beside the legal threshold. */
import { sql } from "drizzle-orm";
import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const siret = "732 829 320 00074";

t.test("a footing is dated, said by oneself or the treasury", async (t) => {
  const village = await openVillage(house, { ana: ["admin"], bob: [], cleo: [], tom: ["treasurer"] });
  const { ana, bob, cleo, tom } = village.people;
  await village.rows(sql`delete from footings where collective_id = ${village.collectiveId}`);
  const at = `/members/${bob.memberId}`;
  const invoice = { footing: "invoice", fromOn: "2026-01-01" };
  t.match(await bob.post(`${at}/footings`, invoice), { status: 422, body: { code: "siret_missing" } });
  t.match(await bob.patch(at, { siret: "123" }), { status: 422, body: { code: "siret_invalid" } });
  t.match(await bob.patch(at, { siret }), { status: 200, body: { siret: "73282932000074" } });
  const said = await bob.post(`${at}/footings`, invoice);
  t.match(said, { status: 201, body: { footings: [{ ...invoice, untilOn: null }] } });
  t.match(await cleo.post(`${at}/footings`, { ...invoice, footing: "rights" }), { status: 403, body: { code: "role_missing" } });
  t.match(await tom.post(`${at}/footings`, invoice), { status: 409, body: { code: "footing_overlaps" } });
  t.match(await tom.post(`${at}/footings`, { ...invoice, footing: "rights" }), {
    status: 201,
    body: { footings: [{}, { footing: "rights" }] },
  });
  t.match(await tom.post(`${at}/footings`, { ...invoice, footing: "barter" }), { status: 400 });
  const [{ id }] = said.body.footings;
  t.match(await bob.patch(`${at}/footings/${id}`, { untilOn: "2025-12-31" }), { status: 422, body: { code: "days_reversed" } });
  t.match((await bob.patch(`${at}/footings/${id}`, { untilOn: "2026-06-30" })).body.footings[0], { untilOn: "2026-06-30" });
  t.equal((await bob.delete(`${at}/footings/${id}`)).body.footings.length, 1);
  t.match(await bob.delete(`${at}/footings/${id}`), { status: 404 });
  const sirets = await Promise.all([bob, tom, ana, cleo].map(async (who) => (await who.get(at)).body.siret));
  t.same(sirets, ["73282932000074", "73282932000074", "73282932000074", null], "theirs, and the treasury’s to know");
});

t.test("paying without a footing or a receipt takes a written reason", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { bob, tom } = village.people;
  const { hours, train } = village.kinds;
  const kit = await village.envelope("Kit", "1000.00");
  await village.rows(sql`delete from footings where collective_id = ${village.collectiveId} and member_id = ${bob.memberId}`);
  await village.logs("bob", kit, { kind: "hours", quantity: "4" });
  const ticket = await village.logs("bob", kit, { kind: "train", amount: "20.00" });
  const coop = await village.structure("Coopérative");
  await village.logs("bob", kit, { kind: "hours", quantity: "2", paidTo: coop });
  const steps = [
    { kind: "reimburse", kinds: [train] },
    { kind: "weights", kinds: [hours], cap: true },
  ];
  const id = await village.prepares("ana", kit, { key: { steps }, amount: "500.00" });
  const { shares } = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.equal(shares.length, 3, "a share can be adopted and posted without");
  const shareOf = (nature: string, payeeId: string) =>
    shares.find((one: Record<string, string>) => one.nature === nature && one.payeeId === payeeId);
  const [work, expenses, structure] = [shareOf("work", bob.memberId), shareOf("expenses", bob.memberId), shareOf("work", coop)];
  const doubts = async ({ id }: { id: string }) => (await bob.get(`/shares/${id}`)).body.doubts;
  t.same(
    await Promise.all([work, expenses, structure].map(doubts)),
    [["footing_missing"], ["receipt_missing"], []],
    "a structure invoices",
  );
  const owed = (await tom.get(`/owed?payeeId=${bob.memberId}`)).body.items[0].items;
  t.same(owed.map((one: { doubts: string[] }) => one.doubts).sort(), [["footing_missing"], ["receipt_missing"]]);

  const pay = (share: { id: string; amount: string }, reason?: string) =>
    tom.post("/payments", { items: [{ shareId: share.id, amount: share.amount, reason }], datedOn: "2026-03-12", document: "V-1" });
  t.match(await pay(work), {
    status: 422,
    body: { code: "footing_missing", figures: { at: "items[0].reason", member: "Bob" }, detail: /à quel titre payer Bob/ },
  });
  t.match(await pay(work, "  "), { status: 422, body: { code: "footing_missing" } });
  t.match(await pay(expenses), { status: 422, body: { code: "receipt_missing" } });
  t.equal((await pay(structure)).status, 201);
  const paid = await pay(work, "Sa facture vient lundi.");
  t.match(paid, { status: 201, body: { shares: [{ doubts: ["footing_missing"], reasons: [{ reason: "Sa facture vient lundi." }] }] } });
  t.equal(paid.body.shares[0].reasons[0].entryId, paid.body.entry.id);
  const trail = JSON.stringify((await tom.get("/audit")).body.items);
  t.notMatch(trail, /facture/, "what was written stays out of the trail");
  await village.rows(sql`update contributions set evidence = 'billet-17.pdf' where id = ${ticket}`);
  t.same(await doubts(expenses), []);
  t.match(await pay(expenses, "Pour rien."), { status: 201, body: { shares: [{ reasons: [] }] } });
});

t.test("the footing that counts is that of the day of the payment", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { bob, tom } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  await village.rows(sql`update footings set from_on = '2026-03-13' where collective_id = ${village.collectiveId}`);
  await village.logs("bob", kit, { kind: "hours", quantity: "4", claim: "100.00" });
  const id = await village.prepares("ana", kit, {});
  const { shares } = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  const pay = (datedOn: string) => tom.post("/payments", { items: [{ shareId: shares[0].id, amount: "50.00" }], datedOn, document: "V" });
  t.match(await pay("2026-03-12"), { status: 422, body: { code: "footing_missing" } });
  const then = house.clock.now;
  house.clock.now = new Date("2026-03-14T09:00:00.000Z");
  t.match(await pay("2026-03-13"), { status: 201 });
  house.clock.now = then;
  t.equal(shares[0].memberId, bob.memberId);
});

t.test("the board’s month, beside the legal threshold", async (t) => {
  const village = await openVillage(house, { ana: ["pilot", "admin"], bob: [], cleo: [], tom: ["treasurer"] });
  const { ana, bob, cleo, tom } = village.people;
  const kit = await village.envelope("Kit", "3000.00");
  const seat = (who: typeof ana, id: string, term: object) => who.put(`/members/${id}/board`, term);
  t.match(await seat(bob, bob.memberId, { fromOn: "2026-01-01" }), { status: 403 });
  t.match(await seat(ana, bob.memberId, { fromOn: "2026-03-01", untilOn: "2026-02-01" }), { status: 422, body: { code: "days_reversed" } });
  t.match(await seat(ana, await village.structure("Coop"), { fromOn: "2026-01-01" }), { status: 422, body: { code: "not_a_person" } });
  t.match((await seat(ana, bob.memberId, { fromOn: "2026-03-12" })).body, { board: { fromOn: "2026-03-12", untilOn: null } });
  await seat(ana, tom.memberId, { fromOn: "2020-01-01", untilOn: "2026-02-28" });
  const month = async (query = "") => (await cleo.get(`/board${query}`)).body;
  t.match(await month(), {
    month: "2026-03",
    threshold: { amount: "1367.27", source: /BOI-IS-CHAMP/ },
    items: [{ memberId: bob.memberId, total: "0.00", isAbove: false }],
  });
  t.match((await month("?month=2026-02")).items, [{ memberId: tom.memberId }]);
  t.match(await cleo.get("/board?month=2026-13"), { status: 400 });

  const settled = async (claim: string) => {
    await village.logs("bob", kit, { kind: "hours", quantity: "10", claim });
    await village.logs("bob", kit, { kind: "train", amount: "100.00" });
    const steps = [
      { kind: "reimburse", kinds: [village.kinds.train] },
      { kind: "claims", settle: "deliberate" },
    ];
    return village.prepares("ana", kit, { key: { steps } });
  };
  const first = await settled("900.00");
  t.match((await cleo.get(`/sharings/${first}`)).body.board, [
    { memberId: bob.memberId, here: "900.00", total: "900.00", threshold: "1367.27", isAbove: false },
  ]);
  await village.settles(first, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.match((await month()).items, [{ total: "900.00" }], "expenses are not counted");
  const second = await settled("500.00");
  t.match((await cleo.get(`/sharings/${second}`)).body.board, [{ here: "500.00", total: "1400.00", isAbove: true }]);
  await village.settles(second, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.match((await month()).items, [{ total: "1400.00", isAbove: true }]);
  t.match((await cleo.get(`/sharings/${second}`)).body.board, [{ here: "500.00", total: "1400.00" }], "once posted it counts once");
  t.match((await ana.delete(`/members/${bob.memberId}/board`)).body, { board: null });
  t.same((await cleo.get(`/sharings/${second}`)).body.board, []);
});
