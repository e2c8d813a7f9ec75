import fc from "fast-check";
import { type Account, type AccountClass, accountsAfter, type Line, requireBalanced, reversedLines } from "../../src/domain/ledger.js";
import {
  bankFee,
  bankTransfer,
  bill,
  billPayment,
  grantReturned,
  moneyIn,
  opening,
  type Posting,
  payment,
  refund,
  sharing,
  transfer,
  waiver,
} from "../../src/domain/postings.js";
import { refusalSentence } from "../../src/domain/refusals/sentence.js";
import { Refusal, type RefusalCode } from "../../src/domain/refusals.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const account = <Class extends AccountClass>(id: string, accountClass: Class, commodity = "EUR"): Account<Class> => ({
  id,
  class: accountClass,
  commodity,
  ownerId: `${id}-id`,
  balanceMinor: 0n,
  floorMinor: 0n,
});
const bank = account("bank", "bank");
const till = account("till", "bank");
const kit = account("kit", "envelope");
const garden = account("garden", "envelope");
const commons = account("commons", "fund");
const host = account("host", "fund");
const ana = account("ana", "member");
const bo = account("bo", "member");
const coop = account("coop", "member");
const printer = account("printer", "third-party");
const dollars = account("dollars", "envelope", "USD");

/** Lines as a treasurer reads them: `kit -3000 grant`, with `for ana-id` where somebody else is paid. */
const read = ({ lines }: Posting): string[] =>
  lines.map((line) =>
    [line.accountId, line.amountMinor, line.nature, line.forMemberId && `for ${line.forMemberId}`]
      .filter((word) => word !== null)
      .join(" "),
  );

t.test("every event and its lines", async (t) => {
  const part = { nature: "work", amountMinor: 540n };
  const examples: { event: string; posting: Posting; kind: string; lines: string[] }[] = [
    {
      event: "a grant comes in",
      posting: moneyIn({ bank, envelope: kit, amountMinor: 3000n, nature: "grant" }),
      kind: "money-in",
      lines: ["bank 3000", "kit -3000 grant"],
    },
    {
      event: "a levy is taken when money comes in: the envelope still shows what was received",
      posting: moneyIn({ bank, envelope: kit, amountMinor: 1000n, nature: "service", levies: [{ fund: commons, amountMinor: 80n }] }),
      kind: "money-in",
      lines: ["bank 1000", "kit -1000 service", "kit 80 levy", "commons -80 levy"],
    },
    {
      event: "a bill is owed",
      posting: bill({ envelope: kit, thirdParty: printer, amountMinor: 120n, nature: "purchase" }),
      kind: "bill",
      lines: ["kit 120 purchase", "printer -120 purchase"],
    },
    {
      event: "bills are paid together",
      posting: billPayment(bank, [
        { account: printer, amountMinor: 100n, nature: "purchase" },
        { account: printer, amountMinor: 20n, nature: "service" },
      ]),
      kind: "bill-payment",
      lines: ["printer 100 purchase", "printer 20 service", "bank -120"],
    },
    {
      event: "the bank takes its fee",
      posting: bankFee({ envelope: kit, bank, amountMinor: 9n }),
      kind: "bank-fee",
      lines: ["kit 9 bank-fee", "bank -9"],
    },
    {
      event: "a sharing: one line per member, payee and nature; the envelope once per nature",
      posting: sharing({
        envelope: kit,
        shares: [
          { memberId: "ana-id", payee: ana, nature: "expenses", amountMinor: 40n },
          { memberId: "ana-id", payee: ana, nature: "work", amountMinor: 500n },
          { memberId: "bo-id", payee: coop, nature: "work", amountMinor: 300n },
          { memberId: "ana-id", payee: ana, nature: "work", amountMinor: 1n },
          { memberId: "bo-id", payee: bo, nature: "rights", amountMinor: 0n },
        ],
        funds: [{ fund: commons, amountMinor: 60n }],
      }),
      kind: "sharing",
      lines: [
        "kit 40 expenses",
        "kit 801 work",
        "kit 60 levy",
        "ana -40 expenses",
        "ana -501 work",
        "coop -300 work for bo-id",
        "commons -60 levy",
      ],
    },
    {
      event: "shares are paid, one of them in part, one to a structure",
      posting: payment(bank, [
        { account: ana, ...part },
        { account: coop, nature: "work", amountMinor: 100n, forMemberId: "bo-id" },
      ]),
      kind: "payment",
      lines: ["ana 540 work", "coop 100 work for bo-id", "bank -640"],
    },
    {
      event: "a share is left to the commons",
      posting: waiver(commons, [{ account: ana, ...part }]),
      kind: "waiver",
      lines: ["ana 540 work", "commons -540 waiver for ana-id"],
    },
    {
      event: "money paid comes back through the member's account",
      posting: refund({ bank, from: ana, envelope: kit, amountMinor: 50n, nature: "work" }),
      kind: "refund",
      lines: ["bank 50", "ana -50 work", "ana 50 work", "kit -50 work"],
    },
    {
      event: "what is left of a grant is returned",
      posting: grantReturned({ envelope: kit, bank, amountMinor: 200n }),
      kind: "grant-returned",
      lines: ["kit 200 grant", "bank -200"],
    },
    {
      event: "a transfer",
      posting: transfer({ from: commons, to: garden, amountMinor: 70n }),
      kind: "transfer",
      lines: ["commons 70 transfer", "garden -70 transfer"],
    },
    {
      event: "cash is taken to the till",
      posting: bankTransfer({ from: bank, to: till, amountMinor: 30n }),
      kind: "bank-transfer",
      lines: ["till 30", "bank -30"],
    },
    {
      event: "starting on Moisson",
      posting: opening([
        { account: bank, shownMinor: 500n },
        { account: till, shownMinor: -20n },
        { account: kit, shownMinor: 400n },
        { account: garden, shownMinor: 0n },
        { account: ana, shownMinor: 50n },
        { account: printer, shownMinor: 30n },
      ]),
      kind: "opening",
      lines: ["bank 500", "till -20", "kit -400 opening", "ana -50 opening", "printer -30 opening"],
    },
  ];
  for (const { event, posting, kind, lines } of examples) {
    t.same(read(posting), lines, event);
    t.equal(posting.kind, kind);
    requireBalanced(posting.lines);
  }
});

t.test("what no posting accepts", async (t) => {
  const part = { account: ana, nature: "work" };
  const examples: { code: RefusalCode; posting: () => Posting }[] = [
    { code: "amount_not_positive", posting: () => moneyIn({ bank, envelope: kit, amountMinor: 0n, nature: "grant" }) },
    { code: "amount_not_positive", posting: () => transfer({ from: kit, to: garden, amountMinor: -5n }) },
    { code: "amount_not_positive", posting: () => payment(bank, []) },
    {
      code: "amount_not_positive",
      posting: () =>
        payment(bank, [
          { ...part, amountMinor: -1n },
          { ...part, amountMinor: 2n },
        ]),
    },
    { code: "amount_too_large", posting: () => bankFee({ envelope: kit, bank, amountMinor: 2n ** 63n }) },
    { code: "amount_not_positive", posting: () => opening([{ account: kit, shownMinor: -5n }]) },
    { code: "transfer_to_itself", posting: () => transfer({ from: kit, to: kit, amountMinor: 5n }) },
    { code: "transfer_to_itself", posting: () => bankTransfer({ from: bank, to: bank, amountMinor: 5n }) },
    { code: "currency_mismatch", posting: () => transfer({ from: kit, to: dollars, amountMinor: 5n }) },
    { code: "currency_mismatch", posting: () => moneyIn({ bank, envelope: dollars, amountMinor: 5n, nature: "gift" }) },
    {
      code: "levy_exceeds_amount",
      posting: () =>
        moneyIn({
          bank,
          envelope: kit,
          amountMinor: 10n,
          nature: "gift",
          levies: [
            { fund: commons, amountMinor: 6n },
            { fund: host, amountMinor: 5n },
          ],
        }),
    },
  ];
  for (const { code, posting } of examples) t.throws(posting, { name: "Refusal", code }, `${code}: ${posting}`);
  t.throws(
    () =>
      requireBalanced(
        opening([
          { account: bank, shownMinor: 5n },
          { account: kit, shownMinor: 4n },
        ]).lines,
      ),
    {
      code: "entry_unbalanced",
    },
  );
});

t.test("a levy is called in its refusal as everywhere else", async (t) => {
  t.equal(refusalSentence("levy_exceeds_amount", { at: "levies" }, "fr"), "La part reversée dépasse la somme reçue.");
  t.equal(refusalSentence("levy_exceeds_amount", { at: "levies" }, "en"), "The levy is more than the sum received.");
});

/**
 * A collective's money as people think of it, without signs: what each account shows. It shares nothing with the
 * postings, so that it can catch them.
 */
type Shown = Record<string, bigint>;
const accounts = { bank, till, kit, garden, commons, host, ana, bo, printer };
const nobody: Shown = Object.fromEntries(Object.keys(accounts).map((id) => [id, 0n]));

type Event = { readonly posting: Posting; readonly into: Shown; readonly outOf: Shown };
const amount = fc.bigInt({ min: 1n, max: 1000n });
const envelope = fc.constantFrom(kit, garden);
const member = fc.constantFrom(ana, bo);
const fund = fc.constantFrom(commons, host);
const moved = (...sums: [Account, bigint][]): Shown => {
  const total: Shown = {};
  for (const [{ id }, sum] of sums) total[id] = (total[id] ?? 0n) + sum;
  return total;
};

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(envelope, amount, fund).map(([envelope, sum, fund]) => ({
    posting: moneyIn({ bank, envelope, amountMinor: sum, nature: "gift", levies: [{ fund, amountMinor: sum / 10n }] }),
    into: moved([bank, sum], [envelope, sum], [fund, sum / 10n]),
    outOf: moved([envelope, sum / 10n]),
  })),
  fc.tuple(envelope, amount).map(([envelope, sum]) => ({
    posting: bill({ envelope, thirdParty: printer, amountMinor: sum, nature: "purchase" }),
    into: moved([printer, sum]),
    outOf: moved([envelope, sum]),
  })),
  amount.map((sum) => ({
    posting: billPayment(bank, [{ account: printer, amountMinor: sum, nature: "purchase" }]),
    into: {},
    outOf: moved([printer, sum], [bank, sum]),
  })),
  fc.tuple(envelope, amount).map(([envelope, sum]) => ({
    posting: bankFee({ envelope, bank, amountMinor: sum }),
    into: {},
    outOf: moved([envelope, sum], [bank, sum]),
  })),
  fc.tuple(envelope, amount).map(([envelope, sum]) => ({
    posting: grantReturned({ envelope, bank, amountMinor: sum }),
    into: {},
    outOf: moved([envelope, sum], [bank, sum]),
  })),
  fc.tuple(envelope, amount, amount, fund, amount).map(([envelope, toAna, toBo, fund, levied]) => ({
    posting: sharing({
      envelope,
      shares: [
        { memberId: "ana-id", payee: ana, nature: "work", amountMinor: toAna },
        { memberId: "ana-id", payee: bo, nature: "work", amountMinor: toBo },
      ],
      funds: [{ fund, amountMinor: levied }],
    }),
    into: moved([ana, toAna], [bo, toBo], [fund, levied]),
    outOf: moved([envelope, toAna + toBo + levied]),
  })),
  fc.tuple(amount, amount).map(([toAna, toBo]) => ({
    posting: payment(bank, [
      { account: ana, amountMinor: toAna, nature: "work" },
      { account: bo, amountMinor: toBo, nature: "work" },
    ]),
    into: {},
    outOf: moved([ana, toAna], [bo, toBo], [bank, toAna + toBo]),
  })),
  fc.tuple(member, fund, amount).map(([member, fund, sum]) => ({
    posting: waiver(fund, [{ account: member, amountMinor: sum, nature: "work" }]),
    into: moved([fund, sum]),
    outOf: moved([member, sum]),
  })),
  fc.tuple(member, envelope, amount).map(([member, envelope, sum]) => ({
    posting: refund({ bank, from: member, envelope, amountMinor: sum, nature: "work" }),
    into: moved([bank, sum], [envelope, sum]),
    outOf: {},
  })),
  fc
    .tuple(fc.constantFrom(kit, commons), fc.constantFrom(garden, host), amount, fc.boolean())
    .map(([one, other, sum, back]) => (back ? [other, one, sum] : [one, other, sum]) as [typeof kit, typeof kit, bigint])
    .map(([from, to, sum]) => ({
      posting: transfer({ from, to, amountMinor: sum }),
      into: moved([to, sum]),
      outOf: moved([from, sum]),
    })),
  amount.map((sum) => ({
    posting: bankTransfer({ from: bank, to: till, amountMinor: sum }),
    into: moved([till, sum]),
    outOf: moved([bank, sum]),
  })),
);

t.test("laws", async (t) => {
  law(
    t,
    "every posting balances, and its reverse too",
    fc.property(event, ({ posting }) => {
      requireBalanced(posting.lines);
      requireBalanced(reversedLines(posting.lines));
      return true;
    }),
  );
  law(
    t,
    "random postings give what the model gives: refused exactly where an account but a bank would go below zero, banks = all others",
    fc.property(fc.array(fc.tuple(event, fc.boolean()), { minLength: 1, maxLength: 60 }), (events) => {
      const shown = { ...nobody };
      let ledger: ReadonlyMap<string, Account> = new Map(Object.entries(accounts));
      for (const [{ posting, into, outOf }, isReversed] of events) {
        const [plus, minus] = isReversed ? [outOf, into] : [into, outOf];
        const after = Object.fromEntries(Object.keys(shown).map((id) => [id, (shown[id] ?? 0n) + (plus[id] ?? 0n) - (minus[id] ?? 0n)]));
        const isOverdrawn = Object.keys(after).some((id) => id !== "bank" && id !== "till" && (after[id] ?? 0n) < 0n);
        const lines = isReversed ? reversedLines(posting.lines) : posting.lines;
        const booked = booksOrRefusal(ledger, lines);
        if ((booked === undefined) !== isOverdrawn) return false;
        if (booked === undefined) continue;
        Object.assign(shown, after);
        ledger = booked;
      }
      const agree = [...ledger.values()].every((one) => shown[one.id] === (one.class === "bank" ? one.balanceMinor : -one.balanceMinor));
      const sum = [...ledger.values()].reduce((total, one) => total + one.balanceMinor, 0n);
      return agree && sum === 0n;
    }),
    400,
  );
});

function booksOrRefusal(ledger: ReadonlyMap<string, Account>, lines: readonly Line[]): ReadonlyMap<string, Account> | undefined {
  try {
    return accountsAfter(ledger, lines);
  } catch (error) {
    if (error instanceof Refusal && error.code === "insufficient_balance") return undefined;
    throw error;
  }
}
