/** Notes of a meeting as they are typed, and as they are sent. */

import { emptyMeeting, nextAction, placesInDay, sentAmendment, sentMeeting, typedMeeting, underWay } from "../../src/web/house-meetings.js";
import { t } from "../support/tap.js";

(globalThis as { localStorage?: unknown }).localStorage ??= { getItem: () => "fr", setItem: () => undefined };
const { default: common_en } = await import("../../src/web/i18n/en/common.js");
const { default: common_fr } = await import("../../src/web/i18n/fr/common.js");

t.test("what was left empty is not sent, and what lacks an owner or a day is sent as lacking it", async (t) => {
  const typed = {
    ...emptyMeeting("2026-03-12", "me"),
    noteTakerId: "",
    decisions: [{ text: " " }, { id: "d", text: "On ouvre." }],
    actions: [
      { text: "", ownerId: "me", dueOn: "2026-03-20" },
      { text: "Ranger", ownerId: "", dueOn: "" },
    ],
  };
  t.same(sentMeeting(typed), {
    metOn: "2026-03-12",
    presentIds: ["me"],
    noteTakerId: null,
    information: "",
    decisions: [{ id: "d", text: "On ouvre." }],
    actions: [{ text: "Ranger", ownerId: null, dueOn: null }],
  });
});

t.test("notes that stand are sent again as they are", async (t) => {
  const action = { id: "a", text: "Ranger", ownerId: "me", dueOn: "2026-03-20" };
  const notes = { metOn: "2026-03-12", presentIds: ["me"], noteTakerId: null, information: "x", decisions: [{ id: "d", text: "y" }] };
  const meeting = { ...notes, actions: [{ ...action, status: "done" }], carried: [], version: 0 } as never;
  t.same(sentMeeting(typedMeeting(meeting)), { ...notes, actions: [action] });
  const begun = { meeting: typedMeeting(meeting), read: 2 };
  t.same(
    sentAmendment({ ...begun.meeting, information: "z" }, begun),
    { read: 2, information: "z" },
    "what was not typed anew is not sent",
  );
});

t.test("two meetings of a circle on one day are told apart, in the order they were written", async (t) => {
  const met = (id: string, circleId: string, metOn: string) => ({ id, circleId, metOn });
  const latestFirst = [met("d", "a", "2026-03-13"), met("c", "a", "2026-03-12"), met("b", "b", "2026-03-12"), met("a", "a", "2026-03-12")];
  const places = placesInDay(latestFirst);
  t.same(
    [...places].sort(),
    [
      ["a", 1],
      ["c", 2],
    ],
    "neither another day nor another circle counts",
  );
  const said = [places.get("a"), places.get("c"), places.get("d")];
  t.same(
    said.map((place) => common_fr.meetingOn("jeudi 12 mars", place)),
    ["jeudi 12 mars (1re réunion du jour)", "jeudi 12 mars (2e réunion du jour)", "jeudi 12 mars"],
  );
  t.same(
    said.map((place) => common_en.meetingOn("12 March", place)),
    ["12 March (meeting 1 of that day)", "12 March (meeting 2 of that day)", "12 March"],
  );
});

t.test("a new action is for the next meeting", async (t) => {
  t.equal(nextAction("2026-03-12", 7).dueOn, "2026-03-19");
  t.equal(nextAction("2026-03-12", null).dueOn, "2026-03-26");
  t.equal(nextAction("", 7).dueOn, "", "the day is not typed yet");
});

t.test("what was ended today stays in sight until tomorrow", async (t) => {
  const actions = [{ endedOn: null }, { endedOn: "2026-03-12" }, { endedOn: "2026-03-11" }];
  t.same(underWay(actions, "2026-03-12"), actions.slice(0, 2));
});

t.test("a noted decision says which decision it lists, or that it lists none any more", async (t) => {
  const meeting = {
    ...emptyMeeting("2026-03-12", "me"),
    decisions: [{ id: "d", text: "y", decisionId: "x" }],
    carried: [],
    history: [],
  } as never;
  const typed = typedMeeting(meeting);
  t.same(sentMeeting(typed).decisions, [{ id: "d", text: "y", decisionId: "x" }]);
  const none = { ...typed, decisions: [{ id: "d", text: "y", decisionId: "" }] };
  t.same(sentAmendment(none, { meeting: typed, read: 0 }), { read: 0, decisions: [{ id: "d", text: "y", decisionId: null }] });
});
