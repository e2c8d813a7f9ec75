/**
 * `bench archive`: a collective of 1,000,000 lines of the ledger, as many contributions and 200 MB of receipts, by `moisson backup` into
 * one file, by `moisson restore` out of it into an empty database, and by `moisson backup` there: the bytes must be the same. Each is a
 * process of its own. Limit: 400 MB at the peak of ours (VmHWM of Linux); the time is told.
 *
 * The scene is written past the guards, with the hashes it would have: restoring posts it again under all of them, and verifies. It has
 * money in, bills, sharings and payments in turns, two lines each. `BENCH_ROWS` makes a smaller one.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openPostgres } from "../src/db/client.js";
import { newId } from "../src/db/id.js";
import { hashOfEntry } from "../src/db/ledger.js";
import { type AccountIdentity, chainStart, type Entry, type EntryKind } from "../src/domain/ledger.js";
import { onScratch, psql, timed } from "./processes.js";

const limitMegabytes = 400;
const rowCount = Number(process.env.BENCH_ROWS ?? 1_000_000);
const receiptCount = 50;
const receiptBytes = 4_000_000;
const slug = "la-federation";

export async function run(): Promise<void> {
  const base = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  const folder = mkdtempSync(join(tmpdir(), "moisson-bench-archive-"));
  const [first, second] = [join(folder, "first.gz"), join(folder, "second.gz")];
  try {
    console.log(`archive: ${rowCount} lines of a ledger, as many contributions, ${receiptCount} receipts of ${receiptBytes / 1e6} MB`);
    await onScratch(admin, base, async (url) => {
      await setScene(url);
      report("backup", await timed(url, ["backup", "--collective", slug, "--out", first]));
      console.log(`  archive: ${Math.round(statSync(first).size / 1e6)} MB`);
    });
    await onScratch(admin, base, async (url) => {
      report("restore", await timed(url, ["restore", first]));
      await timed(url, ["backup", "--collective", slug, "--out", second]);
    });
    const isSame = digest(first) === digest(second);
    console.log(`  archive of what was restored: ${isSame ? "the same bytes  ok" : "DIFFERS"}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await admin.end();
  }
}

const digest = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

function report(what: string, { seconds, megabytes }: { seconds: number; megabytes: number }): void {
  console.log(
    `  ${what}: ${seconds.toFixed(1)} s   peak ${megabytes} MB   limit ${limitMegabytes} MB  ${megabytes <= limitMegabytes ? "ok" : "TOO MUCH"}`,
  );
}

async function setScene(url: string): Promise<void> {
  // Migrated by the service; filled by who may pass its guards.
  await (await openPostgres(url, { poolMax: 1 })).close();
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const id = newId();
  try {
    const all = async (sqls: readonly string[]) => {
      for (const each of sqls) await owner.unsafe(each);
    };
    await all([
      "set session_replication_role = replica",
      `insert into collectives (id, slug, name, currency, time_zone, locale, country, year_start, siren, created_at)
        values ('${id}', '${slug}', 'La fédération', 'EUR', 'Europe/Paris', 'fr', 'FR', '01-01', '123456782', now())`,
      `insert into fiscal_years (collective_id, starts_on, ends_on, last_number) values ('${id}', '2025-01-01', '2025-12-31', ${rowCount / 2})`,
      `insert into circles (collective_id, id, name, created_at) values ('${id}', gen_random_uuid(), 'Cercle', now())`,
      `insert into kinds (collective_id, id, name, unit, created_at) values ('${id}', gen_random_uuid(), 'Heures', 'h', now())`,
      `insert into members (collective_id, id, code, kind, joined_on, created_at)
        select '${id}', gen_random_uuid(), 'P' || i, 'person', '2024-01-01', now() from generate_series(1, 200) i`,
      `insert into member_profiles (collective_id, id, name) select collective_id, id, 'Participante ' || code from members`,
      `insert into third_parties (collective_id, id, name, created_at) select '${id}', gen_random_uuid(), 'Imprimerie', now()`,
      `insert into envelopes (collective_id, id, circle_id, name, currency, created_at)
        select '${id}', gen_random_uuid(), c.id, 'Enveloppe', 'EUR', now() from circles c`,
      `insert into accounts (collective_id, id, class, commodity, name, created_at) values ('${id}', gen_random_uuid(), 'bank', 'EUR', 'Compte', now())`,
      `insert into accounts (collective_id, id, class, commodity, envelope_id, created_at) select '${id}', gen_random_uuid(), 'envelope', 'EUR', id, now() from envelopes`,
      `insert into accounts (collective_id, id, class, commodity, member_id, created_at) select '${id}', gen_random_uuid(), 'member', 'EUR', id, now() from members`,
      `insert into accounts (collective_id, id, class, commodity, third_party_id, created_at) select '${id}', gen_random_uuid(), 'third-party', 'EUR', id, now() from third_parties`,
      `insert into contributions (collective_id, id, member_id, logged_by, circle_id, envelope_id, kind_id, quantity, day_on, note, created_at, changed_at)
        select '${id}', gen_random_uuid(), m.id, m.id, c.id, e.id, k.id, 1.5, date '2025-01-01' + i % 365, 'préparation de la réunion ' || i, now(), now()
        from generate_series(1, ${rowCount}) i join (select id, row_number() over () - 1 as place from members) m on m.place = i % 200, circles c, envelopes e, kinds k`,
      // Photos do not get smaller: bytes of chance.
      `insert into receipts (collective_id, id, contribution_id, name, type, bytes, sha256, content, added_by, added_at)
        select '${id}', gen_random_uuid(), c.id, 'ticket.jpg', 'image/jpeg', octet_length(c.content), encode(sha256(c.content), 'hex'), c.content, c.member_id, now()
        from (select id, member_id, (select decode(string_agg(md5(c.id::text || i), ''), 'hex') from generate_series(1, ${receiptBytes / 16}) i) as content
          from (select id, member_id from contributions order by id limit ${receiptCount}) c) c`,
    ]);
    const head = await writeEntries(owner, id);
    await all([
      `insert into chains (collective_id, position, hash) values ('${id}', ${rowCount / 2}, decode('${head}', 'hex'))`,
      "update accounts a set balance_minor = s.sum from (select account_id, sum(amount_minor) as sum from lines group by account_id) s where s.account_id = a.id",
      "set session_replication_role = origin",
      "analyze",
    ]);
  } finally {
    await owner.end();
  }
  await psql(url, "vacuum");
}

const kinds: readonly EntryKind[] = ["money-in", "bill", "sharing", "payment"];

/** Half as many entries as lines, chained; the hash of the last. */
async function writeEntries(owner: postgres.Sql, collectiveId: string): Promise<string> {
  const rows = await owner<{ id: string; class: AccountIdentity["class"]; owner: string }[]>`
    select id, class, coalesce(envelope_id, member_id, third_party_id, id) as owner from accounts`;
  const known = new Map<string, AccountIdentity>(rows.map((row) => [row.id, { ...row, ownerId: row.owner }]));
  const of = (wanted: string): string => rows.find((row) => row.class === wanted)?.id ?? "";
  const [bank, envelope, printer] = [of("bank"), of("envelope"), of("third-party")];
  const members = rows.filter((row) => row.class === "member").map((row) => row.id);
  let hash = chainStart.hash;
  let [entries, lines]: [unknown[][], unknown[][]] = [[], []];
  for (let number = 1; number <= rowCount / 2; number += 1) {
    const turn = (number - 1) % 4;
    const place = (number - 1) >> 2;
    const member = members[place % members.length] ?? "";
    const amountMinor = BigInt(place % 90_000) + 100n;
    const [to, from] = ([
      [bank, envelope],
      [envelope, printer],
      [envelope, member],
      [member, bank],
    ][turn] ?? []) as [string, string];
    // What comes in is enough for the bill and the sharing after it.
    const minor = turn === 0 ? amountMinor * 3n : amountMinor;
    const line = (accountId: string, signed: bigint) => ({
      ...{ accountId, commodity: "EUR", amountMinor: signed, nature: turn === 0 ? "grant" : "work", forMemberId: null },
    });
    const entry: Entry = {
      ...{ collectiveId, id: newId(), position: BigInt(number), yearStartsOn: "2025-01-01", number, datedOn: "2025-06-01" },
      ...{ postedAt: new Date(1_735_700_000_000 + number * 60_000), kind: kinds[turn] as EntryKind, origin: {}, document: `F-${number}` },
      ...{ reversesId: null, postedBy: null, textDigest: null, lines: [line(to, minor), line(from, -minor)] },
    };
    const previous = hash;
    hash = hashOfEntry(previous, entry, known);
    entries.push([entry.id, number, number, entry.postedAt.toISOString(), entry.kind, entry.document, previous, hash]);
    entry.lines.forEach((each, index) => {
      lines.push([entry.id, index + 1, each.accountId, String(each.amountMinor), each.nature]);
    });
    if (number % 5000 > 0 && number < rowCount / 2) continue;
    await owner`insert into entries (collective_id, id, position, year_starts_on, number, dated_on, posted_at, kind, document, line_count, previous_hash, hash)
      select ${collectiveId}::uuid, (r->>0)::uuid, (r->>1)::bigint, '2025-01-01', (r->>2)::int, '2025-06-01', (r->>3)::timestamptz, r->>4, r->>5, 2, decode(r->>6, 'hex'), decode(r->>7, 'hex')
      from jsonb_array_elements(${JSON.stringify(entries)}::text::jsonb) r`;
    await owner`insert into lines (collective_id, entry_id, line, account_id, commodity, amount_minor, nature)
      select ${collectiveId}::uuid, (r->>0)::uuid, (r->>1)::int, (r->>2)::uuid, 'EUR', (r->>3)::bigint, r->>4
      from jsonb_array_elements(${JSON.stringify(lines)}::text::jsonb) r`;
    [entries, lines] = [[], []];
  }
  return hash;
}
