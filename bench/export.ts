/**
 * `bench export`: the FEC and the CSV of 1,000,000 lines of a fiscal year by `moisson export`, beside psql's `\copy … to` of the
 * same rows by the same joins in the same order. Each run of ours is a process of its own, from its start to its end; both run in
 * turns, and the median of three counts. Limits: 4 × `\copy`, and 300 MB at the peak of our process (VmHWM of Linux).
 *
 * The ledger is written past its guards, which bench nothing here: half a million entries of two lines over a year, of bills,
 * payments, sharings and money in, for 2,000 members and 300 third parties. `BENCH_ROWS` makes a smaller one.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openPostgres } from "../src/db/client.js";
import { newId } from "../src/db/id.js";
import { median, onScratch, psql, timed } from "./processes.js";

const limit = 4;
const limitMegabytes = 300;
const runs = 3;
const rowCount = Number(process.env.BENCH_ROWS ?? 1_000_000);
const slug = "la-federation";

export async function run(): Promise<void> {
  const base = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  const folder = mkdtempSync(join(tmpdir(), "moisson-bench-export-"));
  try {
    await onScratch(admin, base, async (url) => {
      const collectiveId = await setScene(url);
      console.log(`export: ${rowCount} lines of a fiscal year, median of ${runs}`);
      for (const [what, query] of [
        ["fec", fecRows(collectiveId)],
        ["entries", entryRows(collectiveId)],
      ] as const) {
        const [ours, bare]: [{ seconds: number; megabytes: number }[], number[]] = [[], []];
        for (let round = 0; round < runs; round += 1) {
          bare.push(await secondsOf(() => psql(url, `\\copy (${query}) to '${join(folder, "bare")}' with (format csv, delimiter E'\\t')`)));
          ours.push(await timed(url, ["export", what, "--collective", slug, "--out", join(folder, "ours")]));
        }
        report(what, ours, bare);
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await admin.end();
  }
}

function report(what: string, ours: readonly { seconds: number; megabytes: number }[], bare: readonly number[]): void {
  const [moisson, copy] = [median(ours.map(({ seconds }) => seconds)), median(bare)];
  const peak = Math.max(...ours.map(({ megabytes }) => megabytes));
  const ratio = moisson / copy;
  console.log(
    `  ${what}: \\copy ${copy.toFixed(2)} s   Moisson ${moisson.toFixed(2)} s   × ${ratio.toFixed(2)}   limit × ${limit}  ${ratio <= limit ? "ok" : "TOO SLOW"}`,
  );
  console.log(`  ${what}: peak ${peak} MB   limit ${limitMegabytes} MB  ${peak <= limitMegabytes ? "ok" : "TOO MUCH"}`);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const named = "coalesce(b.name, e.name, p.name, m.code, t.name)";
const joined = (collectiveId: string, columns: string, order: string): string =>
  `select ${columns} from entries n join lines l on l.collective_id = n.collective_id and l.entry_id = n.id
    join accounts b on b.collective_id = l.collective_id and b.id = l.account_id
    left join envelopes e on e.collective_id = b.collective_id and e.id = b.envelope_id
    left join members m on m.collective_id = b.collective_id and m.id = b.member_id
    left join member_profiles p on p.collective_id = b.collective_id and p.id = b.member_id
    left join third_parties t on t.collective_id = b.collective_id and t.id = b.third_party_id
    where n.collective_id = '${collectiveId}' and l.commodity = 'EUR' order by ${order}`.replace(/\s+/g, " ");
const fecRows = (collectiveId: string): string =>
  joined(
    collectiveId,
    `n.kind, n.kind, n.number, n.dated_on, b.class, b.class, m.code, ${named}, n.document, n.dated_on, n.kind, greatest(l.amount_minor, 0) / 100.0, greatest(-l.amount_minor, 0) / 100.0, '', '', n.posted_at::date, '', ''`,
    "n.dated_on, n.number, l.line",
  );
const entryRows = (collectiveId: string): string =>
  joined(
    collectiveId,
    `n.position, n.year_starts_on, n.number, n.dated_on, n.kind, n.document, '', l.line, b.class, ${named}, greatest(l.amount_minor, 0) / 100.0, greatest(-l.amount_minor, 0) / 100.0, l.commodity, l.nature, l.for_member_id, n.reverses_id, encode(n.hash, 'hex')`,
    "n.position, l.line",
  );

async function setScene(url: string): Promise<string> {
  // Migrated by the service; filled by who may pass its guards.
  await (await openPostgres(url, { poolMax: 1 })).close();
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const id = newId();
  const sqls = [
    "set session_replication_role = replica",
    `insert into collectives (id, slug, name, currency, time_zone, locale, country, year_start, siren, created_at)
      values ('${id}', '${slug}', 'La fédération', 'EUR', 'Europe/Paris', 'fr', 'FR', '01-01', '123456782', now())`,
    `insert into chains (collective_id, position, hash) values ('${id}', ${rowCount / 2}, sha256('head'))`,
    `insert into fiscal_years (collective_id, starts_on, ends_on, last_number) values ('${id}', '2025-01-01', '2025-12-31', ${rowCount / 2})`,
    `insert into circles (collective_id, id, name, created_at) values ('${id}', gen_random_uuid(), 'Cercle', now())`,
    `insert into members (collective_id, id, code, kind, joined_on, created_at) select '${id}', gen_random_uuid(), 'P' || i, 'person', '2024-01-01', now() from generate_series(1, 2000) i`,
    `insert into member_profiles (collective_id, id, name) select collective_id, id, 'Participante ' || code from members`,
    `insert into third_parties (collective_id, id, name, created_at) select '${id}', gen_random_uuid(), 'Fournisseur ' || i, now() from generate_series(1, 300) i`,
    `insert into envelopes (collective_id, id, circle_id, name, currency, funding, created_at)
      select '${id}', gen_random_uuid(), c.id, 'Enveloppe ' || i, 'EUR', 'service', now() from generate_series(1, 40) i, circles c`,
    `insert into accounts (collective_id, id, class, commodity, name, created_at) values ('${id}', gen_random_uuid(), 'bank', 'EUR', 'Compte courant', now())`,
    `insert into accounts (collective_id, id, class, commodity, envelope_id, created_at) select '${id}', gen_random_uuid(), 'envelope', 'EUR', id, now() from envelopes`,
    `insert into accounts (collective_id, id, class, commodity, member_id, created_at) select '${id}', gen_random_uuid(), 'member', 'EUR', id, now() from members`,
    `insert into accounts (collective_id, id, class, commodity, third_party_id, created_at) select '${id}', gen_random_uuid(), 'third-party', 'EUR', id, now() from third_parties`,
    `insert into entries (collective_id, id, position, year_starts_on, number, dated_on, posted_at, kind, document, line_count, previous_hash, hash)
      select '${id}', gen_random_uuid(), i, '2025-01-01', i, date '2025-01-01' + (i * 364 / (${rowCount} / 2)), timestamptz '2025-01-01' + i * interval '1 minute',
        (array['bill', 'sharing', 'payment', 'money-in'])[1 + i % 4], 'F-2025-' || i, 2, sha256(i::text::bytea), sha256((i + 1)::text::bytea)
      from generate_series(1, ${rowCount} / 2) i`,
    `create temporary table a as select id, class, row_number() over (partition by class order by id) - 1 as place, count(*) over (partition by class) as many from accounts`,
    `insert into lines (collective_id, entry_id, line, account_id, commodity, amount_minor, nature)
      select '${id}', n.id, s.line, a.id, 'EUR', case when s.line = 1 then 1 else -1 end * (100 + n.number % 90000),
        case when a.class = 'bank' then null else (array['purchase', 'work', 'work', 'grant'])[1 + n.number % 4] end
      from entries n cross join (values (1), (2)) s (line)
      join a on a.class = case n.number % 4 when 0 then case s.line when 1 then 'envelope' else 'third-party' end
          when 1 then case s.line when 1 then 'envelope' else 'member' end
          when 2 then case s.line when 1 then 'member' else 'bank' end
          else case s.line when 1 then 'bank' else 'envelope' end end and a.place = n.number % a.many`,
    "set session_replication_role = origin",
    "analyze",
  ];
  try {
    for (const each of sqls) await owner.unsafe(each);
  } finally {
    await owner.end();
  }
  await psql(url, "vacuum");
  return id;
}
