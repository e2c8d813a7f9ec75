/** Sharings that recur: the next is prepared, opens by itself, and its circle is reminded once. */

import { doDueWork, scheduleWork } from "../../src/db/due-work.js";
import { inTransaction } from "../../src/db/transaction.js";
import { sharingEffects } from "../../src/features/sharings/recurring.actions.js";
import { openVillage } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const work = () => doDueWork(house.database.orm, house.clock.now, sharingEffects);

t.test("a monthly sharing comes back, with a reminder", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { ana, bob } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  await village.logs("bob", kit, { kind: "hours", quantity: "4", claim: "100.00", dayOn: "2026-02-10" });
  const days = { fromOn: "2026-02-01", untilOn: "2026-02-28", opensOn: "2026-03-01", closesOn: "2026-03-15" };
  t.match(
    await ana.post("/sharings", {
      envelopeId: kit,
      title: "x",
      untilOn: "2026-02-28",
      key: { steps: [{ kind: "equal" }] },
      recurs: "weekly",
    }),
    { status: 400 },
  );
  const first = await village.prepares("ana", kit, { ...days, recurs: "monthly", amount: "400.00", members: [ana.memberId] });
  await village.settles(first, { proposes: "ana", adopts: "tom", posts: "tom" });
  const listed = async () => (await bob.get(`/sharings?envelope=${kit}`)).body.items;
  const [next, ...others] = await listed();
  t.match(next, {
    status: "draft",
    recurs: "monthly",
    amount: "400.00",
    fromOn: "2026-03-01",
    untilOn: "2026-03-31",
    opensOn: "2026-04-01",
    closesOn: "2026-04-15",
  });
  t.equal(others.length, 1);
  t.match(
    (await bob.get(`/sharings/${next.id}`)).body.participants,
    [{ memberId: ana.memberId }],
    "who took part without a line does again",
  );
  const reminders = async (who: typeof bob) =>
    (await who.get("/notices")).body.items.filter(({ what }: { what: string }) => what === "sharing.reminder");

  house.clock.now = new Date("2026-03-31T21:59:00Z");
  t.equal(await work(), 0, "it is still March in Paris");
  house.clock.now = new Date("2026-03-31T22:00:00Z");
  const rounds = await Promise.all([work(), work()]);
  t.equal(rounds[0] + rounds[1], 1, "by whoever sees it first");
  t.equal(await work(), 0, "once");
  t.match(await reminders(bob), [{ subjectId: next.id, byId: null }]);
  t.equal((await reminders(ana)).length, 1);
  t.equal((await bob.get(`/sharings/${next.id}`)).body.status, "open");

  t.test("it is not prepared twice, and nobody is reminded of what is given up", async (t) => {
    await village.does("ana", "abandon", next.id);
    const members = [ana.memberId];
    const april = { members, fromOn: "2026-04-01", untilOn: "2026-04-30", recurs: "quarterly" };
    house.clock.now = new Date("2026-05-02T09:00:00Z");
    const again = await village.prepares("ana", kit, april);
    const summer = await village.prepares("ana", kit, { fromOn: "2026-05-01", untilOn: "2026-05-31" });
    await village.settles(again, { proposes: "ana", adopts: "tom", posts: "tom" });
    t.equal((await listed()).length, 4, "one over later days is on its way");
    await village.does("ana", "abandon", summer);
    const more = await village.prepares("ana", kit, { members, fromOn: "2026-05-01", untilOn: "2026-05-31", recurs: "quarterly" });
    await village.settles(more, { proposes: "ana", adopts: "tom", posts: "tom" });
    const [prepared] = await listed();
    t.match(prepared, { fromOn: "2026-06-01", untilOn: "2026-08-31", opensOn: "2026-08-02", closesOn: null });
    await village.does("ana", "abandon", prepared.id);
    house.clock.now = new Date("2026-09-02T09:00:00Z");
    t.equal(await work(), 1);
    t.equal((await reminders(bob)).length, 1);
  });
});

t.test("work that this process does not know is left for one that does", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"] });

  const due = { collectiveId: village.collectiveId, subjectId: null, dueAt: house.clock.now };
  await inTransaction(house.database.orm, async (tx) => {
    await scheduleWork(tx, { ...due, work: "later.version" });
    await scheduleWork(tx, { ...due, work: "known" });
  });
  const done: string[] = [];
  const effects = { known: async (_: unknown, { work }: { work: string }) => void done.push(work) };
  t.equal(await doDueWork(house.database.orm, house.clock.now, effects), 1);
  t.same(done, ["known"]);
});
