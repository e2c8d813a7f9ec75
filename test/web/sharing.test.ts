/** What the pages of sharings put together before they show it: orders, sums, comparisons, keys. */

import { requireKey } from "../../src/domain/sharing-assembly.js";
import { stepTotals } from "../../src/web/share-cascade.js";
import {
  type Comparison,
  comparedWith,
  extremesOf,
  isWish,
  linesByPerson,
  mayWish,
  minus,
  type SettlementLine,
  type SharingTable,
  settledOf,
  silentOf,
  totalOf,
  unsaidOf,
  unwishedOf,
} from "../../src/web/sharing-figures.js";
import {
  bracketsBegun,
  bracketsOf,
  leading,
  modelInstead,
  modelKey,
  modelNames,
  modelOf,
  newStep,
  ruleKey,
  rulesFor,
  stepKinds,
  withBracketAdded,
  withLevy,
  withStepAdded,
} from "../../src/web/sharing-keys.js";
import { t } from "../support/tap.js";

const line = (memberId: string, more: Partial<SettlementLine> = {}): SettlementLine =>
  ({
    line: `${memberId} ${more.note ?? ""}`,
    memberId,
    note: "",
    standing: "given",
    asked: "100.00",
    kept: "100.00",
    keptIs: "asked",
    isOut: false,
    ...more,
  }) as SettlementLine;

t.test("amounts are summed exactly, in the minor units of their currency", async (t) => {
  t.equal(totalOf(["0.10", "0.20"], "EUR"), "0.30");
  t.equal(minus("90071992547409.93", "0.01", "EUR"), "90071992547409.92");
  t.equal(minus("1", "2", "JPY"), "-1");
});

t.test("lines stand person by person in the order of the document; who was taken out stands apart", async (t) => {
  const participants = [
    { memberId: "ana", hasLines: true, isOut: false },
    { memberId: "bob", hasLines: true, isOut: false },
    { memberId: "cy", hasLines: true, isOut: true },
    { memberId: "dom", hasLines: false, isOut: false },
  ];
  const lines = [line("bob", { note: "1" }), line("cy", { isOut: true }), line("ana"), line("bob", { note: "2" })];
  const { present, waiting } = linesByPerson({ lines, participants });
  t.same(
    present.map(({ memberId, lines }) => [memberId, lines.map(({ note }) => note)]),
    [
      ["ana", [""]],
      ["bob", ["1", "2"]],
    ],
  );
  t.same(
    waiting.map(({ memberId }) => memberId),
    ["cy"],
  );
});

t.test("what waits for somebody’s word: wishes of theirs, not expenses, not what they said already", async (t) => {
  const lines = [
    line("ana", { note: "waits" }),
    line("ana", { note: "said", keptIs: "author" }),
    line("ana", { note: "ticket", standing: "reimbursed", asked: null }),
    line("ana", { note: "offered", asked: null }),
    line("bob"),
  ];
  t.same(
    unsaidOf({ lines }, "ana").map(({ note }) => note),
    ["waits"],
  );
  t.notOk(isWish(line("ana", { standing: "reimbursed" })));
});

const asks = (wishes: boolean) => ({ wishes, reviews: false, points: false, takes: false });
const byWishes = (lines: SettlementLine[]) => ({ lines, asksFor: asks(true) });

t.test("an act says what the key of the sharing asks, and no wish where it asks for none", async (t) => {
  Object.assign(globalThis, { localStorage: { getItem: () => "fr", setItem: () => {} }, document: { documentElement: {} } });
  const { default: fr } = await import("../../src/web/i18n/fr/sharing-acts.js");
  const { default: en } = await import("../../src/web/i18n/en/sharing-acts.js");
  const { actWord } = await import("../../src/web/components/sharing-meeting.js");
  const word = (wishes: boolean) => actWord({ table: { asksFor: asks(wishes) } }, "open");
  t.same([word(true), word(false)], ["Ouvrir les souhaits", "Ouvrir ce partage"]);
  const frozen = (texts: typeof fr, count: number, ...asked: Parameters<typeof fr.propose.freeze>[1]) => texts.propose.freeze(count, asked);
  t.match(frozen(fr, 3, "wishes"), /3 contributions et ce que chacun·e retient ne changent plus/);
  t.match(frozen(fr, 3, "takes"), /3 contributions et ce que chacun·e prend ne changent plus/);
  t.match(frozen(fr, 3, "wishes", "reviews"), /3 contributions, ce que chacun·e retient et les avis ne changent plus/);
  t.match(frozen(fr, 3), /: 3 contributions ne changent plus/);
  t.match(frozen(fr, 1), /une contribution ne change plus/);
  t.match(frozen(en, 1), /one contribution changes no more/);
  t.match(frozen(en, 2, "points"), /2 contributions and the points of each change no more/);
});

t.test(
  "who wishes for nothing yet is asked, where the key looks at wishes; a volunteer, and who wished for some of it, are not",
  async (t) => {
    const none = line("ana", { asked: null, kept: null });
    const ofAna = (lines: SettlementLine[], wishes = true) => unwishedOf({ lines, asksFor: asks(wishes) }, "ana").length;
    t.equal(ofAna([none, none, line("bob")]), 2);
    t.equal(ofAna([none], false), 0, "equal parts look at no wish");
    t.equal(ofAna([none, line("ana")]), 0);
    t.equal(ofAna([line("ana", { asked: null, standing: "volunteered" })]), 0);
    t.equal(ofAna([line("ana", { asked: null, isOut: true })]), 0);
  },
);

t.test("before a proposal, who has not said a word of something they gave, and of how much", async (t) => {
  const none = (memberId: string, more: Partial<SettlementLine> = {}) => line(memberId, { asked: null, kept: null, ...more });
  const participants = ["ana", "bob", "cy", "dom"].map((memberId) => ({ memberId, hasLines: true, isOut: memberId === "dom" }));
  const lines = [line("ana"), none("ana"), none("bob"), none("bob"), none("cy", { standing: "volunteered" }), none("dom", { isOut: true })];
  t.same(silentOf({ lines, participants, asksFor: asks(true) }), [
    { memberId: "ana", lines: 1 },
    { memberId: "bob", lines: 2 },
  ]);
  t.same(silentOf({ lines, participants, asksFor: asks(false) }), [], "where no wish is looked at, nobody is silent");
});

t.test("a wish may be said for work given, not for an expense, nor for a wish that was carried", async (t) => {
  const may = (more: Partial<SettlementLine>) => mayWish(line("ana", { carriedId: null, ...more }));
  t.ok(may({ asked: null }));
  t.ok(may({ standing: "volunteered" }), "who volunteered may think again");
  t.notOk(may({ standing: "reimbursed" }));
  t.notOk(may({ carriedId: "earlier" }));
});

t.test("what of shares is paid, without what came back; what came back is not owed again", async (t) => {
  const share = (amount: string, paid: string, waived: string, refunded: string) =>
    ({ amount, paid, waived, refunded }) as SharingTable["shares"][number];
  t.same(settledOf([share("100.00", "60.00", "10.00", "20.00"), share("50.00", "50.00", "0.00", "0.00")], "EUR"), {
    paid: "90.00",
    waived: "10.00",
    refunded: "20.00",
    left: "30.00",
  });
});

const comparison = (first: (string | null)[], second: (string | null)[]): Comparison =>
  ({
    currency: "EUR",
    keys: [
      { title: "own", result: first.includes(null) ? null : {}, refusal: first.includes(null) ? { detail: "short" } : null },
      { title: "other", result: {}, refusal: null },
    ],
    members: ["ana", "bob"].map((memberId, at) => ({
      memberId,
      amounts: [first[at] ?? null, second[at] ?? null],
      differences: [first[at] == null ? null : "0.00", first[at] == null ? null : minus(second[at] ?? "0", first[at] ?? "0", "EUR")],
    })),
  }) as unknown as Comparison;

t.test("who gains most and who loses most against the first rule", async (t) => {
  const compared = comparedWith(comparison(["60.00", "40.00"], ["50.00", "50.00"]), byWishes([line("ana"), line("bob")]));
  t.same(extremesOf(compared, 1), {
    gains: { memberIds: ["bob"], difference: "10.00" },
    loses: { memberIds: ["ana"], difference: "-10.00" },
  });
  t.same(extremesOf(comparedWith(comparison(["50.00", "50.00"], ["50.00", "50.00"]), byWishes([])), 1), {}, "nobody");
  const alike = comparedWith(comparison(["50.00", "50.00"], ["40.00", "40.00"]), byWishes([]));
  t.same(extremesOf(alike, 1), { loses: { memberIds: ["ana", "bob"], difference: "-10.00" } }, "both alike");
});

t.test("a rule that cannot be paid yet stands for what is kept, which the others are compared with", async (t) => {
  const lines = [
    line("ana", { kept: "70.00" }),
    line("ana", { kept: "20.00" }),
    line("bob", { kept: "60.00" }),
    line("bob", { isOut: true }),
  ];
  const compared = comparedWith(comparison([null, null], ["60.00", "40.00"]), byWishes(lines));
  t.ok(compared.series[0]?.isKept);
  t.same(compared.people, [
    { memberId: "ana", amounts: ["90.00", "60.00"], differences: ["0.00", "-30.00"] },
    { memberId: "bob", amounts: ["60.00", "40.00"], differences: ["0.00", "-20.00"] },
  ]);
  t.same(extremesOf(compared, 1).loses, { memberIds: ["ana"], difference: "-30.00" }, "and nobody gains");
  const byOther = comparedWith(comparison([null, null], ["60.00", "40.00"]), { ...byWishes(lines), asksFor: asks(false) });
  t.notOk(byOther.series[0]?.isKept, "nothing is kept where no step looks at wishes");
});

const material = { currency: "EUR", expenses: ["train"], weighable: ["hours"], fund: "commons" };
const nameable = {
  currency: "EUR",
  members: [{ id: "ana", name: "Ana" }],
  funds: [{ id: "commons", name: "Communs" }],
  kinds: [
    { id: "train", name: "Train", unit: "EUR" },
    { id: "hours", name: "Heures", unit: "h" },
  ],
};

t.test("every model, rule and new step is a key that the domain takes", async (t) => {
  for (const name of modelNames) t.doesNotThrow(() => requireKey(modelKey(name, material), nameable), name);
  for (const kind of stepKinds) t.doesNotThrow(() => requireKey({ steps: [newStep(kind, material)] }, nameable), kind);
  const own = withLevy(modelKey("contributive", material), "5", "commons");
  for (const rule of rulesFor(true, material)) t.doesNotThrow(() => requireKey(ruleKey(rule, own, material), nameable), rule);
});

t.test("a model is recognised in its key, with a levy before it or not", async (t) => {
  for (const name of modelNames) {
    const key = modelKey(name, material);
    t.equal(modelOf(key), name);
    if (name !== "charter") t.equal(modelOf(withLevy(key, "5", "commons")), name);
  }
  t.equal(modelOf({ steps: [{ kind: "claims", settle: "pro-rata" }] }), null, "one of one’s own");
  t.equal(modelOf("nonsense"), null);
});

t.test("another rule keeps what comes first: the levy, the expenses", async (t) => {
  const own = withLevy(modelKey("contributive", material), "5", "commons");
  t.same(
    ruleKey("pro-rata", own, material).steps.map(({ kind }) => kind),
    ["levy", "reimburse", "claims"],
  );
  t.same(
    modelInstead("equal", own, material).steps.map(({ kind }) => kind),
    ["levy", "reimburse", "equal"],
  );
  t.same(rulesFor(false, { ...material, weighable: [] }), ["equal"], "without wishes or rates only equal parts say something");
  t.same(withLevy(own, "0.00", "commons"), own, "nothing for nothing");
});

t.test("a levy that is added comes before what people share, after the levies that are there", async (t) => {
  const kinds = (steps: readonly { readonly kind: string }[]) => steps.map(({ kind }) => kind);
  const own = withLevy(modelKey("contributive", material), "5", "commons").steps;
  const levy = { ...newStep("levy", material), percent: "8" };
  const added = withStepAdded(own, levy);
  t.same(kinds(added), ["levy", "levy", "reimburse", "claims"]);
  t.equal(added[1]?.percent, "8");
  t.equal(leading(added), 2, "both go first, and are said to");
  t.equal(leading([newStep("equal", material), levy]), 0, "one that was moved down does not");
  t.same(kinds(withStepAdded(own, newStep("equal", material))), ["levy", "reimburse", "claims", "equal"]);
});

t.test("a cascade: what each step takes, and where in it one’s own part lies", async (t) => {
  const lines = [
    { step: 1, to: { fund: "commons" }, amount: "50.00", basis: { kind: "levy" } },
    { step: 2, to: { member: "bob" }, amount: "200.00", basis: { kind: "reimburse" } },
    { step: 3, to: { member: "ana" }, amount: "375.00", basis: { kind: "weights" } },
    { step: 3, to: { member: "bob" }, amount: "375.00", basis: { kind: "weights" } },
  ];
  t.same(stepTotals({ currency: "EUR", lines }, "bob"), [
    { step: 1, kind: "levy", fund: "commons", before: "0.00", taken: "50.00", ownBefore: "0.00", own: "0.00" },
    { step: 2, kind: "reimburse", fund: null, before: "50.00", taken: "200.00", ownBefore: "50.00", own: "200.00" },
    { step: 3, kind: "weights", fund: null, before: "250.00", taken: "750.00", ownBefore: "625.00", own: "375.00" },
  ]);
});

t.test("a levy of one percent becomes brackets that the domain takes, one more at a time", async (t) => {
  const place = { kinds: [], members: [{ id: "ana", name: "Ana" }], funds: [{ id: "commons", name: "Commons" }], currency: "EUR" };
  const begun = { kind: "levy", to: "commons", ...bracketsBegun({ kind: "levy", to: "commons", percent: "8" }) };
  t.same(bracketsOf(begun), [
    { upTo: "1000", percent: "8" },
    { upTo: null, percent: "8" },
  ]);
  const three = withBracketAdded(bracketsOf(begun) ?? []);
  t.same(
    three.map(({ upTo }) => upTo),
    ["1000", "2000", null],
    "the last has no end",
  );
  t.doesNotThrow(() => requireKey({ steps: [{ ...begun, brackets: three }] }, place as never));
  t.same(withBracketAdded([{ upTo: null, percent: "5" }])[0], { upTo: "1000", percent: "5" }, "the first has an end to begin with");
  t.equal(bracketsOf({ kind: "levy", to: "commons", percent: "8" }), null);
});
