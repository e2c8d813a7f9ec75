/** Review periods: when they are over, who reviews whom, and what is heard. */
import fc from "fast-check";
import { countedScores } from "../../src/domain/review.js";
import {
  closingInstant,
  heardOf,
  isPeriodOver,
  leftToReview,
  requireClosingAhead,
  requirePeers,
  requirePeriodOpen,
  requireReviewOf,
} from "../../src/domain/review-period.js";
import { law } from "../support/law.js";
import { refusedWith } from "../support/refused.js";
import { t } from "../support/tap.js";

const closesAt = new Date("2026-03-31T16:00:00.000Z");
const justBefore = new Date("2026-03-31T15:59:59.999Z");
const peer = (name: string) => ({ memberId: name, name });
const people = ["ana", "bob", "cleo"].map(peer);

t.test("it is over at its instant, whoever looks, or from the moment somebody closed it", async (t) => {
  const open = { closesAt, closedAt: null };
  t.equal(isPeriodOver(open, justBefore), false);
  t.equal(isPeriodOver(open, closesAt), true, "a review at the closing instant is late");
  const earlier = { closesAt, closedAt: new Date("2026-03-30T08:00:00.000Z") };
  t.equal(isPeriodOver(earlier, new Date("2026-03-30T08:00:00.000Z")), true);
  t.equal(closingInstant(open), closesAt);
  t.equal(closingInstant(earlier), earlier.closedAt);
  t.equal(
    refusedWith(() => requirePeriodOpen(open, justBefore)),
    null,
  );
  t.match(
    refusedWith(() => requirePeriodOpen(open, closesAt)),
    { code: "reviews_closed", figures: { closedAt: "2026-03-31T16:00:00.000Z" } },
  );
  t.match(
    refusedWith(() => requirePeriodOpen(earlier, justBefore)),
    { code: "reviews_closed", figures: { closedAt: "2026-03-30T08:00:00.000Z" } },
  );
  t.equal(
    refusedWith(() => requireClosingAhead(closesAt, justBefore)),
    null,
  );
  t.match(
    refusedWith(() => requireClosingAhead(closesAt, closesAt)),
    { code: "closing_not_ahead", figures: { at: "closesAt" } },
  );
});

t.test("its people review each other, and nobody themself", async (t) => {
  t.match(
    refusedWith(() => requirePeers([peer("ana")])),
    { code: "peers_too_few", figures: { people: 1, min: 2 } },
  );
  t.equal(requirePeers(people), people);
  t.same(requireReviewOf(people, "ana", "bob"), peer("bob"));
  const refused: [by: string, of: string, code: string][] = [
    ["dora", "ana", "not_a_peer"],
    ["ana", "dora", "peer_unknown"],
    ["ana", "ana", "self_review"],
  ];
  for (const [by, of, code] of refused) t.equal(refusedWith(() => requireReviewOf(people, by, of))?.code, code, `${by} of ${of}`);
  t.same(leftToReview(people, "bob", new Set(["cleo"])), [peer("ana")]);
  t.same(leftToReview(people, "dora", new Set()), [], "who does not take part reviews nobody");
});

t.test("what is heard: names, or from three reviewers on", async (t) => {
  const of = (by: string, score?: string) => ({ of: "ana", by, scores: score ? { soin: score } : ({} as Record<string, string>) });
  const nothing = { reviewers: null, scorers: null, median: null };
  t.same(heardOf([], false), { reviewers: 0, scorers: 0, median: null });
  t.same(heardOf([of("bob", "4"), of("cleo", "5")], false), { reviewers: 2, scorers: 2, median: "4.5" });
  t.same(heardOf([of("bob", "4"), of("cleo", "5")], true), nothing, "two are too few");
  t.same(heardOf([of("bob", "4"), of("cleo", "5"), of("tom", "4.5")], true), { reviewers: 3, scorers: 3, median: "4.5" });
  t.same(
    heardOf([of("bob", "4"), of("cleo", "5"), of("tom")], true),
    { reviewers: 3, scorers: null, median: null },
    "three spoke, and two of them scored: their median would be one of two",
  );
});

t.test("a sharing counts by codes of whom one anonymous review counts, and by names of the others", async (t) => {
  const said = (of: string, by: string, score: string, isAnonymous: boolean) => ({ of, by, scores: { soin: score }, isAnonymous });
  t.same(
    countedScores([
      said("ana", "bob", "4", true),
      said("bob", "ana", "5", false),
      said("ana", "cleo", "3", false),
      said("ana", "tom", "5", true),
      said("cleo", "ana", "2", true),
    ]),
    [
      { of: "bob", by: "ana", score: "5" },
      { of: "ana", by: "r1", score: "3" },
      { of: "ana", by: "r2", score: "4" },
      { of: "ana", by: "r3", score: "5" },
    ],
    "of Cleo one anonymous reviewer is too few: nothing, and coefficient 1",
  );
});

t.test("laws", async (t) => {
  const review = fc.record({ by: fc.constantFrom("a", "b", "c", "d"), score: fc.constantFrom("1", "2", "3", "4", "5") });
  const all = fc.array(review).map((list) => list.map(({ by, score }) => ({ of: "x", by, scores: { soin: score } })));
  law(
    t,
    "the order of reviews changes nothing that is heard",
    fc.property(all, fc.boolean(), (list, veiled) => {
      const [there, back] = [heardOf(list, veiled), heardOf([...list].reverse(), veiled)];
      return there.median === back.median && there.reviewers === back.reviewers;
    }),
  );
  law(
    t,
    "of anonymous reviews nothing is heard of fewer than three",
    fc.property(all, (list) => new Set(list.map(({ by }) => by)).size >= 3 || heardOf(list, true).median === null),
  );
});
