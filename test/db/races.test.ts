/** Many writers at once: no negative balance, no gap, and whatever was answered is there. */
import type { Test } from "tap";
import { verifyLedger } from "../../src/db/checks.js";
import { accountOf, listEntries, postEntry } from "../../src/db/ledger.js";
import { inTransaction } from "../../src/db/transaction.js";
import type { Books } from "../../src/domain/ledger.js";
import { type Posting, payment, sharing, transfer } from "../../src/domain/postings.js";
import { Refusal } from "../../src/domain/refusals.js";
import { openTestDatabase } from "../support/database.js";
import { type LedgerHouse, settle } from "../support/ledger.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());

/** Runs all of it at once; how many were posted, and the refusals of the others. */
async function allAtOnce(house: LedgerHouse, postings: ((books: Books) => Posting)[]): Promise<{ posted: number; refusals: Refusal[] }> {
  const outcomes = await Promise.allSettled(postings.map((posting) => house.post(posting)));
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  for (const refusal of refusals) if (!(refusal instanceof Refusal)) throw refusal;
  return { posted: outcomes.length - refusals.length, refusals };
}

async function requireGapless(t: Test, house: LedgerHouse, count: number): Promise<void> {
  const entries = await listEntries(database.orm, { readerId: null, collectiveId: house.collectiveId, limit: 1000 });
  const expected = Array.from({ length: count }, (_, index) => count - index);
  t.same(
    entries.map(({ position }) => Number(position)),
    expected,
    "positions without a gap",
  );
  t.same(
    entries.map(({ number }) => number),
    expected,
    "numbers without a gap",
  );
  t.match(await verifyLedger(database.orm, { collectiveId: house.collectiveId }), { entries: count });
}

t.test("50 parallel payments of one share: one succeeds", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "100.00");
  await house.post((books) =>
    sharing({
      envelope: accountOf(books, house.owner("kit")),
      shares: [{ memberId: house.ids.ana, payee: accountOf(books, house.owner("ana")), nature: "work", amountMinor: 6_000n }],
      funds: [],
    }),
  );
  const pay = (books: Books) =>
    payment(accountOf(books, house.owner("bank")), [
      { account: accountOf(books, house.owner("ana")), amountMinor: 6_000n, nature: "work" },
    ]);
  const { posted, refusals } = await allAtOnce(
    house,
    Array.from({ length: 50 }, () => pay),
  );
  t.equal(posted, 1);
  t.ok(refusals.every((refusal) => refusal.code === "insufficient_balance" && refusal.figures.left === "0.00"));
  t.equal(await house.shown("ana"), "0.00");
  t.equal(await house.shown("bank"), "40.00");
  await requireGapless(t, house, 3);
});

t.test("50 parallel transfers out of one envelope: as many as it holds", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "100.00");
  const out = (books: Books) =>
    transfer({ from: accountOf(books, house.owner("kit")), to: accountOf(books, house.owner("garden")), amountMinor: 700n });
  const { posted } = await allAtOnce(
    house,
    Array.from({ length: 50 }, () => out),
  );
  t.equal(posted, 14, "14 × 7.00 of 100.00");
  t.equal(await house.shown("kit"), "2.00");
  t.equal(await house.shown("garden"), "98.00");
  await requireGapless(t, house, 15);
});

t.test("transfers there and back, some of which change their mind: no deadlock, no gap, nothing lost", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "50.00");
  await house.receive("garden", "50.00");
  const work = Array.from({ length: 50 }, async (_, index) =>
    inTransaction(database.orm, async (tx) => {
      const books = await house.books(tx);
      const pair = [accountOf(books, house.owner("kit")), accountOf(books, house.owner("garden"))] as const;
      const [from, to] = index % 2 === 0 ? pair : [pair[1], pair[0]];
      await postEntry(tx, books, { ...transfer({ from, to, amountMinor: BigInt(1 + index) }), datedOn: books.today });
      if (index % 5 === 0) throw new Error("changed its mind");
    }),
  );
  const outcomes = await Promise.allSettled(work);
  const failed = outcomes.filter((outcome) => outcome.status === "rejected");
  t.ok(failed.every((outcome) => /changed its mind/.test(String(outcome.reason))));
  t.equal(failed.length, 10);
  const [kit, garden] = [await house.shown("kit"), await house.shown("garden")].map((amount) => Number(amount.replace(".", "")));
  t.equal(Number(kit) + Number(garden), 10_000);
  await requireGapless(t, house, 42);
});

t.test("two collectives do not wait for each other's heads", async (t) => {
  const houses = [await settle(t, { database }), await settle(t, { database })];
  await Promise.all(houses.flatMap((house) => Array.from({ length: 10 }, () => house.receive("kit", "1.00"))));
  for (const house of houses) {
    t.equal(await house.shown("kit"), "10.00");
    await requireGapless(t, house, 10);
  }
});
