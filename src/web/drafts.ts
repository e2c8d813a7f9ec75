/** Drafts: what was typed and not sent yet, kept on this device until it is. */
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";

const prefix = "moisson.draft.";

/** A value that outlives the page; `clear` when it is sent. `name` says whose and what: the collective, then the form. */
export function useDraft<T>(name: string, begun: T): { readonly draft: Signal<T>; readonly clear: () => void } {
  // Forms make theirs anew each time they are drawn: compared with the last one, an untouched draft would be kept as typed.
  const initial = useRef(begun).current;
  const draft = useSignal<T>(keptOr(name, initial));
  useSignalEffect(() => {
    const { value } = draft;
    if (value === initial) return;
    try {
      sessionStorage.setItem(prefix + name, JSON.stringify(value));
    } catch {
      // A full or closed storage keeps nothing; the page still does.
    }
  });
  const clear = () => {
    sessionStorage.removeItem(prefix + name);
    draft.value = initial;
  };
  return { draft, clear };
}

function keptOr<T>(name: string, initial: T): T {
  const kept = sessionStorage.getItem(prefix + name);
  if (kept === null) return initial;
  try {
    return JSON.parse(kept) as T;
  } catch {
    return initial;
  }
}
