/** The story told through time: by a service of its own on the same database, whose clock begins some weeks ago and ends now. */
import { buildApp } from "../app.js";
import type { Database } from "../db/client.js";
import { doDueWork } from "../db/due-work.js";
import type { Language } from "../domain/refusals.js";
import { effects } from "../effects.js";
import type { StoryClock } from "./demo-governance.js";
import { beganDaysAgo, type Told, tellStory } from "./demo-story.js";

const dayMs = 86_400_000;

/** A clock that runs, some time behind; it is moved on, and never past now. */
export function storyClock(database: Database, began: Date): StoryClock {
  let behindMs = Date.now() - began.getTime();
  const now = () => new Date(Date.now() - behindMs);
  return {
    now,
    reach: async (instant) => {
      behindMs = Math.max(0, Math.min(behindMs, Date.now() - instant.getTime()));
      await doDueWork(database.orm, now(), effects);
    },
  };
}

/**
 * Tells the whole story to a database without a collective. The secret is that of the service that will hold the story: the
 * bank details that are told are sealed with it, and no other opens them.
 */
export async function tellThroughTime(database: Database, secret: string, setupToken: string, language: Language): Promise<Told> {
  const clock = storyClock(database, new Date(Date.now() - beganDaysAgo * dayMs));
  const teller = await buildApp({ database, now: clock.now, secret, maxEventLoopDelay: 0 });
  try {
    return await tellStory(teller, setupToken, language, clock);
  } finally {
    await teller.close();
  }
}
