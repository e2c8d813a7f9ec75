/**
 * When what comes back was paid: a refund takes from what stands paid on its day, and on every day after it.
 *
 *   paid 80.00 on 10 March and 20.00 on 20 March → on 12 March 50.00 may come back, 90.00 only from 20 March on
 */
import type { Day } from "./calendar.js";
import { Refusal } from "./refusals.js";

/** What a day did to what stands paid: a payment above zero; what came back, or a payment that was undone, below. */
export interface PaidOn {
  readonly datedOn: Day;
  readonly amountMinor: bigint;
}

/** Refuses `refund_before_payment`, with the first day on which so much may come back. Asked is at most what stands paid by now. */
export function requirePaidBy(history: readonly PaidOn[], refundedOn: Day, askedMinor: bigint): void {
  const days = [...new Set([refundedOn, ...history.map(({ datedOn }) => datedOn)])].filter((day) => day >= refundedOn).sort();
  const standsOn = (day: Day) => history.reduce((sum, { datedOn, amountMinor }) => (datedOn <= day ? sum + amountMinor : sum), 0n);
  const lastShort = days.findLastIndex((day) => standsOn(day) < askedMinor);
  if (lastShort >= 0) throw new Refusal("refund_before_payment", { at: "datedOn", day: refundedOn, paidOn: days[lastShort + 1] ?? null });
}
