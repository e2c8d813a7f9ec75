/** Lines of bank statements as the API says them: with what they may be and why, and what they may be made of. */
import type { Queryable } from "../../db/client.js";
import { loadGrounds } from "../../db/shares.js";
import { addDaysWithin, daysBetween } from "../../domain/calendar.js";
import type { PaymentDoubt } from "../../domain/footing.js";
import { formatAmount } from "../../domain/money.js";
import { propose } from "../../domain/reconciling.js";
import type { Action, Proposal } from "../../domain/reconciling-facts.js";
import { reasonSentence } from "../../domain/reconciling-words.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import { cutPage, readDayCursor } from "../../http/paging.js";
import { findLine, type LineRow, listLines } from "./bank-lines.queries.js";
import type { BankLineAnswer, BankLineQuery, Choices, ProposalAnswer } from "./bank-lines.schema.js";
import { loadDebts, loadEntries, loadFacts, openLineOf } from "./proposals.queries.js";
import type { Acting } from "./statements.actions.js";

type Reader = Acting["caller"];

/** Open lines of one bank that proposals are made for at once: what is proposed for one is not proposed for another. */
const proposedMax = 1000;

export async function pageOfLines(on: Queryable, { collective }: Reader, query: BankLineQuery, language: Language) {
  const rows = await listLines(on, collective.id, query, query.limit + 1, readDayCursor(query.cursor));
  const answer = await answering(on, collective.id, rows, language);
  return cutPage(rows, query.limit, ({ datedOn, id }) => [datedOn, id], answer);
}

/** One line with its proposals. Refuses `not_found`. */
export async function loadLine(on: Queryable, { collective }: Reader, id: string, language: Language): Promise<BankLineAnswer> {
  const row = await requireLine(on, collective.id, id);
  return (await answering(on, collective.id, [row], language))(row);
}

async function requireLine(on: Queryable, collectiveId: string, id: string): Promise<LineRow> {
  const row = await findLine(on, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "bankLine", id });
  return row;
}

/** How each of these lines is said. */
async function answering(on: Queryable, collectiveId: string, rows: readonly LineRow[], language: Language) {
  const proposals = await proposalsFor(on, collectiveId, rows);
  const doubts = await doubtsOf(on, collectiveId, rows, proposals);
  return ({ amount, entries, ...row }: LineRow): BankLineAnswer => ({
    ...row,
    amount: formatAmount(BigInt(amount), row.currency),
    entries: entries.map((entry) => ({ ...entry, amount: formatAmount(BigInt(entry.amount), row.currency) })),
    proposals: (proposals.get(row.id) ?? []).map((proposal) =>
      proposalAnswer(proposal, row.currency, language, (id) => doubts.get(`${row.datedOn} ${id}`) ?? []),
    ),
  });
}

/** Proposals of the banks whose open lines are among these. */
async function proposalsFor(on: Queryable, collectiveId: string, rows: readonly LineRow[]): Promise<Map<string, Proposal[]>> {
  const banks = new Map(rows.filter(({ status }) => status === "open").map(({ bankId, currency }) => [bankId, currency]));
  const proposals = new Map<string, Proposal[]>();
  for (const [bankId, currency] of banks) {
    const lines = await listLines(on, collectiveId, { bankId, statementId: undefined, status: "open" }, proposedMax);
    const facts = await loadFacts(on, collectiveId, { bankId, currency, lines });
    for (const [id, ofLine] of propose(lines.map(openLineOf), facts)) proposals.set(id, ofLine);
  }
  return proposals;
}

/** What is missing to pay the shares that are proposed, on the days of their lines: `2026-03-12 share` → doubts. */
async function doubtsOf(
  on: Queryable,
  collectiveId: string,
  rows: readonly LineRow[],
  proposals: ReadonlyMap<string, readonly Proposal[]>,
): Promise<Map<string, readonly PaymentDoubt[]>> {
  const byDay = new Map<string, string[]>();
  for (const { id, datedOn } of rows) {
    const items = (proposals.get(id) ?? []).flatMap(({ action }) => (action.does === "pay" ? action.items : []));
    const shares = items.filter(({ what }) => what === "share").map((item) => item.id);
    if (shares.length > 0) byDay.set(datedOn, [...(byDay.get(datedOn) ?? []), ...shares]);
  }
  const doubts = new Map<string, readonly PaymentDoubt[]>();
  for (const [day, ids] of byDay) {
    for (const [id, grounds] of await loadGrounds(on, collectiveId, ids, day)) doubts.set(`${day} ${id}`, grounds.doubts);
  }
  return doubts;
}

type DoubtsOf = (shareId: string) => readonly PaymentDoubt[];

const nothing = {
  entries: [],
  returned: null,
  items: [],
  batchId: null,
  batchNumber: null,
  transfer: null,
  envelopeId: null,
  expectedId: null,
  memberId: null,
  thirdPartyId: null,
  nature: null,
  otherBankId: null,
  otherLineId: null,
};

function proposalAnswer(
  { action, called, points, reasons }: Proposal,
  currency: string,
  language: Language,
  doubts: DoubtsOf,
): ProposalAnswer {
  return {
    ...nothing,
    does: action.does,
    called,
    points,
    because: reasonSentence(reasons, language),
    reasons: reasons.map((reason) => ("words" in reason ? { ...reason, words: [...reason.words] } : reason)),
    ...figuresOf(action, currency, doubts),
  };
}

function figuresOf(action: Action, currency: string, doubts: DoubtsOf): Partial<ProposalAnswer> {
  const money = (minor: bigint) => formatAmount(minor, currency);
  switch (action.does) {
    case "link":
      return { entries: action.entries.map(({ entryId: id, amountMinor, ...entry }) => ({ id, ...entry, amount: money(amountMinor) })) };
    case "return": {
      const { entryId: id, amountMinor, ...entry } = action.entry;
      return { returned: { id, ...entry, amount: money(amountMinor) } };
    }
    case "pay":
      return {
        items: action.items.map(({ amountMinor, ...item }) => ({ ...item, amount: money(amountMinor), doubts: [...doubts(item.id)] })),
      };
    case "pay-batch":
      return {
        batchId: action.batchId,
        batchNumber: action.number,
        transfer: action.transfer && { id: action.transfer.id, reference: action.transfer.reference },
      };
    case "money-in":
      return {
        envelopeId: action.envelopeId,
        expectedId: action.expectedId,
        nature: action.nature,
        memberId: action.party === "member" ? action.partyId : null,
        thirdPartyId: action.party === "third-party" ? action.partyId : null,
      };
    case "bank-fee":
      return { envelopeId: action.envelopeId };
    case "transfer":
      return { otherBankId: action.bankId, otherLineId: action.lineId };
    case "bill":
      return { thirdPartyId: action.thirdPartyId, envelopeId: action.envelopeId, nature: action.nature };
  }
}

// Choosing -----------------------------------------------------------------------------------------------------------

/** Days around a line whose entries may be chosen; a platform pays out after weeks. */
const chosenDays = { before: 92, after: 31 };

/** What a line may be made of: entries of its account that no statement shows, and what is owed on its day. */
export async function loadChoices(on: Queryable, { collective }: Reader, id: string): Promise<Choices> {
  const { bankId, currency, datedOn, amount } = await requireLine(on, collective.id, id);
  const days = { from: addDaysWithin(datedOn, -chosenDays.before), until: addDaysWithin(datedOn, chosenDays.after) };
  const money = (minor: bigint) => formatAmount(minor, currency);
  const entries = await loadEntries(on, collective.id, bankId, days);
  const debts = BigInt(amount) > 0n ? [] : await loadDebts(on, collective.id, currency);
  const owed = debts.filter(({ owedOn }) => owedOn <= datedOn);
  const shares = owed.filter(({ what }) => what === "share").map((debt) => debt.id);
  const grounds = await loadGrounds(on, collective.id, shares, datedOn);
  const otherWay = (moved: string) => Number(moved.startsWith("-") !== amount.startsWith("-"));
  const apart = (day: string) => Math.abs(daysBetween(datedOn, day));
  return {
    entries: entries
      .map(({ id: entryId, number, kind, amountMinor, datedOn: day, document, names, opposite }) => ({
        ...{ id: entryId, number, kind, amount: money(amountMinor), datedOn: day, document, called: names[0] ?? "" },
        reverses: opposite?.isReversed ? opposite.number : null,
        reversedBy: opposite && !opposite.isReversed ? opposite.number : null,
      }))
      .sort((a, b) => otherWay(a.amount) - otherWay(b.amount) || apart(a.datedOn) - apart(b.datedOn) || a.number - b.number),
    owed: owed
      .map(({ what, id: debtId, name, label, nature, document, leftMinor }) => ({
        ...{ what, id: debtId, name, label, nature, document, left: money(leftMinor) },
        doubts: [...(grounds.get(debtId)?.doubts ?? [])],
      }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}
