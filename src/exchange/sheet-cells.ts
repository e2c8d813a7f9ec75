/**
 * Rows → the cells of a spreadsheet, whatever its format: what each holds, how it is shown, how wide its column is, and the
 * sums below (DESIGN §12).
 *
 * Numbers stay decimal texts all the way into the file: nothing here passes through floating point. But the programs that
 * open it do keep numbers as doubles, of which 15 digits are sure. So a number with more digits is a text cell, exact to the
 * last digit and no longer counted by the program, instead of a number that it would change without a word:
 *
 *   1 234,56              a number cell, 1234.56
 *   90 071 992 547 409,93 a text cell, «90071992547409,93»: as a number it would show 90 071 992 547 409,90
 *
 * Text is a text cell, so that `=1+1` never runs and `0042` keeps its zeros.
 */
import { formatCommodity } from "../domain/ledger.js";
import type { Language } from "../domain/refusals.js";
import { type CsvColumn, localTime } from "./csv-write.js";

/** How a cell is shown: text, a number by its decimals, a day, an instant on the clocks of a place. */
export type Shown = "text" | "exact" | "integer" | "decimal" | `amount-${Decimals}` | "day" | "instant";
type Decimals = 0 | 1 | 2 | 3 | 4;
/** All of them, in the order of their styles. */
export const everyShown: readonly Shown[] = [
  "text",
  "exact",
  "integer",
  "decimal",
  "amount-0",
  "amount-1",
  "amount-2",
  "amount-3",
  "amount-4",
  "day",
  "instant",
];
export const decimalsOf = (shown: Shown): number | undefined => (shown.startsWith("amount-") ? Number(shown.slice(7)) : undefined);

/** `value`: a text; of a number its decimal text; of a day `2026-03-12`; of an instant `2026-03-12T00:30:00`. */
export interface SheetCell {
  readonly shown: Shown;
  readonly value: string;
}

const mark: Readonly<Record<Language, string>> = { fr: ",", en: "." };
/** What a double keeps of every decimal text, and Excel shows. */
const sureDigits = 15;

/** Zeros at its end count: they are shown, and a double shows others there (76160861647623.10 as …23.09). */
const isSure = (decimal: string): boolean => decimal.replace(/^-?0*(\.0*)?/, "").replace(".", "").length <= sureDigits;

/** Of a decimal text, as a number where a program keeps it exactly. */
const numberCell = (decimal: string, shown: Shown, language: Language): SheetCell =>
  isSure(decimal) ? { shown, value: decimal } : { shown: "exact", value: decimal.replace(".", mark[language]) };

const amountCell = (minor: bigint, currency: string, language: Language): SheetCell => {
  const decimal = formatCommodity(minor, currency);
  const point = decimal.indexOf(".");
  return numberCell(decimal, `amount-${(point < 0 ? 0 : decimal.length - point - 1) as Decimals}`, language);
};

const currencyOf = <Row>({ currency }: CsvColumn<Row> & { readonly kind: "amount" }, row: Row): string =>
  typeof currency === "string" ? currency : currency(row);

/** What a row holds in a column; null is an empty cell. */
export function cellOf<Row>(column: CsvColumn<Row>, row: Row, language: Language): SheetCell | null {
  switch (column.kind) {
    case "text": {
      const text = column.value(row);
      return text === null || text === "" ? null : { shown: "text", value: text.replace(/\r\n?/g, "\n") };
    }
    case "amount": {
      const minor = column.value(row);
      return minor === null ? null : amountCell(minor, currencyOf(column, row), language);
    }
    case "decimal": {
      const decimal = column.value(row);
      return decimal === null ? null : numberCell(decimal, "decimal", language);
    }
    case "integer": {
      const integer = column.value(row);
      return integer === null ? null : numberCell(integer.toString(), "integer", language);
    }
    case "day": {
      const day = column.value(row);
      return day === null ? null : { shown: "day", value: day };
    }
    case "instant": {
      const instant = column.value(row);
      if (instant === null) return null;
      const { year, month, day, hour, minute, second } = localTime(instant, column.timeZone);
      return { shown: "instant", value: `${year}-${month}-${day}T${hour}:${minute}:${second}` };
    }
  }
}

// Sums below

/** Adds up the columns that may be added, until two rows show that it would mix currencies or kinds. */
export class Totals<Row> {
  readonly #sums: ({ minor: bigint; currency: string; within: string } | undefined | null)[];
  readonly #columns: readonly CsvColumn<Row>[];

  constructor(columns: readonly CsvColumn<Row>[]) {
    this.#columns = columns;
    this.#sums = columns.map((column) => (column.kind === "amount" && column.adds ? undefined : null));
  }

  add(row: Row): void {
    for (const [index, sum] of this.#sums.entries()) {
      const column = this.#columns[index];
      if (sum === null || column?.kind !== "amount" || !column.adds) continue;
      const minor = column.value(row);
      if (minor === null) continue;
      const currency = currencyOf(column, row);
      const within = column.adds === true ? "" : column.adds(row);
      if (sum === undefined) this.#sums[index] = { minor, currency, within };
      else if (sum.currency === currency && sum.within === within) sum.minor += minor;
      else this.#sums[index] = null;
    }
  }

  /** The last row, with its word in front; undefined where nothing is added. */
  cells(language: Language): readonly (SheetCell | null)[] | undefined {
    if (!this.#sums.some((sum) => sum)) return undefined;
    const cells = this.#sums.map((sum) => (sum ? amountCell(sum.minor, sum.currency, language) : null));
    if (cells[0] === null) cells[0] = { shown: "text", value: "Total" };
    return cells;
  }
}

// Widths

/** The least and the most that a column is wide, in characters. A number too wide for its column is shown as ####. */
const widths: Readonly<Record<CsvColumn<unknown>["kind"], readonly [number, number]>> = {
  text: [8, 50],
  amount: [16, 30],
  decimal: [12, 30],
  integer: [10, 20],
  day: [12, 12],
  instant: [20, 20],
};

/** How wide a column is, by its header and the first rows. */
export function widthOf<Row>(column: CsvColumn<Row>, first: readonly Row[], language: Language): number {
  const [least, most] = widths[column.kind];
  let longest = [...column.header[language]].length + 1;
  for (const row of first) {
    const { value = "" } = cellOf(column, row, language) ?? {};
    for (const line of value.split("\n")) longest = Math.max(longest, line.length);
  }
  return Math.min(Math.max(longest + 2, least), most);
}
