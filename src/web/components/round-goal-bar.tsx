/** How far a bucket is: others’ part plain, mine striped behind it, a notch where its minimum is. Figures in minor units. */
import { widthOf } from "./figures.js";

interface GoalBarProps {
  others: bigint;
  mine: bigint;
  min: bigint;
  max: bigint;
  says: string;
}

export function GoalBar({ others, mine, min, max, says }: GoalBarProps) {
  return (
    <div class="goal-bar" role="img" aria-label={says}>
      <div class="bar">
        <span class="green" style={{ width: widthOf(others, max) }} />
        <span class="mine" style={{ width: widthOf(mine, max) }} />
      </div>
      {min !== max && <span class="notch" style={{ insetInlineStart: widthOf(min, max) }} />}
    </div>
  );
}
