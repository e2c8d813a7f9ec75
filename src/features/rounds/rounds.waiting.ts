/** What waits for a member in rounds: credits to pledge, a ballot to cast (domain/waiting). */
import type { Queryable } from "../../db/client.js";
import { dayIn } from "../../domain/calendar.js";
import { phaseOf } from "../../domain/round.js";
import { roundWaits, type Waiting } from "../../domain/waiting.js";
import type { Acting } from "./open-round.js";
import { listOwnParts, roundFactsOf } from "./rounds.queries.js";

export async function roundsWaiting(on: Queryable, { caller, now }: Acting): Promise<Waiting[]> {
  const parts = await listOwnParts(on, caller.collective.id, caller.memberId);
  return parts.flatMap(({ round, balanceMinor, castAt }): Waiting[] => {
    const facts = roundFactsOf(round);
    const leftMinor = balanceMinor === null ? null : -balanceMinor;
    const kind = roundWaits({ phase: phaseOf(facts, now), method: facts.method, leftMinor, castAt });
    if (kind === null) return [];
    // Who may until midnight may on the day that it ends.
    const lastInstant = new Date(round.pledgesUntil.getTime() - 1);
    const titled = { id: round.id, title: round.title, untilOn: dayIn(lastInstant, caller.collective.timeZone) };
    return [kind === "pledge" ? { kind, ...titled, commodity: round.commodity, leftMinor: leftMinor ?? 0n } : { kind, ...titled }];
  });
}
