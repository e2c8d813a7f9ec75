/** What pages of rounds compute by themselves: scales, news, dates, ballots, budgets, and a round as it is typed. */
import { t } from "../support/tap.js";

// Texts choose their language by the browser’s; a page is none here.
Object.assign(globalThis, { localStorage: { getItem: () => "fr", setItem: () => {} }, document: { documentElement: {} } });

const { amountAt, furthest, positionOf, scaleOf } = await import("../../src/web/round-slider.js");
const { newsBetween, standingOfPledges } = await import("../../src/web/round-news.js");
const { instantAt, localAt, saidMoment } = await import("../../src/web/round-dates.js");
const { given, leftOn, limitsOf, moved, named } = await import("../../src/web/round-ballot.js");
const { goalsOf, sentItems } = await import("../../src/web/round-budget.js");
const { changedSettings, datesOf, emptyRound, hasBegun, sentRound, tallyOf, typedRound } = await import("../../src/web/round-settings.js");
const { added, minorOf, sumIn, textOf } = await import("../../src/web/round-figures.js");

t.test("the scale of a slider ends exactly at the most, in few whole steps", async (tt) => {
  for (const [max, step, positions] of [
    [18000n, 200n, 90],
    [1240n, 20n, 62],
    [15000n, 200n, 75],
    [9999n, 100n, 100],
    [1n, 10n, 1],
    [123_456_789n, 2_000_000n, 62],
  ] as const) {
    const scale = scaleOf(max, 100n);
    tt.same([scale.stepMinor, scale.positions], [step, positions], `${max}`);
    tt.equal(amountAt(scale, scale.positions), max, "its end is the most");
    for (let at = 0; at < scale.positions; at += 1) tt.equal(positionOf(scale, amountAt(scale, at)), at);
  }
  tt.same(scaleOf(7n, 1n), { maxMinor: 7n, stepMinor: 1n, positions: 7 }, "points are whole");
  tt.equal(positionOf(scaleOf(100_000n, 100n), 1n), 1, "one cent is not nothing");
  tt.equal(scaleOf(0n, 100n).positions, 0);
});

t.test("the hand stops at credits, at what the bucket takes, or at the cap", async (tt) => {
  tt.same(furthest({ ownMinor: 10n, leftMinor: 5n, bucketMinor: null, capMinor: null }), { atMinor: 15n, by: "credits" });
  tt.same(furthest({ ownMinor: 10n, leftMinor: 50n, bucketMinor: 2n, capMinor: 40n }), { atMinor: 12n, by: "bucket" });
  tt.same(furthest({ ownMinor: 10n, leftMinor: 50n, bucketMinor: 40n, capMinor: 30n }), { atMinor: 30n, by: "cap" });
});

const pledge = (memberId: string, bucketId: string, amount: string, ending: "withdrawn" | null = null) => ({
  memberId,
  bucketId,
  amount,
  ending,
  at: "2026-03-12T09:00:00Z",
  endedAt: null,
  entryId: "e",
});

t.test("news: what others pledged or took back, never what is mine, and a pledge made anew is no news", async (tt) => {
  const before = standingOfPledges([pledge("dom", "tools", "10.00"), pledge("dom", "tools", "5.00"), pledge("me", "tools", "1.00")], "EUR");
  // Dom takes 7.00 back: both pledges end, 8.00 are pledged anew.
  const after = standingOfPledges(
    [
      pledge("dom", "tools", "10.00", "withdrawn"),
      pledge("dom", "tools", "5.00", "withdrawn"),
      pledge("dom", "tools", "8.00"),
      pledge("me", "tools", "9.00"),
      pledge("ana", "feast", "20.00"),
    ],
    "EUR",
  );
  tt.same(newsBetween(before, after, "me"), [
    { memberId: "dom", bucketId: "tools", minor: -700n },
    { memberId: "ana", bucketId: "feast", minor: 2000n },
  ]);
  tt.same(newsBetween(after, after, "me"), []);
});

t.test("dates are typed by the clock of the collective’s place, summer and winter", async (tt) => {
  for (const [local, zone, instant] of [
    ["2026-03-12T18:00", "Europe/Paris", "2026-03-12T17:00:00.000Z"],
    ["2026-07-12T18:00", "Europe/Paris", "2026-07-12T16:00:00.000Z"],
    ["2026-03-29T03:30", "Europe/Paris", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25T04:00", "Europe/Paris", "2026-10-25T03:00:00.000Z"],
    ["2026-03-12T18:00", "Pacific/Noumea", "2026-03-12T07:00:00.000Z"],
    ["2026-03-12T18:00", "America/Cayenne", "2026-03-12T21:00:00.000Z"],
  ] as const) {
    tt.equal(instantAt(local, zone), instant, `${local} ${zone}`);
    tt.equal(localAt(instant, zone), local);
  }
  tt.equal(instantAt("", "Europe/Paris"), undefined);
  const now = new Date("2026-03-10T09:00:00Z");
  const said = (at: string) => saidMoment(at, "Europe/Paris", now).replace(/[\u00a0\u202f]/g, " ");
  tt.equal(said("2026-03-12T17:00:00Z"), "jeudi à 18 h");
  tt.equal(said("2026-03-10T17:30:00Z"), "aujourd’hui à 18 h 30");
  tt.equal(said("2026-03-11T23:00:00Z"), "demain à minuit", "midnight belongs to the evening before it");
  tt.match(said("2026-04-12T16:00:00Z"), /^dimanche 12 avril.* à 18 h$/);
});

t.test("a ballot: chosen, given points, ranked", async (tt) => {
  const approval = limitsOf({ tally: { rule: { name: "greedy" }, ballotType: "approval", votesMax: 2 } });
  const two = named(named([], "a", true, approval), "b", true, approval);
  tt.equal(leftOn(two, approval), 0);
  tt.equal(leftOn(named(two, "c", true, approval), approval), -1);
  tt.same(named(two, "a", false, approval), [{ bucketId: "b", points: 1 }]);
  const one = limitsOf({ tally: { rule: { name: "greedy" }, ballotType: "choose-1" } });
  tt.same(named(named([], "a", true, one), "b", true, one), [{ bucketId: "b", points: 1 }], "one takes the place of the other");
  const points = limitsOf({ tally: { rule: { name: "greedy" }, ballotType: "cumulative", pointsMax: 5 } });
  tt.equal(leftOn(given(given([], "a", 3, points), "b", 1, points), points), 1);
  tt.same(given(given([], "a", 3, points), "a", 0, points), [], "no points take it off");
  const scores = limitsOf({ tally: { rule: { name: "greedy" }, ballotType: "scoring" } });
  tt.same(given([], "a", 0, scores), [{ bucketId: "a", points: 0 }], "a score of nothing is a score");
  tt.same(given(given([], "a", 0, scores), "a", null, scores), []);
  const ranked = ["a", "b", "c"].map((bucketId) => ({ bucketId, points: 1 }));
  const order = (votes: readonly { bucketId: string }[]) => votes.map(({ bucketId }) => bucketId).join("");
  tt.equal(order(moved(ranked, "c", -1)), "acb");
  tt.equal(order(moved(ranked, "a", 1)), "bac");
  tt.equal(order(moved(ranked, "a", -1)), "abc", "the first goes no higher");
  tt.equal(order(moved(ranked, "x", 1)), "abc");
});

const read = (typed: string) => (/^\d+(?:,\d+)?$/.test(typed) ? typed.replace(",", ".") : undefined);
const item = (min: string, max = "", isIncome = false) => ({ key: 0, label: "Bois", min, max, isIncome });

t.test("a budget adds up as it is typed; incomes count for nothing; what cannot be read is sent as it is", async (tt) => {
  const euros = { commodity: "EUR" };
  tt.same(goalsOf([item("260", "340"), item("90,5"), item("60", "", true)], euros, read), { min: "350.50", max: "430.50" });
  tt.equal(goalsOf([item("beaucoup")], euros, read), undefined);
  tt.same(sentItems([item("90,5"), item("beaucoup", "1")], read), [
    { label: "Bois", isIncome: false, min: "90.5", max: null },
    { label: "Bois", isIncome: false, min: "beaucoup", max: "1" },
  ]);
});

t.test("a round as it is typed", async (tt) => {
  const draft = { ...emptyRound("Europe/Paris"), title: "Printemps", circleId: "c", envelopeId: "e", pool: "1200,5", cap: "80" };
  const dates = datesOf({ ...draft, proposalsUntil: "2026-03-26T20:00", pledgesUntil: "2026-04-02T20:00" }, "Europe/Paris", new Date(0));
  tt.same(dates, {
    proposalsFrom: "1970-01-01T00:00:00.000Z",
    proposalsUntil: "2026-03-26T19:00:00.000Z",
    pledgesFrom: "2026-03-26T19:00:00.000Z",
    pledgesUntil: "2026-04-02T18:00:00.000Z",
  });
  tt.equal(datesOf({ ...draft, pledgesUntil: "" }, "Europe/Paris"), undefined);
  const sent = (change: object) => sentRound({ ...draft, ...change }, dates as NonNullable<typeof dates>, read);
  tt.match(sent({}), { pool: "1200.5", cap: "80", tally: null, isSecret: false, envelopeId: "e" });
  tt.match(sent({ envelopeId: "", pool: " " }), { envelopeId: null });
  tt.notOk("pool" in sent({ pool: " " }));
  tt.match(sent({ method: "ballots" }), { cap: null, hasStretchGoals: false, isSecret: true, unspent: "pool" });
  const shares = { name: "equal-shares", utility: "cost", completion: "add1u" };
  tt.same(tallyOf({ ...draft, unspent: "tally" }), { rule: shares });
  tt.same(tallyOf({ ...draft, method: "ballots", votesMax: "3" }), { ballotType: "approval", votesMax: 3, rule: shares });
  tt.same(tallyOf({ ...draft, method: "ballots", ballotType: "cumulative", pointsMax: "6", preset: "greedy" }), {
    ballotType: "cumulative",
    pointsMax: 6,
    rule: { name: "greedy" },
  });
  tt.same(tallyOf({ ...draft, method: "ballots", ballotType: "scoring", scoreMax: "3" }), {
    ballotType: "scoring",
    scoreMin: 0,
    scoreMax: 3,
    rule: shares,
  });
});

t.test("the settings of a round that runs: only what was changed is said, and nothing that is fixed", async (tt) => {
  const read = (typed: string) => typed.replace(",", ".") || undefined;
  const typed = (decimal: string) => decimal.replace(".", ",");
  const round = (change: object) =>
    ({
      title: "Cobudget",
      description: "",
      circleId: "c",
      envelopeId: "e",
      method: "credits",
      cap: "60.00",
      proposers: "members",
      hasStretchGoals: true,
      isSecret: false,
      mayChange: true,
      unspent: "pool",
      tally: null,
      pledgesFrom: "2026-03-08T08:00:00Z",
      figures: { buckets: "0.00" },
      ...change,
    }) as unknown as Parameters<typeof typedRound>[0];
  const change = (on: ReturnType<typeof round>, to: object) => {
    const standing = typedRound(on, typed);
    return changedSettings(on, standing, { ...standing, ...to }, read);
  };
  tt.same(change(round({}), {}), {}, "nothing was changed");
  tt.same(change(round({}), { cap: "45,50", isSecret: true }), { cap: "45.50", isSecret: true });
  tt.same(change(round({}), { cap: "" }), { cap: null });
  const pledged = round({ figures: { buckets: "12.00" } });
  tt.same(change(pledged, { title: "Printemps", cap: "45" }), { title: "Printemps" }, "something is pledged");

  const rule = { name: "equal-shares", completion: "none" };
  const own = round({ unspent: "tally", tally: { rule } });
  tt.equal(typedRound(own, typed).preset, "own");
  tt.same(change(own, { title: "Printemps" }), { title: "Printemps" }, "a rule of another kind stays");
  tt.same(change(own, { preset: "greedy" }), { tally: { rule: { name: "greedy" } } });
  const vote = round({ method: "ballots", cap: null, hasStretchGoals: false, isSecret: true, tally: { ballotType: "approval", rule } });
  const later = { ...vote, pledgesFrom: "2999-03-08T08:00:00Z" };
  tt.same(change(later, { votesMax: "3" }), { tally: { ballotType: "approval", votesMax: 3, rule } }, "and with other limits too");
  const known = round({ tally: { rule: { completion: "add1u", utility: "cost", name: "equal-shares" } } });
  tt.equal(typedRound(known, typed).preset, "shares", "in whichever order it comes");

  tt.notOk(hasBegun(round({})));
  tt.ok(hasBegun(pledged));
  const opens = Date.parse("2026-03-08T08:00:00Z");
  const secret = round({ isSecret: true, figures: { buckets: null } });
  tt.same(
    [opens - 1, opens].map((now) => hasBegun(secret, now)),
    [false, true],
    "what is secret has begun once it may have",
  );
});

t.test("amounts of a currency and whole points", async (tt) => {
  tt.equal(minorOf("12.4", "EUR"), 1240n);
  tt.equal(minorOf("12.405", "EUR"), undefined);
  tt.equal(minorOf("1.5", "points"), undefined);
  tt.equal(textOf(-5n, "EUR"), "-0.05");
  tt.equal(textOf(12n, "points"), "12");
  tt.equal(added(["0.10", "0.20"], "EUR"), "0.30");
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  tt.equal(plain(sumIn("points")("1")), "1 point");
  tt.equal(plain(sumIn("points")("1200")), "1 200 points");
  tt.equal(plain(sumIn("EUR")("1200.50")), "1 200,50 €");
});
