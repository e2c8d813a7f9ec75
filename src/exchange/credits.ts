/**
 * Credits of a round from a file: `email,amount[,notify]`, `;` as well, with a header in either language (DESIGN §9).
 *
 *  0. A first line `sep=;`, as some spreadsheets write, says the delimiter and is no header.
 *  1. An address that comes twice is given the sum of its amounts, at its first line.
 *  2. Every error is listed with its line and column; rows without one are handed back all the same, for the preview.
 *  3. Everybody is told of their credits where there is no column `notify`; where there is one, those whom it names.
 *  4. An amount may be below zero when it is added (credits are taken back), never when it is set. A mark that could be
 *     either is asked about, never guessed: `1.234` in a column that shows no other amount.
 *
 *   email;amount;notify        → ana 120.00, told
 *   ana@example.org;120,00;oui
 */

import { nameKey } from "../domain/fold.js";
import { formatCommodity, points } from "../domain/ledger.js";
import { Refusal, type RefusalCode, type RefusalFigures } from "../domain/refusals.js";
import { parseCommodity } from "../domain/round.js";
import { CsvRows, type Delimiter, rankDelimiters } from "./csv-read.js";
import { markEvidence, parseMoney, parseNumber, parseYesNo } from "./values.js";

export interface CreditFileRow {
  readonly line: number;
  readonly memberId: string;
  readonly amountMinor: bigint;
  readonly notify: boolean;
}
export interface CreditFileFault {
  readonly line: number;
  readonly column: string | null;
  readonly code: RefusalCode;
  readonly figures: RefusalFigures;
}

const names: Readonly<Record<string, readonly string[]>> = {
  email: ["email", "e mail", "mail", "adresse", "courriel", "adresse e mail", "address"],
  amount: ["amount", "montant", "credits", "credit", "points"],
  notify: ["notify", "prevenir", "notifier", "avertir"],
};

/** Reads a file of credits of a round in this commodity; `memberOf` finds who has an address, in small letters. */
export function readCreditFile(
  text: string,
  commodity: string,
  memberOf: (email: string) => string | undefined,
  mode: "add" | "set",
): { readonly rows: CreditFileRow[]; readonly faults: CreditFileFault[] } {
  const said = /^\ufeff?sep=([;,|\t])/i.exec(text)?.[1];
  const delimiter = (said as Delimiter | undefined) ?? rankDelimiters(text.slice(0, 10_000))[0] ?? ",";
  const reader = new CsvRows(delimiter);
  const batches = [reader.push(text.replace(/^\ufeff/, "")), reader.end()];
  const all = batches.flatMap(({ rows, lines: at }) => rows.map((cells, index) => ({ cells, line: at[index] as number })));
  const [header, ...lines] = said === undefined ? all : all.slice(1);
  const faults: CreditFileFault[] = batches.flatMap((batch) => batch.faults);
  const places = placesOf(header?.cells ?? []);
  if (places.email === undefined || places.amount === undefined) {
    throw new Refusal("columns_missing", {
      at: `line ${header?.line ?? 1}`,
      missing: ["email", "amount"].filter((name) => places[name] === undefined),
      header: header?.cells ?? [],
    });
  }
  const cell = (cells: readonly string[], column: string): string =>
    places[column] === undefined ? "" : (cells[places[column]] ?? "").trim();
  const evidence = markEvidence();
  for (const { cells } of lines) evidence.observe(cell(cells, "amount"));
  const mark = evidence.verdict === "," || evidence.verdict === "." ? evidence.verdict : undefined;

  const rows = new Map<string, CreditFileRow>();
  for (const { cells, line } of lines) {
    const before = faults.length;
    const report = (column: string | null, code: RefusalCode, figures: RefusalFigures) => faults.push({ line, column, code, figures });
    const email = cell(cells, "email").toLowerCase();
    const memberId = email === "" ? undefined : memberOf(email);
    if (email === "") report("email", "email_missing", {});
    else if (memberId === undefined) report("email", "unknown_member", { at: "email", id: email });
    const amountMinor = amountOf(cell(cells, "amount"), commodity, mark, (code, figures) => report("amount", code, figures));
    if (amountMinor !== undefined && amountMinor < 0n && mode === "set")
      report("amount", "amount_not_positive", { amount: formatCommodity(amountMinor, commodity) });
    const told = cell(cells, "notify");
    const notify = told === "" ? { value: places.notify === undefined } : parseYesNo(told);
    if ("fault" in notify) report("notify", notify.fault.code, notify.fault.figures);
    if (faults.length > before || memberId === undefined || amountMinor === undefined || "fault" in notify) continue;
    const known = rows.get(memberId);
    rows.set(memberId, {
      line: known?.line ?? line,
      memberId,
      amountMinor: (known?.amountMinor ?? 0n) + amountMinor,
      notify: (known?.notify ?? false) || notify.value,
    });
  }
  return { rows: [...rows.values()], faults };
}

function placesOf(header: readonly string[]): Readonly<Record<string, number>> {
  const keys = header.map(nameKey);
  const found = Object.entries(names).flatMap(([column, known]) => {
    const place = keys.findIndex((key) => known.includes(key));
    return place < 0 ? [] : [[column, place] as const];
  });
  return Object.fromEntries(found);
}

function amountOf(
  text: string,
  commodity: string,
  mark: "," | "." | undefined,
  report: (code: RefusalCode, figures: RefusalFigures) => void,
): bigint | undefined {
  const read = commodity === points ? parseNumber(text, mark) : parseMoney(text, commodity, mark);
  if ("fault" in read) {
    report(read.fault.code, read.fault.figures);
    return undefined;
  }
  try {
    return parseCommodity(read.value, commodity);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // As it was typed: «5,001», not 5.001.
    report(error.code, { ...error.figures, amount: text });
    return undefined;
  }
}
