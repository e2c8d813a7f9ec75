/**
 * The scale of a slider: few enough positions to reach each by the arrow keys, whole steps between them, and at its end
 * exactly the most that can be. What lies between two positions is typed.
 *
 *   up to 180.00 € → steps of 2 €, 90 positions      up to 12.40 € → steps of 20 cents, the 62nd is 12.40 €
 */
export interface Scale {
  readonly maxMinor: bigint;
  readonly stepMinor: bigint;
  readonly positions: number;
}

const positionsMax = 100n;
const roundSteps = [1n, 2n, 5n];

/** `unitMinor` is a main unit: 100 cents. Small sums go by its tenths. */
export function scaleOf(maxMinor: bigint, unitMinor: bigint): Scale {
  const finest = unitMinor >= 10n && maxMinor <= unitMinor * 20n ? unitMinor / 10n : unitMinor;
  for (let power = 1n; ; power *= 10n) {
    for (const step of roundSteps) {
      const stepMinor = finest * step * power;
      if (maxMinor <= stepMinor * positionsMax) return { maxMinor, stepMinor, positions: Number((maxMinor + stepMinor - 1n) / stepMinor) };
    }
  }
}

export function amountAt({ maxMinor, stepMinor, positions }: Scale, position: number): bigint {
  return position >= positions ? maxMinor : BigInt(Math.max(0, Math.trunc(position))) * stepMinor;
}

/** The nearest position; what is not nothing is never at the start. */
export function positionOf({ maxMinor, stepMinor, positions }: Scale, amountMinor: bigint): number {
  if (amountMinor >= maxMinor) return positions;
  const nearest = Number((amountMinor + stepMinor / 2n) / stepMinor);
  return amountMinor > 0n ? Math.min(Math.max(1, nearest), positions) : 0;
}

/** What keeps a pledge from growing: one’s credits, what the bucket takes, or the cap of one participant in it. */
export type Bound = "credits" | "bucket" | "cap";

export interface Room {
  readonly ownMinor: bigint;
  readonly leftMinor: bigint;
  /** Null while pledges are secret: nobody knows it. */
  readonly bucketMinor: bigint | null;
  readonly capMinor: bigint | null;
}

/** How far one’s whole pledge to a bucket can go now, and what would stop it. The service decides; this is where the hand stops. */
export function furthest({ ownMinor, leftMinor, bucketMinor, capMinor }: Room): { readonly atMinor: bigint; readonly by: Bound } {
  let best: { atMinor: bigint; by: Bound } = { atMinor: ownMinor + leftMinor, by: "credits" };
  if (bucketMinor !== null && ownMinor + bucketMinor < best.atMinor) best = { atMinor: ownMinor + bucketMinor, by: "bucket" };
  if (capMinor !== null && capMinor < best.atMinor) best = { atMinor: capMinor, by: "cap" };
  return best;
}
