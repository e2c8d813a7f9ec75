import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openEmbedded, queryRows } from "../../src/db/client.js";
import { FolderHeld, holdFolder } from "../../src/db/embedded-hold.js";
import { openTestDatabase } from "../support/database.js";
import { t } from "../support/tap.js";

t.test("a fresh database has every table", async (t) => {
  const database = await openTestDatabase();
  t.teardown(() => database.close());
  const tables = await queryRows<{ name: string }>(
    database.orm,
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  t.ok(tables.length > 30, `${tables.length} tables`);
});

t.test("what is left out of a list is looked up in a hash, also of a million lines", async (t) => {
  const database = await openTestDatabase();
  t.teardown(() => database.close());
  const plan = await queryRows<{ "QUERY PLAN": string }>(
    database.orm,
    sql`explain select id from contributions where id not in (select gen_random_uuid() from generate_series(1, 1000000))`,
  );
  t.match(plan.map((line) => line["QUERY PLAN"]).join("\n"), /hashed SubPlan/);
});

t.test("one process at a time holds an embedded folder", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "moisson-hold-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const hold = await holdFolder(folder);
  await t.rejects(holdFolder(folder), FolderHeld);
  await hold.release();
  const again = await holdFolder(folder);
  await again.release();
  t.same(readdirSync(join(folder, "holders")), [], "nothing is left behind");
});

t.test("of many that start at once, one holds", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "moisson-race-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => holdFolder(folder)));
  const holds = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  t.equal(holds.length, 1);
  await holds[0]?.release();
});

t.test("a folder with a very long path can be held too", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), `moisson-${"long".repeat(40)}-`));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const hold = await holdFolder(folder);
  await t.rejects(holdFolder(folder), FolderHeld);
  await hold.release();
});

t.test("an embedded database is found again after closing", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "moisson-open-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const first = await openEmbedded(folder);
  await first.orm.execute(
    sql`insert into logins (id, email, created_at) values ('00000000-0000-7000-8000-000000000001', 'ana@example.org', now())`,
  );
  await t.rejects(openEmbedded(folder), FolderHeld, "a second opening is refused");
  await first.close();
  const second = await openEmbedded(folder);
  t.same(await queryRows(second.orm, sql`select email from logins`), [{ email: "ana@example.org" }]);
  await second.close();
});
