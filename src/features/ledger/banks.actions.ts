/** Bank accounts are opened and renamed; money moves between them; a collective starts with the balances it has. */
import { type ListedAccount, listAccounts, openBank } from "../../db/accounts.js";
import { recordEvents } from "../../db/audit.js";
import { holdBankLines, linkHeldLines } from "../../db/bank-lines.js";
import type { Queryable } from "../../db/client.js";
import { type AccountOwner, accountOf, openBooks, postEntry } from "../../db/ledger.js";
import type { Tx } from "../../db/transaction.js";
import { requirePositive } from "../../domain/ledger.js";
import { currencyDecimals, formatAmount, parseAmount } from "../../domain/money.js";
import { bankTransfer, opening } from "../../domain/postings.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { type PostedEntry, postedOf } from "../../http/posted.js";
import { findFunds, listOpenings, openEnvelopeCurrencies, renameBank } from "./banks.queries.js";
import type { BankAnswer, NewBank, NewBankTransfer, NewOpening } from "./banks.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

export async function loadBanks(on: Queryable, collectiveId: string): Promise<BankAnswer[]> {
  return (await listAccounts(on, collectiveId, { classes: ["bank"] })).map(bankAnswer);
}

const bankAnswer = ({ id, name, commodity, shownMinor }: ListedAccount): BankAnswer => ({
  id,
  name: name ?? "",
  currency: commodity,
  balance: formatAmount(shownMinor, commodity),
});

/** One bank account. Refuses with this code where there is none. */
async function requireBank(
  on: Queryable,
  collectiveId: string,
  id: string,
  at: string,
  code: "not_found" | "unknown_bank",
): Promise<ListedAccount> {
  const bank = (await listAccounts(on, collectiveId, { classes: ["bank"] })).find((one) => one.id === id);
  if (!bank) throw new Refusal(code, { at, id });
  return bank;
}

async function requireFreeName(tx: Tx, collectiveId: string, name: string, exceptId?: string): Promise<void> {
  const banks = await listAccounts(tx, collectiveId, { classes: ["bank"] });
  const isTaken = banks.some((bank) => bank.id !== exceptId && bank.name?.toLowerCase() === name.toLowerCase());
  if (isTaken) throw new Refusal("name_taken", { at: "name", name });
}

/** Opens a bank account while nobody posts, so that its name stays its own. */
export async function openNamedBank(tx: Tx, { caller, now }: Acting, { name, currency }: NewBank): Promise<BankAnswer> {
  const { id: collectiveId, currency: ownCurrency } = caller.collective;
  const commodity = currency ?? ownCurrency;
  currencyDecimals(commodity);
  await openBooks(tx, { collectiveId, now, owners: [] });
  await requireFreeName(tx, collectiveId, name);
  const id = await openBank(tx, { collectiveId, name, commodity, now });
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action: "bank.opened", subject: "bank", subjectId: id }]);
  return bankAnswer(await requireBank(tx, collectiveId, id, "bank", "not_found"));
}

export async function changeBank(tx: Tx, { caller, now }: Acting, id: string, name: string): Promise<BankAnswer> {
  const collectiveId = caller.collective.id;
  await openBooks(tx, { collectiveId, now, owners: [] });
  await requireBank(tx, collectiveId, id, "bank", "not_found");
  await requireFreeName(tx, collectiveId, name, id);
  await renameBank(tx, collectiveId, id, name);
  await recordEvents(tx, [{ collectiveId, byId: caller.memberId, at: now, action: "bank.changed", subject: "bank", subjectId: id }]);
  return bankAnswer(await requireBank(tx, collectiveId, id, "bank", "not_found"));
}

export async function transferBetweenBanks(tx: Tx, { caller, now }: Acting, wanted: NewBankTransfer): Promise<{ entry: PostedEntry }> {
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, wanted.bankLineIds);
  const [from, to] = [
    await requireBank(tx, collectiveId, wanted.fromId, "fromId", "unknown_bank"),
    await requireBank(tx, collectiveId, wanted.toId, "toId", "unknown_bank"),
  ];
  const amountMinor = parseAmount(wanted.amount, from.commodity);
  requirePositive(amountMinor);
  const [fromOwner, toOwner] = [
    { class: "bank", id: from.id, commodity: from.commodity },
    { class: "bank", id: to.id, commodity: to.commodity },
  ] as const;
  const books = await openBooks(tx, { collectiveId, now, owners: [fromOwner, toOwner] });
  const entry = await postEntry(tx, books, {
    ...bankTransfer({ from: accountOf(books, fromOwner), to: accountOf(books, toOwner), amountMinor }),
    datedOn: wanted.datedOn,
    document: wanted.document,
    text: wanted.note || null,
    postedBy: caller.memberId,
  });
  await linkHeldLines(tx, held, [entry], { byId: caller.memberId, now });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "money.moved",
      subject: "entry",
      subjectId: entry.id,
      details: { fromId: from.id, toId: to.id, amount: formatAmount(amountMinor, from.commodity) },
    },
  ]);
  return { entry: postedOf(entry) };
}

/**
 * The balances a collective starts with on Moisson: what its banks show must be what its envelopes and funds show. A bank is opened
 * once: what is sent again would be there twice.
 */
export async function openBalances(tx: Tx, { caller, now }: Acting, wanted: NewOpening): Promise<{ entry: PostedEntry }> {
  const collectiveId = caller.collective.id;
  const shown = await openingLines(tx, collectiveId, wanted);
  const books = await openBooks(tx, { collectiveId, now, owners: shown.map(({ owner }) => owner) });
  await requireUnopened(tx, collectiveId, wanted.banks);
  const entry = await postEntry(tx, books, {
    ...opening(shown.map(({ owner, shownMinor }) => ({ account: accountOf(books, owner), shownMinor }))),
    datedOn: wanted.datedOn,
    document: wanted.document,
    text: wanted.note || null,
    postedBy: caller.memberId,
  });
  await recordEvents(tx, [
    { collectiveId, byId: caller.memberId, at: now, action: "balances.opened", subject: "entry", subjectId: entry.id },
  ]);
  return { entry: postedOf(entry) };
}

/** Refuses `bank_opened`. */
async function requireUnopened(tx: Tx, collectiveId: string, wanted: NewOpening["banks"]): Promise<void> {
  const ids = wanted.map(({ bankId }) => bankId);
  const [opened] = await listOpenings(tx, collectiveId, ids);
  if (!opened) return;
  const { name } = await requireBank(tx, collectiveId, opened.bankId, "banks", "unknown_bank");
  const { number, datedOn } = opened;
  throw new Refusal("bank_opened", { at: `banks[${ids.indexOf(opened.bankId)}]`, bank: name ?? "", number, datedOn });
}

interface OpeningLine {
  readonly owner: Required<AccountOwner>;
  readonly shownMinor: bigint;
}

/** Currencies of funds that are in use. Refuses `unknown_fund`, `fund_archived`. */
export async function requireFunds(
  tx: Tx,
  collectiveId: string,
  named: readonly { readonly id: string; readonly at: string }[],
): Promise<ReadonlyMap<string, string>> {
  if (named.length === 0) return new Map();
  const known = await findFunds(
    tx,
    collectiveId,
    named.map(({ id }) => id),
  );
  const currencies = named.map(({ id, at }) => {
    const fund = known.find((one) => one.id === id);
    if (!fund) throw new Refusal("unknown_fund", { at, id });
    if (fund.isArchived) throw new Refusal("fund_archived", { at, fund: fund.name });
    return [id, fund.currency] as const;
  });
  return new Map(currencies);
}

async function openingLines(tx: Tx, collectiveId: string, { banks, envelopes, funds }: NewOpening): Promise<OpeningLine[]> {
  const known = new Map((await listAccounts(tx, collectiveId, { classes: ["bank"] })).map(({ id, commodity }) => [id, commodity]));
  const ofEnvelopes = await openEnvelopeCurrencies(
    tx,
    collectiveId,
    envelopes.map(({ envelopeId }) => envelopeId),
  );
  const ofFunds = await requireFunds(
    tx,
    collectiveId,
    funds.map(({ fundId }, index) => ({ id: fundId, at: `funds[${index}]` })),
  );
  const lineOf = (
    accountClass: OpeningLine["owner"]["class"],
    code: "unknown_bank" | "unknown_envelope" | "unknown_fund",
    currencies: ReadonlyMap<string, string>,
    at: string,
    { id, amount }: { id: string; amount: string },
  ): OpeningLine => {
    const commodity = currencies.get(id);
    if (commodity === undefined) throw new Refusal(code, { at, id });
    return { owner: { class: accountClass, id, commodity }, shownMinor: parseAmount(amount, commodity, `${at}.amount`) };
  };
  return [
    ...banks.map(({ bankId, amount }, index) => lineOf("bank", "unknown_bank", known, `banks[${index}]`, { id: bankId, amount })),
    ...envelopes.map(({ envelopeId, amount }, index) =>
      lineOf("envelope", "unknown_envelope", ofEnvelopes, `envelopes[${index}]`, { id: envelopeId, amount }),
    ),
    ...funds.map(({ fundId, amount }, index) => lineOf("fund", "unknown_fund", ofFunds, `funds[${index}]`, { id: fundId, amount })),
  ];
}
