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
          "Mutations take an `Idempotency-Key` header: the same key and body give the same answer, once done.",
        license: { name: "MPL-2.0", url: "https://www.mozilla.org/MPL/2.0/" },
      },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "moisson_access", description: "Set by POST /api/v1/session." },
          bearer: { type: "http", scheme: "bearer", description: "An access token, or a script’s token with scopes." },
        },
      },
      security: [{ session: [] }, { bearer: [] }],
    },
    transform: describeRoute,
    transformObject: jsonSchemaTransformObject,
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
