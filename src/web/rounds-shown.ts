/** Whether rounds are shown: where the collective turned them on, or where there is one already. */
import type { Collective, Place } from "./place.js";
import { useReading } from "./readings.js";

export function useHasRounds({ api }: Pick<Place, "api">): boolean {
  const modules = useReading<Collective>(api).value?.modules;
  const isOn = modules?.some((each) => each === "rounds" || each === "votes") ?? false;
  const first = useReading<{ items: unknown[] }>(modules && !isOn ? `${api}/rounds?limit=1` : null).value;
  return isOn || (first?.items.length ?? 0) > 0;
}
