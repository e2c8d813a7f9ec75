import fc from "fast-check";
import { Occurrences, occurrenceOf } from "../../src/exchange/fingerprint.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const lettersOf = (high: number, low: number): string =>
  [high >>> 24, high >>> 16, high >>> 8, high, low >>> 24, low >>> 16, low >>> 8, low]
    .map((byte) => String.fromCharCode(byte & 255))
    .join("") + "\0".repeat(8);

t.test("the first occurrence is the fingerprint itself, each later one another", async (t) => {
  const fingerprint = lettersOf(1, 2);
  const all = [1, 2, 3].map((count) => occurrenceOf(fingerprint, count));
  t.equal(all[0], fingerprint);
  t.equal(new Set(all.map((one) => one.slice(0, 16))).size, 3);
});

t.test("laws", async (t) => {
  law(
    t,
    "occurrences are counted as by a map, however alike the fingerprints and however many more than expected",
    fc.property(
      fc.nat(5000),
      // Few differences in the bits that a slot is found by and that it keeps: what has them in common is told apart by the rest.
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 2 ** 12, 2 ** 21, 2 ** 32 - 1)), {
        minLength: 1,
        maxLength: 200,
      }),
      fc.array(fc.tuple(fc.nat(199), fc.constantFrom(0, 1, 2 ** 20, 2 ** 21, 2 ** 31)), { maxLength: 12_000, size: "max" }),
      (expected, halves, said) => {
        const occurrences = new Occurrences(expected);
        const known = new Map<string, { count: number; firstLine: number }>();
        return said.every(([place, change], line) => {
          const [low, high] = halves[place % halves.length] as [number, number];
          const fingerprint = lettersOf((high ^ change) >>> 0, low);
          const before = known.get(fingerprint) ?? { count: 0, firstLine: line };
          const now = { ...before, count: before.count + 1 };
          known.set(fingerprint, now);
          const { count, firstLine } = occurrences.add(fingerprint, line);
          return count === now.count && firstLine === now.firstLine;
        });
      },
    ),
    60,
  );
  const occurrences = new Occurrences();
  const many = 20_000;
  for (let row = 0; row < many; row += 1) occurrences.add(lettersOf(Math.imul(row, 2_654_435_761) >>> 0, row), row);
  t.same(
    [0, 1, 4095, many - 1].map((row) => occurrences.add(lettersOf(Math.imul(row, 2_654_435_761) >>> 0, row), many)),
    [0, 1, 4095, many - 1].map((row) => ({ count: 2, firstLine: row })),
    "and after the table grew four times",
  );
});
