/** Money and ledger (DESIGN §5). */
import type { LedgerCode } from "../../refusals.js";

export default {
  // Money
  unknown_currency: "Unknown currency: {currency}.",
  currency_mismatch: "Two currencies never mix: {expected} expected, {found} found.",
  amount_invalid: "“{amount}” is not an amount.",
  amount_precision: "{amount} has too many decimals: {currency} has {decimals}.",
  amount_not_positive: "The amount must be more than zero.",
  amount_too_large: "{amount} is above the largest amount kept ({max}).",

  // Ledger (DESIGN §5)
  entry_incomplete: "An entry has at least two lines, none of them zero; here {lines}.",
  entry_unbalanced: "The entry does not balance: {debit} {commodity} debit, {credit} credit.",
  entry_dated_in_future: "The entry is dated {datedOn}, and today is {today}.",
  entry_dated_too_early: "The entry is dated {datedOn}: check the year. The ledger does not go back before {earliest}.",
  year_closed: "The fiscal year from {startsOn} to {endsOn} is closed.",
  insufficient_balance: "{left:money} is left, you ask for {asked:money}.",
  levy_exceeds_amount: "The levy is more than the sum received.",
  transfer_to_itself: "A transfer goes from one account to another.",
  bank_opened: "“{bank}” has its opening balance already: entry no. {number} of {datedOn}. Reverse it first, if it is to be made anew.",
  already_reversed: "Entry no. {number} is already reversed by no. {by}.",
  reversal_before_entry: "Entry no. {number} is dated {datedOn}: nothing of it comes back on {day}, before it.",
  reversal_uncovered:
    "Reversing entry no. {number} takes {asked:money} back from the envelope “{envelope}”, where {left:money} is left. Transfer what is missing to it first.",
  not_reversible: "Entry no. {number} cannot be reversed this way; post a new one.",
  entry_broken:
    "Entry no. {number} of fiscal year {year} (position {position}) does not verify: {problem}; expected {expected}, found {found}.",
  account_broken: "Account {account} ({class}) does not verify: {problem}; expected {expected}, found {found}.",
  chain_broken: "The ledger does not verify: {problem}; expected {expected}, found {found}.",
  share_broken: "Share {share} does not verify: {problem}; expected {expected}, found {found}.",
  round_broken: "Account {account} of the round {round} does not verify: {problem}; expected {expected}, found {found}.",
  bill_broken: "Bill {bill} does not verify: {problem}; expected {expected}, found {found}.",

  // Archives (DESIGN §13)
  archive_damaged: "This archive is not whole, or was changed: {problem}. Nothing was restored.",
  archive_newer: "This archive is from a newer Moisson ({made}; this one knows {known}). Install that version first.",
  collective_present: "This collective is in this database already, named “{slug}”. An archive is restored where it is not.",
} satisfies Readonly<Record<LedgerCode, string>>;
