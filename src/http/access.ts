/**
 * Access: each route declares who may call it, and nothing else opens it (DESIGN §14).
 *
 * `public` needs nobody; `login` is a person who is logged in, outside of any collective, and never a script; `member`
 * is anybody of the collective in the path; `pilot`, `treasurer` and `admin` are a set, not a ladder: a route that names
 * two of them is open to whoever has one. `pilot` means pilot of some circle here; that it is the circle meant is the
 * action's to check, where the circle is known (`requirePilot`).
 * A route without a declaration stops the service from starting. Another collective's things do not exist: 404.
 *
 *   who asks for an [admin] route: nobody 401 · a stale token 401 · a member of another collective 404 · a member 403
 */
import type { FastifyInstance, FastifyRequest, RouteOptions } from "fastify";
import type { Collective, Membership } from "../db/membership.js";
import { isSlug } from "../domain/collective.js";
import { Refusal } from "../domain/refusals.js";

export type Role = "public" | "login" | "member" | "pilot" | "treasurer" | "admin";

/** Who calls, in the collective of the path. */
export interface Caller {
  readonly loginId: string;
  readonly memberId: string;
  readonly collective: Collective;
  readonly roles: ReadonlySet<string>;
  readonly pilotOf: ReadonlySet<string>;
  readonly contributorOf: ReadonlySet<string>;
}

/** Who is logged in, before any collective is known. */
export interface Login {
  readonly loginId: string;
  /** The session family of a cookie or JWT; null for a script's token. */
  readonly familyId: string | null;
  /** The scopes of a script's token; null for a person, who has all. */
  readonly scopes: readonly string[] | null;
}

declare module "fastify" {
  interface FastifyContextConfig {
    access?: readonly Role[];
  }
  interface FastifyInstance {
    /** Every route with who may call it: what the access test walks. */
    declaredRoutes: DeclaredRoute[];
    /** Checks anew what was checked before a request's handler: an answer that stays open asks again. */
    requireAccess(request: FastifyRequest): Promise<void>;
  }
  interface FastifyRequest {
    login: Login | null;
    caller: Caller | null;
  }
}

export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: readonly Role[];
}

export interface AccessReaders {
  /** Who the request's cookie or token logs in; refuses `token_invalid` for a token that is none. */
  login(request: FastifyRequest): Promise<Login | null>;
  /** Whether a session family was ended: by logging out, another password, leaving. */
  isOver(familyId: string): Promise<boolean>;
  membership(login: Login, slug: string): Promise<Membership | undefined>;
}

/** Checks access before anything of the request is read. */
export function guardAccess(app: FastifyInstance, readers: AccessReaders): void {
  app.decorateRequest("login", null);
  app.decorateRequest("caller", null);
  const routes: RouteOptions[] = [];
  app.decorate("declaredRoutes", []);
  app.addHook("onRoute", (route) => void routes.push(route));
  // At the end of the start, because a plugin's own hooks may still complete what it declares.
  app.addHook("onReady", async () => {
    for (const { method, url, config } of routes) {
      if (!config?.access?.length) throw new Error(`${method} ${url} does not declare who may call it (config.access)`);
      for (const one of [method].flat()) app.declaredRoutes.push({ method: one, url, access: config.access });
    }
  });
  const requireAccess = async (request: FastifyRequest): Promise<void> => {
    const access = request.routeOptions.config.access;
    if (!access) return; // The not-found handler: it says nothing that depends on who asks.
    if (access.includes("public")) {
      request.login = await loginIfAny(request, readers);
      return;
    }
    request.login = await readers.login(request);
    if (!request.login) throw new Refusal("not_logged_in");
    if (access.includes("login")) return requirePerson(request.login, readers);
    requireScope(request, request.login);
    request.caller = await callerOf(request, request.login, readers);
    const roles = heldRoles(request.caller);
    if (!access.some((role) => roles.has(role))) throw new Refusal("role_missing", { roles: access });
  };
  app.decorate("requireAccess", requireAccess);
  app.addHook("onRequest", (request) => requireAccess(request));
}

/** Who is logged in on a public route: it is open to somebody with a stale token, too. */
async function loginIfAny(request: FastifyRequest, readers: AccessReaders): Promise<Login | null> {
  try {
    const login = await readers.login(request);
    return login?.familyId && (await readers.isOver(login.familyId)) ? null : login;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** What is one's own (sessions, passwords, scripts' tokens) is changed by a person, never by a script. */
async function requirePerson(login: Login, readers: AccessReaders): Promise<void> {
  if (login.familyId === null) throw new Refusal("role_missing", { roles: ["login"] });
  if (await readers.isOver(login.familyId)) throw new Refusal("token_invalid", { at: "session" });
}

async function callerOf(request: FastifyRequest, login: Login, readers: AccessReaders): Promise<Caller> {
  const slug = (request.params as { collective?: string }).collective;
  const membership = slug !== undefined && isSlug(slug) ? await readers.membership(login, slug) : undefined;
  if (!membership) {
    if (login.familyId && (await readers.isOver(login.familyId))) throw new Refusal("token_invalid", { at: "session" });
    throw new Refusal("not_found", { at: "collective" });
  }
  const { sessionIsOver, ...here } = membership;
  if (sessionIsOver) throw new Refusal("token_invalid", { at: "session" });
  return { loginId: login.loginId, ...here };
}

function heldRoles({ roles, pilotOf }: Caller): ReadonlySet<string> {
  return new Set(["member", ...roles, ...(pilotOf.size > 0 ? ["pilot"] : [])]);
}

/** A script's token reads with the scope `read` and changes things with `write`. */
function requireScope(request: FastifyRequest, { scopes }: Login): void {
  const needed = request.method === "GET" || request.method === "HEAD" ? "read" : "write";
  if (scopes && !scopes.includes(needed)) throw new Refusal("role_missing", { roles: [`scope ${needed}`] });
}

/** Refuses who is no pilot of this circle. Other roles of the collective may be let through by naming them. */
export function requirePilot(caller: Caller, circleId: string, ...others: readonly ("treasurer" | "admin")[]): void {
  if (caller.pilotOf.has(circleId) || others.some((role) => caller.roles.has(role))) return;
  throw new Refusal("role_missing", { roles: ["pilot", ...others] });
}
