/**
 * Peer: people give each other points, and the points share the money (DESIGN §7.3, §7.4).
 *
 * `received` apportions by points received. `impartial` divides so that nobody's points change their own share, and
 * needs whole points ≥ 1 from each to all others; with three members it may leave a part to nobody.
 * Checked in this order: `self_points` (any entry to oneself, even 0), `peer_too_few`, `peer_points_missing`.
 *
 *   400 points given, 155 of them to Ana: 1000.00 × 155/400 = 387.50
 */
import { apportionRatios } from "../../apportion.js";
import { formatAmount } from "../../money.js";
import { add, compare, floor, multiply, one, type Ratio, ratio, zero } from "../../ratio.js";
import { Refusal } from "../../refusals.js";
import {
  type AvailableFigures,
  availableFor,
  type Course,
  type Part,
  type Payment,
  type Portion,
  paymentsToMembers,
  readPortion,
  split,
  sumOf,
} from "../course.js";
import type { Facts } from "../facts.js";
import { choiceField, type Fields, keyFault } from "../fields.js";
import { impartialShares } from "../impartial.js";
import type { Wording } from "../wording.js";

export interface PeerStep {
  readonly kind: "peer";
  readonly method: "received" | "impartial";
  readonly portion: Portion;
}

export type PeerBasis =
  | ({
      readonly kind: "peer";
      readonly method: "received";
      readonly points: string;
      readonly total: string;
      readonly spareUnits: number;
    } & AvailableFigures)
  | ({
      readonly kind: "peer";
      readonly method: "impartial";
      /** The part of 1, rounded down to 12 decimals; the exact fraction follows from the points. */
      readonly share: string;
      /** What was shared: all of avail from four members on. */
      readonly shared: string;
      readonly spareUnits: number;
    } & AvailableFigures);

export function readPeer(fields: Fields): PeerStep {
  const method = choiceField(fields, "method", ["received", "impartial"]);
  if (method === undefined) throw keyFault("method", "missing");
  return { kind: "peer", method, portion: readPortion(fields) };
}

export function payPeer({ method, portion }: PeerStep, course: Course): Payment<PeerBasis>[] {
  requireNoneToOneself(course.facts);
  const { availableMinor, figures } = availableFor(portion, course);
  return method === "received" ? payReceived(availableMinor, figures, course) : payImpartial(availableMinor, figures, course);
}

function requireNoneToOneself({ points, members }: Facts): void {
  const place = points.findIndex(({ from, to }) => from === to);
  if (place >= 0) throw new Refusal("self_points", { at: `points[${place}]`, member: idOf(members, points[place]?.from ?? 0) });
}

const idOf = (members: Facts["members"], member: number): string => (members[member] as Facts["members"][number]).id;

function payReceived(availableMinor: bigint, figures: AvailableFigures, course: Course): Payment<PeerBasis>[] {
  const received = course.facts.members.map(() => 0n);
  for (const { to, points } of course.facts.points) received[to] = (received[to] as bigint) + points;
  const total = String(sumOf(received));
  return paymentsToMembers(
    split(availableMinor, received, course.order),
    (member) => (received[member] as bigint) > 0n,
    (member, { spareUnits }) => ({ kind: "peer", method: "received", ...figures, points: String(received[member]), total, spareUnits }),
  );
}

function payImpartial(availableMinor: bigint, figures: AvailableFigures, course: Course): Payment<PeerBasis>[] {
  const shares = impartialShares(pointsOfAll(course.facts));
  const sum = shares.length === 3 ? shares.reduce(add, zero) : one;
  const sharedMinor = floor(multiply(sum, ratio(availableMinor)));
  const shared = formatAmount(sharedMinor, course.facts.currency);
  const parts = apportionRatios(sharedMinor, shares, course.order, sum).map((amountMinor, member): Part => {
    const exact = timesOver(sharedMinor, shares[member] as Ratio, sum);
    return { amountMinor, spareUnits: compare(ratio(amountMinor), exact) > 0 ? 1 : 0 };
  });
  return paymentsToMembers(
    parts,
    () => true,
    (member, { spareUnits }) => ({
      kind: "peer",
      method: "impartial",
      ...figures,
      share: twelveDecimals(shares[member] as Ratio),
      shared,
      spareUnits,
    }),
  );
}

const timesOver = (amount: bigint, share: Ratio, sum: Ratio): Ratio => ({
  numerator: amount * share.numerator * sum.denominator,
  denominator: share.denominator * sum.numerator,
});

/** points[e][i] of everybody. Refuses `peer_too_few`, `peer_points_missing`. */
function pointsOfAll({ members, points }: Facts): bigint[][] {
  if (members.length < 3) throw new Refusal("peer_too_few", { at: "members", count: members.length });
  const rows = members.map(() => members.map(() => 0n));
  for (const entry of points) (rows[entry.from] as bigint[])[entry.to] = entry.points;
  rows.forEach((row, from) => {
    const to = row.findIndex((value, place) => value === 0n && place !== from);
    if (to >= 0) throw new Refusal("peer_points_missing", { at: "points", from: idOf(members, from), to: idOf(members, to) });
  });
  return rows;
}

function twelveDecimals({ numerator, denominator }: Ratio): string {
  const digits = ((numerator * 10n ** 12n) / denominator).toString().padStart(13, "0");
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
}

export function explainPeer(basis: PeerBasis, amount: string, wording: Wording): string {
  const french = wording.language === "fr";
  if (basis.method === "received") {
    const quotient = wording.quotient(basis.points, basis.total, basis.available, basis.spareUnits);
    const received = `${wording.number(basis.points)} ${french ? "sur" : "of"} ${wording.number(basis.total)}`;
    return french
      ? `points reçus, ${received}. ${wording.available(basis)} : ${quotient}.`
      : `points received, ${received}. ${wording.available(basis)}: ${quotient}.`;
  }
  const availableMinor = wording.minor(basis.available);
  const share = wording.percent(asPercent(basis.share, availableMinor));
  const rounding = wording.rounded(productOf(basis.share, availableMinor, wording.minor(amount)), wording.minor(amount), basis.spareUnits);
  const product = `${share} × ${wording.money(basis.available)}${rounding}`;
  return french
    ? `part que donnent les points des autres, jamais les siens : environ ${share}. ${wording.available(basis)} : ${product}.`
    : `the part that the others’ points give, never one’s own: about ${share}. ${wording.available(basis)}: ${product}.`;
}

const scale = 10n ** 12n;
const trillionths = (share: string): bigint => BigInt(share.replace(".", ""));

/** share × avail; the share is itself rounded down, so a whole number within its last decimal is what is meant. */
function productOf(share: string, availableMinor: bigint, paidMinor: bigint): Ratio {
  const low = trillionths(share) * availableMinor;
  const missing = paidMinor * scale - low;
  return missing >= 0n && missing <= availableMinor ? ratio(paidMinor) : ratio(low, scale);
}

/**
 * A percent rounded down to four decimals, or to as many as it takes for the product with avail to come out to the
 * same minor unit: "0.409457941150" → "40.9457".
 */
function asPercent(share: string, availableMinor: bigint): string {
  const exact = trillionths(share);
  const product = (part: bigint) => (part * availableMinor) / scale;
  const decimals = [4, 5, 6, 7, 8, 9].find((count) => product(cut(exact, count)) === product(exact)) ?? 10;
  const digits = cut(exact, decimals).toString().padStart(11, "0");
  return `${digits.slice(0, -10)}.${digits.slice(-10)}`;
}

/** What stays of a share when its percent keeps so many decimals. */
const cut = (share: bigint, decimals: number): bigint => share - (share % 10n ** BigInt(10 - decimals));
