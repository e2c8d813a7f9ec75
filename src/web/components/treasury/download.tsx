/** A file of the service. Its link is an ordinary one; a session that is about to end is refreshed before it is followed. */
import type { ComponentChildren } from "preact";
import { get } from "../../api.js";

interface DownloadProps {
  href: string;
  label?: string;
  /** What the file is called; without, the service says. */
  name?: string;
  children: ComponentChildren;
}

export function Download({ href, label, name, children }: DownloadProps) {
  return (
    <a
      class="button second"
      href={href}
      download={name ?? true}
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
