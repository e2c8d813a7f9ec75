/** Two fiscal years of everything that posts: what accounts and reports are tried on. */
import type { House, Reply } from "./stories.js";
import { openTreasury } from "./treasury-stories.js";

export const siren = "123 456 782";

/** An answer that went well. */
export const done = (reply: Reply): Reply => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply;
};

/** Two years in which everything that posts has posted; the first is over and open. */
export async function openTwoYears(house: House) {
  house.clock.now = new Date("2025-12-20T10:00:00Z");
  const story = await openTreasury(house, { tom: ["treasurer", "admin"], ana: ["pilot"], bob: [] });
  const { people, envelope, fund, thirdParty, shares } = story;
  const { tom, ana, bob } = people;
  done(await tom.patch("", { siren }));
  const current = done(await tom.post("/banks", { name: "Compte courant" })).body;
  const till = done(await tom.post("/banks", { name: "Caisse" })).body;
  const commons = await fund("Communs");
  const kit = done(await tom.post("/envelopes", { name: "Kit | commun", circleId: story.circleId, funding: "grant" })).body.id;
  const home = await envelope("Maison");
  const printer = await thirdParty("Imprimerie");
  done(
    await tom.post("/opening-balances", {
      datedOn: "2025-01-01",
      document: "Reprise",
      banks: [
        { bankId: current.id, amount: "470.00" },
        { bankId: till.id, amount: "20.00" },
      ],
      envelopes: [
        { envelopeId: kit, amount: "300.00" },
        { envelopeId: home, amount: "150.00" },
      ],
      funds: [{ fundId: commons, amount: "40.00" }],
    }),
  );
  const arrives = (to: string, amount: string, nature: string, datedOn: string, more = {}) =>
    tom
      .post(`/envelopes/${to}/money-in`, {
        amount,
        nature,
        source: "Quelqu’un",
        document: `N ${nature}`,
        datedOn,
        bankId: current.id,
        ...more,
      })
      .then(done);
  await arrives(kit, "3000.00", "grant", "2025-03-01", { levy: [{ fundId: commons, percent: "5" }] });
  await arrives(home, "45.00", "subscription", "2025-03-02");
  await arrives(home, "120.00", "gift", "2025-03-02");
  await arrives(home, "300.00", "service", "2025-03-05");
  await arrives(home, "12.34", "free-price", "2025-03-05", { bankId: till.id });
  const bill = {
    envelopeId: kit,
    thirdPartyId: printer,
    nature: "purchase",
    label: "Livrets d’Ana",
    document: "F-1 1",
    amount: "240.00",
    billedOn: "2025-04-01",
  };
  const billed = done(await tom.post("/bills", bill)).body.bill;
  done(await tom.post(`/bills/${billed.id}/payments`, { amount: "100.00", datedOn: "2025-04-10", document: "V1", bankId: current.id }));
  done(await tom.post("/bank-fees", { envelopeId: home, bankId: current.id, amount: "4.20", datedOn: "2025-04-30", document: "Relevé" }));
  done(
    await tom.post("/transfers", {
      from: { envelopeId: home },
      to: { envelopeId: kit },
      amount: "50.00",
      datedOn: "2025-05-01",
    }),
  );
  done(
    await tom.post("/bank-transfers", { fromId: current.id, toId: till.id, amount: "60.00", datedOn: "2025-05-02", document: "Retrait" }),
  );
  const wrong = await arrives(home, "77.77", "gift", "2025-05-03");
  done(await tom.post(`/entries/${wrong.body.entry.id}/reversal`, {}));
  const [work = "", expenses = "", left = ""] = await shares(kit, [
    { memberId: ana.memberId, amount: "800.01" },
    { memberId: bob.memberId, amount: "66.60", nature: "expenses" },
    { memberId: bob.memberId, amount: "100.00" },
  ]);
  const items = [{ shareId: work, amount: "500.00" }];
  done(await tom.post("/payments", { items, datedOn: "2025-12-20", document: "V2", bankId: current.id }));
  done(await bob.post(`/shares/${left}/waiver`, { fundId: commons }));
  done(await bob.post(`/shares/${expenses}/waiver`, { fundId: commons, amount: "16.60" }));
  house.clock.now = new Date("2026-02-15T10:00:00Z");
  done(await tom.post(`/bills/${billed.id}/payments`, { datedOn: "2026-01-10", document: "V3", bankId: current.id }));
  done(
    await tom.post("/payments", {
      items: [{ shareId: work, amount: "300.01" }],
      datedOn: "2026-01-12",
      document: "V4",
      bankId: current.id,
    }),
  );
  done(await tom.post(`/shares/${work}/refunds`, { amount: "0.01", datedOn: "2026-01-20", document: "R1", bankId: current.id }));
  done(await tom.post(`/envelopes/${kit}/grant-returns`, { amount: "10.00", datedOn: "2026-02-01", document: "G1", bankId: current.id }));
  return { ...story, kit, home, commons, printer, current, till };
}
