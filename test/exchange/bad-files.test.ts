import { CsvRows } from "../../src/exchange/csv-read.js";
import { ImportReader } from "../../src/exchange/read-import.js";
import { surveyImport } from "../../src/exchange/survey-import.js";
import { context, read } from "../support/import-reading.js";
import { t } from "../support/tap.js";

const header = "Date;Qui;Nature;Quantité;Souhaité;Note";
const good = "13/03/2026;Ana;Heures;2;;Atelier";
const sheet = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags";
const entry = "Ana,,,,,Atelier,No,2026-03-12,09:00:00,2026-03-12,10:00:00,01:00:00,";
const people = "Nom;Courriel;Adhésion";
const person = "Zoé;;25/03/2026";

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const both = (...parts: Buffer[]): Buffer => Buffer.concat(parts);

t.test("what is wrong with a file is told by line and column, and no such row is a value", async (t) => {
  const table: [string, string | Buffer, string[], number][] = [
    ["cut inside a quote", `${header}\n${good}\n13/03/2026;Ana;Heures;1;;"le re`, ["3 Note quote_open"], 1],
    ["a time sheet that is cut", `${sheet}\n${entry}\nAna,,,,,"Atel`, ["3 Description quote_open"], 1],
    ["members that are cut", `${people}\n${person}\nLéo;"leo@`, ["3 Courriel quote_open"], 1],
    ["a quote in the wrong place", `${header}\n${good}\n13/03/2026;Ana;Heures;1;;"x"y"\n`, ["3 Note quote_invalid"], 1],
    ["cut inside a row", `${header}\n${good}\n13/03/2026;An`, ["3 - row_ragged"], 1],
    [
      "UTF-8, then windows-1252",
      both(Buffer.from(`${header}\n13/03/2026;Hélène;Heures;1;;Été\n`), latin("14/03/2026;H\xe9l\xe8ne;Heures;1;;\xc9t\xe9\n")),
      ["1 QuantitÃ© text_mixed"],
      0,
    ],
    [
      "UTF-8, then windows-1252, below a plain header",
      both(Buffer.from("Date;Qui;Nature;Heures;Note\n13/03/2026;Hélène;Heures;1;x\n"), latin("14/03/2026;H\xe9l\xe8ne;Heures;1;y\n")),
      ["2 Qui text_mixed"],
      1,
    ],
    [
      "windows-1252, then UTF-8",
      both(
        latin("Date;Qui;Nature;Heures;Note\n14/03/2026;H\xe9l\xe8ne;Heures;1;\xc9t\xe9\n"),
        Buffer.from("13/03/2026;Ana;Heures;1;Vœu, 12 €\n"),
      ),
      ["3 Note text_mixed"],
      1,
    ],
    [
      "the same in a time sheet",
      both(Buffer.from(`${sheet}\n${entry.replace("Atelier", "Été")}\n`), latin(`${entry}\xe9\n`)),
      ["2 Description text_mixed"],
      1,
    ],
    ["the header again", `${header}\n${good}\n${header}\n${good}\n`, ["3 Date header_again"], 2],
    ["the header of a time sheet again", `${sheet}\n${entry}\n${sheet}\n${entry}\n`, ["3 User header_again"], 2],
    ["the header of members again", `${people}\n${person}\n${people}\n`, ["3 Nom header_again"], 1],
    ["a day that does not exist", `${header}\n31/04/2025;Ana;Heures;2;;Atelier\n${good}\n`, ["2 Date day_invalid"], 1],
    ["no 29 February", `${sheet}\n${entry.replace("2026-03-12", "2025-02-29")}\n${entry}\n`, ["2 Start date day_invalid"], 1],
    [
      "commas and points that mean two things",
      `${header}\n13/03/2026;Ana;Heures;2;1.234,56;a\n13/03/2026;Ana;Heures;2;1,234.56;b\n13/03/2026;Ana;Heures;2;1.234,57;c\n`,
      ["3 Souhaité number_marks_mixed"],
      2,
    ],
  ];
  for (const [said, file, faults, values] of table) {
    const told = await read<unknown>(file, context({}, { kindId: "hours" }));
    t.same(told.faults, faults, said);
    t.equal(told.values.length, values, said);
  }
});

t.test("what is no fault", async (t) => {
  const table: [string, string | Buffer, number[]][] = [
    ["lines that end twice", `${header}\r\r\n${good}\r\r\n${good}\r\r\n`, [2, 3]],
    ["lines that end twice, at the end of the file", `${header}\r\r\n${good}\r\r`, [2]],
    ["a separator at the end of each row", `${header}\n${good};\n${good};;\n`, [2, 3]],
    ["a separator at the end of the header alone", `${header};\n${good}\n${good};\n`, [2, 3]],
    ["letters that only look like two encodings", `${header}\n13/03/2026;Ana;Heures;2;;NÃO, Âge, â, Åse\n`, [2]],
    ["one way of writing thousands", `${header}\n13/03/2026;Ana;Heures;2;1.234,56;a\n13/03/2026;Ana;Heures;2;12,5;b\n`, [2, 3]],
  ];
  for (const [said, file, lines] of table) {
    const told = await read(file);
    t.same(told.faults, [], said);
    t.same(told.lines, lines, said);
  }
});

t.test("CRCRLF may lie across any two chunks", async (t) => {
  const text = 'a;b\r\r\n1;"x\r\r\ny"\r\r\n2;3\r\r\n\r\n4;5\r';
  const whole = rowsOf([text]);
  t.same(whole, ["1 a|b", "2 1|x\ny", "4 2|3", "6 4|5"]);
  for (let at = 0; at <= text.length; at += 1) t.same(rowsOf([text.slice(0, at), text.slice(at)]), whole, `cut at ${at}`);
  t.same(rowsOf([..."a;b\r\r\n1;2"]), ["1 a|b", "2 1|2"]);
  const returns = rowsOf(["a;b", ..."\r".repeat(100), "1;2"]);
  t.same(returns, ["1 a|b", "101 1|2"], "many of them are lines, and are not held");
});

function rowsOf(chunks: readonly string[]): string[] {
  const parser = new CsvRows(";");
  return [...chunks.map((chunk) => parser.push(chunk)), parser.end()].flatMap(({ rows, lines }) =>
    rows.map((row, index) => `${lines[index]} ${row.join("|")}`),
  );
}

t.test("what is no table is refused by name, and nothing is unpacked", async (t) => {
  const signed = (...bytes: number[]): Buffer => both(Buffer.from(bytes), Buffer.alloc(2000, 0x41));
  const table: [string, Buffer, string][] = [
    ["a spreadsheet, or any zip", signed(0x50, 0x4b, 0x03, 0x04), "xlsx, ods, zip"],
    ["an empty zip", signed(0x50, 0x4b, 0x05, 0x06), "xlsx, ods, zip"],
    ["a zip in parts", signed(0x50, 0x4b, 0x07, 0x08), "xlsx, ods, zip"],
    ["an old spreadsheet", signed(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "xls"],
    ["a PDF", both(Buffer.from("%PDF-1.7\n"), Buffer.alloc(2000, 0x41)), "pdf"],
    ["a gzip", signed(0x1f, 0x8b, 0x08), "gzip"],
    ["rich text", Buffer.from("{\\rtf1\\ansi Date;Qui;Nature;Note}"), "rtf"],
    ["a page that calls itself a spreadsheet", Buffer.from("<html><table><tr><td>Date</td></tr></table></html>"), "html"],
    ["a page with its type", Buffer.from("<!DOCTYPE html><table>"), "html"],
    ["a spreadsheet in XML", Buffer.from('<?xml version="1.0"?><Workbook>'), "xml"],
  ];
  for (const [said, file, found] of table) await t.rejects(read(file), { code: "file_not_text", figures: { found } }, said);
});

t.test("UTF-8 that breaks is refused with the line it breaks on", async (t) => {
  const file = both(Buffer.from(`\ufeff${header}\n${good}\n13/03/2026;`), latin("H\xe9l\xe8ne;Heures;1;;x\n"));
  await t.rejects(read(file), { code: "file_encoding", figures: { at: "line 3", encoding: "utf-8" } });
});

t.test("three hundred thousand rows are read in bounded memory", async (t) => {
  const chunk = Buffer.from(`${good}\n`.repeat(1000));
  function* file(): Generator<Uint8Array> {
    yield Buffer.from(`${header}\n`);
    for (let count = 0; count < 300; count += 1) yield chunk;
  }
  const survey = await surveyImport(file);
  let rows = 0;
  const count = (): void => {
    rows += 1;
  };
  const reader = new ImportReader(survey, context(), count);
  let most = 0;
  for (const bytes of file()) {
    const { valid, faults } = reader.push(bytes);
    most = Math.max(most, valid + faults.length);
  }
  reader.end();
  t.equal(rows, 300_000);
  t.ok(most <= 2000, `${most} rows at a time: those of a chunk, and what waited for it`);
});
