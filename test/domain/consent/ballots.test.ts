import { attentionOf, castBallot, firstSight } from "../../../src/domain/consent/ballots.js";
import { countedBallots, countsOf, outcomeOf, sidesOf } from "../../../src/domain/consent/outcome.js";
import { statusOf } from "../../../src/domain/consent/parts.js";
import { t } from "../../support/tap.js";
import { at, deciders, lastOf, opened, proposed, refusal, refused, said, withLast } from "./stories.js";

// Open from Tuesday 3 March, 10:00, to Friday 6 March, 10:00.
const open = opened(proposed, at("03-03"));
const end = at("03-06");
const outcome = (decision = open, now = end) => outcomeOf(lastOf(decision), now);

t.test("nobody says a word: adopted at the end of the 72 hours, and not a millisecond before", async (t) => {
  t.same(lastOf(open).closesAt, end);
  t.equal(outcome(open, new Date(end.getTime() - 1)), null);
  t.equal(statusOf(open, new Date(end.getTime() - 1)), "open");
  const counts = { agree: 0, abstain: 0, disagree: 0, block: 0, silent: 5 };
  t.same(outcome(), { kind: "adopted", by: "consent", at: end, counts });
});

t.test("no block: adopted, whatever else is said", async (t) => {
  const decision = said(open, at("03-04"), "ana agree", "bob disagree", "cleo disagree", "dan disagree: no", "eva abstain");
  t.match(outcome(decision), { kind: "adopted", by: "consent", counts: { agree: 1, abstain: 1, disagree: 3, block: 0, silent: 0 } });
});

t.test("one block: postponed, however many agree", async (t) => {
  const decision = said(open, at("03-04"), "ana agree", "bob agree", "cleo agree", "dan agree", "eva block: too dear");
  t.match(outcome(decision), { kind: "postponed", at: end });
  t.equal(statusOf(decision, end), "postponed");
});

t.test("no argument, no block", async (t) => {
  for (const argument of ["bob block", "bob block:  "])
    t.equal(
      refused(() => said(open, at("03-04"), argument)),
      "block_without_argument",
    );
  const kept = castBallot(lastOf(open), { voterId: "bob", choice: "block", argument: "  too dear \n" }, at("03-04"));
  t.equal(kept.argument, "too dear");
  t.equal(castBallot(lastOf(open), { voterId: "bob", choice: "agree", argument: " " }, at("03-04")).argument, null);
});

t.test("a ballot can change until the end; the last one counts", async (t) => {
  const blocked = said(open, at("03-04"), "bob block: too dear");
  const lifted = said(blocked, new Date(end.getTime() - 1), "bob agree");
  t.match(outcome(blocked), { kind: "postponed" });
  t.match(outcome(lifted), { kind: "adopted", counts: { agree: 1, block: 0 } });
  t.match(
    outcome(said(lifted, new Date(end.getTime() - 1), "bob block: no, really")),
    { kind: "postponed" },
    "at the same instant, by number",
  );
  const shuffled = withLast(lifted, ({ ballots }) => ({ ballots: [...ballots].reverse() }));
  t.same(outcome(shuffled), outcome(lifted), "in whichever order they are read");
  t.same(
    countedBallots(lastOf(lifted)).map(({ number }) => number),
    [2],
  );
});

t.test("those decide whose standing decided when it opened, and nobody else", async (t) => {
  t.equal(
    refused(() => said(open, at("03-04"), "fox block: I am new")),
    "not_deciding",
  );
  const fewer = opened(proposed, at("03-03"), {}, { voterIds: ["ana", "bob"] });
  t.equal(
    refused(() => said(fewer, at("03-04"), "cleo agree")),
    "not_deciding",
  );
  t.equal(countsOf(lastOf(fewer)).silent, 2);
  const stray = { number: 1, voterId: "fox", choice: "block", argument: "I am new", castAt: at("03-04") } as const;
  t.match(outcome(withLast(open, () => ({ ballots: [stray] }))), { kind: "adopted", counts: { silent: 5 } }, "also where it was kept");
});

t.test("a ballot at the closing instant is late, for everyone", async (t) => {
  t.match(
    refusal(() => said(open, end, "bob block: too dear")),
    { code: "ballot_late", closedAt: end.toISOString() },
  );
  const late = { number: 1, voterId: "bob", choice: "block", argument: "too dear", castAt: end } as const;
  t.match(outcome(withLast(open, () => ({ ballots: [late] }))), { kind: "adopted" }, "also where it was kept");
});

t.test("what was settled stays: nothing is added, whatever a clock says", async (t) => {
  const settled = outcome();
  const decision = withLast(open, () => ({ settled }));
  const slow = new Date(end.getTime() - 60_000);
  t.equal(
    refused(() => said(decision, slow, "bob block: my clock is slow")),
    "ballot_late",
  );
  t.equal(outcome(decision, slow), settled);
});

t.test("two thirds of those who take sides, at least one of them", async (t) => {
  const thirds = { numerator: 2, denominator: 3 };
  const counts = (agree: number, disagree: number, block: number) => ({ agree, disagree, block, abstain: 9, silent: 9 });
  const table: [number, number, number, number, number][] = [
    // agree, disagree, block → sides, needed
    [4, 1, 1, 6, 4],
    [3, 1, 1, 5, 4],
    [0, 0, 0, 0, 1],
    [1, 0, 0, 1, 1],
    [1, 0, 1, 2, 2],
    [66, 33, 1, 100, 67],
    [200, 99, 1, 300, 200],
  ];
  for (const [agree, disagree, block, sides, needed] of table)
    t.same(sidesOf(counts(agree, disagree, block), thirds), { sides, needed }, `${agree} / ${disagree} / ${block}`);
  t.same(sidesOf(counts(1, 1, 0), { numerator: 51, denominator: 100 }), { sides: 2, needed: 2 });
});

t.test("silence agrees, so it is said who has seen it", async (t) => {
  const spoken = said(open, at("03-04"), "bob agree");
  t.same(attentionOf(lastOf(spoken)), { spoke: ["bob"], saw: ["ana"], notYet: ["cleo", "dan", "eva"] }, "who opened it has seen it");
  const sight = firstSight(lastOf(spoken), "cleo", at("03-05"));
  t.same(sight, { memberId: "cleo", seenAt: at("03-05") });
  const seen = withLast(spoken, () => ({ sights: sight ? [sight] : [] }));
  t.same(attentionOf(lastOf(seen)), { spoke: ["bob"], saw: ["ana", "cleo"], notYet: ["dan", "eva"] });
  t.equal(firstSight(lastOf(seen), "cleo", at("03-05 12:00")), null, "the first sight is kept");
  t.equal(firstSight(lastOf(seen), "dan", end), null, "after the end it changes nothing any more");
  const { spoke, saw, notYet } = attentionOf(lastOf(seen));
  t.same([...spoke, ...saw, ...notYet].sort(), deciders);
});
