import fc from "fast-check";
import { canonicalJson } from "../../src/domain/canonical.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

t.test("worked examples", async (t) => {
  const examples: { value: unknown; text: string }[] = [
    { value: { b: 1, a: ["é"] }, text: '{"a":["é"],"b":1}' },
    { value: [], text: "[]" },
    { value: {}, text: "{}" },
    { value: [null, true, false, "", -0, 1e21, 0.000001], text: '[null,true,false,"",0,1e+21,0.000001]' },
    // RFC 8785, 3.2.3: the order is that of UTF-16 code units, so the emoji (d83d …) stands before U+FB33.
    {
      value: { "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 },
      text: '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    },
    // RFC 8785, 3.2.2.2: short escapes, lower case hexadecimals, everything else as it is.
    { value: '€$\u000f\nA\'B"\\\\"/', text: '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"' },
    { value: JSON.parse('{"__proto__":1,"constructor":2}'), text: '{"__proto__":1,"constructor":2}' },
  ];
  for (const { value, text } of examples) t.equal(canonicalJson(value), text, text);
});

t.test("what JSON cannot say is a bug of the caller", async (t) => {
  for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, "\ud800", { "\udc00": 1 }, [undefined], () => 1]) {
    t.throws(() => canonicalJson(value), RangeError);
  }
  const deep = JSON.parse("[".repeat(5000) + "]".repeat(5000));
  t.throws(() => canonicalJson(deep), RangeError, "no stack overflow");
});

t.test("laws", async (t) => {
  law(
    t,
    "the text reads back as the value, and the order of keys changes nothing",
    fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ stringUnit: "binary" })), (value) => {
      const text = canonicalJson(value);
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      return canonicalJson(JSON.parse(text)) === text && canonicalJson(reversed) === text;
    }),
  );
});
