/** One line of a statement is several things: transfers that a bank debits at once, what a platform pays out; all or nothing, and once. */
import { eq } from "drizzle-orm";
import { verifyLedger } from "../../src/db/checks.js";
import { footings } from "../../src/db/schema/index.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], tim: ["treasurer"], ana: ["pilot"], bob: [], cy: [] };

type Line = readonly [day: string, amount: string, label: string];
const statementOf = (...lines: Line[]): string =>
  [
    "Date;Date de valeur;Débit;Crédit;Libellé;Solde",
    ...lines.map(([day, amount, label]) => {
      const isOut = amount.startsWith("-");
      return `${day};${day};${isOut ? amount : ""};${isOut ? "" : amount};${label};`;
    }),
  ].join("\n");

const done = (reply: Reply): Reply => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply;
};
const tally = (replies: readonly Reply[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const key = `${status} ${body.code ?? ""}`.trim();
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};
/** How often each answer came, where who is first decides which refusal the others get. */
const won = (replies: readonly Reply[]): number => replies.filter(({ status }) => status < 300).length;

/** Bob is owed work and a train, Cy work; the printer two bills; 3000.00 in the bank. */
async function owing(...lines: Line[]) {
  const story = await openTreasury(house, crew);
  const { people, envelope, thirdParty, shares } = story;
  const { tom, bob, cy } = people;
  const kit = await envelope("Kit", "3000.00");
  const [work = "", train = "", cys = ""] = await shares(kit, [
    { memberId: bob.memberId, amount: "312.40" },
    { memberId: bob.memberId, amount: "42.50", nature: "expenses" },
    { memberId: cy.memberId, amount: "100.00" },
  ]);
  const printer = await thirdParty("Imprimerie des Docks");
  const billed = async (document: string, amount: string): Promise<string> => {
    const about = { envelopeId: kit, thirdPartyId: printer, nature: "purchase", label: "Livrets", billedOn: today };
    return done(await tom.post("/bills", { ...about, document, amount })).body.bill.id;
  };
  const bills = [await billed("F-17", "240.00"), await billed("F-18", "60.00")] as const;
  const [bank] = (await tom.get("/banks")).body.items;
  done(await tom.post("/bank-statements/text", { text: statementOf(...lines) }));
  const lineOf = async (label: string) =>
    (await tom.get("/bank-lines?status=all&limit=200")).body.items.find((one: { label: string }) => one.label.includes(label));
  const match = async (label: string, body: object) => tom.post(`/bank-lines/${(await lineOf(label)).id}/matching`, body);
  const share = (id: string, more: object = {}) => ({ what: "share", id, ...more });
  const bill = (id: string, more: object = {}) => ({ what: "bill", id, ...more });
  return { ...story, tom, kit, work, train, cys, bills, bank, printer, lineOf, match, share, bill };
}

const document = "Relevé de mars";
const standing = async (story: Awaited<ReturnType<typeof owing>>) => ({
  shares: await Promise.all(
    [story.work, story.train, story.cys].map(async (id) => (await story.tom.get(`/shares/${id}`)).body.left as string),
  ),
  bills: await Promise.all(story.bills.map(async (id) => (await story.tom.get(`/bills/${id}`)).body.left as string)),
});
const whole = { shares: ["312.40", "42.50", "100.00"], bills: ["240.00", "60.00"] };

t.test("a transfer by hand pays several bills and shares of several payees, an entry for each, at once", async (t) => {
  const story = await owing(["12/03/2026", "-654,90", "VIR GROUPE"]);
  const { tom, work, train, bills, match, share, bill, lineOf, balances, collectiveId } = story;
  const items = [share(work), share(train), bill(bills[0]), bill(bills[1])];

  const short = await match("GROUPE", { paying: { document, items: items.slice(0, 3) } });
  t.hasStrict(short, {
    status: 422,
    body: { code: "bank_line_sum_differs", figures: { line: "-654.90", sum: "-594.90", rest: "60.00" } },
  });
  t.strictSame(await standing(story), whole, "nothing was paid");
  t.hasStrict(await lineOf("GROUPE"), { status: "open", entries: [] });

  const matched = await match("GROUPE", { paying: { document, items, note: "Virement du 12" } });
  t.hasStrict(matched, {
    status: 200,
    body: {
      status: "matched",
      entries: [
        { kind: "payment", amount: "-354.90" },
        { kind: "bill-payment", amount: "-240.00" },
        { kind: "bill-payment", amount: "-60.00" },
      ],
    },
  });
  t.strictSame(await standing(story), { shares: ["0.00", "0.00", "100.00"], bills: ["0.00", "0.00"] });
  t.hasStrict(await balances(), { "Compte courant": "2345.10" });
  const [entry] = (await tom.get("/entries?kind=payment")).body.items;
  t.hasStrict(entry, { datedOn: today, document, text: "Virement du 12" });
  await verifyLedger(house.database.orm, { collectiveId });

  t.hasStrict(await match("GROUPE", { paying: { document, items: [share(story.cys)] } }), {
    status: 409,
    body: { code: "bank_line_matched" },
  });
  t.hasStrict(await match("GROUPE", {}), { status: 409 });
});

t.test("what is left of a debt, a part of one, and what is there already, together", async (t) => {
  const story = await owing(["12/03/2026", "-400,00", "VIR MELE"]);
  const { tom, work, bills, match, share, bill } = story;
  const paid = done(await tom.post(`/bills/${bills[1]}/payments`, { datedOn: today, document })).body.entry.id;
  const items = [share(work, { amount: "100.00" }), bill(bills[0])];
  const matched = await match("MELE", { entryIds: [paid], paying: { document, items } });
  t.hasStrict(matched, { status: 200, body: { entries: [{ amount: "-60.00" }, { amount: "-100.00" }, { amount: "-240.00" }] } });
  t.strictSame(await standing(story), { shares: ["212.40", "42.50", "100.00"], bills: ["0.00", "0.00"] });
});

t.test("what may not be paid is refused by its place, and nothing is", async (t) => {
  const story = await owing(["12/03/2026", "-312,40", "VIR BOB"], ["11/03/2026", "-240,00", "VIR TOT"], ["12/03/2026", "50,00", "RECU"]);
  const { work, train, bills, match, share, bill, tom } = story;
  const paying = (...items: object[]) => ({ paying: { document, items } });
  t.hasStrict(await match("BOB", paying(share(work), share(work))), {
    status: 422,
    body: { code: "item_twice", figures: { at: "paying.items[1]" } },
  });
  t.hasStrict(await match("BOB", paying(share(bills[0]))), { status: 404, body: { figures: { at: "paying.items[0].id" } } });
  t.hasStrict(await match("BOB", paying(share(work, { amount: "312.41" }))), { status: 409, body: { code: "share_overpaid" } });
  t.hasStrict(await match("TOT", paying(bill(bills[0]))), { status: 422, body: { code: "payment_before_debt" } });
  t.hasStrict(await match("BOB", {}), { status: 422, body: { code: "bank_line_unexplained" } });
  t.hasStrict(await match("RECU", paying(bill(bills[1], { amount: "50.00" }))), { status: 422, body: { code: "bank_line_differs" } });
  t.hasStrict(await match("BOB", { entryIds: [work] }), { status: 404 });
  done(await tom.put(`/bank-details/bank/${story.bank.id}`, { iban: "FR14 2004 1010 0505 0001 3M02 606", holder: "Les Communs" }));
  done(await tom.put(`/bank-details/member/${story.people.bob.memberId}`, { iban: "FR76 3000 6000 0112 3456 7890 189" }));
  done(await tom.post("/payment-batches", { executesOn: today, items: [share(work), share(train)] }));
  t.hasStrict(await match("BOB", paying(share(work))), { status: 409, body: { code: "in_payment_batch" } });
  t.strictSame(await standing(story), whole);
});

t.test("a share whose footing is missing is paid with a reason", async (t) => {
  const story = await owing(["12/03/2026", "-100,00", "VIR CY"]);
  const { cys, lineOf, match, share, people, tom } = story;
  await house.database.orm.delete(footings).where(eq(footings.memberId, people.cy.memberId));
  const line = await lineOf("CY");
  t.hasStrict(line.proposals[0], { does: "pay", items: [{ id: cys, doubts: ["footing_missing"] }] });
  t.hasStrict(await match("CY", { paying: { document, items: [share(cys)] } }), {
    status: 422,
    body: { code: "footing_missing", figures: { at: "items[0].reason" } },
  });
  t.equal((await match("CY", { paying: { document, items: [share(cys, { reason: "Sa facture vient lundi." })] } })).status, 200);
  t.hasStrict((await tom.get(`/shares/${cys}`)).body, { left: "0.00", reasons: [{ reason: "Sa facture vient lundi." }] });
});

t.test("a batch is recorded as paid with the debit that is all of it", async (t) => {
  const story = await owing(["13/03/2026", "-654,90", "VIR SEPA 3 OPERATIONS"], ["13/03/2026", "-414,90", "VIR SEPA 2 OPERATIONS"]);
  const { tom, people, bank, printer, work, train, bills, share, bill, lineOf } = story;
  done(await tom.put(`/bank-details/bank/${bank.id}`, { iban: "FR14 2004 1010 0505 0001 3M02 606", holder: "Les Communs" }));
  done(await tom.put(`/bank-details/member/${people.bob.memberId}`, { iban: "FR76 3000 6000 0112 3456 7890 189" }));
  done(await tom.put(`/bank-details/third-party/${printer}`, { iban: "BE68 5390 0754 7034", bic: "GKCCBEBB" }));
  const items = [share(work), share(train), bill(bills[0]), bill(bills[1])];
  const batch = done(await tom.post("/payment-batches", { executesOn: today, items })).body;
  house.clock.now = new Date("2026-03-13T10:00:00Z");
  const line = await lineOf("3 OPERATIONS");
  t.hasStrict(line.proposals[0], {
    does: "pay-batch",
    batchId: batch.id,
    batchNumber: 1,
    because: "le total des virements n° 1, 1 jour plus tôt",
  });
  const record = (bankLineId: string, bounced: string[] = []) =>
    tom.post(`/payment-batches/${batch.id}/payment`, { datedOn: "2026-03-13", bounced, bankLineId });
  const other = await lineOf("2 OPERATIONS");
  t.hasStrict(await record(other.id), { status: 422, body: { code: "bank_line_sum_differs", figures: { rest: "240.00" } } });
  t.strictSame(await standing(story), whole, "nothing was recorded");
  const replies = await Promise.all(Array.from({ length: 10 }, () => record(line.id)));
  t.equal(won(replies), 1);
  t.hasStrict(await lineOf("3 OPERATIONS"), {
    status: "matched",
    entries: [{ amount: "-354.90" }, { amount: "-240.00" }, { amount: "-60.00" }],
  });

  done(await tom.post(`/bank-lines/${line.id}/reopening`));
  const again = await lineOf("3 OPERATIONS");
  t.hasStrict(again.proposals[0], {
    does: "link",
    entries: [{ amount: "-354.90" }, { amount: "-240.00" }, { amount: "-60.00" }],
    because: "le total des virements n° 1, la somme exacte de 3 écritures, le même jour",
  });
  house.clock.now = new Date("2026-03-12T10:00:00Z");
});

t.test("a platform’s payout is several entries of money in, less what it kept", async (t) => {
  const story = await owing(["12/03/2026", "95,00", "VIR RECU HELLOASSO"]);
  const { tom, kit, lineOf, match } = story;
  const came = async (amount: string, source: string): Promise<string> =>
    done(
      await tom.post(`/envelopes/${kit}/money-in`, {
        amount,
        nature: "subscription",
        source,
        document: "HelloAsso de mars",
        datedOn: today,
      }),
    ).body.entry.id;
  const ids = [await came("20.00", "Alix"), await came("20.00", "Sacha"), await came("60.00", "Maëlle")];
  const fee = done(await tom.post("/bank-fees", { envelopeId: kit, amount: "5.00", datedOn: today, document: "HelloAsso de mars" })).body
    .entry.id;
  t.hasStrict((await lineOf("HELLOASSO")).proposals[0], {
    does: "link",
    because: "sous «HelloAsso de mars», la somme exacte de 4 écritures, le même jour, «helloasso» dans le libellé",
  });
  const { body: choices } = await tom.get(`/bank-lines/${(await lineOf("HELLOASSO")).id}/choices`);
  t.strictSame(choices.owed, [], "nothing is paid with money that comes in");
  t.hasStrict(
    choices.entries.filter(({ document: under }: { document: string }) => under === "HelloAsso de mars"),
    [{ amount: "20.00" }, { amount: "20.00" }, { amount: "60.00" }, { amount: "-5.00" }],
  );
  t.hasStrict(await match("HELLOASSO", { entryIds: ids }), {
    status: 422,
    body: { code: "bank_line_sum_differs", figures: { rest: "5.00" } },
  });
  t.hasStrict(await match("HELLOASSO", { entryIds: [...ids, fee, fee] }), { status: 422, body: { code: "item_twice" } });
  t.hasStrict(await match("HELLOASSO", { entryIds: [...ids, fee] }), { status: 200, body: { status: "matched" } });
  const { linesOpen, entriesUnmatched } = (await tom.get(`/banks/${story.bank.id}/reconciliation`)).body;
  t.strictSame({ linesOpen, entriesUnmatched }, { linesOpen: 0, entriesUnmatched: 1 }, "the grant alone is on no statement");
});

t.test("it is undone as a whole: detached, the entries stand; one reversed, the line waits", async (t) => {
  const story = await owing(["12/03/2026", "-300,00", "VIR DOCKS"]);
  const { tom, bills, match, bill, lineOf, collectiveId } = story;
  const { body: line } = done(await match("DOCKS", { paying: { document, items: [bill(bills[0]), bill(bills[1])] } }));
  const ids = line.entries.map(({ id }: { id: string }) => id);
  t.hasStrict(await tom.post(`/bank-statements/${line.statementId}/undoing`), { status: 409, body: { code: "statement_matched" } });
  t.hasStrict(await tom.post(`/bank-lines/${line.id}/reopening`), { status: 200, body: { status: "open", entries: [] } });
  t.strictSame((await standing(story)).bills, ["0.00", "0.00"], "the payments stand");
  t.hasStrict(await match("DOCKS", { entryIds: ids }), { status: 200 });
  done(await tom.post(`/entries/${ids[0]}/reversal`, {}));
  t.hasStrict(await lineOf("DOCKS"), { status: "open", entries: [] });
  t.strictSame((await standing(story)).bills, ["240.00", "0.00"]);
  t.hasStrict(await match("DOCKS", { entryIds: [ids[1]], paying: { document, items: [bill(bills[0])] } }), { status: 200 });
  await verifyLedger(house.database.orm, { collectiveId });
});

t.test(
  "of twenty who pay one debt with one line, of two lines that want one debt, and of lines that share an entry, one does",
  async (t) => {
    const story = await owing(
      ["12/03/2026", "-300,00", "VIR DOCKS UN"],
      ["12/03/2026", "-300,00", "VIR DOCKS DEUX"],
      ["12/03/2026", "-340,00", "VIR TROIS"],
    );
    const { tom, people, bills, cys, bill, share, lineOf, balances, collectiveId } = story;
    const [one, two, three] = await Promise.all(["UN", "DEUX", "TROIS"].map(async (label) => (await lineOf(label)).id as string));
    const both = { paying: { document, items: [bill(bills[0]), bill(bills[1])] } };
    const at = (line: string | undefined) => `/bank-lines/${line}/matching`;
    t.strictSame(tally(await Promise.all(Array.from({ length: 20 }, () => tom.post(at(one), both)))), {
      "200": 1,
      "409 bank_line_matched": 19,
    });
    t.hasStrict(await balances(), { "Compte courant": "2700.00" });
    done(await tom.post(`/bank-lines/${one}/reopening`));
    const entries = (await tom.get("/entries?kind=bill-payment")).body.items.map(({ id }: { id: string }) => id);
    for (const id of entries) done(await tom.post(`/entries/${id}/reversal`, {}));

    // Line one wants both bills, line three the first and Cy’s share, line two both again; by hand somebody pays the second.
    const replies = await Promise.all([
      ...Array.from({ length: 5 }, () => tom.post(at(one), both)),
      ...Array.from({ length: 5 }, () => people.tim.post(at(two), both)),
      ...Array.from({ length: 5 }, () => tom.post(at(three), { paying: { document, items: [share(cys), bill(bills[0])] } })),
      people.tim.post(`/bills/${bills[1]}/payments`, { datedOn: today, document }),
    ]);
    const paid = (await standing(story)).bills;
    t.ok(won(replies) >= 1 && won(replies) <= 2, `${won(replies)} of 16`);
    const spent = 3000 - Number((await balances())["Compte courant"]);
    const owed =
      400 - (await standing(story)).bills.reduce((sum, left) => sum + Number(left), 0) - Number((await standing(story)).shares[2]);
    t.equal(spent, owed, `the bank lost what is owed no more: ${paid}`);

    const lines = (await tom.get("/bank-lines?status=matched")).body.items;
    const linked = lines.flatMap((line: { entries: { id: string }[] }) => line.entries.map(({ id }) => id));
    t.equal(new Set(linked).size, linked.length, "no entry is two lines’");
    await verifyLedger(house.database.orm, { collectiveId });
  },
);

t.test("who reverses one of several while they are matched leaves no line that is less than its amount", async (t) => {
  for (let round = 0; round < 4; round += 1) {
    const story = await owing(["12/03/2026", "-300,00", "VIR DOCKS"]);
    const { tom, people, bills, lineOf } = story;
    const pay = async (id: string): Promise<string> =>
      done(await tom.post(`/bills/${id}/payments`, { datedOn: today, document })).body.entry.id;
    const ids = [await pay(bills[0]), await pay(bills[1])];
    const line = await lineOf("DOCKS");
    const [matched, reversed, reopened] = await Promise.all([
      tom.post(`/bank-lines/${line.id}/matching`, { entryIds: ids }),
      people.tim.post(`/entries/${ids[0]}/reversal`, {}),
      tom.post(`/bank-lines/${line.id}/reopening`),
    ]);
    t.equal(reversed.status, 201);
    t.equal(matched.status, 200);
    t.ok(reopened.status === 200 || reopened.body.code === "bank_line_open", `${reopened.status} ${reopened.body.code}`);
    const { status, entries } = await lineOf("DOCKS");
    t.hasStrict(entries, status === "matched" ? [{ amount: "-240.00" }, { amount: "-60.00" }] : [], "both of them, or none");
  }
});
