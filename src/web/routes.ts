/** Every page and its address. A page is loaded when it is first opened. */
import lazy from "preact-iso/lazy";

/** Pages for who is not logged in, or whoever is. */
export const openPages = [
  { path: "/login", page: lazy(() => import("./pages/login.js")) },
  { path: "/setup", page: lazy(() => import("./pages/setup.js")) },
  { path: "/invitation", page: lazy(() => import("./pages/invitation.js")) },
  { path: "/password", page: lazy(() => import("./pages/password.js")) },
];

/** Pages of a collective, under /c/{collective}. */
export const collectivePages = [
  { path: "/", page: lazy(() => import("./pages/home.js")) },
  { path: "/menu", page: lazy(() => import("./pages/menu.js")) },
];
