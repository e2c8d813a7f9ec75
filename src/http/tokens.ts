/**
 * Access tokens and their cookies (DESIGN §14).
 *
 * An access token is a JWT of ten minutes that says only which login it is for; what that login may do is read from
 * the database at each request. It travels in an HttpOnly cookie, or as a bearer token. Over plain http (a phone on
 * the local network) the cookies have neither `Secure` nor `__Host-`, or the browser would drop them.
 */
import type { CookieSerializeOptions } from "@fastify/cookie";
import { createSigner, createVerifier } from "fast-jwt";
import type { FastifyReply } from "fastify";
import { refreshDays, type Session } from "../db/sessions.js";

export const accessTokenSeconds = 600;

export interface AccessTokens {
  sign(loginId: string, familyId: string, now: Date): string;
  /** The login and session family of a token, or undefined when it is not valid at that instant. */
  verify(token: string, now: Date): { loginId: string; familyId: string } | undefined;
}

/** Signs with the first secret; accepts both, so that a secret can be changed without logging everybody out. */
export function accessTokens(secret: string, previous?: string): AccessTokens {
  const sign = createSigner({ key: secret, algorithm: "HS256", noTimestamp: true });
  const verifiers = [secret, ...(previous ? [previous] : [])].map((key) =>
    createVerifier({ key, algorithms: ["HS256"], ignoreExpiration: true, cache: 1000, cacheTTL: accessTokenSeconds * 1000 }),
  );
  return {
    sign: (loginId, familyId, now) => sign({ sub: loginId, fam: familyId, exp: Math.floor(now.getTime() / 1000) + accessTokenSeconds }),
    verify: (token, now) => {
      for (const verify of verifiers) {
        try {
          const { sub, fam, exp } = verify(token) as { sub?: unknown; fam?: unknown; exp?: unknown };
          if (typeof sub === "string" && typeof fam === "string" && typeof exp === "number" && exp * 1000 > now.getTime())
            return { loginId: sub, familyId: fam };
        } catch {
          // The other secret may fit; a token that fits none is no token.
        }
      }
      return undefined;
    },
  };
}

export interface CookieNames {
  readonly access: string;
  readonly refresh: string;
  readonly options: CookieSerializeOptions;
}

/** Names and options of the session's cookies for a public address. */
export function sessionCookies(publicUrl: string | undefined): CookieNames {
  const secure = publicUrl?.startsWith("https:") ?? false;
  const prefix = secure ? "__Host-" : "";
  return {
    access: `${prefix}moisson_access`,
    refresh: `${prefix}moisson_refresh`,
    options: { httpOnly: true, sameSite: "strict", path: "/", secure },
  };
}

/** What the routes of sessions work with; set by the composition root. */
export interface SessionParts {
  readonly tokens: AccessTokens;
  readonly cookies: CookieNames;
  readonly publicUrl: string | undefined;
  readonly openSignup: boolean;
}

export const accessEndsAt = (now: Date): Date => new Date(now.getTime() + accessTokenSeconds * 1000);

/** Logs the browser in: a fresh access token and the family's current refresh token. */
export function setSessionCookies(reply: FastifyReply, { tokens, cookies }: SessionParts, session: Session, now: Date): void {
  reply.setCookie(cookies.access, tokens.sign(session.loginId, session.familyId, now), { ...cookies.options, maxAge: accessTokenSeconds });
  reply.setCookie(cookies.refresh, session.refreshToken, { ...cookies.options, maxAge: refreshDays * 86_400 });
}

export function clearSessionCookies(reply: FastifyReply, { cookies }: SessionParts): void {
  reply.clearCookie(cookies.access, cookies.options);
  reply.clearCookie(cookies.refresh, cookies.options);
}
