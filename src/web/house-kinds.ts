/** Rates as periods: each holds until the day before the next. The one in force is the service’s answer. */
import { addDays } from "../domain/calendar.js";

export interface RatePeriod {
  readonly rate: string;
  readonly fromOn: string;
  /** The last day; null for the last rate. */
  readonly untilOn: string | null;
  readonly when: "past" | "now" | "soon";
}

/** [20.00 from 2025-01-01, 25.00 from 2026-03-01] on 2026-02-01 → the first until 2026-02-28, now; the second soon. */
export function ratePeriods(rates: readonly { fromOn: string; rate: string }[], today: string): RatePeriod[] {
  const ordered = [...rates].sort((one, other) => (one.fromOn < other.fromOn ? -1 : 1));
  return ordered.map(({ fromOn, rate }, index) => {
    const next = ordered[index + 1]?.fromOn;
    const untilOn = next === undefined ? null : addDays(next, -1);
    const when = fromOn > today ? "soon" : untilOn !== null && untilOn < today ? "past" : "now";
    return { rate, fromOn, untilOn, when };
  });
}
