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
    const titled = { id: round.id, title: round.title, untilOn: dayIn(round.pledgesUntil, caller.collective.timeZone) };
    if (kind === null) return [];
    return [kind === "pledge" ? { kind, ...titled, commodity: round.commodity, leftMinor: leftMinor ?? 0n } : { kind, ...titled }];
  });
}
