/** Decisions in stories: people who may decide, and the clock that ends what they opened. */

import { doDueWork } from "../../src/db/due-work.js";
import { effects } from "../../src/effects.js";
import type { House, Person } from "./stories.js";

/** Makes people adhérent·es since January. */
export async function subscribe(admin: Person, ...people: readonly Person[]): Promise<void> {
  for (const { memberId } of people) {
    const { status, body } = await admin.post(`/members/${memberId}/standings`, {
      standing: "subscriber",
      fromOn: "2026-01-01",
      untilOn: null,
    });
    if (status !== 200 && status !== 201) throw new Error(`standing: ${status} ${JSON.stringify(body)}`);
  }
}

/** Moves the clock on, and does what is due by then. */
export async function reach(house: House, instant: string): Promise<void> {
  house.clock.now = new Date(instant);
  await doDueWork(house.database.orm, house.clock.now, effects);
}

/** A proposal with one part and its changes, as a body. */
export const proposal = (title: string, changes: readonly unknown[] = [], more: Record<string, unknown> = {}) => ({
  ...{ title, way: "ballots", text: `${title}.`, parts: [{ id: "a", title, changes }] },
  ...more,
});

/** The same as the body of another attempt. */
export const again = ({ title: _, ...attempt }: ReturnType<typeof proposal>, more: Record<string, unknown> = {}) => ({
  ...attempt,
  ...more,
});
