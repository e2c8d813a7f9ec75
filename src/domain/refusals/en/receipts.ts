/** Receipts of expenses and bills. */
import type { ReceiptCode } from "../../refusals.js";

export default {
  receipt_type: "“{name}” is neither a photo nor a PDF (its content counts, not its name). Taken: {taken}.",
  receipt_too_large: "This file is too large: {megabytes} MB at most. A smaller photo, or one page at a time.",
  receipts_full: "There are {count} receipts here already, the most that are kept ({max}).",
  receipts_quota:
    "The collective’s receipts take {kept} of {max} MB already; {left} MB are left, this file has {file}. Whoever keeps the service can make room (RECEIPTS_MAX_MB).",
  receipt_private: "A receipt is read by who gave or logged it, the pilots of the circle, treasurers and admins.",
  receipt_by_giver: "A receipt is added by who gave or logged the expense, or by a treasurer.",
  receipt_without_expense: "A receipt goes with an expense: this is none.",
  receipt_of_another: "Only who added this receipt may take it away; for a bill, a treasurer.",
  receipt_kept: "This receipt is the proof of what is in the ledger: it stays.",
} satisfies Readonly<Record<ReceiptCode, string>>;
