/**
 * Statements in tables: a source names its columns, and everything else is here — delimiter, lines above the header, days,
 * amounts in one column or two, decimal marks, faults by line and column, the closing balance.
 *
 *  1. The header is looked for in the first rows under each delimiter; what stands above it may tell the account and its balance.
 *  2. Amounts: one signed column, or debit and credit. A debit takes money away whether or not it is written with a minus.
 *  3. A column with both `1.234,56` and `1,234.56` is refused where it changes: it is two files in one.
 *  4. Lines that moved nothing, or that the source says are not done, are left out.
 *  5. The last balance is the closing one; whether the file goes forwards or backwards in time is told by the balances
 *     themselves, and by the days where they do not tell.
 */
import { addDaysWithin, type Day, earliestDay } from "../../domain/calendar.js";
import { isCurrency } from "../../domain/currency.js";
import { nameKey } from "../../domain/fold.js";
import { Refusal, type RefusalCode, type RefusalFigures } from "../../domain/refusals.js";
import { CsvRows, type Delimiter, rankDelimiters, sampleRows } from "../csv-read.js";
import type { ImportFault } from "../faults.js";
import { type Cell, type DayOrder, type DecimalMark, dayEvidence, markEvidence, markShown, parseDay, parseMoney } from "../values.js";
import {
  type ColumnNames,
  type ColumnRole,
  columnRoles,
  maskedAccount,
  type ReadAccount,
  type StatementLine,
  type StatementOptions,
  statementAmount,
  statementLinesMax,
  tidied,
  tidiedOrNull,
} from "./statement.js";

/** The cell of a role, without spaces around it; empty where the file has no such column. */
export type CellOf = (role: ColumnRole) => string;

export interface TableSource {
  readonly id: string;
  readonly title: { readonly fr: string; readonly en: string };
  /** Headers; accents, case and punctuation make no difference. */
  readonly columns: Partial<Readonly<Record<ColumnRole, readonly string[]>>>;
  /** One column of each group must be there. */
  readonly required: readonly (readonly ColumnRole[])[];
  /** How it writes days and decimals, where it is known to. */
  readonly dayOrder?: DayOrder;
  readonly decimalMark?: DecimalMark;
  readonly label?: (cell: CellOf) => string;
  readonly counterparty?: (cell: CellOf) => string;
  /** Whether a row is done: card holds, refusals and cancelled orders moved nothing. */
  readonly isDone?: (cell: CellOf) => boolean;
  /** What the rows above the header tell of the account. */
  readonly preamble?: (rows: readonly (readonly string[])[]) => Preamble;
  /** A row that is none of the table, as a warning after it. */
  readonly isNote?: (row: readonly string[]) => boolean;
}

export interface Preamble {
  readonly account?: string | undefined;
  readonly balance?: string | undefined;
  readonly balanceOn?: string | undefined;
}

export interface ReadTable {
  readonly accounts: readonly ReadAccount[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly string[];
}

export interface FoundTable {
  readonly source: TableSource;
  readonly delimiter: Delimiter;
  readonly headerLine: number;
  readonly header: readonly string[];
  readonly places: Places;
}

const sampleLength = 65_536;
/** A header stands within the first rows. */
const headerSearched = 20;

// 1. The header

type Places = Partial<Readonly<Record<ColumnRole, number>>>;

/** Where a header has what a source names: of several names of one thing, the first that is there. Undefined where it misses one. */
function placesIn(header: readonly string[], { columns, required }: TableSource, line: number): Places | undefined {
  const keys = header.map(nameKey);
  const places: Places = Object.fromEntries(
    Object.entries(columns).flatMap(([role, names]) => {
      const name = names.map(nameKey).find((key) => keys.includes(key));
      return name === undefined ? [] : [[role, keys.indexOf(name)]];
    }),
  );
  if (!required.every((group) => group.some((role) => places[role] !== undefined))) return undefined;
  const double = Object.values(places).find((place) => keys.indexOf(keys[place] ?? "", place + 1) >= 0);
  if (double !== undefined) throw new Refusal("column_twice", { at: `line ${line}`, columns: [header[double] ?? ""] });
  return places;
}

/** The first row that a source knows as its header; of several sources, the one that knows most of it. Refuses `column_twice`. */
export function findTable(text: string, sources: readonly TableSource[]): FoundTable | undefined {
  const sample = text.slice(0, sampleLength);
  for (const delimiter of rankDelimiters(sample)) {
    const { rows, lines } = sampleRows(sample, delimiter, headerSearched);
    for (const [index, header] of rows.entries()) {
      const headerLine = lines[index] ?? 1;
      const [best] = sources
        .flatMap((source) => {
          const places = placesIn(header, source, headerLine);
          return places ? [{ source, places }] : [];
        })
        .sort((a, b) => Object.keys(b.places).length - Object.keys(a.places).length);
      if (best) return { ...best, delimiter, headerLine, header };
    }
  }
  return undefined;
}

/** A source whose columns somebody named by hand: a day, a label, and one amount or two. */
export function sourceByHand(columns: ColumnNames): TableSource {
  const named = columnRoles.flatMap((role) => (columns[role] === undefined ? [] : [[role, [columns[role]]] as const]));
  return {
    id: "by-hand",
    title: { fr: "Colonnes choisies", en: "Chosen columns" },
    columns: Object.fromEntries(named),
    required: [["day"], ["label"], ["amount", "debit"], ...named.map(([role]) => [role])],
  };
}

/** What a header is remembered by: its names, folded, in their order. */
export const headerKey = (header: readonly string[]): string =>
  header
    .map(nameKey)
    .join(" | ")
    .replace(/( \| )+$/, "");

/** The row that is most likely the header, for whoever has to map it: the first of the commonest width. */
export function likelyHeader(text: string): readonly string[] {
  const sample = text.slice(0, sampleLength);
  const [delimiter = ";"] = rankDelimiters(sample);
  const { rows } = sampleRows(sample, delimiter, headerSearched);
  const widths = rows.map(({ length }) => length);
  const commonest = [...widths].sort((a, b) => count(widths, b) - count(widths, a) || b - a)[0];
  return rows.find(({ length }) => length === commonest) ?? [];
}

const count = (values: readonly number[], wanted: number): number => values.filter((value) => value === wanted).length;

// 2. The rows

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Reads the table that was found. Refuses `statement_too_long`. */
export function readTable(text: string, found: FoundTable, options: StatementOptions): ReadTable {
  const { source, headerLine } = found;
  const { above, rows, faults, notes } = splitRows(text, found);
  if (rows.length === 0 && faults.length === 0) throw new Refusal("statement_without_lines", { at: `line ${headerLine}` });
  const reader = new RowReader(found, rows, options);
  const told = source.preamble?.(above) ?? {};
  const byAccount = new Map<string | null, Booked[]>();
  for (const row of rows) {
    const booked = reader.read(row);
    if (!booked) continue;
    const account = booked.account ?? maskedAccount(told.account ?? "");
    const ofAccount = byAccount.get(account);
    if (ofAccount) ofAccount.push(booked);
    else byAccount.set(account, [booked]);
  }
  if (byAccount.size === 0) byAccount.set(maskedAccount(told.account ?? ""), []);
  const ofPreamble = byAccount.size === 1 ? reader.balanceTold(told) : null;
  const accounts = [...byAccount].map(([account, booked]) => ({
    account,
    lines: booked.map(({ entry }) => entry),
    closing: ofPreamble ?? closingOf(booked),
  }));
  return { accounts, faults: [...faults, ...reader.faults].sort((a, b) => a.line - b.line), notes };
}

function splitRows(text: string, { source, delimiter, headerLine, header }: FoundTable) {
  const split = { above: [] as string[][], rows: [] as Row[], faults: [] as ImportFault[], notes: [] as string[] };
  const parser = new CsvRows(delimiter);
  const key = headerKey(header);
  const width = header.findLastIndex((cell) => cell.trim() !== "") + 1;
  const take = ({ rows, lines, faults }: ReturnType<CsvRows["push"]>): void => {
    split.faults.push(...faults.filter(({ line }) => line > headerLine));
    for (const [index, cells] of rows.entries()) {
      const line = lines[index] ?? 0;
      if (line < headerLine) split.above.push(cells);
      if (line <= headerLine) continue;
      if (source.isNote?.(cells)) split.notes.push(tidied(cells.join(", ")));
      else if (headerKey(cells) === key)
        split.faults.push({ line, column: null, code: "statement_header_twice", figures: { first: headerLine } });
      else if (isRagged(cells, width))
        split.faults.push({ line, column: null, code: "row_ragged", figures: { expected: width, found: cells.length } });
      else split.rows.push({ cells, line });
      if (split.rows.length > statementLinesMax) throw new Refusal("statement_too_long", { max: statementLinesMax });
    }
  };
  for (let at = 0; at < text.length; at += sampleLength) take(parser.push(text.slice(at, at + sampleLength)));
  take(parser.end());
  return split;
}

/** A separator at the end of a row, or of the header alone, is no cell. */
function isRagged(cells: readonly string[], width: number): boolean {
  return cells.length < width || cells.slice(width).some((cell) => cell.trim() !== "");
}

/** A line, with what its row told of the account beside it. */
interface Booked {
  readonly entry: StatementLine;
  readonly account: string | null;
  readonly balanceMinor: bigint | null;
}

class RowReader {
  readonly faults: ImportFault[] = [];
  private row: Row = { cells: [], line: 0 };
  private readonly order: DayOrder | undefined;
  private readonly marks: ReadonlyMap<ColumnRole, Mark>;

  constructor(
    private readonly found: FoundTable,
    rows: readonly Row[],
    private readonly options: StatementOptions,
  ) {
    this.order = options.dayOrder ?? found.source.dayOrder ?? this.orderOf(rows);
    const amounts = (["amount", "debit", "credit", "discount", "balance"] as const).filter((role) => found.places[role] !== undefined);
    this.marks = new Map(amounts.map((role) => [role, this.markOf(role, rows)]));
  }

  private orderOf(rows: readonly Row[]): DayOrder | undefined {
    const evidence = dayEvidence();
    for (const { cells } of rows) evidence.observe(cells[this.found.places.day ?? -1] ?? "");
    const { verdict } = evidence;
    return verdict === "day-first" || verdict === "month-first" ? verdict : undefined;
  }

  private markOf(role: ColumnRole, rows: readonly Row[]): Mark {
    const told = this.options.decimalMark;
    const evidence = markEvidence();
    let first: Mark["first"];
    for (const { cells, line } of rows) {
      const text = cells[this.found.places[role] ?? -1] ?? "";
      evidence.observe(text);
      const shown = markShown(text);
      if (shown !== undefined && shown !== "either") first ??= { mark: shown, line, text: text.trim() };
    }
    return { mark: told ?? first?.mark ?? this.found.source.decimalMark, first };
  }

  private readonly cell: CellOf = (role) => (this.row.cells[this.found.places[role] ?? -1] ?? "").trim();

  private report(role: ColumnRole | null, code: RefusalCode, figures: RefusalFigures): undefined {
    const column = role === null ? null : (this.found.header[this.found.places[role] ?? -1]?.trim() ?? role);
    this.faults.push({ line: this.row.line, column, code, figures });
    return undefined;
  }

  read(row: Row): Booked | undefined {
    this.row = row;
    const { source } = this.found;
    const { cell } = this;
    if (source.isDone && !source.isDone(cell)) return undefined;
    const before = this.faults.length;
    const currency = this.currency();
    const datedOn = this.day("day");
    const valueOn = this.day("valueDay");
    const amountMinor = this.amount();
    const balanceMinor = this.money("balance");
    if (datedOn === null) this.report("day", "day_missing", {});
    const label = tidied(source.label ? source.label(cell) : [cell("label"), cell("labelMore")].join(" "));
    const counterparty = tidiedOrNull(source.counterparty ? source.counterparty(cell) : cell("counterparty"));
    if (this.faults.length > before || typeof datedOn !== "string" || amountMinor === undefined || amountMinor === 0n) return undefined;
    return {
      entry: {
        line: row.line,
        datedOn,
        valueOn: valueOn ?? null,
        amountMinor,
        currency,
        label: label || counterparty || "—",
        counterparty,
        reference: tidiedOrNull(cell("reference")),
        bankId: tidiedOrNull(cell("bankId")),
      },
      account: maskedAccount(cell("account")),
      balanceMinor: balanceMinor ?? null,
    };
  }

  private currency(): string {
    const written = this.cell("currency").toUpperCase();
    const { currency } = this.options;
    if (written !== "" && written !== currency) {
      const isKnown = isCurrency(written);
      this.report("currency", isKnown ? "currency_mismatch" : "unknown_currency", {
        expected: currency,
        found: written,
        currency: written,
      });
    }
    return currency;
  }

  /** Null where the cell is empty, undefined where it is faulty. */
  private day(role: "day" | "valueDay"): Day | null | undefined {
    const text = this.cell(role);
    if (text === "") return null;
    return this.taken(role, parseStatementDay(text, this.order, this.options.today));
  }

  private money(role: ColumnRole): bigint | null | undefined {
    const text = this.cell(role);
    if (text === "" || this.found.places[role] === undefined) return null;
    const settled = this.marks.get(role);
    const shown = markShown(text);
    const { first } = settled ?? {};
    if (first && (shown === "," || shown === ".") && shown !== first.mark && this.options.decimalMark === undefined) {
      return this.report(role, "statement_marks_mixed", { text, other: first.text, line: first.line });
    }
    const decimal = this.taken(role, parseMoney(text, this.options.currency, settled?.mark));
    if (decimal === undefined) return undefined;
    try {
      return statementAmount(decimal, this.options.currency);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.report(role, error.code, { ...error.figures, amount: text });
    }
  }

  private amount(): bigint | undefined {
    const [debit, credit] = [this.money("debit"), this.money("credit")];
    if (debit === undefined || credit === undefined) return undefined;
    const out = debit === null || debit === 0n ? null : debit < 0n ? debit : -debit;
    const came = credit === null || credit === 0n ? null : credit;
    if (out !== null && came !== null) return this.report("debit", "statement_both_ways", {});
    if (came !== null && came < 0n) return this.report("credit", "amount_not_positive", { amount: this.cell("credit") });
    if (out !== null || came !== null) return out ?? came ?? 0n;
    if (this.found.places.amount === undefined) {
      return debit === 0n || credit === 0n ? 0n : this.report("debit", "statement_amount_missing", {});
    }
    const [amount, discount] = [this.money("amount"), this.money("discount")];
    if (amount === null) return this.report("amount", "statement_amount_missing", {});
    return amount === undefined || discount === undefined ? undefined : amount - (discount ?? 0n);
  }

  private taken<Value>(role: ColumnRole, reading: Cell<Value>): Value | undefined {
    if ("value" in reading) return reading.value;
    return this.report(role, reading.fault.code, reading.fault.figures);
  }

  /** The balance above the table. One that cannot be read is no fault of its lines: it is left out. */
  balanceTold({ balance, balanceOn }: Preamble): ReadAccount["closing"] {
    const day = parseStatementDay(balanceOn ?? "", this.order, this.options.today);
    const money = parseMoney(balance ?? "", this.options.currency);
    if (!("value" in day) || !("value" in money)) return null;
    try {
      return { amountMinor: statementAmount(money.value, this.options.currency), on: day.value };
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }
}

interface Mark {
  readonly mark: DecimalMark | undefined;
  /** The first cell that shows a mark beyond doubt. */
  readonly first: { readonly mark: DecimalMark; readonly line: number; readonly text: string } | undefined;
}

/** Days of value lie ahead where a card is charged at the end of a month; a year ahead nothing does. */
const daysAheadMax = 366;

/**
 * A day, also with the hour and zone that platforms add: `2026-03-02T05:47:17Z`. One before 1900, or far ahead of today, is a
 * slip: `9999-12-31`.
 */
export function parseStatementDay(text: string, order: DayOrder | undefined, today: Day | undefined): Cell<Day> {
  const read = parseDay(/^\d{4}-\d{2}-\d{2}[T ]/.test(text) ? text.slice(0, 10) : text, order);
  if ("fault" in read) return read;
  const { value: day } = read;
  if (day < earliestDay) return { fault: { code: "day_too_early", figures: { day, earliest: earliestDay } } };
  if (today !== undefined && day > addDaysWithin(today, daysAheadMax)) return { fault: { code: "day_in_future", figures: { day, today } } };
  return read;
}

// 5. The closing balance

function closingOf(booked: readonly Booked[]): ReadAccount["closing"] {
  const told = booked.filter((one): one is Booked & { balanceMinor: bigint } => one.balanceMinor !== null);
  const [first] = told;
  const last = told.at(-1);
  if (!first || !last) return null;
  let forwards = 0;
  for (const [index, one] of told.entries()) {
    const next = told[index + 1];
    if (!next) break;
    if (one.balanceMinor + next.entry.amountMinor === next.balanceMinor) forwards += 1;
    if (next.balanceMinor + one.entry.amountMinor === one.balanceMinor) forwards -= 1;
  }
  const isBackwards = forwards === 0 ? first.entry.datedOn > last.entry.datedOn : forwards < 0;
  const latest = isBackwards ? first : last;
  return { amountMinor: latest.balanceMinor, on: latest.entry.datedOn };
}
