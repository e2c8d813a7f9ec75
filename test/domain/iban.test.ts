import fc from "fast-check";
import { formatIban, ibanEnd, isOfSepa, parseBic, parseIban } from "../../src/domain/iban.js";
import { Refusal } from "../../src/domain/refusals.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

/** Examples that the banks of each country publish. */
const examples = [
  "FR1420041010050500013M02606",
  "FR7630006000011234567890189",
  "DE89370400440532013000",
  "BE68539007547034",
  "GB29NWBK60161331926819",
  "NO9386011117947",
  "MT84MALT011000012345MTLCAST001S",
  "SM86U0322509800000000270100",
  "CH9300762011623852957",
  "LU280019400644750000",
];

const codeOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, figures: error.figures };
    throw error;
  }
};

t.test("an IBAN is kept in capitals without spaces, and shown in groups of four or by its end", async (t) => {
  t.equal(parseIban(" fr76 3000-6000 0112\u00a03456 7890\u202f189 "), "FR7630006000011234567890189");
  t.equal(formatIban("BE68539007547034"), "BE68 5390 0754 7034");
  t.equal(formatIban("FR7630006000011234567890189"), "FR76 3000 6000 0112 3456 7890 189");
  t.equal(ibanEnd("FR7630006000011234567890189"), "0189");
  for (const iban of examples) t.equal(parseIban(iban), iban);
  t.same(["FR76", "CH93", "US00", "TN59"].map(isOfSepa), [true, true, false, false]);
  t.equal(parseBic("agri frpp"), "AGRIFRPP");
  t.equal(parseBic("CMCIFR2A123"), "CMCIFR2A123");
});

t.test("what is no IBAN is refused without saying the number", async (t) => {
  const cases: readonly [string, unknown][] = [
    ["", { code: "iban_malformed", figures: { at: "iban" } }],
    ["30006000011234567890189", { code: "iban_malformed", figures: { at: "iban" } }],
    ["FR76 3000 6000 0112 3456 7890 18é", { code: "iban_malformed", figures: { at: "iban" } }],
    ["ZZ7630006000011234567890189", { code: "iban_country_unknown", figures: { at: "iban", country: "ZZ" } }],
    ["FR763000600001123456789018", { code: "iban_length", figures: { at: "iban", country: "FR", expected: 27, found: 26 } }],
    ["FR7630006000011234567890188", { code: "iban_mistyped", figures: { at: "iban", end: "0188" } }],
    // The same remainder as 97, 98 and 02, and check digits that nobody gives.
    ["FR0030006000011234567890005", { code: "iban_mistyped", figures: { at: "iban", end: "0005" } }],
    ["FR0130006000011234567890084", { code: "iban_mistyped", figures: { at: "iban", end: "0084" } }],
    ["FR9930006000011234567890066", { code: "iban_mistyped", figures: { at: "iban", end: "0066" } }],
  ];
  for (const [typed, refusal] of cases)
    t.same(
      codeOf(() => parseIban(typed)),
      refusal,
      typed,
    );
  for (const bic of ["AGRIFR", "AGRIFRPPX", "1234567890123"])
    t.same(
      codeOf(() => parseBic(bic)),
      { code: "bic_malformed", figures: { at: "bic" } },
    );
});

t.test("one changed digit, and two that changed places, are always found", async (t) => {
  const iban = fc.constantFrom(...examples);
  const place = fc.nat({ max: 40 });
  law(
    t,
    "a changed digit is refused",
    fc.property(iban, place, fc.integer({ min: 1, max: 9 }), (kept, at, more) => {
      const index = 2 + (at % (kept.length - 2));
      const digit = kept[index] ?? "";
      fc.pre(/\d/.test(digit));
      const changed = kept.slice(0, index) + ((Number(digit) + more) % 10) + kept.slice(index + 1);
      const said = codeOf(() => parseIban(changed)) as { code: string };
      return said.code === "iban_mistyped";
    }),
    1000,
  );
  law(
    t,
    "two neighbours that changed places are refused",
    fc.property(iban, place, (kept, at) => {
      const index = 4 + (at % (kept.length - 5));
      const [a = "", b = ""] = [kept[index], kept[index + 1]];
      fc.pre(a !== b && /\d\d/.test(a + b));
      const changed = kept.slice(0, index) + b + a + kept.slice(index + 2);
      const said = codeOf(() => parseIban(changed)) as { code: string };
      return said.code === "iban_mistyped";
    }),
    1000,
  );
  law(
    t,
    "no refusal holds more than the last four characters",
    fc.property(fc.string({ maxLength: 40 }), (typed) => {
      const said = codeOf(() => parseIban(`FR76${typed}`)) as { figures?: unknown };
      return typeof said === "string" || typed.length < 8 || !JSON.stringify(said.figures).includes(typed);
    }),
  );
});
