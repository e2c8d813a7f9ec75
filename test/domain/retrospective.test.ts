/** Retrospectives: who says, who gathers, who reads. */

import { requireHarvester, requireOwnWord, requireRetrospectiveOpen, requireWord, wordsFor } from "../../src/domain/retrospective.js";
import { refusedWith } from "../support/refused.js";
import { t } from "../support/tap.js";

const at = new Date("2026-03-14T09:00:00.000Z");
const own = { byId: "ana", harvestedAt: null, isPublished: false };

t.test("each refusal", async (t) => {
  const open = { harvesterId: "cleo", closedAt: null };
  const table: [act: () => unknown, code: string | null][] = [
    [() => requireRetrospectiveOpen(open), null],
    [() => requireRetrospectiveOpen({ ...open, closedAt: at }), "retrospective_closed"],
    [() => requireHarvester(open, { memberId: "cleo", isPilot: false, isHarvesterHere: true }, "Cleo"), null],
    [() => requireHarvester(open, { memberId: "ana", isPilot: true, isHarvesterHere: true }, "Cleo"), "harvester_only"],
    [() => requireHarvester(open, { memberId: "ana", isPilot: true, isHarvesterHere: false }, "Cleo"), null],
    [() => requireHarvester(open, { memberId: "bob", isPilot: false, isHarvesterHere: false }, "Cleo"), "harvester_only"],
    [() => requireOwnWord(own, "ana"), null],
    [() => requireOwnWord(own, "bob"), "word_of_another"],
    [() => requireOwnWord({ ...own, harvestedAt: at }, "ana"), "word_harvested"],
    [() => requireWord(" \n"), "word_empty"],
  ];
  for (const [act, code] of table) t.equal(refusedWith(act)?.code ?? null, code);
  t.equal(requireWord(" La soupe. "), "La soupe.");
});

t.test("the circle reads all, with names; others what is published, without", async (t) => {
  const words = [own, { byId: "bob", harvestedAt: at, isPublished: true }];
  t.match(wordsFor(words, true), [
    { byId: "ana", isNamed: true },
    { byId: "bob", isNamed: true },
  ]);
  t.match(wordsFor(words, false), [{ byId: "bob", isNamed: false }]);
  t.equal(wordsFor(words, false).length, 1);
});
