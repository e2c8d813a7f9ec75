import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { listAccounts, openBank } from "../../src/db/accounts.js";
import { databaseFault, refusalOfDatabaseError } from "../../src/db/errors.js";
import { newId } from "../../src/db/id.js";
import {
  accountOf,
  closeYear,
  emptyBatch,
  findEntry,
  hashOfEntry,
  listEntries,
  openBooks,
  placeDraft,
  postEntries,
  postReversal,
  readHead,
  writeBatch,
} from "../../src/db/ledger.js";
import { learnAsGrown, learnSizes } from "../../src/db/sizes.js";
import { inTransaction } from "../../src/db/transaction.js";
import { type Books, chainStart, type Draft } from "../../src/domain/ledger.js";
import { moneyIn, payment, sharing, transfer } from "../../src/domain/postings.js";
import { openTestDatabase } from "../support/database.js";
import { type LedgerHouse, settle, storyNow } from "../support/ledger.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());
const db = database.orm;

const move = (house: LedgerHouse, books: Books, amountMinor: bigint, datedOn = books.today): Draft => ({
  ...transfer({ from: accountOf(books, house.owner("kit")), to: accountOf(books, house.owner("garden")), amountMinor }),
  datedOn,
});

t.test("a grant, a sharing, a payment: balances, numbers, positions and hashes follow each other", async (t) => {
  const house = await settle(t, { database });
  t.same(await readHead(db, house.collectiveId), chainStart);
  const grant = await house.receive("kit", "3000.00");
  t.match(grant, { position: 1n, number: 1, previousHash: chainStart.hash, kind: "money-in", datedOn: "2026-03-12" });
  const shared = await house.post(
    (books) =>
      sharing({
        envelope: accountOf(books, house.owner("kit")),
        shares: [{ memberId: house.ids.ana, payee: accountOf(books, house.owner("ana")), nature: "work", amountMinor: 54_000n }],
        funds: [{ fund: accountOf(books, house.owner("commons")), amountMinor: 6_000n }],
      }),
    { text: "Partage du printemps" },
  );
  t.match(shared, { position: 2n, number: 2, previousHash: grant.hash });
  const paid = await house.post(
    (books) =>
      payment(accountOf(books, house.owner("bank")), [
        { account: accountOf(books, house.owner("ana")), amountMinor: 54_000n, nature: "work" },
      ]),
    { document: "Relevé 3" },
  );
  t.same(
    [await house.shown("bank"), await house.shown("kit"), await house.shown("commons"), await house.shown("ana")],
    ["2460.00", "2400.00", "60.00", "0.00"],
  );
  t.same(await readHead(db, house.collectiveId), { position: 3n, hash: paid.hash });
  const known = new Map((await listAccounts(db, house.collectiveId)).map((account) => [account.id, account]));
  const found = await findEntry(db, house.collectiveId, paid.id);
  t.equal(found && hashOfEntry(shared.hash, found, known), paid.hash, "what was stored hashes to what was posted");
  t.match(found, { document: "Relevé 3", lines: [{ class: "member", ownerId: house.ids.ana, amountMinor: 54_000n }, { class: "bank" }] });
});

t.test("entries are listed the latest first, in pages, by account and by kind", async (t) => {
  const house = await settle(t, { database });
  const { collectiveId } = house;
  await house.receive("kit", "10.00");
  await house.receive("garden", "10.00");
  await house.post((books) => move(house, books, 500n), { text: "Graines" });
  const page = async (filter: object) =>
    (await listEntries(db, { readerId: null, collectiveId, limit: 10, ...filter })).map(({ position, text }) => [Number(position), text]);
  t.same(await page({}), [
    [3, "Graines"],
    [2, null],
    [1, null],
  ]);
  t.same(await page({ limit: 1, before: 3n }), [[2, null]]);
  const [garden] = await listAccounts(db, collectiveId, { ownerIds: [house.ids.garden] });
  t.same(await page({ accountIds: [garden?.id] }), [
    [3, "Graines"],
    [2, null],
  ]);
  t.same(await page({ kinds: ["transfer"] }), [[3, "Graines"]]);
  t.same(await listEntries(db, { readerId: null, collectiveId: newId(), limit: 10 }), []);
});

t.test("a refusal has its figures, and writes nothing", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "12.40");
  const post = (draft: (books: Books) => Draft) =>
    inTransaction(db, async (tx) => postEntries(tx, await house.books(tx), [draft(await house.books(tx))]));
  await t.rejects(
    post((books) => move(house, books, 2_000n)),
    { code: "insufficient_balance", figures: { left: "12.40", asked: "20.00" } },
  );
  await t.rejects(
    post((books) => move(house, books, 5n, "2026-03-13")),
    { code: "entry_dated_in_future" },
  );
  await t.rejects(
    inTransaction(db, async (tx) => {
      const books = await house.books(tx);
      return postEntries(tx, books, [move(house, books, 1_000n), move(house, books, 241n)]);
    }),
    { code: "insufficient_balance", figures: { left: "2.40", asked: "2.41" } },
    "of several drafts, none",
  );
  t.equal(await house.shown("kit"), "12.40");
  t.match(await readHead(db, house.collectiveId), { position: 1n });
  await t.rejects(
    inTransaction(db, (tx) => openBooks(tx, { collectiveId: newId(), now: storyNow, owners: [] })),
    { code: "not_found", figures: { at: "collective" } },
  );
  await t.rejects(
    inTransaction(db, (tx) => openBooks(tx, { collectiveId: house.collectiveId, now: storyNow, owners: [{ class: "bank", id: newId() }] })),
    { code: "not_found", figures: { at: "bank" } },
  );
  t.throws(() => accountOf({ accounts: new Map(), currency: "EUR" } as unknown as Books, house.owner("kit")), RangeError);
});

t.test("group posting: each draft has its own entry, number and hash; a refused one does its neighbours no harm", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "10.00");
  const written = await inTransaction(db, async (tx) => {
    const books = await house.books(tx);
    let batch = emptyBatch(books);
    for (const amountMinor of [400n, 500n, 200n, 100n]) {
      try {
        batch = placeDraft(batch, { ...move(house, batch.books, amountMinor), text: `${amountMinor}` });
      } catch (error) {
        t.match(error, { code: "insufficient_balance", figures: { left: "1.00", asked: "2.00" } });
      }
    }
    return writeBatch(tx, batch);
  });
  t.same(
    written.map(({ number, position }) => [number, position]),
    [
      [2, 2n],
      [3, 3n],
      [4, 4n],
    ],
  );
  const [last, , first] = await listEntries(db, { readerId: null, collectiveId: house.collectiveId, limit: 3 });
  t.same([first?.text, last?.text], ["400", "100"]);
  t.equal(last?.previousHash, written[1]?.hash);
  t.equal(await house.shown("kit"), "0.00");
});

t.test("back-dating: numbers go by the fiscal year of the day, positions by the order of posting", async (t) => {
  const house = await settle(t, { database, yearStart: "09-01" });
  const grant = (books: Books) =>
    moneyIn({
      bank: accountOf(books, house.owner("bank")),
      envelope: accountOf(books, house.owner("kit")),
      amountMinor: 100n,
      nature: "gift",
    });
  const posted = [];
  for (const datedOn of ["2026-03-12", "2025-08-31", "2025-09-01", "2025-08-30"]) posted.push(await house.post(grant, { datedOn }));
  t.same(
    posted.map((entry) => [Number(entry.position), entry.yearStartsOn, entry.number]),
    [
      [1, "2025-09-01", 1],
      [2, "2024-09-01", 1],
      [3, "2025-09-01", 2],
      [4, "2024-09-01", 2],
    ],
  );
  await inTransaction(db, (tx) => closeYear(tx, { collectiveId: house.collectiveId, startsOn: "2024-09-01", now: storyNow }));
  await t.rejects(house.post(grant, { datedOn: "2025-08-31" }), {
    code: "year_closed",
    figures: { startsOn: "2024-09-01", endsOn: "2025-08-31" },
  });
  t.match(await house.post(grant, { datedOn: "2025-09-01" }), { number: 3 }, "the other year is open");
  const close = (startsOn: string) =>
    inTransaction(db, (tx) => closeYear(tx, { collectiveId: house.collectiveId, startsOn, now: storyNow }));
  await t.rejects(close("2024-09-01"), { code: "year_closed" }, "once");
  await t.rejects(close("2030-09-01"), { code: "not_found" });
});

t.test("an entry's day is the collective's day", async (t) => {
  const house = await settle(t, { database });
  const late = new Date("2026-03-12T23:30:00.000Z");
  const grant = (books: Books) =>
    moneyIn({
      bank: accountOf(books, house.owner("bank")),
      envelope: accountOf(books, house.owner("kit")),
      amountMinor: 100n,
      nature: "gift",
    });
  t.match(await house.post(grant, { now: late }), { datedOn: "2026-03-13", postedAt: late });
});

t.test("a reversal undoes an entry, once, and only while the money is there", async (t) => {
  const house = await settle(t, { database });
  const { collectiveId } = house;
  const grant = await house.receive("kit", "10.00");
  const moved = await house.post((books) => move(house, books, 1_000n), { datedOn: "2026-01-05" });
  const reverse = (entryId: string) =>
    inTransaction(db, (tx) => postReversal(tx, { collectiveId, entryId, now: storyNow, text: "erreur" }));
  await t.rejects(reverse(grant.id), { code: "insufficient_balance", figures: { left: "0.00", asked: "10.00" } });
  const undone = await reverse(moved.id);
  t.match(undone, { kind: "reversal", datedOn: "2026-03-12", reversesId: moved.id, number: 3 });
  t.equal(await house.shown("kit"), "10.00");
  t.match(await findEntry(db, collectiveId, moved.id), { reversedById: undone.id, reversedByNumber: 3 });
  await t.rejects(reverse(moved.id), { code: "already_reversed", figures: { number: 2, by: 3 } });
  await t.rejects(reverse(undone.id), { code: "not_reversible" });
  await t.rejects(reverse(newId()), { code: "not_found" });
  await reverse(grant.id);
  t.same([await house.shown("bank"), await house.shown("kit")], ["0.00", "0.00"]);
});

t.test("accounts are made when money first reaches them, one a commodity", async (t) => {
  const house = await settle(t, { database });
  const { collectiveId } = house;
  t.same(
    (await listAccounts(db, collectiveId)).map((account) => [account.class, account.name]),
    [["bank", "Compte courant"]],
  );
  const books = await inTransaction(db, (tx) =>
    openBooks(tx, {
      collectiveId,
      now: storyNow,
      owners: [house.owner("kit"), house.owner("kit"), { ...house.owner("ana"), commodity: "points" }, house.owner("ana")],
    }),
  );
  t.equal(books.accounts.size, 3);
  t.equal(accountOf(books, { ...house.owner("ana"), commodity: "points" }).commodity, "points");
  t.equal(accountOf(books, house.owner("ana")).commodity, "EUR");
  t.equal((await listAccounts(db, collectiveId, { classes: ["member"] })).length, 2);
  const twice = await openBank(db, { collectiveId, name: "Compte courant", commodity: "EUR", now: storyNow }).catch(databaseFault);
  t.match(twice, { code: "23505", constraint: "accounts_bank_name" });
});

t.test("what a guard refuses is a refusal where it can be an answer, else a bug", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "1.00");
  const fault = async (statement: ReturnType<typeof sql>) =>
    inTransaction(db, (tx) => tx.execute(statement)).then(
      () => undefined,
      (error: unknown) => error,
    );
  const row = (constraint: string) =>
    Object.assign(new Error("wrapped"), { cause: Object.assign(new Error("x"), { code: "23514", constraint_name: constraint }) });
  t.match(refusalOfDatabaseError(row("accounts_never_overdrawn")), { code: "insufficient_balance" });
  t.equal(refusalOfDatabaseError(row("lines_amount")), undefined);
  t.match(refusalOfDatabaseError(Object.assign(new Error("x"), { code: "23505", constraint: "entries_reverses" })), {
    code: "already_reversed",
  });
  t.match(refusalOfDatabaseError(Object.assign(new Error("x"), { code: "MO003" })), { code: "entry_unbalanced" });
  t.match(refusalOfDatabaseError(Object.assign(new Error("x"), { code: "MO005" })), { code: "year_closed" });
  t.match(refusalOfDatabaseError(await fault(sql`select (9223372036854775807 + 1)::bigint`)), { code: "amount_too_large" });
  t.match(refusalOfDatabaseError(await fault(sql`select ${"\0"}::text`)), {
    code: "request_invalid",
    figures: { problem: "text_malformed" },
  });
  t.equal(refusalOfDatabaseError(await fault(sql`select 1 / 0`)), undefined);
  t.equal(refusalOfDatabaseError(new Error("no database at all")), undefined);
  t.match(databaseFault(await fault(sql`update chains set position = 7 where collective_id = ${house.collectiveId}`)), {
    code: database.kind === "postgres" ? "42501" : "MO009",
  });
});

t.test("the sizes of tables are learnt, by the service's role too", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "1.00");
  await learnSizes(db);
  const [entries] = await house.rows<{ learnt: boolean }>(sql`select reltuples > 0 as learnt from pg_class where relname = 'entries'`);
  t.equal(entries?.learnt, true);
});

t.test("who adds many rows learns how many there are", async (t) => {
  await learnSizes(db);
  const house = await settle(t, { database });
  const known = async () =>
    (await house.rows<{ known: number }>(sql`select reltuples::int as known from pg_class where relname = 'members'`))[0]?.known ?? 0;
  const before = await known();
  const grown = learnAsGrown(db, ["members"], t.error);
  grown(499);
  t.equal(await known(), before, "so far it is not worth it");
  grown(1);
  for (let look = 0; look < 6000 && (await known()) === before; look++) await wait(10);
  t.ok((await known()) > before, "the members of another collective are counted");
});
