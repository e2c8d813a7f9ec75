/** The balance of a statement beside the ledger’s. */
import { listAccounts } from "../../db/accounts.js";
import type { Queryable } from "../../db/client.js";
import { formatAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import type { Reconciliation } from "./bank-lines.schema.js";
import { readBalance } from "./reconciliation.queries.js";
import type { Acting } from "./statements.actions.js";

/**
 * The statement’s balance beside the ledger’s on that day, and what explains the difference:
 *
 *   statement 2,460.00 − ledger 2,910.00 = −450.00 = lines that wait −450.00 + set aside 0.00 − entries not on a statement 0.00
 */
export async function loadReconciliation(
  on: Queryable,
  { collective }: Acting["caller"],
  bankId: string,
  today: string,
): Promise<Reconciliation> {
  const bank = (await listAccounts(on, collective.id, { classes: ["bank"] })).find(({ id }) => id === bankId);
  if (!bank) throw new Refusal("not_found", { at: "bank", id: bankId });
  const row = await readBalance(on, collective.id, bankId, today);
  const money = (minor: bigint | string) => formatAmount(BigInt(minor), bank.commodity);
  const difference = row.closing === null ? null : BigInt(row.closing) - BigInt(row.ledger);
  const explained = BigInt(row.open) + BigInt(row.aside) - BigInt(row.unmatched);
  return {
    bankId,
    currency: bank.commodity,
    closing: row.closing === null ? null : money(row.closing),
    closingOn: row.closingOn,
    ledger: money(row.ledger),
    difference: difference === null ? null : money(difference),
    open: money(row.open),
    linesOpen: row.linesOpen,
    aside: money(row.aside),
    linesAside: row.linesAside,
    unmatched: money(row.unmatched),
    entriesUnmatched: row.entriesUnmatched,
    rest: difference === null ? null : money(difference - explained),
  };
}
