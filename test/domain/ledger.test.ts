import fc from "fast-check";
import { addDays } from "../../src/domain/calendar.js";
import {
  type Account,
  accountsAfter,
  type Books,
  booksAfter,
  canonicalEntry,
  chainStart,
  type Draft,
  fiscalYearOf,
  formatCommodity,
  isYearStart,
  type Line,
  leftIn,
  placeEntry,
  requireBalanced,
  reversal,
  reversedLines,
  shownBalance,
  yearOf,
} from "../../src/domain/ledger.js";
import type { RefusalCode } from "../../src/domain/refusals.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const account = (id: string, facts: Partial<Account> = {}): Account => ({
  id,
  class: "envelope",
  commodity: "EUR",
  ownerId: `owner-of-${id}`,
  balanceMinor: 0n,
  floorMinor: 0n,
  ...facts,
});
const line = (accountId: string, amountMinor: bigint, commodity = "EUR"): Line => ({
  accountId,
  commodity,
  amountMinor,
  nature: null,
  forMemberId: null,
});
const refusal = (code: RefusalCode, figures: object = {}) => ({ name: "Refusal", code, figures });

t.test("lines that are no entry are refused, with the arithmetic", async (t) => {
  const examples: { lines: Line[]; code: RefusalCode; figures: object }[] = [
    { lines: [], code: "entry_incomplete", figures: { lines: 0 } },
    { lines: [line("a", 5n)], code: "entry_incomplete", figures: { lines: 1 } },
    { lines: [line("a", 0n), line("b", 0n)], code: "entry_incomplete", figures: { lines: 2 } },
    {
      lines: [line("a", 1000n), line("b", -999n)],
      code: "entry_unbalanced",
      figures: { debit: "10.00", credit: "9.99", difference: "0.01", commodity: "EUR" },
    },
    { lines: [line("a", 10n), line("b", -10n, "USD")], code: "currency_mismatch", figures: { expected: "EUR", found: "USD" } },
    {
      lines: [line("a", 10n), line("b", -10n), line("c", 7n, "points")],
      code: "entry_unbalanced",
      figures: { commodity: "points", debit: "7", credit: "0" },
    },
  ];
  for (const { lines, code, figures } of examples) t.throws(() => requireBalanced(lines), refusal(code, figures), code);
  requireBalanced([line("a", 10n), line("b", -10n)]);
  requireBalanced([line("a", 10n), line("b", -10n), line("c", 7n, "points"), line("d", -7n, "points")]);
});

t.test("a bank shows its debit balance, all others their credit balance", async (t) => {
  t.equal(shownBalance(account("bank", { class: "bank", balanceMinor: 300_000n })), 300_000n);
  t.equal(shownBalance(account("kit", { balanceMinor: -300_000n })), 300_000n);
  t.equal(leftIn(account("commons", { class: "fund", balanceMinor: -10_000n, floorMinor: 4_000n })), 6_000n);
  t.equal(formatCommodity(-5n, "EUR"), "-0.05");
  t.equal(formatCommodity(-5n, "points"), "-5");
});

t.test("only a bank goes below zero, and a fund not below its floor", async (t) => {
  const books = new Map(
    [
      account("bank", { class: "bank", balanceMinor: 1_240n }),
      account("kit", { balanceMinor: -1_240n }),
      account("commons", { class: "fund", balanceMinor: -10_000n, floorMinor: 4_000n }),
      account("ana", { class: "member" }),
    ].map((one) => [one.id, one]),
  );
  t.throws(
    () => accountsAfter(books, [line("kit", 2_000n), line("ana", -2_000n)]),
    refusal("insufficient_balance", { account: "kit", owner: "owner-of-kit", left: "12.40", asked: "20.00", currency: "EUR" }),
  );
  t.throws(
    () => accountsAfter(books, [line("kit", 700n), line("kit", 700n), line("ana", -1_400n)]),
    refusal("insufficient_balance", { left: "12.40", asked: "14.00" }),
    "two lines on one account count together",
  );
  t.throws(
    () => accountsAfter(books, [line("commons", 6_001n), line("ana", -6_001n)]),
    refusal("insufficient_balance", { left: "60.00", asked: "60.01" }),
  );
  t.equal(accountsAfter(books, [line("kit", 1_240n), line("bank", -1_240n)]).get("kit")?.balanceMinor, 0n, "to the last cent");
  t.equal(accountsAfter(books, [line("kit", 1_000n), line("bank", -2_000n), line("ana", -1n)]).get("bank")?.balanceMinor, -760n);
  t.equal(accountsAfter(books, [line("ana", -50n), line("ana", 50n)]).get("ana")?.balanceMinor, 0n, "money may pass through");
  const raised = new Map([...books, ["commons", account("commons", { class: "fund", balanceMinor: -100n, floorMinor: 4_000n })]]);
  t.equal(
    accountsAfter(raised, [line("kit", 5n), line("commons", -5n)]).get("commons")?.balanceMinor,
    -105n,
    "below its floor, it may still receive",
  );
  t.throws(() => accountsAfter(books, [line("kit", 5n, "USD")]), refusal("currency_mismatch", { expected: "EUR", found: "USD" }));
  t.throws(() => accountsAfter(books, [line("nobody", 5n)]), RangeError);
});

t.test("fiscal years", async (t) => {
  const examples = [
    { day: "2026-03-03", yearStart: "01-01", startsOn: "2026-01-01", endsOn: "2026-12-31" },
    { day: "2026-03-03", yearStart: "09-01", startsOn: "2025-09-01", endsOn: "2026-08-31" },
    { day: "2026-09-01", yearStart: "09-01", startsOn: "2026-09-01", endsOn: "2027-08-31" },
    { day: "2024-02-29", yearStart: "03-01", startsOn: "2023-03-01", endsOn: "2024-02-29" },
  ];
  for (const { day, yearStart, ...days } of examples) t.same(fiscalYearOf(day, yearStart), days, `${day}, from ${yearStart}`);
  t.same(
    ["01-01", "09-01", "02-28", "02-29", "13-01", "1-1", "06-31"].filter(isYearStart),
    ["01-01", "09-01", "02-28"],
    "02-29 is no start: not every year has it",
  );
});

t.test("a collective that changes the start of its years keeps the open ones and fills the space between", async (t) => {
  const open = { startsOn: "2026-01-01", endsOn: "2026-12-31", lastNumber: 7, isClosed: false };
  t.same(yearOf("2026-10-10", "09-01", [open]), open);
  t.match(yearOf("2027-02-02", "09-01", [open]), { startsOn: "2027-01-01", endsOn: "2027-08-31", lastNumber: 0 });
  t.match(yearOf("2025-10-10", "09-01", [open]), { startsOn: "2025-09-01", endsOn: "2025-12-31" });
});

const books = (facts: Partial<Books> = {}): Books => ({
  collectiveId: "c1",
  currency: "EUR",
  yearStart: "01-01",
  now: new Date("2026-03-12T09:00:00.000Z"),
  today: "2026-03-12",
  head: chainStart,
  years: [],
  accounts: new Map([account("bank", { class: "bank" }), account("kit")].map((one) => [one.id, one])),
  ...facts,
});
const draft = (facts: Partial<Draft> = {}): Draft => ({
  kind: "money-in",
  datedOn: "2026-03-12",
  lines: [line("bank", 300_000n), line("kit", -300_000n)],
  ...facts,
});

t.test("an entry's place", async (t) => {
  const first = placeEntry(books(), draft(), "e1", null);
  t.match(first, { position: 1n, number: 1, yearStartsOn: "2026-01-01" });
  const then = booksAfter(books(), first, "ab".repeat(32));
  t.match(placeEntry(then, draft(), "e2", null), { position: 2n, number: 2 }, "the next one");
  t.match(
    placeEntry(then, draft({ datedOn: "2025-12-31" }), "e2", null),
    { position: 2n, number: 1, yearStartsOn: "2025-01-01" },
    "back-dated",
  );
  t.throws(
    () => placeEntry(books(), draft({ datedOn: "2026-03-13" }), "e1", null),
    refusal("entry_dated_in_future", { datedOn: "2026-03-13", today: "2026-03-12" }),
  );
  const closed = { startsOn: "2025-01-01", endsOn: "2025-12-31", lastNumber: 4, isClosed: true };
  t.throws(
    () => placeEntry(books({ years: [closed] }), draft({ datedOn: "2025-12-31" }), "e1", null),
    refusal("year_closed", { startsOn: "2025-01-01", endsOn: "2025-12-31" }),
  );
  t.throws(
    () => placeEntry(books({ years: [closed] }), draft({ datedOn: "2019-06-01" }), "e1", null),
    refusal("year_closed", { startsOn: "2025-01-01" }),
    "what stood when a year closed stays, whatever the years before it",
  );
});

t.test("the text that is hashed keeps its bytes", async (t) => {
  const entry = placeEntry(books(), draft({ document: "Convention n° 12", origin: { source: "s1" }, postedBy: "m1" }), "e1", "ff");
  t.equal(
    canonicalEntry(entry, books().accounts),
    '{"by":"m1","collective":"c1","dated":"2026-03-12","document":"Convention n° 12","id":"e1","kind":"money-in","lines":[' +
      '{"account":"bank","amount":"3000.00","class":"bank","commodity":"EUR","for":null,"nature":null,"owner":"owner-of-bank"},' +
      '{"account":"kit","amount":"-3000.00","class":"envelope","commodity":"EUR","for":null,"nature":null,"owner":"owner-of-kit"}],' +
      '"number":1,"origin":{"source":"s1"},"position":1,"posted":"2026-03-12T09:00:00.000Z","reverses":null,"text":"ff","year":"2026-01-01"}',
  );
});

t.test("a reversal is linked, dated today, and happens once", async (t) => {
  const entry = placeEntry(books(), draft({ datedOn: "2026-01-02", document: "F-7" }), "e1", null);
  t.same(reversal(entry, "2026-03-12"), {
    kind: "reversal",
    datedOn: "2026-03-12",
    lines: [line("bank", -300_000n), line("kit", 300_000n)],
    origin: {},
    document: "F-7",
    reversesId: "e1",
  });
  t.throws(() => reversal({ ...entry, reversedByNumber: 9 }, "2026-03-12"), refusal("already_reversed", { number: 1, by: 9 }));
  t.throws(() => reversal({ ...entry, kind: "reversal" }, "2026-03-12"), refusal("not_reversible", { number: 1 }));
});

const anyLines = fc.array(
  fc.record({
    accountId: fc.constantFrom("a", "b", "c"),
    commodity: fc.constant("EUR"),
    amountMinor: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    nature: fc.option(fc.constantFrom("work", "levy")),
    forMemberId: fc.option(fc.constant("m")),
  }),
);
const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("1990-01-01", days));
const yearStart = fc.integer({ min: 0, max: 364 }).map((days) => addDays("2023-01-01", days).slice(5));

t.test("laws", async (t) => {
  law(
    t,
    "the reverse of the reverse is the entry",
    fc.property(anyLines, (lines) => JSON.stringify(reversedLines(reversedLines(lines)), text) === JSON.stringify(lines, text)),
  );
  law(
    t,
    "banks take any lines, and their reverse brings every balance back",
    fc.property(anyLines, (lines) => {
      const start = new Map(["a", "b", "c"].map((id) => [id, account(id, { class: "bank", balanceMinor: 7n })]));
      return [...accountsAfter(accountsAfter(start, lines), reversedLines(lines)).values()].every((after) => after.balanceMinor === 7n);
    }),
  );
  law(
    t,
    "every day lies in the fiscal year it is given, a year long, and the next day's year is the same or the next",
    fc.property(day, yearStart, (day, yearStart) => {
      const { startsOn, endsOn } = fiscalYearOf(day, yearStart);
      const next = fiscalYearOf(addDays(endsOn, 1), yearStart);
      return (
        startsOn <= day && day <= endsOn && next.startsOn === addDays(endsOn, 1) && fiscalYearOf(endsOn, yearStart).startsOn === startsOn
      );
    }),
  );
  law(
    t,
    "years opened in any order under changing starts never overlap",
    fc.property(fc.array(fc.tuple(day, yearStart), { maxLength: 12 }), (openings) => {
      const years: ReturnType<typeof yearOf>[] = [];
      for (const [day, yearStart] of openings) {
        const year = yearOf(day, yearStart, years);
        if (!years.includes(year)) years.push(year);
      }
      const sorted = years.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
      return sorted.every((year, i) => year.startsOn <= year.endsOn && (i === 0 || (sorted[i - 1]?.endsOn ?? "") < year.startsOn));
    }),
  );
});

const text = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
