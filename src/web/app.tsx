/** The app: finds out who is here, then shows the page of the address inside its frame. */
import { useSignal } from "@preact/signals";
import type { AnyComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ErrorBoundary } from "preact-iso/lazy";
import { LocationProvider, Route, Router, useLocation } from "preact-iso/router";
import { Problem } from "./api.js";
import { Nowhere } from "./components/nowhere.js";
import { ProblemNote } from "./components/problem.js";
import { Loading } from "./components/reading.js";
import { Frame } from "./frame.js";
import { usePlace } from "./place.js";
import { collectivePages, openPages } from "./routes.js";
import { session, startSession } from "./session.js";

export function App() {
  return (
    <LocationProvider>
      <ErrorBoundary>
        <Pages />
      </ErrorBoundary>
    </LocationProvider>
  );
}

function Pages() {
  const problem = useSignal<Problem | undefined>(undefined);
  const start = () => {
    problem.value = undefined;
    startSession().catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      if (session.value === undefined) problem.value = error;
    });
  };
  useEffect(start, []);
  if (session.value === undefined) {
    return <Frame>{problem.value ? <ProblemNote problem={problem.value} onRetry={start} /> : <Loading />}</Frame>;
  }
  return (
    <Frame>
      <Router>
        {openPages.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
        {collectivePages.map(({ path, page }) => (
          <Route key={path} path={`/c/:collective${path}`} component={Inside} page={page} />
        ))}
        <Route path="/" component={Start} />
        <Route default component={Nowhere} />
      </Router>
    </Frame>
  );
}

/** A page of a collective: members see it, others are asked to log in, or told that there is nothing for them. */
function Inside({ page: CollectivePage }: { page: AnyComponent }) {
  const place = usePlace();
  const { url } = useLocation();
  if (session.value === null) return <Leave to={`/login?next=${encodeURIComponent(url)}`} />;
  return place ? <CollectivePage key={place.slug} /> : <Nowhere />;
}

/** The bare address: the collective one is in, or where to log in. */
function Start() {
  const first = session.value?.collectives[0];
  if (session.value === null) return <Leave to="/login" />;
  return first ? <Leave to={`/c/${first.slug}`} /> : <Nowhere />;
}

/** Goes elsewhere, once: until the other page is there this one stays, and its own address is the other one’s already. */
function Leave({ to }: { to: string }) {
  const { route } = useLocation();
  const { current } = useRef(to);
  useEffect(() => route(current, true), [current]);
  return <Loading />;
}
