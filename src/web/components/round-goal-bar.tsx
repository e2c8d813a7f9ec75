/** How far a bucket is: others’ part plain, mine striped behind it, a notch where its minimum is. Figures in minor units. */
interface GoalBarProps {
  others: bigint;
  mine: bigint;
  min: bigint;
  max: bigint;
  says: string;
}

/** Hundredths of a percent, between nothing and all of it; only a width, never a figure. */
function share(part: bigint, whole: bigint): string {
  const found = whole <= 0n ? 0n : (part * 10_000n) / whole;
  const kept = found < 0n ? 0n : found > 10_000n ? 10_000n : found;
  return `${Number(kept) / 100}%`;
}

export function GoalBar({ others, mine, min, max, says }: GoalBarProps) {
  return (
    <div class="goal-bar" role="img" aria-label={says}>
      <div class="bar">
        <span class="green" style={{ width: share(others, max) }} />
        <span class="mine" style={{ width: share(mine, max) }} />
      </div>
      {min !== max && <span class="notch" style={{ insetInlineStart: share(min, max) }} />}
    </div>
  );
}
