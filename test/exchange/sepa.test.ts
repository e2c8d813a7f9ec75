/**
 * The payment file: golden bytes, exact sums, texts that every bank takes. xmllint, where it is installed, checks each file against
 * a schema of what is written (fixtures/schemas).
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type SepaMessage, sepaText, writeSepa } from "../../src/exchange/sepa.js";
import { faultsOfPayments, isHere } from "../support/accountants.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const message: SepaMessage = {
  id: "MOISSON-les-communs-V12",
  writtenAt: "2026-03-12T10:00:00",
  initiator: "Les Communs d’abord",
  payments: [
    {
      debtor: { name: "Les Communs d’abord", iban: "FR7630006000011234567890189", bic: null },
      executesOn: "2026-03-13",
      transfers: [
        {
          reference: "V12-1",
          payee: { name: "Béatrice Müller & fils", iban: "DE89370400440532013000", bic: "COBADEFFXXX" },
          amountMinor: 31240n,
          remittance: "Les Communs : «Partage d’hiver» — travail",
        },
        {
          reference: "V12-2",
          payee: { name: "Imprimerie du Cœur <Łódź>", iban: "BE68539007547034", bic: null },
          amountMinor: 24000n,
          remittance: "F-2026/017 Livrets",
        },
      ],
    },
  ],
};

const hasXmllint = isHere("xmllint");

t.test("two transfers, byte for byte", async (t) => {
  const xml = writeSepa(message);
  t.equal(xml, readFileSync("fixtures/payments/two-transfers.xml", "utf8"));
  t.equal(writeSepa(message), xml, "the same again");
});

t.test("one block for each account and day, in order", async (t) => {
  const [first] = message.payments;
  if (!first) return;
  const [one, two] = first.transfers;
  const transfer = (reference: string, amountMinor: bigint) => ({ ...(one ?? two), reference, amountMinor }) as never;
  const xml = writeSepa({
    ...message,
    payments: [
      { ...first, transfers: [transfer("A-1", 100n)] },
      { ...first, executesOn: "2026-03-16", transfers: [transfer("A-2", 250n)] },
      { ...first, transfers: [transfer("A-3", 5n)] },
    ],
  });
  t.same(
    [...xml.matchAll(/<(PmtInfId|NbOfTxs|CtrlSum|EndToEndId)>(.*?)</g)].map(([, name, text]) => `${name} ${text}`),
    [
      ...["NbOfTxs 3", "CtrlSum 3.55"],
      ...["PmtInfId MOISSON-les-communs-V12-1", "NbOfTxs 2", "CtrlSum 1.05", "EndToEndId A-1", "EndToEndId A-3"],
      ...["PmtInfId MOISSON-les-communs-V12-2", "NbOfTxs 1", "CtrlSum 2.50", "EndToEndId A-2"],
    ],
  );
  if (hasXmllint) t.equal(faultsOfPayments(xml), "");
});

t.test("a text is what every bank takes", async (t) => {
  const cases = [
    ["Éloïse Ça-va", "Eloise Ca-va"],
    ["Œuvre & Ætt ß Øre Łódź", "OEuvre + AEtt ss Ore Lodz"],
    ["l’«été»\u00a0: 3 €", "l'ete : 3 EUR"],
    ["//a//b/", "a/b"],
    ["日本 <x>", "x"],
    ["Привет", ""],
    ["a\n\tb", "a b"],
  ] as const;
  for (const [text, plain] of cases) t.equal(sepaText(text, 140), plain, text);
  t.equal(sepaText("é".repeat(200), 140).length, 140);
});

t.test("sums are exact, and every file is as the schema says", async (t) => {
  const [first] = message.payments;
  if (!first) return;
  const party = fc.record({
    name: fc.string({ unit: "grapheme", maxLength: 90 }),
    iban: fc.constantFrom("FR7630006000011234567890189", "BE68539007547034"),
    bic: fc.constantFrom(null, "AGRIFRPP"),
  });
  law(
    t,
    "1,000 amounts",
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 99_999_999_999n }), { minLength: 1000, maxLength: 1000 }),
      party,
      fc.string({ unit: "grapheme", maxLength: 300 }),
      (amounts, payee, remittance) => {
        const transfers = amounts.map((amountMinor, index) => ({ reference: `V1-${index + 1}`, payee, amountMinor, remittance }));
        const xml = writeSepa({ ...message, initiator: payee.name, payments: [{ ...first, transfers }] });
        // Counted from the digits, beside the house's own arithmetic.
        const cents = [...xml.matchAll(/<InstdAmt Ccy="EUR">(\d+)\.(\d\d)</g)].map(([, euros = "", rest = ""]) => BigInt(euros + rest));
        const sums = [...xml.matchAll(/<CtrlSum>(\d+)\.(\d\d)</g)].map(([, euros = "", rest = ""]) => BigInt(euros + rest));
        const sum = cents.reduce((all, each) => all + each, 0n);
        return (
          cents.length === 1000 && sums.length === 2 && sums.every((each) => each === sum) && (!hasXmllint || faultsOfPayments(xml) === "")
        );
      },
    ),
    10,
  );
});

t.test("what is no payment is a bug", async (t) => {
  const [first] = message.payments;
  const [one] = first?.transfers ?? [];
  if (!first || !one) return;
  const withTransfers = (...transfers: (typeof one)[]) => writeSepa({ ...message, payments: [{ ...first, transfers }] });
  t.throws(() => withTransfers(), RangeError);
  t.throws(() => withTransfers(one, one), RangeError);
  t.throws(() => withTransfers({ ...one, amountMinor: 0n }), RangeError);
  t.throws(() => withTransfers({ ...one, amountMinor: 100_000_000_000n }), RangeError);
  t.throws(() => withTransfers({ ...one, reference: "x".repeat(36) }), RangeError);
  if (hasXmllint) t.match(faultsOfPayments(writeSepa(message).replace("SLEV", "SHAR")), /ChrgBr/, "the schema can refuse");
});
