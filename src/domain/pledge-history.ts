/**
 * How minds changed in a round: its entries told one after another, and what they come to for each participant and bucket.
 *
 *  1. An operation is what an entry of the round moved, above zero into what it names, below zero out of it: the pool (which
 *     neither names), a participant's credits, a bucket. Pledges and what is taken or given back name both, and are amounts of
 *     the bucket.
 *  2. The close is one entry, told in parts: to each what was given back at it, to each bucket what the tally rule gave it
 *     (which comes from what leaves the pool and the credits), then what left each account of the round.
 *  3. Peak is the most that stood at any moment. Withdrawn is what was taken back in sum. A withdrawal reverses whole entries
 *     and pledges the rest anew with the very next one (domain/round, decideWithdrawal), which is no change of mind: that rest
 *     counts as never taken back.
 *  4. Final is what stands; once the round is closed, what stood at the close, were it given back by it or not. So the finals
 *     of a bucket are what its results say was pledged.
 *
 *   pledged 10.00 and 5.00, 7.00 taken back → +10.00 +5.00 −5.00 −10.00 +8.00; peak 15.00, withdrawn 7.00, final 8.00
 */

/** A line of an entry on an account of the round, the ledger's own. */
export interface RoundMove {
  /** The place of the entry in the chain. */
  readonly position: bigint;
  readonly at: Date;
  /** The number of the entry in its fiscal year. */
  readonly number: number;
  readonly kind: string;
  /** Why a pledge ended, on the entry that reverses it. */
  readonly ending: "withdrawn" | "returned" | null;
  /** Whose credits moved, or, on a bucket, whose pledge did. */
  readonly memberId: string | null;
  readonly bucketId: string | null;
  /** Above zero where the account got more. */
  readonly amountMinor: bigint;
}

export type OperationKind = "pool" | "credits" | "pledge" | "withdrawn" | "returned" | "completed" | "settlement";

export interface Operation extends Pick<RoundMove, "position" | "at" | "number" | "memberId" | "bucketId" | "amountMinor"> {
  readonly what: OperationKind;
  /** Whether the close did it. */
  readonly isAtClose: boolean;
}

/** What the close gave back to somebody of a bucket. */
export interface GivenBack {
  readonly memberId: string;
  readonly bucketId: string;
  readonly amountMinor: bigint;
}

/** What the tally rule gave a bucket at the close. */
export type Completed = Omit<GivenBack, "memberId">;

/** Rules 1 and 2: the moves of a round, in the order of the chain, as operations. */
export function operationsOf(
  moves: readonly RoundMove[],
  givenBack: readonly GivenBack[],
  completed: readonly Completed[] = [],
): Operation[] {
  const settlement = moves.filter(({ kind }) => kind === "round-settlement");
  return [
    ...moves.filter(({ kind }) => kind !== "round-settlement").flatMap(operationOf),
    ...settlementOf(settlement, givenBack, completed),
  ].sort((a, b) => Number(a.position - b.position));
}

/** Of the lines of an entry the one that says it all; the others are its counterparts. */
function operationOf(move: RoundMove): Operation[] {
  const { kind, ending, memberId, bucketId, ...moved } = move;
  const told = (what: OperationKind): Operation[] => [{ ...moved, memberId, bucketId, what, isAtClose: false }];
  switch (kind) {
    case "round-pool":
      return memberId === null ? told("pool") : [];
    case "round-credits":
      return memberId === null ? [] : told("credits");
    case "pledge":
      return bucketId === null ? [] : told("pledge");
    case "reversal":
      if (ending === null) break;
      return bucketId === null ? [] : told(ending);
  }
  throw new RangeError(`an entry ${kind} in a round, number ${move.number}`);
}

/**
 * Rule 2. The entry holds one sum an account, in which what was given back and what then left with the pool cancel out:
 * 40.00 back to Zoe, who keeps nothing → returned −40.00 of the bucket, settlement −40.00 of her credits. So do what completed a
 * bucket and what it took to its envelope: 60.00 pledged, 90.00 more → completed +90.00, settlement −150.00.
 */
function settlementOf(lines: readonly RoundMove[], givenBack: readonly GivenBack[], completed: readonly Completed[]): Operation[] {
  const [first] = lines;
  if (!first) return [];
  const { position, at, number } = first;
  const told = (what: OperationKind, of: Pick<Operation, "memberId" | "bucketId" | "amountMinor">): Operation => ({
    position,
    at,
    number,
    what,
    isAtClose: true,
    ...of,
  });
  const left = new Map<string, Pick<Operation, "memberId" | "bucketId" | "amountMinor">>();
  const add = (memberId: string | null, bucketId: string | null, amountMinor: bigint): void => {
    const account = `${memberId} ${bucketId}`;
    left.set(account, { memberId, bucketId, amountMinor: (left.get(account)?.amountMinor ?? 0n) + amountMinor });
  };
  for (const { memberId, bucketId, amountMinor } of lines) add(memberId, bucketId, amountMinor);
  for (const { memberId, bucketId, amountMinor } of givenBack) {
    add(memberId, null, -amountMinor);
    add(null, bucketId, amountMinor);
  }
  for (const { bucketId, amountMinor } of completed) add(null, bucketId, -amountMinor);
  return [
    ...givenBack.map((one) => told("returned", { ...one, amountMinor: -one.amountMinor })),
    ...completed.map((one) => told("completed", { memberId: null, ...one })),
    ...[...left.values()].filter(({ amountMinor }) => amountMinor !== 0n).map((one) => told("settlement", one)),
  ];
}

export interface PledgeFigures {
  readonly memberId: string;
  readonly bucketId: string;
  readonly peakMinor: bigint;
  readonly withdrawnMinor: bigint;
  readonly returnedMinor: bigint;
  readonly finalMinor: bigint;
}

/** Rules 3 and 4: a row for each participant and bucket they ever pledged to, in the order of their first pledges. */
export function pledgeFiguresOf(operations: readonly Operation[]): PledgeFigures[] {
  const rows = new Map<string, PledgeFigures & { readonly taken?: Operation }>();
  for (const operation of operations) {
    const { what, memberId, bucketId, amountMinor, isAtClose } = operation;
    if (memberId === null || bucketId === null) continue;
    const key = `${memberId} ${bucketId}`;
    const none = { memberId, bucketId, peakMinor: 0n, withdrawnMinor: 0n, returnedMinor: 0n, finalMinor: 0n };
    const { taken, ...row } = rows.get(key) ?? (none as PledgeFigures & { readonly taken?: Operation });
    const finalMinor = isAtClose ? row.finalMinor : row.finalMinor + amountMinor;
    if (what === "pledge") {
      const peakMinor = finalMinor > row.peakMinor ? finalMinor : row.peakMinor;
      const withdrawnMinor = row.withdrawnMinor - (isRestOf(taken, operation) ? amountMinor : 0n);
      rows.set(key, { ...row, finalMinor, peakMinor, withdrawnMinor });
    } else if (what === "withdrawn") {
      rows.set(key, { ...row, finalMinor, withdrawnMinor: row.withdrawnMinor - amountMinor, taken: operation });
    } else if (what === "returned") rows.set(key, { ...row, finalMinor, returnedMinor: row.returnedMinor - amountMinor });
  }
  return [...rows.values()].map(({ taken: _, ...row }) => row);
}

/**
 * Whether a pledge is the rest of what a withdrawal reversed: the very next entry, of the same instant, and less than the
 * entry that was reversed last (were it as much, that one would not have been reversed).
 */
const isRestOf = (taken: Operation | undefined, pledge: Operation): boolean =>
  taken !== undefined &&
  pledge.position === taken.position + 1n &&
  pledge.at.getTime() === taken.at.getTime() &&
  pledge.amountMinor < -taken.amountMinor;
