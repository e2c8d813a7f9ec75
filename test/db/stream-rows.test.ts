/** Rows in batches: fetched ahead, in order, and a failure is told where it belongs. */
import { sql } from "drizzle-orm";
import { queryRows } from "../../src/db/client.js";
import { inSnapshot, streamRows, type Tx } from "../../src/db/transaction.js";
import { openTestDatabase } from "../support/database.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());

const numbers = (until: number) => sql`select i from generate_series(1, ${until}::int) i order by i`;

async function read(tx: Tx, until: number, meanwhile: () => Promise<unknown> = async () => {}): Promise<number[]> {
  const seen: number[] = [];
  for await (const batch of streamRows<{ i: number }>(tx, numbers(until), 10)) {
    await meanwhile();
    seen.push(...batch.map(({ i }) => i));
  }
  return seen;
}

t.test("every row comes once and in order, however many fill a batch, and whatever is asked beside it", async (t) => {
  await inSnapshot(database.orm, async (tx) => {
    const asked = () => queryRows(tx, sql`select 1`);
    for (const until of [0, 1, 9, 10, 11, 20, 35])
      t.same(
        await read(tx, until, asked),
        Array.from({ length: until }, (_, index) => index + 1),
        `${until} rows`,
      );
  });
});

t.test("who stops early leaves the transaction to the next", async (t) => {
  await inSnapshot(database.orm, async (tx) => {
    for await (const batch of streamRows<{ i: number }>(tx, numbers(1000), 10)) if (batch[0]?.i === 11) break;
    t.equal((await read(tx, 35)).length, 35);
  });
});

t.test("a batch that fails is told to who asks for it, not before", async (t) => {
  const seen: number[] = [];
  const failing = inSnapshot(database.orm, async (tx) => {
    const query = sql`select 1 / (15 - i) as i from generate_series(1, 40) i`;
    for await (const batch of streamRows<{ i: number }>(tx, query, 10)) {
      // The next one has failed by now.
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen.push(batch.length);
    }
  });
  await t.rejects(failing, { cause: { code: "22012" } });
  t.same(seen, [10]);
});
