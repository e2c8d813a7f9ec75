/** A transfer that bounced: the debit stays what it was, the credit that brings the money back is its reversal; once, whoever says so. */

import { verifyLedger } from "../../src/db/checks.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], tim: ["treasurer"], ana: ["pilot"], bob: [] };

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
const document = "Relevé de mars";

/** Bob is owed 300.00 and the printer 240.00 and 60.00: paid on the 12th by one debit of 600.00, which is matched; it is the 19th. */
async function paid(...lines: Line[]) {
  house.clock.now = new Date("2026-03-12T09:00:00Z");
  const story = await openTreasury(house, crew);
  const { people, envelope, thirdParty, shares } = story;
  const { tom, bob } = people;
  const kit = await envelope("Kit", "3000.00");
  const [share = ""] = await shares(kit, [{ memberId: bob.memberId, amount: "300.00" }]);
  const printer = await thirdParty("Imprimerie des Docks");
  const billed = async (number: string, amount: string): Promise<string> => {
    const about = { envelopeId: kit, thirdPartyId: printer, nature: "purchase", label: "Livrets", billedOn: today };
    return done(await tom.post("/bills", { ...about, document: number, amount })).body.bill.id;
  };
  const bills = [await billed("F-17", "240.00"), await billed("F-18", "60.00")] as const;
  house.clock.now = new Date("2026-03-19T09:00:00Z");
  const [bank] = (await tom.get("/banks")).body.items;
  done(await tom.post("/bank-statements/text", { text: statementOf(["12/03/2026", "-600,00", "VIR 3 OPERATIONS"], ...lines) }));
  const lineOf = async (label: string) =>
    (await tom.get("/bank-lines?status=all&limit=200")).body.items.find((one: { label: string }) => one.label.includes(label));
  const match = async (label: string, body: object) => tom.post(`/bank-lines/${(await lineOf(label)).id}/matching`, body);
  const items = [{ what: "share", id: share }, ...bills.map((id) => ({ what: "bill", id }))];
  const debit = done(await match("3 OPERATIONS", { paying: { document, items } })).body;
  const entries = debit.entries.map(({ id }: { id: string }) => id) as [string, string, string];
  const back = (entryId: string, bankLineId: string, who = tom) => who.post(`/entries/${entryId}/reversal`, { bankLineId });
  const left = async () => ({
    share: (await tom.get(`/shares/${share}`)).body.left as string,
    bills: await Promise.all(bills.map(async (id) => (await tom.get(`/bills/${id}`)).body.left as string)),
  });
  /** What explains the difference between the bank and the ledger. */
  const unexplained = async () => {
    const { linesOpen, unmatched } = (await tom.get(`/banks/${bank.id}/reconciliation`)).body;
    return { linesOpen, unmatched };
  };
  return { ...story, tom, kit, share, bills, bank, lineOf, match, debit, entries, back, left, unexplained };
}

/** The grant of the story is on no statement. */
const grant = "3000.00";
const whole = { share: "0.00", bills: ["0.00", "0.00"] };

t.test("one transfer of several bounced: what it paid is owed again, and each line has its entry", async (t) => {
  const story = await paid(["17/03/2026", "60,00", "RETOUR VIR IMPRIMERIE DES DOCKS"]);
  const { tom, lineOf, entries, back, left, unexplained, balances, collectiveId } = story;
  const line = await lineOf("RETOUR");
  t.hasStrict(line.proposals[0], {
    does: "return",
    called: "Imprimerie des Docks",
    returned: { id: entries[2], kind: "bill-payment", amount: "-60.00" },
    because: "l’opposé de l’écriture n° 7, 5 jours plus tôt, «imprimerie des docks» dans le libellé, «retour» dans le libellé",
  });
  t.strictSame(await left(), whole);
  const reversed = await back(entries[2], line.id);
  t.hasStrict(reversed, { status: 201, body: { entry: { kind: "reversal", datedOn: "2026-03-17" } } });
  t.strictSame(await left(), { share: "0.00", bills: ["0.00", "60.00"] }, "it is owed again, the others are not");
  t.hasStrict(await lineOf("RETOUR"), { status: "matched", entries: [{ id: reversed.body.entry.id, kind: "reversal", amount: "60.00" }] });
  t.hasStrict(await lineOf("3 OPERATIONS"), { status: "matched", entries: entries.map((id) => ({ id })) });
  t.strictSame(await unexplained(), { linesOpen: 0, unmatched: grant });
  t.hasStrict(await balances(), { "Compte courant": "2460.00", "Imprimerie des Docks": "60.00" });
  t.hasStrict(await back(entries[2], line.id), { status: 409, body: { code: "bank_line_matched" } });
  t.hasStrict(await tom.post(`/entries/${entries[2]}/reversal`, {}), { status: 409, body: { code: "already_reversed" } });
  await verifyLedger(house.database.orm, { collectiveId });

  // Detached, each waits for its own line again, and is proposed for it.
  done(await tom.post(`/bank-lines/${line.id}/reopening`));
  t.strictSame(await unexplained(), { linesOpen: 1, unmatched: "3060.00" }, "the reversal waits: its payment is on a statement");
  t.hasStrict((await lineOf("RETOUR")).proposals[0], { does: "link", entries: [{ id: reversed.body.entry.id }] });
});

t.test("it had been reversed by hand: both lines wait, and both are found again", async (t) => {
  const story = await paid(["17/03/2026", "60,00", "RETOUR VIR IMPRIMERIE DES DOCKS"]);
  const { tom, lineOf, match, entries, left, unexplained, collectiveId } = story;
  const { body } = done(await tom.post(`/entries/${entries[2]}/reversal`, { reason: "Revenu" }));
  t.strictSame(await left(), { share: "0.00", bills: ["0.00", "60.00"] });
  t.hasStrict(await lineOf("3 OPERATIONS"), { status: "open", entries: [] });
  t.strictSame(await unexplained(), { linesOpen: 2, unmatched: "2460.00" }, "the two are nothing together");

  const [credit, debit] = [await lineOf("RETOUR"), await lineOf("3 OPERATIONS")];
  t.hasStrict(credit.proposals[0], { does: "link", entries: [{ id: body.entry.id, kind: "reversal" }] });
  t.hasStrict(debit.proposals[0], { does: "link", entries: entries.map((id) => ({ id })) });
  const { body: choices } = await tom.get(`/bank-lines/${debit.id}/choices`);
  const numbers = new Map(choices.entries.map((one: { id: string; number: number }) => [one.id, one.number]));
  const chosen = (id: string) => choices.entries.find((one: { id: string }) => one.id === id);
  t.hasStrict(chosen(entries[2]), { reverses: null, reversedBy: numbers.get(body.entry.id) });
  t.hasStrict(chosen(body.entry.id), { reverses: numbers.get(entries[2]), reversedBy: null });

  t.hasStrict(await match("3 OPERATIONS", { entryIds: entries }), { status: 200, body: { status: "matched" } });
  t.strictSame(await unexplained(), { linesOpen: 1, unmatched: "3060.00" }, "now the reversal waits");
  t.hasStrict(await match("RETOUR", { entryIds: [body.entry.id] }), { status: 200, body: { status: "matched" } });
  t.strictSame(await unexplained(), { linesOpen: 0, unmatched: grant });
  t.strictSame(await left(), { share: "0.00", bills: ["0.00", "60.00"] }, "nothing was booked for it");
  await verifyLedger(house.database.orm, { collectiveId });
});

t.test("a share comes back as a bill does, and so does a payment that no statement shows", async (t) => {
  const story = await paid(["18/03/2026", "300,00", "VIR BOB"]);
  const { tom, lineOf, entries, back, left, unexplained, debit } = story;
  done(await tom.post(`/bank-lines/${debit.id}/reopening`));
  const line = await lineOf("VIR BOB");
  t.hasStrict(line.proposals[0], { does: "return", returned: { id: entries[0], kind: "payment" } });
  t.equal((await back(entries[0], line.id)).status, 201);
  t.strictSame(await left(), { share: "300.00", bills: ["0.00", "0.00"] });
  t.strictSame(await unexplained(), { linesOpen: 1, unmatched: "2400.00" }, "the payment waits for its debit");
  t.hasStrict((await lineOf("3 OPERATIONS")).proposals[0], { does: "link", entries: entries.map((id) => ({ id })) });
});

t.test("what is not its return is refused, and nothing is reversed", async (t) => {
  const story = await paid(
    ["11/03/2026", "60,00", "TOT"],
    ["17/03/2026", "59,00", "MOINS DES FRAIS"],
    ["17/03/2026", "-60,00", "SORTI"],
    ["18/03/2026", "60,00", "RETOUR"],
  );
  const { tom, lineOf, entries, back, left, people, bills } = story;
  const id = async (label: string): Promise<string> => (await lineOf(label)).id;
  t.hasStrict(await back(entries[2], await id("TOT")), {
    status: 422,
    body: { code: "reversal_before_entry", figures: { day: "2026-03-11", datedOn: "2026-03-12" } },
  });
  for (const label of ["MOINS", "SORTI"])
    t.hasStrict(await back(entries[2], await id(label)), { status: 422, body: { code: "bank_line_differs" } }, label);
  t.hasStrict(await back(entries[2], bills[0]), { status: 404 });
  t.hasStrict(await back(entries[2], await id("RETOUR"), people.bob), { status: 403 });
  const { body: bill } = await tom.get(`/bills/${bills[0]}`);
  t.hasStrict(await tom.post(`/bills/${bills[0]}/reversal`, { bankLineId: await id("RETOUR") }), { status: 400 }, bill.id);
  done(await tom.post(`/bank-lines/${await id("RETOUR")}/setting-aside`, { reason: "L’argent d’un autre" }));
  t.hasStrict(await back(entries[2], await id("RETOUR")), { status: 409, body: { code: "bank_line_aside" } });
  t.strictSame(await left(), whole);
  t.equal((await tom.get("/entries?kind=reversal")).body.items.length, 0);
});

t.test("of many who say so, by two lines, and who reverse by hand, one does", async (t) => {
  const isWon = ({ status }: Reply) => status < 300;
  for (let round = 0; round < 3; round += 1) {
    const story = await paid(["17/03/2026", "60,00", "RETOUR UN"], ["18/03/2026", "60,00", "RETOUR DEUX"]);
    const { tom, people, lineOf, match, entries, back, left, debit, collectiveId } = story;
    const [one, two] = [(await lineOf("UN")).id, (await lineOf("DEUX")).id];
    const byHand = () => people.tim.post(`/entries/${entries[2]}/reversal`, {});
    const replies = await Promise.all([
      ...Array.from({ length: 6 }, () => [back(entries[2], one), back(entries[2], two, people.tim)]).flat(),
      ...(round === 0 ? [] : [byHand(), byHand()]),
      // The debit is let go and taken up while they do.
      ...(round === 2 ? [tom.post(`/bank-lines/${debit.id}/reopening`)] : []),
    ]);
    const reversing = round === 2 ? replies.slice(0, -1) : replies;
    t.equal(reversing.filter(isWon).length, 1, JSON.stringify(reversing.map(({ status, body }) => body.code ?? status)));
    for (const { status, body } of reversing.filter((reply) => !isWon(reply)))
      t.ok(["already_reversed", "bank_line_matched"].includes(body.code), `${status} ${body.code}`);
    t.strictSame(await left(), { share: "0.00", bills: ["0.00", "60.00"] });
    t.equal((await tom.get("/entries?kind=reversal")).body.items.length, 1);
    const lines = (await tom.get("/bank-lines?status=matched")).body.items;
    const linked = lines.flatMap((line: { entries: { id: string }[] }) => line.entries.map(({ id }) => id));
    t.equal(new Set(linked).size, linked.length, "no entry is two lines’");

    // One reversal is one of the two lines, whoever takes it.
    const [reversal] = (await tom.get("/entries?kind=reversal")).body.items;
    for (const line of [one, two]) await tom.post(`/bank-lines/${line}/reopening`);
    const taken = await Promise.all([match("UN", { entryIds: [reversal.id] }), match("DEUX", { entryIds: [reversal.id] })]);
    t.strictSame(taken.map(({ status, body }) => body.code ?? status).sort(), [200, "entry_on_statement"]);
    await verifyLedger(house.database.orm, { collectiveId });
  }
});
