/**
 * The walls around every route: headers, cookies' origin, size of bodies, load.
 *
 * A mutation that is authenticated by a cookie must come from a page of this very host: browsers send `Origin` with
 * every such request, and another site's is refused. Scripts with a bearer token have no cookie to be tricked with.
 */
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import underPressure from "@fastify/under-pressure";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { Refusal } from "../domain/refusals.js";

export async function guardRequests(app: FastifyInstance, publicUrl: string | undefined, maxEventLoopDelay = 5_000): Promise<void> {
  await app.register(cookie);
  const ofPages = await fixedHeaders(publicUrl?.startsWith("https:") ?? false);
  const ofData = headersOfData(ofPages);
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(request.url.startsWith("/api/v1/") ? ofData : ofPages);
    done();
  });
  // Answers 503 with Retry-After while the event loop lags, instead of piling requests up.
  await app.register(underPressure, { maxEventLoopDelay, retryAfter: 5 });
}

/** Helmet works its headers out anew for each request. Ours are the same for all of them: they are asked for once. */
async function fixedHeaders(isHttps: boolean): Promise<Record<string, string>> {
  const asked = Fastify({ logger: false });
  await asked.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        // It would turn a plain-http address of the local network into one that does not answer.
        upgradeInsecureRequests: null,
      },
    },
    // Only a deployment behind https can promise https.
    strictTransportSecurity: isHttps,
    // Browsers take these from https alone, and complain of them elsewhere.
    crossOriginOpenerPolicy: isHttps ? { policy: "same-origin" } : false,
    originAgentCluster: isHttps,
    referrerPolicy: { policy: "no-referrer" },
  });
  asked.get("/", (_request, reply) => reply.code(204).send());
  const { headers } = await asked.inject("/");
  await asked.close();
  const ofThisAnswer = new Set(["date", "connection", "content-length"]);
  const fixed = Object.entries(headers).flatMap(([name, value]) => (ofThisAnswer.has(name) ? [] : [[name, String(value)]]));
  // Answers hold names and amounts: none is kept on the way, or on a shared computer, unless its route says otherwise.
  return { "cache-control": "no-store", ...Object.fromEntries(fixed) };
}

/** Of the headers of pages, those that also count for data, and a policy by which it loads nothing and is shown in no frame. */
function headersOfData(ofPages: Record<string, string>): Record<string, string> {
  const counting = [
    "cache-control",
    "cross-origin-resource-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
  ];
  const kept = Object.entries(ofPages).filter(([name]) => counting.includes(name));
  return { "content-security-policy": "default-src 'none'; frame-ancestors 'none'", ...Object.fromEntries(kept) };
}

/** Many clients name JSON also where they send nothing: that is no body, and a route which needs one says so. */
export function readEmptyBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else parseJson(request, body, done);
  });
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses a mutation by cookie that does not come from our own host. */
export function requireOwnOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (safeMethods.has(request.method)) return;
  if (request.headers.origin === undefined) throw new Refusal("origin_mismatch", { origin: "—" });
  refuseForeignOrigin(request, publicUrl);
}

/** Refuses what another site's page sends: it may log nobody in. Scripts, which name no origin, may. */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  const own = new Set([request.host, ...(publicUrl ? [new URL(publicUrl).host] : [])]);
  if (!URL.canParse(origin) || !own.has(new URL(origin).host)) throw new Refusal("origin_mismatch", { origin });
}
