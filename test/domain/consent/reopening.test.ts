import type { Decision } from "../../../src/domain/consent/decision.js";
import { dueChanges, partStates, statusOf } from "../../../src/domain/consent/parts.js";
import { t } from "../../support/tap.js";
import { at, atTheLastResort, lastOf, listed, opened, part, proposed, refusal, refused, reopened, said } from "./stories.js";

const [rate, welcome] = [part("rate", "Rate"), part("welcome", "Welcome")];
/** Adopted by consent on Friday 6 March, 10:00. */
const adopted = opened(proposed, at("03-03"), { parts: [rate, welcome] });
const voted = (...ballots: string[]) =>
  said(opened(atTheLastResort(), at("03-25"), { isLastResort: true }), at("03-26"), "bob block: no", ...ballots);
const states = (decision: Decision, now: Date) => partStates(decision, now).map(({ part, state }) => `${part.id} ${state}`);
const due = (decision: Decision, now: Date) =>
  dueChanges(decision, now).map(({ attempt, partId, place }) => `${attempt} ${partId} ${place}`);

t.test("what consent decided can be reopened at any time, whole", async (t) => {
  const now = at("03-06");
  const again = reopened(adopted, now);
  t.same(again.reopenings, [{ afterAttempt: 1, partIds: ["rate", "welcome"], reopenedById: "ana", reason: "we learnt", reopenedAt: now }]);
  t.same(states(again, now), ["rate reopened", "welcome reopened"]);
  t.equal(statusOf(again, now), "reopened");
  t.equal(lastOf(opened(again, now, { parts: [rate, welcome] })).number, 2, "and decided again at once");
});

t.test("or the parts named: the others stand, and stay out of the next proposal", async (t) => {
  const again = reopened(adopted, at("03-09"), ["rate", "rate"]);
  t.same(again.reopenings[0]?.partIds, ["rate"]);
  t.same(states(again, at("03-09")), ["rate reopened", "welcome stands"]);
  t.match(
    refusal(() => opened(again, at("03-09"), { parts: [rate, welcome] })),
    { code: "part_not_reopened", part: "Welcome" },
  );
  const amended = opened(again, at("03-09"), { parts: [part("rate", "Another rate"), part("new")] });
  t.same(states(amended, at("03-12")), ["rate stands", "welcome stands", "new stands"]);
  const dropped = opened(again, at("03-09"), { parts: [part("new")] });
  t.same(states(dropped, at("03-12")), ["welcome stands", "new stands"], "a reopened part that is left out is gone");
});

t.test("reopening suspends what is not done yet; what a part does is due once more when it is adopted again", async (t) => {
  t.same(due(adopted, at("03-05")), [], "nothing before the end");
  t.same(due(adopted, at("03-06")), ["1 rate 0", "1 welcome 0"]);
  t.same(dueChanges(adopted, at("04-30"))[0]?.dueAt, at("03-06"), "due at the end, whenever one looks");
  const again = reopened(adopted, at("03-09"), ["rate"]);
  t.same(due(again, at("03-09")), ["1 welcome 0"]);
  const blocked = said(opened(again, at("03-09"), { parts: [rate] }), at("03-10"), "bob block: no");
  t.same(due(blocked, at("03-20")), ["1 welcome 0"], "postponed, it stays suspended");
  t.same(due(opened(blocked, at("03-20"), { parts: [rate] }), at("03-27")), ["3 rate 0", "1 welcome 0"]);
});

t.test("there is nothing to reopen in what is not taken", async (t) => {
  for (const decision of [proposed, opened(proposed, at("03-03")), atTheLastResort()])
    t.equal(
      refused(() => reopened(decision, decision === proposed ? at("03-03") : at("03-05"))),
      "decision_not_taken",
    );
  t.match(
    refusal(() => reopened(adopted, at("03-09"), ["rate", "other"])),
    { code: "part_not_taken", part: "other" },
  );
  t.equal(
    refused(() => reopened(adopted, at("03-09"), [])),
    "part_not_taken",
  );
  t.equal(
    refused(() => reopened(reopened(adopted, at("03-09"), ["rate"]), at("03-09"), ["rate"])),
    "part_not_taken",
  );
  t.equal(
    refused(() => reopened(adopted, at("03-09"), null, "fox")),
    "not_proposing",
  );
});

t.test("voted by two thirds, passed or failed, it rests three months", async (t) => {
  for (const [name, decision] of [
    ["adopted", voted("ana agree", "cleo agree")],
    ["rejected", voted("ana agree")],
  ] as const) {
    // Closed on Monday 30 March, 10:00.
    t.equal(statusOf(decision, at("03-30")), name);
    t.match(
      refusal(() => reopened(decision, at("06-30 09:59:59"))),
      { code: "decision_resting", parts: ["all"], possibleAt: at("06-30").toISOString() },
      name,
    );
    t.match(
      refusal(() => opened(decision, at("04-20"), { text: "amended" })),
      { code: "decision_taken", possibleAt: at("06-30").toISOString() },
    );
    t.equal(refusal(() => opened(decision, at("07-20"), { text: "amended" })).possibleAt, undefined, "rested, it is reopened first");
    const again = reopened(decision, at("06-30"));
    t.equal(statusOf(again, at("06-30")), "reopened");
    t.equal(lastOf(opened(again, at("06-30"), {})).number, 4);
  }
});

t.test("what nobody blocked rests not at all, also where the last resort stood ready", async (t) => {
  const decision = opened(atTheLastResort(), at("03-25"), { isLastResort: true });
  t.equal(statusOf(reopened(decision, at("03-30")), at("03-30")), "reopened");
});

t.test("three months are to the hour, and 30 November ends in February", async (t) => {
  const settings = { openHours: 1 };
  const long = { settings };
  let decision = said(opened(proposed, at("11-02"), {}, long), at("11-02 10:30"), "bob block: no");
  decision = said(opened(decision, at("11-12"), {}, long), at("11-12 10:30"), "bob block: no");
  decision = listed(listed(decision, "1", at("11-13")), "2", at("11-20"));
  decision = said(opened(decision, at("11-30"), { isLastResort: true }, long), at("11-30 10:30"), "bob block: no");
  t.match(
    refusal(() => reopened(decision, at("12-15"))),
    { possibleAt: "2027-02-28T10:00:00.000Z" },
    "closed at 11:00 in winter",
  );
});

t.test("each part rests by the attempt that decided it", async (t) => {
  let decision = reopened(opened(proposed, at("01-20"), { parts: [rate, welcome] }), at("02-20"), ["rate"]);
  for (const day of ["03-03", "03-13"]) decision = said(opened(decision, at(day), { parts: [rate] }), at(`${day} 11:00`), "bob block: no");
  decision = listed(listed(decision, "1", at("03-10")), "2", at("03-20"));
  decision = said(opened(decision, at("03-25"), { parts: [rate], isLastResort: true }), at("03-26"), "bob block: no", "ana agree");
  t.same(states(decision, at("04-01")), ["rate rejected", "welcome stands"]);
  t.match(
    refusal(() => reopened(decision, at("04-01"))),
    { code: "decision_resting", parts: ["Rate"] },
  );
  const again = reopened(decision, at("04-01"), ["welcome"]);
  t.equal(
    refused(() => opened(again, at("04-01"), { parts: [rate, welcome] })),
    "part_not_reopened",
    "the other still rests",
  );
  t.equal(lastOf(opened(again, at("04-01"), { parts: [welcome] })).number, 5);
});

t.test("several parts rest until the last of them has", async (t) => {
  const quick = { settings: { openHours: 1, daysBetweenAttempts: 0, attemptsBefore: 1, meetingsBefore: 0 } };
  const vote = (decision: Decision, day: string, what: typeof rate) => {
    const again = said(opened(reopened(decision, at(day), [what.id]), at(day), { parts: [what] }, quick), at(day), "bob block: no");
    return said(opened(again, at(`${day} 11:00`), { parts: [what], isLastResort: true }, quick), at(`${day} 11:00`), "bob block: no");
  };
  const both = vote(vote(adopted, "03-16", welcome), "03-18", rate);
  t.match(
    refusal(() => reopened(both, at("04-01"))),
    { code: "decision_resting", parts: ["Rate", "Welcome"], possibleAt: at("06-18 12:00").toISOString() },
  );
});

t.test("after a reopening attempts and meetings count anew", async (t) => {
  const rested = listed(voted("ana agree", "cleo agree"), "meeting 3", at("04-10"));
  const again = reopened(rested, at("07-01"));
  t.match(
    refusal(() => opened(again, at("07-01"), { isLastResort: true })),
    { code: "last_resort_not_yet", attempts: 0, meetings: 0 },
  );
  t.match(
    refusal(() => opened(listed(again, "meeting 4", at("07-02")), at("07-02"), { isLastResort: true })),
    { attempts: 0, meetings: 1 },
  );
});

t.test("also for a part that stays reopened when another was voted down", async (t) => {
  const quick = { settings: { openHours: 1, daysBetweenAttempts: 0, attemptsBefore: 1, meetingsBefore: 1 } };
  const both = listed(reopened(adopted, at("03-16")), "meeting 1", at("03-16"));
  const blocked = said(opened(both, at("03-16"), { parts: [rate] }, quick), at("03-16"), "bob block: no");
  const open = opened(blocked, at("03-17"), { parts: [rate], isLastResort: true }, quick);
  const rejected = said(open, at("03-17"), "bob block: no");
  t.same(states(rejected, at("03-18")), ["rate rejected", "welcome reopened"]);
  const next = said(opened(rejected, at("03-18"), { parts: [welcome] }, quick), at("03-18"), "bob block: no");
  t.match(
    refusal(() => opened(next, at("03-19"), { parts: [welcome], isLastResort: true }, quick)),
    { code: "last_resort_not_yet", attempts: 1, meetings: 0, meetingsNeeded: 1 },
  );
});

t.test("a part can be reopened while another is being decided", async (t) => {
  const open = opened(reopened(adopted, at("03-09"), ["rate"]), at("03-09"), { parts: [rate] });
  const both = reopened(open, at("03-10"));
  t.same(both.reopenings.at(-1)?.partIds, ["welcome"], "all that is decided");
  t.equal(statusOf(both, at("03-11")), "open");
  t.same(states(both, at("03-12")), ["rate stands", "welcome reopened"]);
});
