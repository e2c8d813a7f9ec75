/** Files that the service hands out. */
import Papa from "papaparse";
import type { Test } from "tap";
import { unneutralised } from "../../src/exchange/csv-write.js";
import { type ReadCell, readOds, readXlsx } from "./sheets.js";
import type { Person } from "./stories.js";

export async function csvOf(person: Person, path: string): Promise<string> {
  const { status, body } = await person.get(path);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return String(body);
}

/**
 * A table as CSV, XLSX and ODS has the same cells, twice the same bytes, a name and a type of its own. Gives what the sheets
 * have below it: the sums, as a CSV in French would say them.
 */
export async function sumsBelow(t: Test, person: Person, path: string): Promise<string[] | undefined> {
  const [before = "", more = ""] = path.split("?");
  const asked = (format: string) => person.get(`${before}?dialect=fr&format=${format}${more && `&${more}`}`);
  const csv = await asked("csv");
  const rows = Papa.parse<string[]>(String(csv.body).replace("\ufeff", ""), { delimiter: ";", skipEmptyLines: true }).data;
  const plain = rows.map((row) => row.map(unneutralised).join(" | "));
  const sums: (string[] | undefined)[] = [];
  for (const [format, read, type] of [
    ["xlsx", readXlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["ods", readOds, "application/vnd.oasis.opendocument.spreadsheet"],
  ] as const) {
    const [once, twice] = [await asked(format), await asked(format)];
    t.equal(once.status, 200, `${path} as ${format}`);
    t.ok(once.bytes.equals(twice.bytes), "the same bytes twice");
    t.equal(once.headers["content-type"], type);
    t.equal(once.headers["content-disposition"], String(csv.headers["content-disposition"]).replace(".csv", `.${format}`));
    const cells = read(once.bytes).rows.map((row) =>
      Array.from({ length: rows[0]?.length ?? 0 }, (_, index) => spoken(row[index] ?? null)),
    );
    t.same(
      cells.slice(0, rows.length).map((row) => row.join(" | ")),
      plain,
      "the cells of the CSV",
    );
    t.ok(cells.length <= rows.length + 1);
    sums.push(cells[rows.length]);
  }
  t.same(sums[0], sums[1], "the same sums");
  return sums[0];
}

/** As the French dialect writes it. */
function spoken(cell: ReadCell | null): string {
  if (cell === null) return "";
  if (cell.type === "text") return cell.value;
  if (cell.type === "number") return cell.value.replace(".", ",");
  const [day = "", time] = cell.value.split("T");
  return [day.split("-").reverse().join("/"), ...(time ? [time] : [])].join(" ");
}
