/**
 * The veil (DESIGN §9): while pledges are secret, no reading of the service tells who pledged or how much, to whoever asks:
 * pilot, treasurer, admin. One's own is shown to oneself, and all of it once the round is over.
 */

import { csvOf } from "../support/exported.js";
import { openRoundStory, roundDates } from "../support/round-stories.js";
import { openHouse, type Person, storyStart } from "../support/stories.js";
import { t } from "../support/tap.js";

const crew = { tom: ["treasurer", "admin"], ana: ["pilot"], bob: [], zoe: [] } as const;

/** An address that a file of credits can name. */
async function emailOf(person: Person): Promise<string> {
  const email = `${person.name}@veil.example`;
  await person.patch(`/members/${person.memberId}`, { email });
  return email;
}

t.test("no reading leaks a veiled pledge", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const story = await openRoundStory(house, crew, { pilot: "ana", isSecret: true });
  const { tom, ana, bob, zoe } = story.people;
  await story.share("600.00", [bob, zoe, ana]);
  const compost = await story.bucket(ana, "Compost", "50.00", "190.00");
  const before = (await tom.get("/balances")).body;

  // Amounts that stand nowhere else: 37.11, 37.11 − 5.02, 151.03 and what they leave.
  t.hasStrict(await story.pledge(bob, compost, "37.11"), { status: 201 });
  const entryId = (await bob.get("/entries?kind=pledge")).body.items[0].id;
  t.hasStrict(await story.withdraw(bob, compost, "5.02"), { status: 200, body: { ownPledged: "32.09", left: "167.91" } });
  t.hasStrict(await story.pledge(zoe, compost, "151.03"), { status: 201 });
  const secrets = [
    "37.11",
    "32.09",
    "5.02",
    "151.03",
    "167.91",
    "48.97",
    "183.12",
    "411.88",
    "37,11",
    "32,09",
    "151,03",
    "183,12",
    "167,91",
    "48,97",
  ];

  const paths = [
    "/entries?limit=200",
    `/entries?envelopeId=${story.envelopeId}`,
    "/balances",
    "/audit?limit=200",
    "/notices",
    "/rounds",
    story.path(),
    story.path("/buckets"),
    story.path(`/buckets/${compost}`),
    story.path("/credits"),
    story.path("/pledges"),
    story.path("/pledges?all=true"),
    story.path("/settlement"),
    "/exports/entries",
    "/exports/entries?dialect=en",
    "/exports/balances",
    `/envelopes/${story.envelopeId}`,
    `/envelopes/${story.envelopeId}/figures/received`,
    "/members",
    `/entries/${entryId}`,
  ];
  for (const reader of [ana, tom]) {
    for (const path of paths) {
      const { body } = await reader.get(path);
      const said = JSON.stringify(body);
      const leaked = secrets.filter((secret) => said.includes(secret));
      t.same(leaked, [], `${reader.name} ${path}`);
    }
    t.hasStrict(await reader.get(`/entries/${entryId}`), { status: 404 });
    t.hasStrict((await reader.get(story.path(`/buckets/${compost}`))).body, {
      pledged: null,
      missing: null,
      pledgers: null,
      ownPledged: "0.00",
    });
    const audit = JSON.stringify((await reader.get("/audit?limit=200")).body.items);
    t.notOk(audit.includes(bob.memberId), "the audit trail does not name who pledged");
  }
  t.same((await tom.get("/balances")).body.items, before.items, "balances never move");
  t.same((await tom.get("/balances?on=2026-03-12")).body.items, before.items, "nor those of a day");
  // A refusal says that a bucket is full, never how full.
  const full = await story.pledge(ana, compost, "20.00");
  t.hasStrict(full, { status: 409, body: { code: "bucket_full" } });
  t.notOk(JSON.stringify(full.body).match(/6\.88|183\.12/), "no figure of the bucket");
  const early = await ana.post(story.path(`/buckets/${compost}/acceptance`));
  t.equal(early.status, 200);
  t.hasStrict(early.body, { pledged: null, isComplete: true });

  // Nor can it be found out by trying what goes and what does not.
  for (const amount of ["-0.01", "-200.00"]) {
    const tried = await ana.post(story.path("/credits"), { by: "add", memberId: bob.memberId, amount });
    t.hasStrict(tried, { status: 409, body: { code: "credit_veiled" } });
  }
  const file = await ana.post(story.path("/credits/file"), { csv: `email,amount\n${await emailOf(bob)},1.00\n`, mode: "set" });
  t.same(
    file.body.faults.map((one: { code: string }) => one.code),
    ["credit_veiled"],
  );
  const untouched = await story.bucket(bob, "Autre", "10.00");
  t.hasStrict(await bob.patch(story.path(`/buckets/${untouched}`), { title: "Encore" }), { status: 409, body: { code: "bucket_fixed" } });

  // One's own is one's own.
  t.match(JSON.stringify((await bob.get("/entries?limit=200")).body), /37\.11/);
  t.hasStrict((await bob.get(story.path())).body, {
    own: { pledged: "32.09", left: "167.91" },
    figures: { credits: null, buckets: null, entered: "600.00" },
  });
  t.notMatch(JSON.stringify((await bob.get("/entries?limit=200")).body), /151\.03/);
  const ofBob = (await bob.get("/balances")).body;
  t.match(JSON.stringify(ofBob.items), /167\.91/);
  t.notMatch(JSON.stringify(ofBob.items), /48\.97|151\.03/);
  t.match(await csvOf(bob, "/exports/entries"), /37,11/);

  story.end();
  const preview = (await ana.get(story.path("/settlement"))).body;
  t.notOk(
    secrets.some((secret) => JSON.stringify(preview).includes(secret)),
    "nor does the preview, until the close",
  );
  t.hasStrict(await ana.post(story.path("/closing"), { fingerprint: preview.fingerprint }), {
    status: 200,
    body: { buckets: [{ pledged: "183.12" }] },
  });
  t.match(JSON.stringify((await tom.get("/entries?limit=200")).body), /151\.03/, "once it is over, all is shown");
  t.hasStrict(await tom.get(`/entries/${entryId}`), { status: 200 });
});

t.test("nothing is found out by asking for what cannot be", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const story = await openRoundStory(house, crew, { pilot: "ana", isSecret: true, cap: "30.00" });
  const { ana, bob, zoe } = story.people;
  await story.share("100.00", [bob]);
  await ana.post(story.path("/credits"), { by: "add", memberId: zoe.memberId, amount: "20.00" });
  const compost = await story.bucket(ana, "Compost", "50.00", "50.00");
  await story.pledge(bob, compost, "30.00");
  // 20.00 is left in the bucket: above one's cap and above one's credits the answer is the same, full or not.
  t.hasStrict(await story.pledge(zoe, compost, "30.01"), { status: 409, body: { code: "pledge_above_cap" } });
  t.hasStrict(await story.pledge(zoe, compost, "20.01"), { status: 409, body: { code: "credit_short" } });
  t.hasStrict(await ana.post(story.path("/credits"), { by: "add", memberId: zoe.memberId, amount: "5.00" }), { status: 200 });
  t.hasStrict(await story.pledge(zoe, compost, "20.01"), { status: 409, body: { code: "bucket_full" } });
});

t.test("what decides pledges and ballots is fixed from their instant on, whether or not anybody came", async (t) => {
  const house = await openHouse(t);
  const tally = { ballotType: "approval", rule: { name: "greedy" } };
  for (const settings of [{ isSecret: true }, { method: "ballots", tally }]) {
    for (const isPledged of [false, true]) {
      house.clock.now = new Date(storyStart);
      const later = "2026-03-15T08:00:00Z";
      const story = await openRoundStory(house, crew, { pilot: "ana", ...settings, pledgesFrom: later });
      const { ana, bob } = story.people;
      const bucket = await story.bucket(bob, "Compost", "5.00");
      t.hasStrict(await ana.patch(story.path(), { cap: "50.00", pledgesFrom: "2026-03-16T08:00:00Z" }), { status: 200 });
      t.hasStrict(await ana.patch(story.path(), { pledgesFrom: roundDates.pledgesFrom }), { status: 200 }, "not before it has begun");
      if (isPledged && "isSecret" in settings) {
        await story.share("100.00", [bob]);
        t.hasStrict(await story.pledge(bob, bucket, "4.00"), { status: 201 });
      } else if (isPledged) {
        t.hasStrict(await bob.put(story.path("/ballot"), { votes: [{ bucketId: bucket }] }), { status: 200 });
      }
      const from = new Date(roundDates.pledgesFrom).toISOString();
      t.hasStrict(await ana.patch(story.path(), { pledgesFrom: later }), {
        status: 409,
        body: { code: "round_begun", figures: { at: "pledgesFrom", from, asked: new Date(later).toISOString() } },
      });
      t.hasStrict(await ana.patch(story.path(), { cap: null }), { status: 409, body: { code: "round_begun", figures: { at: "cap" } } });
      t.hasStrict(await bob.patch(story.path(`/buckets/${bucket}`), { title: "Yacht" }), { status: 409, body: { code: "bucket_fixed" } });
      const until = { pledgesFrom: roundDates.pledgesFrom, pledgesUntil: "2026-03-27T09:00:00Z" };
      t.hasStrict(await ana.patch(story.path(), until), { status: 200 }, "the end may move, and saying the same is no change");
    }
  }
});

t.test("a round that is not secret moves as before", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const story = await openRoundStory(house, crew, { pilot: "ana" });
  const { ana } = story.people;
  t.hasStrict(await ana.patch(story.path(), { cap: "50.00", pledgesFrom: "2026-03-15T08:00:00Z" }), { status: 200 });
});
