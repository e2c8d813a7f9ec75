import { verifyLedger } from "../../src/db/checks.js";
import { newId } from "../../src/db/id.js";
import { sharings } from "../../src/db/schema/index.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [], cy: [] };
const left = (reply: Reply) => reply.body.shares.map((share: Record<string, string>) => share.left);

/** How many replies had each status. */
const tally = (replies: readonly Reply[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

// Shares -------------------------------------------------------------------------------------------------------------

t.test("shares are paid in parts, several together, and the treasury adds up after each", async (t) => {
  const { people, envelope, shares, balances, figures } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [ana, bob = "", expenses] = await shares(kit, [
    { memberId: people.ana.memberId, amount: "300.00" },
    { memberId: people.bob.memberId, amount: "312.40" },
    { memberId: people.bob.memberId, amount: "42.50", nature: "expenses" },
  ]);
  t.hasStrict(await balances(), { "Compte courant": "1000.00", Kit: "345.10", Ana: "300.00", Bob: "354.90" });

  const payment = { datedOn: today, document: "Virement 1" };
  const first = await people.tom.post("/payments", { ...payment, items: [{ shareId: bob, amount: "200.00" }] });
  t.hasStrict(first, {
    status: 201,
    body: { entry: { kind: "payment", document: "Virement 1" }, shares: [{ paid: "200.00", left: "112.40" }] },
  });
  const told = { what: "share.paid", subject: "sharing", byId: people.tom.memberId };
  t.match((await people.bob.get("/notices?unseen=true")).body.items, [told], "who is paid is told");
  const items = [
    { shareId: ana, amount: "300.00" },
    { shareId: bob, amount: "100.00" },
    { shareId: expenses, amount: "42.50" },
  ];
  const second = await people.tom.post("/payments", { ...payment, items, document: "Virement 2" });
  t.same(left(second), ["0.00", "12.40", "0.00"]);
  const lines = (await people.bob.get(`/entries/${second.body.entry.id}`)).body.lines;
  t.same(
    lines.map(({ name, amount, nature }: Record<string, string>) => [name, amount, nature]),
    [
      ["Ana", "300.00", "work"],
      ["Bob", "100.00", "work"],
      ["Bob", "42.50", "expenses"],
      ["Compte courant", "-442.50", null],
    ],
  );
  t.hasStrict(await balances(), { "Compte courant": "357.50", Kit: "345.10", Ana: "0.00", Bob: "12.40" });
  t.hasStrict(await figures(kit), { kept: "654.90", paid: "642.50", left: "345.10" });
  t.hasStrict(await people.bob.get(`/shares/${bob}`), { status: 200, body: { amount: "312.40", paid: "300.00", left: "12.40" } });

  const refused = await people.tom.post("/payments", { ...payment, items: [{ shareId: bob, amount: "20.00" }] });
  t.hasStrict(refused, {
    status: 409,
    body: { code: "share_overpaid", figures: { at: "items[0].amount", left: "12.40", asked: "20.00", currency: "EUR" } },
  });
  t.equal(refused.body.detail, "Il reste 12,40\u202f€ à verser sur cette rétribution, vous demandez 20,00\u202f€.");
});

t.test("who is paid reads what they received, payment by payment; others do not", async (t) => {
  const { people, envelope, shares } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [work = "", expenses = ""] = await shares(kit, [
    { memberId: people.bob.memberId, amount: "312.40" },
    { memberId: people.bob.memberId, amount: "42.50", nature: "expenses" },
  ]);
  const path = `/members/${people.bob.memberId}/received`;
  t.same((await people.bob.get(path)).body, { items: [] });
  const payment = { datedOn: today, document: "Virement 1" };
  await people.tom.post("/payments", { ...payment, items: [{ shareId: work, amount: "200.00" }] });
  await people.tom.post("/payments", { ...payment, items: [{ shareId: expenses, amount: "42.50" }] });
  await people.tom.post(`/shares/${work}/refunds`, { amount: "50.00", datedOn: today, document: "Retour" });
  const { items } = (await people.bob.get(path)).body;
  t.same(
    items.map(({ how, amount, nature, datedOn }: Record<string, string>) => [how, amount, nature, datedOn]),
    [
      ["refunded", "-50.00", "work", today],
      ["paid", "42.50", "expenses", today],
      ["paid", "200.00", "work", today],
    ],
  );
  t.hasStrict(await people.cy.get(path), { status: 403, body: { code: "role_missing" } });
});

t.test("what is refused of a payment, and posts nothing", async (t) => {
  const { people, envelope, shares } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, amount: "100.00" }]);
  const sound = { datedOn: today, document: "V", items: [{ shareId: share, amount: "10.00" }] };
  const twice = [
    { shareId: share, amount: "10.00" },
    { shareId: share, amount: "10.00" },
  ];
  const refusals: [object, number, string, object?][] = [
    [{ items: [{ shareId: share, amount: "100.01" }] }, 409, "share_overpaid", { left: "100.00", asked: "100.01" }],
    [{ items: [{ shareId: share, amount: "0.00" }] }, 422, "amount_not_positive", { at: "items[0].amount" }],
    [{ items: [{ shareId: share, amount: "-10.00" }] }, 422, "amount_not_positive"],
    [{ items: [{ shareId: share, amount: "0.001" }] }, 422, "amount_precision", { at: "items[0].amount" }],
    [{ items: [{ shareId: newId(), amount: "1.00" }] }, 404, "not_found", { at: "items[0].shareId" }],
    [{ items: twice }, 422, "share_twice", { at: "items[1].shareId" }],
    [{ items: [] }, 400, "request_invalid", { at: "body.items" }],
    [{ datedOn: "2026-03-13" }, 422, "entry_dated_in_future", { today }],
    [{ datedOn: "2025-03-12" }, 422, "payment_before_debt", { at: "datedOn", day: "2025-03-12", owedOn: today }],
    [{ document: undefined }, 400, "request_invalid", { at: "body.document" }],
    [{ bankId: newId() }, 422, "unknown_bank"],
  ];
  const before = (await people.tom.get("/ledger/head")).body.position;
  for (const [change, status, code, figures = {}] of refusals) {
    const reply = await people.tom.post("/payments", { ...sound, ...change });
    t.hasStrict(reply, { status, body: { code, figures } }, `${code} ${JSON.stringify(change)}`);
  }
  t.hasStrict(await people.ana.post("/payments", sound), { status: 403, body: { code: "role_missing" } });
  t.equal((await people.tom.get("/ledger/head")).body.position, before);
  t.hasStrict(await people.bob.get(`/shares/${share}`), { status: 200, body: { paid: "0.00", left: "100.00" } });
});

t.test("what came back of a share may be shared again: the envelope has it, what is paid lacks it, and the ledger verifies", async (t) => {
  const { people, envelope, shares, balances, figures, collectiveId } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [share = ""] = await shares(kit, [{ memberId: people.bob.memberId, amount: "600.00" }]);
  await people.tom.post("/payments", { items: [{ shareId: share, amount: "600.00" }], datedOn: today, document: "V-1" });
  t.hasStrict(await figures(kit), {
    received: "1000.00",
    shared: "600.00",
    balance: "400.00",
    left: "400.00",
    kept: "600.00",
    paid: "600.00",
  });

  await people.tom.post(`/shares/${share}/refunds`, { amount: "600.00", datedOn: today, document: "V-2" });
  // Received and kept are what they were (DESIGN §6: kept = Σ posted shares); all 1000.00 is there again, and nothing is owed.
  t.hasStrict(await figures(kit), {
    received: "1000.00",
    shared: "0.00",
    balance: "1000.00",
    left: "1000.00",
    kept: "600.00",
    paid: "0.00",
  });
  t.hasStrict((await people.tom.get("/owed")).body, { items: [] });
  const reasons: Record<string, string[]> = { shared: ["-600.00", "600.00"], kept: ["600.00"], paid: ["-600.00", "600.00"] };
  for (const [figure, amounts] of Object.entries(reasons)) {
    const { items } = (await people.bob.get(`/envelopes/${kit}/figures/${figure}`)).body;
    t.same(items.map(({ amount }: Record<string, string>) => amount).sort(), amounts, figure);
  }

  const [again = ""] = await shares(kit, [{ memberId: people.ana.memberId, amount: "1000.00" }]);
  await people.tom.post("/payments", { items: [{ shareId: again, amount: "1000.00" }], datedOn: today, document: "V-3" });
  t.hasStrict(await figures(kit), { shared: "1000.00", balance: "0.00", left: "0.00", kept: "1600.00", paid: "1000.00" });
  t.hasStrict(await balances(), { "Compte courant": "0.00", Kit: "0.00", Bob: "0.00", Ana: "0.00" });
  await verifyLedger(house.database.orm, { collectiveId });
});

t.test("a share of another collective is not there", async (t) => {
  const here = await openTreasury(house, crew);
  const there = await openTreasury(house, crew);
  const [share] = await there.shares(await there.envelope("Kit", "100.00"), [{ memberId: there.people.bob.memberId, amount: "10.00" }]);
  const items = [{ shareId: share, amount: "10.00" }];
  t.hasStrict(await here.people.tom.post("/payments", { datedOn: today, document: "V", items }), {
    status: 404,
    body: { code: "not_found" },
  });
  t.hasStrict(await here.people.tom.get(`/shares/${share}`), { status: 404 });
});

t.test("who is owed a share may leave it to a fund", async (t) => {
  const { people, envelope, fund, shares, balances, figures } = await openTreasury(house, crew);
  const [kit, commons] = [await envelope("Kit", "1000.00"), await fund("Communs")];
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, amount: "100.00" }]);
  t.hasStrict(await people.ana.post(`/shares/${share}/waiver`, { fundId: commons }), { status: 403, body: { code: "share_of_another" } });
  t.hasStrict(await people.tom.post(`/shares/${share}/waiver`, { fundId: commons }), { status: 403 }, "nobody waives for another");
  t.hasStrict(await people.bob.post(`/shares/${share}/waiver`, { fundId: newId() }), { status: 422, body: { code: "unknown_fund" } });
  const former = await fund("Ancien fonds");
  t.hasStrict(await people.tom.patch(`/funds/${former}`, { isArchived: true }), { status: 200 });
  t.hasStrict(await people.bob.post(`/shares/${share}/waiver`, { fundId: former }), {
    status: 409,
    body: { code: "fund_archived", figures: { at: "fundId", fund: "Ancien fonds" } },
  });
  const some = await people.bob.post(`/shares/${share}/waiver`, { fundId: commons, amount: "30.00" });
  t.hasStrict(some, { status: 201, body: { entry: { kind: "waiver", datedOn: today }, shares: [{ waived: "30.00", left: "70.00" }] } });
  t.hasStrict(await people.bob.post(`/shares/${share}/waiver`, { fundId: commons, amount: "70.01" }), {
    status: 409,
    body: { code: "share_overpaid", figures: { left: "70.00", asked: "70.01" } },
  });
  t.same(left(await people.bob.post(`/shares/${share}/waiver`, { fundId: commons })), ["0.00"], "all that is left, unless said");
  t.hasStrict(await balances(), { "Compte courant": "1000.00", Kit: "900.00", Bob: "0.00", Communs: "100.00" });
  t.hasStrict(await figures(kit), { kept: "100.00", paid: "100.00" });
  t.hasStrict(await people.bob.post(`/shares/${share}/waiver`, { fundId: commons }), {
    status: 409,
    body: { code: "share_overpaid", figures: { left: "0.00" } },
  });

  t.hasStrict(await people.tom.post(`/entries/${some.body.entry.id}/reversal`, {}), { status: 201 });
  t.hasStrict(
    await people.bob.get(`/shares/${share}`),
    { status: 200, body: { waived: "70.00", left: "30.00" } },
    "a waiver that is reversed is owed again",
  );
});

t.test("what comes back of a payment returns to the envelope; a transfer that bounced is owed again", async (t) => {
  const { people, envelope, shares, balances, figures } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, payeeId: people.cy.memberId, amount: "100.00" }]);
  const paid = await people.tom.post("/payments", { items: [{ shareId: share, amount: "80.00" }], datedOn: today, document: "V-1" });
  t.hasStrict((await people.bob.get(`/entries/${paid.body.entry.id}`)).body.lines, [
    { name: "Cy", amount: "80.00", forMemberId: people.bob.memberId },
    {},
  ]);

  const back = { datedOn: today, document: "V-2" };
  t.hasStrict(await people.tom.post(`/shares/${share}/refunds`, { ...back, datedOn: "2026-03-11", amount: "50.00" }), {
    status: 422,
    body: {
      code: "refund_before_payment",
      detail: "Cet argent ne peut pas être rendu le 11/03/2026 : il n’a été payé que le 12/03/2026.",
      figures: { at: "datedOn", day: "2026-03-11", paidOn: today },
    },
  });
  t.hasStrict(await people.tom.post(`/shares/${share}/refunds`, { ...back, amount: "80.01" }), {
    status: 409,
    body: { code: "refund_above_payment", figures: { paid: "80.00", asked: "80.01", currency: "EUR" } },
  });
  const refunded = await people.tom.post(`/shares/${share}/refunds`, { ...back, amount: "50.00" });
  t.hasStrict(refunded, {
    status: 201,
    body: { entry: { kind: "refund" }, shares: [{ paid: "80.00", refunded: "50.00", left: "20.00" }] },
  });
  t.hasStrict(await figures(kit), { shared: "50.00", balance: "950.00", kept: "100.00", paid: "30.00", left: "950.00" });
  t.hasStrict(await balances(), { "Compte courant": "970.00", Kit: "950.00", Cy: "20.00" });
  t.hasStrict(await people.tom.post(`/shares/${share}/refunds`, { ...back, amount: "30.01" }), {
    status: 409,
    body: { figures: { paid: "30.00" } },
  });

  t.hasStrict(
    await people.tom.post(`/entries/${paid.body.entry.id}/reversal`, {}),
    { status: 409, body: { code: "refund_above_payment", figures: { paid: "30.00", asked: "80.00" } } },
    "a payment of which a part came back is not reversed",
  );
  t.hasStrict(await people.tom.post(`/entries/${refunded.body.entry.id}/reversal`, {}), { status: 201 });
  t.hasStrict(await people.tom.post(`/entries/${paid.body.entry.id}/reversal`, {}), { status: 201 });
  t.hasStrict(await people.bob.get(`/shares/${share}`), { status: 200, body: { paid: "0.00", refunded: "0.00", left: "100.00" } });
  t.hasStrict(await balances(), { "Compte courant": "1000.00", Kit: "900.00", Cy: "100.00" });
  t.hasStrict(await figures(kit), { shared: "100.00", paid: "0.00" });
});

t.test("a sharing is paid once all its shares are", async (t) => {
  const { people, envelope, shares, collectiveId } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [one, two] = await shares(kit, [
    { memberId: people.ana.memberId, amount: "10.00" },
    { memberId: people.bob.memberId, amount: "20.00" },
  ]);
  const statusOf = async () =>
    (await house.database.orm.select().from(sharings)).find((sharing) => sharing.collectiveId === collectiveId)?.status;
  const pay = (items: object[]) => people.tom.post("/payments", { items, datedOn: today, document: "V" });
  await pay([{ shareId: one, amount: "10.00" }]);
  t.equal(await statusOf(), "posted");
  const last = await pay([{ shareId: two, amount: "20.00" }]);
  t.equal(await statusOf(), "paid");
  await people.tom.post(`/entries/${last.body.entry.id}/reversal`, {});
  t.equal(await statusOf(), "posted");
});

t.test("what is owed, by payee", async (t) => {
  const { people, envelope, shares, thirdParty } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [, share] = await shares(kit, [
    { memberId: people.bob.memberId, amount: "42.50", nature: "expenses" },
    { memberId: people.bob.memberId, amount: "312.40" },
    { memberId: people.ana.memberId, payeeId: people.cy.memberId, amount: "100.00" },
  ]);
  const printer = await thirdParty("Dupré, imprimerie");
  const bill = {
    envelopeId: kit,
    thirdPartyId: printer,
    nature: "purchase",
    label: "Affiches",
    billedOn: today,
    document: "F-1",
    amount: "45.00",
  };
  await people.tom.post("/bills", { ...bill, dueOn: "2026-04-12" });
  await people.tom.post("/payments", { items: [{ shareId: share, amount: "300.00" }], datedOn: today, document: "V" });
  const { items } = (await people.ana.get("/owed")).body;
  t.hasStrict(items, [
    {
      payee: "member",
      id: people.bob.memberId,
      name: "Bob",
      currency: "EUR",
      left: "54.90",
      items: [
        { nature: "expenses", left: "42.50" },
        { nature: "work", amount: "312.40", left: "12.40" },
      ],
    },
    { payee: "member", name: "Cy", left: "100.00", items: [{ what: "share", forMemberId: people.ana.memberId, label: "Partage d’hiver" }] },
    {
      payee: "third-party",
      id: printer,
      name: "Dupré, imprimerie",
      left: "45.00",
      items: [{ what: "bill", label: "Affiches", dueOn: "2026-04-12", originId: kit }],
    },
  ]);
  const names = async (query: string) => (await people.ana.get(`/owed?${query}`)).body.items.map((payee: { name: string }) => payee.name);
  t.same(await names(""), ["Bob", "Cy", "Dupré, imprimerie"]);
  t.same(await names("payee=third-party"), ["Dupré, imprimerie"]);
  t.same(await names(`payeeId=${people.cy.memberId}`), ["Cy"]);
  const first = (await people.ana.get("/owed?limit=2")).body;
  t.hasStrict((await people.ana.get(`/owed?limit=2&cursor=${first.nextCursor}`)).body, {
    items: [{ name: "Dupré, imprimerie" }],
    nextCursor: null,
  });
});

// Bills --------------------------------------------------------------------------------------------------------------

t.test("a bill is recorded, paid in parts, and partly given back", async (t) => {
  const { people, envelope, thirdParty, balances, figures } = await openTreasury(house, crew);
  const [kit, printer] = [await envelope("Kit", "1000.00"), await thirdParty("Imprimerie")];
  await people.tom.patch(`/envelopes/${kit}`, { eligibleUntilOn: "2026-02-28" });
  const bill = {
    envelopeId: kit,
    thirdPartyId: printer,
    nature: "purchase",
    label: "Affiches",
    billedOn: "2026-03-01",
    document: "F-31",
    amount: "450.00",
  };
  const recorded = await people.tom.post("/bills", bill);
  t.hasStrict(recorded, {
    status: 201,
    body: {
      entry: { kind: "bill", datedOn: "2026-03-01" },
      bill: { amount: "450.00", left: "450.00", warnings: ["day_outside_envelope"] },
    },
  });
  const id = recorded.body.bill.id;
  t.hasStrict(await balances(), { "Compte courant": "1000.00", Kit: "550.00", Imprimerie: "450.00" });
  t.hasStrict(await figures(kit), { billed: "450.00", committed: "450.00", left: "550.00" });

  const payment = { datedOn: today, document: "V-1" };
  t.hasStrict(await people.tom.post(`/bills/${id}/payments`, { ...payment, amount: "200.00" }), {
    status: 201,
    body: { bill: { paid: "200.00", left: "250.00" } },
  });
  t.hasStrict(await people.tom.post(`/bills/${id}/payments`, { ...payment, amount: "300.00" }), {
    status: 409,
    body: { code: "bill_overpaid", figures: { left: "250.00", asked: "300.00", currency: "EUR" } },
  });
  t.hasStrict(await people.tom.post(`/bills/${id}/payments`, { ...payment, datedOn: "2026-02-28" }), {
    status: 422,
    body: { code: "payment_before_debt", figures: { day: "2026-02-28", owedOn: "2026-03-01" } },
  });
  const last = await people.tom.post(`/bills/${id}/payments`, payment);
  t.hasStrict(last, { status: 201, body: { bill: { paid: "450.00", left: "0.00" } } }, "all that is left, unless said");
  t.hasStrict(await people.tom.post(`/bills/${id}/payments`, payment), {
    status: 409,
    body: { code: "bill_overpaid", figures: { left: "0.00" } },
  });
  t.hasStrict(await figures(kit), { billed: "450.00", committed: "0.00", left: "550.00" }, "paying a bill leaves the envelope as it is");

  t.hasStrict(await people.tom.post(`/bills/${id}/refunds`, { ...payment, datedOn: "2026-03-11", amount: "50.00" }), {
    status: 422,
    body: { code: "refund_before_payment", figures: { day: "2026-03-11", paidOn: today } },
  });
  const refunded = await people.tom.post(`/bills/${id}/refunds`, { ...payment, amount: "50.00" });
  t.hasStrict(refunded, { status: 201, body: { bill: { refunded: "50.00", left: "0.00" } } });
  t.hasStrict(await figures(kit), { billed: "400.00", left: "600.00" });
  t.hasStrict(await balances(), { "Compte courant": "600.00", Kit: "600.00", Imprimerie: "0.00" });
  t.same(
    (await people.bob.get(`/bills/${id}`)).body.settlements.map(({ how, amount }: Record<string, string>) => [how, amount]),
    [
      ["paid", "200.00"],
      ["paid", "250.00"],
      ["refunded", "-50.00"],
    ],
  );

  t.hasStrict(await people.tom.post(`/bills/${id}/reversal`, {}), {
    status: 409,
    body: { code: "bill_paid", figures: { paid: "450.00", currency: "EUR" } },
  });
  t.hasStrict(await people.tom.post(`/entries/${last.body.entry.id}/reversal`, {}), { status: 201 });
  t.hasStrict(await people.bob.get(`/bills/${id}`), { status: 200, body: { paid: "200.00", left: "250.00" } });
});

t.test("a bill is taken back while nothing of it is paid, and may then come again", async (t) => {
  const { people, envelope, thirdParty, figures } = await openTreasury(house, crew);
  const [kit, printer] = [await envelope("Kit", "1000.00"), await thirdParty("Imprimerie")];
  const bill = {
    envelopeId: kit,
    thirdPartyId: printer,
    nature: "purchase",
    label: "Affiches",
    billedOn: today,
    document: "F-31",
    amount: "450.00",
  };
  const { id } = (await people.tom.post("/bills", bill)).body.bill;
  t.hasStrict(await people.tom.post("/bills", { ...bill, amount: "12.00" }), {
    status: 409,
    body: { code: "bill_twice", figures: { id, document: "F-31", amount: "450.00", day: today, currency: "EUR" } },
  });
  const inEnglish = await people.tom.post("/bills", bill, { "accept-language": "en" });
  t.equal(inEnglish.body.detail, "The bill “F-31” is already here: €450.00, of 2026-03-12.");
  t.equal((await people.tom.post("/bills", bill)).body.detail, "La facture «F-31» est déjà là : 450,00\u202f€, du 12/03/2026.");
  t.hasStrict(await people.tom.post(`/bills/${id}/reversal`, { reason: "Saisie deux fois" }), {
    status: 201,
    body: { entry: { kind: "reversal" } },
  });
  t.hasStrict(await figures(kit), { billed: "0.00", committed: "0.00", left: "1000.00" });
  t.hasStrict(await people.tom.post(`/bills/${id}/reversal`, {}), { status: 409, body: { code: "already_reversed" } });
  t.hasStrict(await people.tom.post(`/bills/${id}/payments`, { datedOn: today, document: "V" }), {
    status: 409,
    body: { code: "bill_reversed" },
  });
  t.hasStrict(await people.tom.post("/bills", bill), { status: 201 });
  const reversed = (await people.bob.get("/bills?state=reversed")).body.items;
  t.hasStrict(reversed, [{ id, left: "0.00" }]);
  t.equal(reversed.length, 1);
  t.equal((await people.bob.get("/bills?state=unpaid")).body.items.length, 1);
});

t.test("bills paid at once, and bank fees", async (t) => {
  const { people, envelope, thirdParty, balances, figures } = await openTreasury(house, crew);
  const [kit, baker] = [await envelope("Kit", "100.00"), await thirdParty("Boulangerie")];
  const bill = {
    envelopeId: kit,
    thirdPartyId: baker,
    nature: "purchase",
    label: "Pain",
    billedOn: today,
    document: "T-1",
    amount: "12.40",
    payment: {},
  };
  t.hasStrict(await people.tom.post("/bills", bill), {
    status: 201,
    body: { bill: { paid: "12.40", left: "0.00", settlements: [{ how: "paid" }] } },
  });
  const fee = await people.tom.post("/bank-fees", { envelopeId: kit, amount: "4.20", document: "Relevé 3", datedOn: today });
  t.hasStrict(fee, { status: 201, body: { entry: { kind: "bank-fee" } } });
  t.hasStrict(await balances(), { "Compte courant": "83.40", Kit: "83.40", Boulangerie: "0.00" });
  t.hasStrict(await figures(kit), { billed: "16.60", committed: "0.00", left: "83.40" });
  await people.tom.post(`/entries/${fee.body.entry.id}/reversal`, {});
  t.hasStrict(await figures(kit), { billed: "12.40", left: "87.60" });
});

t.test("what is refused of a bill", async (t) => {
  const { people, envelope, thirdParty } = await openTreasury(house, crew);
  const [kit, printer, former] = [await envelope("Kit", "100.00"), await thirdParty("Imprimerie"), await thirdParty("Reprographie")];
  await people.tom.patch(`/third-parties/${former}`, { isArchived: true });
  const sound = {
    envelopeId: kit,
    thirdPartyId: printer,
    nature: "purchase",
    label: "Affiches",
    billedOn: today,
    document: "F-1",
    amount: "50.00",
  };
  const refusals: [object, number, string, object?][] = [
    [{ amount: "100.01" }, 409, "insufficient_balance", { left: "100.00", asked: "100.01" }],
    [{ amount: "0" }, 422, "amount_not_positive"],
    [{ envelopeId: newId() }, 422, "unknown_envelope", { at: "envelopeId" }],
    [{ thirdPartyId: newId() }, 422, "unknown_third_party", { at: "thirdPartyId" }],
    [{ thirdPartyId: former }, 409, "third_party_archived", { at: "thirdPartyId", thirdParty: "Reprographie" }],
    [{ nature: "mood" }, 400, "request_invalid", { at: "body.nature" }],
    [{ billedOn: "2026-03-13" }, 422, "entry_dated_in_future"],
    [{ payment: { datedOn: "2026-03-13" } }, 422, "entry_dated_in_future"],
  ];
  for (const [change, status, code, figures = {}] of refusals) {
    t.hasStrict(
      await people.tom.post("/bills", { ...sound, ...change }),
      { status, body: { code, figures } },
      `${code} ${JSON.stringify(change)}`,
    );
  }
  t.hasStrict(await people.ana.post("/bills", sound), { status: 403 });
  t.same((await people.bob.get("/bills")).body.items, [], "a payment that is refused takes its bill with it");
});

// Races --------------------------------------------------------------------------------------------------------------

t.test("of 50 payments of one share exactly one succeeds", async (t) => {
  const { people, envelope, shares, balances } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, amount: "312.40" }]);
  await shares(kit, [{ memberId: people.bob.memberId, amount: "500.00" }]);
  const pay = () => people.tom.post("/payments", { items: [{ shareId: share, amount: "312.40" }], datedOn: today, document: "V" });
  const replies = await Promise.all(Array.from({ length: 50 }, pay));
  t.same(tally(replies), { 201: 1, 409: 49 });
  const refused = replies.filter(({ status }) => status === 409);
  t.ok(refused.every(({ body }) => body.code === "share_overpaid" && body.figures.left === "0.00" && body.figures.asked === "312.40"));
  t.hasStrict(await balances(), { "Compte courant": "687.60", Kit: "187.60", Bob: "500.00" });
});

t.test("of 50 twins under one idempotency key one pays, and all have its answer", async (t) => {
  const { people, envelope, shares, balances } = await openTreasury(house, crew);
  const kit = await envelope("Kit", "1000.00");
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, amount: "312.40" }]);
  const body = { items: [{ shareId: share, amount: "100.00" }], datedOn: today, document: "V" };
  const replies = await Promise.all(Array.from({ length: 50 }, () => people.tom.post("/payments", body, { "idempotency-key": "pay-1" })));
  t.same(tally(replies), { 201: 50 });
  t.equal(new Set(replies.map((reply) => reply.body.entry.id)).size, 1);
  t.hasStrict(await balances(), { "Compte courant": "900.00", Bob: "212.40" });
});

t.test("50 parallel payments, transfers, bills and grants returned leave no negative envelope and no gap", async (t) => {
  const { people, envelope, fund, thirdParty, shares, balances } = await openTreasury(house, crew);
  const [kit, other] = [await envelope("Kit", "150.00"), await envelope("Autre", "20.00")];
  const [commons, printer] = [await fund("Communs", "5.00"), await thirdParty("Imprimerie")];
  const given = await shares(kit, [
    { memberId: people.ana.memberId, amount: "30.00" },
    { memberId: people.bob.memberId, amount: "20.00" },
  ]);
  const at = { datedOn: today, document: "V" };
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const turn = index % 5;
      if (turn === 0) return people.tom.post("/transfers", { ...at, from: { envelopeId: kit }, to: { envelopeId: other }, amount: "7.00" });
      if (turn === 1) return people.tom.post("/transfers", { ...at, from: { envelopeId: other }, to: { fundId: commons }, amount: "6.00" });
      if (turn === 2) return people.tom.post("/transfers", { ...at, from: { fundId: commons }, to: { envelopeId: kit }, amount: "4.00" });
      if (turn === 3) return people.tom.post("/payments", { ...at, items: [{ shareId: given[index % 2], amount: "8.00" }] });
      return index % 2
        ? people.tom.post(`/envelopes/${kit}/grant-returns`, { ...at, amount: "9.00" })
        : people.tom.post("/bills", {
            envelopeId: kit,
            thirdPartyId: printer,
            nature: "other",
            label: "x",
            billedOn: today,
            document: `F-${index}`,
            amount: "11.00",
          });
    }),
  );
  t.same(Object.keys(tally(replies)).sort(), ["201", "409"], "each is done or refused");
  const refusals = new Set(replies.filter(({ status }) => status === 409).map(({ body }) => body.code));
  t.ok(
    [...refusals].every((code) => code === "insufficient_balance" || code === "share_overpaid"),
    [...refusals].join(" "),
  );

  const { totals, items } = (await people.tom.get("/balances")).body;
  t.ok(
    items.every(({ balance }: { balance: string }) => !balance.startsWith("-")),
    JSON.stringify(await balances()),
  );
  const sum = (wanted: (accountClass: string) => boolean) =>
    totals
      .filter((total: { class: string }) => wanted(total.class))
      .reduce((cents: number, { balance }: { balance: string }) => cents + Math.round(Number(balance) * 100), 0);
  t.equal(
    sum((accountClass) => accountClass === "bank"),
    sum((accountClass) => accountClass !== "bank"),
    "what there is = what it is for",
  );
  const entries = (await people.tom.get("/entries?limit=200")).body.items;
  const places = entries.map(({ position, number }: { position: string; number: number }) => [Number(position), number]).reverse();
  t.same(
    places,
    Array.from({ length: entries.length }, (_, index) => [index + 1, index + 1]),
    "no gap in positions or numbers",
  );
  t.equal(entries.length, 3 + (tally(replies)[201] ?? 0));
});
