/** The life of a sharing: proposed, objected to, adopted, posted, reversed; and which contributions enter it. */

import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);

t.test("an objection opens it again, and what was held is free", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { ana, bob } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  const hours = await village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "400.00" });
  const id = await village.prepares("ana", kit, {});
  t.match(await bob.post(`/sharings/${id}/objections`, { reason: "Non" }), { status: 409, body: { code: "sharing_not_proposed" } });
  const proposed = await village.does("ana", "propose", id);
  t.match(await bob.patch(`/contributions/${hours}`, { claim: "300.00" }), { status: 409, body: { code: "contribution_in_sharing" } });
  t.match(await ana.put(`/sharings/${id}/lines/${hours}/kept`, { kept: "1.00", withAgreementOf: bob.memberId }), { status: 409 });
  t.match(await bob.post(`/sharings/${id}/objections`, { reason: "  " }), { status: 400, body: { code: "request_invalid" } });
  const objected = await bob.post(`/sharings/${id}/objections`, { reason: "Les heures de février manquent." });
  t.match(objected, {
    status: 201,
    body: { status: "open", documentHash: null, sequence: null, objections: [{ reason: /février/, documentHash: proposed.documentHash }] },
  });
  t.equal((await bob.patch(`/contributions/${hours}`, { claim: "300.00" })).status, 200);
  const again = await village.does("ana", "propose", id);
  t.same(village.sharesOf(again), { bob: "300.00" });
  t.not(again.documentHash, proposed.documentHash);

  t.test("so does an author who contests what was entered for them", async (t) => {
    await bob.post(`/sharings/${id}/objections`, { reason: "Encore" });
    await ana.put(`/sharings/${id}/lines/${hours}/kept`, { kept: "100.00", withAgreementOf: bob.memberId });
    t.same(village.sharesOf(await village.does("ana", "propose", id)), { bob: "100.00" });
    t.match((await bob.get(`/sharings/${id}`)).body.forYou, [hours]);
    const contested = await bob.post(`/sharings/${id}/lines/${hours}/contest`, { reason: "Je n’ai rien convenu." });
    t.match(contested.body, { status: "open", lines: [{ kept: "300.00", keptIs: "contested" }] });
    await bob.put(`/sharings/${id}/lines/${hours}/kept`, { kept: "200.00" });
    await village.does("ana", "propose", id);
    await village.does("tom", "adopt", id);
    t.match(await bob.post(`/sharings/${id}/lines/${hours}/contest`, {}), { status: 409, body: { code: "sharing_not_open" } });
    t.match(await bob.post(`/sharings/${id}/objections`, { reason: "Trop tard" }), { status: 409, body: { code: "sharing_not_proposed" } });
  });
});

t.test("nobody alone adopts a sharing that pays them", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("ana", kit, { kind: "hours", quantity: "10", claim: "400.00" });
  const id = await village.prepares("ana", kit, {});
  const before = (await village.people.ana.get(`/sharings/${id}`)).body;
  t.match(before, { status: "open", adopters: [village.people.tom.memberId] }, "who could is said before it is proposed");
  await village.does("ana", "propose", id);
  t.same((await village.people.bob.get(`/sharings/${id}`)).body.adopters, [village.people.tom.memberId], "who may is said to everybody");
  t.match(await village.people.bob.post(`/sharings/${id}/adopt`), { status: 403, body: { code: "role_missing" } });
  t.match(await village.people.ana.post(`/sharings/${id}/adopt`), {
    status: 403,
    body: { code: "adoption_of_own_share", figures: { who: ["Tom"], ids: [village.people.tom.memberId] }, detail: /\(Tom\)/ },
  });
  const adopted = await village.does("tom", "adopt", id);
  t.match(adopted, { status: "adopted", adoptedById: village.people.tom.memberId });
  t.same(adopted.adopters, [], "it waits for nobody any more");

  const alone = await openVillage(house, { ana: ["admin", "pilot"] });
  const envelope = await alone.envelope("Kit", "1000.00");
  await alone.logs("ana", envelope, { kind: "hours", quantity: "10", claim: "400.00" });
  const own = await alone.prepares("ana", envelope, {});
  t.same((await alone.people.ana.get(`/sharings/${own}`)).body.adopters, [], "that nobody could is known before it is proposed");
  await alone.does("ana", "propose", own);
  t.same((await alone.people.ana.get(`/sharings/${own}`)).body.adopters, []);
  t.match(await alone.people.ana.post(`/sharings/${own}/adopt`), { status: 409, body: { code: "adoption_by_nobody" } });
});

t.test("a sharing is adopted on expected money, and posted when what came in covers it", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const kit = await village.envelope("Kit", "300.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "40", claim: "1000.00" });
  const id = await village.prepares("ana", kit, { amount: "1000.00" });
  const money = (amount: string) => ({ amount, currency: "EUR" });
  t.match(await village.people.ana.post(`/sharings/${id}/propose`), {
    status: 409,
    body: { code: "sharing_exceeds_left", figures: { asked: money("1000.00"), left: money("300.00"), expected: money("0.00") } },
  });
  t.match((await village.people.bob.get(`/sharings/${id}`)).body.refusal, { code: "sharing_exceeds_left" }, "said before anybody proposes");
  await village.expects(kit, "700.00");
  await village.does("ana", "propose", id);
  await village.does("ana", "adopt", id);
  t.match(await village.people.ana.post(`/sharings/${id}/post`), {
    status: 409,
    body: { code: "insufficient_balance", figures: { left: "300.00", asked: "1000.00" } },
  });
  t.equal((await village.people.bob.get(`/sharings/${id}`)).body.status, "adopted");
  const { body: envelope } = await village.people.bob.get(`/envelopes/${kit}`);
  t.match(envelope.figures, { committed: "1000.00", left: "-700.00" });
  await village.receives(kit, "700.00");
  t.match(await village.does("ana", "post", id), { status: "posted" });
  t.equal(await village.balance(kit), "0.00");
});

t.test("expenses are debts: a sharing short of them cannot be proposed", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [] });
  const kit = await village.envelope("Kit", "100.00");
  await village.isBilled(kit, "30.00");
  await village.logs("bob", kit, { kind: "train", amount: "110.00" });
  await village.logs("bob", kit, { kind: "train", amount: "50.00", settlement: "gift" });
  await village.logs("bob", kit, { kind: "train", amount: "70.00", settlement: "collective" });
  const id = await village.prepares("ana", kit, { key: { steps: [{ kind: "reimburse", kinds: [village.kinds.train] }] } });
  const table = await village.people.bob.get(`/sharings/${id}`);
  t.match(table.body.committed, { bills: [{ label: "Livrets", unpaid: "30.00" }], receipts: [{ amount: "110.00" }], total: "140.00" });
  t.match(
    table.body.lines.map(({ standing, amount }: Record<string, string>) => [standing, amount]),
    [
      ["reimbursed", "110.00"],
      ["gift", "50.00"],
    ],
  );
  t.match(await village.people.ana.post(`/sharings/${id}/propose`), {
    status: 422,
    body: {
      code: "expenses_short",
      figures: { missing: { amount: "40.00", currency: "EUR" } },
      detail: /^Il manque 40,00.€ pour les frais\.$/,
    },
  });
  await village.people.ana.patch(`/sharings/${id}`, { key: { steps: [{ kind: "equal" }] } });
  t.match(await village.people.ana.post(`/sharings/${id}/propose`), {
    body: { code: "expenses_short", figures: { missing: { amount: "110.00" } } },
  });
});

t.test("a posted sharing is corrected by reversing it", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const kit = await village.envelope("Kit", "1000.00");
  const hours = await village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "1500.00" });
  const prorata = { steps: [{ kind: "claims", settle: "pro-rata", unpaid: "carry" }] };
  const first = await village.prepares("ana", kit, { key: prorata });
  const posted = await village.settles(first, { proposes: "ana", adopts: "tom", posts: "ana" });
  t.equal(await village.balance(kit), "0.00");
  t.match(await village.people.bob.post(`/sharings/${first}/reverse`), { status: 403, body: { code: "role_missing" } });
  const other = await village.prepares("ana", kit, {});
  t.match(
    (await village.people.bob.get(`/sharings/${other}`)).body.lines,
    [{ contributionId: hours, asked: "500.00" }],
    "its carried part",
  );
  t.match(
    await village.people.tom.post(`/entries/${posted.entryId}/reversal`, { reason: "Erreur" }),
    { status: 409 },
    "by the sharing, not by its entry",
  );

  const reversed = await village.does("tom", "reverse", first);
  t.match(reversed, { status: "reversed", lines: [{ contributionId: hours, asked: "1500.00", paid: "1000.00" }] });
  t.equal(await village.balance(kit), "1000.00");
  t.same((await village.people.bob.get("/carried-wishes")).body.items, [], "what was carried is void");
  t.match((await village.people.bob.get(`/sharings/${other}`)).body.lines, [{ contributionId: hours, asked: "1500.00", carriedId: null }]);
  t.match(await village.people.tom.post(`/sharings/${first}/reverse`), { status: 409, body: { code: "sharing_not_posted" } });
  t.match(await village.people.ana.post(`/sharings/${first}/abandon`), { status: 409, body: { code: "sharing_over" } });

  await village.people.ana.patch(`/sharings/${other}`, { key: prorata });
  t.match(await village.settles(other, { proposes: "ana", adopts: "tom", posts: "tom" }), { sequence: 2, status: "posted" });
});

t.test("which contributions enter", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const kit = await village.envelope("Kit", "1000.00");
  const other = await village.envelope("Autre", "1000.00");
  const logs = (dayOn: string, more: object = {}) =>
    village.logs("bob", kit, { kind: "hours", quantity: "1", claim: "10.00", dayOn, ...more });
  const early = await logs("2026-01-15");
  const inside = await logs("2026-02-03");
  const across = await logs("2026-01-30", { untilOn: "2026-02-01" });
  const after = await logs("2026-03-01");
  await village.logs("bob", other, { kind: "hours", quantity: "1", claim: "10.00", dayOn: "2026-02-04" });
  const withdrawn = await logs("2026-02-05");
  await village.people.bob.post(`/contributions/${withdrawn}/withdrawal`, {});
  const questioned = await village.logs("cy", kit, { kind: "hours", quantity: "1", claim: "10.00", dayOn: "2026-02-06" });
  await village.people.bob.post(`/contributions/${questioned}/questions`, { reason: "Deux fois ?" });
  const settings = { fromOn: "2026-02-01", untilOn: "2026-02-28" };
  const february = await village.prepares("ana", kit, { ...settings, closesOn: "2026-03-12" });
  const idsIn = async (id: string) =>
    (await village.people.cy.get(`/sharings/${id}`)).body.lines.map(({ contributionId }: Record<string, string>) => contributionId);
  t.same(await idsIn(february), [inside, across, questioned], "their last day in the period; questioned ones count");

  village.house.clock.now = new Date("2026-03-13T09:00:00Z");
  const late = await logs("2026-02-07");
  t.same(await idsIn(february), [inside, across, questioned], "what is logged after the wishes closed waits");

  const rival = await village.prepares("ana", kit, settings);
  t.equal((await idsIn(rival)).length, 4, "two open sharings may look at the same lines");
  await village.people.ana.put(`/sharings/${february}/members/${village.people.cy.memberId}`, { isOut: true });
  await village.does("ana", "propose", february);
  t.same(await idsIn(rival), [questioned, late], "the first to be proposed holds them, but not whom it took out");

  const march = await village.prepares("ana", kit, { fromOn: "2026-03-01" });
  const { body } = await village.people.cy.get(`/sharings/${march}`);
  t.same(
    body.lines.map(({ contributionId, hasWaited }: Record<string, unknown>) => [contributionId, hasWaited]),
    [
      [after, false],
      [questioned, true],
      [late, true],
    ],
    "what was left out waited for the next; what was in no period is not drawn in",
  );
  t.notOk((await idsIn(march)).includes(early));

  await village.does("ana", "abandon", february);
  t.same(await idsIn(rival), [inside, across, questioned, late], "abandoned: all are free again");
  t.same((await village.people.cy.get(`/sharings/${february}`)).body.status, "abandoned");
});

t.test("of two open sharings of one envelope the first proposed takes what is in both; the other is told kindly", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "5.5", claim: "100.00" });
  const first = await village.prepares("ana", kit, { title: "Un" });
  const second = await village.prepares("ana", kit, { title: "Deux" });
  t.match(
    (await village.people.ana.get(`/sharings/${second}`)).body.lines,
    [{ atRate: "137.50" }],
    "beside a wish, what it is at the rate",
  );
  await village.does("ana", "propose", first);
  t.match(await village.people.ana.post(`/sharings/${second}/propose`), {
    status: 422,
    body: { code: "sharing_empty", detail: /un autre partage les tient déjà/ },
  });
});
