/** What of what is owed may leave together, with what is known of where it is paid to, and what stays out and why. */
import { listBankDetails } from "../../db/bank-details.js";
import type { Queryable } from "../../db/client.js";
import { openBatchesOf } from "../../db/payment-batches.js";
import { listOwed, loadGrounds } from "../../db/shares.js";
import { ibanEnd, isOfSepa } from "../../domain/iban.js";
import { formatAmount } from "../../domain/money.js";
import { type BatchForm, type IbanState, type Payable, reasonsToStayOut } from "../../domain/payment-batch.js";
import type { SepaParty } from "../../exchange/sepa.js";
import type { Seal } from "../../mail/seal.js";
import { type Acting as Asking, isRecent } from "./bank-details.actions.js";
import { billDocuments, hostOf } from "./payment-batches.queries.js";
import type { Proposal } from "./payment-batches.schema.js";

export interface Acting extends Asking {
  readonly today: string;
}

/** What is owed, with what is known of where it is paid to. The numbers themselves are for the file alone. */
export interface Owed {
  readonly payable: Payable;
  readonly dueOn: string | null;
  readonly ibanEnd: string | null;
  readonly isIbanRecent: boolean;
  readonly party: SepaParty | undefined;
}

const most = 100_000;

export async function loadOwed(on: Queryable, { caller, now, today }: Acting, seal: Seal): Promise<Owed[]> {
  const collectiveId = caller.collective.id;
  const rows = await listOwed(on, collectiveId, {}, most);
  const idsOf = (what: "share" | "bill") => rows.flatMap(({ items }) => items.filter((item) => item.what === what).map(({ id }) => id));
  const grounds = await loadGrounds(on, collectiveId, idsOf("share"), today);
  const documents = await billDocuments(on, collectiveId, idsOf("bill"));
  const batches = await openBatchesOf(on, collectiveId);
  const details = new Map((await listBankDetails(on, collectiveId)).map((each) => [`${each.of} ${each.id}`, each]));
  return rows.flatMap(({ payee: of, id: payeeId, name, currency, items }) => {
    const kept = details.get(`${of} ${payeeId}`);
    const iban = kept && seal.open(kept.ibanSealed);
    const state: IbanState = kept === undefined ? "missing" : iban === undefined ? "unreadable" : isOfSepa(iban) ? "known" : "outside_sepa";
    const beside = {
      ibanEnd: iban === undefined ? null : ibanEnd(iban),
      isIbanRecent: kept !== undefined && isRecent(kept.changedAt, now),
      party: kept && iban !== undefined ? { name: kept.holder, iban, bic: kept.bic } : undefined,
    };
    return items.map(
      ({ what, id, label, nature, left, dueOn }): Owed => ({
        ...beside,
        dueOn,
        payable: {
          ...{ what, id, label, nature, currency, iban: state },
          payee: { of, id: payeeId, name },
          document: documents.get(id) ?? null,
          leftMinor: BigInt(left),
          doubts: grounds.get(id)?.doubts ?? [],
          batch: batches.get(id) ?? null,
        },
      }),
    );
  });
}

/** A file is in euros; a host is asked in whatever the collective counts in. */
export const intoOf = (host: string | null, currency: string): { form: BatchForm; currency: string } =>
  host === null ? { form: "file", currency: "EUR" } : { form: "request", currency };

export async function propose(on: Queryable, acting: Acting, seal: Seal): Promise<Proposal> {
  const { id, currency } = acting.caller.collective;
  const host = await hostOf(on, id);
  const into = intoOf(host, currency);
  const owed = await loadOwed(on, acting, seal);
  return {
    form: into.form,
    host,
    items: owed.map(({ payable, dueOn, ibanEnd: end, isIbanRecent }) => ({
      ...{ what: payable.what, id: payable.id, label: payable.label, document: payable.document, nature: payable.nature },
      ...{ payee: payable.payee.of, payeeId: payable.payee.id, name: payable.payee.name },
      ...{ dueOn, ibanEnd: end, isIbanRecent, batch: payable.batch, currency: payable.currency },
      amount: formatAmount(payable.leftMinor, payable.currency),
      staysOut: reasonsToStayOut(payable, into),
    })),
  };
}
