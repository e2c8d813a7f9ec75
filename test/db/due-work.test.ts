/** Due work: done once when its instant comes, whatever becomes of other work. */

import { doDueWork, type Effects, scheduleWork } from "../../src/db/due-work.js";
import { newId } from "../../src/db/id.js";
import { inTransaction } from "../../src/db/transaction.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

t.test("work that fails is told, holds no other, and is tried again", async (t) => {
  const house = await openHouse(t);
  const { collectiveId } = await house.collective("les-communs", { ana: ["admin"] });
  const db = house.database.orm;
  const now = house.clock.now;
  const earlier = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  await inTransaction(db, async (tx) => {
    for (const [work, minutes] of [
      ["breaks", 3],
      ["unknown", 2],
      ["works", 1],
      ["later", -1],
    ] as const)
      await scheduleWork(tx, { collectiveId, work, subjectId: newId(), dueAt: earlier(minutes) });
  });
  const done: string[] = [];
  let isBroken = true;
  const effects: Effects = {
    breaks: async () => {
      if (isBroken) throw new Error("it breaks");
      done.push("breaks");
    },
    works: async () => void done.push("works"),
    later: async () => void done.push("later"),
  };
  const told: unknown[] = [];
  const round = () => doDueWork(db, now, effects, (error) => void told.push(error));
  t.equal(await round(), 1);
  t.same(done, ["works"]);
  t.match(told, [/it breaks/]);
  t.equal(await round(), 0, "what was done is not done again");
  isBroken = false;
  t.equal(await round(), 1);
  t.same(done, ["works", "breaks"]);
  t.equal(told.length, 2);
  await t.rejects(
    (async () => {
      isBroken = true;
      await inTransaction(db, (tx) => scheduleWork(tx, { collectiveId, work: "breaks", subjectId: null, dueAt: earlier(1) }));
      return doDueWork(db, now, effects);
    })(),
    /it breaks/,
    "nobody is told: it is thrown",
  );
});
