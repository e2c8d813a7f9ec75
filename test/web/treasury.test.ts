/** What the pages of the treasury work out before anything is sent: in figures, by the rules that will decide it. */

import type { LineProposal } from "../../src/web/bank-place.js";
import { isPaidInPart, sumsByStatus } from "../../src/web/batch-figures.js";
import { asksOf, envelopesFor } from "../../src/web/components/treasury/bank-line-request.js";
import { envelopeMeant } from "../../src/web/envelope-meant.js";
import { addressOf, askedOf, filterOf, noFilter, originsOf } from "../../src/web/treasury-entries.js";
import { fileAddress, isPeriod } from "../../src/web/treasury-exports.js";
import { effectsOfReversal, movedBy, PageBooks, restOf, type SaidLine, sumsOf } from "../../src/web/treasury-figures.js";
import { goneGifts, isPercent, planMoneyIn } from "../../src/web/treasury-money-in.js";
import { planOpening } from "../../src/web/treasury-opening.js";
import { type OwedShare, planPayment, sharesIn } from "../../src/web/treasury-payments.js";
import { canGiveTo, canTakeFrom, type TransferPlace } from "../../src/web/treasury-transfers.js";
import { t } from "../support/tap.js";

const bank = { id: "bank", name: "Compte courant" };
const shown = [
  { class: "bank", ownerId: "bank", name: "Compte courant", commodity: "EUR", balance: "1000.00" },
  { class: "member", ownerId: "noor", name: "Noor", commodity: "EUR", balance: "191.45" },
] as const;

const share = (id: string, left: string, more: Partial<OwedShare> = {}): OwedShare => ({
  id,
  sharingId: "kit",
  label: "Kit",
  nature: "work",
  payee: { id: "noor", name: "Noor" },
  forMemberId: "noor",
  currency: "EUR",
  amount: left,
  left,
  doubts: [],
  ...more,
});

t.test("a payment says what the bank and each payee will show, and is refused by the rule of the service", async (t) => {
  const whole = { share: share("a", "172.55"), amount: "172.55", reason: "" };
  const part = { share: share("b", "18.90"), amount: "10", reason: "" };
  t.same(planPayment([whole, part], bank, shown), {
    total: "182.55",
    effects: [
      { class: "member", name: "Noor", commodity: "EUR", before: "191.45", after: "8.90" },
      { class: "bank", name: "Compte courant", commodity: "EUR", before: "1000.00", after: "817.45" },
    ],
  });
  t.same(planPayment([whole, { ...part, amount: undefined }], bank, shown), {}, "nothing is said of what cannot be read");
  t.same(planPayment([whole], undefined, shown), {}, "nor without an account");
  const { refusal } = planPayment([whole, { ...part, amount: "20.00" }], bank, shown);
  t.match(refusal, { code: "share_overpaid", figures: { at: "items[1].amount", left: "18.90", asked: "20.00" } });
  t.match(planPayment([{ ...part, amount: "0" }], bank, shown).refusal, {
    code: "amount_not_positive",
    figures: { at: "items[0].amount" },
  });
  t.match(planPayment([{ ...part, amount: "1.234" }], bank, shown).refusal, { code: "amount_precision" });
  const doubtful = { ...whole, share: share("a", "172.55", { doubts: ["footing_missing"] }) };
  t.equal(planPayment([doubtful], bank, shown).total, "172.55", "the figures are said before the reason is");
});

t.test("a chosen gift that is promised no more is told from one that is merely of somebody else", async (t) => {
  const promised = [{ id: "serre" }, { id: "of-another" }];
  t.same(goneGifts(["serre", "haie", "of-another"], promised), ["haie"]);
  t.same(goneGifts(["serre"], promised), []);
});

t.test("one more beside those that are named is a figure, whether a person or a fund", async (t) => {
  (globalThis as { localStorage?: unknown }).localStorage ??= { getItem: () => "fr", setItem: () => undefined };
  const { default: fr } = await import("../../src/web/i18n/fr/treasury.js");
  const { default: en } = await import("../../src/web/i18n/en/treasury.js");
  t.same([1, 2].map(fr.more), ["et 1 autre", "et 2 autres"]);
  t.same([1, 2].map(en.more), ["and one more", "and 2 more"]);
});

t.test("the shares among what is owed", async (t) => {
  const item = { originId: "kit", label: "Kit", nature: "work", forMemberId: "noor", amount: "5.00", left: "5.00", doubts: [] };
  const owed = { payee: "member", id: "noor", name: "Noor", currency: "EUR" } as const;
  const items = [
    { ...item, what: "share", id: "a" },
    { ...item, what: "bill", id: "b" },
  ] as const;
  t.match(sharesIn([{ ...owed, items }]), [{ id: "a", sharingId: "kit", payee: { id: "noor", name: "Noor" }, currency: "EUR" }]);
});

t.test("money in with a levy", async (t) => {
  const asked = {
    amount: "1000.00",
    currency: "EUR",
    nature: "grant",
    envelope: { id: "kit", name: "Kit" },
    bank,
    levies: [{ fund: { id: "commons", name: "Communs" }, percent: "8" }],
    balances: shown,
  };
  t.match(planMoneyIn(asked).effects, [
    { name: "Compte courant", before: "1000.00", after: "2000.00" },
    { name: "Kit", before: "0.00", after: "920.00" },
    { name: "Communs", before: "0.00", after: "80.00" },
  ]);
  t.same(planMoneyIn({ ...asked, amount: undefined }), {});
  t.same(planMoneyIn({ ...asked, levies: [{ fund: bank, percent: "101" }] }), {}, "a percent that is none is said beside its field");
  t.match(planMoneyIn({ ...asked, amount: "-1" }).refusal, { code: "amount_not_positive" });
  for (const percent of ["0", "8.5", "100", "100.0"]) t.ok(isPercent(percent), percent);
  for (const percent of ["-1", "100.1", "8,5", undefined]) t.notOk(isPercent(percent), `${percent}`);
});

t.test("opening balances: both sides, and how far they are apart", async (t) => {
  const part = (partClass: "bank" | "envelope" | "fund", id: string, amount: string | undefined) => ({
    class: partClass,
    owner: { id, name: id },
    currency: "EUR",
    amount,
  });
  const parts = [part("bank", "b", "1240.00"), part("envelope", "e", "1000"), part("fund", "f", "200.00")];
  t.match(planOpening(parts, "EUR"), {
    banked: "1240.00",
    meant: "1200.00",
    apart: "40.00",
    isReady: false,
    refusal: { code: "entry_unbalanced" },
  });
  const even = [...parts.slice(0, 2), part("fund", "f", "240.00")];
  t.strictSame(planOpening(even, "EUR"), { banked: "1240.00", meant: "1240.00", apart: "0.00", isReady: true });
  t.match(planOpening([part("bank", "b", "0")], "EUR"), { isReady: false }, "nothing at all is no opening");
  t.match(planOpening([...even, part("fund", "g", undefined)], "EUR"), { isReady: false }, "nor what cannot be read");
});

t.test("what an entry moves, and what its reversal would change", async (t) => {
  const line = (name: string, lineClass: SaidLine["class"], amount: string): SaidLine => ({
    accountId: name,
    class: lineClass,
    ownerId: name,
    name,
    commodity: "EUR",
    amount,
    nature: null,
    forMemberId: null,
  });
  const levied = [
    line("bank", "bank", "1000.00"),
    line("kit", "envelope", "-1000.00"),
    line("kit", "envelope", "80.00"),
    line("c", "fund", "-80.00"),
  ];
  t.same(movedBy(levied), { commodity: "EUR", amount: "1000.00" });
  const refund = [
    line("bank", "bank", "50.00"),
    line("ana", "member", "-50.00"),
    line("ana", "member", "50.00"),
    line("kit", "envelope", "-50.00"),
  ];
  t.same(movedBy(refund), { commodity: "EUR", amount: "50.00" }, "what passes through counts for nothing");
  t.match(effectsOfReversal(shown, refund), [
    { name: "bank", before: "1000.00", after: "950.00" },
    { name: "kit", before: "0.00", after: "-50.00" },
  ]);
  t.equal(effectsOfReversal(shown, refund).length, 2, "nobody whose account ends where it was");
  t.same(movedBy([]), { commodity: "EUR", amount: "0.00" });
});

t.test("sums are exact, one a currency", async (t) => {
  t.same(
    sumsOf([
      { currency: "EUR", amount: "0.10" },
      { currency: "EUR", amount: "0.20" },
      { currency: "CHF", amount: "5.00" },
    ]),
    [
      { currency: "EUR", amount: "0.30" },
      { currency: "CHF", amount: "5.00" },
    ],
  );
  t.equal(restOf("312.40", "300", "EUR"), "12.40");
  t.equal(restOf("312.40", "312.41", "EUR"), undefined, "more than the whole");
  t.equal(restOf("312.40", "1.234", "EUR"), undefined, "no amount of this currency");
  t.equal(restOf("312.40", undefined, "EUR"), undefined);
  const points = new PageBooks([{ class: "round", ownerId: "pool", name: "Fonds", commodity: "points", balance: "100" }]);
  const pool = points.account("round", { id: "pool", name: "Fonds" }, "points");
  t.match(points.effects({ lines: [{ accountId: pool.id, commodity: "points", amountMinor: 30n, nature: null, forMemberId: null }] }), [
    { before: "100", after: "70" },
  ]);
});

t.test("addresses of entries and files", async (t) => {
  t.equal(addressOf(noFilter), "");
  const filter = { ...noFilter, kind: "payment", from: "2026-01-01" };
  t.equal(addressOf(filter), "?kind=payment&from=2026-01-01");
  t.same(filterOf({ kind: "payment", from: "2026-01-01" }), filter);
  t.equal(askedOf({ ...filter, envelope: "kit" }), "limit=20&kind=payment&envelopeId=kit&from=2026-01-01");
  t.equal(
    fileAddress("/collectives/q", "entries", "fr", "en", { from: "2026-01-01", until: "" }),
    "/api/v1/collectives/q/exports/entries?dialect=fr&from=2026-01-01",
  );
  t.equal(
    fileAddress("/collectives/q", "balances", "en", "fr", { from: "2026-01-01", until: "2026-06-30" }),
    "/api/v1/collectives/q/exports/balances?dialect=en&until=2026-06-30",
    "balances are those of an evening",
  );
  t.equal(
    fileAddress("/collectives/q", "shares", "ods", "fr", { from: "", until: "" }),
    "/api/v1/collectives/q/exports/shares?dialect=fr&format=ods",
    "a spreadsheet speaks the language of who reads",
  );
  t.ok(isPeriod({ from: "2026-01-01", until: "2026-01-01" }));
  t.notOk(isPeriod({ from: "2026-01-02", until: "2026-01-01" }));
  const paths = (origin: Record<string, string>, kind = "pledge") => originsOf({ origin, kind }).map(({ path }) => path);
  t.same(paths({ round: "r", bucket: "b", member: "m" }), ["/rounds/r/buckets/b", "/rounds/r"], "who pledged is not said twice");
  t.same(paths({ envelope: "e", member: "m" }, "money-in"), ["/envelopes/e", "/members/m"]);
  t.same(paths({ bill: "f", envelope: "e" }, "bill"), ["/treasury/bills?bill=f", "/envelopes/e"]);
});

t.test("who may transfer from where to where", async (t) => {
  const place = (placeClass: "envelope" | "fund", circleId: string | null): TransferPlace => ({
    class: placeClass,
    id: "x",
    name: "x",
    currency: "EUR",
    balance: "1.00",
    left: "1.00",
    circleId,
  });
  const pilot = { isTreasurer: false, pilots: (id: string) => id === "mine" };
  const treasurer = { isTreasurer: true, pilots: () => false };
  t.ok(canTakeFrom(pilot, place("envelope", "mine")));
  t.notOk(canTakeFrom(pilot, place("envelope", "theirs")));
  t.notOk(canTakeFrom(pilot, place("fund", null)), "a fund is everybody’s");
  t.ok(canGiveTo(pilot, place("fund", null)));
  t.notOk(canGiveTo(pilot, place("envelope", "theirs")));
  t.ok(canTakeFrom(treasurer, place("fund", null)));
});

t.test("no envelope is meant before it is chosen, except the only one", async (t) => {
  const [kit, garden] = [{ id: "kit" }, { id: "garden" }];
  t.equal(envelopeMeant([kit, garden], ""), undefined);
  t.equal(envelopeMeant([kit, garden], "garden"), garden);
  t.equal(envelopeMeant([kit, garden], "closed"), undefined);
  t.equal(envelopeMeant([garden], ""), garden);
  t.equal(envelopeMeant([], "garden"), undefined);
});

t.test("what is known of a line from the last time is shown, and may be changed", async (t) => {
  const known: LineProposal = {
    ...{ does: "bill", called: "Graine", points: 90, because: "", reasons: [], entries: [], returned: null, items: [] },
    ...{ batchId: null, batchNumber: null, transfer: null, envelopeId: "kit", expectedId: null, memberId: null },
    ...{ thirdPartyId: "graine", nature: "purchase", otherBankId: null, otherLineId: null },
  };
  t.match(asksOf(known), { envelope: true, nature: true, thirdParty: false });
  t.match(asksOf({ ...known, does: "money-in" }), { envelope: true, nature: true });
  t.match(asksOf({ ...known, does: "bank-fee" }), { envelope: true, nature: false });
  t.match(asksOf({ ...known, does: "transfer" }), { envelope: false, nature: false });

  const open = [{ id: "kit" }, { id: "garden" }];
  t.same(envelopesFor(open, known), open);
  t.same(envelopesFor(open, { ...known, expectedId: "x1" }), [{ id: "kit" }], "expected money comes into its own envelope");
});

t.test("a batch of which one transfer came back says what was paid and what was not", async (t) => {
  const [back, one, other] = [
    { status: "bounced", amount: "2080.00" },
    { status: "paid", amount: "5000.00" },
    { status: "paid", amount: "480.00" },
  ] as const;
  t.same(sumsByStatus({ currency: "EUR", transfers: [back, one, other] }), [
    { status: "paid", amount: "5480.00" },
    { status: "bounced", amount: "2080.00" },
  ]);
  t.same(sumsByStatus({ currency: "EUR", transfers: [one, other] }), [{ status: "paid", amount: "5480.00" }]);
  const isInPart = (paid: string) => isPaidInPart({ paid, total: "7560.00", currency: "EUR" });
  t.same(["0.00", "5480.00", "7560.00"].map(isInPart), [false, true, false]);
});
