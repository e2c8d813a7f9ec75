/** Sharings as the API answers them: their settings, and the settlement table with all its figures. */

import { loadBoard } from "../../db/board.js";
import { findCharterOf } from "../../db/charters.js";
import type { Queryable } from "../../db/client.js";
import { atRate } from "../../domain/at-rate.js";
import { sitsIn, thresholdOf } from "../../domain/board.js";
import { dayIn } from "../../domain/calendar.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import { isContestable, keptOf, medianMinor, type Outcome, outcomeOf } from "../../domain/settlement-table.js";
import type { SharingResult } from "../../domain/sharing/result.js";
import { askedOf, isReimbursed, keyAsksFor, lineIdOf, missingRows, participantsOf, unpaidRuleOf } from "../../domain/sharing-assembly.js";
import { adoptersOf, requireExpensesCovered, requireWithinExpected } from "../../domain/sharing-life.js";
import { problemOf } from "../../http/problems.js";
import { listUnpaidBills } from "./facts.queries.js";
import { listFair, type SettlementLine } from "./settlement.queries.js";
import {
  factsOf,
  type LinePaid,
  loadAdoption,
  loadMaterial,
  type Material,
  type Moment,
  nothingPaid,
  type Preview,
  paidOf,
  type Settled,
  settledOf,
  splitOf,
} from "./sharings.facts.js";
import { type CarriedWish, listObjections, listShares, type Sharing } from "./sharings.queries.js";
import type { CarriedAnswer, SharingAnswer, SharingTableAnswer } from "./sharings.schema.js";

/** Who reads, in which language. */
export interface Reader extends Moment {
  readonly memberId: string;
  readonly language: Language;
}

type Written = (minor: bigint) => string;

export function sharingAnswer(sharing: Sharing): SharingAnswer {
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  const { currency, amountMinor } = sharing;
  const { wishes, reviews, points, takes } = keyAsksFor(sharing.sharingKey);
  return {
    id: sharing.id,
    envelopeId: sharing.envelopeId,
    circleId: sharing.circleId,
    currency,
    title: sharing.title,
    fromOn: sharing.fromOn,
    untilOn: sharing.untilOn,
    amount: amountMinor === null ? null : formatAmount(amountMinor, currency),
    key: sharing.sharingKey as Record<string, unknown>,
    keyId: sharing.keyId,
    adoptsBy: sharing.adoptsBy,
    asksFor: { wishes, reviews, points, takes },
    opensOn: sharing.opensOn,
    closesOn: sharing.closesOn,
    recurs: sharing.recurs as SharingAnswer["recurs"],
    facilitatorId: sharing.facilitatorId,
    status: sharing.status,
    sequence: sharing.sequence,
    documentHash: sharing.documentHash,
    proposedAt: instant(sharing.proposedAt),
    proposedBy: sharing.proposedBy,
    adoptedBy: sharing.adoptedBy as SharingAnswer["adoptedBy"],
    adoptedById: sharing.adoptedById,
    adoptedAt: instant(sharing.adoptedAt),
    postedAt: instant(sharing.postedAt),
    entryId: sharing.entryId,
    reversalEntryId: sharing.reversalEntryId,
    endedAt: instant(sharing.endedAt),
    createdBy: sharing.createdBy,
    createdAt: sharing.createdAt.toISOString(),
    given: sharing.distributedMinor === null ? null : formatAmount(sharing.distributedMinor, currency),
    learnt: sharing.learnt,
  };
}

/** The whole of a sharing: its table, what it gives now, and what stands in its way. */
export async function tableAnswer(on: Queryable, sharing: Sharing, reader: Reader): Promise<SharingTableAnswer> {
  const material = await loadMaterial(on, sharing, reader);
  const charter = await findCharterOf(on, sharing.collectiveId, { sharingId: sharing.id, envelopeId: sharing.envelopeId });
  const settled = settledOf(material);
  const paid = "refusal" in settled ? null : paidOf(material, settled).paid;
  const outcomes = material.lines.map((line) => outcomeNow(line, material, paid));
  const written: Written = (minor) => formatAmount(minor, sharing.currency);
  const refusal = "refusal" in settled ? settled.refusal : obstacleOf(material, settled.result);
  return {
    ...sharingAnswer(sharing),
    charter: charter ? { id: charter.id, title: charter.title } : null,
    budget: budgetOf(material, settled, outcomes, written),
    committed: await committedOf(on, material, written),
    lines: linesOf(material, outcomes, await listFair(on, sharing), written),
    participants: participantsAnswer(material),
    points: pointsAnswer(material),
    takes: material.takes.map(({ memberId, takeMinor, lastMinor }) => ({
      memberId,
      take: takeMinor === "auto" ? takeMinor : written(takeMinor),
      last: written(lastMinor),
    })),
    result: "refusal" in settled ? null : resultAnswer(settled.result),
    refusal: refusal && problemOf(refusal, reader.language),
    shares: await sharesAnswer(on, sharing, written),
    board: "refusal" in settled ? [] : await boardAnswer(on, material, settled, reader, written),
    adopters: "refusal" in settled ? [] : await adoptersAnswer(on, material, settled, reader),
    objections: await objectionsAnswer(on, sharing),
    forYou: linesToContest(material, reader.memberId),
  };
}

/** A result is the domain's, field by field; its schema describes it. */
export const resultAnswer = (result: SharingResult) => result as unknown as NonNullable<SharingTableAnswer["result"]>;

/** What would stop an open sharing from being proposed, although its key can be paid. */
function obstacleOf(material: Material, result: SharingResult): Refusal | null {
  if (material.sharing.document !== null || material.sharing.status === "abandoned") return null;
  const { lines, amountMinor, sharing } = material;
  return (
    refusalIn(() => requireExpensesCovered(lines, result)) ??
    refusalIn(() => requireWithinExpected(amountMinor, material, sharing.currency))
  );
}

function refusalIn(check: () => void): Refusal | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What becomes of a line's wish: as it was kept at posting, or as it would be now. Null while the key cannot be paid. */
function outcomeNow(line: SettlementLine, { sharing, participants }: Material, paid: ReadonlyMap<string, LinePaid> | null): Outcome | null {
  const { paidMinor, offeredMinor, carriedMinor, withdrawnMinor } = line;
  if (paidMinor !== null) {
    return { paidMinor, offeredMinor: offeredMinor ?? 0n, carriedMinor: carriedMinor ?? 0n, withdrawnMinor: withdrawnMinor ?? 0n };
  }
  if (paid === null || participants.takenOut.has(line.memberId)) return null;
  const now = paid.get(lineIdOf(line)) ?? nothingPaid;
  return { ...outcomeOf(line, now.claimPaidMinor, unpaidRuleOf(sharing.sharingKey)), paidMinor: now.paidMinor };
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** The running total against the envelope. Lines of those who were taken out are not in it. */
function budgetOf(
  material: Material,
  settled: Preview,
  outcomes: readonly (Outcome | null)[],
  written: Written,
): SharingTableAnswer["budget"] {
  const lines = material.lines.filter(({ memberId }) => !material.participants.takenOut.has(memberId));
  const amountMinor = "refusal" in settled ? material.amountMinor : settled.parsed.amountMinor;
  const { keptMinor, expensesMinor, overMinor } = askedOf(lines, amountMinor);
  const total = (figure: (outcome: Outcome) => bigint) =>
    "refusal" in settled ? null : written(sum(outcomes.map((outcome) => (outcome === null ? 0n : figure(outcome)))));
  return {
    amount: written(amountMinor),
    left: written(material.leftMinor),
    expected: written(material.expectedMinor),
    asked: written(sum(lines.map((line) => line.askedMinor ?? 0n))),
    kept: written(keptMinor),
    expenses: written(expensesMinor),
    over: written(overMinor),
    paid:
      "refusal" in settled ? null : written(sum(settled.result.shares.map(({ amount }) => parseAmount(amount, settled.result.currency)))),
    offered: total(({ offeredMinor }) => offeredMinor),
    carried: total(({ carriedMinor }) => carriedMinor),
    withdrawn: total(({ withdrawnMinor }) => withdrawnMinor),
  };
}

/** «Déjà engagé»: bills and receipts. */
async function committedOf(on: Queryable, { sharing, lines }: Material, written: Written): Promise<SharingTableAnswer["committed"]> {
  const bills = await listUnpaidBills(on, sharing.collectiveId, sharing.envelopeId);
  const receipts = lines.filter(isReimbursed);
  const totalMinor = sum(bills.map(({ unpaidMinor }) => unpaidMinor)) + sum(receipts.map(({ amountMinor }) => amountMinor ?? 0n));
  return {
    bills: bills.map(({ unpaidMinor, ...bill }) => ({ ...bill, unpaid: written(unpaidMinor) })),
    receipts: receipts.map((line) => ({ line: lineIdOf(line), memberId: line.memberId, amount: written(line.amountMinor ?? 0n) })),
    total: written(totalMinor),
  };
}

function linesOf(
  material: Material,
  outcomes: readonly (Outcome | null)[],
  fair: ReadonlyMap<string, readonly { memberId: string; amountMinor: bigint }[]>,
  written: Written,
): SharingTableAnswer["lines"] {
  const orNull = (minor: bigint | null | undefined) => (minor === null || minor === undefined ? null : written(minor));
  return material.lines.map((line, place) => {
    const { keptMinor, source } = keptOf(line);
    const outcome = outcomes[place];
    const figures = line.rowId === null ? [] : (fair.get(line.rowId) ?? []);
    return {
      line: lineIdOf(line),
      contributionId: line.contributionId,
      carriedId: line.carriedId,
      fallsOn: line.fallsOn,
      memberId: line.memberId,
      payeeId: line.payeeId,
      nature: line.nature,
      kindId: line.kindId,
      kind: line.kindName,
      unit: line.unit,
      quantity: line.quantity,
      amount: orNull(line.amountMinor),
      note: line.note,
      dayOn: line.dayOn,
      lastOn: line.lastOn,
      status: line.status,
      standing: line.standing,
      hasWaited: line.carriedId === null && material.sharing.fromOn !== null && line.lastOn < material.sharing.fromOn,
      isOut: material.participants.takenOut.has(line.memberId),
      asked: orNull(line.askedMinor),
      atRate: line.quantity === null || !line.rate ? null : written(atRate(line.quantity, line.rate.rate, material.sharing.currency)),
      kept: orNull(keptMinor),
      keptIs: source,
      saidBy: line.said.saidBy,
      contested: line.said.isContested ? orNull(line.said.keptMinor) : null,
      remainder: line.said.isContested ? null : line.said.remainder,
      fair: figures.map(({ memberId, amountMinor }) => ({ memberId, amount: written(amountMinor) })),
      fairMedian: orNull(medianMinor(figures.map(({ amountMinor }) => amountMinor))),
      paid: orNull(outcome?.paidMinor),
      offered: orNull(outcome?.offeredMinor),
      carried: orNull(outcome?.carriedMinor),
      withdrawn: orNull(outcome?.withdrawnMinor),
    };
  });
}

/** Lines of a reader whose figure somebody else entered. */
const linesToContest = ({ sharing, lines }: Material, memberId: string): string[] =>
  sharing.status === "open" || sharing.status === "proposed"
    ? lines.filter((line) => line.memberId === memberId && isContestable(line)).map(lineIdOf)
    : [];

function participantsAnswer(material: Material): SharingTableAnswer["participants"] {
  const { takenOut } = material.participants;
  const withLines = new Set(material.lines.map(({ memberId }) => memberId));
  const ids = new Set([...participantsOf(factsOf(material, "name")), ...takenOut]);
  return material.names.members
    .filter(({ id }) => ids.has(id))
    .map(({ id }) => ({ memberId: id, hasLines: withLines.has(id), isOut: takenOut.has(id) }));
}

function pointsAnswer(material: Material): SharingTableAnswer["points"] {
  const { points, sharing } = material;
  const givers = [...new Set(points.map(({ from }) => from))];
  return {
    isAsked: keyAsksFor(sharing.sharingKey).points,
    rows: givers.map((from) => {
      const row = points.filter((one) => one.from === from);
      return { from, givenBy: row[0]?.givenBy ?? null, points: row.map(({ to, points }) => ({ to, points })) };
    }),
    missing: missingRows(participantsOf(factsOf(material, "name")), points, sharing.sharingKey),
  };
}

/** People on the board whom it pays: their month with what it gives here, beside the legal threshold. */
async function boardAnswer(
  on: Queryable,
  material: Material,
  settled: Settled,
  { collective, today }: Reader,
  written: Written,
): Promise<SharingTableAnswer["board"]> {
  const { sharing } = material;
  const month = sharing.postedAt === null ? today.slice(0, 7) : dayIn(sharing.postedAt, collective.timeZone).slice(0, 7);
  const { country, seats } = await loadBoard(on, collective, month);
  const seated = seats.filter((seat) => sitsIn(month, seat));
  if (seated.length === 0 || sharing.currency !== collective.currency) return [];
  const threshold = thresholdOf(month, { country, currency: sharing.currency });
  const { shares } = splitOf(material, settled);
  // A posted sharing is in the month's total already.
  const isCounted = sharing.status === "posted" || sharing.status === "paid";
  return seated.flatMap(({ memberId, totalMinor }) => {
    const own = shares.filter((share) => share.memberId === memberId && share.nature !== "expenses");
    const hereMinor = sum(own.map(({ amountMinor }) => amountMinor));
    const monthMinor = totalMinor + (isCounted ? 0n : hereMinor);
    if (hereMinor === 0n) return [];
    const isAbove = threshold !== null && monthMinor > parseAmount(threshold.amount, sharing.currency);
    return [
      {
        memberId,
        month,
        here: written(hereMinor),
        total: written(monthMinor),
        threshold: threshold?.amount ?? null,
        source: threshold?.source ?? null,
        isAbove,
      },
    ];
  });
}

async function sharesAnswer(
  on: Queryable,
  { collectiveId, id, postedAt }: Sharing,
  written: Written,
): Promise<SharingTableAnswer["shares"]> {
  const shares = postedAt === null ? [] : await listShares(on, collectiveId, id);
  return shares.map((share) => ({
    id: share.id,
    memberId: share.memberId,
    payeeId: share.payeeId,
    nature: share.nature,
    amount: written(share.amountMinor),
    paid: written(share.paidMinor),
    waived: written(share.waivedMinor),
    refunded: written(share.refundedMinor),
  }));
}

/** Who alone may adopt it now, or could if the reader proposed it as it stands; nobody where it waits for no adoption. */
async function adoptersAnswer(on: Queryable, material: Material, settled: Settled, { memberId }: Reader): Promise<string[]> {
  const { sharing } = material;
  if (sharing.status !== "proposed" && sharing.status !== "open") return [];
  const proposedBy = sharing.status === "open" ? memberId : sharing.proposedBy;
  return adoptersOf(await loadAdoption(on, { ...sharing, proposedBy }, splitOf(material, settled).shares));
}

async function objectionsAnswer(on: Queryable, { collectiveId, id }: Sharing): Promise<SharingTableAnswer["objections"]> {
  const objections = await listObjections(on, collectiveId, id);
  return objections.map(({ memberId, reason, documentHash, objectedAt }) => ({
    memberId,
    reason,
    documentHash,
    at: objectedAt.toISOString(),
  }));
}

export const carriedAnswer = ({ amountMinor, currency, ...wish }: CarriedWish): CarriedAnswer => ({
  ...wish,
  amount: formatAmount(amountMinor, currency),
});
