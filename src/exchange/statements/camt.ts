/**
 * CAMT.053, the bank statement of ISO 20022 (and 052, the report within a day), whatever its version: 001.02 to 001.08 differ in
 * where they put a party’s name and an entry’s status, and both places are looked at.
 *
 *  1. An entry is one movement on the account, also where its details list the payments of a batch.
 *  2. `CRDT` came in, `DBIT` went out; an amount has no sign. What is only pending (`PDNG`) is left out.
 *  3. The closing balance is the one booked (`CLBD`), or the last interim one (`ITBD`).
 */
import type { Day } from "../../domain/calendar.js";
import { Refusal } from "../../domain/refusals.js";
import { all, below, type Element as ElementOf, one, readXml, textOf } from "./elements.js";
import { ElementFaults, Movements } from "./marked.js";
import { maskedAccount, type ReadAccount, type StatementLine, type StatementOptions, tidied, tidiedOrNull } from "./statement.js";
import type { ReadTable } from "./table.js";

export const isCamt = (start: string): boolean => /<(\w+:)?(BkToCstmrStmt|BkToCstmrAcctRpt)\b|camt\.05[23]\./.test(start);

/** The elements that are asked for below. */
const names = [
  ...["Document", "BkToCstmrStmt", "BkToCstmrAcctRpt", "Stmt", "Rpt", "Acct", "Id", "IBAN", "Othr"],
  ...["Bal", "Tp", "CdOrPrtry", "Cd", "Amt", "CdtDbtInd", "Dt", "DtTm"],
  ...["Ntry", "Sts", "BookgDt", "ValDt", "AddtlNtryInf", "NtryRef", "AcctSvcrRef"],
  ...["TxDtls", "Refs", "EndToEndId", "RltdPties", "Dbtr", "Cdtr", "Pty", "Nm", "RmtInf", "Ustrd"],
] as const;
type Element = ElementOf<(typeof names)[number]>;

/** Refuses `statement_malformed`, `statement_entities`, `statement_too_long` and `statement_without_lines`. */
export function readCamt(text: string, options: StatementOptions): ReadTable {
  const movements = new Movements(options.today, (entry: Element, faults) => readEntry(entry, options, faults));
  const root = readXml(text.replace(/^\s+/, ""), { names, movement: "Ntry", read: (entry, within) => movements.read(entry, within) });
  const statements = [...all(root, "Document", "BkToCstmrStmt", "Stmt"), ...all(root, "Document", "BkToCstmrAcctRpt", "Rpt")];
  if (statements.length === 0) throw new Refusal("statement_without_lines", { at: "file" });
  const faults = new ElementFaults(options.today);
  const accounts = statements.map((statement) => {
    const { lines, faults: ofLines } = movements.of(statement);
    faults.add(ofLines);
    return { account: accountOf(statement), lines, closing: closingOf(statement, options, faults) };
  });
  return { accounts, faults: faults.list, notes: [] };
}

const accountOf = (statement: Element): string | null =>
  maskedAccount(textOf(statement, "Acct", "Id", "IBAN") || textOf(statement, "Acct", "Id", "Othr", "Id"));

function closingOf(statement: Element, options: StatementOptions, faults: ElementFaults): ReadAccount["closing"] {
  const balances = all(statement, "Bal");
  const codeOf = (balance: Element) => textOf(balance, "Tp", "CdOrPrtry", "Cd");
  const closing = balances.find((balance) => codeOf(balance) === "CLBD") ?? balances.filter((balance) => codeOf(balance) === "ITBD").at(-1);
  if (!closing) return null;
  const amountMinor = signed(closing, options, faults);
  const on = dayOf(closing, "Dt", faults);
  return amountMinor === undefined || on === undefined ? null : { amountMinor, on };
}

/** The amount of an entry or a balance, below zero where it is a debit. */
function signed(of: Element, { currency }: StatementOptions, faults: ElementFaults): bigint | undefined {
  const amount = one(of, "Amt");
  if (amount) faults.currency(amount.attributes.Ccy ?? "", amount, currency);
  const minor = faults.money(amount, of, currency);
  const indicator = one(of, "CdtDbtInd");
  const way = indicator?.text.trim();
  if (way !== "CRDT" && way !== "DBIT")
    return faults.taken(indicator, of, { fault: { code: "statement_way_unknown", figures: { text: way ?? "" } } });
  return minor === undefined ? undefined : way === "CRDT" ? minor : -minor;
}

function dayOf(of: Element, name: Element["name"], faults: ElementFaults): Day | undefined {
  const holder = one(of, name);
  return faults.day(holder && (one(holder, "Dt") ?? one(holder, "DtTm")), holder ?? of);
}

function readEntry(entry: Element, options: StatementOptions, faults: ElementFaults): StatementLine | undefined {
  const status = textOf(entry, "Sts", "Cd") || textOf(entry, "Sts");
  if (status === "PDNG" || status === "INFO") return undefined;
  const before = faults.list.length;
  const amountMinor = signed(entry, options, faults);
  const valueOn = one(entry, "ValDt") ? (dayOf(entry, "ValDt", faults) ?? null) : null;
  // An entry without a day of booking has that of its value.
  const datedOn = one(entry, "BookgDt") || valueOn === null ? dayOf(entry, "BookgDt", faults) : valueOn;
  if (faults.list.length > before || datedOn === undefined || amountMinor === undefined || amountMinor === 0n) return undefined;
  const details = below(entry, "TxDtls");
  const counterparty = unique(details.map((detail) => partyOf(detail, amountMinor > 0n)));
  const words = unique(details.flatMap((detail) => all(detail, "RmtInf", "Ustrd").map(({ text }) => tidied(text))));
  const told = textOf(entry, "AddtlNtryInf");
  return {
    line: entry.line,
    datedOn,
    valueOn,
    amountMinor,
    currency: options.currency,
    label: tidied([counterparty, words, told].filter(Boolean).join(" · ")) || "—",
    counterparty: details.length === 1 ? tidiedOrNull(counterparty) : null,
    reference: tidiedOrNull(details.length === 1 ? endToEnd(details[0]) : textOf(entry, "NtryRef")),
    bankId: tidiedOrNull(textOf(entry, "AcctSvcrRef") || textOf(entry, "NtryRef")),
  };
}

/** Money that came in is from its debtor, money that went out is for its creditor. */
function partyOf(detail: Element, isCredit: boolean): string {
  const party = one(detail, "RltdPties", isCredit ? "Dbtr" : "Cdtr");
  return party ? tidied(textOf(party, "Nm") || textOf(party, "Pty", "Nm")) : "";
}

const endToEnd = (detail: Element | undefined): string => {
  const id = detail ? textOf(detail, "Refs", "EndToEndId") : "";
  return id === "NOTPROVIDED" ? "" : id;
};

const unique = (texts: readonly string[]): string => [...new Set(texts.filter(Boolean))].join(", ");
