import fc from "fast-check";
import {
  type Cell,
  type DayOrder,
  type DecimalMark,
  dayEvidence,
  markEvidence,
  parseDay,
  parseDuration,
  parseMoney,
  parseNumber,
  parseYesNo,
} from "../../src/exchange/values.js";
import { law } from "../support/law.js";
import { t } from "../support/tap.js";

const told = (cell: Cell<unknown>): unknown => ("value" in cell ? cell.value : cell.fault.code);

t.test("numbers", async (t) => {
  const table: [string, string, DecimalMark?][] = [
    ["42,50", "42.5"],
    ["42.50", "42.5"],
    ["1 234,56", "1234.56"],
    ["1\u00a0234,56", "1234.56"],
    ["1\u202f234\u202f567", "1234567"],
    ["1.234,56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["1.234.567", "1234567"],
    ["1'234.50", "1234.5"],
    ["1’234’567,89", "1234567.89"],
    ["12'345", "12345"],
    ["12'34", "number_invalid"],
    ["0,123", "0.123"],
    [",5", "0.5"],
    ["-12,5", "-12.5"],
    ["−12,5", "-12.5"],
    ["+3", "3"],
    ["-0,0", "0"],
    ["007", "7"],
    ["1.234", "number_ambiguous"],
    ["1,234", "number_ambiguous"],
    ["1,234", "1.234", ","],
    ["1.234", "1234", ","],
    ["1,234", "1234", "."],
    ["42.50", "42.5", ","],
    ["12 34", "number_invalid"],
    ["1,23,4", "number_invalid"],
    ["1e5", "number_invalid"],
    ["", "number_invalid"],
    ["douze", "number_invalid"],
    ["1.2.3,4", "number_invalid"],
  ];
  for (const [cell, expected, mark] of table) t.equal(told(parseNumber(cell, mark)), expected, `${cell} ${mark ?? ""}`);
});

t.test("money", async (t) => {
  const table: [string, string][] = [
    ["42,50 €", "42.5"],
    ["€42.50", "42.5"],
    ["1 234,56 EUR", "1234.56"],
    ["12 euros", "12"],
    ["-12,50 €", "-12.5"],
    ["12", "12"],
    ["12 $", "currency_mismatch"],
    ["12 CHF", "currency_mismatch"],
    ["12 pommes", "amount_invalid"],
    ["1.234 €", "number_ambiguous"],
    ["gratuit", "amount_invalid"],
  ];
  for (const [cell, expected] of table) t.equal(told(parseMoney(cell, "EUR")), expected, cell);
});

t.test("days", async (t) => {
  const table: [string, string, DayOrder?][] = [
    ["2026-03-12", "2026-03-12"],
    ["2026/3/2", "2026-03-02"],
    ["2026-03-12 00:00:00", "2026-03-12"],
    ["2026-03-12T10:30", "2026-03-12"],
    ["25/03/2026", "2026-03-25"],
    ["03/25/2026", "2026-03-25"],
    ["05/05/2026", "2026-05-05"],
    ["12.03.2026", "2026-03-12"],
    ["12/03/26", "2026-03-12", "day-first"],
    ["12-03-2026", "2026-03-12", "day-first"],
    ["12/03/2026 18:30", "2026-03-12", "day-first"],
    ["12/03/2026", "2026-12-03", "month-first"],
    ["12/03/2026", "day_order_unknown"],
    ["03/25/2026", "day_invalid", "day-first"],
    ["31/02/2026", "day_invalid"],
    ["31/31/2026", "day_invalid"],
    ["2026-02-29", "day_invalid"],
    ["2026-03-12T10:30Z", "day_invalid"],
    ["12 mars 2026", "2026-03-12"],
    ["1er août 2025", "2025-08-01"],
    ["jeudi 12 mars 2026", "2026-03-12"],
    ["jeu. 12 mars 2026", "2026-03-12"],
    ["12-mars-26", "2026-03-12"],
    ["12-févr.-26", "2026-02-12"],
    ["12 Mar 2026", "2026-03-12"],
    ["March 12, 2026", "2026-03-12"],
    ["Thu, 12 March 2026", "2026-03-12"],
    ["31 février 2026", "day_invalid"],
    ["12 brumaire 2026", "day_invalid"],
    ["mars 2026", "day_invalid"],
    ["20260312", "2026-03-12"],
    ["20261312", "day_invalid"],
    ["46093", "day_is_number"],
    ["46093,75", "day_is_number"],
    ["12345678", "day_invalid"],
    ["hier", "day_invalid"],
  ];
  for (const [cell, expected, order] of table) t.equal(told(parseDay(cell, order)), expected, `${cell} ${order ?? ""}`);
});

t.test("an instant falls on its day in a time zone", async (t) => {
  const table: [string, string][] = [
    ["2026-03-13T23:30:00Z", "2026-03-14"],
    ["2026-03-13 23:30:00 UTC", "2026-03-14"],
    ["2026-03-13T23:30:00+0200", "2026-03-13"],
    ["2026-03-13T23:30:00.5-05:00", "2026-03-14"],
    ["2026-02-29T10:00:00Z", "day_invalid"],
    ["2026-03-13 23:30:00", "2026-03-13"],
  ];
  for (const [cell, expected] of table) t.equal(told(parseDay(cell, undefined, "Europe/Paris")), expected, cell);
});

t.test("durations, yes and no", async (t) => {
  const durations: [string, string][] = [
    ["3h30", "3.5"],
    ["3 h 30 min", "3.5"],
    ["3:30", "3.5"],
    ["3:30:00", "3.5"],
    ["0:20:00", "0.333333"],
    ["2:15:10", "2.252778"],
    ["1:00:60", "duration_invalid"],
    ["3,5", "3.5"],
    ["3.5 h", "3.5"],
    ["2 heures", "2"],
    ["45 min", "0.75"],
    ["1:75", "duration_invalid"],
    ["longtemps", "duration_invalid"],
    ["1.234", "number_ambiguous"],
  ];
  for (const [cell, expected] of durations) t.equal(told(parseDuration(cell)), expected, cell);
  const answers: [string, unknown][] = [
    ["Oui", true],
    ["x", true],
    ["VRAI", true],
    ["non", false],
    ["", false],
    ["peut-être", "yes_no_invalid"],
  ];
  for (const [cell, expected] of answers) t.equal(told(parseYesNo(cell)), expected, cell);
});

t.test("what a column settles", async (t) => {
  const days: [string[], string][] = [
    [["03/04/2026", "25/04/2026"], "day-first"],
    [["03/04/2026", "04/25/2026"], "month-first"],
    [["03/04/2026", "05/06/2026", ""], "ask"],
    [["25/04/2026", "04/25/2026"], "mixed"],
    [["2026-04-03", "05.06.2026", "07/07/2026"], "none"],
  ];
  for (const [cells, verdict] of days) {
    const evidence = dayEvidence();
    for (const cell of cells) evidence.observe(cell);
    t.equal(evidence.verdict, verdict, cells.join(" "));
  }
  const marks: [string[], string][] = [
    [["1.234", "42,5"], ","],
    [["1,234", "42.5"], "."],
    [["1.234.567", "3"], ","],
    [["1,234.56"], "."],
    [["1.234", "12"], "ask"],
    [["42,5", "42.5"], "mixed"],
    [["12", "1 200 €", "", "rien"], "none"],
  ];
  for (const [cells, verdict] of marks) {
    const evidence = markEvidence();
    for (const cell of cells) evidence.observe(cell);
    t.equal(evidence.verdict, verdict, cells.join(" "));
  }
});

t.test("laws", async (t) => {
  law(
    t,
    "a number written with either mark and any thousands is read as it was, once the mark is known",
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.nat(999),
      fc.constantFrom<DecimalMark>(",", "."),
      fc.constantFrom("", " ", "\u202f", "'other'"),
      (whole, thousandths, mark, space) => {
        const separator = space === "'other'" ? (mark === "," ? "." : ",") : space;
        const grouped = whole.toString().replace(/\B(?=(\d{3})+$)/g, separator);
        const fraction = thousandths.toString().padStart(3, "0");
        const read = parseNumber(`${grouped}${mark}${fraction}`, mark);
        return "value" in read && BigInt(whole) * 1000n + BigInt(thousandths) === thousandthsOf(read.value);
      },
    ),
  );
  law(
    t,
    "anything is a value or a fault",
    fc.property(fc.string({ unit: "binary" }), (cell) =>
      [parseNumber(cell), parseMoney(cell, "EUR"), parseDay(cell), parseDuration(cell), parseYesNo(cell)].every(
        (read) => "value" in read || read.fault.code.length > 0,
      ),
    ),
    1000,
  );
});

const thousandthsOf = (decimal: string): bigint => {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, "0"));
};
