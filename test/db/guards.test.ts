/** The database itself says no (DESIGN §5): nothing here goes through the service's own checks. */
import { type SQL, sql } from "drizzle-orm";
import { newId } from "../../src/db/id.js";
import { type AccountOwner, accountOf, openBooks } from "../../src/db/ledger.js";
import { inTransaction, sqlState, type Tx } from "../../src/db/transaction.js";
import { moneyIn } from "../../src/domain/postings.js";
import { openTestDatabase } from "../support/database.js";
import { type LedgerHouse, type Role, settle, storyNow } from "../support/ledger.js";
import { t } from "../support/tap.js";

const database = await openTestDatabase();
t.teardown(() => database.close());

interface RawEntry {
  position: bigint;
  number: number;
  yearStartsOn: string;
  datedOn: string;
  previousHash: string;
  lineCount: number;
}

/** Writes an entry and its lines by hand, as a careless program would; each line is an account, an amount, a commodity. */
async function write(house: LedgerHouse, tx: Tx, lines: [Role, number, string?][], changed: Partial<RawEntry> = {}): Promise<string> {
  const books = await house.books(tx);
  const year = books.years.find((one) => one.startsOn === "2026-01-01");
  const raw = {
    position: books.head.position + 1n,
    number: (year?.lastNumber ?? 0) + 1,
    yearStartsOn: "2026-01-01",
    datedOn: "2026-03-12",
    previousHash: books.head.hash,
    lineCount: lines.length,
    ...changed,
  };
  if (!year)
    await tx.execute(
      sql`insert into fiscal_years (collective_id, starts_on, ends_on) values (${house.collectiveId}, '2026-01-01', '2026-12-31')`,
    );
  const id = newId();
  await tx.execute(sql`insert into entries (collective_id, id, position, year_starts_on, number, dated_on, posted_at, kind, line_count, previous_hash, hash)
    values (${house.collectiveId}, ${id}, ${String(raw.position)}::bigint, ${raw.yearStartsOn}, ${raw.number}, ${raw.datedOn}, ${storyNow.toISOString()}, 'transfer', ${raw.lineCount},
      decode(${raw.previousHash}, 'hex'), decode(${"ab".repeat(32)}, 'hex'))`);
  for (const [index, [name, amount, commodity = "EUR"]] of lines.entries()) {
    await addLine(house, tx, id, index + 1, accountOf(books, house.owner(name) as AccountOwner).id, amount, commodity);
  }
  return id;
}

async function addLine(
  house: LedgerHouse,
  tx: Tx,
  entryId: string,
  line: number,
  accountId: string,
  amount: number,
  commodity = "EUR",
): Promise<void> {
  await tx.execute(sql`insert into lines (collective_id, entry_id, line, account_id, commodity, amount_minor)
    values (${house.collectiveId}, ${entryId}, ${line}, ${accountId}, ${commodity}, ${amount})`);
}

/** What the database answers: the SQLSTATE of its no, or `done`. */
async function outcome(house: LedgerHouse, work: (tx: Tx) => Promise<unknown>): Promise<string> {
  try {
    await inTransaction(house.database.orm, work);
    return "done";
  } catch (error) {
    return sqlState(error) ?? String(error);
  }
}

t.test("an entry is whole or is not there", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "100.00");
  const no = async (code: string, what: string, work: (tx: Tx) => Promise<unknown>) => t.equal(await outcome(house, work), code, what);
  await no("MO002", "an empty entry", (tx) => write(house, tx, [], { lineCount: 2 }));
  await no("MO002", "one line of two", (tx) => write(house, tx, [["bank", 5]], { lineCount: 2 }));
  await no("23514", "an entry of one line", (tx) => write(house, tx, [["bank", 5]], { lineCount: 1 }));
  await no("MO002", "more lines than it says", (tx) =>
    write(
      house,
      tx,
      [
        ["bank", 5],
        ["kit", -3],
        ["garden", -2],
      ],
      { lineCount: 2 },
    ),
  );
  await no("MO003", "an unbalanced entry", (tx) =>
    write(house, tx, [
      ["bank", 5],
      ["kit", -4],
    ]),
  );
  await no("23514", "a line of zero", (tx) =>
    write(house, tx, [
      ["bank", 5],
      ["kit", -5],
      ["garden", 0],
    ]),
  );
  await no("MO008", "a line in another commodity than its account", (tx) =>
    write(house, tx, [
      ["bank", 5],
      ["kit", -5, "USD"],
    ]),
  );
  await no("23514", "an overdraft", (tx) =>
    write(house, tx, [
      ["kit", 10_001],
      ["garden", -10_001],
    ]),
  );
  await no("done", "to the last cent", (tx) =>
    write(house, tx, [
      ["kit", 10_000],
      ["garden", -10_000],
    ]),
  );
  t.equal(await house.shown("kit"), "0.00");
  t.equal(await house.shown("garden"), "100.00");
});

t.test("an entry never grows, not by lines that balance each other either", async (t) => {
  const house = await settle(t, { database });
  const { id } = await house.receive("kit", "100.00");
  const late = (first: number) => async (tx: Tx) => {
    const books = await house.books(tx);
    await addLine(house, tx, id, first, accountOf(books, house.owner("bank")).id, 5);
    await addLine(house, tx, id, first + 1, accountOf(books, house.owner("kit")).id, -5);
  };
  t.equal(await outcome(house, late(3)), "MO002");
  t.equal(await outcome(house, late(-1)), "MO002");
  t.equal(await outcome(house, late(1)), "23505");
  t.equal(await house.shown("kit"), "100.00");
});

t.test("position, number, hash and year follow the head", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "100.00");
  const lines: [Role, number][] = [
    ["kit", 5],
    ["garden", -5],
  ];
  const no = async (code: string, what: string, changed: Partial<RawEntry>) =>
    t.equal(await outcome(house, (tx) => write(house, tx, lines, changed)), code, what);
  await no("MO004", "a gap in positions", { position: 3n });
  await no("MO004", "position zero", { position: 0n });
  await no("MO004", "another previous hash", { previousHash: "cd".repeat(32) });
  await no("MO007", "a gap in numbers", { number: 3 });
  await no("23505", "a position taken", { position: 1n });
  await no("23505", "a number taken", { number: 1 });
  await no("MO006", "a day outside of its year", { datedOn: "2025-12-31" });
  await no("MO006", "a year that nobody opened", { yearStartsOn: "2025-01-01", datedOn: "2025-12-31", number: 1 });
  await no("done", "the next one", {});
  await house.database.orm.execute(sql`update fiscal_years set closed_at = now() where collective_id = ${house.collectiveId}`);
  await no("MO005", "a closed year", {});
});

t.test("entries of one statement follow each other", async (t) => {
  const house = await settle(t, { database });
  await house.receive("kit", "100.00");
  const two = (hashBefore: string, position: number, number: number) => async (tx: Tx) => {
    const { head } = await house.books(tx);
    await tx.execute(sql`insert into entries (collective_id, id, position, year_starts_on, number, dated_on, posted_at, kind, line_count, previous_hash, hash) values
      (${house.collectiveId}, ${newId()}, 2, '2026-01-01', 2, '2026-03-12', now(), 'transfer', 2, decode(${head.hash}, 'hex'), decode(${"ab".repeat(32)}, 'hex')),
      (${house.collectiveId}, ${newId()}, ${position}, '2026-01-01', ${number}, '2026-03-12', now(), 'transfer', 2, decode(${hashBefore}, 'hex'), decode(${"cd".repeat(32)}, 'hex'))`);
  };
  t.equal(await outcome(house, two("ab".repeat(32), 4, 3)), "MO004", "a position left out");
  t.equal(await outcome(house, two("ab".repeat(32), 3, 4)), "MO004", "a number left out");
  t.equal(await outcome(house, two("cd".repeat(32), 3, 3)), "MO004", "another hash before");
  t.equal(await outcome(house, two("ab".repeat(32), 3, 3)), "MO002", "they do follow: what is missing is their lines");
});

t.test("nothing that was written is changed", async (t) => {
  const house = await settle(t, { database });
  await house.post(
    (books) =>
      moneyIn({
        bank: accountOf(books, house.owner("bank")),
        envelope: accountOf(books, house.owner("kit")),
        amountMinor: 100n,
        nature: "gift",
      }),
    { text: "Don de Ana" },
  );
  await house.database.orm.execute(
    sql`insert into audit_events (collective_id, id, at, action, subject) values (${house.collectiveId}, ${newId()}, now(), 'member.joined', 'member')`,
  );
  await house.database.orm.execute(
    sql`insert into kinds (collective_id, id, name, created_at) values (${house.collectiveId}, ${newId()}, 'heures', now())`,
  );
  // On PostgreSQL the service's role has no right to it in the first place (42501); the owner meets the guard.
  const refused = async (statement: SQL, guard: string) => {
    const codes = [await outcome(house, (tx) => tx.execute(statement))];
    if (house.database.kind === "postgres")
      codes.push(await outcome(house, async (tx) => tx.execute(sql`set local role none`).then(() => tx.execute(statement))));
    t.ok(
      codes.every((code) => code === guard || code === "42501") && codes.at(-1) === guard,
      `${codes.join(" and ")}: ${(statement.queryChunks[0] as { value: string[] }).value[0]}`,
    );
  };
  const mine = sql`collective_id = ${house.collectiveId}`;
  await refused(sql`update entries set kind = 'gift' where ${mine}`, "MO001");
  await refused(sql`delete from entries where ${mine}`, "MO001");
  await refused(sql`truncate entries cascade`, "MO001");
  await refused(sql`update lines set amount_minor = amount_minor where ${mine}`, "MO001");
  await refused(sql`delete from lines where ${mine}`, "MO001");
  await refused(sql`truncate lines`, "MO001");
  await refused(sql`update audit_events set action = 'x' where ${mine}`, "MO001");
  await refused(sql`delete from audit_events where ${mine}`, "MO001");
  await refused(sql`truncate audit_events`, "MO001");
  await refused(sql`update entry_texts set text = 'x' where ${mine}`, "MO001");
  await refused(sql`truncate entry_texts`, "MO001");
  await refused(sql`update accounts set balance_minor = -200 where class = 'envelope' and ${mine}`, "MO009");
  await refused(sql`update accounts set class = 'bank' where class = 'envelope' and ${mine}`, "MO001");
  await refused(sql`delete from accounts where ${mine}`, "MO001");
  await refused(sql`truncate accounts cascade`, "MO001");
  await refused(sql`update chains set position = 0 where ${mine}`, "MO009");
  await refused(sql`delete from chains where ${mine}`, "MO001");
  await refused(sql`update fiscal_years set last_number = 0 where ${mine}`, "MO009");
  await refused(sql`update fiscal_years set ends_on = '2027-03-31' where ${mine}`, "MO010");
  await refused(sql`delete from fiscal_years where ${mine}`, "MO001");
  for (const table of ["members", "circles", "kinds", "envelopes", "funds", "third_parties"]) {
    await refused(sql`delete from ${sql.identifier(table)} where ${mine}`, "MO001");
    await refused(sql`update ${sql.identifier(table)} set id = ${newId()} where ${mine}`, "MO001");
    await refused(sql`truncate ${sql.identifier(table)} cascade`, "MO001");
  }
  await refused(sql`delete from collectives where id = ${house.collectiveId}`, "MO001");
  await refused(sql`delete from import_batches where ${mine}`, "MO001");

  t.equal(await outcome(house, (tx) => tx.execute(sql`update fiscal_years set closed_at = now() where ${mine}`)), "done");
  await refused(sql`update fiscal_years set closed_at = null where ${mine}`, "MO010");
  t.equal(await outcome(house, (tx) => tx.execute(sql`delete from entry_texts where ${mine}`)), "done", "a text may be erased");
});

t.test("an account opens empty, a year opens empty and alone, a text is the one its entry covers", async (t) => {
  const house = await settle(t, { database });
  const { id } = await house.receive("kit", "100.00");
  const cases: { code: string; statement: SQL }[] = [
    {
      code: "MO009",
      statement: sql`insert into accounts (collective_id, id, class, commodity, name, balance_minor, created_at) values (${house.collectiveId}, ${newId()}, 'bank', 'EUR', 'x', 5, now())`,
    },
    {
      code: "MO010",
      statement: sql`insert into fiscal_years (collective_id, starts_on, ends_on) values (${house.collectiveId}, '2026-09-01', '2027-08-31')`,
    },
    {
      code: "MO010",
      statement: sql`insert into fiscal_years (collective_id, starts_on, ends_on, last_number) values (${house.collectiveId}, '2027-01-01', '2027-12-31', 3)`,
    },
    {
      code: "MO011",
      statement: sql`insert into entry_texts (collective_id, id, salt, text) values (${house.collectiveId}, ${id}, '\\x00', 'ajouté après coup')`,
    },
  ];
  for (const { code, statement } of cases) t.equal(await outcome(house, (tx) => tx.execute(statement)), code);
});

t.test("no row points into another collective", async (t) => {
  const [house, other] = [await settle(t, { database }), await settle(t, { database })];
  await house.receive("kit", "100.00");
  await other.receive("kit", "100.00");
  const foreign = async (tx: Tx) => {
    const books = await openBooks(tx, { collectiveId: other.collectiveId, now: storyNow, owners: [other.owner("kit")] });
    const id = await write(house, tx, [["kit", 5]], { lineCount: 2 });
    await addLine(house, tx, id, 2, accountOf(books, other.owner("kit")).id, -5);
  };
  t.match(await outcome(house, foreign), /^(23503|MO008)$/, "a line on another collective's account");

  const contribution = (tx: Tx, changed: Partial<Record<string, string>>) => {
    const row: Record<string, string | null> = {
      collective_id: house.collectiveId,
      id: newId(),
      member_id: house.ids.ana,
      logged_by: house.ids.bo,
      circle_id: house.circleId,
      kind_id: kindId,
      paid_to: null,
      envelope_id: null,
      batch_id: null,
      day_on: "2026-03-01",
      note: "atelier",
      created_at: storyNow.toISOString(),
      changed_at: storyNow.toISOString(),
      ...changed,
    };
    return tx.execute(
      sql`insert into contributions select * from json_populate_record(null::contributions, ${JSON.stringify({ ...row, is_volunteered: false, status: "declared", tags: [] })}::text::json)`,
    );
  };
  const kindId = newId();
  await house.database.orm.execute(
    sql`insert into kinds (collective_id, id, name, created_at) values (${house.collectiveId}, ${kindId}, 'heures', now())`,
  );
  t.equal(await outcome(house, (tx) => contribution(tx, { envelope_id: house.ids.kit, paid_to: house.ids.ana })), "done");
  const elsewhere = {
    member_id: other.ids.ana,
    logged_by: other.ids.ana,
    paid_to: other.ids.ana,
    circle_id: other.circleId,
    kind_id: newId(),
    envelope_id: other.ids.kit,
    batch_id: newId(),
  };
  for (const [column, id] of Object.entries(elsewhere)) {
    t.equal(await outcome(house, (tx) => contribution(tx, { [column]: id })), "23503", `a contribution whose ${column} is elsewhere`);
    t.equal(
      await outcome(house, (tx) =>
        tx.execute(sql`update contributions set ${sql.identifier(column)} = ${id} where collective_id = ${house.collectiveId}`),
      ),
      "23503",
      `and by an update of ${column}`,
    );
  }
  t.equal(
    await outcome(house, (tx) =>
      tx.execute(sql`insert into contributions (collective_id, id, member_id, logged_by, circle_id, kind_id, day_on, note, created_at, changed_at)
        select ${house.collectiveId}, gen_random_uuid(), case when n = 4321 then ${other.ids.bo}::uuid else ${house.ids.bo}::uuid end, ${house.ids.bo}, ${house.circleId}, ${kindId}, '2026-03-01', 'n', now(), now()
        from generate_series(1, 5000) n`),
    ),
    "23503",
    "one among thousands",
  );
});

t.test("a rolled back posting leaves no gap, and its account and year are not there either", async (t) => {
  const house = await settle(t, { database });
  await t.rejects(
    inTransaction(house.database.orm, async (tx) => {
      await write(house, tx, [
        ["bank", 5],
        ["kit", -5],
      ]);
      throw new Error("the action changed its mind");
    }),
    /changed its mind/,
  );
  t.match(await house.receive("kit", "1.00"), { position: 1n, number: 1 });
});

t.test(
  "on PostgreSQL the service works as a role that owns nothing",
  { skip: database.kind !== "postgres" && "embedded: always a superuser" },
  async (t) => {
    t.equal(database.runsAs, "moisson_service");
    const [who] = await (await settle(t, { database })).rows<{ owns: string; super: boolean }>(
      sql`select (select count(*) from pg_class where relowner = current_user::regrole)::text as owns, (select rolsuper from pg_roles where rolname = current_user) as super`,
    );
    t.same(who, { owns: "0", super: false });
  },
);
