/**
 * Payments that leave together are chosen from what is owed, and kept with the file that is written for the bank.
 *
 * Locks: the collective (for the number), sharings and shares, bills; as whoever pays by hand takes them.
 */
import { findBankDetails, nameOfOwner } from "../../db/bank-details.js";
import { chooseBank } from "../../db/banks.js";
import { lockBills } from "../../db/bills.js";
import { newId } from "../../db/id.js";
import { lockCollective } from "../../db/members.js";
import { lockShares } from "../../db/shares.js";
import type { Tx } from "../../db/transaction.js";
import { formatAmount } from "../../domain/money.js";
import { type PlannedTransfer, planTransfers, requirePayable } from "../../domain/payment-batch.js";
import { Refusal } from "../../domain/refusals.js";
import { sepaMaxMinor, writeSepa } from "../../exchange/sepa.js";
import type { Seal } from "../../mail/seal.js";
import { type Acting, intoOf, loadOwed, type Owed } from "./owed.actions.js";
import { loadBatch, recordInTrail } from "./payment-batches.actions.js";
import { hostOf, insertBatch, nextBatchNumber } from "./payment-batches.queries.js";
import type { BatchAnswer, NewBatch } from "./payment-batches.schema.js";

/**
 * Puts debts into a batch, each in whole. Refuses `execution_past`, `batch_not_euro`, `bank_iban_missing`, `not_found` for what
 * is not owed any more, and as `requirePayable` and `planTransfers` do: of two who choose the same at once, one is told.
 */
export async function openBatch(tx: Tx, acting: Acting, seal: Seal, wanted: NewBatch): Promise<BatchAnswer> {
  const { caller, now, today } = acting;
  const { id: collectiveId, currency: own } = caller.collective;
  if (wanted.executesOn < today) throw new Refusal("execution_past", { at: "executesOn", day: wanted.executesOn, today });
  const idsOf = (what: "share" | "bill") => wanted.items.filter((item) => item.what === what).map(({ id }) => id);
  await lockCollective(tx, collectiveId);
  await lockShares(tx, collectiveId, idsOf("share"));
  await lockBills(tx, collectiveId, idsOf("bill"));
  const host = await hostOf(tx, collectiveId);
  const into = intoOf(host, own);
  if (into.currency !== own && wanted.bankId === undefined) throw new Refusal("batch_not_euro", { at: "bankId", currency: own });
  const owed = new Map((await loadOwed(tx, acting, seal)).map((one) => [`${one.payable.what} ${one.payable.id}`, one]));
  const chosen = wanted.items.map(({ what, id }, index): Owed => {
    const one = owed.get(`${what} ${id}`);
    if (!one) throw new Refusal("not_found", { at: `items[${index}].id`, id });
    requirePayable(one.payable, into, `items[${index}]`);
    return one;
  });
  const number = await nextBatchNumber(tx, collectiveId);
  const planned = planTransfers(
    chosen.map(({ payable }) => payable),
    { number, payer: caller.collective.name, currency: into.currency, maxMinor: into.form === "file" ? sepaMaxMinor : null },
  );
  const bankId = await chooseBank(tx, { collectiveId, bankId: wanted.bankId, currency: into.currency, now });
  const beside = (transfer: PlannedTransfer): Owed | undefined =>
    chosen.find(({ payable }) => payable.payee.of === transfer.payee.of && payable.payee.id === transfer.payee.id);
  const file =
    into.form === "file" ? await fileOf(tx, acting, seal, { number, bankId, executesOn: wanted.executesOn, planned, beside }) : null;
  const batchId = newId();
  const transfers = planned.map((transfer) => ({ ...transfer, id: newId() }));
  const totalMinor = planned.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  await insertBatch(tx, {
    batch: {
      ...{ collectiveId, id: batchId, number, form: into.form, accountId: bankId, currency: into.currency, totalMinor },
      ...{ executesOn: wanted.executesOn, fileSealed: file === null ? null : seal.close(file), createdAt: now, createdBy: caller.memberId },
    },
    transfers: transfers.map((transfer) => {
      const { id, place, payee, amountMinor, reference, remittance } = transfer;
      const to = payee.of === "member" ? { memberId: payee.id } : { thirdPartyId: payee.id };
      const end = file === null ? null : (beside(transfer)?.ibanEnd ?? null);
      return { collectiveId, id, batchId, place, amountMinor, reference, remittance, ibanEnd: end, ...to };
    }),
    items: transfers.flatMap(({ id: transferId, items }) =>
      items.map(({ what, id, leftMinor: amountMinor }) => ({
        ...{ collectiveId, id: newId(), transferId, amountMinor },
        ...(what === "share" ? { shareId: id } : { billId: id }),
      })),
    ),
  });
  await recordInTrail(tx, acting, batchId, "opened", { number, total: formatAmount(totalMinor, into.currency), currency: into.currency });
  return loadBatch(tx, collectiveId, batchId);
}

/** The payment file. Refuses `bank_iban_missing`, `iban_unreadable`. */
async function fileOf(
  tx: Tx,
  { caller, now }: Acting,
  seal: Seal,
  {
    number,
    bankId,
    executesOn,
    planned,
    beside,
  }: {
    number: number;
    bankId: string;
    executesOn: string;
    planned: readonly PlannedTransfer[];
    beside: (transfer: PlannedTransfer) => Owed | undefined;
  },
): Promise<string> {
  const { id: collectiveId, slug, name } = caller.collective;
  const kept = await findBankDetails(tx, collectiveId, { of: "bank", id: bankId });
  const iban = kept && seal.open(kept.ibanSealed);
  if (!kept || iban === undefined) {
    const bank = await nameOfOwner(tx, collectiveId, { of: "bank", id: bankId });
    throw new Refusal("bank_iban_missing", { at: "bankId", bank: bank ?? "" });
  }
  return writeSepa({
    id: `${slug.slice(0, 24)}-V${number}`,
    writtenAt: `${now.toISOString().slice(0, 19)}Z`,
    initiator: name,
    payments: [
      {
        debtor: { name: kept.holder, iban, bic: kept.bic },
        executesOn,
        transfers: planned.map((transfer) => {
          const { reference, amountMinor, remittance, payee } = transfer;
          const party = beside(transfer)?.party;
          if (!party) throw new Refusal("iban_missing", { at: "items", name: payee.name });
          return { reference, payee: party, amountMinor, remittance };
        }),
      },
    ],
  });
}
