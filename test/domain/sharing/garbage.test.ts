/** Whatever comes in, a sharing is refused by name or settled to the cent: nothing else is thrown. */
import fc from "fast-check";
import { refusalSentence } from "../../../src/domain/refusals/sentence.js";
import { Refusal } from "../../../src/domain/refusals.js";
import { sharingFingerprintText } from "../../../src/domain/sharing/document.js";
import { formatResult } from "../../../src/domain/sharing/result.js";
import { settleSharing } from "../../../src/domain/sharing/settle.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { randomDocument } from "./documents.js";

const names = [
  "format",
  "currency",
  "amount",
  "sequence",
  "members",
  "funds",
  "kinds",
  "contributions",
  "claims",
  "reviews",
  "points",
  "takes",
];

/** Settles, or refuses with a sentence in both languages; false on any other error. */
function isAnswered(value: unknown): boolean {
  try {
    return formatResult(settleSharing(value)).endsWith("}\n");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const sentences = [refusalSentence(error.code, error.figures, "fr"), refusalSentence(error.code, error.figures, "en")];
    return sentences.every((sentence) => sentence.length > 0 && !/\{(at|problem|id)\}/.test(sentence));
  }
}

t.test("laws", async (t) => {
  law(
    t,
    "any value at all",
    fc.property(fc.anything({ withBigInt: true, withSparseArray: true, withNullPrototype: true }), isAnswered),
    1000,
  );
  law(
    t,
    "any object with the fields of a document",
    fc.property(fc.dictionary(fc.constantFrom(...names, "key"), fc.anything()), isAnswered),
    1000,
  );
  law(
    t,
    "a sound document with one place spoilt",
    fc.property(randomDocument(), fc.nat(), junk(), (document, place, value) => isAnswered(spoilt(document, place, value))),
    2000,
  );
  law(
    t,
    "its fingerprint too",
    fc.property(randomDocument(), fc.nat(), junk(), (document, place, value) => isFingerprinted(spoilt(document, place, value))),
    300,
  );
});

function isFingerprinted(document: unknown): boolean {
  try {
    return sharingFingerprintText(document).length > 0;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** What JSON can hold in the wrong place, and what it cannot. */
function junk(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      0.5,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      "",
      "x",
      "-1",
      "1e9",
      "0.0000001",
      "\ud800",
      "__proto__",
      [],
      {},
      [null],
      [[]],
    ),
    fc.jsonValue(),
    fc.constant(undefined),
  );
}

/** A copy of the document in which the value at one place, counted through all of it, is another. */
function spoilt(document: object, place: number, value: unknown): unknown {
  const copy = structuredClone(document) as Record<string, unknown>;
  const holders: { holder: Record<string, unknown>; name: string }[] = [];
  const walk = (holder: Record<string, unknown>) => {
    for (const name of Object.keys(holder)) {
      holders.push({ holder, name });
      const inner = holder[name];
      if (typeof inner === "object" && inner !== null) walk(inner as Record<string, unknown>);
    }
  };
  walk(copy);
  const target = holders[place % holders.length];
  if (target) target.holder[target.name] = value;
  return copy;
}

t.test("what would exhaust a machine is refused", async (t) => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  t.ok(isAnswered(deep));
  t.ok(isAnswered({ members: deep, key: { steps: deep } }));
  t.ok(isFingerprinted({ note: deep }));
  t.ok(isAnswered({ currency: "EUR", amount: "9".repeat(10_000_000) }));
});
