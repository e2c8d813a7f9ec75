/** Changes are told after the commit, to every process, and after a lost connection to everybody. */
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { Test } from "tap";
import { announceChange, type Change, watchChanges } from "../../src/db/changes.js";
import { type Database, openPostgres } from "../../src/db/client.js";
import { newId } from "../../src/db/id.js";
import { inTransaction } from "../../src/db/transaction.js";
import { openTestDatabase } from "../support/database.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());
const isPostgres = database.kind === "postgres";

const someRound = (): Change => ({ collectiveId: newId(), subject: "round", id: newId() });

const announce = (on: Database, ...changes: Change[]) =>
  inTransaction(on.orm, async (tx) => {
    for (const change of changes) await announceChange(tx, change);
  });

function watch(t: Test, on: Database) {
  const errors: unknown[] = [];
  const changes = watchChanges(on, (error) => errors.push(error));
  t.teardown(() => changes.close());
  return { changes, errors };
}

/** Waits for something that is on its way. */
async function eventually(is: () => boolean, what: string): Promise<void> {
  for (const since = Date.now(); !is(); await sleep(5)) if (Date.now() - since > 60_000) throw new Error(what);
}

/** Long enough for what must not come. */
const aWhile = () => sleep(150);

t.test("a change is told after its commit, once, and to those who follow it", async (t) => {
  const { changes } = watch(t, database);
  const [round, other] = [someRound(), someRound()];
  const told: string[] = [];
  await changes.subscribe(round, () => told.push("first"));
  const leave = await changes.subscribe(round, () => told.push("second"));
  await changes.subscribe({ ...round, collectiveId: newId() }, () => told.push("elsewhere"));
  await changes.subscribe(other, () => told.push("other"));
  await aWhile();
  t.same(told, [], "nobody is told before anything changed");
  await inTransaction(database.orm, async (tx) => {
    await announceChange(tx, round);
    await announceChange(tx, round);
    if (isPostgres) await aWhile();
    t.same(told, [], "nor before the commit");
  });
  await eventually(() => told.length > 1, "a commit is told");
  await aWhile();
  t.same(told, ["first", "second"]);
  leave();
  await announce(database, round);
  await eventually(() => told.length > 2, "the next commit is told");
  await aWhile();
  t.same(told, ["first", "second", "first"]);
});

t.test("what is rolled back is not told", async (t) => {
  const { changes } = watch(t, database);
  const round = someRound();
  let told = 0;
  await changes.subscribe(round, () => told++);
  const work = inTransaction(database.orm, async (tx) => {
    await announceChange(tx, round);
    throw new Error("no");
  });
  await t.rejects(work, /^no$/);
  await aWhile();
  t.equal(told, 0);
  await announce(database, round);
  await eventually(() => told === 1, "the next commit is told");
});

t.test("who closes hears nothing any more, and others go on", async (t) => {
  const [leaving, staying] = [watch(t, database), watch(t, database)];
  const round = someRound();
  const told = { leaving: 0, staying: 0 };
  await leaving.changes.subscribe(round, () => told.leaving++);
  await staying.changes.subscribe(round, () => told.staying++);
  await leaving.changes.close();
  await announce(database, round);
  await eventually(() => told.staying === 1, "the other is told");
  t.same(told, { leaving: 0, staying: 1 });
  t.same([...leaving.errors, ...staying.errors], []);
});

t.test("a payload is three ids", { skip: !isPostgres && "the embedded database has one connection" }, async (t) => {
  const round = someRound();
  const payloads: string[] = [];
  const listening = await database.postgres?.listen("moisson_changes", (payload) => payloads.push(payload));
  t.teardown(() => listening?.unlisten());
  await announce(database, round);
  await eventually(() => payloads.length > 0, "it is sent");
  t.same(payloads, [`${round.collectiveId}/round/${round.id}`]);
});

t.test("processes that share the database tell each other", { skip: !isPostgres && "one process has the embedded database" }, async (t) => {
  const second = await openPostgres(database.url ?? "");
  t.teardown(() => second.close());
  const [here, there] = [watch(t, database), watch(t, second)];
  const round = someRound();
  const told = { here: 0, there: 0 };
  await here.changes.subscribe(round, () => told.here++);
  await there.changes.subscribe(round, () => told.there++);
  await announce(database, round);
  await announce(second, round);
  await eventually(() => told.here === 2 && told.there === 2, "each is told of both");
  t.same([...here.errors, ...there.errors], []);
});

t.test("a lost connection is made anew, and everybody is told", { skip: !isPostgres && "there is none to lose" }, async (t) => {
  const url = database.url ?? "";
  const [second, admin] = [await openPostgres(url), postgres(url, { max: 1 })];
  t.teardown(() => Promise.all([second.close(), admin.end()]));
  const listeners = async () => {
    const rows = await admin<{ pid: number }[]>`select pid from pg_stat_activity
      where datname = current_database() and query like 'listen%'`;
    return rows.map(({ pid }) => pid);
  };
  const before = new Set(await listeners());
  const { changes, errors } = watch(t, second);
  const [round, other] = [someRound(), someRound()];
  const told = { round: 0, other: 0 };
  await aWhile();
  t.equal((await listeners()).length, before.size, "who follows nothing takes no connection");
  await changes.subscribe(round, () => told.round++);
  await changes.subscribe(other, () => told.other++);
  for (let lost = 1; lost <= 2; lost++) {
    const [pid, ...more] = (await listeners()).filter((one) => !before.has(one));
    t.same(more, [], "one connection for all");
    await admin`select pg_terminate_backend(${pid ?? 0})`;
    await eventually(() => told.round === lost && told.other === lost, "everybody is told once");
  }
  await announce(database, round);
  await eventually(() => told.round === 3, "and of what changes from then on");
  t.equal(told.other, 2);
  t.same(errors, []);
});
