/** Charters of cooperation: the split and its flags, instalments, signatures, winding down. */
import fc from "fast-check";
import {
  type Articles,
  approvalWords,
  areApprovalWords,
  articleNames,
  type CharterState,
  requireComplete,
  signatoriesOf,
  unfinishedIn,
  unsignedOf,
} from "../../src/domain/charter.js";
import { charterModel } from "../../src/domain/charter-model.js";
import {
  decideInstalment,
  percentText,
  requireSplit,
  type SplitLine,
  type SplitPayment,
  splitFlags,
  standingsOf,
} from "../../src/domain/charter-split.js";
import { decideWindingStep, windingSteps } from "../../src/domain/charter-winding.js";
import type { Party } from "../../src/domain/party.js";
import { ratio } from "../../src/domain/ratio.js";
import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import { law } from "../support/law.js";
import { refusedWith as refused } from "../support/refused.js";
import { t } from "../support/tap.js";

const member = (id: string): Party => ({ kind: "member", id });
const line = (id: string, amountMinor: bigint | null, percent: string | null = null, party = member(id)): SplitLine => ({
  ...{ id, label: id, party, deliverables: "", percent, amountMinor },
});
const orchard = [line("association", 71_200n, "10"), line("ana", 548_000n), line("bob", 208_000n)];
const nameOf = ({ id }: Party) => id;

t.test("712 € called 10 % of 8,272 €: both bases, half up", async (t) => {
  t.match(splitFlags({ totalMinor: 827_200n, lines: orchard }), [
    { lineId: "association", percent: "10", ofTotal: "8.61", ofOthers: "9.42", percentMinor: 82_720n, othersMinor: 756_000n },
  ]);
  t.match(splitFlags({ totalMinor: null, lines: orchard }), [{ ofTotal: "8.61" }], "without a total, the lines are it");
  for (const [percent, amountMinor, why] of [
    ["9", 71_200n, "8.607 % is 9 % where no decimal is written"],
    ["8.6", 71_200n, "or 8.6 %"],
    ["8.61", 71_200n, "or 8.61 %"],
    ["10", 82_720n, "exactly"],
    ["33.3333", 333n, "3.33 is 33.3333 % of 10.00 to the cent"],
    [null, 71_200n, "nothing is written"],
  ] as const)
    t.same(splitFlags({ totalMinor: percent === "33.3333" ? 1_000n : 827_200n, lines: [line("one", amountMinor, percent)] }), [], why);
  t.match(
    splitFlags({ totalMinor: 1_000n, lines: [line("one", 500n, "60")] }),
    [{ ofTotal: "50.00", ofOthers: null }],
    "nothing beside it",
  );
  t.equal(percentText(ratio(1n, 800n)), "0.13", "0.125 % half up");
});

t.test("amounts rule: not above the total, nor percents above 100, nor lines of nobody", async (t) => {
  const parties = orchard.map(({ party }) => party);
  const split = (lines: readonly SplitLine[], totalMinor: bigint | null = 827_200n) => ({ currency: "EUR", totalMinor, lines });
  requireSplit(split(orchard), parties, nameOf);
  for (const [wanted, code, figures] of [
    [split([...orchard.slice(0, 2), line("bob", 208_001n)]), "split_above_total", { asked: "8272.01", over: "0.01" }],
    [split([line("ana", 1n, "99.5"), line("bob", 1n, "0.500001")]), "split_above_hundred", { sum: "100.000001" }],
    [split([line("cleo", 1n)]), "line_of_no_party", { at: "lines[0].party", name: "cleo" }],
    [split([line("ana", 0n)]), "amount_not_positive", { at: "lines[0].amount" }],
    [split([], 0n), "amount_not_positive", { at: "total" }],
  ] as const)
    t.match(
      refused(() => requireSplit(wanted, parties, nameOf)),
      { code, figures },
    );
});

t.test("an instalment over what is left: 1,000.00 of the orchard", async (t) => {
  const parts = decideInstalment(standingsOf(orchard, []), { amountMinor: 100_000n }, { sequence: 1, currency: "EUR", nameOf });
  t.same(
    parts.map(({ amountMinor }) => amountMinor),
    [8_607n, 66_248n, 25_145n],
  );
});

t.test("law: whatever instalments are asked, none takes more than is left, and together they are the split", async (t) =>
  law(
    t,
    "parts within what is left, all of it in the end",
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 1_000_000n }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.constantFrom("paid", "asked", "given-up")), { maxLength: 12 }),
      (amounts, steps) => {
        const lines = amounts.map((amount, place) => line(`line-${place}`, amount));
        const payments: SplitPayment[] = [];
        const total = amounts.reduce((sum, amount) => sum + amount, 0n);
        const ask = (amountMinor: bigint, state: SplitPayment["state"]) => {
          const standings = standingsOf(lines, payments);
          const parts = decideInstalment(standings, { amountMinor }, { sequence: payments.length + 1, currency: "EUR", nameOf });
          const sum = parts.reduce((all, part) => all + part.amountMinor, 0n);
          if (sum !== amountMinor) throw new Error(`${sum} of ${amountMinor}`);
          for (const part of parts) {
            const before = standings.find(({ id }) => id === part.lineId);
            if (!before || part.amountMinor > before.leftMinor) throw new Error(`${part.amountMinor} above ${before?.leftMinor}`);
          }
          payments.push({ state, lines: parts });
        };
        const left = () => standingsOf(lines, payments).reduce((sum, { leftMinor }) => sum + leftMinor, 0n);
        for (const [percent, state] of steps) {
          const amount = (left() * BigInt(percent)) / 100n;
          if (amount > 0n) ask(amount, state as SplitPayment["state"]);
        }
        if (left() > 0n) ask(left(), "paid");
        const standings = standingsOf(lines, payments);
        const held = standings.reduce((sum, { paidMinor, askedMinor }) => sum + paidMinor + askedMinor, 0n);
        if (held !== total || standings.some(({ leftMinor }) => leftMinor !== 0n)) throw new Error(`${held} of ${total}`);
      },
    ),
  ),
);

t.test("a third party’s line is not paid by a sharing", async (t) => {
  const lines = [line("ana", 100n), line("printer", 900n, null, { kind: "third-party", id: "printer" })];
  const options = { sequence: 1, currency: "EUR", nameOf };
  t.same(decideInstalment(standingsOf(lines, []), { amountMinor: 100n }, options), [{ lineId: "ana", amountMinor: 100n }]);
  t.match(
    refused(() => decideInstalment(standingsOf(lines, []), { lines: [{ lineId: "printer", amountMinor: 1n }] }, options)),
    {
      code: "line_party_not_member",
    },
  );
});

t.test("the words of a signature are read however they are written", async (t) => {
  for (const words of ["lu et approuvé", "Lu et approuve", "« Lu et approuvé »", "READ AND  APPROVED.", ...Object.values(approvalWords)])
    t.ok(areApprovalWords(words), words);
  for (const words of ["lu", "approuvé et lu", ""]) t.notOk(areApprovalWords(words), words);
});

t.test("who is taken out of a charter in force signs that they are", async (t) => {
  const version = (number: number, ids: readonly string[], inForceAt: Date | null, signed: readonly string[] = []) => ({
    ...{ id: `v${number}`, number, articles: charterModel("fr"), changedAt: new Date(0), openedAt: new Date(0), inForceAt },
    parties: ids.map((id) => ({ ...member(id), role: "" })),
    signatures: signed.map((id) => ({ party: member(id), signedOn: "2026-03-12" })),
  });
  const [first, second] = [version(1, ["ana", "bob"], new Date(0)), version(2, ["ana", "cleo"], null, ["cleo"])];
  const charter: CharterState = { title: "Récit", versions: [first, second], windingAt: null, closedAt: null };
  t.same(signatoriesOf(charter, second).map(nameOf), ["ana", "cleo", "bob"]);
  t.same(unsignedOf(charter, second).map(nameOf), ["ana", "bob"]);
  t.same(signatoriesOf({ versions: [first] }, first).map(nameOf), ["ana", "bob"]);
});

t.test("the checklist: settled at zero, the experience written, closed with the last step", async (t) => {
  t.same(windingSteps, ["client", "association", "refund", "settle", "circle", "document"], "clients first, the experience last");
  const facts = { done: new Set(windingSteps.slice(0, 5)), balanceMinor: 0n, committedMinor: 0n, askedMinor: 0n, currency: "EUR" };
  t.same(decideWindingStep(facts, "document", "Appris."), { closes: true });
  t.same(decideWindingStep({ ...facts, done: new Set() }, "document", "Appris."), { closes: false });
  t.match(
    refused(() => decideWindingStep({ ...facts, askedMinor: 100n }, "document", "Appris.")),
    { code: "charter_instalments_asked", figures: { asked: "1.00" } },
  );
  t.match(
    refused(() => decideWindingStep(facts, "document", " ")),
    { code: "experience_missing" },
  );
  t.match(
    refused(() => decideWindingStep(facts, "client", "")),
    { code: "charter_step_done" },
  );
  for (const more of [{ balanceMinor: 12_000n }, { committedMinor: 1n }])
    t.match(
      refused(() => decideWindingStep({ ...facts, done: new Set(), ...more }, "settle", "")),
      { code: "charter_not_settled" },
    );
  t.match(
    refused(() => decideWindingStep({ ...facts, balanceMinor: 1n }, "document", "Appris.")),
    { code: "charter_not_settled" },
    "at the end too",
  );
});

t.test("what is left to complete, wherever it stands; not what one completes", async (t) => {
  const articles = Object.fromEntries(articleNames.map((name) => [name, "Écrit."])) as unknown as Articles;
  const party = { kind: "member", id: "ana", role: "Écrit" } as const;
  const line = { label: "Texte", deliverables: "" };
  const whole = { articles, parties: [party, party], lines: [line] };
  const leftIn = (text: string) => unfinishedIn({ ...whole, articles: { ...articles, values: text } }).length;
  for (const text of [
    "À compléter",
    "Soin.\nÀ compléter : le reste",
    "Le client : à compléter.",
    "[à compléter]",
    "TO COMPLETE: all",
    "a completer…",
  ])
    t.equal(leftIn(text), 1, text);
  for (const text of ["Un questionnaire à compléter : en mars.", "We meet to complete the work.", "", "Compléter la carte."])
    t.equal(leftIn(text), 0, text);
  t.same(
    unfinishedIn({ ...whole, parties: [party, { ...party, role: "À compléter" }], lines: [line, { ...line, label: "(à compléter)" }] }),
    [
      { at: "parties[1].role", article: "roles" },
      { at: "lines[1].label", article: "split" },
    ],
  );
  for (const language of ["fr", "en"] as const) {
    const model = { ...whole, articles: charterModel(language) };
    t.same(unfinishedIn(model), [{ at: "articles.object", article: "object" }], language);
    const refusal = refused(() => requireComplete("Récit", model));
    t.match(refusal, { code: "charter_unfinished", figures: { articles: ["object"], places: ["articles.object"] } });
    if (refusal) t.match(refusalSentence(refusal.code, refusal.figures, language), /: Obje(?:t|ct)\.$/);
  }
});

t.test("the starting text has every article, in both languages", async (t) => {
  const [first, second] = ["object roles values dates split management", "disputes licences data revision signatures"];
  t.same(articleNames, `${first} ${second}`.split(" "));
  for (const language of ["fr", "en"] as const) t.same(Object.keys(charterModel(language)), articleNames, language);
  for (const language of ["fr", "en"] as const)
    for (const [name, text] of Object.entries(charterModel(language))) t.ok(text.length > 40, `${language} ${name}`);
});
