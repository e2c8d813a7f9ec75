/**
 * News of a round: what others pledged or took back between two readings, so that a page can say it in a sentence.
 *
 *   before: Dom 15.00 on the tools; after: Dom 35.00 on the tools → Dom, the tools, +20.00
 */
import type { Bucket, Pledge } from "./round-figures.js";
import { saidMinor } from "./round-figures.js";

export interface Standing {
  readonly memberId: string | null;
  readonly bucketId: string;
  readonly minor: bigint;
}
export type StandingBy = ReadonlyMap<string, Standing>;

/** What stands of each participant on each bucket: a pledge that ended no longer does. */
export function standingOfPledges(pledges: readonly Pledge[], commodity: string): StandingBy {
  const standing = new Map<string, Standing>();
  for (const { memberId, bucketId, amount, ending } of pledges) {
    const key = `${memberId} ${bucketId}`;
    const minor = (standing.get(key)?.minor ?? 0n) + (ending === null ? saidMinor(amount, commodity) : 0n);
    standing.set(key, { memberId, bucketId, minor });
  }
  return standing;
}

/** The same of all others together, where there are too many to name. Nothing while pledges are secret. */
export function standingOfBuckets(buckets: readonly Bucket[], commodity: string): StandingBy {
  return new Map(
    buckets.flatMap(({ id, pledged, ownPledged }) =>
      pledged === null
        ? []
        : [[id, { memberId: null, bucketId: id, minor: saidMinor(pledged, commodity) - saidMinor(ownPledged, commodity) }]],
    ),
  );
}

/** What changed from one to the other, without what is one’s own. A bucket that only appeared is no news here. */
export function newsBetween(before: StandingBy, after: StandingBy, me: string): Standing[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const now = after.get(key);
    const then = before.get(key);
    const { memberId, bucketId } = (now ?? then) as Standing;
    const minor = (now?.minor ?? 0n) - (then?.minor ?? 0n);
    return minor === 0n || memberId === me ? [] : [{ memberId, bucketId, minor }];
  });
}
