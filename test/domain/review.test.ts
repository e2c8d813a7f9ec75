import fc from "fast-check";
import { parseDecimal } from "../../src/domain/decimal.js";
import { compare, ratio } from "../../src/domain/ratio.js";
import { Refusal } from "../../src/domain/refusals.js";
import {
  type AskedObject,
  anonymousScores,
  isCriterion,
  medianScore,
  readsWeaknesses,
  requireAmendable,
  requireCriteria,
  requireObject,
  requireSaid,
  type Scores,
  scoreOf,
  scoresByReviewer,
  writeScore,
} from "../../src/domain/review.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const refusalOf = (act: () => unknown): Refusal | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};

t.test("a review says something, and its scores go from 1 to 5", async (t) => {
  const nothing = { strengths: "", weaknesses: "", scores: {} };
  t.same(requireSaid({ ...nothing, strengths: "Merci" }), { ...nothing, strengths: "Merci" }, "words alone");
  t.same(requireSaid({ ...nothing, weaknesses: "En retard" }).weaknesses, "En retard");
  t.same(requireSaid({ ...nothing, scores: { care: "04.50" } }).scores, { care: "4.5" }, "scores alone, without padding");
  t.match(
    refusalOf(() => requireSaid(nothing)),
    { code: "review_empty" },
  );
  for (const score of ["0", "0.9999", "5.0001", "-1", "", "quatre"]) {
    const refusal = refusalOf(() => requireSaid({ ...nothing, scores: { care: "4", quality: score } }));
    t.match(refusal, { code: "score_invalid", figures: { at: "scores.quality", score, min: 1, max: 5 } }, score);
  }
  for (const score of ["1", "5", "5.000"])
    t.equal(
      refusalOf(() => requireSaid({ ...nothing, scores: { care: score } })),
      null,
      score,
    );
});

t.test("it is of one contribution, of days in an envelope, or of a peer in a period", async (t) => {
  const none: AskedObject = { contributionId: null, ofId: null, envelopeId: null, fromOn: null, untilOn: null, periodId: null };
  const period = { ofId: "ana", envelopeId: "kit", fromOn: "2026-01-01", untilOn: "2026-03-31" };
  t.same(requireObject({ ...none, contributionId: "atelier" }), { contributionId: "atelier" });
  const { periodId: _, ...days } = none;
  t.same(requireObject({ ...none, ...period }), { ...days, ...period });
  t.same(requireObject({ ...none, ofId: "ana", periodId: "spring" }), { contributionId: null, ofId: "ana", periodId: "spring" });
  const refused: [asked: Partial<AskedObject>, code: string, at: string][] = [
    [{}, "review_unclear", "ofId"],
    [{ ofId: "ana" }, "review_unclear", "envelopeId"],
    [{ ...period, fromOn: null }, "review_unclear", "fromOn"],
    [{ ...period, untilOn: null }, "review_unclear", "untilOn"],
    [{ ...period, contributionId: "atelier" }, "review_unclear", "contributionId"],
    [{ ...period, untilOn: "2025-12-31" }, "days_reversed", "untilOn"],
    [{ ...period, periodId: "spring" }, "review_unclear", "periodId"],
    [{ periodId: "spring" }, "review_unclear", "ofId"],
  ];
  for (const [asked, code, at] of refused)
    t.match(
      refusalOf(() => requireObject({ ...none, ...asked })),
      { code, figures: { at } },
      JSON.stringify(asked),
    );
});

t.test("a review’s score is the mean of its criteria", async (t) => {
  const table: [Scores, string | null][] = [
    [{}, null],
    [{ care: "4" }, "4"],
    [{ care: "4", quality: "5" }, "4.5"],
    [{ care: "4", quality: "5", impact: "4" }, "4.3333"],
    [{ care: "5", quality: "5", impact: "4" }, "4.6667"],
    [{ care: "4.00005" }, "4.0001"],
    [{ care: "4.00004" }, "4"],
  ];
  for (const [scores, shown] of table) {
    const score = scoreOf(scores);
    t.equal(score && writeScore(score), shown, JSON.stringify(scores));
  }
  t.equal(compare(scoreOf({ care: "4", quality: "5", impact: "4" }) ?? ratio(0n), ratio(13n, 3n)), 0, "13/3, not 4.3333");
});

t.test("a reviewer counts once for a person, by the mean of theirs", async (t) => {
  const said = (of: string, by: string, ...scores: string[]) => ({
    of,
    by,
    scores: Object.fromEntries(scores.map((score, place) => [`c${place}`, score])),
  });
  t.same(scoresByReviewer([]), []);
  t.same(
    scoresByReviewer([
      said("ana", "bob", "4", "5", "4"),
      said("ana", "cleo"),
      said("ana", "tom", "2"),
      said("ana", "bob", "5"),
      said("bob", "ana", "3"),
      said("ana", "bob"),
    ]),
    [
      { of: "ana", by: "bob", score: "4.6667" },
      { of: "ana", by: "tom", score: "2" },
      { of: "bob", by: "ana", score: "3" },
    ],
    "13/3 and 5 → 14/3; words alone weigh nothing",
  );
  t.same(
    scoresByReviewer([said("ana", "bob", "1", "1", "2"), said("ana", "bob", "1", "1", "2"), said("ana", "bob", "1", "2", "2")]),
    [{ of: "ana", by: "bob", score: "1.4444" }],
    "nothing is rounded before the mean: 4/3, 4/3, 5/3 → 13/9",
  );
});

t.test("the median", async (t) => {
  const table: [string[], string | undefined][] = [
    [[], undefined],
    [["3"], "3"],
    [["5", "2"], "3.5"],
    [["4.6667", "4"], "4.33335"],
    [["4.6667", "4", "2"], "4"],
    [["1", "5", "5", "1"], "3"],
  ];
  for (const [scores, median] of table) t.equal(medianScore(scores.map(parseDecimal))?.toFixed(), median, scores.join(" "));
});

const score = fc.integer({ min: 100, max: 500 }).map((cents) => (cents / 100).toFixed(2));
const scores = fc.dictionary(fc.constantFrom("care", "quality", "impact", "joy"), score);
const names = ["bob", "cleo", "tom", "zoe"] as const;
const review = fc.record({ of: fc.constant("ana"), by: fc.constantFrom(...names), scores });

law(
  t,
  "scores stay between 1 and 5, one a reviewer, whatever the order",
  fc.property(fc.array(review, { maxLength: 12 }), (reviews) => {
    const byName = (list: { by: string }[]) => [...list].sort((a, b) => (a.by < b.by ? -1 : 1));
    const counted = scoresByReviewer(reviews);
    const scorers = new Set(reviews.filter((one) => Object.keys(one.scores).length > 0).map(({ by }) => by));
    const isWithin = counted.every((one) => /^[1-5](\.\d{1,4})?$/.test(one.score) && Number(one.score) <= 5);
    const reversed = scoresByReviewer([...reviews].reverse());
    return isWithin && counted.length === scorers.size && JSON.stringify(byName(counted)) === JSON.stringify(byName(reversed));
  }),
);

t.test("who reads weaknesses", async (t) => {
  const review = { ofId: "ana", byId: "bob", isPublished: false };
  for (const [reader, reads] of [
    ["ana", true],
    ["bob", true],
    ["cleo", false],
  ] as const) {
    t.equal(readsWeaknesses(review, reader), reads, reader);
    t.ok(readsWeaknesses({ ...review, isPublished: true }, reader), `${reader}, once published`);
  }
});

t.test("a review is amended until a sharing that counts with it is proposed", async (t) => {
  const written = new Date("2026-03-12T09:00:00.000Z");
  const [before, after] = [new Date("2026-03-12T08:00:00.000Z"), new Date("2026-03-12T10:00:00.000Z")];
  const table: [status: string, proposedAt: Date | null, isAmendable: boolean][] = [
    ["open", null, true],
    ["open", after, true],
    ["proposed", after, false],
    ["proposed", written, false],
    ["posted", before, true],
    ["adopted", after, false],
    ["posted", after, false],
    ["paid", after, false],
    ["abandoned", after, true],
    ["reversed", after, true],
  ];
  for (const [status, proposedAt, isAmendable] of table) {
    const refusal = refusalOf(() => requireAmendable({ createdAt: written }, [{ title: "Mars", status, proposedAt }]));
    const said = `${status} ${proposedAt?.toISOString()}`;
    if (isAmendable) t.equal(refusal, null, said);
    else t.match(refusal, { code: "review_in_sharing", figures: { sharing: "Mars", state: status } }, said);
  }
});

t.test("criteria are a list; what was scored before it changed stays", async (t) => {
  requireCriteria({ care: "4" }, ["care", "impact"]);
  requireCriteria({ care: "4" }, ["impact"], { care: "5" });
  t.match(
    refusalOf(() => requireCriteria({ joy: "4" }, ["care"])),
    { code: "unknown_criterion", figures: { at: "scores.joy", known: ["care"] } },
  );
  t.same(["care", "esprit d’équipe", "Qualité 2", "", " care", "<b>", "2e", "x".repeat(41)].map(isCriterion), [
    ...[true, true, true],
    ...[false, false, false, false, false],
  ]);
});

t.test("anonymous scores: codes by score, and nobody below three", async (t) => {
  const score = (of: string, by: string, score: string) => ({ of, by, score });
  t.same(
    anonymousScores([
      score("ana", "bob", "5"),
      score("cleo", "bob", "2"),
      score("ana", "cleo", "1"),
      score("cleo", "tom", "3"),
      score("ana", "tom", "4.5"),
      score("ana", "lou", "10"),
    ]),
    [score("ana", "r1", "1"), score("ana", "r2", "4.5"), score("ana", "r3", "5"), score("ana", "r4", "10")],
  );
});
