import fc from "fast-check";
import { CsvRows, type Delimiter, readRows } from "../../src/exchange/csv-read.js";
import { type CsvColumn, type CsvDialect, csvText, neutralised, unneutralised, writeCsv } from "../../src/exchange/csv-write.js";
import { parseDay, parseNumber } from "../../src/exchange/values.js";
import { asyncLaw, law } from "../support/law.js";
import { t } from "../support/tap.js";

interface Line {
  name: string | null;
  amount: bigint | null;
  hours: string | null;
  day: string | null;
  count: number | null;
  at: Date | null;
}

const columns: readonly CsvColumn<Line>[] = [
  { kind: "text", header: { fr: "Participant·e", en: "Member" }, value: ({ name }) => name },
  { kind: "amount", header: { fr: "Montant", en: "Amount" }, value: ({ amount }) => amount, currency: "EUR" },
  { kind: "decimal", header: { fr: "Heures", en: "Hours" }, value: ({ hours }) => hours },
  { kind: "day", header: { fr: "Jour", en: "Day" }, value: ({ day }) => day },
  { kind: "integer", header: { fr: "Nombre", en: "Count" }, value: ({ count }) => count },
  { kind: "instant", header: { fr: "Écrit le", en: "Written at" }, value: ({ at }) => at, timeZone: "Europe/Paris" },
];

const lines: Line[] = [
  { name: "Hélène", amount: -123456n, hours: "3.5", day: "2026-03-12", count: 2, at: new Date("2026-03-11T23:30:00.500Z") },
  { name: '=1+1; "ou"', amount: 5n, hours: null, day: null, count: null, at: null },
];

t.test("the two dialects", async (t) => {
  t.equal(
    await csvText(columns, lines, "fr"),
    "\ufeffParticipant·e;Montant;Heures;Jour;Nombre;Écrit le\r\n" +
      "Hélène;-1234,56;3,5;12/03/2026;2;12/03/2026 00:30:00\r\n" +
      `"'=1+1; ""ou""";0,05;;;;\r\n`,
  );
  t.equal(
    await csvText(columns, lines, "en"),
    "Member,Amount,Hours,Day,Count,Written at\r\n" +
      "Hélène,-1234.56,3.5,2026-03-12,2,2026-03-11T23:30:00.500Z\r\n" +
      `"'=1+1; ""ou""",0.05,,,,\r\n`,
  );
  const yen: CsvColumn<Line>[] = [{ kind: "amount", header: { fr: "M", en: "A" }, value: ({ amount }) => amount, currency: () => "JPY" }];
  t.equal(await csvText(yen, lines, "fr"), "\ufeffM\r\n-123456\r\n5\r\n");
  const counted: CsvColumn<Line>[] = [{ kind: "amount", header: { fr: "M", en: "A" }, value: ({ amount }) => amount, currency: "points" }];
  t.equal(await csvText(counted, lines, "fr"), "\ufeffM\r\n-123456\r\n5\r\n", "points are whole");
});

t.test("text that a spreadsheet would run is neutralised, numbers are not", async (t) => {
  for (const text of ["=1+1", "+33 6", "-12,50", "@ana", "\tx", "\rx", "\nx"]) t.equal(neutralised(text), `'${text}`);
  for (const text of ["12", "a=b", "'quoted'", "", "’"]) t.equal(neutralised(text), text);
});

t.test("a million lines are written in pieces, as they are taken", async (t) => {
  let taken = 0;
  function* many(): Generator<Line> {
    for (;;) {
      taken += 1;
      yield lines[0] as Line;
    }
  }
  const chunks = writeCsv(columns, many(), "fr");
  await chunks.next();
  t.ok(taken < 2000, `${taken} lines for the first piece`);
  await chunks.return(undefined);
});

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("=1", "'=1", "''-x", "-12,50", "@", "a;b,c", '"', "x\r\ny", " espace ", "\t"),
);
const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const line = fc.record({
  name: text.map((name) => `x${name}`).chain((filled) => fc.constantFrom(filled, filled.slice(1))),
  amount: fc.option(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })),
  hours: fc.option(
    fc.tuple(fc.nat(), fc.integer({ min: 1, max: 999 })).map(([whole, part]) => `${whole}.${String(part).padStart(3, "0")}`),
  ),
  day: fc.option(day),
  count: fc.nat(),
  at: fc.constant(null),
});

t.test("laws", async (t) => {
  await asyncLaw(
    t,
    "what is written is read back, in both dialects, and twice is the same",
    fc.asyncProperty(fc.array(line, { maxLength: 6 }), fc.constantFrom<CsvDialect>("fr", "en"), async (lines, dialect) => {
      const written = await csvText(columns, lines, dialect);
      if (written !== (await csvText(columns, lines, dialect))) return false;
      const delimiter: Delimiter = dialect === "fr" ? ";" : ",";
      const rows: string[][] = [];
      for await (const batch of readRows([written.replace("\ufeff", "")], new CsvRows(delimiter))) rows.push(...batch.rows);
      const mark = dialect === "fr" ? "," : ".";
      const number = (cell: string): string | null => {
        const read = cell === "" ? undefined : parseNumber(cell, mark);
        return read && "value" in read ? read.value : null;
      };
      const dayOf = (cell: string): string | null => {
        const read = cell === "" ? undefined : parseDay(cell, "day-first");
        return read && "value" in read ? read.value : null;
      };
      const cents = (decimal: string | null): bigint | null => {
        if (decimal === null) return null;
        const [whole = "", fraction = ""] = decimal.split(".");
        return BigInt(whole + fraction.padEnd(2, "0"));
      };
      return (
        rows.length === lines.length + 1 &&
        lines.every((line, index) => {
          const [name = "", amount = "", hours = "", day = "", count = ""] = rows[index + 1] ?? [];
          return (
            unneutralised(name) === line.name.replace(/\r\n?/g, "\n") &&
            cents(number(amount)) === line.amount &&
            (line.hours === null ? hours === "" : number(hours) === line.hours.replace(/0+$/, "")) &&
            dayOf(day) === line.day &&
            count === String(line.count)
          );
        })
      );
    }),
    500,
  );
  law(
    t,
    "neutralising can be taken back, and leaves nothing that runs",
    fc.property(text, (text) => unneutralised(neutralised(text)) === text && !/^[=+\-@\t\r\n]/.test(neutralised(text))),
    1000,
  );
});
