/**
 * Postings: for every event of DESIGN §5, the lines it writes. Pure; what they may not do is refused by domain/ledger.
 *
 * Signs. A debit is above zero, a credit below. Money that arrives debits the bank (+) and credits what it is set aside
 * for (−). From then on each step debits where the money was and credits where it goes, until the bank is credited:
 *
 *   grant in            bank      +3000.00   envelope   −3000.00
 *   sharing             envelope   +600.00   Ana         −540.00   commons −60.00
 *   Ana is paid         Ana        +540.00   bank        −540.00
 *   → bank shows 2,460.00 = envelope 2,400.00 + commons 60.00, and nothing is owed to Ana
 *
 * So the bank's debit balance is always the sum of all credit balances: what there is = what it is for.
 * The nature stands on the lines of envelopes, funds, members and third parties, never on those of a bank.
 */
import type { Account, AccountClass, EntryKind, Line } from "./ledger.js";
import { requirePositive } from "./ledger.js";
import { Refusal } from "./refusals.js";

/** The part of a draft that follows from the event itself. */
export interface Posting {
  readonly kind: EntryKind;
  readonly lines: readonly Line[];
}

type Bank = Account<"bank">;
type Envelope = Account<"envelope">;
type Fund = Account<"fund">;
type Member = Account<"member">;
type ThirdParty = Account<"third-party">;

const line = (account: Account, amountMinor: bigint, nature: string | null = null, forMemberId: string | null = null): Line => ({
  accountId: account.id,
  commodity: account.commodity,
  amountMinor,
  nature,
  forMemberId,
});

/** From one account to another: the first is debited, the second credited. */
function move(from: Account, to: Account, amountMinor: bigint, nature: string | null = null): Line[] {
  requireOneCommodity(from, to);
  return [line(from, amountMinor, from.class === "bank" ? null : nature), line(to, -amountMinor, to.class === "bank" ? null : nature)];
}

function requireOneCommodity(expected: Account, found: Account): void {
  if (expected.commodity !== found.commodity) {
    throw new Refusal("currency_mismatch", { expected: expected.commodity, found: found.commodity });
  }
}

const requireTwo = (from: Account, to: Account): void => {
  if (from.id === to.id) throw new Refusal("transfer_to_itself", { at: "to", account: from.id });
};

// Money in and out ---------------------------------------------------------------------------------------------------

/**
 * Money in: bank → envelope, under the nature of its source (grant, service, gift, subscription, free-price).
 * Levies taken at entry leave the envelope again in the same entry, so that the envelope shows the whole sum received:
 * 1000.00 with a levy of 80.00 → bank +1000.00, envelope −1000.00, envelope +80.00, fund −80.00.
 */
export function moneyIn({
  bank,
  envelope,
  amountMinor,
  nature,
  levies = [],
}: {
  bank: Bank;
  envelope: Envelope;
  amountMinor: bigint;
  nature: string;
  levies?: readonly { fund: Fund; amountMinor: bigint }[];
}): Posting {
  requirePositive(amountMinor);
  let taken = 0n;
  const levied = levies
    .filter((levy) => levy.amountMinor !== 0n)
    .flatMap((levy) => {
      requirePositive(levy.amountMinor, "levies");
      requireTwo(envelope, levy.fund);
      taken += levy.amountMinor;
      return move(envelope, levy.fund, levy.amountMinor, "levy");
    });
  if (taken > amountMinor) throw new Refusal("levy_exceeds_amount", { at: "levies" });
  return { kind: "money-in", lines: [...move(bank, envelope, amountMinor, nature), ...levied] };
}

/** A bill: envelope → third party. The money is owed from now on, and paid by another entry. */
export function bill(facts: { envelope: Envelope; thirdParty: ThirdParty; amountMinor: bigint; nature: string }): Posting {
  requirePositive(facts.amountMinor);
  return { kind: "bill", lines: move(facts.envelope, facts.thirdParty, facts.amountMinor, facts.nature) };
}

/** What is paid of one debt; a payment may be partial, and may group several. */
export interface Part<To extends AccountClass> {
  readonly account: Account<To>;
  readonly amountMinor: bigint;
  readonly nature: string | null;
  readonly forMemberId?: string | null;
}

/** Bills are paid: third parties → bank, one line a bill, one line of the bank for them all. */
export const billPayment = (bank: Bank, parts: readonly Part<"third-party">[]): Posting => ({
  kind: "bill-payment",
  lines: paidParts(bank, parts),
});

/**
 * A bank fee: envelope → bank, at once. It is a bill that nobody sent: the bank has already taken the money, so no
 * third party is ever owed it, and the statement is its document.
 */
export function bankFee(facts: { envelope: Envelope; bank: Bank; amountMinor: bigint }): Posting {
  requirePositive(facts.amountMinor);
  return { kind: "bank-fee", lines: move(facts.envelope, facts.bank, facts.amountMinor, "bank-fee") };
}

/** A grant, or what is left of it, goes back to its funder: envelope → bank. */
export function grantReturned(facts: { envelope: Envelope; bank: Bank; amountMinor: bigint }): Posting {
  requirePositive(facts.amountMinor);
  return { kind: "grant-returned", lines: move(facts.envelope, facts.bank, facts.amountMinor, "grant") };
}

// Sharings -----------------------------------------------------------------------------------------------------------

/** What a member gets of a sharing under one nature (expenses, work, rights), and whose account it is paid to. */
export interface SharePart {
  readonly memberId: string;
  readonly payee: Member;
  readonly nature: string;
  readonly amountMinor: bigint;
}

/**
 * A posted sharing: envelope → payees and funds. One line per member × payee × nature, in the order given (equal ones
 * are added up, zeros left out), then one per fund; the envelope is debited once per nature, `levy` for the funds.
 *
 *   envelope +540.00 work, +40.00 expenses, +60.00 levy    Ana −540.00 work    Bo −40.00 expenses    commons −60.00 levy
 */
export function sharing({
  envelope,
  shares,
  funds,
}: {
  envelope: Envelope;
  shares: readonly SharePart[];
  funds: readonly { fund: Fund; amountMinor: bigint }[];
}): Posting {
  const credits = new Map<string, Line>();
  const debits = new Map<string, bigint>();
  const credit = (account: Account, amountMinor: bigint, nature: string, memberId: string | null): void => {
    if (amountMinor === 0n) return;
    requirePositive(amountMinor);
    requireOneCommodity(envelope, account);
    const forMemberId = memberId === account.ownerId ? null : memberId;
    const key = `${account.id} ${nature} ${forMemberId}`;
    credits.set(key, line(account, (credits.get(key)?.amountMinor ?? 0n) - amountMinor, nature, forMemberId));
    debits.set(nature, (debits.get(nature) ?? 0n) + amountMinor);
  };
  for (const { payee, amountMinor, nature, memberId } of shares) credit(payee, amountMinor, nature, memberId);
  for (const { fund, amountMinor } of funds) {
    requireTwo(envelope, fund);
    credit(fund, amountMinor, "levy", null);
  }
  const taken = [...debits].map(([nature, amountMinor]) => line(envelope, amountMinor, nature));
  return { kind: "sharing", lines: [...taken, ...credits.values()] };
}

/** Shares are paid: payees → bank, one line a share, one line of the bank for them all; each may be partial. */
export const payment = (bank: Bank, parts: readonly Part<"member">[]): Posting => ({ kind: "payment", lines: paidParts(bank, parts) });

function paidParts(bank: Bank, parts: readonly Part<"member" | "third-party">[]): Line[] {
  let total = 0n;
  const paid = parts.map(({ account, amountMinor, nature, forMemberId }) => {
    requirePositive(amountMinor);
    requireOneCommodity(bank, account);
    total += amountMinor;
    return line(account, amountMinor, nature, forMemberId ?? null);
  });
  requirePositive(total);
  return [...paid, line(bank, -total)];
}

/** A waiver (laisser au commun): the share stays in the house, member → fund. */
export function waiver(fund: Fund, parts: readonly Part<"member">[]): Posting {
  const lines = parts.flatMap(({ account, amountMinor, nature, forMemberId }) => {
    requirePositive(amountMinor);
    requireOneCommodity(fund, account);
    return [line(account, amountMinor, nature, forMemberId ?? null), line(fund, -amountMinor, "waiver", forMemberId ?? account.ownerId)];
  });
  return { kind: "waiver", lines };
}

/**
 * A refund: what was paid comes back, bank → member or third party → envelope, in one entry, so that the account it
 * passes through ends where it was: bank +50.00, Ana −50.00, Ana +50.00, envelope −50.00.
 */
export function refund({
  bank,
  from,
  envelope,
  amountMinor,
  nature,
  forMemberId,
}: {
  bank: Bank;
  from: Member | ThirdParty;
  envelope: Envelope;
  amountMinor: bigint;
  nature: string | null;
  forMemberId?: string | null;
}): Posting {
  requirePositive(amountMinor);
  const back = [...move(bank, from, amountMinor, nature), ...move(from, envelope, amountMinor, nature)];
  return { kind: "refund", lines: back.map((one) => (one.accountId === from.id ? { ...one, forMemberId: forMemberId ?? null } : one)) };
}

// Inside the house ---------------------------------------------------------------------------------------------------

/** A transfer: envelope or fund → envelope or fund. */
export function transfer(facts: { from: Envelope | Fund; to: Envelope | Fund; amountMinor: bigint }): Posting {
  requirePositive(facts.amountMinor);
  requireTwo(facts.from, facts.to);
  return { kind: "transfer", lines: move(facts.from, facts.to, facts.amountMinor, "transfer") };
}

/** Money moves between two banks (the account, the till): the one it leaves is credited. */
export function bankTransfer(facts: { from: Bank; to: Bank; amountMinor: bigint }): Posting {
  requirePositive(facts.amountMinor);
  requireTwo(facts.from, facts.to);
  return { kind: "bank-transfer", lines: move(facts.to, facts.from, facts.amountMinor) };
}

/**
 * Opening balances, for starting on Moisson: each account with what it shows on that day. A bank may start below zero;
 * zeros are left out. What the banks show must be what all others show: else `entry_unbalanced`.
 */
export function opening(balances: readonly { account: Account; shownMinor: bigint }[]): Posting {
  const lines = balances
    .filter(({ shownMinor }) => shownMinor !== 0n)
    .map(({ account, shownMinor }) => {
      if (account.class === "bank") return line(account, shownMinor);
      requirePositive(shownMinor);
      return line(account, -shownMinor, "opening");
    });
  return { kind: "opening", lines };
}

// Rounds -------------------------------------------------------------------------------------------------------------

type Round = Account<"round">;

/** Money is set aside for a round, or comes back from it: envelope ↔ pool. Points come from, and go to, their issue. */
export function roundPool(facts: { from: Envelope | Bank | Round; to: Envelope | Bank | Round; amountMinor: bigint }): Posting {
  requirePositive(facts.amountMinor);
  return { kind: "round-pool", lines: move(facts.from, facts.to, facts.amountMinor, "round") };
}

/** Credits are given out of the pool, or (below zero) taken back into it: a line a participant, one of the pool. */
export function roundCredits(pool: Round, changes: readonly { account: Round; amountMinor: bigint }[]): Posting {
  const given = changes.filter(({ amountMinor }) => amountMinor !== 0n);
  const total = given.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const lines = given.map(({ account, amountMinor }) => line(account, -amountMinor, "round"));
  return { kind: "round-credits", lines: total === 0n ? lines : [line(pool, total, "round"), ...lines] };
}

/** A pledge: a participant’s credits → bucket. */
export function pledge(facts: { credits: Round; bucket: Round; amountMinor: bigint }): Posting {
  requirePositive(facts.amountMinor);
  return { kind: "pledge", lines: move(facts.credits, facts.bucket, facts.amountMinor, "round") };
}

/** The close of a round: every account that it empties, and where its money goes; the amounts of one account are added up. */
export function roundSettlement(moves: readonly { from: Account; to: Account; amountMinor: bigint }[]): Posting {
  const sums = new Map<string, { account: Account; amountMinor: bigint }>();
  const add = (account: Account, amountMinor: bigint): void => {
    sums.set(account.id, { account, amountMinor: (sums.get(account.id)?.amountMinor ?? 0n) + amountMinor });
  };
  for (const { from, to, amountMinor } of moves) {
    requirePositive(amountMinor);
    requireOneCommodity(from, to);
    add(from, amountMinor);
    add(to, -amountMinor);
  }
  const lines = [...sums.values()].filter(({ amountMinor }) => amountMinor !== 0n);
  return {
    kind: "round-settlement",
    lines: lines.map(({ account, amountMinor }) => line(account, amountMinor, account.class === "bank" ? null : "round")),
  };
}
