/** Sharings under many hands at once: one order, nothing spent twice, no contribution paid twice. */
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { inTransaction } from "../../src/db/transaction.js";
import { lockKind, saveRate } from "../../src/features/kinds/kinds.queries.js";
import { listLines } from "../../src/features/sharings/settlement.queries.js";
import { requireHeld } from "../../src/features/sharings/sharings.actions.js";
import { findSharing } from "../../src/features/sharings/sharings.queries.js";
import { openVillage, type Village } from "../support/sharing-stories.js";
import { openHouse, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const who = { ana: ["pilot"], ben: ["pilot"], bob: [], cy: [], tom: ["treasurer"] } as const;
type Names = keyof typeof who;

const statuses = (replies: readonly Reply[]) => replies.map(({ status }) => status).sort();
const codes = (replies: readonly Reply[]) => [...new Set(replies.filter(({ status }) => status >= 400).map(({ body }) => body.code))];

/** What must hold whatever happened: the ledger sums to zero, no envelope is overdrawn, no contribution is held twice. */
async function requireWhole(village: Village<Names>): Promise<void> {
  const [sums] = await village.rows<{ sum: string; overdrawn: string; twice: string }>(
    sql`select (select coalesce(sum(amount_minor), 0) from lines where collective_id = ${village.collectiveId})::text as sum,
      (select count(*) from accounts where collective_id = ${village.collectiveId} and class <> 'bank' and balance_minor > 0)::text as overdrawn,
      (select count(*) from (select 1 from sharing_lines where collective_id = ${village.collectiveId} and carried_id is null
        and position is not null and voided_at is null group by contribution_id having count(*) > 1) h)::text as twice`,
  );
  if (sums?.sum !== "0" || sums.overdrawn !== "0" || sums.twice !== "0") throw new Error(`not whole: ${JSON.stringify(sums)}`);
}

async function adopted(village: Village<Names>, envelope: string): Promise<string> {
  const id = await village.prepares("ana", envelope, {});
  await village.does("ana", "propose", id);
  await village.does("ana", "adopt", id);
  return id;
}

t.test("two pilots and a treasurer post at once: one does", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "400.00" });
  const id = await adopted(village, kit);
  const posters: Names[] = ["ana", "ben", "tom", "ana", "ben", "tom"];
  const replies = await Promise.all(posters.map((name) => village.people[name].post(`/sharings/${id}/post`)));
  t.same(statuses(replies), [200, 409, 409, 409, 409, 409]);
  t.same(codes(replies), ["sharing_not_adopted"]);
  t.equal(await village.balance(kit), "600.00");
  await requireWhole(village);
});

t.test("a bill drains the envelope while it is posted: refused with figures, and posted once there is money again", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "800.00" });
  const id = await adopted(village, kit);
  const [posted, billed] = await Promise.all([
    village.people.ana.post(`/sharings/${id}/post`),
    village.isBilled(kit, "300.00").then(
      () => true,
      () => false,
    ),
  ]);
  t.not(posted.status === 200, billed, "one of the two");
  if (billed) {
    t.match(posted, { status: 409, body: { code: "insufficient_balance", figures: { left: "700.00", asked: "800.00" } } });
    await village.receives(kit, "100.00");
    t.match(await village.does("ana", "post", id), { status: "posted" });
  }
  await requireWhole(village);
});

t.test("two adopted sharings of one envelope: what is committed is not committed twice", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  const hours = (dayOn: string) => village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "700.00", dayOn });
  await hours("2026-02-03");
  await hours("2026-03-03");
  const february = await village.prepares("ana", kit, { fromOn: "2026-02-01", untilOn: "2026-02-28" });
  const march = await village.prepares("ana", kit, { fromOn: "2026-03-01", untilOn: "2026-03-31" });
  await village.does("ana", "propose", february);
  await village.does("ana", "propose", march);
  const replies = await Promise.all([february, march].map((id) => village.people.ana.post(`/sharings/${id}/adopt`)));
  t.same(statuses(replies), [200, 409]);
  t.same(codes(replies), ["sharing_exceeds_left"]);
  t.match(replies.find(({ status }) => status === 409)?.body.figures, { left: { amount: "300.00" }, asked: { amount: "700.00" } });
});

t.test("two sharings over the same days are proposed at once: no contribution is held twice", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  for (let place = 0; place < 10; place++) await village.logs("bob", kit, { kind: "hours", quantity: "1", claim: "10.00" });
  const ids = [await village.prepares("ana", kit, {}), await village.prepares("ben", kit, {}), await village.prepares("ben", kit, {})];
  const replies = await Promise.all(ids.map((id, place) => village.people[place === 0 ? "ana" : "ben"].post(`/sharings/${id}/propose`)));
  t.equal(replies.filter(({ status }) => status === 200).length, 1);
  t.same(codes(replies), ["sharing_empty"], "the others find nobody to share between");
  await requireWhole(village);
});

t.test("figures change while it is proposed: all of them are in the document, or refused", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  const lines = [];
  for (let place = 0; place < 8; place++) lines.push(await village.logs("bob", kit, { kind: "hours", quantity: "1", claim: "100.00" }));
  const id = await village.prepares("ana", kit, {});
  const [proposal, ...said] = await Promise.all([
    village.people.ana.post(`/sharings/${id}/propose`),
    ...lines.map((line) => village.people.bob.put(`/sharings/${id}/lines/${line}/kept`, { kept: "50.00" })),
    ...lines.map((line) => village.people.bob.patch(`/contributions/${line}`, { claim: "90.00" })),
  ]);
  t.equal(proposal?.status, 200);
  const table = (await village.people.bob.get(`/sharings/${id}`)).body;
  const { body: document } = await village.people.bob.get(`/sharings/${id}/document`);
  t.same(
    document.claims.map(({ amount }: { amount: string }) => amount),
    table.lines.map(({ kept }: { kept: string }) => kept),
    "what is proposed is what stands in the table",
  );
  const [figures, claims] = [said.slice(0, lines.length), said.slice(lines.length)];
  const halved = table.lines.filter(({ kept }: { kept: string }) => kept === "50.00").length;
  t.equal(figures.filter(({ status }) => status === 200).length, halved, "a figure that was taken is in the document");
  const amended = table.lines.filter(({ asked }: { asked: string }) => asked === "90.00").length;
  t.equal(claims.filter(({ status }) => status === 200).length, amended, "and so is an amendment");
  t.ok(codes(said).every((code) => ["sharing_not_open", "contribution_in_sharing"].includes(code)));
});

t.test("a rate is set while it is proposed: the proposal waits, and counts with it", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [] });
  const { collectiveId, kinds } = village;
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "4" });
  const id = await village.prepares("ana", kit, { key: { steps: [{ kind: "weights", kinds: [kinds.hours], cap: true }] } });
  const proposed = await inTransaction(house.database.orm, async (tx) => {
    await lockKind(tx, collectiveId, kinds.hours as string);
    const proposing = village.people.ana.post(`/sharings/${id}/propose`);
    await setTimeout(300);
    const rate = { collectiveId, kindId: kinds.hours as string, rate: "50.00", fromOn: "2026-01-01", createdAt: house.clock.now };
    await saveRate(tx, rate);
    return { proposing };
  });
  t.same(village.sharesOf((await proposed.proposing).body), { bob: "200.00" });
});

t.test("a sharing is reversed while its shares are paid: one or the other", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "400.00" });
  const id = await adopted(village, kit);
  const { shares } = await village.does("ana", "post", id);
  const payment = { items: [{ shareId: shares[0].id, amount: "400.00" }], datedOn: "2026-03-12", document: "Virement" };
  const replies = await Promise.all([village.people.tom.post("/payments", payment), village.people.tom.post(`/sharings/${id}/reverse`)]);
  t.equal(replies.filter(({ status }) => status < 300).length, 1);
  t.ok(codes(replies).every((code) => ["share_settled", "share_overpaid"].includes(code)));
  await requireWhole(village);
});

t.test("an objection and an adoption at once: one order", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "400.00" });
  const id = await village.prepares("ana", kit, {});
  await village.does("ana", "propose", id);
  const [objected, adoption] = await Promise.all([
    village.people.cy.post(`/sharings/${id}/objections`, { reason: "Attendons." }),
    village.people.ben.post(`/sharings/${id}/adopt`),
  ]);
  t.same(codes([objected, adoption]), ["sharing_not_proposed"]);
  const { body } = await village.people.cy.get(`/sharings/${id}`);
  t.equal(body.status, objected.status === 201 ? "open" : "adopted");
  t.equal(body.documentHash === null, objected.status === 201);
});

t.test("a contribution that another sharing took in between is refused by name", async (t) => {
  const village = await openVillage<Names>(house, who);
  const kit = await village.envelope("Kit", "1000.00");
  const hours = await village.logs("bob", kit, { kind: "hours", quantity: "10", claim: "400.00" });
  const [first, second] = [await village.prepares("ana", kit, {}), await village.prepares("ana", kit, {})];
  const db = house.database.orm;
  const sharing = await findSharing(db, { collectiveId: village.collectiveId, id: second, today: "2026-03-12" });
  if (!sharing) throw new Error("not found");
  const seen = await listLines(db, sharing, "Europe/Paris", "2026-03-12");
  await village.does("ana", "propose", first);
  const figures = { at: "lines", contribution: hours, sharing: first, state: "proposed" };
  await t.rejects(
    inTransaction(db, (tx) => requireHeld(tx, sharing, seen)),
    { code: "contribution_in_sharing", figures },
  );
  await requireWhole(village);
});
