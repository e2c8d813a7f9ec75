/** Journeys through days: the clock of a house, and those of the phones that look at it. */
import { type Clock, type Demo, rest, type Visitor } from "./chromium.js";

/** A clock that moves on with the day, from wherever it was put. */
export class MovingClock implements Clock {
  aheadMs = 0;
  get now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}

/**
 * The clocks of the house and of the phones move on to an instant, and what is due is done. The first phone’s session is renewed, for
 * what a journey asks by itself.
 */
export async function moveOn(to: string, demo: Demo, clock: MovingClock, phones: readonly [Visitor, ...Visitor[]]): Promise<void> {
  // What is asked between two clocks is refused by one of them.
  for (const { page } of phones) await rest(page);
  const aheadMs = Date.parse(to) - Date.now() + 1_000;
  // The phones first: their session has ended for them before it has for the house, so they renew it and are not refused.
  for (const { page } of phones) await page.clock.setSystemTime(new Date(Date.now() + aheadMs));
  clock.aheadMs = aheadMs;
  await demo.doDue();
  await phones[0].page.evaluate(
    'fetch("/api/v1/session/refresh", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }).then((answer) => answer.text())',
  );
}
