/** What waits for a member in decisions: a word to say (domain/waiting). */
import type { Queryable } from "../../db/client.js";
import { dayIn } from "../../domain/calendar.js";
import type { Waiting } from "../../domain/waiting.js";
import type { Acting } from "./decisions.answers.js";
import { listAwaitedWords } from "./decisions.queries.js";

export async function decisionsWaiting(on: Queryable, { caller, now }: Acting): Promise<Waiting[]> {
  const awaited = await listAwaitedWords(on, caller.collective.id, caller.memberId, now);
  return awaited
    .filter(({ hasSpoken }) => !hasSpoken)
    .map(({ id, title, closesAt }) => ({
      kind: "decide",
      ...{ id, title },
      // Who may until midnight may on the day that it ends.
      untilOn: dayIn(new Date(closesAt.getTime() - 1), caller.collective.timeZone),
    }));
}
