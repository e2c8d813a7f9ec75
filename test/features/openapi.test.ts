/** The description of the API is complete: whatever a route takes or answers has a sentence and an example. */

import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is whatever the description holds
type Schema = any;

/** Fields without a description or an example, by their path. */
function* gaps(schema: Schema, path: string, components: Record<string, Schema>, seen = new Set<string>()): Generator<string> {
  if (schema.$ref) {
    const name = String(schema.$ref).split("/").at(-1) ?? "";
    if (!(name in components)) yield `${path} refers to ${name}, which is nowhere`;
    return;
  }
  const inner: Schema[] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  for (const one of inner) yield* gaps(one, path, components, seen);
  if (schema.items) yield* gaps(schema.items, `${path}[]`, components, seen);
  for (const [name, field] of Object.entries<Schema>(schema.properties ?? {})) {
    const at = `${path}.${name}`;
    const refers = [field, ...(field.anyOf ?? []), ...(field.items ? [field.items] : [])].some((one: Schema) => one.$ref || one.properties);
    if (!field.description && !field.$ref) yield `${at} has no description`;
    if (!refers && field.example === undefined && !(field.examples?.length > 0)) yield `${at} has no example`;
    yield* gaps(field, at, components, seen);
  }
}

t.test("every route and every field is described, with an example", async (t) => {
  const house = await openHouse(t);
  const { status, body } = await house.ask("GET", "/api/openapi.json");
  t.equal(status, 200);
  t.equal(body.openapi, "3.1.0");
  const components: Record<string, Schema> = body.components.schemas;
  for (const [name, schema] of Object.entries(components)) {
    t.ok(schema.description, `component ${name}`);
    t.same([...gaps(schema, name, components)], [], name);
  }
  const described = new Set<string>();
  for (const [path, operations] of Object.entries<Schema>(body.paths)) {
    for (const [method, operation] of Object.entries<Schema>(operations)) {
      const said = `${method.toUpperCase()} ${path}`;
      described.add(said);
      t.ok(operation.summary && operation.tags?.length && /Open to: /.test(operation.description), said);
      const found = (operation.parameters ?? []).flatMap(({ name, description, schema, example }: Schema) => [
        ...(description || schema.description ? [] : [`${name} has no description`]),
        ...(example !== undefined || schema.examples || schema.example !== undefined ? [] : [`${name} has no example`]),
      ]);
      for (const content of Object.values<Schema>(operation.requestBody?.content ?? {}))
        found.push(...gaps(content.schema, "body", components));
      for (const [code, answer] of Object.entries<Schema>(operation.responses)) {
        for (const content of Object.values<Schema>(answer.content ?? {})) found.push(...gaps(content.schema, code, components));
      }
      t.same(found, [], said);
    }
  }
  const open = house.app.declaredRoutes.filter(({ method, url }) => method !== "HEAD" && url.startsWith("/api/v1/"));
  for (const { method, url } of open) {
    const path = url.replace(/:(\w+)/g, "{$1}");
    t.ok(described.has(`${method} ${path}`), `${method} ${path} is in the description`);
  }
});

t.test("it says what a status means, how refusals look, and what makes a retry harmless", async (t) => {
  const house = await openHouse(t);
  const { paths, components } = (await house.ask("GET", "/api/openapi.json")).body;
  const operations = Object.entries<Schema>(paths).flatMap(([path, methods]) =>
    Object.entries<Schema>(methods).map(([method, operation]) => ({ said: `${method} ${path}`, method, operation })),
  );
  for (const { said, operation } of operations) {
    for (const answer of Object.values<Schema>(operation.responses)) t.notMatch(answer.description, /default response/i, said);
    for (const refused of ["4XX", "5XX"]) t.same(Object.keys(operation.responses[refused].content), ["application/problem+json"], said);
  }
  const names = operations.map(({ operation }) => operation.operationId);
  t.equal(new Set(names).size, names.length, "each operation has a name of its own");
  t.ok(names.includes("putCirclesByIdMembersByMember"));
  const isKeyed = (path: string) => paths[path].post.parameters?.some(({ name }: Schema) => name === "Idempotency-Key") ?? false;
  t.ok(isKeyed("/api/v1/collectives/{collective}/payments"));
  t.notOk(isKeyed("/api/v1/session"), "what is never stored has no key");
  t.same(Object.keys(paths["/api/v1/collectives/{collective}/exports/{what}"].get.responses[200].content), [
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
  ]);
  const text = JSON.stringify({ paths, components });
  for (const name of Object.keys(components.schemas)) t.ok(text.includes(`#/components/schemas/${name}"`), `${name} is used`);
});

t.test("it says who may call a route, and with what", async (t) => {
  const house = await openHouse(t);
  const { paths } = (await house.ask("GET", "/api/openapi.json")).body;
  t.same(paths["/api/v1/session"].post.security, [], "nobody needs to be logged in to log in");
  t.equal(paths["/api/v1/session/tokens"].get.security, undefined, "others take a session or a token");
  t.match(paths["/api/v1/collectives/{collective}/circles"].post.description, /Open to: admin, pilot\./);
});

t.test("the reference can be read, and nothing in it comes from elsewhere", async (t) => {
  const house = await openHouse(t);
  const page = await house.ask("GET", "/api/docs/");
  t.equal(page.status, 200);
  t.notMatch(page.body, /https?:\/\/(?!127)/);
  for (const path of ["/", "/setup"]) t.match(await house.ask("GET", path), { status: 302, headers: { location: "/api/docs/" } }, path);
});
