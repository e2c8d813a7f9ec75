/** What can be done with funds: load, decide, save. */
import { recordEvents } from "../../db/audit.js";
import type { Queryable } from "../../db/client.js";
import { newId } from "../../db/id.js";
import { openBooks } from "../../db/ledger.js";
import { lockNames } from "../../db/names.js";
import type { Tx } from "../../db/transaction.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { insertFund, type ListedFund, listFunds, updateFund } from "./funds.queries.js";
import type { FundAnswer, FundChange, NewFund } from "./funds.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

export async function loadFunds(on: Queryable, collectiveId: string): Promise<FundAnswer[]> {
  return (await listFunds(on, collectiveId)).map(fundAnswer);
}

const fundAnswer = ({ floorMinor, balanceMinor, ...fund }: ListedFund): FundAnswer => ({
  ...fund,
  floor: formatAmount(floorMinor, fund.currency),
  balance: formatAmount(balanceMinor, fund.currency),
});

export async function loadFund(on: Queryable, collectiveId: string, id: string): Promise<ListedFund> {
  const fund = (await listFunds(on, collectiveId)).find((one) => one.id === id);
  if (!fund) throw new Refusal("not_found", { at: "fund", id });
  return fund;
}

async function requireFreeName(on: Queryable, collectiveId: string, name: string, exceptId?: string): Promise<void> {
  const taken = (await listFunds(on, collectiveId)).some((fund) => fund.id !== exceptId && fund.name.toLowerCase() === name.toLowerCase());
  if (taken) throw new Refusal("name_taken", { at: "name", name });
}

/** Refuses `amount_invalid` and what `parseAmount` refuses. */
export function parseFloor(floor: string, currency: string): bigint {
  const floorMinor = parseAmount(floor, currency, "floor");
  if (floorMinor < 0n) throw new Refusal("amount_invalid", { at: "floor", amount: floor });
  return floorMinor;
}

export async function openFund(tx: Tx, { caller, now }: Acting, { name, currency, floor = "0" }: NewFund): Promise<FundAnswer> {
  const { id: collectiveId, currency: ownCurrency } = caller.collective;
  const ofCurrency = currency ?? ownCurrency;
  const floorMinor = parseFloor(floor, ofCurrency);
  await lockNames(tx, collectiveId);
  await requireFreeName(tx, collectiveId, name);
  const id = newId();
  await insertFund(tx, { collectiveId, id, name, currency: ofCurrency, floorMinor, createdAt: now });
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action: "fund.opened", subject: "fund", subjectId: id }]);
  return fundAnswer(await loadFund(tx, collectiveId, id));
}

/** Changes a fund while nobody posts, so that its floor and its emptiness hold for the next entry. */
export async function changeFund(tx: Tx, { caller, now }: Acting, id: string, change: FundChange): Promise<FundAnswer> {
  const collectiveId = caller.collective.id;
  if (change.name !== undefined) await lockNames(tx, collectiveId);
  await openBooks(tx, { collectiveId, now, owners: [] });
  const { currency, balanceMinor, ...kept } = await loadFund(tx, collectiveId, id);
  if (change.name !== undefined) await requireFreeName(tx, collectiveId, change.name, id);
  if (change.isArchived && balanceMinor !== 0n) {
    throw new Refusal("fund_not_empty", { at: "isArchived", balance: formatAmount(balanceMinor, currency), currency });
  }
  const floorMinor = change.floor === undefined ? kept.floorMinor : parseFloor(change.floor, currency);
  if (kept.floorDecisionId !== null && floorMinor !== kept.floorMinor) {
    throw new Refusal("floor_by_decision", { at: "floor", fund: kept.name, floor: formatAmount(kept.floorMinor, currency), currency });
  }
  const changed = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.floor === undefined ? {} : { floorMinor }),
    ...(change.isArchived === undefined ? {} : { isArchived: change.isArchived }),
  };
  if (Object.keys(changed).length > 0) await updateFund(tx, collectiveId, id, changed);
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "fund.changed",
      subject: "fund",
      subjectId: id,
      details: { fields: Object.keys(changed), ...(change.floor === undefined ? {} : { floor: change.floor }) },
    },
  ]);
  return fundAnswer(await loadFund(tx, collectiveId, id));
}
