/** Rounds: credits, buckets, pledges, the close; who may what, and what each refusal says. */
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { verifyLedger } from "../../src/db/checks.js";
import { newId } from "../../src/db/id.js";
import { pledges } from "../../src/db/schema/index.js";
import { envelopeName } from "../../src/domain/settlement.js";
import { tallyElection } from "../../src/domain/tally/tally.js";
import { parsePabulib } from "../../src/exchange/pabulib.js";
import { electionOf } from "../../src/exchange/pabulib-election.js";
import { openRoundStory, roundDates } from "../support/round-stories.js";
import { openHouse, storyStart } from "../support/stories.js";
import { t } from "../support/tap.js";

const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [], zoe: [] } as const;
const house = await openHouse(t);
t.beforeEach(() => {
  house.clock.now = new Date(storyStart);
});

t.test("a round goes from an envelope to envelopes, and every euro is accounted for", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob, zoe } = story.people;
  t.hasStrict((await ana.get(story.path())).body, { phase: "pledging", figures: { entered: "600.00", pool: "600.00" }, own: null });
  t.equal((await story.treasury.figures(story.envelopeId)).balance, "400.00");

  await story.share("500.00", [ana, bob, zoe]);
  const credits = (await bob.get(story.path("/credits"))).body;
  t.same(credits.items.map((one: { credits: string }) => one.credits).sort(), ["166.66", "166.67", "166.67"]);
  t.equal(credits.pool, "100.00");

  const compost = await story.bucket(bob, "Compost", "150.00", "220.00");
  const mural = await story.bucket(zoe, "Fresque", "90.00");
  t.hasStrict(await story.pledge(ana, compost, "100.00"), {
    status: 201,
    body: { ownPledged: "100.00", isFunded: false, entries: [{ kind: "pledge" }] },
  });
  t.hasStrict(await story.pledge(bob, compost, "60.00"), { status: 201 });
  t.hasStrict(await story.pledge(zoe, mural, "40.00"), { status: 201, body: { ownPledged: "40.00" } });
  t.hasStrict(await story.withdraw(ana, compost, "30.00"), {
    status: 200,
    body: { ownPledged: "70.00", entries: [{ kind: "reversal" }, { kind: "pledge" }] },
  });
  t.hasStrict(await story.pledge(ana, compost, "40.00"), { status: 201, body: { ownPledged: "110.00" } });

  const { figures, own } = (await ana.get(story.path())).body;
  t.hasStrict(figures, { entered: "600.00", pool: "100.00", buckets: "210.00", credits: "290.00" });
  t.hasStrict(own, { pledged: "110.00" });

  story.end();
  const preview = (await zoe.get(story.path("/settlement"))).body;
  t.hasStrict(preview, { canClose: true, returned: "430.00", carried: "0.00" });
  t.same(
    Object.fromEntries(
      preview.buckets.map((one: { title: string; outcome: string; amount: string }) => [one.title, `${one.outcome} ${one.amount}`]),
    ),
    { Compost: "reached 170.00", Fresque: "under_minimum 0.00" },
  );
  t.match(preview.buckets.find((one: { title: string }) => one.title === "Fresque").explanation, /Fresque.*40,00.*90,00/);
  t.hasStrict(await zoe.post(story.path("/closing"), { fingerprint: preview.fingerprint }), { status: 403 });
  const closed = await ana.post(story.path("/closing"), { fingerprint: preview.fingerprint });
  t.hasStrict(closed, { status: 200, body: { returned: "430.00" } });
  t.hasStrict((await zoe.get(story.path("/settlement"))).body, { returned: "430.00", canClose: false });
  t.hasStrict(await ana.post(story.path("/closing"), { fingerprint: preview.fingerprint }), { status: 409, body: { code: "round_over" } });

  const buckets = (await bob.get(story.path("/buckets"))).body.items;
  const ofCompost = buckets.find((one: { id: string }) => one.id === compost);
  t.hasStrict(ofCompost, { status: "funded", isComplete: true, pledged: "170.00", missing: "0.00", pledgers: 2 });
  t.hasStrict(
    buckets.find((one: { id: string }) => one.id === mural),
    { status: "cancelled", isComplete: false, pledged: "0.00", pledgers: 0 },
  );
  t.hasStrict((await bob.get(`/envelopes/${ofCompost.envelopeId}`)).body, {
    name: "Compost",
    referentId: bob.memberId,
    figures: { balance: "170.00" },
  });
  t.equal((await story.treasury.figures(story.envelopeId)).balance, "830.00");
  t.hasStrict((await ana.get(story.path())).body, { phase: "closed", figures: { entered: "0.00" } });
  t.hasStrict((await bob.post(story.path(`/buckets/${compost}/completion`))).body, { status: "completed" });
});

t.test("each refusal says why, and which amount would be accepted", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", cap: "100.00" });
  const { ana, bob, zoe } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "150.00", "220.00");
  await story.pledge(ana, compost, "100.00");

  const refusals: [Promise<unknown>, number, string, object][] = [
    [story.pledge(bob, compost, "0.00"), 422, "amount_not_positive", {}],
    [story.pledge(bob, compost, "-5.00"), 422, "amount_not_positive", {}],
    [story.pledge(bob, compost, "1.005"), 422, "amount_precision", {}],
    [story.pledge(bob, newId(), "10.00"), 404, "not_found", { at: "bucketId" }],
    [bob.post(`/rounds/${newId()}/pledges`, { bucketId: compost, amount: "1.00" }), 404, "not_found", { at: "round" }],
    [story.pledge(bob, compost, "130.00"), 409, "bucket_room", { left: "120.00", asked: "130.00", accepted: "100.00" }],
    [story.pledge(ana, compost, "1.00"), 409, "pledge_above_cap", { left: "0.00", accepted: "0.00" }],
    [story.pledge(zoe, compost, "1.00"), 403, "no_credits", {}],
    [story.withdraw(bob, compost, "1.00"), 409, "pledge_short", { left: "0.00" }],
    [ana.post(story.path("/credits"), { by: "add", memberId: zoe.memberId, amount: "300.01" }), 409, "pool_short", { left: "300.00" }],
    [
      ana.post(story.path("/credits"), { by: "add", memberId: ana.memberId, amount: "-60.00" }),
      409,
      "credit_pledged",
      { left: "50.00", asked: "60.00" },
    ],
    [ana.post(story.path("/credits"), { by: "set", memberId: ana.memberId, amount: "90.00" }), 409, "credit_pledged", { left: "50.00" }],
    [bob.post(story.path("/credits"), { by: "add", memberId: bob.memberId, amount: "1.00" }), 403, "role_missing", {}],
    [ana.post(story.path("/pool"), { amount: "400.01" }), 409, "insufficient_balance", { left: "400.00" }],
    [ana.post(story.path("/pool"), { amount: "-300.01" }), 409, "pool_short", { left: "300.00" }],
    [bob.patch(story.path(`/buckets/${compost}`), { title: "Autre" }), 409, "bucket_fixed", {}],
    [zoe.post(story.path(`/buckets/${compost}/acceptance`)), 403, "not_cocreator", {}],
    [bob.post(story.path(`/buckets/${compost}/acceptance`)), 409, "bucket_under_minimum", { missing: "50.00" }],
    [zoe.post(story.path("/buckets"), { title: "Compost", items: [{ label: "x", min: "1.00" }] }), 409, "name_taken", {}],
    [
      zoe.post(story.path("/buckets"), { title: "B", items: [{ label: "x", min: "5.00", max: "4.00" }] }),
      422,
      "budget_reversed",
      { at: "items[0].max" },
    ],
    [zoe.post(story.path("/buckets"), { title: "B", items: [{ label: "x", min: "5.00", isIncome: true }] }), 422, "budget_empty", {}],
    [ana.patch(story.path(), { isSecret: true }), 409, "round_begun", { at: "isSecret" }],
    [ana.patch(story.path(), { pledgesUntil: "2026-03-12T07:00:00Z" }), 422, "round_dates", { at: "pledgesUntil" }],
    [ana.post(story.path("/closing"), { fingerprint: "x" }), 409, "round_not_settling", {}],
  ];
  for (const [asked, status, code, figures] of refusals) t.hasStrict(await asked, { status, body: { code, figures } }, code);
  t.hasStrict(await ana.get(story.path()), {
    body: { figures: { entered: "600.00", pool: "300.00", credits: "200.00", buckets: "100.00" } },
  });

  const { items } = (await ana.get("/entries?kind=pledge")).body;
  t.hasStrict(await story.people.tom.post(`/entries/${items[0].id}/reversal`, { reason: "non" }), {
    status: 409,
    body: { code: "entry_of_round" },
  });
  house.clock.now = new Date("2026-03-12T07:59:59Z");
  t.hasStrict(await story.pledge(bob, compost, "1.00"), { status: 409, body: { code: "round_not_pledging" } });
  story.end();
  t.hasStrict(await story.pledge(bob, compost, "1.00"), { status: 409, body: { code: "round_not_pledging" } });
  t.hasStrict(await story.withdraw(ana, compost, "1.00"), { status: 409, body: { code: "round_not_pledging" } });
  t.hasStrict(await bob.post(story.path("/buckets"), { title: "Tard", items: [{ label: "x", min: "5.00" }] }), {
    status: 409,
    body: { code: "round_not_proposing" },
  });
});

t.test("who may not propose is told who may", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", proposers: "participants" });
  const { ana, bob } = story.people;
  const propose = (person: typeof bob) => person.post(story.path("/buckets"), { title: "Compost", items: [{ label: "x", min: "5.00" }] });
  const detail = "Ici proposent : les personnes qui ont des crédits.";
  t.hasStrict(await propose(bob), { status: 403, body: { code: "not_proposer", detail, figures: { proposers: "participants" } } });
  await story.share("300.00", [ana, bob]);
  t.hasStrict(await propose(bob), { status: 201 });
});

t.test("accepted from its minimum on: pledges stay, and those who pledged are told", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00", "220.00");
  await story.pledge(ana, compost, "100.00");
  t.hasStrict(await bob.post(story.path(`/buckets/${compost}/acceptance`)), { status: 200, body: { status: "funded", isComplete: true } });
  t.hasStrict(await story.withdraw(ana, compost, "10.00"), { status: 409, body: { code: "pledge_final" } });
  t.hasStrict(await story.pledge(bob, compost, "10.00"), { status: 409, body: { code: "bucket_not_open" } });
  t.ok((await ana.get("/notices")).body.items.some((one: { what: string }) => one.what === "bucket.accepted"));
  // A bucket that was accepted may still fall through: all is given back.
  t.hasStrict(await bob.post(story.path(`/buckets/${compost}/cancellation`)), {
    status: 200,
    body: { status: "cancelled", pledged: "0.00" },
  });
  t.hasStrict((await ana.get(story.path())).body, { own: { pledged: "0.00", left: "150.00" } });
  const again = await story.bucket(bob, "Compost", "100.00");
  t.hasStrict(await story.pledge(ana, again, "100.00"), { status: 201 });
  const { items } = (await ana.get(story.path("/pledges?all=true"))).body;
  t.same(
    items.map((one: { ending: string | null }) => one.ending),
    ["returned", null],
  );
});

t.test("where minds may not change, a full bucket is funded at once", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", mayChange: false });
  const { ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00");
  t.hasStrict(await story.pledge(ana, compost, "60.00"), { status: 201, body: { isFunded: false } });
  t.hasStrict(await story.withdraw(ana, compost, "10.00"), { status: 409, body: { code: "pledge_final" } });
  t.hasStrict(await story.pledge(bob, compost, "40.00"), { status: 201, body: { isFunded: true } });
  t.hasStrict((await bob.get(story.path(`/buckets/${compost}`))).body, { status: "funded", pledged: "100.00" });
  const { buckets } = (await bob.get(story.path("/settlement"))).body;
  t.match(buckets[0], { outcome: "reached", explanation: /^«Compost» est complet, avec 100,00.€/ }, "nobody accepted it");
});

t.test("a preview that is no longer true is refused, and shows what is", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00", "200.00");
  await story.pledge(ana, compost, "100.00");
  const before = (await ana.get(story.path("/settlement"))).body;
  await story.pledge(bob, compost, "50.00");
  story.end();
  const stale = await ana.post(story.path("/closing"), { fingerprint: before.fingerprint });
  t.hasStrict(stale, { status: 409, body: { code: "settlement_stale", figures: { preview: { buckets: [{ amount: "150.00" }] } } } });
  t.hasStrict(await ana.post(story.path("/closing"), { fingerprint: stale.body.figures.preview.fingerprint }), { status: 200 });
});

t.test("a cancelled round gives everything back to its envelope", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00", "200.00");
  await story.pledge(ana, compost, "100.00");
  await story.pledge(ana, compost, "20.00");
  t.hasStrict(await bob.post(story.path("/cancellation")), { status: 403 });
  t.hasStrict(await ana.post(story.path("/cancellation")), { status: 200, body: { phase: "cancelled", figures: { entered: "0.00" } } });
  t.equal((await story.treasury.figures(story.envelopeId)).balance, "1000.00");
  t.hasStrict(await story.pledge(ana, compost, "1.00"), { status: 409, body: { code: "round_over" } });
});

t.test("credits that are carried come along with the copy of the round", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", unspent: "carry" });
  const { ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00", "200.00");
  await story.pledge(ana, compost, "90.00");
  story.end();
  t.hasStrict(await story.close(ana), { status: 200, body: { carried: "300.00", returned: "300.00" } });
  const dates = {
    proposalsFrom: "2026-04-01T00:00:00Z",
    proposalsUntil: "2026-04-20T00:00:00Z",
    pledgesFrom: "2026-04-01T00:00:00Z",
    pledgesUntil: "2026-04-30T00:00:00Z",
  };
  const copy = await ana.post(story.path("/copy"), { title: "Cobudget d’avril", ...dates });
  t.hasStrict(copy, { status: 201, body: { copiedFromId: story.roundId, unspent: "carry", own: { credits: "150.00", left: "150.00" } } });
  t.hasStrict(copy.body.figures, { entered: "300.00", pool: "0.00", credits: "300.00", participants: 2 });
  t.hasStrict((await ana.get(story.path())).body, { figures: { entered: "0.00" } });
  const again = await ana.post(story.path("/copy"), { title: "Encore", ...dates });
  t.hasStrict(again.body.figures, { entered: "0.00", participants: 0 });
});

t.test("a round of points needs no envelope, and is no bank", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  const opened = await ana.post("/rounds", { circleId: story.treasury.circleId, pool: "100", title: "Points", ...roundDates });
  t.hasStrict(opened, { status: 201, body: { commodity: "points", envelopeId: null, figures: { entered: "100" } } });
  const path = `/rounds/${opened.body.id}`;
  t.hasStrict(
    await ana.post(`${path}/credits`, {
      by: "weights",
      amount: "100",
      weights: [
        { memberId: ana.memberId, weight: 3 },
        { memberId: bob.memberId, weight: 1 },
      ],
    }),
    { status: 200 },
  );
  const bucket = await bob.post(`${path}/buckets`, { title: "B", items: [{ label: "x", min: "20" }], publish: true });
  t.hasStrict(await ana.post(`${path}/pledges`, { bucketId: bucket.body.id, amount: "2.5" }), {
    status: 422,
    body: { code: "points_whole" },
  });
  t.hasStrict(await ana.post(`${path}/pledges`, { bucketId: bucket.body.id, amount: "20" }), { status: 201, body: { left: "55" } });
  t.equal((await story.people.tom.get("/banks")).body.items.length, 1);
  story.end();
  const { fingerprint } = (await ana.get(`${path}/settlement`)).body;
  t.hasStrict(await ana.post(`${path}/closing`, { fingerprint }), {
    status: 200,
    body: { buckets: [{ isFunded: true, amount: "20" }], returned: "80" },
  });
  t.hasStrict((await ana.get(path)).body, { figures: { entered: "0" } });
  t.hasStrict(await bob.post(`${path}/buckets/${bucket.body.id}/completion`), { status: 200, body: { status: "completed" } });
});

t.test("credits come from a file: previewed with every error by line, then applied whole or not at all", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob, zoe } = story.people;
  const email = async (person: typeof ana) => (await person.get(`/members/${person.memberId}`)).body.contact?.email as string | null;
  for (const person of [ana, bob, zoe]) {
    if (!(await email(person))) await person.patch(`/members/${person.memberId}`, { email: `${person.name}@file.example` });
  }
  const [a, b] = [await email(ana), await email(bob)];
  const bad = `email;amount;notify\r\n${a};120,00;oui\r\nnobody@example.org;10,00;\r\n${b};400,00;\r\n${b};abc;\r\n${b};90,00;peut-être\r\n`;
  const preview = await ana.post(story.path("/credits/file"), { csv: bad });
  t.same(
    preview.body.faults.map((one: { line: number; code: string }) => `${one.line} ${one.code}`),
    ["3 unknown_member", "5 amount_invalid", "6 yes_no_invalid"],
  );
  t.hasStrict(await ana.post(story.path("/credits/file"), { csv: bad, apply: true }), { status: 409, body: { code: "import_has_errors" } });
  t.hasStrict((await ana.get(story.path("/credits"))).body, { pool: "600.00", items: [] });
  const short = await ana.post(story.path("/credits/file"), { csv: `email,amount\n${a},500\n${b},200\n` });
  t.same(
    short.body.faults.map(
      (one: { line: number; code: string; figures: { left: string } }) => `${one.line} ${one.code} ${one.figures.left}`,
    ),
    ["3 pool_short 100.00"],
  );
  const good = `email,amount,notify\n${a},100.50,yes\n${b},20\n${a},1\n`;
  t.hasStrict((await ana.post(story.path("/credits/file"), { csv: good })).body, { isApplied: false, faults: [], poolAfter: "478.50" });
  t.same((await ana.get(story.path("/credits"))).body.items, []);
  t.hasStrict((await ana.post(story.path("/credits/file"), { csv: good, apply: true })).body, { isApplied: true, poolAfter: "478.50" });
  t.hasStrict((await ana.post(story.path("/credits/file"), { csv: `email,amount\n${b},30\n`, mode: "set", apply: true })).body, {
    rows: [{ before: "20.00", after: "30.00" }],
    poolAfter: "468.50",
  });
  t.hasStrict(await ana.post(story.path("/credits/file"), { csv: "a,b\n1,2\n" }), { status: 422, body: { code: "columns_missing" } });
  const said = await ana.post(story.path("/credits/file"), { csv: `sep=;\r\nemail;amount\r\n${b};1,50\r\nnobody@example.org;1\r\n` });
  t.hasStrict(said.body, { rows: [{ before: "30.00", after: "31.50" }], faults: [{ line: 4, code: "unknown_member" }] });
});

t.test("drafts are their cocreators’ own; the order of buckets is each reader’s own, and stays all day", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  const draft = await bob.post(story.path("/buckets"), { title: "Brouillon", items: [{ label: "x", min: "5.00" }] });
  t.hasStrict(draft, { status: 201, body: { status: "draft" } });
  t.hasStrict(await ana.get(story.path(`/buckets/${draft.body.id}`)), { status: 404 });
  t.hasStrict(await bob.post(story.path(`/buckets/${draft.body.id}/publication`)), { status: 200, body: { status: "open" } });
  for (let count = 0; count < 12; count += 1) await story.bucket(bob, `Projet ${count}`, "5.00");
  const order = async (person: typeof ana) =>
    (await person.get(story.path("/buckets"))).body.items.map((one: { title: string }) => one.title).join();
  const [ofAna, ofBob] = [await order(ana), await order(bob)];
  t.not(ofAna, ofBob);
  const shown = (await bob.get(story.path("/buckets"))).body.items as { id: string }[];
  const guess = ({ id }: { id: string }) => createHash("sha256").update(`${bob.memberId} 2026-03-12 ${id}`).digest("hex");
  t.notSame(
    shown.map(({ id }) => id),
    [...shown].sort((one, other) => (guess(one) < guess(other) ? -1 : 1)).map(({ id }) => id),
    "nobody can tell the order in which somebody else sees them",
  );
  t.equal(await order(ana), ofAna);
  house.clock.now = new Date("2026-03-13T09:00:00Z");
  t.not(await order(ana), ofAna);
});

t.test("another collective’s rounds do not exist", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const other = await openRoundStory(house, { tom: ["treasurer"], eve: ["pilot"] }, { pilot: "eve" });
  for (const path of ["", "/buckets", "/credits", "/pledges", "/settlement"]) {
    t.hasStrict(await other.people.eve.get(story.path(path)), { status: 404 }, path);
  }
});

t.test("a round of ballots: cast and cast again, counted by its rule, and counted again from its file", async (t) => {
  const tally = { ballotType: "approval", votesMax: 3, rule: { name: "equal-shares", utility: "cost", completion: "utilitarian" } };
  const story = await openRoundStory(house, crew, { pilot: "ana", method: "ballots", tally });
  const { tom, ana, bob, zoe } = story.people;
  const paths = await Promise.all(
    ["A", "B", "C", "D"].map((title, index) => story.bucket(bob, title, ["200.00", "250.00", "150.00", "90.00"][index] as string)),
  );
  const [a, b, c, d] = paths as [string, string, string, string];
  const cast = (by: typeof ana, ...ids: string[]) => by.put(story.path("/ballot"), { votes: ids.map((bucketId) => ({ bucketId })) });
  t.hasStrict(await ana.get(story.path("/ballot")), { status: 200, body: { votes: [], castAt: null } });
  t.hasStrict(await cast(ana, a, b, c, d), { status: 422, body: { code: "ballot_invalid", figures: { at: "votes", max: 3 } } });
  t.hasStrict(await cast(ana, a, a), { status: 422, body: { code: "ballot_invalid", figures: { at: "votes[1].bucketId" } } });
  t.hasStrict(await cast(ana, newId()), { status: 422, body: { code: "ballot_invalid" } });
  t.hasStrict(await cast(ana, d), { status: 200 });
  t.hasStrict(await cast(ana, a, b), { status: 200, body: { votes: [a, b].sort().map((bucketId) => ({ bucketId })) } });
  await cast(bob, a, c);
  await cast(zoe, a, b);
  await cast(tom, b, d);
  t.hasStrict(await story.pledge(ana, a, "1.00"), { status: 409, body: { code: "round_method" } });
  t.hasStrict(await ana.patch(story.path(), { tally: { ...tally, votesMax: 1 } }), { status: 409, body: { code: "round_begun" } });

  story.end();
  const preview = (await ana.get(story.path("/settlement"))).body;
  t.hasStrict(preview, { tally: null, buckets: [{ outcome: null }, {}, {}, {}] });
  t.hasStrict(preview, { hiddenUntilClosed: true });
  t.match(await tom.get(story.path("/ballots.pb")), { status: 409, body: { code: "ballots_not_yet", detail: /après la clôture/ } });
  const closed = await ana.post(story.path("/closing"), { fingerprint: preview.fingerprint });
  t.equal(closed.status, 200);
  const won = closed.body.buckets
    .filter((one: { isFunded: boolean }) => one.isFunded)
    .map((one: { title: string; amount: string }) => `${one.title} ${one.amount}`);
  t.same(won.sort(), ["A 200.00", "B 250.00", "D 90.00"]);
  // C and D have one vote each; the cheaper one completes.
  t.equal(closed.body.returned, "60.00");
  const explained = (title: string) =>
    closed.body.buckets.find((one: { title: string }) => one.title === title).explanation.replaceAll("\u202f", " ");
  t.match(explained("A"), /^Le projet «A» est retenu, avec 200,00 € : 3 voix ; 3 effectifs sur 3 soutiens ; .*\.$/);
  t.match(explained("C"), /^Le projet «C» n’est pas retenu : 1 voix ; /);
  t.equal(explained("A").split("A").length, 2, "its title once");
  t.hasStrict(closed.body, { hiddenUntilClosed: false, pool: "600.00", completed: "540.00" });
  // Who voted is told that the round is closed, without having credits.
  for (const one of [tom, bob, zoe])
    t.ok(
      (await one.get("/notices")).body.items.some(({ what }: { what: string }) => what === "round.closed"),
      one.name,
    );

  const file = String((await tom.get(story.path("/ballots.pb"))).body);
  t.match(file, /\ndescription;Cobudget\ncountry;France\nunit;[^\n]+\ninstance;2026\nnum_projects;4\nnum_votes;4\n/);
  t.match(file, /\ndate_begin;12\.03\.2026\ndate_end;26\.03\.2026\nmax_length;3\n/);
  t.notMatch(file, new RegExp(ana.memberId));
  const ballots = file
    .slice(file.indexOf("VOTES"))
    .trimEnd()
    .split("\n")
    .slice(2)
    .map((line) => line.slice(line.indexOf(";")));
  t.same(ballots, [...ballots].sort(), "the order of ballots says nothing of who cast them");
  const again = tallyElection(electionOf(parsePabulib(file)));
  t.same([...again.selected].sort(), [a, b, d].sort());
  t.equal((await story.treasury.figures(story.envelopeId)).balance, "460.00");
});

t.test("unspent credits complete buckets by a tally rule", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", unspent: "tally", tally: { rule: { name: "greedy" } } });
  const { ana, bob, zoe } = story.people;
  await story.share("300.00", [ana, bob, zoe]);
  const compost = await story.bucket(bob, "Compost", "150.00");
  const mural = await story.bucket(zoe, "Fresque", "500.00");
  await story.bucket(zoe, "Personne", "10.00");
  await story.pledge(ana, compost, "60.00");
  await story.pledge(bob, mural, "50.00");
  story.end();
  const preview = (await ana.get(story.path("/settlement"))).body;
  const ends = Object.fromEntries(
    preview.buckets.map((one: { title: string; outcome: string; completed: string; amount: string }) => [
      one.title,
      `${one.outcome} ${one.completed} ${one.amount}`,
    ]),
  );
  // 300.00 in the pool and 190.00 unspent: 90.00 complete the compost, and 450.00 for the mural are not there.
  t.same(ends, { Compost: "completed 90.00 150.00", Fresque: "under_minimum 0.00 0.00", Personne: "under_minimum 0.00 0.00" });
  t.equal(preview.returned, "450.00");
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  const unspent = preview.participants.reduce((sum: number, one: { unspent: string }) => sum + cents(one.unspent), 0);
  t.equal(cents(preview.pool) + unspent - cents(preview.completed), cents(preview.returned), "pool + unspent − completed = returned");
  const why = (title: string) =>
    preview.buckets.find((one: { title: string }) => one.title === title).explanation.replaceAll("\u202f", " ");
  t.equal(
    why("Compost"),
    "«Compost» a 60,00 € ; la règle l’a choisi et complété de 90,00 € jusqu’à son minimum de 150,00 € : il lui manquait 90,00 €, et il restait 490,00 €.",
  );
  t.equal(
    why("Fresque"),
    "«Fresque» a 50,00 € pour un minimum de 500,00 € : il rend à chacun·e ce qu’il ou elle a fléché ; la règle ne l’a pas complété : il lui manquait 450,00 €, et il ne restait que 400,00 €.",
  );
  t.equal(why("Personne"), "«Personne» a un minimum de 10,00 €, et personne n’y a fléché.");
  t.hasStrict(await story.close(ana), { status: 200 });
  t.equal((await story.treasury.figures(story.envelopeId)).balance, "850.00");
  for (const [settings, code] of [
    [{ method: "ballots" }, "tally_missing"],
    [{ unspent: "tally" }, "tally_missing"],
    [{ unspent: "tally", tally: { rule: { name: "mean" } } }, "rule_invalid"],
    [{ method: "ballots", tally: { rule: { name: "equal-shares", utility: "borda" } } }, "rule_invalid"],
    [{ method: "ballots", tally: { rule: { name: "greedy", threshold: "3" } } }, "rule_invalid"],
    [{ method: "ballots", tally: { ballotType: "shouting", rule: { name: "greedy" } } }, "request_invalid"],
    [{ method: "ballots", tally: { rule: { name: "lottery" } } }, "request_invalid"],
    [{ method: "ballots", tally: { voteMax: 3, rule: { name: "greedy" } } }, "request_invalid"],
    [{ method: "ballots", tally: { rule: { name: "greedy", increment: "1" } } }, "request_invalid"],
  ] as const) {
    const refused = await ana.post("/rounds", {
      circleId: story.treasury.circleId,
      envelopeId: story.envelopeId,
      title: "X",
      ...roundDates,
      ...settings,
    });
    t.hasStrict(refused, { status: code === "request_invalid" ? 400 : 422, body: { code } });
  }
});

t.test("verify finds a pledge that no longer stands for what its bucket shows", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00", "200.00");
  await story.pledge(ana, compost, "30.00");
  const { orm } = house.database;
  const { collectiveId } = story.treasury;
  await verifyLedger(orm, { collectiveId });
  await orm
    .update(pledges)
    .set({ endedAt: new Date(), endedBy: ana.memberId, ending: "withdrawn" })
    .where(eq(pledges.collectiveId, collectiveId));
  await t.rejects(verifyLedger(orm, { collectiveId }), {
    code: "round_broken",
    figures: { round: story.roundId, account: compost, expected: "0", found: "3000" },
  });
});

t.test("an envelope does not close while a round of it runs; a member’s record has their own pledges and ballots", async (t) => {
  const story = await openRoundStory(house, { ...crew, adam: ["admin"] }, { pilot: "ana", pool: "1000.00", isSecret: true });
  const { ana, bob, adam } = story.people;
  t.equal((await story.treasury.figures(story.envelopeId)).balance, "0.00");
  t.hasStrict(await ana.post(`/envelopes/${story.envelopeId}/closing`), {
    status: 409,
    body: { code: "envelope_in_round", figures: { round: "Cobudget" } },
  });
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00", "200.00");
  await story.pledge(bob, compost, "31.00");
  t.hasStrict((await bob.get(`/members/${bob.memberId}/data`)).body, {
    pledges: [{ bucket: "Compost", amount: "31.00", ending: null }],
    ballots: [],
  });
  t.hasStrict((await adam.get(`/members/${bob.memberId}/data`)).body, { pledges: null, ballots: null });
  t.hasStrict(await ana.patch(story.path(), { tally: { rule: { name: "greedy", note: "\u0000" } } }), {
    status: 400,
    body: { code: "request_invalid" },
  });
});

t.test("a field that nobody knows is refused by its name, in every body and at every level", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  const opening = { circleId: story.treasury.circleId, envelopeId: story.envelopeId, title: "Autre", ...roundDates };
  const item = { label: "x", min: "5.00" };
  const refused: [ReturnType<typeof ana.post>, string, string][] = [
    [ana.post("/rounds", { ...opening, secret: true }), "body", "secret"],
    [ana.patch(story.path(), { titel: "Cobudget" }), "body", "titel"],
    [ana.post(story.path("/credits"), { by: "add", memberId: ana.memberId, amount: "1.00", weight: 2 }), "body", "weight"],
    [bob.post(story.path("/buckets"), { title: "B", items: [item, { ...item, maximum: "6.00" }] }), "body.items[1]", "maximum"],
  ];
  for (const [asked, at, fields] of refused) {
    const figures = { at, problem: "unknown_fields", fields };
    t.hasStrict(await asked, { status: 400, body: { code: "request_invalid", figures } }, `${at} ${fields}`);
  }
  t.equal((await ana.get("/rounds")).body.items.length, 1);
});

t.test("ballots of points, scores and ranks: their limits stand in the file, which gives the same winners", async (t) => {
  const kinds: [object, string, [string, string]][] = [
    [{ ballotType: "cumulative", pointsMax: 8 }, "max_length;2\nmin_points;1\nmax_points;8\nmax_sum_points;8\n", ["Points", "11"]],
    [{ ballotType: "scoring", scoreMin: 1, scoreMax: 9 }, "max_length;2\nmin_points;1\nmax_points;9\ndefault_score;0\n", ["Points", "11"]],
    [{ ballotType: "ordinal", votesMax: 2 }, "max_length;2\n", ["Points", "4"]],
    [{ ballotType: "choose-1" }, "max_length;1\n", ["Voix", "2"]],
  ];
  for (const [tally, limits, [heading, votes]] of kinds) {
    house.clock.now = new Date(storyStart);
    const { ballotType } = tally as { ballotType: string };
    const story = await openRoundStory(house, crew, { pilot: "ana", method: "ballots", tally: { ...tally, rule: { name: "greedy" } } });
    const { ana, bob } = story.people;
    const [a, b] = [await story.bucket(bob, "A", "500.00"), await story.bucket(bob, "B", "300.00")];
    const one = { bucketId: a, points: 5 };
    for (const [person, points] of [
      [ana, 6],
      [bob, 5],
    ] as const)
      t.hasStrict(
        await person.put(story.path("/ballot"), {
          votes:
            ballotType === "choose-1"
              ? [one]
              : [
                  { ...one, points },
                  { bucketId: b, points: 1 },
                ],
        }),
        { status: 200 },
        ballotType,
      );
    story.end();
    t.hasStrict(await story.close(ana), { status: 200 });
    const file = String((await bob.get(story.path("/ballots.pb"))).body);
    t.ok(file.includes(`\n${limits}`), `${ballotType}: ${file.slice(0, 500)}`);
    t.same(tallyElection(electionOf(parsePabulib(file))).selected, [a], ballotType);
    const [header = "", first = ""] = String((await bob.get(story.path("/exports/results"))).body)
      .replace("\ufeff", "")
      .split("\r\n");
    const place = header.split(";").indexOf(heading);
    t.equal(first.split(";")[place], votes, `${ballotType}: ${heading}`);
    t.equal(first.split(";")[header.split(";").indexOf("Fléché")], "", ballotType);
    const operations = String((await bob.get(story.path("/exports/operations"))).body);
    t.match(operations, /;par la règle;;A;500,00;EUR;/);
    t.match(operations, /;clôture;;A;-500,00;EUR;/);
  }
});

t.test("a round of votes has no credits, and one of credits no ballots", async (t) => {
  const voting = await openRoundStory(house, crew, { pilot: "ana", method: "ballots", tally: { rule: { name: "greedy" } } });
  const { ana, bob } = voting.people;
  const method = { status: 409, body: { code: "round_method", detail: "Cela ne se fait pas ici : dans ce cobudget, on vote." } };
  t.hasStrict(await ana.post(voting.path("/credits"), { by: "equal", amount: "30.00", memberIds: [bob.memberId] }), method);
  for (const apply of [false, true])
    t.hasStrict(await ana.post(voting.path("/credits/file"), { csv: "email,amount\nx@y.z,1\n", apply }), method);
  t.hasStrict((await ana.get(voting.path("/credits"))).body, { pool: "600.00", items: [] });
  const pledging = await openRoundStory(house, crew, { pilot: "ana" });
  t.hasStrict(await pledging.people.bob.get(pledging.path("/ballot")), { status: 409, body: { code: "round_method" } });
});

t.test("what is described as a tally is what is taken", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { paths } = (await house.ask("GET", "/api/openapi.json")).body;
  const { schema } = paths["/api/v1/collectives/{collective}/rounds"].post.requestBody.content["application/json"];
  const tally = schema.properties.tally.examples[0];
  const opening = { circleId: story.treasury.circleId, envelopeId: story.envelopeId, title: "Vote", method: "ballots", ...roundDates };
  t.hasStrict(await story.people.ana.post("/rounds", { ...opening, tally }), { status: 201, body: { tally } });
});

t.test("the pool: what is missing is said of the whole request, and a pool is above zero", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob, zoe } = story.people;
  const memberIds = [ana, bob, zoe].map(({ memberId }) => memberId);
  const short = await ana.post(story.path("/credits"), { by: "equal", amount: "700.00", memberIds });
  t.hasStrict(short, { status: 409, body: { code: "pool_short", figures: { at: "amount", left: "600.00", asked: "700.00" } } });
  const opening = { circleId: story.treasury.circleId, envelopeId: story.envelopeId, title: "Autre", ...roundDates };
  for (const [pool, code] of [
    ["-5", "amount_not_positive"],
    ["0.00", "amount_not_positive"],
    ["1.005", "amount_precision"],
    ["400.01", "insufficient_balance"],
  ] as const) {
    t.hasStrict(await ana.post("/rounds", { ...opening, pool }), { body: { code, figures: { at: "pool" } } }, pool);
  }
});

t.test("a preview of credits counts no money for what it refuses", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob, zoe } = story.people;
  for (const person of [ana, bob, zoe]) await person.patch(`/members/${person.memberId}`, { email: `${person.name}@file.example` });
  await story.share("100.00", [ana]);
  const compost = await story.bucket(bob, "Compost", "50.00", "220.00");
  await story.pledge(ana, compost, "80.00");
  // Ana has 20.00 left: 50.00 cannot be taken back, so Zoe cannot have it.
  const csv = "email;amount\r\nana@file.example;-50\r\nbob@file.example;450,00\r\nzoe@file.example;60\r\n;5\r\nana@file.example;5,001\r\n";
  const { body } = await ana.post(story.path("/credits/file"), { csv });
  t.same(
    body.faults.map(
      (one: { line: number; code: string; detail: string }) => `${one.line} ${one.code} ${one.detail.replaceAll("\u202f", " ")}`,
    ),
    [
      "2 credit_pledged Il reste 20,00 € non fléché à cette personne, vous en reprenez 50,00 €.",
      "4 pool_short Il reste 50,00 € à répartir, il en faudrait 60,00 €.",
      "5 email_missing L’adresse manque.",
      "6 amount_precision 5,001 a trop de décimales : EUR en a 2.",
    ],
  );
  t.same(
    body.rows.map((one: { before: string; after: string }) => `${one.before} ${one.after}`),
    ["100.00 100.00", "0.00 450.00", "0.00 0.00"],
  );
  t.equal(body.poolAfter, "50.00");
});

t.test("who is given credits is told, once a request; a file says whom", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob, zoe } = story.people;
  for (const person of [bob, zoe]) await person.patch(`/members/${person.memberId}`, { email: `${person.name}@file.example` });
  const told = async (person: typeof ana) =>
    (await person.get("/notices")).body.items.filter(({ what }: { what: string }) => what === "round.credits_changed").length;
  const both = async () => [await told(bob), await told(zoe)];
  await story.share("90.00", [ana, bob, zoe]);
  t.same(await both(), [1, 1]);
  await ana.post(story.path("/credits"), { by: "add", memberId: bob.memberId, amount: "-5.00" });
  t.same(await both(), [1, 1], "what is taken back is not given");
  const apply = (csv: string) => ana.post(story.path("/credits/file"), { csv, apply: true });
  await apply("email,amount\nBob@file.example,10\nbob@file.example,5\n");
  t.same(await both(), [2, 1]);
  await apply("email,amount,notify\nbob@file.example,10,non\nzoe@file.example,5,oui\n");
  t.same(await both(), [2, 2]);
});

t.test("drafts of others are nowhere: no account of theirs, and nothing to pledge to", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { tom, ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const draft = (await bob.post(story.path("/buckets"), { title: "Brouillon", items: [{ label: "x", min: "5.00" }] })).body.id;
  for (const person of [tom, ana]) {
    t.notMatch(JSON.stringify((await person.get("/balances")).body), /Brouillon/);
    t.notMatch((await person.get("/exports/balances")).body, /Brouillon/);
  }
  t.match(JSON.stringify((await bob.get("/balances")).body), /Brouillon/);
  t.hasStrict(await story.pledge(ana, draft, "1.00"), { status: 404, body: { code: "not_found", figures: { at: "bucketId" } } });
  t.hasStrict(await story.withdraw(ana, draft, "1.00"), { status: 404 });
  t.hasStrict(await ana.post(story.path(`/buckets/${draft}/cancellation`)), { status: 404 });
  const own = await story.pledge(bob, draft, "1.00");
  t.hasStrict(own, { status: 409, body: { code: "bucket_not_open", detail: "Ce projet ne prend pas de fléchage (en brouillon)." } });
  await bob.post(story.path(`/buckets/${draft}/publication`));
  t.match(JSON.stringify((await ana.get("/balances")).body), /Brouillon/);
});

t.test("who may cancel a bucket: its cocreators, the pilot, and who proposed it for others while nothing is pledged", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { tom, ana, bob, zoe } = story.people;
  await story.share("300.00", [ana, bob]);
  const propose = async (title: string) =>
    (await bob.post(story.path("/buckets"), { title, publish: true, cocreatorIds: [zoe.memberId], items: [{ label: "x", min: "50.00" }] }))
      .body.id;
  const cancel = (person: typeof ana, id: string) => person.post(story.path(`/buckets/${id}/cancellation`));
  const told = async (person: typeof ana, of: string) =>
    (await person.get("/notices")).body.items.filter(({ what }: { what: string }) => what === of).length;
  const [first, second, third] = [await propose("A"), await propose("B"), await propose("C")];
  t.equal(await told(zoe, "bucket.cocreator_named"), 3);
  t.hasStrict(await cancel(tom, first), { status: 403, body: { code: "not_cocreator" } });
  t.hasStrict(await cancel(bob, first), { status: 200, body: { status: "cancelled" } });
  t.equal(await told(zoe, "bucket.cancelled"), 1);
  await story.pledge(ana, second, "10.00");
  t.hasStrict(await cancel(bob, second), {
    status: 409,
    body: { code: "bucket_fixed", detail: "Ce n’est pas possible pour ce projet : des crédits y sont fléchés, il ne change plus." },
  });
  t.hasStrict(await cancel(ana, second), { status: 200 });
  t.hasStrict(await cancel(zoe, third), { status: 200 });
  t.hasStrict(await cancel(ana, third), { status: 409, body: { detail: "Ce n’est pas possible pour ce projet : il est annulé." } });
  const own = await bob.post(story.path("/buckets"), { title: "D", publish: true, items: [{ label: "x", min: "50.00" }] });
  await bob.patch(story.path(`/buckets/${own.body.id}`), { cocreatorIds: [bob.memberId, tom.memberId] });
  t.equal(await told(tom, "bucket.cocreator_named"), 1);
  t.equal(await told(bob, "bucket.cocreator_named"), 0);
});

t.test("an item of a budget may be an option: nothing at least, something at most", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { bob } = story.people;
  let count = 0;
  const propose = (items: object[]) => bob.post(story.path("/buckets"), { title: `Compost ${++count}`, items });
  const need = { label: "Bacs", min: "120.00" };
  t.hasStrict(await propose([need, { label: "Toit", min: "0.00", max: "40.00" }]), {
    status: 201,
    body: { minGoal: "120.00", maxGoal: "160.00" },
  });
  for (const item of [{ min: "0.00" }, { min: "0.00", max: "0.00" }, { min: "-1.00", max: "5.00" }])
    t.hasStrict(await propose([need, { label: "Toit", ...item }]), { status: 422, body: { code: "amount_not_positive" } });
  t.hasStrict(await propose([{ label: "Toit", min: "0.00", max: "40.00" }]), { status: 422, body: { code: "budget_empty" } });
});

t.test("refusals of a round say what is so, in the time of the collective", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", cap: "100.00" });
  const { ana, bob } = story.people;
  await story.share("600.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "150.00", "180.00");
  await story.pledge(ana, compost, "80.00");
  const said = async (asked: ReturnType<typeof ana.post>) => String((await asked).body.detail).replaceAll("\u202f", " ");
  t.equal(
    await said(story.pledge(ana, compost, "30.00")),
    "Chacun·e flèche au plus 100,00 € à un même projet ; vous y avez 80,00 € et fléchez 30,00 € de plus : 20,00 € passerait.",
  );
  t.equal(await said(bob.post(story.path(`/buckets/${compost}/acceptance`))), "Le projet n’a pas encore son minimum : il manque 70,00 €.");
  await story.pledge(bob, compost, "100.00");
  t.hasStrict(await story.pledge(ana, compost, "1.00"), {
    status: 409,
    body: { code: "bucket_complete", detail: "Le projet est complet." },
  });
  t.equal(
    await said(ana.post(story.path("/closing"), { fingerprint: "x" })),
    "Le cobudget se clôt à partir du 26/03/2026 à 10\u00a0h ; pour le clore plus tôt, avancez cette date.",
  );
  t.equal(
    await said(ana.patch(story.path(), { proposalsUntil: "2026-03-11T09:00:00Z" })),
    "Les dates ne se suivent pas : la fin des propositions (11/03/2026 à 10\u00a0h) doit venir après leur début (11/03/2026 à 10\u00a0h).",
  );
  t.equal(
    await said(ana.patch(story.path(), { isSecret: true })),
    "Ce réglage ne change plus (le secret) : on a commencé à flécher ou à voter.",
  );
  story.end();
  t.equal(
    await said(story.pledge(ana, compost, "1.00")),
    "Dans ce cobudget, on flèche du 12/03/2026 à 9\u00a0h au 26/03/2026 à 10\u00a0h.",
  );
  const english = await ana.post(story.path("/pledges"), { bucketId: compost, amount: "1.00" }, { "accept-language": "en" });
  t.equal(english.body.detail, "In this round, people pledge from 2026-03-12 at 9:00 to 2026-03-26 at 10:00.");

  house.clock.now = new Date(storyStart);
  const secret = await openRoundStory(house, crew, { pilot: "ana", isSecret: true });
  const { people } = secret;
  await secret.share("600.00", [people.ana, people.bob]);
  const mural = await secret.bucket(people.bob, "Fresque", "50.00");
  await secret.pledge(people.ana, mural, "30.00");
  t.equal(await said(secret.pledge(people.bob, mural, "30.00")), "Le projet n’a plus assez de place pour 30,00 €.");
  t.equal(await said(people.bob.post(secret.path(`/buckets/${mural}/acceptance`))), "Le projet n’a pas encore son minimum.");
});

t.test("what came in from a round says which", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { items } = (await story.people.ana.get(`/envelopes/${story.envelopeId}/figures/received`)).body;
  t.hasStrict(
    items.find(({ kind }: { kind: string }) => kind === "round-pool"),
    { label: "Cobudget", amount: "-600.00" },
  );
});

t.test("a ballot file says nothing of the order in which somebody ticked, and is counted by the round’s very rule", async (t) => {
  const tally = { ballotType: "approval", rule: { name: "equal-shares", utility: "cardinality" } };
  const story = await openRoundStory(house, crew, { pilot: "ana", method: "ballots", tally });
  const { tom, ana, bob, zoe } = story.people;
  const [a, b, c] = [
    await story.bucket(ana, "A", "360.00"),
    await story.bucket(ana, "B", "240.00"),
    await story.bucket(ana, "C", "200.00"),
  ];
  const gone = await story.bucket(ana, "Parti", "10.00");
  const cast = (by: typeof ana, ...ids: string[]) =>
    by.put(story.path("/ballot"), { votes: ids.map((bucketId) => ({ bucketId, points: 3 })) });
  await cast(ana, b, gone, a);
  await cast(bob, c, a);
  await cast(zoe, a, b);
  t.same(
    (await cast(tom, c, gone)).body.votes,
    [c, gone].sort().map((bucketId) => ({ bucketId, points: 1 })),
  );
  t.hasStrict(await ana.post(story.path(`/buckets/${gone}/cancellation`)), { status: 200 });
  story.end();
  const closed = await story.close(ana);
  t.equal(closed.status, 200);
  const won = closed.body.buckets.filter((one: { isFunded: boolean }) => one.isFunded).map((one: { bucketId: string }) => one.bucketId);
  const file = String((await zoe.get(story.path("/ballots.pb"))).body);
  const votes = file.slice(file.indexOf("VOTES")).trimEnd().split("\n").slice(2);
  const said = [[a, b], [a, b], [a, c], [c]].map((ids) => [...ids].sort().join());
  t.same(
    votes,
    said.sort().map((ballot, index) => `${index + 1};${ballot}`),
  );
  const read = electionOf(parsePabulib(file));
  t.match(read.rule, { utility: "cardinality" });
  t.same([...tallyElection(read).selected].sort(), won.sort());
  t.notSame(tallyElection(electionOf(parsePabulib(file), { fields: { utility: "cost" } })).selected, tallyElection(read).selected);
});

t.test("where nobody voted nothing is funded, and a divided pool keeps to the goals of its buckets", async (t) => {
  const close = async (rule: object, votes: readonly number[]) => {
    house.clock.now = new Date(storyStart);
    const story = await openRoundStory(house, crew, { pilot: "ana", method: "ballots", tally: { ballotType: "approval", rule } });
    const { ana, bob, zoe } = story.people;
    const ids = [
      await story.bucket(bob, "Petit", "5.00", "10.00"),
      await story.bucket(bob, "Grand", "500.00"),
      await story.bucket(bob, "Seul", "6.00", "90.00"),
    ];
    for (const [index, person] of [ana, bob, zoe].entries())
      if (votes[index] !== undefined) await person.put(story.path("/ballot"), { votes: [{ bucketId: ids[votes[index]] }] });
    story.end();
    const { status, body } = await story.close(ana);
    t.equal(status, 200);
    await verifyLedger(house.database.orm, { collectiveId: story.treasury.collectiveId });
    const amounts = ids.map((id) => body.buckets.find((one: { bucketId: string }) => one.bucketId === id));
    return { returned: body.returned, amounts: amounts.map(({ amount }) => amount), said: amounts.map(({ explanation }) => explanation) };
  };
  for (const rule of [{ name: "greedy" }, { name: "equal-shares", completion: "add1u" }, { name: "mean" }])
    t.hasStrict(await close(rule, []), { amounts: ["0.00", "0.00", "0.00"], returned: "600.00" });
  t.hasStrict(await close({ name: "greedy" }, [2]), { amounts: ["0.00", "0.00", "6.00"] }, "one vote funds what it is for");
  const mean = await close({ name: "mean" }, [0, 1, 2]);
  t.hasStrict(mean, { amounts: ["10.00", "0.00", "90.00"], returned: "500.00" });
  t.match(mean.said, [
    /200,00.€, plus que son maximum de 10,00.€/,
    /n’est pas retenu.*200,00.€, moins que son minimum de 500,00.€/,
    /90,00.€/,
  ]);
});

t.test("a tally that cannot end is refused: when it is opened, or by name when it is counted", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", envelope: "10000.00" });
  const { ana, bob, zoe, tom } = story.people;
  const base = { circleId: story.treasury.circleId, envelopeId: story.envelopeId, title: "V", ...roundDates, method: "ballots" };
  const shares = { name: "equal-shares", completion: "add1" };
  for (const [name, ballotType] of [
    ["votesMax", "ordinal"],
    ["pointsMax", "cumulative"],
  ] as const) {
    const figures = { at: `body.tally.${name}`, problem: "number_at_least", min: 1 };
    const tally = { ballotType, [name]: 0, rule: { name: "greedy" } };
    t.hasStrict(await ana.post("/rounds", { ...base, tally }), { status: 400, body: { code: "request_invalid", figures } });
  }
  const refused: [object, string][] = [
    [{ ballotType: "scoring", scoreMin: 9, scoreMax: 3, rule: { name: "greedy" } }, "tally.scoreMax"],
    [{ ballotType: "approval", rule: { ...shares, increment: "0.001" } }, "tally.rule.increment"],
  ];
  for (const [tally, at] of refused)
    t.hasStrict(await ana.post("/rounds", { ...base, tally }), { status: 422, body: { code: "rule_invalid", figures: { at } } });

  // Ana and Bob want three: what they have does for the first, and each cent more brings the second and third a cent nearer.
  const opened = await ana.post("/rounds", { ...base, tally: { ballotType: "approval", rule: { ...shares, increment: "0.01" } } });
  const path = `/rounds/${opened.body.id}`;
  t.hasStrict(await ana.post(`${path}/pool`, { amount: "9000.00" }), { status: 200 });
  const ids: string[] = [];
  for (const min of ["2000.00", "3000.00", "4490.00"])
    ids.push((await bob.post(`${path}/buckets`, { title: min, items: [{ label: "x", min }], publish: true })).body.id);
  for (const person of [ana, bob]) await person.put(`${path}/ballot`, { votes: ids.map((bucketId) => ({ bucketId })) });
  for (const person of [zoe, tom]) await person.put(`${path}/ballot`, { votes: [] });
  story.end();
  const close = async () => {
    const preview = (await ana.get(`${path}/settlement`)).body;
    t.equal(preview.tally, null, "a veiled round is not counted to be looked at");
    return ana.post(`${path}/closing`, { fingerprint: preview.fingerprint });
  };
  t.hasStrict(await close(), { status: 422, body: { code: "tally_too_long", figures: { rule: "equal-shares" } } });
  const change = (rule: object) => ana.patch(path, { tally: { ballotType: "approval", rule } });
  t.hasStrict(await change({ name: "greedy" }), { status: 409, body: { code: "round_begun" } });
  t.hasStrict(await change({ ...shares, increment: "1" }), { status: 200 }, "a larger increment is the way out");
  t.hasStrict(await close(), { status: 200, body: { returned: "4000.00" } });
});

t.test("credits that are carried keep their envelope open; a copy finds it open", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana", pool: "600.00", envelope: "600.00", unspent: "carry" });
  const { ana, bob, tom } = story.people;
  await story.share("600.00", [bob]);
  story.end();
  t.hasStrict(await story.close(ana), { status: 200, body: { carried: "600.00" } });
  const closing = `/envelopes/${story.envelopeId}/closing`;
  t.hasStrict(await tom.post(closing), {
    status: 409,
    body: { code: "envelope_carried", figures: { carried: "600.00", round: "Cobudget" } },
  });
  house.clock.now = new Date(storyStart);
  const copy = await ana.post(story.path("/copy"), { title: "Suite", ...roundDates });
  t.hasStrict(copy, { status: 201 });
  t.hasStrict(await tom.post(closing), { status: 409, body: { code: "envelope_in_round" } });
  t.hasStrict(await ana.post(`/rounds/${copy.body.id}/cancellation`), { status: 200 });
  t.equal((await story.treasury.figures(story.envelopeId)).balance, "600.00");

  const empty = await openRoundStory(house, crew, { pilot: "ana", pool: "600.00" });
  await empty.people.ana.post(empty.path("/cancellation"));
  const other = await empty.treasury.envelope("Autre");
  await empty.people.tom.post("/transfers", {
    from: { envelopeId: empty.envelopeId },
    to: { envelopeId: other },
    amount: "1000.00",
    datedOn: "2026-03-12",
    document: "CR du 12 mars",
  });
  const closed = await empty.people.tom.post(`/envelopes/${empty.envelopeId}/closing`);
  t.equal(closed.status, 200, JSON.stringify(closed.body));
  t.hasStrict(await empty.people.ana.post(empty.path("/copy"), { title: "Suite", ...roundDates }), {
    status: 409,
    body: { code: "envelope_closed" },
  });
});

t.test("stretch goals are not taken away under a bucket that has one", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  const compost = await story.bucket(bob, "Compost", "5.00", "50.00");
  t.hasStrict(await ana.patch(story.path(), { hasStretchGoals: false }), {
    status: 409,
    body: { code: "stretch_used", figures: { count: 1 } },
  });
  t.hasStrict(await bob.patch(story.path(`/buckets/${compost}`), { items: [{ label: "x", min: "5.00" }] }), { status: 200 });
  t.hasStrict(await ana.patch(story.path(), { hasStretchGoals: false }), { status: 200, body: { hasStretchGoals: false } });
  t.hasStrict((await bob.get(story.path(`/buckets/${compost}`))).body, { maxGoal: "5.00" });
});

t.test("instants that no calendar of ours has are refused by name", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana } = story.people;
  const asked: [object, number][] = [
    [{ pledgesUntil: "9999-12-31T23:59:59-12:00" }, 400],
    [{ proposalsFrom: "0000-01-01T00:00:00Z" }, 400],
    [{ proposalsFrom: "0001-01-01T00:00:00Z" }, 400],
    [{ proposalsFrom: "1900-01-01T00:00:00+01:00" }, 400],
    [{ proposalsFrom: "1900-01-01T00:00:00Z" }, 200],
    [{ pledgesUntil: "9999-12-31T00:00:00Z" }, 400],
    [{ pledgesUntil: "9999-12-30T23:59:59Z" }, 200],
  ];
  for (const [change, status] of asked) {
    const { body, ...reply } = await ana.patch(story.path(), change);
    t.equal(reply.status, status, JSON.stringify(change));
    if (status === 400) t.match(body, { code: "request_invalid", detail: /entre 1900 et 9999/ });
  }
  t.equal((await ana.get("/home")).status, 200, "home tells of a round that lasts as long as can be");
});

t.test("an id is the same in capitals, and a path however it is encoded", async (t) => {
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana, bob } = story.people;
  await story.share("100.00", [bob]);
  const compost = await story.bucket(ana, "Compost", "5.00", "50.00");
  t.hasStrict(await story.pledge(bob, compost.toUpperCase(), "1.00"), { status: 201, body: { bucketId: compost, ownPledged: "1.00" } });
  t.hasStrict(await story.withdraw(bob, compost.toUpperCase(), "1.00"), { status: 200 });
  const pledge = (path: string) => bob.post(path, { bucketId: compost, amount: "2.00" }, { "idempotency-key": "once" });
  const first = await pledge(story.path("/pledges"));
  for (const id of [story.roundId.replace("0", "%30"), story.roundId.toUpperCase()]) {
    t.hasStrict(await pledge(`/rounds/${id}/pledges`), { status: 201, body: { entries: first.body.entries } }, id);
  }
  t.hasStrict((await bob.get(story.path())).body.own, { pledged: "2.00" });
  t.hasStrict(await bob.post(story.path("/pledges/withdrawal"), { bucketId: compost, amount: "2.00" }, { "idempotency-key": "once" }), {
    status: 200,
    body: { ownPledged: "0.00" },
  });

  const voted = await openRoundStory(house, crew, { pilot: "ana", method: "ballots", tally: { rule: { name: "greedy" } } });
  const bucketId = await voted.bucket(voted.people.bob, "B", "5.00");
  t.hasStrict(await voted.people.bob.put(voted.path("/ballot"), { votes: [{ bucketId: bucketId.toUpperCase() }] }), {
    status: 200,
    body: { votes: [{ bucketId }] },
  });
});

t.test("the name of an envelope is cut between characters", async (t) => {
  for (const round of ["😀".repeat(99), `x${"😀".repeat(99)}`]) {
    const first = envelopeName(new Set(["Q"]), "Q", round);
    const second = envelopeName(new Set(["Q", first]), "Q", round);
    for (const name of [first, second]) {
      t.notMatch(name, /\p{Surrogate}/u);
      t.ok(name.length <= 200);
    }
    t.not(first, second);
  }
});
