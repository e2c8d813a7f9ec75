/** Spreadsheets: what is written is what is read, by a reader of our own and by LibreOffice, and twice the same bytes. */
import fc from "fast-check";
import type { CsvColumn } from "../../src/exchange/csv-write.js";
import { rowsMax, type SheetFormatName, sheetFormats, writeSheet } from "../../src/exchange/sheet-write.js";
import { isHere } from "../support/accountants.js";
import { asyncLaw } from "../support/law.js";
import { faultsOfXml, type ReadSheet, readByLibreOffice, readOds, readXlsx, trimmed, unzip } from "../support/sheets.js";
import { t } from "../support/tap.js";

interface Line {
  name: string | null;
  amount: bigint | null;
  hours: string | null;
  day: string | null;
  count: number | null;
  at: Date | null;
}
const none: Line = { name: null, amount: null, hours: null, day: null, count: null, at: null };

const columns: readonly CsvColumn<Line>[] = [
  { kind: "text", header: { fr: "Participant·e", en: "Member" }, value: ({ name }) => name },
  { kind: "amount", header: { fr: "Montant", en: "Amount" }, value: ({ amount }) => amount, currency: "EUR", adds: true },
  { kind: "decimal", header: { fr: "Heures", en: "Hours" }, value: ({ hours }) => hours },
  { kind: "day", header: { fr: "Jour", en: "Day" }, value: ({ day }) => day },
  { kind: "integer", header: { fr: "Nombre", en: "Count" }, value: ({ count }) => count },
  { kind: "instant", header: { fr: "Écrit le", en: "Written at" }, value: ({ at }) => at, timeZone: "Europe/Paris" },
];
const title = { fr: "Écritures", en: "Entries" };

async function written<Row>(
  format: SheetFormatName,
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row>,
  language: "fr" | "en" = "fr",
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeSheet(format, { title, columns, rows, language })) pieces.push(piece);
  return Buffer.concat(pieces);
}
const readers = { xlsx: readXlsx, ods: readOds };
/** Cells as `type value`, bold ones in stars. */
const told = ({ rows }: ReadSheet): (string | null)[][] =>
  rows.map((row) => row.map((cell) => cell && (cell.isBold ? `*${cell.type} ${cell.value}*` : `${cell.type} ${cell.value}`)));

const lines: Line[] = [
  { name: "Hélène", amount: -123456n, hours: "3.5", day: "2026-03-12", count: 2, at: new Date("2026-03-11T23:30:00.500Z") },
  { ...none, name: "=1+1", amount: 9_007_199_254_740_993n },
  { ...none, name: "+33 6 12", amount: 99_999_999_999_999_9n, count: 1_048_576 },
  { ...none, name: "-12,50", hours: "0.0000000000000001", day: "1899-12-31" },
  { ...none, name: "0042", amount: 5n, hours: "1234567890.123456", day: "1900-03-01" },
  { ...none, name: 'une ligne\nune autre ; "entre guillemets", & <b>', day: "2024-02-29" },
  { ...none, name: "  deux  espaces \t et 🎉 ", at: new Date("2026-07-14T12:00:01Z") },
  none,
  { ...none, name: "'@ana", amount: 0n },
  { ...none, name: "_x0041_ 1e5 TRUE 2026-03-12", hours: "-0.25" },
];
/** The sum of amounts has more digits than are sure. */
const expected = (before1900: string): (string | null)[][] => [
  ["Participant·e", "Montant", "Heures", "Jour", "Nombre", "Écrit le"].map((header) => `*text ${header}*`),
  ["text Hélène", "number -1234.56", "number 3.5", "date 2026-03-12", "number 2", "date 2026-03-12T00:30:00"],
  ["text =1+1", "text 90071992547409,93"],
  ["text +33 6 12", "number 9999999999999.99", null, null, "number 1048576"],
  ["text -12,50", null, "number 0.0000000000000001", before1900],
  ["text 0042", "number 0.05", "text 1234567890,123456", "date 1900-03-01"],
  ['text une ligne\nune autre ; "entre guillemets", & <b>', null, null, "date 2024-02-29"],
  ["text   deux  espaces \t et 🎉 ", null, null, null, null, "date 2026-07-14T14:00:01"],
  [],
  ["text '@ana", "number 0.00"],
  ["text _x0041_ 1e5 TRUE 2026-03-12", null, "number -0.25"],
  ["*text Total*", "*text 100071992546175,41*"],
];

t.test("each cell holds what it is, and text stays text", async (t) => {
  t.same(told(readXlsx(await written("xlsx", columns, lines))), expected("text 1899-12-31"), "xlsx: Excel has no days before 1900-03-01");
  t.same(told(readOds(await written("ods", columns, lines))).map(trimmed), expected("date 1899-12-31"), "ods");
});

t.test("LibreOffice reads the same cells", { skip: isHere("soffice") ? false : "no LibreOffice (soffice) here" }, async (t) => {
  const read = readByLibreOffice({
    "excel.xlsx": await written("xlsx", columns, lines),
    "office.ods": await written("ods", columns, lines),
    "english.xlsx": await written("xlsx", columns, lines.slice(0, 1), "en"),
  });
  // It writes numbers as it keeps them: without the zeros behind.
  const plain = (rows: (string | null)[][]) =>
    rows.map((row) => row.map((cell) => cell && (cell.startsWith("number") ? `number ${Number(cell.slice(7))}` : cell)));
  const [excel, office, english] = read as [ReadSheet, ReadSheet, ReadSheet];
  t.same(plain(told(excel)), plain(expected("text 1899-12-31")), "xlsx");
  t.same(plain(told(office)), plain(expected("date 1899-12-31")), "ods");
  t.same([excel.titles, office.titles, english.titles], [["Écritures"], ["Écritures"], ["Entries"]]);
  t.same(told(english)[0]?.[0], "*text Member*");
});

t.test("the files inside are XML, dated the same, and say that the header stays in sight", async (t) => {
  const [xlsx, ods] = [unzip(await written("xlsx", columns, lines)), unzip(await written("ods", columns, lines))];
  t.same(
    xlsx.map(({ name }) => name),
    ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml"],
  );
  t.match(ods[0], { name: "mimetype", isPacked: false, text: "application/vnd.oasis.opendocument.spreadsheet" });
  for (const { name, dated } of [...xlsx, ...ods]) t.equal(dated, 0x0021_0000, `${name} is dated 1980-01-01`);
  t.match(xlsx.at(-1)?.text, /<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/);
  const settings = ods.find(({ name }) => name === "settings.xml")?.text ?? "";
  t.match(settings, /"VerticalSplitMode" config:type="short">2</);
  t.match(settings, /"VerticalSplitPosition" config:type="int">1</);
  t.test("xmllint agrees", { skip: isHere("xmllint") ? false : "no xmllint here" }, async (t) => {
    for (const { name, text } of [...xlsx, ...ods]) if (name !== "mimetype") t.equal(faultsOfXml(text), "", name);
  });
});

t.test("numbers are shown as people of the language read them, with the decimals of their currency", async (t) => {
  const money: CsvColumn<string>[] = [{ kind: "amount", header: title, value: () => 1234n, currency: (code) => code }];
  const read = readXlsx(await written("xlsx", money, ["EUR", "JPY", "TND", "CLF", "points"]));
  t.same(
    read.rows.slice(1).map(([cell]) => [cell?.value, cell?.format]),
    [
      ["12.34", "#,##0.00"],
      ["1234", "#,##0"],
      ["1.234", "#,##0.000"],
      ["0.1234", "#,##0.0000"],
      ["1234", "#,##0"],
    ],
  );
  for (const [language, day] of [
    ["fr", "dd/mm/yyyy"],
    ["en", "yyyy-mm-dd"],
  ] as const) {
    const formats = readXlsx(await written("xlsx", columns, lines, language)).rows[1]?.map((cell) => cell?.format);
    t.same(formats, ["@", "#,##0.00", "General", day, "0", `${day} hh:mm:ss`]);
  }
});

t.test("sums are values, and nothing is added across currencies or kinds", async (t) => {
  interface Gift {
    readonly kind: string;
    readonly currency: string;
    readonly minor: bigint | null;
  }
  const table: CsvColumn<Gift>[] = [
    { kind: "text", header: title, value: ({ kind }) => kind },
    { kind: "amount", header: title, value: ({ minor }) => minor, currency: ({ currency }) => currency, adds: true },
    { kind: "amount", header: title, value: ({ minor }) => minor, currency: ({ currency }) => currency, adds: ({ kind }) => kind },
    { kind: "amount", header: title, value: ({ minor }) => minor, currency: ({ currency }) => currency },
  ];
  const last = async (rows: Gift[]) => {
    const sheets = await Promise.all(
      sheetFormats.map(async (format) => told(readers[format](await written(format, table, rows))).slice(rows.length + 1)),
    );
    t.same(sheets[0]?.map(trimmed), sheets[1]?.map(trimmed));
    return sheets[0];
  };
  const hours = { kind: "heures", currency: "EUR", minor: 10n };
  t.same(await last([hours, { ...hours, minor: null }, { ...hours, minor: -3n }]), [["*text Total*", "*number 0.07*", "*number 0.07*"]]);
  t.same(await last([hours, { ...hours, kind: "don" }]), [["*text Total*", "*number 0.20*"]]);
  t.same(await last([hours, { ...hours, kind: "don", currency: "CHF" }, hours]), []);
  t.same(await last([]), []);
});

t.test("what a cell cannot hold is marked, and nothing breaks the file", async (t) => {
  const text: CsvColumn<string>[] = [{ kind: "text", header: title, value: (row) => row }];
  const rows = ["a\u0001b\u0085\ufffe", `${"é".repeat(32_765)}🎉🎉`];
  const [xlsx, ods] = [await written("xlsx", text, rows), await written("ods", text, rows)];
  t.equal(readXlsx(xlsx).rows[1]?.[0]?.value, rows[0]);
  t.equal(readXlsx(xlsx).rows[2]?.[0]?.value, `${"é".repeat(32_765)}…`, "Excel takes 32 767 characters");
  t.equal(readOds(ods).rows[1]?.[0]?.value, "a\ufffdb\u0085\ufffd");
  t.equal(readOds(ods).rows[2]?.[0]?.value, rows[1]);
});

t.test("a million rows pass through; one more than programs open is refused", async (t) => {
  const one: CsvColumn<number>[] = [{ kind: "integer", header: title, value: (row) => row }];
  let taken = 0;
  let isClosed = false;
  function* many(): Generator<number> {
    try {
      for (; ; taken += 1) yield taken;
    } finally {
      isClosed = true;
    }
  }
  const early = writeSheet("xlsx", { title, columns: one, rows: many(), language: "fr" });
  for (let bytes = 0; bytes < 100_000; bytes += (await early.next()).value?.length ?? 0);
  await early.return(undefined);
  t.ok(isClosed && taken > 1000 && taken < 200_000, `${taken} rows for the first pieces`);
  taken = 0;
  await t.rejects(written("ods", one, many()), { code: "sheet_too_long", figures: { max: rowsMax - 2 } });
  t.ok(isClosed);
  await t.rejects(
    written(
      "xlsx",
      one,
      (function* () {
        yield 1;
        throw new Error("the database is gone");
      })(),
    ),
    { message: "the database is gone" },
  );
});

// Laws

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("=1", "-12,50", "@", "x\ny", " espace ", "\t", "_x000D_", "]]>", "&amp;", "a  b   c", "__x0041_"),
);
const day = fc.date({ min: new Date("1900-03-01"), max: new Date("2200-01-01"), noInvalidDate: true });
const line: fc.Arbitrary<Line> = fc.record({
  name: fc.option(text),
  amount: fc.option(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })),
  hours: fc.option(
    fc.tuple(fc.integer(), fc.integer({ min: 1, max: 999 })).map(([whole, part]) => `${whole}.${String(part).padStart(3, "0")}`),
  ),
  day: fc.option(day.map((date) => date.toISOString().slice(0, 10))),
  count: fc.option(fc.nat()),
  at: fc.option(day),
});
const cents = (decimal: string): bigint => BigInt(decimal.replace(/[.,]/, ""));

t.test("laws", async (t) => {
  await asyncLaw(
    t,
    "what is written is read back, in both formats, and twice is the same",
    fc.asyncProperty(fc.array(line, { maxLength: 6 }), fc.constantFrom(...sheetFormats), async (lines, format) => {
      const bytes = await written(format, columns, lines);
      if (!bytes.equals(await written(format, columns, lines))) return false;
      const { rows } = readers[format](bytes);
      return lines.every((line, index) => {
        const cells = rows[index + 1] ?? [];
        const [name, amount, hours, day, count, at] = Array.from({ length: 6 }, (_, place) => cells[place] ?? null);
        // By a way of their own: what a double says of a number with a sure number of digits is that number.
        const isNumber = (decimal: string) =>
          decimal.replace(/\D/g, "").replace(/^0+/, "").length <= 15 || /^-?[1-9]\d{0,14}0*\.0*$/.test(decimal);
        const clock = line.at?.toLocaleString("sv-SE", { timeZone: "Europe/Paris" }).replace(" ", "T");
        return (
          (name?.value ?? "") === (line.name ?? "").replace(/\r\n?/g, "\n") &&
          (name?.type ?? "text") === "text" &&
          (!amount
            ? line.amount === null
            : cents(amount.value) === line.amount && (amount.type === "text" || cents(Number(amount.value).toFixed(2)) === line.amount)) &&
          (hours?.value ?? null) === line.hours &&
          (line.hours === null || !isNumber(line.hours) || hours?.type === "number") &&
          (day?.value ?? null) === line.day &&
          (count?.value ?? null) === (line.count?.toString() ?? null) &&
          at?.value === clock
        );
      });
    }),
    300,
  );
});
