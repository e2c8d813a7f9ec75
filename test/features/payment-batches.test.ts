/** Payments that leave together: what goes into the file and what stays out, two treasurers at once, paying, and a host. */
import { eq } from "drizzle-orm";
import { verifyLedger } from "../../src/db/checks.js";
import { collectives, footings } from "../../src/db/schema/index.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], tim: ["treasurer"], ana: ["admin", "pilot"], bob: [], cy: [] };
const ours = "FR14 2004 1010 0505 0001 3M02 606";
const bobs = "FR76 3000 6000 0112 3456 7890 189";
const printers = "BE68 5390 0754 7034";

const done = (reply: Reply): Reply => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply;
};

/** Bob is owed work and a train, Cy work; the printer two bills. */
async function owing() {
  const story = await openTreasury(house, crew);
  const { people, envelope, thirdParty, shares } = story;
  const { tom, bob, cy } = people;
  const kit = await envelope("Kit", "3000.00");
  const [work = "", train = "", cys = ""] = await shares(kit, [
    { memberId: bob.memberId, amount: "312.40" },
    { memberId: bob.memberId, amount: "42.50", nature: "expenses" },
    { memberId: cy.memberId, amount: "100.00" },
  ]);
  const printer = await thirdParty("Imprimerie <des Docks>");
  const billed = async (document: string, amount: string) =>
    done(
      await tom.post("/bills", {
        envelopeId: kit,
        thirdPartyId: printer,
        nature: "purchase",
        label: "Livrets",
        document,
        amount,
        billedOn: today,
      }),
    ).body.bill.id as string;
  const bills = [await billed("F-17", "240.00"), await billed("F-18", "60.00")] as const;
  const [bank] = (await tom.get("/banks")).body.items;
  done(await tom.put(`/bank-details/bank/${bank.id}`, { iban: ours, holder: "Les Communs" }));
  done(await tom.put(`/bank-details/member/${bob.memberId}`, { iban: bobs }));
  done(await tom.put(`/bank-details/third-party/${printer}`, { iban: printers, bic: "GKCCBEBB" }));
  const all = [
    { what: "share", id: work },
    { what: "share", id: train },
    { what: "bill", id: bills[0] },
    { what: "bill", id: bills[1] },
  ];
  const open = (items: unknown = all) => tom.post("/payment-batches", { executesOn: today, items });
  return { ...story, kit, work, train, cys, bills, bank, printer, all, open };
}

const staysOut = (reply: Reply) =>
  Object.fromEntries(reply.body.items.map(({ id, staysOut }: { id: string; staysOut: string[] }) => [id, staysOut]));

t.test("a file is made of what is owed, stays the same, and is recorded as paid in one go", async (t) => {
  const { people, work, train, cys, bills, all, open, balances, collectiveId, bank } = await owing();
  const { tom, bob } = people;
  const before = await tom.get("/payment-batches/proposal");
  t.hasStrict(before.body, { form: "file", host: null });
  t.same(staysOut(before), { [work]: [], [train]: [], [cys]: ["iban_missing"], [bills[0]]: [], [bills[1]]: [] });
  const made = await open();
  t.hasStrict(made, {
    status: 201,
    body: {
      number: 1,
      form: "file",
      total: "654.90",
      count: 3,
      status: "open",
      hasFile: true,
      transfers: [
        { reference: "V1-1", name: "Bob", amount: "354.90", ibanEnd: "0189", status: "open", items: [{ id: work }, { id: train }] },
        { reference: "V1-2", name: "Imprimerie <des Docks>", amount: "240.00", ibanEnd: "7034", items: [{ document: "F-17" }] },
        { reference: "V1-3", amount: "60.00", items: [{ document: "F-18" }] },
      ],
    },
  });
  const { id } = made.body;
  const file = await tom.get(`/payment-batches/${id}/file`);
  t.equal(file.headers["content-type"], "application/xml; charset=utf-8");
  t.match(file.headers["content-disposition"], /virements-1-2026-03-12\.xml"$/);
  for (const part of [
    "<CtrlSum>654.90</CtrlSum>",
    "<IBAN>FR7630006000011234567890189</IBAN>",
    "<Nm>Imprimerie des Docks</Nm>",
    "F-17 - Livrets",
  ])
    t.ok(file.body.includes(part), part);
  t.match(file.body, /<Ustrd>F-17 - Livrets - les-communs-\d+<\/Ustrd>/);
  t.same(staysOut(await tom.get("/payment-batches/proposal"))[work], ["in_batch"]);

  // Nothing is posted yet, and nobody pays it by hand meanwhile.
  t.match(await balances(), { Bob: "354.90" });
  const byHand = { datedOn: today, document: "V", items: [{ shareId: work, amount: "1.00" }] };
  t.hasStrict(await tom.post("/payments", byHand), { status: 409, body: { code: "in_payment_batch", figures: { number: 1 } } });
  t.hasStrict(await tom.post(`/bills/${bills[0]}/payments`, { datedOn: today, document: "V" }), {
    status: 409,
    body: { code: "in_payment_batch" },
  });
  t.hasStrict(await tom.post(`/bills/${bills[0]}/reversal`, {}), { status: 409, body: { code: "in_payment_batch" } });
  t.hasStrict(await open(), { status: 409, body: { code: "in_payment_batch", figures: { at: "items[0]", number: 1 } } });

  // Another IBAN changes nothing of what was sent.
  done(await tom.put(`/bank-details/member/${bob.memberId}`, { iban: printers }));
  t.equal((await tom.get(`/payment-batches/${id}/file`)).body, file.body, "the same bytes again");

  const bounced = [made.body.transfers[1].id];
  t.hasStrict(await tom.post(`/payment-batches/${id}/payment`, { datedOn: today, bounced: [bank.id] }), {
    status: 422,
    body: { code: "transfer_unknown", figures: { at: "bounced[0]" } },
  });
  const paid = await tom.post(`/payment-batches/${id}/payment`, { datedOn: today, bounced });
  t.hasStrict(paid, {
    status: 201,
    body: { status: "paid", transfers: [{ status: "paid" }, { status: "bounced", entryId: null }, { status: "paid" }] },
  });
  const entry = (await bob.get(`/entries/${paid.body.transfers[0].entryId}`)).body;
  t.hasStrict(entry, { kind: "payment", document: "V1-1", origin: { batch: id } });
  t.same(
    entry.lines.map(({ name, amount, nature }: Record<string, string>) => [name, amount, nature]),
    [
      ["Bob", "312.40", "work"],
      ["Bob", "42.50", "expenses"],
      ["Compte courant", "-354.90", null],
    ],
  );
  t.match(await balances(), { Bob: "0.00", "Imprimerie <des Docks>": "240.00", "Compte courant": "2585.10" });
  t.ok((await bob.get("/notices?unseen=true")).body.items.some(({ what }: { what: string }) => what === "share.paid"));
  for (const path of [`/payment-batches/${id}/payment`, `/payment-batches/${id}/cancellation`])
    t.hasStrict(
      await tom.post(path, { ...(path.endsWith("payment") ? { datedOn: today } : {}) }),
      { status: 409, body: { code: "batch_ended" } },
      path,
    );
  t.equal((await tom.get(`/payment-batches/${id}/file`)).body, file.body, "and when it is over");

  // One that bounces later: its entry is reversed alone, and it is owed again.
  done(await tom.post(`/entries/${paid.body.transfers[0].entryId}/reversal`, {}));
  t.match(await balances(), { Bob: "354.90" });
  t.same(staysOut(await tom.get("/payment-batches/proposal")), { [work]: [], [train]: [], [cys]: ["iban_missing"], [bills[0]]: [] });
  const again = await open(all.slice(0, 3));
  t.hasStrict(again, { status: 201, body: { number: 2, transfers: [{ reference: "V2-1", ibanEnd: "7034" }, { reference: "V2-2" }] } });
  const cancelled = await tom.post(`/payment-batches/${again.body.id}/cancellation`, {});
  t.hasStrict(cancelled, { status: 200, body: { status: "cancelled", transfers: [{ status: "cancelled" }, { status: "cancelled" }] } });
  t.hasStrict(await open(all.slice(0, 3)), { status: 201, body: { number: 3 } });
  t.same(
    (await tom.get("/payment-batches")).body.items.map((batch: Record<string, string>) => `${batch.number} ${batch.status} ${batch.paid}`),
    ["3 open 0.00", "2 cancelled 0.00", "1 paid 414.90"],
    "what came back is not in what was paid",
  );
  await verifyLedger(house.database.orm, { collectiveId });
  t.notMatch(JSON.stringify((await bob.get("/audit?limit=200")).body), /30006000011234567890/);
});

t.test("a bank that pays one transfer after another: each is recorded with its line, the others stay on their way", async (t) => {
  const { people, all, work, bills, open, balances, bank, collectiveId } = await owing();
  const { tom, tim } = people;
  const made = (await open()).body;
  const [toBob, first, second] = made.transfers.map(({ id }: { id: string }) => id);
  const lines = [
    "12/03/2026;12/03/2026;-354,90;;VIR BOB;",
    "12/03/2026;12/03/2026;-240,00;;VIR 8812 V1-2;",
    "12/03/2026;12/03/2026;-60,00;;VIR;",
  ];
  const text = ["Date;Date de valeur;Débit;Crédit;Libellé;Solde", ...lines].join("\n");
  done(await tom.post("/bank-statements/text", { text }));
  const lineOf = async (label: string) =>
    (await tom.get("/bank-lines?status=all")).body.items.find((line: { label: string }) => line.label === label);
  const [ofBob, ofFirst, ofSecond] = [await lineOf("VIR BOB"), await lineOf("VIR 8812 V1-2"), await lineOf("VIR")];
  t.hasStrict(ofBob.proposals[0], {
    does: "pay-batch",
    called: "Bob",
    batchId: made.id,
    transfer: { id: toBob, reference: "V1-1" },
    because: "le montant du virement V1-1, le même jour, «bob» dans le libellé",
  });
  t.hasStrict(ofFirst.proposals[0], {
    transfer: { id: first },
    because: "le montant du virement V1-2, le même jour, «V1-2» dans le libellé",
  });
  t.hasStrict(ofSecond.proposals[0], { transfer: { id: second } });

  const record = (who: typeof tom, ids: string[], bankLineId?: string, bounced: string[] = []) =>
    who.post(`/payment-batches/${made.id}/payment`, { datedOn: today, transferIds: ids, bounced, ...(bankLineId ? { bankLineId } : {}) });
  t.hasStrict(await record(tom, [first], ofBob.id), { status: 422, body: { code: "bank_line_differs" } });
  t.hasStrict(await record(tom, [bank.id]), { status: 422, body: { code: "transfer_unknown", figures: { at: "transferIds[0]" } } });
  t.hasStrict((await tom.get(`/payment-batches/${made.id}`)).body.transfers, [{ status: "open" }, { status: "open" }, { status: "open" }]);

  // Everybody records all of them at once, each with its line; somebody without.
  const pairs = [
    [toBob, ofBob.id],
    [first, ofFirst.id],
  ] as const;
  const replies = await Promise.all(
    [tom, tim, tom].flatMap((who) => [...pairs.map(([id, line]) => record(who, [id], line)), record(who, [toBob])]),
  );
  const codes = replies.filter(({ status }) => status >= 300).map(({ body }) => body.code);
  t.equal(replies.filter(({ status }) => status === 201).length, 2, JSON.stringify(codes));
  t.strictSame(
    [...new Set(codes)].filter((code) => code !== "transfer_ended" && code !== "bank_line_matched"),
    [],
  );
  t.hasStrict((await tom.get(`/payment-batches/${made.id}`)).body, {
    status: "open",
    total: "654.90",
    paid: "594.90",
    endedAt: null,
    transfers: [{ status: "paid" }, { status: "paid" }, { status: "open", entryId: null }],
  });
  t.match(await balances(), { Bob: "0.00", "Imprimerie <des Docks>": "60.00", "Compte courant": "2405.10" });
  // What is on its way stays so; what was paid may be owed and leave anew.
  t.hasStrict(await tom.post(`/bills/${bills[1]}/payments`, { datedOn: today, document: "V" }), {
    status: 409,
    body: { code: "in_payment_batch" },
  });
  const paid = (await tom.get(`/payment-batches/${made.id}`)).body.transfers[0].entryId;
  done(await tom.post(`/entries/${paid}/reversal`, {}));
  t.hasStrict(await open(all.slice(0, 1)), { status: 201, body: { number: 2, transfers: [{ items: [{ id: work }] }] } });

  // The last one ends the batch: paid, bounced or cancelled.
  t.hasStrict(await lineOf("VIR"), { proposals: [{ does: "pay-batch", batchId: made.id, transfer: null }] });
  const ended = await tom.post(`/payment-batches/${made.id}/cancellation`, {});
  t.hasStrict(ended, {
    status: 200,
    body: { status: "paid", transfers: [{ status: "paid" }, { status: "paid" }, { status: "cancelled" }] },
  });
  t.hasStrict(await record(tom, [second]), { status: 409, body: { code: "batch_ended" } });
  t.hasStrict((await lineOf("VIR")).proposals[0], { does: "pay", items: [{ id: bills[1] }] }, "it is owed as before");
  await verifyLedger(house.database.orm, { collectiveId });
});

t.test("transfers that bounce one after another leave a batch that was cancelled", async (t) => {
  const { people, open } = await owing();
  const { tom } = people;
  const made = (await open()).body;
  const [one, ...others] = made.transfers.map(({ id }: { id: string }) => id);
  const record = (body: object) => tom.post(`/payment-batches/${made.id}/payment`, { datedOn: today, ...body });
  t.hasStrict(await record({ transferIds: [one], bounced: [one] }), { status: 201, body: { status: "open" } });
  t.hasStrict(await record({ bounced: [one] }), { status: 409, body: { code: "transfer_ended", figures: { reference: "V1-1" } } });
  t.hasStrict(await record({ bounced: others }), { status: 201, body: { status: "cancelled" } });
});

t.test("what stays out is refused by its name", async (t) => {
  const { people, work, cys, bills, open, printer, bank } = await owing();
  const { tom, cy } = people;
  const one = (id: string, what = "share") => [{ what, id }];
  t.hasStrict(await open(one(cys)), { status: 409, body: { code: "iban_missing", figures: { name: "Cy" } } });
  done(await cy.put(`/bank-details/member/${cy.memberId}`, { iban: "TN59 1000 6035 1835 9847 8831" }));
  t.hasStrict(await open(one(cys)), { status: 409, body: { code: "iban_outside_sepa" } });
  done(await cy.put(`/bank-details/member/${cy.memberId}`, { iban: bobs }));
  t.hasStrict(
    (await tom.get("/payment-batches/proposal")).body.items.find(({ id }: { id: string }) => id === cys),
    { isIbanRecent: true, staysOut: [] },
  );
  await house.database.orm.delete(footings).where(eq(footings.memberId, cy.memberId));
  t.hasStrict(await open(one(cys)), { status: 409, body: { code: "share_stays_out", figures: { name: "Cy", why: "footing_missing" } } });
  t.same(staysOut(await tom.get("/payment-batches/proposal"))[cys], ["footing_missing"]);
  done(
    await tom.post("/payments", {
      datedOn: today,
      document: "V",
      items: [{ shareId: cys, amount: "100.00", reason: "Sa facture vient lundi." }],
    }),
  );
  t.hasStrict(await open(one(cys)), { status: 404 }, "what is paid is not owed");
  t.hasStrict(await open([...one(work), ...one(work)]), { status: 422, body: { code: "item_twice" } });
  t.hasStrict(await tom.post("/payment-batches", { executesOn: "2026-03-11", items: one(work) }), {
    status: 422,
    body: { code: "execution_past", figures: { today } },
  });
  done(await tom.delete(`/bank-details/third-party/${printer}`));
  t.hasStrict(await open(one(bills[0], "bill")), { status: 409, body: { code: "iban_missing" } });
  done(await tom.delete(`/bank-details/bank/${bank.id}`));
  t.hasStrict(await open(one(work)), { status: 409, body: { code: "bank_iban_missing", figures: { bank: "Compte courant" } } });

  // Partly paid: what is left goes in. A payment before the debt, and one of a closed year, are refused whole.
  done(await tom.put(`/bank-details/bank/${bank.id}`, { iban: ours }));
  done(await tom.post("/payments", { datedOn: today, document: "V", items: [{ shareId: work, amount: "300.00" }] }));
  const made = await open(one(work));
  t.hasStrict(made, { status: 201, body: { total: "12.40" } });
  t.hasStrict(await tom.post(`/payment-batches/${made.body.id}/payment`, { datedOn: "2026-03-11" }), {
    status: 422,
    body: { code: "payment_before_debt" },
  });
  t.hasStrict(await tom.post(`/payment-batches/${made.body.id}/payment`, { datedOn: "2026-03-13" }), {
    status: 422,
    body: { code: "entry_dated_in_future" },
  });
  house.clock.now = new Date("2027-01-15T09:00:00Z");
  done(await tom.post("/years/2026-01-01/closing", {}));
  t.hasStrict(await tom.post(`/payment-batches/${made.body.id}/payment`, { datedOn: today }), {
    status: 409,
    body: { code: "year_closed" },
  });
  t.hasStrict(await tom.get(`/payment-batches/${made.body.id}`), { body: { status: "open" } });
  t.hasStrict(await tom.post(`/payment-batches/${made.body.id}/payment`, { datedOn: "2027-01-15" }), {
    status: 201,
    body: { status: "paid" },
  });
  house.clock.now = new Date("2026-03-12T09:00:00.000Z");
});

t.test("two treasurers at once: one debt is in one batch", async (t) => {
  const { people, all, balances } = await owing();
  const { tom, tim } = people;
  const wanted = { executesOn: today, items: all };
  const replies = await Promise.all(
    [tom, tim, tom, tim, tom, tim].map((who, index) =>
      who.post("/payment-batches", { ...wanted, items: index % 2 ? [...all].reverse() : all }),
    ),
  );
  t.same(replies.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409]);
  const { id } = (replies.find(({ status }) => status === 201) as Reply).body;
  const ends = await Promise.all([
    ...[tom, tim, tom].map((who) => who.post(`/payment-batches/${id}/payment`, { datedOn: today })),
    tim.post(`/payment-batches/${id}/cancellation`, {}),
  ]);
  t.same(ends.map(({ status }) => status).filter((status) => status < 300).length, 1);
  const isPaid = (await tom.get(`/payment-batches/${id}`)).body.status === "paid";
  t.match(await balances(), { Bob: isPaid ? "0.00" : "354.90" });

  // By hand and by a batch at once: each is paid once, or is on its way once.
  const next = await owing();
  const shares = await next.shares(next.kit, [{ memberId: next.people.bob.memberId, amount: "1.00" }]);
  const raced = [next.work, next.train, ...shares];
  const outcomes = await Promise.all(
    raced.flatMap((shareId, index) => {
      const amount = ["312.40", "42.50", "1.00"][index];
      const byHand = () => next.people.tim.post("/payments", { datedOn: today, document: "V", items: [{ shareId, amount }] });
      const byBatch = () => next.open([{ what: "share", id: shareId }]);
      return [byHand(), byBatch()];
    }),
  );
  for (const [index] of raced.entries()) {
    const statuses = outcomes.slice(2 * index, 2 * index + 2).map(({ status }) => status);
    t.equal(statuses.filter((status) => status < 300).length, 1, String(statuses));
  }
});

t.test("for the treasurer alone", async (t) => {
  const { people, open, all } = await owing();
  const { id } = (await open()).body;
  for (const who of [people.ana, people.bob]) {
    for (const path of ["", "/proposal", `/${id}`, `/${id}/file`])
      t.hasStrict(await who.get(`/payment-batches${path}`), { status: 403, body: { code: "role_missing" } }, `${who.name} ${path}`);
    t.hasStrict(await who.post("/payment-batches", { executesOn: today, items: all }), { status: 403 });
    t.hasStrict(await who.post(`/payment-batches/${id}/payment`, { datedOn: today }), { status: 403 });
    t.hasStrict(await who.post(`/payment-batches/${id}/cancellation`, {}), { status: 403 });
  }
  const elsewhere = await owing();
  t.hasStrict(await elsewhere.people.tom.get(`/payment-batches/${id}/file`), { status: 404 });
  const { bob, tom } = people;
  // Who is owed is not forgotten: it is paid first.
  done(await tom.post(`/payment-batches/${id}/payment`, { datedOn: today }));
  done(await bob.post(`/members/${bob.memberId}/erasure`));
  t.hasStrict(await tom.get(`/payment-batches/${id}/file`), { status: 409, body: { code: "batch_file_forgotten" } });
});

t.test("a hosted collective asks its host, without any IBAN", async (t) => {
  const { people, cys, all, open, collectiveId, balances } = await owing();
  const { tom } = people;
  await house.database.orm.update(collectives).set({ hostedBy: "La Coopérative" }).where(eq(collectives.id, collectiveId));
  t.hasStrict((await tom.get("/payment-batches/proposal")).body, { form: "request", host: "La Coopérative" });
  const made = await open([...all, { what: "share", id: cys }]);
  t.hasStrict(made, { status: 201, body: { form: "request", host: "La Coopérative", hasFile: false, count: 4, total: "754.90" } });
  const sheet = (await tom.get(`/payment-batches/${made.body.id}/file`)).body;
  t.equal(
    sheet,
    [
      "\ufeffRéférence;Bénéficiaire;Pour;Nature;Documents;Montant",
      "V1-1;Bob;Partage d’hiver;travail, frais;;354,90",
      "V1-2;Imprimerie <des Docks>;Livrets;achat;F-17;240,00",
      "V1-3;Imprimerie <des Docks>;Livrets;achat;F-18;60,00",
      "V1-4;Cy;Partage d’hiver;travail;;100,00",
      ";Total;;;;754,90",
      "",
    ].join("\r\n"),
  );
  done(await tom.post(`/payment-batches/${made.body.id}/payment`, { datedOn: today }));
  t.match(await balances(), { Bob: "0.00", Cy: "0.00" });
});
