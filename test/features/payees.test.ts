/** What each payee was paid in a calendar year: by nature and footing, beside the DAS2 threshold; and the board’s months. */
import { eq } from "drizzle-orm";
import { newId } from "../../src/db/id.js";
import { footings, members, sharings } from "../../src/db/schema/index.js";
import { declarationOf } from "../../src/domain/payee-statement.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury, today } from "../support/treasury-stories.js";

const house = await openHouse(t);
const crew = { tom: ["treasurer"], ana: ["admin", "pilot"], bob: [], cy: [] };
const done = (reply: Reply): Reply => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply;
};

t.test("the threshold of a year is dated data", async (t) => {
  const france = { country: "FR", currency: "EUR" };
  const amounts = [2013, 2014, 2023, 2024, 2026].map((year) => declarationOf(year, france)?.amount);
  t.same(amounts, [undefined, "1200.00", "1200.00", "2400.00", "2400.00"]);
  t.equal(declarationOf(2026, { country: "BE", currency: "EUR" }), null);
  t.equal(declarationOf(2026, { country: "FR", currency: "CHF" }), null);
});

t.test("a year by payee: natures, footings, what came back, fees above the threshold", async (t) => {
  const { people, envelope, shares, thirdParty, collectiveId } = await openTreasury(house, crew);
  const { tom, ana, bob, cy } = people;
  const kit = await envelope("Kit", "9000.00");
  const [work = "", train = "", rights = "", cys = ""] = await shares(kit, [
    { memberId: bob.memberId, amount: "2300.00" },
    { memberId: bob.memberId, amount: "42.50", nature: "expenses" },
    { memberId: bob.memberId, amount: "200.00", nature: "rights" },
    { memberId: cy.memberId, amount: "3000.00" },
  ]);
  const orm = house.database.orm;
  await orm.delete(footings).where(eq(footings.memberId, cy.memberId));
  const wages = { collectiveId, id: newId(), memberId: cy.memberId, footing: "employee", fromOn: "2026-01-01", createdAt: house.clock.now };
  await orm.insert(footings).values(wages);
  await orm.update(members).set({ boardFromOn: "2026-01-01" }).where(eq(members.id, bob.memberId));
  await orm.update(sharings).set({ postedAt: house.clock.now }).where(eq(sharings.collectiveId, collectiveId));
  const pay = (shareId: string, amount: string) =>
    tom.post("/payments", { datedOn: today, document: "V", items: [{ shareId, amount }] }).then(done);
  await pay(work, "2300.00");
  await pay(train, "42.50");
  await pay(rights, "100.00");
  await pay(cys, "3000.00");
  const printer = await thirdParty("Imprimerie");
  const billed = async (document: string, nature: string, amount: string) => {
    const bill = { envelopeId: kit, thirdPartyId: printer, nature, label: "x", document, amount, billedOn: today, payment: {} };
    return done(await tom.post("/bills", bill));
  };
  await billed("F-1", "service", "500.00");
  await billed("F-2", "purchase", "2000.00");

  const reply = done(await tom.get("/payees/2026"));
  const find = (name: string) => reply.body.payees.find((payee: { name: string }) => payee.name === name);
  t.hasStrict(reply.body, { year: 2026, threshold: { amount: "2400.00", fromYear: 2024 } });
  t.hasStrict(find("Bob"), {
    footings: ["invoice"],
    natures: [
      { nature: "work", amount: "2300.00" },
      { nature: "expenses", amount: "42.50" },
      { nature: "rights", amount: "100.00" },
    ],
    total: "2442.50",
    fees: "2400.00",
    isAbove: false,
  });
  t.hasStrict(find("Cy"), { footings: ["employee"], total: "3000.00", fees: "0.00", isAbove: false }, "wages are no fees");
  t.hasStrict(find("Imprimerie"), { kind: "third-party", code: "", total: "2500.00", fees: "500.00", isAbove: false });
  t.hasStrict(reply.body.board, [{ name: "Bob", months: [{ month: "2026-03", total: "2500.00", threshold: "1367.27", isAbove: true }] }]);

  await pay(rights, "0.01");
  t.hasStrict(
    (await tom.get("/payees/2026")).body.payees.find((payee: { name: string }) => payee.name === "Bob"),
    { fees: "2400.01", isAbove: true },
  );
  done(await tom.post(`/shares/${work}/refunds`, { amount: "300.00", datedOn: today, document: "Retour" }));
  t.hasStrict(
    (await tom.get("/payees/2026")).body.payees.find((payee: { name: string }) => payee.name === "Bob"),
    { fees: "2100.01", isAbove: false },
  );
  t.same((await tom.get("/payees/2025")).body.payees, []);

  const csv = (await tom.get("/payees/2026/file")).body;
  t.match(csv, "2026;P3;Bob;;facture;42,50;2000,00;100,01;0,00;0,00;2142,51;2100,01;2400,00;;EUR\r\n");
  t.match(csv, "2026;;Imprimerie;;;0,00;0,00;0,00;500,00;2000,00;2500,00;500,00;2400,00;;EUR\r\n");
  for (const who of [ana, bob]) t.hasStrict(await who.get("/payees/2026"), { status: 403 });
});
