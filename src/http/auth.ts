/**
 * Who a request is from: a cookie of a session, an access token, or a script's token.
 *
 *   Cookie: moisson_access=eyJ…          a person in a browser; a mutation also needs `Origin` = our host
 *   Authorization: Bearer eyJ…           a person, by an access token of ten minutes
 *   Authorization: Bearer moisson_…      a script of a person, with the scopes `read` or `write`
 */
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { FastifyRequest } from "fastify";
import type { Queryable } from "../db/client.js";
import { loginTokens } from "../db/schema/index.js";
import { hashOfSecret } from "../db/secrets.js";
import { Refusal } from "../domain/refusals.js";
import type { Login } from "./access.js";
import { requireOwnOrigin } from "./security.js";
import type { AccessTokens, CookieNames } from "./tokens.js";

/** Scripts' tokens start with this, so that a leaked one is recognised. */
export const scriptTokenPrefix = "moisson_";

export function loginReader(db: Queryable, tokens: AccessTokens, cookies: CookieNames, publicUrl: string | undefined, now: () => Date) {
  return async (request: FastifyRequest): Promise<Login | null> => {
    const header = request.headers.authorization;
    if (header !== undefined) {
      const token = /^Bearer (\S+)$/i.exec(header)?.[1];
      const login =
        token && (token.startsWith(scriptTokenPrefix) ? await scriptLogin(db, token, now()) : personLogin(tokens, token, now()));
      if (!login) throw new Refusal("token_invalid", { at: "authorization" });
      return login;
    }
    const token = request.cookies[cookies.access];
    if (token === undefined) return null;
    const login = personLogin(tokens, token, now());
    if (!login) throw new Refusal("token_invalid", { at: "cookie" });
    requireOwnOrigin(request, publicUrl);
    return login;
  };
}

function personLogin(tokens: AccessTokens, token: string, now: Date): Login | undefined {
  const verified = tokens.verify(token, now);
  return verified && { scopes: null, ...verified };
}

async function scriptLogin(db: Queryable, token: string, now: Date): Promise<Login | undefined> {
  const [row] = await db
    .select({ loginId: loginTokens.loginId, scopes: loginTokens.scopes })
    .from(loginTokens)
    .where(
      and(
        eq(loginTokens.tokenHash, hashOfSecret(token)),
        eq(loginTokens.purpose, "bearer"),
        isNull(loginTokens.usedAt),
        or(isNull(loginTokens.expiresAt), gt(loginTokens.expiresAt, now)),
      ),
    );
  return row?.loginId ? { loginId: row.loginId, familyId: null, scopes: row.scopes } : undefined;
}
