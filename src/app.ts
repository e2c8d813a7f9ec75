/**
 * The composition root: everything the service is made of, in one visible list. No autoload, no container.
 *
 * `buildApp` is handed what differs between a real service and a test (the database, the clock, the secrets) and gives
 * back a Fastify instance that has not begun to listen.
 */
import Fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Database, Queryable } from "./db/client.js";
import { refusalOfDatabaseError } from "./db/errors.js";
import { membershipReader } from "./db/membership.js";
import { circleRoutes } from "./features/circles/circles.routes.js";
import { guardAccess } from "./http/access.js";
import { loginReader } from "./http/auth.js";
import { answerErrors } from "./http/errors.js";
import { describeApi } from "./http/openapi.js";
import { guardRequests } from "./http/security.js";
import { type AccessTokens, accessTokens, type CookieNames, sessionCookies } from "./http/tokens.js";

export interface AppParts {
  readonly database: Database;
  /** Where reports and exports read; the same database unless there is a replica. */
  readonly readDb?: Queryable;
  readonly now: () => Date;
  readonly secret: string;
  readonly secretPrevious?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly trustProxy?: boolean;
  readonly openSignup?: boolean;
  readonly logLevel?: string;
  readonly version?: string;
}

/** The largest body of a JSON request; uploads have their own limit. */
const bodyLimit = 1_048_576;

declare module "fastify" {
  interface FastifyInstance {
    session: { readonly tokens: AccessTokens; readonly cookies: CookieNames; readonly openSignup: boolean };
  }
}

export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger:
      parts.logLevel && parts.logLevel !== "silent"
        ? { level: parts.logLevel, redact: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]'] }
        : false,
    disableRequestLogging: true,
    trustProxy: parts.trustProxy ?? false,
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const db = parts.database.orm;
  app.decorate("moisson", { database: parts.database, db, readDb: parts.readDb ?? db, now: parts.now });
  const tokens = accessTokens(parts.secret, parts.secretPrevious);
  const cookies = sessionCookies(parts.publicUrl);
  app.decorate("session", { tokens, cookies, openSignup: parts.openSignup ?? false });

  answerErrors(app, refusalOfDatabaseError);
  await guardRequests(app, parts.publicUrl);
  guardAccess(app, {
    login: loginReader(db, tokens, cookies, parts.publicUrl, parts.now),
    membership: membershipReader(db),
  });
  await describeApi(app, parts.version ?? "0.0.0");

  app.route({
    method: "GET",
    url: "/healthz",
    config: { access: ["public"] },
    schema: { hide: true },
    handler: async () => ({ status: "ready" }),
  });

  await app.register(
    async (collective) => {
      circleRoutes(collective);
    },
    { prefix: "/api/v1/collectives/:collective" },
  );
  return app;
}
