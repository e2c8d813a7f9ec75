import { lockEnvelopes } from "../../db/envelope-figures.js";
import { type AccountOwner, accountOf, openBooks, postEntry, postReversal } from "../../db/ledger.js";
import { requireNotInBatch } from "../../db/payment-batches.js";
import type { Tx } from "../../db/transaction.js";
import { parseAmount } from "../../domain/money.js";
import { sharing as sharingPosting } from "../../domain/postings.js";
import { type Outcome, outcomeOf } from "../../domain/settlement-table.js";
import type { SharingResult } from "../../domain/sharing/result.js";
import { lineIdOf, unpaidRuleOf } from "../../domain/sharing-assembly.js";
import { fallsOn, requireAdopted, requireReversible } from "../../domain/sharing-life.js";
import type { Share } from "../../domain/sharing-split.js";
import { requirePilot } from "../../http/access.js";
import { type Acting, answerTable, lockSharing, record, tell } from "./open-sharing.js";
import { prepareNext } from "./recurring.actions.js";
import type { SettlementLine } from "./settlement.queries.js";
import { keptOf } from "./sharings.actions.js";
import { loadMaterial, nothingPaid, splitOf } from "./sharings.facts.js";
import {
  askedAgainIn,
  insertCarried,
  insertShares,
  listShares,
  type Sharing,
  saveNominalTakes,
  saveOutcomes,
  updateSharing,
  voidCarriedBy,
  voidLines,
} from "./sharings.queries.js";
import type { SharingTableAnswer } from "./sharings.schema.js";

/**
 * Writes the sharing into the ledger: one entry, envelope → members and funds, one line per member × payee × nature. The
 * result is the one that was proposed. Refuses `insufficient_balance` where what was received does not cover it yet.
 */
export async function postSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const { caller, now, today } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(caller, sharing.circleId, "treasurer");
  requireAdopted(sharing.status);
  const { collectiveId } = sharing;
  await lockEnvelopes(tx, collectiveId, [sharing.envelopeId]);
  const material = await loadMaterial(tx, sharing, { collective: caller.collective, today, now });
  const kept = keptOf(material);
  const { result } = kept;
  const { paid, shares } = splitOf(material, kept);
  const entryId = await postShares(tx, acting, sharing, shares, result);
  await insertShares(tx, collectiveId, id, shares);
  const rule = unpaidRuleOf(sharing.sharingKey);
  const outcomes = material.lines.map((line) => {
    const linePaid = paid.get(lineIdOf(line)) ?? nothingPaid;
    return { line, outcome: { ...outcomeOf(line, linePaid.claimPaidMinor, rule), paidMinor: linePaid.paidMinor } };
  });
  await saveOutcomes(
    tx,
    collectiveId,
    outcomes.flatMap(({ line, outcome }) => (line.rowId === null ? [] : [{ rowId: line.rowId, ...outcome }])),
  );
  await insertCarried(tx, sharing, carriedRows(acting, outcomes));
  const { nominals, availableMinor } = takesOf(result);
  await saveNominalTakes(tx, collectiveId, id, nominals);
  await updateSharing(tx, sharing, {
    // Where nobody gets a share there is nothing to pay.
    status: shares.length === 0 ? "paid" : "posted",
    postedAt: now,
    entryId,
    takesAvailableMinor: availableMinor,
  });
  await record(tx, acting, id, "posted", { entryId });
  await prepareNext(tx, acting, sharing);
  await tell(
    tx,
    acting,
    id,
    "posted",
    result.shares.map(({ member }) => member),
  );
  return answerTable(tx, acting, id);
}

/** The entry of a sharing; none where nobody gets anything. */
async function postShares(
  tx: Tx,
  { caller, now, today }: Acting,
  sharing: Sharing,
  shares: readonly Share[],
  result: SharingResult,
): Promise<string | null> {
  if (shares.length === 0 && result.funds.length === 0) return null;
  const { collectiveId, currency } = sharing;
  const owner = <Class extends AccountOwner["class"]>(accountClass: Class, id: string): AccountOwner<Class> => ({
    class: accountClass,
    id,
    commodity: currency,
  });
  const envelope = owner("envelope", sharing.envelopeId);
  const payees = [...new Set(shares.map(({ payeeId }) => payeeId))].map((payeeId) => owner("member", payeeId));
  const funds = result.funds.map(({ fund }) => owner("fund", fund));
  const books = await openBooks(tx, { collectiveId, now, owners: [envelope, ...payees, ...funds] });
  const posting = sharingPosting({
    envelope: accountOf(books, envelope),
    shares: shares.map(({ memberId, payeeId, nature, amountMinor }) => ({
      memberId,
      payee: accountOf(books, owner("member", payeeId)),
      nature,
      amountMinor,
    })),
    funds: result.funds.map(({ fund, amount }) => ({
      fund: accountOf(books, owner("fund", fund)),
      amountMinor: parseAmount(amount, currency),
    })),
  });
  const entry = await postEntry(tx, books, {
    ...posting,
    datedOn: today,
    origin: { sharing: sharing.id },
    postedBy: caller.memberId,
    text: sharing.title,
  });
  return entry.id;
}

/** What is asked again next time. What was carried before keeps the day on which it falls. */
const carriedRows = ({ caller, today }: Acting, outcomes: readonly { readonly line: SettlementLine; readonly outcome: Outcome }[]) =>
  outcomes
    .filter(({ outcome }) => outcome.carriedMinor > 0n)
    .map(({ line, outcome }) => ({
      contributionId: line.contributionId,
      amountMinor: outcome.carriedMinor,
      carriedOn: today,
      fallsOn: line.fallsOn ?? fallsOn(today, caller.collective.carriedMonths),
    }));

/** The nominal takes of the last takes step, and what it could pay from; null where the key has none. */
function takesOf({ lines, currency }: SharingResult): { nominals: Map<string, bigint>; availableMinor: bigint | null } {
  const last = Math.max(0, ...lines.flatMap(({ step, basis }) => (basis.kind === "takes" ? [step] : [])));
  const nominals = new Map<string, bigint>();
  let availableMinor: bigint | null = null;
  for (const { step, to, basis } of lines) {
    if (step !== last || basis.kind !== "takes" || !("member" in to)) continue;
    nominals.set(to.member, parseAmount(basis.nominal, currency));
    availableMinor = parseAmount(basis.available, currency);
  }
  return { nominals, availableMinor };
}

/** Undoes a posted sharing while no share is paid: its contributions are free again, what it carried is void. */
export async function reverseSharing(tx: Tx, acting: Acting, id: string): Promise<SharingTableAnswer> {
  const { caller, now } = acting;
  const sharing = await lockSharing(tx, acting, id);
  requirePilot(caller, sharing.circleId, "treasurer");
  const { collectiveId, entryId } = sharing;
  const shares = await listShares(tx, collectiveId, id, true);
  requireReversible({
    status: sharing.status,
    settledMinor: shares.reduce((sum, { paidMinor, waivedMinor }) => sum + paidMinor + waivedMinor, 0n),
    currency: sharing.currency,
    askedAgainIn: await askedAgainIn(tx, collectiveId, id),
  });
  await requireNotInBatch(tx, collectiveId, { sharingId: id }, "sharing");
  const reversal = entryId === null ? null : await postReversal(tx, { collectiveId, entryId, now, postedBy: caller.memberId });
  await voidCarriedBy(tx, collectiveId, id, now);
  await voidLines(tx, collectiveId, id, now);
  await updateSharing(tx, sharing, { status: "reversed", endedAt: now, reversalEntryId: reversal?.id ?? null });
  await record(tx, acting, id, "reversed", { entryId, reversalEntryId: reversal?.id ?? null });
  await tell(
    tx,
    acting,
    id,
    "reversed",
    shares.map(({ memberId }) => memberId),
  );
  return answerTable(tx, acting, id);
}
