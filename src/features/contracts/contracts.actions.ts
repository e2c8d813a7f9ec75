/** What can be done with contracts: load, decide, save. The rules are in domain/contract; a decision signs (contracts.enacting). */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { findEntry, openBooks } from "../../db/ledger.js";
import { findParties } from "../../db/parties.js";
import type { Tx } from "../../db/transaction.js";
import {
  type ActorCategory,
  actorCategories,
  contractStatus,
  payerOf,
  requireContractDraft,
  requireEnd,
  requireInForce,
  requireParties,
  requireReceipt,
  requireReview,
  reviewDaysLate,
  sumsOf,
} from "../../domain/contract.js";
import { formatAmount } from "../../domain/money.js";
import { type KnownParty, type Party, requirePartyHere } from "../../domain/party.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { postedOf } from "../../http/posted.js";
import {
  deleteReceipt,
  findContract,
  findReplacing,
  findTrace,
  insertContract,
  insertReceipt,
  insertReview,
  type KeptContract,
  listContracts,
  listInForce,
  listReceipts,
  listReviews,
  lockContract,
  type ReceiptRow,
  saveParties,
  updateContract,
} from "./contracts.queries.js";
import type {
  Contract,
  ContractChange,
  ContractEnd,
  ContractLine,
  ContractMatrix,
  ContractQuery,
  NewContract,
  NewContractReview,
} from "./contracts.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}
type Looking = Pick<Acting, "caller" | "today">;

// Reading

/** What lists, the matrix and a contract alone tell of it. */
async function linesOf(on: Queryable, { caller, today }: Looking, rows: readonly KeptContract[]) {
  const collectiveId = caller.collective.id;
  const known = await findParties(
    on,
    collectiveId,
    rows.flatMap(({ parties }) => parties),
  );
  const receipts = await listReceipts(
    on,
    collectiveId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => lineOf(row, today, known, receipts));
}

function lineOf(
  row: KeptContract,
  today: string,
  known: (party: Party) => KnownParty | undefined,
  receipts: readonly ReceiptRow[],
): ContractLine {
  const { id, title, category, gives, receives, measure, condition, reviewOn, signedOn, endedOn } = row;
  const sums = sumsOf(receipts.filter(({ contractId }) => contractId === id));
  return {
    ...{ id, title, category: category as ActorCategory, gives, receives, measure, condition, reviewOn, signedOn, endedOn },
    parties: row.parties.map((party) => ({ ...party, name: known(party)?.name ?? "" })),
    daysLate: reviewDaysLate(row, today),
    received: sums.map(({ currency, amountMinor }) => ({ currency, amount: formatAmount(amountMinor, currency) })),
    status: contractStatus(row),
  };
}

export async function pageContracts(on: Queryable, looking: Looking, query: ContractQuery) {
  const rows = await listContracts(on, looking.caller.collective.id, query, readIdCursor(query.cursor));
  const lines = new Map((await linesOf(on, looking, rows)).map((line) => [line.id, line]));
  return cutPage(
    rows,
    query.limit,
    ({ id }) => [id],
    ({ id }) => lines.get(id) as ContractLine,
  );
}

/** Who gives and receives what, by kind of actor: what is in force. */
export async function tellMatrix(on: Queryable, looking: Looking): Promise<ContractMatrix> {
  const lines = await linesOf(on, looking, await listInForce(on, looking.caller.collective.id));
  return {
    categories: actorCategories.map((category) => ({
      category,
      contracts: lines
        .filter((line) => line.category === category)
        .map(({ status: _, signedOn: _signed, endedOn: _ended, ...contract }) => contract),
    })),
  };
}

const mayChange = ({ writtenBy }: KeptContract, { memberId, roles }: Caller): boolean => writtenBy === memberId || roles.has("admin");

/** One contract, with its reviews and the money that came in under it. Refuses `not_found`. */
export async function loadContract(on: Queryable, looking: Looking, id: string): Promise<Contract> {
  const { caller } = looking;
  const collectiveId = caller.collective.id;
  const row = requireFound(await findContract(on, collectiveId, id), id);
  const { replacesId, writtenBy, decisionId, endReason, endedBy } = row;
  const [line] = await linesOf(on, looking, [row]);
  const receipts = await listReceipts(on, collectiveId, [id]);
  const reviews = await listReviews(on, collectiveId, id);
  return {
    ...(line as ContractLine),
    ...{ replacesId, writtenBy, decisionId, endReason, endedBy, mayChange: mayChange(row, caller) },
    replacedById: (await findReplacing(on, collectiveId, id)) ?? null,
    writtenAt: row.writtenAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    receipts: receipts.map(({ entry, amountMinor, currency, isReversed, tracedBy, tracedAt }) => ({
      ...{ entry: postedOf(entry), amount: formatAmount(amountMinor, currency), currency, isReversed, tracedBy, tracedAt },
    })),
    reviews: reviews.map(({ number, dueOn, reviewedOn, note, nextOn, reviewedBy }) => ({
      ...{ number, dueOn, reviewedOn, note, nextOn, reviewedBy },
    })),
  };
}

function requireFound(row: KeptContract | undefined, id: string): KeptContract {
  if (!row) throw new Refusal("not_found", { at: "contract", id });
  return row;
}

// Writing

const record = (tx: Tx, { caller, now }: Acting, verb: string, id: string, details: Record<string, unknown> = {}) =>
  recordEvents(tx, [
    {
      ...{ collectiveId: caller.collective.id, byId: caller.memberId, at: now, action: `contract.${verb}` },
      ...{ subject: "contract", subjectId: id, details },
    },
  ]);

/** Refuses `contract_without_parties`, and parties that are unknown or no longer here. */
async function requirePartiesHere(tx: Tx, collectiveId: string, title: string, parties: readonly Party[]): Promise<void> {
  requireParties(title, parties);
  const known = await findParties(tx, collectiveId, parties);
  for (const [place, party] of parties.entries()) requirePartyHere(party, known(party), `parties[${place}].id`);
}

async function requireLocked(tx: Tx, { caller }: Acting, id: string): Promise<KeptContract> {
  return requireFound(await lockContract(tx, caller.collective.id, id), id);
}

/** Refuses `contract_of_another` to who neither wrote it nor is an admin. */
function requireMayChange(row: KeptContract, caller: Caller): void {
  if (!mayChange(row, caller)) throw new Refusal("contract_of_another", { at: "contract" });
}

/** Writes a draft. Refuses as `requirePartiesHere` does; `not_found` and what is not in force for the contract it replaces. */
export async function writeContract(tx: Tx, acting: Acting, { parties, ...wanted }: NewContract): Promise<Contract> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  await requirePartiesHere(tx, collectiveId, wanted.title, parties);
  if (wanted.replacesId !== null) {
    const replaced = await findContract(tx, collectiveId, wanted.replacesId);
    if (!replaced) throw new Refusal("not_found", { at: "replacesId", id: wanted.replacesId });
    requireInForce(replaced, "replacesId");
  }
  const id = newId();
  await insertContract(tx, { collectiveId, id, ...wanted, writtenBy: caller.memberId, writtenAt: now, changedAt: now });
  await saveParties(tx, collectiveId, id, parties);
  await record(tx, acting, "written", id, { category: wanted.category, ...(wanted.replacesId ? { replacesId: wanted.replacesId } : {}) });
  return loadContract(tx, acting, id);
}

/** Writes a draft again. Refuses `not_found`, `contract_not_draft`, `contract_of_another`, `nothing_changed`, and as `requirePartiesHere` does. */
export async function changeContract(tx: Tx, acting: Acting, id: string, { parties, ...change }: ContractChange): Promise<Contract> {
  const collectiveId = acting.caller.collective.id;
  const row = await requireLocked(tx, acting, id);
  requireContractDraft(row);
  requireMayChange(row, acting.caller);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const fields = [...Object.keys(given), ...(parties ? ["parties"] : [])];
  if (fields.length === 0) throw new Refusal("nothing_changed", { at: "contract" });
  if (parties) {
    await requirePartiesHere(tx, collectiveId, change.title ?? row.title, parties);
    await saveParties(tx, collectiveId, id, parties);
  }
  await updateContract(tx, collectiveId, id, { ...given, changedAt: acting.now });
  await record(tx, acting, "changed", id, { fields });
  return loadContract(tx, acting, id);
}

/** Writes down a review. Refuses `not_found`, `contract_of_another`, and as domain/contract says. */
export async function reviewContract(tx: Tx, acting: Acting, id: string, wanted: NewContractReview): Promise<Contract> {
  const { caller, today } = acting;
  const collectiveId = caller.collective.id;
  const row = await requireLocked(tx, acting, id);
  requireMayChange(row, caller);
  requireReview(row, wanted, today);
  const number = (await listReviews(tx, collectiveId, id)).length + 1;
  await insertReview(tx, { collectiveId, contractId: id, number, dueOn: row.reviewOn, ...wanted, reviewedBy: caller.memberId });
  await updateContract(tx, collectiveId, id, { reviewOn: wanted.nextOn });
  await record(tx, acting, "reviewed", id, { reviewedOn: wanted.reviewedOn, nextOn: wanted.nextOn });
  return loadContract(tx, acting, id);
}

/** Ends a contract. Refuses `not_found`, and as domain/contract says. */
export async function endContract(tx: Tx, acting: Acting, id: string, { endedOn, reason }: ContractEnd): Promise<Contract> {
  const { caller, today } = acting;
  requireEnd(await requireLocked(tx, acting, id), endedOn, today);
  await updateContract(tx, caller.collective.id, id, { endedOn, endReason: reason, endedBy: caller.memberId });
  await record(tx, acting, "ended", id, { endedOn });
  return loadContract(tx, acting, id);
}

/** Traces money that came in to a contract. Refuses `not_found`, and as `requireReceipt` does. */
export async function traceReceipt(tx: Tx, acting: Acting, id: string, entryId: string): Promise<Contract> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const row = await requireLocked(tx, acting, id);
  // Under the lock of the chain nobody reverses the entry or traces it elsewhere meanwhile.
  await openBooks(tx, { collectiveId, now, owners: [] });
  const entry = await findEntry(tx, collectiveId, entryId);
  if (!entry) throw new Refusal("not_found", { at: "entryId", id: entryId });
  const from = payerOf(entry.origin);
  const known = await findParties(tx, collectiveId, [...row.parties, ...(from ? [from] : [])]);
  const traced = await findTrace(tx, collectiveId, entryId);
  requireReceipt(row, { ...entry, from, tracedTo: traced?.title ?? null }, (party) => known(party)?.name ?? "");
  await insertReceipt(tx, { collectiveId, entryId, contractId: id, tracedBy: caller.memberId, tracedAt: now });
  await record(tx, acting, "money_traced", id, { entryId });
  return loadContract(tx, acting, id);
}

/** Takes money off a contract that it was traced to by mistake. Refuses `not_found`. */
export async function untraceReceipt(tx: Tx, acting: Acting, id: string, entryId: string): Promise<Contract> {
  const collectiveId = acting.caller.collective.id;
  await requireLocked(tx, acting, id);
  const traced = await findTrace(tx, collectiveId, entryId);
  if (traced?.id !== id) throw new Refusal("not_found", { at: "entry", id: entryId });
  await deleteReceipt(tx, collectiveId, id, entryId);
  await record(tx, acting, "money_untraced", id, { entryId });
  return loadContract(tx, acting, id);
}
