/**
 * Reversals: a mistake is undone by a linked entry, once, dated today (DESIGN §5), with what the first entry had made.
 * Where it is no mistake but a transfer that bounced, the line of the statement that brings the money back is named: the
 * reversal is dated and matched by it, and the first entry keeps its own line, since both moved at the bank.
 *
 *   a payment of shares  → the shares are owed again           a payment of a bill → the bill is owed again
 *   any of them          → the line of a bank statement that it was matched with waits again, unless its money came back
 *   a bill               → it is taken back, unless it is paid   money in           → expected, or promised, again
 *   an entry of a round  → refused: pledges are taken back, buckets cancelled, in their round
 *   a sharing            → refused: the sharing itself is reversed, with its contributions
 */
import { recordEvents } from "../../db/audit.js";
import { holdBankLines, letGoOfEntry, linkHeldLines } from "../../db/bank-lines.js";
import { billSettledBy, findBillFacts, lockBillFacts, markBillReversed, settleBill } from "../../db/bills.js";
import { findEnvelopeName } from "../../db/envelopes.js";
import { findEntry, type ListedEntry, postReversal } from "../../db/ledger.js";
import { requireNotInBatch } from "../../db/payment-batches.js";
import { lockShares, settleShares } from "../../db/shares.js";
import type { Tx } from "../../db/transaction.js";
import { decideBillReversal, decideBillUnsettling } from "../../domain/bill.js";
import { reversal } from "../../domain/ledger.js";
import { decideUnsettling, type Settlement } from "../../domain/payment.js";
import { Refusal } from "../../domain/refusals.js";
import type { Caller } from "../../http/access.js";
import { type PostedEntry, postedOf } from "../../http/posted.js";
import { settlementsOf } from "./payments.queries.js";
import { expectAgain, promiseAgain } from "./reversals.queries.js";
import type { NewReversal } from "./reversals.schema.js";

interface Acting {
  readonly caller: Caller;
  readonly now: Date;
  readonly today: string;
}
/** What is taken back once the reversal is posted. */
type Undo = (reversalId: string) => Promise<unknown>;

async function requireEntry(tx: Tx, collectiveId: string, id: string): Promise<ListedEntry> {
  const entry = await findEntry(tx, collectiveId, id);
  if (!entry) throw new Refusal("not_found", { at: "entry", id });
  return entry;
}

/**
 * Reverses an entry. Refuses `not_found`, `reversal_uncovered` where an envelope has spent the money meanwhile, what `reversal`
 * and taking back what it made do; with a line, what holding and linking it does (`bank_line_matched`, `bank_line_differs` …).
 */
export async function reverseEntry(
  tx: Tx,
  acting: Acting,
  id: string,
  { reason, bankLineId }: NewReversal,
): Promise<{ entry: PostedEntry }> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const held = await holdBankLines(tx, collectiveId, [bankLineId]);
  const datedOn = held[0]?.datedOn ?? acting.today;
  const { kind, number, origin } = await requireEntry(tx, collectiveId, id);
  if (kind === "sharing") throw new Refusal("entry_of_sharing", { at: "entry", number });
  if (origin.round !== undefined) throw new Refusal("entry_of_round", { at: "entry", number });
  const lock = locks[kind];
  const decide = await lock?.(tx, collectiveId, id);
  // Read again: somebody may have reversed it while this waited for the lock.
  reversal(await requireEntry(tx, collectiveId, id), datedOn);
  const undo = decide?.(now);
  const draft = { collectiveId, entryId: id, now, datedOn, postedBy: caller.memberId, text: reason || null };
  const posted = await postReversal(tx, draft).catch(async (error) => {
    throw await namingEnvelope(tx, collectiveId, error, number);
  });
  await undo?.(posted.id);
  if (held.length === 0) await letGoOfEntry(tx, collectiveId, id);
  else await linkHeldLines(tx, held, [posted], { byId: caller.memberId, now });
  await recordEvents(tx, [
    {
      collectiveId,
      byId: caller.memberId,
      at: now,
      action: "entry.reversed",
      subject: "entry",
      subjectId: id,
      details: { by: posted.id, kind },
    },
  ]);
  return { entry: postedOf(posted) };
}

/** Says which envelope lacks the money, where it is one: of a reversal nobody has said where it takes it from. */
async function namingEnvelope(tx: Tx, collectiveId: string, error: unknown, number: number): Promise<unknown> {
  if (!(error instanceof Refusal) || error.code !== "insufficient_balance" || error.figures.class !== "envelope") return error;
  const envelope = await findEnvelopeName(tx, collectiveId, String(error.figures.owner));
  return new Refusal("reversal_uncovered", { ...error.figures, at: "entry", number, envelope });
}

/** Takes a bill back, while nothing of it is paid. */
export async function reverseBill(tx: Tx, acting: Acting, id: string, command: NewReversal): Promise<{ entry: PostedEntry }> {
  const bill = await findBillFacts(tx, acting.caller.collective.id, id);
  if (!bill) throw new Refusal("not_found", { at: "bill", id });
  return reverseEntry(tx, acting, bill.entryId, command);
}

/** By the kind of entry: locks what it made, and gives the decision on it, which refuses or says what to take back. */
type Lock = (tx: Tx, collectiveId: string, entryId: string) => Promise<(now: Date) => Undo>;

const lockSharesOf: Lock = async (tx, collectiveId, entryId) => {
  const settled = await settlementsOf(tx, collectiveId, entryId);
  const shares = await lockShares(
    tx,
    collectiveId,
    settled.map(({ shareId }) => shareId),
  );
  const settlements = settled.flatMap(({ shareId, how, amountMinor }): Settlement[] => {
    const share = shares.get(shareId);
    return share ? [{ share, how: how as Settlement["how"], amountMinor }] : [];
  });
  return (now) => {
    const undone = decideUnsettling(settlements);
    return (reversalId) => settleShares(tx, collectiveId, reversalId, undone, now);
  };
};

const lockBillPaidBy: Lock = async (tx, collectiveId, entryId) => {
  const settled = await billSettledBy(tx, collectiveId, entryId);
  const bill = settled && (await lockBillFacts(tx, collectiveId, settled.billId));
  return (createdAt) => {
    if (!settled || !bill) return async () => {};
    const undone = decideBillUnsettling(bill, settled);
    return (reversalId) => settleBill(tx, collectiveId, { ...undone, billId: bill.id, entryId: reversalId, createdAt });
  };
};

const lockBillOf: Lock = async (tx, collectiveId, entryId) => {
  const { origin } = await requireEntry(tx, collectiveId, entryId);
  const bill = origin.bill === undefined ? undefined : await lockBillFacts(tx, collectiveId, origin.bill);
  if (bill) await requireNotInBatch(tx, collectiveId, { billIds: [bill.id] }, "bill");
  return (now) => {
    if (!bill) return async () => {};
    decideBillReversal(bill);
    return () => markBillReversed(tx, collectiveId, bill.id, now);
  };
};

const lockRefunded: Lock = async (tx, collectiveId, entryId) => {
  const { origin } = await requireEntry(tx, collectiveId, entryId);
  return (origin.share === undefined ? lockBillPaidBy : lockSharesOf)(tx, collectiveId, entryId);
};

const unlinkMoneyIn: Lock = async (tx, collectiveId, entryId) => () => async () => {
  await expectAgain(tx, collectiveId, entryId);
  await promiseAgain(tx, collectiveId, entryId);
};

const locks: Readonly<Record<string, Lock>> = {
  payment: lockSharesOf,
  waiver: lockSharesOf,
  refund: lockRefunded,
  "bill-payment": lockBillPaidBy,
  bill: lockBillOf,
  "money-in": unlinkMoneyIn,
};
