/** Statements of a bank are added, matched, set aside and undone; nothing is ever booked twice. */
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";
import { upload } from "../support/uploads.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [] };

const header = "Date;Date de valeur;Débit;Crédit;Libellé;Solde";
type Line = readonly [day: string, amount: string, label: string, balance?: string];
/** A statement of Crédit Mutuel: `["12/03/2026", "-450,00", "VIR …", "550,00"]`. */
const statementOf = (...lines: Line[]): string =>
  [
    header,
    ...lines.map(
      ([day, amount, label, balance = ""]) =>
        `${day};${day};${amount.startsWith("-") ? amount : ""};${amount.startsWith("-") ? "" : amount};${label};${balance}`,
    ),
  ].join("\n");

const tally = (replies: readonly Reply[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies)
    counts[`${status} ${body.code ?? ""}`.trim()] = (counts[`${status} ${body.code ?? ""}`.trim()] ?? 0) + 1;
  return counts;
};

async function withBank(...lines: Line[]) {
  const treasury = await openTreasury(house, crew);
  const { tom } = treasury.people;
  const kit = await treasury.envelope("Kit", "1000.00");
  const [bank] = (await tom.get("/banks")).body.items;
  const add = (text: string) => tom.post("/bank-statements/text", { text });
  if (lines.length > 0) await add(statementOf(...lines));
  const open = async (status = "open") => (await tom.get(`/bank-lines?status=${status}`)).body.items;
  const lineOf = async (label: string) => (await open("all")).find((one: { label: string }) => one.label.includes(label));
  return { ...treasury, tom, kit, bankId: bank.id as string, add, open, lineOf };
}

t.test("a statement is added whole, the same adds nothing, one that overlaps what is new", async (t) => {
  const { tom, add, open } = await withBank();
  const march: Line[] = [
    ["02/03/2026", "20,00", "VIR ADHESION"],
    ["02/03/2026", "20,00", "VIR ADHESION"],
    ["10/03/2026", "-64,20", "PRLV ENERGIE"],
  ];
  const first = await add(statementOf(...march));
  t.hasStrict(first, {
    status: 201,
    body: { source: "credit-mutuel", sourceTitle: "Crédit Mutuel, CIC", linesRead: 3, linesKnown: 0, linesOpen: 3, isRepeat: false },
  });
  const again = await add(statementOf(...march));
  t.hasStrict(again.body, { id: first.body.id, isRepeat: true });
  const later = await add(statementOf(["02/03/2026", "20,00", "VIR ADHESION"], ...march, ["11/03/2026", "-4,10", "COTISATION CARTE"]));
  t.hasStrict(later.body, { linesRead: 5, linesKnown: 3, linesOpen: 2, isRepeat: false });
  t.strictSame(
    (await open()).map(({ datedOn, amount, label }: Record<string, string>) => `${datedOn} ${amount} ${label}`),
    [
      "2026-03-02 20.00 VIR ADHESION",
      "2026-03-02 20.00 VIR ADHESION",
      "2026-03-02 20.00 VIR ADHESION",
      "2026-03-10 -64.20 PRLV ENERGIE",
      "2026-03-11 -4.10 COTISATION CARTE",
    ],
  );
  t.strictSame(
    (await tom.get("/bank-statements")).body.items.map(({ linesOpen }: Record<string, number>) => linesOpen),
    [2, 3],
  );

  const undone = await tom.post(`/bank-statements/${first.body.id}/undoing`);
  t.hasStrict(undone.body, { linesOpen: 0, undoneAt: house.clock.now.toISOString() });
  t.equal((await open()).length, 2);
  t.hasStrict(await tom.post(`/bank-statements/${first.body.id}/undoing`), { status: 409, body: { code: "statement_undone" } });
  t.hasStrict((await add(statementOf(...march))).body, { linesRead: 3, linesKnown: 0, isRepeat: false }, "what was taken back comes again");
});

t.test("a file of bytes is read as it was saved", async (t) => {
  const { tom } = await withBank();
  const sent = await upload(tom, readFileSync("fixtures/statements/bpce.csv"), { to: "/bank-statements", name: "relevé mars.csv" });
  t.hasStrict(sent, { status: 201, body: { source: "bpce", fileName: "relevé mars.csv", linesRead: 4 } });
  const bounced = await upload(tom, Buffer.from("PK\u0003\u0004zip"), { to: "/bank-statements", name: "relevé.csv" });
  t.hasStrict(bounced, { status: 415, body: { code: "file_not_text" } });
  t.hasStrict(await tom.post("/bank-statements", {}), { status: 400, body: { code: "request_invalid" } });
});

t.test("one error, and nothing is added; all are said by line and column", async (t) => {
  const { add, open } = await withBank();
  const refused = await add(statementOf(["02/03/2026", "20,00", "A"], ["31/02/2026", "20,00", "B"], ["03/03/2026", "dix", "C"]));
  t.hasStrict(refused, {
    status: 422,
    body: {
      code: "statement_has_errors",
      detail: "Ligne 3, Date : «31/02/2026» n’est pas un jour du calendrier. Et 2 autre(s) erreur(s). Rien n’est enregistré.",
      figures: {
        count: 3,
        errors: [
          { line: 3, column: "Date" },
          { line: 3, column: "Date de valeur" },
          { line: 4, column: "Crédit", code: "amount_invalid" },
        ],
      },
    },
  });
  t.strictSame(await open("all"), []);
  t.hasStrict(await add("Jour;Quoi;Combien\n02/03/2026;A;20,00"), {
    status: 422,
    body: { code: "import_unrecognised", figures: { key: "jour | quoi | combien" } },
  });
  const slip = await add(statementOf(["31/12/9999", "20,00", "D"]));
  t.hasStrict(slip, { status: 422, body: { figures: { errors: [{ line: 2, code: "day_in_future" }, { line: 2 }] } } }, "told by the clock");
  t.same(await open("all"), []);
});

t.test("columns are named by hand", async (t) => {
  const { tom, open } = await withBank();
  const text = "Jour;Quoi;Combien\n25/03/2026;A;20,00";
  const added = await tom.post("/bank-statements/text", { text, columns: { day: "Jour", label: "Quoi", amount: "Combien" } });
  t.hasStrict(added, { status: 201, body: { source: "by-hand", linesRead: 1, isRemembered: false } });
  t.hasStrict(await open(), [{ datedOn: "2026-03-25", amount: "20.00" }]);
});

t.test("an entry that is there is proposed, matched once, and detached", async (t) => {
  const { tom, ana, lineOf, open } = await withBank(
    ["12/03/2026", "1000,00", "VIR METROPOLE N-Kit", "1000,00"],
    ["12/03/2026", "1000,00", "VIR AUTRE"],
  ).then((all) => ({ ...all, ana: all.people.ana }));
  const line = await lineOf("METROPOLE");
  t.hasStrict(line.proposals, [
    { does: "link", entries: [{ kind: "money-in" }], because: "même montant, le même jour, «metropole» dans le libellé" },
  ]);
  t.strictSame((await lineOf("AUTRE")).proposals, [], "it is proposed for one line alone");
  const [{ id: entryId, number }] = line.proposals[0].entries;
  t.hasStrict(await ana.post(`/bank-lines/${line.id}/matching`, { entryIds: [entryId] }), { status: 403 });
  const matched = await tom.post(`/bank-lines/${line.id}/matching`, { entryIds: [entryId] });
  t.hasStrict(matched, {
    status: 200,
    body: { status: "matched", entries: [{ id: entryId, number, kind: "money-in", amount: "1000.00" }], proposals: [] },
  });
  t.hasStrict(await tom.post(`/bank-lines/${line.id}/matching`, { entryIds: [entryId] }), {
    status: 409,
    body: { code: "bank_line_matched", figures: { number } },
  });
  const other = await lineOf("AUTRE");
  t.hasStrict(await tom.post(`/bank-lines/${other.id}/matching`, { entryIds: [entryId] }), {
    status: 409,
    body: { code: "entry_on_statement" },
  });
  t.hasStrict(await tom.post(`/bank-statements/${line.statementId}/undoing`), {
    status: 409,
    body: { code: "statement_matched", figures: { count: 1 } },
  });
  t.hasStrict(await tom.post(`/bank-lines/${line.id}/setting-aside`, { reason: "X" }), {
    status: 409,
    body: { code: "bank_line_matched" },
  });

  t.hasStrict(await tom.post(`/bank-lines/${line.id}/reopening`), { status: 200, body: { status: "open", entries: [] } });
  t.hasStrict(await tom.post(`/bank-lines/${line.id}/reopening`), { status: 409, body: { code: "bank_line_open" } });
  t.equal((await open()).length, 2);
  t.equal((await tom.post(`/bank-statements/${line.statementId}/undoing`)).status, 200);
});

t.test("of twenty who match one line, one does", async (t) => {
  const { tom, lineOf } = await withBank(["12/03/2026", "1000,00", "VIR METROPOLE"]);
  const line = await lineOf("METROPOLE");
  const [{ id: entryId }] = line.proposals[0].entries;
  const replies = await Promise.all(Array.from({ length: 20 }, () => tom.post(`/bank-lines/${line.id}/matching`, { entryIds: [entryId] })));
  t.strictSame(tally(replies), { "200": 1, "409 bank_line_matched": 19 });
});

t.test("of twenty who post for one line, one does, and the money moves once", async (t) => {
  const { tom, kit, lineOf, balances } = await withBank(["12/03/2026", "-7,50", "FRAIS TENUE DE COMPTE"]);
  const line = await lineOf("FRAIS");
  t.hasStrict(line.proposals, [{ does: "bank-fee", because: "«frais» dans le libellé" }]);
  const fee = { envelopeId: kit, amount: "7.50", datedOn: today, document: "Relevé de mars", bankLineId: line.id };
  const replies = await Promise.all(Array.from({ length: 20 }, () => tom.post("/bank-fees", fee)));
  t.strictSame(tally(replies), { "201": 1, "409 bank_line_matched": 19 });
  t.hasStrict(await balances(), { "Compte courant": "992.50", Kit: "992.50" });
  t.hasStrict(await lineOf("FRAIS"), { status: "matched", entries: [{ id: replies.find(({ status }) => status === 201)?.body.entry.id }] });
});

t.test("of twenty lines and one entry, one line has it", async (t) => {
  const { tom, open } = await withBank(...Array.from({ length: 20 }, (_, index): Line => ["12/03/2026", "1000,00", `VIR ${index}`]));
  const lines = await open();
  const [{ id: entryId }] = lines.flatMap(({ proposals }: { proposals: { entries: { id: string }[] }[] }) => proposals)[0].entries;
  const replies = await Promise.all(lines.map(({ id }: { id: string }) => tom.post(`/bank-lines/${id}/matching`, { entryIds: [entryId] })));
  t.strictSame(tally(replies), { "200": 1, "409 entry_on_statement": 19 });
});

t.test("shares, bills, money in and transfers are posted and linked at once, or neither", async (t) => {
  const { tom, people, kit, shares, thirdParty, lineOf, balances, bankId } = await withBank(
    ["12/03/2026", "-312,40", "VIR BOB"],
    ["12/03/2026", "-450,00", "VIR IMPRIMERIE DES LILAS F-2026-031"],
    ["12/03/2026", "-50,00", "CB PAPETERIE"],
    ["12/03/2026", "60,00", "VIR ANA DON"],
    ["12/03/2026", "-100,00", "RETRAIT DAB"],
  );
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, amount: "312.40" }]);
  const printer = await thirdParty("Imprimerie des Lilas");
  const bill = {
    envelopeId: kit,
    thirdPartyId: printer,
    amount: "450.00",
    document: "F-2026-031",
    label: "Affiches",
    nature: "communication",
    billedOn: today,
  };
  const { body: recorded } = await tom.post("/bills", bill);
  const about = { datedOn: today, document: "Relevé de mars" };

  const bob = await lineOf("BOB");
  t.hasStrict(bob.proposals[0], {
    does: "pay",
    items: [{ what: "share", id: share, amount: "312.40", doubts: [] }],
    because: "même montant, «bob» dans le libellé",
  });
  const short = await tom.post("/payments", { ...about, items: [{ shareId: share, amount: "312.39" }], bankLineId: bob.id });
  t.hasStrict(short, {
    status: 422,
    body: { code: "bank_line_differs", detail: "La ligne est de -312,40 €, l’écriture de -312,39 € sur ce compte." },
  });
  t.hasStrict(await balances(), { "Compte courant": "1000.00" }, "nothing was paid");
  t.equal((await tom.post("/payments", { ...about, items: [{ shareId: share, amount: "312.40" }], bankLineId: bob.id })).status, 201);

  const printed = await lineOf("IMPRIMERIE");
  t.hasStrict(printed.proposals[0], { does: "pay", items: [{ what: "bill", id: recorded.bill.id, amount: "450.00" }] });
  t.equal((await tom.post(`/bills/${recorded.bill.id}/payments`, { ...about, bankLineId: printed.id })).status, 201);

  const paper = await lineOf("PAPETERIE");
  const bought = { ...bill, amount: "50.00", document: "T-1", label: "Papier", payment: { bankLineId: paper.id } };
  t.equal((await tom.post("/bills", bought)).status, 201);

  const gift = await lineOf("DON");
  t.hasStrict(gift.proposals, [{ does: "money-in", memberId: people.ana.memberId }]);
  const money = { ...about, amount: "60.00", nature: "gift", memberId: people.ana.memberId };
  const { body: till } = await tom.post("/banks", { name: "Caisse" });
  const elsewhere = await tom.post(`/envelopes/${kit}/money-in`, { ...money, bankId: till.id, bankLineId: gift.id });
  t.hasStrict(elsewhere, { status: 422, body: { code: "bank_line_elsewhere" } });
  t.equal((await tom.post(`/envelopes/${kit}/money-in`, { ...money, bankLineId: gift.id })).status, 201, "the bank is that of the line");

  const drawn = await lineOf("DAB");
  const moved = { ...about, fromId: bankId, toId: till.id, amount: "100.00", bankLineIds: [drawn.id] };
  t.equal((await tom.post("/bank-transfers", moved)).status, 201);
  t.strictSame((await tom.get("/bank-lines")).body.items, []);
  t.hasStrict(await balances(), { "Compte courant": "147.60", Caisse: "100.00" });
});

t.test("a reversal lets go of the line, and it waits again", async (t) => {
  const { tom, kit, lineOf } = await withBank(["12/03/2026", "-7,50", "FRAIS"]);
  const line = await lineOf("FRAIS");
  const { body } = await tom.post("/bank-fees", { envelopeId: kit, amount: "7.50", datedOn: today, document: "R", bankLineId: line.id });
  t.equal((await tom.post(`/entries/${body.entry.id}/reversal`, {})).status, 201);
  t.hasStrict(await lineOf("FRAIS"), { status: "open", entries: [] });
  t.strictSame(
    (await lineOf("FRAIS")).proposals.map(({ does }: { does: string }) => does),
    ["bank-fee"],
    "what was undone is not proposed",
  );
});

t.test("who matches an entry while it is reversed: the line lets go of it, or is said to be it afterwards", async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const { tom, open, lineOf } = await withBank(["12/03/2026", "1000,00", "VIR METROPOLE"]);
    const line = await lineOf("METROPOLE");
    const [{ id: entryId }] = line.proposals[0].entries;
    const [matched, reversed] = await Promise.all([
      tom.post(`/bank-lines/${line.id}/matching`, { entryIds: [entryId] }),
      tom.post(`/entries/${entryId}/reversal`, {}),
    ]);
    t.equal(reversed.status, 201);
    t.equal(matched.status, 200);
    const { status, entries } = await lineOf("METROPOLE");
    t.hasStrict(entries, status === "matched" ? [{ id: entryId, amount: "1000.00" }] : []);
    t.equal((await open()).length, status === "matched" ? 0 : 1);
  }
});

t.test("what comes back and what goes back is linked as well", async (t) => {
  const { tom, kit, people, shares, lineOf, open } = await withBank(
    ["12/03/2026", "-300,00", "VIR BOB"],
    ["12/03/2026", "50,00", "RETOUR BOB"],
    ["12/03/2026", "-120,00", "RENDU METROPOLE"],
  );
  const [share] = await shares(kit, [{ memberId: people.bob.memberId, amount: "300.00" }]);
  const about = { datedOn: today, document: "Relevé de mars" };
  const lineId = async (label: string): Promise<string> => (await lineOf(label)).id;
  const paid = { ...about, items: [{ shareId: share, amount: "300.00" }], bankLineId: await lineId("VIR BOB") };
  t.equal((await tom.post("/payments", paid)).status, 201);
  t.equal((await tom.post(`/shares/${share}/refunds`, { ...about, amount: "50.00", bankLineId: await lineId("RETOUR") })).status, 201);
  t.equal(
    (await tom.post(`/envelopes/${kit}/grant-returns`, { ...about, amount: "120.00", bankLineId: await lineId("RENDU") })).status,
    201,
  );
  t.strictSame(await open(), []);
});

t.test("lines of the first and of the last day that there is, kept before they were refused, are shown like all others", async (t) => {
  const { tom, open } = await withBank(["12/03/2026", "-5,00", "ANNEE MAL TAPEE"], ["12/03/2026", "-4,00", "ET UNE AUTRE"]);
  const [one, other] = await open();
  await house.database.orm.execute(sql`update bank_lines set dated_on = '9999-12-31' where id = ${one.id}`);
  await house.database.orm.execute(sql`update bank_lines set dated_on = '1000-01-01' where id = ${other.id}`);
  const lines = await open();
  t.strictSame(
    lines.map(({ datedOn }: { datedOn: string }) => datedOn),
    ["1000-01-01", "9999-12-31"],
  );
  for (const { id } of lines) t.equal((await tom.get(`/bank-lines/${id}/choices`)).status, 200);
});

t.test("a line is set aside with its reason, and taken up again", async (t) => {
  const { tom, lineOf, open } = await withBank(["12/03/2026", "-5,00", "VIR REJETE"]);
  const line = await lineOf("REJETE");
  t.hasStrict(await tom.post(`/bank-lines/${line.id}/setting-aside`, { reason: " " }), { status: 400 });
  t.hasStrict(await tom.post(`/bank-lines/${line.id}/setting-aside`, { reason: "Revenu le 13" }), {
    status: 200,
    body: { status: "aside", reason: "Revenu le 13" },
  });
  t.strictSame(await open(), []);
  t.hasStrict(await tom.post("/bank-fees", { envelopeId: line.id, amount: "5.00", datedOn: today, document: "R", bankLineId: line.id }), {
    status: 409,
    body: { code: "bank_line_aside" },
  });
  t.hasStrict(await tom.post(`/bank-lines/${line.id}/reopening`), { status: 200, body: { status: "open", reason: null } });
});

t.test("the balance of the statement stands beside the ledger’s, and the difference is explained", async (t) => {
  const { tom, kit, bankId, add, lineOf } = await withBank();
  t.hasStrict((await tom.get(`/banks/${bankId}/reconciliation`)).body, { closing: null, ledger: "1000.00", difference: null, rest: null });
  await add(statementOf(["10/03/2026", "-64,20", "PRLV ENERGIE", "935,80"], ["12/03/2026", "-4,10", "COTISATION CARTE", "931,70"]));
  t.hasStrict((await tom.get(`/banks/${bankId}/reconciliation`)).body, {
    ...{ closing: "931.70", closingOn: "2026-03-12", ledger: "1000.00", difference: "-68.30", open: "-68.30", linesOpen: 2 },
    ...{ unmatched: "1000.00", entriesUnmatched: 1, rest: "1000.00" },
  });
  await tom.post("/bank-fees", {
    envelopeId: kit,
    amount: "4.10",
    datedOn: today,
    document: "R",
    bankLineId: (await lineOf("COTISATION")).id,
  });
  await tom.post(`/bank-lines/${(await lineOf("ENERGIE")).id}/setting-aside`, { reason: "Compte de l’hôte" });
  t.hasStrict((await tom.get(`/banks/${bankId}/reconciliation`)).body, {
    ledger: "995.90",
    difference: "-64.20",
    open: "0.00",
    aside: "-64.20",
    linesAside: 1,
  });
  t.hasStrict(await tom.get(`/banks/${kit}/reconciliation`), { status: 404 });
});

t.test("columns that were named are remembered by their header, with what the file itself does not show", async (t) => {
  const { tom, open } = await withBank();
  const add = (text: string, more: object = {}) => tom.post("/bank-statements/text", { text, ...more });
  const columns = { day: "Jour", label: "Quoi", amount: "Combien" };
  const table = (...rows: string[]) => ["Jour,Quoi,Combien", ...rows].join("\n");
  t.hasStrict(await add(table("03/04/2026,A,-1.50"), { columns }), { status: 422, body: { code: "statement_has_errors" } });
  t.hasStrict(await add(table("03/02/2026,A,-1.50")), { status: 422, body: { code: "import_unrecognised" } }, "what failed is not kept");
  t.equal((await add(table("03/02/2026,A,-1.50"), { columns, dayOrder: "day-first" })).status, 201);
  const bytes = Buffer.from(table("04/02/2026,B,-2.50"), "latin1");
  const next = await upload(tom, bytes, { to: "/bank-statements", name: "suite.csv" });
  t.hasStrict(next, { status: 201, body: { source: "by-hand", isRemembered: true, linesRead: 1 } });
  t.strictSame(
    (await open()).map(({ datedOn, amount }: Record<string, string>) => `${datedOn} ${amount}`),
    ["2026-02-03 -1.50", "2026-02-04 -2.50"],
  );
  const wrong = await add(table("05/02/2026,C,deux"));
  t.hasStrict(wrong.body, { code: "statement_has_errors", figures: { header: ["Jour", "Quoi", "Combien"] } }, "they may be named anew");
  const asked = await add(table("05/02/2026,C,-3.00"), { asksColumns: "true" });
  t.hasStrict(asked, { status: 422, body: { code: "import_unrecognised", figures: { header: ["Jour", "Quoi", "Combien"] } } });
  t.equal((await add(table("02/05/2026,C,-3.00"), { columns, dayOrder: "month-first" })).status, 201);
  t.hasStrict((await add(table("02/06/2026,D,-4.00"))).body, { isRemembered: true, linesRead: 1 });
  t.ok(
    (await open()).some(({ datedOn }: { datedOn: string }) => datedOn === "2026-02-06"),
    "what was said last stands",
  );
  const elsewhere = await withBank();
  t.hasStrict(await elsewhere.add(table("04/02/2026,B,-2.50")), { status: 422, body: { code: "import_unrecognised" } });
});

t.test("the same account in another layout counts nothing twice, until somebody says it is something else", async (t) => {
  const { tom, kit, bankId, open } = await withBank();
  const fixture = (name: string) => upload(tom, readFileSync(`fixtures/statements/${name}`), { to: "/bank-statements", name });
  const csv = await fixture("bpce.csv");
  t.hasStrict(csv.body, { linesRead: 4, linesOpen: 4, linesTwin: 0 });
  // Two of the CSV’s four, and one the bank’s CSV does not have.
  const ofx = await fixture("ofx-1.ofx");
  t.hasStrict(ofx.body, { linesRead: 2, linesKnown: 0, linesOpen: 0, linesTwin: 2 });
  const camt = await fixture("camt-053-02.xml");
  t.hasStrict(camt.body, { linesRead: 2, linesOpen: 0, linesTwin: 2 }, "the bank’s one debit for two is both of them");
  t.equal((await open()).length, 4);
  const twins = await open("twin");
  t.strictSame(
    twins.map(({ amount, twin }: { amount: string; twin: { label: string; fileName: string } }) => [amount, twin.fileName]),
    [
      ["3000.00", "bpce.csv"],
      ["3000.00", "bpce.csv"],
      ["-450.00", "bpce.csv"],
      ["-762.40", "bpce.csv"],
    ],
  );
  t.strictSame(
    twins.flatMap(({ proposals }: { proposals: unknown[] }) => proposals),
    [],
    "nothing is offered for them",
  );
  const paid = twins.find(({ amount }: { amount: string }) => amount === "-450.00");
  const fee = { envelopeId: kit, amount: "450.00", datedOn: today, document: "R", bankLineId: paid.id };
  t.hasStrict(await tom.post("/bank-fees", fee), { status: 409, body: { code: "bank_line_twin", figures: { day: "2026-03-12" } } });
  t.hasStrict(await tom.post(`/bank-lines/${paid.id}/setting-aside`, { reason: "X" }), { status: 409, body: { code: "bank_line_twin" } });
  const waits = async () => (await tom.get(`/banks/${bankId}/reconciliation`)).body.linesOpen;
  const before = await waits();

  t.hasStrict(await tom.post(`/bank-lines/${paid.id}/reopening`), { status: 200, body: { status: "open", twin: null } });
  t.equal(await waits(), before + 1);
  t.equal((await tom.post("/bank-fees", fee)).status, 201, "it is another one after all");
  t.hasStrict((await fixture("ofx-1.ofx")).body, { isRepeat: true }, "and stays so when the file comes again");

  await tom.post(`/bank-statements/${csv.body.id}/undoing`);
  t.hasStrict(
    await open("twin"),
    [{ amount: "3000.00", twin: { fileName: "ofx-1.ofx" } }],
    "whose twin is gone is a line of its own; said by two others, it stands once",
  );
  t.equal((await open()).filter(({ amount }: { amount: string }) => amount === "3000.00").length, 1);
  t.hasStrict((await fixture("bpce.csv")).body, { linesRead: 4, linesTwin: 2 }, "the other way round");
});

t.test(
  "what one layout sums up another splits, either way round; a file of the layout that comes again finds nothing new in it",
  async (t) => {
    const { tom, open } = await withBank(["12/03/2026", "-450,00", "VIR LILAS"], ["12/03/2026", "-312,40", "VIR NOEMIE"]);
    const columns = { day: "Jour", label: "Quoi", amount: "Combien" };
    const byHand = (...rows: string[]) => tom.post("/bank-statements/text", { text: ["Jour,Quoi,Combien", ...rows].join("\n"), columns });
    t.hasStrict((await byHand("2026-03-12,Virements,-762.40")).body, { linesOpen: 0, linesTwin: 1 });
    t.hasStrict(await open("twin"), [{ amount: "-762.40", twin: { label: "VIR LILAS" } }]);
    const [twin] = await open("twin");
    t.equal((await open()).length, 2);

    // The later file of that layout has the day again, and a second transfer of the first one’s amount: that one is new.
    const later = await byHand("2026-03-12,Virements,-762.40", "2026-03-12,Encore,-450.00");
    t.hasStrict(later.body, { linesKnown: 1, linesOpen: 1, linesTwin: 0 });
    t.equal((await open("twin"))[0].id, twin.id);
  },
);

t.test("statements and lines are the treasurer’s, in their own collective", async (t) => {
  const { people, lineOf } = await withBank(["12/03/2026", "-5,00", "X"]);
  const line = await lineOf("X");
  for (const path of ["/bank-lines", `/bank-lines/${line.id}`, "/bank-statements", `/bank-statements/${line.statementId}`]) {
    t.equal((await people.bob.get(path)).status, 403, path);
  }
  const elsewhere = await withBank();
  t.equal((await elsewhere.tom.get(`/bank-lines/${line.id}`)).status, 404);
  t.equal(
    (
      await elsewhere.tom.post("/bank-fees", {
        envelopeId: elsewhere.kit,
        amount: "5.00",
        datedOn: today,
        document: "R",
        bankLineId: line.id,
      })
    ).status,
    404,
  );
});
