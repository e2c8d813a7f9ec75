import fc from "fast-check";
import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import { Refusal } from "../../src/domain/refusals.js";
import { nothingSaid } from "../../src/domain/settlement-table.js";
import { parseSharingDocument } from "../../src/domain/sharing/document.js";
import { settle } from "../../src/domain/sharing/settle.js";
import {
  assembleSharing,
  type Line,
  missingRows,
  participantsOf,
  requireKey,
  requireLineNeeds,
  type SharingFacts,
  unpaidRuleOf,
} from "../../src/domain/sharing-assembly.js";
import { sharesOf, splitResult } from "../../src/domain/sharing-split.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const line = (memberId: string, kindId: string, fields: Partial<Line> = {}): Line => ({
  contributionId: `${memberId}-${kindId}`,
  carriedId: null,
  memberId,
  kindId,
  standing: "given",
  lastOn: "2026-03-03",
  quantity: null,
  amountMinor: null,
  rate: { fromOn: "2025-01-01", rate: "20.00" },
  askedMinor: null,
  said: nothingSaid,
  ...fields,
});

const facts = (fields: Partial<SharingFacts>): SharingFacts => ({
  currency: "EUR",
  amountMinor: 100000n,
  sequence: 1,
  members: ["ana", "bob", "cy", "dom"].map((id, place) => ({ id, name: `P${place + 1}` })),
  funds: [
    { id: "commons", name: "Communs" },
    { id: "host", name: "Hôte" },
  ],
  kinds: [
    { id: "hours", name: "Heures", unit: "h" },
    { id: "train", name: "Train", unit: "EUR" },
    { id: "joy", name: "Joie", unit: null },
  ],
  lines: [],
  takingPart: new Set(),
  takenOut: new Set(),
  reviews: [],
  points: [],
  takes: [],
  lastAmountMinor: 0n,
  leviedMinor: new Map(),
  key: { steps: [{ kind: "equal" }] },
  ...fields,
});

t.test("who takes part, in the order in which they entered", async (t) => {
  const lines = [line("dom", "joy"), line("bob", "hours", { quantity: "2" })];
  const examples: [Partial<SharingFacts>, string[]][] = [
    [{ lines }, ["bob", "dom"]],
    [{ lines, takingPart: new Set(["ana"]) }, ["ana", "bob", "dom"]],
    [{ lines, takenOut: new Set(["dom"]) }, ["bob"]],
    [{ key: { steps: [{ kind: "fixed", lines: [{ to: { member: "cy" }, amount: "1.00" }] }] } }, ["cy"]],
  ];
  for (const [fields, ids] of examples) t.same(participantsOf(facts(fields)), ids);
});

t.test("a rate that changes within the period makes one kind a rate", async (t) => {
  const lines = [
    line("ana", "hours", { quantity: "10" }),
    line("bob", "hours", { quantity: "10", rate: { fromOn: "2026-03-01", rate: "30.00" } }),
    line("cy", "hours", { quantity: "4", standing: "volunteered" }),
  ];
  const key = { steps: [{ kind: "weights", kinds: ["hours"], cap: true }] };
  const document = assembleSharing(facts({ lines, key }));
  t.same(document.kinds, [
    { id: "hours@2025-01-01", name: "Heures", unit: "h", rate: "20.00" },
    { id: "hours@2026-03-01", name: "Heures", unit: "h", rate: "30.00" },
    { id: "hours/volunteered", name: "Heures", unit: "h" },
  ]);
  t.match(document.key, { steps: [{ kinds: ["hours@2025-01-01", "hours@2026-03-01"] }] });
  const { shares } = settle(parseSharingDocument(document));
  t.same(shares, [
    { member: "ana", amount: "200.00" },
    { member: "bob", amount: "300.00" },
  ]);
  t.match(assembleSharing(facts({ lines: lines.slice(0, 1), key })).kinds, [{ id: "hours", rate: "20.00" }], "one rate, one kind");
  const ownRates = { steps: [{ kind: "weights", kinds: ["hours"], rates: { hours: "25.00" }, cap: true }] };
  t.match(assembleSharing(facts({ lines, key: ownRates })).key, {
    steps: [{ rates: { "hours@2025-01-01": "25.00", "hours@2026-03-01": "25.00" } }],
  });
});

t.test("what a step needs of a line is asked for by names and days, and with the way out", async (t) => {
  const weights = (more: object = {}) => ({ steps: [{ kind: "equal" }, { kind: "weights", kinds: ["hours"], cap: true, ...more }] });
  const reimburse = (...kinds: string[]) => ({ steps: [{ kind: "reimburse", kinds }] });
  const unrated = (memberId: string, lastOn: string) => line(memberId, "hours", { quantity: "2", rate: null, lastOn });
  const figures = { kind: "Heures", kindId: "hours" };
  const examples: [lines: Line[], key: object, refused: { code: string; figures: object } | null][] = [
    [
      [unrated("bob", "2026-03-05"), unrated("bob", "2026-02-20"), line("ana", "hours", { quantity: "1" })],
      weights(),
      { code: "rate_missing", figures: { ...figures, step: 2, day: "2026-02-20", member: "P2", memberId: "bob", count: 2 } },
    ],
    [
      [unrated("bob", "2026-03-05"), unrated("ana", "2026-02-20")],
      weights(),
      { code: "rate_missing", figures: { ...figures, step: 2, day: "2026-02-20", count: 2, member: undefined } },
    ],
    [[unrated("bob", "2026-03-05")], weights({ rates: { hours: "25.00" } }), null],
    [[{ ...unrated("bob", "2026-03-05"), standing: "volunteered" }], weights(), null],
    [[{ ...unrated("bob", "2026-03-05"), carriedId: "w1" }], weights(), null],
    [[line("cy", "hours")], weights(), { code: "quantity_needed", figures: { ...figures, step: 2, member: "P3", day: "2026-03-03" } }],
    [[line("cy", "hours", { quantity: "2" })], reimburse("train", "hours"), { code: "amount_needed", figures: { step: 1, member: "P3" } }],
    [[line("cy", "train", { standing: "reimbursed", amountMinor: 4250n })], reimburse("train"), null],
    [[line("cy", "joy")], reimburse("joy"), { code: "amount_needed", figures: { kind: "Joie" } }],
  ];
  for (const [lines, key, refused] of examples) {
    const act = () => requireLineNeeds(facts({ lines, key }));
    if (refused) t.throws(act, refused, JSON.stringify(refused));
    else {
      t.doesNotThrow(act);
      t.doesNotThrow(() => parseSharingDocument(assembleSharing(facts({ lines, key }))), "and the document lacks nothing");
    }
  }
  t.doesNotThrow(() => requireLineNeeds(facts({ lines: [unrated("bob", "2026-03-05")], takenOut: new Set(["bob"]), key: weights() })));
  const said = (count: number) => {
    const lines = [unrated("bob", "2026-02-20"), unrated("ana", "2026-02-21")].slice(0, count);
    try {
      requireLineNeeds(facts({ lines, key: weights() }));
      return "";
    } catch (error) {
      const { code, figures } = error as Refusal;
      return refusalSentence(code, figures, "fr");
    }
  };
  t.equal(
    said(1),
    "L’étape 2 compte «Heures», qui n’a pas encore de taux le 20/02/2026 (donné par P2). Fixez un taux à partir de ce jour, dans Natures et barèmes, ou ôtez «Heures» de l’étape.",
  );
  t.match(said(2), "taux le 20/02/2026. Fixez", "several people are not one");
});

t.test("claims: what is kept, carried wishes first, expenses never", async (t) => {
  const lines = [
    line("bob", "hours", { carriedId: "w1", askedMinor: 5000n }),
    line("ana", "hours", {
      quantity: "1",
      askedMinor: 60000n,
      said: { keptMinor: 42000n, saidBy: "ana", isContested: false, remainder: null },
    }),
    line("bob", "train", { standing: "reimbursed", amountMinor: 4250n }),
    line("dom", "joy"),
  ];
  const document = assembleSharing(facts({ lines }));
  t.same(document.claims, [
    { member: "bob", amount: "50.00" },
    { member: "ana", amount: "420.00" },
    { member: "dom", amount: null },
  ]);
  t.same(document.contributions, [
    { member: "ana", kind: "hours", quantity: "1", date: "2026-03-03" },
    { member: "bob", kind: "train", quantity: "42.50", amount: "42.50", date: "2026-03-03" },
    { member: "dom", kind: "joy", date: "2026-03-03" },
  ]);
});

t.test("the figures of the year, and what no step asks for", async (t) => {
  const brackets = [{ upTo: null, percent: "10" }];
  const key = { steps: [{ kind: "levy", to: "host", mode: "marginal", brackets, since: "year" }] };
  const lines = [line("ana", "joy")];
  const reviews = [{ of: "ana", by: "bob", score: "4" }];
  const points = [{ from: "ana", to: "bob", points: 5 }];
  const takes = [{ memberId: "ana", takeMinor: "auto" as const, lastMinor: 0n }];
  const document = assembleSharing(facts({ key, lines, reviews, points, takes, leviedMinor: new Map([["host", 2500000n]]) }));
  t.match(document.key, { steps: [{ since: "25000.00" }] });
  t.same([document.reviews, document.points, document.takes], [[], [], []]);
  t.same(document.funds, [{ id: "host", name: "Hôte" }]);
  const all = {
    steps: [{ kind: "takes" }, { kind: "peer", method: "received" }, { kind: "weights", kinds: ["hours"], quality: {}, cap: false }],
  };
  const asked = assembleSharing(facts({ key: all, lines: [...lines, line("bob", "joy")], reviews, points, takes, lastAmountMinor: 6000n }));
  t.same(
    [asked.reviews.length, asked.points.length, asked.takes, asked.lastAmount],
    [1, 1, [{ member: "ana", take: "auto", last: "0.00" }], "60.00"],
  );
});

t.test("a key is refused where it is set", async (t) => {
  const nameable = facts({});
  const examples: [unknown, string][] = [
    [{ steps: [] }, "key_invalid"],
    [{}, "key_invalid"],
    [{ steps: [{ kind: "levy", to: "commons", percent: "101" }] }, "key_invalid"],
    [{ steps: [{ kind: "levy", to: "moon", percent: "1" }] }, "unknown_fund"],
    [{ steps: [{ kind: "fixed", lines: [{ to: { member: "eve" }, amount: "1.00" }] }] }, "unknown_member"],
    [{ steps: [{ kind: "reimburse", kinds: ["boat"] }] }, "unknown_kind"],
    [{ steps: [{ kind: "weights", kinds: ["joy"], cap: true }] }, "key_invalid"],
    [{ steps: [7] }, "document_invalid"],
    [{ steps: [{ kind: "fixed", lines: [{ to: { member: "ana" }, amount: "1.005" }] }] }, "amount_precision"],
  ];
  for (const [key, code] of examples) {
    t.throws(() => requireKey(key, nameable), { code }, JSON.stringify(key));
    t.ok(isRefusal(() => requireKey(key, nameable)));
  }
  t.doesNotThrow(() => requireKey({ steps: [{ kind: "weights", kinds: ["hours"], cap: true }] }, nameable));
});

const isRefusal = (act: () => void): boolean => {
  try {
    act();
    return false;
  } catch (error) {
    return error instanceof Refusal;
  }
};

t.test("rows of points that are missing", async (t) => {
  const points = [
    { from: "ana", to: "bob", points: 5 },
    { from: "bob", to: "ana", points: 1 },
    { from: "bob", to: "cy", points: 1 },
    { from: "cy", to: "ana", points: 0 },
  ];
  const key = (method: string) => ({ steps: [{ kind: "peer", method }] });
  t.same(missingRows(["ana", "bob", "cy"], points, key("impartial")), ["ana", "cy"]);
  t.same(missingRows(["ana", "bob", "cy"], points, key("received")), ["cy"]);
  t.same(missingRows(["ana", "bob", "cy"], points, { steps: [{ kind: "equal" }] }), []);
});

t.test("the last claims step says what becomes of what it does not pay", async (t) => {
  const claims = (...unpaid: (string | undefined)[]) => ({
    steps: unpaid.map((word) => ({ kind: "claims", settle: "pro-rata", ...(word ? { unpaid: word } : {}) })),
  });
  t.equal(unpaidRuleOf(claims("carry")), "carry");
  t.equal(unpaidRuleOf(claims("carry", undefined)), "drop");
  t.equal(unpaidRuleOf({ steps: [{ kind: "equal" }] }), null);
});

t.test("a member’s amount is split over their lines", async (t) => {
  const lines = [
    line("bob", "hours", { contributionId: "film", quantity: "10", askedMinor: 60000n }),
    line("bob", "hours", { contributionId: "poster", quantity: "5", askedMinor: 30000n }),
    line("bob", "train", { contributionId: "lille", standing: "reimbursed", amountMinor: 4000n }),
    line("bob", "train", { contributionId: "attin", standing: "reimbursed", amountMinor: 3000n }),
  ];
  const key = {
    steps: [
      { kind: "reimburse", kinds: ["train"] },
      { kind: "claims", settle: "pro-rata" },
      { kind: "weights", kinds: ["hours"], cap: true },
      { kind: "equal", percent: "0" },
    ],
  };
  const parsed = parseSharingDocument(assembleSharing(facts({ lines, key, amountMinor: 67000n })));
  const parts = splitResult(parsed, settle(parsed));
  t.same(
    parts.map(({ step, source, amountMinor }) => [step, source, amountMinor]),
    [
      [1, { contribution: 2 }, 4000n],
      [1, { contribution: 3 }, 3000n],
      [2, { claim: 0 }, 40000n],
      [2, { claim: 1 }, 20000n],
    ],
  );
  const paid = (payeeId: string, nature: string) => ({ payeeId, nature });
  const behind = {
    contributions: [paid("bob", "work"), paid("coop", "work"), paid("bob", "expenses"), paid("bob", "expenses")],
    claims: [paid("bob", "work"), paid("coop", "rights")],
  };
  t.same(
    sharesOf(parts, behind, (id) => id),
    [
      { memberId: "bob", payeeId: "bob", nature: "expenses", amountMinor: 7000n },
      { memberId: "bob", payeeId: "bob", nature: "work", amountMinor: 40000n },
      { memberId: "bob", payeeId: "coop", nature: "rights", amountMinor: 20000n },
    ],
  );
});

t.test("laws of splitting", async (t) => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 7n });
  const someLine = fc.record({
    member: fc.constantFrom("ana", "bob", "cy"),
    asked: amount,
    hours: fc.integer({ min: 1, max: 90 }),
    spent: amount,
  });
  law(
    t,
    "the parts of each member sum to their share, and no claim is paid more than it asks",
    fc.property(
      fc.array(someLine, { minLength: 1, maxLength: 12 }),
      amount,
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom("pro-rata", "smallest-first", "first-come", "equal-awards", "equal-losses"),
      (given, amountMinor, sequence, rule) => {
        const lines = given.flatMap(({ member, asked, hours, spent }, place) => [
          line(member, "hours", { contributionId: `h${place}`, quantity: String(hours), askedMinor: asked }),
          line(member, "train", { contributionId: `t${place}`, standing: "reimbursed", amountMinor: spent }),
        ]);
        const steps = [
          { kind: "levy", to: "commons", percent: "7" },
          { kind: "reimburse", kinds: ["train"], percent: "40" },
          { kind: "claims", settle: rule, percent: "30" },
          { kind: "claims", settle: "pro-rata", percent: "50", unpaid: "carry" },
          { kind: "weights", kinds: ["hours"], percent: "50" },
          { kind: "equal", among: "contributors" },
        ];
        const parsed = parseSharingDocument(assembleSharing(facts({ lines, key: { steps }, amountMinor, sequence })));
        const result = settle(parsed);
        // It throws where parts and shares differ.
        const parts = splitResult(parsed, result);
        const paid = parsed.claims.map(() => 0n);
        for (const { source, amountMinor } of parts) {
          if (source !== null && "claim" in source) paid[source.claim] = (paid[source.claim] ?? 0n) + amountMinor;
        }
        return paid.every((minor, place) => minor <= (parsed.claims[place]?.amountMinor ?? 0n));
      },
    ),
  );
});
