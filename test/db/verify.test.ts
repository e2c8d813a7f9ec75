/** Whatever a superuser changes past the guards, `verify` finds, and names the first entry that fails. */
import { type SQL, sql } from "drizzle-orm";
import type { Test } from "tap";
import { verifyLedger } from "../../src/db/checks.js";
import { newId } from "../../src/db/id.js";
import { accountOf } from "../../src/db/ledger.js";
import { sharing, transfer } from "../../src/domain/postings.js";
import { openTestDatabase } from "../support/database.js";
import { type LedgerHouse, settle, tamper } from "../support/ledger.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());

/** Five entries: 1 a grant, 2 a sharing, 3 to 5 transfers, the last with a text. */
async function fiveEntries(t: Test): Promise<LedgerHouse> {
  const house = await settle(t, { database });
  await house.receive("kit", "1000.00");
  await house.post((books) =>
    sharing({
      envelope: accountOf(books, house.owner("kit")),
      shares: [{ memberId: house.ids.ana, payee: accountOf(books, house.owner("ana")), nature: "work", amountMinor: 6_000n }],
      funds: [{ fund: accountOf(books, house.owner("commons")), amountMinor: 1_000n }],
    }),
  );
  for (const text of [undefined, undefined, "Graines"]) {
    await house.post(
      (books) => transfer({ from: accountOf(books, house.owner("kit")), to: accountOf(books, house.owner("garden")), amountMinor: 500n }),
      { ...(text ? { text } : {}), document: "F-1" },
    );
  }
  return house;
}

const verify = (house: LedgerHouse, head?: string, batchSize?: number) =>
  verifyLedger(database.orm, { collectiveId: house.collectiveId, head, ...(batchSize ? { batchSize } : {}) });

t.test("an untouched ledger verifies, in batches of any size, and with any head it ever had", async (t) => {
  const house = await fiveEntries(t);
  const { head } = await verify(house);
  for (const batchSize of [1, 2, 5, 1000])
    t.match(await verify(house, undefined, batchSize), { entries: 5, head: { position: 5n, hash: head.hash } });
  const hashes = await house.rows<{ hash: string }>(
    sql`select encode(hash, 'hex') as hash from entries where collective_id = ${house.collectiveId}`,
  );
  for (const { hash } of hashes) t.match(await verify(house, hash), { entries: 5 });
  await t.rejects(verify(house, "ab".repeat(32)), {
    code: "chain_broken",
    figures: { problem: "head_missing", expected: "ab".repeat(32) },
  });
  t.match(await verify(await settle(t, { database }), "0".repeat(64)), { entries: 0 }, "an empty one too");
});

t.test("an erased text changes nothing", async (t) => {
  const house = await fiveEntries(t);
  await database.orm.execute(sql`delete from entry_texts where collective_id = ${house.collectiveId}`);
  t.match(await verify(house), { entries: 5 });
});

t.test("what was changed in an entry is found there", async (t) => {
  const cases: { what: string; change: (house: LedgerHouse) => SQL[]; found: object }[] = [
    {
      what: "a byte of a document",
      change: ({ collectiveId }) => [sql`update entries set document = 'F-2' where position = 3 and collective_id = ${collectiveId}`],
      found: { position: "3", number: 3, problem: "hash_differs" },
    },
    {
      what: "an amount, on both sides, with the balances set right",
      change: ({ collectiveId }) => [
        sql`update lines set amount_minor = amount_minor * 2 where collective_id = ${collectiveId} and entry_id = (select id from entries where position = 4 and collective_id = ${collectiveId})`,
        sql`update accounts a set balance_minor = (select coalesce(sum(amount_minor), 0) from lines l where l.collective_id = a.collective_id and l.account_id = a.id) where collective_id = ${collectiveId}`,
      ],
      found: { position: "4", problem: "hash_differs" },
    },
    {
      what: "an amount on one side",
      change: ({ collectiveId }) => [
        sql`update lines set amount_minor = amount_minor + 1 where line = 2 and collective_id = ${collectiveId} and entry_id = (select id from entries where position = 3 and collective_id = ${collectiveId})`,
      ],
      found: { position: "3", problem: "sum_not_zero", expected: "0.00", found: "0.01", commodity: "EUR" },
    },
    {
      what: "an entry taken out",
      change: ({ collectiveId }) => [
        sql`delete from lines where collective_id = ${collectiveId} and entry_id = (select id from entries where position = 3 and collective_id = ${collectiveId})`,
        sql`delete from entries where position = 3 and collective_id = ${collectiveId}`,
      ],
      found: { position: "4", number: 4, problem: "position_out_of_order", expected: "3", found: "4" },
    },
    {
      what: "a number left out",
      change: ({ collectiveId }) => [sql`update entries set number = 9 where position = 4 and collective_id = ${collectiveId}`],
      found: { position: "4", problem: "number_out_of_order", expected: "4", found: "9" },
    },
    {
      what: "a line taken out",
      change: ({ collectiveId }) => [
        sql`delete from lines where line = 1 and collective_id = ${collectiveId} and entry_id = (select id from entries where position = 2 and collective_id = ${collectiveId})`,
      ],
      found: { position: "2", problem: "lines_missing", expected: "4", found: "3" },
    },
    {
      what: "a line numbered otherwise",
      change: ({ collectiveId }) => [
        sql`update lines set line = 7 where line = 2 and collective_id = ${collectiveId} and entry_id = (select id from entries where position = 3 and collective_id = ${collectiveId})`,
      ],
      found: { position: "3", problem: "lines_missing", expected: "2", found: "1, 7" },
    },
    {
      what: "a day moved out of its year",
      change: ({ collectiveId }) => [
        sql`update entries set dated_on = '2025-12-31' where position = 2 and collective_id = ${collectiveId}`,
      ],
      found: { position: "2", problem: "day_outside_year", found: "2025-12-31" },
    },
    {
      what: "a hash",
      change: ({ collectiveId }) => [
        sql`update entries set hash = decode(${"cd".repeat(32)}, 'hex') where position = 3 and collective_id = ${collectiveId}`,
      ],
      found: { position: "3", problem: "hash_differs" },
    },
    {
      what: "a previous hash",
      change: ({ collectiveId }) => [
        sql`update entries set previous_hash = decode(${"cd".repeat(32)}, 'hex') where position = 3 and collective_id = ${collectiveId}`,
      ],
      found: { position: "3", problem: "previous_hash_differs", found: "cd".repeat(32) },
    },
    {
      what: "a text",
      change: ({ collectiveId }) => [sql`update entry_texts set text = 'Graine' where collective_id = ${collectiveId}`],
      found: { position: "5", problem: "text_differs" },
    },
    {
      what: "a line put on somebody else's account",
      change: ({ collectiveId, ids }) => [
        sql`update lines set account_id = (select id from accounts where member_id = ${ids.bo}) where nature = 'work' and amount_minor < 0 and collective_id = ${collectiveId}`,
      ],
      found: { position: "2", problem: "hash_differs" },
    },
    {
      what: "an account given to somebody else",
      change: ({ collectiveId, ids }) => [
        sql`delete from accounts where member_id = ${ids.bo}`,
        sql`update accounts set member_id = ${ids.bo} where member_id = ${ids.ana} and collective_id = ${collectiveId}`,
      ],
      found: { position: "2", problem: "hash_differs" },
    },
    {
      what: "a commodity",
      change: ({ collectiveId }) => [sql`update lines set commodity = 'USD' where collective_id = ${collectiveId}`],
      found: { position: "1", problem: "account_differs", expected: "EUR", found: "USD" },
    },
    {
      what: "a commodity that nobody knows, everywhere",
      change: ({ collectiveId }) => [
        sql`update lines set commodity = '€' where collective_id = ${collectiveId}`,
        sql`update accounts set commodity = '€' where collective_id = ${collectiveId}`,
      ],
      found: { position: "1", problem: "hash_differs", found: "–" },
    },
    {
      what: "an entry that overdraws, written past every guard",
      change: ({ collectiveId }) => [
        sql`update lines set amount_minor = sign(amount_minor) * 200000 where collective_id = ${collectiveId} and entry_id = (select id from entries where position = 5 and collective_id = ${collectiveId})`,
      ],
      found: { position: "5", problem: "account_overdrawn" },
    },
  ];
  for (const { what, change, found } of cases) {
    const house = await fiveEntries(t);
    await tamper(house, ...change(house));
    await t.rejects(verify(house), { code: "entry_broken", figures: found }, what);
  }
});

t.test("what is kept beside the entries is checked too", async (t) => {
  const cases: { what: string; change: (house: LedgerHouse) => SQL[]; found: { code: string; figures: object } }[] = [
    {
      what: "a balance",
      change: ({ collectiveId }) => [
        sql`update accounts set balance_minor = balance_minor - 1 where class = 'fund' and collective_id = ${collectiveId}`,
      ],
      found: { code: "account_broken", figures: { class: "fund", problem: "balance_differs", expected: "-10.00", found: "-10.01" } },
    },
    {
      what: "a cut tail",
      change: ({ collectiveId }) => [
        sql`delete from lines where collective_id = ${collectiveId} and entry_id = (select id from entries where position = 5 and collective_id = ${collectiveId})`,
        sql`delete from entries where position = 5 and collective_id = ${collectiveId}`,
      ],
      found: { code: "chain_broken", figures: { problem: "head_differs", expected: "4", found: "5" } },
    },
    {
      what: "a head's hash",
      change: ({ collectiveId }) => [sql`update chains set hash = decode(${"cd".repeat(32)}, 'hex') where collective_id = ${collectiveId}`],
      found: { code: "chain_broken", figures: { problem: "head_differs", found: "cd".repeat(32) } },
    },
    {
      what: "a last number",
      change: ({ collectiveId }) => [sql`update fiscal_years set last_number = 7 where collective_id = ${collectiveId}`],
      found: { code: "chain_broken", figures: { problem: "last_number_differs", year: "2026-01-01", expected: "5", found: "7" } },
    },
    {
      what: "lines without their entry",
      change: ({ collectiveId }) => [
        sql`insert into lines (collective_id, entry_id, line, account_id, commodity, amount_minor) select ${collectiveId}, ${newId()}, 1, id, 'EUR', 5 from accounts where class = 'bank' and collective_id = ${collectiveId}`,
      ],
      found: { code: "chain_broken", figures: { problem: "lines_without_entry", expected: "0", found: "1" } },
    },
  ];
  for (const { what, change, found } of cases) {
    const house = await fiveEntries(t);
    await tamper(house, ...change(house));
    await t.rejects(verify(house), found, what);
  }
});

t.test("a tail that was cut with all its traces is found by a head that was written down", async (t) => {
  const house = await fiveEntries(t);
  const { head } = await verify(house);
  const { collectiveId } = house;
  await tamper(
    house,
    sql`delete from entry_texts where collective_id = ${collectiveId}`,
    sql`delete from lines where collective_id = ${collectiveId} and entry_id = (select id from entries where position = 5 and collective_id = ${collectiveId})`,
    sql`delete from entries where position = 5 and collective_id = ${collectiveId}`,
    sql`update chains set position = 4, hash = (select hash from entries where position = 4 and collective_id = ${collectiveId}) where collective_id = ${collectiveId}`,
    sql`update fiscal_years set last_number = 4 where collective_id = ${collectiveId}`,
    sql`update accounts a set balance_minor = (select coalesce(sum(amount_minor), 0) from lines l where l.collective_id = a.collective_id and l.account_id = a.id) where collective_id = ${collectiveId}`,
  );
  t.match(await verify(house), { entries: 4 }, "by itself it verifies");
  await t.rejects(verify(house, head.hash), { code: "chain_broken", figures: { problem: "head_missing", expected: head.hash } });
});

t.test("a share that says other than its entry, or more than its settlements", async (t) => {
  const house = await fiveEntries(t);
  const { collectiveId, circleId, ids } = house;
  const [sharingId, shareId] = [newId(), newId()];
  await database.orm.execute(sql`insert into sharings (collective_id, id, envelope_id, circle_id, title, until_on, sharing_key, created_by, created_at)
    values (${collectiveId}, ${sharingId}, ${ids.kit}, ${circleId}, 'printemps', '2026-03-31', '{}', ${ids.ana}, now())`);
  await database.orm.execute(sql`insert into shares (collective_id, id, sharing_id, member_id, payee_id, nature, amount_minor, paid_minor)
    values (${collectiveId}, ${shareId}, ${sharingId}, ${ids.ana}, ${ids.ana}, 'work', 6000, 2500)`);
  await t.rejects(verify(house), { code: "share_broken", figures: { share: shareId, expected: "0", found: "6000" } }, "by no entry");
  const entryAt = (position: number) => sql`(select id from entries where position = ${position} and collective_id = ${collectiveId})`;
  await database.orm.execute(sql`update sharings set entry_id = ${entryAt(2)} where id = ${sharingId}`);
  const isPut = (amount: number, nature = "work") =>
    database.orm.execute(sql`update shares set amount_minor = ${amount}, nature = ${nature} where id = ${shareId}`);
  await isPut(6001);
  await t.rejects(verify(house), { code: "share_broken", figures: { share: shareId, expected: "6000", found: "6001" } });
  await isPut(6000, "rights");
  await t.rejects(verify(house), { code: "share_broken", figures: { share: shareId, expected: "0", found: "6000" } }, "of another nature");
  await isPut(6000);
  await t.rejects(verify(house), { code: "share_broken", figures: { share: shareId, expected: "0 / 0 / 0", found: "2500 / 0 / 0" } });
  const settled = (entry: SQL) =>
    sql`insert into share_settlements (collective_id, id, share_id, entry_id, how, amount_minor, created_at) select ${collectiveId}, ${newId()}, ${shareId}, ${entry}, 'paid', 2500, now()`;
  await database.orm.execute(settled(sql`${newId()}`));
  await t.rejects(verify(house), { code: "share_broken" }, "a settlement by an entry that is not there");
  await database.orm.execute(settled(entryAt(2)));
  t.match(await verify(house), { entries: 5 });
});

t.test("a bill that says other than its entries", async (t) => {
  const house = await fiveEntries(t);
  const { collectiveId, ids } = house;
  const [billId, printerId] = [newId(), newId()];
  const entryAt = (position: number) => sql`(select id from entries where position = ${position} and collective_id = ${collectiveId})`;
  await database.orm.execute(
    sql`insert into third_parties (collective_id, id, name, created_at) values (${collectiveId}, ${printerId}, 'Imprimerie', now())`,
  );
  await database.orm.execute(sql`insert into bills (collective_id, id, envelope_id, third_party_id, amount_minor, nature, document, label, billed_on, entry_id, created_at)
    values (${collectiveId}, ${billId}, ${ids.kit}, ${printerId}, 8000, 'purchase', 'F-1', 'affiches', '2026-03-01', ${entryAt(1)}, now())`);
  await t.rejects(verify(house), { code: "bill_broken", figures: { bill: billId, expected: "0 / 0 / 0", found: "8000 / 0 / 0" } });
});
