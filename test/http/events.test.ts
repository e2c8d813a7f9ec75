/** Streams of changes: who may open one, what it says, and when it ends. */
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import type { Test } from "tap";
import { z } from "zod";
import { buildApp } from "../../src/app.js";
import { announceChange } from "../../src/db/changes.js";
import { openPostgres } from "../../src/db/client.js";
import { newId } from "../../src/db/id.js";
import { envelopes, loginTokens, members } from "../../src/db/schema/index.js";
import { hashOfSecret } from "../../src/db/secrets.js";
import { endFamilies, openFamily } from "../../src/db/sessions.js";
import { inTransaction } from "../../src/db/transaction.js";
import { Refusal } from "../../src/domain/refusals.js";
import { events, type LiveLimits } from "../../src/http/events.js";
import { field } from "../../src/http/fields.js";
import { testDatabaseKind } from "../support/database.js";
import { follow } from "../support/live.js";
import { type House, makeEnvelope, openHouse, testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";

const params = z.object({
  collective: field(z.string(), "Which collective.", "les-communs"),
  id: field(z.string(), "Which parcel.", "0199b2ef-0a52-7c11-8e0f-5a7c6d1b9e42"),
});

/** A route that follows parcels: envelopes, under another name. Archived ones are there for nobody. */
function followParcels(app: House["app"]): void {
  events(app, "/api/v1/collectives/:collective/parcels/:id/events", {
    access: ["member"],
    summary: "Follow a parcel.",
    params,
    open: async (on, { caller, params: { id } }) => {
      const collectiveId = caller.collective.id;
      const found = await on
        .select()
        .from(envelopes)
        .where(and(eq(envelopes.collectiveId, collectiveId), eq(envelopes.id, id)));
      if (found[0]?.name !== "Parcelle") throw new Refusal("not_found", { at: "id" });
      return { collectiveId, subject: "round", id };
    },
  });
}

const quick = { heartbeatMs: 40, pauseMs: 30 };

async function openField(t: Test, live: Partial<LiveLimits> = quick) {
  const house = await openHouse(t, { live });
  followParcels(house.app);
  const people = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  const { collectiveId, circleId } = people;
  const id = await makeEnvelope(house, { collectiveId, circleId, name: "Parcelle" });
  const url = await house.app.listen({ host: "127.0.0.1", port: 0 });
  const path = `/api/v1/collectives/les-communs/parcels/${id}/events`;
  const change = () => inTransaction(house.database.orm, (tx) => announceChange(tx, { collectiveId, subject: "round", id }));
  return { house, ...people, id, path, url: `${url}${path}`, change };
}

/** Waits until so many are open: the service knows at once who comes or goes, and a test a little later. */
async function streamsAre({ app }: House, count: number): Promise<void> {
  for (const since = Date.now(); app.streams.count !== count; await sleep(5))
    if (Date.now() - since > 60_000) throw new Error(`${app.streams.count} streams, not ${count}`);
}

t.test("a page is told at once, after each commit, and of nothing but ids", async (t) => {
  const { house, ana, bob, id, url, change } = await openField(t, { ...quick, heartbeatMs: 60_000 });
  const [page, other] = [await follow(t, url, ana.token), await follow(t, url, bob.token)];
  t.equal(page.status, 200);
  t.equal(page.headers.get("content-type"), "text/event-stream; charset=utf-8");
  t.equal(page.headers.get("cache-control"), "no-store");
  t.equal(page.headers.get("x-accel-buffering"), "no");
  t.equal(page.headers.get("x-content-type-options"), "nosniff", "and the headers of every answer");
  await Promise.all([page.until(1), other.until(1)]);
  await change();
  await Promise.all([page.until(2), other.until(2)]);
  await t.rejects(
    inTransaction(house.database.orm, async (tx) => {
      await announceChange(tx, { collectiveId: newId(), subject: "round", id });
      throw new Error("no");
    }),
  );
  await sleep(150);
  t.equal(page.count(), 2, "what is rolled back, or another’s, is not told");
  const event = `event: changed\nid: [0-9a-f-]{36}\ndata: {"subject":"round","id":"${id}"}\n\n`;
  t.match(page.heard(), new RegExp(`^retry: \\d+\n\n(${event}){2}$`));
});

t.test("while nothing changes, a comment keeps the connection open", async (t) => {
  const { ana, url } = await openField(t);
  const page = await follow(t, url, ana.token);
  await page.until(1);
  await page.untilHeard(/\n\n: still here\n\n: still here\n\n/);
  t.equal(page.count(), 1);
});

t.test("many changes are few events, and the last one has its own", async (t) => {
  const { ana, url, change } = await openField(t, { heartbeatMs: 60_000, pauseMs: 200 });
  const page = await follow(t, url, ana.token);
  await page.until(1);
  const beganAt = Date.now();
  for (let one = 0; one < 60; one++) await change();
  const lastAt = Date.now();
  const before = page.count();
  await page.until(before + 1);
  const most = Math.ceil((Date.now() - beganAt) / 200) + 1;
  await sleep(500);
  t.ok(page.count() <= most, `${page.count()} events of 60 changes in ${lastAt - beganAt} ms`);
  const settled = page.count();
  await change();
  await page.until(settled + 1);
});

t.test("a stream is opened as a reading is", async (t) => {
  const { house, ana, circleId, collectiveId, path } = await openField(t);
  const { dora } = await house.collective("ailleurs", { dora: ["admin"] });
  const hidden = await makeEnvelope(house, { collectiveId, circleId, name: "Autre" });
  t.match(await house.ask("GET", path), { status: 401, body: { code: "not_logged_in" } });
  t.match(await dora.get(path), { status: 404, body: { code: "not_found" } });
  t.match(await dora.get(path.replace("les-communs", "ailleurs")), { status: 404 }, "its id is not of that collective");
  for (const id of [newId(), hidden]) t.match(await ana.get(`/parcels/${id}/events`), { status: 404, body: { code: "not_found" } });
  t.match(await house.ask("HEAD", path, { token: ana.token }), { status: 404 }, "headers alone open nothing");
  t.equal(house.app.streams.count, 0, "what was refused is not counted");
});

t.test("it ends with what opened it, before the next event", async (t) => {
  const { house, ana, bob, collectiveId, url, change } = await openField(t, { heartbeatMs: 60_000, pauseMs: 10 });
  const db = house.database.orm;
  const now = house.clock.now;
  const session = await inTransaction(db, (tx) => openFamily(tx, ana.loginId, now));
  const script = "moisson_a-script-that-follows";
  const row = {
    id: newId(),
    purpose: "bearer" as const,
    tokenHash: hashOfSecret(script),
    loginId: ana.loginId,
    scopes: ["read"],
    createdAt: now,
  };
  await db.insert(loginTokens).values(row);
  const endings: Record<string, { token: string; end: () => Promise<unknown> }> = {
    "the member leaves": {
      token: bob.token,
      end: () => db.update(members).set({ leftOn: "2026-03-12" }).where(eq(members.id, bob.memberId)),
    },
    "the session is ended": {
      token: house.app.session.tokens.sign(ana.loginId, session.familyId, new Date(now.getTime() + 86_400_000)),
      end: () => inTransaction(db, (tx) => endFamilies(tx, ana.loginId, now)),
    },
    "the token expires": {
      token: house.app.session.tokens.sign(ana.loginId, newId(), now),
      end: async () => {
        house.clock.now = new Date(now.getTime() + 601_000);
      },
    },
    "the script’s token is revoked": {
      token: script,
      end: () => db.update(loginTokens).set({ usedAt: now }).where(eq(loginTokens.id, row.id)),
    },
    "the thing is no longer there for them": {
      token: ana.token,
      end: () => db.update(envelopes).set({ name: "Autre" }).where(eq(envelopes.collectiveId, collectiveId)),
    },
  };
  for (const [said, { token, end }] of Object.entries(endings)) {
    const page = await follow(t, url, token);
    await page.until(1);
    await change();
    await page.until(2);
    await end();
    await change();
    await page.untilEnd();
    t.equal(page.count(), 2, said);
  }
  t.equal(house.app.streams.count, 0);
});

t.test("a heartbeat looks, too", async (t) => {
  const { house, bob, url } = await openField(t);
  const page = await follow(t, url, bob.token);
  await page.until(1);
  await house.database.orm.update(members).set({ leftOn: "2026-03-12" }).where(eq(members.id, bob.memberId));
  await page.untilEnd();
  t.equal(page.count(), 1);
});

t.test("a login follows so many at once; one that goes leaves its place", async (t) => {
  const { house, ana, bob, url, path } = await openField(t, { ...quick, streamsPerLogin: 3 });
  const pages = await Promise.all([1, 2, 3].map(() => follow(t, url, ana.token)));
  t.same(
    pages.map(({ status }) => status),
    [200, 200, 200],
  );
  t.match(await ana.get(path), { status: 429, body: { code: "too_many_streams", figures: { max: 3 } } });
  t.equal((await follow(t, url, bob.token)).status, 200, "another login has its own");
  pages[0]?.leave();
  await streamsAre(house, 3);
  t.equal((await follow(t, url, ana.token)).status, 200);
});

t.test(
  "closing ends every stream at once, also of who takes no end, and waits for nobody who asks nothing",
  { timeout: 30_000 },
  async (t) => {
    const { house, ana, bob, url, path } = await openField(t, { heartbeatMs: 60_000, pauseMs: 60_000 });
    const [page, other] = [await follow(t, url, ana.token), await follow(t, url, bob.token)];
    await Promise.all([page.until(1), other.until(1)]);
    const deaf = connect({ host: "127.0.0.1", port: Number(new URL(url).port), allowHalfOpen: true });
    t.teardown(() => deaf.destroy());
    deaf.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${ana.token}\r\n\r\n`);
    const silent = connect({ host: "127.0.0.1", port: Number(new URL(url).port) }).on("error", () => {});
    t.teardown(() => silent.destroy());
    await streamsAre(house, 3);
    await house.app.close();
    await Promise.all([page.untilEnd(), other.untilEnd()]);
    t.same([page.count(), other.count()], [1, 1], "each to its end, and none is broken off");
    await t.rejects(fetch(url), "nothing is opened any more");
  },
);

t.test(
  "processes that share a database tell each other’s pages",
  { skip: testDatabaseKind === "embedded" && "one process has it" },
  async (t) => {
    const { house, ana, collectiveId, id, url, path, change } = await openField(t, { ...quick, heartbeatMs: 60_000 });
    const database = await openPostgres(house.database.url ?? "");
    const second = await buildApp({ database, now: () => house.clock.now, secret: testSecret, maxEventLoopDelay: 0, live: quick });
    t.teardown(async () => {
      await second.close();
      await database.close();
    });
    followParcels(second);
    const there = await second.listen({ host: "127.0.0.1", port: 0 });
    const pages = [await follow(t, url, ana.token), await follow(t, `${there}${path}`, ana.token)];
    await Promise.all(pages.map((page) => page.until(1)));
    await change();
    await Promise.all(pages.map((page) => page.until(2)));
    await inTransaction(database.orm, (tx) => announceChange(tx, { collectiveId, subject: "round", id }));
    await Promise.all(pages.map((page) => page.until(3)));
  },
);

t.test("the reference says what it is", async (t) => {
  const { house } = await openField(t);
  const { paths } = (await house.ask("GET", "/api/openapi.json")).body;
  const { get } = paths["/api/v1/collectives/{collective}/parcels/{id}/events"];
  t.same(Object.keys(get.responses[200].content), ["text/event-stream"]);
  t.match(get.description, /Server-sent events: .*Open to: member\./s);
});
