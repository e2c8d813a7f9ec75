/**
 * Stories: what a test says it starts from. `openHouse` is the real app on a database of its own, with a clock that
 * the test moves; people log in by a token of their own, as their browser would.
 *
 *   const house = await openHouse(t);
 *   const { ana } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
 *   const { body } = await ana.post("/circles", { name: "Accueil" });
 */
import type { FastifyInstance, InjectOptions } from "fastify";
import type { Test } from "tap";
import { type AppParts, buildApp } from "../../src/app.js";
import type { Database } from "../../src/db/client.js";
import { newId } from "../../src/db/id.js";
import {
  circleMembers,
  circles,
  collectives,
  contributions,
  envelopes,
  footings,
  kindRates,
  kinds,
  logins,
  memberProfiles,
  members,
} from "../../src/db/schema/index.js";
import { borrowTestDatabase } from "./database.js";

/** The instant every story starts at: a Thursday morning in Paris. */
export const storyStart = new Date("2026-03-12T09:00:00.000Z");

/** What every story's service signs with. */
export const testSecret = "a secret of tests, long enough for anybody";

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the service answers
  readonly body: any;
  /** The answer as it was sent. */
  readonly bytes: Buffer;
  readonly headers: Record<string, unknown>;
}

/** Somebody who talks to the service, in one collective. */
export interface Person {
  readonly name: string;
  readonly memberId: string;
  readonly loginId: string;
  readonly token: string;
  readonly get: (path: string) => Promise<Reply>;
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly put: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly patch: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly delete: (path: string, headers?: Record<string, string>) => Promise<Reply>;
}

export interface House {
  readonly app: FastifyInstance;
  readonly database: Database & { url?: string };
  readonly clock: { now: Date };
  /** A collective with its people, each with their roles; one circle named like it, piloted by the admins. */
  collective<Names extends string>(
    slug: string,
    people: Record<Names, readonly string[]>,
  ): Promise<Record<Names, Person> & { collectiveId: string; circleId: string }>;
  /** Whoever has this token (or none) asks for any path. */
  ask(
    method: InjectOptions["method"],
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Reply>;
}

export async function openHouse(
  t: Test,
  options: Pick<AppParts, "publicUrl" | "openSignup" | "sendsMail" | "live" | "trustProxy" | "receiptsMaxBytes"> = {},
): Promise<House> {
  const database = await borrowTestDatabase();
  const clock = { now: new Date(storyStart) };
  const app = await buildApp({
    database,
    now: () => clock.now,
    secret: testSecret,
    // A slow machine that runs tests is not a service that is asked too much.
    maxEventLoopDelay: 0,
    ...options,
  });
  t.teardown(async () => {
    await app.close();
    await database.close();
  });

  const ask: House["ask"] = async (method, path, { token, body, headers = {} } = {}) => {
    const response = await app.inject({
      method: method ?? "GET",
      url: path,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = String(response.headers["content-type"] ?? "").includes("json");
    const { statusCode: status, headers: answered, rawPayload: bytes } = response;
    return { status, body: isJson && response.body ? response.json() : response.body, bytes, headers: answered };
  };

  const personOf = (slug: string, name: string, memberId: string, loginId: string): Person => {
    const token = app.session.tokens.sign(loginId, newId(), new Date(clock.now.getTime() + 365 * 86_400_000));
    const at = (path: string) => (path.startsWith("/api") ? path : `/api/v1/collectives/${slug}${path}`);
    return {
      name,
      memberId,
      loginId,
      token,
      get: (path) => ask("GET", at(path), { token }),
      post: (path, body, headers) => ask("POST", at(path), { token, body, ...(headers ? { headers } : {}) }),
      put: (path, body, headers) => ask("PUT", at(path), { token, body, ...(headers ? { headers } : {}) }),
      patch: (path, body, headers) => ask("PATCH", at(path), { token, body, ...(headers ? { headers } : {}) }),
      delete: (path, headers) => ask("DELETE", at(path), { token, ...(headers ? { headers } : {}) }),
    };
  };

  return {
    app,
    database,
    clock,
    ask,
    collective: async (slug, people) => {
      const db = database.orm;
      const collectiveId = newId();
      const circleId = newId();
      const createdAt = clock.now;
      await db.insert(collectives).values({
        id: collectiveId,
        slug,
        name: slug,
        currency: "EUR",
        timeZone: "Europe/Paris",
        locale: "fr",
        country: "FR",
        yearStart: "01-01",
        createdAt,
      });
      await db.insert(circles).values({ collectiveId, id: circleId, name: slug, createdAt });
      const known: Record<string, Person> = {};
      for (const [index, [name, roles]] of Object.entries<readonly string[]>(people).entries()) {
        const [memberId, loginId] = [newId(), newId()];
        await db.insert(logins).values({ id: loginId, email: `${name}@${slug}.example`, createdAt });
        const kept = roles.filter((role) => role !== "pilot");
        await db.insert(members).values({
          collectiveId,
          id: memberId,
          code: `P${index + 1}`,
          kind: "person",
          loginId,
          roles: kept,
          joinedOn: "2026-01-01",
          createdAt,
        });
        await db
          .insert(memberProfiles)
          .values({ collectiveId, id: memberId, name: name[0]?.toUpperCase() + name.slice(1), email: `${name}@${slug}.example` });
        await db
          .insert(circleMembers)
          .values({ collectiveId, circleId, memberId, role: roles.includes("pilot") ? "pilot" : "contributor" });
        // Everybody of a story invoices, unless it says otherwise.
        await db.insert(footings).values({ collectiveId, id: newId(), memberId, footing: "invoice", fromOn: "2020-01-01", createdAt });
        known[name] = personOf(slug, name, memberId, loginId);
      }
      return Object.assign(known as Record<keyof typeof people, Person>, { collectiveId, circleId });
    },
  };
}

/** A kind of the collective, with a rate from the start of 2020 on. */
export async function makeKind(
  house: House,
  collectiveId: string,
  kind: { name: string; unit: string | null; rate?: string; isExpense?: boolean; nature?: string; isArchived?: boolean },
): Promise<string> {
  const id = newId();
  const createdAt = house.clock.now;
  const { rate, ...row } = kind;
  await house.database.orm.insert(kinds).values({ collectiveId, id, createdAt, ...row });
  if (rate) await house.database.orm.insert(kindRates).values({ collectiveId, kindId: id, fromOn: "2020-01-01", rate, createdAt });
  return id;
}

/** A contribution as it stands in the database, on the story's first day unless another is given. */
export async function makeContribution(
  house: House,
  contribution: { collectiveId: string; circleId: string; memberId: string; kindId: string } & Partial<typeof contributions.$inferInsert>,
): Promise<string> {
  const id = newId();
  const [createdAt, changedAt] = [house.clock.now, house.clock.now];
  const { memberId } = contribution;
  await house.database.orm
    .insert(contributions)
    .values({ id, loggedBy: memberId, dayOn: "2026-03-12", note: "préparation de la réunion", createdAt, changedAt, ...contribution });
  return id;
}

/** An envelope without money, of a circle. */
export async function makeEnvelope(
  house: House,
  envelope: { collectiveId: string; circleId: string; name: string } & Partial<typeof envelopes.$inferInsert>,
): Promise<string> {
  const id = newId();
  await house.database.orm.insert(envelopes).values({ id, currency: "EUR", createdAt: house.clock.now, ...envelope });
  return id;
}
