/**
 * Live pages: told by the service that something changed, they read anew.
 *
 * Only the tab one looks at listens. A stream that ends (the session was due, the service restarted) is opened again after
 * the session is refreshed; the first event of a stream comes at once, so nothing is missed in between.
 */
import { useEffect } from "preact/hooks";
import { refreshReadings } from "./readings.js";
import { resumeSession } from "./session.js";

const pauseMs = 3_000;

/** Reads everything on the page anew whenever the service tells of a change on this path. */
export function useLive(path: string | null): void {
  useEffect(() => {
    if (path === null) return;
    let source: EventSource | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(waiting);
      source?.close();
      source = undefined;
    };
    const open = () => {
      if (source || document.visibilityState !== "visible") return;
      const opened = new EventSource(`/api/v1${path}`);
      source = opened;
      opened.addEventListener("changed", refreshReadings);
      opened.addEventListener("error", () => {
        close();
        waiting = setTimeout(() => {
          resumeSession().then(open, open);
        }, pauseMs);
      });
    };
    const follow = () => (document.visibilityState === "visible" ? open() : close());
    document.addEventListener("visibilitychange", follow);
    open();
    return () => {
      document.removeEventListener("visibilitychange", follow);
      close();
    };
  }, [path]);
}
