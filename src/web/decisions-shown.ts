/** Whether decisions are shown: where the collective turned them on. What waits for one’s word is at home in any case. */
import type { Collective, Place } from "./place.js";
import { useReading } from "./readings.js";

export const useHasDecisions = ({ api }: Pick<Place, "api">): boolean =>
  useReading<Collective>(api).value?.modules.includes("decisions") ?? false;
