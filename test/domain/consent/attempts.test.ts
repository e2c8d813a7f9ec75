import { carriedArguments, type Opening, withStanding } from "../../../src/domain/consent/attempts.js";
import { attentionOf, rule } from "../../../src/domain/consent/ballots.js";
import type { Decision } from "../../../src/domain/consent/decision.js";
import { lastResortReadiness } from "../../../src/domain/consent/last-resort.js";
import { outcomeOf } from "../../../src/domain/consent/outcome.js";
import { statusOf } from "../../../src/domain/consent/parts.js";
import { t } from "../../support/tap.js";
import {
  at,
  atTheLastResort,
  lastOf,
  listed,
  opened,
  part,
  proposal,
  proposed,
  refusal,
  refused,
  rulesOf,
  said,
  withLast,
} from "./stories.js";

const blocked = said(opened(proposed, at("03-03")), at("03-04"), "bob block: too dear", "cleo agree: we need it", "dan agree");

t.test("those decide and propose whose standing the social code names", async (t) => {
  const members = [
    { id: "ana", standings: ["subscriber", "contributor"] },
    { id: "bob", standings: ["contributor"] },
    { id: "eva", standings: ["supporter"] },
    { id: "fox", standings: [] },
  ] as const;
  t.same(withStanding(members, ["subscriber", "contributor"]), ["ana", "bob"]);
  t.same(withStanding(members, ["subscriber"]), ["ana"]);
  t.equal(
    refused(() => opened(proposed, at("03-03"), { by: "fox" })),
    "not_proposing",
  );
  t.equal(
    refused(() => opened(proposed, at("03-03"), {}, { voterIds: [] })),
    "nobody_decides",
  );
});

t.test("announced: adopted at the end of its delay if nobody blocks", async (t) => {
  const announced: Opening = { openedById: "ana", way: "announced", proposal: proposal(), hours: null };
  const decision = opened(proposed, at("03-03"), announced);
  t.same(lastOf(decision).closesAt, at("03-06"));
  t.match(outcomeOf(lastOf(decision), at("03-06")), { kind: "adopted", by: "consent" });
  t.match(outcomeOf(lastOf(said(decision, at("03-05"), "eva block: no")), at("03-06")), { kind: "postponed" });
});

t.test("in a meeting: at once, with those present", async (t) => {
  const meeting: Opening = {
    openedById: "ana",
    way: "meeting",
    proposal: proposal(),
    hours: null,
    meetingId: "meeting 1",
    presentIds: ["ana", "bob", "cleo", "fox"],
    said: [{ voterId: "bob", choice: "agree", argument: "at last" }],
  };
  const decision = opened(proposed, at("03-03"), meeting);
  t.match(outcomeOf(lastOf(decision), at("03-03")), { kind: "adopted", by: "consent", at: at("03-03"), counts: { agree: 1, silent: 4 } });
  t.same(attentionOf(lastOf(decision)), { spoke: ["bob"], saw: ["ana", "cleo"], notYet: ["dan", "eva"] });
  t.equal(
    refused(() => said(decision, at("03-03"), "eva block: I was away")),
    "ballot_late",
  );
  t.equal(statusOf(opened(proposed, at("03-07"), meeting), at("03-07")), "adopted", "on a Saturday too");
  const against = { ...meeting, said: [{ voterId: "bob", choice: "block", argument: "too dear" }] } as const;
  t.equal(statusOf(opened(proposed, at("03-03"), against), at("03-03")), "postponed", "a block in the meeting postpones");
  const table: [Partial<typeof meeting>, string, string][] = [
    [{ presentIds: ["fox"] }, "meeting_without_deciders", "presentIds"],
    [{ said: [{ voterId: "eva", choice: "agree", argument: null }] }, "not_present", "said[0]"],
    [{ said: [{ voterId: "fox", choice: "agree", argument: null }] }, "not_deciding", "said[0]"],
    [{ said: [{ voterId: "bob", choice: "block", argument: " " }] }, "block_without_argument", "said[0].argument"],
  ];
  for (const [change, code, place] of table)
    t.match(
      refusal(() => opened(proposed, at("03-03"), { ...meeting, ...change } as Opening)),
      { code, at: place },
    );
});

t.test("in a meeting, with a delay for the absent", async (t) => {
  const meeting: Opening = {
    openedById: "ana",
    way: "meeting",
    proposal: proposal(),
    hours: 24,
    meetingId: "meeting 1",
    presentIds: ["ana", "bob"],
    said: [{ voterId: "bob", choice: "block", argument: "not like this" }],
  };
  const decision = opened(proposed, at("03-03"), meeting);
  t.same(lastOf(decision).closesAt, at("03-04"));
  t.match(outcomeOf(lastOf(decision), at("03-04")), { kind: "postponed" }, "what was said in the meeting counts");
  const settled = said(decision, at("03-03 18:00"), "bob agree", "eva abstain");
  t.match(outcomeOf(lastOf(settled), at("03-04")), { kind: "adopted", counts: { agree: 1, abstain: 1, block: 0, silent: 3 } });
});

t.test("72 counted hours at least, and more where one asks", async (t) => {
  t.same(lastOf(opened(proposed, at("03-03"), { hours: 96 })).closesAt, at("03-09"));
  for (const hours of [71, 0, -1, 72.5, 1561, Number.NaN])
    t.match(
      refusal(() => opened(proposed, at("03-03"), { hours })),
      { code: "attempt_hours", at: "hours", min: 72, max: 1560 },
      String(hours),
    );
  t.same(lastOf(opened(proposed, at("03-03"), {}, { settings: { openHours: 24 } })).closesAt, at("03-04"), "a setting of the social code");
});

t.test("one attempt at a time", async (t) => {
  t.match(
    refusal(() => opened(blocked, at("03-05"), { text: "amended" })),
    { code: "attempt_open", closesAt: at("03-06").toISOString() },
  );
});

t.test("a block: the arguments go on to the next attempt", async (t) => {
  const next = opened(blocked, at("03-06"), { text: "amended" });
  const first = [
    { attempt: 1, voterId: "bob", choice: "block", argument: "too dear" },
    { attempt: 1, voterId: "cleo", choice: "agree", argument: "we need it" },
  ];
  t.same(lastOf(next).carried, first);
  const again = said(next, at("03-09"), "eva block: too late");
  t.same(carriedArguments(again, at("03-11")), [...first, { attempt: 2, voterId: "eva", choice: "block", argument: "too late" }]);
  const adopted = opened(again, at("03-20"), {});
  t.same(carriedArguments(adopted, at("04-01")), [], "once it is taken they have done their work");
});

t.test("attempts a week apart; amended, a proposal comes back at once", async (t) => {
  t.equal(lastOf(opened(blocked, at("03-06"), { text: "amended" })).number, 2);
  t.match(
    refusal(() => opened(blocked, at("03-13 09:59"))),
    { code: "attempt_too_early", days: 7, possibleAt: at("03-13").toISOString() },
  );
  t.equal(lastOf(opened(blocked, at("03-13"))).number, 2);
  t.equal(lastOf(opened(blocked, at("03-09"), {}, { settings: { daysBetweenAttempts: 3 } })).number, 2, "a setting of the social code");
});

t.test("a week is to the hour the clocks show, also over the change of clocks", async (t) => {
  const late = said(opened(proposed, at("03-24")), at("03-25"), "bob block: no");
  t.match(
    refusal(() => opened(late, at("04-03 09:59:59"))),
    { possibleAt: "2026-04-03T08:00:00.000Z" },
    "closed on 27 March at 10:00, UTC+1",
  );
  t.equal(lastOf(opened(late, at("04-03 10:00"))).number, 2);
});

t.test("what is decided is not decided again: it is reopened first", async (t) => {
  const adopted = opened(proposed, at("03-03"));
  t.match(
    refusal(() => opened(adopted, at("03-06"), { text: "amended" })),
    { code: "decision_taken", takenAt: at("03-06").toISOString() },
  );
});

t.test("after two attempts a week apart and two recorded meetings, the next may go by the last resort", async (t) => {
  const decision = atTheLastResort();
  const last = { isLastResort: true };
  t.equal(lastOf(opened(decision, at("03-25"), last)).isLastResort, true);
  t.match(
    refusal(() => opened(decision, at("03-24"), { ...last, text: "amended" })),
    { code: "last_resort_not_yet", attempts: 2, attemptsNeeded: 2, meetings: 2, meetingsNeeded: 2, possibleAt: at("03-25").toISOString() },
  );
  const meetings = (...listings: [string, string, string?][]): Decision =>
    listings.reduce<Decision>((sofar, [id, held, recorded]) => listed(sofar, id, at(held), at(recorded ?? held)), {
      ...decision,
      meetings: [],
    });
  const table: [string, ReturnType<typeof meetings>, number][] = [
    ["none", meetings(), 0],
    ["one, listed twice", meetings(["meeting 1", "03-10"], ["meeting 1", "03-10"]), 1],
    ["one held before it was proposed", meetings(["meeting 1", "03-01"], ["meeting 2", "03-10"]), 1],
    ["one not yet recorded", meetings(["meeting 1", "03-10", "03-28"], ["meeting 2", "03-10"]), 1],
    ["one that is still to be held", meetings(["meeting 1", "03-28", "03-20"], ["meeting 2", "03-10"]), 1],
  ];
  for (const [name, counted, found] of table) {
    const { code, meetings: said, possibleAt } = refusal(() => opened(counted, at("03-25"), last));
    t.same([code, said, possibleAt], ["last_resort_not_yet", found, undefined], name);
  }
  t.match(
    refusal(() => opened(listed(listed(blocked, "1", at("03-05")), "2", at("03-06")), at("03-13"), last)),
    { code: "last_resort_not_yet", attempts: 1, meetings: 2 },
    "one attempt is not enough",
  );
});

t.test("an amended attempt that came back sooner than a week was an attempt, and does not count for the last resort", async (t) => {
  const soon = said(opened(blocked, at("03-06"), { text: "amended" }), at("03-09"), "bob block: no");
  t.match(lastResortReadiness({ decision: soon, ...rulesOf() }, at("04-01")), { attempts: 1, possibleAt: at("03-18") });
  const third = said(opened(soon, at("03-18")), at("03-19"), "bob block: no");
  t.match(lastResortReadiness({ decision: third, ...rulesOf() }, at("04-01")), { attempts: 2, meetings: 0, isReady: false });
});

t.test("by two thirds: a block is no end, and those who abstain or are silent take no side", async (t) => {
  const open = opened(atTheLastResort(), at("03-25"), { isLastResort: true });
  const table: [string[], string, string][] = [
    [["ana agree", "bob block: no", "cleo agree", "dan abstain"], "adopted", "vote"],
    [["ana agree", "bob block: no", "cleo disagree"], "rejected", "vote"],
    [["bob block: no"], "rejected", "vote"],
    [["ana disagree", "bob disagree"], "adopted", "consent"],
    [[], "adopted", "consent"],
  ];
  for (const [ballots, kind, by] of table)
    t.match(outcomeOf(lastOf(said(open, at("03-26"), ...ballots)), at("03-30")), { kind, by }, ballots.join(", "));
});

t.test("an attempt ends by the figures it was opened under", async (t) => {
  const settings = { lastResort: { kind: "vote", numerator: 3, denominator: 4 } } as const;
  const open = opened(atTheLastResort(), at("03-25"), { isLastResort: true }, { settings });
  t.match(outcomeOf(lastOf(said(open, at("03-26"), "ana agree", "bob block: no", "cleo agree")), at("03-30")), { kind: "rejected" });
});

t.test("the last resort is two thirds, a named council, or none", async (t) => {
  const none = { lastResort: { kind: "none" } } as const;
  t.equal(
    refused(() => opened(atTheLastResort(none), at("03-25"), { isLastResort: true }, { settings: none })),
    "last_resort_none",
  );
  const council = { lastResort: { kind: "council", name: "Sages", memberIds: ["eva", "fox"] } } as const;
  const open = opened(atTheLastResort(council), at("03-25"), { isLastResort: true }, { settings: council });
  t.match(outcomeOf(lastOf(open), at("03-30")), { kind: "adopted", by: "consent" }, "nobody blocks: nobody needs it");
  const waiting = said(open, at("03-26"), "bob block: no");
  t.equal(statusOf(waiting, at("03-30")), "waiting");
  t.match(
    refusal(() => opened(waiting, at("04-30"), { text: "amended" })),
    { code: "council_awaited", council: "Sages" },
  );
  const ruling = (memberIds: string[], isAdopted = true, now = at("03-31")) => rule(lastOf(waiting), { isAdopted, memberIds }, now);
  t.match(
    refusal(() => ruling(["eva", "ana"])),
    { code: "not_in_council", ids: ["ana"] },
  );
  t.equal(
    refused(() => ruling([])),
    "not_in_council",
  );
  t.equal(
    refused(() => ruling(["eva"], true, at("03-27"))),
    "council_not_asked",
    "the ballots are still open",
  );
  t.equal(
    refused(() => rule(lastOf(open), { isAdopted: true, memberIds: ["eva"] }, at("03-31"))),
    "council_not_asked",
  );
  for (const isAdopted of [true, false]) {
    const ruled = withLast(waiting, () => ({ ruling: ruling(["eva"], isAdopted) }));
    const kind = isAdopted ? "adopted" : "rejected";
    t.match(outcomeOf(lastOf(ruled), at("03-31")), { kind, by: "council", at: at("03-31") });
    t.match(outcomeOf(lastOf(ruled), at("03-30 12:00")), { kind: "waiting" });
  }
});

t.test("a proposal says what it is", async (t) => {
  const table: [Parameters<typeof opened>[2], string, string][] = [
    [{ text: " " }, "text", "text_empty"],
    [{ parts: [part("a"), part("b"), part("a")] }, "parts[2].id", "twice"],
    [{ parts: [part(" ")] }, "parts[0].id", "id_expected"],
    [{ parts: [part("a", " ")] }, "parts[0].title", "text_empty"],
    [
      { parts: [part("a"), { id: "b", title: "b", changes: [{ kind: "adopt-key", keyId: "" }] }] },
      "parts[1].changes[0].keyId",
      "id_expected",
    ],
  ];
  for (const [asked, place, problem] of table)
    t.match(
      refusal(() => opened(proposed, at("03-03"), asked)),
      { code: "proposal_invalid", at: place, problem },
    );
  const empty: Opening = { openedById: "ana", way: "announced", proposal: { text: "nothing", parts: [] }, hours: null };
  t.match(
    refusal(() => opened(proposed, at("03-03"), empty)),
    { at: "parts", problem: "list_at_least", min: 1 },
  );
});
