import fc from "fast-check";
import {
  type Actor,
  type Contribution,
  counts,
  decideAmend,
  decideAnswer,
  decideLog,
  decideQuestion,
  decideSettleQuestion,
  decideWithdraw,
  isClaimed,
  isReimbursed,
  type LifeFacts,
  lifeOf,
  type Question,
} from "../../src/domain/contribution.js";
import { type Alike, type ContributionDraft, type DraftFacts, draftFaults, isAlike } from "../../src/domain/contribution-draft.js";
import { Refusal } from "../../src/domain/refusals.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const now = new Date("2026-03-18T10:00:00Z");
const later = new Date("2026-03-18T11:00:00Z");

const facts: DraftFacts = {
  today: "2026-03-18",
  currency: "EUR",
  kinds: new Map([
    ["facilitation", { name: "Facilitation", unit: "h", isExpense: false, isArchived: false }],
    ["train", { name: "Train", unit: "EUR", isExpense: true, isArchived: false }],
    ["car", { name: "Voiture", unit: "km", isExpense: true, isArchived: false }],
    ["goods", { name: "Matériel", unit: "EUR", isExpense: false, isArchived: false }],
    ["joy", { name: "Joie", unit: null, isExpense: false, isArchived: false }],
    ["weaving", { name: "Tissage", unit: "h", isExpense: false, isArchived: true }],
    ["yen", { name: "Achat au Japon", unit: "JPY", isExpense: false, isArchived: false }],
  ]),
  members: new Map([
    ["ana", { name: "Ana", leftOn: null }],
    ["bob", { name: "Bob", leftOn: null }],
    ["lou", { name: "Lou", leftOn: "2026-02-28" }],
  ]),
  circles: new Set(["welcome", "garden"]),
  envelopes: new Map([
    [
      "kit",
      {
        name: "Kit commun",
        isClosed: false,
        eligibleFromOn: "2026-01-01",
        eligibleUntilOn: "2026-03-10",
        eligibleKindIds: ["facilitation"],
      },
    ],
    ["old", { name: "Fête 2024", isClosed: true, eligibleFromOn: null, eligibleUntilOn: null, eligibleKindIds: [] }],
  ]),
};

const draft: ContributionDraft = {
  memberId: "ana",
  circleId: "welcome",
  kindId: "facilitation",
  envelopeId: null,
  paidTo: null,
  dayOn: "2026-03-12",
  untilOn: null,
  quantity: "3.50",
  unit: null,
  amount: null,
  claim: "60",
  note: "  Atelier du 12 ",
  tags: [],
  evidence: null,
  settlement: null,
  isVolunteered: false,
};

const ana: Actor = { memberId: "ana", pilotOf: new Set(), contributorOf: new Set(["welcome"]) };
const bob: Actor = { memberId: "bob", pilotOf: new Set(), contributorOf: new Set(["welcome"]) };
const pilot: Actor = { memberId: "pia", pilotOf: new Set(["welcome"]), contributorOf: new Set() };
const outsider: Actor = { memberId: "max", pilotOf: new Set(["garden"]), contributorOf: new Set() };

const expense: Partial<ContributionDraft> = { kindId: "train", quantity: null, amount: "42.50", claim: null };

t.test("a draft that stands is kept in whole minor units and plain decimals", async (t) => {
  const { contribution, warnings, told } = decideLog({ ...facts, alike: [], actor: bob }, { id: "c1", draft }, now);
  t.match(contribution, {
    quantity: "3.5",
    claimMinor: 6000n,
    amountMinor: null,
    note: "Atelier du 12",
    loggedBy: "bob",
    status: "declared",
  });
  t.same(warnings, []);
  t.same(told, ["ana"], "who was not there to log it is told");
  const own = decideLog({ ...facts, alike: [], actor: ana }, { id: "c1", draft: { ...draft, ...expense } }, now);
  t.match(own.contribution, { amountMinor: 4250n, claimMinor: null, settlement: "reimburse" }, "an expense is reimbursed unless said");
  t.same(own.told, []);
});

t.test("each fault has its code, its field and its figures", async (t) => {
  const table: [Partial<ContributionDraft>, string, Record<string, unknown>][] = [
    [{ dayOn: "2026-02-30" }, "day_invalid", { at: "dayOn", day: "2026-02-30" }],
    [{ dayOn: "2026-03-19" }, "day_in_future", { at: "dayOn", day: "2026-03-19", today: "2026-03-18" }],
    [{ untilOn: "2026-03-19" }, "day_in_future", { at: "untilOn" }],
    [{ dayOn: "1026-03-12" }, "day_too_early", { at: "dayOn", day: "1026-03-12", earliest: "1900-01-01" }],
    [{ dayOn: "1899-12-31" }, "day_too_early", { at: "dayOn" }],
    [{ untilOn: "12/03" }, "day_invalid", { at: "untilOn" }],
    [{ untilOn: "2026-03-11" }, "days_reversed", { at: "untilOn", from: "2026-03-12", until: "2026-03-11" }],
    [{ memberId: "eve" }, "unknown_member", { at: "memberId", id: "eve" }],
    [{ paidTo: "eve" }, "unknown_member", { at: "paidTo", id: "eve" }],
    [{ memberId: "lou" }, "member_inactive", { at: "memberId", member: "Lou", left: "2026-02-28" }],
    [{ circleId: "sky" }, "unknown_circle", { at: "circleId", id: "sky" }],
    [{ envelopeId: "none" }, "unknown_envelope", { at: "envelopeId", id: "none" }],
    [{ envelopeId: "old" }, "envelope_closed", { at: "envelopeId", envelope: "Fête 2024" }],
    [{ kindId: "magic" }, "unknown_kind", { at: "kindId", id: "magic" }],
    [{ kindId: "weaving" }, "kind_archived", { at: "kindId", kind: "Tissage" }],
    [{ quantity: null }, "quantity_missing", { at: "quantity", kind: "Facilitation", unit: "h" }],
    [{ quantity: "3h30" }, "quantity_invalid", { at: "quantity", quantity: "3h30" }],
    [{ quantity: "-2" }, "quantity_not_positive", { at: "quantity", quantity: "-2" }],
    [{ quantity: "0.00" }, "quantity_not_positive", { at: "quantity" }],
    [{ quantity: "1.1234567" }, "quantity_precision", { at: "quantity", decimals: 6 }],
    [{ quantity: "1234567890" }, "quantity_too_large", { at: "quantity", digits: 9 }],
    [{ unit: "km" }, "unit_mismatch", { at: "unit", kind: "Facilitation", expected: "h", found: "km" }],
    [{ amount: "12.00" }, "amount_on_quantity", { at: "amount", kind: "Facilitation", unit: "h" }],
    [{ kindId: "joy", quantity: "1" }, "quantity_on_quality", { at: "quantity", kind: "Joie" }],
    [{ kindId: "joy", quantity: null, amount: "1" }, "quantity_on_quality", { at: "amount" }],
    [{ kindId: "goods", quantity: null }, "amount_missing", { at: "amount", kind: "Matériel", currency: "EUR" }],
    [{ kindId: "goods", amount: "12" }, "quantity_on_amount", { at: "quantity", kind: "Matériel", unit: "EUR" }],
    [{ kindId: "yen", quantity: null, amount: "12" }, "currency_mismatch", { at: "kindId", expected: "EUR", found: "JPY" }],
    [{ ...expense, amount: "42.505" }, "amount_precision", { at: "amount", amount: "42.505", decimals: 2 }],
    [{ ...expense, amount: "-42.50" }, "amount_not_positive", { at: "amount" }],
    [{ ...expense, amount: "42,50" }, "amount_invalid", { at: "amount" }],
    [{ ...expense, amount: "92233720368547758.08" }, "amount_too_large", { at: "amount", max: "92233720368547758.07" }],
    [{ claim: "60.005" }, "amount_precision", { at: "claim", currency: "EUR", decimals: 2 }],
    [{ claim: "0" }, "amount_not_positive", { at: "claim" }],
    [{ ...expense, claim: "10" }, "expense_with_claim", { at: "claim", claim: "10" }],
    [{ ...expense, settlement: "later" }, "settlement_unknown", { at: "settlement", settlement: "later" }],
    [{ settlement: "gift" }, "settlement_on_other", { at: "settlement", kind: "Facilitation" }],
    [{ isVolunteered: true }, "volunteered_with_claim", { at: "claim", claim: "60" }],
    [{ note: " \n " }, "note_missing", { at: "note" }],
    [{ note: "x".repeat(5001) }, "note_too_long", { at: "note", length: 5001, max: 5000 }],
    [{ tags: ["kit", " "] }, "tags_invalid", { at: "tags" }],
    [{ tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }, "tags_invalid", { at: "tags", count: 21, max: 20 }],
  ];
  for (const [change, code, figures] of table) {
    const faults = draftFaults({ ...draft, ...change }, facts);
    t.equal(faults.length, 1, `${code}: one fault alone`);
    t.match(faults[0], { code, figures }, JSON.stringify(change));
  }
});

t.test("what is welcome although it looks unusual", async (t) => {
  const table: [string, Partial<ContributionDraft>][] = [
    ["a span of days", { dayOn: "2026-03-10", untilOn: "2026-03-12" }],
    ["the unit in other words", { unit: "Heures" }],
    ["joy without number, with a wish", { kindId: "joy", quantity: null }],
    ["goods with a wish", { kindId: "goods", quantity: null, amount: "120" }],
    ["a car, with its amount and its kilometres", { kindId: "car", quantity: "120", amount: "24.60", claim: null }],
    ["a car, with its amount alone", { kindId: "car", quantity: null, amount: "24.60", claim: null }],
    ["an expense that is waived", { ...expense, settlement: "gift" }],
    ["what somebody gave before they left", { memberId: "lou", dayOn: "2026-02-28" }],
    ["today", { dayOn: "2026-03-18" }],
    ["the first day there is", { dayOn: "1900-01-01" }],
  ];
  for (const [name, change] of table) t.same(draftFaults({ ...draft, ...change }, facts), [], name);
});

t.test("all faults are told at once", async (t) => {
  const wrong = { ...draft, dayOn: "2027-01-01", quantity: "-1", note: "" };
  try {
    decideLog({ ...facts, alike: [], actor: ana }, { id: "c1", draft: wrong }, now);
    t.fail("was accepted");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    t.equal(error.code, "day_in_future");
    t.same(
      (error.figures.faults as { code: string }[]).map(({ code }) => code),
      ["day_in_future", "quantity_not_positive", "note_missing"],
    );
  }
});

t.test("warnings never refuse", async (t) => {
  const twin: Alike = {
    id: "c0",
    memberId: "ana",
    kindId: "facilitation",
    dayOn: "2026-03-12",
    quantity: "3.5",
    amountMinor: null,
    note: "atelier",
  };
  const { warnings } = decideLog({ ...facts, alike: [twin], actor: ana }, { id: "c1", draft: { ...draft, envelopeId: "kit" } }, now);
  t.match(warnings, [
    { code: "day_outside_envelope", figures: { at: "dayOn", day: "2026-03-12", until: "2026-03-10" } },
    { code: "probable_duplicate", figures: { id: "c0", day: "2026-03-12" } },
  ]);
  const outside = decideLog(
    { ...facts, alike: [], actor: ana },
    { id: "c1", draft: { ...draft, ...expense, envelopeId: "kit", dayOn: "2026-03-01" } },
    now,
  );
  t.match(outside.warnings, [{ code: "kind_outside_envelope", figures: { at: "kindId", kind: "Train", envelope: "Kit commun" } }]);
  const dated = (dayOn: string) => decideLog({ ...facts, alike: [], actor: ana }, { id: "c1", draft: { ...draft, dayOn } }, now).warnings;
  t.match(dated("2016-03-12"), [{ code: "day_long_ago", figures: { at: "dayOn", day: "2016-03-12", years: 5 } }], "a mistyped year");
  t.match(dated("2021-03-17"), [{ code: "day_long_ago" }]);
  t.same(dated("2021-03-18"), [], "five years ago today is still near");
  const joy = { ...twin, kindId: "joy", quantity: null, note: "Élan du  matin" };
  t.ok(isAlike(joy, { ...joy, note: "elan du matin" }), "the same words make a quality the same");
  t.notOk(isAlike(joy, { ...joy, note: "chants" }));
  t.notOk(isAlike(twin, { ...twin, quantity: "4" }));
});

const logged: Contribution = decideLog({ ...facts, alike: [], actor: bob }, { id: "c1", draft }, now).contribution;
const question: Question = {
  id: "q1",
  askedBy: "bob",
  askedAt: now,
  reason: "3 h 30, vraiment ?",
  answer: null,
  answeredBy: null,
  answeredAt: null,
  settledBy: null,
  settledAt: null,
  outcome: null,
};
const life = (change: Partial<LifeFacts> = {}): LifeFacts => ({
  contribution: logged,
  sharing: null,
  question: null,
  actor: ana,
  isOnlyCircle: false,
  ...change,
});
const asked = life({ contribution: { ...logged, status: "questioned" }, question });

t.test("a question, its answer and its settlement", async (t) => {
  const first = decideQuestion(life({ actor: outsider, isOnlyCircle: true }), { id: "q1", reason: "Pourquoi ?" }, later);
  t.equal(first.contribution.status, "questioned", "in a collective that is one circle, everybody may ask");
  const { contribution, question: open, told } = decideQuestion(life({ actor: pilot }), { id: "q1", reason: " Pourquoi ? " }, later);
  t.match(open, { reason: "Pourquoi ?", askedBy: "pia", outcome: null });
  t.same(told, ["ana", "bob"]);

  const answer = decideAnswer(life({ contribution, question: open }), { answer: "Avec le rangement" }, later);
  t.match(answer, {
    contribution: { status: "answered" },
    question: { answer: "Avec le rangement", answeredBy: "ana" },
    told: ["pia", "bob"],
  });

  const kept = decideSettleQuestion(
    life({ contribution: answer.contribution, question: answer.question, actor: pilot }),
    { outcome: "kept", reason: null },
    later,
  );
  t.match(kept, { contribution: { status: "declared" }, question: { outcome: "kept", settledBy: "pia" } });
  const withdrawn = decideSettleQuestion({ ...asked, actor: pilot }, { outcome: "withdrawn", reason: "en double" }, later);
  t.match(withdrawn, {
    contribution: { status: "withdrawn" },
    version: { change: "settled", reason: "en double", before: { status: "questioned" } },
  });
});

t.test("an amendment keeps what stood before, and answers a question", async (t) => {
  const {
    contribution,
    version,
    question: after,
    told,
  } = decideAmend({ ...asked, ...facts, alike: [] }, { change: { quantity: "3" }, reason: "mal compté" }, later);
  t.match(contribution, { quantity: "3", claimMinor: 6000n, status: "answered", changedAt: later });
  t.match(version, { change: "amended", changedBy: "ana", before: { quantity: "3.5" } });
  t.match(after, { answer: "mal compté", answeredBy: "ana" });
  t.same(told, ["bob"]);

  const gone = { ...facts, kinds: new Map([...facts.kinds].map(([id, kind]) => [id, { ...kind, isArchived: true }])) };
  t.match(
    decideAmend({ ...life(), ...gone, alike: [] }, { change: { note: "autrement dit" }, reason: null }, later).contribution,
    { note: "autrement dit", status: "declared" },
    "a kind that was archived since does not stop other changes",
  );
  const train = decideLog({ ...facts, alike: [], actor: ana }, { id: "c2", draft: { ...draft, ...expense } }, now).contribution;
  const moved = decideAmend(
    { ...life({ contribution: train }), ...facts, alike: [] },
    { change: { kindId: "goods" }, reason: null },
    later,
  ).contribution;
  t.equal(moved.settlement, null, "what is no expense any more is not reimbursed");
});

t.test("who may not, and when no more", async (t) => {
  const posted = { id: "s1", state: "posted" } as const;
  const proposed = { id: "s1", state: "proposed" } as const;
  const withdrawn = life({ contribution: { ...logged, status: "withdrawn" } });
  const amend = (on: LifeFacts) => decideAmend({ ...on, ...facts, alike: [] }, { change: { quantity: "3" }, reason: null }, later);
  const withdraw = (on: LifeFacts) => decideWithdraw(on, { reason: null }, later);
  const ask = (on: LifeFacts) => decideQuestion(on, { id: "q2", reason: "?" }, later);
  const answer = (on: LifeFacts) => decideAnswer(on, { answer: "voilà" }, later);
  const settle = (on: LifeFacts, outcome: "kept" | "withdrawn" = "kept") => decideSettleQuestion(on, { outcome, reason: null }, later);
  const table: [string, () => unknown, string][] = [
    ["a stranger amends", () => amend(life({ actor: pilot })), "not_author"],
    ["a stranger withdraws", () => withdraw(life({ actor: outsider })), "not_author"],
    ["amending in a proposed sharing", () => amend(life({ sharing: proposed })), "contribution_in_sharing"],
    ["amending in a posted sharing", () => amend(life({ sharing: posted })), "contribution_in_sharing"],
    ["withdrawing in a proposed sharing", () => withdraw(life({ sharing: proposed })), "contribution_in_sharing"],
    ["amending what is withdrawn", () => amend(withdrawn), "contribution_withdrawn"],
    ["withdrawing twice", () => withdraw(withdrawn), "contribution_withdrawn"],
    [
      "amending nothing",
      () => decideAmend({ ...life(), ...facts, alike: [] }, { change: { claim: "60.00" }, reason: null }, later),
      "nothing_changed",
    ],
    [
      "amending into nonsense",
      () => decideAmend({ ...life(), ...facts, alike: [] }, { change: { quantity: "-3" }, reason: null }, later),
      "quantity_not_positive",
    ],
    ["a question from another circle", () => ask(life({ actor: outsider })), "not_in_circle"],
    ["a question without reason", () => decideQuestion(life({ actor: pilot }), { id: "q2", reason: "  " }, later), "reason_missing"],
    ["a second question", () => ask({ ...asked, actor: pilot }), "question_open"],
    ["a question on what is withdrawn", () => ask({ ...withdrawn, actor: pilot }), "contribution_withdrawn"],
    ["a question on what was shared", () => ask(life({ actor: pilot, sharing: posted })), "contribution_in_sharing"],
    ["an answer to nothing", () => answer(life()), "not_questioned"],
    ["an answer by somebody else", () => answer({ ...asked, actor: pilot }), "not_author"],
    ["an empty answer", () => decideAnswer(asked, { answer: "" }, later), "reason_missing"],
    ["settling without being the pilot", () => settle(asked), "role_missing"],
    ["settling nothing", () => settle(life({ actor: pilot })), "not_questioned"],
    [
      "withdrawing by settlement in a proposed sharing",
      () => settle({ ...asked, actor: pilot, sharing: proposed }, "withdrawn"),
      "contribution_in_sharing",
    ],
  ];
  for (const [name, run, code] of table) t.throws(run, { code }, name);
  t.equal(ask(life({ actor: pilot, sharing: proposed })).contribution.status, "questioned", "a proposed sharing may still be questioned");
  t.equal(settle({ ...asked, actor: pilot, sharing: proposed }).contribution.status, "declared");
  t.match(withdraw({ ...asked, actor: bob }), { contribution: { status: "withdrawn" }, question: { outcome: "withdrawn" }, told: ["ana"] });
  t.equal(amend(life({ sharing: { id: "s1", state: "reversed" } })).contribution.quantity, "3", "a reversed sharing sets it free");
});

t.test("what a sharing makes of it", async (t) => {
  const table = [
    { status: "declared", line: null, life: "declared" },
    { status: "answered", line: { isPaid: false, unpaid: null }, life: "in-sharing" },
    { status: "declared", line: { isPaid: true, unpaid: null }, life: "paid" },
    { status: "declared", line: { isPaid: true, unpaid: "carried" }, life: "carried" },
    { status: "declared", line: { isPaid: false, unpaid: "offered" }, life: "offered" },
    { status: "declared", line: { isPaid: false, unpaid: "withdrawn" }, life: "withdrawn" },
  ] as const;
  for (const { status, line, life } of table) t.equal(lifeOf(status, line), life);
  t.ok(isReimbursed({ settlement: "reimburse" }));
  t.notOk(isReimbursed({ settlement: "gift" }));
  t.notOk(isReimbursed({ settlement: "collective" }));
  t.ok(isClaimed({ settlement: null, claimMinor: 1n }));
  t.notOk(isClaimed({ settlement: "gift", claimMinor: 1n }));
  t.ok(counts("questioned"));
  t.notOk(counts("withdrawn"));
});

const odd = fc.oneof(fc.string(), fc.constantFrom("2026-03-12", "12.50", "-1", "0", "1e5", "h", "EUR", "999999999999999999999"));
const mostly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | string> =>
  fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: odd });
const decimal = fc.constantFrom(null, "3.50", "12", "0.01", "1234.5");
const anyDraft: fc.Arbitrary<ContributionDraft> = fc.record({
  memberId: mostly(fc.constant("ana")),
  circleId: mostly(fc.constant("welcome")),
  kindId: mostly(fc.constantFrom(...facts.kinds.keys())),
  envelopeId: mostly(fc.constantFrom(null, "kit")),
  paidTo: mostly(fc.constantFrom(null, "bob")),
  dayOn: mostly(fc.constant("2026-03-12")),
  untilOn: mostly(fc.constantFrom(null, "2026-03-14")),
  quantity: mostly(decimal),
  unit: mostly(fc.constant(null)),
  amount: mostly(decimal),
  claim: mostly(decimal),
  note: fc.string({ minLength: 1 }),
  tags: fc.array(fc.string(), { maxLength: 1 }),
  evidence: fc.constant(null),
  settlement: mostly(fc.constantFrom(null, "gift")),
  isVolunteered: fc.boolean(),
});

t.test("laws", async (t) => {
  let accepted = 0;
  law(
    t,
    "any draft is kept or refused by code, and what is kept is kept again when amended with its own words",
    fc.property(anyDraft, (draft) => {
      try {
        const { contribution } = decideLog({ ...facts, alike: [], actor: ana }, { id: "c1", draft }, now);
        accepted += 1;
        const mine = { ...life({ contribution }), ...facts, alike: [] };
        const { contribution: again } = decideAmend(
          { ...mine, actor: ana },
          { change: { note: `${contribution.note} !` }, reason: null },
          later,
        );
        return again.amountMinor === contribution.amountMinor && again.quantity === contribution.quantity;
      } catch (error) {
        return error instanceof Refusal;
      }
    }),
    5000,
  );
  t.ok(accepted > 20, `${accepted} drafts were accepted`);
});
