/** A file of the service. Its link is an ordinary one; a session that is about to end is refreshed before it is followed. */
import type { ComponentChildren } from "preact";
import { get } from "../../api.js";

export function Download({ href, label, children }: { href: string; label?: string; children: ComponentChildren }) {
  return (
    <a
      class="button second"
      href={href}
      download
      aria-label={label}
      onClick={(event) => {
        // A second click, made below, is the browser’s.
        if (!event.isTrusted || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const link = event.currentTarget;
        const follow = () => link.click();
        get("/session").then(follow, follow);
      }}
    >
      {children}
    </a>
  );
}
