/**
 * The last resort (DESIGN §11): what ends a decision that consent could not end.
 *
 *  1. It is there once `attemptsBefore` attempts were postponed, each opened at least a week after the one before it closed.
 *     An amended proposal that came back sooner was an attempt, and does not count for this. The attempt that uses the last
 *     resort keeps the week too: nobody is outvoted in the heat of a block.
 *  2. And once `meetingsBefore` recorded meetings listed the decision, held since it was proposed, or reopened.
 *  3. Attempts and meetings count anew after each time the decision was taken. A week ends to the hour the clocks showed.
 *
 *   attempts closed on Tuesday 10 and Friday 20 March 2026, both blocked, the second opened on Tuesday 17; meetings on 12 and
 *   26 March → from Friday 27 March on. The second opened on 12 March, amended: it does not count, one more attempt is needed.
 */
import { addDays, dayIn, sameHourOn } from "../calendar.js";
import { Refusal } from "../refusals.js";
import type { ConsentCalendar } from "./counted-hours.js";
import type { Attempt, Decision } from "./decision.js";
import { outcomeOf } from "./outcome.js";
import { isTaken } from "./parts.js";
import type { ConsentSettings } from "./settings.js";

/** What is in force when something is decided. */
export interface ConsentRules {
  readonly settings: ConsentSettings;
  readonly calendar: ConsentCalendar;
}

/** The instant `daysBetweenAttempts` days after a close. */
export const aWeekAfter = (closedAt: Date, { settings, calendar }: ConsentRules): Date =>
  sameHourOn(addDays(dayIn(closedAt, calendar.timeZone), settings.daysBetweenAttempts), closedAt, calendar.timeZone);

/** The attempts since the decision was last taken, or since it was proposed. */
export function attemptsSinceTaken({ attempts }: Decision, now: Date): Attempt[] {
  const taken = attempts.findLastIndex((attempt) => isTaken(outcomeOf(attempt, now)));
  return attempts.slice(taken + 1);
}

/** How near the last resort is. */
export interface LastResortReadiness {
  readonly attempts: number;
  readonly attemptsNeeded: number;
  readonly meetings: number;
  readonly meetingsNeeded: number;
  /** A week after the last close, or null where nothing was tried yet. */
  readonly possibleAt: Date | null;
  readonly isReady: boolean;
}

export function lastResortReadiness(
  { decision, settings, calendar }: ConsentRules & { readonly decision: Decision },
  now: Date,
): LastResortReadiness {
  const rules = { settings, calendar };
  const tried = attemptsSinceTaken(decision, now);
  const spaced = tried.filter((attempt, index) => {
    const before = tried[index - 1];
    return outcomeOf(attempt, now)?.kind === "postponed" && (!before || attempt.openedAt >= aWeekAfter(before.closesAt, rules));
  });
  const since = sinceWhen(decision, now);
  const listing = decision.meetings.filter(({ heldAt, recordedAt }) => heldAt >= since && heldAt <= recordedAt && recordedAt <= now);
  const last = tried.at(-1);
  const figures = {
    attempts: spaced.length,
    attemptsNeeded: settings.attemptsBefore,
    meetings: new Set(listing.map(({ meetingId }) => meetingId)).size,
    meetingsNeeded: settings.meetingsBefore,
    possibleAt: last ? aWeekAfter(last.closesAt, rules) : null,
  };
  const isReady =
    figures.attempts >= figures.attemptsNeeded &&
    figures.meetings >= figures.meetingsNeeded &&
    (figures.possibleAt === null || now >= figures.possibleAt);
  return { ...figures, isReady };
}

/** Since when meetings count: since it was reopened, or proposed. */
function sinceWhen({ attempts, reopenings, proposedAt }: Decision, now: Date): Date {
  const taken = attempts.findLast((attempt) => isTaken(outcomeOf(attempt, now)));
  const outcome = taken ? outcomeOf(taken, now) : null;
  if (!taken || outcome === null) return proposedAt;
  return reopenings.find(({ afterAttempt }) => afterAttempt >= taken.number)?.reopenedAt ?? outcome.at;
}

/** Refuses `last_resort_none`; `last_resort_not_yet` with what there is, what it takes, and from when on. */
export function requireLastResort(facts: ConsentRules & { readonly decision: Decision }, now: Date): void {
  if (facts.settings.lastResort.kind === "none") throw new Refusal("last_resort_none", { at: "isLastResort" });
  const { isReady, possibleAt, ...figures } = lastResortReadiness(facts, now);
  if (isReady) return;
  const wait = possibleAt !== null && possibleAt > now ? { possibleAt: possibleAt.toISOString() } : {};
  throw new Refusal("last_resort_not_yet", { at: "isLastResort", ...figures, ...wait });
}
