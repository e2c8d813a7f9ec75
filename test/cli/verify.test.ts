import { existsSync } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { verify } from "../../src/cli/verify.js";
import { readConfig } from "../../src/config.js";
import { collectives } from "../../src/db/schema/index.js";
import { type LedgerHouse, settle, tamper } from "../support/ledger.js";
import { t } from "../support/tap.js";

/** Runs the command as the process that holds the database would, on streams of our own. */
async function run(house: LedgerHouse, args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const place = { database: house.database, config: readConfig({}) };
  const code = await verify(args, { stdin: Readable.from([]), stdout, stderr, place });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

t.test("where there is no database none is made", async (t) => {
  const folder = `${t.testdir()}/nowhere`;
  const before = process.env.DATA_DIR;
  process.env.DATA_DIR = folder;
  t.teardown(() => {
    if (before === undefined) delete process.env.DATA_DIR;
    else process.env.DATA_DIR = before;
  });
  const url = process.env.DATABASE_URL;
  delete process.env.DATABASE_URL;
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await verify(["--collective", "les-communs"], { stdin: Readable.from([]), stdout, stderr });
  if (url !== undefined) process.env.DATABASE_URL = url;
  t.equal(code, 1);
  t.match(String(stderr.read()), /^error: no_database: Il n’y a pas de base dans «.*nowhere»\. DATA_DIR /);
  t.notOk(existsSync(folder));
});

t.test("moisson verify", async (t) => {
  const house = await settle(t);
  const [collective] = await house.database.orm.select().from(collectives).where(eq(collectives.id, house.collectiveId));
  const named = ["--collective", collective?.slug ?? ""];
  const first = await house.receive("kit", "100.00");
  const { hash } = await house.receive("garden", "50.00");

  t.same(await run(house, named), { code: 0, out: `2 écritures vérifiées, tête 2 ${hash}\n`, err: "" });
  t.same(await run(house, [...named, "--lang", "en", "--head", first.hash.toUpperCase()]), {
    code: 0,
    out: `2 entries verified, head 2 ${hash}\n`,
    err: "",
  });
  t.same(JSON.parse((await run(house, [...named, "--json"])).out), { collective: collective?.slug, entries: 2, position: "2", hash });

  const cut = await run(house, [...named, "--head", "ab".repeat(32)]);
  t.equal(cut.code, 1);
  t.match(cut.err, /^error: chain_broken: Le journal ne se vérifie pas : cette tête n’est pas dans la chaîne.*\n$/);

  for (const args of [[], ["--collective"], [...named, "--head", "12"], [...named, "--lang", "de"], [...named, "--more"]]) {
    t.match(await run(house, args), { code: 2, out: "", err: /./ }, `usage: ${args.join(" ")}`);
  }
  t.match(await run(house, ["--help"]), { code: 0, out: /^usage : moisson verify/ });
  t.match(await run(house, ["--collective", "ailleurs"]), { code: 1, err: /^error: not_found: .*ailleurs/ });

  await tamper(house, sql`update entries set document = 'x' where position = 2 and collective_id = ${house.collectiveId}`);
  t.match(await run(house, named), {
    code: 1,
    out: "",
    err: /^error: entry_broken: L’écriture n° 2 de l’exercice 01\/01\/2026 \(position 2\) ne se vérifie pas : le contenu n’est plus celui de l’empreinte ; attendu [0-9a-f]{64}, trouvé [0-9a-f]{64}\.\n$/,
  });
  const english = await run(house, [...named, "--lang", "en", "--json"]);
  t.match(
    english.err,
    /^error: entry_broken: Entry no\. 2 of fiscal year 2026-01-01 \(position 2\) does not verify: the content is no longer/,
  );
  t.match(JSON.parse(english.out), { code: "entry_broken", figures: { position: "2", problem: "hash_differs" } });
});
