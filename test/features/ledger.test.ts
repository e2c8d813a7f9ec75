import { newId } from "../../src/db/id.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [] };
const numbers = (items: { number: number }[]) => items.map(({ number }) => number);

t.test("every member reads the entries, the latest first, a page at a time", async (t) => {
  const { people, envelope } = await openTreasury(house, crew);
  const [kit, other] = [await envelope("Kit", "100.00"), await envelope("Autre", "50.00")];
  const move = { from: { envelopeId: kit }, to: { envelopeId: other }, amount: "10.00", note: "Après la réunion" };
  for (const datedOn of ["2026-01-15", "2026-02-15", today]) await people.tom.post("/transfers", { ...move, datedOn });

  const { items } = (await people.bob.get("/entries")).body;
  t.same(numbers(items), [5, 4, 3, 2, 1]);
  t.hasStrict(items[0], {
    position: "5",
    yearStartsOn: "2026-01-01",
    kind: "transfer",
    datedOn: today,
    text: "Après la réunion",
    postedBy: people.tom.memberId,
    postedAt: house.clock.now.toISOString(),
    origin: { from: kit, to: other },
    lines: [
      { class: "envelope", ownerId: kit, name: "Kit", amount: "10.00", commodity: "EUR", nature: "transfer" },
      { class: "envelope", ownerId: other, name: "Autre", amount: "-10.00" },
    ],
  });
  t.equal(items[0].previousHash, items[1].hash, "each entry holds the hash of the one before");
  t.same((await people.bob.get(`/entries/${items[0].id}`)).body, items[0]);
  t.hasStrict((await people.bob.get("/ledger/head")).body, { position: "5", hash: items[0].hash });

  const filters: [string, number[]][] = [
    [`envelopeId=${kit}`, [5, 4, 3, 1]],
    [`envelopeId=${newId()}`, []],
    [`accountId=${items[0].lines[1].accountId}`, [5, 4, 3, 2]],
    [`accountId=${items[0].lines[1].accountId}&envelopeId=${kit}`, []],
    ["kind=transfer", [5, 4, 3]],
    ["kind=mood", []],
    ["from=2026-02-01", [5, 4, 2, 1]],
    ["until=2026-02-15", [4, 3]],
    ["from=2026-02-15&until=2026-02-15", [4]],
  ];
  for (const [query, expected] of filters) t.same(numbers((await people.bob.get(`/entries?${query}`)).body.items), expected, query);

  const first = (await people.bob.get("/entries?limit=3")).body;
  const second = (await people.bob.get(`/entries?limit=3&cursor=${first.nextCursor}`)).body;
  t.same([numbers(first.items), numbers(second.items), second.nextCursor], [[5, 4, 3], [2, 1], null]);
  for (const query of ["cursor=x", `cursor=${Buffer.from('["x"]').toString("base64url")}`]) {
    t.hasStrict(await people.bob.get(`/entries?${query}`), { status: 400, body: { code: "cursor_invalid" } });
  }
  t.hasStrict(await people.bob.get(`/entries/${newId()}`), { status: 404, body: { code: "not_found" } });
});

t.test("another collective’s ledger is not there", async (t) => {
  const here = await openTreasury(house, crew);
  const there = await openTreasury(house, crew);
  await there.envelope("Kit", "100.00");
  const [entry] = (await there.people.bob.get("/entries")).body.items;
  t.hasStrict(await here.people.tom.get(`/entries/${entry.id}`), { status: 404 });
  t.hasStrict(await here.people.tom.post(`/entries/${entry.id}/reversal`, {}), { status: 404 });
  t.same((await here.people.bob.get("/entries")).body.items, []);
});

t.test("balances: banks show as much as all others, now and at the end of a day", async (t) => {
  const { people, envelope, fund } = await openTreasury(house, crew);
  const [kit, commons] = [await envelope("Kit"), await fund("Communs")];
  const money = { nature: "service", source: "Atelier", document: "N" };
  await people.tom.post(`/envelopes/${kit}/money-in`, { ...money, amount: "100.00", datedOn: "2026-01-10" });
  await people.tom.post(`/envelopes/${kit}/money-in`, { ...money, amount: "50.00", datedOn: "2026-02-10" });
  await people.tom.post("/transfers", { from: { envelopeId: kit }, to: { fundId: commons }, amount: "20.00", datedOn: "2026-03-01" });
  const { body } = await people.bob.get("/balances");
  t.hasStrict(body.items, [
    { class: "bank", name: "Compte courant", balance: "150.00" },
    { class: "envelope", ownerId: kit, name: "Kit", balance: "130.00" },
    { class: "fund", ownerId: commons, balance: "20.00" },
  ]);
  t.hasStrict(body.totals, [
    { class: "bank", commodity: "EUR", balance: "150.00" },
    { class: "envelope", balance: "130.00" },
    { class: "fund", balance: "20.00" },
  ]);
  t.equal(body.head.position, "3");
  const at = async (day: string) =>
    (await people.bob.get(`/balances?on=${day}`)).body.items.map((item: { balance: string }) => item.balance);
  t.same(await at("2026-01-09"), ["0.00", "0.00", "0.00"]);
  t.same(await at("2026-02-10"), ["150.00", "150.00", "0.00"]);
  t.same(await at(today), ["150.00", "130.00", "20.00"]);
  t.same(
    (await people.bob.get("/balances?class=fund")).body.items.map((item: { name: string }) => item.name),
    ["Communs"],
  );
});

t.test("bank accounts, and money between them; only they may be below zero", async (t) => {
  const { people, envelope, thirdParty, balances } = await openTreasury(house, crew);
  const current = await people.tom.post("/banks", { name: "Banque" });
  t.hasStrict(current, { status: 201, body: { name: "Banque", currency: "EUR", balance: "0.00" } });
  const till = (await people.tom.post("/banks", { name: "Caisse" })).body;
  t.hasStrict(await people.tom.post("/banks", { name: "caisse" }), { status: 409, body: { code: "name_taken" } });
  t.hasStrict(await people.ana.post("/banks", { name: "Autre" }), { status: 403 });
  t.hasStrict(await people.tom.patch(`/banks/${till.id}`, { name: "Caisse bleue" }), { status: 200, body: { name: "Caisse bleue" } });
  t.hasStrict(await people.tom.patch(`/banks/${newId()}`, { name: "x" }), { status: 404 });

  const kit = await envelope("Kit");
  const arrival = { amount: "100.00", nature: "grant", source: "x", document: "N", datedOn: today };
  t.hasStrict(await people.tom.post(`/envelopes/${kit}/money-in`, arrival), {
    status: 422,
    body: { code: "bank_missing", figures: { names: ["Banque", "Caisse bleue"] } },
  });
  await people.tom.post(`/envelopes/${kit}/money-in`, { ...arrival, bankId: current.body.id });
  const move = { fromId: current.body.id, toId: till.id, amount: "30.00", datedOn: today, document: "Retrait" };
  t.hasStrict(await people.tom.post("/bank-transfers", move), { status: 201, body: { entry: { kind: "bank-transfer" } } });
  t.hasStrict(await balances(), { Banque: "70.00", "Caisse bleue": "30.00", Kit: "100.00" });
  t.hasStrict(await people.tom.post("/bank-transfers", { ...move, toId: current.body.id }), {
    status: 422,
    body: { code: "transfer_to_itself" },
  });
  t.hasStrict(await people.tom.post("/bank-transfers", { ...move, toId: kit }), {
    status: 422,
    body: { code: "unknown_bank", figures: { at: "toId" } },
  });

  const baker = await thirdParty("Boulangerie");
  const bill = { envelopeId: kit, thirdPartyId: baker, nature: "purchase", label: "Pain", billedOn: today, document: "T", amount: "40.00" };
  t.equal((await people.tom.post("/bills", { ...bill, payment: { bankId: till.id } })).status, 201);
  t.hasStrict((await people.bob.get("/banks")).body.items, [{ balance: "70.00" }, { balance: "-10.00" }]);

  const dinars = await people.tom.post("/banks", { name: "Compte à Tunis", currency: "TND" });
  t.hasStrict(await people.tom.post("/bank-transfers", { ...move, toId: dinars.body.id }), {
    status: 422,
    body: { code: "currency_mismatch" },
  });
  t.hasStrict(await people.tom.post("/banks", { name: "x", currency: "ABC" }), { status: 422, body: { code: "unknown_currency" } });
});

t.test("a hosted collective has no bank of its own: its money is at its host’s", async (t) => {
  const { people, envelope, balances } = await openTreasury(house, { tom: ["treasurer", "admin"] });
  await people.tom.patch("", { hostedBy: "La Coopérative" });
  await envelope("Kit", "300.00");
  t.same(await balances(), { "Chez La Coopérative": "300.00", Kit: "300.00" });
});

t.test("a collective starts with the balances it has", async (t) => {
  const { people, envelope, fund, balances, figures } = await openTreasury(house, crew);
  const bank = (await people.tom.post("/banks", { name: "Banque" })).body.id;
  const [kit, commons] = [await envelope("Kit"), await fund("Communs")];
  const start = {
    datedOn: "2026-01-01",
    document: "Bilan 2025",
    banks: [{ bankId: bank, amount: "1240.00" }],
    envelopes: [{ envelopeId: kit, amount: "1000.00" }],
    funds: [{ fundId: commons, amount: "240.00" }],
  };
  const former = await fund("Ancien fonds");
  t.hasStrict(await people.tom.patch(`/funds/${former}`, { isArchived: true }), { status: 200 });
  const refusals: [object, number, string, object?][] = [
    [{ funds: [{ fundId: former, amount: "1.00" }] }, 409, "fund_archived", { at: "funds[0]", fund: "Ancien fonds" }],
    [{ funds: [] }, 422, "entry_unbalanced", { debit: "1240.00", credit: "1000.00" }],
    [{ banks: [{ bankId: newId(), amount: "1.00" }] }, 422, "unknown_bank", { at: "banks[0]" }],
    [{ envelopes: [{ envelopeId: newId(), amount: "1.00" }] }, 422, "unknown_envelope", { at: "envelopes[0]" }],
    [{ funds: [{ fundId: newId(), amount: "1.00" }] }, 422, "unknown_fund", { at: "funds[0]" }],
    [{ funds: [{ fundId: commons, amount: "-1.00" }] }, 422, "amount_not_positive"],
    [{ datedOn: "2026-03-13" }, 422, "entry_dated_in_future"],
    [{ datedOn: "1026-03-12" }, 422, "entry_dated_too_early"],
    [{ banks: [], envelopes: [], funds: [] }, 422, "entry_incomplete"],
  ];
  for (const [change, status, code, wanted = {}] of refusals) {
    t.hasStrict(await people.tom.post("/opening-balances", { ...start, ...change }), { status, body: { code, figures: wanted } }, code);
  }
  t.hasStrict(await people.ana.post("/opening-balances", start), { status: 403 });
  t.hasStrict(await people.tom.post("/opening-balances", start), { status: 201, body: { entry: { kind: "opening", number: 1 } } });
  t.hasStrict(await balances(), { Banque: "1240.00", Kit: "1000.00", Communs: "240.00" });
  t.hasStrict(await figures(kit), { received: "1000.00", left: "1000.00" });

  const twice = { status: 409, body: { code: "bank_opened", figures: { at: "banks[1]", bank: "Banque", number: 1 } } };
  const till = (await people.tom.post("/banks", { name: "Caisse" })).body.id;
  const withTill = { ...start, banks: [{ bankId: till, amount: "0.00" }, ...start.banks] };
  t.hasStrict(await people.tom.post("/opening-balances", withTill), twice, "what is sent again is not there twice");
  const ofTill = { ...start, banks: [{ bankId: till, amount: "60.00" }], envelopes: [{ envelopeId: kit, amount: "60.00" }], funds: [] };
  t.hasStrict(await people.tom.post("/opening-balances", ofTill), { status: 201 }, "another bank is opened later");
  const first = (await people.tom.get("/entries?limit=200")).body.items.find(({ number }: { number: number }) => number === 1);
  t.hasStrict(await people.tom.post(`/entries/${first.id}/reversal`, { reason: "Une erreur de saisie" }), { status: 201 });
  t.hasStrict(await people.tom.post("/opening-balances", start), { status: 201 }, "what was reversed is made anew");
  t.hasStrict(await balances(), { Banque: "1240.00", Caisse: "60.00", Kit: "1060.00", Communs: "240.00" });
});

t.test("a mistake is reversed by a linked entry, once, dated today", async (t) => {
  const { people, envelope, shares, figures, balances } = await openTreasury(house, crew);
  const [kit, other] = [await envelope("Kit", "100.00"), await envelope("Autre")];
  const move = { from: { envelopeId: kit }, to: { envelopeId: other }, amount: "60.00", datedOn: "2026-02-01" };
  const { entry } = (await people.tom.post("/transfers", move)).body;
  t.hasStrict(await people.ana.post(`/entries/${entry.id}/reversal`, {}), { status: 403, body: { code: "role_missing" } });
  const undone = await people.tom.post(`/entries/${entry.id}/reversal`, { reason: "Mauvaise enveloppe" });
  t.hasStrict(undone, { status: 201, body: { entry: { number: 3, kind: "reversal", datedOn: today, reversesId: entry.id } } });
  t.hasStrict((await people.bob.get(`/entries/${entry.id}`)).body, { reversedById: undone.body.entry.id, reversedByNumber: 3 });
  t.hasStrict((await people.bob.get(`/entries/${undone.body.entry.id}`)).body, { text: "Mauvaise enveloppe", origin: { from: kit } });
  t.hasStrict(await balances(), { Kit: "100.00", Autre: "0.00" });
  t.hasStrict(await figures(kit), { received: "100.00", left: "100.00" });

  t.hasStrict(await people.tom.post(`/entries/${entry.id}/reversal`, {}), {
    status: 409,
    body: { code: "already_reversed", figures: { number: 2, by: 3 } },
  });
  t.hasStrict(await people.tom.post(`/entries/${undone.body.entry.id}/reversal`, {}), { status: 409, body: { code: "not_reversible" } });

  await shares(kit, [{ memberId: people.bob.memberId, amount: "100.00" }]);
  const [shared] = (await people.bob.get("/entries?kind=sharing")).body.items;
  t.hasStrict(await people.tom.post(`/entries/${shared.id}/reversal`, {}), {
    status: 409,
    body: { code: "entry_of_sharing", figures: { number: 4 } },
  });
  const [arrival] = (await people.bob.get("/entries?kind=money-in")).body.items;
  t.hasStrict(
    await people.tom.post(`/entries/${arrival.id}/reversal`, {}),
    { status: 409, body: { code: "reversal_uncovered", figures: { left: "0.00", asked: "100.00", envelope: "Kit", number: 1 } } },
    "money that has moved on is not taken back",
  );
});

t.test("of 20 reversals of one entry exactly one succeeds", async (t) => {
  const { people, envelope, balances } = await openTreasury(house, crew);
  await envelope("Autre", "500.00");
  await envelope("Kit", "100.00");
  const [entry] = (await people.bob.get("/entries")).body.items;
  const replies = await Promise.all(Array.from({ length: 20 }, () => people.tom.post(`/entries/${entry.id}/reversal`, {})));
  t.equal(replies.filter(({ status }) => status === 201).length, 1);
  t.ok(replies.every(({ status, body }) => status === 201 || body.code === "already_reversed"));
  t.hasStrict(await balances(), { "Compte courant": "500.00", Kit: "0.00", Autre: "500.00" });
});

t.test("a fiscal year that is over is closed for good, after those before it", async (t) => {
  const { people, envelope } = await openTreasury(house, crew);
  const kit = await envelope("Kit");
  const arrival = { amount: "10.00", nature: "grant", source: "x", document: "N" };
  const arrives = (datedOn: string) => people.tom.post(`/envelopes/${kit}/money-in`, { ...arrival, datedOn });
  for (const day of ["2024-05-01", "2025-12-31", "2026-01-01", "2025-06-01"]) t.equal((await arrives(day)).status, 201);
  t.hasStrict((await people.bob.get("/years")).body.items, [
    { startsOn: "2026-01-01", endsOn: "2026-12-31", entries: 1, closedAt: null },
    { startsOn: "2025-01-01", endsOn: "2025-12-31", entries: 2 },
    { startsOn: "2024-01-01", endsOn: "2024-12-31", entries: 1 },
  ]);
  t.hasStrict(await people.tom.post("/years/2026-01-01/closing"), {
    status: 409,
    body: { code: "year_not_over", figures: { endsOn: "2026-12-31", today } },
  });
  t.hasStrict(await people.tom.post("/years/2025-01-01/closing"), {
    status: 409,
    body: { code: "year_before_open", figures: { startsOn: "2024-01-01" } },
  });
  t.hasStrict(await people.tom.post("/years/2023-01-01/closing"), { status: 404 });
  t.hasStrict(await people.tom.post("/years/soon/closing"), { status: 400 });
  t.hasStrict(await people.ana.post("/years/2024-01-01/closing"), { status: 403 });
  t.hasStrict(await people.tom.post("/years/2024-01-01/closing"), { status: 200, body: { closedAt: house.clock.now.toISOString() } });
  t.hasStrict(await people.tom.post("/years/2025-01-01/closing"), { status: 200 });
  t.hasStrict(await people.tom.post("/years/2025-01-01/closing"), { status: 409, body: { code: "year_closed" } });
  t.hasStrict(await arrives("2025-07-01"), {
    status: 409,
    body: { code: "year_closed", figures: { startsOn: "2025-01-01", endsOn: "2025-12-31" } },
  });

  const [old] = (await people.bob.get("/entries?until=2024-12-31")).body.items;
  t.hasStrict(
    await people.tom.post(`/entries/${old.id}/reversal`, {}),
    { status: 201, body: { entry: { datedOn: today } } },
    "it is undone in the open year",
  );
});

t.test("the audit trail says who did what, when", async (t) => {
  const { people, envelope, thirdParty, circleId } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "100.00");
  const printer = await thirdParty("Imprimerie");
  const bill = {
    envelopeId: kit,
    thirdPartyId: printer,
    nature: "purchase",
    label: "Affiches",
    billedOn: today,
    document: "F-1",
    amount: "45.00",
  };
  const { id } = (await people.tom.post("/bills", { ...bill, payment: {} })).body.bill;
  await people.ana.post("/envelopes", { name: "Autre", circleId });

  const actions = async (query = "") => (await people.bob.get(`/audit${query}`)).body.items.map(({ action }: { action: string }) => action);
  t.same(await actions(), ["envelope.opened", "bill.paid", "bill.recorded", "money.received", "envelope.opened"]);
  t.same(await actions("?action=bill"), ["bill.paid", "bill.recorded"]);
  t.same(await actions("?action=bill.paid"), ["bill.paid"]);
  t.same(await actions("?action=bil"), []);
  t.same(await actions(`?byId=${people.ana.memberId}`), ["envelope.opened"]);
  t.same(await actions(`?subjectId=${id}`), ["bill.paid", "bill.recorded"]);
  t.same(await actions(`?from=${today}&until=${today}`), await actions());
  t.same(await actions("?until=2026-03-11"), []);
  t.same(await actions("?from=2026-03-13"), []);
  const [, paid] = (await people.bob.get("/audit")).body.items;
  t.hasStrict(paid, {
    at: house.clock.now.toISOString(),
    byId: people.tom.memberId,
    subject: "bill",
    subjectId: id,
    details: { amount: "45.00" },
  });
  const first = (await people.bob.get("/audit?limit=3")).body;
  const second = (await people.bob.get(`/audit?limit=3&cursor=${first.nextCursor}`)).body;
  t.equal(new Set([...first.items, ...second.items].map((event: { id: string }) => event.id)).size, 5);
  for (const at of ["x", "2026-02-30T00:00:00.000Z", "0000-01-01T00:00:00.000Z"]) {
    const cursor = Buffer.from(JSON.stringify([at, id])).toString("base64url");
    t.hasStrict(await people.bob.get(`/audit?cursor=${cursor}`), { status: 400, body: { code: "cursor_invalid" } }, at);
  }
});
