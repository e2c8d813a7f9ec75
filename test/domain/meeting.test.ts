/** Rules of meetings without a database: who may be named, and what an action is. */

import {
  type ActionState,
  decideAction,
  type MeetingDraft,
  type MeetingFacts,
  requireNotes,
  requireUnamended,
} from "../../src/domain/meeting.js";
import { t } from "../support/tap.js";

const people: MeetingFacts["people"] = new Map([
  ["ana", { name: "Ana", kind: "person", leftOn: null }],
  ["bob", { name: "Bob", kind: "person", leftOn: null }],
  ["gil", { name: "Gil", kind: "person", leftOn: "2026-03-05" }],
  ["coop", { name: "La Coop", kind: "structure", leftOn: null }],
]);
const facts: MeetingFacts = { circle: { name: "Accueil", isArchived: false }, today: "2026-03-12", people, before: [] };
const action = { text: "Réserver la salle", ownerId: "bob", dueOn: "2026-03-20" };
const draft: MeetingDraft = { metOn: "2026-03-12", noteTakerId: "ana", presentIds: ["ana", "bob"], actions: [action] };

t.test("notes that can be kept", async (t) => {
  t.same(requireNotes(draft, facts), [action]);
  t.same(requireNotes({ ...draft, actions: [{ ...action, dueOn: "2026-03-12" }] }, facts), [{ ...action, dueOn: "2026-03-12" }]);
  t.same(
    requireNotes({ ...draft, metOn: "2026-03-05", presentIds: ["gil"], noteTakerId: "gil", actions: [] }, facts),
    [],
    "who left since was there",
  );
  const before = [{ ...action, ownerId: "gil" }];
  t.same(requireNotes({ ...draft, actions: before }, { ...facts, before }), before, "what stood stays, though its owner has left");
});

t.test("notes that are refused, each with its code and figures", async (t) => {
  const gone = { member: "Gil", left: "2026-03-05" };
  for (const [change, code, figures] of [
    [{ metOn: "2026-03-13" }, "day_in_future", { at: "metOn", day: "2026-03-13", today: "2026-03-12" }],
    [{ presentIds: ["ana", "eve"] }, "unknown_member", { at: "presentIds[1]", id: "eve" }],
    [{ presentIds: ["gil"] }, "member_inactive", { at: "presentIds[0]", ...gone }],
    [{ noteTakerId: "gil" }, "member_inactive", { at: "noteTakerId", ...gone }],
    [{ noteTakerId: "eve" }, "unknown_member", { at: "noteTakerId", id: "eve" }],
    [{ presentIds: ["ana", "coop"] }, "structure_at_meeting", { at: "presentIds[1]", member: "La Coop" }],
    [{ noteTakerId: "coop" }, "structure_at_meeting", { at: "noteTakerId", member: "La Coop" }],
    [{ actions: [{ ...action, ownerId: "coop" }] }, "structure_at_meeting", { at: "actions[0].ownerId", member: "La Coop" }],
    [
      { actions: [action, { ...action, ownerId: null }] },
      "action_without_owner",
      { at: "actions[1].ownerId", action: "Réserver la salle" },
    ],
    [{ actions: [{ ...action, dueOn: null }] }, "action_without_day", { at: "actions[0].dueOn", action: "Réserver la salle" }],
    [{ actions: [{ ...action, ownerId: "gil" }] }, "member_inactive", { at: "actions[0].ownerId", ...gone }],
    [{ actions: [{ ...action, ownerId: "eve" }] }, "unknown_member", { at: "actions[0].ownerId", id: "eve" }],
    [
      { actions: [{ ...action, dueOn: "2026-03-11" }] },
      "action_due_before",
      { at: "actions[0].dueOn", action: "Réserver la salle", due: "2026-03-11", met: "2026-03-12" },
    ],
  ] as const)
    t.throws(() => requireNotes({ ...draft, ...change }, facts), { code, figures }, code);
  t.throws(() => requireNotes(draft, { ...facts, circle: { name: "Accueil", isArchived: true } }), {
    code: "circle_archived",
    figures: { at: "circleId", circle: "Accueil" },
  });
});

t.test("two people may amend notes at once, not the same field", async (t) => {
  const since = [
    { version: 2, changedBy: "bob", before: { metOn: "2026-03-11" } },
    { version: 3, changedBy: "ana", before: { actions: [], information: "" } },
  ];
  t.doesNotThrow(() => requireUnamended(["decisions", "presentIds"], since));
  t.doesNotThrow(() => requireUnamended(["information"], []));
  t.throws(() => requireUnamended(["decisions", "information"], since), {
    code: "notes_amended",
    figures: { at: "information", by: "ana", version: 3 },
  });
});

t.test("an action is ended by its owner, and moved by the circle", async (t) => {
  const open: ActionState = { status: "open", ownerId: "bob", dueOn: "2026-03-20", endedOn: null, endedBy: null };
  const around = { circle: facts.circle, metOn: "2026-03-12", text: action.text, today: "2026-03-18", people };
  const seated = { ...around, by: "ana", isSeated: true };
  const done = { ...open, status: "done", endedOn: "2026-03-18", endedBy: "bob" } as const;
  t.same(decideAction(open, { status: "done" }, { ...around, by: "bob", isSeated: false }), done);
  t.same(decideAction(done, { status: "done" }, { ...seated, today: "2026-03-19" }), done, "ticked twice, it is done once");
  t.same(decideAction(done, { status: "open" }, seated), open);
  t.same(decideAction(open, { ownerId: "ana", dueOn: "2026-04-01" }, seated), { ...open, ownerId: "ana", dueOn: "2026-04-01" });
  t.match(decideAction(done, { status: "dropped" }, seated), { status: "dropped", endedBy: "ana" });
  const refused = { code: "not_seated", figures: { circle: "Accueil" } };
  t.throws(() => decideAction(open, { status: "done" }, { ...around, by: "ana", isSeated: false }), refused, "not one's own");
  t.throws(
    () => decideAction(open, { ownerId: "ana" }, { ...around, by: "bob", isSeated: false }),
    refused,
    "one does not pass one's own on",
  );
  t.throws(() => decideAction(open, { ownerId: "gil" }, seated), { code: "member_inactive", figures: { at: "ownerId" } });
  t.throws(() => decideAction(open, { dueOn: "2026-03-11" }, seated), { code: "action_due_before", figures: { at: "dueOn" } });
  t.throws(() => decideAction(open, { ownerId: "coop" }, seated), { code: "structure_at_meeting", figures: { at: "ownerId" } });
  const archived = { ...seated, circle: { name: "Accueil", isArchived: true } };
  const takesNothing = { code: "circle_archived", figures: { at: "circle", circle: "Accueil" } };
  t.throws(() => decideAction(open, { ownerId: "ana" }, archived), takesNothing, "nothing is given away any more");
  t.throws(() => decideAction(open, { dueOn: "2026-04-01" }, archived), takesNothing);
  t.same(decideAction(open, { status: "done" }, { ...archived, by: "bob", isSeated: false }), done, "what it left open is ended");
});
