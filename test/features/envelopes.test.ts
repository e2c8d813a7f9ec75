import { newId } from "../../src/db/id.js";
import { carriedWishes, sharings } from "../../src/db/schema/index.js";
import { makeContribution, makeKind, openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [] };

t.test("an envelope is opened, changed and read by whoever may", async (t) => {
  const { people, circleId, collectiveId } = await openTreasury(house, crew);
  const hours = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  const wanted = {
    name: "Kit en commun",
    circleId,
    funding: "grant",
    referentId: people.bob.memberId,
    agreement: "Convention 2026-17",
    eligibleFromOn: "2026-01-01",
    eligibleUntilOn: "2026-12-31",
    eligibleKindIds: [hours],
    reportDueOn: "2027-01-31",
  };
  const opened = await people.ana.post("/envelopes", wanted);
  t.hasStrict(opened, { status: 201, body: { ...wanted, currency: "EUR", closedAt: null, purpose: "" } });
  t.hasStrict(opened.body.figures, { received: "0.00", left: "0.00", wished: "0.00", colour: "green" });

  const changed = await people.ana.patch(`/envelopes/${opened.body.id}`, { name: "Kit", eligibleUntilOn: null });
  t.hasStrict(changed, { status: 200, body: { name: "Kit", eligibleFromOn: "2026-01-01", eligibleUntilOn: null, funding: "grant" } });
  t.hasStrict(await people.bob.get(`/envelopes/${opened.body.id}`), { status: 200, body: { name: "Kit" } });

  const refusals: [object, string, object?][] = [
    [{ name: "kit" }, "name_taken", { at: "name", name: "kit" }],
    [{ name: "A", circleId: newId() }, "unknown_circle", { at: "circleId" }],
    [{ name: "A", referentId: newId() }, "unknown_member", { at: "referentId" }],
    [{ name: "A", funderId: newId() }, "unknown_third_party", { at: "funderId" }],
    [{ name: "A", eligibleKindIds: [newId()] }, "unknown_kind", { at: "eligibleKindIds" }],
    [
      { name: "A", eligibleFromOn: "2026-05-01", eligibleUntilOn: "2026-04-01" },
      "days_reversed",
      { from: "2026-05-01", until: "2026-04-01" },
    ],
    [{ name: "A", currency: "ABC" }, "unknown_currency", { currency: "ABC" }],
    [{ name: "" }, "request_invalid", { at: "body.name" }],
  ];
  for (const [change, code, figures = {}] of refusals) {
    t.hasStrict((await people.ana.post("/envelopes", { name: "Autre", circleId, ...change })).body, { code, figures }, code);
  }
  t.hasStrict(await people.bob.post("/envelopes", { name: "Autre", circleId }), { status: 403, body: { code: "role_missing" } });
  t.hasStrict(await people.bob.patch(`/envelopes/${opened.body.id}`, { name: "Autre" }), { status: 403 });
  t.hasStrict(await people.ana.get(`/envelopes/${newId()}`), { status: 404, body: { code: "not_found" } });
});

t.test("a pilot of another circle may not touch it", async (t) => {
  const { people, circleId } = await openTreasury(house, { ...crew, ada: ["admin"] });
  const garden = (await people.ada.post("/circles", { name: "Jardin", pilots: [people.bob.memberId] })).body;
  t.hasStrict(await people.bob.post("/envelopes", { name: "Graines", circleId: garden.id }), { status: 201 });
  t.hasStrict(await people.bob.post("/envelopes", { name: "Kit", circleId }), { status: 403, body: { code: "role_missing" } });
  t.hasStrict(await people.ada.post("/envelopes", { name: "Kit", circleId }), { status: 201 });
  t.hasStrict((await people.ada.post("/envelopes", { name: "Tables" })).body, { code: "circle_missing", figures: { at: "circleId" } });
});

t.test("a collective that is one circle names none, and a body of nothing is no body", async (t) => {
  const { people, circleId } = await openTreasury(house, crew);
  const opened = await people.tom.post("/envelopes", { name: "Tables" });
  t.hasStrict(opened, { status: 201, body: { circleId } });
  const nothing = { "content-type": "application/json" };
  t.hasStrict(await people.tom.post("/envelopes", "", nothing), {
    status: 400,
    body: { code: "request_invalid", figures: { at: "body", problem: "object_expected" } },
  });
  t.hasStrict(await people.tom.post("/envelopes", "{", nothing), { status: 400, body: { figures: { problem: "json_malformed" } } });
  t.hasStrict(await people.tom.post(`/envelopes/${opened.body.id}/closing`, "", nothing), { status: 200, body: { name: "Tables" } });
});

t.test("envelopes are listed by name, a page at a time", async (t) => {
  const { people, envelope } = await openTreasury(house, crew);
  for (const name of ["Cuisine", "Atelier", "Bois"]) await envelope(name, "10.00");
  const first = (await people.bob.get("/envelopes?limit=2")).body;
  t.same(
    first.items.map(({ name, figures }: { name: string; figures: { left: string } }) => [name, figures.left]),
    [
      ["Atelier", "10.00"],
      ["Bois", "10.00"],
    ],
  );
  const second = (await people.bob.get(`/envelopes?limit=2&cursor=${first.nextCursor}`)).body;
  t.hasStrict(second, { items: [{ name: "Cuisine" }], nextCursor: null });
  t.hasStrict(await people.bob.get("/envelopes?cursor=x"), { status: 400, body: { code: "cursor_invalid" } });
});

t.test("money comes in, with its levies, and is money that was expected", async (t) => {
  const { people, envelope, fund, thirdParty, figures, balances } = await openTreasury(house, crew);
  const kit = await envelope("Kit");
  const [commons, host, funder] = [await fund("Communs"), await fund("Structure"), await thirdParty("Métropole")];
  const expected = await people.ana.post(`/envelopes/${kit}/expected-money`, {
    amount: "3000.00",
    source: "Appel «communs»",
    sourceId: funder,
  });
  t.hasStrict(expected, { status: 201, body: { amount: "3000.00", status: "asked", receivedEntryId: null } });
  t.hasStrict(await people.ana.patch(`/expected-money/${expected.body.id}`, { status: "signed" }), {
    status: 200,
    body: { status: "signed" },
  });
  t.hasStrict(await figures(kit), { received: "0.00", expected: "3000.00", left: "0.00" });

  const arrived = await people.tom.post(`/envelopes/${kit}/money-in`, {
    amount: "1000.01",
    nature: "grant",
    sourceId: funder,
    document: "Notification 17",
    datedOn: today,
    expectedId: expected.body.id,
    levy: [
      { fundId: commons, percent: "8" },
      { fundId: host, percent: "2.5" },
    ],
  });
  t.hasStrict(arrived, { status: 201, body: { entry: { number: 1, position: "1", kind: "money-in", document: "Notification 17" } } });
  t.hasStrict(await figures(kit), { received: "1000.01", expected: "1999.99", shared: "105.00", balance: "895.01", left: "895.01" });
  t.hasStrict(await balances(), { "Compte courant": "1000.01", Kit: "895.01", Communs: "80.00", Structure: "25.00" });
  const list = (await people.bob.get(`/envelopes/${kit}/expected-money`)).body.items;
  t.same(list.map(({ amount, status }: Record<string, string>) => [amount, status]).sort(), [
    ["1000.01", "received"],
    ["1999.99", "signed"],
  ]);

  const lines = (await people.bob.get(`/entries/${arrived.body.entry.id}`)).body.lines;
  t.same(
    lines.map(({ name, amount, nature }: Record<string, string>) => [name, amount, nature]),
    [
      ["Compte courant", "1000.01", null],
      ["Kit", "-1000.01", "grant"],
      ["Kit", "80.00", "levy"],
      ["Communs", "-80.00", "levy"],
      ["Kit", "25.00", "levy"],
      ["Structure", "-25.00", "levy"],
    ],
  );

  const undone = await people.tom.post(`/entries/${arrived.body.entry.id}/reversal`, { reason: "Mauvaise enveloppe" });
  t.hasStrict(undone, { status: 201, body: { entry: { kind: "reversal", datedOn: today, reversesId: arrived.body.entry.id } } });
  t.hasStrict(await figures(kit), { received: "0.00", expected: "3000.00", shared: "0.00", balance: "0.00" });
  t.hasStrict(await balances(), { "Compte courant": "0.00", Kit: "0.00", Communs: "0.00", Structure: "0.00" });
});

t.test("what is refused of money that comes in", async (t) => {
  const { people, envelope, fund, thirdParty, collectiveId, circleId } = await openTreasury(house, crew);
  const [kit, other] = [await envelope("Kit"), await envelope("Autre")];
  const [commons, funder, former] = [await fund("Communs"), await thirdParty("Métropole"), await thirdParty("Région")];
  await people.tom.patch(`/third-parties/${former}`, { isArchived: true });
  const expected = (await people.tom.post(`/envelopes/${kit}/expected-money`, { amount: "100.00", source: "x" })).body.id;
  const dropped = (await people.tom.post(`/envelopes/${kit}/expected-money`, { amount: "100.00", source: "x" })).body.id;
  await people.tom.patch(`/expected-money/${dropped}`, { status: "dropped" });
  t.hasStrict(
    await people.tom.post(`/envelopes/${kit}/expected-money`, { amount: "100.00", source: "x", sourceId: former }),
    { status: 409, body: { code: "third_party_archived" } },
    "nor is it expected from one that is archived",
  );
  const money = await makeKind(house, collectiveId, { name: "Don", unit: "EUR" });
  const hours = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  const declared = { collectiveId, circleId, memberId: people.bob.memberId };
  const gift = await makeContribution(house, { ...declared, kindId: money, amountMinor: 6000n });
  const taken = await makeContribution(house, { ...declared, kindId: money, amountMinor: 4000n, status: "withdrawn" });
  const work = await makeContribution(house, { ...declared, kindId: hours, quantity: "2" });
  const given = { nature: "gift", sourceId: undefined, memberId: people.bob.memberId };

  const sound = { amount: "50.00", nature: "grant", sourceId: funder, document: "N1", datedOn: today };
  const refusals: [object, number, string, object?][] = [
    [{ amount: "0" }, 422, "amount_not_positive", { at: "amount" }],
    [{ sourceId: former }, 409, "third_party_archived", { at: "sourceId", thirdParty: "Région" }],
    [{ amount: "-5.00" }, 422, "amount_not_positive"],
    [{ amount: "1.234" }, 422, "amount_precision", { amount: "1.234", currency: "EUR", decimals: 2 }],
    [{ amount: "1,50" }, 400, "request_invalid", { at: "body.amount" }],
    [{ amount: "99999999999999999999.00" }, 422, "amount_too_large"],
    [{ datedOn: "2026-03-13" }, 422, "entry_dated_in_future", { datedOn: "2026-03-13", today }],
    [{ datedOn: "2026-02-30" }, 400, "request_invalid", { at: "body.datedOn" }],
    [{ sourceId: newId() }, 422, "unknown_third_party", { at: "sourceId" }],
    [{ sourceId: undefined }, 422, "source_missing", { at: "sourceId" }],
    [{ sourceId: undefined, memberId: newId() }, 422, "unknown_member", { at: "memberId" }],
    [{ bankId: newId() }, 422, "unknown_bank", { at: "bankId" }],
    [{ expectedId: newId() }, 404, "not_found", { at: "expectedId" }],
    [{ expectedId: dropped }, 409, "expected_dropped"],
    [{ levy: [{ fundId: newId(), percent: "5" }] }, 422, "unknown_fund", { at: "levy" }],
    [{ levy: [{ fundId: commons, percent: "101" }] }, 400, "request_invalid"],
    [
      {
        levy: [
          { fundId: commons, percent: "60" },
          { fundId: commons, percent: "60" },
        ],
      },
      422,
      "levy_exceeds_amount",
    ],
    [{ giftIds: [gift] }, 422, "money_not_gift", { at: "giftIds" }],
    [{ ...given, giftIds: [gift] }, 422, "gift_above_amount", { promised: "60.00", amount: "50.00", currency: "EUR" }],
    [{ ...given, giftIds: [taken] }, 409, "contribution_withdrawn", { at: "giftIds[0]" }],
    [{ ...given, giftIds: [work] }, 422, "gift_not_money", { at: "giftIds[0]", currency: "EUR" }],
    [{ ...given, giftIds: [newId()] }, 404, "not_found", { at: "giftIds[0]" }],
    [{ ...given, memberId: people.ana.memberId, giftIds: [gift] }, 422, "gift_of_another", { at: "giftIds[0]", member: "Bob" }],
    [{ nature: "gift", giftIds: [gift] }, 422, "gift_of_another", { member: "Bob" }],
    [{ document: "" }, 400, "request_invalid", { at: "body.document" }],
  ];
  for (const [change, status, code, figures = {}] of refusals) {
    const reply = await people.tom.post(`/envelopes/${kit}/money-in`, { ...sound, ...change });
    t.hasStrict(reply, { status, body: { code, figures } }, `${code} ${JSON.stringify(change)}`);
  }
  t.hasStrict(await people.tom.post(`/envelopes/${other}/money-in`, { ...sound, expectedId: expected }), { status: 404 });
  t.hasStrict(await people.ana.post(`/envelopes/${kit}/money-in`, sound), { status: 403, body: { code: "role_missing" } });
  t.hasStrict(await people.tom.patch(`/expected-money/${expected}`, { status: "received" }), { status: 400 });
  t.hasStrict((await people.tom.get("/ledger/head")).body.position, "0", "nothing was posted");
});

t.test("a gift of money is a promise until it comes in, and no euro counts twice", async (t) => {
  const { people, envelope, thirdParty, collectiveId, circleId } = await openTreasury(house, crew);
  const kit = await envelope("Kit");
  const money = await makeKind(house, collectiveId, { name: "Don", unit: "EUR" });
  const gift = await makeContribution(house, { collectiveId, circleId, memberId: people.bob.memberId, kindId: money, amountMinor: 6000n });
  const arrival = { amount: "60.00", nature: "gift", memberId: people.bob.memberId, document: "Virement", datedOn: today, giftIds: [gift] };
  const work = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  await makeContribution(house, { collectiveId, circleId, memberId: people.bob.memberId, kindId: work, quantity: "2" });
  await makeContribution(house, {
    collectiveId,
    circleId,
    memberId: people.bob.memberId,
    kindId: money,
    amountMinor: 100n,
    status: "withdrawn",
  });
  const promised = async () => (await people.ana.get("/gifts")).body.items.map(({ id }: { id: string }) => id);
  t.hasStrict((await people.ana.get("/gifts?limit=1")).body, {
    items: [{ id: gift, memberId: people.bob.memberId, amount: "60.00", currency: "EUR" }],
    nextCursor: null,
  });
  const came = await people.tom.post(`/envelopes/${kit}/money-in`, arrival);
  t.equal(came.status, 201);
  t.same(await promised(), [], "it is in");
  t.hasStrict(await people.tom.post(`/envelopes/${kit}/money-in`, arrival), {
    status: 409,
    body: { code: "gift_received", figures: { id: gift, entry: came.body.entry.id } },
  });
  t.equal((await people.tom.post(`/entries/${came.body.entry.id}/reversal`, {})).status, 201);
  t.same(await promised(), [gift], "promised again");
  t.equal((await people.tom.post(`/envelopes/${kit}/money-in`, arrival)).status, 201, "promised again, it may come in again");

  t.test("a gift that is declared after its money came in is linked to it", async (t) => {
    const { giftIds: _, ...plain } = arrival;
    const entryId = (await people.tom.post(`/envelopes/${kit}/money-in`, plain)).body.entry.id;
    const declares = (amountMinor: bigint) =>
      makeContribution(house, { collectiveId, circleId, memberId: people.bob.memberId, kindId: money, amountMinor });
    const [first, second, third] = [await declares(4000n), await declares(2500n), await declares(2000n)];
    const link = (giftIds: string[], entry = entryId) => people.tom.post(`/entries/${entry}/gifts`, { giftIds });
    t.hasStrict(await people.bob.post(`/entries/${entryId}/gifts`, { giftIds: [first] }), { status: 403, body: { code: "role_missing" } });
    t.hasStrict(await link([first]), { status: 201, body: { entry: { id: entryId }, linked: "40.00" } });
    t.hasStrict(await link([first]), { status: 409, body: { code: "gift_received" } });
    t.hasStrict(await link([second]), {
      status: 422,
      body: { code: "gift_above_amount", figures: { promised: "25.00", amount: "20.00" } },
    });
    t.hasStrict(await link([third]), { body: { linked: "60.00" } }, "all of it");
    t.equal((await people.bob.get(`/contributions/${first}`)).body.receivedEntryId, entryId);
    t.hasStrict(await link([second], first), { status: 404 });
    t.hasStrict(await people.bob.get(`/entries/${entryId}/gifts`), { status: 200, body: { entry: { id: entryId }, linked: "60.00" } });
    t.hasStrict(await people.bob.get(`/entries/${first}/gifts`), { status: 404 });
    const other = async (change: object) =>
      (await people.tom.post(`/envelopes/${kit}/money-in`, { ...plain, ...change })).body.entry.id as string;
    t.hasStrict(await link([second], await other({ nature: "grant" })), {
      status: 422,
      body: {
        code: "money_not_gift",
        detail: "Cet argent n’est pas entré comme don : un don déclaré se relie à de l’argent reçu comme don.",
      },
    });
    const elsewhere = [{ memberId: people.ana.memberId }, { memberId: undefined, sourceId: await thirdParty("Mécène") }];
    for (const from of [...elsewhere, { memberId: undefined, source: "Collecte du marché" }])
      t.hasStrict(await link([second], await other(from)), { status: 422, body: { code: "gift_of_another", figures: { member: "Bob" } } });
    t.hasStrict(await people.bob.get(`/contributions/${second}`), { body: { receivedEntryId: null } });
    await people.tom.post(`/entries/${entryId}/reversal`, {});
    t.equal((await people.bob.get(`/contributions/${first}`)).body.receivedEntryId, null, "promised again");
    t.hasStrict(await link([first]), { status: 409, body: { code: "already_reversed" } });
  });
});

t.test("the figures of an envelope: no euro is subtracted twice, and each figure opens into its reasons", async (t) => {
  const { people, envelope, thirdParty, shares, figures, collectiveId, circleId } = await openTreasury(house, crew);
  const orm = house.database.orm;
  const kit = await envelope("Kit", "3000.00");
  const printer = await thirdParty("Imprimerie");
  const bill = { envelopeId: kit, thirdPartyId: printer, nature: "purchase", label: "Affiches", billedOn: today };
  const posters = (await people.tom.post("/bills", { ...bill, document: "F-1", amount: "450.00" })).body;
  await people.tom.post(`/bills/${posters.bill.id}/payments`, { amount: "250.00", datedOn: today, document: "V-1" });
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, amount: "400.00" }]);
  await people.tom.post("/payments", { items: [{ shareId: share, amount: "150.00" }], datedOn: today, document: "V-2" });
  const adopted = {
    collectiveId,
    envelopeId: kit,
    circleId,
    untilOn: today,
    sharingKey: {},
    createdBy: people.ana.memberId,
    createdAt: house.clock.now,
  };
  await orm.insert(sharings).values({ ...adopted, id: newId(), title: "Printemps", status: "adopted", amountMinor: 80000n });
  const summer = newId();
  await orm.insert(sharings).values({ ...adopted, id: summer, title: "Été", status: "open", amountMinor: 99900n });

  const hours = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  const train = await makeKind(house, collectiveId, { name: "Train", unit: "EUR", isExpense: true, nature: "expenses" });
  const given = { collectiveId, circleId, memberId: people.bob.memberId, envelopeId: kit, kindId: hours, quantity: "2" };
  await makeContribution(house, { ...given, claimMinor: 100000n });
  await makeContribution(house, { ...given, claimMinor: 5000n, status: "questioned" });
  await makeContribution(house, { ...given, claimMinor: 77700n, status: "withdrawn" });
  await makeContribution(house, given);
  await makeContribution(house, { ...given, kindId: train, quantity: null, amountMinor: 4250n, settlement: "reimburse" });
  const worked = await makeContribution(house, { ...given, envelopeId: null });
  const wish = { collectiveId, contributionId: worked, sharingId: summer, envelopeId: kit, carriedOn: "2026-02-01" };
  await orm.insert(carriedWishes).values({ ...wish, id: newId(), amountMinor: 2500n, fallsOn: "2027-02-01" });
  await orm.insert(carriedWishes).values({ ...wish, id: newId(), amountMinor: 999n, fallsOn: today });
  await orm.insert(carriedWishes).values({ ...wish, id: newId(), amountMinor: 888n, fallsOn: "2027-02-01", voidedAt: house.clock.now });

  // 3000.00 − 450.00 − 400.00 = 2150.00 in the ledger; 200.00 of the bill is unpaid, 800.00 adopted: 1350.00 is left.
  t.same(await figures(kit), {
    received: "3000.00",
    expected: "0.00",
    billed: "450.00",
    shared: "400.00",
    balance: "2150.00",
    committed: "1000.00",
    billsUnpaid: "200.00",
    sharingsAdopted: "800.00",
    left: "1350.00",
    wished: "1075.00",
    kept: "400.00",
    paid: "150.00",
    colour: "green",
  });

  const reasons = {
    received: [["entry", "3000.00"]],
    billed: [["entry", "450.00"]],
    shared: [["entry", "400.00"]],
    committed: [
      ["bill", "200.00"],
      ["sharing", "800.00"],
    ],
    left: [
      ["entry", "-400.00"],
      ["entry", "-450.00"],
      ["entry", "3000.00"],
      ["sharing", "-800.00"],
    ],
    wished: [
      ["carried", "25.00"],
      ["contribution", "1000.00"],
      ["contribution", "50.00"],
    ],
    kept: [["share", "400.00"]],
    paid: [["settlement", "150.00"]],
    expected: [],
  };
  for (const [figure, expected] of Object.entries(reasons)) {
    const { body } = await people.bob.get(`/envelopes/${kit}/figures/${figure}`);
    t.same(body.items.map(({ what, amount }: Record<string, string>) => [what, amount]).sort(), expected, figure);
    const sum = body.items.reduce((total: number, { amount }: Record<string, string>) => total + Math.round(Number(amount) * 100), 0);
    t.equal((sum / 100).toFixed(2), body.total, `the reasons of ${figure} add up to it`);
  }
  const first = (await people.bob.get(`/envelopes/${kit}/figures/wished?limit=2`)).body;
  const second = (await people.bob.get(`/envelopes/${kit}/figures/wished?limit=2&cursor=${first.nextCursor}`)).body;
  t.equal(new Set([...first.items, ...second.items].map(({ id }: { id: string }) => id)).size, 3);
  t.hasStrict(await people.bob.get(`/envelopes/${kit}/figures/mood`), { status: 400, body: { code: "request_invalid" } });
});

t.test("transfers, by the pilots of both circles or the treasurer", async (t) => {
  const { people, envelope, fund, figures, balances } = await openTreasury(house, { ...crew, ada: ["admin"] });
  const garden = (await people.ada.post("/circles", { name: "Jardin", pilots: [people.bob.memberId, people.ana.memberId] })).body;
  const kit = await envelope("Kit", "100.00");
  const seeds = (await people.bob.post("/envelopes", { name: "Graines", circleId: garden.id })).body.id;
  const commons = await fund("Communs", "30.00");
  const move = { from: { envelopeId: kit }, to: { envelopeId: seeds }, amount: "40.00", datedOn: today };

  t.hasStrict(
    await people.bob.post("/transfers", move),
    { status: 403, body: { code: "role_missing" } },
    "bob pilots one of the two circles",
  );
  t.hasStrict(await people.ana.post("/transfers", { ...move, document: "CR du 3 mars" }), {
    status: 201,
    body: { entry: { kind: "transfer" } },
  });
  t.hasStrict(await figures(kit), { received: "60.00", left: "60.00" });
  t.hasStrict(await figures(seeds), { received: "40.00", left: "40.00" });

  t.hasStrict(await people.ana.post("/transfers", { ...move, to: { fundId: commons }, amount: "50.00" }), { status: 201 });
  const back = { from: { fundId: commons }, to: { envelopeId: kit }, datedOn: today };
  t.hasStrict(await people.ana.post("/transfers", { ...back, amount: "1.00" }), { status: 403 }, "a fund is everybody’s");
  t.hasStrict(await people.tom.post("/transfers", { ...back, amount: "20.01" }), {
    status: 409,
    body: { code: "insufficient_balance", figures: { left: "20.00", asked: "20.01", currency: "EUR" } },
  });
  t.hasStrict(await people.tom.post("/transfers", { ...back, amount: "20.00" }), { status: 201 });
  t.hasStrict(await balances(), { Kit: "30.00", Graines: "40.00", Communs: "30.00", "Compte courant": "100.00" });

  const refusals: [object, number, string, object?][] = [
    [{ amount: "30.01" }, 409, "insufficient_balance", { at: "amount", left: "30.00", asked: "30.01" }],
    [{ to: { envelopeId: kit } }, 422, "transfer_to_itself"],
    [{ to: { envelopeId: newId() } }, 422, "unknown_envelope", { at: "to" }],
    [{ to: { fundId: newId() } }, 422, "unknown_fund", { at: "to" }],
    [{ to: {} }, 400, "request_invalid"],
    [{ to: { envelopeId: kit, fundId: commons } }, 400, "request_invalid"],
    [{ amount: "0.00" }, 422, "amount_not_positive"],
  ];
  for (const [change, status, code, wanted = {}] of refusals) {
    t.hasStrict(
      await people.tom.post("/transfers", { ...move, amount: "10.00", ...change }),
      { status, body: { code, figures: wanted } },
      JSON.stringify(change),
    );
  }
});

t.test("what an adopted sharing waits for is not moved away, but bills are recorded", async (t) => {
  const { people, envelope, thirdParty, figures, collectiveId, circleId } = await openTreasury(house, crew);
  const [kit, other] = [await envelope("Kit", "100.00"), await envelope("Autre")];
  await house.database.orm.insert(sharings).values({
    collectiveId,
    id: newId(),
    envelopeId: kit,
    circleId,
    title: "Hiver",
    status: "adopted",
    amountMinor: 9000n,
    distributedMinor: 8000n,
    untilOn: today,
    sharingKey: {},
    createdBy: people.ana.memberId,
    createdAt: house.clock.now,
  });
  t.hasStrict(
    await figures(kit),
    { balance: "100.00", committed: "80.00", left: "20.00" },
    "what its result takes out, not what it was offered",
  );
  const move = { from: { envelopeId: kit }, to: { envelopeId: other }, amount: "30.00", datedOn: today };
  t.hasStrict(await people.tom.post("/transfers", move), {
    status: 409,
    body: { code: "insufficient_balance", figures: { left: "20.00", asked: "30.00" } },
  });
  t.hasStrict(await people.tom.post(`/envelopes/${kit}/grant-returns`, { amount: "30.00", document: "R-1", datedOn: today }), {
    status: 409,
  });
  const printer = await thirdParty("Imprimerie");
  const bill = {
    envelopeId: kit,
    thirdPartyId: printer,
    nature: "purchase",
    label: "Affiches",
    billedOn: today,
    document: "F-1",
    amount: "30.00",
  };
  t.hasStrict(await people.tom.post("/bills", bill), { status: 201 });
  t.hasStrict(await figures(kit), { balance: "70.00", committed: "110.00", left: "-10.00" });
});

t.test("a grant goes back to its funder", async (t) => {
  const { people, envelope, figures, balances } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "100.00");
  const returned = await people.tom.post(`/envelopes/${kit}/grant-returns`, { amount: "12.50", document: "R-1", datedOn: today });
  t.hasStrict(returned, { status: 201, body: { entry: { kind: "grant-returned" }, envelope: { figures: { received: "87.50" } } } });
  t.hasStrict(await figures(kit), { received: "87.50", left: "87.50" });
  t.hasStrict(await balances(), { "Compte courant": "87.50", Kit: "87.50" });
});

t.test("an envelope closes empty, and then takes nothing in", async (t) => {
  const { people, envelope, thirdParty, collectiveId, circleId } = await openTreasury(house, crew);
  const [kit, other] = [await envelope("Kit", "100.00"), await envelope("Autre")];
  t.hasStrict(await people.ana.post(`/envelopes/${kit}/closing`), {
    status: 409,
    body: { code: "envelope_not_empty", figures: { balance: "100.00", committed: "0.00", expected: "0.00", currency: "EUR" } },
  });
  t.hasStrict(await people.bob.post(`/envelopes/${kit}/closing`), { status: 403 });
  const hours = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  const worked = await makeContribution(house, { collectiveId, circleId, memberId: people.bob.memberId, kindId: hours, quantity: "2" });
  const sharing = { collectiveId, id: newId(), envelopeId: kit, circleId, title: "x", status: "abandoned", untilOn: today, sharingKey: {} };
  await house.database.orm.insert(sharings).values({ ...sharing, createdBy: people.ana.memberId, createdAt: house.clock.now });
  const wish = { collectiveId, id: newId(), contributionId: worked, sharingId: sharing.id, envelopeId: kit, amountMinor: 500n };
  await house.database.orm.insert(carriedWishes).values({ ...wish, carriedOn: "2026-02-01", fallsOn: "2027-02-01" });
  await people.tom.post("/transfers", { from: { envelopeId: kit }, to: { envelopeId: other }, amount: "100.00", datedOn: today });
  const closed = await people.ana.post(`/envelopes/${kit}/closing`);
  t.hasStrict(
    closed,
    { status: 200, body: { closedAt: house.clock.now.toISOString(), figures: { wished: "0.00" } } },
    "the wishes carried in it fall",
  );

  const printer = await thirdParty("Imprimerie");
  const into = [
    people.tom.post(`/envelopes/${kit}/money-in`, { amount: "1.00", nature: "grant", source: "x", document: "N", datedOn: today }),
    people.tom.post("/transfers", { from: { envelopeId: other }, to: { envelopeId: kit }, amount: "1.00", datedOn: today }),
    people.tom.post("/bills", {
      envelopeId: kit,
      thirdPartyId: printer,
      nature: "rent",
      label: "x",
      billedOn: today,
      document: "F",
      amount: "1.00",
    }),
    people.tom.post("/bank-fees", { envelopeId: kit, amount: "1.00", document: "Relevé", datedOn: today }),
    people.tom.post(`/envelopes/${kit}/expected-money`, { amount: "1.00", source: "x" }),
    people.tom.post(`/envelopes/${kit}/closing`),
  ];
  for (const reply of await Promise.all(into))
    t.hasStrict(reply, { status: 409, body: { code: "envelope_closed", figures: { envelope: "Kit" } } });
  const names = async (query: string) => (await people.bob.get(`/envelopes?${query}`)).body.items.map(({ name }: { name: string }) => name);
  t.same([await names("state=closed"), await names(""), await names("state=all")], [["Kit"], ["Autre"], ["Autre", "Kit"]]);
});

t.test("funds, with a floor", async (t) => {
  const { people, envelope } = await openTreasury(house, crew);
  const opened = await people.tom.post("/funds", { name: "Communs", floor: "50.00" });
  t.hasStrict(opened, { status: 201, body: { name: "Communs", floor: "50.00", balance: "0.00", isArchived: false } });
  t.hasStrict(await people.tom.post("/funds", { name: "communs" }), { status: 409, body: { code: "name_taken" } });
  t.hasStrict(await people.tom.post("/funds", { name: "x", floor: "-1.00" }), {
    status: 422,
    body: { code: "amount_invalid", figures: { at: "floor" } },
  });
  t.hasStrict(await people.ana.post("/funds", { name: "x" }), { status: 403 });
  const kit = await envelope("Kit", "100.00");
  await people.tom.post("/transfers", { from: { envelopeId: kit }, to: { fundId: opened.body.id }, amount: "60.00", datedOn: today });
  t.hasStrict(await people.tom.patch(`/funds/${opened.body.id}`, { isArchived: true }), {
    status: 409,
    body: { code: "fund_not_empty", figures: { balance: "60.00", currency: "EUR" } },
  });
  t.hasStrict(await people.tom.patch(`/funds/${opened.body.id}`, { floor: "0.00", name: "Part reversée" }), {
    status: 200,
    body: { floor: "0.00" },
  });
  await people.tom.post("/transfers", { from: { fundId: opened.body.id }, to: { envelopeId: kit }, amount: "60.00", datedOn: today });
  t.hasStrict(await people.tom.patch(`/funds/${opened.body.id}`, { isArchived: true }), { status: 200, body: { isArchived: true } });
  const into = { from: { envelopeId: kit }, to: { fundId: opened.body.id }, amount: "1.00", datedOn: today };
  t.hasStrict(await people.tom.post("/transfers", into), {
    status: 409,
    body: { code: "fund_archived", figures: { fund: "Part reversée" } },
  });
  t.hasStrict((await people.bob.get("/funds")).body, { items: [{ name: "Part reversée", balance: "0.00" }] });
});

t.test("a fund that is archived while money comes into it stays, or takes nothing", async (t) => {
  const { people, envelope } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "100.00");
  const ids = await Promise.all(Array.from({ length: 8 }, async (_, n) => (await people.tom.post("/funds", { name: `F${n}` })).body.id));
  await Promise.all(
    ids.flatMap((fundId) => [
      people.tom.post("/transfers", { from: { envelopeId: kit }, to: { fundId }, amount: "1.00", datedOn: today }),
      people.tom.patch(`/funds/${fundId}`, { isArchived: true }),
    ]),
  );
  const { items } = (await people.bob.get("/funds")).body;
  for (const { isArchived, balance } of items) t.equal(balance, isArchived ? "0.00" : "1.00");
});
