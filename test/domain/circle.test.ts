/** Rules of circles without a database: loops, links, and the rhythm, whose day is handed in. */

import { type CircleTree, dueMeeting, requireAtRest, requireFreeName, requireLink, requireParent } from "../../src/domain/circle.js";
import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import type { Refusal } from "../../src/domain/refusals.js";
import { t } from "../support/tap.js";

const tree: CircleTree = new Map([
  ["a", { name: "Accueil", parentId: null, isArchived: false }],
  ["b", { name: "Boutique", parentId: "a", isArchived: false }],
  ["c", { name: "Cantine", parentId: "b", isArchived: false }],
  ["z", { name: "Zinc", parentId: null, isArchived: true }],
  ["y", { name: "Yaourts", parentId: "z", isArchived: false }],
]);

t.test("a circle is never part of itself, however far up", async (t) => {
  for (const [parentId, parent] of [
    ["a", "Accueil"],
    ["b", "Boutique"],
    ["c", "Cantine"],
  ] as const)
    t.throws(
      () => requireParent(tree, "a", parentId),
      { code: "circle_loop", figures: { at: "parentId", id: parentId, circle: "Accueil", parent } },
      parentId,
    );
  requireParent(tree, "c", "a");
  requireParent(tree, "a", null);
  t.throws(() => requireParent(tree, "a", "nowhere"), { code: "not_found", figures: { at: "parentId", id: "nowhere" } });
});

t.test("an archived circle takes no other in; who is in it already may stay", async (t) => {
  t.throws(() => requireParent(tree, "a", "z"), { code: "circle_archived", figures: { at: "parentId", circle: "Zinc" } });
  requireParent(tree, "y", "z");
});

t.test("a circle is archived at rest: what goes on in it is told by its names", async (t) => {
  const circle = { name: "Accueil" };
  requireAtRest(circle, { charters: [], decisions: [] });
  const refused = (charters: string[], decisions: string[]) => {
    try {
      requireAtRest(circle, { charters, decisions });
    } catch (refusal) {
      const { code, figures } = refusal as Refusal;
      return [code, refusalSentence(code, figures, "fr"), refusalSentence(code, figures, "en")];
    }
    return "archived";
  };
  t.same(refused(["Récit", "Jardin"], []), [
    "circle_in_use",
    "«Accueil» est encore à l’œuvre ; chartes en cours : Récit, Jardin. Menez-les à leur terme, puis archivez-le.",
    "“Accueil” is still at work; charters under way: Récit, Jardin. Bring them to their end, then archive it.",
  ]);
  t.match(refused([], ["Le tarif"]), ["circle_in_use", /l’œuvre ; décisions ouvertes : Le tarif\./, /at work; open decisions: Le tarif\./]);
  t.match(refused(["Récit"], ["Le tarif"]), ["circle_in_use", / ; chartes en cours : Récit ; décisions ouvertes : Le tarif\./, /./]);
});

t.test("a name is free when nobody else has it", async (t) => {
  requireFreeName(tree, "a", "ACCUEIL");
  t.throws(() => requireFreeName(tree, "b", "accueil"), { code: "name_taken", figures: { at: "name", name: "accueil" } });
});

t.test("a link goes from one known, open circle to another", async (t) => {
  t.same(requireLink(tree, { fromId: "a", toId: "c" }), { from: "Accueil", to: "Cantine" });
  for (const [ends, code, figures] of [
    [{ fromId: "a", toId: "a" }, "link_to_itself", { at: "toId", circle: "Accueil" }],
    [{ fromId: "x", toId: "a" }, "unknown_circle", { at: "fromId", id: "x" }],
    [{ fromId: "a", toId: "x" }, "unknown_circle", { at: "toId", id: "x" }],
    [{ fromId: "z", toId: "a" }, "circle_archived", { at: "fromId", circle: "Zinc" }],
    [{ fromId: "a", toId: "z" }, "circle_archived", { at: "toId", circle: "Zinc" }],
  ] as const)
    t.throws(() => requireLink(tree, ends), { code, figures }, `${ends.fromId} → ${ends.toId}`);
});

t.test("a circle is due at its rhythm after its last meeting, or after its opening", async (t) => {
  const base = { rhythmDays: 14, lastMetOn: "2026-03-02", openedOn: "2026-01-01", isArchived: false };
  for (const [rhythm, today, dueOn, daysLate] of [
    [base, "2026-03-02", "2026-03-16", 0],
    [base, "2026-03-16", "2026-03-16", 0],
    [base, "2026-03-17", "2026-03-16", 1],
    [base, "2026-03-19", "2026-03-16", 3],
    [{ ...base, lastMetOn: null }, "2026-01-15", "2026-01-15", 0],
    [{ ...base, lastMetOn: null }, "2026-01-16", "2026-01-15", 1],
    [{ ...base, rhythmDays: 30 }, "2026-04-02", "2026-04-01", 1],
    [{ ...base, rhythmDays: null }, "2027-01-01", null, 0],
    [{ ...base, isArchived: true }, "2027-01-01", null, 0],
  ] as const)
    t.same(dueMeeting(rhythm, today), { dueOn, daysLate }, `${JSON.stringify(rhythm)} on ${today}`);
});
