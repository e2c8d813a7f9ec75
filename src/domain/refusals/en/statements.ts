/** Statements of banks and platforms (DESIGN §12). */
import type { StatementCode } from "../../refusals.js";

export default {
  statement_encodings: "Two encodings in one file ({at}): accents in it cannot be read. Download it again.",
  statement_too_long: "This statement is too long: {max:count} lines at most. Cut it, by quarter for instance.",
  statement_malformed: "The file is damaged or cut at line {line}, column {column} ({said}): download it again.",
  statement_entities: "The file declares entities of its own (line {line}): no statement needs any, it is not read.",
  statement_without_lines: "This statement holds no movement.",
  statement_header_twice: "The header of line {first} comes again: two statements are pasted together.",
  statement_marks_mixed: "“{text}” and, on line {line}, “{other}”: comma and point take turns as decimal mark.",
  statement_both_ways: "A debit and a credit on the same line.",
  statement_amount_missing: "The amount is missing.",
  statement_way_unknown: "“{text}”: a debit (DBIT) or a credit (CRDT)?",
  statement_accounts: "This file has several accounts: {accounts}. Say which one.",
  statement_has_errors: "Line {line}[, {column}]: {problem}[ And {more} more error(s).] Nothing is saved.",
  statement_matched: "{count} line(s) of this statement are matched: detach them first.",
  statement_undone: "This statement is undone already.",
  bank_line_matched: "This line is matched with entry no. {number} already.",
  bank_line_aside: "This line is set aside: take it back first.",
  bank_line_twin: "This line looks like another one, of {day}, that is here already: say first that it is a different one.",
  bank_line_open: "This line is still waiting: there is nothing to undo.",
  bank_line_elsewhere: "This line is on another account than the entry’s.",
  bank_line_differs: "The line is of {line:money}, the entry of {entry:money} on this account.",
  bank_line_sum_differs: "The line is of {line:money}, what is chosen comes to {sum:money}: {rest:money} apart.",
  bank_line_unexplained: "Choose at least one entry or payment.",
  entry_not_on_bank: "Entry no. {number} does not touch this account.",
  entry_on_statement: "Entry no. {number} is matched with another line already ({day}).",
} satisfies Readonly<Record<StatementCode, string>>;
