/**
 * Reconciling: which movement of a bank statement is what in the ledger, or what it should become (DESIGN §5, §12).
 *
 *  1. What is looked for, for each open line: (a) an entry that is posted already on that bank, of the same amount, near the day,
 *     or several whose sum is exact, or its opposite, which comes back (5); (b) what is owed: a bill, a share,
 *     several whose sum is exact (domain/reconciling-sets), or a payment batch that is on its way, by its total or by one of its
 *     transfers; (c) money that is expected; (d) a bank fee, by its words; (e) a transfer to or from another bank account here;
 *     (f) somebody known by name, with the nature they had last.
 *  2. The amount must be the same in (a), (b), (c) and (e). What else speaks for a proposal is counted in points, and each
 *     reason is kept as data, so that it can be said: «même montant, 2 jours plus tard, «imprimerie» dans le libellé».
 *  3. A thing is proposed for one line alone. The best pairs are given out first, one to each line, then the second best: two
 *     lines of −20.00 and two payments of 20.00 get one each, never both the same.
 *  4. The same facts give the same proposals: points, then days, then the order of lines and things, decide.
 *  5. A transfer that bounced is two movements, and two entries: the payment and its reversal. Where the payment stands, the line
 *     that brings the money back is proposed as its return: the opposite amount, days later, with the payee’s name or the words of
 *     a return. Where it was reversed by hand, the two are nothing together until money is seen to have moved both ways: the
 *     opposite of each is on a statement, or on a line that waits. A reversal is also known by its payee’s name.
 *
 *   line 14/03 −450.00 «VIR IMPRIMERIE DES LILAS F-2026-031», bill F-2026-031 of Imprimerie des Lilas, 450.00 left
 *   → pay the bill: same amount, «imprimerie des lilas» and F-2026-031 in the label
 */
import { addDays, type Day, daysBetween } from "./calendar.js";
import { nameKey } from "./fold.js";
import { grouped } from "./grouped.js";
import type {
  KnownBatch,
  KnownDebt,
  KnownEntry,
  KnownExpected,
  KnownParty,
  KnownTransfer,
  LinkedEntry,
  OpenLine,
  OtherLine,
  PaidItem,
  Proposal,
  Reason,
  ReconcilingFacts,
} from "./reconciling-facts.js";
import { inCommon, type Known, knownBy, nameLengthMin, points, type Words, wordsOf } from "./reconciling-label.js";
import { type DebtSet, debtSets, type EntrySet, entrySets, fewNear, partsOfNamed, runOfNamed, type SetReason } from "./reconciling-sets.js";

// Proposals ----------------------------------------------------------------------------------------------------------

/** Days between a movement and what is posted for it: cheques and holidays; further apart is chance. */
const daysApartMax = 15;
/** Proposals a line gets. */
const proposalsMax = 3;

/** Where each kind of proposal begins: what is posted is likelier meant than what would be posted. */
const basis = { link: 60, pay: 50, expected: 45, transfer: 42, fee: 30, returned: 15, party: 10 } as const;

interface Candidate extends Proposal {
  readonly line: OpenLine;
  /** What nobody else may have: entries, debts, expected money, other lines. */
  readonly takes: readonly string[];
  readonly apart: number;
}

/** Ranked proposals for each open line, by its id; lines without any are left out. */
export function propose(lines: readonly OpenLine[], facts: ReconcilingFacts): Map<string, Proposal[]> {
  const ordered = [...lines].sort((a, b) => compare(a.datedOn, b.datedOn) || compare(a.id, b.id));
  const finders = findersOf(facts, ordered);
  const candidates = ordered.flatMap((line) => {
    const said = wordsOf(line.words);
    return finders.flatMap((find) => find(line, said));
  });
  // A stable sort: lines are in order of their days already, things in that of the facts.
  candidates.sort((a, b) => b.points - a.points || a.apart - b.apart);
  return giveOut(candidates);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 3. One to each line first, then a second, then a third; what a line was given is nobody else’s. */
function giveOut(candidates: readonly Candidate[]): Map<string, Proposal[]> {
  const given = new Map<string, Proposal[]>();
  const takenBy = new Map<string, string>();
  const said = new Set<string>();
  for (let round = 1; round <= proposalsMax; round += 1) {
    for (const { line, takes, apart: _, ...proposal } of candidates) {
      const before = given.get(line.id) ?? [];
      // A set that was found in two ways is one proposal.
      const key =
        takes.length === 0
          ? `${line.id} ${proposal.called} ${JSON.stringify(proposal.action)}`
          : `${line.id} ${[...takes].sort().join(" ")}`;
      if (before.length >= round || said.has(key)) continue;
      if (takes.some((thing) => (takenBy.get(thing) ?? line.id) !== line.id)) continue;
      for (const thing of takes) takenBy.set(thing, line.id);
      said.add(key);
      given.set(line.id, [...before, proposal]);
    }
  }
  return new Map([...given].map(([id, proposals]) => [id, [...proposals].sort((a, b) => b.points - a.points)]));
}

type Finder = (line: OpenLine, said: Words) => Candidate[];

function findersOf(facts: ReconcilingFacts, lines: readonly OpenLine[]): Finder[] {
  const { debts, batches, expected, parties, others, feeEnvelopeId } = facts;
  const movedBothWays = movedBothWaysOn(lines);
  const entriesByDay = byAmountAndDay(
    facts.entries
      .filter((entry) => movedBothWays(entry) || entry.opposite?.isReversed)
      .map((entry) => ({ ...entry, known: knownOf(entry), isNamedOnly: !movedBothWays(entry) })),
  );
  // Transfers come back one by one.
  const entries = facts.entries.filter((entry) => movedBothWays(entry) && !entry.opposite?.isReversed);
  const entriesKnown = entries.map((entry) => ({ ...entry, known: knownOf(entry) }));
  const entrySetsByAmount = grouped(entrySets(entries), ({ amountMinor }) => amountMinor);
  const returnable = grouped(
    facts.returnable.map((entry) => ({ ...entry, known: knownOf(entry) })),
    ({ amountMinor }) => amountMinor,
  );
  const debtsKnown = debts.map((debt) => ({ ...debt, known: knownBy([debt.name], [debt.document], [debt.label]) }));
  const debtsByAmount = grouped(debtsKnown, ({ leftMinor }) => leftMinor);
  const debtsByPayee = grouped(debts, ({ payeeId }) => payeeId);
  const debtSetsByAmount = grouped(debtSets(debts), ({ amountMinor }) => amountMinor);
  const batchesByAmount = grouped(batches, ({ transfers }) => transfers.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
  const transfersByAmount = grouped(
    batches.flatMap((batch) =>
      batch.transfers.map((transfer) => ({ batch, transfer, known: knownBy([transfer.name], [transfer.reference], []) })),
    ),
    ({ transfer }) => transfer.amountMinor,
  );
  const expectedByAmount = grouped(
    expected.map((money) => ({ ...money, known: knownBy([money.source], [], []) })),
    ({ amountMinor }) => amountMinor,
  );
  const othersByDay = byAmountAndDay(others.map((other) => ({ ...other, known: knownBy([other.bankName], [], []) })));
  const named = parties.map((party) => ({ party, key: nameKey(party.name) })).filter(({ key }) => key.length >= nameLengthMin);
  const partiesByWord = grouped(named, ({ key }) => key.split(" ")[0] ?? "");
  return [
    (line, said) => entriesByDay(line.amountMinor, line.datedOn).flatMap((entry) => linkTo(line, said, entry) ?? []),
    (line, said) =>
      [
        ...(entrySetsByAmount.get(line.amountMinor) ?? []).slice(0, setsMax),
        ...runOfNamed(entriesKnown, said, line.amountMinor, line.datedOn),
        ...fewNear(entries, line.amountMinor, line.datedOn, daysApartMax).slice(0, setsMax),
      ].flatMap((set) => linkSet(line, said, set) ?? []),
    (line, said) => (returnable.get(-line.amountMinor) ?? []).flatMap((entry) => returnOf(line, said, entry) ?? []),
    (line) => (batchesByAmount.get(-line.amountMinor) ?? []).flatMap((batch) => payBatch(line, batch) ?? []),
    (line, said) => (transfersByAmount.get(-line.amountMinor) ?? []).flatMap((one) => payTransfer(line, said, one) ?? []),
    (line, said) => (debtsByAmount.get(-line.amountMinor) ?? []).flatMap((debt) => payOne(line, said, debt) ?? []),
    (line, said) =>
      [
        ...(debtSetsByAmount.get(-line.amountMinor) ?? []).slice(0, setsMax),
        ...partsOfNamed(debtsByPayee, said, -line.amountMinor, line.datedOn),
      ].flatMap((set) => paySet(line, said, set) ?? []),
    (line, said) => (expectedByAmount.get(line.amountMinor) ?? []).map((money) => receive(line, said, money)),
    (line, said) => othersByDay(-line.amountMinor, line.datedOn).flatMap((other) => transferTo(line, said, other) ?? []),
    (line, said) => feeOf(line, said, feeEnvelopeId),
    (line, said) =>
      [...said.set].flatMap((word) => partiesByWord.get(word) ?? []).flatMap(({ party, key }) => withParty(line, said, party, key) ?? []),
  ];
}

/** What moved an amount near a day, the nearest first; where many have one amount (a hundred subscriptions), the nearest alone. */
function byAmountAndDay<Dated extends { readonly amountMinor: bigint; readonly datedOn: Day }>(things: readonly Dated[]) {
  const groups = new Map(
    [...grouped(things, ({ amountMinor }) => amountMinor)].map(([amount, group]) => [amount, grouped(group, ({ datedOn }) => datedOn)]),
  );
  return (amountMinor: bigint, day: Day): Dated[] => {
    const days = groups.get(amountMinor);
    const found: Dated[] = [];
    for (let apart = 0; days && apart <= daysApartMax && found.length < sameAmountMax; apart += 1) {
      found.push(...(days.get(addDays(day, apart)) ?? []));
      if (apart > 0) found.push(...(days.get(addDays(day, -apart)) ?? []));
    }
    return found.slice(0, sameAmountMax);
  };
}

const sameAmountMax = 40;
const setsMax = 5;

const saidBy = (found: readonly string[]): Reason[] => (found.length > 0 ? [{ why: "words", words: found.slice(0, 3) }] : []);

/** Nearer days are worth more: 20 on the day itself, 5 after a fortnight. */
const pointsOfDays = (apart: number): number => Math.max(0, 20 - Math.abs(apart));

// (a) What is posted already -----------------------------------------------------------------------------------------

const knownOf = ({ names, document, text }: KnownEntry): Known => knownBy(names, [document], [text, document]);

/** 5. Whether nothing was reversed, or money is seen to have moved both ways: out on one line, and back on a later one. */
function movedBothWaysOn(lines: readonly OpenLine[]): (entry: KnownEntry) => boolean {
  const byAmount = grouped(lines, ({ amountMinor }) => amountMinor);
  return ({ opposite, amountMinor, datedOn }) => {
    if (opposite === null || opposite.isOnStatement) return true;
    const others = byAmount.get(-amountMinor) ?? [];
    return others.some((other) => (opposite.isReversed ? other.datedOn <= datedOn : other.datedOn >= datedOn));
  };
}

interface LinkableEntry extends KnownEntry {
  readonly known: Known;
  /** Only a word in common says that it is the movement. */
  readonly isNamedOnly: boolean;
}

function linkTo(line: OpenLine, said: Words, entry: LinkableEntry): Candidate | undefined {
  const days = daysBetween(line.datedOn, entry.datedOn);
  if (Math.abs(days) > daysApartMax) return undefined;
  const { found, points: ofWords } = inCommon(said, entry.known);
  if (entry.isNamedOnly && ofWords === 0) return undefined;
  return {
    line,
    takes: [`entry ${entry.id}`],
    apart: Math.abs(days),
    action: { does: "link", entries: [linked(entry)] },
    points: basis.link + pointsOfDays(days) + ofWords,
    reasons: [{ why: "same-amount" }, ...oppositeOf(entry), { why: "days", days }, ...saidBy(found)],
    called: entry.names[0] ?? entry.document ?? "",
  };
}

const oppositeOf = ({ opposite }: KnownEntry): Reason[] =>
  opposite === null ? [] : [{ why: opposite.isReversed ? "opposite" : "came-back", number: opposite.number }];

const linked = ({ id, number, kind, amountMinor }: KnownEntry): LinkedEntry => ({ entryId: id, number, kind, amountMinor });

/** Several entries that are one movement together. */
function linkSet(line: OpenLine, said: Words, { entries, reason }: EntrySet): Candidate | undefined {
  const apart = entries.map(({ datedOn }) => daysBetween(line.datedOn, datedOn));
  const days = apart.reduce((far, each) => (Math.abs(each) > Math.abs(far) ? each : far), 0);
  const isPayout = reason.of === "words" || reason.of === "document";
  if (!isPayout && Math.abs(days) > daysApartMax) return undefined;
  const names = [...new Set(entries.flatMap((entry) => entry.names))];
  const { found, points: ofWords } = inCommon(
    said,
    knownBy(
      names,
      entries.map(({ document }) => document),
      entries.flatMap(({ text, document }) => [text, document]),
    ),
  );
  const isWhole = reason.of === "batch" || reason.of === "document";
  return {
    line,
    takes: entries.map(({ id }) => `entry ${id}`),
    apart: Math.abs(days),
    action: { does: "link", entries: entries.map(linked) },
    points: basis.link - pointsOfCount(entries.length) + pointsOfDays(days) + ofWords + (isWhole ? wholePoints : 0),
    reasons: [
      ...reasonsOf(reason),
      { why: "sum", count: entries.length, of: "entries" },
      ...(entries.every(({ datedOn }) => datedOn === entries[0]?.datedOn) ? [{ why: "days", days } as const] : []),
      ...saidBy(found),
    ],
    called: firstFew(names),
  };
}

/** Days within which money comes back: a bank returns a transfer in a few days, one that is called back takes weeks. */
const returnDaysMax = { named: 31, unnamed: 7 } as const;
const returnWords = / (retour|rejet|rejete|rejetee|renvoi|renvoye|retourne|impaye|return|returned|reject|rejected|bounced|unpaid) /;

function returnOf(line: OpenLine, said: Words, entry: KnownEntry & { readonly known: Known }): Candidate | undefined {
  const days = daysBetween(line.datedOn, entry.datedOn);
  const { found, points: ofWords } = inCommon(said, entry.known);
  const [, word] = returnWords.exec(said.key) ?? [];
  const isNamed = ofWords > 0 || word !== undefined;
  if (days > 0 || -days > (isNamed ? returnDaysMax.named : returnDaysMax.unnamed)) return undefined;
  return {
    line,
    takes: [`return ${entry.id}`],
    apart: -days,
    action: { does: "return", entry: linked(entry) },
    points: basis.returned + Math.floor(pointsOfDays(days) / 2) + ofWords + (word === undefined ? 0 : points.name),
    reasons: [
      { why: "opposite", number: entry.number },
      { why: "days", days },
      ...saidBy(found),
      ...(word === undefined ? [] : [{ why: "return-words", words: [word] } as const]),
    ],
    called: entry.names[0] ?? entry.document ?? "",
  };
}

// (b) What is owed ---------------------------------------------------------------------------------------------------

function payOne(line: OpenLine, said: Words, debt: KnownDebt & { readonly known: Known }): Candidate | undefined {
  if (debt.owedOn > line.datedOn) return undefined;
  const { found, points: ofWords } = inCommon(said, debt.known);
  return {
    line,
    takes: [`debt ${debt.id}`],
    apart: daysBetween(debt.owedOn, line.datedOn),
    action: { does: "pay", items: [paidItem(debt)] },
    points: basis.pay + ofWords,
    reasons: [{ why: "same-amount" }, ...saidBy(found)],
    called: calledOf(debt),
  };
}

const calledOf = ({ name, label }: KnownDebt): string => `${name} · ${label}`;
const paidItem = (debt: KnownDebt): PaidItem => ({
  what: debt.what,
  id: debt.id,
  called: calledOf(debt),
  nature: debt.nature,
  amountMinor: debt.leftMinor,
});

function paySet(line: OpenLine, said: Words, { debts, known, reason }: DebtSet): Candidate | undefined {
  if (debts.some(({ owedOn }) => owedOn > line.datedOn)) return undefined;
  const { found, points: ofWords } = inCommon(said, known);
  return {
    line,
    takes: debts.map(({ id }) => `debt ${id}`),
    apart: 0,
    action: { does: "pay", items: debts.map(paidItem) },
    points: basis.pay - pointsOfCount(debts.length) + ofWords + (reason.of === "payee" && ofWords > 0 ? wholePoints : 0),
    reasons: [...reasonsOf(reason), { why: "sum", count: debts.length, of: whatAll(debts) }, ...saidBy(found)],
    called: firstFew([...new Set(debts.map(({ name }) => name))]),
  };
}

const whatAll = (debts: readonly KnownDebt[]): "shares" | "bills" | "debts" =>
  debts.every(({ what }) => what === "share") ? "shares" : debts.every(({ what }) => what === "bill") ? "bills" : "debts";

/** The more things make a sum, the more ways there are to make one. */
const pointsOfCount = (count: number): number => Math.min(4 * count, 20);
/** A batch, or all that somebody who is named is owed, is no chance. */
const wholePoints = 15;
const firstFew = (names: readonly string[]): string => [...names.slice(0, 3), ...(names.length > 3 ? ["…"] : [])].join(", ");

function reasonsOf(reason: SetReason): Reason[] {
  switch (reason.of) {
    case "payee":
      return [{ why: "all-owed", name: reason.name }];
    case "batch":
      return [{ why: "batch", number: reason.number }];
    case "document":
      return [{ why: "document", name: reason.document }];
    case "day":
      return [{ why: "one-day" }];
    case "words":
    case "sum":
      return [];
  }
}

function payBatch(line: OpenLine, batch: KnownBatch): Candidate | undefined {
  const days = daysBetween(line.datedOn, batch.executesOn);
  if (batch.transfers.some(({ owedOn }) => owedOn > line.datedOn) || Math.abs(days) > daysApartMax) return undefined;
  return {
    line,
    takes: batch.transfers.map(({ id }) => `transfer ${id}`),
    apart: Math.abs(days),
    action: { does: "pay-batch", batchId: batch.id, number: batch.number, transfer: null },
    points: basis.link + pointsOfDays(days) + wholePoints,
    reasons: [
      { why: "batch", number: batch.number },
      { why: "days", days },
    ],
    called: firstFew(batch.transfers.map(({ name }) => name)),
  };
}

interface OneTransfer {
  readonly batch: KnownBatch;
  readonly transfer: KnownTransfer;
  readonly known: Known;
}

function payTransfer(line: OpenLine, said: Words, { batch, transfer, known }: OneTransfer): Candidate | undefined {
  const days = daysBetween(line.datedOn, batch.executesOn);
  if (transfer.owedOn > line.datedOn || Math.abs(days) > daysApartMax) return undefined;
  const { found, points: ofWords } = inCommon(said, known);
  return {
    line,
    takes: [`transfer ${transfer.id}`],
    apart: Math.abs(days),
    action: { does: "pay-batch", batchId: batch.id, number: batch.number, transfer },
    points: basis.pay + pointsOfDays(days) + ofWords,
    reasons: [{ why: "transfer", name: transfer.reference }, { why: "days", days }, ...saidBy(found)],
    called: transfer.name,
  };
}

// (c) What is expected -----------------------------------------------------------------------------------------------

function receive(line: OpenLine, said: Words, money: KnownExpected & { readonly known: Known }): Candidate {
  const { found, points: ofWords } = inCommon(said, money.known);
  const days = money.expectedOn === null ? null : daysBetween(line.datedOn, money.expectedOn);
  const isNear = days !== null && Math.abs(days) <= daysApartMax;
  return {
    line,
    takes: [`expected ${money.id}`],
    apart: days === null ? daysApartMax : Math.abs(days),
    action: { does: "money-in", envelopeId: money.envelopeId, expectedId: money.id, partyId: null, party: null, nature: null },
    points: basis.expected + ofWords + (isNear ? 10 : 0),
    reasons: [{ why: "same-amount" }, ...(isNear ? [{ why: "days", days } as const] : []), ...saidBy(found)],
    called: money.source,
  };
}

// (d) Bank fees, (e) transfers, (f) people ---------------------------------------------------------------------------

const feeWords =
  / (frais|commission|commissions|agios|tenue de compte|cotisation carte|interets debiteurs|abonnement bancaire|host fee|bank fee|bank charges?|fees?) /;

function feeOf(line: OpenLine, said: Words, envelopeId: string | null): Candidate[] {
  const [, word] = feeWords.exec(said.key) ?? [];
  if (word === undefined || line.amountMinor > 0n) return [];
  return [
    {
      line,
      takes: [],
      apart: 0,
      action: { does: "bank-fee", envelopeId },
      points: basis.fee + points.name,
      reasons: [{ why: "fee-words", words: [word] }],
      called: "",
    },
  ];
}

const transferDaysMax = 6;

function transferTo(line: OpenLine, said: Words, other: OtherLine & { readonly known: Known }): Candidate | undefined {
  const days = daysBetween(line.datedOn, other.datedOn);
  if (Math.abs(days) > transferDaysMax) return undefined;
  const { found, points: ofWords } = inCommon(said, other.known);
  return {
    line,
    takes: [`line ${other.id}`],
    apart: Math.abs(days),
    action: { does: "transfer", bankId: other.bankId, lineId: other.id },
    points: basis.transfer + Math.floor(pointsOfDays(days) / 2) + ofWords,
    reasons: [{ why: "other-bank", name: other.bankName }, { why: "days", days }, ...saidBy(found)],
    called: other.bankName,
  };
}

function withParty(line: OpenLine, said: Words, party: KnownParty, key: string): Candidate | undefined {
  if (!said.key.includes(` ${key} `)) return undefined;
  const isIn = line.amountMinor > 0n;
  // Nothing is paid to a member but a share.
  if (!isIn && party.what === "member") return undefined;
  const last = isIn ? party.lastIn : party.lastBill;
  return {
    line,
    takes: [],
    apart: 0,
    action: isIn
      ? {
          does: "money-in",
          envelopeId: last?.envelopeId ?? null,
          expectedId: null,
          partyId: party.id,
          party: party.what,
          nature: last?.nature ?? null,
        }
      : { does: "bill", thirdPartyId: party.id, envelopeId: last?.envelopeId ?? null, nature: last?.nature ?? null },
    points: basis.party + points.name + (last ? 5 : 0),
    reasons: [{ why: "words", words: [key] }, ...(last ? [{ why: "last-nature", nature: last.nature } as const] : [])],
    called: party.name,
  };
}
