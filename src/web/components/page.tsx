/** A page: its title says the answer, its lead what that means; then what one can do next. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";

interface PageProps {
  title: string;
  lead?: ComponentChildren;
  /** Where one comes from. */
  back?: { href: string; label: string };
  /** Beside the title on a wide screen: at most one thing to do and a quiet link. */
  actions?: ComponentChildren;
  isWide?: boolean;
  children: ComponentChildren;
}

export function Page({ title, lead, back, actions, isWide, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Moisson`;
  }, [title]);
  // Who comes by keyboard or listens starts at the title of each new page.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class={isWide ? "page wide" : "page"}>
      <header>
        {back && (
          <a class="muted no-print" href={back.href}>
            ← {back.label}
          </a>
        )}
        <div class="row between">
          <h1 ref={heading} tabIndex={-1} class="grow">
            {title}
          </h1>
          {actions && <div class="row no-print">{actions}</div>}
        </div>
        {lead && <p class="lead">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

/** The heading of what stands here: below the page’s title, or below the one of a part. */
const Heading = createContext<"h2" | "h3">("h2");

/** A part of a page under its own title. */
export function Section({ title, id, children }: { title: string; id?: string; children: ComponentChildren }) {
  return (
    <section class="stack" id={id}>
      <h2>{title}</h2>
      <Heading.Provider value="h3">{children}</Heading.Provider>
    </section>
  );
}

/** What an empty place is for, and how it begins. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  const Title = useContext(Heading);
  return (
    <div class="card">
      <Title>{title}</Title>
      {children}
    </div>
  );
}
