/** Which bank account money comes in on or leaves from: the one that is named, or the only one there is. */
import { eq } from "drizzle-orm";
import { Refusal } from "../domain/refusals.js";
import { listAccounts, openBank } from "./accounts.js";
import { openBooks } from "./ledger.js";
import { collectives } from "./schema/index.js";
import type { Tx } from "./transaction.js";

export interface WantedBank {
  readonly collectiveId: string;
  readonly bankId: string | undefined;
  readonly currency: string;
  readonly now: Date;
}

/** A collective's first bank account, when nobody opened one: its own, or what its host holds for it. */
const firstBankName = (hostedBy: string | null): string => (hostedBy === null ? "Compte courant" : `Chez ${hostedBy}`);

/**
 * The id of the bank account of a currency. Refuses `unknown_bank`, `currency_mismatch`, and `bank_missing` where there
 * are several and none is named. A collective that has none gets its first one.
 */
export async function chooseBank(tx: Tx, { collectiveId, bankId, currency, now }: WantedBank): Promise<string> {
  const banks = await listAccounts(tx, collectiveId, { classes: ["bank"] });
  if (bankId !== undefined) {
    const named = banks.find(({ id }) => id === bankId);
    if (!named) throw new Refusal("unknown_bank", { at: "bankId", id: bankId });
    if (named.commodity !== currency) throw new Refusal("currency_mismatch", { at: "bankId", expected: currency, found: named.commodity });
    return named.id;
  }
  const [first, ...others] = banks.filter(({ commodity }) => commodity === currency);
  if (first === undefined) return openFirstBank(tx, { collectiveId, currency, now, taken: new Set(banks.map(({ name }) => name ?? "")) });
  if (others.length > 0) throw new Refusal("bank_missing", { at: "bankId", names: [first, ...others].map(({ name }) => name ?? "") });
  return first.id;
}

/** Under the lock of the chain, so that two who come first open one account. */
async function openFirstBank(
  tx: Tx,
  { collectiveId, currency, now, taken }: Omit<WantedBank, "bankId"> & { taken: ReadonlySet<string> },
): Promise<string> {
  await openBooks(tx, { collectiveId, now, owners: [] });
  const meanwhile = (await listAccounts(tx, collectiveId, { classes: ["bank"] })).find(({ commodity }) => commodity === currency);
  if (meanwhile) return meanwhile.id;
  const [hosted] = await tx.select({ hostedBy: collectives.hostedBy }).from(collectives).where(eq(collectives.id, collectiveId));
  const first = firstBankName(hosted?.hostedBy ?? null);
  const name = taken.has(first) ? `${first} ${currency}` : first;
  return openBank(tx, { collectiveId, name, commodity: currency, now });
}
