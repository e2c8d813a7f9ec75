/**
 * What a page needs only once it is on the screen: a rule, a picture, a line that understands what is typed. It is fetched
 * then; what could not be fetched is asked again whenever the page is shown anew.
 *
 *   const rule = useLater(async () => (await import("../../domain/sharing-assembly.js")).requireKey);
 */
import { useEffect, useState } from "preact/hooks";

/** Undefined until it is there. */
export function useLater<Part>(load: () => Promise<Part>): Part | undefined {
  const [held, hold] = useState<{ readonly part: Part }>();
  useEffect(() => {
    if (held) return;
    let isWanted = true;
    load().then(
      (part) => {
        if (isWanted) hold({ part });
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  });
  return held?.part;
}
