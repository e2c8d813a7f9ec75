import t from "tap";
import { openVillage } from "../support/sharing-stories.js";

t.test("an envelope of 1,000 is shared, from logged hours to shares in the ledger", async (t) => {
  const village = await openVillage(t, { ana: ["pilot"], bob: [], cy: [], tom: ["treasurer"] });
  const { people, kinds } = village;
  const commons = await village.fund("Part reversée aux communs");
  const kit = await village.envelope("Kit incubateur", "1000.00");
  await village.logs("bob", kit, { kind: "train", amount: "200.00", dayOn: "2026-03-02" });
  await village.logs("ana", kit, { kind: "hours", quantity: "10", dayOn: "2026-03-03" });
  await village.logs("bob", kit, { kind: "hours", quantity: "20", dayOn: "2026-03-04" });
  await village.logs("cy", kit, { kind: "expert", quantity: "5", dayOn: "2026-03-05" });
  const key = {
    steps: [
      { kind: "levy", to: commons, percent: "5" },
      { kind: "reimburse", kinds: [kinds.train] },
      { kind: "weights", kinds: [kinds.hours, kinds.expert], cap: true },
    ],
  };
  const id = await village.prepares("ana", kit, { key, amount: "1000.00" });

  const open = await people.cy.get(`/sharings/${id}`);
  t.equal(open.status, 200);
  t.same(village.sharesOf(open.body), { ana: "187.50", bob: "575.00", cy: "187.50" }, "everybody sees the preview");
  t.equal(open.body.refusal, null);
  t.match(open.body.committed, { receipts: [{ memberId: people.bob.memberId, amount: "200.00" }], total: "200.00" });

  const posted = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  t.same(village.sharesOf(posted), { ana: "187.50", bob: "575.00", cy: "187.50" });
  t.same(posted.result.funds, [{ fund: commons, amount: "50.00" }]);
  t.match(posted, { status: "posted", sequence: 1, adoptedBy: "pilot", budget: { amount: "1000.00", paid: "950.00" } });
  t.same(
    posted.shares.map(({ memberId, nature, amount }: Record<string, string>) => [memberId, nature, amount]),
    [
      [people.ana.memberId, "work", "187.50"],
      [people.bob.memberId, "expenses", "200.00"],
      [people.bob.memberId, "work", "375.00"],
      [people.cy.memberId, "work", "187.50"],
    ],
  );
  t.equal(await village.balance(kit), "0.00");
});
