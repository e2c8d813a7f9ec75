/**
 * Access: each route declares who may call it, and nothing else opens it (DESIGN §14).
 *
 * `public` needs nobody; `member` is anybody of the collective in the path; `pilot`, `treasurer` and `admin` are a
 * set, not a ladder: a route that names two of them is open to whoever has one. `pilot` means pilot of some circle
 * here; that it is the circle meant is the action's to check, where the circle is known (`requirePilot`).
 * A route without a declaration stops the service from starting. Another collective's things do not exist: 404.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Collective, Membership } from "../db/membership.js";
import { Refusal } from "../domain/refusals.js";

export type Role = "public" | "member" | "pilot" | "treasurer" | "admin";

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
  interface FastifyRequest {
    login: Login | null;
    caller: Caller | null;
  }
}

export interface AccessReaders {
  /** Who the request's cookie or token logs in; refuses `token_invalid` for a token that is none. */
  login(request: FastifyRequest): Promise<Login | null>;
  membership(loginId: string, slug: string): Promise<Membership | undefined>;
}

/** Checks access before anything of the request is read. */
export function guardAccess(app: FastifyInstance, readers: AccessReaders): void {
  app.decorateRequest("login", null);
  app.decorateRequest("caller", null);
  app.addHook("onRoute", (route) => {
    if (!route.config?.access?.length) throw new Error(`${route.method} ${route.url} does not declare who may call it (config.access)`);
  });
  app.addHook("onRequest", async (request) => {
    const access = request.routeOptions.config.access;
    if (!access) return; // The not-found handler: it says nothing that depends on who asks.
    const isPublic = access.includes("public");
    try {
      request.login = await readers.login(request);
    } catch (error) {
      // A public route is open to somebody with a stale token, too.
      if (!isPublic) throw error;
    }
    if (isPublic) return;
    if (!request.login) throw new Refusal("not_logged_in");
    requireScope(request, request.login);
    const slug = (request.params as { collective?: string }).collective;
    const membership = slug === undefined ? undefined : await readers.membership(request.login.loginId, slug);
    if (!membership) throw new Refusal("not_found", { at: "collective" });
    request.caller = { loginId: request.login.loginId, ...membership };
    const roles = heldRoles(request.caller);
    if (!access.some((role) => roles.has(role))) throw new Refusal("role_missing", { roles: access });
  });
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
