import { sql } from "drizzle-orm";
import t from "tap";
import { accountOf, listEntries, openBooks, postEntries, postReversal, readHead } from "../../src/db/ledger.js";
import { inTransaction } from "../../src/db/transaction.js";
import { bill, billPayment, moneyIn, payment, sharing, transfer } from "../../src/domain/postings.js";
import { settle } from "../support/ledger.js";

t.test("a grant, a sharing, a payment: balances, numbers, positions and hashes follow each other", async (t) => {
  const house = await settle(t);
  const grant = await house.receive("kit", "3000.00");
  t.match(grant, { position: 1n, number: 1, previousHash: "0".repeat(64), kind: "money-in", datedOn: "2026-03-12" });
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
  await house.post((books) =>
    payment(accountOf(books, house.owner("bank")), [
      { account: accountOf(books, house.owner("ana")), amountMinor: 54_000n, nature: "work" },
    ]),
  );
  t.equal(await house.shown("bank"), "2460.00");
  t.equal(await house.shown("kit"), "2400.00");
  t.equal(await house.shown("commons"), "60.00");
  t.equal(await house.shown("ana"), "0.00");

  const listed = await listEntries(house.database.orm, { collectiveId: house.collectiveId, limit: 2 });
  t.same(
    listed.map((entry) => [entry.position, entry.text]),
    [
      [3n, null],
      [2n, "Partage du printemps"],
    ],
    "the latest first",
  );
  const before = await listEntries(house.database.orm, { collectiveId: house.collectiveId, limit: 2, before: 2n });
  t.same(
    before.map(({ position }) => position),
    [1n],
  );
  t.same(await readHead(house.database.orm, house.collectiveId), { position: 3n, hash: listed[0]?.hash });
});
