/** Reciprocity contracts: written, signed by a decision, reviewed, replaced, ended, and the money that came in under them. */

import { newId } from "../../src/db/id.js";
import { proposal, reach, subscribe } from "../support/decision-stories.js";
import { openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

async function village(t: Parameters<typeof openHouse>[0]) {
  const house = await openHouse(t);
  const treasury = await openTreasury(house, { tom: ["treasurer"], ana: ["admin"], bob: [], eve: [] });
  const { ana, bob } = treasury.people;
  await subscribe(ana, ana, bob);
  const city = await treasury.thirdParty("Métropole");
  const workshop = (more: Record<string, unknown> = {}) => ({
    ...{ title: "Atelier", category: "partner", parties: [{ kind: "third-party", id: city }] },
    ...{ gives: "De l’entretien.", receives: "L’atelier.", measure: "Le carnet.", condition: "Assuré.", reviewOn: "2026-03-20" },
    ...more,
  });
  const write = async (by: Person, more: Record<string, unknown> = {}): Promise<string> => {
    const { status, body } = await by.post("/contracts", workshop(more));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  };
  return { house, treasury, ...treasury.people, city, workshop, write };
}
const sign = (contractId: string) => proposal("Contrat", [{ kind: "sign-contract", contractId }]);
const decided = "2026-03-17T09:00:00.000Z";

t.test("a contract is written, signed by a decision, and then kept as it is", async (t) => {
  const { house, ana, bob, eve, write, workshop, city } = await village(t);
  const id = await write(bob);
  t.hasStrict(await eve.get(`/contracts/${id}`), {
    body: {
      status: "draft",
      signedOn: null,
      mayChange: false,
      daysLate: 0,
      parties: [{ kind: "third-party", id: city, name: "Métropole" }],
    },
  });
  t.hasStrict(await eve.patch(`/contracts/${id}`, { gives: "x" }), { status: 403, body: { code: "contract_of_another" } });
  t.hasStrict(await bob.patch(`/contracts/${id}`, { gives: "Deux matinées." }), { status: 200, body: { gives: "Deux matinées." } });
  t.equal((await ana.patch(`/contracts/${id}`, { condition: "" })).status, 200, "an admin too");
  t.hasStrict(await bob.patch(`/contracts/${id}`, {}), { status: 409, body: { code: "nothing_changed" } });
  t.hasStrict((await bob.get("/contracts/matrix")).body.categories[3], { category: "partner", contracts: [] }, "a draft is not in force");

  const { body: decision } = await bob.post("/decisions", sign(id));
  await reach(house, decided);
  t.hasStrict((await bob.get(`/contracts/${id}`)).body, { status: "signed", signedOn: "2026-03-17", decisionId: decision.id });
  for (const by of [bob, ana])
    t.hasStrict(await by.patch(`/contracts/${id}`, { gives: "x" }), {
      status: 409,
      body: { code: "contract_not_draft", figures: { contract: "Atelier", signed: "2026-03-17" } },
    });
  const { body: matrix } = await eve.get("/contracts/matrix");
  t.same(
    matrix.categories.map(({ category, contracts }: { category: string; contracts: unknown[] }) => [category, contracts.length]),
    [
      ["contributor", 0],
      ["user", 0],
      ["commercial_user", 0],
      ["partner", 1],
      ["funder", 0],
    ],
  );
  t.hasStrict(matrix.categories[3].contracts[0], { id, gives: "Deux matinées.", receives: "L’atelier.", daysLate: 0 });

  const next = await write(eve, { title: "Atelier, bis", replacesId: id });
  await bob.post("/decisions", sign(next));
  await reach(house, "2026-03-20T09:00:00.000Z");
  t.hasStrict((await bob.get(`/contracts/${id}`)).body, { status: "ended", endedOn: "2026-03-20", replacedById: next, endReason: null });
  t.hasStrict((await bob.get(`/contracts/${next}`)).body, { status: "signed", replacesId: id });
  t.hasStrict(await bob.post("/contracts", workshop({ replacesId: id })), { status: 409, body: { code: "contract_ended" } });
  const events = (await eve.get("/audit?action=contract")).body.items.map(({ action }: { action: string }) => action);
  t.same(events.reverse(), [
    ...["contract.written", "contract.changed", "contract.changed", "contract.signed"],
    ...["contract.written", "contract.signed", "contract.ended"],
  ]);
});

t.test("what was written again after the attempt opened is not signed; nor a replacement of what has ended", async (t) => {
  const { house, ana, bob, write } = await village(t);
  const [id, old] = [await write(bob), await write(bob, { title: "Salle" })];
  const stale = (await bob.post("/decisions", sign(id))).body.id;
  await bob.post("/decisions", sign(old));
  house.clock.now = new Date("2026-03-13T09:00:00.000Z");
  t.equal((await bob.patch(`/contracts/${id}`, { receives: "Tout." })).status, 200);
  await reach(house, decided);
  t.hasStrict((await bob.get(`/decisions/${stale}`)).body.effects, [{ refusal: { code: "change_stale" } }]);
  t.equal((await bob.get(`/contracts/${id}`)).body.status, "draft");
  const [one, two] = [await write(bob, { replacesId: old }), await write(bob, { replacesId: old })];
  const decisions = [(await bob.post("/decisions", sign(one))).body.id, (await bob.post("/decisions", sign(two))).body.id];
  await reach(house, "2026-03-20T09:00:00.000Z");
  const effects = await Promise.all(decisions.map(async (decision) => (await bob.get(`/decisions/${decision}`)).body.effects[0].refusal));
  t.same(effects.map((refused) => refused?.code ?? null).sort(), ["change_stale", null], "one took its place");
  t.hasStrict(await bob.post("/decisions", sign(newId())), { status: 404, body: { figures: { at: "parts[0].changes[0].contract" } } });
  const circle = (await ana.post("/circles", { name: "Accueil", contributors: [bob.memberId] })).body.id;
  t.hasStrict(await bob.post("/decisions", { ...sign(id), circleId: circle }), { status: 422, body: { code: "change_out_of_reach" } });
});

t.test("a review day that passed is told; a review sets the next", async (t) => {
  const { house, ana, bob, eve, write } = await village(t);
  const [id, other] = [await write(bob), await write(bob, { title: "Salle", reviewOn: "2026-12-01" })];
  for (const each of [id, other]) await bob.post("/decisions", sign(each));
  await reach(house, decided);
  house.clock.now = new Date("2026-03-25T09:00:00.000Z");
  t.hasStrict((await eve.get("/contracts?dueBefore=2026-03-25")).body.items, [{ id, daysLate: 5 }]);
  t.equal((await eve.get("/contracts?dueBefore=2026-03-20")).body.items.length, 0, "before that day");
  const review = { reviewedOn: "2026-03-25", note: "On continue.", nextOn: "2026-09-01" };
  t.hasStrict(await eve.post(`/contracts/${id}/reviews`, review), { status: 403, body: { code: "contract_of_another" } });
  t.hasStrict(await bob.post(`/contracts/${id}/reviews`, { ...review, nextOn: "2026-03-25" }), {
    status: 422,
    body: { code: "review_not_ahead", figures: { next: "2026-03-25", reviewed: "2026-03-25" } },
  });
  t.hasStrict(await bob.post(`/contracts/${id}/reviews`, review), {
    status: 201,
    body: {
      reviewOn: "2026-09-01",
      daysLate: 0,
      reviews: [{ number: 1, dueOn: "2026-03-20", note: "On continue.", reviewedBy: bob.memberId }],
    },
  });
  t.equal((await eve.get("/contracts?dueBefore=2026-03-25")).body.items.length, 0);

  const end = { endedOn: "2026-03-25", reason: "Déménagement." };
  for (const by of [bob, eve]) t.equal((await by.post(`/contracts/${id}/end`, end)).status, 403);
  t.hasStrict(await ana.post(`/contracts/${id}/end`, { ...end, endedOn: "2026-03-01" }), {
    status: 422,
    body: { code: "contract_end_before", figures: { ended: "2026-03-01", signed: "2026-03-17" } },
  });
  t.hasStrict(await ana.post(`/contracts/${id}/end`, end), { status: 200, body: { status: "ended", endReason: "Déménagement." } });
  t.hasStrict(await ana.post(`/contracts/${id}/end`, end), { status: 409, body: { code: "contract_ended" } });
  t.hasStrict((await eve.get("/contracts?status=signed")).body.items, [{ id: other }]);
});

t.test("money that came in is traced once, from a party; the contract shows what came in", async (t) => {
  const { house, treasury, tom, ana, bob, city, write } = await village(t);
  const kit = await treasury.envelope("Kit");
  const comes = async (more: Record<string, unknown>): Promise<string> => {
    const { status, body } = await tom.post(`/envelopes/${kit}/money-in`, {
      ...{ amount: "100.00", nature: "service", document: "N", datedOn: today },
      ...more,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.entry.id;
  };
  const [id, other] = [await write(bob), await write(bob, { title: "Salle", parties: [{ kind: "member", id: bob.memberId }] })];
  const [one, two, ofBob, ofNobody] = [
    await comes({ sourceId: city }),
    await comes({ sourceId: city, amount: "50.50" }),
    await comes({ memberId: bob.memberId }),
    await comes({ source: "Marché" }),
  ];
  const trace = (entryId: string, contractId = id, by = tom) => by.post(`/contracts/${contractId}/receipts`, { entryId });
  t.hasStrict(await trace(one), { status: 409, body: { code: "contract_not_signed" } });
  for (const each of [id, other]) await bob.post("/decisions", sign(each));
  await reach(house, decided);
  t.equal((await trace(one, id, bob)).status, 403);

  // Twenty at once, to two contracts: one takes it.
  const race = await Promise.all(Array.from({ length: 20 }, (_, index) => trace(one, index % 2 ? id : other, index % 4 < 2 ? tom : ana)));
  t.equal(race.filter(({ status }) => status === 201).length, 1);
  // Who comes before it was taken is no party of the other contract; who comes after finds it taken.
  for (const { status, body } of race) if (status !== 201) t.ok(["money_traced", "money_of_no_party"].includes(body.code), body.code);
  t.hasStrict(await trace(one), { status: 409, body: { code: "money_traced", figures: { contract: "Atelier" } } });
  t.equal((await trace(two, id, ana)).status, 201);
  t.hasStrict(await trace(ofBob), { status: 422, body: { code: "money_of_no_party", figures: { from: "Bob", parties: ["Métropole"] } } });
  t.hasStrict(await trace(ofNobody), { status: 422, body: { code: "money_of_no_party" } });
  t.equal((await trace(ofBob, other)).status, 201);
  t.hasStrict(await trace(newId()), { status: 404, body: { figures: { at: "entryId" } } });
  t.hasStrict((await bob.get(`/contracts/${id}`)).body, {
    received: [{ currency: "EUR", amount: "150.50" }],
    receipts: [
      { amount: "50.50", entry: { id: two }, tracedBy: ana.memberId },
      { amount: "100.00", entry: { id: one } },
    ],
  });

  const reversal = await tom.post(`/entries/${two}/reversal`, {});
  t.hasStrict(await trace(reversal.body.entry.id), { status: 422, body: { code: "money_not_in" } });
  t.hasStrict((await bob.get(`/contracts/${id}`)).body, { received: [{ amount: "100.00" }], receipts: [{ isReversed: true }, {}] });
  t.hasStrict(await trace(two), { status: 409, body: { code: "already_reversed" } });
  t.equal((await tom.delete(`/contracts/${other}/receipts/${one}`)).status, 404, "it is traced to the first");
  t.hasStrict(await tom.delete(`/contracts/${id}/receipts/${one}`), { status: 200, body: { received: [] } });
  t.equal((await trace(one)).status, 201);
});

t.test("what is refused", async (t) => {
  const { house, ana, bob, city, workshop, write } = await village(t);
  const { dora } = await house.collective("ailleurs", { dora: ["admin", "treasurer"] });
  const gone = { kind: "member", id: dora.memberId };
  const refused: [Record<string, unknown>, number, object][] = [
    [{ parties: [] }, 422, { code: "contract_without_parties", figures: { at: "parties", contract: "Atelier", parties: 0, min: 1 } }],
    [{ parties: [{ kind: "third-party", id: city }, gone] }, 422, { code: "unknown_member", figures: { at: "parties[1].id" } }],
    [{ parties: [{ ...gone, kind: "third-party" }] }, 422, { code: "unknown_third_party" }],
    [{ parties: [gone, gone] }, 400, { figures: { problem: "listed_twice" } }],
    [{ replacesId: newId() }, 404, { figures: { at: "replacesId" } }],
    [{ gives: " " }, 400, { figures: { at: "body.gives" } }],
    [{ category: "friend" }, 400, { figures: { at: "body.category" } }],
  ];
  for (const [more, status, body] of refused) t.hasStrict(await bob.post("/contracts", workshop(more)), { status, body });
  const id = await write(bob);
  t.hasStrict(await bob.patch(`/contracts/${id}`, { parties: [] }), { status: 422, body: { code: "contract_without_parties" } });
  await ana.patch(`/third-parties/${city}`, { isArchived: true });
  t.hasStrict(await bob.post("/contracts", workshop()), { status: 409, body: { code: "third_party_archived" } });
  const elsewhere = [
    await dora.get(`/contracts/${id}`),
    await dora.patch(`/contracts/${id}`, { gives: "x" }),
    await dora.post(`/contracts/${id}/reviews`, { reviewedOn: today, note: "x", nextOn: null }),
    await dora.post(`/contracts/${id}/end`, { endedOn: today, reason: "x" }),
    await dora.post(`/contracts/${id}/receipts`, { entryId: newId() }),
    await dora.delete(`/contracts/${id}/receipts/${newId()}`),
    await dora.post("/contracts", workshop({ replacesId: id, parties: [gone] })),
  ];
  t.same(
    elsewhere.map(({ status }) => status),
    elsewhere.map(() => 404),
  );
  t.equal((await dora.get("/contracts")).body.items.length, 0);
});
