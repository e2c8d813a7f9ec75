/** Every fault of DESIGN §7.2, one at a time, in a document that is otherwise sound. */

import { Refusal, type RefusalCode } from "../../../src/domain/refusals.js";
import { settleSharing } from "../../../src/domain/sharing/settle.js";
import { t } from "../../support/tap.js";

const sound = {
  format: "moisson.sharing/1",
  currency: "EUR",
  amount: "100.00",
  sequence: 1,
  members: [{ id: "ana", name: "Ana" }, { id: "bob" }, { id: "cy", name: null }],
  funds: [{ id: "commons", name: "Commons" }],
  kinds: [
    { id: "hours", unit: "h", rate: "25.00" },
    { id: "km", unit: "km" },
    { id: "joy", unit: null, rate: null },
  ],
  contributions: [{ member: "ana", kind: "hours", quantity: "2", amount: "10.00", date: "2026-03-03" }],
  claims: [
    { member: "ana", amount: "20.00" },
    { member: "bob", amount: null },
  ],
  reviews: [
    { of: "ana", by: "bob", score: "4" },
    { of: "ana", by: "r1" },
    { of: "ana", by: "r2", score: null },
  ],
  points: [{ from: "ana", to: "bob", points: 50 }],
  takes: [
    { member: "ana", take: "25.00", last: "20.00" },
    { member: "bob", take: "auto" },
  ],
  lastAmount: "60.00",
  key: { steps: [{ kind: "levy", to: "commons", percent: "5" }] },
};

t.equal(settleSharing(sound).rest, "95.00", "the document is sound");

interface Fault {
  /** What is put in the document's top fields; undefined takes the field away. */
  readonly put: Record<string, unknown>;
  readonly code: RefusalCode;
  readonly at: string;
  readonly problem?: string;
}

/** A step of its own in the key. */
const step = (fields: Record<string, unknown>) => ({ key: { steps: [fields] } });
const levy = { kind: "levy", to: "commons" };
const toAna = { to: { member: "ana" } };
const open = { upTo: null, percent: "5" };
const brackets = (...list: unknown[]) => step({ ...levy, mode: "marginal", brackets: list });
const contribution = (fields: Record<string, unknown>) => ({ contributions: [{ member: "ana", kind: "hours", ...fields }] });
const long = "1".repeat(61);

const faults: Fault[] = [
  // Shape of the whole
  { put: { format: undefined }, code: "document_invalid", at: "format", problem: "one_of" },
  { put: { format: "moisson.sharing/2" }, code: "document_invalid", at: "format" },
  { put: { currency: undefined }, code: "document_invalid", at: "currency", problem: "missing" },
  { put: { currency: 978 }, code: "document_invalid", at: "currency", problem: "text_expected" },
  { put: { currency: "ZZZ" }, code: "unknown_currency", at: "currency" },
  { put: { currency: "eur" }, code: "unknown_currency", at: "currency" },
  { put: { currency: "constructor" }, code: "unknown_currency", at: "currency" },
  { put: { amount: undefined }, code: "document_invalid", at: "amount", problem: "missing" },
  { put: { amount: null }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: 100 }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "1e2" }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "+1" }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: " 1" }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "1," }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "1." }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: ".5" }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "" }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "1\n" }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "NaN" }, code: "document_invalid", at: "amount", problem: "decimal_expected" },
  { put: { amount: "-0.01" }, code: "document_invalid", at: "amount", problem: "below_zero" },
  { put: { amount: long }, code: "document_invalid", at: "amount", problem: "decimal_too_long" },
  { put: { amount: `1.${long}` }, code: "document_invalid", at: "amount", problem: "decimal_too_long" },
  { put: { amount: "9".repeat(1_000_000) }, code: "document_invalid", at: "amount", problem: "decimal_too_long" },
  { put: { amount: "100.000" }, code: "amount_precision", at: "amount" },
  { put: { currency: "JPY", amount: "100.0" }, code: "amount_precision", at: "amount" },
  { put: { sequence: undefined }, code: "document_invalid", at: "sequence", problem: "missing" },
  { put: { sequence: 0 }, code: "document_invalid", at: "sequence", problem: "whole_number_expected" },
  { put: { sequence: 1.5 }, code: "document_invalid", at: "sequence", problem: "whole_number_expected" },
  { put: { sequence: "1" }, code: "document_invalid", at: "sequence", problem: "whole_number_expected" },
  { put: { sequence: 2 ** 53 }, code: "document_invalid", at: "sequence", problem: "whole_number_expected" },
  { put: { sequence: Number.POSITIVE_INFINITY }, code: "document_invalid", at: "sequence", problem: "whole_number_expected" },

  // Members, funds, kinds
  { put: { members: undefined }, code: "document_invalid", at: "members", problem: "missing" },
  { put: { members: [] }, code: "document_invalid", at: "members", problem: "no_members" },
  { put: { members: { ana: {} } }, code: "document_invalid", at: "members", problem: "list_expected" },
  { put: { members: ["ana"] }, code: "document_invalid", at: "members[0]", problem: "object_expected" },
  { put: { members: [{ name: "Ana" }] }, code: "document_invalid", at: "members[0].id", problem: "missing" },
  { put: { members: [{ id: 1 }] }, code: "document_invalid", at: "members[0].id", problem: "text_expected" },
  { put: { members: [{ id: "\ud800" }] }, code: "document_invalid", at: "members[0].id", problem: "text_malformed" },
  { put: { members: [{ id: "ana", name: 5 }] }, code: "document_invalid", at: "members[0].name", problem: "text_expected" },
  { put: { members: [...sound.members, { id: "ana" }] }, code: "document_invalid", at: "members[3]", problem: "twice" },
  { put: { funds: null }, code: "document_invalid", at: "funds", problem: "list_expected" },
  { put: { funds: [{ id: "commons" }, { id: "commons" }] }, code: "document_invalid", at: "funds[1]", problem: "twice" },
  { put: { kinds: [...sound.kinds, { id: "joy" }] }, code: "document_invalid", at: "kinds[3]", problem: "twice" },
  { put: { kinds: [{ id: "hours", unit: 5 }] }, code: "document_invalid", at: "kinds[0].unit", problem: "text_expected" },
  { put: { kinds: [{ id: "hours", rate: 25 }] }, code: "document_invalid", at: "kinds[0].rate", problem: "decimal_expected" },
  { put: { kinds: [{ id: "hours", rate: "-1" }] }, code: "document_invalid", at: "kinds[0].rate", problem: "below_zero" },

  // Contributions, claims, reviews, points, takes
  { put: contribution({ member: "zoe" }), code: "unknown_member", at: "contributions[0].member" },
  { put: contribution({ member: undefined }), code: "document_invalid", at: "contributions[0].member", problem: "missing" },
  { put: contribution({ member: ["ana"] }), code: "document_invalid", at: "contributions[0].member", problem: "text_expected" },
  { put: contribution({ kind: "gold" }), code: "unknown_kind", at: "contributions[0].kind" },
  { put: contribution({ kind: "toString" }), code: "unknown_kind", at: "contributions[0].kind" },
  { put: contribution({ quantity: "-2" }), code: "document_invalid", at: "contributions[0].quantity", problem: "below_zero" },
  { put: contribution({ quantity: 2 }), code: "document_invalid", at: "contributions[0].quantity", problem: "decimal_expected" },
  { put: contribution({ amount: "-2" }), code: "document_invalid", at: "contributions[0].amount", problem: "below_zero" },
  { put: contribution({ amount: "2.005" }), code: "amount_precision", at: "contributions[0].amount" },
  { put: contribution({ date: 20260303 }), code: "document_invalid", at: "contributions[0].date", problem: "text_expected" },
  { put: { claims: [{ member: "zoe", amount: "1" }] }, code: "unknown_member", at: "claims[0].member" },
  { put: { claims: [{ member: "ana" }] }, code: "document_invalid", at: "claims[0].amount", problem: "missing" },
  { put: { claims: [{ member: "ana", amount: "-1" }] }, code: "document_invalid", at: "claims[0].amount", problem: "below_zero" },
  { put: { claims: [{ member: "ana", amount: "1.000" }] }, code: "amount_precision", at: "claims[0].amount" },
  { put: { reviews: [{ of: "zoe", by: "ana" }] }, code: "unknown_member", at: "reviews[0].of" },
  { put: { reviews: [{ of: "ana" }] }, code: "document_invalid", at: "reviews[0].by", problem: "missing" },
  {
    put: { reviews: [{ of: "ana", by: "bob", score: "0.9" }] },
    code: "document_invalid",
    at: "reviews[0].score",
    problem: "score_outside",
  },
  {
    put: { reviews: [{ of: "ana", by: "bob", score: "5.1" }] },
    code: "document_invalid",
    at: "reviews[0].score",
    problem: "score_outside",
  },
  { put: { reviews: [{ of: "ana", by: "bob", score: 4 }] }, code: "document_invalid", at: "reviews[0].score", problem: "decimal_expected" },
  { put: { reviews: [sound.reviews[0], { of: "ana", by: "bob" }] }, code: "document_invalid", at: "reviews[1]", problem: "twice" },
  { put: { points: [{ from: "zoe", to: "ana", points: 1 }] }, code: "unknown_member", at: "points[0].from" },
  { put: { points: [{ from: "ana", to: "zoe", points: 1 }] }, code: "unknown_member", at: "points[0].to" },
  { put: { points: [{ from: "ana", to: "bob", points: -1 }] }, code: "document_invalid", at: "points[0].points" },
  { put: { points: [{ from: "ana", to: "bob", points: 0.5 }] }, code: "document_invalid", at: "points[0].points" },
  { put: { points: [{ from: "ana", to: "bob", points: "5" }] }, code: "document_invalid", at: "points[0].points" },
  {
    put: { points: [sound.points[0], { from: "ana", to: "bob", points: 0 }] },
    code: "document_invalid",
    at: "points[1]",
    problem: "twice",
  },
  { put: { takes: [{ member: "zoe", take: "1" }] }, code: "unknown_member", at: "takes[0].member" },
  { put: { takes: [{ member: "ana" }] }, code: "document_invalid", at: "takes[0].take", problem: "missing" },
  { put: { takes: [{ member: "ana", take: "all" }] }, code: "document_invalid", at: "takes[0].take", problem: "decimal_expected" },
  { put: { takes: [{ member: "ana", take: "-1" }] }, code: "document_invalid", at: "takes[0].take", problem: "below_zero" },
  { put: { takes: [{ member: "ana", take: "1", last: "auto" }] }, code: "document_invalid", at: "takes[0].last" },
  { put: { takes: [{ member: "ana", take: "1", last: "1.001" }] }, code: "amount_precision", at: "takes[0].last" },
  { put: { takes: [sound.takes[0], { member: "ana", take: "auto" }] }, code: "document_invalid", at: "takes[1]", problem: "twice" },
  { put: { lastAmount: "-1" }, code: "document_invalid", at: "lastAmount", problem: "below_zero" },
  { put: { lastAmount: "1.001" }, code: "amount_precision", at: "lastAmount" },

  // The key and what all steps have
  { put: { key: undefined }, code: "document_invalid", at: "key", problem: "missing" },
  { put: { key: [] }, code: "document_invalid", at: "key", problem: "object_expected" },
  { put: { key: {} }, code: "key_invalid", at: "key.steps", problem: "no_steps" },
  { put: { key: { steps: [] } }, code: "key_invalid", at: "key.steps", problem: "no_steps" },
  { put: { key: { steps: {} } }, code: "document_invalid", at: "key.steps", problem: "list_expected" },
  { put: { key: { steps: [null] } }, code: "document_invalid", at: "key.steps[0]", problem: "object_expected" },
  { put: step({}), code: "key_invalid", at: "key.steps[0].kind", problem: "missing" },
  { put: step({ kind: "lottery" }), code: "key_invalid", at: "key.steps[0].kind", problem: "one_of" },
  { put: step({ kind: "constructor" }), code: "key_invalid", at: "key.steps[0].kind", problem: "one_of" },
  { put: step({ kind: "equal", percent: "100.1" }), code: "key_invalid", at: "key.steps[0].percent", problem: "percent_outside" },
  { put: step({ kind: "equal", percent: "-0.1" }), code: "key_invalid", at: "key.steps[0].percent", problem: "percent_outside" },
  { put: step({ kind: "equal", percent: 5 }), code: "document_invalid", at: "key.steps[0].percent", problem: "decimal_expected" },
  { put: step({ kind: "equal", of: "half" }), code: "key_invalid", at: "key.steps[0].of", problem: "one_of" },
  { put: step({ kind: "equal", among: "friends" }), code: "key_invalid", at: "key.steps[0].among", problem: "one_of" },

  // levy
  { put: step({ kind: "levy", percent: "5" }), code: "document_invalid", at: "key.steps[0].to", problem: "missing" },
  { put: step({ kind: "levy", to: "moon", percent: "5" }), code: "unknown_fund", at: "key.steps[0].to" },
  { put: step({ ...levy, brackets: [open] }), code: "key_invalid", at: "key.steps[0].mode", problem: "missing" },
  { put: step({ ...levy, brackets: [open], mode: "steep" }), code: "key_invalid", at: "key.steps[0].mode", problem: "one_of" },
  { put: brackets(), code: "key_invalid", at: "key.steps[0].brackets", problem: "brackets_open_end" },
  { put: brackets({ upTo: "5", percent: "5" }), code: "key_invalid", at: "key.steps[0].brackets", problem: "brackets_open_end" },
  { put: brackets(open, open), code: "key_invalid", at: "key.steps[0].brackets", problem: "brackets_open_end" },
  {
    put: brackets({ upTo: "5", percent: "5" }, { upTo: "5.00", percent: "4" }, open),
    code: "key_invalid",
    at: "key.steps[0].brackets",
    problem: "brackets_not_rising",
  },
  { put: brackets({ upTo: null, percent: "101" }), code: "key_invalid", at: "key.steps[0].brackets[0].percent" },
  { put: brackets({ upTo: null }), code: "document_invalid", at: "key.steps[0].brackets[0].percent", problem: "missing" },
  { put: brackets({ percent: "5" }), code: "document_invalid", at: "key.steps[0].brackets[0].upTo", problem: "missing" },
  { put: brackets({ upTo: "-5", percent: "5" }, open), code: "document_invalid", at: "key.steps[0].brackets[0].upTo" },
  { put: brackets({ upTo: "5.001", percent: "5" }, open), code: "amount_precision", at: "key.steps[0].brackets[0].upTo" },
  {
    put: step({ ...levy, mode: "marginal", brackets: [open], since: "1.001" }),
    code: "amount_precision",
    at: "key.steps[0].since",
  },
  { put: step({ ...levy, mode: "marginal", brackets: [open], since: "-1" }), code: "document_invalid", at: "key.steps[0].since" },

  // fixed
  { put: step({ kind: "fixed" }), code: "document_invalid", at: "key.steps[0].lines", problem: "missing" },
  { put: step({ kind: "fixed", lines: [{ amount: "5" }] }), code: "document_invalid", at: "key.steps[0].lines[0].to", problem: "missing" },
  { put: step({ kind: "fixed", lines: [{ to: {}, amount: "5" }] }), code: "document_invalid", at: "key.steps[0].lines[0].to" },
  {
    put: step({ kind: "fixed", lines: [{ to: { member: "ana", fund: "commons" }, amount: "5" }] }),
    code: "document_invalid",
    at: "key.steps[0].lines[0].to",
    problem: "one_of",
  },
  {
    put: step({ kind: "fixed", lines: [{ to: { member: "zoe" }, amount: "5" }] }),
    code: "unknown_member",
    at: "key.steps[0].lines[0].to.member",
  },
  {
    put: step({ kind: "fixed", lines: [{ to: { fund: "moon" }, amount: "5" }] }),
    code: "unknown_fund",
    at: "key.steps[0].lines[0].to.fund",
  },
  { put: step({ kind: "fixed", lines: [toAna] }), code: "key_invalid", at: "key.steps[0].lines[0]", problem: "one_of" },
  {
    put: step({ kind: "fixed", lines: [{ ...toAna, amount: "5", percent: "5" }] }),
    code: "key_invalid",
    at: "key.steps[0].lines[0]",
    problem: "one_of",
  },
  { put: step({ kind: "fixed", lines: [{ ...toAna, amount: "5.001" }] }), code: "amount_precision", at: "key.steps[0].lines[0].amount" },
  { put: step({ kind: "fixed", lines: [{ ...toAna, percent: "101" }] }), code: "key_invalid", at: "key.steps[0].lines[0].percent" },
  {
    put: step({
      kind: "fixed",
      lines: [
        { ...toAna, percent: "60" },
        { ...toAna, percent: "40.01" },
      ],
    }),
    code: "key_invalid",
    at: "key.steps[0].lines",
    problem: "percents_above_100",
  },
  { put: step({ kind: "fixed", lines: [{ ...toAna, amount: "100.01" }] }), code: "key_exceeds_amount", at: "key.steps[0]" },

  // reimburse, claims
  { put: step({ kind: "reimburse" }), code: "document_invalid", at: "key.steps[0].kinds", problem: "missing" },
  { put: step({ kind: "reimburse", kinds: ["gold"] }), code: "unknown_kind", at: "key.steps[0].kinds[0]" },
  { put: step({ kind: "reimburse", kinds: [5] }), code: "document_invalid", at: "key.steps[0].kinds[0]", problem: "text_expected" },
  {
    put: { ...contribution({ quantity: "2" }), ...step({ kind: "reimburse", kinds: ["hours"] }) },
    code: "document_invalid",
    at: "contributions[0].amount",
    problem: "needed_by_step",
  },
  { put: step({ kind: "claims" }), code: "key_invalid", at: "key.steps[0].settle", problem: "missing" },
  { put: step({ kind: "claims", settle: "lottery" }), code: "key_invalid", at: "key.steps[0].settle", problem: "one_of" },
  { put: step({ kind: "claims", settle: "pro-rata", unpaid: "burn" }), code: "key_invalid", at: "key.steps[0].unpaid", problem: "one_of" },
  {
    put: { ...step({ kind: "claims", settle: "deliberate" }), claims: [{ member: "ana", amount: "100.01" }] },
    code: "claims_exceed_amount",
    at: "key.steps[0]",
  },

  // weights
  { put: step({ kind: "weights" }), code: "document_invalid", at: "key.steps[0].kinds", problem: "missing" },
  { put: step({ kind: "weights", kinds: ["joy"] }), code: "key_invalid", at: "key.steps[0].kinds", problem: "kind_without_unit" },
  { put: step({ kind: "weights", kinds: ["joy"], rates: { joy: "1" } }), code: "key_invalid", at: "key.steps[0].kinds" },
  { put: step({ kind: "weights", kinds: ["gold"] }), code: "unknown_kind", at: "key.steps[0].kinds[0]" },
  { put: step({ kind: "weights", kinds: ["hours"], rates: { gold: "1" } }), code: "unknown_kind", at: "key.steps[0].rates.gold" },
  { put: step({ kind: "weights", kinds: ["hours"], rates: { hours: "-1" } }), code: "document_invalid", at: "key.steps[0].rates.hours" },
  {
    put: step({ kind: "weights", kinds: ["hours"], rates: ["1"] }),
    code: "document_invalid",
    at: "key.steps[0].rates",
    problem: "object_expected",
  },
  {
    put: step({ kind: "weights", kinds: ["hours"], quality: {} }),
    code: "document_invalid",
    at: "key.steps[0].quality.min",
    problem: "missing",
  },
  {
    put: step({ kind: "weights", kinds: ["hours"], quality: { min: "-1", max: "1" } }),
    code: "document_invalid",
    at: "key.steps[0].quality.min",
    problem: "below_zero",
  },
  {
    put: step({ kind: "weights", kinds: ["hours"], cap: "yes" }),
    code: "document_invalid",
    at: "key.steps[0].cap",
    problem: "flag_expected",
  },
  {
    put: step({ kind: "weights", kinds: ["hours"], cap: null }),
    code: "document_invalid",
    at: "key.steps[0].cap",
    problem: "flag_expected",
  },
  {
    put: { ...contribution({ amount: "2.00" }), ...step({ kind: "weights", kinds: ["hours"] }) },
    code: "document_invalid",
    at: "contributions[0].quantity",
    problem: "needed_by_step",
  },
  {
    put: { ...contribution({ kind: "km", quantity: "2" }), ...step({ kind: "weights", kinds: ["km"] }) },
    code: "document_invalid",
    at: "kinds[1].rate",
    problem: "needed_by_step",
  },
  {
    put: { ...step({ kind: "weights", kinds: ["hours"], quality: { min: "1", max: "2" } }), reviews: [{ of: "cy", by: "cy", score: "3" }] },
    code: "self_review",
    at: "reviews[0]",
  },

  // peer, takes
  { put: step({ kind: "peer" }), code: "key_invalid", at: "key.steps[0].method", problem: "missing" },
  { put: step({ kind: "peer", method: "loudest" }), code: "key_invalid", at: "key.steps[0].method", problem: "one_of" },
  {
    put: { ...step({ kind: "peer", method: "received" }), points: [{ from: "cy", to: "cy", points: 0 }] },
    code: "self_points",
    at: "points[0]",
  },
  { put: { ...step({ kind: "peer", method: "impartial" }), members: sound.members.slice(0, 2) }, code: "peer_too_few", at: "members" },
  { put: step({ kind: "peer", method: "impartial" }), code: "peer_points_missing", at: "points" },
  { put: step({ kind: "takes", throttle: 1 }), code: "document_invalid", at: "key.steps[0].throttle", problem: "flag_expected" },
];

for (const { put, code, at, problem } of faults) {
  t.test(`${code} at ${at}: ${JSON.stringify(put).slice(0, 120)}`, async (t) => {
    const refusal = refusalOf({ ...sound, ...put });
    t.equal(refusal.code, code);
    t.equal(refusal.figures.at, at);
    if (problem !== undefined) t.equal(refusal.figures.problem, problem);
  });
}

t.test("what is not a document at all", async (t) => {
  for (const value of [undefined, null, true, 0, "", "{}", [], [sound], () => sound]) {
    t.equal(refusalOf(value).code, "document_invalid");
  }
});

t.test("a refusal carries its figures", async (t) => {
  const exceeded = refusalOf({
    ...sound,
    claims: [{ member: "ana", amount: "150.00" }],
    ...step({ kind: "claims", settle: "deliberate", percent: "50" }),
  });
  t.same(exceeded.figures, {
    at: "key.steps[0]",
    step: 1,
    claimed: "150.00",
    available: "50.00",
    missing: "100.00",
    currency: "EUR",
  });
  const over = refusalOf({ ...sound, ...step({ kind: "fixed", lines: [{ ...toAna, amount: "100.01" }] }) });
  t.same(over.figures, { at: "key.steps[0]", step: 1, asked: "100.01", available: "100.00", currency: "EUR" });
  const missing = refusalOf({ ...sound, ...step({ kind: "peer", method: "impartial" }) });
  t.same(missing.figures, { at: "points", from: "ana", to: "cy" });
});

t.test("the whole document is read before any step pays", async (t) => {
  const steps = [
    { kind: "fixed", lines: [{ ...toAna, amount: "500.00" }] },
    { kind: "claims", settle: "lottery" },
  ];
  t.equal(refusalOf({ ...sound, key: { steps } }).code, "key_invalid");
});

t.test("of two steps that cannot be paid the first decides", async (t) => {
  const fixed = { kind: "fixed", lines: [{ ...toAna, amount: "500.00" }] };
  const peer = { kind: "peer", method: "impartial" };
  t.equal(refusalOf({ ...sound, key: { steps: [fixed, peer] } }).code, "key_exceeds_amount");
  t.equal(refusalOf({ ...sound, key: { steps: [peer, fixed] } }).code, "peer_points_missing");
});

function refusalOf(document: unknown): Refusal {
  try {
    return t.fail(`paid: ${JSON.stringify(settleSharing(document))}`) as never;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
