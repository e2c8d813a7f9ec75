/** The projection of the ledger on the chart of accounts: every posting stays balanced, and only what comes or goes counts. */
import fc from "fast-check";
import { accountingRules, chartOf, charts } from "../../../src/domain/accounting/chart.js";
import { type AccountChoice, accountOfRule, beginningOf, requireAccountNumber, ruleOf } from "../../../src/domain/accounting/projection.js";
import { carriedOver, dedicatedEntries, entryOfLedger, openingEntry, plainText, Totals } from "../../../src/domain/accounting/year.js";
import { law } from "../../support/law.js";
import { refusedWith } from "../../support/refused.js";
import { t } from "../../support/tap.js";

const on = (facts: Partial<Parameters<typeof ruleOf>[0]>) =>
  ruleOf({ class: "envelope", event: "money-in", nature: null, funding: null, ...facts });
const number = (facts: Parameters<typeof on>[0], year = "2026-01-01") => accountOfRule(on(facts), null, [], chartOf(year)).number;

t.test("the nature of an envelope’s line says which charge or product it is", async (t) => {
  const cases = [
    [{ nature: "grant" }, "741"],
    [{ nature: "gift" }, "75411"],
    [{ nature: "subscription" }, "756"],
    [{ nature: "service" }, "706"],
    [{ event: "bill", nature: "service" }, "604"],
    [{ event: "bill", nature: "travel" }, "625"],
    [{ event: "bank-fee", nature: "bank-fee" }, "627"],
    [{ event: "sharing", nature: "work" }, "622"],
    [{ event: "sharing", nature: "expenses" }, "625"],
    [{ event: "sharing", nature: "levy" }, "580"],
    [{ event: "sharing", nature: "what a later version calls it" }, "622"],
    [{ event: "refund", nature: "work" }, "622"],
    [{ event: "refund", nature: "rent" }, "613"],
    [{ class: "fund", event: "waiver", nature: "expenses" }, "75412"],
    [{ class: "fund", event: "waiver", nature: "work" }, "75413"],
    [{ class: "fund", event: "money-in", nature: "levy" }, "580"],
    [{ event: "transfer", nature: "transfer" }, "580"],
    [{ class: "round", event: "pledge", nature: "round" }, "580"],
    [{ event: "grant-returned", nature: "grant" }, "741"],
    [{ event: "grant-returned", nature: null }, "741"],
    [{ event: "grant-returned", nature: "what a later version calls it" }, "741"],
    [{ event: "opening", nature: "opening", funding: "grant" }, "194"],
    [{ event: "opening", nature: "opening" }, "110"],
    [{ class: "bank", event: "payment" }, "512"],
    [{ class: "member", event: "payment", nature: "expenses" }, "4681"],
    [{ class: "member", event: "opening", nature: "opening" }, "4672"],
    [{ class: "third-party", event: "bill", nature: "purchase" }, "401"],
  ] as const;
  for (const [facts, expected] of cases) t.equal(number(facts), expected, JSON.stringify(facts));
});

t.test("the version of the chart is that of the year’s first day", async (t) => {
  t.equal(number({ nature: "grant" }, "2024-09-01"), "740");
  t.equal(number({ nature: "grant" }, "2025-01-01"), "741");
  for (const { accounts, id } of charts)
    for (const rule of accountingRules) t.ok(accounts[rule].number.startsWith(beginningOf(rule)), `${id} ${rule}`);
});

t.test("a treasurer’s account goes before the chart’s, and one thing’s own before that", async (t) => {
  const choices: AccountChoice[] = [
    { rule: "bank", ownerId: "till", number: "530", label: "Caisse" },
    { rule: "in:grant", ownerId: null, number: "7411", label: "Subventions de la commune" },
  ];
  const chart = chartOf("2026-01-01");
  t.equal(accountOfRule("bank", "till", choices, chart).number, "530");
  t.equal(accountOfRule("bank", "current", choices, chart).number, "512");
  t.equal(accountOfRule("in:grant", "kit", choices, chart).number, "7411");
});

t.test("an account keeps the class of what it is for", async (t) => {
  t.equal(
    refusedWith(() => requireAccountNumber("bank", "530")),
    null,
  );
  t.equal(
    refusedWith(() => requireAccountNumber("dedicated", "196")),
    null,
  );
  for (const [rule, wrong] of [
    ["bank", "401"],
    ["in:gift", "625"],
    ["share:work", "62"],
    ["out:rent", "6 13"],
    ["dedicated:used", "689"],
  ] as const)
    t.match(
      refusedWith(() => requireAccountNumber(rule, wrong)),
      { code: "account_number_invalid", figures: { number: wrong } },
      wrong,
    );
});

const account = (number: string) => ({ number, label: number });
const one = (number: string, amountMinor: bigint, auxiliaryId: string | null = null) => ({
  account: account(number),
  auxiliaryId,
  amountMinor,
});

t.test("what opens a year: balances, and the result of the years before as one", async (t) => {
  const rule = (name: string) => account(name === "opening" ? "110" : "119");
  const gain = carriedOver([one("512", 300n), one("4672", -40n, "ana"), one("741", -500n), one("622", 240n)], rule);
  t.same(gain, [one("110", -260n), one("4672", -40n, "ana"), one("512", 300n)]);
  const loss = carriedOver([one("110", -260n), one("512", 200n), one("622", 60n)], rule);
  t.same(loss, [one("110", -260n), one("119", 60n), one("512", 200n)]);
  t.equal(openingEntry([], "2026-01-01"), undefined);
  t.match(openingEntry(gain, "2026-01-01"), { number: 1, journal: "AN", datedOn: "2026-01-01", document: "AN2026" });
});

t.test("what a grant’s envelope keeps is set aside, what it used of before comes back", async (t) => {
  const chart = chartOf("2026-01-01");
  const moves = [
    { envelopeId: "kit", envelope: "Kit", beforeMinor: 0n, afterMinor: 700n },
    { envelopeId: "same", envelope: "Égale", beforeMinor: 500n, afterMinor: 500n },
    { envelopeId: "old", envelope: "Ancienne", beforeMinor: 300n, afterMinor: 0n },
    { envelopeId: "early", envelope: "Dépensée d’abord", beforeMinor: 0n, afterMinor: -200n },
  ];
  const entries = dedicatedEntries(moves, { endsOn: "2026-12-31", validOn: "2026-12-31", from: 9 }, (rule) =>
    accountOfRule(rule, null, [], chart),
  );
  t.match(entries, [
    {
      number: 9,
      label: "Report en fonds dédiés · Kit",
      lines: [
        { account: { number: "6894" }, amountMinor: 700n },
        { account: { number: "194" }, amountMinor: -700n },
      ],
    },
    {
      number: 10,
      label: "Utilisation de fonds dédiés · Ancienne",
      lines: [
        { account: { number: "7894" }, amountMinor: -300n },
        { account: { number: "194" }, amountMinor: 300n },
      ],
    },
  ]);
});

t.test("a label is one line, and names what for, never whom", async (t) => {
  const entry = {
    id: "e",
    number: 12,
    kind: "sharing",
    datedOn: "2026-03-03",
    postedOn: "2026-03-04",
    document: null,
    purpose: "Kit\t|\r\n commun",
    touchesBank: false,
    lines: [],
  };
  t.match(entryOfLedger(entry, 3), { number: 3, journal: "OD", label: "Partage · Kit commun", document: "E12", validOn: "2026-03-04" });
  t.match(entryOfLedger({ ...entry, kind: "payment", purpose: null, document: "V\n1", touchesBank: true }, 4), {
    journal: "BQ",
    label: "Paiement",
    document: "V 1",
  });
  t.equal(plainText("a\u2028b\u200bc|d"), "a b c d");
});

law(
  t,
  "totals of any lines, carried over, are balanced when the lines are",
  fc.property(
    fc.array(fc.tuple(fc.constantFrom("110", "194", "401", "4672", "512", "622", "741", "580"), fc.bigInt(-10_000n, 10_000n)), {
      maxLength: 30,
    }),
    (lines) => {
      const totals = new Totals();
      let sum = 0n;
      for (const [number, amount] of lines) {
        totals.add(one(number, amount));
        sum += amount;
      }
      totals.add(one("512", -sum));
      const opening = carriedOver(totals.list(), (rule) => account(rule === "opening" ? "110" : "119"));
      return (
        opening.reduce((all, { amountMinor }) => all + amountMinor, 0n) === 0n &&
        opening.every(({ account: { number } }) => /^[1-5]/.test(number))
      );
    },
  ),
);
