/** Decisions as pages tell them: how long is left, what waits for whom, what another attempt begins with and sends. */

import { emptyProposal, isAsBefore, proposedAgain, sentAttempt, withFigure } from "../../src/web/decision-drafts.js";
import { type Decision, type DecisionLine, doneBefore, lastOf, leftOf, reopenable, sorted } from "../../src/web/decision-figures.js";
import { t } from "../support/tap.js";

t.test("what is left is told in counted days and hours, in minutes within the last hour; what has begun is still left", async (t) => {
  for (const [seconds, left] of [
    [259_200, { days: 3, hours: 0, minutes: 0 }],
    [187_199, { days: 2, hours: 4, minutes: 0 }],
    [82_801, { days: 1, hours: 0, minutes: 0 }],
    [82_800, { days: 0, hours: 23, minutes: 0 }],
    [3_541, { days: 0, hours: 1, minutes: 0 }],
    [1_801, { days: 0, hours: 0, minutes: 31 }],
  ] as const)
    t.same(leftOf(seconds), left, `${seconds} s`);
});

t.test("what waits for one’s word comes first, what closes first before the rest", async (t) => {
  const line = (id: string, more: Partial<DecisionLine>) =>
    ({ id, state: "open", closesAt: "2026-03-17T09:00:00.000Z", mayVote: true, hasSpoken: false, ...more }) as DecisionLine;
  const found = sorted([
    line("later", {}),
    line("said", { hasSpoken: true }),
    line("sooner", { closesAt: "2026-03-16T09:00:00.000Z" }),
    line("others", { mayVote: false }),
    line("over", { state: "postponed", mayVote: false }),
  ]);
  t.same(
    [found.mine, found.open, found.ended].map((lines) => lines.map(({ id }) => id)),
    [["sooner", "later"], ["said", "others"], ["over"]],
  );
});

const rate = { kind: "set-rate", kindId: "k", rate: "25.00", fromOn: "2026-04-01" };
const decision = (more: Record<string, unknown>, ...outcomes: readonly ({ kind: string } | null)[]) =>
  ({
    title: "Tarif",
    circleId: null,
    state: "postponed",
    attempts: outcomes.map((outcome, index) => ({
      number: index + 1,
      text: `Essai ${index + 1}`,
      parts: [
        { id: "a", title: "Le tarif", changes: [rate] },
        { id: "b", title: "L’accueil", changes: [] },
      ],
      outcome,
    })),
    parts: [],
    effects: [],
    ...more,
  }) as unknown as Decision;

t.test("a figure is written as people type it, and sent as it is read", async (t) => {
  const asTyped = (figure: string) => figure.replace(".", ",");
  t.match(withFigure({ kind: "set-rate", kindId: "k", rate: "25.50", fromOn: "2026-04-01" }, asTyped), { rate: "25,50" });
  t.match(withFigure({ kind: "set-fund-floor", fundId: "f", floor: "500.50" }, asTyped), { floor: "500,50" });
  t.same(withFigure({ kind: "adopt-key", keyId: "k" }, asTyped), { kind: "adopt-key", keyId: "k" });
});

t.test("another attempt begins with the last one, each part under its id", async (t) => {
  const again = proposedAgain(decision({}, { kind: "postponed" }, { kind: "postponed" }), true);
  t.match(again, { text: "Essai 2", way: "ballots", isLastResort: true, parts: [{ id: "a", changes: [rate] }, { id: "b" }] });
  t.ok(isAsBefore({ ...again, way: "announced" }, again), "the way is not the proposal");
  t.notOk(isAsBefore({ ...again, text: "Autrement." }, again));
});

t.test("after a reopening, an attempt is about the parts that were reopened", async (t) => {
  const parts = [
    { id: "a", title: "Le tarif", state: "reopened", attempt: 1, restsUntil: null },
    { id: "b", title: "L’accueil", state: "stands", attempt: 1, restsUntil: "2026-06-10T08:00:00.000Z" },
  ];
  const effects = [{ attempt: 1, partId: "a", place: 0, refusal: null }];
  const reopened = decision({ state: "reopened", parts, effects }, { kind: "adopted" });
  t.same(
    proposedAgain(reopened, false).parts.map(({ id }) => id),
    ["a"],
  );
  t.same(reopenable(reopened), { now: [], restsUntil: "2026-06-10T08:00:00.000Z" });
  const second = decision({ parts, effects }, { kind: "adopted" }, null);
  t.match(doneBefore(second, lastOf(second)), [{ change: rate, effect: effects[0] }]);
});

t.test("a proposal is sent as its way asks; who agrees without a word is not named", async (t) => {
  const read = (typed: string) => (/^[\d,]+$/.test(typed) ? typed.replace(",", ".") : undefined);
  const typed = {
    ...emptyProposal,
    title: "Tarif",
    text: "25 €.",
    parts: [{ title: "", changes: [{ ...rate, rate: "25,00" } as never] }],
  };
  t.same(sentAttempt(typed, [], read), { way: "announced", text: "25 €.", parts: [{ title: "Tarif", changes: [rate] }] });
  t.match(sentAttempt({ ...typed, way: "ballots", isLastResort: true }, [], read), { isLastResort: true });
  const unread = { ...typed, parts: [{ title: "", changes: [{ ...rate, rate: "beaucoup" } as never] }] };
  t.match(sentAttempt(unread, [], read), { parts: [{ changes: [{ rate: "beaucoup" }] }] }, "the service says what is wrong with it");
  const said = {
    ana: { choice: "agree", argument: "" },
    bob: { choice: "block", argument: " Non. " },
    cleo: { choice: "abstain", argument: "" },
  } as const;
  t.same(sentAttempt({ ...typed, way: "meeting", meetingId: "m", said, hours: "24" }, ["ana", "bob"], read), {
    ...{ way: "meeting", text: "25 €.", parts: [{ title: "Tarif", changes: [rate] }], meetingId: "m", hours: 24 },
    said: [{ voterId: "bob", choice: "block", argument: "Non." }],
  });
});
