/** Where a round’s pages are, what they read, and who its reader is in it. */
import { useRoute } from "preact-iso/router";
import { usePassing } from "./passing.js";
import { type Place, useCollective, useHere } from "./place.js";
import { type Reading, useReading } from "./readings.js";
import { isWithin } from "./round-dates.js";
import type { Bucket, Round } from "./round-figures.js";

export interface RoundPlace {
  readonly here: Place;
  readonly id: string;
  /** Its routes. */
  readonly api: string;
  /** Its pages. */
  readonly home: string;
  readonly timeZone: string;
  readonly round: Reading<Round>;
}

export function useRoundPlace(): RoundPlace {
  const here = useHere();
  const id = useRoute().params.id ?? "";
  const api = `${here.api}/rounds/${id}`;
  return { here, id, api, home: `${here.home}/rounds/${id}`, timeZone: useTimeZone(), round: useReading<Round>(api) };
}

/** The collective’s; until it is read, that of most. */
export const useTimeZone = (): string => useCollective()?.timeZone ?? "Europe/Paris";

export const useBuckets = (api: string): Reading<{ items: Bucket[] }> => useReading(`${api}/buckets`);

/** Reads anew when the next date of the round passes: a page that stands open moves on by itself. */
export function usePassingDates(round: Round | undefined): void {
  const dates = round ? [round.proposalsFrom, round.proposalsUntil, round.pledgesFrom, round.pledgesUntil] : [];
  usePassing(dates.sort().find((date) => Date.parse(date) > Date.now()) ?? null);
}

/** Whether its reader may propose a bucket now, as far as a page knows. */
export function mayPropose(round: Round, here: Place): boolean {
  if (round.endedAt !== null || !isWithin(round.proposalsFrom, round.proposalsUntil)) return false;
  return round.proposers === "members" || here.pilots(round.circleId) || (round.proposers === "participants" && round.own !== null);
}
