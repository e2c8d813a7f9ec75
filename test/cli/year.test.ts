/** A fiscal year from the command line: each file of it comes out under its own name, and says what the service says. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { exportTable } from "../../src/cli/export.js";
import { readConfig } from "../../src/config.js";
import { done, openTwoYears } from "../support/accounts-stories.js";
import { scratchFolder } from "../support/processes.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const { people } = await openTwoYears(house);
const { tom } = people;
const slug = "les-communs-1";

async function exported(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = { stdin: Readable.from([]), stdout, stderr, place: { database: house.database, config: readConfig({}) } };
  const code = await exportTable([...args, "--collective", slug], io);
  return { code, out: String(stdout.read() ?? ""), said: String(stderr.read() ?? "") };
}

const files = {
  fec: "123456782FEC20251231.txt",
  hledger: /\.hledger\.journal$/,
  ledger: /\.ledger$/,
  beancount: /\.beancount$/,
  "trial-balance": /\.csv$/,
};

t.test("the files of an open year and of the same year closed are the same, and those of the service", async (t) => {
  const asked = async (what: string): Promise<string> => (await tom.get(`/years/2025-01-01/files/${what}?dialect=fr`)).body;
  for (const state of ["open", "closed"]) {
    const folder = scratchFolder(t);
    for (const [what, name] of Object.entries(files)) {
      const { code, said } = await exported(what, "--year", "2025", "--out", folder);
      t.equal(code, 0, `${what} ${said}`);
      t.match(said, /^tête \d+ [0-9a-f]{64}\n$/);
      const found = readdirSync(folder).find((each) => (typeof name === "string" ? each === name : name.test(each)));
      t.equal(readFileSync(join(folder, found ?? "missing"), "utf8"), await asked(what), `${state} ${what}`);
    }
    if (state === "open") done(await tom.post("/years/2025-01-01/closing"));
  }
});

t.test("the latest year is meant unless another is said, by its year or its first day", async (t) => {
  const latest = (await exported("fec")).out;
  t.equal((await exported("fec", "--year", "2026")).out, latest);
  t.equal((await exported("fec", "--year", "2026-01-01")).out, latest);
  t.not((await exported("fec", "--year", "2025")).out, latest);
});

t.test("what cannot be written is refused in one line", async (t) => {
  t.match(await exported("fec", "--year", "1999"), { code: 1, said: /^error: not_found: / });
  t.match(await exported("fec", "--from", "2026-01-01"), { code: 2 });
  t.match(await exported("entries", "--year", "2026"), { code: 2 });
  done(await tom.patch("", { siren: null }));
  t.match(await exported("fec"), { code: 1, said: /^error: siren_missing: / });
});
