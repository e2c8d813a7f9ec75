/** COPY on both databases: what the server refuses is an error at once, and the connection goes on being of use. */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../src/db/client.js";
import { CopyRows, copyRows } from "../../src/db/copy.js";
import { newId } from "../../src/db/id.js";
import { inTransaction } from "../../src/db/transaction.js";
import { openTestDatabase } from "../support/database.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());
const { orm } = database;

const columns = ["collective_id", "batch_id", "line", "id", "name", "kind"];
const place = [newId(), newId()] as const;

const rowsOf = (...rows: readonly (readonly [number, string | null])[]): Buffer => {
  const copy = new CopyRows();
  for (const [line, name] of rows) {
    copy.row(columns.length);
    for (const id of place) copy.sharedId(id);
    copy.integer(line);
    copy.sharedId(newId());
    copy.text(name);
    copy.text("person");
  }
  return copy.take();
};
const copy = (on: Queryable, rows: Buffer) => copyRows(on, "staged_members", columns, rows);
const count = async () => (await queryRows<{ rows: number }>(orm, sql`select count(*)::int as rows from staged_members`))[0]?.rows;

const refused: readonly (readonly [string, Buffer, RegExp])[] = [
  ["a character that no text holds", rowsOf([1, "a\0b"]), /0x00/],
  ["a text that is missing", rowsOf([1, "Ana"], [2, null]), /not-null/],
  ["the same key twice", rowsOf([3, "Ana"], [3, "Bob"]), /duplicate key/],
  ["megabytes with the fault at their beginning", rowsOf([4, null], [5, "x".repeat(3_000_000)]), /not-null/],
];

for (const [what, rows, message] of refused) {
  t.test(`refused rows are an error, and none is kept: ${what}`, async (t) => {
    await t.rejects(copy(orm, rows), { message });
    await t.rejects(
      inTransaction(orm, (tx) => copy(tx, rows)),
      { message },
    );
    t.equal(await count(), 0);
  });
}

t.test("after all these, rows are copied as ever", async (t) => {
  for (let line = 0; line < 12; line += 1) await copy(orm, rowsOf([line, `row ${line}`]));
  t.equal(await count(), 12);
});

t.test("what was taken stays as it is until the next is taken, while the next rows are written", async (t) => {
  const rows = new CopyRows();
  const fill = (note: string, size: number) => {
    rows.row(1);
    rows.text(note.repeat(size));
  };
  fill("a", 10);
  const first = rows.take();
  const before = Buffer.from(first);
  fill("b", 3_000_000);
  t.ok(first.equals(before), "also where these outgrow its piece of memory");
  const second = rows.take();
  const between = Buffer.from(second);
  fill("c", 20);
  t.ok(second.equals(between), "and where they lie in the one before it");
  const third = rows.take();
  t.equal(third.length, first.length + 10);
  t.ok(third.includes("c".repeat(20)) && !third.includes("a"));
});
