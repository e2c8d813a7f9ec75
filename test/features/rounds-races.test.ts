/**
 * Many who pledge at once (DESIGN §9): a nearly full bucket takes no more than its maximum, no credit goes below zero, and
 * each request is either booked once or refused with its figure. In one process, under one idempotency key each, and by two
 * processes on one PostgreSQL.
 */
import { and, eq } from "drizzle-orm";
import postgres from "postgres";
import type { Test } from "tap";
import { verifyLedger } from "../../src/db/checks.js";
import { accounts, rounds } from "../../src/db/schema/index.js";
import { serve } from "../support/processes.js";
import { openRoundStory, type RoundStory } from "../support/round-stories.js";
import { type House, openHouse, type Person, storyStart, testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";

const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
const crew: Record<string, readonly string[]> & { tom: readonly string[] } = {
  tom: ["treasurer"],
  ana: ["pilot"],
  ...Object.fromEntries(names.map((name) => [name, []])),
};

interface Asked {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the service answers
  readonly body: any;
}
type Story = RoundStory<string>;
type Ask = (person: Person, bucketId: string, amount: string, key: string) => Promise<Asked>;

const cents = (amount: string): number => Math.round(Number(amount) * 100);

/** 20 members with 30.00 each, five pledges of theirs at once on a bucket that takes 100.00 of which 70.00 are there. */
async function race(t: Test, house: House, story: Story, ask: Ask, retries = 0): Promise<void> {
  const people = names.map((name) => story.people[name] as Person);
  await story.share("600.00", people);
  const bucketId = await story.bucket(story.people.ana as Person, "Presque plein", "50.00", "100.00");
  for (const person of people.slice(0, 7)) t.hasStrict(await story.pledge(person, bucketId, "10.00"), { status: 201 });

  const asked = people.flatMap((person, place) =>
    Array.from({ length: 5 }, (_, turn) => ({ person, amount: `${1 + ((place + turn) % 7)}.50`, key: `${place}-${turn}` })),
  );
  const outcomes = await Promise.all(
    asked.flatMap((one) =>
      Array.from({ length: 1 + retries }, async () => ({ ...one, reply: await ask(one.person, bucketId, one.amount, one.key) })),
    ),
  );

  const answers = new Map<string, Asked[]>();
  for (const { key, reply } of outcomes) answers.set(key, [...(answers.get(key) ?? []), reply]);
  let booked = 0;
  for (const [index, one] of asked.entries()) {
    const replies = answers.get(one.key) ?? [];
    const accepted = replies.filter(({ status }) => status === 201);
    if (accepted.length > 0) {
      booked += cents(one.amount);
      const entries = new Set(accepted.map(({ body }) => body.entries[0].id));
      if (entries.size !== 1) t.fail(`${entries.size} entries for request ${index}`);
    }
    for (const { status, body } of replies.filter((reply) => reply.status !== 201)) {
      // The bucket has no room for it, or who came first with their others has no credits for it.
      const isRight = body.code === "bucket_complete" || ["bucket_room", "credit_short"].includes(body.code);
      if (status !== 409 || !isRight || cents(body.figures.left ?? "0") >= cents(one.amount)) t.fail(JSON.stringify(body));
    }
  }
  const bucket = (await story.people.ana?.get(story.path(`/buckets/${bucketId}`)))?.body;
  t.equal(cents(bucket.pledged), 7000 + booked, "what was answered is there");
  t.ok(cents(bucket.pledged) <= 10_000, `${bucket.pledged} of 100.00`);
  t.ok(10_000 - cents(bucket.pledged) < 150, "no room is left for the smallest");
  const { figures } = (await story.people.ana?.get(story.path()))?.body ?? {};
  t.equal(cents(figures.credits) + cents(figures.buckets) + cents(figures.pool), 60_000, "pool + credits + buckets = what entered");
  const { items } = (await story.people.ana?.get(story.path("/credits")))?.body ?? {};
  t.ok(items.every((one: { left: string; pledged: string }) => cents(one.left) >= 0 && cents(one.left) + cents(one.pledged) === 3000));
  const { items: entries } = (await story.people.ana?.get("/entries?kind=pledge&limit=200"))?.body ?? {};
  t.equal(
    entries.reduce((sum: number, entry: { lines: { amount: string }[] }) => sum + cents(entry.lines[0]?.amount ?? "0"), 0),
    7000 + booked,
  );
  await verifyLedger(house.database.orm, { collectiveId: story.treasury.collectiveId });
}

t.test("100 pledges at once by 20 members on one nearly full bucket", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const story: Story = await openRoundStory(house, crew, { pilot: "ana" });
  await race(t, house, story, (person, bucketId, amount) => story.pledge(person, bucketId, amount));
});

t.test("the same, each sent three times under its idempotency key", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const story: Story = await openRoundStory(house, crew, { pilot: "ana" });
  await race(t, house, story, (person, bucketId, amount, key) => story.pledge(person, bucketId, amount, key), 2);
});

t.test("the same by two processes on one PostgreSQL", { skip: process.env.TEST_DATABASE_URL ? false : "needs PostgreSQL" }, async (t) => {
  const house = await openHouse(t);
  // These processes have their own clock: the round is open today.
  house.clock.now = new Date();
  const day = 86_400_000;
  const at = (days: number) => new Date(Date.now() + days * day).toISOString();
  const dates = { proposalsFrom: at(-1), proposalsUntil: at(5), pledgesFrom: at(-1), pledgesUntil: at(6) };
  const story: Story = await openRoundStory(house, crew, { pilot: "ana", ...dates });
  const environment = { DATABASE_URL: house.database.url, SECRET: testSecret };
  const services = [await serve(t, environment), await serve(t, environment)];
  let turn = 0;
  const ask: Ask = async (person, bucketId, amount, key) => {
    const { url } = services[turn++ % 2] as { url: string };
    const slug = (await person.get("")).body.slug;
    const response = await fetch(`${url}/api/v1/collectives/${slug}${story.path("/pledges")}`, {
      method: "POST",
      headers: { authorization: `Bearer ${person.token}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ bucketId, amount }),
    });
    return { status: response.status, body: await response.json() };
  };
  await race(t, house, story, ask, 1);
});

t.test("credits given, pledges and the close at once: whatever comes first, nothing is lost", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const story: Story = await openRoundStory(house, crew, { pilot: "ana" });
  const [ana, first] = [story.people.ana as Person, story.people.p0 as Person];
  await story.share("100.00", [first]);
  const bucketId = await story.bucket(first, "B", "10.00", "100.00");
  const outcomes = await Promise.all([
    ...Array.from({ length: 10 }, () => story.pledge(first, bucketId, "15.00")),
    ...Array.from({ length: 5 }, () => ana.post(story.path("/credits"), { by: "add", memberId: first.memberId, amount: "-20.00" })),
    ...Array.from({ length: 5 }, () => story.withdraw(first, bucketId, "10.00")),
    ana.post(story.path(`/buckets/${bucketId}/cancellation`)),
    first.post(story.path(`/buckets/${bucketId}/acceptance`)),
  ]);
  t.ok(
    outcomes.every(({ status }) => status === 201 || status === 200 || status === 409),
    JSON.stringify(outcomes.find(({ status }) => status >= 500)?.body),
  );
  const { figures } = (await ana.get(story.path())).body;
  t.equal(cents(figures.credits) + cents(figures.buckets) + cents(figures.pool), 60_000);
  await verifyLedger(house.database.orm, { collectiveId: story.treasury.collectiveId });
});

/**
 * Asks one after the other while nobody gets the lock of the chain, so that each waits behind the one before. The embedded
 * database has one connection, where nobody waits for a lock.
 */
async function oneBehindTheOther(house: House, collectiveId: string, asks: readonly (() => Promise<Asked>)[]): Promise<Asked[]> {
  const replies: Promise<Asked>[] = [];
  if (house.database.url === undefined) {
    for (const ask of asks) replies.push(Promise.resolve(await ask()));
    return Promise.all(replies);
  }
  const aside = postgres(house.database.url, { max: 1, onnotice: () => {} });
  // Not by pg_locks: who waits for the end of a transaction is of no database there.
  const waiting = () =>
    aside`select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  const holder = postgres(house.database.url, { max: 1, onnotice: () => {} });
  await holder.begin(async (tx) => {
    await tx`select 1 from chains where collective_id = ${collectiveId} for update`;
    for (const ask of asks) {
      const before = (await waiting())[0]?.count ?? 0;
      const reply = ask();
      replies.push(reply);
      let answered = false;
      const end = () => {
        answered = true;
      };
      reply.then(end, end);
      // However slow the machine is: the next one asks when this one waits, or has its answer without waiting.
      while (!answered && ((await waiting())[0]?.count ?? 0) <= before) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  const done = await Promise.all(replies);
  await Promise.all([aside.end(), holder.end()]);
  return done;
}

/** What accounts of rounds hold, in all. */
async function leftInRounds(house: House, collectiveId: string): Promise<bigint> {
  const rows = await house.database.orm
    .select()
    .from(accounts)
    .where(and(eq(accounts.collectiveId, collectiveId), eq(accounts.class, "round")));
  return rows.reduce((sum, { balanceMinor }) => sum - balanceMinor, 0n);
}

t.test("who is given credits while something else waits takes part in it", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const open = async (settings: Record<string, unknown> = {}) => {
    house.clock.now = new Date(storyStart);
    const story: Story = await openRoundStory(house, crew, { pilot: "ana", ...settings });
    const [ana, bob, zoe] = [story.people.ana, story.people.p0, story.people.p1] as Person[] as [Person, Person, Person];
    const grant = () => ana.post(story.path("/credits"), { by: "add", memberId: bob.memberId, amount: "50.00" });
    const queue = (...asks: (() => Promise<Asked>)[]) => oneBehindTheOther(house, story.treasury.collectiveId, asks);
    const verify = () => verifyLedger(house.database.orm, { collectiveId: story.treasury.collectiveId });
    return { story, ana, bob, zoe, grant, queue, verify };
  };

  await t.test("a pledge of theirs is booked", async (t) => {
    const { story, ana, bob, grant, queue, verify } = await open();
    const bucketId = await story.bucket(ana, "C", "5.00", "600.00");
    t.hasStrict(await queue(grant, () => story.pledge(bob, bucketId, "1.00")), [{ status: 200 }, { status: 201, body: { left: "49.00" } }]);
    await verify();
  });

  /**
   * PostgreSQL wakes those who wait for a row that somebody changed in no order: where the third overtook the second, and this was
   * refused, it is played again in another round.
   */
  const inOrder = async <Played extends { readonly replies: readonly Asked[] }>(play: () => Promise<Played>): Promise<Played> => {
    for (let attempt = 1; ; attempt += 1) {
      const played = await play();
      if (played.replies[1]?.status !== 409 || attempt === 20) return played;
    }
  };

  await t.test("and given back where the bucket is cancelled behind it", async (t) => {
    const { story, bob, verify, replies } = await inOrder(async () => {
      const opened = await open();
      const { story, ana, bob, grant, queue } = opened;
      const bucketId = await story.bucket(ana, "C", "5.00", "600.00");
      const cancel = () => ana.post(story.path(`/buckets/${bucketId}/cancellation`));
      return { ...opened, replies: await queue(grant, () => story.pledge(bob, bucketId, "1.00"), cancel) };
    });
    t.hasStrict(replies, [{ status: 200 }, { status: 201 }, { status: 200 }]);
    t.hasStrict((await bob.get(story.path())).body.own, { pledged: "0.00", left: "50.00" });
    await verify();
  });

  await t.test("a cancelled round gives their credits back", async (t) => {
    const { story, ana, verify, replies } = await inOrder(async () => {
      const opened = await open();
      const { story, ana, bob, zoe, grant, queue } = opened;
      await story.share("100.00", [zoe]);
      const propose = () => bob.post(story.path("/buckets"), { title: "B", items: [{ label: "x", min: "5.00" }], publish: true });
      return { ...opened, replies: await queue(grant, propose, () => ana.post(story.path("/cancellation"))) };
    });
    t.hasStrict(replies, [{ status: 200 }, { status: 201 }, { status: 200 }]);
    t.equal(await leftInRounds(house, story.treasury.collectiveId), 0n, "nothing is locked in the round");
    t.hasStrict((await ana.get(story.path("/buckets"))).body.items, [{ status: "cancelled" }]);
    t.equal((await story.treasury.figures(story.envelopeId)).balance, "1000.00");
    await verify();
  });

  for (const isSecret of [false, true]) {
    await t.test(
      `a close that did not know of them is stale, also where the pool is as before (${isSecret ? "secret" : "open"})`,
      async (t) => {
        const { story, ana, grant, queue, verify } = await open({ isSecret });
        story.end();
        const { fingerprint } = (await ana.get(story.path("/settlement"))).body;
        const refill = () => ana.post(story.path("/pool"), { amount: "50.00" });
        const close = () => ana.post(story.path("/closing"), { fingerprint });
        const [, , stale] = await queue(grant, refill, close);
        t.hasStrict(stale, { status: 409, body: { code: "settlement_stale" } });
        t.hasStrict(await story.close(ana), { status: 200, body: { returned: "650.00" } });
        t.equal(await leftInRounds(house, story.treasury.collectiveId), 0n);
        await verify();
      },
    );
  }
});

t.test("credits that stay in a round that is over are found by verify", async (t) => {
  const house = await openHouse(t);
  for (const end of ["cancelled", "closed"] as const) {
    house.clock.now = new Date(storyStart);
    const story: Story = await openRoundStory(house, crew, { pilot: "ana" });
    const { collectiveId } = story.treasury;
    await story.share("60.00", [story.people.p0 as Person]);
    await verifyLedger(house.database.orm, { collectiveId });
    const isRound = and(eq(rounds.collectiveId, collectiveId), eq(rounds.id, story.roundId));
    await story.people.ana?.post(story.path("/pool"), { amount: "-540.00" });
    await house.database.orm.update(rounds).set({ outcome: end, endedAt: new Date() }).where(isRound);
    await t.rejects(verifyLedger(house.database.orm, { collectiveId }), {
      code: "round_broken",
      figures: { round: story.roundId, problem: "round_not_empty", expected: "0", found: "6000" },
    });
    if (end === "cancelled") continue;
    await house.database.orm.update(rounds).set({ unspent: "carry" }).where(isRound);
    await verifyLedger(house.database.orm, { collectiveId });
  }
});
