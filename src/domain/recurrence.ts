/**
 * A sharing that recurs (DESIGN §8): when one is posted the next is prepared, its days so many months later, as a draft
 * that opens by itself; whoever is in the circle is reminded that day.
 *
 *  1. The next period begins the day after this one ends, and is as many months long. A period that ends with a month
 *     ends with its month again: 28 February → 31 March → 30 April.
 *  2. Wishes open and close the same days of their months. Where nobody said when they open, the day after the period.
 *
 *   monthly, 2026-02-01 – 2026-02-28, wishes from 2026-02-25 to 2026-03-05
 *   → 2026-03-01 – 2026-03-31, wishes from 2026-03-25 to 2026-04-05
 */
import { addDays, type Day, dayOf } from "./calendar.js";

export const recurrences = ["monthly", "quarterly"] as const;
export type Recurrence = (typeof recurrences)[number];

const months: Readonly<Record<Recurrence, number>> = { monthly: 1, quarterly: 3 };

/** The same day so many months later, or the last of that month where it has no such day. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
  const ordinal = year * 12 + month - 1 + count;
  const [toYear, toMonth] = [Math.floor(ordinal / 12), (ordinal % 12) + 1];
  for (let wanted = dayOfMonth; wanted >= 28; wanted -= 1) {
    const found = dayOf(toYear, toMonth, wanted);
    if (found !== undefined) return found;
  }
  return dayOf(toYear, toMonth, dayOfMonth) ?? day;
}

const endsMonth = (day: Day): boolean => addDays(day, 1).endsWith("-01");
const lastOfMonth = (day: Day): Day => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);

export interface SharingDays {
  readonly fromOn: Day | null;
  readonly untilOn: Day;
  readonly opensOn: Day | null;
  readonly closesOn: Day | null;
}

/** Rules 1 and 2. */
export function nextDays({ untilOn, opensOn, closesOn }: SharingDays, recurs: Recurrence): SharingDays & { readonly opensOn: Day } {
  const later = (day: Day) => addMonths(day, months[recurs]);
  const until = endsMonth(untilOn) ? lastOfMonth(later(`${untilOn.slice(0, 7)}-01`)) : later(untilOn);
  return {
    fromOn: addDays(untilOn, 1),
    untilOn: until,
    opensOn: opensOn === null ? addDays(until, 1) : later(opensOn),
    closesOn: closesOn === null ? null : later(closesOn),
  };
}
