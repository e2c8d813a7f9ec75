/** Instants that pass while a page stands open: it is read anew then, and moves on by itself. */
import { useEffect } from "preact/hooks";
import { refreshReadings } from "./readings.js";

const longestMs = 2 ** 31 - 1;
/** A moment later: the clock of this device may be ahead of the service’s. */
const laterMs = 1_000;

export function usePassing(instant: string | null): void {
  useEffect(() => {
    const ms = instant === null ? Number.NaN : Date.parse(instant) - Date.now();
    if (!(ms > 0 && ms < longestMs)) return;
    const timer = setTimeout(refreshReadings, ms + laterMs);
    return () => clearTimeout(timer);
  }, [instant]);
}
