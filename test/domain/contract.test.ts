/** Reciprocity contracts: with whom, from draft to end, reviews, and the money that came in under them. */

import {
  type ContractState,
  contractStatus,
  payerOf,
  type ReceivedMoney,
  requireContractDraft,
  requireEnd,
  requireParties,
  requireReceipt,
  requireReview,
  requireSignable,
  reviewDaysLate,
  sumsOf,
} from "../../src/domain/contract.js";
import { type KnownParty, type Party, requirePartyHere } from "../../src/domain/party.js";
import { refusedWith } from "../support/refused.js";
import { t } from "../support/tap.js";

const today = "2026-03-12";
const written = new Date("2026-03-01T09:00:00.000Z");
const opened = new Date("2026-03-05T09:00:00.000Z");
const contract = (more: Partial<ContractState> = {}): ContractState => ({
  ...{ id: "c", title: "Atelier", changedAt: written, signedOn: "2026-03-08", endedOn: null, reviewOn: "2026-03-01" },
  ...more,
});
const draft = contract({ signedOn: null });
const ended = contract({ endedOn: "2026-03-10" });
const bob: Party = { kind: "member", id: "b" };
const city: Party = { kind: "third-party", id: "m" };

t.test("a contract is with somebody", async (t) => {
  t.equal(
    refusedWith(() => requireParties("Atelier", [bob])),
    null,
  );
  t.same(
    refusedWith(() => requireParties("Atelier", [])),
    { code: "contract_without_parties", figures: { at: "parties", contract: "Atelier", parties: 0, min: 1 } },
  );
  const here: KnownParty = { name: "Bob", leftOn: null, isArchived: false };
  const table: [Party, KnownParty | undefined, string | null][] = [
    [bob, here, null],
    [bob, undefined, "unknown_member"],
    [city, undefined, "unknown_third_party"],
    [bob, { ...here, leftOn: "2026-01-31" }, "member_inactive"],
    [city, { ...here, isArchived: true }, "third_party_archived"],
  ];
  for (const [party, known, code] of table) t.equal(refusedWith(() => requirePartyHere(party, known, "parties[0].id"))?.code ?? null, code);
});

t.test("only a draft is written, and what was decided is what was seen", async (t) => {
  t.same([draft, contract(), ended].map(contractStatus), ["draft", "signed", "ended"]);
  t.same(
    [draft, contract(), ended].map((each) => refusedWith(() => requireContractDraft(each))?.code ?? null),
    [null, "contract_not_draft", "contract_not_draft"],
  );
  const table: [ContractState, Pick<ContractState, "signedOn" | "endedOn"> | null, string | null][] = [
    [draft, null, null],
    [draft, contract(), null],
    [contract(), null, "contract_not_draft"],
    [{ ...draft, changedAt: opened }, null, null],
    [{ ...draft, changedAt: new Date(opened.getTime() + 1) }, null, "change_stale"],
    [draft, ended, "change_stale"],
  ];
  for (const [each, replaced, code] of table)
    t.equal(refusedWith(() => requireSignable(each, { seenAt: opened, replaced }))?.code ?? null, code);
});

t.test("it ends on a day between its signature and today", async (t) => {
  const table: [ContractState, string, string | null][] = [
    [contract(), "2026-03-08", null],
    [contract(), today, null],
    [contract(), "2026-03-07", "contract_end_before"],
    [contract(), "2026-03-13", "day_in_future"],
    [draft, today, "contract_not_signed"],
    [ended, today, "contract_ended"],
  ];
  for (const [each, endedOn, code] of table) t.equal(refusedWith(() => requireEnd(each, endedOn, today))?.code ?? null, code, endedOn);
});

t.test("a review day that passed is told in days, of what is in force", async (t) => {
  const lateness: [ContractState, number][] = [
    [contract(), 11],
    [contract({ reviewOn: today }), 0],
    [contract({ reviewOn: "2026-03-11" }), 1],
    [contract({ reviewOn: "2026-09-01" }), 0],
    [contract({ reviewOn: null }), 0],
    [draft, 0],
    [ended, 0],
  ];
  for (const [each, days] of lateness) t.equal(reviewDaysLate(each, today), days);
  const table: [ContractState, string, string | null, string | null][] = [
    [contract(), today, "2026-09-01", null],
    [contract(), today, null, null],
    [contract(), today, today, "review_not_ahead"],
    [contract(), "2026-03-13", null, "day_in_future"],
    [draft, today, null, "contract_not_signed"],
    [ended, today, null, "contract_ended"],
  ];
  for (const [each, reviewedOn, nextOn, code] of table)
    t.equal(refusedWith(() => requireReview(each, { reviewedOn, nextOn }, today))?.code ?? null, code);
});

t.test("money is traced once, from a party", async (t) => {
  t.same([payerOf({}), payerOf({ member: "b" }), payerOf({ thirdParty: "m", envelope: "e" })], [null, bob, city]);
  const money: ReceivedMoney = { number: 7, kind: "money-in", reversedByNumber: null, from: city, tracedTo: null };
  const withCity = { ...contract(), parties: [bob, city] };
  const table: [Parameters<typeof requireReceipt>[0], Partial<ReceivedMoney>, object | null][] = [
    [withCity, {}, null],
    [withCity, { from: bob }, null],
    [{ ...ended, parties: [city] }, {}, null],
    [{ ...draft, parties: [city] }, {}, { code: "contract_not_signed" }],
    [withCity, { kind: "bill" }, { code: "money_not_in", figures: { number: 7 } }],
    [withCity, { reversedByNumber: 9 }, { code: "already_reversed", figures: { number: 7, by: 9 } }],
    [withCity, { tracedTo: "Salle" }, { code: "money_traced", figures: { contract: "Salle" } }],
    [withCity, { from: null }, { code: "money_of_no_party", figures: { parties: ["b", "m"] } }],
    [{ ...contract(), parties: [bob] }, {}, { code: "money_of_no_party", figures: { from: "m", parties: ["b"] } }],
    [{ ...contract(), parties: [{ kind: "member", id: "m" }] }, {}, { code: "money_of_no_party" }],
  ];
  for (const [each, more, refused] of table) {
    const found = refusedWith(() => requireReceipt(each, { ...money, ...more }, ({ id }) => id));
    if (refused === null) t.equal(found, null);
    else t.match(found, refused);
  }
  t.same(
    sumsOf([
      { currency: "USD", amountMinor: 5n, isReversed: false },
      { currency: "EUR", amountMinor: 10n, isReversed: false },
      { currency: "EUR", amountMinor: 7n, isReversed: true },
      { currency: "EUR", amountMinor: 3n, isReversed: false },
    ]),
    [
      { currency: "EUR", amountMinor: 13n },
      { currency: "USD", amountMinor: 5n },
    ],
  );
});
