/** Fractions out of texts; their arithmetic is held by the laws of sharings and tallies. */

import { parseRatio } from "../../src/domain/ratio.js";
import { t } from "../support/tap.js";

t.test("a decimal is an exact fraction in lowest terms", async (t) => {
  t.same(parseRatio("12.5"), { numerator: 25n, denominator: 2n });
  t.same(parseRatio("-0.05"), { numerator: -1n, denominator: 20n });
  t.same(parseRatio("8"), { numerator: 8n, denominator: 1n });
  t.same(parseRatio("0.00"), { numerator: 0n, denominator: 1n });
  t.same(parseRatio(`0.${"0".repeat(59)}1`), { numerator: 1n, denominator: 10n ** 60n });
});

t.test("what is no decimal is a bug of the caller", async (t) => {
  for (const text of ["", ".5", "1e3", "+1", "1,5"]) t.throws(() => parseRatio(text), RangeError, text);
});
