import { parseSharingDocument, sharingFingerprintText } from "../../../src/domain/sharing/document.js";
import { t } from "../../support/tap.js";
import { example } from "./examples.js";

t.test("a document is kept by places, its money in minor units", async (t) => {
  const document = parseSharingDocument(example("value-equation-remaining").document);
  t.equal(document.amountMinor, 100000n);
  t.same(document.members[1], { id: "bob", name: "Bob" });
  const { quantity, ...first } = document.contributions[0] ?? { quantity: null };
  t.same(first, { member: 1, kind: 2, amountMinor: 20000n });
  t.equal(quantity?.toFixed(), "1");
  t.same(
    document.steps.map(({ kind }) => kind),
    ["levy", "reimburse", "weights"],
  );
});

t.test("the fingerprint", async (t) => {
  const { document } = example("weights-rates-of-the-step");
  const text = sharingFingerprintText(document);

  t.test("is of canonical JSON without names", async (t) => {
    t.notMatch(text, /"name"|Ana|Bob/);
    t.match(text, /^\{"amount":"80.00","contributions":\[\{"kind":"hours","member":"ana","quantity":"1"\}/);
  });

  t.test("does not see names, nor the order of fields", async (t) => {
    const members = (document.members as object[]).map((member) => ({ name: "Someone else", ...member, title: undefined }));
    const renamed = JSON.parse(JSON.stringify({ name: "Autumn", ...document, members, kinds: document.kinds }));
    for (const member of renamed.members) member.name = "Someone else";
    t.equal(sharingFingerprintText(Object.fromEntries(Object.entries(renamed).reverse())), text);
  });

  t.test("sees every figure, and a rate of a kind that is called name", async (t) => {
    t.not(sharingFingerprintText({ ...document, sequence: 2 }), text);
    const rated = (rate: string) => sharingFingerprintText({ key: { steps: [{ kind: "weights", rates: { name: rate } }] } });
    t.not(rated("1"), rated("2"));
  });
});
