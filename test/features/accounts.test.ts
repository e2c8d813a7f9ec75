/**
 * The accounts that a treasurer hands over: two fiscal years of everything that posts, as FEC, as plain-text journals that the
 * programs themselves check, and as balances; all of them give one trial balance, and that of the ledger.
 */

import { fecColumns } from "../../src/exchange/fec.js";
import {
  balancesBy,
  balancesOf,
  cents,
  fecBalances,
  fecRows,
  isHere,
  moved,
  programs,
  reads,
  trialBalances,
} from "../support/accountants.js";
import { done, openTwoYears, siren } from "../support/accounts-stories.js";
import { sumsBelow } from "../support/exported.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const story = await openTwoYears(house);
const { tom, bob } = story.people;
const address = (year: number, what: string) => `/years/${year}-01-01/files/${what}`;
const fileOf = async (year: number, what: string): Promise<string> => {
  const reply = await tom.get(address(year, what));
  if (reply.status !== 200) throw new Error(`${what} ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
};

for (const year of [2025, 2026])
  t.test(`the FEC of ${year}: columns, numbers, days, balance`, async (t) => {
    const reply = await tom.get(address(year, "fec"));
    t.equal(reply.status, 200);
    t.match(reply.headers["content-disposition"], `filename="123456782FEC${year}1231.txt"`);
    const fec: string = reply.body;
    t.equal(fec.split("\r\n")[0], fecColumns.join("\t"));
    t.notOk(/\|/.test(fec), "no pipe");
    t.notOk(fec.startsWith("\ufeff"), "no byte order mark");
    t.ok(
      fec.split("\r\n").every((line) => line === "" || line.split("\t").length === 18),
      "18 cells a line, no lone line break",
    );
    const rows = fecRows(fec);
    const numbers = [...new Set(rows.map((row) => Number(row.EcritureNum)))];
    t.same(
      numbers,
      numbers.map((_, index) => index + 1),
      "numbers from 1 without a gap",
    );
    t.equal(rows[0]?.JournalCode, "AN", "opening balances first");
    t.same(
      rows.map((row) => row.EcritureDate),
      rows.map((row) => row.EcritureDate).sort(),
      "by their day",
    );
    const sums = new Map<string, bigint>();
    for (const row of rows) {
      sums.set(row.EcritureNum as string, (sums.get(row.EcritureNum as string) ?? 0n) + moved(row));
      t.match(row, {
        Debit: /^\d+,\d\d$/,
        Credit: /^\d+,\d\d$/,
        EcritureDate: new RegExp(`^${year}\\d{4}$`),
        ValidDate: /^\d{8}$/,
        PieceDate: /^\d{8}$/,
        CompteNum: /^\d{3,}$/,
      });
      t.ok(row.CompteLib && row.EcritureLib && row.PieceRef, "no empty label, no empty document");
      t.notOk(/Ana|Bob|Tom/.test(row.EcritureLib as string), "no name in a label");
    }
    t.ok(
      [...sums.values()].every((sum) => sum === 0n),
      "each entry is balanced",
    );
    t.equal(fec, await fileOf(year, "fec"), "the same bytes twice");
  });

for (const year of [2025, 2026])
  t.test(`hledger, ledger and beancount read ${year} as the FEC says it`, async (t) => {
    const expected = fecBalances(await fileOf(year, "fec"));
    for (const format of ["hledger", "ledger", "beancount"] as const) {
      const program = format === "beancount" ? "bean-check" : format;
      await t.test(program, { skip: isHere(program) ? false : `no ${program}` }, async (t) => {
        const journal = await fileOf(year, format);
        const { code, said } = reads(program, programs[program], `year.${format}`, journal);
        t.equal(code, 0, `${program} ${code === 0 ? "" : said}`);
        t.same(balancesBy(format, journal), expected, "its balances");
        const broken = journal.replace(
          /^( {4}\S.* {2}-?\d+\.)(\d\d) EUR$/m,
          (_, before, last) => `${before}${last === "00" ? "01" : "00"} EUR`,
        );
        t.not(reads(program, programs[program], `year.${format}`, broken).code, 0, "it refuses a cent too many");
      });
    }
  });

t.test("the trial balance is that of the FEC, and its bank and debts those of the ledger", async (t) => {
  for (const year of [2025, 2026]) {
    const expected = fecBalances(await fileOf(year, "fec"));
    const { status, body } = await bob.get(`/years/${year}-01-01/balance`);
    t.equal(status, 200);
    const lines: Record<string, string>[] = body.lines;
    const shown = lines.map((line) => ({
      account: line.number as string,
      auxiliary: (line.auxiliary ?? "").split(" ")[0] as string,
      amount: cents(line.balance as string),
    }));
    t.same(balancesOf(shown), expected, `${year}`);
    t.equal(body.debit, body.credit);
    t.same(trialBalances(await fileOf(year, "trial-balance")), expected);
  }
  const byClass = new Map<string, bigint>();
  for (const { class: of, balance } of (await bob.get("/balances")).body.items) byClass.set(of, (byClass.get(of) ?? 0n) + cents(balance));
  const now = fecBalances(await fileOf(2026, "fec"));
  const sum = (beginning: RegExp) =>
    Object.entries(now).reduce((all, [key, amount]) => (beginning.test(key) ? all + BigInt(amount) : all), 0n);
  t.equal(sum(/^5[13]/), byClass.get("bank"), "banks");
  t.equal(-sum(/^401/), byClass.get("third-party") ?? 0n, "third parties");
  t.equal(-sum(/^46/), byClass.get("member"), "members");
  t.equal(sum(/^58/), 0n, "nothing stays between envelopes");
});

t.test("the trial balance comes as a spreadsheet with its sums; what is no table does not", async (t) => {
  const { debit, credit } = (await bob.get("/years/2025-01-01/balance")).body;
  const sums = (await sumsBelow(t, tom, address(2025, "trial-balance"))) ?? [];
  t.same(sums.slice(0, 6), ["Total", "", "", "", debit.replace(".", ","), credit.replace(".", ",")]);
  t.equal(sums[6], sums[7]);
  for (const what of ["fec", "hledger"])
    t.match(await tom.get(`${address(2025, what)}?format=ods`), { status: 422, body: { code: "file_not_a_table" } });
});

t.test("a grant that is not spent makes no profit, and comes back when it is used", async (t) => {
  const first = fecBalances(await fileOf(2025, "fec"));
  const kit = 300 + 3000 - 150 - 240 + 50 - 800.01 - 66.6 - 100;
  t.equal(Number(first["194"]), -Math.round(kit * 100), "what is in the envelope at the end of the year");
  t.equal(Number(first["6894"]), Math.round((kit - 300) * 100), "less what it began with");
  const second = fecRows(await fileOf(2026, "fec"));
  t.match(
    second.find((row) => row.CompteNum === "194"),
    { JournalCode: "AN", Credit: `${kit.toFixed(2).replace(".", ",")}` },
  );
});

t.test("a treasurer books things elsewhere: for all, or for one account", async (t) => {
  t.hasStrict(await bob.put("/accounting/chart/bank", { number: "530", label: "Caisse" }), { status: 403 });
  t.hasStrict(await tom.put("/accounting/chart/bank", { number: "625", label: "Caisse" }), {
    status: 422,
    body: { code: "account_number_invalid", figures: { at: "number", number: "625", beginning: "5" } },
  });
  t.hasStrict(await tom.put("/accounting/chart/internal", { number: "581", label: "x", ownerId: story.till.id }), {
    status: 422,
    body: { code: "account_rule_unowned" },
  });
  t.hasStrict(await tom.put("/accounting/chart/bank", { number: "530", label: "x", ownerId: story.kit }), { status: 404 });
  const chosen = await tom.put("/accounting/chart/bank", { number: "530", label: "Caisse", ownerId: story.till.id });
  t.match(chosen, { status: 200, body: { chart: "2025" } });
  t.match(chosen.body.rules[0], { rule: "bank", number: "512", isChosen: false, own: [{ owner: "Caisse", number: "530" }] });
  t.match(
    (await tom.put("/accounting/chart/in:grant", { number: "7411", label: "Communes" })).body.rules.find(
      (rule: { rule: string }) => rule.rule === "in:grant",
    ),
    { number: "7411", isChosen: true },
  );
  const balances = fecBalances(await fileOf(2025, "fec"));
  t.equal(balances["530"], "9234", "20.00 + 12.34 + 60.00");
  t.equal(balances["7411"], "-300000");
  t.equal(balances["75412"], "-1660", "expenses that were waived");
  t.equal(balances["75413"], "-10000", "work that was waived");
  t.equal((await tom.delete("/accounting/chart/in:grant")).status, 200);
  t.hasStrict(await tom.delete("/accounting/chart/in:grant"), { status: 404 });
  t.equal(fecBalances(await fileOf(2025, "fec"))["741"], "-300000");
});

t.test("a year that closes is kept as it was, whatever is chosen or renamed afterwards, and opens the next", async (t) => {
  const before = await fileOf(2025, "fec");
  done(await tom.post("/years/2025-01-01/closing"));
  t.equal(await fileOf(2025, "fec"), before, "the same bytes");
  const next = await fileOf(2026, "fec");
  const others = ["trial-balance", "hledger", "ledger", "beancount"];
  const filesNow = () => Promise.all(others.map((what) => fileOf(2025, what)));
  const [files, shown] = [await filesNow(), (await bob.get("/years/2025-01-01/balance")).body];
  done(await tom.put("/accounting/chart/in:grant", { number: "7412", label: "Ailleurs" }));
  t.hasStrict(await tom.patch(`/envelopes/${story.kit}`, { funding: "service" }), { status: 409, body: { code: "envelope_funding_kept" } });
  done(await tom.patch(`/envelopes/${story.kit}`, { name: "Autre nom" }));
  t.equal(await fileOf(2025, "fec"), before, "kept");
  const opening = (fec: string) => fecRows(fec).filter((row) => row.JournalCode === "AN");
  t.same(opening(await fileOf(2026, "fec")), opening(next), "the opening of 2026 is the end of 2025");
  done(await tom.patch(`/third-parties/${story.printer}`, { name: "Presses du port" }));
  t.equal(await fileOf(2025, "fec"), before, "kept, whatever a third party is called");
  t.same(await filesNow(), files, "kept in every other form");
  t.same((await bob.get("/years/2025-01-01/balance")).body, shown, "and on the page");
  t.match(await fileOf(2026, "fec"), "\tPresses du port\t", "a year that is open says the name of today");
  done(await tom.patch(`/members/${bob.memberId}`, { name: "Robert" }));
  t.equal(await fileOf(2025, "fec"), before.replaceAll("\tBob\t", "\tRobert\t"), "a member has one name, which an erasure takes away");
  done(await tom.patch(`/members/${bob.memberId}`, { name: "Bob" }));
  for (const format of ["hledger", "beancount"] as const)
    if (isHere(format === "hledger" ? "hledger" : "bean-query"))
      t.same(balancesBy(format, await fileOf(2025, format)), fecBalances(before), format);
  const { orm } = house.database;
  for (const change of ["update accounting_lines set amount_minor = 1", "delete from accounting_lines"])
    await t.rejects(orm.execute(change), change);
  await t.rejects(
    orm.execute(
      "insert into accounting_lines select collective_id, year_starts_on, 9999, line, journal, dated_on, valid_on, document, label, account, account_label, auxiliary_id, amount_minor, entry_id from accounting_lines limit 1",
    ),
    "nothing is added to a closed year",
  );
});

t.test("what stands in the way of a file is said", async (t) => {
  t.hasStrict(await bob.get(address(2025, "fec")), { status: 403 });
  t.hasStrict(await tom.get(address(2019, "fec")), { status: 404 });
  done(await tom.patch("", { siren: null }));
  t.hasStrict(await tom.get(address(2025, "fec")), { status: 409, body: { code: "siren_missing" } });
  t.hasStrict(await tom.patch("", { siren: "123456789" }), { status: 422, body: { code: "siren_invalid" } });
  done(await tom.patch("", { siren, hostedBy: "La Coopérative" }));
  t.hasStrict(await tom.get(address(2025, "fec")), { status: 409, body: { code: "accounts_hosted", figures: { host: "La Coopérative" } } });
  t.equal((await tom.get(address(2025, "hledger"))).status, 200, "a journal is written for a hosted collective too");
});
