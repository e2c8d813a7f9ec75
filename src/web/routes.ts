/** Every page and its address. A page is loaded when it is first opened; home, where one arrives, is there at once. */
import lazy from "preact-iso/lazy";
import { exec } from "preact-iso/router";
import HomePage from "./pages/home.js";
import { readAhead } from "./readings.js";
import { session } from "./session.js";

/** Pages for who is not logged in, or whoever is. */
export const openPages = [
  { path: "/login", page: lazy(() => import("./pages/login.js")) },
  { path: "/setup", page: lazy(() => import("./pages/setup.js")) },
  { path: "/invitation", page: lazy(() => import("./pages/invitation.js")) },
  { path: "/password", page: lazy(() => import("./pages/password.js")) },
  { path: "/p/:collective", page: lazy(() => import("./pages/public.js")) },
];

/** Pages of a collective, under /c/{collective}. */
export const collectivePages = [
  { path: "/", page: HomePage },
  { path: "/contribute", page: lazy(() => import("./pages/contribute.js")) },
  { path: "/contribute/table", page: lazy(() => import("./pages/contribute-table.js")) },
  { path: "/contributions/:id", page: lazy(() => import("./pages/contribution.js")) },
  { path: "/imports/:id", page: lazy(() => import("./pages/import.js")) },
  { path: "/mine", page: lazy(() => import("./pages/mine.js")) },
  { path: "/wealth", page: lazy(() => import("./pages/wealth.js")) },
  { path: "/envelopes", page: lazy(() => import("./pages/envelopes.js")) },
  { path: "/envelopes/new", page: lazy(() => import("./pages/envelope-new.js")) },
  { path: "/envelopes/:id", page: lazy(() => import("./pages/envelope.js")) },
  { path: "/envelopes/:id/report", page: lazy(() => import("./pages/envelope-report.js")) },
  { path: "/circles", page: lazy(() => import("./pages/circles.js")) },
  { path: "/circles/:id", page: lazy(() => import("./pages/circle.js")) },
  { path: "/meetings/new", page: lazy(() => import("./pages/meeting-new.js")) },
  { path: "/meetings/:id", page: lazy(() => import("./pages/meeting.js")) },
  { path: "/charters", page: lazy(() => import("./pages/charters.js")) },
  { path: "/charters/new", page: lazy(() => import("./pages/charter-new.js")) },
  { path: "/charters/:id", page: lazy(() => import("./pages/charter.js")) },
  { path: "/contracts", page: lazy(() => import("./pages/contracts.js")) },
  { path: "/resources", page: lazy(() => import("./pages/resources.js")) },
  { path: "/resources/:id", page: lazy(() => import("./pages/resource.js")) },
  { path: "/contracts/:id", page: lazy(() => import("./pages/contract.js")) },
  { path: "/tensions", page: lazy(() => import("./pages/tensions.js")) },
  { path: "/tensions/:id", page: lazy(() => import("./pages/tension.js")) },
  { path: "/reviews", page: lazy(() => import("./pages/reviews.js")) },
  { path: "/reviews/:id", page: lazy(() => import("./pages/review-period.js")) },
  { path: "/retrospectives/:id", page: lazy(() => import("./pages/retrospective.js")) },
  { path: "/rates", page: lazy(() => import("./pages/rates.js")) },
  { path: "/members", page: lazy(() => import("./pages/members.js")) },
  { path: "/members/:id", page: lazy(() => import("./pages/member.js")) },
  { path: "/kinds", page: lazy(() => import("./pages/kinds.js")) },
  { path: "/settings", page: lazy(() => import("./pages/settings.js")) },
  { path: "/audit", page: lazy(() => import("./pages/audit.js")) },
  { path: "/sharings", page: lazy(() => import("./pages/sharings.js")) },
  { path: "/sharings/new", page: lazy(() => import("./pages/sharing-new.js")) },
  { path: "/sharings/:id", page: lazy(() => import("./pages/sharing.js")) },
  { path: "/sharings/:id/key", page: lazy(() => import("./pages/sharing-key.js")) },
  { path: "/sharings/:id/shares/:member", page: lazy(() => import("./pages/share.js")) },
  { path: "/rounds", page: lazy(() => import("./pages/rounds.js")) },
  { path: "/rounds/new", page: lazy(() => import("./pages/round-new.js")) },
  { path: "/rounds/:id", page: lazy(() => import("./pages/round.js")) },
  { path: "/rounds/:id/pilot", page: lazy(() => import("./pages/round-pilot.js")) },
  { path: "/rounds/:id/buckets/new", page: lazy(() => import("./pages/bucket-new.js")) },
  { path: "/rounds/:id/buckets/:bucket", page: lazy(() => import("./pages/bucket.js")) },
  { path: "/decisions", page: lazy(() => import("./pages/decisions.js")) },
  { path: "/decisions/new", page: lazy(() => import("./pages/decision-new.js")) },
  { path: "/decisions/:id", page: lazy(() => import("./pages/decision.js")) },
  { path: "/treasury", page: lazy(() => import("./pages/treasury.js")) },
  { path: "/treasury/bank", page: lazy(() => import("./pages/bank.js")) },
  { path: "/treasury/money-in", page: lazy(() => import("./pages/money-in.js")) },
  { path: "/treasury/bills", page: lazy(() => import("./pages/bills.js")) },
  { path: "/treasury/payments", page: lazy(() => import("./pages/payments.js")) },
  { path: "/treasury/batches", page: lazy(() => import("./pages/batches.js")) },
  { path: "/treasury/batches/:id", page: lazy(() => import("./pages/batch.js")) },
  { path: "/treasury/payees", page: lazy(() => import("./pages/payees.js")) },
  { path: "/treasury/third-parties", page: lazy(() => import("./pages/third-parties.js")) },
  { path: "/treasury/transfers", page: lazy(() => import("./pages/transfers.js")) },
  { path: "/treasury/entries", page: lazy(() => import("./pages/entries.js")) },
  { path: "/treasury/exports", page: lazy(() => import("./pages/exports.js")) },
  { path: "/treasury/years", page: lazy(() => import("./pages/years.js")) },
  { path: "/treasury/years/:start", page: lazy(() => import("./pages/year.js")) },
  { path: "/treasury/accounts", page: lazy(() => import("./pages/accounts.js")) },
  { path: "/treasury/volunteering", page: lazy(() => import("./pages/volunteering.js")) },
  { path: "/social-code", page: lazy(() => import("./pages/social-code.js")) },
  { path: "/social-code/new", page: lazy(() => import("./pages/social-code-new.js")) },
  { path: "/social-code/versions/:id", page: lazy(() => import("./pages/social-code-version.js")) },
  { path: "/menu", page: lazy(() => import("./pages/menu.js")) },
];

/**
 * Begins to fetch the page of an address, before it is known who is here; of home, what it shows, for who is known to be a
 * member.
 */
export function preloadPage(path: string): void {
  const all = [...openPages, ...collectivePages.map(({ path: inside, page }) => ({ path: `/c/:collective${inside}`, page }))];
  const found = all.find((each) => exec(path, each.path, {} as never))?.page;
  if (found === HomePage) readHomeAhead(path);
  else if (found && "preload" in found && typeof found.preload === "function") found.preload();
}

function readHomeAhead(path: string): void {
  const here = session.value?.collectives.find(({ slug }) => path.split("/")[2] === slug);
  if (here) readAhead(`/collectives/${here.slug}/home`);
}
