import fc from "fast-check";
import { Refusal } from "../../src/domain/refusals.js";
import {
  decideContest,
  decideSaid,
  keptOf,
  medianMinor,
  nothingSaid,
  outcomeOf,
  type Remainder,
  type Said,
  type UnpaidRule,
} from "../../src/domain/settlement-table.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const ana = "ana";
const wish = (askedMinor: bigint | null, said: Partial<Said> = {}) => ({ memberId: ana, askedMinor, said: { ...nothingSaid, ...said } });

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return "done";
};

t.test("kept is asked until its author says otherwise", async (t) => {
  const examples = [
    { wish: wish(600n), kept: 600n, source: "asked" },
    { wish: wish(600n, { keptMinor: 420n, saidBy: ana }), kept: 420n, source: "author" },
    { wish: wish(600n, { keptMinor: 0n, saidBy: ana }), kept: 0n, source: "author" },
    { wish: wish(600n, { keptMinor: 420n, saidBy: "bob" }), kept: 420n, source: "agreement" },
    { wish: wish(600n, { keptMinor: 420n, saidBy: "bob", isContested: true }), kept: 600n, source: "contested" },
    { wish: wish(300n, { keptMinor: 420n, saidBy: ana }), kept: 300n, source: "author" },
    { wish: wish(null), kept: null, source: "asked" },
  ];
  for (const { wish, kept, source } of examples) {
    t.same(keptOf(wish), { keptMinor: kept, source }, `${wish.askedMinor} asked, ${wish.said.keptMinor} said by ${wish.said.saidBy}`);
  }
});

t.test("what becomes of a wish", async (t) => {
  const kept = (keptMinor: bigint, remainder: Remainder | null = null) => wish(6000n, { keptMinor, saidBy: ana, remainder });
  const examples: [ReturnType<typeof wish>, bigint, UnpaidRule, [bigint, bigint, bigint, bigint]][] = [
    [kept(4200n, "carried"), 4000n, "carry", [4000n, 0n, 2000n, 0n]],
    [kept(4200n, "carried"), 4000n, "drop", [4000n, 0n, 1800n, 200n]],
    [kept(4200n, "offered"), 4000n, "carry", [4000n, 2000n, 0n, 0n]],
    [kept(4200n, "withdrawn"), 4200n, "carry", [4200n, 0n, 0n, 1800n]],
    [kept(4200n), 4200n, "carry", [4200n, 0n, 1800n, 0n]],
    [kept(4200n), 4200n, "drop", [4200n, 0n, 0n, 1800n]],
    [kept(4200n, "carried"), 0n, null, [0n, 0n, 1800n, 4200n]],
    [wish(6000n), 6000n, "carry", [6000n, 0n, 0n, 0n]],
    [wish(null), 0n, "carry", [0n, 0n, 0n, 0n]],
    [wish(6000n, { keptMinor: 10n, saidBy: "bob", isContested: true, remainder: "offered" }), 5000n, "carry", [5000n, 0n, 1000n, 0n]],
  ];
  for (const [wish, paid, rule, [paidMinor, offeredMinor, carriedMinor, withdrawnMinor]] of examples) {
    const name = `${wish.said.keptMinor} kept, ${wish.said.remainder}, ${paid} paid, the key says ${rule}`;
    t.same(outcomeOf(wish, paid, rule), { paidMinor, offeredMinor, carriedMinor, withdrawnMinor }, name);
  }
  const minor = fc.bigInt({ min: 0n, max: 10n ** 9n });
  law(
    t,
    "paid + offered + carried + withdrawn is what was asked, and nothing is below zero",
    fc.property(
      fc.tuple(minor, minor, minor).map((amounts) => [...amounts].sort((a, b) => (a < b ? -1 : 1)) as [bigint, bigint, bigint]),
      fc.constantFrom<Remainder | null>("offered", "carried", "withdrawn", null),
      fc.constantFrom<UnpaidRule>("carry", "drop", null),
      ([paid, kept, asked], remainder, rule) => {
        const outcome = outcomeOf(wish(asked, { keptMinor: kept, saidBy: ana, remainder }), paid, rule);
        const parts = Object.values(outcome);
        return parts.reduce((a, b) => a + b, 0n) === asked && parts.every((part) => part >= 0n);
      },
    ),
  );
});

t.test("who may say what of a line", async (t) => {
  const author = { byId: ana, isFacilitator: false, withAgreementOf: null, currency: "EUR" };
  const facilitator = { byId: "bob", isFacilitator: true, withAgreementOf: ana, currency: "EUR" };
  t.same(decideSaid(wish(600n), { keptMinor: 420n, remainder: "offered" }, author), {
    keptMinor: 420n,
    saidBy: ana,
    isContested: false,
    remainder: "offered",
  });
  t.match(decideSaid(wish(600n), { keptMinor: 420n }, facilitator), { saidBy: "bob" });
  t.match(decideSaid(wish(600n, { keptMinor: 420n, saidBy: ana }), { remainder: "carried" }, author), {
    keptMinor: 420n,
    remainder: "carried",
  });
  const contested = wish(600n, { keptMinor: 100n, saidBy: "bob", isContested: true, remainder: "offered" });
  t.match(decideSaid(contested, { keptMinor: 500n }, author), { keptMinor: 500n, remainder: null, isContested: false }, "their own word");
  const refused: [string, () => unknown][] = [
    ["kept_of_another", () => decideSaid(wish(600n), { keptMinor: 1n }, { ...author, byId: "cy" })],
    ["kept_of_another", () => decideSaid(wish(600n), { keptMinor: 1n }, { ...facilitator, withAgreementOf: null })],
    ["kept_of_another", () => decideSaid(wish(600n), { keptMinor: 1n }, { ...facilitator, isFacilitator: false })],
    ["kept_above_asked", () => decideSaid(wish(600n), { keptMinor: 601n }, author)],
    ["nothing_wished", () => decideSaid(wish(null), { keptMinor: 0n }, author)],
    ["kept_of_another", () => decideContest(wish(600n, { keptMinor: 1n, saidBy: "bob" }), "bob")],
    ["nothing_to_contest", () => decideContest(wish(600n, { keptMinor: 1n, saidBy: ana }), ana)],
    ["nothing_to_contest", () => decideContest(wish(600n), ana)],
  ];
  for (const [code, act] of refused) t.equal(codeOf(act), code);
  t.match(decideContest(wish(600n, { keptMinor: 1n, saidBy: "bob" }), ana), { isContested: true });
});

t.test("the median of fair figures", async (t) => {
  t.equal(medianMinor([]), null);
  t.equal(medianMinor([300n, 100n, 200n]), 200n);
  t.equal(medianMinor([100n, 201n]), 151n, "half up");
});
