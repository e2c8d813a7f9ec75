/** The ledger that is followed: whoever has a page of the treasury open hears of each act on money, and of nothing more. */

import { follow } from "../support/live.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury } from "../support/treasury-stories.js";

t.test("money in, what is expected, a bill and its payment, a statement: each is told, without who or how much", async (t) => {
  const house = await openHouse(t);
  const { people, envelope, thirdParty } = await openTreasury(house, { tom: ["treasurer", "admin"], bob: [] });
  const { tom, bob } = people;
  const kit = await envelope("Kit", "300.00");
  const thirdPartyId = await thirdParty("Imprimerie");
  const [bank] = (await tom.get("/banks")).body.items;
  const { slug } = (await tom.get("")).body;
  const url = await house.app.listen({ host: "127.0.0.1", port: 0 });
  const page = await follow(t, `${url}/api/v1/collectives/${slug}/ledger/events`, bob.token);
  await page.until(1);
  const datedOn = house.clock.now.toISOString().slice(0, 10);
  const bill = { envelopeId: kit, thirdPartyId, nature: "purchase", label: "Livrets", document: "F-1", amount: "43.10", billedOn: datedOn };
  const paid = { amount: "43.10", datedOn, document: "V1", bankId: bank.id };
  const text = `Date;Libellé;Montant\n${datedOn};Cotisation;43,10\n`;
  let billId = "";
  for (const [told, change] of [
    () => tom.post(`/envelopes/${kit}/money-in`, { amount: "43.10", nature: "gift", source: "Bob", document: "N1", datedOn }),
    () => tom.post(`/envelopes/${kit}/expected-money`, { source: "Ville", amount: "43.10", status: "asked" }),
    async () => {
      const reply = await tom.post("/bills", bill);
      billId = reply.body.bill?.id;
      return reply;
    },
    () => tom.post(`/bills/${billId}/payments`, paid),
    () => tom.post("/bank-statements/text", { text, columns: { day: "Date", label: "Libellé", amount: "Montant" } }),
  ].entries()) {
    const { status, body } = await change();
    t.ok(status < 300, JSON.stringify(body));
    await page.until(told + 2);
  }
  t.match(page.heard(), /"subject":"ledger"/);
  t.notMatch(page.heard(), /43[.,]10|Imprimerie|Bob/);
  // What is no money is not told: the next event is that of the next act.
  t.match(await tom.post("/kinds", { name: "Heures", unit: "h" }), { status: 201 });
  const { body: opened } = await tom.post("/banks", { name: "Caisse" });
  await page.until(7);
  t.ok(opened.id);
  t.equal(page.count(), 7);
  await house.app.close();
  await page.untilEnd();
});
