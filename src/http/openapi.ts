/** The OpenAPI 3.1 description at /api/openapi.json and its reference at /api/docs, both made from the zod schemas. */
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";

/** The description of a route says who it is open to, as it declares it; what is public needs no session. */
const describeRoute: typeof jsonSchemaTransform = (document) => {
  const { schema, url } = jsonSchemaTransform(document);
  const access = document.route.config?.access;
  if (!access) return { schema, url };
  const said = (schema as { description?: string } | undefined)?.description;
  const description = [...(said ? [said] : []), `Open to: ${access.join(", ")}.`].join("\n\n");
  return { schema: { ...schema, description, ...(access.includes("public") ? { security: [] } : {}) }, url };
};

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document has any shape; its own test reads all of it
type Described = any;

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", minLength: 1, maxLength: 200 },
  description: "The same key and body within 48 hours give the same answer, once done; another body is refused with 409.",
  example: "5f3c2a9e-kit-mars",
};

/**
 * What the schemas do not say: what each status means, that refusals are problem details, the header that makes a retry
 * harmless, and a name for each operation. Schemas that no operation refers to are left out.
 */
export function completed(document: Described): Described {
  for (const [path, operations] of Object.entries<Described>(document.paths)) {
    for (const [method, operation] of Object.entries<Described>(operations)) {
      operation.operationId = nameOf(method, path);
      if (method !== "get" && isKeyed(path)) operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
      for (const content of Object.values<Described>(operation.requestBody?.content ?? {})) content.schema = withoutNull(content.schema);
      operation.responses = Object.fromEntries(
        Object.entries<Described>(operation.responses).flatMap(([status, answer]) => answersOf(status, answer)),
      );
    }
  }
  const { schemas } = document.components;
  const used = referredTo(document.paths, schemas);
  document.components.schemas = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return document;
}

const meanings: Readonly<Record<string, string>> = {
  200: "Done; the answer.",
  201: "Made; what it is now.",
  204: "Done; there is nothing to say.",
};

function answersOf(status: string, answer: Described): [string, Described][] {
  if (status !== "4XX") {
    const description = /^Default Response$/i.test(answer.description) ? (meanings[status] ?? "Done.") : answer.description;
    return [[status, { ...answer, description }]];
  }
  const problem = { "application/problem+json": Object.values<Described>(answer.content)[0] };
  return [
    ["4XX", { description: "Refused, with a stable `code`, the place and the figures. Nothing was changed.", content: problem }],
    [
      "5XX",
      { description: "Too busy (`service_busy`), or an error we did not foresee (`unexpected`). Nothing was changed.", content: problem },
    ],
  ];
}

/** Where `Idempotency-Key` counts: in a collective, but not where secrets are answered or nothing is kept. */
const isKeyed = (path: string): boolean =>
  /^\/api\/v1\/collectives(\/|$)/.test(path) && !/\/(invitation|password-link|understand|comparison|preview)$/.test(path);

/** `PUT /api/v1/collectives/{collective}/circles/{id}/members/{member}` → putCirclesByIdMembersByMember */
const nameOf = (method: string, path: string): string =>
  method +
  path
    .replace(/^\/api\/v1/, "")
    .replace("/collectives/{collective}", path.endsWith("{collective}") ? "/collective" : "")
    .replace(/\{(\w)/g, (_, letter: string) => `By${letter.toUpperCase()}`)
    .replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/\W/g, "");

/** A body that may be left out is described by what it holds. */
const withoutNull = (schema: Described): Described => {
  const [one, ...more] = (schema.anyOf ?? []).filter(({ type }: Described) => type !== "null");
  return one !== undefined && more.length === 0 ? one : schema;
};

function referredTo(from: unknown, schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const used = new Set<string>();
  const look = (value: unknown): void => {
    for (const [, name = ""] of JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      look(schemas[name]);
    }
  };
  look(from);
  return used;
}

export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Moisson",
        version,
        description:
          "The budget commons of a collective: contributions in, money shared to the cent, accounts out. " +
          "Amounts are decimal strings; days are `2026-03-03`; instants are UTC. Refusals are problem details with a stable `code`. " +
          "Mutations take an `Idempotency-Key` header: the same key and body give the same answer, once done.\n\n" +
          "**Who may call** a route stands under it (Open to). `public`: anybody. `login`: a person who is logged in, never a script. " +
          "`member`: anybody of the collective in the path. `pilot`, `treasurer`, `admin`: who has one of the roles named; a pilot of the circle concerned. " +
          "Nobody logged in is 401; of another collective, or of nothing that exists, 404; a member without the role, 403.\n\n" +
          "**To start**: `POST /api/v1/session` logs in by cookie, for this page and for browsers; with `transport: bearer` it answers an access token of ten minutes for `Authorization: Bearer …`; " +
          "`POST /api/v1/session/tokens` makes one that lasts, for a script.",
        license: { name: "MPL-2.0", url: "https://www.mozilla.org/MPL/2.0/" },
      },
      components: {
        securitySchemes: {
          session: {
            type: "apiKey",
            in: "cookie",
            name: "moisson_access",
            description:
              "Set by POST /api/v1/session; over https its name is `__Host-moisson_access`. A mutation also needs `Origin` = this host.",
          },
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "An access token of ten minutes, or a script’s token: the scope `read` for GET, `write` for all else.",
          },
        },
      },
      security: [{ session: [] }, { bearer: [] }],
    },
    transform: describeRoute,
    transformObject: (document) => completed(jsonSchemaTransformObject(document)),
  });
  // Both are for anybody: the reference says nothing of a collective.
  const open = (route: { config?: { access?: readonly string[] } }) => {
    route.config = { ...route.config, access: ["public"] };
  };
  app.route({
    method: "GET",
    url: "/api/openapi.json",
    config: { access: ["public"] },
    schema: { hide: true },
    handler: () => app.swagger(),
  });
  await app.register(async (docs) => {
    docs.addHook("onRoute", open);
    await docs.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: true });
  });
}
