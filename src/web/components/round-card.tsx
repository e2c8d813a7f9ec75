/** A bucket on the board: what it is, how far it is on its way to its minimum and its most, others’ part and mine told apart. */
import type { ComponentChildren } from "preact";
import en from "../i18n/en/round.js";
import fr from "../i18n/fr/round.js";
import { type Bucket, isNothing, type Round, saidMinor, sumIn, textOf } from "../round-figures.js";
import { speak } from "../speech.js";
import { Pill } from "./figures.js";
import { GoalBar } from "./round-goal-bar.js";

const t = speak({ fr, en });

interface CardProps {
  bucket: Bucket;
  round: Round;
  /** Pages of the round. */
  home: string;
  /** One’s own part as it is under the hand; what is saved where no hand is. */
  own?: bigint;
  control?: ComponentChildren;
  children?: ComponentChildren;
}

export function BucketCard({ bucket, round, home, own, control, children }: CardProps) {
  const titleId = `bucket-${bucket.id}`;
  return (
    <article class="card" aria-labelledby={titleId}>
      <div class="row between">
        <h2 id={titleId} class="bucket-title">
          <a href={`${home}/buckets/${bucket.id}`}>{bucket.title}</a>
        </h2>
        <BucketPill bucket={bucket} round={round} />
      </div>
      {bucket.summary && <p class="muted">{bucket.summary}</p>}
      {children ?? <BucketProgress bucket={bucket} round={round} own={own} />}
      {control}
    </article>
  );
}

export function BucketPill({ bucket, round }: { bucket: Bucket; round: Round }) {
  const { card } = t();
  if (bucket.status === "draft") return <Pill>{card.draft}</Pill>;
  if (bucket.status === "cancelled") return <Pill>{card.cancelled}</Pill>;
  if (bucket.status === "completed") return <Pill tone="green">{card.done}</Pill>;
  if (bucket.status === "funded") return <Pill tone="green">{card.funded}</Pill>;
  if (round.method === "ballots") return null;
  if (bucket.isComplete) return <Pill tone="green">{card.complete}</Pill>;
  if (bucket.missing !== null && isNothing(bucket.missing)) return <Pill tone="green">{card.reached}</Pill>;
  return <Pill tone="wheat">{card.minimum(sumIn(round.commodity)(bucket.minGoal))}</Pill>;
}

/** The bar and its sentence. While pledges are secret: what it takes, and what is one’s own. */
export function BucketProgress({ bucket, round, own }: { bucket: Bucket; round: Round; own?: bigint | undefined }) {
  const { card } = t();
  const { commodity } = round;
  const sum = sumIn(commodity);
  const ownMinor = own ?? saidMinor(bucket.ownPledged, commodity);
  const mine = textOf(ownMinor, commodity);
  if (bucket.pledged === null || bucket.status === "cancelled") {
    return (
      <p class="muted">
        {card.goals(sum(bucket.minGoal), sum(bucket.maxGoal))} {ownMinor > 0n && card.own(sum(mine))}
      </p>
    );
  }
  const othersMinor = saidMinor(bucket.pledged, commodity) - saidMinor(bucket.ownPledged, commodity);
  const pledgedMinor = othersMinor + ownMinor;
  const pledged = sum(textOf(pledgedMinor, commodity));
  const [minMinor, maxMinor] = [saidMinor(bucket.minGoal, commodity), saidMinor(bucket.maxGoal, commodity)];
  const next = bucket.status === "published" && round.phase !== "settling" && nextOf(bucket, round, ownMinor);
  // Whether one’s own part is new decides whether one person more takes part.
  const people = (bucket.pledgers ?? 0) + (ownMinor > 0n ? 1 : 0) - (isNothing(bucket.ownPledged) ? 0 : 1);
  return (
    <div class="stack tight">
      <GoalBar
        others={othersMinor}
        mine={ownMinor}
        min={minMinor}
        max={maxMinor}
        says={card.bar(pledged, sum(mine), sum(bucket.minGoal), sum(bucket.maxGoal))}
      />
      <p class="row between small goal-words">
        <span class="muted">{card.pledged(pledged, sum(bucket.maxGoal), people)}</span>
        {ownMinor > 0n && (
          <span class="strong">
            <span class="mine-mark" aria-hidden="true" /> {card.mine(sum(mine))}
          </span>
        )}
        {next && <span class="muted">{next}</span>}
      </p>
    </div>
  );
}

/** What a bucket still waits for: its minimum, then its most. Nothing while pledges are secret, or once it is full. */
export function nextOf(bucket: Bucket, { commodity }: Round, ownMinor: bigint): string | undefined {
  if (bucket.pledged === null) return undefined;
  const pledgedMinor = saidMinor(bucket.pledged, commodity) - saidMinor(bucket.ownPledged, commodity) + ownMinor;
  const missingMinor = saidMinor(bucket.minGoal, commodity) - pledgedMinor;
  const roomMinor = saidMinor(bucket.maxGoal, commodity) - pledgedMinor;
  const sum = (minor: bigint) => sumIn(commodity)(textOf(minor, commodity));
  if (missingMinor > 0n) return t().card.missing(sum(missingMinor));
  return roomMinor > 0n ? t().card.room(sum(roomMinor)) : undefined;
}
