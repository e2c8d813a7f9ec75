/** Buttons. `first` is the one thing to do on a page; `irreversible` says beforehand what it will do. */
import type { ComponentChildren } from "preact";

type Rank = "first" | "second" | "link" | "irreversible";

interface ButtonProps {
  children: ComponentChildren;
  rank?: Rank;
  isWide?: boolean;
  isBusy?: boolean;
  /** Keeps the button reachable, and says why nothing happens. */
  isOff?: boolean;
  onPress?: () => void;
  isSubmit?: boolean;
  label?: string;
  name?: string;
}

export function Button({ children, rank = "second", isWide, isBusy, isOff, onPress, isSubmit, label, name }: ButtonProps) {
  const off = isBusy || isOff;
  return (
    <button
      type={isSubmit ? "submit" : "button"}
      class={`button ${rank}${isWide ? " wide" : ""}`}
      aria-disabled={off ? "true" : undefined}
      aria-busy={isBusy ? "true" : undefined}
      aria-label={label}
      name={name}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}

/** A way to another page that looks like the thing to do. */
export function ButtonLink({
  href,
  rank = "second",
  isWide,
  download,
  children,
}: {
  href: string;
  rank?: Rank;
  isWide?: boolean;
  /** A file of the service: the browser keeps it. */
  download?: boolean;
  children: ComponentChildren;
}) {
  return (
    <a class={`button ${rank}${isWide ? " wide" : ""}`} href={href} {...(download ? { download: true } : {})}>
      {children}
    </a>
  );
}
