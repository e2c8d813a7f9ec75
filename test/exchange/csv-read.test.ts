import fc from "fast-check";
import {
  CsvRows,
  type Delimiter,
  delimiters,
  LineRows,
  type RowBatch,
  type RowReader,
  rankDelimiters,
  readRows,
  rowLengthMax,
} from "../../src/exchange/csv-read.js";
import { asyncLaw, law } from "../support/law.js";
import { t } from "../support/tap.js";

/** Rows as `line: cells`, from text in one piece. */
function rowsOf(text: string, delimiter: Delimiter = ";"): { rows: [number, ...string[]][]; faults: string[] } {
  const parser = new CsvRows(delimiter);
  return told([parser.push(text), parser.end()]);
}

function told(batches: readonly RowBatch[]): { rows: [number, ...string[]][]; faults: string[] } {
  return {
    rows: batches.flatMap(({ rows, lines }) => rows.map((row, index): [number, ...string[]] => [lines[index] ?? 0, ...row])),
    faults: batches.flatMap(({ faults }) => faults.map(({ line, code }) => `${line} ${code}`)),
  };
}

t.test("rows and the lines they begin on", async (t) => {
  const table: [string, string, unknown[]][] = [
    [
      "LF",
      "a;b\n1;2\n",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
    ],
    [
      "CRLF, and no end to the last line",
      "a;b\r\n1;2",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
    ],
    [
      "CR",
      "a;b\r1;2\r",
      [
        [1, "a", "b"],
        [2, "1", "2"],
      ],
    ],
    [
      "all three",
      "a\r\nb\rc\nd",
      [
        [1, "a"],
        [2, "b"],
        [3, "c"],
        [4, "d"],
      ],
    ],
    ["quotes, doubled quotes, delimiters inside", 'a;"b;""c"""\n', [[1, "a", 'b;"c"']]],
    [
      "a quoted cell over three lines",
      'a;"x\r\ny\nz"\nb;c\n',
      [
        [1, "a", "x\ny\nz"],
        [4, "b", "c"],
      ],
    ],
    [
      "blank lines count, and are left out",
      "a;b\n\n;;\n1;2\n\n",
      [
        [1, "a", "b"],
        [4, "1", "2"],
      ],
    ],
    ["a quote inside a word is a letter", 'a;12" disc\n', [[1, "a", '12" disc']]],
    ["nothing", "", []],
  ];
  for (const [name, text, rows] of table) t.same(rowsOf(text), { rows, faults: [] }, name);
});

t.test("quotes that do not close", async (t) => {
  t.match(rowsOf('a;b\n1;"2\n3;4\n').faults, ["2 quote_open"]);
  t.match(rowsOf('a;b\n"1"x;2\n3;4\n').faults, ["2 quote_invalid"]);
  const parser = new CsvRows(";");
  t.throws(
    () => {
      parser.push('a;b\n1;"');
      for (;;) parser.push("x".repeat(100_000));
    },
    { code: "quote_open", figures: { at: "line 2", max: rowLengthMax } },
    "the rest of a long file is never held",
  );
});

t.test("a row without an end is a quote left open only where one is", async (t) => {
  const endless = (reader: RowReader, start: string) => () => {
    reader.push(start);
    for (;;) reader.push("x".repeat(100_000));
  };
  const tooLong = { code: "row_too_long", figures: { at: "line 2", max: rowLengthMax } };
  const open = { code: "quote_open", figures: { at: "line 2", max: rowLengthMax } };
  t.throws(endless(new CsvRows(";"), "a;b\n1;2"), tooLong, "no quote");
  t.throws(endless(new CsvRows(";"), 'a;b\n"1";a 12" disc'), tooLong, "a quote that closes, and one inside a word");
  t.throws(endless(new CsvRows(";"), 'a;b\n"1";"'), open);
  t.throws(endless(new CsvRows(";"), 'a;b\n"1"x;'), open, "closed in the midst of a cell, it goes on");
  t.throws(endless(new LineRows(), "a\nb"), tooLong);
  t.throws(endless(new LineRows(), 'a\n"b'), tooLong, "no quote leads beyond a line");
});

t.test("the delimiter", async (t) => {
  const table: [string, Delimiter][] = [
    ["Date;Note;Montant\n12/03/2026;a, b;42,50\n13/03/2026;c;1,00\n", ";"],
    ['Day,Note\n2026-03-12,"a; b"\n2026-03-13,c\n', ","],
    ["Nom, prénom;Date\nA, B;12/03\nC, D;13/03\n", ";"],
    ["Jour\tNote\n12/03\ta; b, c\n", "\t"],
    ["Jour|Note\n12/03|a\n", "|"],
    ["sep=|\nJour;a|Note;b\n1|2\n", "|"],
    ["Journal de bord\n\nDate,Note\n2026-03-12,a\n2026-03-13,b\n", ","],
  ];
  for (const [text, delimiter] of table) t.equal(rankDelimiters(text)[0], delimiter, JSON.stringify(text));
});

t.test("lines as rows", async (t) => {
  const batches: RowBatch[] = [];
  for await (const batch of readRows(["un\r", '\n\n"de""ux"\ntr', "ois"], new LineRows())) batches.push(batch);
  t.same(told(batches).rows, [
    [1, "un"],
    [3, 'de"ux'],
    [4, "trois"],
  ]);
});

t.test("the next chunk is read when the batch is taken", async (t) => {
  let read = 0;
  async function* file(): AsyncGenerator<string> {
    for (;;) {
      read += 1;
      yield "a;b\n".repeat(10);
    }
  }
  const batches = readRows(file(), new CsvRows(";"));
  t.equal((await batches.next()).value?.rows.length, 10);
  await batches.next();
  t.equal(read, 2);
  await batches.return(undefined);
});

const cell = fc.oneof(fc.string(), fc.constantFrom("", '"', "a;b", "x\ny", "é€", " ", "12,5", "\t", "|", ","));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const isFilled = (row: readonly string[]): boolean => row.some((text) => text.trim() !== "");

t.test("laws", async (t) => {
  await asyncLaw(
    t,
    "any table comes back, whatever the delimiter, the line ends and the chunks",
    fc.asyncProperty(
      table,
      fc.constantFrom(...delimiters),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.array(fc.nat(300), { maxLength: 8 }),
      async (table, delimiter, end, places) => {
        const clean = table.map((row) => row.map((text) => text.replaceAll("\r", "")));
        const text = clean.map((row) => row.map(quoted).join(delimiter) + end).join("");
        const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
        const chunks = ends.map((to, index) => text.slice(ends[index - 1] ?? 0, to));
        const batches: RowBatch[] = [];
        for await (const batch of readRows(chunks, new CsvRows(delimiter))) batches.push(batch);
        const { rows, faults } = told(batches);
        let line = 1;
        const expected = clean.flatMap((row): [number, ...string[]][] => {
          const here = line;
          line += 1 + row.join("").split("\n").length - 1;
          return isFilled(row) ? [[here, ...row]] : [];
        });
        return faults.length === 0 && JSON.stringify(rows) === JSON.stringify(expected);
      },
    ),
    500,
  );
  law(
    t,
    "any text is read or refused by code, and no line is before the one above it",
    fc.property(fc.array(cell, { maxLength: 30 }), fc.constantFrom(...delimiters), (parts, delimiter) => {
      const { rows } = rowsOf(parts.join(""), delimiter);
      return rows.every(([line], index) => line > (rows[index - 1]?.[0] ?? 0));
    }),
    500,
  );
});
