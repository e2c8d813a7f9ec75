/** What is wrong with a statement is said by line and column, and nothing of it is read. */
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { refusalSentence } from "../../../src/domain/refusals/sentence.js";
import { Refusal } from "../../../src/domain/refusals.js";
import { readStatement } from "../../../src/exchange/statements/registry.js";
import { type StatementOptions, statementBytesMax, statementLinesMax } from "../../../src/exchange/statements/statement.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? Buffer.from(text, "utf8") : text);

/** What was said of a file: its faults, or the refusal as a whole, as sentences for people. */
function said(text: string | Uint8Array, options: Partial<StatementOptions> = {}): string[] {
  try {
    const { faults, statement } = readStatement(bytesOf(text), { currency: "EUR", ...options });
    if (statement) return statement.lines.map(({ line, amountMinor, label }) => `${line} ${amountMinor} ${label}`);
    return faults.map(({ line, column, code, figures }) => `${line} ${column ?? "—"}: ${refusalSentence(code, figures, "en")}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [`${error.code}: ${refusalSentence(error.code, error.figures, "en")}`];
  }
}

const header = "Date;Date de valeur;Débit;Crédit;Libellé;Solde";
const table = (...rows: string[]): string => `${[header, ...rows].join("\n")}\n`;
const row = (day: string, debit = "", credit = "", label = "X") => `${day};${day};${debit};${credit};${label};100,00`;

t.test("cells are named by line and column, and all are listed", async (t) => {
  t.strictSame(
    said(
      table(row("31/02/2026", "-1,00"), row("01/03/2026", "douze"), row("01/03/2026", "1,00", "2,00"), row("01/03/2026"), row("", "1,00")),
    ),
    [
      "2 Date: “31/02/2026” is not a day of the calendar.",
      "2 Date de valeur: “31/02/2026” is not a day of the calendar.",
      "3 Débit: “douze” is not an amount.",
      "4 Débit: A debit and a credit on the same line.",
      "5 Débit: The amount is missing.",
      "6 Date: The day is missing.",
    ],
  );
  t.strictSame(said(table(row("01/03/2026", "1,005"))), ["2 Débit: 1,005 has too many decimals: EUR has 2."]);
  t.strictSame(said(table(row("01/03/2026", "", "-4,00"))).length, 1);
});

t.test("a day before 1900 or far ahead is a slip, in a table as in elements", async (t) => {
  const slips = [
    "2 Date: 1899-12-31 is before 1900-01-01: check the year.",
    "3 Date de valeur: 9999-12-31 is still to come: today is 2026-03-03.",
  ];
  const rows = table("31/12/1899;01/03/2026;-1,00;;X;", "01/03/2026;31/12/9999;-1,00;;X;", "05/03/2026;30/04/2026;-1,00;;X;");
  t.strictSame(said(rows, { today: "2026-03-03" }), slips);
  t.strictSame(said(table(row("02/03/2026", "-1,00"), row("04/03/2027", "-1,00")), { today: "2026-03-03" }), ["2 -100 X", "3 -100 X"]);
  t.match(said(table(row("05/03/2027", "-1,00")), { today: "2026-03-03" }), [/^2 Date: 2027-03-05 is still to come/, /^2 Date de valeur/]);
  const ofx = (day: string) => `<OFX><STMTRS><BANKTRANLIST><STMTTRN><DTPOSTED>${day}<TRNAMT>-1.00</STMTTRN></BANKTRANLIST></STMTRS></OFX>`;
  t.match(said(ofx("99991231"), { today: "2026-03-03" }), [/^1 DTPOSTED: 9999-12-31 is still to come/]);
  t.match(said(ofx("10260301")), [/^1 DTPOSTED: 1026-03-01 is before 1900-01-01/]);
  const camt = readFileSync("fixtures/statements/camt-053-08.xml", "utf8").replace("<Dt>2026-03-03", "<Dt>2126-03-03");
  t.match(said(camt, { today: "2026-03-31" }), [/^12 Dt: 2126-03-03 is still to come/]);
});

t.test("two decimal marks in one column are refused where the mark changes", async (t) => {
  t.strictSame(said(table(row("01/03/2026", "1.234,56"), row("02/03/2026", "1,234.56"))), [
    "3 Débit: “1,234.56” and, on line 2, “1.234,56”: comma and point take turns as decimal mark.",
  ]);
  t.strictSame(said(table(row("01/03/2026", "1.234,56"), row("02/03/2026", "1.234"))), ["2 -123456 X", "3 -123400 X"]);
});

t.test("a file that was pasted together is refused", async (t) => {
  t.strictSame(said(table(row("01/03/2026", "1,00"), header, row("02/03/2026", "2,00"))), [
    "3 —: The header of line 1 comes again: two statements are pasted together.",
  ]);
  const mixed = Buffer.concat([Buffer.from(`${header}\n`, "latin1"), Buffer.from(`${row("01/03/2026", "1,00", "", "Hélène")}\n`, "utf8")]);
  t.match(said(mixed), [/^statement_encodings: Two encodings in one file \(line 2\)/]);
  t.strictSame(said(Buffer.from(table(row("01/03/2026", "1,00", "", "Hélène à NOËL")), "latin1")), ["2 -100 Hélène à NOËL"]);
});

t.test("a file that was cut is refused", async (t) => {
  t.strictSame(said(`${table(row("01/03/2026", "1,00"))}02/03/2026;02/0`), [
    "3 —: 2 cells instead of 6: a delimiter too many, or a quote that is missing.",
  ]);
  t.match(said(table('01/03/2026;01/03/2026;1,00;;"X;100,00')), [/^2 —: A quote is left open \(line 2\)/]);
  const ofx = readFileSync("fixtures/statements/ofx-1.ofx", "latin1");
  t.match(said(ofx.slice(0, ofx.indexOf("<NAME>IMPRIMERIE"))), [
    /^statement_malformed: The file is damaged or cut at line 29, column 1 \(<STMTTRN>\)/,
  ]);
  const camt = readFileSync("fixtures/statements/camt-053-02.xml", "utf8");
  t.match(said(camt.slice(0, 1400)), [/^statement_malformed: The file is damaged or cut at line 21/]);
});

t.test("line ends and separators of every kind make no difference", async (t) => {
  const rows = [row("01/03/2026", "1,00"), row("02/03/2026", "", "2,00")];
  for (const end of ["\n", "\r\n", "\r", "\r\r\n"]) {
    const read = said([header, ...rows, ""].join(end)).map((line) => line.replace(/^\d+ /, ""));
    t.strictSame(read, ["-100 X", "200 X"], JSON.stringify(end));
  }
  t.strictSame(said(`${header};\n${rows.map((each) => `${each};`).join("\n")}\n;;;;;;\n`), ["2 -100 X", "3 200 X"]);
  t.strictSame(said(`${header};\n${rows.join("\n")}\n`), ["2 -100 X", "3 200 X"]);
});

t.test("what is no text, or not a statement, is refused by name", async (t) => {
  const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0, 8, 0]), deflateRawSync(Buffer.alloc(1_000_000))]);
  t.match(said(zip), [/^file_not_text: This file is not text \(xlsx, ods, zip\)/]);
  t.match(said(Buffer.from("%PDF-1.7\n")), [/^file_not_text: This file is not text \(pdf\)/]);
  t.match(said(""), [/^file_empty/]);
  t.match(said("  \n"), [/^file_empty/]);
  t.match(said("Nom;Prénom\nRoux;Alix\n"), [/^import_unrecognised: No known format has these columns: Nom, Prénom/]);
  t.match(said(`${header}\n`), [/^statement_without_lines/]);
  t.match(said("<html><body>session expirée</body></html>"), [/^file_not_text: .*html/]);
  t.match(said('<?xml version="1.0"?><html/>'), [/^statement_without_lines/]);
});

t.test("entities that unfold are not read", async (t) => {
  const bomb = `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<Document><BkToCstmrStmt>&b;</BkToCstmrStmt></Document>`;
  t.match(said(bomb), [/^statement_entities: The file declares entities of its own \(line 2\)/]);
  t.match(said(`<?xml version="1.0"?><Document>&b;</Document>`), [/^statement_malformed/]);
  t.match(said(`<?xml version="1.0"?>${"<a>".repeat(100)}`), [/^statement_too_long/]);
  t.match(said(`<OFX>${"<A>".repeat(100)}`), [/^statement_too_long/]);
});

t.test("what is too large is refused before it is read", async (t) => {
  t.match(said(Buffer.alloc(statementBytesMax + 1, "a")), [/^body_too_large/]);
  t.match(said(table(...new Array(statementLinesMax + 1).fill(row("01/03/2026", "1,00")))), [/^statement_too_long: .*50,000 lines/]);
});

t.test("no amount and no balance is above what can be kept", async (t) => {
  t.strictSame(said(table(row("01/03/2026", "92233720368547758,08"), row("02/03/2026", "92233720368547758,07"))), [
    "2 Débit: 92233720368547758,08 is above the largest amount kept (92233720368547758.07).",
  ]);
  t.match(said(`${header}\n01/03/2026;;-1,00;;X;99999999999999999999,00\n`), [/^2 Solde: 99999999999999999999,00 is above/]);
  const ofx = `<OFX><STMTRS><BANKTRANLIST><STMTTRN><DTPOSTED>20260301<TRNAMT>99999999999999999999.00</STMTTRN></BANKTRANLIST></STMTRS></OFX>`;
  t.match(said(ofx), [/^1 TRNAMT: 99999999999999999999.00 is above/]);
});

t.test("a label that is cut ends in a whole character", async (t) => {
  const { statement } = readStatement(bytesOf(table(row("01/03/2026", "1,00", "", `${"a".repeat(499)}🌾 end`))), { currency: "EUR" });
  t.equal(statement?.lines[0]?.label, "a".repeat(499));
});

/** What takes time by the square of its length does not end here. */
t.test("the longest words are read once, not once for each of their letters", async (t) => {
  t.match(said(table(row("01/03/2026", `1${"€".repeat(900_000)}.`))), [/^2 Débit: .* is not an amount\.$/]);
  t.match(said(table(row("01/03/2026", `1,${"0".repeat(900_000)}1`))), [/^2 Débit: .* has too many decimals: EUR has 2\.$/]);
  t.match(said(`<OFX><${"A".repeat(10_000_000)}`), [/^statement_malformed/]);
  const movement = `<STMTTRN><DTPOSTED>20260301<TRNAMT>-1.00<MEMO>${"m".repeat(400)}</STMTTRN>`;
  const oneLine = `<OFX><STMTRS><BANKTRANLIST>${movement.repeat(30_000)}</BANKTRANLIST></STMTRS></OFX>`;
  t.equal(said(oneLine).length, 30_000);
});

t.test("another currency, and several accounts, are not mixed", async (t) => {
  const sg = "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n02/03/2026;VIR;VIR;10,00;USD\n";
  t.strictSame(said(sg), ["2 Devise: Two currencies never mix: EUR expected, USD found."]);
  const two = "dateOp;dateVal;label;amount;accountNum\n2026-03-01;2026-03-01;A;-1,00;0001111\n2026-03-02;2026-03-02;B;-2,00;0002222\n";
  t.match(said(two), [/^statement_accounts: This file has several accounts: …1111, …2222/]);
  t.strictSame(said(two, { account: "…2222" }), ["3 -200 B"]);
  t.match(said(readFileSync("fixtures/statements/ofx-2.qfx"), { currency: "CHF" }), [/^5 CURDEF: Two currencies never mix/]);
});

t.test("columns are mapped by hand, and what the file leaves open is asked", async (t) => {
  const text = "Compte courant\nLe;Quoi;Combien\n25/03/2026;Pain;-1.234\n03/04/2026;Vente;5,00\n";
  t.match(said(text), [/^import_unrecognised: No known format has these columns: Le, Quoi, Combien/]);
  const columns = { day: "le", label: "QUOI", amount: "combien" };
  t.strictSame(said(text, { columns }), ["3 -123400 Pain", "4 500 Vente"]);
  t.match(said("Le;Quoi;Combien\n03/04/2026;Pain;1.234\n", { columns }), [/^2 Le: .*order/, /^2 Combien: .*decimal mark/]);
  t.strictSame(said("Le;Quoi;Combien\n03/04/2026;Pain;1.234\n", { columns, dayOrder: "day-first", decimalMark: "," }), ["2 123400 Pain"]);
});

const label = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map((text) => `x${text.replace(/[\p{C}\ufeff\s]/gu, "")}`);
const booked = fc.record({
  day: fc
    .date({ min: new Date("2020-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  minor: fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }).filter((minor) => minor !== 0n),
  label,
});

const big = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

law(
  t,
  "a statement is read to the cent, whatever its labels hold",
  fc.property(fc.array(booked, { minLength: 1, maxLength: 20 }), (lines) => {
    const money = (minor: bigint) =>
      `${minor < 0n ? "-" : ""}${(minor < 0n ? -minor : minor) / 100n},${String((minor < 0n ? -minor : minor) % 100n).padStart(2, "0")}`;
    const rows = lines.map(({ day, minor, label }) => {
      const shown = day.split("-").reverse().join("/");
      return [shown, shown, minor < 0n ? money(minor) : "", minor > 0n ? money(minor) : "", `"${label.replaceAll('"', '""')}"`, ""].join(
        ";",
      );
    });
    const { statement, faults } = readStatement(Buffer.from(table(...rows)), { currency: "EUR" });
    if (!statement) throw new Error(JSON.stringify(faults));
    const read = statement.lines.map(({ datedOn, amountMinor, label }) => [datedOn, amountMinor, label]);
    return (
      JSON.stringify(read, big) ===
      JSON.stringify(
        lines.map(({ day, minor, label }) => [day, minor, label]),
        big,
      )
    );
  }),
);
