/**
 * A pasted table, as far as mending it needs: where each row and cell stands, so that one cell is changed and every other
 * letter stays as it was. What the rows mean is for the service to say; it names a cell by its line and the header.
 *
 *   mended("Qui;Heures\nAna;-2\n", [{ line: 2, column: "Heures", value: "2" }]) → "Qui;Heures\nAna;2\n"
 */
export interface PastedRow {
  /** The line it begins on, from 1; the header counts, and so do blank lines and those inside quotes. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly from: number;
  readonly to: number;
}

export interface PastedTable {
  readonly delimiter: string;
  readonly header: readonly string[];
  /** The header as a row; undefined for an empty text. */
  readonly head: PastedRow | undefined;
  /** Without the header and blank lines. */
  readonly rows: readonly PastedRow[];
}

const delimiters = ["\t", ";", ",", "|"] as const;

/** The sign that the first line has most of; a single column has none, and is a list of lines. */
function delimiterOf(text: string): string {
  const [first = ""] = text.trimStart().split(/\r?\n/, 1);
  const counts = delimiters.map((sign) => first.split(sign).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? "\t";
}

/** Reads the rows: quotes may hold line ends and delimiters, doubled quotes are one. */
export function readPasted(text: string): PastedTable {
  const delimiter = delimiterOf(text);
  const rows: PastedRow[] = [];
  let [line, from, cell, isQuoted] = [1, 0, "", false];
  let [start, cells]: [number, string[]] = [1, []];
  const endRow = (to: number) => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== "")) rows.push({ line: start, cells, from, to });
    [cell, cells] = ["", []];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\n") line += 1;
    if (isQuoted) {
      if (sign === '"' && text[at + 1] === '"') at += 1;
      else if (sign === '"') {
        isQuoted = false;
        continue;
      }
      cell += sign;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n") {
      endRow(text[at - 1] === "\r" ? at - 1 : at);
      [from, start] = [at + 1, line];
    } else if (sign !== "\r") cell += sign;
  }
  endRow(text.length);
  const [head, ...rest] = rows;
  return { delimiter, header: head?.cells.map((name) => name.trim()) ?? [], head, rows: rest };
}

export interface Mending {
  readonly line: number;
  /** The header, or null for the whole line. */
  readonly column: string | null;
  readonly value: string;
  /** The same wrong name on other lines is mended with it. */
  readonly isEverywhere?: boolean;
  /** The header has no such column: it is added behind the others. */
  readonly isAdded?: boolean;
}

interface Fault {
  readonly column: string | null;
  readonly code: string;
}

/** What a fault of one column asks to be given in another. */
const asksInstead: Readonly<Record<string, string>> = { quantity_on_amount: "amount", amount_on_quantity: "quantity" };

/**
 * Columns that a table lacks and its faults ask for: the service names them by its own word, the table by a heading that it
 * reads as that one.
 *
 *   missingColumns(["Qui", "Quantité"], [{ column: "amount", code: "amount_missing" }], { amount: "Montant" }) → [{ field: "amount", heading: "Montant" }]
 */
export function missingColumns(header: readonly string[], faults: readonly Fault[], headings: Readonly<Record<string, string>>) {
  const asked = faults.flatMap(({ column, code }) => [
    ...(column === null || header.includes(column) ? [] : [column]),
    asksInstead[code] ?? [],
  ]);
  return [...new Set(asked.flat())].flatMap((field) => {
    const heading = headings[field];
    return heading === undefined || header.includes(heading) ? [] : [{ field, heading }];
  });
}

/** The text with its cells mended. What names no cell of it changes nothing. */
export function mended(text: string, mendings: readonly Mending[]): string {
  // Lines of a log have no header, and are mended whole.
  const whole = mendings.reduce((lines, { line, column, value }) => (column === null ? withLine(lines, line, value) : lines), text);
  const table = readPasted(whole);
  const written = new Map<PastedRow, string[]>();
  const added = mendings.flatMap(({ column, value, isAdded }) => (isAdded && column !== null && value.trim() !== "" ? [column] : []));
  const header = [...new Set([...table.header, ...added])];
  if (table.head && header.length > table.header.length) {
    written.set(table.head, [...table.head.cells, ...header.slice(table.header.length)]);
  }
  for (const { line, column, value, isEverywhere } of mendings) {
    const place = column === null ? -1 : header.indexOf(column);
    const row = table.rows.find((each) => each.line === line);
    if (place < 0 || !row) continue;
    const old = row.cells[place];
    for (const each of isEverywhere ? table.rows.filter(({ cells }) => cells[place] === old) : [row]) {
      const cells = written.get(each) ?? [...each.cells];
      while (cells.length <= place) cells.push("");
      cells[place] = value;
      written.set(each, cells);
    }
  }
  let [kept, at] = ["", 0];
  for (const [row, cells] of [...written].sort(([a], [b]) => a.from - b.from)) {
    kept += whole.slice(at, row.from) + cells.map((cell) => quoted(cell, table.delimiter)).join(table.delimiter);
    at = row.to;
  }
  return kept + whole.slice(at);
}

function withLine(text: string, line: number, value: string): string {
  const lines = text.split("\n");
  if (line <= lines.length) lines[line - 1] = value.replace(/\s*\n\s*/g, " ");
  return lines.join("\n");
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The text of a small file: UTF-8, else what older spreadsheets write (DESIGN §12). */
export function textOfBytes(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
