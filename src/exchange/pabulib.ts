/**
 * Ballot files, `.pb`, as Pabulib keeps elections of participatory budgets (pabulib.org/format): read, and written again.
 *
 *   META                        one section after the other, each with a line of column names
 *   key;value
 *   budget;400000.0
 *   vote_type;approval          approval | choose-1 | cumulative | scoring | ordinal
 *   rule;equalshares/add1
 *   PROJECTS
 *   project_id;cost;name;selected
 *   1;12500;"Garden; with ""shade""";1
 *   VOTES
 *   voter_id;vote;points
 *   v1;1,2;5,3
 *
 * Cells are separated by `;`, quoted where they hold `;`, quotes or line breaks, with quotes doubled. Lines end in LF, CRLF or
 * CR; a byte order mark, blank lines, spaces around cells and empty cells at the end of a line are of no meaning. A quote in
 * the middle of a cell is a quote. Columns nobody knows are kept, so that what was read can be written again; an empty vote is
 * a vote.
 *
 * Refused: `election_invalid` with the line and what is wrong with it (problems.ts); `quote_open`; `file_empty`.
 */
import type { Problem } from "../domain/problems.js";
import { Refusal, type RefusalFigures } from "../domain/refusals.js";
import { type BallotType, ballotTypes } from "../domain/tally/election.js";

export interface PabulibRow {
  /** Where it begins in the file it was read from; 0 where it was made. */
  readonly line: number;
  /** One for each column. */
  readonly cells: readonly string[];
}

export interface PabulibTable {
  readonly columns: readonly string[];
  readonly rows: readonly PabulibRow[];
}

/** A file as it is: three tables. What it means is in pabulib-election.ts. */
export interface PabulibFile {
  readonly meta: PabulibTable;
  readonly projects: PabulibTable;
  readonly votes: PabulibTable;
}

const sections = ["META", "PROJECTS", "VOTES"] as const;
type Section = (typeof sections)[number];

export const pbFault = (at: string, problem: Problem, figures: RefusalFigures = {}): Refusal =>
  new Refusal("election_invalid", { at, problem, ...figures });
export const lineOf = (line: number): string => `line ${line}`;

/** The text of a file, already decoded, as its three tables. */
export function parsePabulib(text: string): PabulibFile {
  const rows = readRows(text.startsWith("\ufeff") ? text.slice(1) : text);
  if (rows.length === 0) throw new Refusal("file_empty", { at: "file" });
  const starts: number[] = [];
  for (const section of sections) starts.push(startOf(rows, section, (starts.at(-1) ?? -1) + 1));
  const [meta, projects, votes] = sections.map((section, index) => {
    const [start = 0, end = rows.length] = [starts[index], starts[index + 1]];
    return tableOf(section, rows.slice(start + 1, end), rows[start]?.line ?? 1);
  }) as [PabulibTable, PabulibTable, PabulibTable];
  requireColumns("META", meta, ["key", "value"]);
  requireColumns("PROJECTS", projects, ["project_id", "cost"]);
  requireColumns("VOTES", votes, ["voter_id", "vote"]);
  requireIds(projects, "project_id");
  requireIds(votes, "voter_id");
  return { meta, projects, votes };
}

/** The file as text; the same tables are always the same bytes. Lines end in LF. */
export function formatPabulib({ meta, projects, votes }: PabulibFile): string {
  const lines: string[] = [];
  for (const [section, { columns, rows }] of [
    ["META", meta],
    ["PROJECTS", projects],
    ["VOTES", votes],
  ] as const) {
    lines.push(section, columns.map(formatCell).join(";"));
    for (const { cells } of rows) lines.push(columns.map((_, place) => formatCell(cells[place] ?? "")).join(";"));
  }
  return `${lines.join("\n")}\n`;
}

const formatCell = (text: string): string => (/[";\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The value of a META key, or undefined where there is none or it is empty. */
export function metaValue({ meta }: PabulibFile, key: string): string | undefined {
  const [keys, values] = [meta.columns.indexOf("key"), meta.columns.indexOf("value")];
  return meta.rows.find(({ cells }) => cells[keys] === key)?.cells[values] || undefined;
}

/** What a place in META is called: its line, and its key. */
export function metaPlace({ meta }: PabulibFile, key: string): string {
  const keys = meta.columns.indexOf("key");
  const row = meta.rows.find(({ cells }) => cells[keys] === key);
  return row === undefined ? `META ${key}` : `${lineOf(row.line)}, META ${key}`;
}

/** The vote type of the file. */
export function ballotTypeOf(file: PabulibFile): BallotType {
  const found = metaValue(file, "vote_type");
  if (found === undefined) throw pbFault(metaPlace(file, "vote_type"), "missing");
  const type = ballotTypes.find((candidate) => candidate === found.toLowerCase());
  if (type === undefined) throw pbFault(metaPlace(file, "vote_type"), "vote_type_unknown", { found, allowed: [...ballotTypes] });
  return type;
}

/** A cell of a row, "" where the column or the cell is missing. */
export function columnReader({ columns }: PabulibTable, name: string): (row: PabulibRow) => string {
  const place = columns.indexOf(name);
  return ({ cells }) => (place < 0 ? "" : (cells[place] ?? ""));
}

/** Where a section begins: a row of its name alone, after the section before (a META key without a value may look like one). */
function startOf(rows: readonly PabulibRow[], section: Section, from: number): number {
  const isNamed = ({ cells }: PabulibRow) => cells.length === 1 && cells[0]?.toUpperCase() === section;
  const start = rows.findIndex((row, place) => place >= from && isNamed(row));
  if (start >= 0 && (section !== "META" || start === 0)) return start;
  const found = rows.find(isNamed);
  throw pbFault(found === undefined ? section : lineOf(found.line), "section_missing", { section });
}

function tableOf(section: Section, [head, ...rows]: readonly PabulibRow[], line: number): PabulibTable {
  if (head === undefined) throw pbFault(lineOf(line), "section_missing", { section });
  const columns = head.cells.map((name) => name.toLowerCase());
  const twice = columns.find((name, place) => columns.indexOf(name) < place);
  if (twice !== undefined) throw pbFault(lineOf(head.line), "column_twice_named", { column: twice });
  for (const row of rows) {
    if (row.cells.length > columns.length) {
      throw pbFault(lineOf(row.line), "cells_too_many", { found: row.cells.length, expected: columns.length });
    }
  }
  // A short row lacks empty cells at its end.
  return { columns, rows: rows.map(({ line, cells }) => ({ line, cells: columns.map((_, place) => cells[place] ?? "") })) };
}

function requireColumns(section: Section, { columns }: PabulibTable, needed: readonly string[]): void {
  for (const column of needed) if (!columns.includes(column)) throw pbFault(section, "column_missing", { column });
}

/** Each row has an id, and each id one row. */
function requireIds(table: PabulibTable, column: string): void {
  const read = columnReader(table, column);
  const seen = new Set<string>();
  for (const row of table.rows) {
    const id = read(row);
    if (id === "") throw pbFault(`${lineOf(row.line)}, ${column}`, "text_empty");
    if (seen.has(id)) throw pbFault(`${lineOf(row.line)}, ${column}`, "twice", { id });
    seen.add(id);
  }
}

/** Rows that are not blank, with their lines; cells without the spaces around them, none of the empty ones at the end. */
function readRows(text: string): PabulibRow[] {
  const rows: PabulibRow[] = [];
  let line = 1;
  const keep = (cells: string[]) => {
    while (cells.length > 0 && cells[cells.length - 1] === "") cells.pop();
    if (cells.length > 0) rows.push({ line, cells });
  };
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const plain = text.slice(at, end);
    if (!plain.includes('"')) {
      keep(plain.split(";").map((cell) => cell.trim()));
      at = afterLine(text, end);
      line += 1;
      continue;
    }
    const quoted = readQuoted(text, at, line);
    keep(quoted.cells);
    at = quoted.next;
    line += quoted.lines;
  }
  return rows;
}

const lineBreak = /[\r\n]/g;

function lineEnd(text: string, from: number): number {
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
}

const afterLine = (text: string, end: number): number => (text.startsWith("\r\n", end) ? end + 2 : end + 1);

/** One row with quotes in it, which may go on over several lines. */
function readQuoted(text: string, from: number, line: number): { cells: string[]; next: number; lines: number } {
  const cells: string[] = [];
  let lines = 1;
  let at = from;
  for (;;) {
    while (text[at] === " " || text[at] === "\t") at += 1;
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Refusal("quote_open", { at: lineOf(line) });
        if (text[at] === '"') {
          if (text[at + 1] !== '"') break;
          at += 1;
        }
        if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
        const letter = text[at] === "\r" ? "\n" : text[at];
        if (letter === "\n") lines += 1;
        cell += letter;
      }
      at += 1;
    }
    // What stands outside of quotes, and what some programs leave behind a closing one.
    const rest = at;
    while (at < text.length && text[at] !== ";" && text[at] !== "\n" && text[at] !== "\r") at += 1;
    cells.push((cell + text.slice(rest, at)).trim());
    if (text[at] !== ";") return { cells, next: afterLine(text, at), lines };
    at += 1;
  }
}
