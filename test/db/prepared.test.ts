/** Prepared queries: their plans are kept, and only theirs. */
import { type SQL, sql } from "drizzle-orm";
import { holdConnection, openPostgres, preparedRows, type Queryable, queryRows } from "../../src/db/client.js";
import { openTestDatabase } from "../support/database.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());
const isPostgres = database.kind === "postgres";

const called = (name: string): SQL => sql`select id from members where code = ${name}::text`;
const plans = sql`select custom_plans::int as anew, generic_plans::int as kept from pg_prepared_statements where statement like 'select id from members%'`;

async function plansOf(on: Queryable): Promise<unknown[]> {
  for (let time = 0; time < 8; time += 1) await preparedRows(on, called(`P${time}`));
  return (await preparedRows<object>(on, plans)).map((row) => ({ ...row }));
}

t.test(
  "a prepared query is planned once, whatever it is asked for",
  { skip: !isPostgres && "the embedded database prepares nothing" },
  async (t) => {
    const one = await openPostgres(database.url ?? "", { poolMax: 1 });
    t.teardown(() => one.close());
    t.same(await plansOf(one.orm), [{ anew: 0, kept: 8 }]);
    t.same(
      (await queryRows<object>(one.orm, sql`show plan_cache_mode`)).map((row) => ({ ...row })),
      [{ plan_cache_mode: "auto" }],
      "others with their values",
    );
  },
);

t.test(
  "whoever waits in a transaction keeps nobody from a prepared query",
  { skip: !isPostgres && "one connection for all" },
  async (t) => {
    const one = await openPostgres(database.url ?? "", { poolMax: 1 });
    t.teardown(() => one.close());
    const held = await holdConnection(one.orm);
    await held?.send("begin");
    t.same([...(await preparedRows(one.orm, sql`select 1 as found`))], [{ found: 1 }]);
    await held?.send("rollback");
    held?.release();
  },
);
