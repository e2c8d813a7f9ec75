/** What waits for a member in reviews: peers to review in a period that is open (domain/waiting). */
import type { Queryable } from "../../db/client.js";
import { dayIn } from "../../domain/calendar.js";
import { leftToReview } from "../../domain/review-period.js";
import type { Waiting } from "../../domain/waiting.js";
import { listAwaited } from "./periods.queries.js";
import type { Acting } from "./reviews.actions.js";

export async function reviewsWaiting(on: Queryable, { caller, now }: Acting): Promise<Waiting[]> {
  const awaited = await listAwaited(on, caller.collective.id, caller.memberId, now);
  return awaited.flatMap(({ id, title, closesAt, people, reviewed }) => {
    const left = leftToReview(people, caller.memberId, reviewed);
    if (left.length === 0) return [];
    // Who may until midnight may on the day that it ends.
    const untilOn = dayIn(new Date(closesAt.getTime() - 1), caller.collective.timeZone);
    return [{ kind: "review", id, title, untilOn, names: left.map(({ name }) => name) }];
  });
}
