/**
 * Statements: what a bank or a platform says happened on an account, line by line (DESIGN §12).
 *
 * A statement books nothing. Its lines are what the ledger is compared with, so they are read to the cent or not at all:
 * one fault anywhere, and the file is refused whole, with every fault by line and column.
 *
 *   02/03/2026;VIR RECU Métropole;3000,00 → { datedOn: "2026-03-02", amountMinor: 300000n, label: "VIR RECU Métropole", … }
 */
import type { Day } from "../../domain/calendar.js";
import { amountMaxMinor, formatAmount, parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import type { ImportFault } from "../faults.js";
import type { DayOrder, DecimalMark } from "../values.js";

/** A movement on the account: above zero what came in, below zero what went out; never zero. */
export interface StatementLine {
  /** Line of the file, from 1. */
  readonly line: number;
  /** The day the bank booked it. */
  readonly datedOn: Day;
  /** The day from which it counts for interest, where the file says so. */
  readonly valueOn: Day | null;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly label: string;
  /** Who is on the other side, where the file names them. */
  readonly counterparty: string | null;
  readonly reference: string | null;
  /** The bank’s own id of the line, where it gives one. */
  readonly bankId: string | null;
}

export interface Statement {
  readonly source: string;
  readonly lines: readonly StatementLine[];
  /** The number of the account, masked: `FR76…1453`. */
  readonly account: string | null;
  readonly closing: { readonly amountMinor: bigint; readonly on: Day } | null;
  /** What the source adds for people, as it says it: «Warning: totals are in EUR». */
  readonly notes: readonly string[];
}

/** What columns can say. `label` may stand in several: `label`, then `labelMore`. */
export const columnRoles = [
  "day",
  "valueDay",
  "amount",
  "debit",
  "credit",
  "discount",
  "label",
  "labelMore",
  "counterparty",
  "counterpartyFirst",
  "organisation",
  "reference",
  "bankId",
  "currency",
  "account",
  "balance",
  "status",
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Which header stands for what, as somebody said by hand. */
export type ColumnNames = { readonly [Role in ColumnRole]?: string | undefined };

export interface StatementOptions {
  /** The currency of the account: a line in another one is a fault. */
  readonly currency: string;
  /** What has happened lies before it: a day far behind it is a slip. */
  readonly today?: Day | undefined;
  /** The account that is meant, masked, where the file has several. */
  readonly account?: string | undefined;
  /** Columns mapped by hand, for a header that no source knows. */
  readonly columns?: ColumnNames | undefined;
  readonly dayOrder?: DayOrder | undefined;
  readonly decimalMark?: DecimalMark | undefined;
}

export type StatementReading =
  | { readonly statement: Statement; readonly faults?: undefined }
  | { readonly faults: readonly ImportFault[]; readonly statement?: undefined };

/** What was read of one account of a file, before one of them is chosen. */
export interface ReadAccount {
  readonly account: string | null;
  readonly lines: readonly StatementLine[];
  readonly closing: Statement["closing"];
}

/** The largest file, and the most lines: a year of a busy account has some 5,000. */
export const statementBytesMax = 16_777_216;
export const statementLinesMax = 50_000;
/** Characters of a text that are kept. */
const textMax = 500;

/** One line of text, spaces put together: banks pad their labels to fixed widths. It never ends in half a character. */
export const tidied = (text: string): string =>
  text
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, textMax)
    .replace(/\p{Surrogate}/gu, "");

export const tidiedOrNull = (text: string): string | null => tidied(text) || null;

/** An amount or a balance that can be kept, in minor units. Refuses as `parseAmount` does, and `amount_too_large`. */
export function statementAmount(decimal: string, currency: string): bigint {
  const minor = parseAmount(decimal, currency);
  if ((minor < 0n ? -minor : minor) > amountMaxMinor)
    throw new Refusal("amount_too_large", { amount: decimal, max: formatAmount(amountMaxMinor, currency) });
  return minor;
}

/** Enough of a number to know an account again: FR7616958000011078824351453 → FR76…1453. A name is no number. */
export function maskedAccount(text: string): string | null {
  const plain = text.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
  if (plain === "") return null;
  if (!/\d/.test(plain)) return tidied(text);
  const isIban = /^[A-Z]{2}\d{2}[A-Z\d]{10,}$/.test(plain);
  return `${isIban ? plain.slice(0, 4) : ""}…${plain.slice(-4)}`;
}
