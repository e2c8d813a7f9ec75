import { Refusal } from "../../../src/domain/refusals.js";
import { settleSharing } from "../../../src/domain/sharing/settle.js";
import { t } from "../../support/tap.js";
import { examples, figuresOf } from "./examples.js";

t.ok(examples.length > 100, "the examples are there");

for (const { name, source, document, expect } of examples) {
  t.test(`${name}: ${source}`, async (t) => {
    if ("refused" in expect) {
      const refusal = refusalOf(document);
      t.equal(refusal.code, expect.refused);
      t.type(refusal.figures.at, "string", "the place is named");
    } else {
      t.equal(JSON.stringify(figuresOf(settleSharing(document))), JSON.stringify(expect));
    }
  });
}

function refusalOf(document: unknown): Refusal {
  try {
    return t.fail(`paid: ${JSON.stringify(settleSharing(document))}`) as never;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
