/**
 * What the database itself refuses, as refusals.
 *
 * The guards of drizzle/0001_guards.sql raise SQLSTATEs of their own (`MO001` …). Actions decide before they write, so
 * most of what a guard says no to is a bug here, and stays an error; what remains are answers that somebody may get
 * whose transaction met another's. The figures are then no longer known, except where the database tells them.
 */
import { amountMaxMinor } from "../domain/money.js";
import { Refusal } from "../domain/refusals.js";
import { sqlState } from "./transaction.js";

/** What PostgreSQL tells of an error; postgres.js and PGlite name the constraint differently, Drizzle wraps either. */
export interface DatabaseFault {
  readonly code: string;
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly message: string;
}

/** The database's own words on an error, wherever the driver or Drizzle put them; undefined for any other error. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const told = cause as { code?: unknown; constraint?: string; constraint_name?: string; table?: string; table_name?: string };
    if (typeof told.code !== "string" || told.code !== sqlState(cause)) continue;
    return {
      code: told.code,
      constraint: told.constraint ?? told.constraint_name,
      table: told.table ?? told.table_name,
      message: cause.message,
    };
  }
  return undefined;
}

/** A figure that the database does not tell. */
const untold = "?";

/** The refusal that stands for a guard's no, or undefined: then the error is a bug. */
export function refusalOfDatabaseError(error: unknown): Refusal | undefined {
  const fault = databaseFault(error);
  switch (fault?.code) {
    case "MO003":
      return new Refusal("entry_unbalanced", { debit: untold, credit: untold, commodity: untold });
    case "MO005":
      return new Refusal("year_closed", { startsOn: untold, endsOn: untold });
    case "23514":
      return fault.constraint === "accounts_never_overdrawn"
        ? new Refusal("insufficient_balance", { at: "amount", left: untold, asked: untold, currency: untold })
        : undefined;
    case "23505":
      return fault.constraint === "entries_reverses" ? new Refusal("already_reversed", { number: untold, by: untold }) : undefined;
    // The character zero, or bytes that are no text.
    case "22021":
    case "22P05":
      return new Refusal("request_invalid", { at: "body", problem: "text_malformed" });
    case "22003":
      return new Refusal("amount_too_large", { at: "amount", amount: untold, max: String(amountMaxMinor) });
    default:
      return undefined;
  }
}
