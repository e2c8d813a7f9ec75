/** Names of one line: what cannot be seen is not in them. */

import { initialOf, oneLine } from "../../src/domain/one-line.js";
import { t } from "../support/tap.js";

t.test("what cannot be seen is left out", async (t) => {
  for (const [typed, line] of [
    ["  Ana ", "Ana"],
    ["Ana\u202e Bob", "Ana Bob"],
    ["A\u200bn\u200da\u00ad", "Ana"],
    ["Ana\nBob\u0007", "Ana Bob"],
    ["Ana\u2028Bob", "Ana Bob"],
    ["\u200b\u200b", ""],
    ["\u3164\u2800", ""],
    ["\ufe0f", ""],
    ["نمی\u200cخواهم", "نمی\u200cخواهم"],
    ["Jardin 👩\u200d🌾", "Jardin 👩\u200d🌾"],
    ["❤️\u200d🔥", "❤️\u200d🔥"],
    ["👩\u200d", "👩"],
    ["Les Co’pains – 2026", "Les Co’pains – 2026"],
  ] as const) {
    t.equal(oneLine(typed), line, encodeURIComponent(typed));
    t.equal(oneLine(oneLine(typed)), line, `${encodeURIComponent(typed)} stays so`);
  }
});

t.test("the initial is the first sign as people count them", async (t) => {
  t.equal(initialOf("ana"), "A");
  t.equal(initialOf("👩\u200d🌾 Ana"), "👩\u200d🌾");
  t.equal(initialOf("e\u0301lise"), "E\u0301");
  t.equal(initialOf(""), "");
});
