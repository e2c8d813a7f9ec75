/** Places of refusals, as people read them: a line of a file is said in their language, a field is called as it is. */

import { errorLine } from "../../src/cli/command.js";
import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import { Refusal } from "../../src/domain/refusals.js";
import { problemOf } from "../../src/http/problems.js";
import { t } from "../support/tap.js";

const table: readonly (readonly [Refusal, string, string])[] = [
  [new Refusal("quote_open", { at: "line 3" }), "(ligne 3)", "(line 3)"],
  [new Refusal("election_invalid", { at: "line 36, vote", problem: "twice", id: "v1" }), ": ligne 36, vote :", ": line 36, vote:"],
  [new Refusal("election_invalid", { at: "META", problem: "section_missing", section: "VOTES" }), ": META :", ": META:"],
  [
    new Refusal("request_invalid", { at: "line 1", problem: "text_empty", faults: [{}, { at: "line 2", problem: "text_empty" }] }),
    "; ligne 2 :",
    "; line 2:",
  ],
  // No line of a file: a field that is called so.
  [new Refusal("reason_missing", { at: "line" }), "(line)", "(line)"],
  [new Refusal("reason_missing", { at: "lines[2].note" }), "(lines[2].note)", "(lines[2].note)"],
];

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

t.test("in both languages, in the sentence, in the service’s answer and at the command line", async (t) => {
  for (const [refusal, fr, en] of table) {
    for (const [language, place] of [
      ["fr", fr],
      ["en", en],
    ] as const) {
      const says = plain(refusalSentence(refusal.code, refusal.figures, language));
      t.ok(says.includes(place), `${says} has «${place}»`);
      t.equal(plain(problemOf(refusal, language).detail), says);
      t.ok(plain(errorLine(refusal, language)).includes(place));
    }
  }
});

t.test("at the command line, a place that the sentence does not name stands behind it", async (t) => {
  const refusal = new Refusal("rows_too_many", { at: "line 20001", max: 20_000 });
  t.match(errorLine(refusal, "fr"), /\(ligne 20001\)$/);
  t.match(errorLine(refusal, "en"), /\(line 20001\)$/);
});

t.test("for programs the place is one word, whoever reads", async (t) => {
  t.match(problemOf(new Refusal("quote_open", { at: "line 3" }), "fr"), { figures: { at: "line 3" } });
});
