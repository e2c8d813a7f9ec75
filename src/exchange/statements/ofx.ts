/**
 * OFX and QFX: SGML (1.x, with a header of lines) and XML (2.x). One element a movement, with the bank’s own id of it:
 *
 *   <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302<TRNAMT>3000.00<FITID>2026030201<NAME>METROPOLE<MEMO>Subvention</STMTTRN>
 */
import { Refusal } from "../../domain/refusals.js";
import { all, below, type Element as ElementOf, one, readSgml, readXml, textOf } from "./elements.js";
import { ElementFaults, Movements } from "./marked.js";
import { maskedAccount, type ReadAccount, type StatementLine, type StatementOptions, tidied, tidiedOrNull } from "./statement.js";
import type { ReadTable } from "./table.js";

/** An XML declaration or processing instruction before the first element means 2.x. */
export const isOfx = (start: string): boolean => /^\s*(OFXHEADER\s*:|(<\?[^>]*\?>\s*)*<OFX>)/i.test(start);
const isXml = (start: string): boolean => /^\s*<\?(xml|OFX\s+OFXHEADER="?2)/i.test(start);

/** The elements that are asked for below. */
const names = [
  ...["STMTRS", "CCSTMTRS", "CURDEF", "BANKACCTFROM", "CCACCTFROM", "ACCTID", "LEDGERBAL", "BALAMT", "DTASOF"],
  ...["BANKTRANLIST", "STMTTRN", "TRNTYPE", "DTPOSTED", "DTAVAIL", "TRNAMT"],
  ...["FITID", "REFNUM", "CHECKNUM", "NAME", "PAYEE", "MEMO"],
] as const;
type Element = ElementOf<(typeof names)[number]>;

/** Refuses `statement_malformed`, `statement_too_long` and `statement_without_lines`. */
export function readOfx(text: string, options: StatementOptions): ReadTable {
  const movements = new Movements(options.today, (movement: Element, faults) => readMovement(movement, options, faults));
  const asked = { names, movement: "STMTTRN", read: (movement: Element, within: Element) => movements.read(movement, within) } as const;
  const root = isXml(text.slice(0, 500)) ? readXml(text.trimStart(), asked) : readSgml(text, asked);
  const ofStatements = [...below(root, "STMTRS"), ...below(root, "CCSTMTRS")];
  if (ofStatements.length === 0) throw new Refusal("statement_without_lines", { at: "file" });
  const faults = new ElementFaults(options.today);
  return { accounts: ofStatements.map((statement) => readAccount(statement, options, movements, faults)), faults: faults.list, notes: [] };
}

function readAccount(
  statement: Element,
  { currency }: StatementOptions,
  movements: Movements<Element["name"]>,
  faults: ElementFaults,
): ReadAccount {
  const told = one(statement, "CURDEF");
  if (told) faults.currency(told.text.trim(), told, currency);
  const from = one(statement, "BANKACCTFROM") ?? one(statement, "CCACCTFROM");
  const read = all(statement, "BANKTRANLIST").map((list) => movements.of(list));
  for (const { faults: ofLines } of read) faults.add(ofLines);
  const balance = one(statement, "LEDGERBAL");
  const amountMinor = balance && faults.money(one(balance, "BALAMT"), balance, currency);
  const on = balance && faults.day(one(balance, "DTASOF"), balance);
  return {
    account: maskedAccount((from && textOf(from, "ACCTID")) ?? ""),
    lines: read.flatMap(({ lines }) => lines),
    closing: amountMinor === undefined || on === undefined ? null : { amountMinor, on },
  };
}

function readMovement(movement: Element, { currency }: StatementOptions, faults: ElementFaults): StatementLine | undefined {
  const datedOn = faults.day(one(movement, "DTPOSTED"), movement);
  const amountMinor = faults.money(one(movement, "TRNAMT"), movement, currency);
  const available = one(movement, "DTAVAIL");
  const valueOn = available ? (faults.day(available, movement) ?? null) : null;
  if (datedOn === undefined || amountMinor === undefined || amountMinor === 0n) return undefined;
  const name = textOf(movement, "NAME") || textOf(movement, "PAYEE", "NAME");
  const memo = textOf(movement, "MEMO");
  // Many banks begin the memo with the name again.
  const label = memo.startsWith(name) ? memo : `${name} ${memo}`;
  return {
    line: movement.line,
    datedOn,
    valueOn,
    amountMinor,
    currency,
    label: tidied(label) || textOf(movement, "TRNTYPE") || "—",
    counterparty: tidiedOrNull(name),
    reference: tidiedOrNull(textOf(movement, "REFNUM") || textOf(movement, "CHECKNUM")),
    bankId: tidiedOrNull(textOf(movement, "FITID")),
  };
}
